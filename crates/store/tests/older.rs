//! Older stories that a new one may take up, and what the clusterer remembers of them.

mod support;

use news::{ArticleId, Embedding, StoryId, Timestamp};
use store::{Batch, Guest, Moved, SecondReading, Store};
use support::*;

/// Puts an article where a story is its copy of another.
async fn copy(store: &Store, article: ArticleId, story: StoryId, of: ArticleId) {
    let reason = news::PlacementReason::default();
    let moved = vec![Moved { article, story, copy_of: Some(of), score: 1.0, reason }];
    store.save_batch(NOON, &Batch { moved, ..Batch::default() }).await.expect("it is kept");
}

store::on_both_databases! {
    async fn older_stories_are_found_by_the_hashtags_of_a_founder(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        store.reserve_story_ids(3).await.unwrap();
        // The n-th was published n minutes before noon.
        let ids = ingest(store, source, 0..8).await;
        place(store, StoryId(1), &ids[4..8], 1.0, &[("Bridge", 0.8), ("Tram", 0.5)]).await;
        place(store, StoryId(2), &ids[3..4], 1.0, &[("Tram", 0.5)]).await;
        place(store, StoryId(3), &ids[..2], 1.0, &[("Bridge", 0.6), ("Opera", 0.9)]).await;
        copy(store, ids[5], StoryId(1), ids[4]).await;

        let founders = store.founders(&ids).await.unwrap();
        let of: Vec<_> = founders.iter().map(|one| (one.article, one.story)).collect();
        let mut expected = vec![(ids[1], StoryId(3)), (ids[3], StoryId(2)), (ids[7], StoryId(1))];
        expected.sort_unstable();
        assert_eq!(of, expected, "the first of each story");
        let founder = founders.into_iter().find(|one| one.story == StoryId(3)).unwrap();
        assert_eq!(founder.published, minutes(-1));
        let weights: Vec<f32> = founder.hashtags.iter().map(|hashtag| hashtag.weight).collect();
        assert_eq!(weights, [0.6, 0.9]);
        let bridge = founder.hashtags[0];
        assert!((bridge.one_in - 8.0 / 6.0).abs() < 1e-3, "{bridge:?}");

        let older = |since, before| store.older_articles(&founder, minutes(since), minutes(before));
        let found = older(-60, -2).await.unwrap();
        let articles: Vec<_> = found.iter().map(|one| (one.article, one.story, one.weight)).collect();
        assert_eq!(articles, [4, 6, 7].map(|n| (ids[n], StoryId(1), 0.8)), "the latest first, without the copy");
        assert_eq!(older(-6, -2).await.unwrap().len(), 2);
        assert_eq!(older(-60, -6).await.unwrap().len(), 1);
        let mut stand = vec![(ids[3], StoryId(2)), (ids[4], StoryId(1))];
        stand.sort_unstable();
        assert_eq!(store.stories_of(&ids[3..6]).await.unwrap(), stand);
        let last = |before| store.last_told(StoryId(1), minutes(before));
        assert_eq!((last(0).await.unwrap(), last(-4).await.unwrap()), (Some(minutes(-4)), Some(minutes(-5))));
        assert_eq!(last(-7).await.unwrap(), None);

        let split = store::Correction::Split { story: StoryId(3), articles: vec![ids[1]] };
        store.correct(&split, "ann", "", NOON).await.unwrap();
        assert_eq!(store.founders(&ids[..2]).await.unwrap(), [], "a person decided");
    }

    async fn a_guest_is_remembered_as_if_it_were_younger(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..3).await;
        place(store, StoryId(1), &ids[1..], 1.0, &[]).await;
        store.trim_candidates(NOON, 9).await.unwrap();
        let vector = Embedding::from_f32(&[0.5, -0.25]);
        let guest = |article| Guest { article, as_of: minutes(5), candidate: vec![9, 8], embedding: vector.clone() };
        let read = SecondReading { model: Some("m1".to_owned()), taken_at: NOON, ..SecondReading::default() };
        let guests = vec![guest(ids[2]), guest(ArticleId(9999))];
        store.save_batch(NOON, &Batch { read: Some(read), guests, ..Batch::default() }).await.unwrap();

        let window = async |since| store.window(minutes(since), Some("m1"), None, 9).await.unwrap();
        let rows = window(0).await;
        assert_eq!(rows.len(), 1, "what is gone is left out");
        let row = &rows[0];
        assert_eq!((row.article, row.story, row.published, row.as_of), (ids[2], StoryId(1), minutes(-2), minutes(5)));
        assert_eq!((row.candidate.as_slice(), &row.embedding), (&[9_u8, 8][..], &vector));
        assert_eq!(store.embeddings("m1", &ids).await.unwrap().into_keys().collect::<Vec<_>>(), [ids[2]]);
        assert_eq!(window(6).await, []);
        store.trim_candidates(minutes(6), 9).await.unwrap();
        assert_eq!(window(0).await, [], "it goes as any other");

        let guests = vec![guest(ids[2])];
        store.save_batch(NOON, &Batch { guests, ..Batch::default() }).await.unwrap();
        store.remove_articles_before(minutes(-1), 9, NOON).await.unwrap();
        assert_eq!(window(0).await, [], "and with its article");
        store.clear_derived(NOON.plus_us(Timestamp::MINUTE)).await.unwrap();
    }
}

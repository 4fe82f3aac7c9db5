//! What people decide about stories: made, kept through a rebuild, taken back.

#![allow(clippy::unwrap_used)]

mod support;

use news::{ArticleId, StoryId};
use store::{CORRECTION_JOB, Correction, Found, Store, StoreError, on_both_databases};
use support::*;

/// Two stories of three articles each; the ids of all.
async fn two_stories(store: &Store) -> Vec<ArticleId> {
    let source = follow(store, "harbour.example").await;
    let ids = ingest(store, source, 0..6).await;
    let first = store.reserve_story_ids(2).await.unwrap();
    assert_eq!(first, StoryId(1));
    place(store, StoryId(1), &ids[..3], 1.0, &[]).await;
    place(store, StoryId(2), &ids[3..], 2.0, &[]).await;
    ids
}

async fn stories_of(store: &Store, articles: &[ArticleId]) -> Vec<i64> {
    let cards = store.articles_by_ids(articles).await.unwrap();
    cards.iter().map(|card| card.story.map_or(0, |story| story.0)).collect()
}

on_both_databases! {
    async fn a_merge_leads_on_and_can_be_taken_back(test: &TestStore) {
        let store = &test.store;
        let ids = two_stories(store).await;
        let merge = Correction::Merge { story: StoryId(1), into: StoryId(2) };
        let id = store.correct(&merge, "ann", "the same bridge", NOON).await.unwrap();
        assert_eq!(stories_of(store, &ids).await, [2, 2, 2, 2, 2, 2]);
        assert_eq!(store.story(StoryId(1)).await.unwrap(), Found::Moved(StoryId(2)));
        assert_eq!(store.stats().await.unwrap().stories, 1);
        assert_eq!(store.decisions().await.unwrap().held.len(), 6);
        let log = store.corrections(None, 9).await.unwrap();
        assert_eq!((log[0].by.as_str(), log[0].why.as_str(), log[0].article_count), ("ann", "the same bridge", 3));
        assert!(matches!(store.correct(&merge, "ann", "", NOON).await, Err(StoreError::Conflict(_))), "merged already");

        // A batch that was on its way places an article in the story that went.
        let late = ingest(store, news::SourceId(1), 9..10).await;
        place(store, StoryId(1), &late, 1.0, &[]).await;
        assert_eq!(store.settle_correction(id, NOON).await.unwrap(), [StoryId(2)]);
        assert_eq!(stories_of(store, &late).await, [2]);
        assert_eq!(store.claim_jobs(CORRECTION_JOB, minutes(1), 1, 9).await.unwrap().len(), 1);

        store.undo_correction(id, "bob", minutes(1)).await.unwrap();
        assert_eq!(stories_of(store, &ids).await, [1, 1, 1, 2, 2, 2]);
        assert!(matches!(store.story(StoryId(1)).await.unwrap(), Found::Here(_)));
        assert_eq!(store.stats().await.unwrap().stories, 2);
        assert_eq!(store.decisions().await.unwrap(), store::Decisions::default());
        let undone = store.correction(id).await.unwrap().undone;
        assert_eq!(undone, Some((minutes(1), "bob".to_owned())));
        assert!(matches!(store.undo_correction(id, "bob", NOON).await, Err(StoreError::Conflict(_))), "once");
    }

    async fn a_split_makes_a_story_that_stays_apart(test: &TestStore) {
        let store = &test.store;
        let ids = two_stories(store).await;
        let split = |articles: &[ArticleId]| Correction::Split { story: StoryId(1), articles: articles.to_vec() };
        for wrong in [&[][..], &ids[..3], &ids[2..4]] {
            assert!(matches!(store.correct(&split(wrong), "ann", "", NOON).await, Err(StoreError::Conflict(_))));
        }
        let id = store.correct(&split(&ids[..1]), "ann", "", NOON).await.unwrap();
        let own = store.correction(id).await.unwrap().into;
        assert_eq!(stories_of(store, &ids[..3]).await, [own.0, 1, 1]);
        let Found::Here(card) = store.story(own).await.unwrap() else { panic!("it stands") };
        assert_eq!((card.lead.id, card.article_count), (ids[0], 1));
        assert_eq!(store.decisions().await.unwrap().apart, [(StoryId(1), own)]);
        assert_eq!(store.coverage(own, None, 9).await.unwrap()[0].reason.kind, "person");

        store.undo_correction(id, "ann", NOON).await.unwrap();
        assert_eq!(stories_of(store, &ids[..3]).await, [1, 1, 1]);
        assert_eq!(store.story(own).await.unwrap(), Found::Moved(StoryId(1)), "its address leads on");
        assert_eq!(store.decisions().await.unwrap(), store::Decisions::default());
    }

    async fn articles_move_and_a_story_that_is_left_empty_leads_on(test: &TestStore) {
        let store = &test.store;
        let ids = two_stories(store).await;
        let moved = |articles: &[ArticleId]| {
            Correction::Move { story: StoryId(1), articles: articles.to_vec(), into: StoryId(2) }
        };
        let first = store.correct(&moved(&ids[..1]), "ann", "", NOON).await.unwrap();
        assert_eq!(stories_of(store, &ids[..3]).await, [2, 1, 1]);
        assert_eq!(store.decisions().await.unwrap().apart, [(StoryId(1), StoryId(2))]);
        let rest = store.correct(&moved(&ids[1..3]), "ann", "", NOON).await.unwrap();
        assert_eq!(store.story(StoryId(1)).await.unwrap(), Found::Moved(StoryId(2)));
        assert_eq!(store.decisions().await.unwrap().apart, [], "nothing is left to be kept apart");
        store.undo_correction(rest, "ann", NOON).await.unwrap();
        store.undo_correction(first, "ann", NOON).await.unwrap();
        assert_eq!(stories_of(store, &ids[..3]).await, [1, 1, 1]);
    }

    async fn a_later_correction_is_taken_back_first(test: &TestStore) {
        let store = &test.store;
        let ids = two_stories(store).await;
        let merge = Correction::Merge { story: StoryId(1), into: StoryId(2) };
        let merged = store.correct(&merge, "ann", "", NOON).await.unwrap();
        let split = Correction::Split { story: StoryId(2), articles: ids[..1].to_vec() };
        let split = store.correct(&split, "ann", "", NOON).await.unwrap();
        assert!(matches!(store.undo_correction(merged, "ann", NOON).await, Err(StoreError::Conflict(_))));
        store.undo_correction(split, "ann", NOON).await.unwrap();
        store.undo_correction(merged, "ann", NOON).await.unwrap();
        assert_eq!(stories_of(store, &ids).await, [1, 1, 1, 2, 2, 2]);
    }

    async fn a_renamed_story_keeps_name_and_address_when_all_is_derived_anew(test: &TestStore) {
        let store = &test.store;
        let ids = two_stories(store).await;
        let rename = |headline: &str| Correction::Rename { story: StoryId(1), headline: headline.to_owned() };
        assert!(store.correct(&rename("  "), "ann", "", NOON).await.is_err());
        let id = store.correct(&rename(" The bridge at last "), "ann", "", NOON).await.unwrap();
        let merge = Correction::Merge { story: StoryId(2), into: StoryId(1) };
        store.correct(&merge, "ann", "", NOON).await.unwrap();

        store.clear_derived(NOON).await.unwrap();
        assert_eq!(stories_of(store, &ids).await, [1, 1, 1, 1, 1, 1]);
        assert_eq!(store.story(StoryId(2)).await.unwrap(), Found::Moved(StoryId(1)), "the redirect stays");
        let Found::Here(card) = store.story(StoryId(1)).await.unwrap() else { panic!("it stands") };
        assert_eq!(card.headline, "The bridge at last");
        place(store, StoryId(1), &ids, 1.0, &[]).await;
        let Found::Here(card) = store.story(StoryId(1)).await.unwrap() else { panic!("it stands") };
        assert_eq!(card.headline, "The bridge at last", "what is computed does not rename it");
        store.undo_correction(id, "ann", NOON).await.unwrap();
        let Found::Here(card) = store.story(StoryId(1)).await.unwrap() else { panic!("it stands") };
        assert_ne!(card.headline, "The bridge at last");
    }
}

//! Which articles are about a place: found by the second reading, listed newest first.

mod support;

use news::{ArticleId, Lang, PlaceOfArticle, StoryId};
use store::{Batch, Follow, FollowKind, ReadAgain, SecondReading, Store};
use support::*;

/// Places articles in a story and finds them to be about the same places.
async fn read(store: &Store, articles: &[ArticleId], lang: Lang, places: &[(&str, &str)]) {
    place(store, StoryId(1), articles, 1.0, &[]).await;
    let there = store.articles_to_read(articles).await.expect("the store answers");
    let of_article =
        |&(key, spelling): &(&str, &str)| PlaceOfArticle { key: key.to_owned(), spelling: spelling.to_owned() };
    let found = there.iter().map(|one| ReadAgain {
        article: one.id,
        published: one.published,
        lang,
        places: places.iter().map(of_article).collect(),
        quotes: Vec::new(),
        text_bytes: 0,
        embedding: None,
        section: None,
    });
    let reading = SecondReading { taken: articles.to_vec(), taken_at: NOON, model: None, found: found.collect() };
    store.save_batch(NOON, &Batch { read: Some(reading), ..Batch::default() }).await.expect("the batch is kept");
}

async fn about(store: &Store, key: &str) -> Vec<ArticleId> {
    let cards = store.place_articles(key, None, 9).await.expect("the store answers");
    assert_eq!(store.count_place_articles(key).await.expect("the store answers"), cards.len() as i64, "{key}");
    cards.iter().map(|card| card.id).collect()
}

store::on_both_databases! {
    async fn articles_are_listed_by_place(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..4).await;
        read(store, &ids[..2], Lang::EN, &[("lyon-fr", "Lyon"), ("lyon-fr", "LYON"), ("france", "")]).await;
        read(store, &ids[2..3], Lang::EN, &[("lyon-fr", "Lyons"), ("france", "France")]).await;
        read(store, &ids[3..], Lang::ZH, &[("lyon-fr", "里昂")]).await;
        assert_eq!(about(store, "lyon-fr").await, ids);
        assert_eq!(about(store, "france").await, ids[..3]);
        assert_eq!(about(store, "norway").await, []);
        let first = store.place_articles("lyon-fr", None, 2).await.unwrap();
        let rest = store.place_articles("lyon-fr", Some(first[1].cursor()), 9).await.unwrap();
        assert_eq!(rest.iter().map(|card| card.id).collect::<Vec<_>>(), ids[2..]);

        let spelling = async |key, lang| store.place_spelling(key, lang).await.unwrap();
        assert_eq!(spelling("lyon-fr", Lang::EN).await.as_deref(), Some("Lyon"), "as most write it");
        assert_eq!(spelling("lyon-fr", Lang::ZH).await.as_deref(), Some("里昂"));
        assert_eq!(spelling("lyon-fr", Lang::DE).await, None);

        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let subject = "france".to_owned();
        let follow = Follow { kind: FollowKind::Place, subject, label: "France".to_owned(), since: NOON };
        store.begin_following(ada, &follow).await.unwrap();
        let follows = store.follows(ada).await.unwrap();
        let newest = store.followed_articles(ada, &follows, &[], None, 9).await.unwrap();
        assert_eq!(newest.iter().map(|one| one.card.id).collect::<Vec<_>>(), ids[..3]);

        // Read again, an article is about what it is about now; removed, about nothing.
        read(store, &ids[1..2], Lang::EN, &[("norway", "Norway")]).await;
        store.remove_articles_before(minutes(-2), 9, NOON).await.unwrap();
        assert_eq!(about(store, "lyon-fr").await, [ids[0], ids[2]]);
        assert_eq!(about(store, "norway").await, ids[1..2]);
        store.clear_derived(NOON).await.unwrap();
        assert_eq!(about(store, "lyon-fr").await, []);
    }
}

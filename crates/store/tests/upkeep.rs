//! Retention, size, backup and restore.

mod support;

use news::{ArticleId, FetchFault, OutboxId, StoryId};
use store::testing::TestStore;
use store::{EventKind, FetchOutcome, Found, NewComment, Posted, Store, StoreError, StoreOptions};
use support::*;

store::on_both_databases! {
    async fn arrivals_are_counted_by_the_hour_and_forgotten_after_a_week(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        ingest(store, source, 0..3).await;
        let hours = async |now, hours| -> Vec<i64> {
            store.arrivals_by_hour(now, hours).await.unwrap().iter().map(|hour| hour.articles).collect()
        };
        assert_eq!(hours(minutes(59), 3).await, [0, 0, 3]);
        assert_eq!(hours(minutes(60), 3).await, [0, 3, 0]);
        assert_eq!(hours(minutes(180), 3).await, [0, 0, 0]);
        store.trim_arrivals(minutes(60)).await.unwrap();
        assert_eq!(hours(minutes(59), 1).await, [3]);
        assert_eq!(store.trim_arrivals(minutes(8 * 24 * 60)).await.unwrap(), 1);
        assert_eq!(hours(minutes(59), 1).await, [0]);
    }

    async fn failing_sources_are_told_worst_first(test: &TestStore) {
        let store = &test.store;
        for (host, failures) in [("harbour.example", 0), ("valley.example", 1), ("inland.example", 3)] {
            let source = follow(store, host).await;
            let failed = FetchOutcome { fault: Some(FetchFault::Passing), error: Some("503".to_owned()), ..outcome(source) };
            for _ in 0..failures {
                store.finish_fetches(std::slice::from_ref(&failed)).await.unwrap();
            }
        }
        assert_eq!(store.count_failing_sources().await.unwrap(), 2);
        let failing = store.failing_sources(9).await.unwrap();
        let told: Vec<_> = failing.iter().map(|one| (one.publisher.as_str(), one.failures, one.error.as_str())).collect();
        assert_eq!(told, [("The inland.example", 3, "503"), ("The valley.example", 1, "503")]);
        assert_eq!(store.failing_sources(1).await.unwrap().len(), 1);
    }

    async fn who_has_an_account_is_counted(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        store.create_reader("Bo", "hash", NOON).await.unwrap();
        store.create_reader("Cem", "hash", NOON).await.unwrap();
        for token in [b"one", b"two"] {
            open_session(store, token, ada, NOON, minutes(60)).await;
        }
        let accounts = store.accounts(minutes(-1)).await.unwrap();
        assert_eq!(accounts.by_role, [("owner".to_owned(), 1), ("reader".to_owned(), 2)]);
        assert_eq!((accounts.seen, store.accounts(minutes(1)).await.unwrap().seen), (1, 0));
    }

    async fn notices_go_a_while_after_they_were_read(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let on = news::Subject::Article(ingest(store, source, 0..1).await[0]);
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        let mut parent = None;
        for (number, reader) in [ada, bo, bo, bo].into_iter().enumerate() {
            let text = format!("No. {number}");
            let comment = NewComment { subject: on, parent, reader, text: &text, waits: false };
            let posted = store.post_comment(&comment, minutes(number as i64)).await.unwrap();
            let Posted::New(id) = posted else { panic!("{posted:?}") };
            parent = parent.or(Some(id));
        }
        assert_eq!(store.notices(ada, None, 9).await.unwrap().len(), 3);
        assert_eq!(store.trim_notices(minutes(99), 9).await.unwrap(), 0, "none was read");
        store.read_notices(ada, i64::MAX, minutes(10)).await.unwrap();
        assert_eq!(store.trim_notices(minutes(10), 9).await.unwrap(), 0, "just read");
        assert_eq!(store.trim_notices(minutes(11), 2).await.unwrap(), 2, "so many at a time");
        assert_eq!(store.notices(ada, None, 9).await.unwrap().len(), 1);
        assert_eq!(store.trim_notices(minutes(11), 9).await.unwrap(), 1);
    }

    async fn old_articles_go_and_are_not_taken_in_again(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..6).await;
        place(store, StoryId(1), &[ids[5], ids[0]], 1.0, &[("Bridge", 1.0)]).await;
        place(store, StoryId(2), &[ids[4]], 1.0, &[("Bridge", 1.0)]).await;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        store.mark_starred(ada, &ids[3..4], Some(NOON)).await.unwrap();
        store.mark_saved(ada, &ids[2..3], Some(NOON)).await.unwrap();
        store.mark_read(ada, &ids[4..5], NOON).await.unwrap();

        assert_eq!(store.remove_articles_before(minutes(-2), 2, minutes(1)).await.unwrap(), [ids[5], ids[4]]);
        let left: Vec<ArticleId> = store.articles_after(None, 99).await.unwrap();
        assert_eq!(left, ids[..4], "the oldest go first");
        let Found::Here(card) = store.story(StoryId(1)).await.unwrap() else { panic!("story 1 is there") };
        assert_eq!((card.lead.id, card.article_count), (ids[0], 1), "the lead has gone");
        assert!(matches!(store.story(StoryId(2)).await, Err(StoreError::NotFound)));
        assert_eq!(store.hashtag("bridge").await.unwrap().article_count, 1);
        assert_eq!(store.read_states(ada, &ids[4..5]).await.unwrap().len(), 1, "outlives the article");
        assert_eq!(store.remove_articles_before(minutes(-1), 9, minutes(1)).await.unwrap(), [], "what is starred or saved stays");

        let known = store.known_items(source, &[1004, 1005], &[], &[]).await.unwrap();
        assert!(known.items.len() == 2 && known.items.iter().all(|item| item.article.is_none()));
        let stats = store.stats().await.unwrap();
        assert_eq!((stats.articles, stats.stories), (4, 1));
        assert_eq!(store.publisher("harbour.example").await.unwrap().article_count, 4);
        let removed = store.events_after(OutboxId(0), 99).await.unwrap();
        assert_eq!(removed.iter().filter(|event| event.kind == EventKind::ArticleRemoved).count(), 2);

        assert_eq!(store.trim_tombstones(NOON).await.unwrap(), 0);
        assert_eq!(store.trim_tombstones(minutes(1)).await.unwrap(), 2);
        assert_eq!(store.remove_oldest_articles(99, minutes(2)).await.unwrap().len(), 2);
        let again = ingest(store, source, 9..10).await;
        assert!(again[0] > ids[5], "ids are never used again");
    }

    async fn the_file_shrinks(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        for round in 0..20 {
            ingest(store, source, round * 100..round * 100 + 100).await;
        }
        let full = store.database_size().await.unwrap();
        assert_eq!(store.remove_oldest_articles(2000, NOON).await.unwrap().len(), 2000);
        let given_back = store.shrink(1_000_000).await.unwrap();
        if store.database() == store::Database::Sqlite {
            assert!(given_back > 500_000 && store.database_size().await.unwrap() < full / 2, "{given_back} of {full}");
        }
        store.optimize().await.unwrap();
        assert_eq!(store.integrity_check().await.unwrap(), Vec::<String>::new());
    }

    async fn a_database_opens_again_as_it_was(test: &TestStore) {
        if test.store.database() == store::Database::Sqlite {
            let source = follow(&test.store, "harbour.example").await;
            let url = format!("sqlite://{}", test.folder().join("dateline.db").display());
            let again = Store::open(&url, StoreOptions::default()).await.unwrap();
            assert_eq!(again.source(source).await.unwrap(), test.store.source(source).await.unwrap());
            again.close().await;
        } else {
            let refused = test.store.backup_to(&test.folder().join("copy.db")).await;
            assert!(matches!(refused, Err(StoreError::Unsupported(_))));
            let refused = test.store.restore_from(&test.folder().join("copy.db"), NOON).await;
            assert!(matches!(refused, Err(StoreError::Unsupported(_))));
        }
    }
}

#[tokio::test]
async fn a_backup_is_taken_and_taken_back_while_others_write() {
    let test = TestStore::sqlite().await;
    let store = &test.store;
    let source = follow(store, "harbour.example").await;
    let other = follow(store, "inland.example").await;
    let before = ingest(store, source, 0..50).await;
    place(store, StoryId(1), &before[..2], 1.0, &[("Bridge", 1.0)]).await;

    // A second process, as it were: a store of its own on the same file, writing all the time.
    let url = format!("sqlite://{}", test.folder().join("dateline.db").display());
    let busy = Store::open(&url, StoreOptions::default()).await.unwrap();
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let writing = tokio::spawn(async move {
        let mut n = 1000;
        while stopped.try_recv().is_err() {
            ingest(&busy, other, n..n + 3).await;
            n += 3;
            tokio::task::yield_now().await;
        }
        busy.close().await;
        n - 1000
    });

    let file = test.folder().join("it's a backup.db");
    store.backup_to(&file).await.unwrap();
    assert!(matches!(store.backup_to(&file).await, Err(StoreError::Conflict(_))), "never overwrites");
    let after = ingest(store, source, 50..60).await;
    let last_event = store.last_event_id().await.unwrap();

    let restored = store.restore_from(&file, minutes(9)).await.unwrap();
    stop.send(()).unwrap();
    assert!(writing.await.unwrap() > 0);
    assert!(restored.articles >= 50);
    assert!(store.article(before[49]).await.is_ok());
    assert!(matches!(store.article(after[0]).await, Err(StoreError::NotFound)), "came after the backup");
    assert_eq!(store.article(before[0]).await.unwrap().card.story, Some(StoryId(1)));
    assert_eq!(store.epoch().await.unwrap(), 1);
    assert!(store.last_event_id().await.unwrap() > last_event);
    let fresh = ingest(store, source, 70..71).await;
    assert!(fresh[0] > *after.last().unwrap(), "ids given since the backup are not given again");
    assert_eq!(store.integrity_check().await.unwrap(), Vec::<String>::new());
    store.restore_from(&file, minutes(10)).await.unwrap();
    assert_eq!(store.epoch().await.unwrap(), 2);
    test.remove().await;
}

#[tokio::test]
async fn what_is_no_backup_changes_nothing() {
    let test = TestStore::sqlite().await;
    let store = &test.store;
    let source = follow(store, "harbour.example").await;
    let id = ingest(store, source, 0..1).await[0];
    let path = |name: &str| test.folder().join(name);
    std::fs::write(path("text.db"), "not a database at all, but long enough to be looked at".repeat(100)).unwrap();
    std::fs::write(path("empty.db"), "").unwrap();
    store.backup_to(&path("good.db")).await.unwrap();
    let good = std::fs::read(path("good.db")).unwrap();
    std::fs::write(path("cut.db"), &good[..good.len() / 2]).unwrap();
    for name in ["text.db", "empty.db", "cut.db"] {
        let refused = store.restore_from(&path(name), NOON).await;
        assert!(matches!(refused, Err(StoreError::Damaged(_))), "{name}: {refused:?}");
    }
    assert!(matches!(store.restore_from(&path("none.db"), NOON).await, Err(StoreError::NotFound)));
    assert!(store.article(id).await.is_ok());
    assert!(matches!(
        Store::open(&format!("sqlite://{}", path("text.db").display()), StoreOptions::default()).await,
        Err(StoreError::Damaged(_))
    ));
    test.remove().await;
}

#[tokio::test]
async fn only_known_databases_are_opened() {
    let opened = Store::open("mysql://localhost/", StoreOptions::default()).await;
    assert!(matches!(opened, Err(StoreError::Unsupported(_))));
}

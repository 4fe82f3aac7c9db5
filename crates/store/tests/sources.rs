//! Following, claiming, finishing, and what is kept of publishers and hosts.

mod support;

use news::{FetchFault, Notice, SourceKind, Timestamp};
use store::{FetchOutcome, PagePolicy, Robots, SourceEdit, SourceState, StoreError, Validators, WebSub};
use support::*;

store::on_both_databases! {
    async fn a_source_is_followed_once(test: &TestStore) {
        let store = &test.store;
        let (id, is_new) = store.follow(source("harbour.example")).await.unwrap();
        assert!(is_new);
        assert_eq!(store.follow(source("harbour.example")).await.unwrap(), (id, false));
        let mut second = source("harbour.example");
        second.url = "https://harbour.example/sitemap.xml".to_owned();
        second.kind = SourceKind::Sitemap;
        let (second, _) = store.follow(second).await.unwrap();
        let (first, second) = (store.source(id).await.unwrap(), store.source(second).await.unwrap());
        assert_eq!(first.publisher, second.publisher);
        assert_eq!((second.kind, second.state, second.folder.as_deref()), (SourceKind::Sitemap, SourceState::Active, Some("Morning")));
        assert_eq!(store.source_by_url("https://harbour.example/feed.xml").await.unwrap().unwrap().id, id);
        assert_eq!(store.source_by_url("https://elsewhere.example/").await.unwrap(), None);
        let stats = store.stats().await.unwrap();
        assert_eq!((stats.sources, stats.publishers), (2, 1));

        store.unfollow(id, NOON).await.unwrap();
        assert!(matches!(store.source(id).await, Err(StoreError::NotFound)));
        assert!(matches!(store.unfollow(id, NOON).await, Err(StoreError::NotFound)));
        assert_eq!(store.stats().await.unwrap().sources, 1);
    }

    async fn a_claim_lasts_as_long_as_its_lease(test: &TestStore) {
        let store = &test.store;
        assert_eq!(store.next_due_at().await.unwrap(), None);
        for host in ["a.example", "b.example", "c.example"] {
            follow(store, host).await;
        }
        assert_eq!(store.next_due_at().await.unwrap(), Some(NOON));
        let claim = |at, limit| store.claim_due_sources(at, Timestamp::MINUTE, limit);
        assert_eq!(claim(minutes(-1), 9).await.unwrap(), []);
        let first = claim(NOON, 2).await.unwrap();
        assert_eq!(first.len(), 2);
        let second = claim(NOON, 9).await.unwrap();
        assert_eq!(second.len(), 1);
        assert!(first.iter().all(|due| due.id != second[0].id));
        assert_eq!(claim(NOON, 9).await.unwrap(), []);
        assert_eq!(claim(minutes(1), 9).await.unwrap().len(), 3, "what nobody finished is due again");
        assert_eq!(store.due_source(first[0].id).await.unwrap(), first[0]);
    }

    async fn how_a_fetch_went_is_kept(test: &TestStore) {
        let store = &test.store;
        let id = follow(store, "harbour.example").await;
        let good = FetchOutcome {
            validators: Some(Validators {
                etag: Some(b"W/\"\xff\"".to_vec()), last_modified: Some(b"yesterday".to_vec()), body_hash: Some(-7),
            }),
            notices: Some(vec![Notice::new("feed.date_unreadable", "One date could not be read.")]),
            title: Some("Harbour News".to_owned()),
            home_url: Some("https://harbour.example/".to_owned()),
            ..outcome(id)
        };
        store.finish_fetches(&[good]).await.unwrap();
        let bad = FetchOutcome {
            at: minutes(30),
            status: Some(503),
            error: Some("503 Service Unavailable".to_owned()),
            fault: Some(FetchFault::Passing),
            title: Some("Another title".to_owned()),
            next_fetch: minutes(90),
            ..outcome(id)
        };
        store.finish_fetches(&[bad.clone(), FetchOutcome { source: news::SourceId(9999), ..bad.clone() }]).await.unwrap();
        let source = store.source(id).await.unwrap();
        assert_eq!((source.title.as_str(), source.failures, source.last_status), ("Harbour News", 1, Some(503)));
        assert_eq!((source.last_ok, source.last_fetch, source.next_fetch), (Some(NOON), Some(minutes(30)), minutes(90)));
        assert_eq!((source.last_fault, source.notices.len()), (Some(FetchFault::Passing), 1));
        let due = store.due_source(id).await.unwrap();
        assert_eq!((due.etag.as_deref(), due.body_hash), (Some(&b"W/\"\xff\""[..]), Some(-7)), "validators outlive an error");

        let gone = FetchOutcome {
            at: minutes(90), state: Some((SourceState::Gone, "410 Gone".to_owned())), error: Some("410".to_owned()), ..bad
        };
        store.finish_fetches(&[gone]).await.unwrap();
        let source = store.source(id).await.unwrap();
        assert_eq!((source.state, source.state_reason.as_deref(), source.failures), (SourceState::Gone, Some("410 Gone"), 2));
        assert_eq!(store.next_due_at().await.unwrap(), None);
        store.resume(id, minutes(100)).await.unwrap();
        assert_eq!(store.next_due_at().await.unwrap(), Some(minutes(100)));
    }

    async fn the_log_keeps_the_last_twenty_fetches(test: &TestStore) {
        let store = &test.store;
        let id = follow(store, "harbour.example").await;
        follow(store, "quiet.example").await;
        for n in 0..25 {
            store.finish_fetches(&[FetchOutcome { at: minutes(n), bytes: n, ..outcome(id) }]).await.unwrap();
        }
        let all = store.sources(None, 10).await.unwrap();
        assert_eq!((all.len(), all[1].log.len()), (2, 0));
        let bytes: Vec<i64> = all[0].log.iter().map(|row| row.bytes).collect();
        assert_eq!(bytes, (5..25).rev().collect::<Vec<_>>());
        assert_eq!(store.sources(Some(id), 10).await.unwrap().len(), 1);
    }

    async fn a_source_that_moves_keeps_out_of_anothers_address(test: &TestStore) {
        let store = &test.store;
        let (a, b) = (follow(store, "a.example").await, follow(store, "b.example").await);
        let moved = FetchOutcome { permanent_url: Some("https://new.example/feed".to_owned()), ..outcome(a) };
        store.finish_fetches(std::slice::from_ref(&moved)).await.unwrap();
        store.finish_fetches(&[FetchOutcome { source: b, ..moved }]).await.unwrap();
        assert_eq!(store.source(a).await.unwrap().url, "https://new.example/feed");
        assert_eq!(store.source(b).await.unwrap().url, "https://b.example/feed.xml");
    }

    async fn the_owner_changes_a_source(test: &TestStore) {
        let store = &test.store;
        let id = follow(store, "harbour.example").await;
        let edit = SourceEdit { title: Some("Mine".to_owned()), folder: Some(None), pages: Some(PagePolicy::Never), next_fetch: None };
        store.edit_source(id, NOON, edit).await.unwrap();
        store.pause(id, NOON, "too loud").await.unwrap();
        let source = store.source(id).await.unwrap();
        assert_eq!((source.title.as_str(), source.folder, source.pages), ("Mine", None, PagePolicy::Never));
        assert_eq!((source.state, source.state_reason.as_deref()), (SourceState::Paused, Some("too loud")));
        assert_eq!(store.next_due_at().await.unwrap(), None);

        let websub = WebSub {
            hub: "https://hub.example/".to_owned(), topic: source.url, secret: "s".to_owned(),
            state: "verified".to_owned(), expires: Some(minutes(60)),
        };
        store.set_websub(id, Some(&websub)).await.unwrap();
        assert_eq!(store.websub_due(minutes(30), 9).await.unwrap(), []);
        assert_eq!(store.websub_due(minutes(90), 9).await.unwrap()[0].websub, Some(websub));
        store.set_websub(id, None).await.unwrap();
        assert_eq!(store.websub_due(minutes(90), 9).await.unwrap(), []);
    }

    async fn publishers_and_hosts_are_remembered(test: &TestStore) {
        let store = &test.store;
        for host in ["b.example", "a.example"] {
            follow(store, host).await;
        }
        let keys: Vec<_> = store.publishers(None, 9).await.unwrap().into_iter().map(|publisher| publisher.key).collect();
        assert_eq!(keys, ["a.example", "b.example"]);
        assert_eq!(store.publishers(Some("a.example"), 9).await.unwrap().len(), 1);
        let id = store.publisher("a.example").await.unwrap().id;
        assert_eq!(store.icon(id).await.unwrap(), None);
        store.set_icon(id, NOON, Some(("image/png", &[137, 80]))).await.unwrap();
        store.set_icon(id, minutes(1), None).await.unwrap();
        let icon = store.icon(id).await.unwrap().unwrap();
        assert_eq!((icon.mime.as_str(), icon.bytes.as_slice(), icon.checked), ("image/png", &[137, 80][..], minutes(1)));
        assert!(store.publisher("a.example").await.unwrap().has_icon);

        assert_eq!(store.boilerplate(id).await.unwrap(), None);
        store.set_boilerplate(id, "learned").await.unwrap();
        assert_eq!(store.boilerplate(id).await.unwrap().as_deref(), Some("learned"));

        let budget = |domain: &str, state: &str| (domain.to_owned(), state.to_owned());
        store.save_budgets(&[budget("a.example", "1"), budget("b.example", "2")]).await.unwrap();
        store.save_budgets(&[budget("b.example", "3")]).await.unwrap();
        assert_eq!(store.budgets().await.unwrap(), [budget("a.example", "1"), budget("b.example", "3")]);

        assert_eq!(store.robots("a.example").await.unwrap(), None);
        let robots = Robots { body: "User-agent: *".to_owned(), fetched: NOON, expires: minutes(60) };
        store.set_robots("a.example", &robots).await.unwrap();
        assert_eq!(store.robots("a.example").await.unwrap(), Some(robots));
    }
}

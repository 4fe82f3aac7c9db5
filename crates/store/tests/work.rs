//! Jobs, the outbox, leases, settings and people.

mod support;

use news::{ArticleId, Embedding, Lang, OutboxId, ReaderId, StoryId, Timestamp};
use store::{Batch, DeadJob, EventKind, JobCount, ReadAgain, Role, SecondReading, StoreError};
use support::*;

store::on_both_databases! {
    async fn a_job_runs_until_its_claim_finishes_it(test: &TestStore) {
        let store = &test.store;
        store.enqueue("enrich", &[3, 1, 2, 1], NOON).await.unwrap();
        store.enqueue("enrich", &[4], minutes(10)).await.unwrap();
        assert_eq!(store.next_job_at("enrich").await.unwrap(), Some(NOON));
        assert_eq!(store.next_job_at("page").await.unwrap(), None);
        let claim = |at, limit| store.claim_jobs("enrich", at, Timestamp::MINUTE, limit);
        let subjects = |jobs: &[store::Job]| jobs.iter().map(|job| job.subject).collect::<Vec<_>>();
        let first = claim(NOON, 2).await.unwrap();
        let rest = claim(NOON, 9).await.unwrap();
        assert_eq!((first.len(), rest.len()), (2, 1));
        assert_eq!(claim(NOON, 9).await.unwrap(), []);

        let again = claim(minutes(1), 9).await.unwrap();
        assert_eq!((subjects(&again), again[0].attempts), (vec![1, 2, 3], 2), "a dead worker's jobs come back");
        store.finish_jobs(&first).await.unwrap();
        assert_eq!(store.job_counts().await.unwrap(), [JobCount { kind: "enrich".to_owned(), waiting: 4, dead: 0 }]);

        store.enqueue("enrich", &[2], minutes(1)).await.unwrap();
        store.finish_jobs(&again).await.unwrap();
        assert_eq!(subjects(&claim(minutes(2), 9).await.unwrap()), [2], "asked for again while being worked on");
    }

    async fn a_failed_job_waits_or_stays_visible(test: &TestStore) {
        let store = &test.store;
        store.enqueue("page", &[7], NOON).await.unwrap();
        let job = store.claim_jobs("page", NOON, Timestamp::MINUTE, 1).await.unwrap().pop().unwrap();
        store.fail_job(&job, "time-out", Some(minutes(5))).await.unwrap();
        assert_eq!(store.claim_jobs("page", minutes(4), Timestamp::MINUTE, 1).await.unwrap(), []);
        let job = store.claim_jobs("page", minutes(5), Timestamp::MINUTE, 1).await.unwrap().pop().unwrap();
        assert_eq!(job.attempts, 2);
        store.fail_job(&job, "404", None).await.unwrap();
        assert_eq!(store.claim_jobs("page", minutes(99), Timestamp::MINUTE, 1).await.unwrap(), []);
        let dead = DeadJob { kind: "page".to_owned(), subject: 7, attempts: 2, error: "404".to_owned() };
        assert_eq!(store.dead_jobs(9).await.unwrap(), [dead]);
        assert_eq!(store.revive_jobs("page", minutes(99)).await.unwrap(), 1);
        assert_eq!(store.claim_jobs("page", minutes(99), Timestamp::MINUTE, 1).await.unwrap().len(), 1);
    }

    async fn events_come_in_the_order_of_commits(test: &TestStore) {
        let store = &test.store;
        let mut changed = store.changed();
        assert_eq!(store.last_event_id().await.unwrap(), OutboxId(0));
        let source = follow(store, "harbour.example").await;
        assert!(changed.has_changed().unwrap());
        changed.mark_unchanged();
        let ids = ingest(store, source, 0..3).await;
        assert!(changed.has_changed().unwrap());
        let events = store.events_after(OutboxId(0), 10).await.unwrap();
        let seen: Vec<_> = events.iter().map(|event| (event.id.0, event.kind, event.subject)).collect();
        let added = EventKind::ArticleAdded;
        assert_eq!(seen, [
            (1, EventKind::SourceChanged, source.0), (2, added, ids[0].0), (3, added, ids[1].0), (4, added, ids[2].0),
        ]);
        assert_eq!(added.as_str(), "article.added");
        assert_eq!(store.events_after(OutboxId(3), 10).await.unwrap().len(), 1);
    }

    async fn writers_at_the_same_time_leave_no_gap_for_readers(test: &TestStore) {
        let store = &test.store;
        let mut sources = Vec::new();
        for n in 0..4 {
            sources.push(follow(store, &format!("s{n}.example")).await);
        }
        let mut tasks = Vec::new();
        for (n, source) in sources.into_iter().enumerate() {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                for round in 0..5 {
                    let from = n as i64 * 100 + round * 10;
                    ingest(&store, source, from..from + 3).await;
                }
            }));
        }
        // Follows the outbox while it grows; whatever it has passed never gets an earlier neighbour.
        let mut followed = Vec::new();
        while followed.len() < 64 {
            let after = followed.last().map_or(OutboxId(0), |event: &store::Event| event.id);
            followed.extend(store.events_after(after, 100).await.unwrap());
            tokio::task::yield_now().await;
        }
        for task in tasks {
            task.await.unwrap();
        }
        let ids: Vec<i64> = followed.iter().map(|event| event.id.0).collect();
        assert_eq!(ids, (1..=64).collect::<Vec<_>>());
    }

    async fn the_outbox_is_trimmed_behind_its_consumers(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        ingest(store, source, 0..9).await;
        assert_eq!(store.outbox_floor("index").await.unwrap(), None);
        store.set_outbox_floor("index", OutboxId(4)).await.unwrap();
        assert_eq!(store.outbox_floor("index").await.unwrap(), Some(OutboxId(4)));
        assert_eq!(store.trim_outbox(NOON, 99).await.unwrap(), 0, "young and few");
        assert_eq!(store.trim_outbox(NOON, 7).await.unwrap(), 3);
        assert_eq!(store.trim_outbox(minutes(1), 99).await.unwrap(), 1, "the index needs what follows 4");
        assert_eq!(store.events_after(OutboxId(0), 99).await.unwrap()[0].id, OutboxId(5));
        ingest(store, source, 9..10).await;
        assert_eq!(store.last_event_id().await.unwrap(), OutboxId(11));
    }

    async fn embeddings_belong_to_a_model_and_to_the_text_they_were_made_of(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..4).await;
        place(store, StoryId(1), &ids, 1.0, &[]).await;
        let mut newest_first = ids.clone();
        newest_first.sort_by_key(|&id| std::cmp::Reverse(id));
        let waiting = async || store.waiting_to_be_read(ArticleId(i64::MAX), 9).await.unwrap();
        assert_eq!(waiting().await, newest_first);

        let vector = Embedding::from_f32(&[0.5, -1.0]);
        let read = |model: &str, ids: &[ArticleId], embedding: &Option<Embedding>| {
            let found = |&article| ReadAgain {
                article,
                published: NOON,
                lang: Lang::EN,
                places: Vec::new(),
                quotes: Vec::new(),
                text_bytes: 0,
                embedding: embedding.clone(),
                section: Some("culture".to_owned()),
            };
            let found = ids.iter().map(found).collect();
            let read = SecondReading { taken: ids.to_vec(), taken_at: NOON, model: Some(model.to_owned()), found };
            Batch { read: Some(read), ..Batch::default() }
        };
        store.save_batch(NOON, &read("m1", &newest_first[..2], &vector)).await.unwrap();
        store.save_batch(NOON, &read("m1", &newest_first[2..3], &None)).await.unwrap();
        store.save_batch(NOON, &read("m1", &[ArticleId(9999)], &vector)).await.unwrap();
        assert_eq!(waiting().await, newest_first[3..]);
        assert_eq!(store.article(newest_first[0]).await.unwrap().card.section.as_deref(), Some("culture"));
        let told = store.events_after(OutboxId(0), 99).await.unwrap();
        assert_eq!(told.last().map(|event| event.kind), Some(EventKind::ArticlePlaced), "it is searched by its section");
        assert_eq!(store.read_by_another_model("m1", minutes(-60)).await.unwrap(), 0, "one without text is read, too");
        assert_eq!(store.count_embeddings("m1").await.unwrap(), 3);
        let seen = async |model| -> Vec<ArticleId> {
            let window = store.window(minutes(-60), model, None, 9).await.unwrap();
            window.into_iter().filter(|row| row.embedding == vector).map(|row| row.article).collect()
        };
        let mut both = newest_first[..2].to_vec();
        both.sort();
        assert_eq!((seen(Some("m1")).await, seen(Some("m2")).await, seen(None).await), (both, vec![], vec![]));

        // Another model's takes the place of the first; a text that changed is read again; what goes, goes whole.
        assert_eq!(store.read_by_another_model("m2", minutes(-60)).await.unwrap(), 3);
        assert_eq!(waiting().await, newest_first);
        store.save_batch(NOON, &read("m2", &newest_first[..1], &vector)).await.unwrap();
        assert_eq!((store.count_embeddings("m1").await.unwrap(), store.count_embeddings("m2").await.unwrap()), (2, 1));
        place(store, StoryId(1), &newest_first[1..2], 1.0, &[]).await;
        assert_eq!(store.count_embeddings("m1").await.unwrap(), 1);
        store.trim_candidates(minutes(1), 99).await.unwrap();
        let counts = (store.count_embeddings("m1").await.unwrap(), store.count_embeddings("m2").await.unwrap());
        assert_eq!(counts, (0, 0));
    }

    async fn a_lease_has_one_holder(test: &TestStore) {
        let store = &test.store;
        let lease = |holder: &'static str, at| store.lease("stories.en", holder, at, Timestamp::MINUTE);
        assert!(lease("a", NOON).await.unwrap());
        assert!(!lease("b", NOON).await.unwrap());
        assert!(lease("a", NOON).await.unwrap());
        assert!(lease("b", minutes(1)).await.unwrap());
        store.release("stories.en", "a").await.unwrap();
        assert!(!lease("a", minutes(1)).await.unwrap());
        store.release("stories.en", "b").await.unwrap();
        assert!(lease("a", minutes(1)).await.unwrap());
    }

    async fn settings_are_kept(test: &TestStore) {
        let store = &test.store;
        assert_eq!(store.setting("title").await.unwrap(), None);
        store.set_setting("title", "Harbour").await.unwrap();
        store.set_setting("title", "Harbour News").await.unwrap();
        assert_eq!(store.setting("title").await.unwrap().as_deref(), Some("Harbour News"));
        assert_eq!(store.epoch().await.unwrap(), 0);
    }

    async fn the_owner_signs_in(test: &TestStore) {
        let store = &test.store;
        assert!(!store.any_reader().await.unwrap());
        store.create_setup_token(b"old", minutes(60)).await.unwrap();
        store.create_setup_token(b"new", minutes(60)).await.unwrap();
        assert!(!store.take_setup_token(b"old", NOON).await.unwrap());
        assert!(!store.take_setup_token(b"new", minutes(60)).await.unwrap(), "too late");
        assert!(store.take_setup_token(b"new", NOON).await.unwrap());
        assert!(!store.take_setup_token(b"new", NOON).await.unwrap(), "once");

        let id = store.create_owner("Ada", "hash", NOON).await.unwrap();
        assert!(matches!(store.create_owner("Bob", "hash", NOON).await, Err(StoreError::Conflict(_))));
        let reader = store.reader_by_name("aDA").await.unwrap().unwrap();
        assert_eq!((reader.id, reader.name.as_str(), reader.role), (id, "Ada", Role::Owner));
        assert_eq!(store.reader_by_name("eve").await.unwrap(), None);

        open_session(store, b"token", id, NOON, minutes(600)).await;
        assert_eq!(store.session(b"token", minutes(90)).await.unwrap().unwrap().reader, reader);
        store.set_preferences(id, "theme-dark").await.unwrap();
        assert_eq!(store.session(b"token", minutes(90)).await.unwrap().unwrap().preferences, "theme-dark");
        assert!(matches!(store.set_preferences(ReaderId(77), "").await, Err(StoreError::NotFound)));
        assert_eq!(store.session(b"token", minutes(600)).await.unwrap(), None);
        assert_eq!(store.session(b"other", NOON).await.unwrap(), None);
        store.close_session(b"token").await.unwrap();
        assert_eq!(store.session(b"token", NOON).await.unwrap(), None);
        open_session(store, b"token", id, NOON, minutes(600)).await;
        store.set_password(id, "other").await.unwrap();
        assert_eq!(store.session(b"token", NOON).await.unwrap(), None, "a new password ends all sessions");
        open_session(store, b"token", id, NOON, minutes(1)).await;
        assert_eq!(store.trim_sessions(minutes(2)).await.unwrap(), 1);
    }
}

//! What models wrote, and what they may use.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use news::{Lang, ReaderId, StoryId, Timestamp};
use store::{
    CALL_LOST_US, Judgement, ModelCall, ModelRating, ModelUse, Reservation, Store, StoreError, TokenLimits, Writing,
    WritingKey,
};
use support::*;

const LIMITS: TokenLimits = TokenLimits { all: Some(1000), reader: Some(600) };

async fn granted(store: &Store, reader: Option<ReaderId>, tokens: i64, limits: TokenLimits) -> ModelCall {
    match store.reserve_tokens(reader, tokens, limits, NOON).await.unwrap() {
        Reservation::Granted(call) => call,
        other => panic!("{other:?}"),
    }
}

fn briefing(subject_kind: &str, subject_id: i64) -> WritingKey<'_> {
    WritingKey {
        subject_kind,
        subject_id,
        task: "briefing",
        lang: Lang::EN,
        model: "scribe-1",
        prompt_version: 3,
        fingerprint: -77,
    }
}

fn writing(body: &str, written: Timestamp) -> Writing {
    Writing { body: body.into(), tokens_in: 900, tokens_out: 80, cost: 42, written }
}

store::on_both_databases! {
    async fn what_was_written_is_found_for_exactly_what_was_read(test: &TestStore) {
        let store = &test.store;
        let key = briefing("story", 5);
        assert_eq!(store.writing(&key).await.unwrap(), None);
        store.keep_writing(&key, &writing("It rained.", NOON)).await.unwrap();
        assert_eq!(store.writing(&key).await.unwrap(), Some(writing("It rained.", NOON)));
        for other in [
            WritingKey { subject_kind: "article", ..key },
            WritingKey { subject_id: 6, ..key },
            WritingKey { task: "tags", ..key },
            WritingKey { lang: Lang::DE, ..key },
            WritingKey { model: "scribe-2", ..key },
            WritingKey { prompt_version: 4, ..key },
            WritingKey { fingerprint: 78, ..key },
        ] {
            assert_eq!(store.writing(&other).await.unwrap(), None, "{other:?}");
        }
        let changed = WritingKey { fingerprint: 78, ..key };
        store.keep_writing(&changed, &writing("It stopped.", minutes(5))).await.unwrap();
        assert_eq!(store.writing(&changed).await.unwrap().unwrap().body, "It stopped.");
        assert_eq!(store.writing(&key).await.unwrap(), None, "the new takes the place of the old");
    }

    async fn what_a_reader_thinks_of_a_writing_is_kept_with_its_words(test: &TestStore) {
        let store = &test.store;
        let (ada, ben) = (ReaderId(1), ReaderId(2));
        let key = briefing("story", 5);
        let judge = |reader, judgement| store.judge_writing(reader, &key, "Rain", judgement, NOON);
        assert!(matches!(judge(ada, Judgement::Keep(true)).await, Err(StoreError::NotFound)));
        store.keep_writing(&key, &writing("It rained.", NOON)).await.unwrap();
        judge(ada, Judgement::Keep(true)).await.unwrap();
        judge(ada, Judgement::Rate(Some(false))).await.unwrap();
        judge(ben, Judgement::Rate(Some(true))).await.unwrap();
        judge(ben, Judgement::Report("It did not.")).await.unwrap();
        let rating = ModelRating { model: "scribe-1".into(), good: 1, bad: 1 };
        assert_eq!(store.model_ratings().await.unwrap(), [rating]);
        let of_ada = store.judgement_of(ada, &key).await.unwrap().unwrap();
        assert_eq!((of_ada.is_kept, of_ada.is_good, of_ada.report), (true, Some(false), None));

        // Written anew, it is another one; what was kept keeps its words.
        let changed = WritingKey { fingerprint: 78, ..key };
        store.keep_writing(&changed, &writing("It stopped.", minutes(5))).await.unwrap();
        assert_eq!(store.judgement_of(ada, &changed).await.unwrap(), None);
        let kept = store.kept_writings(ada, None, 9).await.unwrap();
        assert_eq!(kept.iter().map(|one| (one.title.as_str(), one.body.as_str())).collect::<Vec<_>>(), [("Rain", "It rained.")]);
        assert_eq!(store.kept_writings(ada, Some(kept[0].id), 9).await.unwrap(), []);
        store.stop_keeping(ben, kept[0].id).await.unwrap();
        assert_eq!(store.kept_writings(ada, None, 9).await.unwrap().len(), 1, "it is not Ben's");
        store.stop_keeping(ada, kept[0].id).await.unwrap();
        assert_eq!(store.kept_writings(ada, None, 9).await.unwrap(), []);

        let reported = store.reported_writings(None, 9).await.unwrap();
        assert_eq!(reported[0].report.as_deref(), Some("It did not."));
        store.settle_report(reported[0].id, true, NOON).await.unwrap();
        assert_eq!(store.reported_writings(None, 9).await.unwrap(), []);
        assert_eq!(store.writing(&changed).await.unwrap(), None, "what stands in its place goes too");
    }

    async fn what_was_written_goes_with_its_article_and_with_time(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..2).await;
        place(store, StoryId(1), &ids, 1.0, &[]).await;
        let kept = [briefing("article", ids[0].0), briefing("story", 1), briefing("question", ids[0].0)];
        for key in &kept {
            store.keep_writing(key, &writing("x", NOON)).await.unwrap();
        }
        assert_eq!(store.remove_oldest_articles(9, NOON).await.unwrap().len(), 2);
        let mut left = Vec::new();
        for key in &kept {
            left.push(store.writing(key).await.unwrap().is_some());
        }
        assert_eq!(left, [false, false, true]);
        for n in 1..=3 {
            store.keep_writing(&briefing("question", 100 + n), &writing("x", minutes(n))).await.unwrap();
        }
        assert_eq!(store.trim_writings(minutes(3), 2).await.unwrap(), 2);
        assert_eq!(store.trim_writings(minutes(3), 2).await.unwrap(), 1);
        assert_eq!(store.trim_writings(minutes(3), 2).await.unwrap(), 0);
        assert!(store.writing(&briefing("question", 103)).await.unwrap().is_some());
    }

    async fn tokens_are_reserved_then_settled_and_never_pass_a_limit(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        let call = granted(store, Some(ada), 500, LIMITS).await;
        assert_eq!(store.reserve_tokens(Some(ada), 101, LIMITS, NOON).await.unwrap(), Reservation::ReaderSpent);
        let second = granted(store, Some(bo), 500, LIMITS).await;
        assert_eq!(store.reserve_tokens(None, 1, LIMITS, NOON).await.unwrap(), Reservation::AllSpent);
        assert_eq!(store.model_use(None, NOON).await.unwrap().reserved, 1000);
        store.settle_call(call, 90, 10, 7).await.unwrap();
        let used = store.model_use(Some(ada), NOON).await.unwrap();
        assert_eq!((used.calls, used.tokens_in, used.tokens_out, used.cost, used.reserved), (1, 90, 10, 7, 0));
        let site = granted(store, None, 400, LIMITS).await;
        store.settle_call(site, 400, 50, 1).await.unwrap();
        store.settle_call(second, 450, 60, 2).await.unwrap();
        let all = store.model_use(None, NOON).await.unwrap();
        assert_eq!((all.calls, all.tokens_in, all.tokens_out, all.cost, all.reserved), (3, 940, 120, 10, 0));
        assert_eq!(store.reserve_tokens(None, 1, LIMITS, NOON).await.unwrap(), Reservation::AllSpent);
        granted(store, Some(bo), 1_000_000, TokenLimits::default()).await;
        let tomorrow = NOON.plus_us(Timestamp::DAY);
        assert!(matches!(store.reserve_tokens(Some(ada), 600, LIMITS, tomorrow).await, Ok(Reservation::Granted(_))));
        let days: Vec<i64> = store.model_use_by_day(Some(ada), 9).await.unwrap().iter().map(|used| used.day).collect();
        assert_eq!(days, [used.day + 1, used.day], "each day has its own budget");
        assert_eq!(store.model_use(Some(ReaderId(99)), NOON).await.unwrap(), ModelUse { day: used.day, ..ModelUse::default() });
        assert_eq!(store.trim_model_use(tomorrow).await.unwrap(), 3);
        assert_eq!(store.model_use_by_day(None, 9).await.unwrap().len(), 1);
    }

    async fn many_at_once_do_not_pass_a_limit_together(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let mut asked = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let store = store.clone();
            asked.spawn(async move { store.reserve_tokens(Some(ada), 100, LIMITS, NOON).await.unwrap() });
        }
        let reservations = asked.join_all().await;
        let granted = reservations.iter().filter(|reservation| matches!(reservation, Reservation::Granted(_))).count();
        assert_eq!(granted, 6);
        assert_eq!(store.model_use(None, NOON).await.unwrap().reserved, 600, "a refusal leaves nothing reserved");
    }

    async fn a_call_that_is_lost_counts_as_used(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let lost = granted(store, Some(ada), 500, LIMITS).await;
        assert_eq!(store.settle_lost_calls(NOON.plus_us(CALL_LOST_US)).await.unwrap(), 0);
        assert_eq!(store.settle_lost_calls(NOON.plus_us(CALL_LOST_US + 1)).await.unwrap(), 1);
        let used = store.model_use(Some(ada), NOON).await.unwrap();
        assert_eq!((used.calls, used.tokens_in, used.reserved), (1, 500, 0));
        store.settle_call(lost, 10, 0, 0).await.unwrap();
        assert_eq!(store.model_use(None, NOON).await.unwrap().tokens_in, 510, "it was late, and still nothing is lost");
    }

    async fn what_a_reader_used_goes_with_the_account(test: &TestStore) {
        let store = &test.store;
        store.create_owner("Ada", "hash", NOON).await.unwrap();
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        let call = granted(store, Some(bo), 500, LIMITS).await;
        store.end_account(bo, false, NOON).await.unwrap();
        assert_eq!(store.model_use_by_day(Some(bo), 9).await.unwrap(), []);
        store.settle_call(call, 10, 5, 1).await.unwrap();
        assert_eq!(store.model_use(None, NOON).await.unwrap().tokens_in, 10);
    }
}

//! Pins how the hot queries find their rows: by an index, without sorting and without reading a whole table.
//!
//! The statements are those that the store really runs; SQLite tells its plan for each.

mod support;

use news::{ArticleId, Lang, PostId, StoryId, Timestamp};
use store::testing::TestStore;
use store::{
    ArticleCursor, CommentSort, Follow, FollowKind, NewComment, PostPage, ReadingList, RiverFilter, StoryFilter,
    WritingKey,
};
use support::*;

/// It sorts what one argument names, some fifty articles.
const SORTS_A_FEW: &str = "article with its neighbours";

/// Runs some reading and checks that its steps name these indexes, and that nothing is sorted or read whole.
async fn check(test: &TestStore, name: &str, work: impl Future<Output = ()>, indexes: &[&str]) {
    let plans = test.plans(work).await;
    assert!(!plans.is_empty(), "{name} reads nothing");
    let steps: Vec<&String> = plans.iter().flatten().collect();
    for step in &steps {
        // A walk along an index ends at the statement's limit; what these names stand for was found by one.
        let names = ["h", "k", "n", "best", "(subquery"];
        let is_bounded = step.contains(" INDEX ")
            || step.contains("json_each")
            || step.contains("CONSTANT ROW")
            || names.iter().any(|name| step.strip_prefix("SCAN ").is_some_and(|rest| rest.starts_with(name)));
        assert!(!step.starts_with("SCAN") || is_bounded, "{name} reads a whole table: {plans:#?}");
        assert!(!step.contains("TEMP B-TREE") || name == SORTS_A_FEW, "{name} sorts: {plans:#?}");
    }
    for index in indexes {
        assert!(steps.iter().any(|step| step.contains(index)), "{name} goes without {index}: {plans:#?}");
    }
}

#[tokio::test]
async fn hot_queries_follow_an_index() {
    let test = TestStore::sqlite().await;
    let store = &test.store;
    let source = follow(store, "harbour.example").await;
    let ids = ingest(store, source, 0..9).await;
    place(store, StoryId(1), &ids[..3], 1.0, &[("Bridge", 1.0)]).await;
    place(store, StoryId(2), &ids[3..], 2.0, &[("Bridge", 1.0), ("Tram", 0.5)]).await;
    let at = Some(ArticleCursor { published: NOON, id: ids[0] });
    let english = || vec![Lang::EN, Lang::DE];
    let society = || Some("society".to_owned());

    macro_rules! pin {
        ($name:expr, $call:expr, $($index:literal),+) => {
            check(&test, $name, async { $call.await.unwrap(); }, &[$($index),+]).await
        };
    }
    pin!(
        "front page",
        store.stories_front(&StoryFilter::default(), None, 30),
        "INDEX story_rank (rank<?)",
        "SEARCH a USING INTEGER PRIMARY KEY"
    );
    pin!(
        "front page by language",
        store.stories_front(&StoryFilter { langs: english(), section: None }, None, 30),
        "story_lang (lang=? AND rank<?)"
    );
    pin!(
        "section",
        store.stories_front(&StoryFilter { langs: Vec::new(), section: society() }, None, 30),
        "story_section (section=? AND rank<?)"
    );
    pin!(
        "section by language",
        store.stories_front(&StoryFilter { langs: english(), section: society() }, None, 30),
        "story_section_lang (section=? AND lang=? AND rank<?)"
    );
    pin!("languages", store.languages(), "article_lang", "article_lang (lang>?)");
    pin!("river", store.river(&RiverFilter::default(), at, 50), "article_time (published_us<?)");
    pin!(
        "river by language",
        store.river(&RiverFilter { langs: english() }, at, 50),
        "article_lang (lang=? AND published_us<?)"
    );
    pin!("story", store.story(StoryId(1)), "story USING INTEGER PRIMARY KEY");
    pin!("coverage", store.coverage(StoryId(1), at, 50), "placement_story (story_id=? AND published_us<?)");
    pin!("quotes of a story", store.story_quotes(StoryId(1), at, 9), "placement_story (story_id=? AND published_us<?)");
    pin!(
        "quotes of a person",
        store.speaker_quotes("adaquill", at, 9),
        "SEARCH s USING PRIMARY KEY (speaker=? AND (published_us,article_id)<(?,?))"
    );
    pin!(
        "articles about a place",
        store.place_articles("lyon-fr", at, 9),
        "SEARCH l USING PRIMARY KEY (place=? AND (published_us,article_id)<(?,?))"
    );
    pin!(
        "articles to enrich",
        store.articles_to_enrich(&ids, 10 * Timestamp::HOUR),
        "article_publisher (publisher_id=? AND published_us>? AND published_us<?)"
    );
    pin!("story facts", store.story_facts(&[StoryId(1)]), "placement_story (story_id=?)");
    pin!(
        "article",
        store.article(ids[0]),
        "SEARCH a USING INTEGER PRIMARY KEY",
        "SEARCH e USING INTEGER PRIMARY KEY",
        "SEARCH h USING INTEGER PRIMARY KEY"
    );
    pin!(
        SORTS_A_FEW,
        store.article_with_neighbours(ids[0], 5, 8),
        "SEARCH a USING INTEGER PRIMARY KEY",
        "placement_story (story_id=?)",
        "article_hashtag USING PRIMARY KEY (hashtag_id=?)"
    );
    pin!(
        "publisher's articles",
        store.publisher_articles("harbour.example", at, 50),
        "article_publisher (publisher_id=? AND published_us<?)"
    );
    pin!("source's articles", store.source_articles(source, at, 50), "article_source (source_id=? AND published_us<?)");
    pin!(
        "hashtag's articles",
        store.hashtag_articles("bridge", at, 50),
        "h USING PRIMARY KEY (hashtag_id=? AND (published_us,article_id)<(?,?))"
    );
    pin!("trending hashtags", store.trending_hashtags(minutes(-60), 20), "hashtag_heat");
    pin!("live blogs", store.live_blogs(9), "article_live");
    pin!("posts", store.posts(ids[0], PostPage::Latest, 20), "post_time (article_id=? AND published_us<?)");
    pin!("live blogs followed by themselves", store.followed_live(&ids), "SEARCH f USING INTEGER PRIMARY KEY");
    pin!("live blogs that are over", store.live_follows_to_end(NOON), "live_follow_open", "post_time (article_id=?");
    pin!("removed posts", store.removed_posts(ids[0], NOON, NOON, 20), "post_time (article_id=? AND published_us>?");
    pin!("what a post said before", store.post_revisions(PostId(1)), "post_revision_post (post_id=?)");
    pin!("cards", store.articles_by_ids(&ids), "SEARCH a USING INTEGER PRIMARY KEY");
    pin!(
        "known items",
        store.known_items(source, &[1], &[2], &[3]),
        "i USING PRIMARY KEY (source_id=? AND guid_key=?)",
        "article_url (url_key=?)",
        "article_text (source_id=? AND text_key=?)"
    );
    pin!(
        "window",
        store.window(minutes(-60), Some("m"), Some(ArticleId(1)), 100),
        "c USING INTEGER PRIMARY KEY (rowid>?)"
    );
    pin!(
        "articles to read again",
        store.waiting_to_be_read(ArticleId(9), 9),
        "to_read USING INTEGER PRIMARY KEY (rowid<?)"
    );
    let founders = store.founders(&ids).await.unwrap();
    pin!("founders", store.founders(&ids), "placement_story (story_id=?");
    pin!(
        "older articles",
        store.older_articles(&founders[0], minutes(-60), NOON),
        "article_hashtag USING PRIMARY KEY (hashtag_id=? AND published_us>? AND published_us<?)",
        "SEARCH l USING INTEGER PRIMARY KEY"
    );
    pin!("stories of articles", store.stories_of(&ids), "placement USING INTEGER PRIMARY KEY");
    pin!("last told", store.last_told(StoryId(1), NOON), "placement_story (story_id=? AND published_us<?)");
    let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
    pin!("read states", store.read_states(ada, &ids), "read_state USING PRIMARY KEY (reader_id=? AND article_id=?)");
    pin!(
        "history",
        store.reading_list(ada, ReadingList::History, None, 9),
        "read_state_history (reader_id=? AND read_us>? AND (read_us,article_id)<(?,?))"
    );
    pin!("stars", store.reading_list(ada, ReadingList::Starred, None, 9), "read_state_stars (reader_id=?");
    pin!("kept for later", store.reading_list(ada, ReadingList::Saved, None, 9), "read_state_later (reader_id=?");
    for (kind, subject) in FollowKind::ALL.into_iter().zip(["1", "bridge", "adaquill", "lyon-fr", "harbour.example"]) {
        let follow = Follow { kind, subject: subject.to_owned(), label: String::new(), since: NOON };
        store.begin_following(ada, &follow).await.unwrap();
    }
    let follows = store.follows(ada).await.unwrap();
    pin!(
        "what is followed",
        store.followed_articles(ada, &follows, &[], at, 9),
        "placement_story (story_id=? AND published_us<?)",
        "SEARCH l USING PRIMARY KEY (hashtag_id=? AND (published_us,article_id)<(?,?))",
        "SEARCH l USING PRIMARY KEY (speaker=? AND (published_us,article_id)<(?,?))",
        "SEARCH l USING PRIMARY KEY (place=? AND (published_us,article_id)<(?,?))",
        "article_publisher (publisher_id=? AND published_us<?)"
    );
    pin!(
        "a look at a story",
        store.story_look(ada, StoryId(1), NOON),
        "story_look USING PRIMARY KEY (reader_id=? AND story_id=?)"
    );
    pin!(
        "new in followed stories",
        store.new_in_followed_stories(ada),
        "SEARCH k USING PRIMARY KEY (reader_id=? AND story_id=?)",
        "placement_story (story_id=?)"
    );
    let on = news::Subject::Article(ids[0]);
    let comment = NewComment { subject: on, parent: None, reader: ada, text: "yes", waits: false };
    let store::Posted::New(comment) = store.post_comment(&comment, NOON).await.unwrap() else { panic!("it is new") };
    for (sort, index) in [
        (CommentSort::Oldest, "comment_thread (kind=? AND subject=? AND id>?)"),
        (CommentSort::Newest, "comment_thread (kind=? AND subject=? AND id<?)"),
        (CommentSort::Best, "comment_best (kind=? AND subject=? AND votes<?)"),
    ] {
        check(&test, "threads", async { drop(store.threads(on, sort, None, 20).await.unwrap()) }, &[index]).await;
    }
    pin!("replies", store.replies(comment, 0, 20), "comment_reply (parent=? AND nth>?)");
    pin!("first replies", store.first_replies(&[comment], 4), "comment_reply (parent=? AND nth<?)");
    pin!("comment", store.comment(comment), "SEARCH c USING INTEGER PRIMARY KEY");
    pin!("newest comments", store.newest_comments(on, 20), "comment_subject (kind=? AND subject=?)");
    pin!("a reader's comments", store.comments_of(ada, None, 20), "comment_reader (reader_id=? AND id<?)");
    pin!("own waiting comments", store.own_waiting(ada, on, 20), "comment_own_waiting (reader_id=?)");
    pin!("waiting comments", store.waiting_comments(Some(comment), 20), "comment_queue");
    pin!("flagged comments", store.flagged_comments(Some(comment), 20), "comment_flagged");
    pin!("versions", store.comment_versions(comment), "comment_version_of (comment_id=?)");
    pin!("votes", store.votes_of(ada, &[comment]), "comment_vote USING PRIMARY KEY (reader_id=? AND comment_id=?)");
    pin!("blocks", store.blocked_by(ada), "b USING PRIMARY KEY (reader_id=?)");
    pin!("flags", store.flags_of(ada, None, 20), "comment_flag_reader (reader_id=?");
    pin!("ban", store.ban_of(ada, NOON), "moderation_ban (reader_id=?)");
    pin!("removal", store.removal_of(comment), "moderation_comment (comment_id=?)");
    pin!("public log", store.public_decisions(None, 20), "moderation_public");
    pin!("decisions", store.decisions_about(ada, None, 20), "moderation_reader (reader_id=? AND id<?)");
    pin!("appeals", store.open_appeals(20), "moderation_appeal");
    pin!("what is undecided", store.count_undecided(99), "comment_queue", "comment_flagged", "moderation_appeal");
    pin!("notices", store.notices(ada, None, 20), "reader_notice_reader (reader_id=? AND id<?)");
    pin!("failing sources", store.failing_sources(5), "source_failing");
    pin!("count of failing sources", store.count_failing_sources(), "source_failing");
    pin!("arrivals by hour", store.arrivals_by_hour(NOON, 24), "arrival_hour USING INTEGER PRIMARY KEY");
    pin!("events", store.events_after(news::OutboxId(1), 100), "outbox USING INTEGER PRIMARY KEY (rowid>?)");
    pin!("due sources", store.next_due_at(), "source_due");
    pin!("due jobs", store.claim_jobs("page", NOON, Timestamp::MINUTE, 9), "job_due (kind=? AND run_at_us<?)");
    let key = WritingKey {
        subject_kind: "story",
        subject_id: 1,
        task: "briefing",
        lang: Lang::EN,
        model: "scribe-1",
        prompt_version: 1,
        fingerprint: 1,
    };
    pin!("what was written", store.writing(&key), "SEARCH writing USING PRIMARY KEY");
    pin!("what a reader keeps", store.kept_writings(ada, None, 9), "judged_kept (reader_id=? AND id<?)");
    pin!("what a reader judged", store.judged_writings(ada, None, 9), "judged_reader (reader_id=? AND id<?)");
    pin!("what was reported", store.reported_writings(None, 9), "judged_reported");
    pin!("what models used", store.model_use_by_day(None, 9), "SEARCH model_use USING PRIMARY KEY");
    store.optimize().await.unwrap();
    test.remove().await;
}

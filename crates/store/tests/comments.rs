//! What readers say to each other: posted, shown in threads, counted, moved along with stories, and kept in order.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use news::{ArticleId, CommentId, CommentState, FlagReason, ReaderId, StoryId, Subject, Timestamp};
use store::{
    Comment, CommentSort, Correction, DecisionKind, EventKind, Moderator, NewComment, NoticeKind, Posted, Role, Store,
    StoreError, Verdict,
};
use support::*;

/// Three readers, the first of them the owner, and some articles.
async fn newsroom(store: &Store) -> (Vec<ArticleId>, [ReaderId; 3]) {
    let source = follow(store, "harbour.example").await;
    let ids = ingest(store, source, 0..4).await;
    let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
    let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
    let cem = store.create_reader("Cem", "hash", NOON).await.unwrap();
    (ids, [ada, bo, cem])
}

fn new(subject: Subject, reader: ReaderId, text: &str) -> NewComment<'_> {
    NewComment { subject, parent: None, reader, text, waits: false }
}

/// Posts a comment, a minute after NOON for each number.
async fn post(store: &Store, comment: NewComment<'_>, minute: i64) -> CommentId {
    match store.post_comment(&comment, minutes(minute)).await.unwrap() {
        Posted::New(id) => id,
        other => panic!("{comment:?}: {other:?}"),
    }
}

async fn reply(store: &Store, parent: CommentId, reader: ReaderId, text: &str, minute: i64) -> CommentId {
    let subject = store.comment(parent).await.unwrap().subject;
    post(store, NewComment { parent: Some(parent), ..new(subject, reader, text) }, minute).await
}

fn ids(comments: &[Comment]) -> Vec<CommentId> {
    comments.iter().map(|comment| comment.id).collect()
}

async fn threads(store: &Store, subject: Subject) -> Vec<CommentId> {
    ids(&store.threads(subject, CommentSort::Oldest, None, 99).await.unwrap())
}

async fn count(store: &Store, article: ArticleId) -> i64 {
    store.articles_by_ids(&[article]).await.unwrap()[0].comment_count
}

async fn story_count(store: &Store, story: StoryId) -> i64 {
    store.stories_by_ids(&[story]).await.unwrap()[0].comment_count
}

async fn unread(store: &Store, reader: ReaderId) -> Vec<NoticeKind> {
    let notices = store.notices(reader, None, 99).await.unwrap();
    notices.into_iter().filter(|notice| !notice.is_read).map(|notice| notice.kind).collect()
}

async fn unread_count(store: &Store, reader: ReaderId, token: &[u8]) -> i64 {
    open_session(store, token, reader, NOON, minutes(600)).await;
    let session = store.session(token, NOON).await.unwrap().unwrap();
    store.close_session(token).await.unwrap();
    session.unread_notices
}

store::on_both_databases! {
    async fn two_who_answer_each_other_at_one_instant_both_get_through(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let on = Subject::Article(ingest(store, source, 0..1).await[0]);
        let mut readers = Vec::new();
        for name in ["Ada", "Bo"] {
            readers.push(store.create_reader(name, "hash", NOON).await.unwrap());
        }
        let say = async |reader: usize, parent: Option<CommentId>, text: &str, at: Timestamp| {
            let comment = NewComment { subject: on, parent, reader: readers[reader], text, waits: false };
            match store.post_comment(&comment, at).await {
                Ok(Posted::New(id)) => id,
                other => panic!("{text}: {other:?}"),
            }
        };
        let firsts = [say(0, None, "I am first", NOON).await, say(1, None, "No, I am", NOON).await];
        for round in 0..10 {
            let (at, text) = (minutes(10 * (round + 1)), format!("Round {round}"));
            tokio::join!(say(0, Some(firsts[1]), &text, at), say(1, Some(firsts[0]), &text, at));
        }
        for reader in readers {
            assert_eq!(store.comments_published(reader).await.unwrap(), 11);
            assert_eq!(store.notices(reader, None, 20).await.unwrap().len(), 10);
        }
    }

    async fn threads_stand_in_order_and_page_by_key_at_each_level(test: &TestStore) {
        let store = &test.store;
        let (articles, [ada, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        let mut roots = Vec::new();
        for minute in 0..5 {
            roots.push(post(store, new(on, bo, &format!("{minute}")), minute).await);
        }
        let mut answers = Vec::new();
        for minute in 5..9 {
            answers.push(reply(store, roots[1], cem, &format!("{minute}"), minute).await);
        }
        let deep = reply(store, answers[0], bo, "deep", 9).await;
        store.vote(roots[2], cem, true, NOON).await.unwrap();
        store.vote(roots[2], ada, true, NOON).await.unwrap();
        store.vote(roots[4], cem, true, NOON).await.unwrap();
        for (sort, expected) in [
            (CommentSort::Oldest, [0, 1, 2, 3, 4]),
            (CommentSort::Newest, [4, 3, 2, 1, 0]),
            (CommentSort::Best, [2, 4, 3, 1, 0]),
        ] {
            let (mut found, mut after) = (Vec::new(), None);
            loop {
                let page = store.threads(on, sort, after, 2).await.unwrap();
                found.extend(ids(&page));
                let Some(last) = page.last() else { break };
                after = Some(last.cursor().to_string().parse().unwrap());
            }
            assert_eq!(found, expected.map(|at| roots[at]), "{sort:?}");
        }
        let first = store.first_replies(&[roots[0], roots[1], answers[0]], 3).await.unwrap();
        assert_eq!(ids(&first), [answers[0], answers[1], answers[2], deep]);
        let more = store.replies(roots[1], first[2].nth, 9).await.unwrap();
        assert_eq!(ids(&more), [answers[3]]);
        assert_eq!(store.comment(roots[1]).await.unwrap().replies, 4, "those below a reply are not its own");
        let deep = store.comment(deep).await.unwrap();
        assert_eq!((deep.root, deep.parent, deep.depth), (Some(roots[1]), Some(answers[0]), 2));
        assert_eq!(count(store, articles[0]).await, 10);
        assert_eq!(store.articles_by_ids(&articles[..1]).await.unwrap()[0].comment_count, 10);
        assert_eq!(ids(&store.newest_comments(on, 2).await.unwrap()), [deep.id, answers[3]]);
        assert_eq!(ids(&store.comments_of(cem, Some(answers[3]), 2).await.unwrap()), [answers[2], answers[1]]);
    }

    async fn a_thread_that_goes_ever_deeper_ends_in_a_row(test: &TestStore) {
        let store = &test.store;
        let (articles, readers) = newsroom(store).await;
        let mut last = post(store, new(Subject::Article(articles[0]), readers[0], "0"), 0).await;
        for number in 1i64..60 {
            last = reply(store, last, readers[number as usize % 3], &number.to_string(), 10 * number).await;
        }
        assert_eq!(store.comment(last).await.unwrap().depth, 40);
    }

    async fn the_same_words_twice_are_one_comment_and_too_many_are_refused(test: &TestStore) {
        let store = &test.store;
        let (articles, [_, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        let first = post(store, new(on, bo, "hello"), 0).await;
        assert_eq!(store.post_comment(&new(on, bo, "hello"), minutes(1)).await.unwrap(), Posted::Again(first));
        post(store, NewComment { parent: Some(first), ..new(on, bo, "hello") }, 1).await;
        post(store, new(on, cem, "hello"), 1).await;
        post(store, new(on, bo, "hello"), 61).await;
        for number in 1..store::COMMENTS_MAX {
            post(store, new(on, bo, &number.to_string()), 61).await;
        }
        assert_eq!(store.post_comment(&new(on, bo, "more"), minutes(62)).await.unwrap(), Posted::TooMany);
        post(store, new(on, bo, "more"), 72).await;
        let nowhere = new(Subject::Article(ArticleId(999)), cem, "?");
        assert!(matches!(store.post_comment(&nowhere, NOON).await, Err(StoreError::NotFound)));
    }

    async fn what_waits_is_seen_by_nobody_and_told_to_nobody(test: &TestStore) {
        let store = &test.store;
        let (articles, [ada, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        let first = post(store, new(on, bo, "first"), 0).await;
        let before = store.last_event_id().await.unwrap();
        let waiting = NewComment { waits: true, parent: Some(first), ..new(on, cem, "second") };
        let waiting = post(store, waiting, 1).await;
        assert_eq!(store.last_event_id().await.unwrap(), before);
        assert_eq!((count(store, articles[0]).await, store.comment(first).await.unwrap().replies), (1, 0));
        assert_eq!(store.first_replies(&[first], 9).await.unwrap(), []);
        assert_eq!(ids(&store.newest_comments(on, 9).await.unwrap()), [first]);
        assert_eq!(unread(store, bo).await, []);
        assert_eq!(ids(&store.own_waiting(cem, on, 9).await.unwrap()), [waiting]);
        assert_eq!(ids(&store.own_waiting(bo, on, 9).await.unwrap()), []);
        assert_eq!(ids(&store.waiting_comments(None, 9).await.unwrap()), [waiting]);
        assert!(matches!(store.vote(waiting, bo, true, NOON).await, Err(StoreError::Conflict(_))));

        let by = Moderator { id: ada, role: Role::Owner };
        let decision = store.decide(waiting, Verdict::Approve, by, minutes(2)).await.unwrap();
        assert_eq!((count(store, articles[0]).await, store.comment(first).await.unwrap().replies), (2, 1));
        assert_eq!((unread(store, bo).await, unread(store, cem).await), (vec![NoticeKind::Reply], vec![NoticeKind::Approved]));
        let events = store.events_after(before, 9).await.unwrap();
        assert_eq!(events.iter().map(|event| (event.kind, event.subject)).collect::<Vec<_>>(), [(EventKind::CommentPublished, waiting.0)]);
        assert_eq!(store.comments_published(cem).await.unwrap(), 1);
        assert!(matches!(store.decide(waiting, Verdict::Approve, by, NOON).await, Err(StoreError::Conflict(_))));
        store.undo_decision(decision, by, minutes(3)).await.unwrap();
        assert_eq!((count(store, articles[0]).await, unread(store, bo).await), (1, vec![]));
        assert_eq!(unread_count(store, bo, b"b").await, 0);
        assert_eq!(ids(&store.waiting_comments(None, 9).await.unwrap()), [waiting]);
    }

    async fn an_author_changes_a_comment_for_a_while_and_deletes_it_any_time(test: &TestStore) {
        let store = &test.store;
        let (articles, [_, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        let first = post(store, new(on, bo, "frist"), 0).await;
        assert!(matches!(store.edit_comment(first, cem, "x", false, minutes(1)).await, Err(StoreError::NotFound)));
        assert!(matches!(store.delete_comment(first, cem, minutes(1)).await, Err(StoreError::NotFound)));
        store.edit_comment(first, bo, "first", false, minutes(1)).await.unwrap();
        let changed = store.comment(first).await.unwrap();
        assert_eq!((changed.text.as_str(), changed.edited), ("first", Some(minutes(1))));
        let versions = store.comment_versions(first).await.unwrap();
        assert_eq!(versions.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["frist"]);
        assert!(matches!(store.edit_comment(first, bo, "x", false, minutes(16)).await, Err(StoreError::Conflict(_))));
        let second = reply(store, first, cem, "second", 2).await;
        let third = reply(store, second, bo, "third", 3).await;

        store.delete_comment(second, cem, minutes(60)).await.unwrap();
        let gone = store.comment(second).await.unwrap();
        assert_eq!((gone.state, gone.text.as_str()), (CommentState::Deleted, ""));
        assert_eq!(ids(&store.first_replies(&[first], 9).await.unwrap()), [second], "its place stays for the reply");
        assert_eq!(count(store, articles[0]).await, 2);
        store.delete_comment(third, bo, minutes(61)).await.unwrap();
        assert_eq!(store.first_replies(&[first], 9).await.unwrap(), [], "nothing stands below it any more");
        store.delete_comment(first, bo, minutes(62)).await.unwrap();
        assert_eq!(threads(store, on).await, []);
        assert_eq!(store.comment_versions(first).await.unwrap(), []);
        assert_eq!((count(store, articles[0]).await, store.comments_published(bo).await.unwrap()), (0, 0));
        let late = NewComment { parent: Some(first), ..new(on, cem, "?") };
        assert!(matches!(store.post_comment(&late, minutes(63)).await, Err(StoreError::Conflict(_))));

        // A new reader's change has to be looked at again.
        let fourth = post(store, new(on, cem, "fourth"), 64).await;
        store.edit_comment(fourth, cem, "buy this", true, minutes(65)).await.unwrap();
        assert_eq!((threads(store, on).await, count(store, articles[0]).await), (vec![], 0));
    }

    async fn a_removal_takes_the_words_away_and_can_be_taken_back(test: &TestStore) {
        let store = &test.store;
        let (articles, [ada, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        let by = Moderator { id: ada, role: Role::Owner };
        let first = post(store, new(on, bo, "rude"), 0).await;
        let second = reply(store, first, cem, "fine", 1).await;
        store.flag_comment(first, cem, FlagReason::Abuse, "it is rude", minutes(2)).await.unwrap();
        store.flag_comment(first, cem, FlagReason::Spam, "again", minutes(2)).await.unwrap();
        assert!(matches!(store.flag_comment(first, bo, FlagReason::Spam, "", NOON).await, Err(StoreError::Conflict(_))));
        assert_eq!(ids(&store.flagged_comments(None, 9).await.unwrap()), [first]);
        let flags = store.open_flags(&[first]).await.unwrap();
        assert_eq!((flags.len(), flags[0].by.as_deref(), flags[0].reason), (1, Some("Cem"), FlagReason::Abuse));

        let kept = store.decide(first, Verdict::Keep, by, minutes(3)).await.unwrap();
        assert_eq!(store.flagged_comments(None, 9).await.unwrap(), []);
        store.undo_decision(kept, by, minutes(4)).await.unwrap();
        assert_eq!(store.comment(first).await.unwrap().open_flags, 1);

        let removed = store.decide(first, Verdict::Remove { why: "insults" }, by, minutes(5)).await.unwrap();
        let gone = store.comment(first).await.unwrap();
        assert_eq!((gone.state, gone.text.as_str(), gone.open_flags), (CommentState::Removed, "", 0));
        assert_eq!(threads(store, on).await, [first], "the reply below it stays");
        assert_eq!(count(store, articles[0]).await, 1);
        let log = store.public_decisions(None, 9).await.unwrap();
        assert_eq!(log.iter().map(|one| (one.kind, one.why.as_str())).collect::<Vec<_>>(), [(DecisionKind::Remove, "insults")]);
        assert_eq!(store.removal_of(first).await.unwrap().map(|one| one.text), Some("rude".to_owned()));
        assert_eq!(unread(store, bo).await, [NoticeKind::Removed, NoticeKind::Reply]);

        assert!(matches!(store.appeal(removed, cem, "not mine", NOON).await, Err(StoreError::Conflict(_))));
        store.appeal(removed, bo, "it was a joke", minutes(6)).await.unwrap();
        assert!(matches!(store.appeal(removed, bo, "again", NOON).await, Err(StoreError::Conflict(_))));
        assert_eq!(store.open_appeals(9).await.unwrap().len(), 1);
        assert_eq!(store.count_undecided(9).await.unwrap(), 1);
        let moderator = store.create_reader("Dee", "hash", NOON).await.unwrap();
        store.set_role(moderator, Role::Moderator).await.unwrap();
        let refused = store.answer_appeal(removed, by, "no", false, minutes(7)).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "who decided does not answer where there is another");
        let other = Moderator { id: moderator, role: Role::Moderator };
        store.answer_appeal(removed, other, "so it was", true, minutes(8)).await.unwrap();
        let back = store.comment(first).await.unwrap();
        assert_eq!((back.state, back.text.as_str(), count(store, articles[0]).await), (CommentState::Published, "rude", 2));
        let decision = store.decision(removed).await.unwrap();
        assert_eq!((decision.undone, decision.text.as_str()), (Some((minutes(8), Role::Moderator)), ""));
        let answer = decision.appeal.unwrap().answer.unwrap();
        assert_eq!((answer.is_granted, answer.by_role, answer.words.as_str()), (true, Role::Moderator, "so it was"));
        assert!(matches!(store.undo_decision(removed, by, NOON).await, Err(StoreError::Conflict(_))));

        // Removed, then deleted by its author: nothing is left to bring back.
        let removed = store.decide(second, Verdict::Remove { why: "?" }, by, minutes(9)).await.unwrap();
        store.delete_comment(second, cem, minutes(10)).await.unwrap();
        assert_eq!(store.decision(removed).await.unwrap().text, "");
        assert!(matches!(store.undo_decision(removed, by, NOON).await, Err(StoreError::Conflict(_))));
        store.read_notices(bo, i64::MAX, minutes(11)).await.unwrap();
        assert_eq!((unread(store, bo).await, unread_count(store, bo, b"b").await), (vec![], 0));
    }

    async fn a_ban_ends_by_itself_or_is_lifted(test: &TestStore) {
        let store = &test.store;
        let (_, [ada, bo, _]) = newsroom(store).await;
        let by = Moderator { id: ada, role: Role::Owner };
        assert_eq!(store.ban_of(bo, NOON).await.unwrap(), None);
        store.ban(bo, "spam", Some(minutes(60)), by, NOON).await.unwrap();
        assert_eq!(store.ban_of(bo, minutes(59)).await.unwrap().map(|ban| ban.why), Some("spam".to_owned()));
        assert_eq!(store.ban_of(bo, minutes(60)).await.unwrap(), None);
        let for_good = store.ban(bo, "spam again", None, by, minutes(61)).await.unwrap();
        assert_eq!(store.ban_of(bo, minutes(9999)).await.unwrap().map(|ban| ban.decision), Some(for_good));
        store.undo_decision(for_good, by, minutes(62)).await.unwrap();
        assert_eq!(store.ban_of(bo, minutes(62)).await.unwrap(), None);
        assert_eq!(store.decisions_about(bo, None, 9).await.unwrap().len(), 2);
        assert_eq!(store.decisions_made(Some(for_good), 9).await.unwrap().len(), 1);
        assert_eq!(unread(store, bo).await, [NoticeKind::Banned, NoticeKind::Banned]);
    }

    async fn a_vote_counts_once_and_a_block_keeps_notices_away(test: &TestStore) {
        let store = &test.store;
        let (articles, [ada, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        let first = post(store, new(on, bo, "first"), 0).await;
        for _ in 0..2 {
            store.vote(first, cem, true, NOON).await.unwrap();
        }
        assert_eq!(store.comment(first).await.unwrap().votes, 1);
        assert_eq!(store.votes_of(cem, &[first]).await.unwrap().len(), 1);
        for _ in 0..2 {
            store.vote(first, cem, false, NOON).await.unwrap();
        }
        assert_eq!(store.comment(first).await.unwrap().votes, 0);
        assert!(matches!(store.vote(first, bo, true, NOON).await, Err(StoreError::Conflict(_))), "one's own");

        store.block(bo, cem, true, NOON).await.unwrap();
        assert!(matches!(store.block(bo, bo, true, NOON).await, Err(StoreError::Conflict(_))));
        assert_eq!(store.blocked_by(bo).await.unwrap(), [(cem, "Cem".to_owned())]);
        reply(store, first, cem, "unheard", 1).await;
        reply(store, first, bo, "to myself", 1).await;
        assert_eq!(unread(store, bo).await, []);
        store.block(bo, cem, false, NOON).await.unwrap();
        reply(store, first, cem, "heard", 2).await;
        reply(store, first, ada, "heard", 2).await;
        assert_eq!(unread(store, bo).await, [NoticeKind::Reply, NoticeKind::Reply]);
    }

    async fn a_reader_flags_so_many_within_an_hour(test: &TestStore) {
        let store = &test.store;
        let (articles, [ada, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        for number in 0i64..21 {
            let author = if number % 2 == 0 { ada } else { bo };
            let id = post(store, new(on, author, &number.to_string()), number * 5).await;
            let is_taken = store.flag_comment(id, cem, FlagReason::Spam, "", minutes(120)).await.unwrap();
            assert_eq!(is_taken, number < 20);
        }
        let last = store.newest_comments(on, 1).await.unwrap()[0].id;
        assert!(store.flag_comment(last, cem, FlagReason::Spam, "", minutes(181)).await.unwrap(), "an hour later");
    }

    async fn a_discussion_goes_along_with_its_story(test: &TestStore) {
        let store = &test.store;
        let (articles, [_, bo, cem]) = newsroom(store).await;
        store.reserve_story_ids(2).await.unwrap();
        place(store, StoryId(1), &articles[..2], 1.0, &[]).await;
        place(store, StoryId(2), &articles[2..], 1.0, &[]).await;
        let (one, two) = (Subject::Story(StoryId(1)), Subject::Story(StoryId(2)));
        let first = post(store, new(one, bo, "on one"), 0).await;
        let second = post(store, new(two, bo, "on two"), 1).await;
        let merge = Correction::Merge { story: StoryId(1), into: StoryId(2) };
        let merged = store.correct(&merge, "Ada", "", minutes(2)).await.unwrap();
        assert_eq!(threads(store, two).await, [first, second]);
        assert_eq!(story_count(store, StoryId(2)).await, 2);
        // Said at the old address, it stands at the new one; an answer goes back with what it answers.
        let answer = reply(store, first, cem, "answer", 3).await;
        let third = post(store, new(one, cem, "late"), 4).await;
        assert_eq!(threads(store, two).await, [first, second, third]);
        store.undo_correction(merged, "Ada", minutes(5)).await.unwrap();
        assert_eq!((threads(store, one).await, threads(store, two).await), (vec![first], vec![second, third]));
        assert_eq!(store.comment(answer).await.unwrap().subject, one);
        assert_eq!((story_count(store, StoryId(1)).await, story_count(store, StoryId(2)).await), (2, 2));

        // A split leaves the discussion where the address stays; taken back, both are one again.
        let split = Correction::Split { story: StoryId(1), articles: articles[1..2].to_vec() };
        let split = store.correct(&split, "Ada", "", minutes(6)).await.unwrap();
        let own = store.correction(split).await.unwrap().into;
        let fourth = post(store, new(Subject::Story(own), cem, "on the new one"), 7).await;
        assert_eq!((threads(store, one).await, threads(store, Subject::Story(own)).await), (vec![first], vec![fourth]));
        store.undo_correction(split, "Ada", minutes(8)).await.unwrap();
        assert_eq!(threads(store, one).await, [first, fourth]);

        // Made anew, a story that is talked about keeps its address.
        store.clear_derived(minutes(9)).await.unwrap();
        let held = store.decisions().await.unwrap().held;
        assert!(held.iter().any(|(_, story)| *story == StoryId(2)), "{held:?}");
    }

    async fn what_readers_talk_about_is_kept(test: &TestStore) {
        let store = &test.store;
        let (articles, [_, bo, _]) = newsroom(store).await;
        place(store, StoryId(1), &articles[2..], 1.0, &[]).await;
        post(store, new(Subject::Article(articles[0]), bo, "stay"), 0).await;
        post(store, new(Subject::Story(StoryId(1)), bo, "stay"), 0).await;
        store.remove_oldest_articles(99, minutes(1)).await.unwrap();
        let mut left = store.articles_after(None, 99).await.unwrap();
        left.sort();
        assert_eq!(left, [articles[0], articles[2]], "the article, and the lead of the story");
    }

    async fn an_account_ends_with_or_without_its_words(test: &TestStore) {
        let store = &test.store;
        let (articles, [ada, bo, cem]) = newsroom(store).await;
        let on = Subject::Article(articles[0]);
        let first = post(store, new(on, bo, "from Bo"), 0).await;
        let second = reply(store, first, cem, "from Cem", 1).await;
        store.vote(first, cem, true, NOON).await.unwrap();
        store.flag_comment(first, cem, FlagReason::Other, "words", NOON).await.unwrap();
        assert_eq!(store.flags_of(cem, None, 9).await.unwrap()[0].words, "words");
        assert!(matches!(store.end_account(ada, true, NOON).await, Err(StoreError::NotFound)), "the owner stays");
        store.end_account(bo, false, minutes(2)).await.unwrap();
        let gone = store.comment(first).await.unwrap();
        assert_eq!((gone.state, gone.text.as_str(), gone.author), (CommentState::Deleted, "", None));
        assert_eq!(count(store, articles[0]).await, 1);
        store.end_account(cem, true, minutes(3)).await.unwrap();
        let left = store.comment(second).await.unwrap();
        assert_eq!((left.text.as_str(), left.author, count(store, articles[0]).await), ("from Cem", None, 1));
        assert_eq!(store.comment(first).await.unwrap().votes, 0);
        assert!(store.reader_by_name("Cem").await.unwrap().is_none());
        assert_eq!(store.flags_of(cem, None, 9).await.unwrap(), []);
    }
}

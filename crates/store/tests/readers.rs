//! Accounts and invitations; what readers read, keep, mark and follow.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use news::{ArticleId, ReaderId, StoryId, Timestamp};
use store::{
    BriefMailWish, Follow, FollowKind, LetterEnd, ListCursor, ReadingList, Role, Store, StoreError, StoryLook,
};
use support::*;

fn follow_of(kind: FollowKind, subject: &str) -> Follow {
    Follow { kind, subject: subject.to_owned(), label: subject.to_owned(), since: NOON }
}

/// The articles read, starred and saved among these, by their places.
async fn marked(store: &Store, reader: ReaderId, ids: &[ArticleId]) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
    let states = store.read_states(reader, ids).await.unwrap();
    let places = |is: fn(&store::ReadState) -> bool| {
        (0..ids.len()).filter(|&at| states.get(&ids[at]).is_some_and(is)).collect::<Vec<_>>()
    };
    (places(|state| state.is_read), places(|state| state.is_starred), places(|state| state.is_saved))
}

store::on_both_databases! {
    async fn accounts_come_by_invitation_or_by_themselves(test: &TestStore) {
        let store = &test.store;
        let owner = store.create_owner("Ada", "hash", NOON).await.unwrap();
        store.invite(b"one", Role::Editor, "for Bo", "Ada", NOON, minutes(60)).await.unwrap();
        store.invite(b"two", Role::Reader, "", "Ada", NOON, minutes(60)).await.unwrap();
        let open = store.invitations(NOON, 9).await.unwrap();
        assert_eq!(open.iter().map(|one| (one.role, one.note.as_str())).collect::<Vec<_>>(), [
            (Role::Reader, ""),
            (Role::Editor, "for Bo"),
        ]);
        assert_eq!(store.invitation(b"one", NOON).await.unwrap().as_ref(), Some(&open[1]));
        assert_eq!(store.invitation(b"one", minutes(60)).await.unwrap(), None, "too late");
        let taken = store.accept_invitation(b"one", "aDA", "hash", NOON).await;
        assert!(matches!(taken, Err(StoreError::Conflict(_))), "the name is taken");
        let editor = store.accept_invitation(b"one", "Bo", "hash", NOON).await.unwrap();
        let again = store.accept_invitation(b"one", "Cem", "hash", NOON).await;
        assert!(matches!(again, Err(StoreError::NotFound)), "once");
        store.withdraw_invitation(open[0].id).await.unwrap();
        assert_eq!(store.invitations(NOON, 9).await.unwrap(), []);
        let reader = store.create_reader("Cem", "hash", NOON).await.unwrap();
        let roles = |readers: Vec<store::Reader>| readers.iter().map(|one| (one.id, one.role)).collect::<Vec<_>>();
        let all = roles(store.readers(None, 9).await.unwrap());
        assert_eq!(all, [(owner, Role::Owner), (editor, Role::Editor), (reader, Role::Reader)]);
        assert_eq!(roles(store.readers(Some(owner), 1).await.unwrap()), all[1..2]);

        store.set_role(reader, Role::Moderator).await.unwrap();
        assert_eq!(store.reader(reader).await.unwrap().role, Role::Moderator);
        assert!(matches!(store.set_role(reader, Role::Owner).await, Err(StoreError::NotFound)), "one owner");
        assert!(matches!(store.set_role(owner, Role::Reader).await, Err(StoreError::NotFound)), "who stays it");

        open_session(store, b"token", reader, NOON, minutes(600)).await;
        store.suspend(reader, Some(NOON)).await.unwrap();
        assert_eq!(store.session(b"token", NOON).await.unwrap(), None);
        assert_eq!(store.reader(reader).await.unwrap().suspended, Some(NOON));
        store.suspend(reader, None).await.unwrap();
        assert_eq!(store.reader(reader).await.unwrap().suspended, None);
        assert!(matches!(store.suspend(owner, Some(NOON)).await, Err(StoreError::NotFound)));
    }

    async fn sessions_are_listed_and_ended(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        for (token, reader, at) in [(b"a", ada, 0), (b"b", ada, 2), (b"c", ada, 1), (b"d", bo, 3)] {
            open_session(store, token, reader, minutes(at), minutes(600)).await;
        }
        let sessions = async || {
            let sessions = store.sessions(ada, NOON, 9).await.unwrap();
            sessions.into_iter().map(|one| one.token_hash).collect::<Vec<_>>()
        };
        assert_eq!(sessions().await, [b"b", b"c", b"a"]);
        store.close_session_of(bo, b"c").await.unwrap();
        assert_eq!(sessions().await, [b"b", b"c", b"a"], "it is not Bo's");
        store.close_session_of(ada, b"c").await.unwrap();
        assert_eq!(sessions().await, [b"b", b"a"]);
        store.close_other_sessions(ada, b"a").await.unwrap();
        assert_eq!(sessions().await, [b"a"]);
        assert!(store.session(b"d", NOON).await.unwrap().is_some(), "another reader's stays");
    }

    async fn a_reader_marks_articles(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..4).await;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        store.mark_read(ada, &ids[..2], NOON).await.unwrap();
        store.mark_starred(ada, &ids[1..3], Some(NOON)).await.unwrap();
        store.mark_saved(ada, &ids[3..], Some(NOON)).await.unwrap();
        assert_eq!(marked(store, ada, &ids).await, (vec![0, 1], vec![1, 2], vec![3]));
        store.mark_unread(ada, &ids[..1], minutes(1)).await.unwrap();
        store.mark_starred(ada, &ids[1..2], None).await.unwrap();
        assert_eq!(marked(store, ada, &ids).await, (vec![1], vec![2], vec![3]));
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        assert_eq!(marked(store, bo, &ids).await, (vec![], vec![], vec![]), "each has their own");
    }

    async fn all_is_read_up_to_a_moment_and_unread_again(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        assert_eq!(store.newest_article().await.unwrap(), ArticleId(0));
        let ids = ingest(store, source, 0..4).await;
        store.mark_unread(ada, &ids[..1], NOON).await.unwrap();
        store.mark_all_read(ada, ids[1], minutes(1)).await.unwrap();
        assert_eq!(marked(store, ada, &ids).await.0, [0, 1], "what came later is unread");
        store.mark_unread(ada, &ids[1..2], minutes(2)).await.unwrap();
        assert_eq!(marked(store, ada, &ids).await.0, [0], "said after the mark");
        let page = store.unread(ada, None, 2).await.unwrap();
        assert_eq!(page.articles.iter().map(|card| card.id).collect::<Vec<_>>(), ids[1..3]);
        let page = store.unread(ada, page.next, 2).await.unwrap();
        assert_eq!((page.articles[0].id, page.articles.len(), page.next), (ids[3], 1, None));
        store.mark_all_read(ada, store.newest_article().await.unwrap(), minutes(3)).await.unwrap();
        assert_eq!(marked(store, ada, &ids).await.0, [0, 1, 2, 3]);
        assert_eq!(store.last_mark(ada).await.unwrap().map(|mark| (mark.at, mark.until)), Some((minutes(3), ids[3])));
        store.unmark_all_read(ada).await.unwrap();
        assert_eq!(marked(store, ada, &ids).await.0, [0], "as it was before");
        assert_eq!(store.last_mark(ada).await.unwrap(), None);
        store.unmark_all_read(ada).await.unwrap();
        assert_eq!(marked(store, ada, &ids).await.0, [0], "once");
    }

    async fn lists_keep_the_order_in_which_things_were_put_there(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..4).await;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        for (at, id) in [(1, ids[2]), (2, ids[0]), (3, ids[3])] {
            store.mark_saved(ada, &[id], Some(minutes(at))).await.unwrap();
            store.mark_read(ada, &[id], minutes(10 - at)).await.unwrap();
        }
        store.mark_read(ada, &ids[2..3], minutes(99)).await.unwrap();
        let list = async |which: ReadingList, after: Option<ListCursor>| {
            let page = store.reading_list(ada, which, after, 2).await.unwrap();
            (page.articles.iter().map(|(_, card)| card.id).collect::<Vec<_>>(), page.next)
        };
        let (first, next) = list(ReadingList::Saved, None).await;
        assert_eq!(first, [ids[3], ids[0]]);
        let next: ListCursor = next.unwrap().to_string().parse().unwrap();
        assert_eq!(list(ReadingList::Saved, Some(next)).await, (vec![ids[2]], None));
        assert_eq!(list(ReadingList::History, None).await.0, [ids[2], ids[0]], "opened again is not put there again");
        assert_eq!(list(ReadingList::Starred, None).await, (vec![], None));
    }

    async fn a_visit_ends_after_half_an_hour(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let first = ingest(store, source, 0..2).await;
        place(store, StoryId(1), &first, 1.0, &[]).await;
        assert_eq!(store.look(ada, minutes(0), 3).await.unwrap(), None, "never here before");
        let second = ingest(store, source, 2..5).await;
        place(store, StoryId(2), &second[..1], 1.0, &[]).await;
        place(store, StoryId(1), &second[1..], 1.0, &[]).await;
        assert_eq!(store.look(ada, minutes(20), 3).await.unwrap(), None, "the same visit");
        let third = ingest(store, source, 5..6).await;
        place(store, StoryId(1), &third, 1.0, &[]).await;
        for at in [70, 90] {
            let since = store.look(ada, minutes(at), 3).await.unwrap().unwrap();
            assert_eq!((since.looked, since.articles), (minutes(20), 1), "since it was last looked at");
            assert_eq!(since.stories, [(StoryId(1), 1)]);
        }
    }

    async fn what_is_followed_stands_on_one_list(test: &TestStore) {
        let store = &test.store;
        let harbour = follow(store, "harbour.example").await;
        let valley = follow(store, "valley.example").await;
        let ids = ingest(store, harbour, 0..4).await;
        let other = ingest(store, valley, 10..12).await;
        place(store, StoryId(1), &ids[..2], 1.0, &[("Bridge", 1.0)]).await;
        place(store, StoryId(2), &[ids[2], other[0]], 1.0, &[("Tram", 1.0)]).await;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        assert_eq!(store.followed_articles(ada, &[], &[], None, 9).await.unwrap(), []);
        for (kind, subject) in [
            (FollowKind::Hashtag, "bridge"),
            (FollowKind::Story, "1"),
            (FollowKind::Publisher, "valley.example"),
            (FollowKind::Person, "adaquill"),
            (FollowKind::Person, "adaquill"),
        ] {
            store.begin_following(ada, &follow_of(kind, subject)).await.unwrap();
        }
        let follows = store.follows(ada).await.unwrap();
        let kinds: Vec<_> = follows.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [FollowKind::Hashtag, FollowKind::Person, FollowKind::Publisher, FollowKind::Story]);
        let list = async |after, limit| {
            let articles = store.followed_articles(ada, &follows, &[], after, limit).await.unwrap();
            articles.into_iter().map(|one| (one.card.id, one.card.cursor(), one.brought_by)).collect::<Vec<_>>()
        };
        let all = list(None, 9).await;
        assert_eq!(all.iter().map(|one| one.0).collect::<Vec<_>>(), [ids[0], ids[1], other[0], other[1]]);
        assert_eq!(all[0].2.iter().map(|&at| follows[at].kind).collect::<Vec<_>>(), [
            FollowKind::Story,
            FollowKind::Hashtag
        ]);
        assert_eq!(list(Some(all[1].1), 1).await, all[2..3]);
        assert!(store.is_following(ada, FollowKind::Hashtag, "bridge").await.unwrap());
        store.end_following(ada, FollowKind::Hashtag, "bridge").await.unwrap();
        assert!(!store.is_following(ada, FollowKind::Hashtag, "bridge").await.unwrap());

        for number in store.follows(ada).await.unwrap().len() as i64..store::FOLLOWS_MAX {
            store.begin_following(ada, &follow_of(FollowKind::Hashtag, &number.to_string())).await.unwrap();
        }
        let one_more = store.begin_following(ada, &follow_of(FollowKind::Hashtag, "more")).await;
        assert!(matches!(one_more, Err(StoreError::Conflict(_))));
    }
}

store::on_both_databases! {
    async fn a_look_at_a_story_tells_of_the_visit_before(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..3).await;
        place(store, StoryId(1), &ids[..2], 1.0, &[]).await;
        let seen = |at, newest: usize| StoryLook { at, article: ids[newest], post: news::PostId(0) };
        let look = async |at, newest| store.look_at_story(ada, StoryId(1), seen(at, newest)).await.unwrap();

        assert_eq!(store.story_look(ada, StoryId(1), minutes(0)).await.unwrap(), None);
        assert_eq!(look(minutes(0), 0).await, None, "the first");
        assert_eq!(look(minutes(20), 1).await, None, "the same visit still");
        assert_eq!(look(minutes(60), 1).await, Some(seen(minutes(20), 1)), "the next visit");
        assert_eq!(look(minutes(62), 2).await, Some(seen(minutes(20), 1)), "which goes on");
        assert_eq!(look(minutes(80), 2).await, Some(seen(minutes(20), 1)));
        let before = store.story_look(ada, StoryId(1), minutes(111)).await.unwrap();
        assert_eq!(before, Some(seen(minutes(80), 2)), "told without being noted");

        let follow = Follow { kind: FollowKind::Story, subject: "1".to_owned(), label: String::new(), since: NOON };
        store.begin_following(ada, &follow).await.unwrap();
        assert!(store.new_in_followed_stories(ada).await.unwrap().is_empty());
        let late = ingest(store, source, 3..4).await;
        place(store, StoryId(1), &late, 1.0, &[]).await;
        assert_eq!(store.new_in_followed_stories(ada).await.unwrap()["1"], 1);

        assert_eq!(store.trim_story_looks(minutes(80)).await.unwrap(), 0);
        assert_eq!(store.trim_story_looks(minutes(81)).await.unwrap(), 1);
        look(minutes(90), 2).await;
        store.remove_oldest_articles(9, NOON).await.unwrap();
        assert_eq!(store.trim_story_looks(minutes(999)).await.unwrap(), 0, "it went with its story");
    }
}

store::on_both_databases! {
    async fn a_letter_goes_once(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let wish = BriefMailWish {
            reader: ada,
            address: "ada@example.org".to_owned(),
            tongue: "en".to_owned(),
            is_long: false,
            hour: 7,
            zone: "Europe/Vienna".to_owned(),
        };
        store.ask_for_brief_mail(&wish, minutes(0), minutes(60)).await.unwrap();
        let other = BriefMailWish { address: "ben@example.org".to_owned(), ..wish.clone() };
        let at_once = store.ask_for_brief_mail(&other, minutes(1), minutes(60)).await;
        assert!(matches!(at_once, Err(StoreError::Conflict(_))));

        let claim = async |at| store.claim_brief_mails(minutes(at), 10 * Timestamp::MINUTE, 9).await.unwrap();
        let asks = claim(1).await.pop().unwrap();
        assert_eq!((asks.confirmed, asks.attempts), (None, 1));
        assert!(claim(2).await.is_empty(), "another process finds nothing");
        assert!(store.begin_letter(&asks, "confirm").await.unwrap());
        let done = LetterEnd::Done { day: "confirm", problem: None, next: None };
        store.end_letter(&asks, done, minutes(3)).await.unwrap();
        assert!(claim(500).await.is_empty(), "nothing more before it is confirmed");
        assert!(!store.confirm_brief_mail(ada, "ben@example.org", minutes(4), minutes(60)).await.unwrap());
        assert!(store.confirm_brief_mail(ada, "ada@example.org", minutes(4), minutes(60)).await.unwrap());

        assert!(claim(59).await.is_empty());
        let first = claim(60).await.pop().unwrap();
        let failed = LetterEnd::Failed { problem: "451 later", again: minutes(70) };
        store.end_letter(&first, failed, minutes(60)).await.unwrap();
        assert_eq!(store.brief_mail_problems(9).await.unwrap()[0].problem.as_deref(), Some("451 later"));
        let again = claim(70).await.pop().unwrap();
        assert_eq!(again.attempts, 2);
        assert!(store.begin_letter(&again, "2026-11-22").await.unwrap());
        // Killed here. Who comes next sees that nobody knows what came of it.
        let later = claim(80).await.pop().unwrap();
        assert_eq!(later.on_its_way.as_deref(), Some("2026-11-22"));
        assert!(!store.begin_letter(&again, "2026-11-22").await.unwrap(), "the claim is lost");
        assert!(!store.begin_letter(&later, "2026-11-22").await.unwrap(), "it does not go twice");
        let done = LetterEnd::Done { day: "2026-11-22", problem: Some("unknown"), next: Some(minutes(1500)) };
        store.end_letter(&later, done, minutes(80)).await.unwrap();

        let third = claim(1500).await.pop().unwrap();
        store.end_letter(&third, LetterEnd::Refused { problem: "550 no such user" }, minutes(1500)).await.unwrap();
        assert!(claim(9999).await.is_empty());
        assert!(store.brief_mail(ada).await.unwrap().unwrap().refused.is_some());
        store.ask_for_brief_mail(&wish, minutes(1600), minutes(1700)).await.unwrap();
        assert_eq!(claim(1600).await[0].confirmed, None, "given anew, it is asked anew");
        assert_eq!(store.release_claims(minutes(1601)).await.unwrap(), 1);
        assert_eq!(claim(1601).await.len(), 1);
        store.end_brief_mail(ada).await.unwrap();
        assert_eq!(store.brief_mail(ada).await.unwrap(), None);
    }
}

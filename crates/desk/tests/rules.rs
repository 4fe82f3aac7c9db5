//! What readers' rules do with what arrives: once, from the moment they are made. All texts are invented.

#![allow(clippy::unwrap_used)]

mod newsroom;

use news::{Article, ArticleId, Block, Lang, ReaderId, RichText, Timestamp};
use newsroom::{Newsroom, now};
use store::{Deed, NoticeKind, on_both_databases};

async fn report(room: &mut Newsroom<'_>, title: &str, body: &str, lang: &str) -> ArticleId {
    let article = Article {
        title: title.to_owned(),
        published: Some(now().plus_us(-Timestamp::MINUTE)),
        lang: Lang::parse(lang).unwrap(),
        body: vec![Block::Paragraph(RichText::plain(body))],
        ..Article::default()
    };
    room.receive(article, now()).await
}

async fn is_starred(room: &Newsroom<'_>, reader: ReaderId, article: ArticleId) -> bool {
    room.store.read_states(reader, &[article]).await.unwrap().get(&article).is_some_and(|state| state.is_starred)
}

async fn told_of(room: &Newsroom<'_>, reader: ReaderId) -> Vec<(NoticeKind, ArticleId)> {
    let notices = room.store.notices(reader, None, 99).await.unwrap();
    notices.iter().map(|notice| (notice.kind, notice.article.unwrap())).collect()
}

on_both_databases! {
    async fn a_rule_acts_once_on_what_arrives_after_it(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let ann = room.store.create_owner("Ann", "hash", now()).await.unwrap();
        let bo = room.store.create_reader("Bo", "hash", now()).await.unwrap();
        let before = report(&mut room, "Tram line opens", "The first tram left the harbour of Lindwick.", "en").await;
        room.store.make_rule(ann, "tram -bus", Deed::Star, now()).await.unwrap();
        room.store.make_rule(bo, "\"harbour of Lindwick\"", Deed::Notify, now()).await.unwrap();
        room.store.make_rule(bo, "tram", Deed::Hide, now()).await.unwrap();
        let both = report(&mut room, "New trams arrive", "They stand in the harbour of Lindwick now.", "en").await;
        let neither = report(&mut room, "Trams give way", "A bus drives to the harbours near Lindwick.", "en").await;
        assert_eq!(told_of(&room, bo).await, [(NoticeKind::Found, both)]);
        assert_eq!(told_of(&room, ann).await, []);
        for (article, expected) in [(before, false), (both, true), (neither, false)] {
            assert_eq!(is_starred(&room, ann, article).await, expected, "{article}");
            assert!(!is_starred(&room, bo, article).await);
        }

        // What the reader undoes stays undone, also when everything is taken to the index again.
        room.store.mark_starred(ann, &[both], None).await.unwrap();
        room.restart().await;
        room.desk.drain().await.unwrap();
        room.desk.rebuild(|_| {}).await.unwrap();
        assert!(!is_starred(&room, ann, both).await);
        assert_eq!(told_of(&room, bo).await.len(), 1);

        let rule = room.store.rules(bo).await.unwrap()[0].id;
        assert!(room.store.drop_rule(ann, rule, now()).await.is_err(), "it is another's");
        room.store.drop_rule(bo, rule, now()).await.unwrap();
        report(&mut room, "Crane falls", "A crane fell in the harbour of Lindwick.", "en").await;
        assert_eq!(told_of(&room, bo).await.len(), 1, "the rule is gone");
    }

    async fn nobody_is_flooded_by_one_rule(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let ann = room.store.create_owner("Ann", "hash", now()).await.unwrap();
        room.store.make_rule(ann, "lang:de", Deed::Notify, now()).await.unwrap();
        for number in 0..23 {
            report(&mut room, &format!("Fähre {number} fährt"), &format!("Die Fähre Nummer {number} fuhr."), "de").await;
        }
        assert_eq!(told_of(&room, ann).await.len(), 20);
        let newest = room.store.notices(ann, None, 1).await.unwrap()[0].id;
        room.store.read_notices(ann, newest, now()).await.unwrap();
        let next = report(&mut room, "Brücke gesperrt", "Die Brücke ist gesperrt.", "de").await;
        assert_eq!(told_of(&room, ann).await[0], (NoticeKind::Found, next), "having looked, one is told again");
    }
}

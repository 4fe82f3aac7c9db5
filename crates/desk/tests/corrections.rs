//! What people decide about stories outlives everything computed: new arrivals, a restart, a rebuild.

#![allow(clippy::unwrap_used)]

mod newsroom;

use news::{Article, ArticleId, Block, Lang, RichText, StoryId, Timestamp};
use newsroom::{Newsroom, now};
use store::{Correction, Found, on_both_databases};

const BRIDGE: &str = "The Westhaven harbour bridge opened on Monday after nine years of work. Mayor Ines Hallorand cut \
    the ribbon, and the first trams of the Westhaven line crossed the water with four hundred passengers on board. \
    The steel arches of the harbour bridge had waited for a permit since the county council quarrelled over noise.";
const FLOOD: &str = "Floods in the Auental valley drove two thousand people from their homes on Monday. The river Aue \
    rose four metres within a night, said fire chief Jonas Brekke, and dams near Oberau could give way. Helicopters \
    took families from their roofs while volunteers filled sandbags in the streets of Oberau.";

/// Another report of an event comes in, by the next publisher.
async fn report(room: &mut Newsroom<'_>, event: &str) -> ArticleId {
    let number = room.told + 1;
    let article = Article {
        title: format!("{} (report {number})", event.split('.').next().unwrap()),
        published: Some(now().plus_us((number - 60) * Timestamp::MINUTE)),
        lang: Lang::EN,
        body: vec![
            Block::Paragraph(RichText::plain(format!("Our reporter number {number} writes."))),
            Block::Paragraph(RichText::plain(event)),
        ],
        ..Article::default()
    };
    room.receive(article, now()).await
}

async fn correct(room: &Newsroom<'_>, correction: Correction) -> i64 {
    let id = room.store.correct(&correction, "ann", "", now()).await.unwrap();
    room.desk.drain().await.unwrap();
    id
}

async fn count(room: &Newsroom<'_>, story: StoryId) -> i64 {
    match room.store.story(story).await.unwrap() {
        Found::Here(card) => card.article_count,
        Found::Moved(_) => 0,
    }
}

on_both_databases! {
    async fn a_merge_stands_whatever_comes(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let (bridge, flood) = (report(&mut room, BRIDGE).await, report(&mut room, FLOOD).await);
        report(&mut room, BRIDGE).await;
        report(&mut room, FLOOD).await;
        let (from, into) = (room.story_of(bridge).await, room.story_of(flood).await);
        assert_ne!(from, into, "two events are two stories");
        assert_eq!((count(&room, from).await, count(&room, into).await), (2, 2));

        correct(&room, Correction::Merge { story: from, into }).await;
        assert_eq!(count(&room, into).await, 4);
        let arrived = report(&mut room, BRIDGE).await;
        assert_eq!(room.story_of(arrived).await, into, "a new arrival");
        room.restart().await;
        let arrived = report(&mut room, BRIDGE).await;
        assert_eq!(room.story_of(arrived).await, into, "after a restart");
        room.desk.rebuild(|_| {}).await.unwrap();
        for article in [bridge, flood] {
            assert_eq!(room.story_of(article).await, into, "after a rebuild");
        }
        assert_eq!(room.store.story(from).await.unwrap(), Found::Moved(into), "its address leads on");
        let arrived = report(&mut room, FLOOD).await;
        assert_eq!(room.story_of(arrived).await, into);
    }

    async fn a_split_stands_whatever_comes(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let first = report(&mut room, BRIDGE).await;
        let second = report(&mut room, BRIDGE).await;
        let third = report(&mut room, BRIDGE).await;
        let story = room.story_of(first).await;
        assert_eq!(count(&room, story).await, 3);
        let id = correct(&room, Correction::Split { story, articles: vec![second, third] }).await;
        let own = room.store.correction(id).await.unwrap().into;
        for what in ["as it was made", "with a new arrival", "after a restart", "after a rebuild"] {
            match what {
                "with a new arrival" => drop(report(&mut room, BRIDGE).await),
                "after a restart" => room.restart().await,
                "after a rebuild" => room.desk.rebuild(|_| {}).await.unwrap(),
                _ => {}
            }
            let stand = (room.story_of(first).await, room.story_of(second).await, room.story_of(third).await);
            assert_eq!(stand, (story, own, own), "{what}");
        }
        room.store.undo_correction(id, "ann", now()).await.unwrap();
        room.desk.drain().await.unwrap();
        assert_eq!(room.story_of(second).await, story);
        assert_eq!(room.store.story(own).await.unwrap(), Found::Moved(story));
    }

    async fn a_name_that_a_person_gave_stands(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let article = report(&mut room, BRIDGE).await;
        let story = room.story_of(article).await;
        correct(&room, Correction::Rename { story, headline: "Trams over the harbour".to_owned() }).await;
        report(&mut room, BRIDGE).await;
        room.desk.rebuild(|_| {}).await.unwrap();
        let Found::Here(card) = room.store.story(story).await.unwrap() else { panic!("it stands") };
        assert_eq!((card.headline.as_str(), card.article_count), ("Trams over the harbour", 2));
    }
}

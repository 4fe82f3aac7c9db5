//! What people decide about stories outlives everything computed: new arrivals, a restart, a rebuild.

#![allow(clippy::unwrap_used)]

use desk::{Desk, DeskOptions};
use news::{Article, ArticleId, Block, Lang, RichText, SourceId, SourceKind, StoryId, Timestamp};
use std::sync::Arc;
use store::{
    Arrival, Correction, FetchOutcome, Found, NewArticle, NewPublisher, NewSource, PagePolicy, Store, on_both_databases,
};

const BRIDGE: &str = "The Westhaven harbour bridge opened on Monday after nine years of work. Mayor Ines Hallorand cut \
    the ribbon, and the first trams of the Westhaven line crossed the water with four hundred passengers on board. \
    The steel arches of the harbour bridge had waited for a permit since the county council quarrelled over noise.";
const FLOOD: &str = "Floods in the Auental valley drove two thousand people from their homes on Monday. The river Aue \
    rose four metres within a night, said fire chief Jonas Brekke, and dams near Oberau could give way. Helicopters \
    took families from their roofs while volunteers filled sandbags in the streets of Oberau.";

struct Newsroom<'s> {
    store: &'s Store,
    sources: Vec<SourceId>,
    desk: Desk,
    told: i64,
}

impl<'s> Newsroom<'s> {
    async fn open(store: &'s Store) -> Self {
        let mut sources = Vec::new();
        for host in ["harbour.example", "inland.example", "coast.example"] {
            let publisher =
                NewPublisher { key: host.to_owned(), name: host.to_owned(), home_url: None, lang: Lang::EN };
            let source = NewSource {
                publisher,
                kind: SourceKind::Feed,
                url: format!("https://{host}/feed"),
                title: host.to_owned(),
                home_url: None,
                folder: None,
                pages: PagePolicy::Auto,
                next_fetch: now(),
                created: now(),
            };
            sources.push(store.follow(source).await.unwrap().0);
        }
        Self { store, sources, desk: open_desk(store).await, told: 0 }
    }

    /// Another report of an event comes in, by the next publisher.
    async fn report(&mut self, event: &str) -> ArticleId {
        self.told += 1;
        let source = self.sources[self.told as usize % self.sources.len()];
        let article = Article {
            url: format!("https://news.example/{}", self.told),
            title: format!("{} (report {})", event.split('.').next().unwrap(), self.told),
            published: Some(now().plus_us((self.told - 60) * Timestamp::MINUTE)),
            lang: Lang::EN,
            body: vec![
                Block::Paragraph(RichText::plain(format!("Our reporter number {} writes.", self.told))),
                Block::Paragraph(RichText::plain(event)),
            ],
            ..Article::default()
        };
        let key = self.told;
        let new =
            NewArticle { guid_key: key, claim_key: key, url_key: key, text_key: 0, article, ..NewArticle::default() };
        let outcome =
            FetchOutcome { source, at: now(), status: Some(200), next_fetch: now(), ..FetchOutcome::default() };
        let report =
            self.store.ingest(now(), &Arrival { outcome, new: vec![new], ..Arrival::default() }).await.unwrap();
        self.desk.drain().await.unwrap();
        report.articles[0]
    }

    async fn correct(&self, correction: Correction) -> i64 {
        let id = self.store.correct(&correction, "ann", "", now()).await.unwrap();
        self.desk.drain().await.unwrap();
        id
    }

    async fn restart(&mut self) {
        self.desk = open_desk(self.store).await;
    }

    async fn story_of(&self, article: ArticleId) -> StoryId {
        self.store.articles_by_ids(&[article]).await.unwrap()[0].story.unwrap()
    }

    async fn count(&self, story: StoryId) -> i64 {
        match self.store.story(story).await.unwrap() {
            Found::Here(card) => card.article_count,
            Found::Moved(_) => 0,
        }
    }
}

async fn open_desk(store: &Store) -> Desk {
    let client = gather::Client::new(gather::ClientOptions::default()).unwrap();
    let index = Arc::new(search::Index::open_in_memory().unwrap());
    Desk::open(store.clone(), client, index, DeskOptions::default()).await.unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_jiff(jiff::Timestamp::now())
}

on_both_databases! {
    async fn a_merge_stands_whatever_comes(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let (bridge, flood) = (room.report(BRIDGE).await, room.report(FLOOD).await);
        room.report(BRIDGE).await;
        room.report(FLOOD).await;
        let (from, into) = (room.story_of(bridge).await, room.story_of(flood).await);
        assert_ne!(from, into, "two events are two stories");
        assert_eq!((room.count(from).await, room.count(into).await), (2, 2));

        room.correct(Correction::Merge { story: from, into }).await;
        assert_eq!(room.count(into).await, 4);
        let arrived = room.report(BRIDGE).await;
        assert_eq!(room.story_of(arrived).await, into, "a new arrival");
        room.restart().await;
        let arrived = room.report(BRIDGE).await;
        assert_eq!(room.story_of(arrived).await, into, "after a restart");
        room.desk.rebuild(|_| {}).await.unwrap();
        for article in [bridge, flood] {
            assert_eq!(room.story_of(article).await, into, "after a rebuild");
        }
        assert_eq!(room.store.story(from).await.unwrap(), Found::Moved(into), "its address leads on");
        let arrived = room.report(FLOOD).await;
        assert_eq!(room.story_of(arrived).await, into);
    }

    async fn a_split_stands_whatever_comes(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let first = room.report(BRIDGE).await;
        let second = room.report(BRIDGE).await;
        let third = room.report(BRIDGE).await;
        let story = room.story_of(first).await;
        assert_eq!(room.count(story).await, 3);
        let id = room.correct(Correction::Split { story, articles: vec![second, third] }).await;
        let own = room.store.correction(id).await.unwrap().into;
        for what in ["as it was made", "with a new arrival", "after a restart", "after a rebuild"] {
            match what {
                "with a new arrival" => drop(room.report(BRIDGE).await),
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
        let article = room.report(BRIDGE).await;
        let story = room.story_of(article).await;
        room.correct(Correction::Rename { story, headline: "Trams over the harbour".to_owned() }).await;
        room.report(BRIDGE).await;
        room.desk.rebuild(|_| {}).await.unwrap();
        let Found::Here(card) = room.store.story(story).await.unwrap() else { panic!("it stands") };
        assert_eq!((card.headline.as_str(), card.article_count), ("Trams over the harbour", 2));
    }
}

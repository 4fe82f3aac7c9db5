//! A desk that follows three invented publishers, for tests of what it makes of their reports.

#![allow(clippy::unwrap_used, dead_code, reason = "each test file uses its part, and ends where something is wrong")]

use ai::LocalModel;
use desk::{Desk, DeskOptions};
use news::{Article, ArticleId, Lang, SourceId, SourceKind, StoryId, Timestamp};
use std::sync::Arc;
use store::{Arrival, FetchOutcome, NewArticle, NewPublisher, NewSource, PagePolicy, Store};

pub struct Newsroom<'s> {
    pub store: &'s Store,
    pub desk: Desk,
    /// How many reports have come in.
    pub told: i64,
    sources: Vec<SourceId>,
    has_model: bool,
}

impl<'s> Newsroom<'s> {
    /// One that reads words alone.
    pub async fn open(store: &'s Store) -> Self {
        Self::open_with(store, false).await
    }

    /// One whose model reads as well.
    pub async fn open_with_model(store: &'s Store) -> Self {
        Self::open_with(store, true).await
    }

    async fn open_with(store: &'s Store, has_model: bool) -> Self {
        let mut sources = Vec::new();
        for host in ["harbour.example", "inland.example", "coast.example"] {
            let publisher =
                NewPublisher { key: host.to_owned(), name: host.to_owned(), home_url: None, lang: Lang::UNKNOWN };
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
        Self { store, sources, desk: open_desk(store, has_model).await, told: 0, has_model }
    }

    /// An article comes in at a moment, by the next publisher, and goes its way to the end.
    pub async fn receive(&mut self, article: Article, at: Timestamp) -> ArticleId {
        self.told += 1;
        let source = self.sources[self.told as usize % self.sources.len()];
        let article = Article { url: format!("https://news.example/{}", self.told), ..article };
        let key = self.told;
        let new =
            NewArticle { guid_key: key, claim_key: key, url_key: key, text_key: 0, article, ..NewArticle::default() };
        let outcome = FetchOutcome { source, at, status: Some(200), next_fetch: now(), ..FetchOutcome::default() };
        let arrival = Arrival { outcome, new: vec![new], ..Arrival::default() };
        let article = self.store.ingest(at, &arrival).await.unwrap().articles[0];
        self.desk.drain().await.unwrap();
        article
    }

    pub async fn restart(&mut self) {
        self.desk = open_desk(self.store, self.has_model).await;
    }

    pub async fn story_of(&self, article: ArticleId) -> StoryId {
        self.store.articles_by_ids(&[article]).await.unwrap()[0].story.unwrap()
    }
}

async fn open_desk(store: &Store, has_model: bool) -> Desk {
    let client = gather::Client::new(gather::ClientOptions::default()).unwrap();
    let index = Arc::new(search::Index::open_in_memory().unwrap());
    let desk = Desk::open(store.clone(), client, index, DeskOptions::default()).await.unwrap();
    if has_model { desk.with_embedder(Arc::new(LocalModel::new())) } else { desk }
}

pub fn now() -> Timestamp {
    Timestamp::from_jiff(jiff::Timestamp::now())
}

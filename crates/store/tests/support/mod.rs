//! A small newsroom: sources, articles and what is derived from them, as tests need them.

#![cfg(test)]
#![allow(dead_code, reason = "each test file uses its part")]

use news::{
    Article, ArticleId, Author, Block, Enrichment, Hashtag, Lang, Mention, MentionKind, Place, PlacementReason,
    ReaderId, RichText, SourceId, SourceKind, StoryId, Timestamp,
};
use store::{
    Arrival, Batch, Derived, FetchOutcome, NewArticle, NewPublisher, NewSession, NewSource, PagePolicy, RankReason,
    Store, StoryRow, WayIn,
};

/// Noon of a day in March.
pub const NOON: Timestamp = Timestamp(1_772_625_600_000_000);

pub fn minutes(n: i64) -> Timestamp {
    NOON.plus_us(n * Timestamp::MINUTE)
}

pub fn source(host: &str) -> NewSource {
    NewSource {
        publisher: NewPublisher {
            key: host.to_owned(),
            name: format!("The {host}"),
            home_url: Some(format!("https://{host}/")),
            lang: Lang::EN,
        },
        kind: SourceKind::Feed,
        url: format!("https://{host}/feed.xml"),
        title: String::new(),
        home_url: None,
        folder: Some("Morning".to_owned()),
        pages: PagePolicy::Auto,
        next_fetch: NOON,
        created: NOON,
    }
}

pub async fn follow(store: &Store, host: &str) -> SourceId {
    store.follow(source(host)).await.unwrap().0
}

pub fn outcome(source: SourceId) -> FetchOutcome {
    FetchOutcome {
        source,
        at: NOON,
        status: Some(200),
        next_fetch: minutes(30),
        interval_s: 1800,
        duration_ms: 12,
        bytes: 3456,
        ..FetchOutcome::default()
    }
}

/// The n-th article: published n minutes before noon.
pub fn article(n: i64) -> Article {
    Article {
        url: format!("https://news.example/{n}"),
        title: format!("Harbour bridge opens, part {n}"),
        standfirst: "After nine years of work the first trams cross the water.".to_owned(),
        authors: vec![Author { name: "Ada Quill".to_owned(), place: Some("Westhaven".to_owned()) }],
        published: Some(minutes(-n)),
        lang: Lang::EN,
        section: Some("City".to_owned()),
        topics: vec!["Transport".to_owned()],
        image_url: Some(format!("https://news.example/{n}.jpg")),
        body: vec![
            Block::Paragraph(RichText::plain(format!("The {n}th tram crossed the new bridge this morning."))),
            Block::Paragraph(RichText::plain("Nobody fell in.")),
        ],
        ..Article::default()
    }
}

pub fn new_article(n: i64) -> NewArticle {
    NewArticle {
        guid_key: 1000 + n,
        claim_key: 2000 + n,
        url_key: 3000 + n,
        text_key: 4000 + n,
        article: article(n),
        ..NewArticle::default()
    }
}

pub fn arrival(source: SourceId, new: Vec<NewArticle>) -> Arrival {
    Arrival { outcome: outcome(source), new, ..Arrival::default() }
}

/// Takes in articles `numbers` from a source.
pub async fn ingest(store: &Store, source: SourceId, numbers: std::ops::Range<i64>) -> Vec<ArticleId> {
    let arrival = arrival(source, numbers.map(new_article).collect());
    store.ingest(NOON, &arrival).await.unwrap().articles
}

pub fn hashtag(label: &str, weight: f32) -> Hashtag {
    Hashtag { key: label.to_lowercase(), label: label.to_owned(), spelling: label.to_owned(), weight }
}

pub fn derived(article: ArticleId, published: Timestamp, story: StoryId, hashtags: &[(&str, f32)]) -> Derived {
    Derived {
        article,
        published,
        enrichment: Enrichment {
            lang: Lang::EN,
            section: Some("society".to_owned()),
            mentions: vec![Mention {
                name: "Westhaven".to_owned(),
                kind: MentionKind::Place,
                count: 2,
                place: Some(Place { name: "Westhaven".to_owned(), country: "GB".to_owned(), lat: 50.1, lon: -1.2 }),
            }],
            hashtags: hashtags.iter().map(|&(label, weight)| hashtag(label, weight)).collect(),
            words: 11,
            ..Enrichment::default()
        },
        pace: 1,
        candidate: vec![1, 2, 3],
        story,
        copy_of: None,
        score: 0.75,
        reason: PlacementReason {
            kind: "similar".to_owned(),
            shared: vec!["bridge".to_owned()],
            similarity: 0.5,
            minutes_apart: Some(4),
        },
    }
}

pub fn story(id: StoryId, lead: ArticleId, others: &[ArticleId], rank: f64) -> StoryRow {
    StoryRow {
        id,
        lang: Lang::EN,
        section: Some("society".to_owned()),
        headline: format!("Story {id}"),
        lead,
        others: others.to_vec(),
        first: minutes(-60),
        last: NOON,
        article_count: 1 + others.len() as i64,
        copy_count: 0,
        publisher_count: 1,
        rank,
        reasons: vec![RankReason { kind: "articles".to_owned(), amount: 1.5 }],
    }
}

/// Derives: every article of `articles` into one story of its own id, led by the first.
pub async fn place(store: &Store, story_id: StoryId, articles: &[ArticleId], rank: f64, hashtags: &[(&str, f32)]) {
    let cards = store.articles_by_ids(articles).await.unwrap();
    let batch = Batch {
        version: 1,
        derived: cards.iter().map(|card| derived(card.id, card.published, story_id, hashtags)).collect(),
        stories: vec![story(story_id, articles[0], &articles[1..], rank)],
        ..Batch::default()
    };
    store.save_batch(NOON, &batch).await.unwrap();
}

/// Opens a session by password.
pub async fn open_session(store: &Store, token_hash: &[u8], reader: ReaderId, now: Timestamp, expires: Timestamp) {
    let new = NewSession { token_hash, reader, way: WayIn::Password, expires, user_agent: "a browser" };
    store.open_session(&new, now).await.unwrap();
}

//! A hashtag and its articles, newest first.

use super::Asked;
use super::follows::FollowButton;
use super::publisher::in_path;
use super::river::{ASKED, River};
use crate::answer::{self, PageError};
use crate::frame::{Frame, LangMark, PageFeed};
use axum::response::Response;
use store::FollowKind;

const SPELLINGS: i64 = 6;

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, paging }: &Asked) -> Result<String, PageError> {
    let hashtag = site.store.hashtag(key).await?;
    let cards = site.store.hashtag_articles(key, paging.cursor()?, ASKED).await?;
    let spellings = site.store.hashtag_spellings(hashtag.id, SPELLINGS).await?;
    let say = visit.tongue;
    let facts = match enrich::kind_of_hashtag(&hashtag.label) {
        Some(kind) => say.hashtag_facts(hashtag.article_count, key_of(kind)),
        None => say.articles(hashtag.article_count),
    };
    let note = match spellings.as_slice() {
        [] => facts,
        spellings => say.hashtag_also_written(&facts, &say.list(spellings)),
    };
    let heading = format!("#{}", hashtag.label);
    let path = format!("/tag/{}", in_path(&hashtag.key));
    let mut frame = Frame::new(site, visit, &heading, &path);
    frame.feed = Some(PageFeed::of_list(&heading, &path));
    let follow = FollowButton::of(site, visit, &frame, FollowKind::Hashtag, hashtag.key).await?;
    let page = River {
        follow,
        heading_lang: LangMark::unknown(say),
        note,
        empty: say.hashtag_empty(),
        ..River::new(frame, heading, cards, visit)
    };
    page.show(site, visit).await
}

/// The kind as messages know it.
fn key_of(kind: enrich::HashtagKind) -> &'static str {
    match kind {
        enrich::HashtagKind::Person => "person",
        enrich::HashtagKind::Organisation => "organisation",
        enrich::HashtagKind::Place => "place",
        enrich::HashtagKind::Topic => "topic",
    }
}

//! A hashtag and its articles, newest first.

use super::Asked;
use super::follows::FollowButton;
use super::publisher::in_path;
use super::river::{ASKED, River};
use crate::answer::{self, PageError};
use crate::frame::{Frame, LangMark};
use crate::words;
use axum::response::Response;
use news::Lang;
use store::FollowKind;

const SPELLINGS: i64 = 6;

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, paging }: &Asked) -> Result<String, PageError> {
    let hashtag = site.store.hashtag(key).await?;
    let cards = site.store.hashtag_articles(key, paging.cursor()?, ASKED).await?;
    let spellings = site.store.hashtag_spellings(hashtag.id, SPELLINGS).await?;
    let count = words::count(hashtag.article_count, "article", "articles");
    let count =
        enrich::kind_of_hashtag(&hashtag.label).map_or(count.clone(), |kind| format!("{}; {count}", named(kind)));
    let note =
        if spellings.is_empty() { count } else { format!("{count}; also written {}", words::joined(&spellings)) };
    let heading = format!("#{}", hashtag.label);
    let frame = Frame::new(site, visit, &heading, format!("/tag/{}", in_path(&hashtag.key)));
    let follow = FollowButton::of(site, visit, &frame, FollowKind::Hashtag, hashtag.key).await?;
    let page = River {
        follow,
        heading_lang: LangMark(Lang::UNKNOWN),
        note,
        empty: "No article with this hashtag is kept.",
        ..River::new(frame, heading, cards, visit)
    };
    page.show(site, visit).await
}

fn named(kind: enrich::HashtagKind) -> &'static str {
    match kind {
        enrich::HashtagKind::Person => "Person",
        enrich::HashtagKind::Organisation => "Organisation",
        enrich::HashtagKind::Place => "Place",
        enrich::HashtagKind::Topic => "Topic",
    }
}

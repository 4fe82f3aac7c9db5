//! Search: what was found, why it matches, and how to ask better.

use super::follows::FollowButton;
use super::narrowing::{self, Narrowings};
use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::{Frame, Markup, PageFeed};
use crate::{Site, reading, words};
use ::search::{Cursor, Hits, Total, parse_query, snippet};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use news::{ArticleId, Lang};
use serde::Deserialize;
use std::collections::HashMap;
use store::{ArticleCard, FollowKind};

const HITS: usize = 20;
/// How often the index is asked for a page when phrases leave some of its hits out.
const PAGES_ASKED_MAX: usize = 6;
const SNIPPET_CHARS: usize = 220;
const TITLE_CHARS: usize = 300;
const QUERY_CHARS_MAX: usize = 200;

#[derive(Deserialize)]
pub struct Ask {
    #[serde(default)]
    pub q: String,
    from: Option<String>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    query: String,
    notes: Vec<String>,
    count_words: String,
    hits: Vec<HitView>,
    next: Option<String>,
    follow: Option<FollowButton>,
    narrowings: Narrowings,
}

struct HitView {
    card: Card,
    title: Markup,
    snippet: Option<Markup>,
}

/// Not kept in the page cache: hardly anyone asks the same.
pub async fn show(State(site): State<Site>, visit: Visit, Query(ask): Query<Ask>) -> Response {
    answer::unkept(&site, &visit, async { Ok(answer::found(make(&site, &visit, ask).await?)) }).await
}

async fn make(site: &Site, visit: &Visit, ask: Ask) -> Result<String, PageError> {
    let text = question(&ask.q);
    let cursor = match ask.from.as_deref() {
        None | Some("") => None,
        Some(cursor) => Some(cursor.parse().map_err(|_| super::BAD_CURSOR)?),
    };
    let mut query = parse_query(&text).limited(HITS).following(cursor);
    let mut notes: Vec<String> = query.notes.drain(..).map(|note| words::search_note(&note, visit.tongue)).collect();
    let found = match find(site, visit, &mut query, true).await {
        Ok(found) => found,
        Err(PageError::Other(error)) => {
            tracing::error!(error = format!("{error:#}"), "search failed");
            notes.push(visit.tongue.search_broken().to_owned());
            Found::default()
        }
        Err(error) => return Err(error),
    };
    let hits = found.articles.into_iter().map(|(card, text)| {
        let shown = if text.is_empty() { &card.standfirst } else { &text };
        HitView {
            title: marked(&card.title, &query, card.lang, TITLE_CHARS),
            snippet: (!shown.is_empty()).then(|| marked(shown, &query, card.lang, SNIPPET_CHARS)),
            card: Card::new(card, visit.clock()),
        }
    });
    let count_words = found.total.map_or_else(String::new, |total| {
        let count = total.count as i64;
        if total.is_exact { visit.tongue.articles(count) } else { visit.tongue.search_more_than(count) }
    });
    let title = if text.is_empty() { visit.tongue.search_head().to_owned() } else { visit.tongue.search_title(&text) };
    let mut hits: Vec<HitView> = hits.collect();
    reading::mark(site, visit, hits.iter_mut().map(|hit| &mut hit.card)).await?;
    let mut frame = Frame::new(site, visit, title, "/search").hidden_from_robots();
    if !text.is_empty() {
        let asked = format!("?q={}", super::publisher::in_path(&text));
        frame.feed = Some(PageFeed::new(&frame.title, "/search").asking(asked));
    }
    let follow = match text.is_empty() {
        true => None,
        false => FollowButton::of(site, visit, &frame, FollowKind::Search, text.clone()).await?,
    };
    let back = super::follows::path_of(FollowKind::Search, &text);
    // Pages after the first, and answers that lack some of the words, are narrowed down by other words.
    let is_first = ask.from.as_deref().unwrap_or_default().is_empty() && !hits.is_empty() && !found.is_relaxed;
    let narrowings = if is_first {
        narrowing::narrow(site, visit, &text, &parse_query(&text)).await?
    } else {
        Narrowings { kinds: Vec::new(), note: None }
    };
    let page = SearchPage {
        narrowings,
        frame,
        follow: follow.map(|follow| FollowButton { back, ..follow }),
        query: text,
        notes,
        count_words,
        hits,
        next: found.next.map(|cursor| cursor.to_string()),
    };
    Ok(page.render()?)
}

/// What is searched for, as it was typed.
pub fn question(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(QUERY_CHARS_MAX).collect()
}

/// Lists at most `limit` articles that answer a question in every word.
pub async fn exactly(
    site: &Site,
    visit: &Visit,
    query: ::search::Query,
    limit: usize,
) -> Result<Vec<ArticleCard>, PageError> {
    let mut found = find(site, visit, &mut query.limited(limit), false).await?;
    if found.is_relaxed {
        return Ok(Vec::new());
    }
    found.articles.truncate(limit);
    Ok(found.articles.into_iter().map(|(card, _)| card).collect())
}

/// What was found, with the texts it was found in.
#[derive(Default)]
struct Found {
    articles: Vec<(ArticleCard, String)>,
    next: Option<Cursor>,
    total: Option<Total>,
    /// They have most of the words only.
    is_relaxed: bool,
}

/// Asks the index until there is a page of articles. Without phrases that is once; with them, the index finds more
/// than was asked for, and what does not say the words as they were written is left out.
async fn find(site: &Site, visit: &Visit, query: &mut ::search::Query, shows_texts: bool) -> Result<Found, PageError> {
    let mut found = Found::default();
    if query.is_empty() {
        return Ok(found);
    }
    let _turn = site.search_turns.acquire().await.map_err(anyhow::Error::from)?;
    for asked in 1..=PAGES_ASKED_MAX {
        let (index, question, now) = (site.index.clone(), query.clone(), visit.now);
        let hits = tokio::task::spawn_blocking(move || index.search(&question, now)).await;
        let hits = hits.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?;
        let is_whole = asked == 1 && hits.next.is_none();
        found.articles.extend(articles_of(site, &hits, query, shows_texts).await?);
        found.next = hits.next;
        found.is_relaxed = hits.is_relaxed;
        found.total = match query.has_phrases() {
            false => hits.total,
            true => is_whole.then_some(Total { count: found.articles.len(), is_exact: true }),
        };
        if found.articles.len() >= query.limit || found.next.is_none() || !query.has_phrases() {
            break;
        }
        query.cursor = found.next;
    }
    Ok(found)
}

/// Reads the cards of hits, and their texts where these are shown or hold a phrase, without those that lack one.
async fn articles_of(
    site: &Site,
    hits: &Hits,
    query: &::search::Query,
    shows_texts: bool,
) -> Result<Vec<(ArticleCard, String)>, PageError> {
    let ids: Vec<ArticleId> = hits.hits.iter().map(|hit| hit.article).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let texts = if shows_texts || query.has_phrases() { site.store.article_texts(&ids).await? } else { Vec::new() };
    let mut texts: HashMap<ArticleId, String> = texts.into_iter().collect();
    let cards = site.store.articles_by_ids(&ids).await?.into_iter();
    let articles = cards.map(|card| {
        let text = texts.remove(&card.id).unwrap_or_default();
        (card, text)
    });
    let has_phrases = |(card, text): &(ArticleCard, String)| {
        let mut others = vec![card.standfirst.as_str(), text.as_str()];
        others.extend(card.byline.iter().map(|author| author.name.as_str()));
        query.phrases_stand_in(&card.title, &others)
    };
    Ok(articles.filter(has_phrases).collect())
}

fn marked(text: &str, query: &::search::Query, lang: Lang, chars_max: usize) -> Markup {
    let snippet = snippet(text, query, lang, chars_max);
    Markup::highlighted(&snippet.text, &snippet.highlights)
}

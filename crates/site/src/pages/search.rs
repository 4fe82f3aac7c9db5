//! Search: what was found, why it matches, and how to ask better.

use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::{Frame, Markup};
use crate::{Site, words};
use ::search::{Hits, parse_query, snippet};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use news::{ArticleId, Lang};
use serde::Deserialize;
use std::collections::HashMap;

const HITS: usize = 20;
const SNIPPET_CHARS: usize = 220;
const TITLE_CHARS: usize = 300;
const QUERY_CHARS_MAX: usize = 200;

#[derive(Deserialize)]
pub struct Ask {
    #[serde(default)]
    q: String,
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
    let text: String = ask.q.trim().chars().filter(|c| !c.is_control()).take(QUERY_CHARS_MAX).collect();
    let cursor = match ask.from.as_deref() {
        None | Some("") => None,
        Some(cursor) => Some(cursor.parse().map_err(|_| super::BAD_CURSOR)?),
    };
    let mut query = parse_query(&text).limited(HITS).following(cursor);
    let mut notes: Vec<String> = query.notes.drain(..).map(|note| note.to_string()).collect();
    let hits = if query.is_empty() {
        Hits::default()
    } else {
        let _turn = site.search_turns.acquire().await.map_err(anyhow::Error::from)?;
        let (index, asked, now) = (site.index.clone(), query.clone(), visit.now);
        let found =
            tokio::task::spawn_blocking(move || index.search(&asked, now)).await.map_err(anyhow::Error::from)?;
        match found {
            Ok(hits) => hits,
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "search failed");
                notes
                    .push("The search cannot be used for the moment. The cause stands in the server's log.".to_owned());
                Hits::default()
            }
        }
    };
    let ids: Vec<ArticleId> = hits.hits.iter().map(|hit| hit.article).collect();
    let (cards, texts) = if ids.is_empty() {
        (Vec::new(), HashMap::new())
    } else {
        let texts = site.store.article_texts(&ids).await?;
        (site.store.articles_by_ids(&ids).await?, texts.into_iter().collect::<HashMap<_, _>>())
    };
    let hits_view = cards.into_iter().map(|card| {
        let text = texts.get(&card.id).map(String::as_str).filter(|text| !text.is_empty()).unwrap_or(&card.standfirst);
        HitView {
            title: marked(&card.title, &query, card.lang, TITLE_CHARS),
            snippet: (!text.is_empty()).then(|| marked(text, &query, card.lang, SNIPPET_CHARS)),
            card: Card::new(card, visit.now),
        }
    });
    let count_words = hits.total.map_or_else(String::new, |total| {
        let count = words::count(total.count as i64, "article", "articles");
        if total.is_exact { count } else { format!("More than {count}") }
    });
    let title = if text.is_empty() { "Search".to_owned() } else { format!("{text}: search") };
    let page = SearchPage {
        frame: Frame::new(site, visit, title, "/search").hidden_from_robots(),
        query: text,
        notes,
        count_words,
        hits: hits_view.collect(),
        next: hits.next.map(|cursor| cursor.to_string()),
    };
    Ok(page.render()?)
}

fn marked(text: &str, query: &::search::Query, lang: Lang, chars_max: usize) -> Markup {
    let snippet = snippet(text, query, lang, chars_max);
    Markup::highlighted(&snippet.text, &snippet.highlights)
}

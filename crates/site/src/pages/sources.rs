//! The sources and how they fare. Everyone sees whom the site follows; the addresses, errors and notices are for
//! those who are signed in; what changes something is for the owner.

use super::{Paging, cut};
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session::FormToken;
use crate::time_words::{When, until_words};
use crate::{Site, words};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use news::{FetchFault, SourceId, Timestamp};
use store::{FetchLogRow, PublisherRef, SourceHealth, SourceState};

const SOURCES: i64 = 100;

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    frame: Frame,
    note: String,
    /// The owner's, for the form to follow an address.
    token: Option<String>,
    sources: Vec<SourceView>,
    older: Option<String>,
}

struct SourceView {
    id: SourceId,
    is_asked: bool,
    publisher: PublisherRef,
    title: String,
    url: String,
    state: String,
    is_bad: bool,
    problem: Option<String>,
    notices: Vec<String>,
    log: Vec<LogLine>,
    last_fetch: Option<When>,
    next: String,
    item_count: String,
}

struct LogLine {
    when: When,
    words: String,
}

impl SourceView {
    fn notices_words(&self) -> String {
        words::count(self.notices.len() as i64, "notice", "notices")
    }
}

pub async fn show(State(site): State<Site>, visit: Visit, Query(paging): Query<Paging>) -> Response {
    if visit.owner().is_err() {
        return answer::page(&site, &visit, make(&site, &visit, &paging, None)).await;
    }
    let show = async {
        let token = FormToken::of(&site, &visit)?;
        let mut response = answer::found(make(&site, &visit, &paging, Some(token.token.clone())).await?);
        token.attach(&site, &mut response);
        Ok(response)
    };
    answer::unkept(&site, &visit, show).await
}

async fn make(site: &Site, visit: &Visit, paging: &Paging, token: Option<String>) -> Result<String, PageError> {
    let mut rows = site.store.sources(paging.cursor()?, SOURCES + 1).await?;
    let older = cut(&mut rows, SOURCES, |row| row.source.id);
    let stats = site.store.stats().await?;
    let note = format!(
        "{} of {}; {} kept, in {}.",
        words::count(stats.sources, "source", "sources"),
        words::count(stats.publishers, "publisher", "publishers"),
        words::count(stats.articles, "article", "articles"),
        words::count(stats.stories, "story", "stories"),
    );
    let page = SourcesPage {
        frame: Frame::new(site, visit, "Sources", "/sources"),
        note,
        token,
        sources: rows.into_iter().map(|row| view(row, visit.now)).collect(),
        older,
    };
    Ok(page.render()?)
}

fn view(health: SourceHealth, now: Timestamp) -> SourceView {
    let SourceHealth { source, log } = health;
    let (state, is_bad) = match source.state {
        SourceState::Active if source.last_error.is_some() && source.failures > 0 => {
            (words::count(source.failures, "failed fetch", "failed fetches"), true)
        }
        SourceState::Active if source.last_fetch.is_none() => ("waiting".to_owned(), false),
        SourceState::Active => ("well".to_owned(), false),
        SourceState::Paused => ("paused".to_owned(), false),
        SourceState::Gone => ("gone".to_owned(), true),
    };
    let next = match source.state {
        SourceState::Active => until_words(source.next_fetch, now),
        SourceState::Paused | SourceState::Gone => "never".to_owned(),
    };
    let problem = source.last_error.filter(|_| is_bad).map(|error| match source.last_fault {
        Some(fault) => format!("{error} ({})", fault_words(fault)),
        None => error,
    });
    SourceView {
        id: source.id,
        is_asked: source.state == SourceState::Active,
        publisher: source.publisher,
        title: source.title,
        url: source.url,
        state,
        is_bad,
        problem: problem.or(source.state_reason),
        notices: source.notices.into_iter().map(|notice| notice.text).chain(source.postponed).collect(),
        log: log.into_iter().map(|row| log_line(row, now)).collect(),
        last_fetch: source.last_fetch.map(|at| When { at, now }),
        next,
        item_count: words::grouped(source.item_count),
    }
}

fn fault_words(fault: FetchFault) -> &'static str {
    match fault {
        FetchFault::Passing => "will be tried again",
        FetchFault::Theirs => "the publisher has to mend it",
        FetchFault::Gone => "gone for good",
        FetchFault::Refused => "refused here, to be safe",
        FetchFault::Ours => "the address or the settings here are wrong",
    }
}

fn log_line(row: FetchLogRow, now: Timestamp) -> LogLine {
    let status = row.status.map_or_else(String::new, |status| format!("{status}, "));
    let rest = match row.error {
        Some(error) => error,
        None => format!("{}, {} KB", words::count(row.new_items, "new item", "new items"), (row.bytes + 512) / 1024),
    };
    LogLine { when: When { at: row.at, now }, words: format!("{status}{rest}, {} ms", row.duration_ms) }
}

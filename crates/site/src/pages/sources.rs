//! The sources and how they fare. Everyone sees whom the site follows; the addresses, errors and notices are for
//! those who are signed in; what changes something is for the owner.

use super::{Paging, cut};
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::{Frame, Markup};
use crate::session::FormToken;
use crate::time_words::{Clock, When};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use news::{FetchFault, SourceId};
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
    log: Vec<Markup>,
    last_fetch: Option<When>,
    next: String,
    item_count: String,
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
    let say = visit.tongue;
    let note = say.sources_note(
        &say.articles(stats.articles),
        &say.publishers(stats.publishers),
        &say.sources_count(stats.sources),
        &say.sources_stories(stats.stories),
    );
    let page = SourcesPage {
        frame: Frame::new(site, visit, say.sources_head(), "/sources"),
        note,
        token,
        sources: rows.into_iter().map(|row| view(row, visit.clock())).collect(),
        older,
    };
    Ok(page.render()?)
}

fn view(health: SourceHealth, clock: Clock) -> SourceView {
    let SourceHealth { source, log } = health;
    let say = clock.tongue;
    let (state, is_bad) = match source.state {
        SourceState::Active if source.last_error.is_some() && source.failures > 0 => {
            (say.sources_failed(source.failures), true)
        }
        SourceState::Active if source.last_fetch.is_none() => (say.source_waiting().to_owned(), false),
        SourceState::Active => (say.source_well().to_owned(), false),
        SourceState::Paused => (say.source_paused().to_owned(), false),
        SourceState::Gone => (say.source_gone().to_owned(), true),
    };
    let next = match source.state {
        SourceState::Active => clock.until(source.next_fetch),
        SourceState::Paused | SourceState::Gone => say.sources_never().to_owned(),
    };
    let problem = source.last_error.filter(|_| is_bad).map(|error| match source.last_fault {
        Some(fault) => say.source_problem(&error, fault_key(fault)),
        None => error,
    });
    // The store says it for the command line, too.
    let reason = source.state_reason.map(|reason| match reason.strip_prefix("paused by ") {
        Some(by) => say.source_paused_by(by),
        None => reason,
    });
    SourceView {
        id: source.id,
        is_asked: source.state == SourceState::Active,
        publisher: source.publisher,
        title: source.title,
        url: source.url,
        state,
        is_bad,
        problem: problem.or(reason),
        notices: source.notices.into_iter().map(|notice| notice.text).chain(source.postponed).collect(),
        log: log.into_iter().map(|row| log_line(row, clock)).collect(),
        last_fetch: source.last_fetch.map(|at| clock.when(at)),
        next,
        item_count: say.number(source.item_count),
    }
}

/// Whose fault it is, as messages know it.
fn fault_key(fault: FetchFault) -> &'static str {
    match fault {
        FetchFault::Passing => "passing",
        FetchFault::Theirs => "theirs",
        FetchFault::Gone => "gone",
        FetchFault::Refused => "refused",
        FetchFault::Ours => "ours",
    }
}

fn log_line(row: FetchLogRow, clock: Clock) -> Markup {
    let say = clock.tongue;
    let what = match &row.error {
        Some(error) => say.sources_fetch_failed(error, row.duration_ms),
        None => say.sources_fetched(row.new_items, (row.bytes + 512) / 1024, row.duration_ms),
    };
    let what = match row.status {
        Some(status) => say.sources_fetch_status(&status.to_string(), &what),
        None => what,
    };
    say.sources_log_line(&what, clock.when(row.at))
}

//! The owner's desk: how fresh the site is, who is here, what it takes, what the model costs.

use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::pulse::Pulse;
use crate::time_words::{Clock, When};
use crate::tongue::Tongue;
use ai::ModelRole;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use news::Timestamp;
use store::{FailingSource, HourOfArrivals};

const HOURS: i64 = 24;
const LATELY_US: i64 = 7 * Timestamp::DAY;
const FAILING: i64 = 5;
/// The height of the drawing of arrivals.
const BAR_MAX: i64 = 60;
const MEGABYTE: i64 = 1 << 20;

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    frame: Frame,
    newest: Option<When>,
    stages: Vec<Stage>,
    failing_count: i64,
    failing: Vec<FailingSource>,
    arrivals: i64,
    hours: Vec<Hour>,
    accounts: Vec<String>,
    seen: i64,
    /// What it is called, and how much of it there is.
    storage: Vec<(&'static str, String)>,
    retention: Vec<String>,
    /// Readers whose last letter went wrong, and what the mail server said.
    letters: Vec<(String, String)>,
    /// What the models that write are called and used today; empty when none is switched on.
    models: Vec<(&'static str, String)>,
}

/// A stage of the pipeline, and what waits for it.
struct Stage {
    name: String,
    waiting: String,
    /// Since when the oldest waits; None when nothing is due.
    oldest: Option<When>,
    given_up: i64,
}

/// An hour in the drawing.
struct Hour {
    name: String,
    articles: i64,
    x: usize,
    y: i64,
    height: i64,
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, async { Ok(answer::found(make(&site, &visit).await?)) }).await
}

async fn make(site: &Site, visit: &Visit) -> Result<String, PageError> {
    visit.owner()?;
    let (store, say, now) = (&site.store, visit.tongue, visit.now);
    let pulse = Pulse::take(site).await?;
    let hours = store.arrivals_by_hour(now, HOURS).await?;
    let accounts = store.accounts(now.plus_us(-LATELY_US)).await?;
    let page = DeskPage {
        frame: Frame::new(site, visit, say.desk_head(), "/desk").current("desk").hidden_from_robots(),
        newest: pulse.newest_arrival.map(|at| visit.clock().when(at)),
        stages: stages(&pulse, visit.clock()),
        failing_count: pulse.failing_sources,
        failing: store.failing_sources(FAILING).await?,
        arrivals: hours.iter().map(|hour| hour.articles).sum(),
        hours: drawing(&hours),
        accounts: accounts.by_role.iter().map(|(role, count)| say.desk_accounts(*count, role)).collect(),
        seen: accounts.seen,
        storage: storage(&pulse, say),
        retention: retention(site, say),
        letters: letters(site).await?,
        models: models(site, visit).await?,
    };
    Ok(page.render()?)
}

async fn letters(site: &Site) -> Result<Vec<(String, String)>, PageError> {
    let mut letters = Vec::new();
    for mail in site.store.brief_mail_problems(FAILING).await? {
        letters.push((site.store.reader(mail.wish.reader).await?.name, mail.problem.unwrap_or_default()));
    }
    Ok(letters)
}

async fn models(site: &Site, visit: &Visit) -> Result<Vec<(&'static str, String)>, PageError> {
    let say = visit.tongue;
    if site.writers.writer().is_none() {
        return Ok(Vec::new());
    }
    let roles = [(ModelRole::Small, say.desk_model_small()), (ModelRole::Large, say.desk_model_large())];
    let named = |(role, name): (ModelRole, &'static str)| Some((name, site.writers.of(role)?.model().to_owned()));
    let mut rows: Vec<_> = roles.into_iter().filter_map(named).collect();
    let today = site.store.model_use(None, visit.now).await?;
    let tokens = today.tokens_in + today.tokens_out;
    rows.push((say.desk_calls(), say.number(today.calls)));
    rows.push((
        say.desk_tokens(),
        match site.options.token_limits.all {
            Some(limit) => say.desk_tokens_of(limit, tokens),
            None => say.number(tokens),
        },
    ));
    if today.cost > 0 {
        rows.push((say.desk_cost(), format!("{:.2}", today.cost as f64 / 1e6)));
    }
    Ok(rows)
}

/// The stages in the order of an article's way, with what waits for each.
fn stages(pulse: &Pulse, clock: Clock) -> Vec<Stage> {
    let say = clock.tongue;
    let stage = |kind: &str, waiting: i64, since: Option<Timestamp>, given_up: i64| Stage {
        name: say.desk_stage(kind),
        waiting: say.number(waiting),
        oldest: since.filter(|at| *at <= clock.now).map(|at| clock.when(at)),
        given_up,
    };
    let jobs = pulse.jobs.iter().map(|(count, next)| {
        let since = next.filter(|_| count.waiting > 0);
        stage(&count.kind, count.waiting, since, count.dead)
    });
    let overdue = pulse.next_due.filter(|at| *at <= clock.now);
    let mut stages = vec![stage("fetch", i64::from(overdue.is_some()), overdue, 0)];
    stages.extend(jobs);
    stages.push(stage("read", pulse.to_read, None, 0));
    stages.push(stage("index", pulse.index_behind, None, 0));
    stages
}

fn drawing(hours: &[HourOfArrivals]) -> Vec<Hour> {
    let most = hours.iter().map(|hour| hour.articles).max().unwrap_or(0).max(1);
    let bar = |(at, hour): (usize, &HourOfArrivals)| {
        let height = (hour.articles * BAR_MAX / most).max(i64::from(hour.articles > 0));
        let name = hour.from.to_jiff().strftime("%H:%M").to_string();
        Hour { name, articles: hour.articles, x: at * 10, y: BAR_MAX - height, height }
    };
    hours.iter().enumerate().map(bar).collect()
}

fn storage(pulse: &Pulse, say: Tongue) -> Vec<(&'static str, String)> {
    let megabytes = |bytes: i64| say.desk_megabytes((bytes + MEGABYTE - 1) / MEGABYTE);
    vec![
        (say.desk_articles(), say.number(pulse.stats.articles)),
        (say.desk_stories(), say.number(pulse.stats.stories)),
        (say.desk_sources(), say.number(pulse.stats.sources)),
        (say.desk_database(), megabytes(pulse.database_bytes)),
        (say.desk_index(), megabytes(pulse.index_bytes)),
    ]
}

fn retention(site: &Site, say: Tongue) -> Vec<String> {
    let retention = &site.options.retention;
    let days = retention.keep_days.map(|days| say.desk_keep_days(days));
    let size = retention.keep_bytes.map(|bytes| say.desk_keep_megabytes(bytes / MEGABYTE));
    let kept: Vec<String> = days.into_iter().chain(size).collect();
    if kept.is_empty() { vec![say.desk_keep_all().to_owned()] } else { kept }
}

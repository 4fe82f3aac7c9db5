//! The models that write: which there are, which one does, what is written ahead, and what it takes. For the owner.

use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::tongue::Tongue;
use crate::writers::{ChosenModel, DescribedModel, ModelWish};
use crate::{Site, session, time_words};
use ai::{FoundServer, ModelRole, Prompt};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::Timestamp;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use store::{ModelUse, Publisher, Reservation};

const DAYS: i64 = 14;
const READERS: i64 = 10;
/// The choices of how many stories get their summaries before anybody asks.
const AHEAD: [u8; 5] = [0, 3, 6, 12, 24];
const PUBLISHERS_AHEAD_MAX: usize = 20;
const PUBLISHERS_LISTED: i64 = 500;
/// A page is given up after thirty seconds; a model that needs longer for a sentence is of little use to readers.
const TRIAL: Duration = Duration::from_secs(25);
const TRIAL_TOKENS: u32 = 60;

#[derive(Template)]
#[template(path = "models.html")]
struct ModelsPage {
    frame: Frame,
    token: String,
    /// The model that writes now.
    writer: Option<String>,
    may_write: bool,
    described: Vec<DescribedView>,
    found: Vec<FoundServer>,
    chosen: Option<ChosenModel>,
    /// The chosen model's server does not list it now.
    is_gone: bool,
    /// How a trial went.
    trial: Option<Trial>,
    ahead: Vec<(u8, bool)>,
    publishers_ahead: Vec<Publisher>,
    publishers: Vec<Publisher>,
    limits: Vec<String>,
    days: Vec<UseView>,
    readers: Vec<UseView>,
}

struct DescribedView {
    name: String,
    host: String,
    model: String,
    roles: Vec<&'static str>,
    /// What is wrong with it; None when nothing is.
    problem: Option<String>,
}

struct Trial {
    model: String,
    /// What it wrote and how it went, or why it wrote nothing.
    answer: String,
    facts: String,
}

/// What was used on a day, or by a reader.
struct UseView {
    name: String,
    calls: String,
    tokens: String,
    cost: Option<String>,
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit, None)).await
}

async fn page(site: &Site, visit: &Visit, trial: Option<Trial>) -> Result<Response, PageError> {
    visit.owner()?;
    site.writers.read(&site.store).await?;
    let (say, wish) = (visit.tongue, site.writers.wish());
    let (described, found) = match site.writers.servers() {
        Some(servers) => futures_util::future::join(servers.described(), servers.running()).await,
        None => (Vec::new(), Vec::new()),
    };
    let publishers = site.store.publishers(None, PUBLISHERS_LISTED).await?;
    let (publishers_ahead, publishers) =
        publishers.into_iter().partition(|publisher| wish.publishers_ahead.contains(&publisher.key));
    let page = ModelsPage {
        frame: Frame::new(site, visit, say.models_head(), "/desk/models").current("desk").hidden_from_robots(),
        token: session::FormToken::of(site, visit)?.token,
        writer: site.writers.writer().map(|writer| writer.model().to_owned()),
        may_write: site.writers.may_write(),
        described: described.into_iter().map(|described| view(described, say)).collect(),
        is_gone: wish.chosen.as_ref().is_some_and(|chosen| !has(&found, chosen)),
        found,
        chosen: wish.chosen,
        trial,
        ahead: AHEAD.iter().map(|count| (*count, *count == wish.stories_ahead)).collect(),
        publishers_ahead,
        publishers,
        limits: limits(site, say),
        days: days(site, say).await?,
        readers: readers(site, visit).await?,
    };
    Ok(answer::html(StatusCode::OK, page.render()?))
}

fn view(described: DescribedModel, say: Tongue) -> DescribedView {
    let problem = match &described.answer {
        Err(problem) => Some(problem.clone()),
        Ok(seen) if !seen.has_model => Some(say.models_not_there(&described.model)),
        Ok(_) => None,
    };
    let role = |role: &ModelRole| match role {
        ModelRole::Small => say.desk_model_small(),
        ModelRole::Large => say.desk_model_large(),
    };
    DescribedView {
        roles: described.roles.iter().map(role).collect(),
        name: described.name,
        host: described.host,
        model: described.model,
        problem,
    }
}

fn has(found: &[FoundServer], chosen: &ChosenModel) -> bool {
    found.iter().any(|server| server.url == chosen.url && server.models.contains(&chosen.model))
}

fn limits(site: &Site, say: Tongue) -> Vec<String> {
    let limits = site.options.token_limits;
    vec![
        limits.all.map_or_else(|| say.models_no_limit().to_owned(), |limit| say.models_limit(limit)),
        limits.reader.map_or_else(|| say.models_no_limit_each().to_owned(), |limit| say.models_limit_each(limit)),
    ]
}

async fn days(site: &Site, say: Tongue) -> Result<Vec<UseView>, PageError> {
    let days = site.store.model_use_by_day(None, DAYS).await?;
    let name = |used: &ModelUse| time_words::day(Timestamp(used.day.saturating_mul(Timestamp::DAY)), say);
    Ok(days.iter().map(|used| used_view(name(used), used, say)).collect())
}

async fn readers(site: &Site, visit: &Visit) -> Result<Vec<UseView>, PageError> {
    let mut views = Vec::new();
    for (reader, used) in site.store.model_use_by_reader(visit.now, READERS).await? {
        let name = match site.store.reader(reader).await {
            Ok(reader) => reader.name,
            Err(store::StoreError::NotFound) => visit.tongue.reports_someone().to_owned(),
            Err(error) => return Err(error.into()),
        };
        views.push(used_view(name, &used, visit.tongue));
    }
    Ok(views)
}

fn used_view(name: String, used: &ModelUse, say: Tongue) -> UseView {
    UseView {
        name,
        calls: say.number(used.calls),
        tokens: say.number(used.tokens_in + used.tokens_out),
        cost: (used.cost > 0).then(|| format!("{:.2}", used.cost as f64 / 1e6)),
    }
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    server: String,
    #[serde(default)]
    model: String,
    #[serde(default)]
    stories: String,
    #[serde(default)]
    publisher: String,
}

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let deed = async {
        visit.owner()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        site.writers.read(&site.store).await?;
        let mut wish = site.writers.wish();
        match sent.what.as_str() {
            "on" => wish.may_write = Some(true),
            "off" => wish.may_write = Some(false),
            "choose" => {
                wish.chosen = Some(found(&site, &sent).await?);
                wish.may_write = Some(true);
            }
            "leave" => wish.chosen = None,
            "try" => {
                let trial = attempt(&site, &visit, found(&site, &sent).await?).await?;
                return page(&site, &visit, Some(trial)).await;
            }
            "stories" => {
                let count = sent.stories.parse().ok().filter(|count| AHEAD.contains(count));
                wish.stories_ahead = count.ok_or(answer::NOTHING_ASKED)?;
            }
            "ahead" => add_publisher(&site, &mut wish, &sent.publisher).await?,
            "not-ahead" => wish.publishers_ahead.retain(|key| *key != sent.publisher),
            _ => return Err(answer::NOTHING_ASKED),
        }
        site.writers.change(&site.store, wish).await?;
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/desk/models"))
    };
    answer::unkept(&site, &visit, deed).await
}

/// The model that a form names, if it runs on this machine now.
async fn found(site: &Site, sent: &Sent) -> Result<ChosenModel, PageError> {
    let servers = site.writers.servers().ok_or(answer::NOTHING_ASKED)?;
    let running = servers.running().await;
    let server = running.iter().find(|server| server.url == sent.server && server.models.contains(&sent.model));
    let server = server.ok_or(PageError::BadRequest(Tongue::models_runs_no_more))?;
    Ok(ChosenModel { server: server.name.clone(), url: server.url.clone(), model: sent.model.clone() })
}

async fn add_publisher(site: &Site, wish: &mut ModelWish, key: &str) -> Result<(), PageError> {
    let publisher = site.store.publisher(key).await?;
    let keys: BTreeSet<&String> = wish.publishers_ahead.iter().collect();
    if keys.len() >= PUBLISHERS_AHEAD_MAX {
        return Err(PageError::BadRequest(Tongue::models_enough_publishers));
    }
    if !keys.contains(&publisher.key) {
        wish.publishers_ahead.push(publisher.key);
    }
    Ok(())
}

/// Asks a model for a sentence, on the owner's account.
async fn attempt(site: &Site, visit: &Visit, chosen: ChosenModel) -> Result<Trial, PageError> {
    let say = visit.tongue;
    let servers = site.writers.servers().ok_or(answer::NOTHING_ASKED)?;
    let model = servers.take(&chosen)?;
    let prompt = Prompt {
        task: "Say in one sentence what the dateline of a news article tells.".to_owned(),
        max_tokens: TRIAL_TOKENS,
        ..Prompt::default()
    };
    let tokens = i64::from(ai::estimate_prompt(&prompt) + TRIAL_TOKENS);
    let reader = visit.owner()?.id;
    let reserved = site.store.reserve_tokens(Some(reader), tokens, site.options.token_limits, visit.now).await?;
    let Reservation::Granted(call) = reserved else {
        return Ok(Trial { model: chosen.model, answer: say.written_reader_spent().to_owned(), facts: String::new() });
    };
    let begun = Instant::now();
    let answer = tokio::time::timeout(TRIAL, model.complete(&prompt)).await;
    let (used_in, used_out) = match &answer {
        Ok(Ok(completion)) => (completion.tokens_in, completion.tokens_out),
        _ => (ai::estimate_prompt(&prompt), 0),
    };
    let cost = i64::try_from(model.price().of(used_in, used_out)).unwrap_or(i64::MAX);
    site.store.settle_call(call, used_in.into(), used_out.into(), cost).await?;
    let seconds = i64::try_from(begun.elapsed().as_millis().div_ceil(1000)).unwrap_or(i64::MAX);
    let (answer, facts) = match answer {
        Ok(Ok(completion)) => (completion.text.trim().to_owned(), say.models_trial_took(seconds, i64::from(used_out))),
        Ok(Err(error)) => (error.to_string(), String::new()),
        Err(_) => (say.models_trial_slow(i64::try_from(TRIAL.as_secs()).unwrap_or_default()), String::new()),
    };
    Ok(Trial { model: chosen.model, answer, facts })
}

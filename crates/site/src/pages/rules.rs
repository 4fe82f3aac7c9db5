//! A reader's rules: what there are, what a new one would have met, and the making of it.

use super::search::{exactly, question};
use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::Frame;
use crate::tongue::{Message, Tongue};
use crate::{Site, hiding, reading, session, words};
use ::search::{Sort, parse_query};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::Timestamp;
use serde::Deserialize;
use store::{Deed, RULES_MAX, Rule, StoreError};

/// A preview looks so far back, and shows so many.
const PREVIEW_DAYS: i64 = 7;
const PREVIEW: usize = 20;
/// The most that a preview counts.
const COUNTED: usize = 200;

#[derive(Template)]
#[template(path = "rules.html")]
struct RulesPage {
    frame: Frame,
    token: String,
    rules: Vec<RuleView>,
    query: String,
    deeds: Vec<DeedView>,
    notes: Vec<String>,
    problem: Option<&'static str>,
    preview: Option<Preview>,
}

struct RuleView {
    id: i64,
    query: String,
    done: &'static str,
    deed: &'static str,
}

struct DeedView {
    key: &'static str,
    label: &'static str,
    note: &'static str,
    is_chosen: bool,
}

struct Preview {
    count_words: String,
    cards: Vec<Card>,
}

/// A rule that is thought about.
#[derive(Default, Deserialize)]
pub struct Thought {
    #[serde(default)]
    q: String,
    #[serde(default)]
    deed: String,
}

pub async fn show(State(site): State<Site>, visit: Visit, Query(thought): Query<Thought>) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit, &thought, None)).await
}

async fn page(site: &Site, visit: &Visit, thought: &Thought, problem: Option<Message>) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let rules = site.store.rules(reader.id).await?;
    let query = question(&thought.q);
    let chosen = Deed::parse(&thought.deed).unwrap_or(Deed::Hide);
    let parsed = parse_query(&query);
    let preview = match parsed.is_empty() {
        true => None,
        false => Some(preview(site, visit, parsed.clone(), chosen).await?),
    };
    let frame = Frame::new(site, visit, visit.tongue.rules_head(), "/rules").current("account").hidden_from_robots();
    let page = RulesPage {
        token: frame.form_token(),
        frame,
        rules: rules.into_iter().map(|rule| rule_view(rule, visit.tongue)).collect(),
        query,
        deeds: Deed::ALL.into_iter().map(|deed| deed_view(deed, chosen, visit.tongue)).collect(),
        notes: parsed.notes.iter().map(|note| words::search_note(note, visit.tongue)).collect(),
        problem: problem.map(|problem| problem(visit.tongue)),
        preview,
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(answer::html(status, page.render()?))
}

fn rule_view(rule: Rule, tongue: Tongue) -> RuleView {
    RuleView { id: rule.id, query: rule.query, done: words::deed_done(rule.deed)(tongue), deed: rule.deed.as_str() }
}

fn deed_view(deed: Deed, chosen: Deed, tongue: Tongue) -> DeedView {
    DeedView {
        key: deed.as_str(),
        label: words::deed(deed)(tongue),
        note: words::deed_note(deed)(tongue),
        is_chosen: deed == chosen,
    }
}

/// What a rule would have met lately. One that hides looks at less of an article than a search does.
async fn preview(site: &Site, visit: &Visit, mut query: ::search::Query, deed: Deed) -> Result<Preview, PageError> {
    let rule = query.clone();
    let since = visit.now.plus_us(-PREVIEW_DAYS * Timestamp::DAY);
    query.after = query.after.max(Some(since));
    let mut found = exactly(site, visit, query.sorted(Sort::Newest).following(None), COUNTED).await?;
    if deed == Deed::Hide {
        found = hiding::hidden_by(site, &rule, found).await?;
    }
    let count = found.len() as i64;
    let count_words = match found.len() >= COUNTED {
        true => visit.tongue.rules_would_meet_more(count, PREVIEW_DAYS),
        false => visit.tongue.rules_would_meet(count, PREVIEW_DAYS),
    };
    found.truncate(PREVIEW);
    let mut cards = Card::list(found, visit.clock());
    reading::mark(site, visit, cards.iter_mut()).await?;
    Ok(Preview { count_words, cards })
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    deed: String,
    #[serde(default)]
    rule: String,
}

const _: () = assert!(RULES_MAX == 50, "said in `rules-too-many`");

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let reader = visit.reader()?.id;
        session::check_form_token(&site, &visit, &sent.token)?;
        let query = question(&sent.q);
        match sent.what.as_str() {
            "make" => {
                let refused = |problem: Message| {
                    let thought = Thought { q: query.clone(), deed: sent.deed.clone() };
                    let (site, visit) = (&site, &visit);
                    async move { page(site, visit, &thought, Some(problem)).await }
                };
                let Some(deed) = Deed::parse(&sent.deed) else { return Err(answer::NOTHING_ASKED) };
                if parse_query(&query).is_empty() {
                    return refused(Tongue::rules_empty_question).await;
                }
                match site.store.make_rule(reader, &query, deed, visit.now).await {
                    Err(StoreError::Conflict(_)) => return refused(Tongue::rules_too_many).await,
                    done => done?,
                }
            }
            "drop" => site.store.drop_rule(reader, super::id(&sent.rule)?, visit.now).await?,
            _ => return Err(answer::NOTHING_ASKED),
        }
        site.sessions.forget_reader(reader);
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/rules"))
    };
    answer::unkept(&site, &visit, change).await
}

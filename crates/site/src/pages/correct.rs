//! Correcting a story: one form, what would come of it, and then the deed. For editors.
//!
//! The form's four buttons send the same fields; what was asked is shown as it would turn out, with the same fields
//! hidden beside one more button. Nothing is changed before that one is pressed.

use super::id;
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::cards::{Card, Story};
use crate::frame::Frame;
use crate::session::{self, FormToken};
use crate::tongue::{Message, Tongue};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::{ArticleId, StoryId};
use std::collections::BTreeMap;
use store::{Correction, CoverageRow, Found, StoreError, StoryCard};

/// A story with more articles shows its newest.
const ARTICLES: i64 = 200;
const PROPOSED: usize = 6;
const WHY_CHARS_MAX: usize = 300;

#[derive(Template)]
#[template(path = "correct.html")]
struct CorrectPage {
    frame: Frame,
    story: Story,
    token: String,
    problem: Option<&'static str>,
    sent: Sent,
    articles: Vec<Choice>,
    proposed: Vec<Story>,
}

struct Choice {
    card: Card,
    is_ticked: bool,
}

#[derive(Template)]
#[template(path = "correct_preview.html")]
struct PreviewPage {
    frame: Frame,
    heading: &'static str,
    back: String,
    token: String,
    /// What would come of it, a sentence each.
    outcome: Vec<String>,
    leaving: Vec<Card>,
    fields: Vec<(String, String)>,
    why: String,
}

/// The form's fields; articles are ticked by fields named `a` and their number.
type Sent = BTreeMap<String, String>;

fn field<'s>(sent: &'s Sent, name: &str) -> &'s str {
    sent.get(name).map_or("", |value| value.trim())
}

pub async fn ask(State(site): State<Site>, visit: Visit, Path(story): Path<String>) -> Response {
    answer::unkept(&site, &visit, form(&site, &visit, &story, Sent::new(), None)).await
}

pub async fn make(
    State(site): State<Site>,
    visit: Visit,
    Path(story): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let make = async {
        let editor = visit.editor()?;
        session::check_form_token(&site, &visit, field(&sent, "token"))?;
        let about = read(&site, &story).await?;
        let asked = match asked(&site, &about, &sent).await? {
            Ok(asked) => asked,
            Err(problem) => return form(&site, &visit, &story, sent, Some(problem)).await,
        };
        if field(&sent, "sure").is_empty() {
            return preview(&site, &visit, about, asked, sent);
        }
        let why: String = field(&sent, "why").chars().take(WHY_CHARS_MAX).collect();
        match site.store.correct(&asked.correction, &editor.name, &why, visit.now).await {
            Ok(id) => {
                let into = site.store.correction(id).await?.into;
                Ok(answer::redirect(StatusCode::SEE_OTHER, &format!("/story/{into}")))
            }
            Err(StoreError::Conflict(_)) => {
                let problem: Message = Tongue::correct_changed;
                form(&site, &visit, &story, sent, Some(problem)).await
            }
            Err(error) => Err(error.into()),
        }
    };
    answer::unkept(&site, &visit, make).await
}

/// A story with its newest articles.
struct About {
    card: StoryCard,
    rows: Vec<CoverageRow>,
}

async fn read(site: &Site, story: &str) -> Result<About, PageError> {
    let story: StoryId = id(story)?;
    let card = match site.store.story(story).await? {
        Found::Here(card) => card,
        Found::Moved(target) => return Err(PageError::Moved(format!("/story/{target}"))),
    };
    Ok(About { card, rows: site.store.coverage(story, None, ARTICLES).await? })
}

async fn form(
    site: &Site,
    visit: &Visit,
    story: &str,
    sent: Sent,
    problem: Option<Message>,
) -> Result<Response, PageError> {
    visit.editor()?;
    let about = read(site, story).await?;
    let token = FormToken::of(site, visit)?;
    let ticked = ticked(&sent);
    let path = format!("/story/{}/correct", about.card.id);
    let page = CorrectPage {
        frame: Frame::new(site, visit, visit.tongue.correct_head(), path).hidden_from_robots(),
        proposed: proposed(site, visit, &about).await?,
        articles: about
            .rows
            .into_iter()
            .map(|row| Choice { is_ticked: ticked.contains(&row.card.id), card: Card::new(row.card, visit.clock()) })
            .collect(),
        story: Story::new(about.card, visit.clock()),
        token: token.token.clone(),
        problem: problem.map(|problem| problem(visit.tongue)),
        sent,
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response = answer::html(status, page.render()?);
    token.attach(site, &mut response);
    Ok(response)
}

/// Stories that may be the same: those whose articles share most words with the lead.
async fn proposed(site: &Site, visit: &Visit, about: &About) -> Result<Vec<Story>, PageError> {
    let (index, lead, now) = (site.index.clone(), about.card.lead.clone(), visit.now);
    let own: Vec<ArticleId> = about.rows.iter().map(|row| row.card.id).collect();
    let hits = tokio::task::spawn_blocking(move || {
        let like = ::search::Related {
            article: lead.id,
            lang: lead.lang,
            title: &lead.title,
            standfirst: &lead.standfirst,
            text: "",
            after: None,
            before: None,
        };
        index.related(&like, PROPOSED * 4, now).unwrap_or_default()
    });
    let hits: Vec<ArticleId> = hits.await.map_err(anyhow::Error::from)?.into_iter().map(|hit| hit.article).collect();
    let others: Vec<ArticleId> = hits.into_iter().filter(|article| !own.contains(article)).collect();
    let mut stories: Vec<StoryId> = Vec::new();
    for card in site.store.articles_by_ids(&others).await? {
        if let Some(story) = card.story.filter(|story| *story != about.card.id && !stories.contains(story)) {
            stories.push(story);
        }
    }
    stories.truncate(PROPOSED);
    Ok(Story::list(site.store.stories_by_ids(&stories).await?, visit.clock()))
}

/// A correction that can be made, with the other story it concerns.
struct Asked {
    correction: Correction,
    other: Option<StoryCard>,
}

/// Reads what the form asks for, or says what it lacks.
async fn asked(site: &Site, about: &About, sent: &Sent) -> Result<Result<Asked, Message>, PageError> {
    let story = about.card.id;
    let articles = ticked(sent);
    let what = field(sent, "what");
    if field(sent, "why").is_empty() {
        return Ok(Err(Tongue::correct_say_why));
    }
    let needs_articles = matches!(what, "split" | "move");
    if needs_articles && articles.is_empty() {
        return Ok(Err(Tongue::correct_tick));
    }
    let other = match what {
        "merge" | "move" => match other_story(site, sent).await? {
            Some(other) if other.id != story => Some(other),
            Some(_) => return Ok(Err(Tongue::correct_same)),
            None => return Ok(Err(Tongue::correct_choose_other)),
        },
        _ => None,
    };
    let correction = match (what, &other) {
        ("rename", _) => {
            let headline = field(sent, "headline").to_owned();
            if headline.is_empty() || headline == about.card.headline {
                return Ok(Err(Tongue::correct_write_headline));
            }
            Correction::Rename { story, headline }
        }
        ("merge", Some(other)) => Correction::Merge { story, into: other.id },
        ("split", _) if articles.len() as i64 >= about.card.article_count => {
            return Ok(Err(Tongue::correct_all_leave));
        }
        ("split", _) => Correction::Split { story, articles },
        ("move", Some(other)) => Correction::Move { story, articles, into: other.id },
        _ => return Ok(Err(Tongue::correct_choose)),
    };
    Ok(Ok(Asked { correction, other }))
}

/// The story that is chosen among those proposed, or named by its number or address.
async fn other_story(site: &Site, sent: &Sent) -> Result<Option<StoryCard>, PageError> {
    let written = field(sent, "address");
    let written = if written.is_empty() { field(sent, "other") } else { written };
    let number = written.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let Ok(story) = id::<StoryId>(number) else { return Ok(None) };
    let found = match site.store.story(story).await {
        Ok(Found::Moved(target)) => site.store.story(target).await,
        found => found,
    };
    match found {
        Ok(Found::Here(card)) => Ok(Some(card)),
        Ok(Found::Moved(_)) | Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn ticked(sent: &Sent) -> Vec<ArticleId> {
    sent.keys().filter_map(|name| id(name.strip_prefix('a')?).ok()).collect()
}

fn preview(site: &Site, visit: &Visit, about: About, asked: Asked, sent: Sent) -> Result<Response, PageError> {
    let token = FormToken::of(site, visit)?;
    let back = format!("/story/{}/correct", about.card.id);
    let headline = &about.card.headline;
    let (say, path) = (visit.tongue, format!("/story/{}", about.card.id));
    let (heading, outcome, leaving) = match (&asked.correction, &asked.other) {
        (Correction::Rename { headline: new, .. }, _) => {
            (say.preview_rename(), vec![say.preview_renamed(headline, new)], Vec::new())
        }
        (Correction::Merge { .. }, Some(other)) => {
            let whole = about.card.article_count + other.article_count;
            let outcome = vec![say.preview_merged(whole, headline, &other.headline), say.preview_merged_address(&path)];
            (say.preview_merge(), outcome, Vec::new())
        }
        (Correction::Split { articles: leaving, .. }, _) => {
            let going = leaving.len() as i64;
            let outcome = vec![
                say.preview_split_off(headline, going, about.card.article_count - going),
                say.preview_split_lasts().to_owned(),
            ];
            (say.preview_split(), outcome, leaving.clone())
        }
        (Correction::Move { articles: leaving, .. }, Some(other)) => {
            let going = leaving.len() as i64;
            let rest = match about.card.article_count - going {
                0 => say.preview_none_stays(&path),
                staying => say.preview_moved_stay(staying),
            };
            (say.preview_move(), vec![say.preview_moved(headline, going, &other.headline), rest], leaving.clone())
        }
        _ => return Err(PageError::BadRequest(Tongue::correct_nothing)),
    };
    let mut fields: Vec<(String, String)> =
        sent.into_iter().filter(|(name, _)| !matches!(name.as_str(), "token" | "sure")).collect();
    fields.push(("sure".to_owned(), "yes".to_owned()));
    let why = fields.iter().find(|(name, _)| name == "why").map_or_else(String::new, |(_, why)| why.trim().to_owned());
    let cards = about.rows.into_iter().map(|row| row.card).filter(|card| leaving.contains(&card.id)).collect();
    let page = PreviewPage {
        frame: Frame::new(site, visit, heading, back.clone()).hidden_from_robots(),
        heading,
        back,
        token: token.token.clone(),
        outcome,
        leaving: Card::list(cards, visit.clock()),
        fields,
        why,
    };
    let mut response = answer::html(StatusCode::OK, page.render()?);
    token.attach(site, &mut response);
    Ok(response)
}

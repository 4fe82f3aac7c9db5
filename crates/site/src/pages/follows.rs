//! What a reader follows, and its newest articles.

use super::{Asked, cut};
use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::{Frame, PageFeed};
use crate::tongue::Tongue;
use crate::{Site, reading, session};
use ::search::Sort;
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::{ArticleId, ReaderId, StoryId, Timestamp};
use serde::Deserialize;
use std::collections::HashMap;
use store::{ArticleCursor, FOLLOWS_MAX, Follow, FollowKind, FollowedArticle, Found, StoreError};

pub const ARTICLES: i64 = 40;

#[derive(Template)]
#[template(path = "follows.html")]
struct FollowsPage {
    frame: Frame,
    token: String,
    follows: Vec<FollowView>,
    articles: Vec<FollowedView>,
    older: Option<String>,
}

struct FollowView {
    kind: &'static str,
    subject: String,
    path: String,
    label: String,
    /// How much has come to a story since the reader looked at it.
    news: Option<String>,
}

struct FollowedView {
    card: Card,
    /// What brought it, in words.
    why: String,
}

/// The button that begins or ends following the thing of a page.
pub struct FollowButton {
    pub kind: &'static str,
    pub subject: String,
    pub is_following: bool,
    /// What a rule about it looks for.
    pub rule: Option<String>,
    pub token: String,
    pub back: String,
}

impl FollowButton {
    /// Makes the button for a signed-in reader; None for everyone else.
    pub async fn of(
        site: &Site,
        visit: &Visit,
        frame: &Frame,
        kind: FollowKind,
        subject: String,
    ) -> Result<Option<Self>, PageError> {
        let (Some(reader), Some(face)) = (&visit.reader, &frame.reader) else { return Ok(None) };
        let is_following = site.store.is_following(reader.id, kind, &subject).await?;
        let (token, back) = (face.token.clone(), frame.path.clone());
        let rule = match kind {
            FollowKind::Hashtag => Some(format!("#{subject}")),
            FollowKind::Publisher => Some(format!("publisher:{subject}")),
            FollowKind::Search => Some(subject.clone()),
            FollowKind::Story | FollowKind::Person | FollowKind::Place => None,
        };
        Ok(Some(Self { kind: kind.as_str(), subject, is_following, rule, token, back }))
    }
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let follows = site.store.follows(visit.reader()?.id).await?;
    let after = paging.cursor()?;
    let mut newest = newest(site, visit, &follows, after, ARTICLES + 1).await?;
    let older = cut(&mut newest, ARTICLES, |one| one.card.cursor());
    let articles = newest.into_iter().map(|one| {
        let names = one.brought_by.iter().filter_map(|&at| follows.get(at)).map(shown_label);
        FollowedView {
            why: names.collect::<Vec<_>>().join(visit.tongue.list_comma()),
            card: Card::new(one.card, visit.clock()),
        }
    });
    let mut articles: Vec<FollowedView> = articles.collect();
    reading::mark(site, visit, articles.iter_mut().map(|one| &mut one.card)).await?;
    let new_in_stories = match follows.iter().any(|follow| follow.kind == FollowKind::Story) {
        true => site.store.new_in_followed_stories(visit.reader()?.id).await?,
        false => HashMap::new(),
    };
    let mut frame =
        Frame::new(site, visit, visit.tongue.follows_head(), "/following").current("following").hidden_from_robots();
    frame.feed = Some(PageFeed::new(visit.tongue.follows_head(), "/following"));
    let page = FollowsPage {
        token: frame.form_token(),
        frame,
        articles,
        follows: follows.iter().map(|follow| follow_view(follow, &new_in_stories, visit.tongue)).collect(),
        older,
    };
    Ok(page.render()?)
}

/// The newest articles of what the reader follows, behind a place of the list; of each search as many as a page shows.
pub async fn newest(
    site: &Site,
    visit: &Visit,
    follows: &[Follow],
    after: Option<ArticleCursor>,
    limit: i64,
) -> Result<Vec<FollowedArticle>, PageError> {
    let found = found_by_searches(site, visit, follows, after).await?;
    Ok(site.store.followed_articles(visit.reader()?.id, follows, &found, after, limit).await?)
}

/// What followed searches find behind a place of the list: the search's place among the follows, the article.
async fn found_by_searches(
    site: &Site,
    visit: &Visit,
    follows: &[Follow],
    after: Option<ArticleCursor>,
) -> Result<Vec<(usize, Timestamp, ArticleId)>, PageError> {
    let mut found = Vec::new();
    for (by, follow) in follows.iter().enumerate().filter(|(_, follow)| follow.kind == FollowKind::Search) {
        let after = after.map(|after| ::search::Cursor::behind(after.published, after.id));
        let query = ::search::parse_query(&follow.subject).sorted(Sort::Newest).following(after);
        let cards = super::search::exactly(site, visit, query, ARTICLES as usize + 1).await?;
        found.extend(cards.into_iter().map(|card| (by, card.published, card.id)));
    }
    Ok(found)
}

fn follow_view(follow: &Follow, new_in_stories: &HashMap<String, i64>, tongue: Tongue) -> FollowView {
    let new = new_in_stories.get(&follow.subject).filter(|_| follow.kind == FollowKind::Story);
    FollowView {
        news: new.map(|new| tongue.new_articles(*new)),
        kind: follow.kind.as_str(),
        subject: follow.subject.clone(),
        path: path_of(follow.kind, &follow.subject),
        label: shown_label(follow),
    }
}

pub fn shown_label(follow: &Follow) -> String {
    match follow.kind {
        FollowKind::Hashtag => format!("#{}", follow.label),
        _ => follow.label.clone(),
    }
}

pub(super) fn path_of(kind: FollowKind, subject: &str) -> String {
    let subject = super::publisher::in_path(subject);
    match kind {
        FollowKind::Story => format!("/story/{subject}"),
        FollowKind::Hashtag => format!("/tag/{subject}"),
        FollowKind::Person => format!("/person/{subject}"),
        FollowKind::Place => format!("/place/{subject}"),
        FollowKind::Publisher => format!("/publisher/{subject}"),
        FollowKind::Search => format!("/search?q={subject}"),
    }
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    back: String,
}

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let reader = visit.reader()?.id;
        session::check_form_token(&site, &visit, &sent.token)?;
        let kind = FollowKind::parse(&sent.kind).ok_or(PageError::NotFound)?;
        match sent.what.as_str() {
            "follow" => {
                let follow = subject(&site, visit.tongue, kind, &sent.subject).await?;
                if kind == FollowKind::Search && follows_many_searches(&site, reader).await? {
                    return Err(PageError::BadRequest(Tongue::follows_too_many_searches));
                }
                match site.store.begin_following(reader, &Follow { since: visit.now, ..follow }).await {
                    Err(StoreError::Conflict(_)) => return Err(PageError::BadRequest(Tongue::follows_too_many)),
                    done => done?,
                }
            }
            "unfollow" => site.store.end_following(reader, kind, &sent.subject).await?,
            _ => return Err(answer::NOTHING_ASKED),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, session::local_path(&sent.back)))
    };
    answer::unkept(&site, &visit, change).await
}

const _: () = assert!(FOLLOWS_MAX == 200, "said in `follows-too-many`");

const SEARCHES_MAX: usize = 30;
const _: () = assert!(SEARCHES_MAX == 30, "said in `follows-too-many-searches`");

async fn follows_many_searches(site: &Site, reader: ReaderId) -> Result<bool, PageError> {
    let follows = site.store.follows(reader).await?;
    Ok(follows.iter().filter(|follow| follow.kind == FollowKind::Search).count() >= SEARCHES_MAX)
}

/// Finds what shall be followed, with what it is called now.
async fn subject(site: &Site, tongue: Tongue, kind: FollowKind, key: &str) -> Result<Follow, PageError> {
    let (subject, label) = match kind {
        FollowKind::Story => {
            let story: StoryId = super::id(key)?;
            let card = match site.store.story(story).await? {
                Found::Here(card) => card,
                Found::Moved(target) => site.store.stories_by_ids(&[target]).await?.pop().ok_or(PageError::NotFound)?,
            };
            (card.id.to_string(), card.headline)
        }
        FollowKind::Hashtag => {
            let hashtag = site.store.hashtag(key).await?;
            (hashtag.key, hashtag.label)
        }
        FollowKind::Publisher => {
            let publisher = site.store.publisher(key).await?;
            (publisher.key, publisher.name)
        }
        FollowKind::Search => {
            let question = super::search::question(key);
            if ::search::parse_query(&question).is_empty() {
                return Err(PageError::BadRequest(Tongue::follows_empty_search));
            }
            (question.clone(), question)
        }
        FollowKind::Person => {
            let said = site.store.speaker_quotes(key, None, 1).await?;
            let speaker = said.into_iter().flat_map(|article| article.said).find_map(|said| said.quote.speaker);
            (key.to_owned(), speaker.ok_or(PageError::NotFound)?.name)
        }
        FollowKind::Place => {
            let known = enrich::atlas::find(key).ok_or(PageError::NotFound)?;
            (key.to_owned(), super::place::name(site, key, &known, tongue).await?.text)
        }
    };
    Ok(Follow { kind, subject, label, since: Timestamp(0) })
}

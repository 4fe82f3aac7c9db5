//! Asking: a question to an article, to a story or to the whole archive, answered by passages of the articles.

use super::login::Peer;
use super::search::question;
use super::written::Panel;
use super::{id, publisher};
use crate::answer::{self, PageError, Visit};
use crate::asking::{self, AnswerView};
use crate::frame::{Frame, LangMark};
use crate::written::About;
use crate::{Site, hiding, session};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use enrich::HashtagKind;
use news::{ArticleId, Lang, StoryId, Timestamp};
use serde::Deserialize;
use std::time::Instant;
use store::{ArticleCard, Found};

/// So many of a story's newest articles are read.
const STORY_ARTICLES: i64 = 100;
const EXAMPLES: usize = 3;
/// The archive's examples speak of what the news spoke of lately.
const LATELY_US: i64 = 3 * 24 * Timestamp::HOUR;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct AskPage {
    frame: Frame,
    heading: &'static str,
    /// What is asked, unless it is the archive.
    subject: Option<Subject>,
    question: String,
    /// None while nothing is asked.
    answer: Option<AnswerView>,
    /// Has a model answer from the same articles.
    panel: Option<Panel>,
    examples: Vec<Example>,
}

struct Subject {
    path: String,
    headline: String,
    lang: LangMark,
}

/// A question that could be asked.
struct Example {
    words: String,
    href: String,
}

/// Where a question is asked, and which articles answer.
struct Place {
    about: About,
    path: String,
    heading: &'static str,
    subject: Option<Subject>,
    usual: Lang,
    /// None for the whole archive.
    cards: Option<Vec<ArticleCard>>,
    labels: Vec<String>,
}

pub async fn of_archive(State(site): State<Site>, visit: Visit, peer: Peer, Query(asked): Query<Asked>) -> Response {
    let make = async { show(&site, &visit, &peer, &asked, archive(&site, &visit).await?).await };
    answer::unkept(&site, &visit, make).await
}

pub async fn of_story(
    State(site): State<Site>,
    visit: Visit,
    peer: Peer,
    Path(story): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let make = async { show(&site, &visit, &peer, &asked, story_of(&site, &visit, &story, &asked).await?).await };
    answer::unkept(&site, &visit, make).await
}

pub async fn of_article(
    State(site): State<Site>,
    visit: Visit,
    peer: Peer,
    Path(article): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let make = async { show(&site, &visit, &peer, &asked, article_of(&site, &visit, &article).await?).await };
    answer::unkept(&site, &visit, make).await
}

async fn archive(site: &Site, visit: &Visit) -> Result<Place, PageError> {
    let since = visit.now.plus_us(-LATELY_US);
    let trending = site.store.trending_hashtags(since, EXAMPLES as i64).await?;
    Ok(Place {
        about: About::Archive,
        path: "/ask".to_owned(),
        heading: visit.tongue.ask_archive(),
        subject: None,
        usual: visit.tongue.lang(),
        cards: None,
        labels: trending.into_iter().map(|hashtag| hashtag.label).collect(),
    })
}

async fn story_of(site: &Site, visit: &Visit, story: &str, asked: &Asked) -> Result<Place, PageError> {
    let story: StoryId = id(story)?;
    let card = match site.store.story(story).await? {
        Found::Here(card) => card,
        Found::Moved(target) => {
            let question = publisher::in_path(&question(&asked.q));
            return Err(PageError::Moved(format!("/story/{target}/ask?q={question}")));
        }
    };
    let coverage = site.store.coverage(story, None, STORY_ARTICLES).await?;
    let hashtags = site.store.story_hashtags(story, EXAMPLES).await?;
    let lang = LangMark::of(card.lead.lang, visit.tongue);
    Ok(Place {
        about: About::Story(story),
        path: format!("/story/{story}/ask"),
        heading: visit.tongue.ask_story(),
        subject: Some(Subject { path: format!("/story/{story}"), headline: card.headline, lang }),
        usual: visit.tongue.lang(),
        cards: Some(coverage.into_iter().map(|row| row.card).collect()),
        labels: hashtags.into_iter().map(|hashtag| hashtag.label).collect(),
    })
}

async fn article_of(site: &Site, visit: &Visit, article: &str) -> Result<Place, PageError> {
    let article: ArticleId = id(article)?;
    let view = site.store.article_with_neighbours(article, 0, 0).await?.view;
    let lang = LangMark::of(view.card.lang, visit.tongue);
    Ok(Place {
        about: About::Article(article),
        path: format!("/article/{article}/ask"),
        heading: visit.tongue.ask_article(),
        subject: Some(Subject { path: format!("/article/{article}"), headline: view.card.title.clone(), lang }),
        usual: visit.tongue.lang(),
        labels: view.hashtags.into_iter().take(EXAMPLES).map(|hashtag| hashtag.label).collect(),
        cards: Some(vec![view.card]),
    })
}

async fn show(site: &Site, visit: &Visit, peer: &Peer, asked: &Asked, place: Place) -> Result<Response, PageError> {
    let question = question(&asked.q);
    let answer = match question.is_empty() {
        true => None,
        false => Some(answer_of(site, visit, peer, &question, place.usual, place.cards).await?),
    };
    let title = match question.is_empty() {
        true => place.heading.to_owned(),
        false => visit.tongue.ask_title(&question),
    };
    let frame = Frame::new(site, visit, title, place.path.clone()).hidden_from_robots();
    let examples = place.labels.iter().map(|label| example(visit, &place.path, label)).collect();
    let (heading, subject) = (place.heading, place.subject);
    // Where nothing was found there is nothing to write from.
    let is_found = answer.as_ref().is_some_and(|answer| answer.first.is_some() || !answer.near.is_empty());
    let panel = if is_found { Panel::of_question(site, visit, place.about, &question) } else { None };
    Ok(answer::found(AskPage { frame, heading, subject, question, answer, panel, examples }.render()?).into_response())
}

async fn answer_of(
    site: &Site,
    visit: &Visit,
    peer: &Peer,
    question: &str,
    usual: Lang,
    cards: Option<Vec<ArticleCard>>,
) -> Result<AnswerView, PageError> {
    let address = session::client_address(site, peer.as_deref(), &visit.headers);
    let who = visit.reader.as_ref().map_or_else(|| address.to_string(), |reader| reader.name.clone());
    site.questions.attempt(address, &who, Instant::now())?;
    let _turn = site.asking_turns.acquire().await.map_err(anyhow::Error::from)?;
    let mut cards = match cards {
        Some(cards) => cards,
        None => asking::likely_articles(&site.store, &site.index, question, usual, visit.now).await?,
    };
    if cards.len() > 1 {
        hiding::leave_out(site, visit, &mut cards, |card| card).await?;
    }
    let model = site.options.models.embedder().cloned();
    let answered = asking::ask_articles(&site.store, model, question, usual, cards).await?;
    Ok(answered.view(site, visit))
}

/// A question about what a hashtag names.
fn example(visit: &Visit, path: &str, label: &str) -> Example {
    let name = &spaced(label);
    let words = match enrich::kind_of_hashtag(label) {
        Some(HashtagKind::Person) => visit.tongue.ask_example_person(name),
        Some(HashtagKind::Place) => visit.tongue.ask_example_place(name),
        _ => visit.tongue.ask_example_other(name),
    };
    Example { href: format!("{path}?q={}", publisher::in_path(&words)), words }
}

/// The words of a hashtag: "StormSurge" is a storm surge, "McKay" and "iPhone" are one word.
fn spaced(label: &str) -> String {
    const SHORTEST_WORD: usize = 3;
    let mut out = String::with_capacity(label.len() + 4);
    let mut letters = 0;
    for character in label.chars() {
        if character.is_uppercase() && letters >= SHORTEST_WORD && out.ends_with(char::is_lowercase) {
            out.push(' ');
            letters = 0;
        }
        out.push(character);
        letters += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn a_hashtag_is_read_as_words() {
        let check = |label: &str, expected: &str| assert_eq!(spaced(label), expected);
        check("StormSurge", "Storm Surge");
        check("HarbourAuthority", "Harbour Authority");
        check("McKay", "McKay");
        check("iPhone", "iPhone");
        check("UNICEF", "UNICEF");
        check("БелаяНочь", "Белая Ночь");
        check("榕湾", "榕湾");
    }
}

//! `ask`: a question to the articles kept here, answered in their own words.

use super::say;
use crate::cli::Ask;
use crate::installation::Installation;
use anyhow::{Context, Result, bail};
use enrich::answers::Found;
use news::{ArticleId, Lang, StoryId, Timestamp};
use serde_json::{Value, json};
use site::asking::{self, Answered};
use std::process::ExitCode;
use store::ArticleCard;

/// So many of a story's newest articles are read.
const STORY_ARTICLES: i64 = 100;

/// Exit code 1 where the articles do not surely say.
pub async fn ask(installation: Installation, asked: Ask) -> Result<ExitCode> {
    let question = asked.question.join(" ");
    if question.trim().is_empty() {
        bail!("nothing is asked");
    }
    let store = installation.store().await?;
    let (now, usual) = (Timestamp::from_jiff(jiff::Timestamp::now()), usual_language(&installation));
    let cards = match (asked.article, asked.story) {
        (Some(article), _) => {
            let article = ArticleId(article);
            let card = store.articles_by_ids(&[article]).await?.pop();
            vec![card.with_context(|| format!("there is no article {article}"))?]
        }
        (None, Some(story)) => {
            let story = match store.story(StoryId(story)).await.with_context(|| format!("there is no story {story}"))? {
                store::Found::Here(card) => card.id,
                store::Found::Moved(target) => target,
            };
            store.coverage(story, None, STORY_ARTICLES).await?.into_iter().map(|row| row.card).collect()
        }
        (None, None) => {
            let index = installation.index()?;
            asking::likely_articles(&store, &index, &question, usual, now).await?
        }
    };
    let answered = asking::ask_articles(&store, installation.embedder(), &question, usual, cards).await?;
    if asked.json {
        say(format!("{}", as_json(&question, &answered)));
    } else {
        say(as_text(&answered).trim_end());
    }
    store.close().await;
    Ok(if answered.answer.is_sure { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn usual_language(installation: &Installation) -> Lang {
    Lang::parse(&installation.config.site.language).unwrap_or_default()
}

fn card_of<'a>(answered: &'a Answered, found: &Found) -> Option<&'a ArticleCard> {
    answered.cards.iter().find(|card| card.id == found.passage.article)
}

fn as_text(answered: &Answered) -> String {
    let mut text = String::new();
    if !answered.answer.is_sure {
        text.push_str("The articles here do not say.\n");
    }
    for (place, found) in answered.answer.found.iter().enumerate() {
        let Some(card) = card_of(answered, found) else { continue };
        let first = usize::from(answered.answer.is_sure);
        if place == first {
            text.push_str(if first == 0 { "\nNearest to the question:\n" } else { "\nAlso near the question:\n" });
        }
        let minute = card.published.to_jiff().strftime("%Y-%m-%d %H:%M UTC");
        let sentence = found.passage.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push_str(&format!("\n{sentence}\n    {}, {minute}, {}\n", card.publisher.name, card.url));
    }
    text
}

fn as_json(question: &str, answered: &Answered) -> Value {
    let passage = |found: &Found| {
        let card = card_of(answered, found)?;
        let span = found.passage.span;
        Some(json!({
            "sentence": found.passage.sentence,
            "score": found.score,
            "article": card.id.0,
            "post": found.passage.post,
            "start": span.start,
            "end": span.end,
            "title": card.title,
            "url": card.url,
            "publisher": card.publisher.name,
            "lang": card.lang.as_str(),
            "published": card.published.to_jiff().to_string(),
        }))
    };
    let passages: Vec<Value> = answered.answer.found.iter().filter_map(passage).collect();
    json!({ "question": question, "is_sure": answered.answer.is_sure, "passages": passages })
}

//! What readers' rules do with what arrives.
//!
//! It happens on the way to the index, before its commit: what is taken to the index again after a stop is held
//! against the rules again, and the store lets none act twice.

use crate::{Desk, now, on_pool};
use anyhow::Result;
use news::ArticleId;
use search::{Facts, Matchable, Query, parse_query};
use std::sync::Arc;
use store::{Rule, ToIndex};

/// Holds articles against the rules that wait for them, and has done what these say.
pub(crate) async fn follow(desk: &Desk, articles: &Arc<Vec<ToIndex>>) -> Result<()> {
    let rules = Arc::new(desk.store.rules_on_arrival().await?);
    if rules.is_empty() {
        return Ok(());
    }
    let (asked, articles) = (rules.clone(), articles.clone());
    let found = on_pool(move || find(&asked, &articles)).await?;
    if found.is_empty() {
        return Ok(());
    }
    let found: Vec<(&Rule, ArticleId)> = found.iter().map(|&(rule, article)| (&rules[rule], article)).collect();
    Ok(desk.store.follow_rules(&found, now()).await?)
}

/// Finds articles that arrived since a rule was made and answer its question: the rule's place, the article.
fn find(rules: &[Rule], articles: &[ToIndex]) -> Vec<(usize, ArticleId)> {
    let questions: Vec<Query> = rules.iter().map(|rule| parse_query(&rule.query)).collect();
    let mut found = Vec::new();
    for article in articles {
        let waiting = |(_, rule): &(usize, &Rule)| rule.created <= article.arrived;
        let mut waiting = rules.iter().enumerate().filter(waiting).peekable();
        if waiting.peek().is_none() {
            continue;
        }
        let card = &article.card;
        let mut texts = vec![card.standfirst.as_str(), article.text.as_str()];
        texts.extend(card.byline.iter().map(|author| author.name.as_str()));
        let hashtags: Vec<&str> = article.hashtags.iter().map(|hashtag| hashtag.key.as_str()).collect();
        let matchable = Matchable::new(Facts {
            title: &card.title,
            texts: &texts,
            publisher_key: &card.publisher.key,
            lang: card.lang,
            section: card.section.as_deref(),
            hashtags: &hashtags,
            published: card.published,
        });
        found.extend(waiting.filter(|(at, _)| questions[*at].matches(&matchable)).map(|(at, _)| (at, card.id)));
    }
    found
}

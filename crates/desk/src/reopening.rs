//! From the founder of a new story to an older one that it goes on with: a trial resumed after two weeks, an inquiry that
//! reports after five.
//!
//! The clusterer's window holds no such story any more, so a few articles are looked up: in the store by the founder's
//! hashtags, in the index by its rarest words. They are enriched anew from their text, since nothing else of them is kept.
//! That takes milliseconds for the first article of a story, and a reading by the model for each article that shares names
//! with it. So it belongs to the second reading; placing knows nothing of it.

use crate::second_reading::{at_leisure, text_to_embed};
use crate::{Desk, digest::WINDOW_US};
use ai::Embedder;
use anyhow::Result;
use news::{ArticleId, Embedding, StoryId, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Founder, Guest, OlderArticle, ReadAgain, ToEnrich};
use stories::{Candidate, Change, Clusterer, LONGEST_REST_US, Likeness, OldStory, likeliest, worth_reading};

/// A club's next match is told of the same people in nearly the same words, and is no part of the last one.
const SECTION_OF_SERIES: &str = "sports";
/// Older articles that are looked at by their words.
const MOST_BY_WORDS: usize = 12;

/// A story, its first article, and older stories that it may go on with.
pub(crate) struct Doubt {
    founder: Candidate,
    own: StoryId,
    older: Vec<OldStory>,
}

/// Looks for older stories that a new one may go on with; `read` is what was just found in the founder. None when there are
/// none.
pub(crate) async fn look_up(desk: &Desk, founder: &Founder, read: &ReadAgain) -> Result<Option<Doubt>> {
    if read.section.as_deref() == Some(SECTION_OF_SERIES) {
        return Ok(None);
    }
    let before = founder.published.plus_us(-WINDOW_US);
    let since = before.plus_us(-LONGEST_REST_US);
    let Some(first) = desk.store.articles_to_enrich(&[founder.article], 0).await?.pop() else { return Ok(None) };
    let first = Arc::new(first);
    let mut alike = by_hashtags(desk, founder, since, before).await?;
    alike.extend(by_words(desk, founder, first.clone(), since, before).await?);
    let chosen = likeliest(&alike);
    if chosen.is_empty() {
        return Ok(None);
    }
    let mut last_told = Vec::with_capacity(chosen.len());
    for &(story, _) in &chosen {
        last_told.push(desk.store.last_told(story, before).await?.unwrap_or(before));
    }
    let ids: Vec<ArticleId> = chosen.iter().flat_map(|(_, articles)| articles).copied().collect();
    let rows = desk.store.articles_to_enrich(&ids, 0).await?;
    let known = match &desk.embedder {
        Some(embedder) => desk.store.embeddings(embedder.model(), &ids).await?,
        None => BTreeMap::new(),
    };
    let (own, read) = (founder.story, read.embedding.clone());
    let model = desk.embedder.clone();
    at_leisure(move || {
        let mut candidates: BTreeMap<ArticleId, Candidate> = rows.iter().map(|row| (row.id, candidate(row))).collect();
        let mut founder = Candidate { embedding: read, ..candidate(&first) };
        let older = chosen.into_iter().zip(last_told).map(|((story, articles), last)| OldStory {
            story,
            last,
            members: articles.iter().filter_map(|article| candidates.remove(article)).collect(),
        });
        let mut older = worth_reading(&founder, older.collect());
        if older.is_empty() {
            return Ok(None);
        }
        for member in older.iter_mut().flat_map(|old| &mut old.members) {
            member.embedding = match known.get(&member.article) {
                Some(embedding) => Some(embedding.clone()),
                None => embed(model.as_deref(), rows.iter().find(|row| row.id == member.article))?,
            };
        }
        if founder.embedding.is_none() {
            founder.embedding = embed(model.as_deref(), Some(&*first))?;
        }
        Ok(Some(Doubt { founder, own, older }))
    })
    .await?
}

/// In any language: a hashtag is one for all.
async fn by_hashtags(desk: &Desk, founder: &Founder, since: Timestamp, before: Timestamp) -> Result<Vec<Likeness>> {
    let older = desk.store.older_articles(founder, since, before).await?;
    let likeness = |one: &OlderArticle| {
        let weight = one.weight.min(one.hashtag.weight);
        Likeness::by_hashtag(one.story, one.article, weight, one.hashtag.one_in)
    };
    Ok(older.iter().map(likeness).collect())
}

/// In its own language, by its rarest words: a short report has few hashtags.
async fn by_words(
    desk: &Desk,
    founder: &Founder,
    first: Arc<ToEnrich>,
    since: Timestamp,
    before: Timestamp,
) -> Result<Vec<Likeness>> {
    let (index, lang) = (desk.index.clone(), founder.lang);
    let hits = at_leisure(move || {
        let article = &first.article;
        let like = search::Related {
            article: first.id,
            lang,
            title: &article.title,
            standfirst: &article.standfirst,
            text: &article.text(),
            after: Some(since),
            before: Some(before),
        };
        index.related(&like, MOST_BY_WORDS, before)
    })
    .await?;
    // Without an index, as while it is made anew, hashtags must do.
    let hits = hits.unwrap_or_default();
    let best = hits.first().map_or(1.0, |hit| hit.score);
    let stories = desk.store.stories_of(&hits.iter().map(|hit| hit.article).collect::<Vec<_>>()).await?;
    let likeness = |(article, story): (ArticleId, StoryId)| {
        let hit = hits.iter().find(|hit| hit.article == article)?;
        (story != founder.story).then(|| Likeness::by_words(story, article, hit.score / best))
    };
    Ok(stories.into_iter().filter_map(likeness).collect())
}

fn candidate(row: &ToEnrich) -> Candidate {
    Candidate::new(row.id, row.publisher.id, row.published, &enrich::enrich(&row.article))
}

fn embed(model: Option<&dyn Embedder>, row: Option<&ToEnrich>) -> Result<Option<Embedding>> {
    let text = row.map(|row| text_to_embed(&row.article)).unwrap_or_default();
    Ok(match model.filter(|_| !text.is_empty()) {
        Some(model) => model.embed(&[&text])?.first().and_then(|vector| Embedding::from_f32(vector)),
        None => None,
    })
}

/// Has the clusterer decide. Tells what changed, and which articles it is to remember from now on.
pub(crate) fn decide(clusterer: &mut Clusterer, doubts: Vec<Doubt>) -> (Vec<Change>, Vec<Guest>) {
    let (mut changes, mut guests) = (Vec::new(), Vec::new());
    let mut taken_into: BTreeMap<StoryId, StoryId> = BTreeMap::new();
    for Doubt { founder, own, older } in doubts {
        let older = as_they_stand(older, &taken_into);
        let taken_up = clusterer.take_up(&founder, own, &older);
        if let Some(Change::Moved { placement, .. }) = taken_up.first()
            && let Some(story) = placement.story
        {
            taken_into.insert(own, story);
            let staying: BTreeMap<ArticleId, Timestamp> = clusterer.guests_of(story).into_iter().collect();
            let members = older.into_iter().filter(|old| old.story == story).flat_map(|old| old.members);
            guests.extend(members.filter_map(|member| {
                let embedding = member.embedding.clone();
                let as_of = *staying.get(&member.article)?;
                let candidate = Candidate { embedding: None, ..member };
                Some(Guest { article: candidate.article, as_of, candidate: candidate.to_bytes(), embedding })
            }));
        }
        changes.extend(taken_up);
    }
    (changes, guests)
}

/// Joins old stories that have become one since they were looked up: they are no rivals.
fn as_they_stand(older: Vec<OldStory>, taken_into: &BTreeMap<StoryId, StoryId>) -> Vec<OldStory> {
    let mut standing: Vec<OldStory> = Vec::new();
    for mut old in older {
        while let Some(into) = taken_into.get(&old.story) {
            old.story = *into;
        }
        match standing.iter_mut().find(|known| known.story == old.story) {
            Some(known) => {
                known.last = known.last.max(old.last);
                known.members.extend(old.members);
            }
            None => standing.push(old),
        }
    }
    standing
}

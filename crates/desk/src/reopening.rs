//! From the founder of a new story to an older one that it goes on with: a trial resumed after two weeks, an inquiry that
//! reports after five.
//!
//! The clusterer's window holds no such story any more, so its articles are looked up in the store by the founder's
//! hashtags: a few, enriched anew from their text, since nothing else of them is kept. That takes milliseconds for the first
//! article of a story, and a reading by the model for each article that shares names with it. So it belongs to the second
//! reading; placing knows nothing of it.

use crate::second_reading::{at_leisure, text_to_embed};
use crate::{Desk, digest::WINDOW_US};
use ai::Embedder;
use anyhow::Result;
use news::{ArticleId, Embedding, StoryId, Timestamp};
use std::collections::BTreeMap;
use store::{Founder, Guest, ToEnrich};
use stories::{Candidate, Change, Clusterer, LONGEST_REST_US, OldStory, SharedHashtag, likeliest, worth_reading};

/// A story, its first article, and older stories that it may go on with.
pub(crate) struct Doubt {
    founder: Candidate,
    own: StoryId,
    older: Vec<OldStory>,
}

/// Looks for older stories that a new one may go on with. `read` is what the model just read. None when there are none.
pub(crate) async fn look_up(
    desk: &Desk,
    founder: &Founder,
    read: impl Fn(ArticleId) -> Option<Embedding>,
) -> Result<Option<Doubt>> {
    let before = founder.published.plus_us(-WINDOW_US);
    let older = desk.store.older_articles(founder, before.plus_us(-LONGEST_REST_US), before).await?;
    let shared: Vec<SharedHashtag> = older
        .iter()
        .map(|one| SharedHashtag {
            story: one.story,
            article: one.article,
            weight: one.weight.min(one.hashtag.weight),
            one_in: one.hashtag.one_in,
        })
        .collect();
    let chosen = likeliest(&shared);
    if chosen.is_empty() {
        return Ok(None);
    }
    let mut last_told = Vec::with_capacity(chosen.len());
    for &(story, _) in &chosen {
        last_told.push(desk.store.last_told(story, before).await?.unwrap_or(before));
    }
    let mut ids = vec![founder.article];
    ids.extend(chosen.iter().flat_map(|(_, articles)| articles));
    let rows = desk.store.articles_to_enrich(&ids, 0).await?;
    let known = match &desk.embedder {
        Some(embedder) => desk.store.embeddings(embedder.model(), &ids).await?,
        None => BTreeMap::new(),
    };
    let (first, own, just_read) = (founder.article, founder.story, read(founder.article));
    let model = desk.embedder.clone();
    at_leisure(move || {
        let mut candidates: BTreeMap<ArticleId, Candidate> = rows.iter().map(|row| (row.id, candidate(row))).collect();
        let Some(mut founder) = candidates.remove(&first) else { return Ok(None) };
        let older = chosen.into_iter().zip(last_told).map(|((story, articles), last)| OldStory {
            story,
            last,
            members: articles.iter().filter_map(|article| candidates.remove(article)).collect(),
        });
        let mut older = worth_reading(&founder, older.collect());
        if older.is_empty() {
            return Ok(None);
        }
        founder.embedding = just_read;
        for compared in older.iter_mut().flat_map(|old| &mut old.members).chain([&mut founder]) {
            if compared.embedding.is_none() {
                compared.embedding = match known.get(&compared.article) {
                    Some(embedding) => Some(embedding.clone()),
                    None => embed(model.as_deref(), &rows, compared.article)?,
                };
            }
        }
        Ok(Some(Doubt { founder, own, older }))
    })
    .await?
}

fn candidate(row: &ToEnrich) -> Candidate {
    Candidate::new(row.id, row.publisher.id, row.published, &enrich::enrich(&row.article))
}

fn embed(model: Option<&dyn Embedder>, rows: &[ToEnrich], article: ArticleId) -> Result<Option<Embedding>> {
    let row = rows.iter().find(|row| row.id == article);
    let text = row.map(|row| text_to_embed(&row.article)).unwrap_or_default();
    Ok(match model.filter(|_| !text.is_empty()) {
        Some(model) => model.embed(&[&text])?.first().and_then(|vector| Embedding::from_f32(vector)),
        None => None,
    })
}

/// Has the clusterer decide. Tells what changed, and which articles it is to remember from now on.
pub(crate) fn decide(clusterer: &mut Clusterer, doubts: Vec<Doubt>) -> (Vec<Change>, Vec<Guest>) {
    let (mut changes, mut guests) = (Vec::new(), Vec::new());
    for Doubt { founder, own, older } in doubts {
        let taken_up = clusterer.take_up(&founder, own, &older);
        if let Some(Change::Moved { placement, .. }) = taken_up.first()
            && let Some(story) = placement.story
        {
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

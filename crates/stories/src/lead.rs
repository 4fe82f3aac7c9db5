//! Which article stands for its story.

use news::{Access, ArticleId, Lang, PublisherId, Timestamp};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An article of a story, as a headline is chosen from it.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadCandidate {
    pub article: ArticleId,
    pub publisher: PublisherId,
    pub at: Timestamp,
    pub lang: Lang,
    pub title: String,
    pub words: u32,
    pub access: Access,
    pub is_copy: bool,
    pub is_live_blog: bool,
    pub has_image: bool,
    /// How surely it belongs to the story, 0 to 1.
    pub score: f32,
}

/// Chooses the article whose headline and picture stand for the story: in the language in which most publishers tell it,
/// readable, of its own words, to the point, and among such the latest. None for a story without articles.
pub fn choose_lead(members: &[LeadCandidate]) -> Option<ArticleId> {
    let latest = members.iter().map(|member| member.at).max()?;
    let lang = language_of_most(members)?;
    let fitness = |member| fitness(member, latest, lang);
    members
        .iter()
        .max_by(|a, b| fitness(a).total_cmp(&fitness(b)).then(b.at.cmp(&a.at)).then(b.article.cmp(&a.article)))
        .map(|member| member.article)
}

/// The language of most publishers, reprints counted: they tell whom the story's readers read. Of two, the one in which it
/// was told first.
fn language_of_most(members: &[LeadCandidate]) -> Option<Lang> {
    let mut told: BTreeMap<Lang, (BTreeSet<PublisherId>, Timestamp)> = BTreeMap::new();
    for member in members {
        let (publishers, first) = told.entry(member.lang).or_insert_with(|| (BTreeSet::new(), member.at));
        publishers.insert(member.publisher);
        *first = member.at.min(*first);
    }
    let most = told.into_iter().max_by_key(|(lang, (publishers, first))| (publishers.len(), Reverse((*first, *lang))));
    most.map(|(lang, _)| lang)
}

fn fitness(member: &LeadCandidate, latest: Timestamp, lang: Lang) -> f32 {
    let letters = member.title.chars().count();
    let is_wide = member.title.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c));
    let good_length = if is_wide { 8..=40 } else { 25..=110 };
    let hours_behind = latest.since_us(member.at) as f32 / Timestamp::HOUR as f32;
    let mut fitness = member.score * 0.5 - 0.02 * hours_behind.min(48.0);
    fitness += if good_length.contains(&letters) { 0.6 } else { 0.0 };
    fitness += if member.lang == lang { 0.6 } else { 0.0 };
    fitness += if member.has_image { 0.2 } else { 0.0 };
    fitness += 0.4 * (member.words as f32 / 400.0).min(1.0);
    fitness -= if member.is_copy { 0.4 } else { 0.0 };
    fitness -= if member.is_live_blog { 0.3 } else { 0.0 };
    fitness -= match member.access {
        Access::Subscribers => 0.6,
        Access::Metered => 0.15,
        Access::Free | Access::Unknown => 0.0,
    };
    fitness -= if letters == 0 { 5.0 } else { 0.0 };
    fitness
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(article: i64, hour: i64, title: &str) -> LeadCandidate {
        LeadCandidate {
            article: ArticleId(article),
            publisher: PublisherId(article),
            at: Timestamp(hour * Timestamp::HOUR),
            lang: Lang::EN,
            title: title.into(),
            words: 400,
            access: Access::Free,
            is_copy: false,
            is_live_blog: false,
            has_image: true,
            score: 0.8,
        }
    }

    #[test]
    fn the_lead_is_readable_original_and_recent() {
        let check = |members: &[LeadCandidate], expected: Option<i64>| {
            assert_eq!(choose_lead(members), expected.map(ArticleId));
        };
        let title = "Ferry runs aground off Lindwick, all safe";
        check(&[], None);
        check(&[member(1, 0, title), member(2, 5, title)], Some(2));
        check(&[member(1, 0, title), LeadCandidate { access: Access::Subscribers, ..member(2, 5, title) }], Some(1));
        check(&[member(1, 0, title), LeadCandidate { is_copy: true, ..member(2, 5, title) }], Some(1));
        check(&[member(1, 0, title), member(2, 5, "")], Some(1));
        check(&[member(2, 0, title), member(1, 0, title)], Some(1));
        let german = |article, hour| LeadCandidate {
            lang: Lang::DE,
            ..member(article, hour, "Fähre läuft vor Lindwick auf Grund, alle wohlauf")
        };
        let copy = |article| LeadCandidate { is_copy: true, ..member(article, 1, title) };
        check(&[member(1, 0, title), copy(2), german(3, 6)], Some(1));
        check(&[member(1, 0, title), german(2, 4), german(3, 6)], Some(3));
        check(&[member(1, 0, title), german(2, 6)], Some(1));
        check(
            &[member(1, 0, title), LeadCandidate { publisher: PublisherId(2), ..german(3, 4) }, german(2, 6)],
            Some(1),
        );
    }
}

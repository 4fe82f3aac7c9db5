//! What is kept of a story: its headline, its lead, its counts, its rank with the reasons.

use news::{ArticleId, Country, Enrichment, Placement, PlacementReason, PublisherId, StoryId};
use std::collections::{BTreeMap, BTreeSet};
use store::{Member, Moved, RankReason, StoryFacts, StoryRow, ToEnrich};
use stories::{Change, LeadCandidate};

/// How many other articles a story's card names beside its lead.
const OTHERS: usize = 4;

/// What is known of an article of this batch and not in the store yet.
pub(crate) struct Told {
    story: StoryId,
    member: Member,
}

impl Told {
    pub fn new(
        row: &ToEnrich,
        enrichment: &Enrichment,
        story: StoryId,
        copy_of: Option<ArticleId>,
        score: f32,
    ) -> Self {
        Self {
            story,
            member: Member {
                article: row.id,
                publisher: row.publisher.id,
                published: row.published,
                copy_of,
                title: row.article.title.clone(),
                section: enrichment.section.clone(),
                lang: enrichment.lang,
                score,
                has_image: row.article.image_url.is_some(),
                access: row.article.access,
                is_live_blog: row.article.is_live_blog,
                words: i64::from(enrichment.words),
                country: Country::home(&row.publisher.key, row.publisher_country, enrichment.lang),
                pace: row.pace,
            },
        }
    }
}

/// What became of articles that stood in stories: stories that went into others, articles that went by themselves.
#[derive(Default)]
pub(crate) struct Changes {
    /// From, into, and how close their members were.
    merges: BTreeMap<StoryId, (StoryId, f32)>,
    /// Where an article went, and the story it left.
    moves: BTreeMap<ArticleId, (Placement, StoryId)>,
}

impl Changes {
    /// Takes changes in the order in which the clusterer told them.
    pub fn new(changes: impl IntoIterator<Item = Change>) -> Self {
        let mut all = Self::default();
        for change in changes {
            match change {
                Change::Merged(merge) => {
                    all.merges.insert(merge.from, (merge.into, merge.closeness));
                }
                Change::Moved { placement, from } => {
                    // What it left first is what the store knows it by.
                    let from = all.moves.remove(&placement.article).map_or(from, |(_, first)| first);
                    all.moves.insert(placement.article, (placement, from));
                }
            }
        }
        all
    }

    /// Where an article of this story stands now.
    pub fn story_of(&self, article: ArticleId, story: StoryId) -> StoryId {
        let moved_to = self.moves.get(&article).and_then(|(placement, _)| placement.story);
        self.merged_into(moved_to.unwrap_or(story))
    }

    /// Where a story's articles stand now: a story that took in another may itself have gone into a third.
    fn merged_into(&self, story: StoryId) -> StoryId {
        let mut at = story;
        // A chain is never longer than the merges, whatever they say.
        for _ in 0..=self.merges.len() {
            match self.merges.get(&at) {
                Some((into, _)) => at = *into,
                None => break,
            }
        }
        at
    }

    /// Every story that lost or took in an article.
    pub fn stories(&self) -> impl Iterator<Item = StoryId> {
        let merged = self.merges.iter().flat_map(|(from, (into, _))| [*from, *into]);
        let moved = self.moves.values().flat_map(|(placement, from)| [Some(*from), placement.story]);
        merged.chain(moved.flatten())
    }

    pub fn redirects(&self) -> Vec<(StoryId, StoryId)> {
        self.merges.keys().map(|from| (*from, self.merged_into(*from))).collect()
    }
}

/// Lists the stored articles that changes carry to another story; those of this batch are placed there already.
pub(crate) fn moved(facts: &[StoryFacts], told: &BTreeMap<ArticleId, Told>, changes: &Changes) -> Vec<Moved> {
    let mut moved = Vec::new();
    for story in facts {
        for member in story.members.iter().filter(|member| !told.contains_key(&member.article)) {
            let now = changes.story_of(member.article, story.id);
            if now == story.id {
                continue;
            }
            let (copy_of, score, reason) = match changes.moves.get(&member.article) {
                Some((placement, _)) => (placement.copy_of, placement.score, placement.reason.clone()),
                None => {
                    let similarity = changes.merges.get(&story.id).map_or(0.0, |(_, closeness)| *closeness);
                    let reason =
                        PlacementReason { kind: "merged".to_owned(), similarity, ..PlacementReason::default() };
                    (member.copy_of, similarity, reason)
                }
            };
            moved.push(Moved { article: member.article, story: now, copy_of, score, reason });
        }
    }
    moved
}

/// Makes the rows of all stories that a batch touched. `facts` is what the store knows; `told` comes on top and wins.
pub(crate) fn story_rows(facts: Vec<StoryFacts>, told: BTreeMap<ArticleId, Told>, changes: &Changes) -> Vec<StoryRow> {
    let mut stories: BTreeMap<StoryId, (Option<String>, BTreeMap<ArticleId, Member>)> = BTreeMap::new();
    for story in facts {
        if story.headline_by_person {
            stories.entry(changes.merged_into(story.id)).or_default().0.get_or_insert(story.headline);
        }
        // An article of this batch may stand elsewhere now.
        for member in story.members.into_iter().filter(|member| !told.contains_key(&member.article)) {
            let now = changes.story_of(member.article, story.id);
            stories.entry(now).or_default().1.insert(member.article, member);
        }
    }
    for (article, told) in told {
        stories.entry(changes.story_of(article, told.story)).or_default().1.insert(article, told.member);
    }
    stories
        .into_iter()
        .filter_map(|(id, (headline, members))| story_row(id, headline, members.into_values().collect()))
        .collect()
}

/// None when no member is left.
fn story_row(id: StoryId, headline: Option<String>, mut members: Vec<Member>) -> Option<StoryRow> {
    members.sort_by_key(|member| (member.published, member.article));
    let candidates: Vec<LeadCandidate> = members.iter().map(lead_candidate).collect();
    let lead = stories::choose_lead(&candidates)?;
    let lead = members.iter().find(|member| member.article == lead)?;
    let (first, last) = (members.first()?.published, members.last()?.published);
    let publishers: BTreeSet<PublisherId> = members.iter().map(|member| member.publisher).collect();
    let importance = stories::importance(&members.iter().map(report).collect::<Vec<_>>());
    Some(StoryRow {
        id,
        lang: lead.lang,
        section: commonest_section(&members),
        headline: headline.unwrap_or_else(|| lead.title.clone()),
        lead: lead.article,
        others: others(&members, lead),
        first,
        last,
        article_count: members.len() as i64,
        copy_count: members.iter().filter(|member| member.copy_of.is_some()).count() as i64,
        publisher_count: publishers.len() as i64,
        rank: stories::importance::rank(importance.score, importance.at),
        reasons: importance
            .reasons
            .into_iter()
            .map(|reason| RankReason { kind: reason.kind, amount: f64::from(reason.value) })
            .collect(),
    })
}

fn lead_candidate(member: &Member) -> LeadCandidate {
    LeadCandidate {
        article: member.article,
        publisher: member.publisher,
        at: member.published,
        title: member.title.clone(),
        words: u32::try_from(member.words).unwrap_or(u32::MAX),
        lang: member.lang,
        access: member.access,
        is_copy: member.copy_of.is_some(),
        is_live_blog: member.is_live_blog,
        has_image: member.has_image,
        score: member.score,
    }
}

fn report(member: &Member) -> stories::Report {
    stories::Report {
        publisher: member.publisher,
        at: member.published,
        lang: member.lang,
        country: member.country,
        is_copy: member.copy_of.is_some(),
        pace: u32::try_from(member.pace).unwrap_or_default(),
    }
}

/// The newest article of each other publisher, own reports before copies.
fn others(members: &[Member], lead: &Member) -> Vec<ArticleId> {
    let mut seen = BTreeSet::from([lead.publisher]);
    let mut chosen = Vec::new();
    for copies in [false, true] {
        for member in
            members.iter().rev().filter(|member| member.copy_of.is_some() == copies && member.article != lead.article)
        {
            if chosen.len() < OTHERS && seen.insert(member.publisher) {
                chosen.push(member.article);
            }
        }
    }
    chosen
}

fn commonest_section(members: &[Member]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for section in members.iter().filter_map(|member| member.section.as_deref()) {
        *counts.entry(section).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(section, count)| (*count, std::cmp::Reverse(*section)))
        .map(|(section, _)| section.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::{Access, Lang, Timestamp};

    fn member(article: i64, publisher: i64, minute: i64, copy_of: Option<i64>) -> Member {
        Member {
            article: ArticleId(article),
            publisher: PublisherId(publisher),
            published: Timestamp(minute * Timestamp::MINUTE),
            copy_of: copy_of.map(ArticleId),
            title: format!("Title {article}"),
            section: Some(if article % 2 == 0 { "science" } else { "politics" }.to_owned()),
            lang: Lang::EN,
            score: 1.0,
            has_image: false,
            access: Access::Unknown,
            is_live_blog: false,
            words: 300,
            country: None,
            pace: 1,
        }
    }

    #[test]
    fn a_story_counts_publishers_once_and_names_others_before_copies() {
        let members =
            vec![member(1, 1, 0, None), member(2, 2, 1, Some(1)), member(3, 3, 2, None), member(5, 3, 3, None)];
        let row = story_row(StoryId(9), None, members).unwrap();
        assert_eq!((row.article_count, row.copy_count, row.publisher_count), (4, 1, 3));
        assert_eq!(row.section.as_deref(), Some("politics"));
        assert!(!row.others.contains(&row.lead));
        assert_eq!(row.others.last(), Some(&ArticleId(2)), "the copy stands last: {:?}", row.others);
        assert_eq!((row.first, row.last), (Timestamp(0), Timestamp(3 * Timestamp::MINUTE)));
    }

    #[test]
    fn a_story_says_why_it_stands_where_it_does() {
        let at_home =
            |article, country| Member { country: Country::parse(country), ..member(article, article, article, None) };
        let members = vec![at_home(1, "AT"), at_home(2, "GB"), at_home(3, "AT"), member(4, 4, 9, Some(1))];
        let row = story_row(StoryId(9), None, members).unwrap();
        let mut reasons: Vec<String> = row.reasons.iter().map(|one| format!("{} {}", one.kind, one.amount)).collect();
        reasons.sort();
        assert_eq!(reasons, ["copies 1", "countries 2", "publishers 3", "speed 3"]);
    }

    #[test]
    fn changes_are_applied_in_the_order_told() {
        let merged = |from: i64, into: i64| {
            Change::Merged(stories::Merge { from: StoryId(from), into: StoryId(into), closeness: 0.5 })
        };
        let moved_to = |article: i64, from: i64, into: i64| Change::Moved {
            placement: Placement {
                article: ArticleId(article),
                story: Some(StoryId(into)),
                copy_of: None,
                score: 0.9,
                reason: PlacementReason::default(),
            },
            from: StoryId(from),
        };
        let check = |changes: Vec<Change>, expected: &[(i64, i64)]| {
            let changes = Changes::new(changes);
            // Article n stands in story n; article 10 n with it.
            let facts = |n: i64| StoryFacts {
                id: StoryId(n),
                lang: Lang::EN,
                headline: String::new(),
                headline_by_person: false,
                members: vec![member(n, n, 0, None), member(10 * n, 9, 1, None)],
            };
            let facts: Vec<StoryFacts> = (1..5).map(facts).collect();
            let moved = moved(&facts, &BTreeMap::new(), &changes);
            let moves: Vec<(i64, i64)> = moved.iter().map(|one| (one.article.0, one.story.0)).collect();
            assert_eq!(moves, expected);
            let rows = story_rows(facts, BTreeMap::new(), &changes);
            assert_eq!(rows.iter().map(|row| row.article_count).sum::<i64>(), 8, "{rows:?}");
            for (_, into) in changes.redirects() {
                assert!(rows.iter().any(|row| row.id == into), "a redirect leads to a story");
            }
        };
        check(vec![], &[]);
        check(vec![merged(1, 2)], &[(1, 2), (10, 2)]);
        check(vec![merged(1, 2), merged(2, 3)], &[(1, 3), (10, 3), (2, 3), (20, 3)]);
        check(vec![moved_to(10, 1, 2)], &[(10, 2)]);
        check(vec![moved_to(10, 1, 2), merged(2, 3)], &[(10, 3), (2, 3), (20, 3)]);
        check(vec![moved_to(10, 1, 2), moved_to(10, 2, 1)], &[]);
        check(vec![moved_to(10, 1, 99), merged(1, 4)], &[(1, 4), (10, 99)]);
    }

    #[test]
    fn a_headline_by_a_person_stays() {
        let row = story_row(StoryId(1), Some("Ours".to_owned()), vec![member(1, 1, 0, None)]).unwrap();
        assert_eq!(row.headline, "Ours");
        assert!(story_row(StoryId(1), None, Vec::new()).is_none());
    }
}

//! How important a story is, with the reasons a reader may see.

use news::Timestamp;
use serde::{Deserialize, Serialize};

/// What importance is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryFacts {
    /// Publishers with an article of their own, copies not counted.
    pub publishers: u32,
    /// All publishers that carry it, copies counted.
    pub publishers_with_copies: u32,
    pub articles: u32,
    pub languages: u32,
    /// Countries of its publishers; 0 when unknown.
    pub countries: u32,
    pub first: Timestamp,
    pub last: Timestamp,
    /// When each publisher's first article of its own came, in any order.
    pub arrivals: Vec<Timestamp>,
}

/// The importance of a story at a moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Importance {
    /// Not below 0; a story of one fresh article has about 1.
    pub score: f32,
    /// What made the score, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// One part of the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// `publishers`, `copies`, `languages`, `countries`, `speed` or `follow_ups`.
    pub kind: String,
    /// What is told: so many publishers, or publishers an hour for `speed`.
    pub value: f32,
    /// What it adds to the score before age takes from it.
    pub adds: f32,
}

/// After so many hours without a new publisher or article half of the score is left.
const HALF_LIFE_H: f32 = 10.0;
/// Over so many hours after the first article speed is measured.
const SPEED_HOURS: f32 = 3.0;

/// Tells a story's importance. What counts is how many publishers tell it independently; more articles of the same
/// publishers add almost nothing, so that none can flood the front page.
pub fn importance(facts: &StoryFacts, now: Timestamp) -> Importance {
    let publishers = facts.publishers.max(1) as f32;
    let copies = facts.publishers_with_copies.saturating_sub(facts.publishers) as f32;
    let follow_ups =
        (facts.articles as f32 - facts.publishers_with_copies.max(facts.publishers) as f32).clamp(0.0, publishers);
    let early =
        facts.arrivals.iter().filter(|at| at.since_us(facts.first) as f32 <= SPEED_HOURS * Timestamp::HOUR as f32);
    let speed = early.count().saturating_sub(1) as f32 / SPEED_HOURS;
    let mut reasons = vec![
        reason("publishers", publishers, publishers.log2() * 1.5 + 1.0),
        reason("copies", copies, 0.3 * (1.0 + copies).log2()),
        reason("languages", facts.languages as f32, 0.8 * (facts.languages.max(1) as f32).log2()),
        reason("countries", facts.countries as f32, 0.5 * (facts.countries.max(1) as f32).log2()),
        reason("speed", speed, 0.6 * (1.0 + speed).log2()),
        reason("follow_ups", follow_ups, 0.2 * (1.0 + follow_ups).log2()),
    ];
    reasons.retain(|reason| reason.adds > 0.0);
    reasons.sort_by(|a, b| b.adds.total_cmp(&a.adds));
    let age_h = (now.since_us(facts.last).max(0) as f64 / Timestamp::HOUR as f64) as f32;
    let score = reasons.iter().map(|reason| reason.adds).sum::<f32>() * 0.5_f32.powf(age_h / HALF_LIFE_H);
    Importance { score, reasons }
}

/// Makes a score into a number that orders stories by importance at every later moment without being computed again:
/// since each score halves in the same time, their order never changes. `score` is that at the story's last article.
pub fn rank(score: f32, last: Timestamp) -> f64 {
    let half_lives = last.0 as f64 / Timestamp::HOUR as f64 / f64::from(HALF_LIFE_H);
    f64::from(score.max(f32::MIN_POSITIVE)).log2() + half_lives
}

fn reason(kind: &str, value: f32, adds: f32) -> Reason {
    Reason { kind: kind.into(), value, adds }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = Timestamp::HOUR;

    #[test]
    fn the_rank_orders_stories_as_their_scores_do_at_any_later_moment() {
        let old = StoryFacts { last: Timestamp(20 * HOUR), ..facts(9, 9, 1) };
        let young = StoryFacts { last: Timestamp(31 * HOUR), ..facts(2, 2, 1) };
        let rank_of = |facts: &StoryFacts| rank(importance(facts, facts.last).score, facts.last);
        for hours in [31, 40, 100] {
            let now = Timestamp(hours * HOUR);
            let by_score = importance(&old, now).score > importance(&young, now).score;
            assert_eq!(rank_of(&old) > rank_of(&young), by_score, "after {hours} h");
        }
    }

    fn facts(publishers: u32, articles: u32, languages: u32) -> StoryFacts {
        StoryFacts {
            publishers,
            publishers_with_copies: publishers,
            articles,
            languages,
            countries: languages,
            arrivals: (0..i64::from(publishers)).map(|index| Timestamp(index * HOUR)).collect(),
            ..StoryFacts::default()
        }
    }

    #[test]
    fn more_voices_weigh_more_and_age_takes_from_all() {
        let score = |facts: &StoryFacts, hours: i64| importance(facts, Timestamp(hours * HOUR)).score;
        let check = |more: f32, less: f32| assert!(more > less, "{more} > {less}");
        check(score(&facts(5, 5, 1), 1), score(&facts(2, 2, 1), 1));
        check(score(&facts(5, 5, 3), 1), score(&facts(5, 5, 1), 1));
        check(score(&facts(5, 5, 1), 1), score(&facts(5, 5, 1), 9));
        // One publisher with two hundred articles stays behind two publishers.
        check(score(&facts(2, 2, 1), 1), score(&facts(1, 200, 1), 1));
        let copied = StoryFacts { publishers_with_copies: 9, articles: 9, ..facts(1, 1, 1) };
        check(score(&facts(4, 4, 1), 1), score(&copied, 1));
        check(score(&copied, 1), score(&facts(1, 1, 1), 1));
        // A clock that runs behind does no harm.
        assert_eq!(score(&facts(3, 3, 1), -5), score(&facts(3, 3, 1), 0));
    }

    #[test]
    fn the_reasons_say_what_counted() {
        let kinds = |facts: &StoryFacts| {
            importance(facts, facts.last).reasons.into_iter().map(|reason| reason.kind).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(kinds(&facts(1, 1, 1)), "publishers");
        assert_eq!(kinds(&facts(8, 11, 2)), "publishers languages speed countries follow_ups");
    }
}

//! How important a story is, with the reasons a reader may see.
//!
//! What counts is how many publishers tell it in words of their own, and how lately each did. A publisher's voice fades from
//! its last report on: a story that thirteen told last week and one tells today weighs like a story of one, and no publisher
//! keeps a story up by telling it again and again. What one publisher alone tells shares that publisher's weight with all
//! else it published in those hours, so that none can flood the front page.

use news::{Country, Lang, PublisherId, Timestamp};
use std::collections::BTreeMap;

/// An article of a story, as far as importance hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub publisher: PublisherId,
    pub at: Timestamp,
    pub lang: Lang,
    /// Where its publisher is at home; None when that is unknown.
    pub country: Option<Country>,
    /// Its text is another article's.
    pub is_copy: bool,
    /// How many articles its publisher published in the [`HALF_LIFE_US`] up to it, itself among them.
    pub pace: u32,
}

/// The importance of a story at the moment of its last report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Importance {
    /// Above 0; a fresh story of one publisher that tells little else has 1.
    pub score: f32,
    /// When that was: what came later is copies.
    pub at: Timestamp,
    /// What made the score, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// One factor of the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// `publishers`, `lately`, `copies`, `languages`, `countries`, `speed`, `follow_ups` or `pace`.
    pub kind: String,
    /// What is told: how many there are of it.
    pub value: f32,
    /// By what it multiplies the score.
    pub times: f32,
}

/// Every score, and every voice in it, halves in this time.
pub const HALF_LIFE_US: i64 = 10 * Timestamp::HOUR;
/// Over this time after the first report speed is measured.
const SPEED_US: i64 = 3 * Timestamp::HOUR;
/// A publisher that tells so many other things in a half-life gives what it alone tells half its weight.
const FULL_PACE: f32 = 6.0;

/// How much of each weight the score takes, as an exponent. They sum to 1: then a new report never puts a story back, since
/// weights halve no faster than scores do.
mod share {
    pub const PUBLISHERS: f32 = 0.5;
    pub const LANGUAGES: f32 = 0.12;
    pub const COUNTRIES: f32 = 0.1;
    pub const COPIES: f32 = 0.1;
    pub const SPEED: f32 = 0.1;
    pub const FOLLOW_UPS: f32 = 0.08;
}

/// Tells a story's importance. `reports` is in the order of time, and not empty.
pub fn importance(reports: &[Report]) -> Importance {
    let Some(first) = reports.first() else { return Importance::default() };
    let mut own: Vec<&Report> = reports.iter().filter(|report| !report.is_copy).collect();
    if own.is_empty() {
        // Its original stands elsewhere, or nowhere any more.
        own.push(first);
    }
    let at = own.iter().map(|report| report.at).max().unwrap_or_default();
    let mut first_of: BTreeMap<PublisherId, usize> = BTreeMap::new();
    for (index, report) in own.iter().enumerate() {
        first_of.entry(report.publisher).or_insert(index);
    }
    let began = |report: &Report| first_of.get(&report.publisher).map(|&index| own[index].at);
    let was_early = |report: &Report| began(report).is_some_and(|at| at.since_us(first.at) <= SPEED_US);

    let publishers = Heard::of(own.iter().map(|report| (report.publisher, report.at)), at);
    let languages = own.iter().filter(|report| !report.lang.is_unknown());
    let languages = Heard::of(languages.map(|report| (report.lang, report.at)), at);
    let countries = Heard::of(own.iter().filter_map(|report| Some((report.country?, report.at))), at);
    let early = own.iter().filter(|report| was_early(report));
    let early = Heard::of(early.map(|report| (report.publisher, report.at)), at);
    let follow_ups = own.iter().enumerate().filter(|(index, report)| first_of[&report.publisher] != *index);
    // Of a publisher's follow-ups the latest counts: more of them are its zeal alone.
    let follow_ups = Heard::of(follow_ups.map(|(_, report)| (report.publisher, report.at)), at);
    let copies = reports.iter().filter(|report| began(report).is_none());
    let copies = Heard::of(copies.map(|report| (report.publisher, report.at)), at);
    let is_alone = publishers.count + copies.count == 1;
    let others = if is_alone { own[0].pace.saturating_sub(1) } else { 0 };

    let mut reasons = vec![
        reason("publishers", publishers.count, publishers.weight.powf(share::PUBLISHERS)),
        reason("languages", languages.count, languages.weight.max(1.0).powf(share::LANGUAGES)),
        reason("countries", countries.count, countries.weight.max(1.0).powf(share::COUNTRIES)),
        reason("copies", copies.count, (1.0 + copies.weight).powf(share::COPIES)),
        reason("speed", early.count, early.weight.max(1.0).powf(share::SPEED)),
        reason("follow_ups", own.len() - publishers.count, (1.0 + follow_ups.weight).powf(share::FOLLOW_UPS)),
        reason("pace", own[0].pace as usize, 1.0 / (1.0 + others as f32 / FULL_PACE)),
    ];
    let score = reasons.iter().map(|reason| reason.times).product();
    reasons.retain(|reason| reason.kind == "publishers" || reason.times != 1.0);
    if publishers.lately < publishers.count {
        reasons.push(reason("lately", publishers.lately, 1.0));
    }
    reasons.sort_by(|a, b| b.times.total_cmp(&a.times));
    Importance { score, at, reasons }
}

/// Who or what is heard in a story.
struct Heard {
    count: usize,
    /// How many of them were heard in the half-life up to the last report.
    lately: usize,
    /// How much they weigh: each halves with every half-life since it was heard last.
    weight: f32,
}

impl Heard {
    /// Counts what was heard at which time, in the order of time.
    fn of<T: Ord>(heard: impl Iterator<Item = (T, Timestamp)>, until: Timestamp) -> Self {
        let latest: BTreeMap<T, Timestamp> = heard.collect();
        let silent = || latest.values().map(|at| until.since_us(*at).max(0));
        Self {
            count: latest.len(),
            lately: silent().filter(|&silent_us| silent_us < HALF_LIFE_US).count(),
            weight: silent().map(|silent_us| 0.5_f32.powf(silent_us as f32 / HALF_LIFE_US as f32)).sum(),
        }
    }
}

/// Makes a score into a number that orders stories by importance at every later moment without being computed again:
/// since each score halves in the same time, their order never changes. `score` is that of the moment `at`.
pub fn rank(score: f32, at: Timestamp) -> f64 {
    let half_lives = at.0 as f64 / HALF_LIFE_US as f64;
    f64::from(score.max(f32::MIN_POSITIVE)).log2() + half_lives
}

fn reason(kind: &str, value: usize, times: f32) -> Reason {
    Reason { kind: kind.into(), value: value as f32, times }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reports in words like "a@0 b@1 c@2": publisher, hour; "a@2*30": one of thirty in ten hours; "=b@1": a copy;
    /// "b@1/de": in German, from Germany. Without more, all is in English, from one country.
    fn told(words: &str) -> Vec<Report> {
        words.split_whitespace().map(report).collect()
    }

    fn report(word: &str) -> Report {
        let (word, is_copy) = word.strip_prefix('=').map_or((word, false), |rest| (rest, true));
        let (word, lang) = word.split_once('/').unwrap_or((word, "en"));
        let (word, pace) = word.split_once('*').map_or((word, 1), |(word, pace)| (word, pace.parse().unwrap()));
        let (publisher, hour) = word.split_once('@').unwrap();
        let number = publisher.bytes().fold(0, |number, byte| number * 256 + i64::from(byte));
        let at = Timestamp((hour.parse::<f64>().unwrap() * Timestamp::HOUR as f64) as i64);
        let lang = Lang::parse(lang).unwrap();
        let country = Country::parse(if lang == Lang::EN { "GB" } else { lang.as_str() });
        Report { publisher: PublisherId(number), at, lang, country, is_copy, pace }
    }

    fn rank_of(words: &str) -> f64 {
        let importance = importance(&told(words));
        rank(importance.score, importance.at)
    }

    #[test]
    fn stories_stand_in_the_order_of_an_editor() {
        let check = |why: &str, more: &str, less: &str| {
            let (more_rank, less_rank) = (rank_of(more), rank_of(less));
            assert!(more_rank > less_rank, "{why}: {more} {more_rank} > {less} {less_rank}");
        };
        check("more voices", "a@0 b@1 c@1 d@2 e@2", "a@0 b@2");
        check("the younger of two alike", "a@10 b@11", "a@0 b@1");
        check("what many tell outlasts the night", "a@0 b@1 c@1 d@2 e@2", "z@10");
        check("but not three days", "z@75", "a@0 b@1 c@1 d@2 e@2");
        check("own words, not reprints", "a@0 b@1 c@1 d@2", "a@0 =b@0 =c@0 =d@1 =e@1 =f@1 =g@1 =h@2 =i@2");
        check("reprints tell something", "a@0 =b@0 =c@0", "a@0");
        check("told abroad", "a@0 b@1/de c@1/fr", "a@0 b@1 c@1");
        check("told at once", "a@0 b@1 c@2 d@5", "a@0 b@4 c@4.5 d@5");
        check("publishers come back to it", "a@0 b@1 c@5 a@6 b@6", "a@0 b@1 c@6");
        check("zeal of one publisher", "a@0 b@5", "a@0 a@1 a@2 a@3 a@3.2 a@3.4 a@3.6 a@3.8 a@4 a@5");
        let week_old = "a@0 b@0 c@1 d@1 e@1 f@2 g@2 h@2 i@3 j@3 k@3 l@3 m@3 a@120";
        check("what many told last week and one tells now", "x@119 y@120", week_old);
        check("it is still more than a story of one", week_old, "x@120");
        check("what they take up again", "a@0 b@0 c@1 d@1 e@1 a@120 b@121 c@121 d@122", "x@120 y@121 z@122");
    }

    #[test]
    fn one_publisher_cannot_flood_the_front_page() {
        // Nine publishers told a thing each over the night, one five hundred in the hour before now.
        let quiet = (0..9).map(|hour| (rank_of(&format!("q{hour}@{hour}")), false));
        let flood = (0..500).map(|nth| (rank_of(&format!("z@{}*{}", 10.0 + f64::from(nth) / 500.0, nth + 1)), true));
        let mut all: Vec<(f64, bool)> = quiet.chain(flood).collect();
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let of_the_flood = all[..15].iter().filter(|(_, is_flood)| *is_flood).count();
        assert!(of_the_flood < 8, "{of_the_flood} of the first fifteen stories");
        // Once another tells it too, nothing is taken from it.
        assert!(rank_of("z@10*500 y@11") > rank_of("z@10 y@11") - 0.01);
    }

    #[test]
    fn a_new_report_never_puts_a_story_back() {
        let words: Vec<&str> = "a@0 b@0.1 =c@2 a@2/de d@9 =e@20 f@50/ru f@51 a@170 =g@171 b@400".split(' ').collect();
        for end in 1..words.len() {
            let (before, after) = (rank_of(&words[..end].join(" ")), rank_of(&words[..=end].join(" ")));
            assert!(after > before - 1e-4, "{}: {before} then {after}", words[..=end].join(" "));
        }
    }

    #[test]
    fn the_rank_orders_stories_as_their_scores_do_at_any_later_moment() {
        let (old, young) = (told("a@11 b@12 c@13 d@14 e@15 f@16 g@17 h@18 i@20"), told("y@30 z@31"));
        let (old, young) = (importance(&old), importance(&young));
        let score = |story: &Importance, hour: i64| {
            let age = hour * Timestamp::HOUR - story.at.0;
            f64::from(story.score) * 0.5_f64.powf(age as f64 / HALF_LIFE_US as f64)
        };
        let rank_of = |story: &Importance| rank(story.score, story.at);
        for hour in [31, 40, 100] {
            assert_eq!(rank_of(&old) > rank_of(&young), score(&old, hour) > score(&young, hour), "after {hour} h");
        }
    }

    #[test]
    fn the_reasons_say_what_counted() {
        let check = |words: &str, expected: &str| {
            let reasons = importance(&told(words)).reasons;
            let said: Vec<String> = reasons.iter().map(|reason| format!("{} {}", reason.kind, reason.value)).collect();
            assert_eq!(said.join(", "), expected, "{words}");
        };
        check("a@0", "publishers 1");
        check("a@0*17", "publishers 1, pace 17");
        check("a@0 =b@1 =c@1 =b@2", "copies 2, publishers 1");
        check("=b@1", "publishers 1");
        check("a@0 b@1/de c@2/de", "publishers 3, speed 3, languages 2, countries 2");
        check("a@0 b@1 c@30 a@31", "publishers 3, follow_ups 1, speed 2, lately 2");
    }
}

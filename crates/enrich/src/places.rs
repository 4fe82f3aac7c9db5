//! Which place a name means, if any: by its size, by the countries the article speaks of, by what stands around it.
//!
//! A name of the gazetteer is no place by itself: "Nice" opens a sentence, "London" is a writer's, "Paris" is in Texas. Points
//! are given for what speaks for a place, and the best of those that a name may mean is taken when it has enough.

use crate::{
    gazetteer::{self, Candidate, Candidates, Place, PlaceKind},
    lexicon,
    mentions::Named,
    reading::Reading,
    words::{Shape, Token},
};
use news::Article;
use std::ops::Range;

/// What a place needs to be taken.
const ENOUGH: f32 = 2.3;

/// What stands around the occurrences of a name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    /// How many of them follow a word as "in" or stand in a dateline.
    pub located: u32,
    /// Country and state of the place named right behind it: "Paris, Texas".
    pub within: Option<([u8; 2], [u8; 2])>,
    /// Its word is also a given name or a usual one.
    pub is_ambiguous: bool,
    /// It was found by its capital.
    pub has_capital: bool,
    /// It is a word all in capitals, as abbreviations are.
    pub is_in_capitals: bool,
}

impl Evidence {
    pub fn join(&mut self, other: Self) {
        self.located += other.located;
        self.within = self.within.or(other.within);
    }
}

/// Finds what a row of words may mean.
pub(crate) fn candidates(reading: &Reading, run: &[Token]) -> Option<Candidates> {
    const LONGEST_WORDS: usize = 5;
    let first = reading.word(run.first()?);
    if run.len() > LONGEST_WORDS || run.len() > 1 && !gazetteer::may_begin(first.name_hash) {
        return None;
    }
    gazetteer::find(gazetteer::key_of_words(run.iter().map(|token| reading.word(token).name_hash)))
}

/// Finds the place that a publisher's topic names.
pub(crate) fn named(topic: &str) -> Option<Place> {
    let tokens = crate::words::tokenise(topic);
    let key = match tokens.as_slice() {
        [run] if run.shape == Shape::Unspaced => run.hash_of_run(topic),
        words => gazetteer::key_of_words(words.iter().map(|token| crate::subjects::name_hash(token, topic))),
    };
    let candidate = gazetteer::find(key)?.first()?;
    let is_known = candidate.place.kind() != PlaceKind::City || points_of_size(candidate) > 1.0;
    is_known.then_some(candidate.place)
}

/// Looks around a row of words that may name a place.
pub(crate) fn evidence(reading: &Reading, run: &Range<usize>) -> Evidence {
    let tokens = reading.tokens.as_slice();
    let word = reading.word(&tokens[run.start]);
    let before = run.start.checked_sub(1).map(|at| &tokens[at]);
    let follows_locative = before.is_some_and(|before| {
        tokens[run.start].line == before.line
            && lexicon::look_up(before.hash).is_locative
            && before.shape == Shape::Lower
    });
    let after = &reading.text[tokens[run.end - 1].end as usize..];
    let within = after.strip_prefix(", ").and_then(|_| {
        let next = run.end;
        let candidate = (1..=2)
            .rev()
            .filter_map(|length| candidates(reading, tokens.get(next..next + length)?)?.iter().find(is_wider))
            .next()?;
        Some((candidate.place.country(), candidate.place.state()))
    });
    Evidence {
        located: u32::from(follows_locative || is_dateline(reading, run)),
        within,
        is_ambiguous: run.len() == 1 && (word.entry.is_given_name || word.entry.is_usual || word.in_lower_case),
        has_capital: true,
        is_in_capitals: run.len() == 1 && tokens[run.start].shape == Shape::Upper,
    }
}

fn is_wider(candidate: &Candidate) -> bool {
    matches!(candidate.place.kind(), PlaceKind::Country | PlaceKind::Region)
}

/// "LINDWICK, May 3 (Agency) - ...": the first words of a paragraph, a dash or brackets soon after.
fn is_dateline(reading: &Reading, run: &Range<usize>) -> bool {
    const REACH_BYTES: usize = 40;
    let tokens = reading.tokens.as_slice();
    let line = tokens[run.start].line;
    let opens_line = run.start == 0 || tokens[run.start - 1].line != line;
    if !opens_line || run.start < reading.title_end || line > 6 {
        return false;
    }
    let after = &reading.text[tokens[run.end - 1].end as usize..];
    let reach = &after[..after.floor_char_boundary(REACH_BYTES.min(after.len()))];
    let reach = reach.split('\n').next().unwrap_or(reach);
    [" - ", "—", "–", " (", "/", ": "].iter().any(|mark| reach.contains(mark))
}

/// Gives each name that may mean a place the one it means, or none.
pub(crate) fn resolve(named: &mut [Named], article: &Article, reading: &Reading) {
    let context = Context::of(named, article, reading);
    for name in named.iter_mut() {
        let Some(candidates) = name.candidates else { continue };
        let best = candidates
            .iter()
            .map(|candidate| (points(candidate, name, &context, reading), candidate.place))
            .fold(None, |best: Option<(f32, Place)>, next| match best {
                Some(best) if best.0 >= next.0 => Some(best),
                _ => Some(next),
            });
        name.place = best.filter(|(points, _)| *points >= ENOUGH).map(|(_, place)| place);
    }
}

fn points(candidate: Candidate, name: &Named, context: &Context, reading: &Reading) -> f32 {
    let place = candidate.place;
    let is_city = place.kind() == PlaceKind::City;
    let mut points = match place.kind() {
        PlaceKind::Country => 4.0,
        PlaceKind::Wide => 3.5,
        PlaceKind::Region => 3.3,
        PlaceKind::City => points_of_size(candidate),
    };
    points += context.weight(place.country());
    if name.evidence.located > 0 {
        points += 1.5;
    } else if name.evidence.is_ambiguous {
        points -= 1.2;
    } else if is_city && reading.nouns_are_capitalised() {
        points -= 0.5;
    }
    if is_city && name.evidence.located == 0 {
        points += if name.in_title { 0.3 } else { 0.0 };
        // Only its sentence gives it a capital, or it is an abbreviation.
        if name.is_place_or_nothing && name.evidence.has_capital
            || name.evidence.is_in_capitals && candidate.is_other_name
        {
            points -= 2.0;
        }
    }
    if let Some((country, state)) = name.evidence.within {
        let is_inside = country == place.country() && (state == [0; 2] || state == place.state());
        points += if is_inside && is_city { 2.5 } else { -2.0 };
    }
    points
}

/// A city of fifteen thousand has hardly any, one of ten millions three.
fn points_of_size(candidate: Candidate) -> f32 {
    candidate.place.size() * std::f32::consts::LOG10_2 - 4.0 - if candidate.is_other_name { 0.4 } else { 0.0 }
}

/// The countries an article speaks of or comes from, with what each adds.
struct Context {
    countries: Vec<([u8; 2], f32)>,
}

impl Context {
    fn of(named: &[Named], article: &Article, reading: &Reading) -> Self {
        let mut context = Self { countries: Vec::new() };
        for name in named {
            let Some(candidates) = name.candidates else { continue };
            let Some(first) = candidates.first().map(|candidate| candidate.place) else { continue };
            // What may mean two countries or states tells of none.
            if candidates.iter().filter(is_wider).count() > 1 {
                continue;
            }
            match candidates.iter().find(is_wider) {
                Some(wider) => {
                    let weight = 0.7 + 0.2 * (name.mention.count as f32).ln() + if name.in_title { 0.4 } else { 0.0 };
                    context.add(wider.place.country(), weight);
                }
                None if first.size() > 19.0 => context.add(first.country(), 0.5),
                None => {}
            }
        }
        if let Some(country) = country_of_address(&article.url) {
            context.add(country, 0.7);
        }
        if let Some((_, country)) = HOMES.iter().find(|(lang, _)| *lang == reading.lang.as_str()) {
            context.add(**country, 0.5);
        }
        context
    }

    fn add(&mut self, country: [u8; 2], weight: f32) {
        match self.countries.iter_mut().find(|(known, _)| *known == country) {
            Some((_, known)) => *known = known.max(weight) + 0.2,
            None => self.countries.push((country, weight)),
        }
    }

    fn weight(&self, country: [u8; 2]) -> f32 {
        const MOST: f32 = 1.3;
        self.countries.iter().find(|(known, _)| *known == country).map_or(0.0, |(_, weight)| weight.min(MOST))
    }
}

/// Where most of what is written in a language comes from.
const HOMES: [(&str, &[u8; 2]); 24] = [
    ("de", b"DE"),
    ("fr", b"FR"),
    ("it", b"IT"),
    ("ru", b"RU"),
    ("uk", b"UA"),
    ("pl", b"PL"),
    ("cs", b"CZ"),
    ("sk", b"SK"),
    ("sv", b"SE"),
    ("da", b"DK"),
    ("nb", b"NO"),
    ("no", b"NO"),
    ("fi", b"FI"),
    ("hu", b"HU"),
    ("ro", b"RO"),
    ("nl", b"NL"),
    ("tr", b"TR"),
    ("ja", b"JP"),
    ("zh", b"CN"),
    ("ko", b"KR"),
    ("el", b"GR"),
    ("he", b"IL"),
    ("id", b"ID"),
    ("ms", b"MY"),
];

/// The country whose domain an address ends with.
fn country_of_address(url: &str) -> Option<[u8; 2]> {
    let host = url.split_once("://")?.1.split(['/', ':', '?']).next()?;
    match host.rsplit('.').next()?.as_bytes() {
        b"uk" => Some(*b"GB"),
        // Sold to everyone.
        b"eu" | b"tv" | b"io" | b"me" | b"co" | b"ai" | b"ws" | b"fm" | b"ly" => None,
        [a, b] => Some([a.to_ascii_uppercase(), b.to_ascii_uppercase()]),
        _ => None,
    }
}

/// What an Enrichment tells of a place.
pub(crate) fn told(place: Place) -> news::Place {
    let (lat, lon) = place.coordinates();
    let country = place.country();
    let is_one_country = &country != b"XX";
    news::Place {
        name: place.label().to_owned(),
        country: if is_one_country { String::from_utf8_lossy(&country).into_owned() } else { String::new() },
        lat,
        lon,
    }
}

//! People, organisations and places named in a text, by rules.
//!
//! A name is a run of capitalised words. What stands at the start of a sentence counts only with evidence from elsewhere
//! in the text; in German, where every noun is capitalised, a single word needs a place list or a fuller name nearby.
//! Scripts without capitals are served by the place list, Chinese by [`han_names`] as well.

use crate::{
    cases,
    gazetteer::{self, Candidates, Place, PlaceKind},
    german,
    han_names::{self, NameKind},
    lexicon,
    places::{self, Evidence},
    reading::{Reading, Word},
    subjects::{Kind, Sighting, Subject},
    words::{ByHash, Gap, Shape, Token, hash_word, tokenise},
};
use news::{Article, Lang, Mention, MentionKind};
use std::{cmp::Reverse, ops::Range};

/// A mention with what hashtags need to know.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub mention: Mention,
    pub in_title: bool,
    /// The places it may mean, what speaks for one, and which it was found to mean.
    pub candidates: Option<Candidates>,
    pub evidence: Evidence,
    pub place: Option<Place>,
    /// It would be no name if it meant no place.
    pub is_place_or_nothing: bool,
    pub subject: Option<&'static Subject>,
    /// The token index of its first occurrence.
    pub first: usize,
    /// Its first word may be an ordinary one: it opens a sentence, or every noun has a capital.
    pub has_unsure_start: bool,
}

impl Named {
    fn new(name: String, kind: MentionKind, first: usize, in_title: bool) -> Self {
        Self {
            mention: Mention { name, kind, count: 1, place: None },
            in_title,
            candidates: None,
            evidence: Evidence::default(),
            place: None,
            is_place_or_nothing: false,
            subject: None,
            first,
            has_unsure_start: false,
        }
    }
}

const MOST_MENTIONS: usize = 40;
/// A text with more names is a list: what comes after is not looked at.
const MOST_FOUND: usize = 300;
const LONGEST_NAME_TOKENS: usize = 6;

/// Finds the names in a text, most telling first: by count, those of the title before others. `sightings` are the
/// subjects found in it.
pub(crate) fn find(article: &Article, reading: &Reading, sightings: &[Sighting]) -> Vec<Named> {
    let sightings: Vec<Sighting> = sightings.iter().filter(|s| s.subject.kind != Kind::Topic).copied().collect();
    let mut named = subjects_named(reading, &sightings);
    runs_of_capitals(reading, &sightings, &mut named);
    places_without_capitals(reading, &mut named);
    if reading.lang == Lang::ZH {
        han_named(reading, &sightings, &mut named);
    }
    places::resolve(&mut named, article, reading);
    named.retain(|name| name.place.is_some() || !name.is_place_or_nothing);
    if reading.is_slavic() {
        drop_lands(&mut named);
    }
    join_short_forms(&mut named, reading.is_slavic(), reading.nouns_are_capitalised());
    for name in &mut named {
        if let Some(place) = name.place {
            name.mention.kind = MentionKind::Place;
            name.mention.place = Some(places::told(place));
        }
    }
    named.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.first.cmp(&b.first)));
    named.truncate(MOST_MENTIONS);
    named
}

/// One name for each subject, as it is written where it is first written fully.
fn subjects_named(reading: &Reading, sightings: &[Sighting]) -> Vec<Named> {
    let mut named: Vec<Named> = Vec::new();
    for sighting in sightings {
        let name = &reading.text[sighting.from..sighting.to];
        let in_title = sighting.start < reading.title_end;
        let known = named.iter_mut().find(|known| known.subject.is_some_and(|s| std::ptr::eq(s, sighting.subject)));
        if let Some(known) = known {
            known.mention.count += 1;
            known.in_title |= in_title;
            if name.contains(' ') && !known.mention.name.contains(' ') {
                known.mention.name = name.to_owned();
            }
            continue;
        }
        let kind = if sighting.subject.kind == Kind::Person { MentionKind::Person } else { MentionKind::Organisation };
        named.push(Named {
            subject: Some(sighting.subject),
            ..Named::new(name.to_owned(), kind, sighting.start, in_title)
        });
    }
    named
}

/// How much the article is about the name.
pub(crate) fn weight(named: &Named) -> f32 {
    let early = 1.0 / (1.0 + named.first as f32 / 120.0);
    (1.0 + named.mention.count as f32).ln() + if named.in_title { 1.2 } else { 0.0 } + early
}

/// Words that neither begin nor end a name.
fn is_no_name(reading: &Reading, token: &Token) -> bool {
    let word = reading.word(token);
    // "Jan" is a month to English papers alone.
    word.entry.is_never_a_name && (reading.lang == Lang::EN || !word.entry.is_given_name)
        || word.is_function_word && token.shape != Shape::Upper
        || reading.nouns_are_capitalised() && word.entry.is_usual
}

/// Names that are rows of capitalised words and no subjects; a row that a subject stands in ends there.
fn runs_of_capitals(reading: &Reading, sightings: &[Sighting], named: &mut Vec<Named>) {
    let tokens = reading.tokens.as_slice();
    let is_inflected = matches!(reading.lang.as_str(), "ru" | "uk" | "be");
    let mut by_key: ByHash<usize> = ByHash::default();
    let mut surnames: ByHash<german::Seen> = ByHash::default();
    let mut sightings = sightings.iter().peekable();
    let mut at = 0;
    while at < tokens.len() && named.len() < MOST_FOUND {
        if !tokens[at].shape.is_capitalised() {
            at += 1;
            continue;
        }
        while sightings.next_if(|sighting| sighting.end <= at).is_some() {}
        let mut end = end_of_run(reading, at);
        if let Some(sighting) = sightings.peek().filter(|sighting| sighting.start < end) {
            if sighting.start <= at {
                // What one word follows the subject with is its own affair: "Trump Tower"; a row of words is a name again.
                at = if end == sighting.end + 1 { end } else { sighting.end };
                continue;
            }
            end = sighting.start;
        }
        // "Council of the UK": a country in capitals at the end is a name of its own.
        if end - at > 1 && tokens[end - 1].shape == Shape::Upper && is_known_place(reading, end - 1..end) {
            end -= 1;
        }
        let run = at..end;
        at = end;
        if speaks_in_transcript(reading, &run) {
            continue;
        }
        let in_title = run.start < reading.title_end;
        let Some((run, has_title)) = trim(reading, run, in_title).and_then(|(run, has_title)| {
            if reading.nouns_are_capitalised() {
                german::without_nouns(reading, run, has_title)
            } else {
                Some((run, has_title))
            }
        }) else {
            continue;
        };
        let name = &reading.text[tokens[run.start].start as usize..tokens[run.end - 1].end as usize];
        let candidates = places::candidates(reading, &tokens[run.clone()]);
        let is_name = is_name(reading, &tokens[run.clone()], in_title, has_title);
        if !is_name && candidates.is_none() {
            if reading.nouns_are_capitalised() && run.len() == 1 {
                surnames.entry(tokens[run.start].hash).or_default().see(run.start, in_title);
            }
            continue;
        }
        let evidence = if candidates.is_some() { places::evidence(reading, &run) } else { Evidence::default() };
        // Cases of one name are one name: keyed by its nominative, or in Russian by its words' stems.
        let nominative = if run.len() > 1 { cases::nominative(reading.lang, name) } else { None };
        let is_joined = |word: &Word| is_inflected && word.term != 0;
        let key = match &nominative {
            Some(nominative) if !is_inflected => key_of_words(tokenise(nominative).iter().map(|token| token.hash)),
            _ => key_of_words(
                tokens[run.clone()]
                    .iter()
                    .map(|token| reading.word(token))
                    .map(|word| if is_joined(word) { u64::from(word.term) } else { word.hash }),
            ),
        };
        if let Some(&index) = by_key.get(&key) {
            let known = &mut named[index];
            known.mention.count += 1;
            if nominative.is_none() && cases::nominative(reading.lang, &known.mention.name).is_some() {
                known.mention.name = name.to_owned();
            }
            known.in_title |= in_title;
            known.evidence.join(evidence);
            known.is_place_or_nothing &= !is_name;
            if has_title && known.mention.kind == MentionKind::Other {
                known.mention.kind = MentionKind::Person;
            }
            continue;
        }
        let kind = if tokens[run.clone()].iter().any(|t| reading.word(t).entry.is_of_organisations) {
            MentionKind::Organisation
        } else if has_title
            || nominative.is_some()
            || is_said_to_speak(reading, run.end)
            || run.len() > 1 && reading.word(&tokens[run.start]).entry.is_given_name
        {
            MentionKind::Person
        } else if run.len() == 1 && tokens[run.start].shape == Shape::Upper {
            MentionKind::Organisation
        } else {
            MentionKind::Other
        };
        by_key.insert(key, named.len());
        named.push(Named {
            candidates,
            evidence,
            is_place_or_nothing: !is_name,
            has_unsure_start: run.len() > 1
                && !reading.word(&tokens[run.start]).entry.is_given_name
                && nominative.is_none()
                && (reading.nouns_are_capitalised()
                    || tokens[run.start].opens_sentence && !reading.word(&tokens[run.start]).capitalised_inside),
            ..Named::new(name.to_owned(), kind, run.start, in_title)
        });
    }
    german::join_surnames(reading, named, &mut surnames);
}

/// "HOLM: Good morning." in a transcript names who speaks, not whom it is about.
fn speaks_in_transcript(reading: &Reading, run: &Range<usize>) -> bool {
    let (first, last) = (&reading.tokens[run.start], &reading.tokens[run.end - 1]);
    first.opens_sentence
        && reading.tokens[run.clone()].iter().all(|token| token.shape == Shape::Upper)
        && run.start >= reading.title_end
        && reading.text[last.end as usize..].starts_with(':')
}

fn key_of_words(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, |key, word| key.rotate_left(5) ^ word)
}

fn end_of_run(reading: &Reading, start: usize) -> usize {
    let tokens = reading.tokens.as_slice();
    let mut end = start + 1;
    while end < tokens.len() && end - start < LONGEST_NAME_TOKENS {
        let next = &tokens[end];
        if next.gap == Gap::Break || next.line != tokens[start].line {
            break;
        }
        if next.shape.is_capitalised() && !next.opens_sentence {
            end += 1;
            continue;
        }
        // "Bank of England", "Ursula von der Leyen"; but "France al ..." ends with the place.
        let bridge = (end..(end + 2).min(tokens.len()))
            .take_while(|&i| tokens[i].gap == Gap::Space && may_connect(reading, i, i == end))
            .count();
        let after = end + bridge;
        if bridge == 0
            || after >= tokens.len()
            || !tokens[after].shape.is_capitalised()
            || tokens[after].gap != Gap::Space
            || is_known_place(reading, start..end)
        {
            break;
        }
        // "Weg von Hamburg" is a noun and a place, "Verlinden de Kamer" has an article between; "Ursula von der Leyen" is a name.
        let may_be_no_name = match reading.of(&tokens[end]) {
            // "Jan Berg von der Bank": who has two names has no third.
            "von" | "zu" if reading.nouns_are_capitalised() && end - start > 1 => break,
            "von" | "zu" => reading.nouns_are_capitalised(),
            "das" | "da" if reading.nouns_are_capitalised() => break,
            "de" => reading.lang.as_str() == "nl",
            _ => false,
        };
        if may_be_no_name && !reading.word(&tokens[start]).entry.is_given_name {
            break;
        }
        if reading.of(&tokens[end]) == "of" && is_whole_before_of(reading, start..end) {
            break;
        }
        end = after + 1;
    }
    end
}

/// "Irena Kowal of Karsland" is a person and a place; "Court of Appeal" and "National Institutes of Health" are one name:
/// what such names begin with is no surname.
fn is_whole_before_of(reading: &Reading, run: Range<usize>) -> bool {
    let words = || reading.tokens[run.clone()].iter().map(|token| reading.word(token));
    let is_part = |word: &Word| {
        word.entry.is_of_organisations || word.entry.takes_of || word.entry.is_title || word.is_function_word
    };
    run.len() > 1 && !words().any(is_part) && words().next_back().is_some_and(|last| !last.in_lower_case)
}

/// In German an article only follows another connector: "von der Leyen", but not "Zahl der Toten".
fn may_connect(reading: &Reading, index: usize, is_first: bool) -> bool {
    let token = &reading.tokens[index];
    let is_article = matches!(reading.of(token), "der" | "den" | "la" | "le" | "el");
    reading.word(token).entry.is_connector && !(is_first && is_article)
}

/// Takes off what is no part of a name at either end; tells whether a title ("President") stood before it.
fn trim(reading: &Reading, mut run: Range<usize>, in_title: bool) -> Option<(Range<usize>, bool)> {
    let tokens = reading.tokens.as_slice();
    let is_title = |token: &Token| reading.word(token).entry.is_title;
    let mut has_title = run.start > 0 && tokens[run.start].gap == Gap::Space && is_title(&tokens[run.start - 1]);
    // "Foreign Minister Jan Berg": the name begins after the last title.
    let last_title =
        run.clone().rev().skip(1).find(|&at| is_title(&tokens[at]) && !reading.word(&tokens[at]).entry.is_kept_title);
    if let Some(at) = last_title {
        has_title = true;
        run.start = at + 1;
    }
    while let Some(first) = tokens[run.clone()].first() {
        let word = reading.word(first);
        let opens = first.opens_sentence && !(in_title && reading.title_in_capitals);
        let is_common = opens && word.in_lower_case && !word.capitalised_inside;
        let is_kept = word.entry.is_kept_title && run.len() > 1 && first.shape == Shape::Capital;
        if (is_kept || !is_no_name(reading, first) && !is_common) && first.shape.is_capitalised() {
            break;
        }
        has_title = is_title(first);
        run.start += 1;
    }
    while let Some(last) = tokens[run.clone()].last() {
        if !is_no_name(reading, last) && last.shape.is_capitalised() {
            break;
        }
        run.end -= 1;
    }
    (!run.is_empty()).then_some((run, has_title))
}

fn is_name(reading: &Reading, run: &[Token], in_title: bool, has_title: bool) -> bool {
    let first = &run[0];
    if in_title && reading.title_in_capitals && !(run.len() == 1 && reading.nouns_are_capitalised()) {
        // Only the body tells which words of such a headline are names.
        return run.iter().map(|token| reading.word(token)).all(|word| word.capitalised_inside && !word.in_lower_case);
    }
    if run.len() > 1 {
        return true;
    }
    let word = reading.word(first);
    match first.shape {
        Shape::Initial => false,
        _ if word.entry.is_demonym => false,
        Shape::Upper => first.end - first.start <= 16 && !word.in_lower_case,
        _ if reading.nouns_are_capitalised() => {
            let comes_again = || reading.tokens.iter().filter(|token| token.hash == first.hash).count() > 1;
            let may_be = !word.is_noun && !word.is_calling && !word.follows_article && !word.in_lower_case;
            may_be && !word.entry.is_usual && (has_title || word.is_where_names_are) && comes_again()
        }
        _ => !word.in_lower_case && (!first.opens_sentence || word.capitalised_inside),
    }
}

/// A country or a big city, whatever stands around it.
pub(crate) fn is_known_place(reading: &Reading, run: Range<usize>) -> bool {
    places::candidates(reading, &reading.tokens[run])
        .and_then(|candidates| candidates.first())
        .is_some_and(|first| first.place.kind() != PlaceKind::City || first.place.size() > 18.0)
}

/// "..., Smith said", "Smith told ...": whoever speaks is a person (or speaks for an organisation; the lists know those).
fn is_said_to_speak(reading: &Reading, end: usize) -> bool {
    reading.tokens.get(end).is_some_and(|token| {
        matches!(
            reading.of(token),
            "said"
                | "says"
                | "told"
                | "added"
                | "sagte"
                | "sagt"
                | "erklärte"
                | "dijo"
                | "afirmó"
                | "aseguró"
                | "заявил"
                | "заявила"
                | "сказал"
                | "сказала"
                | "отметил"
                | "отметила"
                | "сообщил"
                | "сообщила"
        )
    })
}

/// The name that remains without an unsure first word, when it is known from elsewhere: "Actor Jan Berg" is "Jan Berg".
fn known_tail(named: &[Named], long: usize) -> Option<usize> {
    let (_, tail) = named[long].mention.name.split_once(' ').filter(|_| named[long].has_unsure_start)?;
    (0..named.len()).find(|&other| {
        let name = &named[other].mention.name;
        other != long
            && (name == tail && tail.contains(' ') || name.split_once(' ').is_some_and(|(first, _)| first == tail))
    })
}

/// The person that a row of words is about, who is named by itself elsewhere: "Ann Holm West End" by a headline in capitals, or
/// in another case: "Michala Redla" is "Michal Redl".
fn known_person(named: &[Named], long: usize, has_cases: bool) -> Option<usize> {
    let name = &named[long].mention.name;
    let is_row = name.split(' ').count() > 2;
    (0..named.len()).find(|&other| {
        let Named { mention, subject, place, .. } = &named[other];
        if other == long || !mention.name.contains(' ') || subject.is_some() || place.is_some() {
            return false;
        }
        let surname = mention.name.rsplit(' ').next();
        let is_person = || match mention.kind {
            MentionKind::Person => true,
            MentionKind::Other => named.iter().any(|name| Some(name.mention.name.as_str()) == surname),
            _ => false,
        };
        let begins = || name.strip_prefix(mention.name.as_str()).is_some_and(|rest| rest.starts_with(' '));
        is_row && begins() && is_person()
            || has_cases
                && is_another_case(name, &mention.name)
                && (nominative_first(&mention.name, other) > nominative_first(name, long))
    })
}

/// Sorts the cases of a name: a given name that is known, the shorter form, the one that stands first.
fn nominative_first(name: &str, index: usize) -> (bool, Reverse<usize>, Reverse<usize>) {
    let given = name.split(' ').next().unwrap_or_default();
    (lexicon::look_up(hash_word(given)).is_given_name, Reverse(name.chars().count()), Reverse(index))
}

/// Full names whose words differ in their endings alone.
fn is_another_case(a: &str, b: &str) -> bool {
    a.split(' ').count() == b.split(' ').count()
        && a.split(' ').zip(b.split(' ')).all(|(a, b)| a == b || is_inflected(a, b, 3))
}

/// "Вальморы Теодор Вэнс" after a title: the land is named by itself elsewhere, and what follows is the person.
fn drop_lands(named: &mut [Named]) {
    for long in 0..named.len() {
        let Some((land, person)) = named[long].mention.name.split_once(' ').filter(|(_, rest)| rest.contains(' '))
        else {
            continue;
        };
        let is_the_land = |other: &Named| {
            let name = other.mention.name.as_str();
            name == land || is_inflected(name, land, 2) && other.mention.kind != MentionKind::Person
        };
        if named[long].mention.kind == MentionKind::Person && named.iter().any(is_the_land) {
            named[long].mention.name = person.to_owned();
        }
    }
}

/// A surname counts for the full name that contains it; the full name keeps the count of both.
fn join_short_forms(named: &mut Vec<Named>, has_cases: bool, nouns_are_capitalised: bool) {
    let mut into: Vec<Option<usize>> =
        (0..named.len()).map(|long| known_tail(named, long).or_else(|| known_person(named, long, has_cases))).collect();
    for (short, target) in into.iter_mut().enumerate() {
        let short_name = &named[short].mention.name;
        if target.is_some()
            || short_name.contains(' ')
            || named[short].place.is_some() && (named[short].evidence.located > 0 || nouns_are_capitalised)
            || named[short].subject.is_some()
        {
            continue;
        }
        *target = (0..named.len())
            .filter(|&full| {
                full != short
                    && named[full].place.is_none()
                    && named[full].mention.kind != MentionKind::Organisation
                    && named[full].mention.name.split([' ', '-']).count() > 1
                    && is_short_form(short_name, &named[full].mention.name, has_cases)
            })
            .max_by_key(|&full| (named[full].mention.count, usize::MAX - named[full].first));
    }
    for (short, target) in into.iter().enumerate() {
        // A name that itself went into another has nothing to take.
        if let &Some(full) = target
            && into[full].is_none()
        {
            let (count, in_title) = (named[short].mention.count, named[short].in_title);
            let first = named[short].first;
            let joined = &mut named[full];
            joined.mention.count += count;
            joined.in_title |= in_title;
            joined.first = joined.first.min(first);
            if joined.mention.kind == MentionKind::Other {
                joined.mention.kind = MentionKind::Person;
            }
        }
    }
    let mut targets = into.iter();
    named.retain(|_| targets.next().is_some_and(Option::is_none));
}

fn is_short_form(short: &str, full: &str, has_cases: bool) -> bool {
    full.split(' ').next_back().is_some_and(|last| last == short || has_cases && is_inflected(short, last, 2))
}

/// Cases of Slavic languages: the words share all but so many of their last letters.
fn is_inflected(a: &str, b: &str, most_letters: usize) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    common >= 4 && a.chars().count().max(b.chars().count()) - common <= most_letters
}

/// Places in scripts without capitals: in runs without spaces anywhere, in others word by word.
fn places_without_capitals(reading: &Reading, named: &mut Vec<Named>) {
    let mut sight = |name: &str, at: usize, candidates: Candidates| {
        let in_title = at < reading.title_end;
        if let Some(known) = named.iter_mut().find(|known| known.mention.name == name) {
            known.mention.count += 1;
            known.in_title |= in_title;
            return;
        }
        if named.len() < MOST_FOUND {
            named.push(Named {
                candidates: Some(candidates),
                is_place_or_nothing: true,
                ..Named::new(name.to_owned(), MentionKind::Place, at, in_title)
            });
        }
    };
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.shape == Shape::Unspaced {
            let run = reading.of(token);
            gazetteer::for_each_in_run(reading.plain(token), |from, to, candidates| {
                sight(&run[from..to], at, candidates);
            });
        } else if token.shape == Shape::Lower && reading.of(token).starts_with(is_caseless) {
            let word = reading.of(token);
            let found = bases(word).find_map(|base| Some((base, gazetteer::find(hash_word(base))?)));
            if let Some((base, candidates)) = found {
                sight(base, at, candidates);
            }
        }
    }
}

/// Letters of living scripts that know no capitals and write spaces: Hebrew, Arabic, those of India, Hangul.
fn is_caseless(character: char) -> bool {
    matches!(character as u32, 0x590..=0x6ff | 0x900..=0xdff | 0xac00..=0xd7af)
}

/// A word, and what is left of it without what such scripts write together with it: "and", "in", particles.
fn bases(word: &str) -> impl Iterator<Item = &str> {
    let without_prefix = word.strip_prefix(['و', 'ب', 'ل', 'ف', 'ו', 'ב', 'ל', 'מ', 'ה']);
    let is_hangul = word.chars().all(|c| matches!(c as u32, 0xac00..=0xd7af));
    let mut shorter = word.char_indices().rev().map(move |(at, _)| &word[..at]).filter(move |_| is_hangul);
    [Some(word), without_prefix, shorter.next(), shorter.next()].into_iter().flatten().filter(|base| base.len() >= 4)
}

/// What a Chinese text names and no list knows.
fn han_named(reading: &Reading, sightings: &[Sighting], named: &mut Vec<Named>) {
    let known: Vec<Range<usize>> = sightings.iter().map(|sighting| sighting.from..sighting.to).collect();
    let mut places: Vec<Range<usize>> = Vec::new();
    for token in reading.tokens.iter().filter(|token| token.shape == Shape::Unspaced) {
        let start = token.start as usize;
        gazetteer::for_each_in_run(reading.plain(token), |from, to, _| places.push(start + from..start + to));
    }
    let names = han_names::find(reading.plain_text(), &known, &places);
    for name in names.into_iter().take(MOST_FOUND.saturating_sub(named.len())) {
        let first = reading.tokens.partition_point(|token| token.end as usize <= name.at.start);
        let kind = match name.kind {
            NameKind::Person => MentionKind::Person,
            NameKind::Place => MentionKind::Place,
            NameKind::Other => MentionKind::Other,
        };
        let mut found = Named::new(reading.text[name.at].to_owned(), kind, first, first < reading.title_end);
        found.mention.count = name.count;
        named.push(found);
    }
}

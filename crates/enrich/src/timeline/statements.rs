//! The sentences of an article that may tell an event: whole, with a name or number, understood by themselves, and dated.

use super::{
    Telling,
    days::{self, Told},
};
use crate::{
    lexicon,
    quotes::text::{Kind, Text, Token, is_han},
    romanise::key_of,
    stems::{Stems, fold},
    words::{hash_word, push_lower},
};
use jiff::{ToSpan, civil::Date};
use news::{Lang, Post, TextSpan, Timestamp, article::text_of};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// What is read of an article: reports tell first what happened, and the whole must be quick.
const READ_BYTES: usize = 2 * 1024;
/// Posts of a live blog that are read, newest first.
const READ_POSTS: usize = 100;

/// A sentence that may tell an event.
pub(super) struct Statement<'a> {
    pub telling: usize,
    pub post: Option<&'a Post>,
    pub span: TextSpan,
    /// The day it happened, where its publisher is.
    pub day: Date,
    pub dated_by: Option<TextSpan>,
    /// The day it was published.
    pub told: Date,
    /// Of a post: when it was written.
    pub moment: Option<Timestamp>,
    /// How well it stands for itself and opens its report, 0 to 1.
    pub fitness: f32,
    /// Features with their weights, sorted, of length one once they are weighed.
    pub features: Vec<(u32, f32)>,
    /// The length of those that other languages have too: names and numbers.
    pub of_names: f32,
}

/// Reads the statements of an article into `statements`; `index` is its number.
pub(super) fn read<'a>(index: usize, telling: &Telling<'a>, statements: &mut Vec<Statement<'a>>) {
    let text = &telling.text[..telling.text.floor_char_boundary(READ_BYTES)];
    let is_cut = text.len() < telling.text.len();
    let told = day_of(telling.published, telling.utc_offset_minutes);
    let headline = headline(telling.title, telling.lang);
    read_text(text, is_cut, telling.lang, told, |statement, position| {
        // Headlines tell what is new.
        let in_headline = share_of(&headline, &statement.features);
        let opens = position == 0 || position < OPENING_SENTENCES && in_headline >= HEADLINE_IN_OPENING;
        // Further down, what has no date may have happened at any time.
        if statement.dated_by.is_some() || opens && telling.posts.is_empty() {
            let fitness = statement.fitness * (0.5 + in_headline);
            statements.push(Statement { telling: index, fitness, ..statement });
        }
    });
    let key_posts = telling.posts.iter().filter(|post| !post.title.is_empty());
    for post in key_posts.take(READ_POSTS) {
        let Some(moment) = post.published else { continue };
        let body = text_of(&post.body);
        let mut is_first = true;
        let day = day_of(moment, telling.utc_offset_minutes);
        read_text(&body[..body.floor_char_boundary(READ_BYTES)], false, telling.lang, day, |statement, _| {
            if std::mem::take(&mut is_first) {
                let moment = statement.dated_by.is_none().then_some(moment);
                statements.push(Statement { telling: index, post: Some(post), moment, ..statement });
            }
        });
    }
}

/// Sentences that tell what is new, even without a date: the first one, and those after it that tell so much of the headline.
const OPENING_SENTENCES: usize = 3;
const HEADLINE_IN_OPENING: f32 = 0.4;

/// The features of a headline.
fn headline(title: &str, lang: Lang) -> Vec<(u32, f32)> {
    let text = Text::new(title);
    features(&text, 0..text.tokens.len(), None, lang, &mut Stems::new(lang))
}

/// The share of `some` that is in `others`, both sorted.
fn share_of(some: &[(u32, f32)], others: &[(u32, f32)]) -> f32 {
    let shared = some.iter().filter(|(feature, _)| others.binary_search_by_key(feature, |other| other.0).is_ok());
    shared.count() as f32 / some.len().max(1) as f32
}

fn day_of(moment: Timestamp, utc_offset_minutes: i32) -> Date {
    let local = moment.plus_us(i64::from(utc_offset_minutes) * Timestamp::MINUTE);
    local.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Calls `each` with every sentence of a text that may tell an event, and its position among all sentences. Of a cut text the
/// last sentence is not whole.
fn read_text<'a>(text: &str, is_cut: bool, lang: Lang, published: Date, mut each: impl FnMut(Statement<'a>, usize)) {
    let text = Text::new(text);
    let sentences = sentences(&text);
    let whole = sentences.len() - usize::from(is_cut && !sentences.is_empty());
    let mut stems = Stems::new(lang);
    for (position, sentence) in sentences[..whole].iter().enumerate() {
        let (day, dated_by) = match days::told(&text, sentence.clone(), lang, published) {
            Told::Day(day, span) if is_recent(day, published) => (day, Some(span)),
            // What a report opens with in somebody's words is a view.
            Told::Nothing if position < OPENING_SENTENCES && text.tokens[sentence.start].kind != Kind::Open => {
                (published, None)
            }
            _ => continue,
        };
        let Some(fitness) = fitness(&text, sentence.clone(), lang) else { continue };
        let span = text.span(sentence.clone());
        let place = 1.0 / (1.0 + position as f32 / 6.0);
        let looks_aside =
            dated_by.is_some_and(|day| is_of_a_caption(text.source, day) || opens_with_its_day(text.source, span, day));
        let fitness = if looks_aside { fitness * 0.3 } else { fitness };
        each(
            Statement {
                telling: 0,
                post: None,
                span,
                day,
                dated_by,
                told: published,
                moment: None,
                of_names: 0.0,
                fitness: fitness * place,
                features: features(&text, sentence.clone(), dated_by, lang, &mut stems),
            },
            position,
        );
    }
}

/// "Tuesday, Dec. 26, 2017" stands under pictures of English agencies; their reports of those days write no year.
fn is_of_a_caption(source: &str, day: TextSpan) -> bool {
    const MOST_BYTES_BETWEEN: usize = 16;
    let after = &source[day.end as usize..];
    let after = &after[..after.floor_char_boundary(MOST_BYTES_BETWEEN)];
    let before = source[..day.start as usize].trim_end();
    let has_year = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    before.ends_with("day,") && has_year(day.of(source))
        || day.of(source).ends_with("day") && after.starts_with(',') && has_year(after)
}

/// "Sunday's incident" is told of by what comes of it.
fn opens_with_its_day(source: &str, sentence: TextSpan, day: TextSpan) -> bool {
    day.start == sentence.start && ["'s", "’s"].iter().any(|of| source[day.end as usize..].starts_with(of))
}

/// What lies longer before its report is the story of another one.
const LONGEST_BACK_DAYS: i32 = 400;

fn is_recent(day: Date, published: Date) -> bool {
    published.checked_sub(LONGEST_BACK_DAYS.days()).is_ok_and(|earliest| day >= earliest)
}

/// The tokens of each sentence. The full stops of "3. März" and of "U.N. Security Council" end none.
pub(super) fn sentences(text: &Text) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for bounds in text.sentence_starts.windows(2) {
        let goes_on = sentences.last().is_some_and(|before| before.len() >= 2 && goes_on(text, before.end));
        let begin = if goes_on { sentences.pop().map_or(bounds[0], |before| before.start) } else { bounds[0] };
        // Where no spaces are written, no capital tells that a sentence begins.
        let mut from = begin;
        for at in bounds[0]..bounds[1] {
            let ends = text.tokens[at].quoted == 0 && matches!(text.of(at), "。" | "！" | "？");
            if ends && at + 1 < bounds[1] {
                sentences.push(from..at + 1);
                from = at + 1;
            }
        }
        if from < bounds[1] {
            sentences.push(from..bounds[1]);
        }
    }
    sentences
}

/// Tells whether the full stop before a token is that of an ordinal or an abbreviation.
fn goes_on(text: &Text, at: usize) -> bool {
    let (stop, word, next) = (&text.tokens[at - 1], &text.tokens[at - 2], &text.tokens[at]);
    if stop.paragraph != next.paragraph || source_of(text, stop) != "." {
        return false;
    }
    let written = source_of(text, word);
    let is_dotted = written.len() <= LONGEST_DOTTED_BYTES && written.contains('.') && word.kind != Kind::Number;
    let is_ordinal = word.kind == Kind::Number && written.len() <= 2;
    // A function word opens the next sentence: "in the U.S. The court".
    is_ordinal && days::is_month(next.hash) || is_dotted && lexicon::look_up(next.hash).function_word_in == 0
}

/// "U.N", "a.m", "U.S.A".
const LONGEST_DOTTED_BYTES: usize = 5;

/// How well a sentence tells something by itself, 0 to 1; None when it cannot stand in a timeline.
fn fitness(text: &Text, sentence: Range<usize>, lang: Lang) -> Option<f32> {
    let tokens = &text.tokens[sentence.clone()];
    let is_word = |kind: Kind| kind.is_word();
    let words = tokens.iter().filter(|token| is_word(token.kind)).count();
    let unspaced = matches!(lang.as_str(), "zh" | "ja");
    let (fewest, best, most) = if unspaced { (12, 70, 140) } else { (6, 32, 55) };
    if words < fewest || words > most {
        return None;
    }
    // A heading or a line of a table has no full stop; a question tells nothing.
    let last =
        tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Close | Kind::CloseBracket | Kind::Open))?;
    if last.kind != Kind::Stop || source_of(text, last).starts_with(['?', '？']) {
        return None;
    }
    let quoted = tokens.iter().filter(|token| token.quoted != 0 && is_word(token.kind)).count();
    if quoted * 2 > words {
        return None;
    }
    let mut fitness = if words > best { best as f32 / words as f32 } else { 1.0 };
    let first = tokens.iter().find(|token| is_word(token.kind))?;
    if POINTS_BACK.contains(&lower(source_of(text, first)).as_str())
        || unspaced && begins_by_pointing_back(text, first.start)
    {
        fitness *= 0.4;
    }
    let outside = || tokens.iter().filter(|token| token.quoted == 0);
    if outside().any(|token| SPEAKS_OF_ITSELF.contains(&source_of(text, token))) {
        fitness *= 0.3;
    }
    if outside().any(|token| OF_CAPTIONS.contains(&source_of(text, token))) {
        fitness *= 0.3;
    }
    let names = tokens[1..].iter().filter(|token| matches!(token.kind, Kind::Capital | Kind::Number)).count();
    if names == 0 && !unspaced {
        fitness *= 0.6;
    }
    Some(fitness)
}

fn source_of<'a>(text: &Text<'a>, token: &Token) -> &'a str {
    &text.source[token.start as usize..token.end as usize]
}

fn lower(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    push_lower(word, &mut lower);
    lower
}

/// Words at the beginning of a sentence that cannot be understood without the one before.
#[rustfmt::skip]
const POINTS_BACK: [&str; 100] = [
    "he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those", "but", "and", "however",
    "meanwhile", "also", "there", "then", "so", "such", "both", "yet", "instead", "others", "another",
    "er", "sie", "es", "das", "dies", "diese", "dieser", "dieses", "doch", "aber", "und", "auch", "dabei", "damit", "zudem",
    "allerdings", "sein", "seine", "ihre", "dort", "dazu",
    "él", "ella", "ellos", "esto", "esta", "este", "pero", "también", "además", "su", "sus", "allí", "y",
    "il", "elle", "ils", "elles", "ce", "cela", "cette", "mais", "et", "aussi", "son", "sa", "leur", "leurs", "ainsi",
    "он", "она", "оно", "они", "это", "этот", "эта", "но", "также", "его", "её", "ее", "их", "при", "однако", "кроме", "там",
    "lui", "lei", "questo", "questa", "ma", "anche", "ele", "ela",
];

/// A report that speaks of itself or its writer.
const SPEAKS_OF_ITSELF: [&str; 20] = [
    "I", "we", "We", "my", "My", "our", "Our", "you", "You", "your", "ich", "wir", "Wir", "Sie", "nous", "Nous",
    "vous", "мы", "Мы", "вы",
];

/// A caption that went into the text.
const OF_CAPTIONS: [&str; 10] =
    ["photo", "Photo", "photograph", "pictured", "image", "Foto", "foto", "fotografía", "Фото", "фото"];

fn begins_by_pointing_back(text: &Text, start: u32) -> bool {
    ["他", "她", "它", "这", "這", "那", "但", "此", "其", "彼", "同", "また", "しかし", "この", "その"]
        .iter()
        .any(|word| text.source[start as usize..].starts_with(word))
}

/// Marks of features until they are weighed. A capitalised word has two features, its stem and its name.
pub(super) const WORD: f32 = 1.0;
pub(super) const NUMBER: f32 = 2.0;
pub(super) const STEM_OF_NAME: f32 = 3.0;
pub(super) const NAME: f32 = 4.0;

/// What sentences are compared by: stems, numbers, pairs of Han characters, and names in Latin letters for other languages.
fn features(
    text: &Text,
    sentence: Range<usize>,
    day: Option<TextSpan>,
    lang: Lang,
    stems: &mut Stems,
) -> Vec<(u32, f32)> {
    const NAME_LETTERS: usize = 5;
    let own_language = lexicon::language_bit(lang);
    let mut features: Vec<(u32, f32)> = Vec::with_capacity(sentence.len());
    let mut buffer = String::new();
    for at in sentence.clone() {
        let token = &text.tokens[at];
        let tells_day = day.is_some_and(|day| day.start <= token.start && token.end <= day.end);
        if !token.kind.is_word() || tells_day {
            continue;
        }
        let word = text.of(at);
        if word.starts_with(is_han) {
            let pair = sentence.contains(&(at + 1)).then(|| &text.tokens[at + 1]);
            if let Some(next) = pair.filter(|next| next.start == token.end && source_of(text, next).starts_with(is_han))
            {
                let pair = &text.source.as_bytes()[token.start as usize..next.end as usize];
                features.push((fold(xxh3_64(pair)), WORD));
            }
            continue;
        }
        let is_number = token.kind == Kind::Number;
        let languages = lexicon::look_up(token.hash).function_word_in;
        if !is_number && (languages & own_language != 0 || own_language == 0 && languages != 0) {
            continue;
        }
        let stem = stems.term(token.hash, is_number, || {
            buffer.clear();
            push_lower(word, &mut buffer);
            buffer.as_str()
        });
        let is_capital = token.kind == Kind::Capital;
        features.push((
            stem,
            if is_number {
                NUMBER
            } else if is_capital {
                STEM_OF_NAME
            } else {
                WORD
            },
        ));
        if is_capital {
            // "W" and "v" are one in Cyrillic.
            let key = key_of(word).replace('w', "v");
            let head = key.char_indices().nth(NAME_LETTERS).map_or(key.as_str(), |(end, _)| &key[..end]);
            // The capital of a sentence's first word says nothing.
            let mark = if at == sentence.start { STEM_OF_NAME } else { NAME };
            features.push((fold(hash_word(head).rotate_left(9)), mark));
        }
    }
    features.sort_unstable_by_key(|feature| feature.0);
    features.dedup_by_key(|feature| feature.0);
    features
}

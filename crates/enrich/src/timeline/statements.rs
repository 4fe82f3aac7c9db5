//! The sentences of an article that may tell an event: whole, with a name or number, understood by themselves, and dated.

use super::days::{self, Told};
use crate::{
    quotes::text::{Kind, Text},
    sentences::{self, Feature, Standing, features, is_unspaced},
    stems::Stems,
    telling::Telling,
};
use jiff::{ToSpan, civil::Date};
use news::{Lang, Post, TextSpan, Timestamp, article::text_of};
use std::ops::Range;

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
    pub features: Vec<Feature>,
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
fn headline(title: &str, lang: Lang) -> Vec<Feature> {
    let text = Text::new(title);
    features(&text, 0..text.tokens.len(), None, lang, &mut Stems::new(lang))
}

/// The share of `some` that is in `others`, both sorted.
fn share_of(some: &[Feature], others: &[Feature]) -> f32 {
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
    let sentences = sentences::cut(&text);
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

/// How well a sentence tells something by itself, 0 to 1; None when it cannot stand in a timeline.
fn fitness(text: &Text, sentence: Range<usize>, lang: Lang) -> Option<f32> {
    let standing = Standing::of(text, sentence, lang)?;
    let (fewest, best, most) = if is_unspaced(lang) { (12, 70, 140) } else { (6, 32, 55) };
    let Standing { words, .. } = standing;
    if words < fewest || words > most || !standing.is_whole || standing.asks || standing.quoted * 2 > words {
        return None;
    }
    let mut fitness = if words > best { best as f32 / words as f32 } else { 1.0 };
    for (weakens, share) in [
        (standing.points_back, 0.4),
        (standing.speaks_of_itself, 0.3),
        (standing.is_of_caption, 0.3),
        (!standing.has_name, 0.6),
    ] {
        fitness *= if weakens { share } else { 1.0 };
    }
    Some(fitness)
}

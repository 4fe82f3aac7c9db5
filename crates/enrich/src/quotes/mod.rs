//! Who said what: the quotes of a text, direct and indirect, with their speakers.
//!
//! In: plain text, its language. Out: [`Quote`]s in reading order. The text is cut ([`text`]) and attributions are found by
//! rule from a language's lexicon ([`rules`]). In English a learned [`model`] reads the text once more, the rules' findings
//! among its evidence; `cargo xtask fit quotes` makes its weights.

mod chinese;
pub mod fit;
mod lexicon;
mod model;
mod rules;
mod speakers;
pub(crate) mod text;
mod units;

pub use model::Model;

use lexicon::Lexicon;
use news::{Lang, Mention, Quote, QuoteKind, Speaker, han};
use std::ops::Range;
use text::{Kind, Text};
use units::Units;

/// A cue, a speaker and what is said, as tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribution {
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    /// In reading order, disjoint, never empty.
    pub content: Vec<Range<usize>>,
}

impl Attribution {
    /// An attribution whose content is one piece.
    fn of_one(cue: Range<usize>, source: Option<Range<usize>>, content: Range<usize>) -> Self {
        Self { cue, source, content: Vec::from([content]) }
    }

    /// One past its last token.
    fn end(&self) -> usize {
        let parts = self.content.iter().chain(std::iter::once(&self.cue)).chain(&self.source);
        parts.map(|part| part.end).max().unwrap_or(0)
    }
}

/// A cue that scores less is none: the logarithm of its odds. Chosen on held-out texts, where precision and recall meet.
const LEAST_CUE_SCORE: f32 = -1.0;

/// What comes after so many bytes is not looked at: no report is that long, and a sentence without end costs its square.
const LONGEST_TEXT_BYTES: usize = 64 * 1024;
/// Of a text with more quotes only the surest are kept.
const MOST_QUOTES: usize = 400;

/// Finds the quotes of a text, in reading order. Spans are bytes of `source`; speakers are told by the names in `mentions`.
pub fn find(source: &str, lang: Lang, mentions: &[Mention]) -> Vec<Quote> {
    let source = &source[..source.floor_char_boundary(LONGEST_TEXT_BYTES)];
    if lang == Lang::EN {
        return find_by(Model::of_english(), source, mentions);
    }
    if lang == Lang::ZH {
        let plain = han::simplified(source);
        let text = Text::new(&plain);
        let attributions = chinese::attributions(&text);
        return tell(&text, &attributions, chinese::resolve(&text, source, mentions, &attributions));
    }
    let Some(lexicon) = Lexicon::of(lang) else { return Vec::new() };
    let text = Text::new(source);
    quotes(&text, lexicon, lang, mentions, &rules::attributions(&text, lexicon))
}

/// Finds the quotes of an English text by a model: the one inside, or another that is to be measured.
pub fn find_by(model: &Model, source: &str, mentions: &[Mention]) -> Vec<Quote> {
    let text = Text::new(source);
    let lexicon = Lexicon::of(Lang::EN).expect("English has a lexicon");
    quotes(&text, lexicon, Lang::EN, mentions, &learned(&text, lexicon, model))
}

/// The attributions that a model reads, surest first where two tell of the same words.
fn learned(text: &Text, lexicon: &Lexicon, model: &Model) -> Vec<Attribution> {
    let units = Units::new(text, lexicon, &rules::attributions(text, lexicon));
    let mut found = model::attributions(model, &units, LEAST_CUE_SCORE);
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(MOST_QUOTES);
    let mut kept: Vec<Attribution> = Vec::new();
    for (_, attribution) in found {
        if !kept.iter().any(|other| is_same_content(other, &attribution)) {
            kept.push(attribution);
        }
    }
    kept.sort_by_key(|attribution| attribution.content[0].start);
    kept
}

/// Tells whether two attributions share most of their content.
fn is_same_content(a: &Attribution, b: &Attribution) -> bool {
    let length = |parts: &[Range<usize>]| parts.iter().map(|part| part.len()).sum::<usize>();
    let common: usize = a
        .content
        .iter()
        .flat_map(|x| b.content.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start))))
        .sum();
    common * 2 > length(&a.content) + length(&b.content) - common
}

fn quotes(
    text: &Text,
    lexicon: &Lexicon,
    lang: Lang,
    mentions: &[Mention],
    attributions: &[Attribution],
) -> Vec<Quote> {
    tell(text, attributions, speakers::resolve(text, lexicon, lang, mentions, attributions))
}

/// Writes attributions, with a speaker each, as quotes.
fn tell(text: &Text, attributions: &[Attribution], speakers: Vec<Option<Speaker>>) -> Vec<Quote> {
    let quote = |(attribution, speaker): (&Attribution, Option<Speaker>)| Quote {
        speaker,
        speaker_span: attribution.source.clone().map(|source| text.span(source)),
        cue_span: Some(text.span(attribution.cue.clone())),
        content_spans: attribution.content.iter().map(|part| text.span(part.clone())).collect(),
        kind: kind(text, &attribution.content),
    };
    attributions.iter().zip(speakers).map(quote).collect()
}

fn kind(text: &Text, content: &[Range<usize>]) -> QuoteKind {
    let words =
        || content.iter().flat_map(|part| text.tokens[part.clone()].iter()).filter(|token| token.kind.is_word());
    if words().all(|token| token.quoted != 0) {
        QuoteKind::Direct
    } else if content.iter().any(|part| text.tokens[part.clone()].iter().any(|token| token.kind == Kind::Open)) {
        QuoteKind::Mixed
    } else {
        QuoteKind::Indirect
    }
}

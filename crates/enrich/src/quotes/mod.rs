//! Who said what: the quotes of a text, direct and indirect, with their speakers.
//!
//! In: plain text, its language. Out: [`Quote`]s in reading order. The text is cut ([`text`]) and attributions are found by
//! rule from a language's lexicon ([`rules`]). In English a learned [`model`] reads the text once more, the rules' findings
//! among its evidence; `cargo xtask fit quotes` makes its weights.

pub mod fit;
mod lexicon;
mod model;
mod rules;
mod text;
mod units;

pub use model::Model;

use lexicon::Lexicon;
use news::{Lang, Quote, QuoteKind};
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

/// Finds the quotes of a text, in reading order. Spans are bytes of `source`.
pub fn find(source: &str, lang: Lang) -> Vec<Quote> {
    if lang == Lang::EN {
        return find_by(Model::of_english(), source);
    }
    let text = Text::new(source);
    let Some(lexicon) = Lexicon::of(lang) else { return Vec::new() };
    rules::attributions(&text, lexicon).iter().map(|attribution| quote(&text, attribution)).collect()
}

/// Finds the quotes of an English text by a model: the one inside, or another that is to be measured.
pub fn find_by(model: &Model, source: &str) -> Vec<Quote> {
    let text = Text::new(source);
    let lexicon = Lexicon::of(Lang::EN).expect("English has a lexicon");
    learned(&text, lexicon, model).iter().map(|attribution| quote(&text, attribution)).collect()
}

/// The attributions that a model reads, surest first where two tell of the same words.
fn learned(text: &Text, lexicon: &Lexicon, model: &Model) -> Vec<Attribution> {
    let units = Units::new(text, lexicon, &rules::attributions(text, lexicon));
    let mut found = model::attributions(model, &units, LEAST_CUE_SCORE);
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
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

fn quote(text: &Text, attribution: &Attribution) -> Quote {
    Quote {
        speaker: None,
        speaker_span: attribution.source.clone().map(|source| text.span(source)),
        cue_span: Some(text.span(attribution.cue.clone())),
        content_spans: attribution.content.iter().map(|part| text.span(part.clone())).collect(),
        kind: kind(text, &attribution.content),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the quotes of a text as rows of speaker, cue and content; parts of a content are joined by " | ".
    fn check(lang: &str, text: &str, expected: &[(&str, &str, &str)]) {
        let found = find(text, Lang::parse(lang).unwrap());
        let of = |span: &Option<news::TextSpan>| span.as_ref().map_or("", |span| span.of(text)).to_owned();
        let rows: Vec<(String, String, String)> = found
            .iter()
            .map(|quote| {
                let content: Vec<&str> = quote.content_spans.iter().map(|span| span.of(text)).collect();
                (of(&quote.speaker_span), of(&quote.cue_span), content.join(" | "))
            })
            .collect();
        let rows: Vec<(&str, &str, &str)> = rows.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        assert_eq!(rows, expected, "{text}");
    }

    #[test]
    fn a_quotation_finds_its_frame() {
        check(
            "en",
            "“The ferry will be towed,” Maria Oakes said. “It is not safe.”",
            &[("Maria Oakes", "said", "“The ferry will be towed,” | “It is not safe.”")],
        );
        check(
            "en",
            "The captain, who was on board, told reporters: \"Nobody was hurt.\"",
            &[("The captain, who was on board", "told", "\"Nobody was hurt.\"")],
        );
        check(
            "de",
            "„Die Fähre wird geschleppt“, sagte Maria Oakes am Abend.",
            &[("Maria Oakes", "sagte", "„Die Fähre wird geschleppt“")],
        );
        check(
            "fr",
            "« Nous irons jusqu’au bout », a déclaré la ministre.",
            &[("la ministre", "a déclaré", "« Nous irons jusqu’au bout »")],
        );
        check("es", "“No hay heridos”, dijo la capitana.", &[("la capitana", "dijo", "“No hay heridos”")]);
        check(
            "ru",
            "«Никто не пострадал», — сказала капитан Окунева.",
            &[("капитан Окунева", "сказала", "«Никто не пострадал»")],
        );
    }

    #[test]
    fn a_clause_without_marks_is_indirect_speech() {
        check("en", "Oakes said that the ferry would be towed.", &[("Oakes", "said", "that the ferry would be towed")]);
        check(
            "de",
            "Oakes sagte, dass niemand verletzt worden sei.",
            &[("Oakes", "sagte", "dass niemand verletzt worden sei")],
        );
        check("ru", "Окунева заявила, что никто не пострадал.", &[("Окунева", "заявила", "что никто не пострадал")]);
    }
}

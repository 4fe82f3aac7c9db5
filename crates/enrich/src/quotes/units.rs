//! A text as the model reads it: a word or mark outside quotation marks is a unit, and a quoted part is one unit as a
//! whole, since no speaker changes within it.

use super::{
    Attribution,
    lexicon::{Lexicon, class},
    text::{Kind, Text},
};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Tokens `from..to` with what is told of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub from: u32,
    pub to: u32,
    pub is_quoted: bool,
    pub kind: Kind,
    /// The hash of the word.
    pub word: u32,
    /// The hash of its last three letters.
    pub suffix: u32,
    /// What stands for the word where only its kind counts.
    pub sign: u32,
    /// Counted outside quotation marks.
    pub sentence: u32,
    pub paragraph: u32,
    pub opens_sentence: bool,
    /// It is a cue in the lexicon.
    pub is_cue_word: bool,
    pub is_that: bool,
    /// What the rules make of it, as bits of [`rule`].
    pub rule: u8,
}

pub(crate) mod rule {
    pub const CUE: u8 = 1;
    pub const SOURCE: u8 = 2;
    pub const CONTENT: u8 = 4;
}

pub(crate) struct Units {
    pub units: Vec<Unit>,
    /// The unit of each token.
    pub of_token: Vec<u32>,
    /// The units of each paragraph.
    pub paragraphs: Vec<Range<usize>>,
}

impl Units {
    pub fn new(text: &Text, lexicon: &Lexicon, by_rule: &[Attribution]) -> Self {
        let mut units: Vec<Unit> = Vec::with_capacity(text.tokens.len());
        let mut of_token = vec![0_u32; text.tokens.len()];
        let mut paragraphs: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        let mut sentence = 0;
        while at < text.tokens.len() {
            let token = &text.tokens[at];
            let to = match token.quoted {
                0 => at + 1,
                number => text.quoted[number as usize - 1].to,
            };
            let is_new_paragraph = at == 0 || text.tokens[at - 1].paragraph != token.paragraph;
            let opens_sentence = at == 0 || text.tokens[at - 1].sentence != token.sentence;
            sentence += u32::from(opens_sentence);
            of_token[at..to].iter_mut().for_each(|unit| *unit = units.len() as u32);
            if is_new_paragraph {
                paragraphs.push(units.len()..units.len());
            }
            let mut unit = if token.quoted == 0 { word(text, lexicon, at) } else { quoted(text, at..to) };
            unit.sentence = sentence;
            unit.opens_sentence = opens_sentence;
            units.push(unit);
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.end = units.len();
            }
            at = to;
        }
        let mut units = Self { units, of_token, paragraphs };
        for attribution in by_rule {
            units.mark(&attribution.cue, rule::CUE);
            attribution.source.iter().for_each(|source| units.mark(source, rule::SOURCE));
            attribution.content.iter().for_each(|content| units.mark(content, rule::CONTENT));
        }
        units
    }

    fn mark(&mut self, tokens: &Range<usize>, bit: u8) {
        let (first, last) = (self.of_token[tokens.start] as usize, self.of_token[tokens.end - 1] as usize);
        self.units[first..=last].iter_mut().for_each(|unit| unit.rule |= bit);
    }
}

fn word(text: &Text, lexicon: &Lexicon, at: usize) -> Unit {
    let token = &text.tokens[at];
    let written = text.of(at);
    let classes = if token.kind.is_word() { lexicon.class(token.hash) } else { 0 };
    let is_cue_word = classes & class::CUE != 0;
    let ending = written.char_indices().rev().nth(2).map_or(0, |(start, _)| start);
    let suffix = xxh3_64(&written.as_bytes()[ending..]) as u32;
    let sign = if classes & !class::CUE != 0 && token.kind == Kind::Lower {
        0x1000 | u32::from(classes)
    } else if is_cue_word {
        0x10_0000
    } else if token.kind == Kind::Lower {
        0x20_0000 | rough_part_of_speech(written)
    } else {
        0x30_0000 | token.kind as u32 | (classes as u32) << 4
    };
    Unit {
        from: at as u32,
        to: at as u32 + 1,
        is_quoted: false,
        kind: token.kind,
        word: token.hash as u32,
        suffix,
        sign,
        sentence: 0,
        paragraph: token.paragraph,
        opens_sentence: false,
        is_cue_word,
        is_that: classes & class::THAT != 0,
        rule: 0,
    }
}

fn rough_part_of_speech(word: &str) -> u32 {
    const ENDINGS: [&str; 10] = ["ing", "ed", "ly", "tion", "ment", "s", "ive", "al", "er", "ity"];
    ENDINGS
        .iter()
        .position(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        .map_or(0, |at| at as u32 + 1)
}

fn quoted(text: &Text, tokens: Range<usize>) -> Unit {
    let words = text.tokens[tokens.clone()].iter().filter(|token| token.kind.is_word()).count();
    let last_inside = tokens.clone().rev().map(|at| text.tokens[at].kind).find(|kind| *kind != Kind::Close);
    let end = match last_inside {
        Some(Kind::Comma) => 1,
        Some(Kind::Stop) if matches!(text.of(tokens.end - 2), "." | "…") => 2,
        Some(Kind::Stop) => 3,
        Some(Kind::Dash) => 4,
        _ => 0,
    };
    let length = match words {
        0..=1 => 0,
        2..=3 => 1,
        4..=6 => 2,
        7..=14 => 3,
        _ => 4,
    };
    let opens_low = text.tokens.get(tokens.start + 1).is_some_and(|token| token.kind == Kind::Lower);
    let sign = 0x40_0000 | end | length << 3 | u32::from(opens_low) << 6;
    Unit {
        from: tokens.start as u32,
        to: tokens.end as u32,
        is_quoted: true,
        kind: Kind::Open,
        word: 0x40_0000 | end,
        suffix: length,
        sign,
        sentence: 0,
        paragraph: text.tokens[tokens.start].paragraph,
        opens_sentence: false,
        is_cue_word: false,
        is_that: false,
        rule: 0,
    }
}

//! How well a sentence stands for itself, away from those around it.

use super::source_of;
use crate::{
    quotes::text::{Kind, Text, Token},
    words::push_lower,
};
use news::Lang;
use std::ops::Range;

/// What can be seen of a sentence that is to stand by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Standing {
    /// Characters in a script without spaces.
    pub words: usize,
    /// Of these between quotation marks.
    pub quoted: usize,
    /// It ends as a sentence does; a heading or a line of a table has no full stop.
    pub is_whole: bool,
    pub asks: bool,
    /// Its first word cannot be understood without the sentence before.
    pub points_back: bool,
    /// It speaks of the report or its writer.
    pub speaks_of_itself: bool,
    pub is_of_caption: bool,
    /// A name or number stands in it, behind its first word.
    pub has_name: bool,
}

impl Standing {
    /// Looks at a sentence; None without a word.
    pub fn of(text: &Text, sentence: Range<usize>, lang: Lang) -> Option<Self> {
        let tokens = &text.tokens[sentence];
        let unspaced = is_unspaced(lang);
        let is_word = |token: &&Token| token.kind.is_word();
        let first = tokens.iter().find(is_word)?;
        let is_mark = |kind: Kind| matches!(kind, Kind::Close | Kind::CloseBracket | Kind::Open);
        let last = tokens.iter().rev().find(|token| !is_mark(token.kind))?;
        let outside = || tokens.iter().filter(|token| token.quoted == 0).map(|token| source_of(text, token));
        Some(Self {
            words: tokens.iter().filter(is_word).count(),
            quoted: tokens.iter().filter(|token| token.quoted != 0 && token.kind.is_word()).count(),
            is_whole: last.kind == Kind::Stop,
            asks: last.kind == Kind::Stop && source_of(text, last).starts_with(['?', '？', '؟']),
            points_back: POINTS_BACK.contains(&lower(source_of(text, first)).as_str())
                || unspaced && begins_by_pointing_back(text, first.start),
            speaks_of_itself: outside().any(|word| SPEAKS_OF_ITSELF.contains(&word)),
            is_of_caption: outside().any(|word| OF_CAPTIONS.contains(&word)),
            has_name: unspaced || tokens[1..].iter().any(|token| matches!(token.kind, Kind::Capital | Kind::Number)),
        })
    }
}

/// Tells whether a language writes no spaces between its words.
pub(crate) fn is_unspaced(lang: Lang) -> bool {
    matches!(lang.as_str(), "zh" | "ja")
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

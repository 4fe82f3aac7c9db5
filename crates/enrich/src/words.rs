//! Text cut into tokens, each with what its place and shape tell.
//!
//! Words of scripts with spaces are one token each. Runs of a script without spaces (Han, kana, Thai, Lao, Khmer, Burmese)
//! are one token of [`Shape::Unspaced`]; whoever counts them takes character pairs.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};
use xxhash_rust::xxh3::xxh3_64;

/// A map keyed by hashes, which need no second hashing.
pub(crate) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

#[derive(Default)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A word, number or unspaced run: the bytes `start..end` of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    /// The hash of the lower-case form; 0 for unspaced runs.
    pub hash: u64,
    /// Its number among the distinct words of the text, once they are numbered.
    pub word: u32,
    pub shape: Shape,
    pub gap: Gap,
    /// Nothing but quotation marks stands between it and the start of a sentence.
    pub opens_sentence: bool,
    /// The number of the line (paragraph) it stands in.
    pub line: u16,
}

impl Token {
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }

    /// The hash of an unspaced run, which carries none.
    pub fn hash_of_run(&self, text: &str) -> u64 {
        hash_word(self.of(text))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower,
    /// Its first letter is a capital and some other letter is not.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// One capital letter: an initial.
    Initial,
    Number,
    Unspaced,
}

impl Shape {
    pub fn is_capitalised(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Initial)
    }
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// One space, or an initial's full stop and a space.
    Space,
    /// A hyphen, apostrophe or full stop without a space.
    Joint,
    Break,
}

/// Cuts text into tokens, in order.
pub(crate) fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut lower = String::new();
    let mut opens_sentence = true;
    let mut line = 0_u16;
    let mut gap_start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some(&(start, first)) = characters.peek() {
        let class = class_of(first);
        if class == Class::Other {
            characters.next();
            opens_sentence |= matches!(first, '.' | '!' | '?' | '…' | ':' | '\n' | '。' | '！' | '？' | '|' | '•');
            if first == '\n' {
                line = line.saturating_add(1);
            }
            continue;
        }
        let mut end = start;
        while let Some(&(at, character)) = characters.peek() {
            if !class.goes_on_with(class_of(character)) {
                break;
            }
            end = at + character.len_utf8();
            characters.next();
        }
        let word = &text[start..end];
        let shape = if class == Class::Unspaced { Shape::Unspaced } else { shape_of(word) };
        let gap = match tokens.last() {
            None => Gap::Break,
            Some(previous) => gap_of(&text[gap_start..start], previous.shape),
        };
        // After an abbreviating initial ("J. Smith") or inside "U.S." no sentence begins.
        if gap != Gap::Break && tokens.last().is_some_and(|t| t.shape == Shape::Initial) || gap == Gap::Joint {
            opens_sentence = false;
        }
        let hash = if shape == Shape::Unspaced { 0 } else { hash_lower(word, &mut lower) };
        tokens.push(Token {
            start: start as u32,
            end: end as u32,
            hash,
            word: u32::MAX,
            shape,
            gap,
            opens_sentence,
            line,
        });
        opens_sentence = false;
        gap_start = end;
    }
    tokens
}

/// Hashes the lower-case form of a word as tokens do.
pub(crate) fn hash_word(word: &str) -> u64 {
    hash_lower(word, &mut String::new())
}

fn hash_lower(word: &str, buffer: &mut String) -> u64 {
    buffer.clear();
    push_lower(word, buffer);
    xxh3_64(buffer.as_bytes())
}

/// Appends the lower-case form of a word; the letters of most news take a short way.
pub(crate) fn push_lower(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    for character in word.chars() {
        match character as u32 {
            0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x410..=0x42f => {
                out.push(char::from_u32(character as u32 + 0x20).unwrap_or(character));
            }
            0x61..=0x7a | 0xdf..=0xff | 0x430..=0x45f => out.push(character),
            _ => out.extend(character.to_lowercase()),
        }
    }
}

fn gap_of(between: &str, before: Shape) -> Gap {
    match between {
        " " | "\u{a0}" => Gap::Space,
        ". " | ".\u{a0}" if before == Shape::Initial => Gap::Space,
        "-" | "'" | "’" | "." | "‑" | "–" | "&" | " & " => Gap::Joint,
        _ => Gap::Break,
    }
}

fn shape_of(word: &str) -> Shape {
    let mut letters = 0;
    let mut capitals = 0;
    let mut first_is_capital = false;
    let mut has_digit = false;
    for (index, character) in word.chars().enumerate() {
        if character.is_ascii_digit() || character.is_numeric() {
            has_digit = true;
        } else {
            letters += 1;
            if character.is_uppercase() {
                capitals += 1;
                first_is_capital |= index == 0;
            }
        }
    }
    match (letters, capitals) {
        (0, _) => Shape::Number,
        (1, 1) if !has_digit => Shape::Initial,
        (n, c) if n == c => Shape::Upper,
        _ if first_is_capital || capitals > 0 => Shape::Capital,
        _ if has_digit && letters <= 2 => Shape::Number,
        _ => Shape::Lower,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Unspaced,
    Other,
}

impl Class {
    fn goes_on_with(self, next: Self) -> bool {
        self == next
    }
}

fn class_of(character: char) -> Class {
    if character.is_ascii() {
        return if character.is_ascii_alphanumeric() { Class::Letter } else { Class::Other };
    }
    match character as u32 {
        0x0e01..=0x0edf | 0x1000..=0x109f | 0x1780..=0x17ff => Class::Unspaced,
        0x3005 | 0x3041..=0x30fa | 0x30fc..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff => {
            Class::Unspaced
        }
        0x20000..=0x323af => Class::Unspaced,
        // Marks that belong to the letter before them.
        0x0300..=0x036f
        | 0x0591..=0x05c7
        | 0x0610..=0x061a
        | 0x064b..=0x065f
        | 0x0670
        | 0x0900..=0x0dff
        | 0x200c
        | 0x200d => Class::Letter,
        _ if character.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = tokenise(text)
            .iter()
            .map(|token| {
                let shape = match token.shape {
                    Shape::Lower => 'l',
                    Shape::Capital => 'c',
                    Shape::Upper => 'u',
                    Shape::Initial => 'i',
                    Shape::Number => 'n',
                    Shape::Unspaced => 'x',
                };
                format!("{}/{shape}{}", token.of(text), if token.opens_sentence { "^" } else { "" })
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn tokens_know_their_shape_and_whether_they_open_a_sentence() {
        check("Rain fell. \"We ran,\" said Ann.", "Rain/c^ fell/l We/c^ ran/l said/l Ann/c");
        check("J. Smith of the EU, aged 45", "J/i^ Smith/c of/l the/l EU/u aged/l 45/n");
        check("Путин прибыл в ООН", "Путин/c^ прибыл/l в/l ООН/u");
        check("普京说, OK", "普京说/x^ OK/u");
        check("the U.S. Army", "the/l^ U/i S/i Army/c");
    }
}

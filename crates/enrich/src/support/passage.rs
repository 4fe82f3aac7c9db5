//! A text read for the check: a claim, or a passage it cites.

use crate::{
    lexicon,
    quotes::text::{Kind, Quoted, Text, Token, is_han},
    romanise::{cyrillic_root, is_cyrillic},
    sentences,
    stems::{Stems, fold},
    timeline::days::pair_of,
    words::{hash_word, push_lower},
};
use jiff::civil::Date;
use news::{Lang, han, romanise::key_of};
use std::{borrow::Cow, ops::Range};

/// Words, marks and sentences of a text. Chinese is read with simplified characters, which take the same bytes.
pub(crate) struct Passage<'a> {
    pub source: Cow<'a, str>,
    pub lang: Lang,
    pub published: Option<Date>,
    pub tokens: Vec<Token>,
    /// One for each token.
    pub words: Vec<Word>,
    /// The first token of each sentence, and one past the last token.
    pub sentence_starts: Vec<usize>,
    pub quoted: Vec<Quoted>,
}

/// What a token is compared by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// The hash of its stem, or of the one character; 0 for marks.
    pub term: u32,
    /// The hash of its letters in Latin script, without marks and endings of cases; 0 for marks and single characters.
    pub key: u64,
    /// It says nothing by itself.
    pub is_function: bool,
}

impl<'a> Passage<'a> {
    pub fn new(source: &'a str, lang: Lang, published: Option<Date>) -> Self {
        let source = if lang == Lang::ZH { han::simplified(source) } else { Cow::Borrowed(source) };
        let text = Text::new(&source);
        let cut = sentences::cut(&text);
        let Text { mut tokens, quoted, .. } = text;
        for (number, sentence) in cut.iter().enumerate() {
            tokens[sentence.clone()].iter_mut().for_each(|token| token.sentence = number as u32);
        }
        let sentence_starts = cut.iter().map(|sentence| sentence.start).chain([tokens.len()]).collect();
        let mut stems = Stems::new(lang);
        let own_language = lexicon::language_bit(lang);
        let words = tokens.iter().map(|token| word(token, &source, own_language, &mut stems)).collect();
        Self { source, lang, published, tokens, words, sentence_starts, quoted }
    }

    pub fn of(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        &self.source[token.start as usize..token.end as usize]
    }

    /// The text from a token on.
    pub fn from(&self, at: usize) -> &str {
        &self.source[self.tokens[at].start as usize..]
    }

    /// The text before a token.
    pub fn before(&self, at: usize) -> &str {
        &self.source[..self.tokens[at].start as usize]
    }

    pub fn text_of(&self, tokens: Range<usize>) -> &str {
        &self.source[self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize]
    }

    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.sentence_starts.array_windows().map(|[from, to]| *from..*to)
    }

    pub fn is_han(&self, at: usize) -> bool {
        self.source[self.tokens[at].start as usize..].starts_with(is_han)
    }

    pub fn opens_sentence(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence as usize;
        let first = self.sentence_starts[sentence];
        (first..at).all(|before| !self.tokens[before].kind.is_word())
            || self.tokens[at - 1].kind == Kind::Open
            || self.tokens[at - 1].kind == Kind::Colon
    }

    pub fn is_content(&self, at: usize) -> bool {
        self.tokens[at].kind.is_word() && !self.words[at].is_function
    }

    /// The hashes of a token and the next, as one.
    pub fn pair(&self, at: usize) -> Option<u64> {
        self.tokens.get(at + 1).map(|next| pair_of(self.tokens[at].hash, next.hash))
    }
}

fn word(token: &Token, source: &str, own_language: u32, stems: &mut Stems) -> Word {
    if !token.kind.is_word() {
        return Word { term: 0, key: 0, is_function: true };
    }
    let written = &source[token.start as usize..token.end as usize];
    if written.starts_with(is_han) {
        let is_function = written.chars().all(|c| matches!(c as u32, 0x3040..=0x309f) || SAYS_NOTHING.contains(c));
        return Word { term: fold(token.hash), key: 0, is_function };
    }
    let mut lower = String::with_capacity(written.len());
    push_lower(written, &mut lower);
    let languages = lexicon::look_up(token.hash).function_word_in;
    let is_function = languages & own_language != 0 || own_language == 0 && languages != 0;
    Word { term: stems.term(token.hash, token.kind == Kind::Number, || &lower), key: hash_of_key(&lower), is_function }
}

/// Characters that bind and say nothing.
const SAYS_NOTHING: &str = "的了是在和与及对为以而也就都还有这那个并被把将于其或之所从向由但";

/// The hash of a word's letters in Latin script.
pub(crate) fn hash_of_key(lower: &str) -> u64 {
    let root = if lower.starts_with(is_cyrillic) { cyrillic_root(lower) } else { lower };
    hash_word(&key_of(root))
}

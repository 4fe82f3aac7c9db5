//! An article as it is read once, for everything that is derived from it.

use crate::{
    german, language, lexicon,
    stems::Stems,
    subjects,
    words::{ByHash, Gap, Shape, Token, push_lower, tokenise},
};
use news::{Article, Lang, han};
use std::borrow::Cow;

/// Bytes of a text that are read: the rest of a long piece or live blog changes nothing that is derived here.
const LONGEST_TEXT_BYTES: usize = 12 * 1024;
/// The lead is the standfirst and the first tokens of the body.
const LEAD_TOKENS: usize = 60;

/// Text, tokens and words of an article.
pub(crate) struct Reading {
    /// Title, standfirst and body, a line each.
    pub text: String,
    /// The same with simplified Chinese characters, where it has others: byte for byte where the text stands.
    simplified: Option<String>,
    pub tokens: Vec<Token>,
    /// The distinct words, in the order of their first tokens; a token's `word` counts here.
    pub words: Vec<Word>,
    /// The title is the tokens before this one.
    pub title_end: usize,
    pub lead_end: usize,
    /// Nearly every word of the title is capitalised, so that capitals in it tell nothing.
    pub title_in_capitals: bool,
    pub lang: Lang,
}

/// A distinct word, whatever its case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub hash: u64,
    pub first_token: u32,
    pub entry: lexicon::Entry,
    pub is_function_word: bool,
    pub in_lower_case: bool,
    /// Capitalised where no sentence begins, outside a headline in capitals.
    pub capitalised_inside: bool,
    /// In German: a common noun by itself, one by the article before it somewhere, what somebody is.
    pub is_noun: bool,
    pub follows_article: bool,
    /// It stands where a name may: "in Lindau", "Region Lindau".
    pub is_where_names_are: bool,
    pub is_calling: bool,
    /// What names are compared by: see [`subjects::name_hash`].
    pub name_hash: u64,
    /// The hash of its stem: the term it counts for. Function words and unspaced runs have none (0).
    pub term: u32,
}

impl Reading {
    pub fn new(article: &Article) -> Self {
        let (text, title_bytes) = text_to_read(article);
        let mut tokens = tokenise(&text);
        let title_end = tokens.partition_point(|token| (token.start as usize) < title_bytes);
        let mut reading = Self {
            title_in_capitals: is_in_capitals(&tokens[..title_end]),
            words: distinct(&mut tokens),
            lead_end: (title_end + LEAD_TOKENS).min(tokens.len()),
            title_end,
            text,
            simplified: None,
            tokens,
            lang: Lang::UNKNOWN,
        };
        reading.lang = language::detect(&reading, article.lang);
        if reading.lang == Lang::ZH
            && let Cow::Owned(simplified) = han::simplified(&reading.text)
        {
            reading.simplified = Some(simplified);
        }
        reading.read_words();
        reading
    }

    pub fn word(&self, token: &Token) -> &Word {
        &self.words[token.word as usize]
    }

    pub fn of(&self, token: &Token) -> &str {
        token.of(&self.text)
    }

    /// What words are looked up and compared by: traditional Chinese as simplified.
    pub fn plain_text(&self) -> &str {
        self.simplified.as_deref().unwrap_or(&self.text)
    }

    /// A token of [`Self::plain_text`].
    pub fn plain(&self, token: &Token) -> &str {
        token.of(self.plain_text())
    }

    /// Tells whether a capital says nothing, since every noun has one.
    pub fn nouns_are_capitalised(&self) -> bool {
        matches!(self.lang.as_str(), "de" | "lb")
    }

    /// Tells whether names stand in cases, as those of Slavic languages do.
    pub fn is_slavic(&self) -> bool {
        matches!(self.lang.as_str(), "ru" | "uk" | "be" | "bg" | "mk" | "sr" | "hr" | "bs" | "sl" | "cs" | "sk" | "pl")
    }

    fn read_words(&mut self) {
        let own_language = lexicon::language_bit(self.lang);
        for word in &mut self.words {
            let languages = word.entry.function_word_in;
            word.is_function_word = languages & own_language != 0 || own_language == 0 && languages != 0;
        }
        for (index, token) in self.tokens.iter().enumerate() {
            let word = &mut self.words[token.word as usize];
            word.in_lower_case |= token.shape == Shape::Lower;
            word.capitalised_inside |= token.shape.is_capitalised()
                && !token.opens_sentence
                && !(self.title_in_capitals && index < self.title_end);
        }
        if self.nouns_are_capitalised() {
            self.read_nouns();
        }
        for word in self.words.iter_mut().filter(|word| word.hash != 0) {
            word.name_hash = subjects::name_hash(&self.tokens[word.first_token as usize], &self.text);
        }
        let mut stems = Stems::new(self.lang);
        let mut lower = String::new();
        for word in self.words.iter_mut().filter(|word| !word.is_function_word && word.hash != 0) {
            let token = &self.tokens[word.first_token as usize];
            word.term = stems.term(word.hash, token.shape == Shape::Number, || {
                lower.clear();
                push_lower(token.of(&self.text), &mut lower);
                lower.as_str()
            });
        }
    }
}

impl Reading {
    /// Finds which words in capitals are no names, where every noun has a capital.
    fn read_nouns(&mut self) {
        let mut lower = String::new();
        for word in self.words.iter_mut().filter(|word| word.hash != 0 && !word.entry.is_given_name) {
            let token = &self.tokens[word.first_token as usize];
            if token.shape != Shape::Upper {
                lower.clear();
                push_lower(token.of(&self.text), &mut lower);
                word.is_noun = german::is_noun(&lower, word.hash);
                word.is_calling = german::is_calling(&lower);
            }
        }
        for [before, token, after] in self.tokens.array_windows() {
            // "der Höcke-Auftritt": the article is of the noun behind the hyphen.
            if token.shape == Shape::Capital && token.gap == Gap::Space && after.gap != Gap::Joint {
                let word = &mut self.words[token.word as usize];
                word.follows_article |= german::is_article(before.hash);
                word.is_where_names_are |= german::is_before_names(before.hash);
            }
        }
    }
}

/// Title, standfirst and body, a line each, and the length of the title's line.
fn text_to_read(article: &Article) -> (String, usize) {
    let mut text = String::with_capacity(2048);
    text.push_str(article.title.trim());
    text.push('\n');
    let title_bytes = text.len();
    let body = article.text();
    let standfirst = article.standfirst.trim();
    if !body.trim_start().starts_with(standfirst) {
        text.push_str(standfirst);
        text.push('\n');
    }
    text.push_str(&body);
    text.truncate(text.floor_char_boundary(LONGEST_TEXT_BYTES));
    (text, title_bytes)
}

fn is_in_capitals(title: &[Token]) -> bool {
    let words = title.iter().filter(|t| t.shape != Shape::Number && t.shape != Shape::Unspaced).count();
    let capitals = title.iter().filter(|t| t.shape.is_capitalised()).count();
    words >= 3 && capitals * 10 >= words * 7
}

/// Numbers the distinct words and writes their numbers into the tokens. All unspaced runs are one word, of which nothing is
/// known.
fn distinct(tokens: &mut [Token]) -> Vec<Word> {
    let mut number_of: ByHash<u32> = ByHash::with_capacity_and_hasher(tokens.len(), Default::default());
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len() / 2 + 1);
    for (index, token) in tokens.iter_mut().enumerate() {
        token.word = *number_of.entry(token.hash).or_insert_with(|| {
            words.push(Word {
                hash: token.hash,
                first_token: index as u32,
                entry: lexicon::look_up(token.hash),
                is_function_word: false,
                in_lower_case: false,
                capitalised_inside: false,
                is_noun: false,
                follows_article: false,
                is_where_names_are: false,
                is_calling: false,
                name_hash: token.hash,
                term: 0,
            });
            words.len() as u32 - 1
        });
    }
    words
}

//! A text cut for the finding of quotes: words, marks, sentences, paragraphs, and what stands between quotation marks.

use crate::words::push_lower;
use xxhash_rust::xxh3::xxh3_64;

/// How far the partner of a single mark, which may be an apostrophe, is looked for.
const LONGEST_SINGLE_TOKENS: usize = 120;

/// A word, a number or one mark: the bytes `start..end` of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    /// Of the lower-case form, apostrophes straightened.
    pub hash: u64,
    pub sentence: u32,
    pub paragraph: u32,
    /// The number of the quoted part it stands in, its marks included; counted from 1, and 0 is outside.
    pub quoted: u32,
    pub is_after_space: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Lower,
    /// Its first letter is a capital.
    Capital,
    Number,
    /// The genitive `'s`.
    Genitive,
    Open,
    Close,
    Comma,
    /// `.`, `!`, `?`, `…` and their like in other scripts.
    Stop,
    Colon,
    Semicolon,
    Dash,
    OpenBracket,
    CloseBracket,
    Other,
}

impl Kind {
    pub fn is_word(self) -> bool {
        matches!(self, Self::Lower | Self::Capital | Self::Number)
    }
}

/// Tokens `from..to`, the marks included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted {
    pub from: usize,
    pub to: usize,
}

pub(crate) struct Text<'a> {
    pub source: &'a str,
    pub tokens: Vec<Token>,
    /// The first token of each sentence, and one past the last token.
    pub sentence_starts: Vec<usize>,
    pub quoted: Vec<Quoted>,
}

impl<'a> Text<'a> {
    pub fn new(source: &'a str) -> Self {
        let mut text = Self { source, tokens: cut(source), sentence_starts: vec![], quoted: vec![] };
        text.pair_marks();
        text.number_sentences();
        text
    }

    pub fn of(&self, index: usize) -> &'a str {
        let token = &self.tokens[index];
        &self.source[token.start as usize..token.end as usize]
    }

    /// The tokens of a sentence.
    pub fn sentence(&self, number: u32) -> std::ops::Range<usize> {
        self.sentence_starts[number as usize]..self.sentence_starts[number as usize + 1]
    }

    /// The bytes of a row of tokens.
    pub fn span(&self, tokens: std::ops::Range<usize>) -> news::TextSpan {
        news::TextSpan { start: self.tokens[tokens.start].start, end: self.tokens[tokens.end - 1].end }
    }

    /// Decides of every quotation mark whether it opens or closes, and numbers what stands between them. A mark pairs
    /// within its paragraph only; what is left open ends with it.
    fn pair_marks(&mut self) {
        let uses_single_marks = !self.tokens.iter().any(|t| t.kind == Kind::Open && is_double(self.mark(t)));
        let mut at = 0;
        while at < self.tokens.len() {
            let paragraph = self.tokens[at].paragraph;
            let end = at + self.tokens[at..].iter().take_while(|t| t.paragraph == paragraph).count();
            self.pair_in(at..end, uses_single_marks);
            at = end;
        }
    }

    fn mark(&self, token: &Token) -> char {
        // Two apostrophes are a double mark.
        let is_pair = token.end - token.start == 2;
        if is_pair { '"' } else { self.source[token.start as usize..].chars().next().unwrap_or(' ') }
    }

    fn pair_in(&mut self, paragraph: std::ops::Range<usize>, uses_single_marks: bool) {
        let mut open_at = paragraph.start;
        // The marks that are open, outermost first.
        let mut open: Vec<char> = Vec::new();
        for at in paragraph.clone() {
            if self.tokens[at].kind != Kind::Open {
                continue;
            }
            let mark = self.mark(&self.tokens[at]);
            let closes = self.closes(at, mark, !open.is_empty());
            let is_open_single = !is_double(mark)
                && (open.is_empty() && !uses_single_marks || !closes && !self.has_closing_single(at, paragraph.end));
            if is_open_single {
                self.tokens[at].kind = Kind::Other;
                continue;
            }
            if closes {
                match open.iter().rposition(|&opened| family(opened) == family(mark)) {
                    Some(depth) => open.truncate(depth),
                    // An apostrophe, or a mark whose partner is missing.
                    None => {
                        self.tokens[at].kind = if is_double(mark) { Kind::Close } else { Kind::Other };
                        continue;
                    }
                }
                self.tokens[at].kind = Kind::Close;
                if open.is_empty() {
                    self.number_quoted(open_at, at + 1);
                }
            } else if let Some(depth) = open.iter().position(|&opened| family(opened) == family(mark)) {
                // A second opening mark of one kind: the first was never closed.
                open.truncate(depth);
                if open.is_empty() {
                    self.number_quoted(open_at, at);
                    open_at = at;
                }
                open.push(mark);
            } else {
                if open.is_empty() {
                    open_at = at;
                }
                open.push(mark);
            }
        }
        if !open.is_empty() {
            self.number_quoted(open_at, paragraph.end);
        }
    }

    fn number_quoted(&mut self, from: usize, to: usize) {
        self.quoted.push(Quoted { from, to });
        let number = self.quoted.len() as u32;
        self.tokens[from..to].iter_mut().for_each(|token| token.quoted = number);
    }

    /// Tells whether a mark closes: by the spaces around it, then by its form, then by what is open.
    fn closes(&self, at: usize, mark: char, is_open: bool) -> bool {
        let token = &self.tokens[at];
        let starts_paragraph = at == 0 || self.tokens[at - 1].paragraph != token.paragraph;
        let space_before = starts_paragraph
            || token.is_after_space
            || matches!(self.tokens[at - 1].kind, Kind::OpenBracket | Kind::Dash | Kind::Open);
        let space_after = self.tokens.get(at + 1).is_none_or(|next| {
            next.paragraph != token.paragraph
                || next.is_after_space
                || matches!(
                    next.kind,
                    Kind::Comma
                        | Kind::Stop
                        | Kind::Colon
                        | Kind::Semicolon
                        | Kind::CloseBracket
                        | Kind::Dash
                        | Kind::Genitive
                )
        });
        match (space_before, space_after) {
            (true, false) => false,
            (false, true) => true,
            _ => match mark {
                '”' | '»' | '›' | '」' | '』' | '’' => true,
                '„' | '«' | '‹' | '「' | '『' | '‘' | '‚' => false,
                _ => is_open,
            },
        }
    }

    /// A single mark that nothing closes is an apostrophe.
    fn has_closing_single(&self, at: usize, end: usize) -> bool {
        (at + 2..end.min(at + LONGEST_SINGLE_TOKENS)).any(|index| {
            let token = &self.tokens[index];
            token.kind == Kind::Open
                && !is_double(self.mark(token))
                && self.closes(index, '’', true)
                && !token.is_after_space
        })
    }

    fn number_sentences(&mut self) {
        let mut sentence = 0;
        for at in 0..self.tokens.len() {
            let opens = at == 0 || self.opens_sentence(at);
            // "for U.S. troops": the full stop of an abbreviation ends nothing.
            if !opens && self.tokens[at - 1].kind == Kind::Stop && self.is_abbreviation(at - 1) {
                self.tokens[at - 1].kind = Kind::Other;
            }
            if opens {
                self.sentence_starts.push(at);
                sentence = self.sentence_starts.len() as u32 - 1;
            }
            self.tokens[at].sentence = sentence;
        }
        self.sentence_starts.push(self.tokens.len());
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if self.tokens[at - 1].paragraph != token.paragraph {
            return true;
        }
        let may_open = match token.kind {
            Kind::Capital | Kind::Number | Kind::Open | Kind::Other | Kind::OpenBracket | Kind::Dash => true,
            // Arabic, Hebrew and the scripts of India have no capitals.
            Kind::Lower => self.of(at).starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() && !is_han(c)),
            _ => false,
        };
        if !may_open {
            return false;
        }
        let mut before = at - 1;
        while before > 0 && matches!(self.tokens[before].kind, Kind::Close | Kind::CloseBracket) {
            before -= 1;
        }
        let stop = &self.tokens[before];
        if stop.kind != Kind::Stop || stop.paragraph != token.paragraph {
            return false;
        }
        match &self.source[stop.start as usize..stop.end as usize] {
            "。" | "！" | "？" | "．" => true,
            _ if !token.is_after_space => false,
            "." => !self.is_abbreviation(before),
            // "“Why?” Smith asked": the sentence goes on after a closing mark where no full stop stands.
            _ => before + 1 == at || token.kind != Kind::Dash,
        }
    }

    fn is_abbreviation(&self, stop: usize) -> bool {
        if stop == 0 || self.tokens[stop].is_after_space || !self.tokens[stop - 1].kind.is_word() {
            return false;
        }
        let word = self.of(stop - 1);
        let mut letters = word.chars().filter(|c| *c != '.');
        let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        is_initial
            || matches!(
                word,
                "Mr" | "Mrs"
                    | "Ms"
                    | "Dr"
                    | "Sen"
                    | "Sens"
                    | "Rep"
                    | "Reps"
                    | "Gov"
                    | "Gen"
                    | "Lt"
                    | "Col"
                    | "Sgt"
                    | "Capt"
                    | "St"
                    | "Prof"
                    | "Rev"
                    | "Hon"
                    | "vs"
                    | "No"
                    | "Mt"
                    | "Ft"
                    | "Sr"
                    | "Jr"
                    | "Messrs"
                    | "Jan"
                    | "Feb"
                    | "Aug"
                    | "Sept"
                    | "Oct"
                    | "Nov"
                    | "Dec"
                    | "bzw"
                    | "ca"
                    | "Nr"
                    | "Hr"
                    | "Fr"
                    | "Sra"
                    | "Dra"
                    | "Mme"
                    | "г"
                    | "гг"
                    | "им"
                    | "ул"
                    | "т"
                    | "др"
                    | "pan"
                    | "ing"
                    | "Ing"
                    | "tzv"
            )
    }
}

fn is_double(mark: char) -> bool {
    !matches!(mark, '\'' | '‘' | '’' | '‚' | '‹' | '›')
}

/// Marks of one family close each other.
fn family(mark: char) -> u8 {
    match mark {
        '«' | '»' => 1,
        '「' | '」' => 2,
        '『' | '』' => 3,
        '‹' | '›' => 4,
        '\'' | '‘' | '’' | '‚' => 5,
        _ => 0,
    }
}

/// The words and numbers of a short text, as written.
pub(crate) fn words_of(source: &str) -> impl Iterator<Item = &str> {
    cut(source)
        .into_iter()
        .filter(|token| token.kind.is_word())
        .map(|token| &source[token.start as usize..token.end as usize])
}

/// Cuts a text into tokens. Every quotation mark comes out as [`Kind::Open`]: pairing decides.
fn cut(source: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(source.len() / 5);
    let mut lower = String::new();
    let mut paragraph = 0;
    let mut is_after_space = true;
    let mut characters = source.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() || first == '\u{feff}' || first == '\u{200b}' {
            if first == '\n' && tokens.last().is_some_and(|token| token.paragraph == paragraph) {
                paragraph += 1;
            }
            is_after_space = true;
            continue;
        }
        let mut end = start + first.len_utf8();
        let kind = if is_han(first) {
            Kind::Lower
        } else if first.is_alphanumeric() || matches!(first, '@' | '#' | '$' | '€' | '£') {
            let mut previous = first;
            while let Some(&(at, next)) = characters.peek() {
                let is_mark = matches!(next, '-' | '\'' | '’' | '.' | '&' | ',' | '/' | '_' | '‑');
                let joins = is_mark && joins_words(previous, next, &source[at + next.len_utf8()..]);
                let goes_on = next.is_alphanumeric() && !is_han(next);
                if !goes_on && !joins {
                    break;
                }
                previous = next;
                end = at + next.len_utf8();
                characters.next();
                if matches!(next, '\'' | '’') && is_elided(&source[start..at]) {
                    break;
                }
            }
            match first {
                _ if first.is_numeric() || matches!(first, '$' | '€' | '£') => Kind::Number,
                _ if first.is_uppercase() || matches!(first, '@' | '#') => Kind::Capital,
                _ => Kind::Lower,
            }
        } else if first == '-' && !is_after_space && asks_pronoun(&source[end..]).is_some() {
            // "dit-il", "a-t-elle": the pronoun is a word of its own.
            let (skipped, length) = asks_pronoun(&source[end..]).unwrap_or_default();
            let pronoun = end + skipped;
            end = pronoun + length;
            while characters.peek().is_some_and(|&(at, _)| at < end) {
                characters.next();
            }
            tokens.push(word_token(source, pronoun, end, Kind::Lower, paragraph, &mut lower));
            is_after_space = false;
            continue;
        } else {
            let second = characters.peek().map(|&(_, next)| next);
            match first {
                '\'' | '’' if second.is_some_and(|s| s == 's' || s == 'S') && !is_after_space => {
                    characters.next();
                    end += 1;
                    Kind::Genitive
                }
                '\'' if second == Some('\'') => {
                    characters.next();
                    end += 1;
                    Kind::Open
                }
                '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '\'' | '‘' | '’' | '‚' | '‹' | '›'
                | '‟' | '＂' => Kind::Open,
                ',' | '，' | '、' | '،' => Kind::Comma,
                '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '؟' | '۔' | '।' => {
                    while let Some(&(at, next)) = characters.peek() {
                        if !matches!(next, '.' | '!' | '?' | '…') {
                            break;
                        }
                        end = at + next.len_utf8();
                        characters.next();
                    }
                    Kind::Stop
                }
                ':' | '：' => Kind::Colon,
                ';' | '；' => Kind::Semicolon,
                '-' | '–' | '—' | '―' | '−' => {
                    while let Some(&(at, '-')) = characters.peek() {
                        end = at + 1;
                        characters.next();
                    }
                    Kind::Dash
                }
                '(' | '[' | '{' | '（' | '【' => Kind::OpenBracket,
                ')' | ']' | '}' | '）' | '】' => Kind::CloseBracket,
                _ => Kind::Other,
            }
        };
        tokens.push(Token { is_after_space, ..word_token(source, start, end, kind, paragraph, &mut lower) });
        is_after_space = false;
    }
    tokens
}

fn word_token(source: &str, start: usize, end: usize, kind: Kind, paragraph: u32, lower: &mut String) -> Token {
    lower.clear();
    push_lower(&source[start..end], lower);
    if lower.contains('’') {
        *lower = lower.replace('’', "'");
    }
    Token {
        start: start as u32,
        end: end as u32,
        kind,
        hash: xxh3_64(lower.as_bytes()),
        sentence: 0,
        paragraph,
        quoted: 0,
        is_after_space: false,
    }
}

/// French words that lose their vowel before another: "l'", "qu'".
fn is_elided(word: &str) -> bool {
    matches!(
        word,
        "l" | "d"
            | "j"
            | "n"
            | "s"
            | "c"
            | "m"
            | "t"
            | "qu"
            | "L"
            | "D"
            | "J"
            | "N"
            | "S"
            | "C"
            | "Qu"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "Lorsqu"
            | "Puisqu"
    )
}

/// The pronoun of an inverted French verb: how many bytes stand before it, and its length.
fn asks_pronoun(after_hyphen: &str) -> Option<(usize, usize)> {
    let skipped = if after_hyphen.starts_with("t-") { 2 } else { 0 };
    let rest = &after_hyphen[skipped..];
    ["ils", "il", "elles", "elle", "on"]
        .iter()
        .find(|pronoun| rest.starts_with(**pronoun) && !rest[pronoun.len()..].starts_with(char::is_alphanumeric))
        .map(|pronoun| (skipped, pronoun.len()))
}

/// A mark inside a word: "well-known", "O'Neill", "don't", "U.S.A", "1,200", "l'été"; but not the `'s` of "Smith's".
fn joins_words(previous: char, mark: char, rest: &str) -> bool {
    let mut after = rest.chars();
    let Some(next) = after.next() else { return false };
    match mark {
        '-' if asks_pronoun(rest).is_some() => false,
        ',' => previous.is_numeric() && next.is_numeric(),
        '.' => {
            previous.is_numeric() && next.is_numeric()
                || previous.is_uppercase() && next.is_uppercase()
                || next.is_lowercase() && previous.is_lowercase()
        }
        '\'' | '’' => {
            let is_genitive = matches!(next, 's' | 'S') && !after.next().is_some_and(char::is_alphanumeric);
            previous.is_alphanumeric() && next.is_alphanumeric() && !is_genitive
        }
        _ => previous.is_alphanumeric() && next.is_alphanumeric() && !is_han(next),
    }
}

pub(crate) fn is_han(character: char) -> bool {
    matches!(character as u32, 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x2ffff)
}

//! Text to terms: what makes two spellings of a word one.
//!
//! Words are runs of letters and digits, folded to lower case without diacritics, and stemmed by the rules of the
//! *document's* language. A term carries its [`Family`] as one upper-case letter in front ("Eelect"), so the stem
//! of one language never meets the stem of another: "news" finds "news" in English though German rules would make
//! "new" of it. A question's language is unknown; it is analysed once for each family that the index holds, which
//! is exact because an article has one language. Invariant: one word analysed twice in one family gives one term,
//! so a word always finds itself, whatever language was detected.
//!
//! Scripts written without spaces (and Hangul, whose particles stick to the word) become overlapping pairs of
//! characters; a word of them is then a phrase of pairs. Traditional Chinese is read as simplified, so that either finds
//! the other.

use news::{Lang, han::simplified_char};
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Longer words are cut here, in bytes of their folded form; nobody searches for more.
const WORD_LIMIT_BYTES: usize = 48;

/// Languages that share one set of stemming rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Family {
    Arabic = b'A',
    Danish = b'D',
    English = b'E',
    Finnish = b'I',
    French = b'F',
    German = b'G',
    Hungarian = b'H',
    Italian = b'T',
    /// No stemming: languages without rules here, and texts whose language is unknown.
    Neutral = b'N',
    Norwegian = b'W',
    Dutch = b'L',
    Portuguese = b'P',
    Romanian = b'O',
    Russian = b'R',
    Spanish = b'S',
    Swedish = b'V',
    Turkish = b'K',
}

impl Family {
    pub(crate) fn of(lang: Lang) -> Self {
        match lang.as_str() {
            "ar" => Self::Arabic,
            "da" => Self::Danish,
            "en" => Self::English,
            "fi" => Self::Finnish,
            "fr" => Self::French,
            "de" => Self::German,
            "hu" => Self::Hungarian,
            "it" => Self::Italian,
            "no" | "nb" | "nn" => Self::Norwegian,
            "nl" => Self::Dutch,
            "pt" => Self::Portuguese,
            "ro" => Self::Romanian,
            "ru" => Self::Russian,
            "es" => Self::Spanish,
            "sv" => Self::Swedish,
            "tr" => Self::Turkish,
            _ => Self::Neutral,
        }
    }

    /// The letter in front of its terms; upper case, which no folded word begins with.
    pub(crate) fn tag(self) -> char {
        char::from(self as u8)
    }

    /// Tells whether all its articles are in one language.
    pub(crate) fn is_one_language(self) -> bool {
        !matches!(self, Self::Neutral | Self::Norwegian)
    }

    fn from_tag(tag: char) -> Option<Self> {
        Some(match tag {
            'A' => Self::Arabic,
            'D' => Self::Danish,
            'E' => Self::English,
            'F' => Self::French,
            'G' => Self::German,
            'H' => Self::Hungarian,
            'I' => Self::Finnish,
            'K' => Self::Turkish,
            'L' => Self::Dutch,
            'N' => Self::Neutral,
            'O' => Self::Romanian,
            'P' => Self::Portuguese,
            'R' => Self::Russian,
            'S' => Self::Spanish,
            'T' => Self::Italian,
            'V' => Self::Swedish,
            'W' => Self::Norwegian,
            _ => return None,
        })
    }

    fn algorithm(self) -> Option<Algorithm> {
        Some(match self {
            Self::Neutral => return None,
            Self::Arabic => Algorithm::Arabic,
            Self::Danish => Algorithm::Danish,
            Self::English => Algorithm::English,
            Self::Finnish => Algorithm::Finnish,
            Self::French => Algorithm::French,
            Self::German => Algorithm::German,
            Self::Hungarian => Algorithm::Hungarian,
            Self::Italian => Algorithm::Italian,
            Self::Norwegian => Algorithm::Norwegian,
            Self::Dutch => Algorithm::Dutch,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Romanian => Algorithm::Romanian,
            Self::Russian => Algorithm::Russian,
            Self::Spanish => Algorithm::Spanish,
            Self::Swedish => Algorithm::Swedish,
            Self::Turkish => Algorithm::Turkish,
        })
    }

    /// Tells whether its rules are for the script of this folded word. The others' words stay as they are.
    fn stems(self, word: &str) -> bool {
        if word.len() < 3 || word.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        match self {
            Self::Neutral => false,
            Self::Russian => word.chars().all(|c| ('\u{430}'..='\u{44f}').contains(&c)),
            Self::Arabic => word.chars().all(|c| ('\u{621}'..='\u{64a}').contains(&c)),
            _ => word.is_ascii(),
        }
    }
}

/// Where a term stands in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Bytes of the text.
    pub(crate) bytes: Range<usize>,
    /// Counts terms from 0; neighbours differ by one.
    pub(crate) position: usize,
    /// True for a pair of characters (or a lone one) of a script without spaces.
    pub(crate) is_dense: bool,
}

/// The terms of one text, in order.
pub(crate) struct Terms<'a> {
    text: &'a str,
    family: Family,
    /// Where reading goes on.
    at: usize,
    position: usize,
    /// The rest of a run of a script without spaces.
    dense: Option<Range<usize>>,
}

impl<'a> Terms<'a> {
    pub(crate) fn of(text: &'a str, family: Family) -> Self {
        Self { text, family, at: 0, position: 0, dense: None }
    }

    /// Writes the next term to `term` and tells where it stands; None at the end.
    pub(crate) fn next(&mut self, stems: &mut Stems, term: &mut String) -> Option<Place> {
        loop {
            if let Some(run) = self.dense.take() {
                return Some(self.next_pair(run, term));
            }
            let start = self.at + self.text[self.at..].find(is_word_char)?;
            let first = self.text[start..].chars().next()?;
            if is_dense(first) {
                let rest = &self.text[start..];
                let length = rest.find(|c| !is_dense(c) && !is_combining_mark(c)).unwrap_or(rest.len());
                self.at = start + length;
                self.dense = Some(start..start + length);
                continue;
            }
            let end = word_end(self.text, start);
            self.at = end;
            let word = without_elision(&self.text[start..end]);
            term.clear();
            term.push(self.family.tag());
            fold_word(word, term);
            if term.len() == 1 {
                continue;
            }
            stems.stem(self.family, term);
            let bytes = start + (word.as_ptr() as usize - self.text[start..].as_ptr() as usize)..end;
            return Some(self.place(bytes, false));
        }
    }

    fn next_pair(&mut self, run: Range<usize>, term: &mut String) -> Place {
        let mut chars = self.text[run.clone()].char_indices();
        let first = chars.next().expect("a run is never empty").1;
        term.clear();
        term.push(self.family.tag());
        fold_dense(first, term);
        let Some((second_at, second)) = chars.next() else {
            return self.place(run, true);
        };
        fold_dense(second, term);
        let end = run.start + second_at + second.len_utf8();
        if end < run.end {
            self.dense = Some(run.start + second_at..run.end);
        }
        self.place(run.start..end, true)
    }

    fn place(&mut self, bytes: Range<usize>, is_dense: bool) -> Place {
        let place = Place { bytes, position: self.position, is_dense };
        self.position += 1;
        place
    }
}

/// Stems words and remembers the frequent ones: a text's words repeat, and rules cost more than a look-up.
#[derive(Default)]
pub(crate) struct Stems {
    stemmer: Option<(Family, Stemmer)>,
    /// Slots by hash, the last word wins. Empty until the first use.
    known: Vec<(String, String)>,
}

impl Stems {
    const SLOTS: usize = 4096;

    /// Replaces the word in `term` (behind its tag) by its stem.
    fn stem(&mut self, family: Family, term: &mut String) {
        if !family.stems(&term[1..]) {
            return;
        }
        let Some(algorithm) = family.algorithm() else { return };
        if self.known.is_empty() {
            self.known.resize_with(Self::SLOTS, Default::default);
        }
        let hash = term
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        let slot = &mut self.known[(hash >> 32) as usize % Self::SLOTS];
        if slot.0 != *term {
            if self.stemmer.as_ref().is_none_or(|(stemmers_family, _)| *stemmers_family != family) {
                self.stemmer = Some((family, Stemmer::create(algorithm)));
            }
            slot.0.clone_from(term);
            slot.1.clear();
            slot.1.push(family.tag());
            match &self.stemmer {
                Some((_, stemmer)) => slot.1.push_str(&stemmer.stem(&term[1..])),
                None => slot.1.push_str(&term[1..]),
            }
        }
        term.clone_from(&slot.1);
    }
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// Letters of scripts written without spaces, and Hangul.
pub(crate) fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1100}'..='\u{11ff}' // Hangul letters
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{3035}'
        | '\u{3041}'..='\u{30ff}' // kana
        | '\u{3105}'..='\u{318f}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{ac00}'..='\u{d7ff}' // Hangul syllables
        | '\u{ff66}'..='\u{ff9f}' // half-width katakana
        | '\u{20000}'..='\u{3ffff}')
        && c.is_alphanumeric()
        || matches!(c, '\u{0e47}'..='\u{0e4e}' | '\u{17d2}' | '\u{1039}' | '\u{103a}')
}

/// Characters that stand inside words without being part of their spelling.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{640}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Finds where the word that starts at `start` ends. Apostrophes between letters and the points of an
/// abbreviation ("U.S.A") belong to it.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = 0;
    let mut chars = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        let joins = if is_word_char(c) {
            letters += 1;
            !is_dense(c)
        } else if !c.is_ascii() && (is_combining_mark(c) || is_invisible(c)) {
            true
        } else if is_apostrophe(c) {
            chars.peek().is_some_and(|(_, next)| is_word_char(*next) && !is_dense(*next))
        } else if c == '.' && letters == 1 {
            letters = 0;
            let mut next = text[at + 1..].chars();
            next.next().is_some_and(char::is_alphabetic) && !next.next().is_some_and(is_word_char)
        } else {
            false
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Drops an elided article or preposition ("l'Europe", "dell'Unione").
fn without_elision(word: &str) -> &str {
    let Some((before, after)) = word.split_once(is_apostrophe) else { return word };
    const ELIDED: [&str; 15] =
        ["l", "d", "j", "m", "n", "s", "t", "c", "qu", "un", "dell", "nell", "all", "sull", "dall"];
    let is_elided = ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(before));
    if is_elided && after.chars().count() >= 2 { after } else { word }
}

/// Appends the word in lower case, without diacritics, apostrophes, points or a possessive "'s".
fn fold_word(word: &str, out: &mut String) {
    let start = out.len();
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        let word = match word.rfind(is_apostrophe) {
            Some(at) if word[at..].trim_start_matches(is_apostrophe).eq_ignore_ascii_case("s") => &word[..at],
            _ => word,
        };
        for c in word.chars().filter(|c| *c != '.' && !is_apostrophe(*c) && !is_invisible(*c)) {
            fold_char(c, out);
        }
    }
    if out.len() - start > WORD_LIMIT_BYTES {
        out.truncate(out.floor_char_boundary(start + WORD_LIMIT_BYTES));
    }
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase() {
        match lower {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            'ё' => out.push('е'),
            'أ' | 'إ' | 'آ' => out.push('ا'),
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            // Cyrillic letters that decompose ("й", "ї") are letters of their own.
            '\u{400}'..='\u{52f}' => out.push(lower),
            // Marks of Latin and Greek, of Hebrew and of Arabic are left out; others carry vowels.
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
            _ => decompose_compatible(lower, |part| match part {
                '\u{300}'..='\u{36f}' => {}
                // A compatibility form may hold capitals ("℡") or a space.
                _ if part.is_alphanumeric() || is_combining_mark(part) => out.extend(part.to_lowercase()),
                _ => {}
            }),
        }
    }
}

fn fold_dense(c: char, out: &mut String) {
    match c {
        '\u{ff66}'..='\u{ff9f}' | '\u{f900}'..='\u{faff}' => decompose_compatible(c, |part| out.push(part)),
        _ => out.push(simplified_char(c)),
    }
}

/// The name under which the schema knows [`TaggedTokenizer`]. Its number changes whenever analysis does: an index
/// made by other rules then has another schema and is made anew.
pub(crate) const TOKENIZER: &str = "dateline-2";

/// [`Terms`] for the index. The text's first character is the tag of its family.
#[derive(Default)]
pub(crate) struct TaggedTokenizer {
    stems: Stems,
    token: Token,
}

impl Clone for TaggedTokenizer {
    /// A clone starts with nothing remembered: each segment and field has its own.
    fn clone(&self) -> Self {
        Self::default()
    }
}

pub(crate) struct TaggedStream<'a> {
    terms: Terms<'a>,
    tokenizer: &'a mut TaggedTokenizer,
}

impl Tokenizer for TaggedTokenizer {
    type TokenStream<'a> = TaggedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TaggedStream<'a> {
        self.token.reset();
        let mut chars = text.chars();
        let family = chars.next().and_then(Family::from_tag).unwrap_or(Family::Neutral);
        TaggedStream { terms: Terms::of(chars.as_str(), family), tokenizer: self }
    }
}

impl TokenStream for TaggedStream<'_> {
    fn advance(&mut self) -> bool {
        let token = &mut self.tokenizer.token;
        let Some(place) = self.terms.next(&mut self.tokenizer.stems, &mut token.text) else { return false };
        token.offset_from = place.bytes.start;
        token.offset_to = place.bytes.end;
        token.position = place.position;
        true
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str, lang: &str) -> Vec<String> {
        let mut terms = Terms::of(text, Family::of(Lang::parse(lang).unwrap()));
        let (mut stems, mut term, mut all) = (Stems::default(), String::new(), Vec::new());
        while let Some(place) = terms.next(&mut stems, &mut term) {
            assert!(text.is_char_boundary(place.bytes.start) && text.is_char_boundary(place.bytes.end));
            assert_eq!(place.position, all.len());
            all.push(term[1..].to_owned());
        }
        all
    }

    #[test]
    fn spellings_of_one_word_give_one_term() {
        let check = |lang: &str, text: &str, expected: &str| {
            assert_eq!(terms(text, lang).join(" "), expected, "{lang}: {text}")
        };
        check("en", "Putin's PUTIN’S putin", "putin putin putin");
        check("en", "The U.S. and U.S.A. left. A new day", "the us and usa left a new day");
        check("en", "Elections elected election", "elect elect elect");
        check("en", "O'Brien don't rock'n'roll", "obrien dont rocknrol");
        check("en", "COVID-19 3.5% AT&T e-mail", "covid 19 3 5 at t e mail");
        check("fr", "Café cafe l’Europe L'EUROPE", "caf caf europ europ");
        check("de", "Straße STRASSE Häuser Haus", "strass strass haus haus");
        check("es", "Elección elecciones ELECCION", "eleccion eleccion eleccion");
        check("ru", "Ёлка ёлки Путин Путина Путину", "елк елк путин путин путин");
        check("ru", "Russia in Россия", "russia in росс");
        check("zh", "气候峰会2026年", "气候 候峰 峰会 2026 年");
        check("zh", "氣候峰會2026年", "气候 候峰 峰会 2026 年");
        check("ja", "がんばれ", "がん んば ばれ");
        check("th", "ข่าว", "ข่ ่า าว");
        check("ko", "기후 정상회의", "기후 정상 상회 회의");
        check("zh", "ＡＢＣ１２", "abc12");
        check("el", "Αθήνα ΑΘΗΝΑΣ", "αθηνα αθηνασ");
        check("hi", "हिन्दी में", "हिन्दी में");
        check("ar", "مُحَمَّد محمد", "محمد محمد");
        check("en", "co\u{ad}operate cooperate cafe\u{301}", "cooper cooper cafe");
        check("und", "", "");
        check("und", "… — ' . \u{200d}", "");
    }

    #[test]
    fn every_family_has_a_tag_of_its_own() {
        for lang in "ar da en fi fr de hu it no nl pt ro ru es sv tr zh".split(' ') {
            let family = Family::of(Lang::parse(lang).unwrap());
            assert_eq!(Family::from_tag(family.tag()), Some(family), "{lang}");
            assert_eq!(family == Family::Neutral, lang == "zh");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_word_always_finds_itself(text in "\\PC{0,40}", lang in "(en|de|fr|es|it|pt|nl|sv|da|no|fi|hu|ro|tr|ru|ar|zh)") {
            let all = terms(&text, &lang);
            proptest::prop_assert_eq!(&all, &terms(&text, &lang));
            proptest::prop_assert_eq!(&all, &terms(&text.to_ascii_uppercase(), &lang));
        }
    }
}

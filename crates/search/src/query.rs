//! A reader's question: what may be typed, and what it means.
//!
//! Parsing is total. What cannot be understood is searched for as words, and a [`Note`] tells the reader so.

use news::{ArticleId, Lang, Timestamp};
use std::fmt;
use std::str::FromStr;

/// More clauses than these are left out, with a note.
const CLAUSES_MAX: usize = 16;
/// Longer questions are cut, with a note.
const TEXT_MAX_CHARS: usize = 400;

/// A parsed question, with how its answer is to be ordered and cut into pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// All must hold; negated ones must not.
    pub clauses: Vec<Clause>,
    /// One of these languages, if any are named.
    pub langs: Vec<Lang>,
    /// None of these languages.
    pub not_langs: Vec<Lang>,
    /// One of these publishers, by key, if any are named.
    pub publishers: Vec<String>,
    /// None of these publishers.
    pub not_publishers: Vec<String>,
    /// All of these hashtags, by key.
    pub hashtags: Vec<String>,
    /// None of these hashtags.
    pub not_hashtags: Vec<String>,
    /// One of these sections, if any are named.
    pub sections: Vec<String>,
    /// Published at this moment or later.
    pub after: Option<Timestamp>,
    /// Published before this moment.
    pub before: Option<Timestamp>,
    pub sort: Sort,
    /// Hits a page; 0 means 20. At most 200 are given.
    pub limit: usize,
    /// Where the page before ended; None for the first page.
    pub cursor: Option<Cursor>,
    /// What was understood otherwise than typed, in the order of the text.
    pub notes: Vec<Note>,
}

/// Words that must (or must not) be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// One word as typed, or several that must follow each other when `is_phrase`.
    pub text: String,
    pub is_phrase: bool,
    pub is_negated: bool,
    pub place: Place,
}

/// Where in the article the words must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Anywhere,
    Title,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first: how well it matches, with a mild preference for the fresh.
    #[default]
    Relevance,
    Newest,
}

/// What the reader should know about how the question was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A quotation mark had no partner: the phrase runs to the end.
    UnclosedQuote,
    /// The date of `after:` or `before:` is none; it was searched for as words.
    NotADate(String),
    /// The language of `lang:` is none; it was searched for as words.
    NotALanguage(String),
    /// An operator without a value; it was searched for as a word.
    EmptyOperator(String),
    /// Nothing but exclusions: everything else is shown.
    OnlyExclusions,
    /// The question was too long; this many clauses were left out (0 when its text was cut).
    TooLong(usize),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnclosedQuote => f.write_str("A quotation mark is not closed; the phrase runs to the end."),
            Self::NotADate(text) => write!(f, "“{text}” has no date like 2026-01-31, so it was searched for as words."),
            Self::NotALanguage(text) => write!(f, "“{text}” has no language code, so it was searched for as words."),
            Self::EmptyOperator(text) => write!(f, "“{text}” says nothing to look for; it was taken as a word."),
            Self::OnlyExclusions => f.write_str("Nothing to look for was named, so everything else is shown."),
            Self::TooLong(0) => f.write_str("The question was too long and has been cut."),
            Self::TooLong(count) => write!(f, "The question was too long; {count} of its words were left out."),
        }
    }
}

impl Query {
    #[must_use]
    pub fn sorted(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    #[must_use]
    pub fn limited(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Asks for the page that follows the one that gave this cursor. None asks for the first.
    #[must_use]
    pub fn following(mut self, cursor: Option<Cursor>) -> Self {
        self.cursor = cursor;
        self
    }

    /// Tells whether it asks for nothing: such a query finds nothing.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
            && self.langs.is_empty()
            && self.not_langs.is_empty()
            && self.publishers.is_empty()
            && self.not_publishers.is_empty()
            && self.hashtags.is_empty()
            && self.not_hashtags.is_empty()
            && self.sections.is_empty()
            && self.after.is_none()
            && self.before.is_none()
    }

    /// The clauses that hits must match, each in its own way: these alone make one hit better than another.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| !clause.is_negated)
    }
}

/// Reads a question: words (all must occur), `"exact phrase"`, `-not`, `title:word`, `title:"a phrase"`,
/// `publisher:key`, `lang:de`, `#tag` or `tag:tag`, `section:key`, `after:2026-01-31` (that day included),
/// `before:2026-02` (that month excluded), `sort:newest`. Operators may be negated where that makes sense
/// (`-publisher:key`, `-lang:de`, `-#tag`, `-"a phrase"`, `-title:word`). Never fails.
pub fn parse_query(text: &str) -> Query {
    let mut query = Query::default();
    let text = match text.char_indices().nth(TEXT_MAX_CHARS) {
        Some((end, _)) => {
            query.notes.push(Note::TooLong(0));
            &text[..end]
        }
        None => text,
    };
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (piece, after) = take_piece(rest, &mut query.notes);
        read_piece(&mut query, piece);
        rest = after.trim_start();
    }
    if query.clauses.len() > CLAUSES_MAX {
        query.notes.push(Note::TooLong(query.clauses.len() - CLAUSES_MAX));
        query.clauses.truncate(CLAUSES_MAX);
    }
    let excludes = !query.not_publishers.is_empty()
        || !query.not_hashtags.is_empty()
        || !query.not_langs.is_empty()
        || !query.clauses.is_empty();
    let includes = query.words().next().is_some()
        || !(query.langs.is_empty()
            && query.publishers.is_empty()
            && query.hashtags.is_empty()
            && query.sections.is_empty()
            && query.after.is_none()
            && query.before.is_none());
    if excludes && !includes {
        query.notes.push(Note::OnlyExclusions);
    }
    query
}

/// A word, a phrase, or an operator with its value.
struct Piece<'a> {
    is_negated: bool,
    /// In lower case, without the colon.
    operator: Option<String>,
    value: &'a str,
    is_phrase: bool,
    /// As typed.
    typed: &'a str,
}

const OPERATORS: [&str; 11] =
    ["title", "publisher", "source", "site", "lang", "language", "tag", "section", "after", "before", "sort"];

fn take_piece<'a>(text: &'a str, notes: &mut Vec<Note>) -> (Piece<'a>, &'a str) {
    let (is_negated, body) = match text.strip_prefix(['-', '−']) {
        Some(body) if body.starts_with(|c: char| !c.is_whitespace() && c != '-') => (true, body),
        _ => (false, text),
    };
    let (operator, body) = match body.split_once(':') {
        Some((name, value)) if OPERATORS.iter().any(|operator| operator.eq_ignore_ascii_case(name)) => {
            (Some(name.to_ascii_lowercase()), value)
        }
        _ => (None, body),
    };
    let quote = body.chars().next().and_then(closing_quote);
    let (value, rest, is_phrase) = match quote {
        Some((open_bytes, closing)) => {
            let inside = &body[open_bytes..];
            match inside.char_indices().find(|(_, c)| closing.contains(c)) {
                Some((end, c)) => (&inside[..end], &inside[end + c.len_utf8()..], true),
                None => {
                    notes.push(Note::UnclosedQuote);
                    (inside, "", true)
                }
            }
        }
        None => {
            // A quotation mark inside a word begins the next piece: `word"a phrase"`.
            let end = body.find(|c: char| c.is_whitespace() || closing_quote(c).is_some()).unwrap_or(body.len());
            (&body[..end], &body[end..], false)
        }
    };
    let typed = &text[..text.len() - rest.len()];
    (Piece { is_negated, operator, value, is_phrase, typed }, rest)
}

/// The length of an opening quotation mark and the marks that close it. An apostrophe is none.
fn closing_quote(c: char) -> Option<(usize, &'static [char])> {
    let closing: &[char] = match c {
        '"' | '“' | '”' | '„' | '‟' | '＂' => &['"', '“', '”', '‟', '＂'],
        '«' | '»' => &['«', '»', '"'],
        '「' | '『' => &['」', '』'],
        _ => return None,
    };
    Some((c.len_utf8(), closing))
}

fn read_piece(query: &mut Query, piece: Piece<'_>) {
    let Piece { is_negated, value, is_phrase, typed, .. } = piece;
    let Some(operator) = piece.operator.as_deref() else {
        match value.strip_prefix(['#', '＃']).filter(|_| !is_phrase).map(hashtag_key) {
            Some(key) if !key.is_empty() => add_hashtag(query, key, is_negated),
            _ => add_clause(query, value, is_phrase, is_negated, Place::Anywhere),
        }
        return;
    };
    if value.trim().is_empty() {
        query.notes.push(Note::EmptyOperator(typed.to_owned()));
        add_clause(query, operator, false, is_negated, Place::Anywhere);
        return;
    }
    let key = value.trim().to_lowercase();
    match operator {
        "title" => add_clause(query, value, is_phrase, is_negated, Place::Title),
        "publisher" | "source" | "site" if is_negated => query.not_publishers.push(key),
        "publisher" | "source" | "site" => query.publishers.push(key),
        "tag" if !hashtag_key(value).is_empty() => add_hashtag(query, hashtag_key(value), is_negated),
        "section" if !is_negated => query.sections.push(key),
        "lang" | "language" => match Lang::parse(value) {
            Some(lang) if is_negated => query.not_langs.push(lang),
            Some(lang) => query.langs.push(lang),
            None => {
                query.notes.push(Note::NotALanguage(typed.to_owned()));
                add_clause(query, value, is_phrase, is_negated, Place::Anywhere);
            }
        },
        "after" | "before" => match parse_day(value.trim()) {
            Some(moment) if !is_negated && operator == "after" => query.after = query.after.max(Some(moment)),
            Some(moment) if !is_negated => {
                query.before = Some(query.before.map_or(moment, |before| before.min(moment)));
            }
            _ => {
                query.notes.push(Note::NotADate(typed.to_owned()));
                add_clause(query, value, is_phrase, is_negated, Place::Anywhere);
            }
        },
        "sort" if matches!(key.as_str(), "newest" | "new" | "date" | "time") => query.sort = Sort::Newest,
        "sort" if matches!(key.as_str(), "relevance" | "best") => query.sort = Sort::Relevance,
        _ => add_clause(query, value, is_phrase, is_negated, Place::Anywhere),
    }
}

fn add_clause(query: &mut Query, text: &str, is_phrase: bool, is_negated: bool, place: Place) {
    if !text.chars().any(char::is_alphanumeric) {
        return;
    }
    let clause = Clause { text: text.trim().to_owned(), is_phrase, is_negated, place };
    if !query.clauses.contains(&clause) {
        query.clauses.push(clause);
    }
}

fn add_hashtag(query: &mut Query, key: String, is_negated: bool) {
    let keys = if is_negated { &mut query.not_hashtags } else { &mut query.hashtags };
    if !keys.contains(&key) {
        keys.push(key);
    }
}

/// A hashtag's key as the vocabulary has it: lower case, letters and digits only.
fn hashtag_key(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads "2026", "2026-01", "2026-01-31" (the beginning of it, UTC) or a full RFC 3339 moment.
fn parse_day(text: &str) -> Option<Timestamp> {
    let is_digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let day = match parts.as_slice() {
        [year] if is_digits(year, 4) => format!("{year}-01-01"),
        [year, month] if is_digits(year, 4) && is_digits(month, 2) => format!("{year}-{month}-01"),
        [year, month, day] if is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2) => {
            format!("{year}-{month}-{day}")
        }
        _ => return Timestamp::parse_rfc3339(text),
    };
    Timestamp::parse_rfc3339(&format!("{day}T00:00:00Z"))
}

/// Where a page of hits ended. Prints as text that fits an address, and reads back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    pub(crate) rank: Rank,
    pub(crate) article: ArticleId,
    /// Freshness is measured from the moment of the first page, or scores would drift from page to page.
    pub(crate) now: Timestamp,
}

/// What hits are ordered by, downwards; ties by article id, downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rank {
    Score(f32),
    Time(Timestamp),
}

impl Cursor {
    /// Goes on behind an article, among the newest.
    pub fn behind(published: Timestamp, article: ArticleId) -> Self {
        Self { rank: Rank::Time(published), article, now: published }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rank {
            Rank::Score(score) => write!(f, "s.{:x}", score.to_bits())?,
            Rank::Time(time) => write!(f, "t.{}", time.0)?,
        }
        write!(f, ".{}.{}", self.article, self.now.0)
    }
}

impl FromStr for Cursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let mut parts = text.split('.');
            let (kind, rank) = (parts.next()?, parts.next()?);
            let rank = match kind {
                "s" => {
                    let score = f32::from_bits(u32::from_str_radix(rank, 16).ok()?);
                    Rank::Score(Some(score).filter(|score| score.is_finite())?)
                }
                "t" => Rank::Time(Timestamp(rank.parse().ok()?)),
                _ => return None,
            };
            let article = parts.next()?.parse().ok()?;
            let now = Timestamp(parts.next()?.parse().ok()?);
            parts.next().is_none().then_some(Cursor { rank, article, now })
        };
        read().ok_or_else(|| format!("not a cursor: {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line that says what was understood.
    fn reading(text: &str) -> String {
        let query = parse_query(text);
        let mut parts = Vec::new();
        for clause in &query.clauses {
            let minus = if clause.is_negated { "-" } else { "" };
            let title = if clause.place == Place::Title { "title:" } else { "" };
            let quote = if clause.is_phrase { "\"" } else { "" };
            parts.push(format!("{minus}{title}{quote}{}{quote}", clause.text));
        }
        parts.extend(query.langs.iter().map(|lang| format!("lang={lang}")));
        parts.extend(query.not_langs.iter().map(|lang| format!("lang!={lang}")));
        parts.extend(query.publishers.iter().map(|key| format!("publisher={key}")));
        parts.extend(query.not_publishers.iter().map(|key| format!("publisher!={key}")));
        parts.extend(query.hashtags.iter().map(|key| format!("tag={key}")));
        parts.extend(query.not_hashtags.iter().map(|key| format!("tag!={key}")));
        parts.extend(query.sections.iter().map(|key| format!("section={key}")));
        parts.extend(query.after.iter().map(|moment| format!("after={moment}")));
        parts.extend(query.before.iter().map(|moment| format!("before={moment}")));
        parts.extend((query.sort == Sort::Newest).then(|| "newest".to_owned()));
        parts.extend(query.notes.iter().map(|note| format!("{note:?}")));
        parts.join(" ")
    }

    #[test]
    fn what_is_typed_is_understood_or_searched_for_as_words() {
        let check = |text: &str, expected: &str| assert_eq!(reading(text), expected, "{text}");
        check("", "");
        check("  climate   summit ", "climate summit");
        check("climate climate", "climate");
        check("\"climate summit\" -\"coal exit\" -oil", "\"climate summit\" -\"coal exit\" -oil");
        check("„Berliner Rat“ «le monde» 「気候」", "\"Berliner Rat\" \"le monde\" \"気候\"");
        check("\"climate summit", "\"climate summit\" UnclosedQuote");
        check("well-known - -- 3", "well-known 3");
        check("title:storm title:\"big storm\" -title:calm", "title:storm title:\"big storm\" -title:calm");
        check("lang:de-AT LANG:en", "lang=de lang=en");
        check("storm -lang:de", "storm lang!=de");
        check("-lang:de", "lang!=de OnlyExclusions");
        check("lang:german", "german NotALanguage(\"lang:german\")");
        check("publisher:Harbour-Post -source:x", "publisher=harbour-post publisher!=x");
        check("#ClimateSummit -#Coal tag:G20 #", "tag=climatesummit tag=g20 tag!=coal");
        check("section:Politics storm", "storm section=politics");
        check("after:2026-01-01 before:2026-02", "after=2026-01-01T00:00:00Z before=2026-02-01T00:00:00Z");
        check("after:2026 after:2025", "after=2026-01-01T00:00:00Z");
        check("after:yesterday", "yesterday NotADate(\"after:yesterday\")");
        check("before:2026-13-40", "2026-13-40 NotADate(\"before:2026-13-40\")");
        check("sort:newest storm", "storm newest");
        check("title: storm", "title storm EmptyOperator(\"title:\")");
        check("time:12 https://example.org/a", "time:12 https://example.org/a");
        check("-oil", "-oil OnlyExclusions");
        check("... !!! \"\" -\"\"", "");
        check(&"word ".repeat(1000), "word TooLong(0)");
    }

    #[test]
    fn a_cursor_reads_back_what_it_prints() {
        for rank in [Rank::Score(12.375), Rank::Score(0.0), Rank::Time(Timestamp(-5)), Rank::Time(Timestamp(i64::MAX))]
        {
            let cursor = Cursor { rank, article: ArticleId(77), now: Timestamp(1_770_000_000_000_000) };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in ["", "s", "s.zz.1.2", "t.1.2", "t.1.2.3.4", "s.7fc00000.1.2", "x.1.2.3"] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn parsing_never_panics(text in "\\PC*") {
            parse_query(&text);
        }

        #[test]
        fn parsing_never_panics_on_operators(
            text in "((title|lang|after|before|tag|publisher)?:?[-\"“#]{0,3}(\\PC|[0-9a-z -]){0,8} ?){0,12}"
        ) {
            let query = parse_query(&text);
            proptest::prop_assert!(query.clauses.len() <= CLAUSES_MAX);
        }
    }
}

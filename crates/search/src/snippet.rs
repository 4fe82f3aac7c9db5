//! An extract of an article's text that shows why it was found.

use crate::analysis::{Family, Stems, Terms};
use crate::query::{Place, Query};
use news::Lang;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

/// Only so much of a text is looked at; a match further down is not shown.
const TEXT_MOST_BYTES: usize = 30_000;

/// An extract as plain text: whoever prints it escapes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// White space is collapsed; "…" stands where text was left out.
    pub text: String,
    /// Byte ranges of `text` that matched, in order, apart from each other, on character boundaries.
    pub highlights: Vec<(usize, usize)>,
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::default();
}

/// Cuts the passage of at most `max_chars` characters (the "…" not counted) that shows most of what was asked for,
/// or the beginning when nothing of it occurs. `lang` is the article's language, as it was indexed.
pub fn snippet(text: &str, query: &Query, lang: Lang, max_chars: usize) -> Snippet {
    let text = &text[..text.floor_char_boundary(TEXT_MOST_BYTES)];
    let marks = STEMS.with_borrow_mut(|stems| matches(text, query, Family::of(lang), stems));
    cut(text, &marks, max_chars)
}

/// A place where a clause of the question stands in the text.
struct Mark {
    bytes: Range<usize>,
    /// Which of the clauses.
    clause: usize,
}

fn matches(text: &str, query: &Query, family: Family, stems: &mut Stems) -> Vec<Mark> {
    let mut term = String::new();
    // For every clause, the terms that must follow each other.
    let mut wanted: Vec<Vec<String>> = Vec::new();
    for clause in query.clauses.iter().filter(|clause| !clause.is_negated) {
        let mut terms = Terms::of(&clause.text, family);
        let mut sequence = Vec::new();
        let mut is_dense = true;
        while let Some(place) = terms.next(stems, &mut term) {
            is_dense &= place.is_dense;
            sequence.push(term.clone());
        }
        // An unspaced run is found by its pairs; what stands in a title may be named in the text as well.
        if is_dense && !clause.is_phrase || clause.place == Place::Title {
            wanted.extend(sequence.into_iter().map(|term| vec![term]));
        } else {
            wanted.push(sequence);
        }
    }
    wanted.retain(|sequence| !sequence.is_empty());
    if wanted.is_empty() {
        return Vec::new();
    }

    let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
    for (clause, sequence) in wanted.iter().enumerate() {
        by_last.entry(&sequence[sequence.len() - 1]).or_default().push(clause);
    }
    let mut marks = Vec::new();
    // Where each of the last terms stood, as far back as the longest sequence reaches.
    let longest = wanted.iter().map(Vec::len).max().unwrap_or(1);
    let mut recent: Vec<(String, Range<usize>)> = Vec::with_capacity(longest + 1);
    let mut terms = Terms::of(text, family);
    while let Some(place) = terms.next(stems, &mut term) {
        if recent.len() == longest {
            recent.rotate_left(1);
            let last = recent.len() - 1;
            recent[last].0.clone_from(&term);
            recent[last].1 = place.bytes;
        } else {
            recent.push((term.clone(), place.bytes));
        }
        for &clause in by_last.get(term.as_str()).into_iter().flatten() {
            let sequence = &wanted[clause];
            let Some(from) = recent.len().checked_sub(sequence.len()) else { continue };
            if recent[from..].iter().map(|(term, _)| term).eq(sequence) {
                let bytes = recent[from].1.start..recent[recent.len() - 1].1.end;
                marks.push(Mark { bytes, clause });
            }
        }
    }
    marks.sort_by_key(|mark| (mark.bytes.start, mark.bytes.end));
    marks
}

fn cut(text: &str, marks: &[Mark], max_chars: usize) -> Snippet {
    let range = window(text, marks, max_chars);
    let mut snippet = Snippet::default();
    if !text[..range.start].trim().is_empty() {
        snippet.text.push_str("… ");
    }
    // Marks that touch or overlap are one highlight.
    let mut highlights: Vec<Range<usize>> = Vec::new();
    for mark in marks.iter().filter(|mark| range.start <= mark.bytes.start && mark.bytes.end <= range.end) {
        match highlights.last_mut() {
            Some(last) if mark.bytes.start <= last.end => last.end = last.end.max(mark.bytes.end),
            _ => highlights.push(mark.bytes.clone()),
        }
    }
    let mut highlights = highlights.into_iter().peekable();
    let mut begun = None;
    for (at, c) in text[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)) {
        if let (Some(start), Some(mark)) = (begun, highlights.peek())
            && at == mark.end
        {
            snippet.highlights.push((start, snippet.text.len()));
            begun = None;
            highlights.next();
        }
        if c.is_whitespace() {
            if !snippet.text.is_empty() && !snippet.text.ends_with(' ') {
                snippet.text.push(' ');
            }
        } else {
            if highlights.peek().is_some_and(|mark| mark.start == at) {
                begun = Some(snippet.text.len());
            }
            snippet.text.push(c);
        }
    }
    if let Some(start) = begun {
        snippet.highlights.push((start, snippet.text.len()));
    }
    snippet.text.truncate(snippet.text.trim_end().len());
    if !text[range.end..].trim().is_empty() {
        snippet.text.push_str(" …");
    }
    snippet
}

/// Chooses the passage: that which shows most clauses, then most matches, then the earliest.
fn window(text: &str, marks: &[Mark], max_chars: usize) -> Range<usize> {
    let end_of =
        |start: usize| text[start..].char_indices().nth(max_chars).map_or(text.len(), |(length, _)| start + length);
    let mut best = (0, 0, 0);
    for (first, mark) in marks.iter().enumerate() {
        let end = end_of(mark.bytes.start);
        let inside = marks[first..].iter().take_while(|mark| mark.bytes.end <= end).take(64);
        let (mut clauses, mut count) = (0_u64, 0);
        for mark in inside {
            clauses |= 1 << (mark.clause % 64);
            count += 1;
        }
        let value = (clauses.count_ones(), count);
        if value > (best.0, best.1) {
            best = (value.0, value.1, mark.bytes.start);
        }
        if marks.len() > 512 && first > 512 {
            break;
        }
    }
    if best.1 == 0 || end_of(0) == text.len() {
        return 0..word_boundary_before(text, end_of(0), 0);
    }
    // Some words before the first match, best from the beginning of its sentence.
    let match_start = best.2;
    let lead_chars = max_chars / 3;
    let lead_from = text[..match_start].char_indices().rev().take(lead_chars).last().map_or(match_start, |(at, _)| at);
    let lead = &text[lead_from..match_start];
    let sentence = lead
        .char_indices()
        .rev()
        .find(|(at, c)| {
            let next = lead[at + c.len_utf8()..].chars().next();
            matches!(c, '\n' | '。' | '！' | '？')
                || matches!(c, '.' | '!' | '?') && next.is_some_and(char::is_whitespace)
        })
        .map(|(at, c)| lead_from + at + c.len_utf8());
    let start = match sentence {
        Some(start) => start,
        None if lead_from == 0 => 0,
        None => match lead.find(char::is_whitespace) {
            Some(space) => lead_from + space,
            None => lead_from,
        },
    };
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let start = start.min(match_start);
    let first_match_end =
        marks.iter().find(|mark| mark.bytes.start == match_start).map_or(start, |mark| mark.bytes.end);
    start..word_boundary_before(text, end_of(start), first_match_end)
}

/// The end of the last whole word that ends at or before `end`, not before `least`. A script without spaces is cut
/// between characters.
fn word_boundary_before(text: &str, end: usize, least: usize) -> usize {
    if end == text.len() || text[end..].starts_with(char::is_whitespace) {
        return end;
    }
    match text[..end].rfind(char::is_whitespace) {
        // A word longer than a third of a line is no word of a spaced script.
        Some(space) if space >= least && text[space..end].chars().count() <= 24 => space,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_query;

    /// The extract with its highlights in brackets.
    fn shown(text: &str, query: &str, lang: &str, max_chars: usize) -> String {
        let snippet = snippet(text, &parse_query(query), Lang::parse(lang).unwrap(), max_chars);
        let mut shown = snippet.text;
        for (start, end) in snippet.highlights.into_iter().rev() {
            shown.insert(end, ']');
            shown.insert(start, '[');
        }
        shown
    }

    #[test]
    fn the_passage_that_shows_most_is_cut_at_words() {
        let check = |lang: &str, text: &str, query: &str, max_chars: usize, expected: &str| {
            assert_eq!(shown(text, query, lang, max_chars), expected, "{query} in {text}")
        };
        let storm = "The harbour slept. Nobody expected rain.\n\nBy noon two storms met over the old pier, and the \
                     storm warning came too late. Repairs begin on Monday.";
        check("en", storm, "storm", 60, "… By noon two [storms] met over the old pier, and the [storm] …");
        check("en", storm, "\"storm warning\" monday", 40, "… and the [storm warning] came too late. …");
        check("en", storm, "volcano", 20, "The harbour slept. …");
        check("en", "Short text.", "text", 100, "Short [text].");
        check("en", "", "text", 100, "");
        check("de", "Die Häuser am Fluss", "haus", 50, "Die [Häuser] am Fluss");
        check("es", "Un CAFÉ sin azúcar", "cafe azucar", 50, "Un [CAFÉ] sin [azúcar]");
        check(
            "zh",
            "各国代表周一在首都讨论气候峰会的结果。",
            "气候峰会",
            50,
            "各国代表周一在首都讨论[气候峰会]的结果。",
        );
        check("ru", "Вчера в Москве открылась выставка", "москва", 50, "Вчера в [Москве] открылась выставка");
        check("en", "<b>storm & rain</b>", "storm", 50, "<b>[storm] & rain</b>");
        check("en", "calm and storm", "storm -calm", 50, "calm and [storm]");
    }

    proptest::proptest! {
        #[test]
        fn no_character_is_cut(text in "(storm|rain|雨が|é|🌊|\\PC| |\n){0,60}", query in "(storm|rain|雨|é| ){1,5}", max in 0usize..80) {
            let snippet = snippet(&text, &parse_query(&query), Lang::EN, max);
            let mut last = 0;
            for (start, end) in snippet.highlights {
                proptest::prop_assert!(last <= start && start < end && end <= snippet.text.len());
                proptest::prop_assert!(snippet.text.is_char_boundary(start) && snippet.text.is_char_boundary(end));
                last = end;
            }
            proptest::prop_assert!(snippet.text.chars().filter(|c| *c != '…').count() <= max.max(24) + 24);
        }
    }
}

//! Finds sentences and the passages they cite in a model's words, as these come.

use super::NONE;
use crate::sentences;

/// What a model said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A sentence, and the numbers of passages it names, from 1.
    Sentence { text: String, cites: Vec<usize> },
    /// That the passages do not say.
    Nothing,
}

/// Reads a model's words line by line.
#[derive(Debug, Default)]
pub struct Reader {
    line: String,
    lines: usize,
    thinks: bool,
}

/// Some models think aloud before they write, between these.
const THOUGHTS: (&str, &str) = ("<think>", "</think>");
/// A line without an end is cut here: no sentence is as long.
const LONGEST_LINE: usize = 8 * 1024;
/// A passage range such as "3-9" is believed up to so many.
const LONGEST_RANGE: usize = 12;

impl Reader {
    /// Takes further words; gives what is complete by them.
    pub fn take(&mut self, words: &str) -> Vec<Said> {
        let mut said = Vec::new();
        for piece in words.split_inclusive('\n') {
            self.line.push_str(piece);
            if piece.ends_with('\n') || self.line.len() > LONGEST_LINE {
                let line = std::mem::take(&mut self.line);
                self.read(&line, &mut said);
            }
        }
        said
    }

    /// Gives what is left when no more words come.
    pub fn end(&mut self) -> Vec<Said> {
        let mut said = Vec::new();
        let line = std::mem::take(&mut self.line);
        self.read(&line, &mut said);
        said
    }

    fn read(&mut self, line: &str, said: &mut Vec<Said>) {
        let mut line = line.trim();
        if self.lines == 0 && line.starts_with(THOUGHTS.0) {
            self.thinks = true;
        }
        if self.thinks {
            let Some((_, rest)) = line.split_once(THOUGHTS.1) else { return };
            self.thinks = false;
            line = rest.trim();
        }
        if line.is_empty() {
            return;
        }
        self.lines += 1;
        let line = without_marks(line, self.lines);
        if line.trim_end_matches('.').eq_ignore_ascii_case(NONE) {
            said.push(Said::Nothing);
            return;
        }
        for (text, cites) in segments(&line) {
            let text = text.trim();
            let each = sentences::spans(text).into_iter().map(|span| span.of(text).trim().to_owned());
            // Punctuation alone says nothing.
            let each = each.filter(|sentence| sentence.chars().any(char::is_alphanumeric));
            said.extend(each.map(|text| Said::Sentence { text, cites: cites.clone() }));
        }
    }
}

/// A line without the marks of a list or a heading. `number` is that of the line: "2. " is a mark on the second only, as a
/// sentence may begin with an ordinal.
fn without_marks(line: &str, number: usize) -> String {
    let line = line.trim_start_matches(['#', '-', '*', '•', '–', '>', ' ']);
    let ordinal = [format!("{number}. "), format!("{number}) ")];
    let line = ordinal.iter().find_map(|mark| line.strip_prefix(mark.as_str())).unwrap_or(line);
    line.replace("**", "").replace('`', "")
}

/// Cuts a line after each group of citations: what stands before one is cited by it. The citations are taken out.
fn segments(line: &str) -> Vec<(String, Vec<usize>)> {
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    let mut text = String::new();
    let mut rest = line;
    while let Some(open) = rest.find(['[', '【']) {
        let (before, group) = rest.split_at(open);
        let inside = group.find([']', '】']).map(|close| (&group[..close], &group[close..]));
        let mark_len = group.chars().next().map_or(0, char::len_utf8);
        let numbers = inside.and_then(|(inside, _)| numbers(&inside[mark_len..]));
        let (Some(numbers), Some((_, after))) = (numbers, inside) else {
            text.push_str(&rest[..open + mark_len]);
            rest = &rest[open + mark_len..];
            continue;
        };
        text.push_str(before);
        rest = &after[after.chars().next().map_or(0, char::len_utf8)..];
        let says_something = text.chars().any(char::is_alphanumeric);
        match found.last_mut() {
            Some((last, cites)) if !says_something => {
                last.push_str(text.trim());
                cites.extend(numbers);
            }
            _ => found.push((text.trim_end().to_owned(), numbers)),
        }
        text.clear();
        // The full stop may follow the numbers.
        let stop = rest.find(|c: char| !is_stop(c)).unwrap_or(rest.len());
        if let Some((last, _)) = found.last_mut().filter(|(last, _)| !last.ends_with(is_stop)) {
            last.push_str(&rest[..stop]);
            rest = &rest[stop..];
        }
    }
    text.push_str(rest);
    match found.last_mut() {
        Some((last, _)) if !text.chars().any(char::is_alphanumeric) => last.push_str(text.trim()),
        _ => found.push((text, Vec::new())),
    }
    found
}

fn is_stop(c: char) -> bool {
    ".!?…。！？؟।".contains(c)
}

/// The numbers between brackets: "3", "3, 12", "3-5", "passage 3"; None where it is anything else.
fn numbers(inside: &str) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    for part in inside.split([',', ';', '，', '、']) {
        let part = part.trim().trim_end_matches('|');
        let part = part.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim();
        match part.split_once(['-', '–']) {
            Some((from, to)) => numbers.extend((number(from)?..=number(to)?).take(LONGEST_RANGE)),
            None => numbers.push(number(part)?),
        }
    }
    Some(numbers)
}

/// A number of at most four digits, in whatever script the model writes.
fn number(text: &str) -> Option<usize> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    text.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?))
}

fn digit(c: char) -> Option<usize> {
    const ZEROS: [char; 5] = ['0', '٠', '۰', '०', '０'];
    ZEROS.into_iter().find_map(|zero| (c as usize).checked_sub(zero as usize).filter(|value| *value < 10))
}

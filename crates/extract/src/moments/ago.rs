//! "5 minutes ago": how long before the fetch something was.

use super::is_label;
use super::words::*;
use crate::dates::Token;

/// How long ago, in seconds: "5 min ago", "vor einer Stunde", "3小时前", or only "5m". None when the text says more.
pub(super) fn ago(tokens: &[Token<'_>], text: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let lower = lower.trim();
    if NOW_WORDS.contains(&lower) {
        return Some(0);
    }
    if let Some((_, seconds)) = COUNTED_AGO.iter().find(|(words, _)| *words == lower) {
        return Some(*seconds);
    }
    let mut total = None;
    let mut says_ago = false;
    let mut others = 0;
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at] {
            Token::Number(count @ 0..=9999, _) => {
                let (seconds, length) = unit_at(&tokens[at + 1..])?;
                if total.is_some_and(|total| seconds * count >= total) {
                    return None;
                }
                total = Some(total.unwrap_or(0) + seconds * count);
                // "小时前" and "시간전" are one word.
                says_ago |= tokens[at + 1..at + 1 + length]
                    .iter()
                    .any(|token| matches!(token, Token::Word(word) if word.ends_with(['前', '전'])));
                at += length;
            }
            Token::Number(..) => return None,
            Token::Word(word) => {
                let word = word.to_lowercase();
                if AGO_WORDS.contains(&word.as_str()) {
                    says_ago = true;
                } else if word == "und" || word == "and" || word == "y" || word == "و" {
                } else if total.is_none() && ONE_WORDS.contains(&word.as_str()) {
                    if let Some((seconds, length)) = unit_at(&tokens[at + 1..]) {
                        total = Some(seconds);
                        at += length;
                    } else {
                        others += 1;
                    }
                } else if !is_label(&word) && !CHANGE_WORDS.contains(&word.as_str()) {
                    others += 1;
                }
            }
            Token::Mark('前' | '전' | '.' | ',' | ':' | '(' | ')' | '|' | '·' | '•' | '-' | '–') => {}
            Token::Mark(_) => others += 1,
        }
        at += 1;
    }
    let is_bare = tokens.len() <= 3 && matches!(tokens.first(), Some(Token::Number(1..=59, _)));
    total.filter(|_| others == 0 && (says_ago || is_bare))
}

/// Seconds of the unit that begins here, and the tokens it takes.
fn unit_at(tokens: &[Token<'_>]) -> Option<(i64, usize)> {
    match *tokens {
        [Token::Mark('分'), Token::Word(word), ..]
            if word.starts_with('钟') || word.starts_with('鐘') || word.starts_with('前') =>
        {
            Some((60, 2))
        }
        [Token::Mark('分' | '분'), ..] => Some((60, 1)),
        [Token::Mark('時' | '时'), Token::Word(word), ..] if word.starts_with('間') || word.starts_with('间') => {
            Some((3600, 2))
        }
        [Token::Mark('시'), Token::Word(word), ..] if word.starts_with('간') => Some((3600, 2)),
        [Token::Mark('日'), Token::Word(word), ..] if word.starts_with('前') => Some((86_400, 2)),
        [Token::Mark('일'), Token::Word(word), ..] if word.starts_with('전') => Some((86_400, 2)),
        // 小时前: the sign for the hour is a token of its own.
        [Token::Word("小" | "个小" | "個小"), Token::Mark('时' | '時'), ref rest @ ..] => {
            Some((3600, 2 + usize::from(matches!(rest.first(), Some(Token::Word(word)) if word.starts_with('前')))))
        }
        [Token::Word(word), ..] => {
            let lower = word.to_lowercase();
            let whole = UNITS.iter().find(|(unit, _)| *unit == lower);
            let begun = || UNIT_STEMS.iter().find(|(stem, _)| lower.starts_with(stem));
            whole.or_else(begun).map(|(_, seconds)| (*seconds, 1))
        }
        _ => None,
    }
}

//! Attributions by rule, from a language's cue words, its quotation marks and the order of its clauses.
//!
//! A quoted part looks for its frame: after it ("…," she said), before it (She said: "…"), around it (she called it "…").
//! A sentence in the same paragraph that opens with a quotation mark goes on with what was said before it. Then sentences
//! without a quotation are looked at: a cue with a clause of its own, a clause with a cue behind it, "according to".

use super::{
    Attribution,
    lexicon::{Lexicon, class},
    text::{Kind, Quoted, Text},
};
use std::ops::Range;

/// How far from a quotation its cue is looked for, in tokens.
const FRAME_TOKENS: usize = 16;
const LONGEST_SOURCE_TOKENS: usize = 14;
const LONGEST_SIGNATURE_TOKENS: usize = 6;
/// A quoted part of fewer words without a frame right at it is a title or a word held at arm's length.
const FEWEST_QUOTED_WORDS: usize = 3;

const PRONOUN: u16 = class::HE | class::SHE | class::THEY;

/// Finds who said what in a text, in reading order of the contents.
pub(crate) fn attributions(text: &Text, lexicon: &Lexicon) -> Vec<Attribution> {
    let finder = Finder { text, lexicon };
    let mut found = finder.quoted();
    let indirect = finder.indirect(&found);
    found.extend(indirect);
    found.sort_by_key(|attribution| attribution.content[0].start);
    found
}

struct Finder<'a> {
    text: &'a Text<'a>,
    lexicon: &'a Lexicon,
}

/// A cue with its speaker.
struct Frame {
    cue: Range<usize>,
    source: Option<Range<usize>>,
}

impl Finder<'_> {
    fn is(&self, at: usize, bits: u16) -> bool {
        self.text.tokens[at].kind.is_word() && self.lexicon.class(self.text.tokens[at].hash) & bits != 0
    }

    fn kind(&self, at: usize) -> Kind {
        self.text.tokens[at].kind
    }

    fn is_outside(&self, at: usize) -> bool {
        self.text.tokens[at].quoted == 0
    }

    fn quoted(&self) -> Vec<Attribution> {
        let mut found: Vec<Attribution> = Vec::new();
        for quoted in &self.text.quoted {
            let paragraph = self.text.tokens[quoted.from].paragraph;
            let words = (quoted.from..quoted.to).filter(|&at| self.kind(at).is_word()).count();
            if words == 0 {
                continue;
            }
            if let Some(last) = found.last_mut()
                && self.text.tokens[last.content[0].start].paragraph == paragraph
            {
                if last.content.iter().any(|part| part.contains(&quoted.from)) {
                    continue;
                }
                if self.goes_on(last, quoted) {
                    last.content.push(quoted.from..quoted.to);
                    continue;
                }
            }
            if let Some(attribution) = self.split_within(quoted) {
                found.push(attribution);
                continue;
            }
            let used_until = found.last().map_or(0, |last| last.end());
            let frame = self.frame_after(quoted).or_else(|| self.frame_before(quoted, used_until));
            if let Some(frame) = frame {
                found.push(Attribution::of_one(frame.cue, frame.source, quoted.from..quoted.to));
            } else if let Some(attribution) = self.around(quoted, used_until) {
                found.push(attribution);
            } else if words >= 2 * FEWEST_QUOTED_WORDS
                && let Some(last) = found.last_mut()
                && self.opens_sentence(quoted.from)
                && self.text.tokens[quoted.from].paragraph <= self.text.tokens[last.end() - 1].paragraph + 1
                && last.content.last().is_some_and(|part| self.kind(part.start) == Kind::Open)
            {
                // A paragraph that is a quotation goes on with the one before.
                last.content.push(quoted.from..quoted.to);
            }
        }
        found
    }

    fn opens_sentence(&self, at: usize) -> bool {
        at == 0 || self.text.tokens[at - 1].sentence != self.text.tokens[at].sentence
    }

    /// A quoted part that goes on with the attribution before it: after its frame's comma, or as the next sentence.
    fn goes_on(&self, last: &Attribution, quoted: &Quoted) -> bool {
        if self.kind(last.content[0].start) != Kind::Open || quoted.from < last.end() {
            return false;
        }
        let between = last.end()..quoted.from;
        let has_cue = between.clone().any(|at| self.is(at, class::CUE));
        if has_cue || self.frame_after(quoted).is_some() {
            return false;
        }
        let stays_in_sentence = self.text.tokens[quoted.from].sentence == self.text.tokens[last.end() - 1].sentence;
        if stays_in_sentence {
            return self.kind(quoted.from - 1) == Kind::Comma || self.kind(quoted.from - 1) == Kind::Dash;
        }
        self.opens_sentence(quoted.from) && between.filter(|&at| self.opens_sentence(at)).count() == 0
    }

    /// « Nous irons, a dit le ministre, jusqu'au bout. », «Да, — сказал мэр. — Проверим»: a frame inside the marks.
    fn split_within(&self, quoted: &Quoted) -> Option<Attribution> {
        let inside = quoted.from + 1..quoted.to.saturating_sub(1);
        let (comma, from, cue) = inside.clone().find_map(|comma| {
            if !matches!(self.kind(comma), Kind::Comma | Kind::Stop) {
                return None;
            }
            let has_dash = self.kind(comma + 1) == Kind::Dash;
            let from = comma + 1 + usize::from(has_dash);
            let cue = self.skip_fillers_and_pronouns(from, inside.end);
            let is_inverted = has_dash || cue > from || cue + 1 < inside.end && self.is(cue + 1, PRONOUN);
            let is_frame =
                cue < inside.end && self.is(cue, class::CUE) && is_inverted && !self.is(cue + 1, class::THAT);
            (is_frame && (has_dash || self.kind(comma) == Kind::Comma)).then_some((comma, from, cue))
        })?;
        let end = (cue..quoted.to).find(|&at| matches!(self.kind(at), Kind::Comma | Kind::Stop | Kind::Dash))?;
        let source = (from..cue).find(|&at| self.is(at, PRONOUN)).map(|at| at..at + 1);
        let source = source.or_else(|| self.source_after(cue + 1, end))?;
        let mut attribution = Attribution::of_one(from..cue + 1, Some(source), quoted.from..comma + 1);
        let rest = (end + 1..quoted.to).find(|&at| self.kind(at) != Kind::Dash).unwrap_or(quoted.to);
        if rest + 1 < quoted.to {
            attribution.content.push(rest..quoted.to);
        }
        Some(attribution)
    }

    /// "…", she said.
    fn frame_after(&self, quoted: &Quoted) -> Option<Frame> {
        let tokens = &self.text.tokens;
        let last = quoted.to - 1;
        let mut from = quoted.to;
        while from < tokens.len() && matches!(self.kind(from), Kind::Comma | Kind::Dash) {
            from += 1;
        }
        if let Some(source) = self.signature_after(quoted, from) {
            return Some(Frame { cue: from - 1..from, source: Some(source) });
        }
        let stays = from < tokens.len()
            && tokens[from].paragraph == tokens[last].paragraph
            && tokens[from].sentence == tokens[last].sentence;
        if !stays {
            return None;
        }
        if let Some(source) = self.source_after_thus(from) {
            return Some(Frame { cue: from..from + 1, source: Some(source) });
        }
        if self.is(from, class::JOINT) {
            return None;
        }
        let has_comma = from > quoted.to || last > 0 && matches!(self.kind(last - 1), Kind::Comma | Kind::Stop);
        let limit = (from..(from + FRAME_TOKENS).min(tokens.len()))
            .find(|&at| {
                tokens[at].paragraph != tokens[from].paragraph
                    || matches!(self.kind(at), Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Open)
            })
            .unwrap_or((from + FRAME_TOKENS).min(tokens.len()));
        let cue = (from..limit).find(|&at| self.is(at, class::CUE))?;
        if !has_comma && cue != from {
            return None;
        }
        // She added: "…" is the frame of what follows.
        let opens_next = limit < tokens.len()
            && matches!(self.kind(limit), Kind::Colon | Kind::Open)
            && limit <= cue + 2
            && cue > from;
        if opens_next {
            return None;
        }
        let before = self.first_of_fillers(from, cue);
        let source = if before > from { self.source_before(from, before) } else { self.source_after(cue + 1, limit) };
        if source.is_none() && !self.lexicon.drops_pronouns {
            return None;
        }
        Some(Frame { cue: before..cue + 1, source })
    }

    /// "…" – Maria Oakes: a name alone up to the end of the paragraph.
    fn signature_after(&self, quoted: &Quoted, from: usize) -> Option<Range<usize>> {
        let paragraph = self.text.tokens[quoted.from].paragraph;
        let ends = |at: usize| at >= self.text.tokens.len() || self.text.tokens[at].paragraph != paragraph;
        let end = (from..from + LONGEST_SIGNATURE_TOKENS).find(|&at| ends(at) || self.kind(at) != Kind::Capital)?;
        let is_last = ends(end) || self.kind(end) == Kind::Stop && ends(end + 1);
        (self.kind(from - 1) == Kind::Dash && end > from && is_last).then_some(from..end)
    }

    /// "…", so die Ministerin.
    fn source_after_thus(&self, at: usize) -> Option<Range<usize>> {
        let limit = (at + FRAME_TOKENS).min(self.text.tokens.len());
        let is_thus = self.is(at, class::THUS)
            && at + 1 < limit
            && (self.kind(at + 1) == Kind::Capital || self.is(at + 1, class::DETERMINER))
            && !self.is(at + 1, class::CUE);
        is_thus.then(|| self.source_after(at + 1, limit)).flatten()
    }

    /// She said: "…"
    fn frame_before(&self, quoted: &Quoted, used_until: usize) -> Option<Frame> {
        let tokens = &self.text.tokens;
        let at = quoted.from.checked_sub(1)?;
        if tokens[at].paragraph != tokens[quoted.from].paragraph {
            return None;
        }
        let leads =
            matches!(self.kind(at), Kind::Colon | Kind::Comma | Kind::Dash) || self.is(at, class::CUE | class::THAT);
        if !leads {
            return None;
        }
        let floor =
            self.text.sentence(tokens[at].sentence).start.max(used_until).max(at.saturating_sub(2 * FRAME_TOKENS));
        let cue = (floor..=at).rev().find(|&at| self.is_outside(at) && self.is(at, class::CUE));
        let Some(cue) = cue else {
            // "Smith: “…”"
            let is_named =
                self.kind(at) == Kind::Colon && at - floor <= 5 && at > floor && self.kind(at - 1) == Kind::Capital;
            return is_named.then(|| Frame { cue: at..at + 1, source: Some(floor..at) });
        };
        if self.kind(at) == Kind::Comma && at - cue > FRAME_TOKENS {
            return None;
        }
        let before = self.first_of_fillers(floor, cue);
        let source = self.source_before(floor, before).or_else(|| self.source_after(cue + 1, at));
        if source.is_none() && !self.lexicon.drops_pronouns {
            return None;
        }
        Some(Frame { cue: before..cue + 1, source })
    }

    /// She called it a "…" mistake.
    fn around(&self, quoted: &Quoted, used_until: usize) -> Option<Attribution> {
        let tokens = &self.text.tokens;
        let sentence = self.text.sentence(tokens[quoted.from].sentence);
        let floor = sentence.start.max(used_until);
        let cue = (floor..quoted.from).rev().find(|&at| self.is_outside(at) && self.is(at, class::CUE))?;
        let before = self.first_of_fillers(floor, cue);
        let source = self.source_before(floor, before)?;
        let mut start = cue + 1;
        if let Some(that) = (start..(start + 6).min(quoted.from)).find(|&at| self.is(at, class::THAT)) {
            start = that;
        }
        while start < quoted.from && matches!(self.kind(start), Kind::Comma | Kind::Colon) {
            start += 1;
        }
        let mut end = sentence.end.max(quoted.to);
        while end > quoted.to && matches!(self.kind(end - 1), Kind::Stop) {
            end -= 1;
        }
        Some(Attribution::of_one(before..cue + 1, Some(source), start..end))
    }

    /// The first of the auxiliaries and adverbs before a cue.
    fn first_of_fillers(&self, floor: usize, cue: usize) -> usize {
        let mut at = cue;
        while at > floor && self.is(at - 1, class::FILLER) {
            at -= 1;
        }
        at
    }

    fn skip_fillers(&self, mut at: usize, limit: usize) -> usize {
        while at < limit && self.is(at, class::FILLER) {
            at += 1;
        }
        at
    }

    fn skip_fillers_and_pronouns(&self, mut at: usize, limit: usize) -> usize {
        while at < limit && self.is(at, class::FILLER | PRONOUN) {
            at += 1;
        }
        at
    }

    /// The noun phrase that ends at `end`: back over an apposition between commas.
    fn source_before(&self, floor: usize, end: usize) -> Option<Range<usize>> {
        if end <= floor {
            return None;
        }
        let mut end = end;
        if self.kind(end - 1) == Kind::Comma {
            let nearest = floor.max(end.saturating_sub(2 * FRAME_TOKENS));
            let comma = (nearest..end - 1).rev().find(|&at| self.kind(at) == Kind::Comma);
            end = comma.unwrap_or(end - 1);
        }
        if self.is(end - 1, class::JOINT) && self.kind(end - 1) == Kind::Lower {
            return self.first_name(floor, end - 1);
        }
        let start = (floor..end)
            .rev()
            .take(LONGEST_SOURCE_TOKENS)
            .take_while(|&at| {
                let ends_clause = matches!(
                    self.kind(at),
                    Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Close | Kind::Open
                );
                !(ends_clause || self.is(at, class::JOINT) && self.kind(at) != Kind::Capital)
            })
            .last()?;
        let start = (start..end)
            .find(|&at| !self.is(at, class::FILLER | class::JOINT | class::THAT) && self.kind(at).is_word())?;
        Some(start..end)
    }

    /// "Oakes smiled and said": the first name or pronoun of the clause.
    fn first_name(&self, floor: usize, end: usize) -> Option<Range<usize>> {
        let start = (floor..end).find(|&at| {
            self.is_outside(at)
                && (self.kind(at) == Kind::Capital && !self.is(at, class::JOINT | class::PREPOSITION | class::FILLER)
                    || self.is(at, PRONOUN))
        })?;
        let names_nobody = |at: usize| self.kind(at) != Kind::Capital || self.is(at, class::CUE);
        let end = (start + 1..end).find(|&at| names_nobody(at)).unwrap_or(end);
        // "The captain": an article takes its noun along.
        Some(start..if self.is(start, class::DETERMINER) && end == start + 1 { end + 1 } else { end })
    }

    /// The noun phrase that begins at `from` or soon after it.
    fn source_after(&self, from: usize, limit: usize) -> Option<Range<usize>> {
        let mut start = self.skip_fillers(from, limit);
        // "сказал в среду представитель", "sagte am Montag der Minister": over a phrase of time or place.
        if start < limit && self.is(start, class::PREPOSITION) && self.kind(start) == Kind::Lower {
            start = (start + 1..limit.min(start + 6))
                .find(|&at| self.kind(at) == Kind::Capital || self.is(at, class::DETERMINER))?;
        }
        let end = (start..limit.min(start + LONGEST_SOURCE_TOKENS))
            .find(|&at| {
                !(self.kind(at).is_word() || self.kind(at) == Kind::Genitive)
                    || self.is(at, class::THAT | class::CUE)
                    || at > start && self.kind(at) == Kind::Lower && self.is(at, class::PREPOSITION | class::JOINT)
            })
            .unwrap_or(limit.min(start + LONGEST_SOURCE_TOKENS));
        (end > start).then_some(start..end)
    }

    fn indirect(&self, found: &[Attribution]) -> Vec<Attribution> {
        let mut taken = vec![false; self.text.tokens.len() + 1];
        for attribution in found {
            let parts = attribution.content.iter().chain(std::iter::once(&attribution.cue)).chain(&attribution.source);
            parts.for_each(|part| taken[part.clone()].iter_mut().for_each(|taken| *taken = true));
        }
        (0..self.text.sentence_starts.len() - 1)
            .filter_map(|number| {
                let sentence = self.text.sentence(number as u32);
                let is_free = sentence.clone().all(|at| !taken[at]);
                is_free.then(|| self.indirect_in(sentence)).flatten()
            })
            .collect()
    }

    fn indirect_in(&self, sentence: Range<usize>) -> Option<Attribution> {
        let mut end = sentence.end;
        while end > sentence.start && matches!(self.kind(end - 1), Kind::Stop | Kind::Close) {
            end -= 1;
        }
        let sentence = sentence.start..end;
        if let Some(attribution) = self.according(sentence.clone()) {
            return Some(attribution);
        }
        if let Some(attribution) = self.as_somebody_said(sentence.clone()) {
            return Some(attribution);
        }
        for at in sentence.start + 3..sentence.end {
            if self.kind(at - 1) == Kind::Comma
                && let Some(source) = self.source_after_thus(at)
            {
                return Some(Attribution::of_one(at..at + 1, Some(source), sentence.start..at - 1));
            }
        }
        for cue in sentence.clone().filter(|&at| self.is_outside(at) && self.is(at, class::CUE)) {
            let found = self.clause_after(sentence.clone(), cue).or_else(|| self.clause_before(sentence.clone(), cue));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// "As Oakes said, …"
    fn as_somebody_said(&self, sentence: Range<usize>) -> Option<Attribution> {
        if sentence.is_empty() || !self.is(sentence.start, class::AS) {
            return None;
        }
        let limit = sentence.end.min(sentence.start + FRAME_TOKENS);
        let comma = (sentence.start + 1..limit).find(|&at| self.kind(at) == Kind::Comma)?;
        let cue = (sentence.start + 1..comma).find(|&at| self.is(at, class::CUE))?;
        let before = self.first_of_fillers(sentence.start + 1, cue);
        let source = self.source_before(sentence.start + 1, before).or_else(|| self.source_after(cue + 1, comma))?;
        (sentence.end > comma + 3).then(|| Attribution::of_one(before..cue + 1, Some(source), comma + 1..sentence.end))
    }

    /// "He said that …", "Er sagte, er werde …".
    fn clause_after(&self, sentence: Range<usize>, cue: usize) -> Option<Attribution> {
        let limit = sentence.end.min(cue + FRAME_TOKENS);
        let that = (cue + 1..limit)
            .find(|&at| self.is(at, class::THAT) || matches!(self.kind(at), Kind::Semicolon | Kind::Stop));
        let start = match that {
            Some(at) if self.is(at, class::THAT) => at,
            _ if cue + 2 < sentence.end && matches!(self.kind(cue + 1), Kind::Comma | Kind::Colon) => cue + 2,
            _ if cue + 3 < sentence.end && self.is(cue + 1, PRONOUN | class::DETERMINER | class::ME) => cue + 1,
            _ => return None,
        };
        let before = self.first_of_fillers(sentence.start, cue);
        let source = self.source_before(sentence.start, before).or_else(|| self.source_after(cue + 1, start));
        let may_lack_source = self.lexicon.drops_pronouns && self.is(start, class::THAT);
        (sentence.end >= start + 3 && (source.is_some() || may_lack_source))
            .then(|| Attribution::of_one(before..cue + 1, source, start..sentence.end))
    }

    /// "…, he said."
    fn clause_before(&self, sentence: Range<usize>, cue: usize) -> Option<Attribution> {
        let nearest = sentence.start.max(cue.saturating_sub(FRAME_TOKENS / 2));
        let comma = (nearest..cue).rev().find(|&at| self.kind(at) == Kind::Comma)?;
        if comma < sentence.start + 2 {
            return None;
        }
        let before = self.first_of_fillers(comma + 1, cue);
        let mut from = comma + 1;
        while from < before && self.kind(from) == Kind::Dash {
            from += 1;
        }
        if self.is(from, class::JOINT | class::PREPOSITION) {
            return None;
        }
        let source =
            if before > from { self.source_before(from, before) } else { self.source_after(cue + 1, sentence.end) }?;
        let mut attribution = Attribution::of_one(before..cue + 1, Some(source), sentence.start..comma);
        // "The trend, Oakes said, will go on."
        let end = attribution.end();
        if end + 3 < sentence.end
            && self.kind(end) == Kind::Comma
            && !self.is(end + 1, class::PREPOSITION | class::JOINT)
        {
            attribution.content.push(end + 1..sentence.end);
        }
        Some(attribution)
    }

    /// "According to the ministry, …" and "…, according to the ministry".
    fn according(&self, sentence: Range<usize>) -> Option<Attribution> {
        let (at, length) = sentence.clone().filter(|&at| self.is_outside(at)).find_map(|at| {
            if self.is(at, class::ACCORDING) {
                return Some((at, 1));
            }
            let row = self.lexicon.according.iter().find(|row| {
                at + row.len() <= sentence.end
                    && row.iter().zip(&self.text.tokens[at..]).all(|(hash, token)| *hash == token.hash)
            })?;
            Some((at, row.len()))
        })?;
        let cue = at..at + length;
        if at <= sentence.start + 1 {
            let comma = (cue.end..sentence.end.min(cue.end + FRAME_TOKENS)).find(|&at| self.kind(at) == Kind::Comma);
            let end = comma.or_else(|| {
                // "Laut Ministerium ist …": without a comma the phrase ends before a verb, which is lower case.
                (cue.end + 1..sentence.end.min(cue.end + 8))
                    .find(|&at| self.kind(at) == Kind::Lower && self.kind(at - 1) == Kind::Capital)
            })?;
            let source = self.source_after(cue.end, end).unwrap_or(cue.end..end);
            let start = if self.kind(end) == Kind::Comma { end + 1 } else { end };
            return (start + 2 < sentence.end && cue.end < end)
                .then(|| Attribution::of_one(cue, Some(source), start..sentence.end));
        }
        let end = (cue.end..sentence.end).find(|&at| self.kind(at) == Kind::Comma).unwrap_or(sentence.end);
        let source = self.source_after(cue.end, end)?;
        let mut content_end = at;
        while content_end > sentence.start && self.kind(content_end - 1) == Kind::Comma {
            content_end -= 1;
        }
        (content_end > sentence.start + 2).then(|| Attribution::of_one(cue, Some(source), sentence.start..content_end))
    }
}

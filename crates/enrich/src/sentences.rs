//! The sentences of a text: where each begins and ends, how well it stands for itself, and what it is compared by.
//!
//! In: plain text in any language. Out: byte spans in it. What chooses sentences (the timeline, summaries, comparisons,
//! answers) shares this room, so that all of them cite the same sentences.

mod features;
mod standing;

pub(crate) use features::{Feature, NUMBER, Rarity, STEM_OF_NAME, WORD, cosine, features, spread};
pub(crate) use standing::{Standing, is_unspaced};

use crate::{
    lexicon,
    quotes::text::{Kind, Text, Token},
    timeline::is_month,
};
use news::TextSpan;
use std::ops::Range;

/// Gives the sentences of a text, in order. A heading or a line without a full stop is one, too.
pub fn spans(text: &str) -> Vec<TextSpan> {
    let text = Text::new(text);
    cut(&text).into_iter().map(|sentence| text.span(sentence)).collect()
}

/// The tokens of each sentence. The full stops of "3. März" and of "U.N. Security Council" end none.
pub(crate) fn cut(text: &Text) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for bounds in text.sentence_starts.windows(2) {
        let goes_on = sentences.last().is_some_and(|before| {
            before.len() >= 2 && goes_on(text, before.end) || is_one_quote(text, before, bounds[0])
        });
        let begin = if goes_on { sentences.pop().map_or(bounds[0], |before| before.start) } else { bounds[0] };
        // Where no spaces are written, no capital tells that a sentence begins.
        let mut from = begin;
        for at in bounds[0]..bounds[1] {
            let ends = text.tokens[at].quoted == 0 && matches!(text.of(at), "。" | "！" | "？");
            if ends && at + 1 < bounds[1] {
                sentences.push(from..at + 1);
                from = at + 1;
            }
        }
        if from < bounds[1] {
            sentences.push(from..bounds[1]);
        }
    }
    sentences
}

/// Words said in one breath stay together, unless they are many: half of a quote has a mark that nothing closes.
fn is_one_quote(text: &Text, before: &Range<usize>, next: usize) -> bool {
    const LONGEST_QUOTE_TOKENS: usize = 80;
    let (last, first) = (&text.tokens[before.end - 1], &text.tokens[next]);
    let Some(quoted) = first.quoted.checked_sub(1).map(|number| &text.quoted[number as usize]) else { return false };
    last.quoted == first.quoted && quoted.to.max(next) - before.start <= LONGEST_QUOTE_TOKENS
}

/// Tells whether the full stop before a token is that of an ordinal or an abbreviation.
fn goes_on(text: &Text, at: usize) -> bool {
    let (stop, word, next) = (&text.tokens[at - 1], &text.tokens[at - 2], &text.tokens[at]);
    if stop.paragraph != next.paragraph || source_of(text, stop) != "." {
        return false;
    }
    let written = source_of(text, word);
    let is_dotted = written.len() <= LONGEST_DOTTED_BYTES && written.contains('.') && word.kind != Kind::Number;
    let is_ordinal = word.kind == Kind::Number && written.len() <= 2;
    // A function word opens the next sentence: "in the U.S. The court".
    is_ordinal && is_month(next.hash) || is_dotted && lexicon::look_up(next.hash).function_word_in == 0
}

/// "U.N", "a.m", "U.S.A".
const LONGEST_DOTTED_BYTES: usize = 5;

/// The words of a token.
pub(crate) fn source_of<'a>(text: &Text<'a>, token: &Token) -> &'a str {
    &text.source[token.start as usize..token.end as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(spans(text).iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected);
        };
        check("", &[]);
        check("One rose. Two fell! Did three? Yes.", &["One rose.", "Two fell!", "Did three?", "Yes."]);
        check("Heading\n\nThe wall held. It rained.", &["Heading", "The wall held.", "It rained."]);
        check("Der Vertrag vom 3. März hielt. Dr. Weiß ging.", &["Der Vertrag vom 3. März hielt.", "Dr. Weiß ging."]);
        check("“We stay. We work,” she said. He left.", &["“We stay. We work,” she said.", "He left."]);
        check("Le prix monte. « Non », dit-il.", &["Le prix monte.", "« Non », dit-il."]);
        check("大雨持续。道路关闭！会议取消了吗？", &["大雨持续。", "道路关闭！", "会议取消了吗？"]);
        check("وصل الوزير إلى المدينة. ثم غادر؟ لم يغادر.", &["وصل الوزير إلى المدينة.", "ثم غادر؟", "لم يغادر."]);
        check("नदी का पानी बढ़ा। गाँव खाली हुए।", &["नदी का पानी बढ़ा।", "गाँव खाली हुए।"]);
        check("השר הגיע לעיר. הוא עזב.", &["השר הגיע לעיר.", "הוא עזב."]);
        check(
            "The U.N. Council met in the U.S. The court did not.",
            &["The U.N. Council met in the U.S.", "The court did not."],
        );
    }
}

//! What has been read of an answer: its words without the thinking before them, its end, its cost.

use crate::Prompt;

/// An answer while it comes.
#[derive(Debug, Default)]
pub struct Reading {
    /// All words so far.
    pub text: String,
    /// How much of them was handed on.
    handed_bytes: usize,
    thinking: Thinking,
    /// The model writes, be it only what it thinks.
    pub is_begun: bool,
    /// The model said why it stopped; a count of its tokens may follow.
    pub is_finished: bool,
    /// The endpoint said that nothing follows.
    pub is_ended: bool,
    /// The answer ran into its limit.
    pub is_cut: bool,
    /// The JSON that was asked for, once it is found in the text.
    pub form: Option<String>,
    /// As the endpoint counts them; None when it does not.
    pub tokens_in: Option<u32>,
    pub tokens_out: Option<u32>,
}

impl Reading {
    /// Takes the next words of the model.
    pub fn write(&mut self, words: &str) {
        self.thinking.pass(words, &mut self.text);
    }

    /// Takes words that were held back, once it is known that none follow.
    pub fn end(&mut self) {
        self.thinking.end(&mut self.text);
    }

    /// Tells whether there are words that were not handed on yet.
    pub fn has_more(&self) -> bool {
        self.handed_bytes < self.text.len()
    }

    /// Gives the words that were not handed on yet; empty when there are none.
    pub fn hand_on(&mut self) -> String {
        let words = self.text[self.handed_bytes..].to_owned();
        self.handed_bytes = self.text.len();
        words
    }
}

/// Models that reason aloud do it first, between these.
const THOUGHT_BEGINS: &str = "<think>";
const THOUGHT_ENDS: &str = "</think>";

/// Keeps thinking out of an answer.
#[derive(Debug)]
enum Thinking {
    /// So far everything may be the beginning of a thought.
    Perhaps(String),
    /// The last few characters may be the beginning of its end.
    Is(String),
    Not,
}

impl Default for Thinking {
    fn default() -> Self {
        Self::Perhaps(String::new())
    }
}

impl Thinking {
    fn pass(&mut self, words: &str, text: &mut String) {
        match self {
            Self::Not => {
                // Nor is the white space between a thought and the answer part of either.
                let words = if text.is_empty() { words.trim_start() } else { words };
                text.push_str(words);
            }
            Self::Perhaps(held) => {
                held.push_str(words);
                let begun = held.trim_start();
                if let Some(thought) = begun.strip_prefix(THOUGHT_BEGINS) {
                    let thought = thought.to_owned();
                    *self = Self::Is(String::new());
                    self.pass(&thought, text);
                } else if !THOUGHT_BEGINS.starts_with(begun) {
                    self.end(text);
                }
            }
            Self::Is(held) => {
                held.push_str(words);
                if let Some((_, answer)) = held.split_once(THOUGHT_ENDS) {
                    let answer = answer.to_owned();
                    *self = Self::Not;
                    self.pass(&answer, text);
                } else {
                    let mut keep_from = held.len().saturating_sub(THOUGHT_ENDS.len());
                    while !held.is_char_boundary(keep_from) {
                        keep_from -= 1;
                    }
                    held.drain(..keep_from);
                }
            }
        }
    }

    fn end(&mut self, text: &mut String) {
        if let Self::Perhaps(held) = std::mem::replace(self, Self::Not) {
            self.pass(&held, text);
        }
    }
}

/// Estimates the tokens of a text for endpoints that do not count: a word of a Latin script has a token for each four
/// letters, other alphabets are cut smaller, and of a script without alphabet each character is one.
pub fn estimate_tokens(text: &str) -> u32 {
    let quarters: usize = text
        .chars()
        .map(|c| match c {
            '\0'..='\u{2af}' => 1,
            '\u{2e80}'.. => 4,
            _ => 2,
        })
        .sum();
    u32::try_from(quarters.div_ceil(4)).unwrap_or(u32::MAX)
}

/// Estimates the tokens that reading a prompt costs, with what is written around it.
pub fn estimate_prompt(prompt: &Prompt) -> u32 {
    const AROUND_TASK: u32 = 60;
    const AROUND_TEXT: u32 = 20;
    let schema = prompt.schema.as_ref().map_or(0, |schema| estimate_tokens(&schema.to_string()));
    prompt
        .material
        .iter()
        .fold(estimate_tokens(&prompt.task).saturating_add(schema).saturating_add(AROUND_TASK), |sum, text| {
            sum.saturating_add(estimate_tokens(text)).saturating_add(AROUND_TEXT)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read<'a>(pieces: impl IntoIterator<Item = &'a str>) -> (String, String) {
        let mut reading = Reading::default();
        let mut handed = String::new();
        for piece in pieces {
            reading.write(piece);
            handed.push_str(&reading.hand_on());
        }
        reading.end();
        handed.push_str(&reading.hand_on());
        (reading.text, handed)
    }

    #[test]
    fn what_a_model_thinks_first_is_left_out() {
        let check =
            |pieces: &[&str], expected: &str| assert_eq!(read(pieces.iter().copied()).0, expected, "{pieces:?}");
        check(&["Hello", " there"], "Hello there");
        check(&["<think>Hm.</think>\n\nHello"], "Hello");
        check(&["\n<th", "ink>H", "m.</th", "ink>", "\n", "Hello", " you"], "Hello you");
        check(&["<thin", " ice"], "<thin ice");
        check(&["<think>never done"], "");
        check(&["A <think>b</think> c"], "A <think>b</think> c");
        check(&["<"], "<");
        check(&["  a"], "a");
    }

    #[test]
    fn tokens_are_estimated_by_script() {
        assert_eq!(estimate_tokens(""), 0);
        assert_eq!(estimate_tokens("four"), 1);
        assert_eq!(estimate_tokens("новости"), 4);
        assert_eq!(estimate_tokens("今日新闻"), 4);
    }

    proptest! {
        #[test]
        fn words_are_the_same_wherever_they_are_cut(
            text in "(<think>|</think>|<|th|é| |東|a){0,12}", cuts in prop::collection::vec(0_usize..80, 0..5)
        ) {
            let mut cuts: Vec<usize> =
                cuts.into_iter().map(|cut| cut.min(text.len())).filter(|cut| text.is_char_boundary(*cut)).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            let (cut, handed) = read(cuts.windows(2).map(|pair| &text[pair[0]..pair[1]]));
            prop_assert_eq!(&cut, &handed);
            prop_assert_eq!(cut, read([text.as_str()]).0);
        }
    }
}

//! What a model is asked to write about articles, and what of its answer may be shown.
//!
//! In: passages of articles with their numbers, a task, and the model's words as they come. Out: a prompt; then sentence
//! by sentence what [`support`](crate::support) bears out, each with the passages that carry it.
//!
//! Invariants: a sentence is shown with passages that by themselves bear it out, whatever else the model read or named; the
//! words of articles are in the prompt's material alone; what speaks to machines there ([`speaks_to_machines`]) is not even
//! read; what a model writes is words, never a link or markup.

mod check;
mod machines;
mod said;
mod sources;

pub use check::{Checked, check, sentence_of};
pub use machines::speaks_to_machines;
pub use said::{Reader, Said};
pub use sources::{Source, of_article, of_question, of_story};

use ai::Prompt;
use news::Lang;
use std::fmt::Write;

/// Counts up whenever the words of a prompt change: what was written by others is not shown as theirs.
pub const PROMPT_VERSION: i64 = 1;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// What happened, as one would tell it to somebody in a hurry.
    Summary,
    /// The same in points.
    Points,
    /// In plain words, for somebody who knows nothing of it.
    Simply,
    /// Sentence by sentence in another language.
    Translation,
    Answer(String),
}

impl Task {
    /// Its name where programs read it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Points => "points",
            Self::Simply => "simply",
            Self::Translation => "translation",
            Self::Answer(_) => "answer",
        }
    }

    /// Reads the name of a task about a text; questions have none.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Summary, Self::Points, Self::Simply, Self::Translation].into_iter().find(|task| task.name() == name)
    }

    fn words(&self) -> String {
        match self {
            Self::Summary => {
                "Tell in three to five sentences what happened, what it means according to the texts, and what \
                comes next. Begin with what is newest and matters most."
                    .to_owned()
            }
            Self::Points => {
                "Give the four to seven points that matter most, one short sentence each, none of which says \
                what another says."
                    .to_owned()
            }
            Self::Simply => {
                "Explain what happened in four to seven short sentences and plain words, so that somebody who \
                knows nothing of it understands. Put hard words into easy ones; add no facts."
                    .to_owned()
            }
            Self::Translation => {
                "Translate every passage, in order, each on one line that ends with its number. Leave \
                nothing out and add nothing. Write people's names as they are usual in that language."
                    .to_owned()
            }
            Self::Answer(question) => format!(
                "Answer this question in one to four sentences, from the passages alone: \"{}\"\nIf the passages do not \
                 answer it, write only: {NONE}",
                question.replace(['"', '\n'], " ")
            ),
        }
    }

    fn max_tokens(&self, sources: &[Source]) -> u32 {
        match self {
            // A text in another script may take several times as many.
            Self::Translation => sources
                .iter()
                .map(|source| 3 * ai::estimate_tokens(&source.passage.sentence) + 10)
                .fold(200, u32::saturating_add),
            Self::Points | Self::Simply => 900,
            Self::Summary | Self::Answer(_) => 700,
        }
    }
}

/// What a model writes that finds no answer.
const NONE: &str = "[none]";

/// Asks for a task about passages, to be written in a language. Passages are numbered from 1, in their order.
pub fn prompt(task: &Task, sources: &[Source], into: Lang) -> Prompt {
    let task_words = format!(
        "You write for the readers of a news site, from the passages alone: no knowledge of your own, no guesses, no \
         advice. Each passage begins with its number, as in \"12| \".\n\n{}\n\nWrite in {}. Write plain sentences, each on \
         a line of its own, and end each with the numbers of the passages it is taken from in square brackets: [12] or \
         [3][12]. Keep names, numbers, days and quotations as the passages have them. No headings, no links, no \
         introduction, no closing words.",
        task.words(),
        language_name(into)
    );
    Prompt {
        task: task_words,
        material: material(sources),
        max_tokens: task.max_tokens(sources),
        temperature: 0.2,
        schema: None,
    }
}

/// One text for each run of passages of one article, with who published it and when.
fn material(sources: &[Source]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut numbered = sources.iter().zip(1..).peekable();
    while let Some((first, number)) = numbered.next() {
        let day = first.published.to_jiff().strftime("%A, %-d %B %Y");
        // A publisher's name may come from a feed, and is held to what a passage is held to.
        let publisher = if speaks_to_machines(&first.publisher) { "" } else { &first.publisher };
        let mut text = format!("{}, {day}\n{number}| {}\n", on_a_line(publisher), on_a_line(&first.passage.sentence));
        while let Some((source, number)) =
            numbered.next_if(|(source, _)| source.passage.article == first.passage.article)
        {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{number}| {}", on_a_line(&source.passage.sentence));
        }
        texts.push(text);
    }
    texts
}

/// A passage on one line, so that none begins another.
fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names a language as models are told it.
fn language_name(lang: Lang) -> String {
    const NAMES: [(&str, &str); 20] = [
        ("ar", "Arabic"),
        ("cs", "Czech"),
        ("de", "German"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fa", "Persian"),
        ("fr", "French"),
        ("hi", "Hindi"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("nl", "Dutch"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("sv", "Swedish"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("zh", "Chinese"),
    ];
    let named = NAMES.iter().find(|(tag, _)| *tag == lang.as_str());
    named.map_or_else(|| format!("the language with the tag {:?}", lang.as_str()), |(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests;

//! Models that answer by a script: for tests and for a demo without a model.

use crate::{AiError, Completer, Completion, CompletionStream, Embedder, PendingCompletion, Piece, Prompt};
use futures_util::stream;
use std::{collections::VecDeque, sync::Mutex};

/// Embeds a text by the words it contains: texts that share words point the same way.
#[derive(Clone, Debug)]
pub struct ScriptedEmbedder {
    dimensions: usize,
}

impl ScriptedEmbedder {
    /// # Panics
    /// When `dimensions` is 0: a vector of unit length needs one.
    pub fn new(dimensions: usize) -> Self {
        assert!(dimensions > 0, "a unit vector has a dimension");
        Self { dimensions }
    }
}

impl Embedder for ScriptedEmbedder {
    fn model(&self) -> &str {
        "scripted"
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, AiError> {
        Ok(texts.iter().map(|text| embed_words(text, self.dimensions)).collect())
    }
}

fn embed_words(text: &str, dimensions: usize) -> Vec<f32> {
    let mut vector = vec![0.0_f32; dimensions];
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        // FNV-1a: short, and the same on every machine.
        let hash = word
            .to_lowercase()
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        vector[(hash % dimensions as u64) as usize] += 1.0;
    }
    if vector.iter().all(|&x| x == 0.0) {
        vector[0] = 1.0;
    }
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|x| *x /= length);
    vector
}

/// Answers prompts with the given answers, in order, and remembers what it was asked.
#[derive(Debug, Default)]
pub struct ScriptedCompleter {
    state: Mutex<Script>,
}

#[derive(Debug, Default)]
struct Script {
    answers: VecDeque<Result<Completion, AiError>>,
    asked: Vec<Prompt>,
}

impl ScriptedCompleter {
    /// Takes the answers in the order of the prompts to come; after the last one every prompt is refused.
    pub fn new(answers: impl IntoIterator<Item = Result<Completion, AiError>>) -> Self {
        let script = Script { answers: answers.into_iter().collect(), asked: Vec::new() };
        Self { state: Mutex::new(script) }
    }

    /// Tells the prompts so far, oldest first.
    pub fn asked(&self) -> Vec<Prompt> {
        self.script().asked.clone()
    }

    fn answer(&self, prompt: Prompt) -> Result<Completion, AiError> {
        let mut script = self.script();
        script.asked.push(prompt);
        let without = || Err(AiError::Refused { cause: "the script has no further answer".into() });
        script.answers.pop_front().unwrap_or_else(without)
    }

    fn script(&self) -> std::sync::MutexGuard<'_, Script> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Completer for ScriptedCompleter {
    fn model(&self) -> &str {
        "scripted"
    }

    fn complete<'a>(&'a self, prompt: &'a Prompt) -> PendingCompletion<'a> {
        Box::pin(std::future::ready(self.answer(prompt.clone())))
    }

    fn stream(&self, prompt: Prompt) -> CompletionStream {
        let pieces = match self.answer(prompt) {
            Ok(completion) => {
                let words = completion.text.split_inclusive(' ').map(|word| Piece::Words(word.to_owned()));
                words.chain([Piece::End(completion.clone())]).map(Ok).collect()
            }
            Err(error) => vec![Err(error)],
        };
        Box::pin(stream::iter(pieces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Poll, Waker};

    fn answer(completer: &dyn Completer, task: &str) -> Result<Completion, AiError> {
        let prompt = Prompt { task: task.into(), ..Prompt::default() };
        let mut pending = completer.complete(&prompt);
        match pending.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("a scripted answer is ready at once"),
        }
    }

    #[test]
    fn answers_come_in_order_and_end_in_a_refusal() {
        let busy = AiError::Busy { cause: "rate limit".into(), retry_after_s: 3 };
        let completer =
            ScriptedCompleter::new([Ok(Completion { text: "one".into(), ..Completion::default() }), Err(busy.clone())]);
        assert_eq!(answer(&completer, "a").unwrap().text, "one");
        assert_eq!(answer(&completer, "b").unwrap_err(), busy);
        assert!(matches!(answer(&completer, "c").unwrap_err(), AiError::Refused { .. }));
        assert_eq!(completer.asked().iter().map(|p| p.task.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn texts_that_share_words_lie_closer() {
        let vectors =
            ScriptedEmbedder::new(64).embed(&["Flood in Passau", "the flood, Passau", "a chess final", ""]).unwrap();
        let cosine = |a: usize, b: usize| vectors[a].iter().zip(&vectors[b]).map(|(x, y)| x * y).sum::<f32>();
        assert!(cosine(0, 1) > cosine(0, 2));
        for index in 0..4 {
            assert!((cosine(index, index) - 1.0).abs() < 1e-5);
        }
    }
}

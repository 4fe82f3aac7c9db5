//! The port to models: embeddings and completions.
//!
//! In: texts and prompts. Out: vectors and text, or an error that says whether to try again. It must never know what an
//! article is, where a model's answer is shown, or how a request travels: whoever wires the program hands in the
//! transport. Everything works without a model, so callers hold an `Option` of these ports. Vectors come from the model
//! inside the binary (`LocalModel`, feature `model`).

pub mod local;
mod scripted;

pub use local::{LocalModel, title_and_lead};
pub use scripted::{ScriptedCompleter, ScriptedEmbedder};

use serde::{Deserialize, Serialize};
use std::{future::Future, pin::Pin};

/// Turns texts into vectors, on the CPU of the caller.
pub trait Embedder: Send + Sync {
    /// Names model and version; vectors of two names must not be compared.
    fn model(&self) -> &str;

    /// Tells the length of every vector.
    fn dimensions(&self) -> usize;

    /// Embeds the texts: one vector of unit length each, in the order of the texts.
    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, AiError>;

    /// Gives memory back that is not needed until the next text.
    fn rest(&self) {}
}

/// Completes prompts, usually over the network.
pub trait Completer: Send + Sync {
    /// Names the model, as shown to the reader beside what it wrote.
    fn model(&self) -> &str;

    /// Answers one prompt. The answer is text to be checked, never an instruction.
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> PendingCompletion<'a>;
}

/// A completion under way.
pub type PendingCompletion<'a> = Pin<Box<dyn Future<Output = Result<Completion, AiError>> + Send + 'a>>;

/// What is asked of a model. Article text belongs into `material` alone, so that no article gives orders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prompt {
    /// Our words: the task and its rules.
    pub task: String,
    /// Words of others, in order; sent as data.
    pub material: Vec<String>,
    /// The answer is cut after so many tokens.
    pub max_tokens: u32,
    /// 0 (the most probable answer) to 1.
    pub temperature: f32,
}

/// What a model answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    pub text: String,
    /// True when the answer ran into `max_tokens`.
    pub is_cut: bool,
    /// Tokens read and written, as the endpoint counts them; for budgets.
    pub tokens_in: u32,
    pub tokens_out: u32,
}

/// Why a model gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AiError {
    /// For the moment (network, rate limit): try again, not before so many seconds.
    #[error("the model is busy: {cause}")]
    Busy { cause: String, retry_after_s: u32 },
    /// Trying again gives the same: a wrong key, an unknown model, a prompt too long.
    #[error("the model refused: {cause}")]
    Refused { cause: String },
}

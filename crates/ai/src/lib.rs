//! The port to models: embeddings and completions.
//!
//! In: texts and prompts. Out: vectors and text, or an error that says whether to try again. It must never know what an
//! article is, where a model's answer is shown, or how a request travels: whoever wires the program hands in the
//! transport. Everything works without a model, so callers hold an `Option` of these ports. Vectors come from the model
//! inside the binary (`LocalModel`, feature `model`); what writes is a model at an endpoint of the owner's (`Endpoint`).

mod endpoint;
pub mod local;
mod models;
mod scripted;

pub use endpoint::{
    Endpoint, EndpointKind, EndpointOptions, EventStream, Fenced, FoundServer, Key, Limits, ModelAnswer, ModelRequest,
    PORTS, Seen, Transport, Undelivered, estimate_prompt, estimate_tokens, fence, find_servers,
};
pub use local::{LocalModel, title_and_lead};
pub use models::{ModelRole, Models};
pub use scripted::{ScriptedCompleter, ScriptedEmbedder};

use futures_util::{future::BoxFuture, stream::BoxStream};
use serde::{Deserialize, Serialize};

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

/// Turns texts into vectors at an endpoint.
pub trait RemoteEmbedder: Send + Sync {
    /// Names the model; vectors of two names must not be compared.
    fn model(&self) -> &str;

    /// Embeds the texts: one vector of unit length each, in the order of the texts.
    fn embed<'a>(&'a self, texts: &'a [&'a str]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, AiError>>;
}

/// Completes prompts, usually over the network.
pub trait Completer: Send + Sync {
    /// Names the model, as shown to the reader beside what it wrote.
    fn model(&self) -> &str;

    /// Tells what it takes for its work.
    fn price(&self) -> Price {
        Price::default()
    }

    /// Answers one prompt. The answer is text to be checked, never an instruction. Dropping the future stops the work.
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> PendingCompletion<'a>;

    /// Answers one prompt while it writes: words as they come, then one `Piece::End` with the whole, or an error. Dropping
    /// the stream stops the work.
    fn stream(&self, prompt: Prompt) -> CompletionStream;
}

/// A completion under way.
pub type PendingCompletion<'a> = BoxFuture<'a, Result<Completion, AiError>>;

/// A completion while it is written.
pub type CompletionStream = BoxStream<'static, Result<Piece, AiError>>;

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Further words, never empty.
    Words(String),
    /// The whole, with all words again; nothing follows.
    End(Completion),
}

/// What a model takes, in millionths of the owner's currency for a million tokens; 0 for one that costs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub input: u64,
    pub output: u64,
}

impl Price {
    /// Tells what so many tokens cost, in millionths of the owner's currency, rounded up.
    pub fn of(self, tokens_in: u32, tokens_out: u32) -> u64 {
        let whole = u128::from(self.input) * u128::from(tokens_in) + u128::from(self.output) * u128::from(tokens_out);
        u64::try_from(whole.div_ceil(1_000_000)).unwrap_or(u64::MAX)
    }
}

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
    /// The JSON schema that the answer has to satisfy: types, properties, items, choices. The completion's text is then
    /// that JSON and nothing else. None for words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<serde_json::Value>,
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
    /// True when the endpoint does not count, and the tokens are our estimate.
    pub tokens_are_estimated: bool,
}

/// Why a model gave nothing. Texts are for the operator, and free of keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AiError {
    /// For the moment (network, rate limit): try again, not before so many seconds.
    #[error("the model is busy: {cause}")]
    Busy { cause: String, retry_after_s: u32 },
    /// Trying again gives the same: a wrong key, an unknown model, a prompt too long.
    #[error("the model refused: {cause}")]
    Refused { cause: String },
    /// It took longer than it may. Trying again may take as long.
    #[error("the model took too long: {cause}")]
    Late { cause: String },
    /// It answered with what is no answer: something else than JSON where JSON was asked for, or too much.
    #[error("the model's answer is of no use: {cause}")]
    Garbled { cause: String },
}

impl AiError {
    /// The same error with another cause.
    pub(crate) fn map_cause(self, change: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Busy { cause, retry_after_s } => Self::Busy { cause: change(cause), retry_after_s },
            Self::Refused { cause } => Self::Refused { cause: change(cause) },
            Self::Late { cause } => Self::Late { cause: change(cause) },
            Self::Garbled { cause } => Self::Garbled { cause: change(cause) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Price;

    #[test]
    fn a_price_is_rounded_up() {
        let price = Price { input: 150_000, output: 600_000 };
        assert_eq!(price.of(0, 0), 0);
        assert_eq!(price.of(1, 0), 1);
        assert_eq!(price.of(1_000_000, 1_000_000), 750_000);
        assert_eq!(Price { input: u64::MAX, output: 0 }.of(u32::MAX, 0), u64::MAX);
    }
}

//! What an endpoint understands of a request. It is asked for the most at first; what it refuses is left out from then on.

use crate::Prompt;
use serde_json::{Value, json};

/// What is put into requests to an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    pub json: JsonForm,
    /// The limit's newer name; models of OpenAI that reason take no other.
    pub max_completion_tokens: bool,
    pub temperature: bool,
    /// Whether a stream may be asked for its usage.
    pub usage: bool,
    /// Whether a system may speak; the templates of some models have no such turn.
    pub system: bool,
}

/// How a form is asked for, the strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonForm {
    /// By a schema that the endpoint holds the model to.
    Schema,
    /// As JSON of any shape, with the schema in words.
    Object,
    /// In words alone.
    Words,
}

impl JsonForm {
    fn weaker(self) -> Self {
        match self {
            Self::Schema => Self::Object,
            Self::Object | Self::Words => Self::Words,
        }
    }
}

impl Abilities {
    /// All of them.
    pub const FULL: Self =
        Self { json: JsonForm::Schema, max_completion_tokens: false, temperature: true, usage: true, system: true };

    /// Leaves out what a refusal names; None when it names nothing that was asked for. What was left out once stays so:
    /// `first` is what this prompt was asked with at first.
    pub fn without_what_is_refused(self, first: Self, status: u16, message: &str) -> Option<Self> {
        if !matches!(status, 400 | 422 | 501) {
            return None;
        }
        let message = message.to_lowercase();
        let names = |words: &[&str]| words.iter().any(|word| message.contains(word));
        let asks_other_limit = self.max_completion_tokens == first.max_completion_tokens;
        if asks_other_limit && names(&["max_completion_tokens"]) {
            Some(Self { max_completion_tokens: !self.max_completion_tokens, ..self })
        } else if self.temperature && names(&["temperature"]) {
            Some(Self { temperature: false, ..self })
        } else if self.usage && names(&["stream_options", "include_usage"]) {
            Some(Self { usage: false, ..self })
        } else if self.system && names(&["system role", "role: system", "roles must alternate", "`system`"]) {
            Some(Self { system: false, ..self })
        } else if self.json != JsonForm::Words
            && names(&[
                "response_format",
                "json_schema",
                "json_object",
                "schema",
                "grammar",
                "structured",
                "output_config",
            ])
        {
            Some(self.with_weaker_form())
        } else {
            None
        }
    }

    /// Asks for the form less strictly.
    pub fn with_weaker_form(self) -> Self {
        Self { json: self.json.weaker(), ..self }
    }
}

/// The temperature as a number with two digits, which is how it was meant.
pub fn temperature(prompt: &Prompt) -> Value {
    json!((f64::from(prompt.temperature) * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_refusal_names_is_left_out() {
        let full = Abilities::FULL;
        let check = |message: &str, expected: Option<Abilities>| {
            assert_eq!(full.without_what_is_refused(full, 400, message), expected, "{message}");
        };
        check(
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
            Some(Abilities { max_completion_tokens: true, ..full }),
        );
        check("'temperature' does not support 0.2", Some(Abilities { temperature: false, ..full }));
        check("body.stream_options: Extra inputs are not permitted", Some(Abilities { usage: false, ..full }));
        check("System role not supported", Some(Abilities { system: false, ..full }));
        check("Invalid schema for response_format", Some(Abilities { json: JsonForm::Object, ..full }));
        check("no such model", None);
        assert_eq!(full.without_what_is_refused(full, 401, "temperature"), None);
    }

    #[test]
    fn leaving_out_comes_to_an_end() {
        let message = "max_completion_tokens temperature stream_options system role response_format";
        let mut abilities = Abilities::FULL;
        let mut steps = 0;
        while let Some(fewer) = abilities.without_what_is_refused(Abilities::FULL, 400, message) {
            abilities = fewer;
            steps += 1;
        }
        assert_eq!(steps, 6);
    }
}

//! One endpoint of the configuration: a table `[[ai.endpoint]]`.

use super::{Key, in_toml};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::time::Duration;

macro_rules! table {
    ($($(#[doc = $doc:literal])* $name:ident: $type:ty = $default:expr,)*) => {
        /// An endpoint with a model, as its owner describes it.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct AiEndpoint {
            $($(#[doc = $doc])* pub $name: $type,)*
        }

        impl Default for AiEndpoint {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        /// Lists every key of the table with its comment and default, in order.
        pub fn keys() -> Vec<Key> {
            let endpoint = AiEndpoint::default();
            vec![$(
                Key {
                    section: "ai.endpoint",
                    name: stringify!($name),
                    doc: &[$($doc),*],
                    default: in_toml(&endpoint.$name),
                },
            )*]
        }
    };
}

table! {
    /// What messages call it, and `dateline ai test`.
    name: String = String::new(),
    /// The address of the API up to its version, like `http://127.0.0.1:11434/v1` (Ollama) or `https://api.mistral.ai/v1`.
    url: String = String::new(),
    /// `openai` for the chat API that nearly every server speaks, `anthropic` for Anthropic's own.
    kind: String = "openai".to_owned(),
    /// The model, as the endpoint calls it; `dateline doctor` lists those it has.
    model: String = String::new(),
    /// What it is asked for: `small` (tags and other short tasks), `large` (briefs and answers). The first endpoint with a role has it.
    roles: Vec<String> = vec!["small".to_owned(), "large".to_owned()],
    /// A file with the key in it. Without one and without `key_env`: no key is sent.
    key_file: String = String::new(),
    /// The environment variable that holds the key, in the place of `key_file`.
    key_env: String = String::new(),
    /// Whether the host may be this machine, or one of a private network. Allows this host and port to this endpoint, and to nothing else.
    allow_private_address: bool = false,
    /// How many prompts it answers at once.
    at_once: u64 = 2,
    /// How often a prompt is sent while it is busy.
    tries: u64 = 3,
    /// How long the first word may take, in seconds. A small machine reads a long prompt for a minute.
    first_word_s: u64 = 120,
    /// How long the next words may take, in seconds.
    between_words_s: u64 = 60,
    /// How long everything may take together, in seconds.
    whole_s: u64 = 600,
    /// The largest answer taken, in kilobytes as sent.
    answer_kb: u64 = 8192,
    /// What a million tokens that it reads cost, in your currency; for the cost that is shown.
    price_in: f64 = 0.0,
    /// What a million tokens that it writes cost.
    price_out: f64 = 0.0,
}

impl AiEndpoint {
    /// Reads the table as the models' room wants it; the key is read from where it stands.
    pub fn options(&self) -> Result<ai::EndpointOptions> {
        let kind = match self.kind.as_str() {
            "openai" => ai::EndpointKind::OpenAi,
            "anthropic" => ai::EndpointKind::Anthropic,
            other => bail!("`kind` is `openai` or `anthropic`, not {other:?}"),
        };
        let seconds = Duration::from_secs;
        Ok(ai::EndpointOptions {
            name: self.name.clone(),
            url: self.url.clone(),
            kind,
            model: self.model.clone(),
            key: self.key()?,
            limits: ai::Limits {
                first_word: seconds(self.first_word_s),
                between_pieces: seconds(self.between_words_s),
                whole: seconds(self.whole_s),
                answer_bytes: usize::try_from(self.answer_kb << 10)?,
                tries: u32::try_from(self.tries)?,
                at_once: usize::try_from(self.at_once)?,
                ..ai::Limits::default()
            },
            price: ai::Price { input: millionths(self.price_in), output: millionths(self.price_out) },
        })
    }

    pub fn roles(&self) -> Result<Vec<ai::ModelRole>> {
        let role = |name: &String| match name.as_str() {
            "small" => Ok(ai::ModelRole::Small),
            "large" => Ok(ai::ModelRole::Large),
            other => bail!("`roles` are `small` and `large`, not {other:?}"),
        };
        self.roles.iter().map(role).collect()
    }

    /// The host and port that the owner allows though they are private, as `gather` reads them.
    pub fn allowed_hosts(&self) -> Vec<String> {
        let allowed = |url: url::Url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?));
        let url = url::Url::parse(&self.url).ok().filter(|_| self.allow_private_address);
        url.and_then(allowed).into_iter().collect()
    }

    fn key(&self) -> Result<Option<ai::Key>> {
        let text = match (self.key_file.as_str(), self.key_env.as_str()) {
            ("", "") => return Ok(None),
            (file, "") => {
                std::fs::read_to_string(file).with_context(|| format!("could not read `key_file`, {file}"))?
            }
            ("", variable) => {
                std::env::var(variable).with_context(|| format!("`key_env` names {variable}, which is not set"))?
            }
            _ => bail!("both `key_file` and `key_env` are set: one is enough"),
        };
        Ok(Some(ai::Key::new(&text).context("the key is empty, or has a character that no key has")?))
    }

    /// Finds what cannot be, without reading keys.
    pub fn check(&self) -> Result<()> {
        for (name, value) in [("name", &self.name), ("url", &self.url), ("model", &self.model)] {
            if value.is_empty() {
                bail!("`{name}` is missing");
            }
        }
        let address = url::Url::parse(&self.url).ok();
        let Some(address) = address.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) else {
            bail!("`url` must be an http or https address, not {:?}", self.url);
        };
        if !self.allow_private_address && address.host_str().is_some_and(super::is_loopback) {
            bail!("`url` is on this machine; if that is meant, set `allow_private_address = true`");
        }
        if address.scheme() == "http" && !self.allow_private_address && (self.key_file.len() + self.key_env.len()) > 0 {
            bail!("`url` must begin with https: the key would be read on the way");
        }
        for (name, value) in [
            ("at_once", self.at_once),
            ("tries", self.tries),
            ("first_word_s", self.first_word_s),
            ("between_words_s", self.between_words_s),
            ("whole_s", self.whole_s),
            ("answer_kb", self.answer_kb),
        ] {
            if !(1..=1_000_000).contains(&value) {
                bail!("`{name}` must be from 1 to a million");
            }
        }
        for (name, value) in [("price_in", self.price_in), ("price_out", self.price_out)] {
            if !(0.0..=1e9).contains(&value) {
                bail!("`{name}` must be a price");
            }
        }
        if self.kind != "openai" && self.kind != "anthropic" {
            bail!("`kind` is `openai` or `anthropic`, not {:?}", self.kind);
        }
        self.roles().map(drop)
    }
}

/// A price in millionths of the currency. Checked to be one before.
fn millionths(price: f64) -> u64 {
    (price * 1e6).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ollama() -> AiEndpoint {
        AiEndpoint {
            name: "ollama".into(),
            url: "http://127.0.0.1:11434/v1".into(),
            model: "qwen3".into(),
            allow_private_address: true,
            ..AiEndpoint::default()
        }
    }

    #[test]
    fn an_endpoint_on_this_machine_is_allowed_by_its_owner_alone() {
        assert!(ollama().check().is_ok());
        assert_eq!(ollama().allowed_hosts(), ["127.0.0.1:11434"]);
        let refused = AiEndpoint { allow_private_address: false, ..ollama() };
        assert!(refused.check().unwrap_err().to_string().contains("allow_private_address"));
        assert!(refused.allowed_hosts().is_empty());
        let six = AiEndpoint { url: "https://[::1]/v1".into(), ..ollama() };
        assert_eq!(six.allowed_hosts(), ["[::1]:443"]);
    }

    #[test]
    fn what_cannot_be_is_named() {
        let check = |endpoint: AiEndpoint, word: &str| {
            let problem = endpoint.check().unwrap_err().to_string();
            assert!(problem.contains(word), "{problem}");
        };
        check(AiEndpoint { model: String::new(), ..ollama() }, "model");
        check(AiEndpoint { url: "ftp://x".into(), ..ollama() }, "url");
        check(AiEndpoint { kind: "other".into(), ..ollama() }, "kind");
        check(AiEndpoint { roles: vec!["boss".into()], ..ollama() }, "roles");
        check(AiEndpoint { at_once: 0, ..ollama() }, "at_once");
        check(AiEndpoint { price_in: -1.0, ..ollama() }, "price_in");
        let open = AiEndpoint { url: "http://models.example/v1".into(), key_env: "KEY".into(), ..ollama() };
        check(AiEndpoint { allow_private_address: false, ..open }, "https");
    }

    #[test]
    fn the_key_is_read_from_its_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "sk-1\n").unwrap();
        let key_file = file.path().display().to_string();
        let endpoint = AiEndpoint { key_file, price_in: 0.15, ..ollama() };
        let options = endpoint.options().unwrap();
        assert_eq!(options.key, ai::Key::new("sk-1"));
        assert_eq!(options.price.input, 150_000);
        let both = AiEndpoint { key_env: "KEY".into(), ..endpoint };
        assert!(both.options().unwrap_err().to_string().contains("one is enough"));
        let missing = AiEndpoint { key_file: "/nowhere/key".into(), ..ollama() };
        assert!(missing.options().unwrap_err().to_string().contains("key_file"));
    }
}

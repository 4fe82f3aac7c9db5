//! The models that write, as the configuration has them.

use crate::config::{AiEndpoint, Config};
use crate::courier::Courier;
use crate::installation::Unusable;
use ai::{Endpoint, FoundServer, Models};
use anyhow::{Context, Result};
use std::sync::Arc;
use store::TokenLimits;

/// Gives which model does what; none while the owner has not switched them on.
pub fn models(config: &Config) -> Result<Models> {
    if config.ai.writing != "on" {
        return Ok(Models::default());
    }
    let mut models = Models::default();
    for described in &config.ai.endpoint {
        let endpoint = Arc::new(endpoint(config, described)?);
        for role in described.roles()? {
            if models.of(role).is_none() {
                models = models.with(role, endpoint.clone());
            }
        }
    }
    Ok(models)
}

/// Takes an endpoint, with a client of its own: a host that is allowed to it is allowed to nothing else.
pub fn endpoint(config: &Config, described: &AiEndpoint) -> Result<Endpoint> {
    let wrong = || format!("[[ai.endpoint]] {:?}", described.name);
    let options = described.options().with_context(wrong).context(Unusable)?;
    let client = client(config, described.allowed_hosts(), options.limits)?;
    let endpoint = Endpoint::new(options, Arc::new(Courier(client))).map_err(anyhow::Error::msg);
    endpoint.with_context(wrong).context(Unusable)
}

/// Gives how many tokens the models may use in a day; 0 in the configuration is no limit.
pub fn token_limits(config: &Config) -> TokenLimits {
    let limit = |tokens: u64| (tokens > 0).then(|| i64::try_from(tokens).unwrap_or(i64::MAX));
    TokenLimits { all: limit(config.ai.tokens_a_day), reader: limit(config.ai.tokens_a_reader_a_day) }
}

/// Finds model servers that run on this machine, which takes two seconds at most.
pub async fn find_servers(config: &Config) -> Result<Vec<FoundServer>> {
    let allowed = ai::PORTS.iter().map(|(port, _)| format!("127.0.0.1:{port}")).collect();
    let client = client(config, allowed, ai::Limits::default())?;
    Ok(ai::find_servers(&Courier(client)).await)
}

fn client(config: &Config, allow_hosts: Vec<String>, limits: ai::Limits) -> Result<gather::Client> {
    // Places are counted by the endpoint, and a list of models needs one beside the answers.
    let places = limits.at_once + ai::PORTS.len();
    let options = gather::ClientOptions {
        user_agent: crate::installation::user_agent(config),
        allow_hosts,
        max_body_bytes: limits.answer_bytes as u64,
        per_host: places,
        total: places,
        ..Default::default()
    };
    gather::Client::new(options).context(Unusable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(writing: &str) -> Config {
        let tables = r#"[
            {name = "a", url = "https://a.example", model = "small-1", roles = ["small"]},
            {name = "b", url = "https://b.example", model = "large-1"},
        ]"#;
        let set = [("WRITING", writing), ("ENDPOINT", tables), ("TOKENS_A_DAY", "0")];
        Config::load(None, set.map(|(name, value)| (format!("DATELINE_AI_{name}"), value.to_owned()))).unwrap()
    }

    #[test]
    fn the_first_endpoint_with_a_role_has_it_once_models_may_write() {
        let shown = |writing: &str| format!("{:?}", models(&config(writing)).unwrap());
        assert_eq!(shown("on"), r#"{Small: "small-1", Large: "large-1"}"#);
        assert_eq!(shown("off"), "{}");
    }

    #[test]
    fn no_limit_is_written_as_nought() {
        assert_eq!(token_limits(&config("on")), TokenLimits { all: None, reader: Some(200_000) });
    }
}

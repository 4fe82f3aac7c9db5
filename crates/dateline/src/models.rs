//! The models that write, as the configuration has them.

use crate::config::{AiEndpoint, Config};
use crate::courier::Courier;
use crate::installation::Unusable;
use ai::{Completer, Endpoint, FoundServer, Models};
use anyhow::{Context, Result};
use futures_util::future::{self, BoxFuture};
use site::{ChosenModel, DescribedModel};
use std::sync::Arc;
use std::time::Duration;
use store::TokenLimits;
use tokio::time::timeout;

/// Gives which model does what, whether or not any may write yet. While they may not, one that is described wrongly is
/// left out: nothing depends on it.
pub fn models(config: &Config) -> Result<Models> {
    let mut models = Models::default();
    for described in &config.ai.endpoint {
        let endpoint = match endpoint(config, described) {
            Ok(endpoint) => Arc::new(endpoint),
            Err(error) if !may_write(config) => {
                tracing::warn!(error = format!("{error:#}"), "a model is left out");
                continue;
            }
            Err(error) => return Err(error),
        };
        for role in described.roles()? {
            if models.of(role).is_none() {
                models = models.with(role, endpoint.clone());
            }
        }
    }
    Ok(models)
}

/// Whether the configuration lets models write.
pub fn may_write(config: &Config) -> bool {
    config.ai.writing == "on"
}

/// The model servers that the site's owner sees and chooses from.
pub struct Servers(pub Config);

impl site::ModelServers for Servers {
    fn described(&self) -> BoxFuture<'_, Vec<DescribedModel>> {
        Box::pin(future::join_all(self.0.ai.endpoint.iter().map(|described| look(&self.0, described))))
    }

    fn running(&self) -> BoxFuture<'_, Vec<FoundServer>> {
        Box::pin(async {
            let found = find_servers(&self.0).await;
            found.inspect_err(|error| tracing::warn!(?error, "no server can be looked for")).unwrap_or_default()
        })
    }

    fn take(&self, chosen: &ChosenModel) -> Result<Arc<dyn Completer>> {
        let described = AiEndpoint {
            name: chosen.server.clone(),
            url: chosen.url.clone(),
            model: chosen.model.clone(),
            allow_private_address: true,
            ..AiEndpoint::default()
        };
        Ok(Arc::new(endpoint(&self.0, &described)?))
    }
}

/// An owner who opens a page does not wait longer for an endpoint.
const LOOK: Duration = Duration::from_secs(4);

async fn look(config: &Config, described: &AiEndpoint) -> DescribedModel {
    let answer = async {
        let endpoint = endpoint(config, described).map_err(|error| format!("{error:#}"))?;
        let seen = timeout(LOOK, endpoint.look()).await;
        seen.map_err(|_| format!("no answer within {} seconds", LOOK.as_secs()))?.map_err(|error| error.to_string())
    };
    let host = url::Url::parse(&described.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    DescribedModel {
        name: described.name.clone(),
        host: host.unwrap_or_default(),
        model: described.model.clone(),
        roles: described.roles().unwrap_or_default(),
        price: described.options().map(|options| options.price).unwrap_or_default(),
        answer: answer.await,
    }
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
    fn the_first_endpoint_with_a_role_has_it() {
        for writing in ["on", "off"] {
            let models = models(&config(writing)).unwrap();
            assert_eq!(format!("{models:?}"), r#"{Small: "small-1", Large: "large-1"}"#);
        }
    }

    #[test]
    fn what_is_described_wrongly_stops_the_program_where_models_may_write() {
        let of = |writing: &str| {
            let table = r#"[{name = "a", url = "https://a.example", model = "m", key_env = "NO_SUCH_VARIABLE"}]"#;
            let set = [("DATELINE_AI_WRITING", writing), ("DATELINE_AI_ENDPOINT", table)];
            models(&Config::load(None, set.map(|(name, value)| (name.to_owned(), value.to_owned()))).unwrap())
        };
        assert!(format!("{:#}", of("on").unwrap_err()).contains("NO_SUCH_VARIABLE"));
        assert!(of("off").unwrap().is_empty());
    }

    #[test]
    fn no_limit_is_written_as_nought() {
        assert_eq!(token_limits(&config("on")), TokenLimits { all: None, reader: Some(200_000) });
    }
}

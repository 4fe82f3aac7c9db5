//! The models that write, as the configuration has them.

use crate::config::{AiEndpoint, Config};
use crate::courier::Courier;
use crate::installation::Unusable;
use ai::{Endpoint, FoundServer, Models};
use anyhow::{Context, Result};
use std::sync::Arc;

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

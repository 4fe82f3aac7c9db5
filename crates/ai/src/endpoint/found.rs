//! Model servers that run on this machine, found by the ports they listen on by default.

use super::{ModelRequest, Transport, openai};
use futures_util::{StreamExt, future};
use std::time::Duration;
use tokio::time::timeout;

/// The ports asked, and whose they are unless the answer says otherwise.
pub const PORTS: [(u16, &str); 4] = [(11434, "Ollama"), (8080, "llama.cpp"), (8000, "vLLM"), (1234, "LM Studio")];

/// What runs on this machine does not think long about a list.
const PATIENCE: Duration = Duration::from_millis(1500);
const LIST_BYTES: usize = 256 << 10;

/// A server that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundServer {
    /// What it is, or is likely to be.
    pub name: String,
    /// The address to put into the configuration.
    pub url: String,
    pub models: Vec<String>,
}

/// Finds the servers that list their models on this machine, in the order of `PORTS`. The transport has to allow these
/// addresses. It takes a second and a half at most.
pub async fn find_servers(transport: &dyn Transport) -> Vec<FoundServer> {
    let asked = PORTS.map(|(port, name)| find_at(transport, port, name));
    future::join_all(asked).await.into_iter().flatten().collect()
}

async fn find_at(transport: &dyn Transport, port: u16, name: &str) -> Option<FoundServer> {
    let url = format!("http://127.0.0.1:{port}/v1");
    let headers = vec![("accept", "application/json".to_owned())];
    let request = ModelRequest { url: format!("{url}/models"), headers, body: None };
    let exchange = async {
        let mut answer = transport.send(request).await.ok()?;
        let mut body = Vec::new();
        while let Some(piece) = answer.body.next().await {
            body.extend(piece.ok()?);
            if body.len() > LIST_BYTES {
                return None;
            }
        }
        (answer.status == 200).then_some(body)
    };
    let body = timeout(PATIENCE, exchange).await.ok()??;
    let models = openai::models(&body)?;
    let name = openai::owner_of_models(&body).unwrap_or(name).to_owned();
    Some(FoundServer { name, url, models })
}

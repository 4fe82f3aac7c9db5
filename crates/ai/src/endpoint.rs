//! A model at an endpoint of the owner's: asked over the network, within limits, as often as it helps.
//!
//! Invariants: an answer ends within its limits of time and bytes, whatever the endpoint does; dropping the future or the
//! stream ends the exchange and frees its place; the key stands in no message.

mod abilities;
mod answering;
mod anthropic;
mod event_stream;
mod fault;
mod fence;
mod form;
mod found;
mod key;
mod openai;
mod reading;
mod transport;

pub use event_stream::EventStream;
pub use fence::{Fenced, fence};
pub use found::{FoundServer, PORTS, find_servers};
pub use key::Key;
pub use reading::{estimate_prompt, estimate_tokens};
pub use transport::{ModelAnswer, ModelRequest, Transport, Undelivered};

use crate::{AiError, Completer, CompletionStream, PendingCompletion, Price, Prompt, RemoteEmbedder};
use abilities::{Abilities, JsonForm};
use answering::Answering;
use futures_util::{FutureExt, StreamExt, TryStreamExt, future::BoxFuture, stream, stream::BoxStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};

/// Which API an endpoint speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndpointKind {
    /// The chat API of OpenAI, and of nearly everyone else.
    #[default]
    OpenAi,
    /// Anthropic's Messages API.
    Anthropic,
}

/// An endpoint as its owner describes it.
#[derive(Clone, Debug, Default)]
pub struct EndpointOptions {
    /// What errors call it.
    pub name: String,
    /// The address of the API, up to and with its version (`http://127.0.0.1:11434/v1`); `/v1` is added to a bare host.
    pub url: String,
    pub kind: EndpointKind,
    /// As the endpoint calls it.
    pub model: String,
    /// None for servers that ask for none.
    pub key: Option<Key>,
    pub limits: Limits,
    pub price: Price,
}

/// What an endpoint shows of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The models it lists, in its order.
    pub models: Vec<String>,
    /// Whether the one that was chosen is among them.
    pub has_model: bool,
}

/// How long an endpoint may take, and how much it may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until the first word of a stream. A small machine reads a long prompt for a minute, and loads its model first.
    pub first_word: Duration,
    /// Between two pieces of an answer that has begun.
    pub between_pieces: Duration,
    /// For everything: the wait for a place, all tries, the whole answer.
    pub whole: Duration,
    /// Bytes of an answer, as sent.
    pub answer_bytes: usize,
    /// How often a prompt is sent while the endpoint is busy.
    pub tries: u32,
    /// The first wait before another try; each further one is twice as long.
    pub back_off: Duration,
    /// A busy endpoint that asks for more patience than this is not waited for.
    pub patience: Duration,
    /// Prompts that are answered at once.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_word: Duration::from_secs(120),
            between_pieces: Duration::from_secs(60),
            whole: Duration::from_secs(600),
            answer_bytes: 8 << 20,
            tries: 3,
            back_off: Duration::from_millis(500),
            patience: Duration::from_secs(20),
            at_once: 2,
        }
    }
}

/// A model at an endpoint. Cheap to clone; the clones share places and what was learned of the endpoint.
#[derive(Clone)]
pub struct Endpoint {
    inner: Arc<Inner>,
}

struct Inner {
    options: EndpointOptions,
    /// Without a slash at its end.
    base: String,
    transport: Arc<dyn Transport>,
    places: Arc<Semaphore>,
    abilities: Mutex<Abilities>,
}

/// Vectors are asked for so many texts at a time.
const TEXTS_AT_ONCE: usize = 32;
/// What of an error's body is read.
const ERROR_BYTES: usize = 64 << 10;

impl Endpoint {
    /// Takes an endpoint; nothing is sent yet. The error says which of the options cannot be.
    pub fn new(options: EndpointOptions, transport: Arc<dyn Transport>) -> Result<Self, String> {
        let base = base_of(&options.url)?;
        let mut abilities = Abilities::FULL;
        // Its newer models refuse the older name, and all of them know the newer one.
        abilities.max_completion_tokens = base.starts_with("https://api.openai.com/");
        let places = Arc::new(Semaphore::new(options.limits.at_once.max(1)));
        let inner = Inner { options, base, transport, places, abilities: Mutex::new(abilities) };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// What its owner calls it.
    pub fn name(&self) -> &str {
        &self.inner.options.name
    }

    /// Looks whether the endpoint answers, and whether it has the model. This costs no tokens.
    pub async fn look(&self) -> Result<Seen, AiError> {
        let models = self.models().await?;
        let wanted = &self.inner.options.model;
        // Ollama knows a model without its tag, too.
        let has_model = models.iter().any(|name| name == wanted || name.strip_suffix(":latest") == Some(wanted));
        Ok(Seen { models, has_model })
    }

    /// Asks which models the endpoint has, by name. Not all endpoints list all they have.
    pub async fn models(&self) -> Result<Vec<String>, AiError> {
        let deadline = Instant::now() + self.inner.options.limits.first_word;
        let body = self.inner.exchange("models", None, deadline).await?;
        openai::models(&body)
            .ok_or_else(|| self.inner.garbled("its list of models is none; is this the address of the API?"))
    }
}

impl Completer for Endpoint {
    fn model(&self) -> &str {
        &self.inner.options.model
    }

    fn price(&self) -> Price {
        self.inner.options.price
    }

    fn complete<'a>(&'a self, prompt: &'a Prompt) -> PendingCompletion<'a> {
        Box::pin(async move { Ok(self.inner.clone().ask(prompt.clone(), Delivery::Whole).await?.completion()) })
    }

    fn stream(&self, prompt: Prompt) -> CompletionStream {
        let answering = self.inner.clone().ask(prompt, Delivery::Stream);
        let pieces = |answering: Answering| stream::try_unfold(Some(answering), Answering::next_piece);
        Box::pin(stream::once(answering).map_ok(pieces).try_flatten())
    }
}

impl RemoteEmbedder for Endpoint {
    fn model(&self) -> &str {
        &self.inner.options.model
    }

    fn embed<'a>(&'a self, texts: &'a [&'a str]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, AiError>> {
        self.inner.embed(texts).boxed()
    }
}

/// How an answer is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delivery {
    Whole,
    Stream,
}

impl Inner {
    /// Asks until there is an answer: a whole one, or the first words of a stream.
    async fn ask(self: Arc<Self>, prompt: Prompt, delivery: Delivery) -> Result<Answering, AiError> {
        let limits = self.options.limits;
        let deadline = Instant::now() + limits.whole;
        let mut place = Some(self.take_place(deadline).await?);
        let first = self.abilities();
        let mut abilities = first;
        let mut tries = 0;
        loop {
            let asked = self.ask_once(&prompt, delivery, abilities, deadline, &mut place).await;
            match asked {
                Ok(answering) => {
                    self.remember(abilities);
                    return Ok(answering);
                }
                Err(Failure::Status { status, message, .. })
                    if let Some(fewer) = abilities.without_what_is_refused(first, status, &message) =>
                {
                    abilities = fewer;
                }
                // The endpoint passed over the form without a word: it is asked for in words.
                Err(Failure::Error(AiError::Garbled { .. }))
                    if prompt.schema.is_some() && abilities.json != JsonForm::Words =>
                {
                    abilities.json = JsonForm::Words;
                }
                Err(failure) => {
                    tries += 1;
                    let error = self.named(failure.into_error());
                    let wait = self.wait_before(tries, &error, deadline).ok_or(error)?;
                    tracing::debug!(endpoint.name = self.options.name, tries, "asking again");
                    sleep_until(wait).await;
                }
            }
        }
    }

    /// Sends the prompt once. The place moves into what is given.
    async fn ask_once(
        self: &Arc<Self>,
        prompt: &Prompt,
        delivery: Delivery,
        abilities: Abilities,
        deadline: Instant,
        place: &mut Option<OwnedSemaphorePermit>,
    ) -> Result<Answering, Failure> {
        let is_stream = delivery == Delivery::Stream;
        let (path, body) = match self.options.kind {
            EndpointKind::OpenAi => {
                ("chat/completions", openai::body(&self.options.model, prompt, abilities, is_stream))
            }
            EndpointKind::Anthropic => ("messages", anthropic::body(&self.options.model, prompt, abilities, is_stream)),
        };
        let first_word = match delivery {
            Delivery::Whole => deadline,
            Delivery::Stream => deadline.min(Instant::now() + self.options.limits.first_word),
        };
        let answer = self.send(path, Some(body), first_word).await?;
        let mut answering = Answering::begin(self, prompt, answer, first_word, deadline);
        let is_ready = |answering: &Answering| match delivery {
            Delivery::Whole => false,
            Delivery::Stream => answering.has_words(),
        };
        while !is_ready(&answering) && answering.read_on().await? {}
        answering.place = place.take();
        Ok(answering)
    }

    async fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, AiError> {
        if self.options.kind == EndpointKind::Anthropic {
            return Err(self.named(AiError::Refused { cause: "this API makes no vectors".to_owned() }));
        }
        let deadline = Instant::now() + self.options.limits.whole;
        let _place = self.take_place(deadline).await?;
        let mut vectors = Vec::with_capacity(texts.len());
        for batch in texts.chunks(TEXTS_AT_ONCE) {
            let asked = openai::embedding_body(&self.options.model, batch);
            let body = self.exchange("embeddings", Some(asked), deadline).await?;
            let found =
                openai::vectors(&body, batch.len()).ok_or_else(|| self.garbled("it answers without vectors"))?;
            vectors.extend(found.into_iter().map(of_unit_length));
        }
        Ok(vectors)
    }

    /// Sends something, again while the endpoint is busy, and gives the whole body of the answer.
    async fn exchange(
        &self,
        path: &str,
        asked: Option<serde_json::Value>,
        deadline: Instant,
    ) -> Result<Vec<u8>, AiError> {
        let mut tries = 0;
        loop {
            let once = async {
                let answer = self.send(path, asked.clone(), deadline).await?;
                self.read_all(answer.body, self.options.limits.answer_bytes, deadline).await.map_err(Failure::Error)
            };
            match once.await {
                Ok(body) => return Ok(body),
                Err(failure) => {
                    tries += 1;
                    let error = self.named(failure.into_error());
                    sleep_until(self.wait_before(tries, &error, deadline).ok_or(error)?).await;
                }
            }
        }
    }

    /// Sends a request and gives the head of an answer that is one.
    async fn send(&self, path: &str, asked: Option<serde_json::Value>, until: Instant) -> Result<ModelAnswer, Failure> {
        let request = ModelRequest {
            url: format!("{}/{path}", self.base),
            headers: self.headers(asked.is_some()),
            body: asked.map(|asked| asked.to_string().into_bytes()),
        };
        let sent = timeout_at(until, self.transport.send(request)).await;
        let answer = sent.map_err(|_| Failure::Error(late("it did not answer in time")))?.map_err(undelivered)?;
        if (200..300).contains(&answer.status) {
            return Ok(answer);
        }
        let ModelAnswer { status, retry_after_s, body, .. } = answer;
        // What cannot be read of it is no reason to forget the status.
        let body = self.read_all(body, ERROR_BYTES, until).await.unwrap_or_default();
        let message = self.without_key(&fault::message_of(&body));
        Err(Failure::Status { status, retry_after_s, message })
    }

    fn headers(&self, has_body: bool) -> Vec<(&'static str, String)> {
        let mut headers = vec![("accept", "application/json, text/event-stream".to_owned())];
        if has_body {
            headers.push(("content-type", "application/json".to_owned()));
        }
        if self.options.kind == EndpointKind::Anthropic {
            headers.push(("anthropic-version", anthropic::VERSION.to_owned()));
        }
        match (&self.options.key, self.options.kind) {
            (Some(key), EndpointKind::OpenAi) => headers.push(("authorization", format!("Bearer {}", key.secret()))),
            (Some(key), EndpointKind::Anthropic) => headers.push(("x-api-key", key.secret().to_owned())),
            (None, _) => {}
        }
        headers
    }

    async fn read_all(&self, mut body: Body, bytes_max: usize, until: Instant) -> Result<Vec<u8>, AiError> {
        let mut whole = Vec::new();
        loop {
            let next = timeout_at(until, body.next()).await.map_err(|_| late("it did not answer in time"))?;
            match next {
                None => return Ok(whole),
                Some(piece) => whole.extend(piece.map_err(broken_off)?),
            }
            if whole.len() > bytes_max {
                return Err(too_long(bytes_max));
            }
        }
    }

    async fn take_place(&self, deadline: Instant) -> Result<OwnedSemaphorePermit, AiError> {
        match timeout_at(deadline, self.places.clone().acquire_owned()).await {
            Ok(place) => Ok(place.expect("the semaphore is never closed")),
            Err(_) => {
                let cause = format!("{} prompts were before this one", self.options.limits.at_once);
                Err(self.named(AiError::Busy { cause, retry_after_s: 0 }))
            }
        }
    }

    /// Tells when to ask again after so many tries; None when that would help nobody.
    fn wait_before(&self, tries: u32, error: &AiError, deadline: Instant) -> Option<Instant> {
        let limits = self.options.limits;
        let AiError::Busy { retry_after_s, .. } = error else { return None };
        if tries >= limits.tries {
            return None;
        }
        let back_off = limits.back_off * 2_u32.saturating_pow(tries - 1);
        let wait = back_off.max(Duration::from_secs(u64::from(*retry_after_s)));
        let again = Instant::now() + wait;
        (wait <= limits.patience && again < deadline).then_some(again)
    }

    fn abilities(&self) -> Abilities {
        *self.abilities.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, abilities: Abilities) {
        *self.abilities.lock().unwrap_or_else(PoisonError::into_inner) = abilities;
    }

    /// Says whose error it is, and hides the key should the endpoint have repeated it.
    fn named(&self, error: AiError) -> AiError {
        error.map_cause(|cause| self.without_key(&format!("{}: {cause}", self.options.name)))
    }

    fn without_key(&self, text: &str) -> String {
        self.options.key.as_ref().map_or_else(|| text.to_owned(), |key| key.hide(text))
    }

    fn garbled(&self, cause: &str) -> AiError {
        self.named(AiError::Garbled { cause: cause.to_owned() })
    }
}

type Body = BoxStream<'static, Result<Vec<u8>, Undelivered>>;

/// Why one try gave nothing.
enum Failure {
    /// The endpoint's answer was none; what it refused may be left out.
    Status {
        status: u16,
        retry_after_s: Option<u32>,
        message: String,
    },
    Error(AiError),
}

impl Failure {
    fn into_error(self) -> AiError {
        match self {
            Self::Status { status, retry_after_s, message } => fault::of_status(status, retry_after_s, &message),
            Self::Error(error) => error,
        }
    }
}

impl From<AiError> for Failure {
    fn from(error: AiError) -> Self {
        Self::Error(error)
    }
}

fn late(cause: &str) -> AiError {
    AiError::Late { cause: cause.to_owned() }
}

fn too_long(bytes_max: usize) -> AiError {
    AiError::Garbled { cause: format!("the answer is larger than {bytes_max} bytes") }
}

fn undelivered(error: Undelivered) -> Failure {
    Failure::Error(match error.is_passing {
        true => AiError::Busy { cause: error.cause, retry_after_s: 0 },
        false => AiError::Refused { cause: error.cause },
    })
}

fn broken_off(error: Undelivered) -> AiError {
    AiError::Busy { cause: format!("the answer broke off: {}", error.cause), retry_after_s: 0 }
}

/// Makes the address that paths are added to.
fn base_of(url: &str) -> Result<String, String> {
    let parsed = url::Url::parse(url.trim()).map_err(|problem| format!("{url:?} is no address: {problem}"))?;
    if !matches!(parsed.scheme(), "http" | "https") || !parsed.has_host() {
        return Err(format!("{url:?} is no http or https address"));
    }
    if !parsed.username().is_empty() || parsed.password().is_some() || parsed.query().is_some() {
        return Err(
            "the address has a name, a password or a question in it; a key belongs into its own place".to_owned()
        );
    }
    let whole = parsed.as_str().trim_end_matches('/');
    let base = ["/chat/completions", "/messages", "/embeddings", "/models"]
        .iter()
        .find_map(|path| whole.strip_suffix(path))
        .unwrap_or(whole);
    let is_bare = url::Url::parse(base).is_ok_and(|base| base.path() == "/");
    Ok(if is_bare { format!("{base}/v1") } else { base.to_owned() })
}

fn of_unit_length(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|x| *x /= length);
    }
    vector
}

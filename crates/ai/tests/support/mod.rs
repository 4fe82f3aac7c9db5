//! A server that answers by a script, in the place of the network.

use ai::{ModelAnswer, ModelRequest, Transport, Undelivered};
use futures_util::{FutureExt, StreamExt, future, future::BoxFuture, stream};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// One answer: what comes, in which pieces, and how it ends.
pub struct Answer {
    status: u16,
    content_type: &'static str,
    retry_after_s: Option<u32>,
    pieces: Vec<Vec<u8>>,
    ending: Ending,
}

enum Ending {
    Close,
    Silence,
    /// The same again and again.
    Endless(&'static str),
    /// Not even a head comes.
    NoHead,
}

impl Answer {
    pub fn json(status: u16, body: &Value) -> Self {
        Self { content_type: "application/json", ..Self::text(status, &body.to_string()) }
    }

    pub fn text(status: u16, body: &str) -> Self {
        let pieces = vec![body.as_bytes().to_vec()];
        Self { status, content_type: "text/html", retry_after_s: None, pieces, ending: Ending::Close }
    }

    /// A stream in pieces of seven bytes.
    pub fn events(body: &str) -> Self {
        let pieces = body.as_bytes().chunks(7).map(<[u8]>::to_vec).collect();
        Self { content_type: "text/event-stream; charset=utf-8", pieces, ..Self::text(200, "") }
    }

    pub fn silent() -> Self {
        Self { ending: Ending::NoHead, ..Self::text(200, "") }
    }

    pub fn after(self, seconds: u32) -> Self {
        Self { retry_after_s: Some(seconds), ..self }
    }

    pub fn then_silence(self) -> Self {
        Self { ending: Ending::Silence, ..self }
    }

    pub fn then_endless(self, piece: &'static str) -> Self {
        Self { ending: Ending::Endless(piece), ..self }
    }

    pub fn then_pieces(mut self, pieces: impl Iterator<Item = Vec<u8>>) -> Self {
        self.pieces.extend(pieces);
        self
    }
}

pub struct Server {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<ModelRequest>>,
    rang: Notify,
    open: Arc<AtomicUsize>,
}

impl Server {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        let answers = Mutex::new(answers.into_iter().collect());
        Arc::new(Self { answers, asked: Mutex::default(), rang: Notify::new(), open: Arc::default() })
    }

    pub fn asked(&self) -> Vec<ModelRequest> {
        self.asked.lock().unwrap().clone()
    }

    pub fn bodies(&self) -> Vec<Value> {
        self.asked().iter().map(|asked| serde_json::from_slice(asked.body.as_deref().unwrap()).unwrap()).collect()
    }

    /// How many bodies are being read.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    pub async fn was_asked(&self, times: usize) {
        while self.asked().len() < times {
            self.rang.notified().await;
        }
    }
}

/// Counts a body for as long as it is held.
struct Held(Arc<AtomicUsize>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Server {
    fn send(&self, request: ModelRequest) -> BoxFuture<'static, Result<ModelAnswer, Undelivered>> {
        self.asked.lock().unwrap().push(request);
        self.rang.notify_one();
        let Some(answer) = self.answers.lock().unwrap().pop_front() else {
            let cause = "nobody listens".to_owned();
            return future::ready(Err(Undelivered { cause, is_passing: false })).boxed();
        };
        if matches!(answer.ending, Ending::NoHead) {
            return future::pending().boxed();
        }
        self.open.fetch_add(1, Ordering::SeqCst);
        let held = Held(self.open.clone());
        let rest = match answer.ending {
            Ending::Close => stream::empty().boxed(),
            Ending::Silence | Ending::NoHead => stream::pending().boxed(),
            // Each piece gives way, as a socket does.
            Ending::Endless(piece) => stream::repeat(piece.as_bytes().to_vec())
                .then(|piece| async {
                    tokio::task::yield_now().await;
                    piece
                })
                .boxed(),
        };
        let body = stream::iter(answer.pieces).chain(rest).map(move |piece| {
            let _ = &held;
            Ok(piece)
        });
        let Answer { status, content_type, retry_after_s, .. } = answer;
        future::ready(Ok(ModelAnswer {
            status,
            content_type: content_type.to_owned(),
            retry_after_s,
            body: body.boxed(),
        }))
        .boxed()
    }
}

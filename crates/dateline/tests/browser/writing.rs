//! What a model writes on the page one reads: it fills sentence by sentence, is stopped, kept and rated.

use crate::driver::{Browser, Screen};
use crate::support::{Served, until};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use fantoccini::Locator;
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;

/// A model server. Of a summary it gives what two passages say, and between them what none says; of key points the
/// first, and then it thinks until nobody listens any more.
pub struct ModelServer {
    address: String,
    given_up: Arc<AtomicUsize>,
}

impl ModelServer {
    pub async fn start() -> Self {
        let given_up = Arc::new(AtomicUsize::new(0));
        let app = Router::new()
            .route("/v1/models", get(|| async { Json(json!({"data": [{"id": "clerk-1"}]})) }))
            .route("/v1/chat/completions", post(complete))
            .with_state(given_up.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, given_up }
    }

    /// The environment of a site that has it for its model.
    pub fn environment(&self) -> [(&'static str, String); 2] {
        let table = format!(
            "[{{name = \"desk\", url = \"http://{}/v1\", model = \"clerk-1\", allow_private_address = true}}]",
            self.address
        );
        [("DATELINE_AI_WRITING", "on".to_owned()), ("DATELINE_AI_ENDPOINT", table)]
    }
}

const INVENTED: &str = "Ottokar Zwiebel resigned over 77 million crowns";

async fn complete(State(given_up): State<Arc<AtomicUsize>>, Json(asked): Json<Value>) -> Response {
    let words: Vec<&str> =
        asked["messages"].as_array().unwrap().iter().filter_map(|message| message["content"].as_str()).collect();
    let words = words.join("\n");
    let passages: Vec<(&str, &str)> = words
        .lines()
        .filter_map(|line| line.split_once("| "))
        .filter(|(number, _)| number.parse::<usize>().is_ok())
        .collect();
    let said = |(number, passage): &(&str, &str)| format!("{passage} [{number}]\n");
    let is_stopped = words.contains("points that matter most");
    let lines = match is_stopped {
        true => vec![said(&passages[0])],
        false => vec![said(&passages[0]), format!("{INVENTED}. [1]\n"), said(&passages[1])],
    };
    let event = |data: Value| Ok::<_, Infallible>(Bytes::from(format!("data: {data}\n\n")));
    let piece = |words: String| json!({"choices": [{"index": 0, "delta": {"content": words}}]});
    let mut events: Vec<_> = lines.into_iter().map(|line| event(piece(line))).collect();
    if is_stopped {
        let thinking = stream::once(async move {
            let _guard = GivenUp(given_up);
            std::future::pending().await
        });
        return sent(stream::iter(events).chain(thinking));
    }
    events.push(event(json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})));
    events.push(Ok(Bytes::from("data: [DONE]\n\n")));
    sent(stream::iter(events))
}

fn sent(events: impl stream::Stream<Item = Result<Bytes, Infallible>> + Send + 'static) -> Response {
    Response::builder().header("content-type", "text/event-stream").body(Body::from_stream(events)).unwrap()
}

/// Counts who hung up.
struct GivenUp(Arc<AtomicUsize>);

impl Drop for GivenUp {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Has a story told in short that is not `read` yet, judges that, and stops the next; the owner sees what it took. Gives the
/// story's path.
pub async fn have_it_written(site: &Served, server: &ModelServer, screen: Screen, read: &[String]) -> String {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    browser.sign_in(site, "Ada", "/").await;
    client.goto(&format!("{}/", site.address)).await.unwrap();
    // What was written and kept stays, and the front page changes its order.
    let story = format!(
        "return [...document.querySelectorAll('main a[href^=\"/story/\"]')].map(a => a.pathname)
            .find(path => /^\\/story\\/\\d+$/.test(path) && !{}.includes(path))",
        json!(read)
    );
    let story = browser.script(&story).await.as_str().expect("a story that was not read").to_owned();
    client.goto(&format!("{}{story}", site.address)).await.unwrap();
    client.find(Locator::Css(".write-panel button[value='summary']")).await.unwrap().click().await.unwrap();
    browser.shows(".written button[value='keep']").await;
    let shown =
        browser.script("return [...document.querySelectorAll('.written .said .cited')].map(p => p.textContent)");
    let shown = shown.await;
    assert!(shown.as_array().unwrap().len() >= 2, "{shown}");
    let text = browser.script("return document.querySelector('.written').textContent").await;
    let text = text.as_str().unwrap();
    assert!(!text.contains("Ottokar") && text.contains("clerk-1"), "{text}");
    assert!(text.contains("1 sentence was left out"), "{text}");
    browser.check_page("a story with what a model wrote").await;
    for judged in ["keep", "good"] {
        let button = format!(".written button[value='{judged}']");
        client.find(Locator::Css(&button)).await.unwrap().click().await.unwrap();
        browser.shows(".written button.is-on").await;
    }
    browser.holds("it is kept", "document.querySelector('.written button[value=\"let-go\"]') !== null").await;

    let before = server.given_up.load(Ordering::SeqCst);
    client.find(Locator::Css(".write-panel button[value='points']")).await.unwrap().click().await.unwrap();
    browser.shows(".written .said .cited").await;
    client.find(Locator::Css(".written > button")).await.unwrap().click().await.unwrap();
    browser
        .holds("it says so", "document.querySelector('.written [role=status]')?.textContent.startsWith('Stopped.')")
        .await;
    until("the server is told", async || (server.given_up.load(Ordering::SeqCst) > before).then_some(())).await;
    browser.check_page("a story whose writing was stopped").await;

    for path in ["/kept", "/desk/models", "/desk/reports"] {
        client.goto(&format!("{}{path}", site.address)).await.unwrap();
        browser.check_page(path).await;
    }
    client.goto(&format!("{}/ask?q=Who+spoke+at+the+summit", site.address)).await.unwrap();
    browser.check_page("answers, and a model to ask").await;
    client.find(Locator::Css(".write-panel button[value='answer']")).await.unwrap().click().await.unwrap();
    browser.shows(".written .written-end").await;
    browser.check_page("a model's answer").await;
    browser.close().await;
    story
}

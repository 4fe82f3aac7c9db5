//! A server that answers byte for byte what a test tells it to, right or wrong.

use gather::client::{Client, ClientOptions, Fetched, FetchedDocument};
use gather::{Accept, FetchError, Request};
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server on loopback that lives as long as its runtime.
#[derive(Clone)]
pub struct Server {
    pub port: u16,
    /// The heads of the requests that came, in order.
    pub heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each request with what `answer` makes of its head, and closes the connection.
    pub async fn answering(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let answer = Arc::new(answer);
        Self::speaking(move |head, mut stream| {
            let bytes = answer(&head);
            async move {
                // The client may have heard enough and hung up.
                let _ = stream.write_all(&bytes).await;
            }
        })
        .await
    }

    /// Hands each connection to `speak` after the head and body of its first request have come.
    pub async fn speaking<F: Future<Output = ()> + Send + 'static>(
        speak: impl Fn(String, TcpStream) -> F + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), heads: Arc::default() };
        let speak = Arc::new(speak);
        let heads = server.heads.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (speak, heads) = (speak.clone(), heads.clone());
                tokio::spawn(async move {
                    if let Some(request) = read_request(&mut stream).await {
                        heads.lock().unwrap().push(request.clone());
                        speak(request, stream).await;
                    }
                });
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

/// Reads a request with its body, if a Content-Length announces one.
async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        if body.len() >= length {
            return Some(text.into_owned());
        }
    }
}

/// Finds a header in a request's head.
pub fn header(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (line_name, value) = line.split_once(':')?;
        line_name.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// The path of a request's head.
pub fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap()
}

/// Writes an answer; `headers` are whole lines, the length is added.
pub fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    for line in headers {
        bytes.push_str(line);
        bytes.push_str("\r\n");
    }
    bytes.push_str("\r\n");
    let mut bytes = bytes.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub fn redirect(status: &str, location: &str) -> Vec<u8> {
    answer(status, &[&format!("Location: {location}")], b"")
}

/// Options for a test: loopback is allowed, and nothing takes long.
pub fn options() -> ClientOptions {
    ClientOptions {
        user_agent: "Dateline/test (+https://dateline.example/bot)".to_owned(),
        allow_hosts: vec!["127.0.0.1".to_owned(), "*.localhost".to_owned()],
        connect_timeout: Duration::from_secs(5),
        total_timeout: Duration::from_secs(20),
        idle_timeout: Duration::from_secs(20),
        ..ClientOptions::default()
    }
}

pub fn client() -> Client {
    Client::new(options()).unwrap()
}

pub async fn get(client: &Client, url: &str) -> Result<FetchedDocument, FetchError> {
    client.fetch_document(url, Accept::Feed).await
}

/// Fetches and gives the error, which must come.
pub async fn fail(client: &Client, url: &str) -> FetchError {
    match client.fetch(Request::new(url, Accept::Feed)).await {
        Err(error) => error,
        Ok(Fetched::Document(fetched)) => panic!("{url} gave {} bytes", fetched.document.body.len()),
        Ok(Fetched::NotModified(_)) => panic!("{url} gave 304"),
    }
}

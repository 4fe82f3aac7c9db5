//! Answers that are read while they come.

use crate::support::*;
use gather::client::{Call, Client, ClientOptions};
use news::FetchFault::Refused;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[tokio::test]
async fn a_reply_is_read_while_it_comes_and_dropping_it_hangs_up() {
    let (sender, mut hung_up) = tokio::sync::mpsc::unbounded_channel();
    let server = Server::speaking(move |_, mut stream| {
        let sender = sender.clone();
        async move {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nRetry-After: 7\r\n\r\ndata: one\n\n";
            stream.write_all(head.as_bytes()).await.unwrap();
            // Nothing more is said; what comes next is the end of the connection.
            let end = stream.read(&mut [0; 1]).await;
            sender.send(end.unwrap_or(0)).unwrap();
        }
    })
    .await;
    let call = |url: String| Call {
        url,
        headers: vec![("x-api-key".to_owned(), "key".to_owned())],
        body: Some(b"{}".to_vec()),
    };
    let mut reply = client().call(call(server.url("/v1/messages"))).await.unwrap();
    assert_eq!((reply.status, reply.retry_after_s), (200, Some(7)));
    assert_eq!(reply.content_type.as_deref(), Some("text/event-stream"));
    assert_eq!(reply.piece().await.unwrap().as_deref(), Some(&b"data: one\n\n"[..]));
    let head = &server.heads()[0];
    assert!(head.starts_with("POST /v1/messages ") && head.ends_with("\r\n\r\n{}"), "{head}");
    assert_eq!(header(head, "x-api-key").as_deref(), Some("key"));
    assert_eq!(header(head, "accept-encoding").as_deref(), Some("identity"));
    drop(reply);
    assert_eq!(hung_up.recv().await, Some(0));
    assert_eq!(client().call(call("http://10.0.0.1/".to_owned())).await.unwrap_err().fault, Refused);
}

#[tokio::test]
async fn a_reply_is_capped_and_not_unpacked() {
    let server = Server::answering(|head| match path(head) {
        "/packed" => answer("200 OK", &["Content-Encoding: gzip"], b"xx"),
        _ => answer("404 Not Found", &[], &[b'x'; 5000]),
    })
    .await;
    let client = Client::new(ClientOptions { max_body_bytes: 4000, ..options() }).unwrap();
    let call = |path: &str| Call { url: server.url(path), ..Call::default() };
    let mut reply = client.call(call("/models")).await.unwrap();
    assert_eq!(reply.status, 404);
    let error = loop {
        match reply.piece().await {
            Ok(piece) => assert!(piece.is_some(), "the cap is met before the end"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.code, "fetch.too_large");
    assert!(server.heads()[0].starts_with("GET /models "));
    assert_eq!(client.call(call("/packed")).await.unwrap_err().code, "fetch.unreadable");
}

//! robots.txt and hubs over real HTTP.

use crate::support::*;
use gather::websub::{Mode, Subscription, ask_hub};
use gather::{fetch_robots, robots_origin};
use news::FetchFault::{Passing, Theirs};

#[tokio::test]
async fn robots_txt_is_fetched_and_its_status_understood() {
    let server = Server::answering(|head| match header(head, "host").unwrap().split('.').next().unwrap() {
        "rules" => answer("200 OK", &[], b"user-agent: *\ndisallow: /private\ncrawl-delay: 2\n"),
        "absent" => answer("404 Not Found", &[], b""),
        "ill" => answer("503 Service Unavailable", &[], b""),
        _ => redirect("302 Found", "/robots.txt"),
    })
    .await;
    let client = client();
    for (name, open, private) in
        [("rules", true, false), ("absent", true, true), ("ill", false, false), ("circles", true, true)]
    {
        let url = |path: &str| format!("http://{name}.localhost:{}{path}", server.port);
        let origin = robots_origin(&url("/a")).unwrap();
        let record = fetch_robots(&client, &origin, None).await;
        let rules = record.rules();
        assert_eq!((rules.allows(&url("/a")), rules.allows(&url("/private/b"))), (open, private), "{name}");
        assert_eq!(record.origin, origin);
    }
    assert!(server.heads().iter().all(|head| path(head) == "/robots.txt"));
}

#[tokio::test]
async fn a_hub_is_asked_with_a_form() {
    let server = Server::answering(|head| match path(head) {
        "/yes" => answer("202 Accepted", &[], b""),
        "/busy" => answer("503 Service Unavailable", &["Retry-After: 30"], b""),
        _ => answer("400 Bad Request", &[], b"topic unknown"),
    })
    .await;
    let subscription = |path: &str| Subscription {
        hub: server.url(path),
        topic: "https://gazette.example/feed".to_owned(),
        callback: "https://reader.example/websub/7f3".to_owned(),
        secret: "abc".to_owned(),
    };
    let client = client();
    ask_hub(&client, &subscription("/yes"), Mode::Subscribe).await.unwrap();
    let head = &server.heads()[0];
    assert!(head.starts_with("POST /yes "), "{head}");
    assert_eq!(header(head, "content-type").as_deref(), Some("application/x-www-form-urlencoded"));
    assert!(head.ends_with("&hub.lease_seconds=864000&hub.secret=abc"), "{head}");
    let busy = ask_hub(&client, &subscription("/busy"), Mode::Subscribe).await.unwrap_err();
    assert_eq!((busy.fault, busy.retry_after_s), (Passing, Some(30)));
    let no = ask_hub(&client, &subscription("/no"), Mode::Unsubscribe).await.unwrap_err();
    assert_eq!((no.fault, no.cause.as_str()), (Theirs, "the hub answered HTTP 400: topic unknown"));
}

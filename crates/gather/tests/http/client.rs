//! The client against a real server that misbehaves in every way the web knows.

use crate::support::*;
use gather::client::{Client, ClientOptions, Fetched, Post};
use gather::{Accept, Request};
use news::FetchFault::{Gone, Ours, Passing, Refused, Theirs};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::sync::Barrier;

const FEED: &[u8] = b"<rss version=\"2.0\"><channel><title>Harbour Gazette</title></channel></rss>";

#[tokio::test]
async fn a_document_comes_with_what_its_headers_say() {
    let server = Server::answering(|_| {
        let headers = [
            "Content-Type: application/rss+xml; charset=windows-1252",
            "ETag: W/\"a\"b\\\"",
            "Last-Modified: Yesterday, more or less",
            "Cache-Control: max-age=900",
            "Retry-After: 60",
            "Link: </hub>; rel=hub, </feed>; rel=self",
        ];
        answer("200 OK", &headers, FEED)
    })
    .await;
    let fetched = get(&client(), &server.url("/feed#top")).await.unwrap();
    assert_eq!(fetched.document.body, FEED);
    assert_eq!(fetched.document.url, server.url("/feed#top"));
    assert_eq!(fetched.document.final_url, server.url("/feed"));
    assert_eq!(fetched.document.content_type.as_deref(), Some("application/rss+xml; charset=windows-1252"));
    assert_eq!(fetched.document.etag.as_deref(), Some(&b"W/\"a\"b\\\""[..]));
    assert_eq!(fetched.document.last_modified.as_deref(), Some(&b"Yesterday, more or less"[..]));
    assert_eq!(fetched.fresh_for_s, Some(900));
    assert_eq!(fetched.retry_after_s, Some(60));
    assert_eq!(fetched.links.hubs, [server.url("/hub")]);
    assert_eq!(fetched.links.self_url, Some(server.url("/feed")));
    assert_eq!(fetched.permanent_url, None);
    assert!(fetched.document.fetched.0 > 0);

    let head = &server.heads()[0];
    assert!(head.starts_with("GET /feed HTTP/1.1\r\n"), "{head}");
    assert_eq!(header(head, "user-agent").as_deref(), Some("Dateline/test (+https://dateline.example/bot)"));
    assert!(header(head, "accept").unwrap().contains("application/rss+xml"));
    assert_eq!(header(head, "accept-encoding").as_deref(), Some("zstd, gzip, br, deflate"));
    assert_eq!(header(head, "if-none-match"), None);
}

#[tokio::test]
async fn validators_go_back_byte_for_byte() {
    let etag = b"W/\"caf\xe9\" \"";
    let server = Server::speaking(move |head, mut stream| async move {
        assert_eq!(header(&head, "if-modified-since").as_deref(), Some("not a date"));
        assert!(header(&head, "if-none-match").unwrap().starts_with("W/\"caf\u{fffd}\" \""), "{head}");
        let mut bytes = b"HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=70\r\nETag: ".to_vec();
        bytes.extend_from_slice(etag);
        bytes.extend_from_slice(b"\r\n\r\n");
        stream.write_all(&bytes).await.unwrap();
    })
    .await;
    let request = Request {
        etag: Some(etag.to_vec()),
        last_modified: Some(b"not a date".to_vec()),
        ..Request::new(server.url("/"), Accept::Feed)
    };
    let Fetched::NotModified(same) = client().fetch(request).await.unwrap() else { panic!("304 was answered") };
    assert_eq!(same.fresh_for_s, Some(70));
    assert_eq!(same.etag.as_deref(), Some(&etag[..]));
}

#[tokio::test]
async fn a_304_that_nobody_asked_for_is_their_fault() {
    let server = Server::answering(|_| answer("304 Not Modified", &[], b"")).await;
    let error = fail(&client(), &server.url("/")).await;
    assert_eq!((error.fault, error.status), (Theirs, Some(304)));
}

#[tokio::test]
async fn a_status_says_whose_fault_it_is() {
    let server = Server::answering(|head| {
        let status = path(head).trim_start_matches('/').to_owned();
        answer(&format!("{status} Said So"), &["Retry-After: 7200"], b"<html>no</html>")
    })
    .await;
    let client = client();
    for (status, fault, blames_host) in [
        (400, Theirs, false),
        (401, Theirs, false),
        (403, Theirs, false),
        (404, Theirs, false),
        (408, Passing, false),
        (410, Gone, false),
        (425, Passing, false),
        (429, Passing, true),
        (451, Theirs, false),
        (500, Passing, false),
        (501, Theirs, false),
        (502, Passing, false),
        (503, Passing, true),
        (300, Theirs, false),
    ] {
        let error = fail(&client, &server.url(&format!("/{status}"))).await;
        assert_eq!((error.status, error.fault), (Some(status), fault), "{error:?}");
        assert_eq!(error.blames_host(), blames_host, "{status}");
        assert_eq!(error.retry_after_s, Some(7200));
        assert!(error.cause.starts_with(&format!("HTTP {status}")), "{error:?}");
    }
}

#[tokio::test]
async fn every_encoding_is_undone_and_a_gzipped_file_unpacked() {
    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }
    fn packed(path: &str, body: &[u8]) -> Vec<u8> {
        match path {
            "/gzip" => answer("200 OK", &["Content-Encoding: gzip"], &gzip(body)),
            "/zstd" => answer("200 OK", &["Content-Encoding: zstd"], &zstd::encode_all(body, 1).unwrap()),
            "/br" => {
                let mut packed = Vec::new();
                brotli::CompressorWriter::new(&mut packed, 4096, 5, 22).write_all(body).unwrap();
                answer("200 OK", &["Content-Encoding: br"], &packed)
            }
            _ => answer("200 OK", &["Content-Type: application/x-gzip"], &gzip(body)),
        }
    }
    let server = Server::answering(|head| match path(head).strip_prefix("/bomb") {
        Some(path) => packed(path, &vec![b' '; 4 << 20]),
        None => packed(path(head), FEED),
    })
    .await;
    let client = Client::new(ClientOptions { max_decompressed_bytes: 1 << 20, ..options() }).unwrap();
    for path in ["/gzip", "/zstd", "/br", "/sitemap.xml.gz"] {
        assert_eq!(get(&client, &server.url(path)).await.unwrap().document.body, FEED, "{path}");
        let error = fail(&client, &server.url(&format!("/bomb{path}"))).await;
        assert_eq!((error.fault, error.code), (Refused, "fetch.too_large"), "{path}: {error:?}");
    }
}

#[tokio::test]
async fn an_encoding_that_nobody_knows_is_their_fault() {
    let server = Server::answering(|head| {
        let encoding = if path(head) == "/broken" { "br" } else { "rot13" };
        answer("200 OK", &[&format!("Content-Encoding: {encoding}")], &[0xff; 50])
    })
    .await;
    for path in ["/unknown", "/broken"] {
        let error = fail(&client(), &server.url(path)).await;
        assert_eq!((error.fault, error.code), (Theirs, "fetch.encoding"), "{error:?}");
    }
}

#[tokio::test]
async fn a_body_of_two_gigabytes_is_refused_before_and_while_it_comes() {
    let server = Server::speaking(|head, mut stream| async move {
        let head = match path(&head) {
            "/announced" => "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n",
            _ => "HTTP/1.1 200 OK\r\n\r\n",
        };
        stream.write_all(head.as_bytes()).await.unwrap();
        let piece = vec![b'x'; 64 << 10];
        // Sends until the client hangs up, which it must do long before the end.
        for sent in 0.. {
            if stream.write_all(&piece).await.is_err() {
                break;
            }
            assert!(sent < 2048, "128 MiB were taken");
        }
    })
    .await;
    let client = Client::new(ClientOptions { max_body_bytes: 1 << 20, ..options() }).unwrap();
    for path in ["/announced", "/silent"] {
        let error = fail(&client, &server.url(path)).await;
        assert_eq!((error.fault, error.code), (Refused, "fetch.too_large"), "{error:?}");
    }
    let tight = Request { max_body_bytes: Some(10), ..Request::new(server.url("/announced"), Accept::Image) };
    assert!(client.fetch(tight).await.unwrap_err().cause.contains("the cap is 10"));
}

#[tokio::test]
async fn a_lie_in_the_length_breaks_off_and_a_short_one_cuts() {
    let server = Server::answering(|head| {
        let length = if path(head) == "/long" { 5000 } else { 5 };
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
        [head.as_bytes(), FEED].concat()
    })
    .await;
    let error = fail(&client(), &server.url("/long")).await;
    assert_eq!((error.fault, error.code), (Passing, "fetch.broken_off"), "{error:?}");
    assert_eq!(get(&client(), &server.url("/short")).await.unwrap().document.body, &FEED[..5]);
}

#[tokio::test]
async fn what_is_not_http_is_an_error() {
    let server = Server::answering(|head| match path(head) {
        "/nothing" => Vec::new(),
        "/garbage" => b"\x00\x01\x02 what?\r\n\r\n".to_vec(),
        "/ssh" => b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(),
        "/half" => b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec(),
        "/many" => {
            let lines = "X-Bomb: boom\r\n".repeat(1000);
            format!("HTTP/1.1 200 OK\r\n{lines}\r\n").into_bytes()
        }
        "/long" => format!("HTTP/1.1 200 OK\r\nX-Bomb: {}\r\n\r\n", "b".repeat(8 << 20)).into_bytes(),
        other => panic!("{other}"),
    })
    .await;
    for (path, fault, code) in [
        ("/nothing", Passing, "fetch.broken_off"),
        ("/garbage", Theirs, "fetch.protocol"),
        ("/ssh", Theirs, "fetch.protocol"),
        ("/half", Passing, "fetch.broken_off"),
        ("/many", Theirs, "fetch.protocol"),
        ("/long", Theirs, "fetch.protocol"),
    ] {
        let error = fail(&client(), &server.url(path)).await;
        assert_eq!((error.fault, error.code), (fault, code), "{path} {error:?}");
    }
}

#[tokio::test]
async fn odd_headers_are_borne() {
    let server = Server::answering(|_| {
        b"HTTP/1.0 200\r\nServer : odd\r\nX-\x01Bad: no\r\nX-Folded: one\r\n two\r\nETag: \"x\"\r\n\r\nbody".to_vec()
    })
    .await;
    let fetched = get(&client(), &server.url("/")).await.unwrap();
    assert_eq!(
        (fetched.document.body.as_slice(), fetched.document.etag.as_deref()),
        (&b"body"[..], Some(&b"\"x\""[..]))
    );
}

#[tokio::test]
async fn a_dead_host_is_told_from_a_silent_one() {
    let dead = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let error = fail(&client(), &format!("http://127.0.0.1:{dead}/")).await;
    assert_eq!((error.fault, error.code), (Passing, "fetch.connect"), "{error:?}");
    assert!(error.cause.contains("refused"), "{error:?}");
    assert!(error.blames_host());

    // Accepts (the kernel does) and never says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://127.0.0.1:{}/", silent.local_addr().unwrap().port());
    let client = Client::new(ClientOptions { total_timeout: Duration::from_millis(50), ..options() }).unwrap();
    let error = fail(&client, &url).await;
    assert_eq!((error.fault, error.code), (Passing, "fetch.timeout"), "{error:?}");
    assert!(error.blames_host());
}

#[tokio::test]
async fn plain_words_where_tls_was_expected_are_their_fault() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let error = fail(&client(), &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!((error.fault, error.code), (Theirs, "fetch.tls"), "{error:?}");
}

#[tokio::test]
async fn a_slow_loris_is_left() {
    let server = Server::speaking(|head, mut stream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n<rss").await.unwrap();
        match path(&head) {
            // Never another byte.
            "/stops" => std::future::pending().await,
            // A byte again and again, always in time for the idle timeout.
            _ => {
                while stream.write_all(b" ").await.is_ok() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
        }
    })
    .await;
    let idle = Client::new(ClientOptions { idle_timeout: Duration::from_millis(60), ..options() }).unwrap();
    let error = fail(&idle, &server.url("/stops")).await;
    assert_eq!((error.fault, error.code), (Passing, "fetch.timeout"));
    assert!(error.cause.contains("stopped coming"), "{error:?}");
    let total = Client::new(ClientOptions { total_timeout: Duration::from_millis(120), ..options() }).unwrap();
    let error = fail(&total, &server.url("/drips")).await;
    assert_eq!((error.fault, error.code), (Passing, "fetch.timeout"));
    assert!(error.cause.contains("no complete answer"), "{error:?}");
}

#[tokio::test]
async fn redirects_are_followed_and_the_permanent_ones_told() {
    let server = Server::answering(|head| match path(head) {
        "/moved" => redirect("301 Moved Permanently", "moved/again"),
        "/moved/again" => redirect("308 Permanent Redirect", "/feed#x"),
        "/moved-then-found" => redirect("301 Moved Permanently", "/found"),
        "/found" => redirect("302 Found", "/feed"),
        "/found-then-moved" => redirect("307 Temporary Redirect", "/moved"),
        "/moved-then-gone" => redirect("301 Moved Permanently", "/gone"),
        "/gone" => answer("410 Gone", &[], b""),
        "/accent" => "HTTP/1.1 301 Moved\r\nLocation: /f\u{e9}ed\r\nContent-Length: 0\r\n\r\n".to_owned().into_bytes(),
        "/feed" | "/f%C3%A9ed" => answer("200 OK", &[], FEED),
        other => panic!("{other}"),
    })
    .await;
    let client = client();
    for (path, permanent, last) in [
        ("/feed", None, "/feed"),
        ("/moved", Some("/feed"), "/feed"),
        ("/moved-then-found", Some("/found"), "/feed"),
        ("/found-then-moved", None, "/feed"),
        ("/accent", Some("/f%C3%A9ed"), "/f%C3%A9ed"),
    ] {
        let fetched = get(&client, &server.url(path)).await.unwrap();
        assert_eq!(fetched.permanent_url, permanent.map(|path| server.url(path)), "{path}");
        assert_eq!(fetched.document.final_url, server.url(last), "{path}");
    }
    let error = fail(&client, &server.url("/moved-then-gone")).await;
    assert_eq!((error.fault, error.permanent_url), (Gone, Some(server.url("/gone"))));
}

#[tokio::test]
async fn redirects_that_lead_nowhere_end() {
    let server = Server::answering(|head| match path(head) {
        "/loop" => redirect("302 Found", "/loop/on"),
        "/loop/on" => redirect("302 Found", "/loop"),
        "/self" => redirect("301 Moved Permanently", ""),
        "/none" => answer("302 Found", &[], b""),
        "/ftp" => redirect("302 Found", "ftp://files.example/feed"),
        "/file" => redirect("302 Found", "file:///etc/passwd"),
        "/bad" => redirect("302 Found", "http://[nonsense/"),
        long => redirect("302 Found", &format!("{long}x")),
    })
    .await;
    let client = client();
    for (path, fault, code) in [
        ("/loop", Theirs, "fetch.redirect_loop"),
        ("/self", Theirs, "fetch.redirect_loop"),
        ("/none", Theirs, "fetch.redirect_nowhere"),
        ("/bad", Theirs, "fetch.redirect_nowhere"),
        ("/ftp", Refused, "fetch.scheme_refused"),
        ("/file", Refused, "fetch.scheme_refused"),
        ("/x", Theirs, "fetch.redirect_many"),
    ] {
        let error = fail(&client, &server.url(path)).await;
        assert_eq!((error.fault, error.code), (fault, code), "{path} {error:?}");
    }
    let longest = server.heads().iter().filter(|head| path(head).starts_with("/x")).count();
    assert_eq!(longest, 11, "the first request and ten redirects");
}

#[tokio::test]
async fn an_address_inside_is_refused_in_every_spelling_and_on_every_hop() {
    let server = Server::answering(|head| {
        let target = path(head).trim_start_matches("/to/").to_owned();
        redirect("302 Found", &format!("http://{target}/latest/meta-data/"))
    })
    .await;
    let inside = [
        "169.254.169.254",
        "[::1]",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "127.1",
        "0",
        "10.0.0.1",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
        "localhost",
        "LOCALHOST.",
        "metadata.localhost",
        "%6c%6f%63alhost",
        "127.0.0.1.",
        "100.64.0.1",
    ];
    // Only the exact port of the server itself is allowed.
    let allow_hosts = vec![format!("127.0.0.1:{}", server.port)];
    let client = Client::new(ClientOptions { allow_hosts, ..options() }).unwrap();
    let nothing_allowed = Client::new(ClientOptions { allow_hosts: Vec::new(), ..options() }).unwrap();
    for host in inside {
        let error = fail(&client, &server.url(&format!("/to/{host}"))).await;
        assert_eq!((error.fault, error.code), (Refused, "fetch.address_refused"), "redirect to {host}: {error:?}");
        let error = fail(&nothing_allowed, &format!("http://{host}/")).await;
        assert_eq!((error.fault, error.code), (Refused, "fetch.address_refused"), "{host}: {error:?}");
    }
    assert_eq!(server.heads().len(), inside.len(), "no redirect reached the server");
}

/// A name in the machine's hosts file resolves without asking any other machine.
#[tokio::test]
async fn a_name_that_resolves_inside_is_refused_at_connect() {
    let hosts = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    let mut names = hosts.lines().flat_map(|line| line.split('#').next().unwrap_or("").split_whitespace().skip(1));
    let Some(name) = names.find(|name| !name.contains("localhost") && name.parse::<std::net::IpAddr>().is_err()) else {
        return;
    };
    let server = Server::answering(|_| answer("200 OK", &[], FEED)).await;
    let client = Client::new(ClientOptions { allow_hosts: vec!["elsewhere.example".to_owned()], ..options() }).unwrap();
    let error = fail(&client, &format!("http://{name}:{}/", server.port)).await;
    assert_eq!((error.fault, error.code), (Refused, "fetch.address_refused"), "{name} {error:?}");
    assert!(server.heads().is_empty());
}

/// A label longer than DNS can carry fails in the system's resolver, without asking any other machine.
#[tokio::test]
async fn a_name_that_is_not_found_is_told_so() {
    let name = format!("{}.example", "x".repeat(70));
    let error = fail(&client(), &format!("http://{name}/")).await;
    assert_eq!((error.fault, error.code), (Passing, "fetch.dns"), "{error:?}");
    assert!(error.cause.starts_with(&format!("looking up {name}: ")), "{error:?}");
    assert!(error.blames_host() && !error.is_offline());
}

#[tokio::test]
async fn names_under_localhost_need_no_lookup() {
    let server = Server::answering(|head| answer("200 OK", &[], header(head, "host").unwrap().as_bytes())).await;
    let host = format!("harbour-gazette.localhost:{}", server.port);
    let fetched = get(&client(), &format!("http://{host}/")).await.unwrap();
    assert_eq!(fetched.document.body, host.as_bytes());
}

#[tokio::test]
async fn an_address_that_is_none_is_ours_to_mend() {
    for url in ["", "feed", "ftp://a.example/", "http://", "file:///etc/passwd", "javascript:alert(1)", "http://a b/"] {
        let error = fail(&client(), url).await;
        assert_eq!((error.fault, error.code), (Ours, "fetch.address_unreadable"), "{url}: {error:?}");
    }
    let long = format!("http://a.example/{}", "x".repeat(10_000));
    assert_eq!(fail(&client(), &long).await.fault, Ours);
}

#[tokio::test]
async fn credentials_go_to_their_own_origin_and_into_no_message() {
    let other = Server::answering(|_| answer("200 OK", &[], FEED)).await;
    let elsewhere = other.url("/open");
    let server = Server::answering(move |head| match path(head) {
        "/moved" => redirect("301 Moved Permanently", "/closed"),
        "/closed" => redirect("302 Found", &elsewhere),
        _ => answer("403 Forbidden", &[], b""),
    })
    .await;
    let with_credentials = |path: &str| format!("http://ann:s%40cret@127.0.0.1:{}{path}", server.port);
    let fetched = get(&client(), &with_credentials("/moved")).await.unwrap();
    assert_eq!(fetched.permanent_url, Some(with_credentials("/closed")));
    assert_eq!(fetched.document.final_url, other.url("/open"));
    for head in server.heads() {
        assert_eq!(header(&head, "authorization").as_deref(), Some("Basic YW5uOnNAY3JldA=="), "{head}");
    }
    assert_eq!(header(&other.heads()[0], "authorization"), None);
    let error = fail(&client(), &with_credentials("/no")).await;
    assert!(!format!("{} {}", error.cause, error.message).contains("cret"), "{error:?}");
}

#[tokio::test]
async fn one_host_is_asked_by_so_many_at_once() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    // Two requests at a time can pass the barrier; a third at once would be seen in `most`.
    let barrier = Arc::new(Barrier::new(2));
    let server = {
        let (now, most) = (now.clone(), most.clone());
        Server::speaking(move |_, mut stream| {
            let (now, most, barrier) = (now.clone(), most.clone(), barrier.clone());
            async move {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                barrier.wait().await;
                now.fetch_sub(1, Ordering::SeqCst);
                stream.write_all(&answer("200 OK", &[], FEED)).await.unwrap();
            }
        })
        .await
    };
    let client = client();
    let fetches: Vec<_> = (0..8)
        .map(|n| {
            let (client, url) = (client.clone(), server.url(&format!("/{n}")));
            tokio::spawn(async move { get(&client, &url).await.unwrap().document.body })
        })
        .collect();
    for fetch in fetches {
        assert_eq!(fetch.await.unwrap(), FEED);
    }
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn large_bodies_take_turns_and_all_arrive() {
    let server = Server::answering(|_| answer("200 OK", &[], &vec![b'x'; 5 << 20])).await;
    let client = client();
    let fetches: Vec<_> = (0..10)
        .map(|n| {
            let (client, url) = (client.clone(), format!("http://large-{n}.localhost:{}/", server.port));
            tokio::spawn(async move { get(&client, &url).await.unwrap().document.body.len() })
        })
        .collect();
    for fetch in fetches {
        assert_eq!(fetch.await.unwrap(), 5 << 20);
    }
}

#[tokio::test]
async fn a_wait_for_a_place_ends() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://127.0.0.1:{}/", silent.local_addr().unwrap().port());
    let queue_timeout = Duration::from_millis(20);
    let client = Client::new(ClientOptions { queue_timeout, per_host: 1, ..options() }).unwrap();
    let first = tokio::spawn({
        let (client, url) = (client.clone(), url.clone());
        async move { get(&client, &url).await.map(drop) }
    });
    tokio::task::yield_now().await;
    let error = fail(&client, &url).await;
    assert_eq!((error.fault, error.code), (Passing, "fetch.queue"), "{error:?}");
    assert!(!error.blames_host());
    first.abort();
}

#[tokio::test]
async fn a_post_goes_out_whole_and_brings_any_answer() {
    let server = Server::answering(|head| match path(head) {
        "/hub" => answer("202 Accepted", &[], b"soon"),
        _ => redirect("307 Temporary Redirect", "/hub"),
    })
    .await;
    let post = |path: &str| Post {
        url: server.url(path),
        content_type: "application/json".to_owned(),
        headers: vec![("Authorization".to_owned(), "Bearer key".to_owned())],
        body: b"{\"n\":1}".to_vec(),
        ..Post::default()
    };
    let answer = client().post(post("/hub")).await.unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (202, &b"soon"[..]));
    let head = &server.heads()[0];
    assert!(head.starts_with("POST /hub ") && head.ends_with("\r\n\r\n{\"n\":1}"), "{head}");
    assert_eq!(header(head, "authorization").as_deref(), Some("Bearer key"));
    assert_eq!(header(head, "content-type").as_deref(), Some("application/json"));
    assert_eq!(client().post(post("/elsewhere")).await.unwrap().status, 307);
    assert_eq!(server.heads().len(), 2);
    let refused = Post { url: "http://10.0.0.1/".to_owned(), ..Post::default() };
    assert_eq!(client().post(refused).await.unwrap_err().fault, Refused);
}

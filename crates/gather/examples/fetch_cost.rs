//! Measures what a fetch costs the client in CPU time, over loopback.
//!
//! `cargo run --release -p gather --example fetch_cost [FEEDS]`: that many small feeds, each on a host of its own under
//! localhost, asked once (a connection each), again on warm connections, and again with validators (304). The server
//! runs as a process of its own, so that only the client's time is counted.

use gather::{Accept, Client, ClientOptions, Fetched, Request};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const ETAG: &str = "\"2026-03-04\"";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("serve") {
        return serve();
    }
    let feeds: usize = first.map_or(Ok(1000), |count| count.parse())?;
    let mut server = Command::new(std::env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
    let mut port = [0; 5];
    server.stdout.take().ok_or("no output")?.read_exact(&mut port)?;
    let port: u16 = std::str::from_utf8(&port)?.trim().parse()?;
    let measured = tokio::runtime::Runtime::new()?.block_on(measure(feeds, port));
    server.kill()?;
    server.wait()?;
    measured
}

#[allow(clippy::print_stdout)]
async fn measure(feeds: usize, port: u16) -> Result<(), Box<dyn std::error::Error>> {
    let begun = (Instant::now(), cpu_time());
    let client = Client::new(ClientOptions {
        allow_hosts: vec!["*.localhost".to_owned()],
        pool_idle_timeout: Duration::from_secs(60),
        ..ClientOptions::default()
    })?;
    report("making the client", 1, begun);
    let future_bytes = size_of_val(&client.fetch(Request::default()));
    let before_kb = memory_kb("VmRSS:");
    for (round, etag) in [("cold connections", None), ("warm connections", None), ("answered 304", Some(ETAG))] {
        let begun = (Instant::now(), cpu_time());
        let mut running = JoinSet::new();
        for feed in 0..feeds {
            let client = client.clone();
            let request = Request {
                etag: etag.map(|etag| etag.as_bytes().to_vec()),
                ..Request::new(format!("http://feed-{feed}.localhost:{port}/feed.xml"), Accept::Feed)
            };
            running.spawn(async move { client.fetch(request).await });
        }
        while let Some(fetched) = running.join_next().await {
            match (fetched??, etag) {
                (Fetched::Document(_), None) | (Fetched::NotModified(_), Some(_)) => {}
                (other, _) => return Err(format!("unexpected: {other:?}").into()),
            }
        }
        report(round, feeds, begun);
    }
    println!("a fetch in flight takes {future_bytes} bytes before it begins");
    println!(
        "memory grew by {:.1} KiB a connection kept, {:.1} KiB at the peak",
        (memory_kb("VmRSS:") - before_kb) / feeds as f64,
        (memory_kb("VmHWM:") - before_kb) / feeds as f64
    );
    Ok(())
}

#[allow(clippy::print_stdout)]
fn report(what: &str, count: usize, (begun, cpu_before): (Instant, Duration)) {
    let each = |span: Duration| span.as_micros() as f64 / count as f64;
    println!("{what:20} {:8.1} µs CPU, {:8.1} µs elapsed, each", each(cpu_time() - cpu_before), each(begun.elapsed()));
}

fn memory_kb(field: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(field)?.trim().strip_suffix(" kB")?.parse().ok());
    value.unwrap_or_default()
}

/// User and system time of this process, from Linux's own account in clock ticks of 10 ms.
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}

#[allow(clippy::print_stdout)]
fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    print!("{:5}", listener.local_addr()?.port());
    std::io::stdout().flush()?;
    let item = "<item><title>Harbour council votes</title><link>http://gazette.example/1</link></item>";
    let feed = format!("<rss version=\"2.0\"><channel><title>Gazette</title>{}</channel></rss>", item.repeat(30));
    for stream in listener.incoming() {
        let (stream, feed) = (stream?, feed.clone());
        std::thread::Builder::new().stack_size(64 << 10).spawn(move || answer(stream, &feed))?;
    }
    Ok(())
}

fn answer(mut stream: TcpStream, feed: &str) -> Option<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
        request.extend_from_slice(&buffer[..read]);
        if !request.ends_with(b"\r\n\r\n") {
            continue;
        }
        let asked = String::from_utf8_lossy(&request);
        let answer = if asked.contains(ETAG) {
            format!("HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n")
        } else {
            format!(
                "HTTP/1.1 200 OK\r\nETag: {ETAG}\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\n\r\n{feed}",
                feed.len()
            )
        };
        stream.write_all(answer.as_bytes()).ok()?;
        request.clear();
    }
}

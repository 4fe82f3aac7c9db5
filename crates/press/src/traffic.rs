//! An HTTP load generator: a list of paths of one site, over keep-alive connections, at a given rate or as fast as
//! they are answered.
//!
//! It shares the machine with what it measures, so it speaks bare HTTP/1.1 over tokio's TCP and parses no more than
//! where an answer ends. At a given rate the loop is open: a request counts from the moment it was due, so an answer
//! that makes the next requests wait makes them slow too.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What to ask for, and how.
#[derive(Clone, Debug)]
pub struct TrafficOptions {
    pub addr: SocketAddr,
    /// The Host header.
    pub host: String,
    /// Asked for in turn, from the root, each with its query; at least one.
    pub paths: Vec<String>,
    /// Further header lines, each ended by `\r\n`: `Accept-Encoding: gzip\r\n`.
    pub headers: String,
    pub connections: usize,
    pub pace: Pace,
    pub duration: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// Open loop: so many requests a second, whether or not earlier ones are answered.
    PerSecond(f64),
    /// Closed loop: each connection asks again as soon as it has its answer.
    Full,
}

/// What came of it. Latencies are in microseconds, to the last byte of the answer.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct TrafficReport {
    /// Answered with a status below 400.
    pub answered: u64,
    /// Answered with 400 and above, or not at all.
    pub failed: u64,
    pub seconds: f64,
    pub per_second: f64,
    pub body_bytes: u64,
    pub p50_us: u64,
    pub p90_us: u64,
    pub p99_us: u64,
    pub p999_us: u64,
    pub max_us: u64,
}

/// Sends the traffic and waits for its end. Fails when there is no path, or when the site refuses the first connection.
pub async fn drive(options: TrafficOptions) -> Result<TrafficReport> {
    if options.paths.is_empty() {
        return Err(Error::new(ErrorKind::InvalidInput, "traffic needs at least one path"));
    }
    TcpStream::connect(options.addr).await?;
    let plan = Arc::new(Plan::new(&options));
    let workers: Vec<_> =
        (0..options.connections.max(1)).map(|_| tokio::spawn(work(plan.clone(), options.addr))).collect();
    let mut tally = Tally::default();
    for worker in workers {
        let part = worker.await.map_err(Error::other)?;
        tally.latencies_us.extend(part.latencies_us);
        tally.failed += part.failed;
        tally.body_bytes += part.body_bytes;
    }
    Ok(tally.report(plan.started.elapsed()))
}

struct Plan {
    requests: Vec<Vec<u8>>,
    next: AtomicU64,
    started: Instant,
    /// The time between two requests; None in the closed loop.
    step: Option<Duration>,
    duration: Duration,
}

impl Plan {
    fn new(options: &TrafficOptions) -> Plan {
        let request = |path: &String| {
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{}\r\n", options.host, options.headers).into_bytes()
        };
        let step = match options.pace {
            Pace::PerSecond(rate) => Some(Duration::from_secs_f64(1.0 / rate.max(0.001))),
            Pace::Full => None,
        };
        Plan {
            requests: options.paths.iter().map(request).collect(),
            next: AtomicU64::new(0),
            started: Instant::now(),
            step,
            duration: options.duration,
        }
    }

    /// Waits until the next request is due; tells it and the moment its latency counts from. None at the end.
    async fn next(&self) -> Option<(&[u8], Instant)> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let request = &self.requests[number as usize % self.requests.len()];
        let Some(step) = self.step else {
            return (self.started.elapsed() < self.duration).then(|| (request.as_slice(), Instant::now()));
        };
        let offset = step.mul_f64(number as f64);
        if offset >= self.duration {
            return None;
        }
        let due = self.started + offset;
        if Instant::now() >= due {
            return Some((request, due));
        }
        // The timer wakes up to a millisecond late; that is not the site's fault.
        tokio::time::sleep_until(due.into()).await;
        Some((request, Instant::now()))
    }
}

#[derive(Default)]
struct Tally {
    latencies_us: Vec<u64>,
    failed: u64,
    body_bytes: u64,
}

impl Tally {
    fn report(mut self, took: Duration) -> TrafficReport {
        self.latencies_us.sort_unstable();
        let answered = self.latencies_us.len();
        let quantile = |share: f64| {
            let index = ((answered as f64 * share).ceil() as usize).clamp(1, answered.max(1)) - 1;
            self.latencies_us.get(index).copied().unwrap_or(0)
        };
        TrafficReport {
            answered: answered as u64,
            failed: self.failed,
            seconds: took.as_secs_f64(),
            per_second: answered as f64 / took.as_secs_f64(),
            body_bytes: self.body_bytes,
            p50_us: quantile(0.5),
            p90_us: quantile(0.9),
            p99_us: quantile(0.99),
            p999_us: quantile(0.999),
            max_us: quantile(1.0),
        }
    }
}

async fn work(plan: Arc<Plan>, addr: SocketAddr) -> Tally {
    let mut tally = Tally::default();
    let mut connection = None;
    while let Some((request, due)) = plan.next().await {
        match ask(&mut connection, addr, request).await {
            Ok(answer) => {
                tally.body_bytes += answer.body_bytes;
                if answer.status < 400 {
                    tally.latencies_us.push(due.elapsed().as_micros() as u64);
                } else {
                    tally.failed += 1;
                }
            }
            Err(_) => {
                connection = None;
                tally.failed += 1;
            }
        }
    }
    tally
}

struct Answer {
    status: u16,
    body_bytes: u64,
}

/// Sends one request over the kept connection, or a new one, and reads its answer to the end.
async fn ask(connection: &mut Option<Connection>, addr: SocketAddr, request: &[u8]) -> Result<Answer> {
    if connection.is_none() {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        *connection = Some(Connection { stream, buffer: Vec::with_capacity(64 * 1024) });
    }
    let open = connection.as_mut().expect("connected just now");
    open.stream.write_all(request).await?;
    let (answer, is_last) = open.read_answer().await?;
    if is_last {
        *connection = None;
    }
    Ok(answer)
}

struct Connection {
    stream: TcpStream,
    /// Bytes read and not yet used.
    buffer: Vec<u8>,
}

impl Connection {
    async fn read_answer(&mut self) -> Result<(Answer, bool)> {
        let head_bytes = self.read_past(b"\r\n\r\n").await?;
        let head = String::from_utf8_lossy(&self.buffer[..head_bytes]).to_ascii_lowercase();
        self.buffer.drain(..head_bytes);
        let status = head.get(9..12).and_then(|code| code.parse().ok()).ok_or(ErrorKind::InvalidData)?;
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let is_last = header("connection:") == Some("close");
        let body_bytes = match header("content-length:").map(str::parse::<u64>) {
            _ if status == 304 || status == 204 => 0,
            Some(length) => self.skip(length.map_err(|_| ErrorKind::InvalidData)?).await?,
            None => self.skip_chunks().await?,
        };
        Ok((Answer { status, body_bytes }, is_last))
    }

    async fn skip_chunks(&mut self) -> Result<u64> {
        let mut total = 0;
        loop {
            let line_bytes = self.read_past(b"\r\n").await?;
            let line = String::from_utf8_lossy(&self.buffer[..line_bytes]).into_owned();
            self.buffer.drain(..line_bytes);
            let size = line.trim().split(';').next().unwrap_or_default();
            let size = u64::from_str_radix(size, 16).map_err(|_| ErrorKind::InvalidData)?;
            self.skip(size + 2).await?;
            if size == 0 {
                return Ok(total);
            }
            total += size;
        }
    }

    async fn skip(&mut self, bytes: u64) -> Result<u64> {
        let mut left = bytes;
        loop {
            let used = left.min(self.buffer.len() as u64);
            self.buffer.drain(..used as usize);
            left -= used;
            if left == 0 {
                return Ok(bytes);
            }
            self.read_more().await?;
        }
    }

    /// Reads until the buffer holds the mark; tells how many bytes lie up to its end.
    async fn read_past(&mut self, mark: &[u8]) -> Result<usize> {
        let mut searched = 0;
        loop {
            let found = self.buffer[searched..].windows(mark.len()).position(|window| window == mark);
            if let Some(position) = found {
                return Ok(searched + position + mark.len());
            }
            searched = self.buffer.len().saturating_sub(mark.len() - 1);
            self.read_more().await?;
        }
    }

    async fn read_more(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

//! What docs/benchmarks.md reports, measured again on this machine with the release build.
//!
//! Nothing is judged here: figures are printed, and the page says what is hoped for.

#![allow(clippy::print_stdout, reason = "figures are what it is asked for")]

use crate::run::{cargo, output, run, target_folder};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What the measures may need to know.
pub struct Options {
    /// Holds the pages and feeds for `pipe`.
    pub data: PathBuf,
    /// How often `line` is measured: one figure of a shared machine says little.
    pub runs: u64,
}

type Measure = fn(&Options) -> Result<()>;

const MEASURES: [(&str, Measure); 4] = [("line", line), ("pipe", pipe), ("embed", embed), ("serve", serve)];
const FEEDS: usize = 1_000;
/// 200,000 articles in the store while pages are asked for.
const FEEDS_OF_THE_ARCHIVE: usize = 6_667;
const ITEMS: usize = 30;
/// Articles that are read a second time once the rounds are done: enough for a rate.
const READ: &str = "1000";

const METRICS_TOKEN: &str = "bench";

/// Runs the measures named in `only`, or all of them.
pub fn bench(only: &[String], options: &Options) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| !MEASURES.iter().any(|(measure, _)| measure == name)) {
        bail!("no measure is called {unknown:?}; there are: {}", MEASURES.map(|(name, _)| name).join(", "));
    }
    let is_wanted = |name: &str| only.is_empty() || only.iter().any(|wanted| wanted == name);
    if MEASURES.iter().any(|(name, _)| *name != "embed" && is_wanted(name)) {
        run(&mut cargo(&["build", "--release", "--quiet", "--package", "dateline"]))?;
    }
    for (name, measure) in MEASURES {
        if is_wanted(name) {
            println!("── {name}");
            measure(options)?;
        }
    }
    Ok(())
}

fn dateline() -> PathBuf {
    target_folder().join("release/dateline")
}

/// A process that serves until it is dropped, or ended in order.
struct Server {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child =
            command.stdout(Stdio::piped()).spawn().with_context(|| format!("could not start {command:?}"))?;
        let lines = BufReader::new(child.stdout.take().context("its output is piped")?);
        Ok(Self { child, lines })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.lines.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }

    /// Asks the process to end and gives what it still says.
    fn end(mut self) -> Result<String> {
        run(Command::new("kill").arg(self.child.id().to_string()))?;
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest)?;
        self.child.wait()?;
        Ok(rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder for one installation that follows the loopback feeds.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Result<Self> {
        Ok(Self { folder: tempfile::Builder::new().prefix("dateline-bench-").tempdir()? })
    }

    fn dateline(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(dateline());
        command
            .args(arguments)
            .env("DATELINE_STORAGE_FOLDER", self.folder.path().join("data"))
            .env("DATELINE_FETCH_ALLOW_HOSTS", "*.localhost")
            .env("DATELINE_LOG_LEVEL", "warn")
            .env("DATELINE_SITE_METRICS_TOKEN", METRICS_TOKEN)
            .stderr(Stdio::null());
        command
    }

    /// Starts the press and follows its feeds.
    fn follow(&self, feeds: usize) -> Result<Server> {
        let (feeds_text, items) = (feeds.to_string(), ITEMS.to_string());
        let mut press =
            Server::start(&mut self.dateline(&["press", "load", "--feeds", &feeds_text, "--items", &items]))?;
        let mut opml = String::from("<opml version=\"2.0\"><body>");
        loop {
            let url = press.line()?;
            if url.is_empty() {
                break;
            }
            opml.push_str(&format!("<outline type=\"rss\" text=\"{url}\" xmlUrl=\"{url}\"/>"));
        }
        opml.push_str("</body></opml>");
        let file = self.folder.path().join("feeds.opml");
        std::fs::write(&file, opml)?;
        output(self.dateline(&["import"]).arg(&file))?;
        Ok(press)
    }

    fn fetch(&self) -> Result<Value> {
        self.fetch_and(&[])
    }

    fn fetch_and(&self, more: &[&str]) -> Result<Value> {
        let said = output(self.dateline(&["fetch", "--all", "--usage"]).args(more))?;
        serde_json::from_str(said.lines().last().unwrap_or_default()).context("fetch says its usage last")
    }

    fn disk_mb(&self) -> f64 {
        fn bytes(folder: &Path) -> u64 {
            std::fs::read_dir(folder).into_iter().flatten().flatten().fold(0, |sum, entry| {
                sum + match entry.metadata() {
                    Ok(file) if file.is_dir() => bytes(&entry.path()),
                    Ok(file) => file.len(),
                    Err(_) => 0,
                }
            })
        }
        bytes(&self.folder.path().join("data")) as f64 / 1e6
    }
}

fn number(value: &Value, field: &str) -> f64 {
    value[field].as_f64().unwrap_or(0.0)
}

/// A thousand feeds of thirty items: the first round, and a second one answered "not modified"; some times over. What
/// is then read a second time when nothing else waits is no part of a round, and told apart.
fn line(options: &Options) -> Result<()> {
    let mut figures = Figures::default();
    for run in 1..=options.runs {
        let bench = Bench::new()?;
        let press = bench.follow(FEEDS)?;
        let first = bench.fetch()?;
        let disk_mb = bench.disk_mb();
        let second = bench.fetch_and(&["--read", READ])?;
        let pressed: Value = serde_json::from_str(press.end()?.lines().last().unwrap_or_default())
            .context("the press says its usage last")?;
        let (articles, cpu_s) = (number(&first, "articles"), number(&first, "cpu_s") + number(&pressed, "cpu_s"));
        println!(
            "run {run} of {}: {articles} items in {} stories; {} of the second round's feeds answered 304",
            options.runs, first["stories"], pressed["unchanged"]
        );
        figures.add("first round, items per CPU second of all processes", articles / cpu_s);
        figures.add("first round, CPU seconds here", number(&first, "cpu_s"));
        figures.add("first round, CPU seconds of the press", number(&pressed, "cpu_s"));
        figures.add("first round, most memory resident (MB)", number(&first, "peak_mb"));
        figures.add("first round, proportional memory at its end (MB)", number(&first, "pss_mb"));
        figures.add("disk with the index (MB)", disk_mb);
        figures.add("second round, CPU seconds", number(&second, "cpu_s"));
        figures.add("second round, most memory resident (MB)", number(&second, "peak_mb"));
        let reading_s = number(&second, "reading_cpu_s");
        figures.add("second reading afterwards, articles per CPU second", number(&second, "read") / reading_s);
        figures.add("second reading afterwards, most memory resident (MB)", number(&second, "reading_peak_mb"));
    }
    figures.print();
    Ok(())
}

/// Figures by what they say, in the order of their first appearance.
#[derive(Default)]
struct Figures(Vec<(&'static str, Vec<f64>)>);

impl Figures {
    fn add(&mut self, name: &'static str, value: f64) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => self.0.push((name, vec![value])),
        }
    }

    fn print(mut self) {
        println!("{:<52}{:>10}{:>10}{:>10}", "", "least", "median", "most");
        for (name, values) in &mut self.0 {
            values.sort_by(f64::total_cmp);
            let digits = if values[0] < 100.0 { 2 } else { 0 };
            let (least, median, most) = (values[0], values[values.len() / 2], values[values.len() - 1]);
            println!("{name:<52}{least:>10.digits$}{median:>10.digits$}{most:>10.digits$}");
        }
    }
}

/// Pages per CPU second of `pipe extract` on one core, and feeds through `pipe feed`.
fn pipe(options: &Options) -> Result<()> {
    let data = &options.data;
    let measures = [
        ("extract", "extraction/segments", "html"),
        ("extract", "extraction/publishers", "html"),
        ("feed", "feeds/feedparser", "xml"),
    ];
    for (stage, folder, ending) in measures {
        let mut files = Vec::new();
        list(&data.join(folder), ending, &mut files);
        if files.is_empty() {
            println!(
                "pipe {stage}: no .{ending} files in {}; give the folder with --data",
                data.join(folder).display()
            );
            continue;
        }
        let bytes: u64 = files.iter().filter_map(|file| std::fs::metadata(file).ok()).map(|file| file.len()).sum();
        let rows: String =
            files.iter().map(|file| format!("{}\n", serde_json::json!({"id": file, "path": file}))).collect();
        let input = tempfile::NamedTempFile::new()?;
        std::fs::write(input.path(), rows)?;
        let mut command = Command::new(dateline());
        command
            .args(["pipe", stage, "--threads", "1", "--usage"])
            .stdin(std::fs::File::open(input.path())?)
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let said = command.output()?;
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        let usage: Value =
            said.lines().rev().find_map(|line| serde_json::from_str(line).ok()).context("pipe says its usage last")?;
        println!(
            "pipe {stage} on {folder}: {} files, {:.1} MB, {:.0} per CPU second, {:.1} MB/s, peak {:.0} MB, {} errors",
            files.len(),
            bytes as f64 / 1e6,
            files.len() as f64 / number(&usage, "cpu_s"),
            bytes as f64 / 1e6 / number(&usage, "cpu_s"),
            number(&usage, "peak_mb"),
            usage["errors"],
        );
    }
    Ok(())
}

fn list(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            list(&path, ending, files);
        } else if name.ends_with(&format!(".{ending}")) || name.ends_with(&format!(".{ending}.gz")) {
            files.push(path);
        }
    }
}

/// Titles and leads through the model inside the binary, by every kernel that this processor has.
fn embed(options: &Options) -> Result<()> {
    let file = options.data.join("stories/mmds_dev.jsonl");
    let Ok(rows) = std::fs::read_to_string(&file) else {
        println!("no articles in {}; give the folder with --data", file.display());
        return Ok(());
    };
    let mut texts = String::new();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row)?;
        let (title, lead) = (row["title"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
        texts.push_str(&format!("{}\n", Value::from(ai::title_and_lead(title, lead))));
    }
    let input = tempfile::NamedTempFile::new()?;
    std::fs::write(input.path(), texts)?;
    run(&mut cargo(&["build", "--release", "--quiet", "--package", "ai", "--example", "embed"]))?;
    for (kernel, longest) in
        [("Vnni", "64"), ("Vnni", "96"), ("Vnni", "128"), ("Avx2", "64"), ("Avx2", "96"), ("Portable", "64")]
    {
        let mut command = Command::new(target_folder().join("release/examples/embed"));
        command.args(["--kernel", kernel, "--longest", longest]).stdin(std::fs::File::open(input.path())?);
        match output(&mut command) {
            Ok(said) => print!("{said}"),
            Err(error) => println!("{kernel}: {error:#}"),
        }
    }
    Ok(())
}

/// Pages with 200,000 articles stored: at 200 requests a second while a round of fetches runs, then as many as go.
fn serve(_options: &Options) -> Result<()> {
    let bench = Bench::new()?;
    let press = bench.follow(FEEDS_OF_THE_ARCHIVE)?;
    let begun = Instant::now();
    let filled = bench.fetch()?;
    println!(
        "filled: {} articles in {:.0} s, {:.0} s of CPU, peak {:.0} MB, disk {:.0} MB",
        filled["articles"],
        begun.elapsed().as_secs_f64(),
        number(&filled, "cpu_s"),
        number(&filled, "peak_mb"),
        bench.disk_mb()
    );
    let mut site = Server::start(&mut bench.dateline(&["serve", "--bind", "127.0.0.1:0"]))?;
    let address = loop {
        let line = site.line()?;
        if let Some(address) = line.strip_prefix("Dateline is at http://") {
            break address.to_owned();
        }
        if line.is_empty() && site.child.try_wait()?.is_some() {
            bail!("the site ended at its start");
        }
    };
    let traffic = |name: &str, paths: &[String], seconds: &str, rate: Option<&str>| -> Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), paths.join("\n"))?;
        let mut command = bench.dateline(&["press", "traffic", &address]);
        command.arg(file.path()).args(["--seconds", seconds]);
        if let Some(rate) = rate {
            command.args(["--rate", rate]);
        } else {
            command.args(["--connections", "4"]);
        }
        let report: Value = serde_json::from_str(output(&mut command)?.trim())?;
        println!(
            "{name}: {:.0}/s, p50 {:.2} ms, p99 {:.2} ms, {} failed",
            number(&report, "per_second"),
            number(&report, "p50_us") / 1e3,
            number(&report, "p99_us") / 1e3,
            report["failed"],
        );
        Ok(())
    };
    let step = 97;
    let articles: Vec<String> = (1..200_000).step_by(step).map(|id| format!("/article/{id}")).collect();
    let stories = story_paths(&address)?;
    let words =
        ["market", "council", "storm", "river", "minister", "harbour", "election", "bridge", "school", "budget"];
    let searches: Vec<String> =
        words.iter().flat_map(|a| words.iter().map(move |b| format!("/search?q={a}+{b}"))).collect();
    let mixed: Vec<String> = (0..1_000)
        .flat_map(|n| {
            [
                "/".to_owned(),
                articles[n * 7 % articles.len()].clone(),
                stories[n % stories.len()].clone(),
                searches[n % searches.len()].clone(),
            ]
        })
        .collect();
    wait_for_the_reading(&address)?;
    traffic("idle, article pages", &articles, "5", None)?;
    traffic("idle, story pages", &stories, "5", None)?;
    traffic("idle, front page", &["/".to_owned()], "5", None)?;
    traffic("idle, search at 100/s", &searches, "10", Some("100"))?;
    let fetching = std::thread::scope(|scope| -> Result<()> {
        let round = scope.spawn(|| bench.fetch());
        traffic("while a round runs, mixed at 200/s", &mixed, "15", Some("200"))?;
        round.join().map_err(|_| anyhow::anyhow!("the round panicked"))??;
        Ok(())
    });
    site.end()?;
    press.end()?;
    fetching
}

/// Waits until the second reading goes on: pages are measured beside it, not beside the start, when the window of the
/// stories is read from the store.
fn wait_for_the_reading(address: &str) -> Result<()> {
    let waiting = || -> Result<u64> {
        let metrics = get(address, "/metrics")?;
        let line = metrics.lines().find_map(|line| line.strip_prefix("dateline_articles_to_read "));
        line.and_then(|number| number.trim().parse().ok()).context("the metrics tell how many articles wait")
    };
    let (at_first, begun) = (waiting()?, Instant::now());
    while waiting()? == at_first {
        if begun.elapsed() > Duration::from_secs(120) {
            bail!("waited two minutes for the second reading, and all {at_first} articles still wait for it");
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    println!("reading: {at_first} articles wait for their second reading, which goes on");
    Ok(())
}

/// The stories that the front page shows, as paths.
fn story_paths(address: &str) -> Result<Vec<String>> {
    let page = get(address, "/")?;
    let mut paths: Vec<String> = page
        .split("/story/")
        .skip(1)
        .map(|rest| format!("/story/{}", rest.chars().take_while(char::is_ascii_digit).collect::<String>()))
        .collect();
    paths.sort();
    paths.dedup();
    if paths.is_empty() {
        bail!("the front page shows no story");
    }
    Ok(paths)
}

/// The whole answer to one request.
fn get(address: &str, path: &str) -> Result<String> {
    use std::io::Write;
    let mut stream = std::net::TcpStream::connect(address)?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {METRICS_TOKEN}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

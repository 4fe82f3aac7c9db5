//! Takes the screenshots that README.md and docs/ show, of the demo in a real browser.

use crate::run::{cargo, run, target_folder};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A page of the demo as one picture shows it. Paths may begin with a kind: `first /story/` is the address of the first
/// link of that kind on the front page.
struct Picture {
    file: &'static str,
    path: &'static str,
    width: u32,
    height: u32,
    is_dark: bool,
    lang: &'static str,
}

const DESKTOP: Picture = Picture { file: "", path: "", width: 1280, height: 1000, is_dark: false, lang: "en" };
/// As narrow as a window of the browser gets.
const PHONE: Picture = Picture { file: "", path: "", width: 500, height: 900, is_dark: true, lang: "en" };

const PICTURES: [Picture; 8] = [
    Picture { file: "front.png", path: "/", ..DESKTOP },
    Picture { file: "story.png", path: "first /story/", height: 1400, ..DESKTOP },
    Picture { file: "pages/article.png", path: "first /article/", ..DESKTOP },
    Picture { file: "pages/search.png", path: "/search?q=summit", ..DESKTOP },
    Picture { file: "pages/latest-dark.png", path: "/latest", is_dark: true, ..DESKTOP },
    Picture { file: "pages/front-arabic.png", path: "/", lang: "ar", ..DESKTOP },
    Picture { file: "pages/front-small-dark.png", path: "/", ..PHONE },
    Picture { file: "pages/settings.png", path: "/settings", ..DESKTOP },
];

/// The stories have come together when one of them is told by so many publishers.
const GATHERED: usize = 12;
const PATIENCE: Duration = Duration::from_secs(180);

/// Builds the demo, waits until its stories have come together, and writes the pictures below `out`.
pub fn screenshots(out: &Path) -> Result<()> {
    std::fs::create_dir_all(out.join("pages"))?;
    run(&mut cargo(&["build", "--release", "--locked", "-p", "dateline"]))?;
    let demo = Demo::start()?;
    let front = demo.wait_until_gathered()?;
    for picture in PICTURES {
        let path = match picture.path.strip_prefix("first ") {
            Some(kind) => first_link(&front, kind)?,
            None => picture.path.to_owned(),
        };
        let file = out.join(picture.file);
        let mut browser = browser(&picture);
        browser.arg(format!("--screenshot={}", file.display())).arg(format!("{}{path}", demo.address));
        run(browser.stdout(Stdio::null()).stderr(Stdio::null()))?;
        eprintln!("{}", file.display());
    }
    Ok(())
}

fn browser(picture: &Picture) -> Command {
    let mut browser = Command::new("chromium");
    browser
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"])
        .arg(format!("--window-size={},{}", picture.width, picture.height))
        .arg(format!("--accept-lang={}", picture.lang));
    if picture.is_dark {
        browser.arg("--blink-settings=preferredColorScheme=0");
    }
    browser
}

fn first_link(page: &str, kind: &str) -> Result<String> {
    let main = page.split("<main").nth(1).unwrap_or_default();
    let link = main.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut of_kind = link.filter(|href| href.starts_with(kind) && !href.contains('#'));
    of_kind.next().map(str::to_owned).with_context(|| format!("the front page has no link to {kind}"))
}

/// How many publishers tell the story that most tell: of "17 articles by 13 publishers", 13.
fn most_publishers(page: &str) -> usize {
    let counts = page.split(" publishers").filter_map(|before| before.rsplit(" by ").next()?.parse().ok());
    counts.max().unwrap_or(0)
}

/// The demo; it ends with this.
struct Demo {
    process: Child,
    address: String,
}

impl Demo {
    fn start() -> Result<Self> {
        let mut process = Command::new(target_folder().join("release/dateline"))
            .args(["demo", "--bind", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .context("could not start the demo")?;
        let lines = BufReader::new(process.stdout.take().context("the demo says nothing")?).lines();
        let mut demo = Self { process, address: String::new() };
        for line in lines {
            if let Some(rest) = line?.strip_prefix("Open ") {
                rest.split(' ').next().unwrap_or_default().clone_into(&mut demo.address);
                return Ok(demo);
            }
        }
        bail!("the demo ended at its start");
    }

    /// Gives the front page once its stories have come together.
    fn wait_until_gathered(&self) -> Result<String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let page = browser(&DESKTOP).arg("--dump-dom").arg(format!("{}/", self.address)).output()?;
            let page = String::from_utf8_lossy(&page.stdout).into_owned();
            if most_publishers(&page) >= GATHERED {
                return Ok(page);
            }
            if Instant::now() > deadline {
                bail!("no story of the front page has {GATHERED} publishers after {} s", PATIENCE.as_secs());
            }
            std::thread::sleep(Duration::from_secs(2));
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

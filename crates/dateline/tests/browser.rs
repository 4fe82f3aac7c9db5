//! The site in a real browser, on a desktop and on a phone in the dark: one reads from the front page to an article,
//! searches, and sees news arrive.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use news::Timestamp;
use press::{Press, PressOptions};
use serde_json::{Map, Value, json};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use support::{Installation, Served, until};
use tempfile::TempDir;

/// ChromeDriver and the browser it drives; both end with this.
struct Browser {
    driver: Child,
    client: Client,
    screen: Screen,
    _profile: TempDir,
}

#[derive(Clone, Copy, PartialEq)]
enum Screen {
    Desktop,
    /// 390 pixels wide, touched, and dark.
    Phone,
}

const PHONE_WIDTH: u32 = 390;

impl Browser {
    async fn open(screen: Screen) -> Self {
        // The port is free when we look; whoever takes it before the driver does makes the driver say so.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed (cargo xtask test --only tools)");
        let profile = tempfile::Builder::new().prefix("dateline-browser-").tempdir().unwrap();
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--window-size=1280,900".to_owned(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let options = match screen {
            Screen::Desktop => json!({"args": arguments}),
            // A window has a least width; the metrics of a device have none.
            Screen::Phone => {
                arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
                let metrics =
                    json!({"width": PHONE_WIDTH, "height": 844, "pixelRatio": 3, "touch": true, "mobile": true});
                json!({"args": arguments, "mobileEmulation": {"deviceMetrics": metrics}})
            }
        };
        let mut capabilities: Map<String, Value> = Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let address = format!("http://127.0.0.1:{port}");
        let client = until("the browser", async || {
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities.clone()).connect(&address).await.ok()
        })
        .await;
        Self { driver, client, screen, _profile: profile }
    }

    async fn script(&self, code: &str) -> Value {
        self.client.execute(code, Vec::new()).await.unwrap()
    }

    /// Checks what holds on every page.
    async fn check_page(&self, what: &str) {
        let wide =
            self.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
        assert!(wide.as_i64().unwrap() <= 0, "{what} is wider than the window by {wide}");
        if self.screen == Screen::Phone {
            assert_eq!(self.script("return innerWidth").await, json!(PHONE_WIDTH), "{what}");
            let ground =
                self.script("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)");
            let ground: Vec<f64> = serde_json::from_value(ground.await).unwrap();
            assert!(ground.iter().take(3).all(|&light| light < 64.0), "{what} is light in the dark: {ground:?}");
        }
        let foreign = self
            .script("return performance.getEntriesByType('resource').map(e => e.name).filter(n => new URL(n).host !== location.host)")
            .await;
        assert_eq!(foreign, json!([]), "{what} calls other hosts");
        let headings = self.script("return document.querySelectorAll('h1').length").await;
        assert_eq!(headings, json!(1), "{what} has one main heading");
    }

    async fn close(mut self) {
        self.client.clone().close().await.unwrap();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

async fn read_through(site: &Served, screen: Screen) {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    client.goto(&format!("{}/", site.address)).await.unwrap();
    browser.check_page("the front page").await;
    client.find(Locator::Css("main a[href^='/story/']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("main a[href^='/article/']")).await.unwrap();
    browser.check_page("the story page").await;
    let link = client.find(Locator::Css("main a[href^='/article/']")).await.unwrap();
    let headline = link.text().await.unwrap();
    link.click().await.unwrap();
    let title = client.wait().for_element(Locator::Css("article h1, main h1")).await.unwrap();
    assert_eq!(title.text().await.unwrap(), headline);
    browser.check_page("the article page").await;
    let word = headline.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.chars().count()).unwrap();
    client.goto(&format!("{}/search?q={word}", site.address)).await.unwrap();
    browser.check_page("the search page").await;
    for path in ["/latest", "/sources", "/corrections", "/login"] {
        client.goto(&format!("{}{path}", site.address)).await.unwrap();
        browser.check_page(path).await;
    }
    client.goto(&format!("{}/search?q={word}", site.address)).await.unwrap();
    let hits = client.find_all(Locator::Css("main a[href^='/article/']")).await.unwrap();
    assert!(!hits.is_empty(), "no hit for {word:?}");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_reads_on_a_desktop_and_on_a_phone_and_sees_news_arrive() {
    let start = Timestamp::from_jiff(jiff::Timestamp::now());
    let press = Press::start(PressOptions { start, speed: 0.0, ..PressOptions::default() }).await.unwrap();
    let home = Installation::new();
    let seeds = press.seeds();
    let mut arguments = vec!["follow"];
    arguments.extend(seeds.iter().map(|seed| seed.url.as_str()));
    home.say(&arguments);
    home.say(&["fetch"]);
    let site = home.serve(&[]);

    read_through(&site, Screen::Desktop).await;
    read_through(&site, Screen::Phone).await;

    // Who has the front page open is told of news, without a jump and without a reload.
    let browser = Browser::open(Screen::Desktop).await;
    browser.client.goto(&format!("{}/", site.address)).await.unwrap();
    let bar = "return document.querySelector('.arrivals:not([hidden])')?.textContent ?? ''";
    assert_eq!(browser.script(bar).await, json!(""));
    press.advance(6 * 3600);
    home.say(&["fetch", "--all"]);
    until("the bar that tells of new articles", async || {
        browser.script(bar).await.as_str().is_some_and(|words| words.contains("new article")).then_some(())
    })
    .await;
    browser.close().await;
    assert!(site.end());
    press.stop().await;
}

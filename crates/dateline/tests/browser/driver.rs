//! A real browser, and what a test asks of it.

use crate::PASSWORD;
use crate::support::{Served, until};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// ChromeDriver and the browser it drives; both end with this.
pub struct Browser {
    driver: Child,
    pub client: Client,
    pub screen: Screen,
    _profile: TempDir,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Screen {
    Desktop,
    /// 390 pixels wide, touched, and dark.
    Phone,
}

const PHONE_WIDTH: u32 = 390;

impl Browser {
    pub async fn open(screen: Screen) -> Self {
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
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({"browser": "SEVERE"}));
        let address = format!("http://127.0.0.1:{port}");
        let client = until("the browser", async || {
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities.clone()).connect(&address).await.ok()
        })
        .await;
        Self { driver, client, screen, _profile: profile }
    }

    pub async fn script(&self, code: &str) -> Value {
        self.client.execute(code, Vec::new()).await.unwrap()
    }

    /// Checks what holds on every page.
    pub async fn check_page(&self, what: &str) {
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
        self.check_accessibility(what).await;
        let shift = self.script(LAYOUT_SHIFT).await.as_f64().unwrap();
        assert!(shift < 0.02, "{what} moves while it is shown: {shift}");
        let errors = self.console_errors().await;
        assert!(errors.is_empty(), "{what}: {errors:?}");
        let foreign = self
            .script("return performance.getEntriesByType('resource').map(e => e.name).filter(n => new URL(n).host !== location.host)")
            .await;
        assert_eq!(foreign, json!([]), "{what} calls other hosts");
        let headings = self.script("return document.querySelectorAll('h1').length").await;
        assert_eq!(headings, json!(1), "{what} has one main heading");
    }

    /// Holds the page against the success criteria of WCAG 2.2 that a program can check, levels A and AA.
    async fn check_accessibility(&self, what: &str) {
        self.client.execute(&axe_core(), Vec::new()).await.unwrap();
        let violations = self.script(VIOLATIONS).await;
        assert_eq!(violations, json!([]), "{what} violates WCAG");
    }

    /// What the page complained of since this was last asked. A network that is away is the test's own doing.
    async fn console_errors(&self) -> Vec<String> {
        let entries = self.client.issue_cmd(ConsoleLog).await.unwrap();
        let said = entries.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap().to_owned());
        said.filter(|said| !said.contains("net::ERR_") && !said.contains("status of")).collect()
    }

    /// Slows the processor down so many times, as on a phone.
    pub async fn slow_down(&self, times: u32) {
        let rate = json!({"cmd": "Emulation.setCPUThrottlingRate", "params": {"rate": times}});
        self.client.issue_cmd(DevTools(rate)).await.unwrap();
    }

    pub async fn close(mut self) {
        self.client.clone().close().await.unwrap();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// How far what is shown has moved by itself (Cumulative Layout Shift).
const LAYOUT_SHIFT: &str = "return new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => setTimeout(() => done(sum)));
})";

const VIOLATIONS: &str = "return axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']
}).then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))";

/// The checker that `cargo xtask test --only tools` puts beside what cargo builds.
fn axe_core() -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tools/axe.min.js");
    std::fs::read_to_string(file).expect("axe-core is there (cargo xtask test --only tools)")
}

/// What the page's console says, by a command of ChromeDriver's own.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (reqwest::Method, Option<String>) {
        (reqwest::Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}

/// A command of the browser's developer tools.
#[derive(Debug)]
struct DevTools(Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (reqwest::Method, Option<String>) {
        (reqwest::Method::POST, Some(self.0.to_string()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Browser {
    pub async fn press(&self, keys: &str) {
        self.client.find(Locator::Css("body")).await.unwrap().send_keys(keys).await.unwrap();
    }

    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.client.find(Locator::Css(&format!("main [name='{name}']"))).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Clicks a button of the page, and waits until one of another value is there.
    pub async fn click(&self, value: &str, then: &str) {
        let button = |value: &str| format!("main button[value='{value}']");
        self.client.find(Locator::Css(&button(value))).await.unwrap().click().await.unwrap();
        self.client.wait().for_element(Locator::Css(then)).await.unwrap();
    }

    /// Waits until a script gives true.
    pub async fn holds(&self, what: &str, code: &str) {
        until(what, async || (self.script(&format!("return {code}")).await == json!(true)).then_some(())).await;
    }
}

impl Browser {
    /// Waits until the page has an element; says what the page holds when it does not come.
    pub async fn shows(&self, element: &str) {
        if self.client.wait().for_element(Locator::Css(element)).await.is_err() {
            let page = self.script("return [location.href, document.querySelector('main')?.innerText]").await;
            panic!("{element} does not come: {page}, {:?}", self.console_errors().await);
        }
    }

    /// Signs in by the form, and goes on to a page.
    pub async fn sign_in(&self, site: &Served, name: &str, then: &str) {
        let to = then.replace('/', "%2F");
        self.client.goto(&format!("{}/login?to={to}", site.address)).await.unwrap();
        self.fill("name", name).await;
        self.fill("password", PASSWORD).await;
        self.client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
        self.client.wait().for_element(Locator::Css("a[href='/account']")).await.unwrap();
    }
}

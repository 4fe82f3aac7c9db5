//! The site in a real browser, on a desktop and on a phone in the dark: one reads from the front page to an article,
//! searches, and sees news arrive; the owner signs in, keeps and follows, by mouse and by keyboard; readers talk, and the owner keeps order.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use fantoccini::wd::WebDriverCompatibleCommand;
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

impl Browser {
    async fn press(&self, keys: &str) {
        self.client.find(Locator::Css("body")).await.unwrap().send_keys(keys).await.unwrap();
    }

    async fn fill(&self, name: &str, text: &str) {
        let field = self.client.find(Locator::Css(&format!("main [name='{name}']"))).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Clicks a button of the page, and waits until one of another value is there.
    async fn click(&self, value: &str, then: &str) {
        let button = |value: &str| format!("main button[value='{value}']");
        self.client.find(Locator::Css(&button(value))).await.unwrap().click().await.unwrap();
        self.client.wait().for_element(Locator::Css(then)).await.unwrap();
    }

    /// Waits until a script gives true.
    async fn holds(&self, what: &str, code: &str) {
        until(what, async || (self.script(&format!("return {code}")).await == json!(true)).then_some(())).await;
    }
}

const PASSWORD: &str = "a long pass phrase";

/// The first start on a desktop; on a phone one signs in.
async fn sign_in(browser: &Browser, site: &Served) {
    let setup = site.said.split_whitespace().find(|word| word.contains("/setup/")).expect("the start prints the link");
    let page = match browser.screen {
        Screen::Desktop => setup.to_owned(),
        Screen::Phone => format!("{}/login?to=%2Flatest", site.address),
    };
    browser.client.goto(&page).await.unwrap();
    browser.check_page("the form of name and password").await;
    browser.fill("name", "Ada").await;
    browser.fill("password", PASSWORD).await;
    browser.client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
    browser.client.wait().for_element(Locator::Css("a[href='/account']")).await.unwrap();
}

async fn keep_and_follow(site: &Served, screen: Screen) {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    sign_in(&browser, site).await;

    client.goto(&format!("{}/latest", site.address)).await.unwrap();
    browser.check_page("the river of a reader").await;
    let link = client.find(Locator::Css("main [data-item] h3 a")).await.unwrap();
    let headline = link.text().await.unwrap();
    link.click().await.unwrap();
    client.wait().for_element(Locator::Css("main button[value='save']")).await.unwrap();
    browser.check_page("the article of a reader").await;
    browser.click("save", "main button[value='unsave']").await;
    for (path, expected) in [("/saved", &headline), ("/history", &headline)] {
        client.goto(&format!("{}{path}", site.address)).await.unwrap();
        browser.check_page(path).await;
        let text = client.find(Locator::Css("main")).await.unwrap().text().await.unwrap();
        assert!(text.contains(expected), "{path} lacks {expected}: {text}");
    }
    client.find(Locator::Css("main h3 a")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("main button[value='unsave']")).await.unwrap();
    browser.click("unsave", "main button[value='save']").await;

    client.goto(&format!("{}/latest", site.address)).await.unwrap();
    browser.click("mark-all", "main button[value='unmark-all']").await;
    browser.holds("all is read", "!document.querySelector('.river [data-item]:not([data-read])')").await;
    client.find(Locator::Css("button[value='unmark-all']")).await.unwrap().click().await.unwrap();
    browser.holds("all but one is unread", "document.querySelectorAll('.river [data-read]').length === 1").await;

    client.find(Locator::Css(".river a.publisher")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("main button[value='follow']")).await.unwrap();
    browser.click("follow", "main button[value='unfollow']").await;
    client.goto(&format!("{}/following", site.address)).await.unwrap();
    browser.check_page("/following").await;
    assert!(!client.find_all(Locator::Css(".river [data-item]")).await.unwrap().is_empty());
    client.find(Locator::Css(".rail button[value='unfollow']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".empty")).await.unwrap();
    for path in ["/account", "/readers", "/starred", "/keys"] {
        client.goto(&format!("{}{path}", site.address)).await.unwrap();
        browser.check_page(path).await;
    }
    if screen == Screen::Desktop {
        read_by_keyboard(&browser, site).await;
    }
    browser.close().await;
}

/// A new reader says something, on a screen of this kind; the owner lets it stand and answers; both see it arrive.
async fn comment_and_moderate(site: &Served, screen: Screen) {
    let owner = Browser::open(screen).await;
    let (client, address) = (&owner.client, &site.address);
    owner.sign_in(site, "Ada", "/moderation").await;
    owner.check_page("the moderators' desk").await;
    let reader = Browser::open(screen).await;
    let name = if screen == Screen::Phone { "Bo on a phone" } else { "Bo" };
    client.goto(&format!("{address}/readers")).await.unwrap();
    client.find(Locator::Css("main button[value='invite']")).await.unwrap().click().await.unwrap();
    let link = client.wait().for_element(Locator::Css("main code.link")).await.unwrap().text().await.unwrap();
    reader.client.goto(&link).await.unwrap();
    reader.fill("name", name).await;
    reader.fill("password", PASSWORD).await;
    reader.client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
    reader.client.wait().for_element(Locator::Css("a[href='/account']")).await.unwrap();

    // An article without comments, on which the owner keeps an eye.
    reader.client.goto(&format!("{address}/latest")).await.unwrap();
    let place = if screen == Screen::Phone { 3 } else { 2 };
    let link = &reader.client.find_all(Locator::Css("main [data-item] h3 a")).await.unwrap()[place];
    let article = link.attr("href").await.unwrap().unwrap();
    for browser in [&owner, &reader] {
        browser.client.goto(&format!("{address}{article}")).await.unwrap();
        browser
            .holds("no comments yet", "document.querySelector('.none-yet')?.textContent === 'No comments yet'")
            .await;
        browser.check_page("an article with a form for comments").await;
    }
    let said = format!("It is *{name}* who says this.");
    reader.fill("text", &said).await;
    reader.client.find(Locator::Css("button[value='comment']")).await.unwrap().click().await.unwrap();
    reader.client.wait().for_element(Locator::Css(".waiting .comment em")).await.unwrap();
    reader.check_page("an article with a comment that waits").await;

    // Published at the desk, it announces itself where the article is open, and takes no draft away.
    owner.fill("text", "Half a sentence").await;
    let desk = Browser::open(Screen::Desktop).await;
    desk.sign_in(site, "Ada", "/moderation").await;
    desk.client.find(Locator::Css("button[value='approve']")).await.unwrap().click().await.unwrap();
    desk.holds("nothing waits", "!document.querySelector('button[value=approve]')").await;
    desk.close().await;
    let height = owner.script("return document.documentElement.scrollHeight").await;
    let bar = "document.querySelector('.arrivals:not([hidden])')?.textContent === '1 new comment'";
    owner.holds("the bar that tells of a new comment", bar).await;
    assert_eq!(owner.script("return document.documentElement.scrollHeight").await, height, "nothing moves");
    client.find(Locator::Css(".arrivals")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".threads .comment .doing a[href$='#reply']")).await.unwrap();
    owner.holds("the draft is still there", "document.querySelector('#text').value === 'Half a sentence'").await;
    client.find(Locator::Css("button[value='vote']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("button[value='unvote']")).await.unwrap();
    client.find(Locator::Css(".comment .doing a[href$='#reply']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("button[value='reply']")).await.unwrap();
    owner.check_page("the page of a comment").await;
    owner.fill("text", "So it is.").await;
    client.find(Locator::Css("button[value='reply']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".answered .comment")).await.unwrap();

    // Told of it, the reader answers; the owner removes the answer with a reason, and takes that back.
    let told = format!("{address}/notices");
    reader.client.goto(&told).await.unwrap();
    reader.check_page("the notices").await;
    reader.holds("told of the answer", "document.querySelector('main').textContent.includes('Ada answered you')").await;
    reader.client.find(Locator::Css("main a[href^='/comment/']")).await.unwrap().click().await.unwrap();
    reader.client.wait().for_element(Locator::Css("main .this-one .comment")).await.unwrap();
    reader.client.goto(&format!("{address}/account/comments")).await.unwrap();
    reader.check_page("one's own comments").await;
    let own = reader.client.find(Locator::Css("main a[href^='/comment/']")).await.unwrap();
    let comment = own.attr("href").await.unwrap().unwrap();
    client.goto(&format!("{address}{comment}")).await.unwrap();
    client.find(Locator::Css("details.moderate summary")).await.unwrap().click().await.unwrap();
    owner.fill("why", "Only a trial").await;
    client.find(Locator::Css("button[value='remove']")).await.unwrap().click().await.unwrap();
    owner.holds("removed", "document.body.textContent.includes('Removed by a moderator: Only a trial')").await;
    owner.check_page("a removed comment").await;
    for path in ["/moderation/log", "/account/end", "/account", &format!("{article}/discussion")] {
        reader.client.goto(&format!("{address}{path}")).await.unwrap();
        reader.check_page(path).await;
    }
    client.goto(&format!("{address}/moderation")).await.unwrap();
    client.find(Locator::Css("main a[href$='/undo']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
    owner.holds("taken back", "document.body.textContent.includes('taken back')").await;
    reader.client.goto(&format!("{address}{article}")).await.unwrap();
    let back = format!("document.querySelector('.threads .comment em')?.textContent === '{name}'");
    reader.holds("it stands there again", &back).await;
    owner.close().await;
    reader.close().await;
}

impl Browser {
    /// Signs in by the form, and goes on to a page.
    async fn sign_in(&self, site: &Served, name: &str, then: &str) {
        let to = then.replace('/', "%2F");
        self.client.goto(&format!("{}/login?to={to}", site.address)).await.unwrap();
        self.fill("name", name).await;
        self.fill("password", PASSWORD).await;
        self.client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
        self.client.wait().for_element(Locator::Css("a[href='/account']")).await.unwrap();
    }
}

/// A command of Web Authentication's extension to WebDriver (level 3, section 11): where it goes, and what it says.
#[derive(Debug)]
struct OfAuthenticators(String, Value);

impl WebDriverCompatibleCommand for OfAuthenticators {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/webauthn/authenticator{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (reqwest::Method, Option<String>) {
        (reqwest::Method::POST, Some(self.1.to_string()))
    }
}

impl Browser {
    /// Puts a device in that holds passkeys, and gives its name.
    async fn add_authenticator(&self) -> String {
        let device = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
        });
        let name = self.client.issue_cmd(OfAuthenticators(String::new(), device)).await.unwrap();
        name.as_str().unwrap().to_owned()
    }

    /// Makes the device know its user again, or not.
    async fn verify_user(&self, authenticator: &str, is_verified: bool) {
        let body = json!({"isUserVerified": is_verified});
        self.client.issue_cmd(OfAuthenticators(format!("/{authenticator}/uv"), body)).await.unwrap();
    }
}

/// One adds a passkey, signs out, and signs in by it: no name, no password. Passkeys belong to names, not to numbers.
async fn sign_in_by_passkey(site: &Served, screen: Screen) {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    let device = browser.add_authenticator().await;
    client.goto(&format!("{}/login", site.address)).await.unwrap();
    assert!(
        client.find_all(Locator::Css("form[data-begin]")).await.unwrap().is_empty(),
        "none at an address of numbers"
    );
    let home = site.address.replace("127.0.0.1", "localhost");
    client.goto(&format!("{home}/login?to=%2Faccount")).await.unwrap();
    browser.fill("name", "Ada").await;
    browser.fill("password", PASSWORD).await;
    client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("form[data-passkey='make']:not([hidden])")).await.unwrap();
    browser.check_page("the account with passkeys").await;
    let name = if screen == Screen::Phone { "Phone" } else { "Desk" };
    client.find(Locator::Css("#passkey-name")).await.unwrap().send_keys(name).await.unwrap();
    client.find(Locator::Css("form[data-passkey='make'] button")).await.unwrap().click().await.unwrap();
    let added = format!("[...document.querySelectorAll('.rows b')].some(b => b.textContent === '{name}')");
    browser.holds("the passkey is listed", &added).await;
    client.find(Locator::Css("form[data-passkey='make'] button")).await.unwrap().click().await.unwrap();
    let known = "document.querySelector('[data-said]:not([hidden])')?.textContent.includes('already') === true";
    browser.holds("one on each device", known).await;
    browser.check_page("the account with a passkey").await;

    // By what the browser offers where the name is typed: the device of this test takes the offer at once. Then by the
    // button, with a device that did not know its user when that was offered.
    for knows_its_user in [true, false] {
        client.goto(&format!("{home}/logout")).await.unwrap();
        client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
        client.wait().for_element(Locator::Css("a[href='/login']")).await.unwrap();
        browser.verify_user(&device, knows_its_user).await;
        client.goto(&format!("{home}/login?to=%2Fsaved")).await.unwrap();
        if !knows_its_user {
            client.wait().for_element(Locator::Css("form[data-passkey='ask']:not([hidden])")).await.unwrap();
            browser.check_page("the way in with passkeys").await;
            browser.holds("it was offered", "offered !== null").await;
            browser.verify_user(&device, true).await;
            client.find(Locator::Css("form[data-passkey='ask'] button")).await.unwrap().click().await.unwrap();
        }
        client.wait().for_element(Locator::Css("a[href='/account']")).await.unwrap();
        assert_eq!(client.current_url().await.unwrap().path(), "/saved");
    }
    client.goto(&format!("{home}/account")).await.unwrap();
    browser.holds("it was used", "document.querySelector('main').textContent.includes('last used just now')").await;
    browser.close().await;
}

async fn read_by_keyboard(browser: &Browser, site: &Served) {
    browser.client.goto(&format!("{}/latest", site.address)).await.unwrap();
    browser.press("jjk").await;
    browser
        .holds("the first is at hand", "document.querySelectorAll('[data-item]')[0].hasAttribute('data-at-hand')")
        .await;
    let state = |attribute: &str| format!("document.querySelector('[data-at-hand]').hasAttribute('{attribute}')");
    browser.holds("it was opened before", &state("data-read")).await;
    browser.press("m").await;
    browser.holds("marked unread", &format!("!{}", state("data-read"))).await;
    browser.press("s").await;
    browser.holds("starred", &state("data-starred")).await;
    browser.press("?").await;
    browser.holds("the list of keys", "document.querySelector('dialog.keys')?.open === true").await;
    browser.script("document.querySelector('dialog.keys').close()").await;
    browser.press("/").await;
    browser.holds("one may type", "document.activeElement.name === 'q'").await;
    browser.script("document.activeElement.blur()").await;
    browser.press("o").await;
    browser.client.wait().for_element(Locator::Css("article.article button[value='unstar']")).await.unwrap();
    browser.client.goto(&format!("{}/starred", site.address)).await.unwrap();
    browser.holds("it stands among the starred", "document.querySelectorAll('[data-item]').length === 1").await;
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
    keep_and_follow(&site, Screen::Desktop).await;
    keep_and_follow(&site, Screen::Phone).await;
    comment_and_moderate(&site, Screen::Desktop).await;
    comment_and_moderate(&site, Screen::Phone).await;
    sign_in_by_passkey(&site, Screen::Desktop).await;
    sign_in_by_passkey(&site, Screen::Phone).await;

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

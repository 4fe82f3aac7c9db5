//! Ways to sign in.

use crate::PASSWORD;
use crate::driver::{Browser, Screen};
use crate::support::Served;
use fantoccini::Locator;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

/// The first start on a desktop; on a phone one signs in.
pub async fn sign_in(browser: &Browser, site: &Served) {
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
pub async fn sign_in_by_passkey(site: &Served, screen: Screen) {
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
    look_at_what_else_one_can_set_up(&browser, &home).await;
    browser.close().await;
}

async fn look_at_what_else_one_can_set_up(browser: &Browser, home: &str) {
    let client = &browser.client;
    client.goto(&format!("{home}/account/second-step")).await.unwrap();
    browser.check_page("the second step").await;
    browser.click("begin", "main svg.qr").await;
    browser.check_page("the second step being set up").await;
    browser.click("give-up", "main button[value='begin']").await;
    client.goto(&format!("{home}/account/tokens")).await.unwrap();
    browser.check_page("the tokens").await;
    browser.fill("name", "newsboat").await;
    browser.click("make", "main .notice code.link").await;
    browser.check_page("a new token").await;
    browser.click("revoke", "main button[value='make']").await;
}

//! Reading, keeping, following; by mouse and by keyboard.

use crate::accounts;
use crate::driver::{Browser, Screen};
use crate::support::Served;
use fantoccini::Locator;
use fantoccini::actions::{InputSource as _, MouseActions, PointerAction};

pub async fn read_through(site: &Served, screen: Screen) {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    client.goto(&format!("{}/", site.address)).await.unwrap();
    browser.check_page("the front page").await;
    client.find(Locator::Css("main a[href^='/story/']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("main h4 a[href^='/article/']")).await.unwrap();
    browser.check_page("the story page").await;
    client.find(Locator::Css("main a[href$='/compare']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".compare")).await.unwrap();
    browser.check_page("the page that compares publishers").await;
    client.back().await.unwrap();
    let background = client.find(Locator::Css("main a[href$='/background']")).await.unwrap();
    let background = background.attr("href").await.unwrap().unwrap();
    client.goto(&format!("{}{background}", site.address)).await.unwrap();
    browser.check_page("the background of a story").await;
    client.back().await.unwrap();
    let field = client.wait().for_element(Locator::Css("main form.ask input[name='q']")).await.unwrap();
    field.send_keys("How many people were there?\u{e007}").await.unwrap();
    client.wait().for_element(Locator::Css(".asking .cited, .asking .notice")).await.unwrap();
    browser.check_page("the page that asks a story").await;
    client.back().await.unwrap();
    let link = client.wait().for_element(Locator::Css("main h4 a[href^='/article/']")).await.unwrap();
    let headline = link.text().await.unwrap();
    link.click().await.unwrap();
    let title = client.wait().for_element(Locator::Css("article h1, main h1")).await.unwrap();
    assert_eq!(title.text().await.unwrap(), headline);
    browser.check_page("the article page").await;
    let word = headline.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.chars().count()).unwrap();
    client.goto(&format!("{}/search?q={word}", site.address)).await.unwrap();
    browser.check_page("the search page").await;
    for path in [
        "/latest",
        "/ask",
        "/ask?q=Who%20won%3F",
        "/sources",
        "/corrections",
        "/login",
        "/settings",
        "/accessibility",
        "/place/norway",
        "/edition",
        "/brief",
        "/brief?length=longer",
    ] {
        client.goto(&format!("{}{path}", site.address)).await.unwrap();
        browser.check_page(path).await;
    }
    client.goto(&format!("{}/search?q={word}", site.address)).await.unwrap();
    let hits = client.find_all(Locator::Css("main a[href^='/article/']")).await.unwrap();
    assert!(!hits.is_empty(), "no hit for {word:?}");
    browser.close().await;
}

/// Chooses Arabic at the foot of a page, and reads from right to left.
pub async fn read_in_arabic(site: &Served, screen: Screen) {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    client.goto(&format!("{}/latest", site.address)).await.unwrap();
    client.find(Locator::Css("footer button[value='ar']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("html[dir='rtl'][lang='ar']")).await.unwrap();
    let article =
        client.find(Locator::Css("main [data-item] h3 a")).await.unwrap().attr("href").await.unwrap().unwrap();
    for path in ["/", "/latest", &article, "/search?q=a", "/settings", "/sources", "/login", "/accessibility"] {
        client.goto(&format!("{}{path}", site.address)).await.unwrap();
        browser.check_page(&format!("{path} in Arabic")).await;
        browser.holds("the page is read from the right", "getComputedStyle(document.body).direction === 'rtl'").await;
        let starts = "document.querySelector('h1, h2').getBoundingClientRect().right > innerWidth / 2";
        browser.holds("its head stands at the right", starts).await;
    }
    browser.close().await;
}

/// Unfolds what tells an article in short on its page, and folds it up again.
async fn read_in_short(browser: &Browser, site: &Served) {
    let client = &browser.client;
    client.goto(&format!("{}/latest", site.address)).await.unwrap();
    let mut articles = Vec::new();
    for link in client.find_all(Locator::Css("main [data-item] h3 a")).await.unwrap() {
        articles.push(link.attr("href").await.unwrap().unwrap());
    }
    for article in &articles {
        client.goto(&format!("{}{article}", site.address)).await.unwrap();
        if let Ok(unfold) = client.find(Locator::Css("a[data-unfold]")).await {
            unfold.click().await.unwrap();
            client.wait().for_element(Locator::Css("#in-short:not([hidden]) .cited")).await.unwrap();
            browser.check_page("an article in short on its page").await;
            unfold.click().await.unwrap();
            browser.holds("it is folded up again", "document.getElementById('in-short').hidden").await;
            client.goto(&format!("{}{article}/short", site.address)).await.unwrap();
            return browser.check_page("an article in short").await;
        }
    }
    panic!("none of {} articles is long enough to be told in short", articles.len());
}

pub async fn keep_and_follow(site: &Served, screen: Screen) {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    accounts::sign_in(&browser, site).await;

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
    let read = browser.script("return document.querySelectorAll('.river [data-read]').length").await;
    browser.click("mark-all", "main button[value='unmark-all']").await;
    browser.holds("all is read", "!document.querySelector('.river [data-item]:not([data-read])')").await;
    client.find(Locator::Css("button[value='unmark-all']")).await.unwrap().click().await.unwrap();
    let as_before = format!("document.querySelectorAll('.river [data-read]').length === {read}");
    browser.holds("what was not opened is unread again", &as_before).await;

    client.find(Locator::Css(".river a.publisher")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("main button[value='follow']")).await.unwrap();
    browser.click("follow", "main button[value='unfollow']").await;
    client.goto(&format!("{}/following", site.address)).await.unwrap();
    browser.check_page("/following").await;
    assert!(!client.find_all(Locator::Css(".river [data-item]")).await.unwrap().is_empty());
    client.find(Locator::Css(".rail button[value='unfollow']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".empty")).await.unwrap();
    read_in_short(&browser, site).await;
    for path in ["/account", "/readers", "/desk", "/starred", "/keys", "/rules?q=a", "/brief", "/brief/mail"] {
        client.goto(&format!("{}{path}", site.address)).await.unwrap();
        browser.check_page(path).await;
    }
    if screen == Screen::Desktop {
        read_by_keyboard(&browser, site).await;
    }
    browser.close().await;
}

/// How many articles the site was asked for; the owner may know.
const ASKED: &str = "fetch('/metrics').then((answer) => answer.text()).then((text) =>
    Number(/page_seconds_count\\{route=\"\\/article\\/\\{id\\}\",status=\"2xx\"\\} (\\d+)/.exec(text)?.[1] ?? 0))";

/// Points at a link: its page is fetched meanwhile, and counts as read once it is shown, not before.
pub async fn look_ahead(site: &Served) {
    let browser = Browser::open(Screen::Desktop).await;
    let client = &browser.client;
    browser.sign_in(site, "Ada", "/latest").await;
    client.goto(&format!("{}/latest", site.address)).await.unwrap();
    let link = client.find(Locator::Css("main [data-item]:not([data-read]) h3 a")).await.unwrap();
    let path = link.attr("href").await.unwrap().unwrap();
    let is_read =
        format!("fetch('/history').then((answer) => answer.text()).then((text) => text.includes('{path}\"'))");
    let asked = browser.script(&format!("return {ASKED}")).await;
    let point = PointerAction::MoveToElement { element: link.clone(), duration: None, x: 2.0, y: 2.0 };
    client.perform_actions(MouseActions::new("mouse".to_owned()).then(point)).await.unwrap();
    browser.holds("it is fetched", &format!("{ASKED}.then((asked) => asked === {asked} + 1)")).await;
    assert_eq!(browser.script(&format!("return {is_read}")).await, false, "nobody has read it yet");
    link.click().await.unwrap();
    client.wait().for_element(Locator::Css("article.article[data-read]")).await.unwrap();
    browser.holds("it is read now", &is_read).await;
    let arrival = browser.script("return performance.getEntriesByType('navigation')[0].deliveryType").await;
    assert_eq!(arrival, "navigational-prefetch", "it was there when it was asked for");
    let is_kept = format!("caches.open('lately').then((shelf) => shelf.match('{path}')).then(Boolean)");
    browser.holds("it can be read without a network", &is_kept).await;
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

//! Reading without a network.

use crate::driver::{Browser, Screen};
use crate::support::{Served, until};
use fantoccini::Locator;

/// A browser that has seen the site, to be tried when the site is away.
pub struct Prepared {
    browser: Browser,
    address: String,
    /// Paths and headlines of two articles: saved from another's page, and opened.
    saved: (String, String),
    opened: (String, String),
}

/// Signs in, saves one article for later and opens another.
pub async fn prepare(site: &Served, screen: Screen) -> Prepared {
    let browser = Browser::open(screen).await;
    let client = &browser.client;
    browser.sign_in(site, "Ada", "/latest").await;
    browser.holds("the page is looked after", "navigator.serviceWorker.ready.then(() => true)").await;
    let mut articles = Vec::new();
    for place in [4, 5] {
        client.goto(&format!("{}/latest", site.address)).await.unwrap();
        let link = &client.find_all(Locator::Css("main [data-item] h3 a")).await.unwrap()[place];
        let article = (link.attr("href").await.unwrap().unwrap(), link.text().await.unwrap());
        client.goto(&format!("{}{}", site.address, article.0)).await.unwrap();
        if place == 4 && client.find(Locator::Css("main button[value='save']")).await.is_ok() {
            browser.click("save", "main button[value='unsave']").await;
        }
        articles.push(article);
    }
    client.goto(&format!("{}/saved", site.address)).await.unwrap();
    let [saved, opened]: [(String, String); 2] = articles.try_into().unwrap();
    for (shelf, path) in [("saved", &saved.0), ("lately", &opened.0), ("lately", &"/saved".to_owned())] {
        let is_kept = format!("caches.open('{shelf}').then((shelf) => shelf.match('{path}')).then(Boolean)");
        browser.holds(&format!("{path} is kept"), &is_kept).await;
    }
    // As if long ago: nothing is left of it but what was saved.
    browser.script(&format!("return caches.open('lately').then((shelf) => shelf.delete('{}'))", saved.0)).await;
    Prepared { browser, address: site.address.clone(), saved, opened }
}

/// Reads what is kept while the site is away; what is not kept is said to be so, and nothing written is lost.
pub async fn read(Prepared { browser, address, saved, opened }: Prepared) {
    let client = &browser.client;
    for (path, headline) in [&saved, &opened] {
        client.goto(&format!("{address}{path}")).await.unwrap();
        // Where no server answers, the driver may call a page loaded that is still to come.
        until(&format!("{path} as it is kept"), async || {
            let heading = client.find(Locator::Css("main h1")).await.ok()?.text().await.ok()?;
            (heading == *headline).then_some(())
        })
        .await;
        let note = client.find(Locator::Css(".offline-note")).await.unwrap();
        assert!(note.is_displayed().await.unwrap(), "{path} says that it is kept");
        browser.check_page("an article without a network").await;
    }
    browser.fill("text", "Written without a network").await;
    client.find(Locator::Css("button[value='comment']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("[data-holds]")).await.unwrap();
    client.back().await.unwrap();
    browser.holds("it is still there", "document.querySelector('#text')?.value === 'Written without a network'").await;

    client.goto(&format!("{address}/sources")).await.unwrap();
    client.wait().for_element(Locator::Css("[data-holds]")).await.unwrap();
    browser.check_page("the page for no connection").await;
    let shelf = client.find(Locator::Css("[data-shelf]")).await.unwrap().text().await.unwrap();
    assert!(shelf.contains(&saved.1) && shelf.contains(&opened.1), "{shelf}");
    client.find(Locator::Css(&format!("[data-shelf] a[href='{}']", saved.0))).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("article.article")).await.unwrap();
    browser.close().await;
}

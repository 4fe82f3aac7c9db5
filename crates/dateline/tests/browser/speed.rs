//! How light pages are, and how soon they stand, on a processor four times as slow.

use crate::driver::{Browser, Screen};
use crate::support::Served;
use serde_json::json;

/// All that a page and its files weigh on the wire.
const BYTES_MOST: i64 = 60_000;
const LARGEST_SHOWN_MOST_MS: f64 = 1_000.0;
/// The machine may be busy with something else: a page has so many tries to stand in time.
const TRIES: usize = 5;

/// The bytes of the page, its style sheet and its scripts as they came, what of them held up the first picture, and the
/// addresses of a story and of an article.
const WEIGHT: &str = "const files = performance.getEntriesByType('resource');
    const page = performance.getEntriesByType('navigation')[0];
    const counted = files.filter(file => /\\.(css|js)$/.test(file.name));
    return {
        bytes: counted.reduce((sum, file) => sum + file.encodedBodySize, page.encodedBodySize),
        blocking: files.filter(file => file.renderBlockingStatus === 'blocking').length,
        paths: ['story', 'article'].map(kind => document.querySelector(`main a[href^='/${kind}/']`).pathname),
    }";

/// When the largest thing to be seen stood (Largest Contentful Paint).
const LARGEST_SHOWN: &str = "return new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
        .observe({type: 'largest-contentful-paint', buffered: true});
    setTimeout(() => done(null), 5000);
})";

pub async fn measure(site: &Served) {
    let browser = Browser::open(Screen::Desktop).await;
    browser.slow_down(4).await;
    let client = &browser.client;
    // The first page of all comes without the service worker, which unpacks what it hands on.
    client.goto(&format!("{}/", site.address)).await.unwrap();
    let weight = browser.script(WEIGHT).await;
    assert!(weight["bytes"].as_i64().unwrap() < BYTES_MOST, "the front page weighs {weight}");
    assert_eq!(weight["blocking"], json!(1), "the style sheet alone holds it up");
    let [story, article]: [String; 2] = serde_json::from_value(weight["paths"].clone()).unwrap();
    for path in ["/", &story, &article, "/latest"] {
        let mut best = f64::INFINITY;
        for _ in 0..TRIES {
            client.goto(&format!("{}{path}", site.address)).await.unwrap();
            best = best.min(browser.script(LARGEST_SHOWN).await.as_f64().expect("something is shown"));
            if best < LARGEST_SHOWN_MOST_MS {
                break;
            }
        }
        assert!(best < LARGEST_SHOWN_MOST_MS, "the largest thing on {path} stands after {best} ms");
        eprintln!("{path}: {best:.0} ms");
    }
    eprintln!("the front page: {} bytes", weight["bytes"]);
    browser.close().await;
}

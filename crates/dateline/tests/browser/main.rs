//! The site in a real browser, on a desktop and on a phone in the dark: one reads from the front page to an article,
//! searches, and sees news arrive; the owner signs in, keeps and follows, by mouse and by keyboard; readers talk, and
//! the owner keeps order; a model writes and is stopped; the network goes away. Every page met is held against what must hold on all: its width, its
//! accessibility, its silence in the console, that nothing moves and nobody else is called.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod accounts;
mod driver;
mod offline;
mod reading;
mod speed;
#[path = "../support/mod.rs"]
mod support;
mod talking;
mod writing;

use driver::{Browser, Screen};
use news::Timestamp;
use press::{Press, PressOptions};
use serde_json::json;
use support::{Installation, until};
use writing::ModelServer;

const PASSWORD: &str = "a long pass phrase";

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
    let model = ModelServer::start().await;
    let mut command = home.dateline(&["serve", "--bind", "127.0.0.1:0"]);
    command.envs(model.environment());
    let site = Installation::start(command);

    speed::measure(&site).await;
    reading::read_through(&site, Screen::Desktop).await;
    reading::read_through(&site, Screen::Phone).await;
    reading::read_in_arabic(&site, Screen::Phone).await;
    reading::read_in_arabic(&site, Screen::Desktop).await;
    reading::keep_and_follow(&site, Screen::Desktop).await;
    reading::keep_and_follow(&site, Screen::Phone).await;
    reading::look_ahead(&site).await;
    talking::comment_and_moderate(&site, Screen::Desktop).await;
    talking::comment_and_moderate(&site, Screen::Phone).await;
    let read = writing::have_it_written(&site, &model, Screen::Desktop, &[]).await;
    writing::have_it_written(&site, &model, Screen::Phone, &[read]).await;
    accounts::sign_in_by_passkey(&site, Screen::Desktop).await;
    accounts::sign_in_by_passkey(&site, Screen::Phone).await;

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

    let prepared = [offline::prepare(&site, Screen::Desktop).await, offline::prepare(&site, Screen::Phone).await];
    assert!(site.end());
    for browser in prepared {
        offline::read(browser).await;
    }
    press.stop().await;
}

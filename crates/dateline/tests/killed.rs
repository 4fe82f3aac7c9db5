//! A process that is killed at any moment of a round loses nothing that it stored and doubles nothing.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use press::load::{LoadOptions, LoadServer};
use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;
use store::{Store, StoreOptions};
use support::Installation;

const FEEDS: usize = 60;
const ITEMS: usize = 20;
const KILLS: u64 = 50;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_kills_lose_and_double_nothing() {
    let press = LoadServer::start(LoadOptions { feeds: FEEDS, items: ITEMS, ..LoadOptions::default() }).await.unwrap();
    let home = Installation::new();
    let opml: String =
        press.feed_urls().iter().map(|url| format!("<outline type='rss' text='f' xmlUrl='{url}'/>")).collect();
    let file = home.folder.path().join("feeds.opml");
    std::fs::write(&file, format!("<opml version='2.0'><body>{opml}</body></opml>")).unwrap();
    home.say(&["import", file.to_str().unwrap()]);
    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();

    let mut kept = BTreeSet::new();
    let mut killed_at_work = 0;
    for kill in 0..KILLS {
        let mut child = home.dateline(&["fetch", "--all"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The moment of the kill is what the test is about: from before the first fetch to the midst of indexing.
        tokio::time::sleep(Duration::from_millis(60 + kill * 37 % 400)).await;
        killed_at_work += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let now = article_ids(&store).await;
        assert!(kept.is_subset(&now), "kill {kill} lost {} stored articles", kept.difference(&now).count());
        kept = now;
    }
    assert!(killed_at_work * 2 > KILLS as usize, "only {killed_at_work} kills met a process at work");

    home.say(&["fetch", "--all"]);
    let articles = article_ids(&store).await;
    assert_eq!(articles.len(), FEEDS * ITEMS, "every item once");
    assert!(kept.is_subset(&articles), "the last round lost stored articles");
    assert_eq!(store.integrity_check().await.unwrap(), Vec::<String>::new());

    let ids: Vec<_> = articles.into_iter().collect();
    let cards = store.articles_by_ids(&ids).await.unwrap();
    let addresses: BTreeSet<&str> = cards.iter().map(|card| card.url.as_str()).collect();
    assert_eq!(addresses.len(), cards.len(), "an address stands twice");
    let unplaced = cards.iter().filter(|card| card.story.is_none()).count();
    assert_eq!(unplaced, 0, "articles without a story");
    let stats = store.stats().await.unwrap();
    assert_eq!(stats.articles as usize, FEEDS * ITEMS, "the kept counter is true");
    assert_eq!(stats.jobs_waiting, 0);

    // Every story's kept counts are those of its members.
    let stories: BTreeSet<_> = cards.iter().filter_map(|card| card.story).collect();
    let facts = store.story_facts(&stories.iter().copied().collect::<Vec<_>>()).await.unwrap();
    let rows = store.stories_by_ids(&stories.iter().copied().collect::<Vec<_>>()).await.unwrap();
    assert_eq!(rows.len(), stories.len());
    for row in rows {
        let members = &facts.iter().find(|story| story.id == row.id).unwrap().members;
        assert_eq!(row.article_count as usize, members.len(), "story {}", row.id);
    }

    // The index holds each article once.
    let index = search::Index::open(&home.folder.path().join("index")).unwrap();
    assert!(!index.needs_rebuild());
    assert_eq!(index.len(), FEEDS * ITEMS);
}

async fn article_ids(store: &Store) -> BTreeSet<news::ArticleId> {
    let mut ids = BTreeSet::new();
    let mut after = None;
    loop {
        let page = store.articles_after(after, 1_000).await.unwrap();
        let Some(last) = page.last() else { return ids };
        after = Some(*last);
        ids.extend(page);
    }
}

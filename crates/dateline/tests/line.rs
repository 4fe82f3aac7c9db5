//! The line, end to end: the invented press is followed over HTTP, and its stories stand on the site.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use news::Timestamp;
use press::{Press, PressOptions};
use std::collections::{BTreeMap, BTreeSet};
use store::{Store, StoreOptions};
use support::{Installation, get, until};

async fn press() -> Press {
    let start = Timestamp::from_jiff(jiff::Timestamp::now());
    Press::start(PressOptions { start, speed: 0.0, ..PressOptions::default() }).await.unwrap()
}

/// Follows every publisher of the press as its owner would: by the address one knows.
fn follow_all(home: &Installation, press: &Press) {
    let seeds = press.seeds();
    let mut arguments = vec!["follow"];
    arguments.extend(seeds.iter().map(|seed| seed.url.as_str()));
    let said = home.say(&arguments);
    assert_eq!(said.matches("is followed now").count(), seeds.len(), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_press_to_the_pages() {
    let press = press().await;
    let home = Installation::new();
    follow_all(&home, &press);
    let said = home.say(&["fetch"]);
    assert!(said.contains("0 failed"), "{said}");

    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let stats = store.stats().await.unwrap();
    assert!(stats.articles >= 250, "{stats:?}");
    assert!(stats.publishers >= 14 && stats.stories >= 40, "{stats:?}");
    clustering_is_sound(&press, &store).await;

    let site = home.serve(&[]);
    assert!(site.said.contains("/setup/"), "the first start gives the owner's link: {}", site.said);
    let front = store.stories_front(&Default::default(), None, 1).await.unwrap().remove(0);
    let (status, page) = get(&site.address, "/").await;
    assert_eq!(status, 200);
    assert!(page.contains(&format!("/story/{}", front.id)));
    let (status, page) = get(&site.address, &format!("/story/{}", front.id)).await;
    assert_eq!(status, 200);
    assert!(page.contains(&format!("/article/{}", front.lead.id)));
    for path in [
        format!("/article/{}", front.lead.id),
        format!("/publisher/{}", front.lead.publisher.key),
        "/latest".to_owned(),
    ] {
        assert_eq!(get(&site.address, &path).await.0, 200, "{path}");
    }
    // A word of a headline finds its article.
    let word = front.lead.title.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.chars().count()).unwrap();
    let (status, page) = get(&site.address, &format!("/search?q={word}")).await;
    assert_eq!(status, 200);
    assert!(page.contains(&format!("/article/{}", front.lead.id)), "no hit for {word:?}");

    // The press goes on: what it publishes arrives by itself, and the live blog's posts with it.
    let live = store.live_blogs(5).await.unwrap().remove(0);
    let posts = store.posts(live.id, store::PostPage::Latest, 100).await.unwrap().len();
    assert!(posts > 0);
    press.advance(6 * 3600);
    home.say(&["fetch", "--all"]);
    until("articles published since", async || (store.stats().await.unwrap().articles > stats.articles).then_some(()))
        .await;
    until("posts written since", async || {
        (store.posts(live.id, store::PostPage::Latest, 100).await.unwrap().len() > posts).then_some(())
    })
    .await;
    // What a post says is found as its live blog.
    let newest = store.posts(live.id, store::PostPage::Latest, 1).await.unwrap().remove(0).post;
    let words = news::article::text_of(&newest.body);
    let word = words.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.chars().count()).unwrap();
    until("a post to be searchable", async || {
        let (_, page) = get(&site.address, &format!("/search?q={word}")).await;
        page.contains(&format!("/article/{}", live.id)).then_some(())
    })
    .await;
    assert!(site.end(), "a polite signal ends the site in order");
    press.stop().await;
}

/// Articles of one invented event belong together, those of two do not: B-cubed over each language's articles.
async fn clustering_is_sound(press: &Press, store: &Store) {
    let truth: BTreeMap<String, String> = press
        .world()
        .truth()
        .into_iter()
        .map(|(url, event)| (extract::url_key(&url).unwrap(), event.to_string()))
        .collect();
    let mut placed = Vec::new();
    let mut after = None;
    loop {
        let ids = store.articles_after(after, 500).await.unwrap();
        let Some(last) = ids.last() else { break };
        after = Some(*last);
        for card in store.articles_by_ids(&ids).await.unwrap() {
            if let (Some(event), Some(story)) =
                (truth.get(&extract::url_key(&card.url).unwrap_or_default()), card.story)
            {
                placed.push((format!("{event} {}", card.lang), story));
            }
        }
    }
    assert!(placed.len() >= 200, "only {} articles are those of the press", placed.len());
    let share = |same: &dyn Fn(usize, usize) -> bool, of: &dyn Fn(usize, usize) -> bool| {
        let one = |a: usize| {
            let all = (0..placed.len()).filter(|b| of(a, *b)).count();
            (0..placed.len()).filter(|b| of(a, *b) && same(a, *b)).count() as f64 / all as f64
        };
        (0..placed.len()).map(one).sum::<f64>() / placed.len() as f64
    };
    let (same_event, same_story) =
        (|a: usize, b: usize| placed[a].0 == placed[b].0, |a: usize, b: usize| placed[a].1 == placed[b].1);
    let (precision, recall) = (share(&same_event, &same_story), share(&same_story, &same_event));
    assert!(precision > 0.85 && recall > 0.75, "precision {precision:.3}, recall {recall:.3}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_round_brings_nothing_twice() {
    let press = press().await;
    let home = Installation::new();
    follow_all(&home, &press);
    home.say(&["fetch"]);
    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let first = store.stats().await.unwrap();
    home.say(&["fetch", "--all"]);
    let second = store.stats().await.unwrap();
    assert_eq!((first.articles, first.stories), (second.articles, second.stories));
    press.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_go_out_as_opml_and_come_back() {
    let press = press().await;
    let home = Installation::new();
    follow_all(&home, &press);
    let opml = home.say(&["export"]);
    let file = home.folder.path().join("all.opml");
    std::fs::write(&file, &opml).unwrap();
    let other = Installation::new();
    let said = other.say(&["import", file.to_str().unwrap()]);
    assert!(said.starts_with(&format!("{} sources are followed now", press.seeds().len())), "{said}");
    let said = other.say(&["import", file.to_str().unwrap()]);
    assert!(said.starts_with("0 sources are followed now"), "{said}");
    let addresses = |opml: &str| -> BTreeSet<String> {
        opml.split("xmlUrl=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    assert_eq!(addresses(&other.say(&["export"])), addresses(&opml));
    press.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_serving_comes_back_while_serving() {
    let press = press().await;
    let home = Installation::new();
    let seed = press.seeds().remove(0);
    home.say(&["follow", &seed.url]);
    home.say(&["fetch"]);
    let site = home.serve(&[]);
    let backup = home.folder.path().join("monday.db");
    home.say(&["backup", backup.to_str().unwrap()]);
    assert_eq!(home.run(&["backup", backup.to_str().unwrap()]).status.code(), Some(1), "a backup is never overwritten");

    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let before = store.stats().await.unwrap();
    store.remove_oldest_articles(before.articles, Timestamp::from_jiff(jiff::Timestamp::now())).await.unwrap();
    assert_eq!(store.stats().await.unwrap().articles, 0);
    let refused = home.run(&["restore", "no/such/file.db", "--yes"]);
    assert_eq!(refused.status.code(), Some(1));
    home.say(&["restore", backup.to_str().unwrap(), "--yes"]);
    let after = store.stats().await.unwrap();
    assert_eq!((after.articles, after.stories), (before.articles, before.stories));

    // The running site shows and finds what came back.
    let card = store.river(&Default::default(), None, 1).await.unwrap().remove(0);
    assert_eq!(get(&site.address, &format!("/article/{}", card.id)).await.0, 200);
    let word = card.title.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len()).unwrap().to_owned();
    until("the index to follow the restore", async || {
        let (_, page) = get(&site.address, &format!("/search?q={word}")).await;
        page.contains(&format!("/article/{}", card.id)).then_some(())
    })
    .await;
    assert!(site.end());
    press.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_makes_the_same_anew() {
    let press = press().await;
    let home = Installation::new();
    follow_all(&home, &press);
    home.say(&["fetch"]);
    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let before = store.stats().await.unwrap();
    home.say(&["rebuild"]);
    let after = store.stats().await.unwrap();
    assert_eq!(after.articles, before.articles);
    assert_eq!(after.jobs_waiting, 0);
    assert!((after.stories - before.stories).abs() * 10 <= before.stories, "{before:?} {after:?}");
    let card = store.river(&Default::default(), None, 1).await.unwrap().remove(0);
    assert!(card.story.is_some());
    press.stop().await;
}

#[test]
fn exit_codes_tell_scripts_what_happened() {
    let home = Installation::new();
    let check = |arguments: &[&str], code: i32| {
        let output = home.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    check(&["config"], 0);
    check(&["completions", "bash"], 0);
    check(&["export"], 0);
    check(&["unfollow", "https://nobody.example/feed"], 1);
    check(&["follow", "http://127.0.0.1:1/feed.xml"], 1);
    check(&["no-such-command"], 2);
    check(&["--config", "no/such/file.toml", "export"], 3);
    check(&["doctor"], 1);
}

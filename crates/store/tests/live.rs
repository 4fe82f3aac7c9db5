//! What a live blog's page does to the posts kept of it, over random sequences of fetches.
//!
//! A model plays the publisher (who adds, edits, deletes and restores posts, turns the page around, names every post
//! anew, moves its clock, shows its newest posts only) and tells what the store has to tell after each fetch.

#![cfg(test)]

mod support;

use news::{ArticleId, Block, Post, RichText, Timestamp};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use store::{EventKind, PostPage, PostReport, Store};
use support::*;

const CASES: u64 = 48;
const FIRST_POSTS: usize = 8;

#[derive(Clone, Debug)]
enum Deed {
    Add(i64),
    Edit(usize),
    /// Other words altogether.
    Rewrite(usize),
    Delete(usize),
    Restore(usize),
    Turn(usize),
    /// New keys for all posts.
    Rename,
    /// Keys that number the posts from the top of the page.
    Number,
    Clock(i64),
    /// The page shows so many of the newest posts.
    Show(usize),
    /// And this one beside them.
    Pin(usize),
    /// Every other post is missing this time.
    Break,
    /// A cache gives the page before the last.
    Cache,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (5i64..300).prop_map(Deed::Add),
        3 => any::<usize>().prop_map(Deed::Edit),
        1 => any::<usize>().prop_map(Deed::Rewrite),
        3 => any::<usize>().prop_map(Deed::Delete),
        1 => any::<usize>().prop_map(Deed::Restore),
        1 => any::<usize>().prop_map(Deed::Turn),
        1 => Just(Deed::Rename),
        1 => Just(Deed::Number),
        1 => prop_oneof![Just(-60i64), Just(0), Just(60), Just(120)].prop_map(Deed::Clock),
        1 => (FIRST_POSTS..40).prop_map(Deed::Show),
        1 => any::<usize>().prop_map(Deed::Pin),
        1 => Just(Deed::Break),
        1 => Just(Deed::Cache),
    ]
}

fn fetches() -> impl Strategy<Value = Vec<Vec<Deed>>> {
    prop::collection::vec(prop::collection::vec(deed(), 0..4), 1..16)
}

/// A post as its publisher has it, and what the store should have of it.
#[derive(Clone, Debug)]
struct Written {
    number: usize,
    /// After noon.
    at_s: i64,
    wording: usize,
    edits: usize,
    is_deleted: bool,
    /// What the store has: wording and edits.
    kept: Option<(usize, usize)>,
    is_removed: bool,
    missed: i64,
}

impl Written {
    fn new(number: usize, at_s: i64) -> Self {
        Self { number, at_s, wording: 0, edits: 0, is_deleted: false, kept: None, is_removed: false, missed: 0 }
    }
}

/// The publisher; its posts stand oldest first.
struct Publisher {
    posts: Vec<Written>,
    keys: usize,
    is_numbered: bool,
    clock_min: i64,
    shown: usize,
    turned: usize,
    pinned: Option<usize>,
    is_broken: bool,
    is_cached: bool,
    /// What was fetched so far.
    fetched: Vec<Page>,
}

/// A page, with the number, wording and edits of each post on it, newest first.
#[derive(Clone, Debug)]
struct Page {
    posts: Vec<Post>,
    told: Vec<(usize, (usize, usize))>,
    is_whole: bool,
    /// The keys are those of the page before.
    is_named_as_before: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    added: Vec<usize>,
    changed: Vec<usize>,
    removed: Vec<usize>,
    restored: Vec<usize>,
    doubtful: usize,
}

impl Publisher {
    fn new() -> Self {
        let posts = (0..FIRST_POSTS).map(|number| Written::new(number, number as i64 * 100)).collect();
        Self {
            posts,
            keys: 0,
            is_numbered: false,
            clock_min: 0,
            shown: 40,
            turned: 0,
            pinned: None,
            is_broken: false,
            is_cached: false,
            fetched: Vec::new(),
        }
    }

    fn act(&mut self, deeds: &[Deed]) {
        let hides = |deed: &Deed| matches!(deed, Deed::Rename | Deed::Number | Deed::Break | Deed::Cache);
        let was_numbered = self.is_numbered;
        let mut rewritten = Vec::new();
        for deed in deeds {
            let count = self.posts.len();
            match deed {
                Deed::Add(after_s) => {
                    let at_s = self.posts.last().map_or(0, |last| last.at_s) + after_s;
                    self.posts.push(Written::new(count, at_s));
                }
                Deed::Edit(place) => self.posts[place % count].edits += 1,
                // When its name changes before it is seen, nothing is left to know it by.
                Deed::Rewrite(place) if was_numbered || deeds.iter().any(hides) => {
                    self.posts[place % count].edits += 1;
                }
                Deed::Rewrite(place) => rewritten.push(*place),
                Deed::Delete(place) => {
                    if self.posts.iter().filter(|post| !post.is_deleted).count() > FIRST_POSTS {
                        self.posts[place % count].is_deleted = true;
                    }
                }
                Deed::Restore(place) => self.posts[place % count].is_deleted = false,
                Deed::Turn(by) => self.turned = *by,
                Deed::Rename => (self.keys, self.is_numbered) = (self.keys + 1, false),
                Deed::Number => self.is_numbered = true,
                Deed::Clock(minutes) => self.clock_min = *minutes,
                Deed::Show(count) => self.shown = *count,
                Deed::Pin(place) => self.pinned = Some(place % count),
                Deed::Break => self.is_broken = true,
                Deed::Cache => self.is_cached = true,
            }
        }
        // Nor is one known again that was away while all were named anew.
        let last: Vec<usize> =
            self.fetched.last().map_or(Vec::new(), |page| page.told.iter().map(|told| told.0).collect());
        let on_page: Vec<usize> = self.on_page().into_iter().filter(|number| last.contains(number)).collect();
        for place in rewritten.into_iter().filter(|_| !on_page.is_empty()) {
            self.posts[on_page[place % on_page.len()]].wording += 1;
        }
    }

    fn on_page(&self) -> Vec<usize> {
        let posts = self.posts.iter().rev().filter(|post| !post.is_deleted);
        let is_shown = |(place, post): &(usize, &Written)| *place < self.shown || self.pinned == Some(post.number);
        posts.enumerate().filter(is_shown).map(|(_, post)| post.number).collect()
    }

    /// The page as it is fetched now. Two in a row are never broken or old.
    fn page(&mut self, is_named_as_before: bool) -> Page {
        let (is_broken, is_cached) = (std::mem::take(&mut self.is_broken), std::mem::take(&mut self.is_cached));
        let fetched = self.fetched.len();
        let was_whole = self.fetched.last().is_none_or(|page| page.is_whole);
        let is_as_before = self.fetched.last().is_some_and(|page| page.is_named_as_before) && is_named_as_before;
        // Words rewritten since would be told back, and be unknown under the next name.
        let is_reworded = |page: &Page| page.told.iter().any(|told| self.posts[told.0].wording != told.1.0);
        if is_cached && was_whole && is_as_before && fetched > 2 && !is_reworded(&self.fetched[fetched - 2]) {
            let page = Page { is_whole: false, ..self.fetched[fetched - 2].clone() };
            self.fetched.push(page.clone());
            return page;
        }
        let mut numbers = self.on_page();
        let is_broken = is_broken && was_whole && fetched > 0;
        if is_broken {
            let mut place = 0;
            numbers.retain(|_| {
                place += 1;
                place % 2 == 0
            });
        }
        let post = |(place, number): (usize, &usize)| {
            let written = &self.posts[*number];
            let key = if self.is_numbered { format!("post-{place}") } else { format!("{}-{number}", self.keys) };
            let published = NOON.plus_us(written.at_s * Timestamp::SECOND + self.clock_min * Timestamp::MINUTE);
            Post { key, published: Some(published), body: body(written), ..Post::default() }
        };
        let mut posts: Vec<Post> = numbers.iter().enumerate().map(post).collect();
        let by = self.turned % posts.len();
        posts.rotate_left(by);
        let version = |number: usize| (self.posts[number].wording, self.posts[number].edits);
        let told = numbers.into_iter().map(|number| (number, version(number))).collect();
        let page = Page { posts, told, is_whole: !is_broken, is_named_as_before };
        self.fetched.push(page.clone());
        page
    }

    /// Tells what the store must have told of this page, and notes that it is so.
    fn expect(&mut self, page: &Page) -> Told {
        let mut told = Told::default();
        for &(number, version) in page.told.iter().rev() {
            let post = &mut self.posts[number];
            let now = Some(version);
            if post.kept.is_none() {
                told.added.push(number);
            } else if post.is_removed {
                told.restored.push(number);
            } else if post.kept != now {
                told.changed.push(number);
            }
            (post.kept, post.is_removed, post.missed) = (now, false, 0);
        }
        let shown: Vec<usize> = page.told.iter().map(|(number, _)| *number).collect();
        let doubted = self.doubted(&shown);
        for post in &mut self.posts {
            if !doubted.iter().any(|(number, _)| *number == post.number) {
                post.missed = 0;
            }
        }
        for (number, is_on_top) in doubted {
            let post = &mut self.posts[number];
            assert!(post.is_deleted || !page.is_whole, "a post that only rolled off the page is doubted: {number}");
            post.missed += 1;
            if post.missed >= if is_on_top { 4 } else { 2 } {
                assert!(post.is_deleted, "{number} is removed, and was never deleted");
                (post.is_removed, post.missed) = (true, 0);
                told.removed.push(number);
            } else {
                told.doubtful += 1;
            }
        }
        told.changed.sort_unstable();
        told.restored.sort_unstable();
        told.removed.sort_unstable();
        told
    }

    /// The posts that a reader of the page would miss, and whether they stood above all others.
    fn doubted(&self, shown: &[usize]) -> Vec<(usize, bool)> {
        let kept: Vec<&Written> =
            self.posts.iter().rev().filter(|post| post.kept.is_some() && !post.is_removed).collect();
        let is_shown = |post: &Written| shown.contains(&post.number);
        let known_shown = kept.iter().filter(|post| is_shown(post)).count();
        let allowed = (known_shown / 4).max(2);
        let mut doubted = Vec::new();
        for (place, post) in kept.iter().enumerate().filter(|(_, post)| !is_shown(post)) {
            let first = kept[..place].iter().rposition(|post| is_shown(post)).map_or(0, |above| above + 1);
            let Some(below) = kept[place..].iter().position(|post| is_shown(post)).map(|below| place + below) else {
                continue;
            };
            let holds = kept[below..].iter().take_while(|post| is_shown(post)).count() >= 3;
            if holds && below - first <= if first == 0 { 2 } else { allowed } {
                doubted.push((post.number, first == 0));
            }
        }
        if doubted.len() > allowed { Vec::new() } else { doubted }
    }

    /// What the store must list, newest first.
    fn kept(&self) -> Vec<(Timestamp, Vec<Block>)> {
        let posts = self.posts.iter().rev().filter(|post| post.kept.is_some() && !post.is_removed);
        posts
            .map(|post| {
                let (wording, edits) = post.kept.unwrap_or_default();
                let was = Written { wording, edits, ..post.clone() };
                (NOON.plus_us(post.at_s * Timestamp::SECOND), body(&was))
            })
            .collect()
    }
}

/// Twelve words that no other post has, and a note for each edit.
fn body(written: &Written) -> Vec<Block> {
    let seed = (written.number * 100 + written.wording) as u64;
    let word = |place: u64| {
        let number = (seed * 12 + place + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (0..7).map(|letter| char::from(b'a' + (number >> (8 * letter)) as u8 % 26)).collect::<String>()
    };
    let words: Vec<String> = (0..12).map(word).collect();
    vec![Block::Paragraph(RichText::plain(format!("{}.{}", words.join(" "), " Again.".repeat(written.edits))))]
}

/// Plays the fetches; the error tells which one the store took otherwise.
async fn play(store: &Store, article: ArticleId, fetches: &[Vec<Deed>]) -> Result<(), String> {
    let now = minutes(10 * 24 * 60);
    let mut publisher = Publisher::new();
    let mut ids = BTreeMap::new();
    for (fetch, deeds) in std::iter::once(&Vec::new()).chain(fetches).enumerate() {
        publisher.act(deeds);
        let page = publisher.page(!deeds.iter().any(|deed| matches!(deed, Deed::Rename | Deed::Number)));
        let event = store.last_event_id().await.unwrap();
        let report = store.put_posts(article, now, &page.posts).await.unwrap();
        let expected = publisher.expect(&page);
        for (id, number) in report.added.iter().zip(&expected.added) {
            ids.insert(*id, *number);
        }
        let numbers = |of: &[news::PostId]| {
            let mut numbers: Vec<usize> = of.iter().filter_map(|id| ids.get(id).copied()).collect();
            numbers.sort_unstable();
            numbers
        };
        let PostReport { added, changed, removed, restored, doubtful } = &report;
        let told = Told {
            added: numbers(added),
            changed: numbers(changed),
            removed: numbers(removed),
            restored: numbers(restored),
            doubtful: *doubtful,
        };
        if told != expected || added.len() != expected.added.len() {
            return Err(format!("fetch {fetch}: {told:?}\nexpected {expected:?}"));
        }
        let events = store.events_after(event, 1000).await.unwrap();
        let count = |kind: EventKind| events.iter().filter(|event| event.kind == kind).count();
        let counts = [EventKind::PostAdded, EventKind::PostChanged, EventKind::PostRemoved, EventKind::PostRestored];
        if counts.map(count) != [added.len(), changed.len(), removed.len(), restored.len()] {
            return Err(format!("fetch {fetch}: {events:?}"));
        }
        let rows = store.posts(article, PostPage::Latest, 1000).await.unwrap();
        let kept: Vec<_> = rows.into_iter().map(|row| (row.post.published.unwrap(), row.post.body)).collect();
        if kept != publisher.kept() {
            return Err(format!("fetch {fetch}: the list is {kept:#?}\nexpected {:#?}", publisher.kept()));
        }
    }
    let removed = publisher.posts.iter().filter(|post| post.is_removed).count();
    let traces = store.removed_posts(article, Timestamp(0), now, 1000).await.unwrap();
    if traces.len() == removed { Ok(()) } else { Err(format!("{} traces of {removed}", traces.len())) }
}

store::on_both_databases! {
    async fn fetches_of_a_page_tell_exactly_what_happened(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let mut runner = TestRunner::deterministic();
        let mut number = 0;
        let mut tried = async |fetches: &[Vec<Deed>]| {
            number += 1;
            let article = ingest(store, source, number..number + 1).await[0];
            play(store, article, fetches).await
        };
        for _ in 0..CASES {
            let mut tree = fetches().new_tree(&mut runner).unwrap();
            let Err(mut error) = tried(&tree.current()).await else { continue };
            let mut smallest = tree.current();
            let mut goes_on = tree.simplify();
            while goes_on {
                goes_on = match tried(&tree.current()).await {
                    Err(other) => {
                        (smallest, error) = (tree.current(), other);
                        tree.simplify()
                    }
                    Ok(()) => tree.complicate(),
                };
            }
            panic!("{smallest:?}\n{error}");
        }
    }

    async fn an_edited_post_keeps_what_it_said_before(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let article = ingest(store, source, 0..1).await[0];
        let post = |version: i64| Post {
            key: "post".to_owned(),
            title: format!("The pier is closed, report {version}"),
            published: Some(NOON),
            body: vec![Block::Paragraph(RichText::plain("No ferry leaves."))],
            ..Post::default()
        };
        let id = store.put_posts(article, NOON, &[post(0)]).await.unwrap().added[0];
        for version in 1..24 {
            assert_eq!(store.put_posts(article, minutes(version), &[post(version)]).await.unwrap().changed, [id]);
        }
        let revisions = store.post_revisions(id).await.unwrap();
        assert_eq!((revisions.len(), revisions[0].at, &revisions[0].title), (20, minutes(23), &post(22).title));
        assert_eq!(store.posts(article, PostPage::Latest, 9).await.unwrap()[0].revision_count, 20);

        // A mark is seen, but nothing that was said is lost by it.
        let marked = Post { is_key: true, ..post(23) };
        assert_eq!(store.put_posts(article, minutes(30), &[marked]).await.unwrap().changed, [id]);
        assert_eq!(store.post_revisions(id).await.unwrap(), revisions);
    }

    async fn times_that_lie_move_nothing(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let article = ingest(store, source, 0..1).await[0];
        let post = |n: i64, published: Option<Timestamp>| Post {
            key: format!("post-{n}"),
            title: format!("Report number {n} from the harbour"),
            published,
            ..Post::default()
        };
        let listed = async || {
            let rows = store.posts(article, PostPage::Latest, 99).await.unwrap();
            rows.into_iter().map(|row| (row.post.key, row.post.published.unwrap())).collect::<Vec<_>>()
        };
        // Times to come, and none: they are of now, in the order of the page.
        let page = [post(3, Some(minutes(90))), post(2, Some(minutes(80))), post(1, Some(minutes(70)))];
        store.put_posts(article, NOON, &page).await.unwrap();
        let undated = [post(5, None), post(4, None)];
        store.put_posts(article, minutes(1), &undated).await.unwrap();
        let first = listed().await;
        let of = |n: i64, at: i64| (format!("post-{n}"), minutes(at));
        assert_eq!(first, [of(5, 1), of(4, 1), of(3, 0), of(2, 0), of(1, 0)]);
        // When the time has come, nothing moves any more.
        assert_eq!(store.put_posts(article, minutes(100), &page).await.unwrap(), PostReport::default());
        assert_eq!(listed().await, first);
        // A post that had no time takes the one that is told later; another does not.
        let told = [post(5, Some(minutes(-5))), post(4, Some(minutes(9)))];
        assert_eq!(store.put_posts(article, minutes(101), &told).await.unwrap().changed.len(), 1);
        assert_eq!(listed().await, [of(4, 1), of(3, 0), of(2, 0), of(1, 0), of(5, -5)]);
        let bumped = [post(4, Some(minutes(99)))];
        assert_eq!(store.put_posts(article, minutes(102), &bumped).await.unwrap(), PostReport::default());
    }

    async fn a_live_blog_is_followed_by_itself_within_bounds(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..4).await;
        let tried = async |article: ArticleId, now: Timestamp| store.follow_live_blog(article, now, now, 2).await.unwrap();
        let first = tried(ids[0], NOON).await.unwrap();
        assert_eq!(tried(ids[0], NOON).await, None, "it is followed already");
        let due = store.due_source(first).await.unwrap();
        let card = store.article(ids[0]).await.unwrap().card;
        assert_eq!((due.live_article, &due.url, due.kind), (Some(ids[0]), &card.url, news::SourceKind::LiveBlog));
        assert_eq!(store.source(first).await.unwrap().folder.as_deref(), Some("Morning"));
        assert_eq!(store.followed_live(&ids).await.unwrap(), [ids[0]]);
        tried(ids[1], NOON).await.unwrap();
        assert_eq!(tried(ids[2], NOON).await, None, "two are enough");

        // One that says nothing ends and may come back; one that the owner removes never does.
        assert_eq!(store.live_follows_to_end(NOON).await.unwrap(), []);
        let post = Post { key: "post".to_owned(), published: Some(minutes(20)), ..Post::default() };
        store.put_posts(ids[1], minutes(20), &[post]).await.unwrap();
        assert_eq!(store.live_follows_to_end(minutes(10)).await.unwrap(), [first]);
        store.end_live_follow(first, minutes(11)).await.unwrap();
        store.end_live_follow(source, minutes(11)).await.unwrap();
        assert_eq!(store.stats().await.unwrap().sources, 2, "what the owner follows does not end");
        let again = tried(ids[0], minutes(12)).await.unwrap();
        store.unfollow(again, minutes(13)).await.unwrap();
        assert_eq!(tried(ids[0], minutes(14)).await, None, "the owner does not want it");
        assert!(store.article(ids[0]).await.is_ok());

        // With the source that brought their articles, all of them end.
        store.pause(source, minutes(15), "enough").await.unwrap();
        assert_eq!(tried(ids[2], minutes(16)).await, None);
        assert_eq!(store.live_follows_to_end(minutes(10)).await.unwrap().len(), 1);
        store.resume(source, minutes(17)).await.unwrap();
        tried(ids[2], minutes(18)).await.unwrap();
        store.remove_articles_before(minutes(1), 10, minutes(19)).await.unwrap();
        assert_eq!(store.stats().await.unwrap().sources, 1, "they go with their articles");
    }
}

//! The world's content: how much there is, that it is the same in every run, and that only copies repeat a sentence.
#![allow(clippy::unwrap_used)]

use news::{Access, Timestamp};
use press::{Article, Look, Piece, Tells, World};
use std::collections::{BTreeMap, BTreeSet, HashSet};

const START: Timestamp = Timestamp(1_773_144_000 * Timestamp::SECOND);

fn world() -> World {
    World::new(START, 1.0, 8000)
}

#[test]
fn the_world_is_as_large_as_promised() {
    let world = world();
    let before = world.published(START);
    let day_later = world.published(START.plus_us(Timestamp::DAY));
    let languages: BTreeSet<_> = world.publishers.iter().map(|publisher| publisher.lang().to_string()).collect();
    let events: BTreeSet<_> = before.iter().map(|article| article.event).collect();
    assert!(world.publishers.len() >= 14);
    assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["de", "en", "es", "ru", "zh"]);
    assert!(before.len() >= 250, "{} articles", before.len());
    assert!(events.len() >= 40, "{} events", events.len());
    assert!(day_later.len() - before.len() >= 30, "{} more", day_later.len() - before.len());
    assert!(before[0].appears >= START.plus_us(-3 * Timestamp::DAY));
    for (index, publisher) in world.publishers.iter().enumerate() {
        assert!(world.published_by(index, START).count() >= 7, "{}", publisher.name);
    }
}

#[test]
fn every_way_of_telling_every_look_and_every_access_occurs() {
    let world = world();
    for tells in [Tells::Rss, Tells::RssFull, Tells::Atom, Tells::Json, Tells::Rdf, Tells::Sitemap, Tells::None] {
        assert!(world.publishers.iter().any(|publisher| publisher.tells == tells), "{tells:?}");
    }
    for look in [
        Look::Broadsheet,
        Look::Littered,
        Look::Modern,
        Look::Wire,
        Look::Magazine,
        Look::Blog,
        Look::Classic,
        Look::Portal,
    ] {
        assert!(world.publishers.iter().any(|publisher| publisher.look == look), "{look:?}");
    }
    for access in [Access::Free, Access::Metered, Access::Subscribers] {
        assert!(world.articles.iter().any(|article| article.access == access), "{access:?}");
    }
    let any = |holds: fn(&Article) -> bool| world.articles.iter().any(holds);
    assert!(any(|article| article.video.is_some()));
    assert!(any(|article| article.authors.len() > 1 && article.authors.iter().all(|author| author.place.is_some())));
    assert!(any(|article| article.update.is_some()));
}

#[test]
fn events_are_told_across_languages_and_have_look_alikes() {
    let world = world();
    let mut languages: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut first_at: BTreeMap<(&str, String), Timestamp> = BTreeMap::new();
    for article in world.published(START) {
        let lang = world.publisher(article).lang().to_string();
        languages.entry(article.event).or_default().insert(lang.clone());
        first_at.entry((article.event, lang)).or_insert(article.appears);
    }
    assert_eq!(languages["anchorage-summit"].len(), 5, "the summit is told by many");
    let in_so_many = |least: usize| languages.values().filter(|told| told.len() >= least).count();
    assert!(in_so_many(2) >= 30 && in_so_many(4) >= 6, "{} and {}", in_so_many(2), in_so_many(4));
    // Two events of one kind, told in the same languages within the same days, are two stories.
    for (one, other) in [
        ("nemuro-quake", "taltal-quake"),
        ("corvane-results", "lumenor-results"),
        ("norrmark-rate", "castria-rate"),
        ("anchorage-summit", "quito-water-summit"),
        ("crown-cup-final", "crown-cup-women"),
        ("heron-probe", "tern-probe-lost"),
    ] {
        let apart_us = first_at[&(one, "en".to_owned())].since_us(first_at[&(other, "en".to_owned())]).abs();
        assert!(apart_us < 3 * Timestamp::DAY, "{one} and {other}");
    }
}

#[test]
fn people_are_quoted_and_report_from_places_in_every_language() {
    let world = world();
    let mut quoted: BTreeMap<String, usize> = BTreeMap::new();
    let mut placed: BTreeMap<String, usize> = BTreeMap::new();
    for article in &world.articles {
        let lang = world.publisher(article).lang().to_string();
        let is_quote = |piece: &Piece| match piece {
            Piece::Quote(_) => true,
            Piece::Paragraph(text) | Piece::Heading(text) => text.contains(['"', '“', '”', '«', '»', '„']),
        };
        *quoted.entry(lang.clone()).or_default() += usize::from(article.body.iter().any(is_quote));
        *placed.entry(lang).or_default() += usize::from(article.authors.iter().any(|author| author.place.is_some()));
    }
    for lang in ["de", "en", "es", "ru", "zh"] {
        assert!(quoted[lang] >= 12 && placed[lang] >= 1, "{lang}: {quoted:?} {placed:?}");
    }
}

#[test]
fn the_live_blog_goes_on_after_the_start() {
    let world = world();
    let posts = world.articles.iter().find_map(|article| article.posts.as_ref()).unwrap();
    let within = |from: i64, to: i64| {
        posts.iter().filter(|post| (from..to).contains(&(post.appears.since_us(START) / Timestamp::MINUTE))).count()
    };
    assert!(within(-1440, 0) >= 10);
    assert!(within(0, 60) >= 20, "a post every couple of minutes in the first hour");
    assert!(posts.windows(2).all(|pair| pair[0].appears <= pair[1].appears));
}

#[test]
fn the_same_arguments_make_the_same_world() {
    let told = |world: World| format!("{:?}", world.articles);
    assert_eq!(told(world()), told(world()));
    assert_ne!(told(world()), told(World::new(START.plus_us(Timestamp::DAY), 1.0, 8000)));
}

#[test]
fn a_fast_clock_dates_what_is_to_come_at_the_real_moment() {
    let check = |speed: f64, script_hours: i64, expected_minutes: i64| {
        let world = World::new(START, speed, 8000);
        let appears = START.plus_us(script_hours * Timestamp::HOUR);
        let article = world.articles.iter().find(|article| article.appears == appears).unwrap();
        assert_eq!(article.published.since_us(START) / Timestamp::MINUTE, expected_minutes, "{speed}, {script_hours}");
    };
    check(1.0, 3, 180);
    check(30.0, 3, 6);
    check(30.0, -6, -360);
}

#[test]
fn addresses_are_unique_and_point_to_one_event() {
    let truth = world().truth();
    let addresses: HashSet<_> = truth.iter().map(|(url, _)| url).collect();
    assert_eq!(addresses.len(), truth.len());
}

#[test]
fn only_copies_repeat_a_sentence_and_no_seam_shows() {
    let world = world();
    let mut teller_of: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for (index, article) in world.articles.iter().enumerate() {
        let pieces = article.body.iter().map(|piece| match piece {
            Piece::Paragraph(text) | Piece::Heading(text) | Piece::Quote(text) => text,
        });
        for text in pieces.chain([&article.lead, &article.title]) {
            assert!(!text.contains(['{', '}', '[', ']']) && !text.contains("  "), "{}: {text}", article.event);
            if article.copied_from.is_some() {
                continue;
            }
            let lines = text.replace(". ", ".\n").replace("? ", "?\n").replace('。', "。\n");
            for sentence in lines.lines() {
                if sentence.chars().count() < 16 {
                    continue;
                }
                let first = teller_of.entry(sentence.to_owned()).or_insert((article.event, index));
                assert_eq!(first.1, index, "{} repeats {}: {sentence}", article.event, first.0);
            }
        }
    }
}

#[test]
fn a_copy_keeps_its_original_s_words() {
    let world = world();
    let copies: Vec<_> = world.articles.iter().filter(|article| article.copied_from.is_some()).collect();
    assert!(copies.len() >= 60, "{}", copies.len());
    for copy in copies {
        let is_kept = world.articles.iter().any(|other| {
            other.copied_from.is_none() && other.event == copy.event && other.body.starts_with(&copy.body)
        });
        assert!(is_kept, "{}", copy.title);
    }
}

//! Timelines of invented stories.

use super::days::{self, Told};
use super::*;
use crate::quotes::text::Text;
use crate::sentences;
use news::{Block, Post, RichText};

/// An article of the invented story: publisher, time of publishing, language, text. The first line is the title.
type Report<'a> = (i64, &'a str, &'a str, &'a str);

fn timeline(articles: &[Report]) -> Vec<String> {
    let tellings: Vec<Telling> = articles
        .iter()
        .zip(1..)
        .map(|((publisher, published, lang, text), number)| {
            let (title, text) = text.split_once('\n').unwrap();
            Telling {
                article: ArticleId(number),
                publisher: PublisherId(*publisher),
                published: Timestamp::parse_rfc3339(published).unwrap(),
                lang: Lang::parse(lang).unwrap(),
                utc_offset_minutes: 0,
                copy_of: None,
                title,
                text,
                posts: &[],
            }
        })
        .collect();
    shown(&of_story(&tellings), &tellings)
}

/// `time [publishers] article: sentence`; holds that spans stand where they say.
fn shown(events: &[Event], tellings: &[Telling]) -> Vec<String> {
    let show = |event: &Event| {
        let Passage { article, post, span, sentence } = &event.passage;
        let telling = tellings.iter().find(|telling| telling.article == *article).unwrap();
        if post.is_none() {
            assert_eq!(span.of(telling.text), sentence);
            if let Some(dated_by) = event.dated_by {
                assert!(span.start <= dated_by.start && dated_by.end <= span.end, "{sentence}");
            }
        }
        assert_eq!(event.told_by[0], *article);
        let at = event.at.to_string();
        let when = if event.precision == Precision::Day { &at[..10] } else { &at[..16] };
        format!("{when} [{}] {article}: {sentence}", event.publishers)
    };
    events.iter().map(show).collect()
}

const AGROUND: &str = "Ferry Aurelia runs aground off Lindwick\n\
    The ferry Aurelia ran aground off Lindwick on Monday evening with 212 people on board. Captain Maria Oakes said that nobody \
    was hurt.\n\nThe coastguard of Lindwick opened an inquiry on Tuesday into the grounding of the ferry.";

#[test]
fn events_of_several_days_are_told_in_their_order_and_counted_by_publisher() {
    let events = timeline(&[
        (
            2,
            "2026-03-05T16:00:00Z",
            "en",
            "Aurelia towed to harbour\n\
            Tugs pulled the ferry Aurelia into the harbour of Oberau on Thursday, three days after it had struck a reef.\n\n\
            The ship had run aground off Lindwick on Monday evening with 212 people on board.",
        ),
        (1, "2026-03-03T09:00:00Z", "en", AGROUND),
        (
            3,
            "2026-03-05T18:30:00Z",
            "en",
            "Ferry is back in harbour\n\
            The ferry Aurelia was pulled by tugs into the harbour of Oberau on Thursday.\n\n\
            Is it over? Its owner will repair the ship next Monday.",
        ),
    ]);
    assert_eq!(
        events,
        [
            "2026-03-02 [2] 2: The ferry Aurelia ran aground off Lindwick on Monday evening with 212 people on board.",
            "2026-03-03 [1] 2: The coastguard of Lindwick opened an inquiry on Tuesday into the grounding of the ferry.",
            "2026-03-05 [2] 3: The ferry Aurelia was pulled by tugs into the harbour of Oberau on Thursday.",
        ]
    );
}

#[test]
fn copies_are_not_read_and_a_single_event_is_no_timeline() {
    let original = Telling {
        article: ArticleId(1),
        publisher: PublisherId(1),
        published: Timestamp::parse_rfc3339("2026-03-03T09:00:00Z").unwrap(),
        lang: Lang::EN,
        utc_offset_minutes: 0,
        copy_of: None,
        title: "Ferry Aurelia runs aground off Lindwick",
        text: AGROUND.split_once('\n').unwrap().1,
        posts: &[],
    };
    let copy = Telling { article: ArticleId(2), publisher: PublisherId(2), copy_of: Some(ArticleId(1)), ..original };
    let events = of_story(&[original, copy]);
    assert!(!events.is_empty() && events.iter().all(|event| event.told_by == [ArticleId(1)] && event.publishers == 1));
    assert_eq!(
        of_story(&[Telling { text: "The ferry Aurelia ran aground off Lindwick on Monday evening.", ..original }]),
        []
    );
    assert_eq!(of_story(&[]), []);
}

#[test]
fn days_are_read_in_many_languages() {
    let check = |lang: &str, sentence: &str, expected: Option<&str>| {
        // A Wednesday.
        let published: Date = "2026-03-04".parse().unwrap();
        let text = Text::new(sentence);
        let told = match days::told(&text, 0..text.tokens.len(), Lang::parse(lang).unwrap(), published) {
            Told::Day(day, span) => Some(format!("{day} {}", span.of(sentence))),
            Told::Ahead => Some("ahead".to_owned()),
            Told::Nothing => None,
        };
        assert_eq!(told.as_deref(), expected, "{sentence}");
    };
    check("en", "The bridge fell on Monday.", Some("2026-03-02 Monday"));
    check("en", "The bridge fell on Wednesday morning.", Some("2026-03-04 Wednesday"));
    check("en", "The bridge fell last Wednesday.", Some("2026-02-25 Wednesday"));
    check("en", "The bridge fell last night.", Some("2026-03-03 last night"));
    check("en", "The bridge fell on 3 November.", Some("2025-11-03 3 November"));
    check("en", "The bridge fell on March 1st, 2026, at noon.", Some("2026-03-01 March 1st, 2026"));
    check("en", "The bridge, closed since Monday, fell on Tuesday.", Some("2026-03-03 Tuesday"));
    check("en", "Half of the bridges stood as of March 1, 2026.", None);
    check("en", "The council will vote on Friday.", Some("ahead"));
    check("en", "The council said on Monday that it will vote on Friday.", Some("2026-03-02 Monday"));
    check("en", "The council votes on 20 March.", Some("ahead"));
    check("en", "The council votes on Thursday.", Some("ahead"));
    check("en", "The council voted last Thursday.", Some("2026-02-26 Thursday"));
    check("en", "He said: “It fell on Monday.”", None);
    check("en", "It may rain, and march they will.", None);
    check("de", "Am Montagabend stürzte die Brücke ein.", Some("2026-03-02 Montagabend"));
    check("de", "Am 1. März stürzte die Brücke ein.", Some("2026-03-01 1. März"));
    check("de", "Die Brücke ist seit dem 1. März gesperrt.", None);
    check("de", "Am kommenden Freitag tagt der Rat.", Some("ahead"));
    check("es", "El puente cayó el lunes por la noche.", Some("2026-03-02 lunes"));
    check("es", "El puente cayó el 1 de marzo de 2026.", Some("2026-03-01 1 de marzo de 2026"));
    check("es", "El puente cayó ayer.", Some("2026-03-03 ayer"));
    check("fr", "Le pont s’est effondré lundi dernier.", Some("2026-03-02 lundi"));
    check("fr", "Le pont s’est effondré le 1er mars.", Some("2026-03-01 1er mars"));
    check("fr", "Il s’est effondré aujourd’hui.", Some("2026-03-04 aujourd’hui"));
    check("ru", "Мост обрушился в понедельник вечером.", Some("2026-03-02 понедельник"));
    check("ru", "Мост обрушился 1 марта 2026 года.", Some("2026-03-01 1 марта 2026"));
    check("ru", "Мост закрыт с 1 марта.", None);
    check("ru", "Мост обрушился вчера.", Some("2026-03-03 вчера"));
    check("zh", "周一晚，大桥倒塌。", Some("2026-03-02 周一"));
    check("zh", "大桥于星期三倒塌。", Some("2026-03-04 星期三"));
    check("zh", "大桥在上周五倒塌。", Some("2026-02-27 周五"));
    check("zh", "2026年3月1日，大桥倒塌。", Some("2026-03-01 2026年3月1日"));
    check("zh", "市长27日说，大桥倒塌。", Some("2026-02-27 27日"));
    check("zh", "大桥昨天倒塌。", Some("2026-03-03 昨天"));
    check("ja", "橋は2日に崩れた。", Some("2026-03-02 2日"));
    check("ja", "橋は月曜日に崩れた。", Some("2026-03-02 月曜"));
    check("it", "Il ponte è crollato lunedì.", Some("2026-03-02 lunedì"));
    check("pl", "Most zawalił się w poniedziałek.", Some("2026-03-02 poniedziałek"));
    check("xx", "The bridge fell on 2026-03-01.", None);
}

#[test]
fn the_publishers_clock_tells_which_day_it_is() {
    let check = |utc_offset_minutes: i32, expected: &str| {
        let telling = Telling {
            article: ArticleId(1),
            publisher: PublisherId(1),
            // Late on Tuesday in UTC, Wednesday in Tokyo.
            published: Timestamp::parse_rfc3339("2026-03-03T23:00:00Z").unwrap(),
            lang: Lang::EN,
            utc_offset_minutes,
            copy_of: None,
            title: "Bridge falls in Lindwick",
            text: "The old bridge of Lindwick fell into the river yesterday. \
                A crane ship was brought to Lindwick from Oberau on 27 February.",
            posts: &[],
        };
        let events = of_story(&[telling]);
        assert_eq!(&events[1].at.to_string()[..10], expected, "{events:?}");
    };
    check(0, "2026-03-02");
    check(9 * 60, "2026-03-03");
}

#[test]
fn what_opens_a_report_without_a_day_happened_when_it_was_published() {
    let events = timeline(&[
        (
            1,
            "2026-03-03T09:15:00Z",
            "de",
            "Fähre vor Lindwick auf Grund gelaufen\n\
            Vor Lindwick ist die Fähre Aurelia mit 212 Menschen an Bord auf Grund gelaufen. Niemand wurde verletzt. \
            Der Hafen ist der größte an der Küste von Westmark.",
        ),
        (
            2,
            "2026-03-05T11:40:00Z",
            "de",
            "Aurelia wieder frei\n\
            Schlepper haben die Aurelia am Donnerstag nach Oberau gezogen. Das teilte die Reederei in Oberau mit.",
        ),
    ]);
    assert_eq!(
        events,
        [
            "2026-03-03T09:15 [1] 1: Vor Lindwick ist die Fähre Aurelia mit 212 Menschen an Bord auf Grund gelaufen.",
            "2026-03-05 [1] 2: Schlepper haben die Aurelia am Donnerstag nach Oberau gezogen.",
        ]
    );
}

#[test]
fn what_one_publisher_tells_in_other_words_or_from_afar_is_no_event() {
    let towed = "Aurelia is in harbour\nTugs pulled the Aurelia into the harbour of Oberau on Thursday.";
    let check = |published: &str, text: &str, expected: bool| {
        let aground =
            "Ferry Aurelia aground\nThe ferry Aurelia ran aground off Lindwick on Monday with 212 people on board.";
        let first = (1, "2026-03-02T12:00:00Z", "en", aground);
        let events = timeline(&[first, (2, "2026-03-05T12:00:00Z", "en", towed), (3, published, "en", text)]);
        assert_eq!(events.iter().any(|event| event.contains(" 3: ")), expected, "{text}: {events:?}");
        assert!(events.len() >= 2, "{events:?}");
    };
    let other_words =
        "A reef in the fog\nIn thick fog a reef tore open the hull of the Aurelia, a ship of forty years.";
    check("2026-03-02T13:00:00Z", other_words, false);
    check(
        "2026-03-02T19:00:00Z",
        "All are ashore\nThe last passengers of the Aurelia came ashore in boats of fishermen, all but Captain Maria Oakes.",
        true,
    );
    check(
        "2026-03-07T10:00:00Z",
        "A view\n\"Fog is no excuse for the Aurelia,\" said Professor Jan Berg of Oberau.",
        false,
    );
    let aside =
        "Calls for lights\nThursday's tow comes after Captain Maria Oakes told Oberau that the reef needs a light.";
    check("2026-03-07T10:00:00Z", aside, false);
    let caption =
        "In pictures\nDivers look at the hull of the Aurelia on Saturday, March 7, 2026, in Oberau, where it lies.";
    check("2026-03-07T10:00:00Z", caption, false);
}

#[test]
fn one_event_told_in_two_languages_is_one() {
    let events = timeline(&[
        (1, "2026-03-03T09:00:00Z", "en", AGROUND),
        (
            2,
            "2026-03-03T10:00:00Z",
            "ru",
            "Паром Аурелия сел на мель у Линдвика\n\
            Паром Аурелия, на борту которого были 212 человек, в понедельник сел на мель у Линдвика.",
        ),
    ]);
    assert_eq!(events.len(), 2, "{events:?}");
    assert!(events[0].starts_with("2026-03-02 [2]"), "{events:?}");
}

#[test]
fn key_posts_of_a_live_blog_are_events_to_the_minute() {
    let post = |key: &str, title: &str, published: &str, text: &str| Post {
        key: key.to_owned(),
        title: title.to_owned(),
        published: Timestamp::parse_rfc3339(published),
        body: vec![Block::Paragraph(RichText::plain(text))],
        ..Post::default()
    };
    let posts = [
        post(
            "c",
            "All ashore",
            "2026-03-02T20:40:00Z",
            "All 212 passengers of the Aurelia are ashore. Buses are waiting.",
        ),
        post("b", "", "2026-03-02T20:10:00Z", "The wind at the quay of Lindwick has dropped to four knots."),
        post("a", "Ferry aground", "2026-03-02T19:05:00Z", "A ferry has run aground off Lindwick in thick fog."),
    ];
    let telling = Telling {
        article: ArticleId(7),
        publisher: PublisherId(1),
        published: Timestamp::parse_rfc3339("2026-03-02T19:00:00Z").unwrap(),
        lang: Lang::EN,
        utc_offset_minutes: 0,
        copy_of: None,
        title: "Ferry aground off Lindwick: live",
        text: "We follow the events off Lindwick here.",
        posts: &posts,
    };
    let events = of_story(&[telling]);
    assert_eq!(
        shown(&events, &[telling]),
        [
            "2026-03-02T19:05 [1] 7: A ferry has run aground off Lindwick in thick fog.",
            "2026-03-02T20:40 [1] 7: All 212 passengers of the Aurelia are ashore.",
        ]
    );
    assert_eq!(events.iter().map(|event| event.passage.post.as_deref()).collect::<Vec<_>>(), [Some("a"), Some("c")]);
}

#[test]
fn full_stops_of_abbreviations_end_no_sentence() {
    let check = |text: &str, expected: &[&str]| {
        let text = Text::new(text);
        let found: Vec<&str> = sentences::cut(&text).into_iter().map(|one| text.span(one).of(text.source)).collect();
        assert_eq!(found, expected);
    };
    check("Er kam am 3. März. Es regnete.", &["Er kam am 3. März.", "Es regnete."]);
    check("It met the U.N. Security Council.", &["It met the U.N. Security Council."]);
    check("It lies in the U.S. The rain fell.", &["It lies in the U.S.", "The rain fell."]);
    check("He is 25. Police came.", &["He is 25.", "Police came."]);
    check("大桥倒塌。市长到场。", &["大桥倒塌。", "市长到场。"]);
    check("", &[]);
}

//! Invented publishers that differ.

use super::*;
use news::Timestamp;

/// Publisher, hour of the day, language, text.
type Report<'a> = (i64, i64, &'a str, &'a str);

fn compared(reports: &[Report]) -> Comparison {
    let tellings: Vec<Telling> = reports
        .iter()
        .zip(1..)
        .map(|((publisher, hour, lang, text), number)| Telling {
            article: ArticleId(number),
            publisher: PublisherId(*publisher),
            published: Timestamp::parse_rfc3339(&format!("2026-03-03T{hour:02}:00:00Z")).unwrap(),
            ..Telling::alone("", text, Lang::parse(lang).unwrap())
        })
        .collect();
    let comparison = compare(&tellings);
    let mut reversed = tellings.clone();
    reversed.reverse();
    assert_eq!(compare(&reversed), comparison, "the order of the articles is nothing");
    comparison
}

/// `words: articles / words: articles`, the sides of each difference.
fn differ(reports: &[Report]) -> Vec<String> {
    let side = |side: &Side| {
        let articles: Vec<String> = side.passages.iter().map(|passage| passage.article.to_string()).collect();
        format!("{}: {}", side.words, articles.join(" "))
    };
    let show = |difference: &Difference| difference.sides.iter().map(side).collect::<Vec<_>>().join(" / ");
    compared(reports).differ.iter().map(show).collect()
}

#[test]
fn numbers_that_contradict_each_other_are_set_side_by_side() {
    let check = |reports: &[Report], expected: &[&str]| assert_eq!(differ(reports), expected);
    check(
        &[
            (1, 8, "en", "The fire in the Oberau mill injured 12 workers on Tuesday."),
            (2, 9, "en", "A fire in the mill of Oberau injured 15 workers."),
            (3, 9, "en", "Twelve workers were injured by the fire in the Oberau mill."),
        ],
        &["15 workers: 2 / Twelve workers: 3 1"],
    );
    // Who corrects itself is taken at its last word; about and nearly are no contradiction.
    check(
        &[
            (1, 8, "en", "The fire in the Oberau mill injured 12 workers on Tuesday."),
            (1, 10, "en", "The fire in the Oberau mill injured 15 workers on Tuesday."),
            (2, 11, "en", "The fire in the Oberau mill injured 15 workers."),
        ],
        &[],
    );
    check(
        &[
            (1, 8, "en", "The storm left about 2,000 homes in Lindwick without power."),
            (2, 9, "en", "The storm left 2,040 homes in Lindwick without power."),
        ],
        &[],
    );
    // "36 instead of nine" tells why the other says nine.
    check(
        &[
            (1, 8, "en", "The operator wants to run the twelve cranes of the Kallo quay with nine employees."),
            (
                2,
                9,
                "en",
                "The cranes of the Kallo quay will be run by 36 employees instead of nine, says the operator.",
            ),
        ],
        &[],
    );
    // Another thing is counted, or another event.
    check(
        &[
            (1, 8, "en", "The fire in the Oberau mill injured 12 workers on Tuesday."),
            (2, 9, "en", "The fire in the Oberau mill destroyed 15 machines on Tuesday."),
            (3, 9, "en", "A crash near Passau injured 30 workers of a bus line on Monday."),
        ],
        &[],
    );
    check(
        &[
            (1, 8, "de", "Bei dem Brand in der Mühle von Oberau wurden zwölf Arbeiter verletzt."),
            (2, 9, "de", "Bei dem Brand der Mühle in Oberau sind 15 Arbeiter verletzt worden."),
        ],
        &["15 Arbeiter: 2 / zwölf Arbeiter: 1"],
    );
    check(
        &[
            (1, 8, "zh", "奥伯劳面粉厂星期二发生火灾，造成12名工人受伤。"),
            (2, 9, "zh", "奥伯劳面粉厂发生火灾，15名工人受伤。"),
        ],
        &["15名: 2 / 12名: 1"],
    );
}

#[test]
fn days_and_names_that_contradict_each_other_are_found() {
    assert_eq!(
        differ(&[
            (1, 8, "en", "The ferry Aurelia ran aground off Lindwick on Monday in thick fog."),
            (2, 9, "en", "The ferry Aurelia ran aground off Lindwick on Sunday in thick fog."),
        ]),
        ["Sunday: 2 / Monday: 1"]
    );
    assert_eq!(
        differ(&[
            (1, 8, "en", "The ferry was led by captain Maria Oakes through the thick fog."),
            (2, 9, "en", "The ferry was led by captain Martin Olsen through the thick fog."),
            (3, 9, "en", "The ferry was led by captain Oakes through the thick fog."),
        ]),
        ["Martin Olsen: 2 / Maria Oakes: 1"]
    );
}

#[test]
fn what_one_tells_alone_and_what_others_leave_out_is_found() {
    let common = "The ferry Aurelia ran aground off Lindwick on Monday evening in thick fog with 212 people on board. \
        The coastguard of Lindwick brought all passengers ashore from the ferry Aurelia in lifeboats before midnight. ";
    let filler = "Weather stations along the Lindwick shore recorded hardly any wind during that whole evening. \
        Fishermen in the harbour said that such fog comes twice in a year and leaves before breakfast. \
        Trains to the islands were held back for an hour so that travellers could reach their connections. \
        The town hall opened its gymnasium and handed out blankets, tea and bread to everybody who came. ";
    let inquiry =
        "Prosecutors in Oberau opened an inquiry against the owner Lindwick Lines over missing radar repairs. ";
    let long = |own: &str| format!("{common}{own}{filler}");
    let without = format!(
        "{}{filler}{filler}",
        "The ferry Aurelia ran aground off Lindwick on Monday evening in thick fog with 212 people on board. "
    );
    let (first, others) = (long(inquiry), long(""));
    let comparison =
        compared(&[(1, 8, "en", &first), (2, 9, "en", &others), (3, 9, "en", &others), (4, 10, "en", &without)]);
    let alone: Vec<(i64, &str)> = comparison
        .alone
        .iter()
        .flat_map(|alone| alone.passages.iter().map(|passage| (alone.publisher.0, passage.sentence.as_str())))
        .collect();
    assert_eq!(alone, [(1, inquiry.trim())]);
    let left_out: Vec<(&str, &[PublisherId])> = comparison
        .left_out
        .iter()
        .map(|left_out| (left_out.passage.sentence.as_str(), left_out.left_out_by.as_slice()))
        .collect();
    assert_eq!(left_out.len(), 1, "{left_out:#?}");
    assert!(left_out[0].0.starts_with("The coastguard"), "{left_out:#?}");
    assert_eq!(left_out[0].1, [PublisherId(4)]);
}

#[test]
fn one_publisher_is_held_against_nobody() {
    assert_eq!(compared(&[]), Comparison::default());
    let text = "The fire in the Oberau mill injured 12 workers on Tuesday.";
    assert_eq!(compared(&[(1, 8, "en", text), (1, 9, "en", text)]), Comparison::default());
    // Another language is not compared by words.
    let german = "Bei dem Brand in der Mühle von Oberau wurden 15 Arbeiter verletzt.";
    assert_eq!(compared(&[(1, 8, "en", text), (2, 9, "de", german)]).differ, []);
}

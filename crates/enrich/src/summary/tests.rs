//! Summaries of invented articles and stories.

use super::*;
use news::Timestamp;

const AGROUND: &str = "The ferry Aurelia ran aground off Lindwick on Monday evening with 212 people on board.\n\n\
    Captain Maria Oakes said that thick fog had hidden the sandbank off Lindwick.\n\n\
    “We heard a scrape, then nothing,” a passenger said.\n\n\
    Subscribe to our newsletter\n\n\
    The coastguard of Lindwick brought all 212 people ashore from the ferry by midnight, Oakes said.\n\n\
    The cafe in the harbour serves a good soup.\n\n\
    It was cold.\n\n\
    Who will pay for the tugs?";

fn telling<'a>(
    article: i64,
    publisher: i64,
    lang: Lang,
    published: &str,
    title: &'a str,
    text: &'a str,
) -> Telling<'a> {
    Telling {
        article: ArticleId(article),
        publisher: PublisherId(publisher),
        published: Timestamp::parse_rfc3339(published).unwrap(),
        ..Telling::alone(title, text, lang)
    }
}

#[test]
fn an_article_is_summarised_by_what_the_rest_of_it_speaks_of() {
    let title = "Ferry aground off Lindwick";
    let chosen = of_article(title, AGROUND, Lang::EN, Length::Sentences(2));
    assert_eq!(
        chosen.iter().map(|span| span.of(AGROUND)).collect::<Vec<_>>(),
        [
            "The ferry Aurelia ran aground off Lindwick on Monday evening with 212 people on board.",
            "The coastguard of Lindwick brought all 212 people ashore from the ferry by midnight, Oakes said.",
        ]
    );
    let all = of_article(title, AGROUND, Lang::EN, Length::Sentences(99));
    assert_eq!(all.len(), 5, "no heading, question, or fragment");
}

#[test]
fn what_has_no_sentence_has_no_summary() {
    for text in ["", "Heading", "Why? Who? When?", "1, 2, 3", "🙂🙂🙂."] {
        assert_eq!(of_article("Title", text, Lang::EN, Length::Sentences(3)), [], "{text}");
    }
    assert_eq!(of_story(&[], &[Lang::EN], Length::Sentences(3)), []);
    assert_eq!(of_article("", AGROUND, Lang::EN, Length::Sentences(0)), []);
}

#[test]
fn a_length_in_words_is_passed_by_half_a_sentence_at_most() {
    for most in [10, 20, 30, 40, 60] {
        let chosen = of_article("Ferry aground", AGROUND, Lang::EN, Length::Words(most));
        let words: usize = chosen.iter().map(|span| span.of(AGROUND).split_whitespace().count()).sum();
        assert!(words <= most + 9, "{words} words for {most}");
    }
}

#[test]
fn scripts_without_spaces_or_capitals_are_summarised() {
    let check = |lang: Lang, text: &str, expected: &str| {
        let chosen = of_article("", text, lang, Length::Sentences(1));
        assert_eq!(chosen.iter().map(|span| span.of(text)).collect::<Vec<_>>(), [expected]);
    };
    check(
        Lang::ZH,
        "奥雷利亚号渡轮周一晚间在林德维克附近搁浅，船上有二百一十二人。船长说，大雾遮住了沙洲。海岸警卫队把渡轮上的二百一十二人全部送上岸。港口的汤很好喝。",
        "奥雷利亚号渡轮周一晚间在林德维克附近搁浅，船上有二百一十二人。",
    );
    check(
        Lang::parse("ar").unwrap(),
        "جنحت العبارة أوريليا قبالة ليندويك مساء الاثنين وعلى متنها 212 شخصا. قال القبطان إن الضباب حجب الشاطئ. \
         نقل خفر السواحل في ليندويك جميع ركاب العبارة إلى البر. المقهى في الميناء يقدم حساء جيدا.",
        "جنحت العبارة أوريليا قبالة ليندويك مساء الاثنين وعلى متنها 212 شخصا.",
    );
}

#[test]
fn a_story_is_told_once_and_counts_who_tells_it() {
    let tellings = [
        telling(1, 1, Lang::EN, "2026-03-02T20:00:00Z", "Ferry aground off Lindwick", AGROUND),
        telling(
            2,
            2,
            Lang::EN,
            "2026-03-02T21:00:00Z",
            "Aurelia hits sandbank",
            "The ferry Aurelia ran aground off Lindwick on Monday with 212 people on board. \
             The owner of the Aurelia, Lindwick Lines, said that tugs would come on Tuesday.",
        ),
        telling(
            3,
            3,
            Lang::EN,
            "2026-03-03T08:00:00Z",
            "Tugs free the Aurelia",
            "Three tugs freed the ferry Aurelia off Lindwick on Tuesday morning. \
             Lindwick Lines, the owner, said that the hull of the Aurelia was sound.",
        ),
        Telling {
            copy_of: Some(ArticleId(1)),
            ..telling(4, 4, Lang::EN, "2026-03-02T22:00:00Z", "Ferry aground off Lindwick", AGROUND)
        },
    ];
    let points = of_story(&tellings, &[Lang::EN], Length::Sentences(3));
    assert_eq!(points.len(), 3);
    let all = of_story(&tellings, &[Lang::EN], Length::Sentences(9));
    let told_by = |words: &str| -> (usize, Vec<i64>) {
        let mut told = all.iter().filter(|point| point.passage.sentence.contains(words));
        let point = told.next().unwrap_or_else(|| panic!("{words} in {all:#?}"));
        assert_eq!(told.next(), None, "{words} is told once");
        (point.publishers, point.told_by.iter().map(|article| article.0).collect())
    };
    assert_eq!(told_by("ran aground"), (2, vec![1, 2]), "the copy does not count");
    assert_eq!(told_by("freed"), (1, vec![3]));
    assert_eq!(told_by("brought all"), (1, vec![1]));
    assert!(points[0].passage.sentence.contains("freed"), "how things stand comes first: {points:#?}");
    for point in &points {
        let telling = tellings.iter().find(|telling| telling.article == point.passage.article).unwrap();
        assert_eq!(point.passage.span.of(telling.text), point.passage.sentence);
        assert_eq!(point.told_by[0], point.passage.article);
    }
    let reversed: Vec<Telling> = tellings.iter().rev().copied().collect();
    assert_eq!(of_story(&reversed, &[Lang::EN], Length::Sentences(3)), points, "the order of the articles is nothing");
}

#[test]
fn a_reader_gets_sentences_in_the_wanted_language_where_it_has_enough() {
    let german = "Die Fähre Aurelia lief am Montagabend vor Lindwick mit 212 Menschen an Bord auf Grund. \
        Kapitänin Maria Oakes sagte, dichter Nebel habe die Sandbank vor Lindwick verdeckt. \
        Die Küstenwache von Lindwick brachte alle 212 Menschen von der Fähre an Land. \
        Drei Schlepper sollen die Fähre Aurelia am Dienstag vor Lindwick befreien. \
        Die Reederei Lindwick Lines sprach von einem unversehrten Rumpf der Aurelia. \
        Die Hafenbehörde von Lindwick leitete am Dienstag eine Untersuchung ein.";
    let german_lang = Lang::parse("de").unwrap();
    let tellings = [
        telling(1, 1, Lang::EN, "2026-03-02T20:00:00Z", "Ferry aground off Lindwick", AGROUND),
        telling(2, 2, german_lang, "2026-03-02T21:00:00Z", "Fähre vor Lindwick auf Grund", german),
    ];
    let articles = |lang: Lang| -> Vec<i64> {
        of_story(&tellings, &[lang], Length::Sentences(3)).iter().map(|point| point.passage.article.0).collect()
    };
    assert_eq!(articles(german_lang), [2, 2, 2]);
    let french = Lang::parse("fr").unwrap();
    assert!(!articles(french).is_empty(), "a story is told in what languages it has");
    let points = of_story(&tellings, &[french, german_lang], Length::Sentences(3));
    assert!(points.iter().all(|point| point.passage.article.0 == 2), "{points:#?}");
}

#[test]
fn a_name_that_other_languages_have_makes_no_sentence_the_worthiest() {
    let english = "The painting stolen from the museum in Ghent has been found in a bakery of the town. \
        The stolen painting of the Ghent museum stood in the bakery behind the flour. \
        Baker Roel Dhondt was surprised on that morning. \
        The museum in Ghent will show the painting again from next week.";
    let german =
        "Bäcker Roel Dhondt stand früh auf. Roel Dhondt griff in einen Sack. Niemand glaubte Roel Dhondt zuerst.";
    let french = "Le boulanger Roel Dhondt se levait. Roel Dhondt ouvrit un sac. Personne ne crut Roel Dhondt.";
    let tellings = [
        telling(1, 1, Lang::EN, "2026-03-02T20:00:00Z", "Stolen painting found in bakery", english),
        telling(2, 2, Lang::parse("de").unwrap(), "2026-03-02T20:00:00Z", "Bild im Mehl", german),
        telling(3, 3, Lang::parse("fr").unwrap(), "2026-03-02T20:00:00Z", "Un tableau dans la farine", french),
    ];
    let first = &of_story(&tellings, &[Lang::EN], Length::Sentences(2))[0].passage;
    assert!(first.sentence.contains("painting"), "{}", first.sentence);
}

#[test]
fn among_several_articles_no_sentence_points_to_one_that_is_not_there() {
    let first = "Captain Maria Oakes brought the ferry Aurelia back to Lindwick. She had steered the ferry Aurelia to Lindwick \
        for nine years.";
    let second =
        "The ferry Aurelia is back in Lindwick. It has a gash in its hull, the ferry company in Lindwick said.";
    let tellings = [
        telling(1, 1, Lang::EN, "2026-03-02T08:00:00Z", "Ferry Aurelia back in Lindwick", first),
        telling(2, 2, Lang::EN, "2026-03-02T09:00:00Z", "Ferry Aurelia in Lindwick", second),
    ];
    let points = of_story(&tellings, &[Lang::EN], Length::Sentences(4));
    let said: Vec<&str> = points.iter().map(|point| point.passage.sentence.as_str()).collect();
    assert!(
        !said.is_empty() && said.iter().all(|said| !said.starts_with("She ") && !said.starts_with("It ")),
        "{said:?}"
    );
}

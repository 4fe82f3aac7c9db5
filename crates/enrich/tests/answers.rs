//! Questions about events of the invented press: what is put first, and what is shown as an answer though nothing answers.

#[path = "answers/press.rs"]
mod press_questions;

use enrich::{
    answers::{self, Answer, Question},
    support::{self, Cited, Claim, Verdict},
};
use news::Lang;
use press_questions::{Press, Remembering, rows};

/// Nothing was fitted to these questions, nor to others about their events.
const UNSEEN: &str = include_str!("answers/unseen.txt");

#[test]
fn the_press_answers_what_it_tells_and_says_so_where_it_does_not() {
    let (press, model) = (Press::new(), Remembering::new());
    let (mut answered, mut right, mut unanswered) = (0, 0, 0);
    let (mut made_up, mut wrong, mut sure) = (Vec::new(), Vec::new(), 0);
    for row in rows(UNSEEN) {
        let tellings = press.tellings(row.event);
        let question = Question::read(row.question, row.lang);
        let Answer { found, is_sure } = answers::find(&question, &tellings, Some(&model)).unwrap();
        let first = found.first().map_or("", |found| found.passage.sentence.as_str());
        let shown = format!("{} | {first}", row.question);
        for one in &found {
            let telling = tellings.iter().find(|telling| telling.article == one.passage.article).unwrap();
            let cited = Cited { text: telling.text, lang: telling.lang, ..Cited::default() };
            let claim = Claim { text: &one.passage.sentence, lang: telling.lang, ..Claim::default() };
            assert!(matches!(support::check(&claim, &[cited]), Verdict::Supported { .. }), "{shown}");
            assert_eq!(one.passage.span.of(telling.text), one.passage.sentence);
        }
        if row.accepted.is_empty() {
            unanswered += 1;
            made_up.extend(is_sure.then_some(shown));
        } else {
            answered += 1;
            let is_right = row.accepted.iter().any(|word| first.contains(word));
            right += usize::from(is_right);
            sure += usize::from(is_sure && is_right);
            wrong.extend((!is_right).then_some(shown));
        }
    }
    println!("{answered} answered: {right} right, {sure} of them surely; {unanswered} not: {} made up", made_up.len());
    assert!(right * 100 >= answered * 65, "{right} of {answered}:\n{}", wrong.join("\n"));
    assert!(made_up.len() * 100 <= unanswered * 8, "{} of {unanswered}:\n{}", made_up.len(), made_up.join("\n"));
}

#[test]
fn without_a_model_words_find_and_nothing_is_sure() {
    let press = Press::new();
    let question = Question::read("How many people were rescued from the ferry?", Lang::EN);
    let answer = answers::find(&question, &press.tellings("baltic-ferry"), None).unwrap();
    assert!(answer.found.iter().any(|found| found.passage.sentence.contains("318")), "{answer:?}");
    assert!(!answer.is_sure);
}

#[test]
fn what_shares_nothing_with_the_articles_finds_nothing_that_is_sure() {
    let (press, model) = (Press::new(), Remembering::new());
    let tellings = press.tellings("baltic-ferry");
    for text in ["", "???", "who is it", "Can you recommend a good recipe for lentil soup?"] {
        let answer = answers::find(&Question::read(text, Lang::EN), &tellings, Some(&model)).unwrap();
        assert!(!answer.is_sure, "{text}: {answer:?}");
    }
    assert_eq!(answers::find(&Question::read("Who?", Lang::EN), &[], Some(&model)).unwrap(), Answer::default());
}

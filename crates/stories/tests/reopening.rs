//! Older stories are taken up again by what goes on with them, and by nothing that only looks like it. All texts are
//! invented.

#![allow(clippy::unwrap_used)]

use ai::{Embedder, LocalModel};
use enrich::enrich;
use news::{Article, ArticleId, Block, Embedding, PublisherId, RichText, StoryId, Timestamp};
use stories::{Candidate, Change, Clusterer, Likeness, OldStory, Options, likeliest, worth_reading};

type Text = (&'static str, &'static str);

const GROUNDING: Text = (
    "Ferry Silver Tern runs aground off Lindwick",
    "The ferry Silver Tern with 212 people on board ran aground on the Kelder sandbank off Lindwick on Tuesday. Captain Maria \
     Oakes blamed thick fog, and the shipping line Norden Lines promised an inquiry into the accident.",
);
const INQUIRY: Text = (
    "Inquiry into Silver Tern grounding blames broken radar",
    "The ferry Silver Tern ran aground off Lindwick because its radar had been broken for a week, an inquiry into the accident \
     has found. Captain Maria Oakes had asked Norden Lines twice to have it mended before the ferry struck the Kelder sandbank.",
);
const APPEAL: Text = (
    "Norden Lines appeals against findings on Silver Tern",
    "Norden Lines will appeal against the inquiry's finding that a broken radar made the ferry Silver Tern run aground on the \
     Kelder sandbank off Lindwick. Captain Maria Oakes called the appeal an insult.",
);
const FIRE: Text = (
    "Ferry Grey Heron catches fire off Lindwick",
    "A fire broke out in the engine room of the ferry Grey Heron off Lindwick on Friday. A fishing boat took off the 90 \
     passengers. Captain Tom Harrow praised his crew, and the owner Brandt Ferries promised an inquiry into the accident.",
);
const OUTPUT: Text = (
    "Auental dairies' weekly output up 3.2 percent",
    "Dairies of the Auental Milk Board delivered 4,112 tonnes of milk in the week to March 7, up 3.2 percent from the same week \
     a year earlier, the Auental Milk Board said. Deliveries in the year so far stand at 41,870 tonnes, up 1.9 percent.",
);
const NEXT_OUTPUT: Text = (
    "Auental dairies' weekly output up 2.4 percent",
    "Dairies of the Auental Milk Board delivered 4,078 tonnes of milk in the week to March 21, up 2.4 percent from the same week \
     a year earlier, the Auental Milk Board said. Deliveries in the year so far stand at 50,031 tonnes, up 2.0 percent.",
);
const QUARTER: Text = (
    "Hallmann Tools profit rises in first quarter",
    "Hallmann Tools said net profit rose 12 percent to 41 million crowns in the first quarter as drills sold well. Chief executive \
     Vera Stolz raised the forecast for the year. Analysts had expected 38 million.",
);
const RIVAL_QUARTER: Text = (
    "Brekke Pumps profit falls in first quarter",
    "Brekke Pumps said net profit fell 7 percent to 19 million crowns in the first quarter as pumps sold badly. Chief executive \
     Odd Lunde cut the forecast for the year. Analysts had expected 22 million.",
);

const PRICES: Text = (
    "Inflation in Norland rises to 3.1 percent in May",
    "Consumer prices in Norland rose 3.1 percent in May from a year earlier, the statistics office Norstat said on Tuesday. Food \
     and rents drove inflation. The central bank under governor Ada Quill meets next week.",
);
const NEXT_PRICES: Text = (
    "Norland inflation slows to 2.8 percent in June",
    "Inflation in Norland slowed to 2.8 percent in June, statistics office Norstat said on Wednesday, as petrol became cheaper. \
     Governor Ada Quill of the central bank has said that rates will stay high until prices rise by less than 2 percent.",
);

fn candidate(number: i64, day: i64, (title, body): Text) -> Candidate {
    let text = vec![Block::Paragraph(RichText::plain(body))];
    let article = Article { title: title.into(), body: text, ..Article::default() };
    let at = Timestamp((20_000 + day) * Timestamp::DAY);
    let vector = LocalModel::new().embed(&[&ai::title_and_lead(title, body)]).unwrap();
    let candidate = Candidate::new(ArticleId(number), PublisherId(number), at, &enrich(&article));
    candidate.with_embedding(Embedding::from_f32(&vector[0]).unwrap())
}

/// A window in which an article founded story 9, and story 1 that it may go on with.
fn window_and_old(old: Text, new: Text) -> (Clusterer, Candidate, Vec<OldStory>) {
    let (old, founder) = (candidate(1, 0, old), candidate(9, 14, new));
    let mut clusterer = Clusterer::new(Options::default());
    let placed = clusterer.place(founder.clone(), StoryId(9));
    assert_eq!(placed.story, Some(StoryId(9)));
    let older = worth_reading(&founder, vec![OldStory { story: StoryId(1), last: old.at, members: vec![old] }]);
    (clusterer, founder, older)
}

#[test]
fn only_what_goes_on_with_a_story_takes_it_up() {
    let check = |old, new, expected| {
        let (mut clusterer, founder, older) = window_and_old(old, new);
        let changes = clusterer.take_up(&founder, StoryId(9), &older);
        let story = clusterer.story_of(founder.article).map(|story| story.0);
        assert_eq!(story, Some(if expected { 1 } else { 9 }), "{new:?}");
        match changes.as_slice() {
            [Change::Moved { placement, from }, Change::Merged(merge)] => {
                assert_eq!((from.0, merge.from.0, merge.into.0), (9, 9, 1));
                let reason = &placement.reason;
                assert_eq!((reason.kind.as_str(), reason.minutes_apart), ("resumed", Some(14 * 24 * 60)));
                assert!(!reason.shared.is_empty(), "{reason:?}");
            }
            other => assert!(other.is_empty() && !expected, "{other:?}"),
        }
    };
    check(GROUNDING, INQUIRY, true);
    check(GROUNDING, FIRE, false);
    check(OUTPUT, NEXT_OUTPUT, false);
    check(QUARTER, RIVAL_QUARTER, false);
    check(GROUNDING, QUARTER, false);
    // FIXME: the next month's figure in other words. Of a series, only its third part is told by two that are as close.
    check(PRICES, NEXT_PRICES, true);
}

#[test]
fn what_people_decided_holds() {
    let check = |decide: fn(&mut Clusterer)| {
        let (mut clusterer, founder, older) = window_and_old(GROUNDING, INQUIRY);
        decide(&mut clusterer);
        assert_eq!(clusterer.take_up(&founder, StoryId(9), &older), []);
        assert_eq!((clusterer.story_of(founder.article), clusterer.len()), (Some(StoryId(9)), 1));
    };
    check(|clusterer| clusterer.keep_apart(StoryId(9), StoryId(1)));
    check(|clusterer| clusterer.pin(ArticleId(9), StoryId(9)));
    check(|clusterer| clusterer.pin(ArticleId(77), StoryId(9)));
    check(|clusterer| clusterer.exclude(ArticleId(9), StoryId(1)));
}

#[test]
fn two_old_stories_as_close_are_a_series() {
    let (mut clusterer, founder, mut older) = window_and_old(GROUNDING, INQUIRY);
    let twin = OldStory { story: StoryId(2), members: vec![candidate(2, 1, GROUNDING)], ..older[0].clone() };
    older.push(twin);
    assert_eq!(clusterer.take_up(&founder, StoryId(9), &older), []);
}

#[test]
fn guests_bring_what_follows_nearer_and_leave_with_their_host() {
    let (mut clusterer, founder, older) = window_and_old(GROUNDING, INQUIRY);
    clusterer.take_up(&founder, StoryId(9), &older);
    assert_eq!(clusterer.guests_of(StoryId(1)), [(ArticleId(1), founder.at)]);
    clusterer.forget_before(founder.at);
    assert_eq!(clusterer.articles_of(StoryId(1)).len(), 2);
    let follows = clusterer.place(candidate(10, 15, APPEAL), StoryId(10));
    assert_eq!(follows.story, Some(StoryId(1)));
    for _ in 0..3 {
        assert_eq!(clusterer.repair(&mut (100..).map(StoryId)), [], "nothing is split from a guest");
    }
    clusterer.forget_before(founder.at.plus_us(1));
    assert_eq!(clusterer.articles_of(StoryId(1)), [ArticleId(10)]);

    // A restart brings it back.
    let mut clusterer = Clusterer::new(Options::default());
    clusterer.restore_guest(&older[0].members[0], StoryId(1), founder.at);
    clusterer.restore(founder.clone(), StoryId(1), None);
    assert_eq!(clusterer.guests_of(StoryId(1)), [(ArticleId(1), founder.at)]);
    clusterer.remove(ArticleId(1));
    assert_eq!(clusterer.guests_of(StoryId(1)), []);
}

#[test]
fn a_founder_outside_the_window_takes_up_a_story_all_the_same() {
    let (_, founder, older) = window_and_old(GROUNDING, INQUIRY);
    let mut clusterer = Clusterer::new(Options::default());
    let changes = clusterer.take_up(&founder, StoryId(9), &older);
    assert!(matches!(changes.last(), Some(Change::Merged(merge)) if merge.into == StoryId(1)));
    assert!(clusterer.is_empty(), "nothing of it stays");
}

#[test]
fn the_likeliest_are_few_and_the_rarest_hashtags_tell() {
    let by =
        |story: i64, article: i64, one_in: f32| Likeness::by_hashtag(StoryId(story), ArticleId(article), 0.5, one_in);
    let mut alike: Vec<Likeness> = (10..40).map(|story| by(story, story, 2.0)).collect();
    alike.extend([by(1, 1, 500.0), by(1, 2, 2.0), by(1, 2, 600.0), by(1, 3, 3.0), by(1, 4, 4.0), by(2, 5, 50.0)]);
    alike.push(Likeness::by_words(StoryId(3), ArticleId(6), 1.0));
    let chosen = likeliest(&alike);
    let first: Vec<i64> = chosen.iter().take(3).map(|(story, _)| story.0).collect();
    assert_eq!((first, chosen.len()), (vec![3, 1, 2], 6));
    assert_eq!(chosen[1].1, [ArticleId(2), ArticleId(1), ArticleId(4)]);
    assert_eq!(likeliest(&[]), []);
}

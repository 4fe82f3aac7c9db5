//! A story that rests for weeks is taken up again where it stood: its id and its address stay. What only looks like it is
//! another story. All texts are invented.

#![allow(clippy::unwrap_used)]

mod newsroom;

use news::{Article, ArticleId, Block, PlacementReason, RichText, Timestamp};
use newsroom::{Newsroom, now};
use store::{Correction, Found, on_both_databases};

type Text = (&'static str, &'static str);

/// An accident, told twice, and what comes of it weeks later; then another accident of the kind at the same place.
const FERRY: [Text; 4] = [
    (
        "Ferry Silver Tern runs aground off Lindwick",
        "The ferry Silver Tern with 212 people on board ran aground on the Kelder sandbank off Lindwick on Tuesday. The harbour \
         authority of Lindwick said all passengers were brought ashore by lifeboats. Captain Maria Oakes blamed thick fog for the \
         accident, and the shipping line Norden Lines promised an inquiry.",
    ),
    (
        "Passengers of Silver Tern rescued after ferry hits Kelder sandbank",
        "Lifeboats brought 212 passengers of the Silver Tern to safety after the ferry struck the Kelder sandbank near Lindwick. \
         Captain Maria Oakes said the fog had come without warning. Norden Lines, which owns the Silver Tern, will pay for the \
         salvage, and the harbour authority will investigate the accident.",
    ),
    (
        "Inquiry into Silver Tern grounding blames broken radar",
        "The ferry Silver Tern ran aground off Lindwick because its radar had been broken for a week, the inquiry of the harbour \
         authority into the accident has found. Captain Maria Oakes had asked Norden Lines twice to have the radar mended before \
         the ferry with 212 passengers struck the Kelder sandbank in thick fog.",
    ),
    (
        "Ferry Grey Heron catches fire in Lindwick harbour",
        "A fire broke out in the engine room of the ferry Grey Heron in the harbour of Lindwick on Friday. A fishing boat took off \
         the 90 passengers, the coast guard said. Captain Tom Harrow praised his crew. The owner Brandt Ferries will replace the \
         burnt engine.",
    ),
];

/// What comes of the inquiry.
const APPEAL: Text = (
    "Norden Lines appeals against findings on Silver Tern",
    "Norden Lines will appeal against the finding of the inquiry that a broken radar made the ferry Silver Tern run aground on the \
     Kelder sandbank off Lindwick. Captain Maria Oakes called the appeal an insult to the 212 passengers of the Silver Tern.",
);

const BRIDGE: [Text; 4] = [
    (
        "Brücke von Auental eingestürzt: zwei Bauarbeiter vermisst",
        "Die neue Steinbachbrücke bei Auental ist am Montag kurz vor ihrer Fertigstellung eingestürzt. Zwei Bauarbeiter werden \
         vermisst, teilte Feuerwehrchef Jonas Brekke mit. Die Baufirma Hallmann aus Oberau hatte erst im Mai ein Gutachten zu den \
         Pfeilern der Steinbachbrücke vorgelegt.",
    ),
    (
        "Nach Einsturz der Steinbachbrücke: Suche nach Bauarbeitern geht weiter",
        "An der eingestürzten Steinbachbrücke bei Auental suchen Helfer weiter nach zwei vermissten Bauarbeitern. Feuerwehrchef \
         Jonas Brekke sprach von schwierigen Bedingungen am Fluss. Die Baufirma Hallmann will mit der Staatsanwaltschaft Oberau \
         zusammenarbeiten, die das Gutachten zu den Pfeilern prüft.",
    ),
    (
        "Gutachten zum Einsturz der Steinbachbrücke: Pfeiler waren zu schwach",
        "Die Pfeiler der eingestürzten Steinbachbrücke bei Auental waren zu schwach berechnet. Das geht aus einem Gutachten der \
         Staatsanwaltschaft Oberau hervor, die gegen die Baufirma Hallmann ermittelt. Beim Einsturz der Brücke waren zwei \
         Bauarbeiter ums Leben gekommen; Feuerwehrchef Jonas Brekke hatte die Suche geleitet.",
    ),
    (
        "Radweg an der Auental-Brücke nach Sturm gesperrt",
        "Ein umgestürzter Baum hat am Sonntag den Radweg an der Mühlbrücke bei Auental blockiert. Bürgermeisterin Vera Stolz bat \
         Radfahrer um Geduld, bis der Bauhof die Äste geräumt hat. Verletzt wurde niemand.",
    ),
];

const TRIAL: [Text; 4] = [
    (
        "Empieza en Puerto Lindo el juicio contra el alcalde Ramiro Cienfuegos",
        "El juicio contra el alcalde de Puerto Lindo, Ramiro Cienfuegos, empezó el lunes en la Audiencia de Costa Brisa. La fiscal \
         Lucía Maldonado lo acusa de haber cobrado sobornos de la constructora Obras Palmar por el paseo marítimo. Cienfuegos lo \
         negó todo.",
    ),
    (
        "La fiscal pide seis años de cárcel para el alcalde Cienfuegos",
        "La fiscal Lucía Maldonado pidió seis años de cárcel para Ramiro Cienfuegos, alcalde de Puerto Lindo, acusado de cobrar \
         sobornos de la constructora Obras Palmar. La defensa recusó a un testigo y la Audiencia de Costa Brisa aplazó el juicio \
         sobre el paseo marítimo.",
    ),
    (
        "Se reanuda el juicio por los sobornos de Obras Palmar al alcalde Cienfuegos",
        "La Audiencia de Costa Brisa reanudó el juicio contra Ramiro Cienfuegos, alcalde de Puerto Lindo. Un contable de la \
         constructora Obras Palmar declaró ante la fiscal Lucía Maldonado que los sobornos por el paseo marítimo se pagaron en \
         efectivo. Cienfuegos escuchó en silencio.",
    ),
    (
        "Juicio en Costa Brisa contra un concejal de Villa Arena por sobornos",
        "La Audiencia de Costa Brisa juzga desde el martes a Esteban Quiroga, concejal de Villa Arena, acusado de cobrar sobornos de \
         la empresa de basuras Limpia Sur. El fiscal Andrés Toledo pide cuatro años. Quiroga dijo que eran regalos.",
    ),
];

/// Two matches of one club.
const MATCH: Text = (
    "Rovers beat Port Alder as Lunde scores twice",
    "Lindwick Rovers beat Port Alder 2-1 on Saturday. Striker Odd Lunde scored twice for the Rovers before half-time, and \
     goalkeeper Jonas Brekke saved a penalty. Coach Vera Stolz praised the defence. Rovers are third in the league.",
);
const NEXT_MATCH: Text = (
    "Rovers lose to Oberau despite goal by Lunde",
    "Lindwick Rovers lost 1-3 at Oberau on Saturday. Striker Odd Lunde scored for the Rovers, but Oberau's Pavel Kral answered with \
     three goals after half-time. Coach Vera Stolz blamed the referee. Rovers fell to fifth in the league.",
);
/// The trial as it is told elsewhere.
const IN_ENGLISH: Text = (
    "Trial of mayor Ramiro Cienfuegos resumes over Obras Palmar bribes",
    "The court of Costa Brisa resumed the trial of Ramiro Cienfuegos, the mayor of Puerto Lindo. An accountant of the builder \
     Obras Palmar told prosecutor Lucía Maldonado that the bribes for the seafront promenade had been paid in cash. Cienfuegos \
     listened in silence.",
);

/// A report comes in, so many days ago, and is read at once.
async fn report(room: &mut Newsroom<'_>, (title, body): Text, days_ago: i64) -> ArticleId {
    let at = now().plus_us(-days_ago * Timestamp::DAY + ((room.told + 1) % 100 - 60) * Timestamp::MINUTE);
    let article = Article {
        title: title.to_owned(),
        published: Some(at),
        body: vec![Block::Paragraph(RichText::plain(body))],
        ..Article::default()
    };
    let article = room.receive(article, at.plus_us(Timestamp::MINUTE)).await;
    room.desk.read_again(9).await.unwrap();
    article
}

async fn reason(room: &Newsroom<'_>, article: ArticleId) -> PlacementReason {
    let story = room.story_of(article).await;
    let coverage = room.store.coverage(story, None, 20).await.unwrap();
    coverage.into_iter().find(|row| row.card.id == article).unwrap().reason
}

on_both_databases! {
    async fn what_goes_on_after_weeks_joins_its_old_story(test: &TestStore) {
        for (events, days) in [(FERRY, 12), (BRIDGE, 40), (TRIAL, 19)] {
            let mut room = Newsroom::open_with_model(&test.store).await;
            room.told = days * 100;
            let [first, second, later, other] = events;
            let old = report(&mut room, first, days).await;
            let beside = report(&mut room, second, days).await;
            let story = room.story_of(old).await;
            assert_eq!(room.story_of(beside).await, story, "{}", second.0);
            let resumed = report(&mut room, later, 0).await;
            assert_eq!(room.story_of(resumed).await, story, "{}", later.0);
            let reason = reason(&room, resumed).await;
            assert_eq!(reason.kind, "resumed");
            assert_eq!(reason.minutes_apart.map(|minutes| (minutes + 720) / 1440), Some(days));
            assert!(!reason.shared.is_empty(), "{reason:?}");
            let apart = report(&mut room, other, 0).await;
            assert_ne!(room.story_of(apart).await, story, "{}", other.0);
        }
    }

    async fn it_is_found_in_another_language_and_again_by_a_rebuild(test: &TestStore) {
        let mut room = Newsroom::open_with_model(&test.store).await;
        let old = report(&mut room, TRIAL[0], 14).await;
        let beside = report(&mut room, TRIAL[1], 12).await;
        let story = room.story_of(old).await;
        let resumed = report(&mut room, IN_ENGLISH, 0).await;
        assert_eq!([room.story_of(beside).await, room.story_of(resumed).await], [story, story]);
        room.restart().await;
        let follows = report(&mut room, TRIAL[2], 0).await;
        assert_eq!(room.story_of(follows).await, story, "after a restart");

        room.desk.rebuild(|_| {}).await.unwrap();
        assert_ne!(room.story_of(resumed).await, room.story_of(old).await, "the window slides over the archive");
        while room.desk.read_again(9).await.unwrap() > 0 {}
        let story = room.story_of(old).await;
        for article in [beside, resumed, follows] {
            assert_eq!(room.story_of(article).await, story, "after a rebuild");
        }
        // The newest are read first: it may be another that takes the story up.
        let kinds = [reason(&room, resumed).await.kind, reason(&room, follows).await.kind];
        assert!(kinds.contains(&"resumed".to_owned()), "{kinds:?}");
    }

    async fn a_story_taken_up_twice_is_one_again_after_a_rebuild(test: &TestStore) {
        let mut room = Newsroom::open_with_model(&test.store).await;
        let mut articles = Vec::new();
        for (text, days_ago) in [(FERRY[0], 28), (FERRY[2], 14), (APPEAL, 0)] {
            articles.push(report(&mut room, text, days_ago).await);
        }
        for what in ["as it came", "after a rebuild"] {
            if what == "after a rebuild" {
                room.desk.rebuild(|_| {}).await.unwrap();
                while room.desk.read_again(9).await.unwrap() > 0 {}
            }
            let story = room.story_of(articles[0]).await;
            assert_eq!([room.story_of(articles[1]).await, room.story_of(articles[2]).await], [story, story], "{what}");
        }
    }

    async fn the_next_match_is_another_story(test: &TestStore) {
        let mut room = Newsroom::open_with_model(&test.store).await;
        let old = report(&mut room, MATCH, 14).await;
        let next = report(&mut room, NEXT_MATCH, 0).await;
        assert_ne!(room.story_of(old).await, room.story_of(next).await);
    }

    async fn what_an_editor_takes_off_it_does_not_come_back(test: &TestStore) {
        let mut room = Newsroom::open_with_model(&test.store).await;
        let old = report(&mut room, FERRY[0], 12).await;
        let beside = report(&mut room, FERRY[1], 12).await;
        let resumed = report(&mut room, FERRY[2], 0).await;
        let story = room.story_of(old).await;
        assert_eq!(room.story_of(resumed).await, story);
        let split = Correction::Split { story, articles: vec![resumed] };
        room.store.correct(&split, "ann", "", now()).await.unwrap();
        room.desk.drain().await.unwrap();
        let own = room.story_of(resumed).await;
        assert_ne!(own, story);
        for what in ["read again", "after a restart", "after a rebuild"] {
            match what {
                "after a restart" => room.restart().await,
                "after a rebuild" => room.desk.rebuild(|_| {}).await.unwrap(),
                _ => room.store.enqueue("enrich", &[resumed.0], now()).await.unwrap(),
            }
            room.desk.drain().await.unwrap();
            while room.desk.read_again(9).await.unwrap() > 0 {}
            let stand = [room.story_of(old).await, room.story_of(beside).await, room.story_of(resumed).await];
            assert_eq!(stand, [story, story, own], "{what}");
        }
    }

    async fn what_retention_left_of_it_is_enough(test: &TestStore) {
        let mut room = Newsroom::open_with_model(&test.store).await;
        let old = report(&mut room, FERRY[0], 13).await;
        let beside = report(&mut room, FERRY[1], 12).await;
        let story = room.story_of(old).await;
        let before = now().plus_us(-25 * Timestamp::DAY / 2);
        assert_eq!(room.store.remove_articles_before(before, 9, now()).await.unwrap(), [old]);
        let resumed = report(&mut room, FERRY[2], 0).await;
        assert_eq!([room.story_of(beside).await, room.story_of(resumed).await], [story, story]);

        room.store.remove_articles_before(now().plus_us(-Timestamp::DAY), 9, now()).await.unwrap();
        let Found::Here(card) = room.store.story(story).await.unwrap() else { panic!("it stands") };
        assert_eq!((card.article_count, card.lead.id), (1, resumed));
    }
}

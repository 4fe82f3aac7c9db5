//! A story that rests for weeks is taken up again where it stood: its id and its address stay. What only looks like it is
//! another story. All texts are invented.

#![allow(clippy::unwrap_used)]

use ai::LocalModel;
use desk::{Desk, DeskOptions};
use news::{Article, ArticleId, Block, Lang, RichText, SourceId, SourceKind, StoryId, Timestamp};
use std::sync::Arc;
use store::{
    Arrival, Correction, FetchOutcome, Found, NewArticle, NewPublisher, NewSource, PagePolicy, Store, on_both_databases,
};

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

struct Newsroom<'s> {
    store: &'s Store,
    sources: Vec<SourceId>,
    desk: Desk,
    told: i64,
}

impl<'s> Newsroom<'s> {
    async fn open(store: &'s Store) -> Self {
        let mut sources = Vec::new();
        for host in ["harbour.example", "inland.example", "coast.example"] {
            let publisher =
                NewPublisher { key: host.to_owned(), name: host.to_owned(), home_url: None, lang: Lang::UNKNOWN };
            let source = NewSource {
                publisher,
                kind: SourceKind::Feed,
                url: format!("https://{host}/feed"),
                title: host.to_owned(),
                home_url: None,
                folder: None,
                pages: PagePolicy::Auto,
                next_fetch: now(),
                created: now(),
            };
            sources.push(store.follow(source).await.unwrap().0);
        }
        Self { store, sources, desk: open_desk(store).await, told: 0 }
    }

    /// A report comes in, so many days ago, by the next publisher, and is read at once.
    async fn report(&mut self, (title, body): Text, days_ago: i64) -> ArticleId {
        self.told += 1;
        let source = self.sources[self.told as usize % self.sources.len()];
        let at = now().plus_us(-days_ago * Timestamp::DAY + (self.told % 100 - 60) * Timestamp::MINUTE);
        let article = Article {
            url: format!("https://news.example/{}", self.told),
            title: title.to_owned(),
            published: Some(at),
            body: vec![Block::Paragraph(RichText::plain(body))],
            ..Article::default()
        };
        let key = self.told;
        let new =
            NewArticle { guid_key: key, claim_key: key, url_key: key, text_key: 0, article, ..NewArticle::default() };
        let outcome = FetchOutcome { source, at, status: Some(200), next_fetch: now(), ..FetchOutcome::default() };
        let arrival = Arrival { outcome, new: vec![new], ..Arrival::default() };
        let article = self.store.ingest(at.plus_us(Timestamp::MINUTE), &arrival).await.unwrap().articles[0];
        self.desk.drain().await.unwrap();
        self.desk.read_again(9).await.unwrap();
        article
    }

    async fn restart(&mut self) {
        self.desk = open_desk(self.store).await;
    }

    async fn story_of(&self, article: ArticleId) -> StoryId {
        self.store.articles_by_ids(&[article]).await.unwrap()[0].story.unwrap()
    }

    async fn reason(&self, article: ArticleId) -> news::PlacementReason {
        let story = self.story_of(article).await;
        let coverage = self.store.coverage(story, None, 20).await.unwrap();
        coverage.into_iter().find(|row| row.card.id == article).unwrap().reason
    }
}

async fn open_desk(store: &Store) -> Desk {
    let client = gather::Client::new(gather::ClientOptions::default()).unwrap();
    let index = Arc::new(search::Index::open_in_memory().unwrap());
    let desk = Desk::open(store.clone(), client, index, DeskOptions::default()).await.unwrap();
    desk.with_embedder(Arc::new(LocalModel::new()))
}

fn now() -> Timestamp {
    Timestamp::from_jiff(jiff::Timestamp::now())
}

on_both_databases! {
    async fn what_goes_on_after_weeks_joins_its_old_story(test: &TestStore) {
        for (events, days) in [(FERRY, 12), (BRIDGE, 40), (TRIAL, 19)] {
            let mut room = Newsroom::open(&test.store).await;
            room.told = days * 100;
            let [first, second, later, other] = events;
            let old = room.report(first, days).await;
            let beside = room.report(second, days).await;
            let story = room.story_of(old).await;
            assert_eq!(room.story_of(beside).await, story, "{}", second.0);
            let resumed = room.report(later, 0).await;
            assert_eq!(room.story_of(resumed).await, story, "{}", later.0);
            let reason = room.reason(resumed).await;
            assert_eq!(reason.kind, "resumed");
            assert_eq!(reason.minutes_apart.map(|minutes| (minutes + 720) / 1440), Some(days));
            assert!(!reason.shared.is_empty(), "{reason:?}");
            let apart = room.report(other, 0).await;
            assert_ne!(room.story_of(apart).await, story, "{}", other.0);
        }
    }

    async fn it_is_found_in_another_language_and_again_by_a_rebuild(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let old = room.report(TRIAL[0], 14).await;
        let beside = room.report(TRIAL[1], 12).await;
        let story = room.story_of(old).await;
        let resumed = room.report(IN_ENGLISH, 0).await;
        assert_eq!([room.story_of(beside).await, room.story_of(resumed).await], [story, story]);
        room.restart().await;
        let follows = room.report(TRIAL[2], 0).await;
        assert_eq!(room.story_of(follows).await, story, "after a restart");

        room.desk.rebuild(|_| {}).await.unwrap();
        assert_ne!(room.story_of(resumed).await, room.story_of(old).await, "the window slides over the archive");
        while room.desk.read_again(9).await.unwrap() > 0 {}
        let story = room.story_of(old).await;
        for article in [beside, resumed, follows] {
            assert_eq!(room.story_of(article).await, story, "after a rebuild");
        }
        // The newest are read first: it may be another that takes the story up.
        let kinds = [room.reason(resumed).await.kind, room.reason(follows).await.kind];
        assert!(kinds.contains(&"resumed".to_owned()), "{kinds:?}");
    }

    async fn a_story_taken_up_twice_is_one_again_after_a_rebuild(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let mut articles = Vec::new();
        for (text, days_ago) in [(FERRY[0], 28), (FERRY[2], 14), (APPEAL, 0)] {
            articles.push(room.report(text, days_ago).await);
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
        let mut room = Newsroom::open(&test.store).await;
        let old = room.report(MATCH, 14).await;
        let next = room.report(NEXT_MATCH, 0).await;
        assert_ne!(room.story_of(old).await, room.story_of(next).await);
    }

    async fn what_an_editor_takes_off_it_does_not_come_back(test: &TestStore) {
        let mut room = Newsroom::open(&test.store).await;
        let old = room.report(FERRY[0], 12).await;
        let beside = room.report(FERRY[1], 12).await;
        let resumed = room.report(FERRY[2], 0).await;
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
        let mut room = Newsroom::open(&test.store).await;
        let old = room.report(FERRY[0], 13).await;
        let beside = room.report(FERRY[1], 12).await;
        let story = room.story_of(old).await;
        let before = now().plus_us(-25 * Timestamp::DAY / 2);
        assert_eq!(room.store.remove_articles_before(before, 9, now()).await.unwrap(), [old]);
        let resumed = room.report(FERRY[2], 0).await;
        assert_eq!([room.story_of(beside).await, room.story_of(resumed).await], [story, story]);

        room.store.remove_articles_before(now().plus_us(-Timestamp::DAY), 9, now()).await.unwrap();
        let Found::Here(card) = room.store.story(story).await.unwrap() else { panic!("it stands") };
        assert_eq!((card.article_count, card.lead.id), (1, resumed));
    }
}

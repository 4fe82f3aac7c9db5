//! Articles in, stories out, in five languages. All texts are invented.

use enrich::enrich;
use news::{Article, ArticleId, Block, Embedding, Placement, PublisherId, RichText, StoryId, Timestamp};
use stories::{Candidate, Change, Clusterer, Options, batch, similarity};

fn candidate(number: i64, hour: i64, title: &str, body: &str) -> Candidate {
    let body = vec![Block::Paragraph(RichText::plain(body))];
    let article = Article { title: title.into(), body, ..Article::default() };
    let at = Timestamp(Timestamp::DAY * 20_000 + hour * Timestamp::HOUR);
    Candidate::new(ArticleId(number), PublisherId(number), at, &enrich(&article))
}

/// Two reports of one event, and a third of another event of the same kind.
const EVENTS: [[(&str, &str); 3]; 5] = [
    [
        (
            "Ferry runs aground off Lindwick",
            "A ferry with 212 people on board ran aground on a sandbank off Lindwick on Tuesday. The harbour authority said \
             all passengers were brought ashore by lifeboats. Captain Maria Oakes blamed thick fog for the accident.",
        ),
        (
            "Passengers rescued after Lindwick ferry hits sandbank in fog",
            "Lifeboats brought 212 passengers to safety after their ferry struck a sandbank near Lindwick. Maria Oakes, the \
             captain, said the fog had come without warning. The harbour authority will investigate the accident.",
        ),
        (
            "Ferry catches fire near Port Alder",
            "A ferry caught fire in its engine room near Port Alder on Tuesday. The 90 passengers were taken off by a fishing \
             boat, the coast guard said. Owner Brandt Lines promised to replace the burnt engine.",
        ),
    ],
    [
        (
            "Fähre läuft vor Lindwick auf Grund",
            "Eine Fähre mit 212 Passagieren ist am Dienstag vor Lindwick auf eine Sandbank gelaufen. Alle Passagiere wurden mit \
             Rettungsbooten an Land gebracht, teilte die Hafenbehörde mit. Kapitänin Maria Oakes machte dichten Nebel \
             verantwortlich.",
        ),
        (
            "Passagiere nach Unglück vor Lindwick gerettet",
            "Rettungsboote haben 212 Passagiere in Sicherheit gebracht, nachdem ihre Fähre bei Lindwick eine Sandbank gerammt \
             hatte. Der Nebel sei ohne Vorwarnung gekommen, sagte Kapitänin Maria Oakes. Die Hafenbehörde ermittelt.",
        ),
        (
            "Fähre brennt bei Erlenhafen",
            "Im Maschinenraum einer Fähre ist am Dienstag bei Erlenhafen ein Feuer ausgebrochen. Ein Fischkutter nahm die 90 \
             Menschen auf. Die Reederei Brandt will den verbrannten Motor ersetzen, wie die Küstenwache mitteilte.",
        ),
    ],
    [
        (
            "Un transbordador encalla frente a Puerto Lindo",
            "Un transbordador con 212 pasajeros encalló el martes en un banco de arena frente a Puerto Lindo. La autoridad \
             portuaria dijo que los botes salvavidas llevaron a tierra a todos. La capitana María Robles culpó a la niebla.",
        ),
        (
            "Rescatan a los pasajeros del transbordador de Puerto Lindo",
            "Los botes salvavidas rescataron a 212 pasajeros de un transbordador que chocó con un banco de arena cerca de Puerto \
             Lindo. La capitana María Robles dijo que la niebla llegó sin aviso. La autoridad portuaria investiga.",
        ),
        (
            "Arde un transbordador en Cabo Alisal",
            "Un incendio en la sala de máquinas obligó a evacuar un transbordador en Cabo Alisal. Un pesquero recogió a las 90 \
             personas. La naviera Brandt cambiará el motor quemado, según los guardacostas.",
        ),
    ],
    [
        (
            "渡轮在林德维克附近搁浅",
            "一艘载有212名乘客的渡轮周二在林德维克附近的沙洲搁浅。港务局说，救生艇已将所有乘客送上岸。船长奥克斯说，事故由浓雾造成。",
        ),
        (
            "林德维克渡轮搁浅，乘客全部获救",
            "渡轮在林德维克附近撞上沙洲后，救生艇把212名乘客送到安全地点。船长奥克斯说，浓雾来得毫无预兆。港务局将调查这起事故。",
        ),
        (
            "奥尔德港一渡轮起火",
            "一艘渡轮的机舱周二在奥尔德港外起火。一艘渔船接走了船上90人。海岸警卫队说，布兰特公司承诺更换烧毁的发动机。",
        ),
    ],
    [
        (
            "Паром сел на мель у Линдвика",
            "Паром с 212 пассажирами сел во вторник на песчаную мель у Линдвика. Администрация порта сообщила, что спасательные \
             шлюпки доставили всех пассажиров на берег. Капитан Мария Окунева назвала причиной густой туман.",
        ),
        (
            "Пассажиров парома спасли у Линдвика",
            "Спасательные шлюпки доставили на берег 212 пассажиров парома, который сел на песчаную мель возле Линдвика. Капитан \
             Мария Окунева сказала, что туман появился внезапно. Администрация порта начала проверку.",
        ),
        (
            "Загорелся паром у Ольховой Гавани",
            "В машинном отделении парома у Ольховой Гавани начался пожар. Рыбаки сняли с борта 90 человек. Компания «Брандт» \
             обещала заменить сгоревший двигатель, рассказали в береговой охране.",
        ),
    ],
];

fn all() -> Vec<Candidate> {
    let texts = EVENTS.iter().flatten();
    texts.enumerate().map(|(index, (title, body))| candidate(index as i64 + 1, index as i64 / 3, title, body)).collect()
}

fn place_all(clusterer: &mut Clusterer) -> Vec<Placement> {
    all()
        .into_iter()
        .map(|candidate| {
            let own = StoryId(candidate.article.0);
            clusterer.place(candidate, own)
        })
        .collect()
}

#[test]
fn one_event_is_one_story_and_its_look_alike_another() {
    let stories: Vec<i64> = batch::cluster(all()).into_iter().map(|story| story.0).collect();
    assert_eq!(stories, [1, 1, 3, 4, 4, 6, 7, 7, 9, 10, 10, 12, 13, 13, 15]);
}

#[test]
fn the_same_calls_give_the_same_placements_with_reasons() {
    let first = place_all(&mut Clusterer::new(Options::default()));
    assert_eq!(first, place_all(&mut Clusterer::new(Options::default())));
    let kinds: Vec<&str> = first.iter().take(3).map(|placement| placement.reason.kind.as_str()).collect();
    assert_eq!(kinds, ["founder", "similar", "founder"]);
    assert!(first[1].reason.shared.iter().any(|name| name == "Lindwick"), "{:?}", first[1].reason);
    assert_eq!(first[1].reason.minutes_apart, Some(0));
    assert!((0.0..=1.0).contains(&first[1].score) && first[1].reason.similarity >= 0.2);
}

#[test]
fn copies_are_known_also_under_a_new_headline_cut_or_inside_a_longer_piece() {
    let agency = EVENTS[0].map(|(_, body)| body).join(" ");
    let longer = format!(
        "{agency} It was the third accident on this coast since spring. Local fishermen have long asked for a light on the \
         northern bank, and the council has promised one twice."
    );
    let cut = &agency[..agency.len() * 3 / 4];
    let check = |title: &str, body: &str, expected: Option<i64>| {
        let mut clusterer = Clusterer::new(Options::default());
        clusterer.place(candidate(1, 0, "Agency headline", &agency), StoryId(1));
        let placement = clusterer.place(candidate(2, 5, title, body), StoryId(2));
        assert_eq!(placement.copy_of, expected.map(ArticleId), "{title}");
        if expected.is_some() {
            assert_eq!((placement.story, placement.reason.kind.as_str()), (Some(StoryId(1)), "copy"));
        }
    };
    check("Agency headline", &agency, Some(1));
    check("A headline of our own", &agency, Some(1));
    check("A headline of our own", cut, Some(1));
    check("Another accident", &longer, Some(1));
    check(EVENTS[1][0].0, EVENTS[1][0].1, None);
    check(
        "Choir week opens",
        "Four hundred children sang in Oberau on Saturday, and the hall was sold out an hour early.",
        None,
    );
}

#[test]
fn a_copy_of_a_copy_names_the_first() {
    let body = EVENTS[0].map(|(_, body)| body).join(" ");
    let mut clusterer = Clusterer::new(Options::default());
    let copies: Vec<Option<ArticleId>> =
        (1..=3).map(|n| clusterer.place(candidate(n, n, "Same", &body), StoryId(n)).copy_of).collect();
    assert_eq!(copies, [None, Some(ArticleId(1)), Some(ArticleId(1))]);
}

#[test]
fn what_a_person_decided_holds() {
    let [first, second, third] = EVENTS[0];
    let placed = |clusterer: &mut Clusterer, number: i64, (title, body): (&str, &str)| {
        clusterer.place(candidate(number, 0, title, body), StoryId(number)).story
    };
    // Moved by hand, and placed again after a change.
    let mut clusterer = Clusterer::new(Options::default());
    placed(&mut clusterer, 1, first);
    placed(&mut clusterer, 3, third);
    clusterer.pin(ArticleId(3), StoryId(1));
    assert_eq!(clusterer.story_of(ArticleId(3)), Some(StoryId(1)));
    assert_eq!(placed(&mut clusterer, 3, third), Some(StoryId(1)));
    // Taken out by hand.
    clusterer.exclude(ArticleId(2), StoryId(1));
    assert_eq!(placed(&mut clusterer, 2, second), Some(StoryId(2)));
    assert_eq!(clusterer.repair(&mut std::iter::empty()), []);
    // Two stories kept apart.
    let mut clusterer = Clusterer::new(Options { join_at: 99.0, ..Options::default() });
    for number in 1..=4 {
        placed(&mut clusterer, number, if number % 2 == 0 { first } else { second });
    }
    clusterer.keep_apart(StoryId(1), StoryId(2));
    assert_eq!(clusterer.repair(&mut std::iter::empty()), []);
}

#[test]
fn stories_that_grew_together_are_merged_into_the_older() {
    let [first, second, _] = EVENTS[0];
    let mut clusterer = Clusterer::new(Options { join_at: 99.0, copy_at: 2.0, ..Options::default() });
    for number in 1..=4 {
        let (title, body) = if number <= 2 { first } else { second };
        clusterer.place(candidate(number, number, title, body), StoryId(number));
        let into = if number <= 2 { 1 } else { 3 };
        clusterer.merge(StoryId(number), StoryId(into));
    }
    let changes = clusterer.repair(&mut std::iter::empty());
    let [Change::Merged(merge)] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!((merge.from, merge.into), (StoryId(3), StoryId(1)));
    assert_eq!(clusterer.articles_of(StoryId(1)), [1, 2, 3, 4].map(ArticleId));
    assert_eq!(clusterer.repair(&mut std::iter::empty()), [], "nothing has changed since");
}

/// Whatever is near is joined here, and whatever is joined is split.
#[test]
fn a_repair_ends_where_what_is_split_would_be_joined_again() {
    let [first, second, _] = EVENTS[0];
    let options = Options { join_at: 99.0, merge_at: -6.0, split_at: 6.0, copy_at: 2.0, ..Options::default() };
    let mut clusterer = Clusterer::new(options);
    for number in 1..=8 {
        let (title, body) = if number % 2 == 0 { first } else { second };
        clusterer.place(candidate(number, number, title, body), StoryId(number));
    }
    let changes = clusterer.repair(&mut (100..).map(StoryId));
    assert!((1..100).contains(&changes.len()), "{changes:?}");
}

#[test]
fn an_embedding_that_comes_late_moves_only_what_belongs_elsewhere() {
    let mut clusterer = Clusterer::new(Options::default());
    place_all(&mut clusterer);
    let before: Vec<_> = all().iter().map(|candidate| clusterer.story_of(candidate.article)).collect();
    let embedding = Embedding::from_f32(&[0.1; 384]).unwrap();
    assert_eq!(clusterer.embed(ArticleId(777), embedding.clone(), StoryId(99)), [], "it is not in the window");
    clusterer.pin(ArticleId(3), StoryId(1));
    assert_eq!(clusterer.embed(ArticleId(3), embedding, StoryId(99)), [], "a person said where it stands");
    clusterer.pin(ArticleId(3), StoryId(3));
    let after: Vec<_> = all().iter().map(|candidate| clusterer.story_of(candidate.article)).collect();
    assert_eq!(before, after);
}

#[test]
fn the_window_slides_and_is_restored() {
    let mut clusterer = Clusterer::new(Options::default());
    place_all(&mut clusterer);
    let mut restored = Clusterer::new(Options::default());
    for candidate in all() {
        let story = clusterer.story_of(candidate.article).unwrap();
        restored.restore(candidate, story, None);
    }
    let [_, (title, body), _] = EVENTS[4];
    let newcomer = || candidate(99, 5, title, &body[..body.len() / 2]);
    assert_eq!(clusterer.place(newcomer(), StoryId(99)), restored.place(newcomer(), StoryId(99)));

    let latest = newcomer().at;
    clusterer.forget_before(latest);
    assert_eq!(clusterer.len(), 1);
    assert_eq!(clusterer.story_of(ArticleId(1)), None);
    let [(title, body), ..] = EVENTS[0];
    assert_eq!(clusterer.place(candidate(100, 6, title, body), StoryId(100)).story, Some(StoryId(100)));
    clusterer.forget_before(Timestamp(i64::MAX));
    assert!(clusterer.is_empty());
}

#[test]
fn related_stories_are_others_than_ones_own() {
    let mut clusterer = Clusterer::new(Options::default());
    place_all(&mut clusterer);
    let council = "Councillors in Lindwick voted on Wednesday to spend two million on a new fog horn and a radar mast. Fishermen had \
                   asked for both since the old horn fell silent last winter. Work starts in spring.";
    let placement = clusterer.place(candidate(50, 30, "Lindwick council pays for fog horn", council), StoryId(50));
    assert_eq!(placement.story, Some(StoryId(50)));
    let related = clusterer.related(ArticleId(1), 3);
    assert_eq!(related.first().map(|related| related.story), Some(StoryId(50)), "{related:?}");
    assert!(related[0].shared.iter().any(|name| name == "Lindwick"));
    assert!(related.iter().all(|related| related.story != StoryId(1)));
    assert!(clusterer.related(ArticleId(777), 3).is_empty());
}

#[test]
fn pairs_of_one_event_are_closer_than_look_alikes() {
    for [first, second, other] in EVENTS {
        let [first, second, other] = [first, second, other].map(|(title, body)| candidate(1, 0, title, body));
        let (same, different) = (similarity(&first, &second), similarity(&first, &other));
        assert!(same > 2.0 * different, "{same} {different}");
        assert!(similarity(&first, &first) > 0.99);
    }
}

#[test]
fn an_article_without_words_founds_a_story() {
    let mut clusterer = Clusterer::new(Options::default());
    for number in 1..=3 {
        assert_eq!(clusterer.place(candidate(number, 0, "", ""), StoryId(number)).story, Some(StoryId(number)));
    }
}

/// What a formula says of a quake: {t} is the town, {r} the region, {s} the size, {d} and {k} are kilometres; then how a second
/// teller says it.
struct Formula {
    told: [&'static str; 2],
    again: [&'static str; 2],
    /// What names of places begin with and end in: so many that none comes twice.
    names: ([&'static str; 13], [&'static str; 11]),
}

const LATIN_NAMES: ([&str; 13], [&str; 11]) = (
    ["Al", "Bre", "Cor", "Dun", "Er", "Fos", "Gan", "Hes", "Iv", "Jor", "Kel", "Lan", "Mir"],
    ["bamark", "donia", "gopol", "hara", "kastad", "lico", "mavel", "nuby", "pawick", "rinth", "sole"],
);
const HAN_NAMES: ([&str; 13], [&str; 11]) = (
    ["青", "石", "东", "清", "白", "云", "泉", "松", "沙", "林", "河", "玉", "金"],
    ["木县", "浦县", "岭县", "溪县", "丰县", "川县", "原县", "泽县", "湖县", "坪县", "桥县"],
);

impl Formula {
    /// Places 63 quakes, every fourth told twice; counts the pairs of different quakes in one story, and of 16 pairs of one
    /// quake those in one story.
    fn wrong_and_right(&self) -> (usize, usize) {
        let (heads, tails) = self.names;
        let place = |n: usize| format!("{}{}", heads[n % heads.len()], tails[n % tails.len()]);
        let fill = |text: &str, event: usize| {
            text.replace("{t}", &place(event))
                .replace("{r}", &place(event + 70))
                .replace("{s}", &format!("{}.{}", 4 + event % 2, event % 10))
                .replace("{d}", &(8 + event % 23).to_string())
                .replace("{k}", &(11 + event % 31).to_string())
        };
        let (mut events, mut candidates) = (Vec::new(), Vec::new());
        for event in 0..63 {
            for [title, body] in [Some(self.told), (event % 4 == 0).then_some(self.again)].into_iter().flatten() {
                let number = candidates.len() as i64 + 1;
                candidates.push(candidate(number, event as i64, &fill(title, event), &fill(body, event)));
                events.push(event);
            }
        }
        let stories = batch::cluster(candidates);
        let pairs = (0..events.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        let (right, wrong): (Vec<_>, Vec<_>) =
            pairs.filter(|&(a, b)| stories[a] == stories[b]).partition(|&(a, b)| events[a] == events[b]);
        (wrong.len(), right.len())
    }
}

#[test]
fn look_alike_reports_of_different_events_stay_apart() {
    let english = Formula {
        told: [
            "Quake of {s} strikes {t}; no damage reported",
            "An earthquake of magnitude {s} shook {t} in the region of {r} in the early morning, the seismological service said. \
             The quake struck at a depth of {d} kilometres, {k} kilometres from {r}. There were no immediate reports of damage \
             or casualties. No tsunami warning was issued. Residents ran into the streets.",
        ],
        again: [
            "People in {t} wake to tremor",
            "A tremor woke people in {t} before dawn. The seismological service measured a magnitude of {s} near {r}; nobody was \
             hurt, and no damage was reported from {t}.",
        ],
        names: LATIN_NAMES,
    };
    assert_eq!(english.wrong_and_right(), (0, 16));
}

/// Nouns are taken for names, and those of a formula stand in all its reports.
#[test]
fn look_alike_reports_stay_apart_where_nouns_are_taken_for_names() {
    let german = Formula {
        told: [
            "Erdbeben der Stärke {s} erschüttert {t}; keine Schäden",
            "Ein Erdbeben der Stärke {s} hat am frühen Morgen {t} in der Region {r} erschüttert, teilte der seismologische Dienst \
             mit. Das Beben ereignete sich in {d} Kilometern Tiefe, {k} Kilometer von {r} entfernt. Berichte über Schäden oder \
             Verletzte lagen zunächst nicht vor. Eine Tsunamiwarnung wurde nicht ausgegeben. Bewohner liefen auf die Straße.",
        ],
        again: [
            "Menschen in {t} von Beben geweckt",
            "Ein Beben hat die Menschen in {t} vor Tagesanbruch geweckt. Der seismologische Dienst maß die Stärke {s} bei {r}; \
             verletzt wurde niemand, aus {t} wurden keine Schäden gemeldet.",
        ],
        names: LATIN_NAMES,
    };
    // The second tellers stand apart: docs/quality.md.
    let (wrong, _) = german.wrong_and_right();
    assert_eq!(wrong, 0);
}

#[test]
fn look_alike_reports_stay_apart_where_nothing_marks_a_name() {
    let chinese = Formula {
        told: [
            "{t}发生{s}级地震 暂无损失报告",
            "地震台网周二表示，凌晨在{r}{t}发生{s}级地震，震源深度{d}公里，距{r}{k}公里。暂无人员伤亡和财产损失的报告，没有发布海啸预警。\
             居民跑到街上。",
        ],
        again: [
            "{t}居民凌晨被震醒",
            "天亮之前，{t}的居民被一次地震惊醒。地震台网在{r}附近测得{s}级；没有人受伤，位于{t}的房屋也没有损坏。",
        ],
        names: HAN_NAMES,
    };
    assert_eq!(chinese.wrong_and_right(), (0, 16));
}

/// Results of matches, put together from few sentences: alike but for towns, people and numbers.
#[test]
fn reports_by_one_formula_are_stories_of_their_own() {
    const LEADS: [&str; 2] = [
        "{home} won the evening match against {away} before a crowd of {n}, and {player} made the difference.",
        "A goal by {player} decided the game between {home} and {away}; all {n} seats were taken.",
    ];
    const REST: [&str; 8] = [
        "Coach {coach} praised the defence and the patience of the young players.",
        "The guests missed several chances and protested in vain against a decision of the referee.",
        "In the table the winners move up to second place, two points behind the leaders.",
        "Rain had fallen on {home} all morning, and the start was put off by a quarter of an hour.",
        "Trainer {coach} had changed the line-up on several positions, a risk that paid off.",
        "{player} left the field with an injured knee and will miss the next weeks.",
        "Supporters from {away} sang until the lights went out, and nobody was arrested.",
        "The next game takes the winners to the coast, where they have not won for nine years.",
    ];
    const HEADS: [&str; 12] = ["Bar", "Cor", "Dun", "Fel", "Gar", "Hol", "Kir", "Lam", "Mor", "Nes", "Pol", "Ros"];
    const MIDDLES: [&str; 13] = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si"];
    const TAILS: [&str; 11] = ["by", "den", "ford", "gate", "holm", "ley", "mond", "ness", "port", "ster", "wick"];
    let name = |n: usize| format!("{}{}{}", HEADS[n % HEADS.len()], MIDDLES[n % MIDDLES.len()], TAILS[n % TAILS.len()]);
    let report = |event: usize, teller: usize| {
        let rest = (0..4).map(|step| REST[(event + step * (teller * 2 + 1) + teller * 3) % REST.len()]);
        let text = [LEADS[teller]].into_iter().chain(rest).collect::<Vec<_>>().join(" ");
        let facts = [("{home}", 0), ("{away}", 400), ("{player}", 800), ("{coach}", 1_200)];
        let text = facts
            .iter()
            .fold(text, |text, (fact, offset)| text.replace(fact, &name(event + offset)))
            .replace("{n}", &(1_000 + event * 7).to_string());
        candidate((event * 2 + teller) as i64, 0, &format!("{} beat {}", name(event), name(event + 400)), &text)
    };
    let stories = batch::cluster((0..400).flat_map(|event| [report(event, 0), report(event, 1)]).collect());
    let right = stories.chunks(2).filter(|pair| pair[0] == pair[1]).count();
    let mut sizes = std::collections::BTreeMap::<StoryId, usize>::new();
    stories.iter().for_each(|story| *sizes.entry(*story).or_default() += 1);
    let largest = sizes.values().max().copied().unwrap_or_default();
    assert_eq!((right, largest), (400, 2), "pairs of 400 in one story, and articles in the largest");
}

//! What an article tells by itself, in five languages. All texts are invented.

use enrich::enrich;
use news::{Article, Block, Enrichment, Lang, RichText};

fn read(title: &str, body: &str) -> Enrichment {
    enrich(&article(title, body))
}

fn article(title: &str, body: &str) -> Article {
    Article {
        title: title.into(),
        body: body.split('\n').map(|line| Block::Paragraph(RichText::plain(line))).collect(),
        ..Article::default()
    }
}

const EN: (&str, &str) = (
    "Ferry runs aground off Lindwick",
    "A ferry with 212 people on board ran aground off Lindwick on Tuesday, the Harbour Authority of Lindwick said. \
     Captain Maria Oakes told reporters that nobody was hurt. \"The ferry will be towed,\" Oakes said.\n\
     New York investors own the ferry, which was built in Germany. However, the ferry had been inspected in May.",
);
const DE: (&str, &str) = (
    "Fähre läuft vor Lindwick auf Grund",
    "Eine Fähre mit 212 Menschen an Bord ist am Dienstag vor der Küste auf Grund gelaufen. Das teilte die Reederei mit. \
     Kapitänin Maria Oakes sagte, dass niemand verletzt worden sei. Die Fähre soll am Abend nach Hamburg geschleppt \
     werden.\nZum Zeitpunkt des Unglücks war die Fähre auf dem Weg von Deutschland nach Dänemark. Die Ursache ist unklar, \
     sagte Maria Oakes am Abend.",
);
const ES: (&str, &str) = (
    "Un transbordador encalla frente a Puerto Lindo",
    "Un transbordador con 212 personas a bordo encalló el martes frente a Puerto Lindo, según la Autoridad Portuaria. La \
     capitana María Robles dijo que no hay heridos. Robles explicó que el transbordador será remolcado hasta España.",
);
const RU: (&str, &str) = (
    "Паром сел на мель у Линдвика",
    "Паром с 212 пассажирами на борту сел на мель во вторник, сообщила капитан Мария Окунева. По словам Окуневой, никто \
     не пострадал. Паром отбуксируют в Германию, где его осмотрят инженеры. В Германии паром и построили.",
);
const ZH: (&str, &str) = (
    "渡轮在林德维克附近搁浅",
    "一艘载有212人的渡轮周二在林德维克附近搁浅。德国总理奥克斯表示，没有人受伤。渡轮将被拖往德国。渡轮公司说，渡轮五月刚刚接受检查。",
);

#[test]
fn the_language_is_told_from_the_text() {
    for ((title, body), expected) in [(EN, "en"), (DE, "de"), (ES, "es"), (RU, "ru"), (ZH, "zh")] {
        assert_eq!(read(title, body).lang.as_str(), expected, "{title}");
        let claimed = Article { lang: Lang::FR, ..article(title, body) };
        assert_eq!(enrich(&claimed).lang.as_str(), expected, "{title}, claimed to be French");
    }
}

#[test]
fn names_are_found_and_joined() {
    let check = |(title, body): (&str, &str), expected: &[(&str, u32)], absent: &[&str]| {
        let mentions = read(title, body).mentions;
        for &(name, count) in expected {
            let found = mentions.iter().find(|mention| mention.name == name);
            assert_eq!(found.map(|mention| mention.count), Some(count), "{name} in {mentions:?}");
        }
        for name in absent {
            assert!(!mentions.iter().any(|mention| mention.name == *name), "{name} in {mentions:?}");
        }
    };
    check(
        EN,
        &[("Maria Oakes", 2), ("Lindwick", 2), ("Germany", 1), ("New York", 1)],
        &["Ferry", "However", "May", "The"],
    );
    check(
        DE,
        &[("Maria Oakes", 2), ("Hamburg", 1), ("Deutschland", 1)],
        &["Fähre", "Menschen", "Dienstag", "Die Ursache"],
    );
    check(ES, &[("María Robles", 2), ("Puerto Lindo", 2), ("España", 1)], &["La", "Un"]);
    check(RU, &[("Мария Окунева", 2), ("Германию", 2)], &["Паром", "По", "В"]);
    check(ZH, &[("德国", 2), ("奥克斯", 1)], &[]);
}

#[test]
fn german_nouns_are_no_part_of_a_name() {
    let check = |body: &str, expected: &[&str]| {
        let mentions = read("Es regnet in der Nacht, und es bleibt so", body).mentions;
        let mut names: Vec<&str> = mentions.iter().map(|mention| mention.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, expected, "{body}");
    };
    check("Das sagte die Wunschkandidatin Maria Oakes dem Sender.", &["Maria Oakes"]);
    check("Die Lage in der Region Tirol ist ernst, und Richtung Schweiz staut es sich.", &["Schweiz", "Tirol"]);
    check("Wie die Schweizer Gemeinde Alt-Lindau mitteilte, ist alles gut.", &["Alt-Lindau"]);
    check("Negative Folgen hat das nicht, sagen die Gegner der Maßnahmen zur Entlastung.", &[]);
    check("Er fuhr nach Lindwick. In Lindwick war es still.", &["Lindwick"]);
    check("Die Universität Göttingen und die Bank Austria sind beteiligt.", &["Bank Austria", "Universität Göttingen"]);
    check("Jan Berg von der Handelskammer sprach mit Ann Holm.", &["Ann Holm", "Jan Berg"]);
    check("Das war der Berg. Bundesrätin Lasconi kam, und Lasconi blieb bis zum Ende.", &["Lasconi"]);
}

#[test]
fn hashtags_are_few_and_one_across_languages() {
    let keys = |(title, body): (&str, &str)| -> Vec<String> {
        read(title, body).hashtags.into_iter().map(|hashtag| hashtag.key).collect()
    };
    for text in [RU, ZH] {
        let keys = keys(text);
        assert!(keys.contains(&"germany".to_owned()), "{keys:?}");
        assert!(keys.len() <= 8, "{keys:?}");
    }
    let check =
        |text, expected: &str| assert!(keys(text).contains(&expected.to_owned()), "{expected}: {:?}", keys(text));
    check(EN, "lindwick");
    check(EN, "mariaoakes");
    check(ES, "mariarobles");
}

#[test]
fn a_word_that_is_no_name_and_no_topic_makes_no_hashtag() {
    let check = |(title, body), absent: &[&str]| {
        let hashtags = read(title, body).hashtags;
        assert!(!hashtags.iter().any(|hashtag| absent.contains(&hashtag.key.as_str())), "{hashtags:?}");
    };
    check(EN, &["ferry", "aground", "however"]);
    let leaves = (
        "Leaves fall early as drought bites",
        "Leaves fell early in Lindwick. Grandfather Ben said the leaves were dry. Leaves lay in the streets, and the leaves of the \
         oldest trees were brown. \"My grandfather saw leaves fall in July,\" he said.",
    );
    check(leaves, &["leaves", "grandfather", "fall", "bites"]);
    assert!(read(leaves.0, leaves.1).hashtags.iter().all(|hashtag| hashtag.key != "drought"), "told once, in passing");
}

#[test]
fn one_subject_is_one_hashtag_across_languages_and_keeps_its_spelling() {
    let check = |title: &str, body: &str, key: &str, spelling: &str| {
        let hashtags = read(title, body).hashtags;
        let found = hashtags.iter().find(|hashtag| hashtag.key == key);
        assert_eq!(found.map(|hashtag| hashtag.spelling.as_str()), Some(spelling), "{title}: {hashtags:?}");
    };
    let ru = "Президент Владимир Путин прибыл на встречу. По словам Путина, санкции ЕС не сняты, и об этом говорили с лидерами ЕС.";
    check("Путин прибыл на саммит", ru, "putin", "Владимир Путин");
    check("Путин прибыл на саммит", ru, "eu", "ЕС");
    check("普京抵达峰会", "普京周二抵达峰会，与欧盟领导人会面。欧盟没有取消制裁。", "putin", "普京");
    check("普京抵达峰会", "普京周二抵达峰会，与欧盟领导人会面。欧盟没有取消制裁。", "eu", "欧盟");
    let de = "Wladimir Putin ist in der Stadt, und die Europäische Union hält an den Sanktionen fest, wie sie am Abend sagte.";
    check("Putin beim Gipfel der Europäischen Union", de, "putin", "Wladimir Putin");
    check("Putin beim Gipfel der Europäischen Union", de, "eu", "Europäischen Union");
}

#[test]
fn places_are_resolved_by_what_stands_around_them() {
    let check = |title: &str, body: &str, name: &str, expected: Option<(&str, &str)>| {
        let mentions = read(title, body).mentions;
        let place = mentions.iter().filter(|mention| mention.name == name).find_map(|mention| mention.place.clone());
        let found = place.as_ref().map(|place| (place.name.as_str(), place.country.as_str()));
        assert_eq!(found, expected, "{name} in {body}: {mentions:?}");
    };
    check(
        "Bridge opens",
        "The bridge was opened in Paris on Monday, and the mayor of the city was there.",
        "Paris",
        Some(("Paris", "FR")),
    );
    check(
        "Bridge opens",
        "The bridge was opened in Paris, Texas, on Monday, and the mayor was there.",
        "Paris",
        Some(("Paris", "US")),
    );
    check("Bridge opens", "Nice weather was what they had when the bridge was opened by the mayor.", "Nice", None);
    check("Bridge opens", "The bridge was opened in Nice, and France was proud of it.", "Nice", Some(("Nice", "FR")));
    check(
        "Writer dies",
        "Jack London wrote of the sea. London was what he was called by all, and London liked it.",
        "London",
        None,
    );
    check(
        "Vote in Georgia",
        "Voters in Georgia and in Alabama went to the polls in the United States.",
        "Georgia",
        Some(("GeorgiaUS", "US")),
    );
    check(
        "Vote in Georgia",
        "Voters in Georgia went to the polls, and Tbilisi was quiet, as was Armenia.",
        "Georgia",
        Some(("Georgia", "GE")),
    );
    check(
        "Brücke offen",
        "Die Brücke in München ist wieder offen, wie die Stadt am Montag mitteilte.",
        "München",
        Some(("Munich", "DE")),
    );
    check(
        "Мост открыт",
        "Мост в Екатеринбурге снова открыт, сообщили в понедельник власти города.",
        "Екатеринбурге",
        Some(("Yekaterinburg", "RU")),
    );
    check("大桥开通", "乌克兰哈尔科夫的一座大桥周一重新开通。", "哈尔科夫", Some(("Kharkiv", "UA")));
    check("橋が開通", "橋は東京で月曜日に再び開通した。", "東京", Some(("Tokyo", "JP")));
    check("افتتاح الجسر", "تم افتتاح الجسر في القاهرة يوم الاثنين بعد عام من العمل.", "القاهرة", Some(("Cairo", "EG")));
    check(
        "Ferry aground",
        "KATHMANDU (Agency) - The bridge was opened on Monday, and the mayor was there.",
        "KATHMANDU",
        Some(("Kathmandu", "NP")),
    );
}

#[test]
fn a_publishers_topics_become_hashtags_unless_they_name_a_department() {
    let topics = ["News", "Harbour Authority", "Lindwick", "https://example.org/a/very/long/topic/that/is/an/address"];
    let topics = topics.map(str::to_owned).to_vec();
    let found = enrich(&Article { topics, ..article(EN.0, EN.1) }).hashtags;
    let weight = |key: &str| found.iter().find(|hashtag| hashtag.key == key).map(|hashtag| hashtag.weight);
    assert_eq!(weight("news"), None);
    assert!(weight("harbourauthority").is_some());
    let without = enrich(&article(EN.0, EN.1)).hashtags;
    let weight_without = without.iter().find(|hashtag| hashtag.key == "lindwick").map(|hashtag| hashtag.weight);
    assert!(weight("lindwick") > weight_without, "what topic and text agree on weighs more: {found:?}");
    assert!(found.iter().all(|hashtag| !hashtag.key.contains("address")));
    assert!(found.windows(2).all(|pair| pair[0].weight >= pair[1].weight), "most telling first: {found:?}");
}

#[test]
fn terms_are_sorted_unique_and_stemmed() {
    for (title, body) in [EN, DE, ES, RU, ZH] {
        let enriched = read(title, body);
        assert!(enriched.terms.windows(2).all(|pair| pair[0].0 < pair[1].0), "{title}");
        assert!(
            enriched.title_terms.iter().all(|term| enriched.terms.iter().any(|(known, _)| known == term)),
            "{title}"
        );
    }
    let terms = |lang, title| enrich(&Article { lang, ..article(title, "") }).title_terms;
    let check = |lang, a, b| assert_eq!(terms(lang, a), terms(lang, b), "{a} / {b}");
    check(Lang::EN, "Ferries were towed by the ship", "The ferry was towed by ships");
    check(Lang::RU, "Мосты закрыли", "Мостов закрыли");
}

#[test]
fn a_new_headline_leaves_the_signature_alone() {
    let body = EN.1;
    assert_eq!(read("One headline", body).signature, read("Quite another", body).signature);
    assert_eq!(read("One headline", body).signature.len(), 64);
}

#[test]
fn odd_texts_do_no_harm() {
    let long_word = "a".repeat(100_000);
    let long_run = "渡轮".repeat(50_000);
    let capitals = "Anna Berta ".repeat(20_000);
    let lines = "\n.\n".repeat(20_000);
    for text in [
        "",
        " ",
        "\n\n",
        ".",
        "…",
        "’s",
        "A.",
        "A. B. C.",
        "🙂🙂",
        "\u{200d}",
        "of of Of of",
        "von der 渡轮 A",
        "السلام عليكم",
        &long_word,
        &long_run,
        &capitals,
        &lines,
    ] {
        read(text, "");
        read("", text);
        read(text, text);
    }
}

#[test]
fn hashtags_name_a_thing_once_and_as_it_is_called() {
    let check = |title: &str, body: &str, topics: &[&str], expected: &[&str], absent: &[&str]| {
        let topics = topics.iter().map(|&topic| topic.to_owned()).collect();
        let found: Vec<String> = enrich(&Article { topics, ..article(title, body) })
            .hashtags
            .into_iter()
            .map(|hashtag| hashtag.label)
            .collect();
        for label in expected {
            assert!(found.iter().any(|tag| tag == label), "no {label} in {found:?}");
        }
        for label in absent {
            assert!(!found.iter().any(|tag| tag == label), "{label} in {found:?}");
        }
    };
    check(
        "Михаил Орлов ушёл с поста",
        "С Михаилом Петровым говорили три часа. О Михаиле Петрове писали все газеты. Анну Волынскую тоже спросили о деле. \
         С Анной Волынской говорили дольше, чем с Михаилом Петровым.",
        &[],
        &["МихаилПетров", "АннаВолынская"],
        &["МихаиломПетровым", "МихаилеПетрове", "АннуВолынскую"],
    );
    check(
        "Leitzins: Was die Europäische Zentralbank plant",
        "Die Europäische Zentralbank berät über den Leitzins. Die Europäische Zentralbank (EZB) entscheidet am Donnerstag \
         über den Leitzins, sagte ein Sprecher.",
        &["Europäische Zentralbank (EZB)"],
        &["ECB", "InterestRates"],
        &["EuropäischeZentralbankEZB"],
    );
    check(
        "Choirs meet in Lindwick",
        "HOLM: Good morning. Choirs meet in Lindwick today.\nOAKES: Four hundred of them.\nHOLM: Four hundred! And OAKES and \
         HOLM will sing.\nOAKES: We will. HOLM: In Lindwick.",
        &[],
        &["Lindwick"],
        &["HOLM", "OAKES"],
    );
    check(
        "Choir leaders meet in Lindwick",
        "Tamsel Hovric of Aldmere and Ann Holm of Brodwick sang on Monday. Hovric said the Court of Appeal would like it. \
         Tamsel Hovric left early.",
        &[],
        &["TamselHovric"],
        &["TamselHovricOfAldmere", "AnnHolmOfBrodwick", "TamselHovricAldmere"],
    );
    check(
        "Two Held After Ann Holm Brodwick Hall Concert",
        "Two people were held after a concert in Lindwick. Ann Holm sang on. Later Ann Holm thanked those in the hall.",
        &[],
        &["AnnHolm"],
        &["AnnHolmBrodwickHall", "AnnHolmBrodwickHallConcert"],
    );
    check(
        "Хор Вальдоры выступил в Линдвике",
        "Президент Вальдоры Тамсел Ховриц слушал хор. Вальдора гордится хором, сказал он. Ховриц остался до конца.",
        &[],
        &["ТамселХовриц"],
        &["ВальдорыТамселХовриц"],
    );
    check(
        "Chor reist ab",
        "Die Bemühungen von Hovric waren umsonst, sagte Ann Holm. Bei den Bemühungen von Hovric fehlte Geld.",
        &["Holm, Ann", "Chor in Hamburg"],
        &["AnnHolm"],
        &["BemühungenVonHovric", "HolmAnn", "ChorInHamburg"],
    );
    check(
        "Případ Tamsela Hovrica",
        "Soud poslal domů Tamsela Hovrica. Podle soudu Tamsel Hovric nic neudělal. K Tamselu Hovricovi přišla rodina.",
        &[],
        &["TamselHovric"],
        &["TamselaHovrica", "TamseluHovricovi"],
    );
    check(
        "Masche mit falscher Rechnung",
        "Die Hovric-Kunden sollen die Rechnung nicht öffnen. Wer zu den Hovric-Kunden gehört, liest von 10 GB und noch einmal \
         von 10 GB. Die E-Mail-Adresse ist falsch, die E-Mail-Adresse ist neu.",
        &[],
        &[],
        &["HovricKunden", "EMailAdresse", "10GB"],
    );
    check(
        "Poet opens choir week in Lindwick",
        "SEOUL (Wire) - Ann Holm opened the choir week in Lindwick on Monday. She had told so on Facebook. South Korean \
         choirs came, and South Korean singers. People in France know the poet Ann Holm.",
        &[],
        &["AnnHolm"],
        &["Seoul", "Facebook", "SouthKorean"],
    );
}

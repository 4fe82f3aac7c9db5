//! Who said what, in seven languages. All texts are invented.

use news::{Article, Block, Lang, RichText, TextSpan};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Checks the quotes of a text, a row each: "speaker's words | cue | content", parts of a content joined by " … ".
fn check(lang: &str, text: &str, expected: &[&str]) {
    let found = enrich::quotes::find(text, Lang::parse(lang).expect("a language tag"), &[]);
    let of = |span: &Option<TextSpan>| span.as_ref().map_or("-", |span| span.of(text)).to_owned();
    let rows: Vec<String> = found
        .iter()
        .map(|quote| {
            let content: Vec<&str> = quote.content_spans.iter().map(|span| span.of(text)).collect();
            format!("{} | {} | {}", of(&quote.speaker_span), of(&quote.cue_span), content.join(" … "))
        })
        .collect();
    assert_eq!(rows, expected, "{text}");
}

/// Checks whom the quotes of an article are from, in reading order; "-" where the text does not tell.
fn check_speakers(lang: &str, text: &str, expected: &[&str]) {
    let article = Article {
        lang: Lang::parse(lang).expect("a language tag"),
        body: text.split('\n').map(|line| Block::Paragraph(RichText::plain(line))).collect(),
        ..Article::default()
    };
    let enrichment = enrich::enrich(&article);
    let quotes = enrich::quotes::find(&article.text(), enrichment.lang, &enrichment.mentions);
    let names: Vec<&str> =
        quotes.iter().map(|quote| quote.speaker.as_ref().map_or("-", |speaker| speaker.name.as_str())).collect();
    assert_eq!(names, expected, "{text}\n{quotes:#?}");
}

#[test]
fn english() {
    let check = |text: &str, expected: &[&str]| check("en", text, expected);
    check(
        "“The ferry will be towed,” Maria Oakes said. “It is not safe.”",
        &["Maria Oakes | said | “The ferry will be towed,” … “It is not safe.”"],
    );
    check(
        "The captain, who was on board, told reporters: \"Nobody was hurt.\"",
        &["The captain, who was on board | told | \"Nobody was hurt.\""],
    );
    check("Oakes said that the ferry would be towed.", &["Oakes | said | that the ferry would be towed"]);
    check("The ferry will be towed to port, Oakes said.", &["Oakes | said | The ferry will be towed to port"]);
    check(
        "The ferry had been inspected in May, according to the harbour authority.",
        &["the harbour authority | according to | The ferry had been inspected in May"],
    );
    check(
        "Critics called the plan “a gift to the shipping companies”.",
        &["Critics | called | the plan “a gift to the shipping companies”"],
    );
    check("The ferry ran aground on Tuesday. Nobody was hurt.", &[]);
}

#[test]
fn german() {
    let check = |text: &str, expected: &[&str]| check("de", text, expected);
    check(
        "„Die Fähre wird geschleppt“, sagte Maria Oakes am Abend.",
        &["Maria Oakes | sagte | „Die Fähre wird geschleppt“"],
    );
    check("Oakes sagte: „Niemand wurde verletzt.“", &["Oakes | sagte | „Niemand wurde verletzt.“"]);
    check("Oakes sagte, dass niemand verletzt worden sei.", &["Oakes | sagte | dass niemand verletzt worden sei"]);
    check(
        "Der Minister erklärte, er werde die Reederei prüfen lassen.",
        &["Der Minister | erklärte | er werde die Reederei prüfen lassen"],
    );
    check("»Wir bleiben an Bord«, betonte die Kapitänin.", &["die Kapitänin | betonte | »Wir bleiben an Bord«"]);
    check("«Wir bleiben an Bord», betonte die Kapitänin.", &["die Kapitänin | betonte | «Wir bleiben an Bord»"]);
    check(
        "\"Das Schiff ist sicher\", teilte die Reederei mit.",
        &["die Reederei | teilte | \"Das Schiff ist sicher\""],
    );
    check("„Das ist falsch“, sagte er. „Wir prüfen alles.“", &["er | sagte | „Das ist falsch“ … „Wir prüfen alles.“"]);
    check(
        "Die Fähre war erst im Mai geprüft worden, sagte ein Sprecher.",
        &["ein Sprecher | sagte | Die Fähre war erst im Mai geprüft worden"],
    );
    check(
        "Laut Hafenamt war die Fähre erst im Mai geprüft worden.",
        &["Hafenamt | Laut | war die Fähre erst im Mai geprüft worden"],
    );
    check(
        "Nach Angaben der Polizei gab es keine Verletzten an Bord.",
        &["der Polizei | Nach Angaben | gab es keine Verletzten an Bord"],
    );
    check(
        "Oakes hat zudem betont, dass die Fähre sicher sei.",
        &["Oakes | hat zudem betont | dass die Fähre sicher sei"],
    );
    check(
        "Die Opposition nannte den Plan „ein Geschenk an die Reeder“.",
        &["Die Opposition | nannte | den Plan „ein Geschenk an die Reeder“"],
    );
    check("„Wir prüfen das“, so die Ministerin.", &["die Ministerin | so | „Wir prüfen das“"]);
    check("„Die Fähre“, so heißt das Restaurant am Hafen.", &[]);
    check("Die Fähre lief am Dienstag auf Grund.", &[]);
    check(
        "Der Verband warnte, die Kosten könnten weiter steigen.",
        &["Der Verband | warnte | die Kosten könnten weiter steigen"],
    );
}

#[test]
fn spanish() {
    let check = |text: &str, expected: &[&str]| check("es", text, expected);
    check("“No hay heridos”, dijo la capitana.", &["la capitana | dijo | “No hay heridos”"]);
    check("«El barco será remolcado», afirmó María Robles.", &["María Robles | afirmó | «El barco será remolcado»"]);
    check("La capitana dijo que no hay heridos.", &["La capitana | dijo | que no hay heridos"]);
    check("La ministra aseguró: “No subiremos los precios”.", &["La ministra | aseguró | “No subiremos los precios”"]);
    check("Según la policía, el barco encalló por la noche.", &["la policía | Según | el barco encalló por la noche"]);
    check("El barco encalló por la noche, según la policía.", &["la policía | según | El barco encalló por la noche"]);
    check("“No hay heridos”, dijo. “El barco es seguro”.", &["- | dijo | “No hay heridos” … “El barco es seguro”"]);
    check("El barco será remolcado, explicó Robles.", &["Robles | explicó | El barco será remolcado"]);
    check(
        "De acuerdo con el ministerio, el barco pasó la inspección.",
        &["el ministerio | De acuerdo con | el barco pasó la inspección"],
    );
    check(
        "El portavoz señaló que el puerto seguirá cerrado.",
        &["El portavoz | señaló | que el puerto seguirá cerrado"],
    );
    check("—No hay heridos —dijo.", &[]);
    check("Robles ha explicado que el barco es seguro.", &["Robles | ha explicado | que el barco es seguro"]);
    check(
        "La oposición calificó el plan de “regalo a las navieras”.",
        &["La oposición | calificó | el plan de “regalo a las navieras”"],
    );
    check(
        "\"El puerto seguirá cerrado\", anunció el alcalde.",
        &["el alcalde | anunció | \"El puerto seguirá cerrado\""],
    );
    check("El barco encalló el martes frente al puerto.", &[]);
    check(
        "El presidente advirtió de que los precios pueden subir más.",
        &["El presidente | advirtió | que los precios pueden subir más"],
    );
}

#[test]
fn french() {
    let check = |text: &str, expected: &[&str]| check("fr", text, expected);
    check(
        "« Nous irons jusqu’au bout », a déclaré la ministre.",
        &["la ministre | a déclaré | « Nous irons jusqu’au bout »"],
    );
    check("« Il n’y a pas de blessés », a-t-elle dit.", &["elle | dit | « Il n’y a pas de blessés »"]);
    check("La capitaine a dit que le ferry serait remorqué.", &["La capitaine | a dit | que le ferry serait remorqué"]);
    check(
        "La ministre a affirmé : « Les prix n’augmenteront pas. »",
        &["La ministre | a affirmé | « Les prix n’augmenteront pas. »"],
    );
    check(
        "Selon la police, le ferry s’est échoué dans la nuit.",
        &["la police | Selon | le ferry s’est échoué dans la nuit"],
    );
    check(
        "Le ferry s’est échoué dans la nuit, selon la police.",
        &["la police | selon | Le ferry s’est échoué dans la nuit"],
    );
    check(
        "D’après le ministère, le ferry avait été inspecté en mai.",
        &["le ministère | D’après | le ferry avait été inspecté en mai"],
    );
    check("“Le port restera fermé”, a annoncé le maire.", &["le maire | a annoncé | “Le port restera fermé”"]);
    check(
        "« Le port, a expliqué le maire, restera fermé. »",
        &["le maire | a expliqué | « Le port, … restera fermé. »"],
    );
    check("Le ferry sera remorqué, a précisé Marie Robles.", &["Marie Robles | a précisé | Le ferry sera remorqué"]);
    check(
        "Le porte-parole a indiqué que le port restait fermé.",
        &["Le porte-parole | a indiqué | que le port restait fermé"],
    );
    check("Marie Robles assure qu’il n’y a pas de blessés.", &["Marie Robles | assure | qu’il n’y a pas de blessés"]);
    check(
        "« C’est faux », répond-il. « Tout a été vérifié. »",
        &["il | répond | « C’est faux » … « Tout a été vérifié. »"],
    );
    check("Le ferry s’est échoué mardi devant le port.", &[]);
    check("Le maire estime que les prix vont encore monter.", &["Le maire | estime | que les prix vont encore monter"]);
}

#[test]
fn russian() {
    let check = |text: &str, expected: &[&str]| check("ru", text, expected);
    check("«Никто не пострадал», — сказала капитан Окунева.", &["капитан Окунева | сказала | «Никто не пострадал»"]);
    check("Окунева заявила, что никто не пострадал.", &["Окунева | заявила | что никто не пострадал"]);
    check("Окунева сказала: «Паром отбуксируют в порт».", &["Окунева | сказала | «Паром отбуксируют в порт»"]);
    check("По словам Окуневой, никто не пострадал.", &["Окуневой | По словам | никто не пострадал"]);
    check(
        "Паром сел на мель ночью, сообщил представитель порта.",
        &["представитель порта | сообщил | Паром сел на мель ночью"],
    );
    check("\"Порт останется закрытым\", - заявил мэр города.", &["мэр города | заявил | \"Порт останется закрытым\""]);
    check(
        "«Порт останется закрытым, — сказал мэр. — Мы все проверим».",
        &["мэр | сказал | «Порт останется закрытым, … Мы все проверим»"],
    );
    check("Министр отметил, что цены могут вырасти.", &["Министр | отметил | что цены могут вырасти"]);
    check(
        "Согласно отчету ведомства, паром проверяли в мае.",
        &["отчету ведомства | Согласно | паром проверяли в мае"],
    );
    check("Он также подчеркнул, что паром безопасен.", &["Он | также подчеркнул | что паром безопасен"]);
    check("По данным полиции, на борту было двести человек.", &["полиции | По данным | на борту было двести человек"]);
    check("Как сообщила Окунева, паром отбуксируют в порт.", &["Окунева | сообщила | паром отбуксируют в порт"]);
    check(
        "Оппозиция назвала план «подарком судовладельцам».",
        &["Оппозиция | назвала | план «подарком судовладельцам»"],
    );
    check("Паром «Надежда» сел на мель во вторник.", &[]);
    check("Паром сел на мель во вторник у города.", &[]);
    check("«Мы остаемся на борту», — написала она в своем канале.", &["она | написала | «Мы остаемся на борту»"]);
}

#[test]
fn chinese() {
    let check = |text: &str, expected: &[&str]| check("zh", text, expected);
    check("王伟表示，没有人受伤。", &["王伟 | 表示 | 没有人受伤"]);
    check("王伟说：“渡轮将被拖走。”", &["王伟 | 说 | “渡轮将被拖走。”"]);
    check("“渡轮将被拖走，”王伟说。", &["王伟 | 说 | “渡轮将被拖走，”"]);
    check("据新华社报道，渡轮周二在港口附近搁浅。", &["新华社 | 据 | 渡轮周二在港口附近搁浅"]);
    check("外交部发言人林丽7日在记者会上表示，双方将继续谈判。", &["外交部发言人林丽 | 表示 | 双方将继续谈判"]);
    check("他指出，价格可能继续上涨。", &["他 | 指出 | 价格可能继续上涨"]);
    check("总统强调：“港口将继续关闭。”", &["总统 | 强调 | “港口将继续关闭。”"]);
    check("警方称没有人在事故中受伤。", &["警方 | 称 | 没有人在事故中受伤"]);
    check("“我们会查清一切。”市长说。“请大家放心。”", &["市长 | 说 | “我们会查清一切。” … “请大家放心。”"]);
    check("专家认为，明年经济会好转。", &["专家 | 认为 | 明年经济会好转"]);
    check("此外，公司宣布，将停止这条航线。", &["公司 | 宣布 | 将停止这条航线"]);
    check("这部小说很受欢迎。", &[]);
    check("这座桥被称为世界最长的桥。", &[]);
    check("渡轮周二在港口附近搁浅。", &[]);
    check("她对记者说：“我很高兴。”", &["她 | 说 | “我很高兴。”"]);
    check("据法新社7日报道，船上有两百人。", &["法新社 | 据 | 船上有两百人"]);
}

#[test]
fn czech() {
    let check = |text: &str, expected: &[&str]| check("cs", text, expected);
    check("„Nikdo nebyl zraněn,“ řekla kapitánka Dubová.", &["kapitánka Dubová | řekla | „Nikdo nebyl zraněn,“"]);
    check("Dubová uvedla, že nikdo nebyl zraněn.", &["Dubová | uvedla | že nikdo nebyl zraněn"]);
}

#[test]
fn speakers_are_resolved_where_the_text_allows() {
    check_speakers(
        "en",
        "Captain Maria Oakes said that nobody was hurt.\n“The ferry will be towed,” she said.\n“It was inspected in \
         May,” Oakes added. The captain said that the cause was unknown.",
        &["Maria Oakes", "Maria Oakes", "Maria Oakes", "Maria Oakes"],
    );
    check_speakers(
        "en",
        "Mr. John Hale met Ms. Laura Reed in Lindwick on Tuesday.\n“We agreed on everything,” she said. “It was a \
         good day,” he said.",
        &["Laura Reed", "John Hale"],
    );
    check_speakers(
        "en",
        "A lawyer for Maria Oakes said that she was innocent. Officials said that the ferry was safe.",
        &["-", "-"],
    );
    check_speakers(
        "de",
        "Maria Oakes, Kapitänin der Fähre, sagte, dass niemand verletzt worden sei. „Die Fähre wird geschleppt“, sagte sie am Abend.",
        &["Maria Oakes", "Maria Oakes"],
    );
    check_speakers(
        "ru",
        "Мария Окунева, капитан парома, заявила, что никто не пострадал. По словам Окуневой, паром отбуксируют в порт. «Причина \
         неизвестна», — сказала она.",
        &["Мария Окунева", "Мария Окунева", "Мария Окунева"],
    );
    check_speakers("zh", "外交部发言人林丽表示，双方将继续谈判。她说：“这是好消息。”", &["林丽", "林丽"]);
}

#[test]
fn a_frame_may_stand_inside_a_clause_or_lack_its_subject() {
    check(
        "ru",
        "Эта тенденция, говорят эксперты, сохранится до весны.",
        &["эксперты | говорят | Эта тенденция … сохранится до весны"],
    );
    check("cs", "Uvedl, že nikdo nebyl zraněn.", &["- | Uvedl | že nikdo nebyl zraněn"]);
    check("es", "Añadió que el barco es seguro.", &["- | Añadió | que el barco es seguro"]);
    check("de", "Oakes lächelte und sagte: „Alles ist gut.“", &["Oakes | sagte | „Alles ist gut.“"]);
}

#[test]
fn a_quotation_may_be_signed() {
    check(
        "de",
        "„Ich fahre nie wieder mit der Fähre.“ – Maria Oakes",
        &["Maria Oakes | – | „Ich fahre nie wieder mit der Fähre.“"],
    );
}

/// What this thread has computed so far, however busy the machine is; where the kernel does not tell, the clock's time.
fn cpu_time() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

#[test]
fn texts_without_end_are_read_in_a_moment() {
    for piece in ["said ", "“said, ", "he, ", "' ", "A said B, ", "“a” ", "(“", "U.S. ", "Oakes, said Reed and "]
    {
        for lang in ["en", "de", "ru"] {
            let text = piece.repeat(5_000);
            let begun = cpu_time();
            enrich::quotes::find(&text, Lang::parse(lang).expect("a language tag"), &[]);
            let took = cpu_time() - begun;
            assert!(took.as_secs() < 20, "{piece:?} in {lang} took {took:?}");
        }
    }
    for piece in ["说", "他说，", "“他说", "据", "据说"] {
        enrich::quotes::find(&piece.repeat(5_000), Lang::ZH, &[]);
    }
}

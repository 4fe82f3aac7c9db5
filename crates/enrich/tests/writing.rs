//! What a model writes, and what of it is shown: translations, true and false; sentences that cite the wrong passages.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use ai::LocalModel;
use enrich::Passage;
use enrich::writing::{Checked, Source, Task, check};
use news::{ArticleId, Lang, TextSpan, Timestamp};

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

fn source(tag: &str, text: &str) -> Source {
    let span = TextSpan { start: 0, end: text.len() as u32 };
    let passage = Passage { article: ArticleId(1), post: None, span, sentence: text.to_owned() };
    let published = Timestamp::parse_rfc3339("2026-03-04T12:00:00Z").unwrap();
    Source { passage, is_title: false, lang: lang(tag), published, publisher: "Aldmouth Post".to_owned() }
}

/// A sentence, its translations, and translations that say something else.
type Translated =
    ((&'static str, &'static str), &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

const TRANSLATED: &[Translated] = &[
    (
        ("en", "The harbour of Aldmouth was closed on Tuesday after a storm broke two of its seven cranes."),
        &[
            (
                "de",
                "Der Hafen von Aldmouth wurde am Dienstag geschlossen, nachdem ein Sturm zwei seiner sieben Kräne zerstört hatte.",
            ),
            (
                "es",
                "El puerto de Aldmouth cerró el martes después de que una tormenta rompiera dos de sus siete grúas.",
            ),
            ("zh", "一场暴风雨毁坏了奥尔德茅斯港七台起重机中的两台，该港口于周二关闭。"),
            ("ar", "أُغلق ميناء ألدموث يوم الثلاثاء بعد أن حطمت عاصفة اثنتين من رافعاته السبع."),
            ("ru", "Порт Олдмут был закрыт во вторник после того, как шторм сломал два из семи кранов."),
        ],
        &[
            (
                "de",
                "Der Hafen von Aldmouth wurde am Donnerstag geschlossen, nachdem ein Sturm zwei seiner sieben Kräne zerstört hatte.",
            ),
            (
                "es",
                "El puerto de Aldmouth cerró el martes después de que una tormenta rompiera cinco de sus siete grúas.",
            ),
            ("ru", "Мэр города подал в отставку после скандала с закупками."),
            ("zh", "市长因采购丑闻辞职。"),
        ],
    ),
    (
        ("en", "\"We will open again on Friday,\" said the harbour master, Ines Calder."),
        &[
            ("de", "„Wir werden am Freitag wieder öffnen“, sagte die Hafenmeisterin Ines Calder."),
            ("es", "«Volveremos a abrir el viernes», dijo la capitana del puerto, Ines Calder."),
            ("zh", "港务长伊内斯·考尔德说：“我们将于周五重新开放。”"),
            ("ar", "وقالت مديرة الميناء إينيس كالدر: «سنفتح من جديد يوم الجمعة»."),
            ("ru", "«Мы снова откроемся в пятницу», — сказала начальник порта Инес Колдер."),
        ],
        &[
            ("de", "„Wir werden am Freitag wieder öffnen“, sagte der Bürgermeister Oskar Thiel."),
            ("es", "«Volveremos a abrir el lunes», dijo la capitana del puerto, Ines Calder."),
        ],
    ),
    (
        ("en", "Repairs will cost 4.2 million crowns, which the town has to borrow."),
        &[
            ("de", "Die Reparaturen werden 4,2 Millionen Kronen kosten, die die Stadt leihen muss."),
            ("es", "Las reparaciones costarán 4,2 millones de coronas, que la ciudad tendrá que pedir prestados."),
            ("zh", "修理费用将达420万克朗，该镇不得不借款。"),
            ("ar", "ستكلف الإصلاحات 4.2 مليون كرونة، على البلدة أن تقترضها."),
            ("ru", "Ремонт обойдётся в 4,2 миллиона крон, которые городу придётся занять."),
        ],
        &[
            ("de", "Die Reparaturen werden 42 Millionen Kronen kosten, die die Stadt leihen muss."),
            ("zh", "修理费用将达4200万克朗，该镇不得不借款。"),
            ("ar", "ستكلف الإصلاحات 6.2 مليون كرونة، على البلدة أن تقترضها."),
        ],
    ),
    (
        (
            "de",
            "Nach drei Tagen Dauerregen ist die Elbe bei Wehlen auf 7,40 Meter gestiegen; 1.200 Menschen mussten ihre Häuser verlassen.",
        ),
        &[
            (
                "en",
                "After three days of constant rain, the Elbe at Wehlen has risen to 7.40 metres; 1,200 people had to leave their homes.",
            ),
            (
                "es",
                "Tras tres días de lluvia continua, el Elba ha subido a 7,40 metros en Wehlen; 1.200 personas tuvieron que dejar sus casas.",
            ),
            ("zh", "连续三天降雨后，易北河在韦伦的水位升至7.40米，1200人不得不离开家园。"),
            (
                "ar",
                "بعد ثلاثة أيام من المطر المتواصل ارتفع نهر إلبه عند فيلن إلى 7.40 متر، واضطر 1200 شخص إلى مغادرة منازلهم.",
            ),
        ],
        &[
            (
                "en",
                "After three days of constant rain, the Elbe at Wehlen has risen to 8.40 metres; 1,200 people had to leave their homes.",
            ),
            (
                "en",
                "After three days of constant rain, the Elbe at Wehlen has risen to 7.40 metres; nobody had to leave home.",
            ),
            (
                "es",
                "Tras tres días de lluvia continua, el Elba ha subido a 7,40 metros en Wehlen; 12.000 personas tuvieron que dejar sus casas.",
            ),
        ],
    ),
    (
        ("zh", "两国领导人周三在日内瓦签署协议，同意在六个月内撤出全部军队。"),
        &[
            (
                "en",
                "The leaders of the two countries signed an agreement in Geneva on Wednesday, agreeing to withdraw all troops within six months.",
            ),
            (
                "de",
                "Die Staats- und Regierungschefs beider Länder unterzeichneten am Mittwoch in Genf ein Abkommen und vereinbarten, binnen sechs Monaten alle Truppen abzuziehen.",
            ),
            (
                "es",
                "Los líderes de ambos países firmaron el miércoles en Ginebra un acuerdo para retirar todas sus tropas en seis meses.",
            ),
        ],
        &[
            (
                "en",
                "The leaders of the two countries signed an agreement in Vienna on Wednesday, agreeing to withdraw all troops within six months.",
            ),
            (
                "en",
                "The leaders of the two countries signed an agreement in Geneva on Wednesday, agreeing to withdraw all troops within nine months.",
            ),
        ],
    ),
    (
        ("es", "La presidenta Lucía Arroyo anunció que no se presentará a la reelección en octubre."),
        &[
            ("en", "President Lucía Arroyo announced that she will not run for re-election in October."),
            ("de", "Präsidentin Lucía Arroyo kündigte an, im Oktober nicht zur Wiederwahl anzutreten."),
            ("zh", "总统露西亚·阿罗约宣布不会参加十月的连任竞选。"),
            ("ar", "أعلنت الرئيسة لوسيا أرويو أنها لن تترشح لإعادة انتخابها في أكتوبر."),
        ],
        &[
            ("en", "President Lucía Arroyo announced that she will not run for re-election in June."),
            ("en", "President Marta Quiroga announced that she will not run for re-election in October."),
        ],
    ),
];

#[test]
fn translations_are_shown_and_false_ones_dropped() {
    let model = LocalModel::new();
    let mut wrong = Vec::new();
    for ((from, text), truths, lies) in TRANSLATED {
        for (is_true, rows) in [(true, truths), (false, lies)] {
            for (into, said) in *rows {
                let checked = check(&Task::Translation, &[source(from, text)], (said, lang(into)), &[1], Some(&model));
                if matches!(checked, Checked::Shown { .. }) != is_true {
                    wrong.push(format!("{from}>{into} {checked:?} {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// An article in which somebody wrote something for machines.
fn with_attack(tag: &str, attack: &str, task: &Task) -> Vec<Source> {
    let text = format!(
        "The harbour of Aldmouth was closed on Tuesday after a storm broke two of its seven cranes.\n{attack}\n\
         Repairs will cost 4.2 million crowns, which the town has to borrow."
    );
    let telling = enrich::Telling::alone(attack, &text, lang(tag));
    enrich::writing::of_article(task, &telling, attack)
}

#[test]
fn what_is_written_for_machines_changes_nothing_that_readers_see() {
    let mut attacks = 0;
    let mut wrong = Vec::new();
    for line in include_str!("writing/attacks.txt").lines().filter(|line| !line.starts_with('#')) {
        let [tag, attack, wish] = line.split('|').collect::<Vec<_>>().try_into().unwrap_or_else(|parts: Vec<&str>| {
            // The marks of a template have bars of their own.
            let (first, last) = (parts[0], parts[parts.len() - 1]);
            [first, &line[first.len() + 1..line.len() - last.len() - 1], last]
        });
        attacks += 1;
        for task in [Task::Summary, Task::Translation] {
            let sources = with_attack(tag, attack, &task);
            assert!(sources.len() >= 2, "the article is still read: {attack}");
            let prompt = enrich::writing::prompt(&task, &sources, lang(tag));
            for number in 1..=sources.len() {
                let checked = check(&task, &sources, (wish, lang(tag)), &[number], None);
                if matches!(checked, Checked::Shown { .. }) {
                    wrong.push(format!("{task:?} {attack}: {:?}", prompt.material));
                }
            }
        }
    }
    assert!(attacks >= 60, "{attacks}");
    assert!(wrong.is_empty(), "{} obeyed:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_short_sentence_that_shares_no_word_with_its_passage_is_dropped() {
    let cited =
        [source("en", "The harbour of Aldmouth was closed on Tuesday after a storm broke two of its seven cranes.")];
    for text in ["The strike is over.", "It is over.", "The vote is on."] {
        let checked = check(&Task::Summary, &cited, (text, lang("en")), &[1], None);
        assert!(matches!(checked, Checked::Dropped(_)), "{text}: {checked:?}");
    }
}

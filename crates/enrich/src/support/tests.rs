//! Claims in several languages, true and false, against what they cite.

use super::*;

const PUBLISHED: &str = "2026-03-04T12:00:00Z";

fn cited<'a>(lang: &str, text: &'a str) -> Cited<'a> {
    Cited { text, lang: Lang::parse(lang).unwrap(), published: Timestamp::parse_rfc3339(PUBLISHED), vector: None }
}

fn kinds(lang: &str, claim: &str, source: &str) -> Vec<FaultKind> {
    let claim = Claim { text: claim, lang: Lang::parse(lang).unwrap(), ..Claim::default() };
    Evidence::read(&[cited(lang, source)]).judge(&claim).faults.into_iter().map(|fault| fault.kind).collect()
}

/// A source, what may be said of it, and what may not, with what is wrong.
fn check(lang: &str, source: &str, truths: &[&str], lies: &[(&str, FaultKind)]) {
    for truth in truths {
        assert_eq!(kinds(lang, truth, source), [], "{truth}");
    }
    for (lie, kind) in lies {
        assert!(kinds(lang, lie, source).contains(kind), "{lie}: {:?}", kinds(lang, lie, source));
    }
}

use FaultKind::{Contradiction, Day, Exchange, Name, Number, Quotation, Speaker, Unsupported};

#[test]
fn english_claims() {
    check(
        "en",
        "President Teodor Vance of Valmora met Irena Kovalska in Anchorage on Tuesday and said the strait would not be \
         closed. \"Nobody should expect a treaty,\" minister Lucan Ferrow told reporters. Insurers raised premiums by 12 \
         per cent to $1.5 million, and 212 sailors were freed.",
        &[
            "Vance met Kovalska in Anchorage on Tuesday.",
            "On Tuesday, Vance met Kovalska in Anchorage.",
            "Irena Kovalska was met by Teodor Vance.",
            "Vance said on 3 March that the strait would not be closed.",
            "Premiums rose 12% to $1,500,000.",
            "Two hundred and twelve sailors were freed, more than 200.",
            "\"Nobody should expect a treaty\", Ferrow said.",
        ],
        &[
            ("Vance met Kovalska in Anchorage on Monday.", Day),
            ("Vance met Kovalska in Lisbon on Tuesday.", Name),
            ("Vance met Gregor Malik in Anchorage on Tuesday.", Name),
            ("Anna Vance met Kovalska in Anchorage.", Name),
            ("Vance said the strait would be closed.", Contradiction),
            ("Vance did not meet Kovalska in Anchorage.", Contradiction),
            ("Insurers cut premiums by 12 per cent.", Contradiction),
            ("Insurers raised premiums by 13 per cent.", Number),
            ("Insurers raised premiums by 12 dollars.", Number),
            ("Premiums rose to $1.5 billion.", Number),
            ("\"Everybody should expect a treaty\", Ferrow said.", Quotation),
            ("\"Nobody should expect a treaty\", Kovalska said.", Speaker),
        ],
    );
    check(
        "en",
        "Lindwick United beat Oberau Rovers 3-1 in the final, after Rovers had led from the fifth minute.",
        &[
            "Lindwick United won the final 3-1.",
            "Oberau Rovers led from the fifth minute, but Lindwick United beat them 3-1.",
        ],
        &[
            ("Oberau Rovers beat Lindwick United 3-1 in the final.", Exchange),
            ("Lindwick United beat Oberau Rovers 4-1.", Number),
        ],
    );
    check(
        "en",
        "The rate rose from 5 to 7 per cent in the north.",
        &["The rate rose from 5% to 7%."],
        &[("The rate rose from 7 to 5 per cent in the north.", Exchange)],
    );
}

#[test]
fn what_a_liar_was_let_through_with() {
    check(
        "en",
        "The Masters-1000 tournament costs more than before, but brings more visitors and no more noise.",
        &["The tournament, a Masters-1000, costs more than before."],
        &[
            ("The Masters-4000 tournament costs more than before.", Number),
            (
                "The Masters-1000 tournament costs less than before, but brings more visitors and no more noise.",
                Contradiction,
            ),
        ],
    );
    check(
        "en",
        "The shop sold 100 kilometres of rope for 100 dollars in two months.",
        &["In two months the shop sold 100 kilometres of rope for 100 dollars."],
        &[("The shop sold 100 kilometres of rope for 100 dollars in two weeks.", Number)],
    );
    check(
        "es",
        "Hubo tres mil millones de visitas.",
        &["Hubo 3 mil millones de visitas."],
        &[("Hubo tres mil de visitas.", Number)],
    );
}

#[test]
fn german_claims() {
    check(
        "de",
        "Präsident Teodor Vance traf Irena Kovalska am Dienstag in Lindau. Die Prämien stiegen um 12 Prozent auf 1,5 \
         Millionen Euro. „Niemand erwartet einen Vertrag“, sagte Minister Lucan Ferrow. Die Meerenge bleibt nicht gesperrt.",
        &[
            "Am 3. März traf Vance in Lindau Kovalska.",
            "Die Prämien stiegen um zwölf Prozent auf 1.500.000 Euro.",
            "Ferrow sagte: »Niemand erwartet einen Vertrag.«",
        ],
        &[
            ("Teodor Vance traf Irena Kovalska am Mittwoch in Lindau.", Day),
            ("Teodor Vance traf Gregor Malik am Dienstag in Lindau.", Name),
            ("Teodor Vance traf Irena Kovalska in Hamburg.", Name),
            ("Die Prämien stiegen um 13 Prozent.", Number),
            ("Die Prämien fielen um 12 Prozent auf 1,5 Millionen Euro.", Contradiction),
            ("Teodor Vance traf Irena Kovalska nicht in Lindau.", Contradiction),
            ("„Alle erwarten einen Vertrag“, sagte Ferrow.", Quotation),
        ],
    );
}

#[test]
fn spanish_and_french_claims() {
    check(
        "es",
        "El presidente Teodor Vance se reunió el martes con Irena Kovalska en Sevilla. Las primas subieron un 12 por ciento, \
         hasta 1.500.000 euros.",
        &[
            "Vance se reunió con Kovalska en Sevilla el 3 de marzo.",
            "Las primas subieron el doce por ciento, a 1,5 millones de euros.",
        ],
        &[
            ("Vance se reunió con Kovalska en Sevilla el lunes.", Day),
            ("Vance se reunió con Kovalska en Madrid.", Name),
            ("Las primas bajaron un 12 por ciento.", Contradiction),
            ("Las primas no subieron un 12 por ciento.", Contradiction),
            ("Las primas subieron un 21 por ciento.", Number),
        ],
    );
    check(
        "fr",
        "Le président Teodor Vance a rencontré mardi Irena Kovalska à Lyon. Les primes ont augmenté de 12 %, à 1,5 million \
         d’euros.",
        &[
            "Vance a rencontré Kovalska à Lyon le 3 mars.",
            "Les primes ont augmenté de douze pour cent, à 1 500 000 euros.",
        ],
        &[
            ("Vance a rencontré Kovalska à Lyon jeudi.", Day),
            ("Vance a rencontré Kovalska à Nantes.", Name),
            ("Vance n'a pas rencontré Kovalska à Lyon.", Contradiction),
            ("Les primes ont baissé de 12 %.", Contradiction),
            ("Les primes ont augmenté de 22 %.", Number),
        ],
    );
}

#[test]
fn russian_claims() {
    check(
        "ru",
        "Президент Теодор Вэнс встретился во вторник с Ириной Ковальской в Самаре. Премии выросли на 12 процентов, до 1,5 млн \
         рублей.",
        &[
            "Вэнс встретился с Ковальской в Самаре 3 марта.",
            "Премии выросли на двенадцать процентов, до 1 500 000 рублей.",
        ],
        &[
            ("Вэнс встретился с Ковальской в Самаре в среду.", Day),
            ("Вэнс встретился с Ковальской в Казани.", Name),
            ("Вэнс не встретился с Ковальской в Самаре.", Contradiction),
            ("Премии упали на 12 процентов.", Contradiction),
            ("Премии выросли на 14 процентов.", Number),
        ],
    );
}

#[test]
fn chinese_claims() {
    check(
        "zh",
        "瓦尔莫拉总统万斯星期二在上海会见了王丽娜。保费上涨了12%，达到150万元。费罗说：“没有人期待条约。”",
        &["万斯3月3日在上海会见王丽娜。", "保费上涨百分之12，达到1500000元。", "费罗表示，“没有人期待条约”。"],
        &[
            ("万斯星期三在上海会见了王丽娜。", Day),
            ("万斯星期二在北京会见了王丽娜。", Name),
            ("保费上涨了15%。", Number),
            ("保费下跌了12%，达到150万元。", Contradiction),
            ("万斯没有在上海会见王丽娜。", Contradiction),
            ("费罗说：“所有人期待条约。”", Quotation),
        ],
    );
}

#[test]
fn arabic_claims() {
    check(
        "ar",
        "التقى الرئيس فانس الوزيرة كوفالسكا في القاهرة يوم الثلاثاء. ارتفعت الأقساط بنسبة 12 بالمئة إلى 1.5 مليون يورو.",
        &["التقى فانس كوفالسكا في القاهرة يوم الثلاثاء.", "ارتفعت الأقساط بنسبة ١٢ بالمئة."],
        &[
            ("التقى فانس كوفالسكا في القاهرة يوم الأربعاء.", Day),
            ("التقى فانس كوفالسكا في بيروت.", Name),
            ("لم يلتق فانس كوفالسكا في القاهرة.", Contradiction),
            ("انخفضت الأقساط بنسبة 12 بالمئة.", Contradiction),
            ("ارتفعت الأقساط بنسبة 15 بالمئة.", Number),
        ],
    );
}

#[test]
fn other_languages_and_other_scripts_than_the_sources() {
    let verdict = |lang: &str, claim: &str, source_lang: &str, source: &str| {
        let claim = Claim { text: claim, lang: Lang::parse(lang).unwrap(), ..Claim::default() };
        Evidence::read(&[cited(source_lang, source)]).judge(&claim).faults
    };
    let source = "Teodor Vance met Angela Merkel in Moscow on Tuesday, with 1.5 million watching.";
    assert_eq!(
        verdict("de", "Teodor Vance traf Merkel am Dienstag in Moskau, 1,5 Millionen sahen zu.", "en", source),
        []
    );
    assert_eq!(verdict("ru", "Теодор Вэнс встретился с Меркель в Москве во вторник.", "en", source), []);
    assert_eq!(verdict("zh", "默克尔星期二在莫斯科，150万人观看。", "en", source), []);
    assert!(!verdict("de", "Teodor Vance traf Merkel am Dienstag in Madrid.", "en", source).is_empty());
    assert!(!verdict("ru", "Теодор Вэнс встретился с Меркель в Москве в среду.", "en", source).is_empty());
}

#[test]
fn a_claim_in_another_language_is_carried_by_what_its_passages_share_with_it() {
    let evidence = Evidence::read(&[
        cited("en", "Farmers expect a good harvest of apples in Valmora."),
        cited("en", "Teodor Vance met Angela Merkel in Moscow on Tuesday, with 1.5 million watching."),
    ]);
    let check = |text: &str| evidence.check(&Claim { text, lang: Lang::DE, ..Claim::default() });
    let Verdict::Supported { sentences, .. } = check("Vance traf Merkel am Dienstag in Moskau.") else {
        panic!("dropped")
    };
    assert_eq!(sentences, [1]);
    assert!(matches!(check("Die Bauern freuen sich über gutes Wetter."), Verdict::Dropped(_)));
}

#[test]
fn what_is_copied_passes_and_what_is_about_something_else_does_not() {
    let source = "The minister denied that the bridge is closed. It opened in May.";
    let evidence = Evidence::read(&[cited("en", source)]);
    let check = |text: &str| evidence.check(&Claim { text, lang: Lang::EN, ..Claim::default() });
    assert_eq!(check("It opened in May."), Verdict::Supported { score: 1.0, sentences: vec![0] });
    assert_eq!(check(source), Verdict::Supported { score: 1.0, sentences: vec![0] });
    let Verdict::Dropped(faults) = check("Farmers expect a good harvest of apples this autumn.") else {
        panic!("shown")
    };
    assert_eq!(faults[0].kind, Unsupported);
}

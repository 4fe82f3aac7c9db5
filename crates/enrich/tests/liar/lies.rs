//! A liar: makes true sentences false, and says true ones in other words, by rule and without chance.

use enrich::{
    sentences::spans,
    support::{Cited, Claim, Evidence, Verdict},
};
use news::{Article, Lang, MentionKind, Timestamp};
use std::collections::BTreeMap;

/// An article as the liar reads it.
pub struct Told {
    pub lang: Lang,
    pub published: Option<Timestamp>,
    pub sentences: Vec<String>,
    /// People and organisations that it names, in full, by kind.
    pub people: Vec<String>,
    pub places: Vec<String>,
}

impl Told {
    pub fn read(article: &Article) -> Self {
        let (lang, mentions) = enrich::language_and_mentions(article);
        let text = article.text();
        let sentences = spans(&text).into_iter().map(|span| text[span.start as usize..span.end as usize].to_owned());
        let of_kind = |kind: MentionKind| {
            mentions.iter().filter(|mention| mention.kind == kind).map(|mention| mention.name.clone()).collect()
        };
        Self {
            lang,
            published: article.published,
            sentences: sentences.filter(|sentence| is_sentence(sentence)).collect(),
            people: of_kind(MentionKind::Person),
            places: of_kind(MentionKind::Place),
        }
    }
}

fn is_sentence(text: &str) -> bool {
    text.chars().count() >= 12 && text.ends_with(['.', '!', '?', '。', '！', '？', '”', '"', '»', '“', '」'])
}

/// What was done to a sentence, and what it became.
pub struct Made {
    pub how: &'static str,
    pub text: String,
}

/// The ways of lying. Each gives None for a sentence that it finds nothing to change in.
pub fn lie(way: usize, told: &Told, number: usize, elsewhere: &[Told]) -> Option<Made> {
    let sentence = &told.sentences[number];
    let lang = told.lang.as_str();
    let (how, text) = match way {
        0 => ("another number", changed_number(sentence)?),
        1 => ("names exchanged", exchanged(sentence, &told.people).or_else(|| exchanged(sentence, &told.places))?),
        2 => ("a quotation invented", invented_quote(sentence, lang)?),
        3 => ("another day", replaced(sentence, days(lang))?),
        4 => ("denied", denied(sentence, lang)?),
        5 => ("the opposite", replaced(sentence, opposites(lang))?),
        6 => ("another magnitude or unit", replaced(sentence, units(lang))?),
        7 => ("another's quotation", anothers_quote(sentence, told)?),
        _ => ("another name", another_name(sentence, told, elsewhere)?),
    };
    (text != *sentence).then_some(Made { how, text })
}

pub const WAYS: usize = 9;

/// True sentences: as they stand, and in other words where that can be done.
pub fn truth(way: usize, told: &Told, number: usize) -> Option<Made> {
    let sentence = &told.sentences[number];
    let (how, text) = match way {
        0 => ("copied", sentence.clone()),
        1 => ("a clause dropped", without_last_clause(sentence)?),
        2 => ("clauses turned", turned(sentence)?),
        3 => ("sentences merged", merged(sentence, told.sentences.get(number + 1))?),
        4 => ("numbers rewritten", numbers_rewritten(sentence, told.lang.as_str())?),
        _ => ("surnames alone", surnames(sentence, &told.people)?),
    };
    Some(Made { how, text })
}

pub const TRUE_WAYS: usize = 6;

/// The first number of two or more digits, or the first at all, made another.
fn changed_number(sentence: &str) -> Option<String> {
    let digits: Vec<(usize, char)> = sentence.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let &(at, first) = digits.first()?;
    let other = char::from(b'1' + (first as u8 - b'0' + 2) % 9);
    Some(format!("{}{other}{}", &sentence[..at], &sentence[at + 1..]))
}

/// Two names of a sentence in each other's place.
fn exchanged(sentence: &str, names: &[String]) -> Option<String> {
    let forms = |name: &str| -> Vec<String> {
        let last = name.rsplit([' ', '·']).next().unwrap_or(name).to_owned();
        vec![name.to_owned(), last]
    };
    let stand =
        |name: &str| forms(name).into_iter().find(|form| form.chars().count() > 1 && word_at(sentence, form).is_some());
    let mut found: Vec<(usize, String)> = names
        .iter()
        .filter_map(|name| stand(name))
        .filter_map(|form| Some((word_at(sentence, &form)?, form)))
        .filter(|(at, _)| !is_quoted(sentence, *at))
        .collect();
    found.sort();
    found.dedup_by(|next, kept| next.0 < kept.0 + kept.1.len());
    let [(at, first), (other, second), ..] = &found[..] else { return None };
    // "A and B" says the same either way.
    let between = &sentence[at + first.len()..*other];
    let is_joined = between.split_whitespace().count() <= 1 && between.chars().count() <= 5;
    if is_joined || sentence.matches(first.as_str()).count() > 1 || sentence.matches(second.as_str()).count() > 1 {
        return None;
    }
    let tail = &sentence[other + second.len()..];
    Some(format!("{}{second}{between}{first}{tail}", &sentence[..*at]))
}

/// Where a word stands by itself; in scripts without spaces anywhere.
fn word_at(sentence: &str, word: &str) -> Option<usize> {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    let begins = word.starts_with(is_unspaced);
    sentence.match_indices(word).map(|(at, _)| at).find(|&at| {
        begins || !joins(sentence[..at].chars().next_back()) && !joins(sentence[at + word.len()..].chars().next())
    })
}

fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff)
}

const MARKS: [(char, char); 6] = [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»'), ('「', '」'), ('‘', '’')];

/// The first quotation: the bytes between its marks.
fn quotation(sentence: &str) -> Option<(usize, usize)> {
    MARKS.iter().find_map(|(open, close)| {
        let from = sentence.find(*open)? + open.len_utf8();
        let to = from + sentence[from..].find(*close)?;
        (to > from).then_some((from, to))
    })
}

fn is_quoted(sentence: &str, at: usize) -> bool {
    quotation(sentence).is_some_and(|(from, to)| (from..to).contains(&at))
}

/// Other words between the marks of a quotation, or a quotation where there was none.
fn invented_quote(sentence: &str, lang: &str) -> Option<String> {
    let said = match lang {
        "en" => "We saw it coming and did nothing at all",
        "de" => "Wir haben es kommen sehen und nichts getan",
        "es" => "Lo vimos venir y no hicimos nada",
        "fr" => "Nous l'avons vu venir et n'avons rien fait",
        "ru" => "Мы видели это заранее и ничего не сделали",
        "zh" => "我们早就料到却什么也没做",
        "ja" => "私たちは知っていて何もしなかった",
        "ar" => "كنا نعلم ذلك ولم نفعل شيئا",
        _ => return None,
    };
    Some(match quotation(sentence) {
        Some((from, to)) => format!("{}{said}{}", &sentence[..from], &sentence[to..]),
        None => format!("{}: “{said}”.", sentence.trim_end_matches(['.', '。', '!', '?'])),
    })
}

/// The speaker of a quotation made somebody else of the same article.
fn anothers_quote(sentence: &str, told: &Told) -> Option<String> {
    let (from, to) = quotation(sentence)?;
    if sentence[from..to].split_whitespace().count() < 4 && sentence[from..to].chars().count() < 8 {
        return None;
    }
    let speaker =
        told.people.iter().find(|name| word_at(sentence, name).is_some_and(|at| !(from..to).contains(&at)))?;
    let other = told.people.iter().find(|name| !sentence.contains(name.rsplit(' ').next().unwrap_or(name)))?;
    Some(sentence.replacen(speaker.as_str(), other, 1))
}

/// A person or place of the sentence made one of another article of the same language.
fn another_name(sentence: &str, told: &Told, elsewhere: &[Told]) -> Option<String> {
    let mine = told.people.iter().chain(&told.places);
    let name = mine.clone().find(|name| word_at(sentence, name).is_some_and(|at| !is_quoted(sentence, at)))?;
    let is_person = told.people.contains(name);
    let others = elsewhere.iter().filter(|other| other.lang == told.lang);
    let stranger = others.flat_map(|other| if is_person { &other.people } else { &other.places }).find(|stranger| {
        stranger.contains(' ') == name.contains(' ')
            && !told.sentences.iter().any(|sentence| sentence.contains(*stranger))
    })?;
    let at = word_at(sentence, name)?;
    Some(format!("{}{stranger}{}", &sentence[..at], &sentence[at + name.len()..]))
}

/// The first of some words made the other of its pair.
fn replaced(sentence: &str, pairs: &[(&str, &str)]) -> Option<String> {
    pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).find_map(|(word, other)| {
        let at = word_at(sentence, word).filter(|&at| !is_quoted(sentence, at))?;
        Some(format!("{}{other}{}", &sentence[..at], &sentence[at + word.len()..]))
    })
}

fn days(lang: &str) -> &'static [(&'static str, &'static str)] {
    match lang {
        "en" => &[
            ("Monday", "Thursday"),
            ("Tuesday", "Friday"),
            ("Wednesday", "Saturday"),
            ("Sunday", "Tuesday"),
            ("March", "July"),
            ("April", "October"),
            ("January", "June"),
        ],
        "de" => &[
            ("Montag", "Donnerstag"),
            ("Dienstag", "Freitag"),
            ("Mittwoch", "Samstag"),
            ("Sonntag", "Dienstag"),
            ("März", "Juli"),
            ("April", "Oktober"),
        ],
        "es" => &[
            ("lunes", "jueves"),
            ("martes", "viernes"),
            ("miércoles", "sábado"),
            ("domingo", "martes"),
            ("marzo", "julio"),
            ("abril", "octubre"),
        ],
        "fr" => &[
            ("lundi", "jeudi"),
            ("mardi", "vendredi"),
            ("mercredi", "samedi"),
            ("dimanche", "mardi"),
            ("mars", "juillet"),
        ],
        "ru" => &[
            ("понедельник", "четверг"),
            ("вторник", "пятницу"),
            ("среду", "субботу"),
            ("воскресенье", "вторник"),
            ("марта", "июля"),
            ("апреля", "октября"),
        ],
        "zh" => &[
            ("星期一", "星期四"),
            ("星期二", "星期五"),
            ("周一", "周四"),
            ("周二", "周五"),
            ("周三", "周六"),
            ("周日", "周二"),
            ("3月", "7月"),
            ("4月", "9月"),
        ],
        _ => &[],
    }
}

fn opposites(lang: &str) -> &'static [(&'static str, &'static str)] {
    match lang {
        "en" => &[
            ("rose", "fell"),
            ("increased", "decreased"),
            ("won", "lost"),
            ("opened", "closed"),
            ("approved", "rejected"),
            ("more", "fewer"),
            ("before", "after"),
            ("higher", "lower"),
            ("began", "ended"),
            ("raised", "cut"),
        ],
        "de" => &[
            ("stieg", "fiel"),
            ("stiegen", "fielen"),
            ("gewann", "verlor"),
            ("öffnet", "schließt"),
            ("mehr", "weniger"),
            ("begann", "endete"),
            ("steigt", "sinkt"),
        ],
        "es" => &[
            ("subió", "bajó"),
            ("aumentó", "disminuyó"),
            ("ganó", "perdió"),
            ("abrió", "cerró"),
            ("más", "menos"),
            ("antes", "después"),
            ("empezó", "terminó"),
        ],
        "fr" => &[("augmenté", "baissé"), ("gagné", "perdu"), ("plus", "moins"), ("avant", "après")],
        "ru" => &[
            ("вырос", "упал"),
            ("выросла", "упала"),
            ("выросли", "упали"),
            ("выиграл", "проиграл"),
            ("открыли", "закрыли"),
            ("больше", "меньше"),
            ("начал", "закончил"),
        ],
        "zh" => &[
            ("上升", "下降"),
            ("上涨", "下跌"),
            ("增加", "减少"),
            ("批准", "否决"),
            ("开始", "结束"),
            ("之前", "之后"),
            ("最高", "最低"),
            ("支持", "反对"),
        ],
        _ => &[],
    }
}

fn units(lang: &str) -> &'static [(&'static str, &'static str)] {
    match lang {
        "en" => &[
            ("million", "billion"),
            ("per cent", "dollars"),
            ("percent", "dollars"),
            ("kilometres", "miles"),
            ("metres", "feet"),
            ("hours", "days"),
            ("weeks", "months"),
            ("euros", "dollars"),
            ("minutes", "hours"),
            ("years", "months"),
        ],
        "de" => &[
            ("Millionen", "Milliarden"),
            ("Prozent", "Euro"),
            ("Kilometer", "Meilen"),
            ("Meter", "Zentimeter"),
            ("Stunden", "Tage"),
            ("Wochen", "Monate"),
            ("Minuten", "Stunden"),
        ],
        "es" => &[
            ("millones", "miles"),
            ("kilómetros", "millas"),
            ("metros", "centímetros"),
            ("horas", "días"),
            ("semanas", "meses"),
            ("euros", "dólares"),
            ("minutos", "horas"),
        ],
        "fr" => &[("millions", "milliards"), ("kilomètres", "mètres"), ("heures", "jours")],
        "ru" => &[
            ("миллионов", "миллиардов"),
            ("млн", "млрд"),
            ("километров", "миль"),
            ("метров", "сантиметров"),
            ("часов", "суток"),
            ("минут", "часов"),
            ("рублей", "долларов"),
        ],
        "zh" => &[("万", "亿"), ("公里", "英里"), ("小时", "分钟"), ("米", "公里"), ("美元", "欧元")],
        _ => &[],
    }
}

/// A denial put in, or taken out where one stands.
fn denied(sentence: &str, lang: &str) -> Option<String> {
    let taken: &[(&str, &str)] = match lang {
        "en" => &[(" not ", " ")],
        "de" => &[(" nicht ", " ")],
        "es" => &[(" no ", " ")],
        "ru" => &[(" не ", " ")],
        "zh" => &[("没有", "有"), ("不会", "会")],
        _ => &[],
    };
    let is_free = |at: usize| !is_quoted(sentence, at);
    if let Some((at, from, to)) =
        taken.iter().find_map(|(from, to)| Some((sentence.find(from).filter(|&at| is_free(at))?, from, to)))
        && !sentence.contains("not only")
        && !sentence.contains("nicht nur")
        && !sentence.contains("no solo")
        && !sentence.contains("не только")
    {
        return Some(format!("{}{to}{}", &sentence[..at], &sentence[at + from.len()..]));
    }
    let after: &[&str] = match lang {
        "en" => &["was", "were", "is", "are", "will", "would", "had", "has", "have", "could", "can"],
        "de" => &["wurde", "wurden", "wird", "werden", "ist", "sind", "war", "waren", "hat", "haben", "kann", "soll"],
        _ => &[],
    };
    let not = if lang == "de" { "nicht" } else { "not" };
    if let Some((at, word)) =
        after.iter().filter_map(|word| Some((word_at(sentence, word).filter(|&at| is_free(at))?, *word))).min()
    {
        let end = at + word.len();
        return Some(format!("{} {not}{}", &sentence[..end], &sentence[end..]));
    }
    let before: (&[&str], &str) = match lang {
        "es" => (&["ha", "han", "es", "son", "fue", "fueron", "está", "será", "había", "puede", "tiene"], "no "),
        "ru" => (
            &["был", "была", "были", "будет", "будут", "может", "сообщил", "сообщила", "заявил", "получил", "получили"],
            "не ",
        ),
        "zh" => (&["将", "会", "是"], "不"),
        _ => (&[], ""),
    };
    let at = before.0.iter().filter_map(|word| word_at(sentence, word)).filter(|&at| is_free(at)).min()?;
    Some(format!("{}{}{}", &sentence[..at], before.1, &sentence[at..]))
}

/// What stands before the last comma, where it is a sentence by itself and the rest does not turn it round.
fn without_last_clause(sentence: &str) -> Option<String> {
    if quotation(sentence).is_some() {
        return None;
    }
    let at = sentence.rfind(", ").or_else(|| sentence.rfind('，'))?;
    let (kept, dropped) = (&sentence[..at], &sentence[at..]);
    let is_long = kept.split_whitespace().count() >= 6 || kept.starts_with(is_unspaced) && kept.chars().count() >= 12;
    let denies = ["not", "nicht", "kein", "no ", "не", "不", "没", "but", "aber", "sino", "unless"]
        .iter()
        .any(|word| dropped.contains(word));
    (is_long && !denies).then(|| format!("{kept}{}", if kept.starts_with(is_unspaced) { '。' } else { '.' }))
}

/// The part after the first comma before the part before it.
fn turned(sentence: &str) -> Option<String> {
    if quotation(sentence).is_some() {
        return None;
    }
    let (head, tail) = sentence.split_once(", ").or_else(|| sentence.split_once('，'))?;
    let tail = tail.trim_end_matches(['.', '。']).trim();
    let enough =
        |part: &str| part.split_whitespace().count() >= 3 || part.starts_with(is_unspaced) && part.chars().count() >= 5;
    (enough(head) && enough(tail)).then(|| format!("{tail}, {head}."))
}

fn merged(sentence: &str, next: Option<&String>) -> Option<String> {
    let joined = |next: &String| format!("{}; {next}", sentence.trim_end_matches(['.', '。']));
    next.filter(|_| sentence.ends_with(['.', '。'])).map(joined)
}

/// The same numbers in another dress.
fn numbers_rewritten(sentence: &str, lang: &str) -> Option<String> {
    let pairs: &[(&str, &str)] = match lang {
        "en" => &[
            ("per cent", "percent"),
            (" 12 ", " twelve "),
            (" 20 ", " twenty "),
            (" 30 ", " thirty "),
            (" 100 ", " one hundred "),
            ("two", "2"),
            ("three", "3"),
            ("six", "6"),
            ("ten", "10"),
            ("fifteen", "15"),
        ],
        "de" => &[(" Prozent", "%"), (" 12 ", " zwölf "), ("zwei", "2"), ("drei", "3"), ("sechs", "6"), ("zehn", "10")],
        "es" => &[("dos", "2"), ("tres", "3"), ("seis", "6"), ("diez", "10")],
        "ru" => &[("два", "2"), ("три", "3"), ("шесть", "6"), ("десять", "10")],
        "zh" => &[("%", "％"), ("两人", "2人"), ("三人", "3人")],
        _ => &[],
    };
    pairs.iter().find_map(|(one, other)| {
        let at = if one.starts_with(' ') { sentence.find(one) } else { word_at(sentence, one) };
        let at = at.filter(|&at| !is_quoted(sentence, at))?;
        Some(format!("{}{other}{}", &sentence[..at], &sentence[at + one.len()..]))
    })
}

/// Full names shortened to surnames.
fn surnames(sentence: &str, people: &[String]) -> Option<String> {
    let name = people
        .iter()
        .find(|name| name.contains(' ') && word_at(sentence, name).is_some_and(|at| !is_quoted(sentence, at)))?;
    Some(sentence.replacen(name.as_str(), name.rsplit(' ').next()?, 1))
}

/// What the check made of true sentences and of lies, by how they were made.
#[derive(Default)]
pub struct Report {
    /// By how: lies told, lies that passed.
    pub lies: BTreeMap<&'static str, (usize, usize)>,
    /// By how: truths told, truths that were dropped.
    pub truths: BTreeMap<&'static str, (usize, usize)>,
    /// What went wrong, to look at: what was said, what was done to it, and what the check found.
    pub wrong: Vec<String>,
}

impl Report {
    pub fn share(counts: &BTreeMap<&'static str, (usize, usize)>) -> f64 {
        let (told, wrong) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        wrong as f64 / told.max(1) as f64
    }

    /// As a table.
    pub fn shown(&self) -> String {
        let rows = |name: &str, counts: &BTreeMap<&'static str, (usize, usize)>| -> String {
            let rows = counts.iter().map(|(how, (told, wrong))| format!("  {how}: {wrong} of {told}\n"));
            format!("{name}: {:.3}\n{}", Self::share(counts), rows.collect::<String>())
        };
        rows("true sentences dropped", &self.truths) + &rows("lies that passed", &self.lies)
    }
}

/// Lies in every second sentence of some articles in every way that it can be done, and says the others in every way it
/// knows; each cites the sentence it is made from and those around it.
pub fn examine(all: &[Told]) -> Report {
    let mut report = Report::default();
    let mut turn = 0;
    for (which, told) in all.iter().enumerate() {
        let elsewhere = &all[(which + 1) % all.len()..];
        for number in 0..told.sentences.len() {
            turn += 1;
            let is_lie = turn % 2 == 0;
            let made: Vec<Made> = if is_lie {
                (0..WAYS).filter_map(|way| lie(way, told, number, elsewhere)).collect()
            } else {
                (0..TRUE_WAYS).filter_map(|way| truth(way, told, number)).collect()
            };
            let around = number.saturating_sub(1)..(number + 2).min(told.sentences.len());
            let cited: Vec<Cited> = told.sentences[around]
                .iter()
                .map(|text| Cited { text, lang: told.lang, published: told.published, vector: None })
                .collect();
            let evidence = Evidence::read(&cited);
            for Made { how, text } in made {
                let verdict = evidence.check(&Claim { text: &text, lang: told.lang, ..Claim::default() });
                let passed = matches!(verdict, Verdict::Supported { .. });
                let counts = if is_lie { &mut report.lies } else { &mut report.truths };
                let count = counts.entry(how).or_default();
                count.0 += 1;
                if passed == is_lie {
                    count.1 += 1;
                    report.wrong.push(format!("{how}: {text}\n  from {}\n  {verdict:?}", told.sentences[number]));
                }
            }
        }
    }
    report
}

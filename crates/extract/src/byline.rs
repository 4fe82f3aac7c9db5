//! Bylines: who wrote it, and from where.

use crate::blocks::clean_line;
use crate::dates;
use news::{Author, Lang};

/// What stands before the first name, lower case. Longer ones first where one begins another.
#[rustfmt::skip]
const OPENINGS: &[&str] = &[
    "written by", "reported by", "story by", "words by", "text by", "posted by", "published by", "article by",
    "analysis by", "interview by", "review by", "opinion by", "report by", "by", "author:", "authors:", "author",
    "von:", "von", "text:", "text von", "autor:", "autorin:", "autoren:", "autor", "aus", "por:", "por", "par:",
    "par", "di:", "di", "a cura di", "door:", "door", "av:", "av", "af:", "af", "tekst:", "tekst", "autore:",
    "redakce:", "foto:", "автор:", "автор", "авторы:", "авторка:", "автори:", "текст:", "текст", "作者：", "作者:", "作者",
    "记者：", "记者:", "记者", "記者：", "記者", "文/", "文｜", "文：", "撰文：", "oleh:", "oleh", "penulis:", "penulis", "écrit par",
    "publié par", "propos recueillis par", "publicado por", "escrito por", "texto:", "scritto da", "da", "από", "του",
    "yazan:", "haber:", "przez", "napsal", "redacción:", "reporter:", "redaktion:", "theo",
];

/// Words that make a part of a byline a role, not a name.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "correspondent", "editor", "reporter", "writer", "journalist", "columnist", "producer", "contributor", "staff",
    "chief", "bureau", "columnists", "photographer", "director", "professor", "fellow", "analyst", "specialist",
    "presenter", "politics", "political", "business", "sports", "science", "technology", "health", "environment",
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "volontär", "volontärin", "reporterin",
    "redaktor", "redaktorin", "chefredakteur", "chefredakteurin", "autorin", "ressortleiter", "mitarbeiter",
    "journaliste", "rédacteur", "rédactrice", "correspondant", "envoyé", "envoyée", "periodista", "corresponsal",
    "redactor", "redactora", "repórter", "jornalista", "redator", "giornalista", "corrispondente", "корреспондент",
    "обозреватель", "редактор", "журналист", "журналистка", "кореспондент", "dziennikarz", "dziennikarka",
    "redaktorka", "novinář", "muhabir", "editör", "verslaggever", "redacteur", "journalistin",
];

/// Parts of bylines that are no names at all.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "share", "follow", "updated", "published", "posted", "stand", "aktualisiert", "comments", "email", "facebook",
    "twitter", "instagram", "x", "bio", "exclusive", "opinion", "video", "photos", "more", "read more", "null",
    "undefined", "admin", "administrator", "none", "unknown", "n/a", "guest", "user", "editor", "author", "true",
    "false", "rss", "webmaster", "min read", "staff", "by",
];

#[rustfmt::skip]
const AND_WORDS: &[&str] = &[
    " and ", " und ", " y ", " et ", " e ", " en ", " och ", " og ", " ja ", " i ", " a ", " и ", " та ", " та ",
    " и ", " ve ", " dan ", " và ", " with ", " mit ", " con ", " avec ", " & ",
];

/// Reads a byline as it stands on a page: "By A and B in Washington". Anything that is no name is left out.
pub(crate) fn parse(text: &str, lang: Lang) -> Vec<Author> {
    let line = clean_line(text);
    let line = without_opening(&line);
    let line = cut_at_date(line);
    split(line, true, lang)
}

/// Reads a field meant for the name of one author or of several; what stands there is believed more.
pub(crate) fn parse_field(text: &str, lang: Lang) -> Vec<Author> {
    let line = clean_line(text);
    if line.starts_with("http") || line.contains("://") || line.starts_with("www.") {
        return Vec::new();
    }
    split(without_opening(&line), false, lang)
}

/// Puts names in order without repetition; a name with a place beats the same without.
pub(crate) fn merge(lists: impl IntoIterator<Item = Vec<Author>>) -> Vec<Author> {
    let mut merged: Vec<Author> = Vec::new();
    for author in lists.into_iter().flatten() {
        let key = key_of(&author.name);
        match merged.iter_mut().find(|known| key_of(&known.name) == key) {
            Some(known) => known.place = known.place.take().or(author.place),
            None => merged.push(author),
        }
    }
    merged
}

pub(crate) fn key_of(name: &str) -> String {
    name.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

fn without_opening(line: &str) -> &str {
    let mut line = line.trim_start_matches(|character: char| !character.is_alphanumeric());
    // "Ein Kommentar von", "Eine Analyse von", "Un reportage de".
    let words: Vec<&str> = line.split(' ').take(4).collect();
    if let [article, _, von, _] = words[..]
        && matches!(article, "Ein" | "Eine" | "Un" | "Une" | "Una" | "An" | "A")
        && matches!(von, "von" | "par" | "de" | "por" | "by" | "di")
        && let Some(at) = line.find(&format!(" {von} "))
    {
        line = &line[at + von.len() + 2..];
    }
    for _ in 0..2 {
        let lower = line.to_lowercase();
        let opening = OPENINGS.iter().filter(|opening| begins(&lower, opening)).max_by_key(|opening| opening.len());
        let Some(opening) = opening else { break };
        // Lower case may be longer in bytes; openings are letters whose length does not change.
        let Some(rest) = line.get(opening.len()..) else { break };
        line = rest.trim_start_matches([' ', ':', '：', '-', '–']);
    }
    line
}

fn begins(lower: &str, opening: &str) -> bool {
    lower.strip_prefix(opening).is_some_and(|rest| {
        let ends_word =
            opening.ends_with([':', '：', '/', '｜']) || !opening.is_ascii() && opening.chars().count() <= 2;
        rest.is_empty() || ends_word || rest.starts_with([' ', ':', '：'])
    })
}

/// What stands before a number, without the month that the number is a day of: "in Riga November 18, 2026".
fn without_month(line: &str, number: usize) -> &str {
    let head = line[..number].trim_end();
    let month = head.rfind(' ').map_or(0, |space| space + 1);
    let is_date = |from: usize| dates::parse_visible(&line[from..], Lang::default()).is_some();
    if !is_date(number) && is_date(month) { &line[..month] } else { head }
}

fn cut_at_date(line: &str) -> &str {
    let mut end = line.len();
    for mark in [
        " | ",
        " • ",
        " · ",
        " // ",
        " Updated",
        " Published",
        " Posted",
        " Stand:",
        " Stand ",
        " Aktualisiert",
        " Veröffentlicht",
        " Actualizado",
        " Publié",
        " Mis à jour",
    ] {
        if let Some(at) = line.find(mark).filter(|at| *at > 2) {
            end = end.min(at);
        }
    }
    let line = &line[..end];
    match line.find(|character: char| character.is_ascii_digit()) {
        Some(at) if dates::parse_visible(&line[at..], Lang::default()).is_some() || at > 0 => {
            let head = without_month(line, at).trim_end();
            // The word before a number belongs to the date: "am", "on", "May".
            let drop = [" am", " on", " at", " le", " el", " den", " il", " dne"];
            let head = drop.iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
            head.trim_end_matches([' ', ',', '-', '–', '(', '|'])
        }
        _ => line,
    }
}

fn split(line: &str, is_strict: bool, lang: Lang) -> Vec<Author> {
    let mut parts: Vec<String> = vec![line.to_owned()];
    for and in AND_WORDS {
        let is_own = match *and {
            " e " => matches!(lang.as_str(), "it" | "pt" | "gl"),
            " y " => matches!(lang.as_str(), "es" | "ca"),
            " i " => matches!(lang.as_str(), "pl" | "ca" | "hr" | "sr" | "bs"),
            " a " => matches!(lang.as_str(), "cs" | "sk"),
            " en " => lang.as_str() == "nl",
            " et " => lang.as_str() != "no",
            " con " => matches!(lang.as_str(), "es" | "it"),
            _ => true,
        };
        if is_own {
            parts = parts.iter().flat_map(|part| part.split(and).map(str::to_owned).collect::<Vec<_>>()).collect();
        }
    }
    let mut authors: Vec<Author> = Vec::new();
    for part in parts {
        for piece in part.split([',', ';', '|', '、', '，', '；', '·', '•']) {
            match author_of(piece, is_strict) {
                Part::Author(author) => {
                    if !authors.iter().any(|known| key_of(&known.name) == key_of(&author.name)) {
                        authors.push(author);
                    }
                }
                Part::Place(place) => {
                    // "A and B in Washington": the place of all before it that have none.
                    authors
                        .iter_mut()
                        .filter(|author| author.place.is_none())
                        .for_each(|author| author.place = Some(place.clone()));
                }
                Part::Nothing => {}
            }
        }
    }
    let placed: Option<String> = authors.last().and_then(|author| author.place.clone());
    if let Some(place) = placed
        && authors.iter().filter(|author| author.place.is_some()).count() == 1
    {
        authors.iter_mut().for_each(|author| author.place = Some(place.clone()));
    }
    authors
}

enum Part {
    Author(Author),
    Place(String),
    Nothing,
}

fn author_of(piece: &str, is_strict: bool) -> Part {
    let mut piece = piece.trim();
    if let Some(place) = piece.strip_prefix("in ").filter(|place| is_place(place)) {
        return Part::Place(place.trim().to_owned());
    }
    if let Some((before, _)) = piece.split_once(" (") {
        piece = before.trim();
    }
    let mut place = None;
    for word in [" in ", " aus ", " à ", " en ", " em "] {
        if let Some((name, rest)) = piece.split_once(word)
            && is_place(rest)
            && name.split(' ').count() >= 2
        {
            place = Some(rest.trim().to_owned());
            piece = name.trim();
            break;
        }
    }
    let name = clean_name(piece);
    if is_name(&name, is_strict) { Part::Author(Author { name, place }) } else { Part::Nothing }
}

fn is_place(text: &str) -> bool {
    let text = text.trim();
    text.chars().next().is_some_and(char::is_uppercase)
        && text.split(' ').count() <= 4
        && text.chars().count() <= 40
        && !text.contains(|character: char| character.is_ascii_digit())
}

fn clean_name(piece: &str) -> String {
    let mut name = without_opening(piece).trim();
    for suffix in [" for CNN", " via AP", " | Reuters"] {
        name = name.strip_suffix(suffix).unwrap_or(name);
    }
    let name = name.trim_matches(|character: char| {
        matches!(
            character,
            '"' | '\'' | '-' | '–' | '—' | ':' | '*' | '(' | ')' | '[' | ']' | '<' | '>' | '/' | '@' | ' '
        )
    });
    name.to_owned()
}

fn is_name(name: &str, is_strict: bool) -> bool {
    let length = name.chars().count();
    if !(2..=60).contains(&length)
        || !name.chars().any(char::is_alphabetic)
        || name.contains(['@', '{', '<', '=', '?', ':'])
    {
        return false;
    }
    let lower = name.to_lowercase();
    if NO_NAMES.contains(&lower.as_str()) {
        return false;
    }
    let words: Vec<&str> = lower.split([' ', '-']).collect();
    if words.len() > 1
        && words.iter().any(|word| ROLES.contains(word))
        && !(words[0] == "staff" || lower.ends_with(" staff"))
    {
        return false;
    }
    if words.len() == 1 && ROLES.contains(&words[0]) {
        return false;
    }
    if !is_strict {
        return words.len() <= 9;
    }
    let first = name.chars().next().unwrap_or(' ');
    words.len() <= 5
        && (first.is_uppercase() || !(first.is_lowercase()) && first.is_alphabetic())
        && !name.ends_with('.')
        && !name.contains("  ")
}

/// The place of a dateline at the start of a text: "WASHINGTON (AP) —", "KATHMANDU, April 25 (Reuters) -".
/// "Köln - Der Rhein", "【ソウル＝山田花子】".
pub(crate) fn dateline_place(text: &str) -> Option<String> {
    let head: String = text.chars().take(90).collect();
    if let Some((place, _)) = head.strip_prefix('【').and_then(|rest| rest.split('】').next()?.split_once(['＝', '=']))
    {
        return Some(place.trim().to_owned()).filter(|place| (2..=10).contains(&place.chars().count()));
    }
    let dash = [" — ", " – ", " - ", " -- ", " · ", "— ", "– ", " —", "：", "― "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, dash.len())))
        .min();
    let before_dash = dash.map(|(at, _)| head[..at].trim());
    let after_dash = dash.map(|(at, length)| &head[at + length..]).unwrap_or_default();
    let agency = head.find('(').and_then(|open| head[open..].find(')').map(|close| (open, open + close)));
    let candidate = match (agency, before_dash) {
        (Some((open, close)), _) if is_agency(&head[open + 1..close], &head[close + 1..]) => head[..open].trim(),
        (_, Some(before)) if is_shouted(before) || is_one_name(before) && begins_sentence(after_dash) => before,
        _ => return None,
    };
    let place = candidate.split([',', '/']).next().unwrap_or_default().trim().trim_end_matches('.');
    let words = place.split(' ').count();
    let is_sound = (1..=4).contains(&words)
        && place.chars().count() >= 3
        && place.chars().next().is_some_and(char::is_uppercase)
        && place
            .split([' ', '-'])
            .all(|word| word.chars().next().is_some_and(|first| first.is_uppercase()) || word.len() <= 3);
    is_sound.then(|| in_title_case(place))
}

/// One word with a capital, or two with a stroke between: "Köln", "München/London".
fn is_one_name(text: &str) -> bool {
    text.chars().count() >= 4
        && text.chars().all(|character| character.is_alphabetic() || matches!(character, '-' | '/'))
        && text.split('/').all(|place| place.chars().next().is_some_and(char::is_uppercase))
}

fn begins_sentence(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// A known agency, or a few letters that a dash follows.
fn is_agency(text: &str, after: &str) -> bool {
    const AGENCIES: &[&str] = &[
        "AFP",
        "AP",
        "Bloomberg",
        "Interfax",
        "Kyodo",
        "REUTERS",
        "Reuters",
        "Ukrinform",
        "Xinhua",
        "dpa",
        "epd",
        "ots",
        "sda",
    ];
    let name = text.trim().split(['/', ' ', '-']).next().unwrap_or_default();
    let is_short = (2..=5).contains(&name.len()) && name.chars().all(char::is_alphabetic);
    AGENCIES.contains(&name) || is_short && after.trim_start().starts_with(['-', '–', '—', '―', ':'])
}

fn is_shouted(text: &str) -> bool {
    let place = text.split(',').next().unwrap_or_default();
    place.chars().count() >= 3
        && place.split(' ').count() <= 3
        && place.chars().all(|character| character.is_uppercase() || matches!(character, ' ' | '-' | '/' | '.' | '\''))
}

fn in_title_case(place: &str) -> String {
    if place.chars().any(char::is_lowercase) || place.chars().count() <= 3 {
        return place.to_owned();
    }
    let mut out = String::with_capacity(place.len());
    let mut at_start = true;
    for character in place.chars() {
        if at_start {
            out.push(character);
        } else {
            out.extend(character.to_lowercase());
        }
        at_start = matches!(character, ' ' | '-' | '.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lang: &str, expected: &[&str]) {
        let authors = parse(text, Lang::parse(lang).unwrap_or_default());
        let got: Vec<String> = authors
            .into_iter()
            .map(|author| author.place.map_or(author.name.clone(), |place| format!("{}@{place}", author.name)))
            .collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn bylines_in_many_languages() {
        check("By Ann Lee and Bo Kim in Washington", "en", &["Ann Lee@Washington", "Bo Kim@Washington"]);
        check("By Ann Lee in Anchorage and Bo Kim in Washington", "en", &["Ann Lee@Anchorage", "Bo Kim@Washington"]);
        check("BY ANN LEE, Political Correspondent | Updated 2 May 2024", "en", &["ANN LEE"]);
        check("Von Anna Müller, Jörg Groß und Ute Klein", "de", &["Anna Müller", "Jörg Groß", "Ute Klein"]);
        check("Ein Kommentar von Anna Müller", "de", &["Anna Müller"]);
        check("Par Zoé Petit et Luc Roy, journaliste", "fr", &["Zoé Petit", "Luc Roy"]);
        check("Por María Gómez y José Díaz", "es", &["María Gómez", "José Díaz"]);
        check("Автор: Иван Петров", "ru", &["Иван Петров"]);
        check("作者：李明", "zh", &["李明"]);
        check("Ann Lee 2 May 2024", "en", &["Ann Lee"]);
        check("By Ann Lee in Riga November 18, 2026 4:10 pm", "en", &["Ann Lee@Riga"]);
        check("By Ann May 2 November 2026", "en", &["Ann May"]);
        check("Share", "en", &[]);
    }

    #[test]
    fn datelines() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(dateline_place(text).as_deref(), expected, "{text}");
        check("WASHINGTON (AP) — The Senate", Some("Washington"));
        check("KATHMANDU, April 25 (Reuters) - Nepal", Some("Kathmandu"));
        check("Berlin (dpa) - Die Regierung", Some("Berlin"));
        check("NEW YORK — Stocks", Some("New York"));
        check("The mayor (SPD) said – again", None);
        check("He came - and went", None);
        check("Stade (xyz) - Die Elbe", Some("Stade"));
        check("Travemünde/Rostock – Kurz vor der Abfahrt", Some("Travemünde"));
        check("Trave – der Fluss – steigt", None);
        check("Der Fluss - Die Trave", None);
        check("【ソウル＝山田花子】港では", Some("ソウル"));
        check("【速報】港では", None);
        check("The United Nations (UN) court on Friday", None);
    }
}

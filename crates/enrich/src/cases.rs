//! People's names of Slavic languages, back from their cases: "Михаилом Петровым" is "Михаил Петров".
//!
//! A given name from the list tells case and gender, and the surname follows it. Where the given name is not known, only what no
//! nominative ends in is turned back; everything else stays as it is written.

use crate::{lexicon, words::hash_word};
use news::Lang;

#[derive(Clone, Copy, PartialEq)]
enum Gender {
    Man,
    Woman,
}
use Gender::{Man, Woman};

/// A language's endings, each with that of the nominative.
struct Cases {
    langs: &'static [&'static str],
    given: &'static [(&'static str, &'static str, Gender)],
    /// Longer ones first where one ends in the other.
    surname: &'static [(&'static str, &'static str, Gender)],
    /// Both words of a name end so in no nominative: the endings that are cut off.
    instrumental: &'static [&'static str],
}

/// Gives the nominative of a person's full name; None when it stands in it already, or nothing tells.
pub(crate) fn nominative(lang: Lang, name: &str) -> Option<String> {
    let cases = CASES.iter().find(|cases| cases.langs.contains(&lang.as_str()))?;
    let (given, rest) = name.split_once(' ')?;
    if is_given_name(given) && !given.ends_with(['а', 'я', 'a']) {
        return None;
    }
    let known = cases.given.iter().find_map(|(oblique, ending, gender)| {
        let nominative = format!("{}{ending}", given.strip_suffix(oblique)?);
        is_given_name(&nominative).then_some((nominative, *gender))
    });
    if let Some((nominative, gender)) = known {
        // "Валентина" is a woman, unless her surname is a man's in a case.
        let is_woman_as_written = is_given_name(given) && gender == Man;
        let surnames: Vec<String> = rest.split(' ').map(|word| surname(cases, word, gender)).collect();
        let surnames = surnames.join(" ");
        return (!is_woman_as_written).then(|| format!("{nominative} {surnames}")).filter(|shown| shown != name);
    }
    if is_given_name(given) {
        return None;
    }
    let cut = |word: &str| {
        cases
            .instrumental
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .filter(|word| word.chars().count() >= 3)
            .map(str::to_owned)
    };
    let words: Option<Vec<String>> = name.split(' ').map(cut).collect();
    words.map(|words| words.join(" "))
}

fn is_given_name(word: &str) -> bool {
    lexicon::look_up(hash_word(word)).is_given_name
}

fn surname(cases: &Cases, word: &str, gender: Gender) -> String {
    const SHORTEST_STEM: usize = 2;
    let turned = cases.surname.iter().filter(|(.., of)| *of == gender).find_map(|(oblique, ending, _)| {
        let stem = word.strip_suffix(oblique)?;
        (stem.chars().count() >= SHORTEST_STEM).then(|| format!("{stem}{ending}"))
    });
    turned.unwrap_or_else(|| word.to_owned())
}

#[rustfmt::skip]
const CASES: [Cases; 3] = [
    Cases {
        langs: &["ru", "uk", "be"],
        given: &[
            ("ом", "", Man), ("ем", "й", Man), ("ем", "ь", Man), ("ём", "ь", Man), ("а", "", Man), ("у", "", Man), ("е", "", Man),
            ("я", "й", Man), ("ю", "й", Man), ("е", "й", Man), ("я", "ь", Man), ("ю", "ь", Man), ("и", "й", Man),
            ("вла", "вел", Man), ("влу", "вел", Man), ("влом", "вел", Man), ("тра", "тр", Man),
            ("ой", "а", Woman), ("ою", "а", Woman), ("ы", "а", Woman), ("у", "а", Woman), ("е", "а", Woman), ("и", "а", Woman),
            ("ей", "я", Woman), ("ии", "ия", Woman), ("и", "я", Woman), ("ю", "я", Woman), ("е", "я", Woman), ("і", "а", Woman),
        ],
        surname: &[
            ("скому", "ский", Man), ("ского", "ский", Man), ("ским", "ский", Man), ("ском", "ский", Man),
            ("цкому", "цкий", Man), ("цкого", "цкий", Man), ("цким", "цкий", Man), ("цком", "цкий", Man),
            ("ським", "ський", Man), ("ського", "ський", Man), ("ському", "ський", Man),
            ("овым", "ов", Man), ("евым", "ев", Man), ("ёвым", "ёв", Man), ("иным", "ин", Man), ("ыным", "ын", Man),
            ("ова", "ов", Man), ("ева", "ев", Man), ("ёва", "ёв", Man), ("ина", "ин", Man), ("ына", "ын", Man),
            ("ову", "ов", Man), ("еву", "ев", Man), ("ину", "ин", Man), ("ове", "ов", Man), ("еве", "ев", Man), ("ине", "ин", Man),
            ("ом", "", Man), ("а", "", Man), ("у", "", Man), ("е", "", Man),
            ("овой", "ова", Woman), ("евой", "ева", Woman), ("иной", "ина", Woman), ("ову", "ова", Woman), ("еву", "ева", Woman),
            ("ину", "ина", Woman), ("ской", "ская", Woman), ("скую", "ская", Woman), ("цкой", "цкая", Woman), ("цкую", "цкая", Woman),
            ("ською", "ська", Woman), ("ській", "ська", Woman), ("ської", "ська", Woman), ("ську", "ська", Woman),
        ],
        instrumental: &["ом", "ым"],
    },
    Cases {
        langs: &["pl"],
        given: &[
            ("iem", "", Man), ("em", "", Man), ("owi", "", Man), ("a", "", Man), ("iego", "y", Man),
            ("ą", "a", Woman), ("ę", "a", Woman), ("y", "a", Woman), ("ie", "a", Woman), ("i", "a", Woman), ("ii", "ia", Woman),
        ],
        surname: &[
            ("skiego", "ski", Man), ("skiemu", "ski", Man), ("skim", "ski", Man), ("ckiego", "cki", Man), ("ckiemu", "cki", Man),
            ("ckim", "cki", Man), ("iem", "", Man), ("em", "", Man), ("owi", "", Man), ("y", "a", Man), ("ą", "a", Man), ("ę", "a", Man),
            ("a", "", Man),
            ("skiej", "ska", Woman), ("ską", "ska", Woman), ("ckiej", "cka", Woman), ("cką", "cka", Woman),
        ],
        instrumental: &[],
    },
    Cases {
        langs: &["cs", "sk"],
        given: &[
            ("em", "", Man), ("om", "", Man), ("ovi", "", Man), ("a", "", Man), ("em", "o", Man),
            ("ou", "a", Woman), ("u", "a", Woman), ("y", "a", Woman), ("ě", "a", Woman), ("ii", "ie", Woman),
        ],
        surname: &[
            ("ského", "ský", Man), ("skému", "ský", Man), ("ským", "ský", Man), ("ého", "ý", Man), ("ému", "ý", Man), ("ým", "ý", Man),
            ("em", "", Man), ("om", "", Man), ("ovi", "", Man), ("y", "a", Man), ("ou", "a", Man), ("a", "", Man),
            ("ovou", "ová", Woman), ("ové", "ová", Woman), ("ovú", "ová", Woman), ("ovej", "ová", Woman), ("skou", "ská", Woman),
            ("ské", "ská", Woman),
        ],
        instrumental: &[],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_from_their_cases() {
        let check = |lang: &str, name: &str, expected: Option<&str>| {
            assert_eq!(nominative(Lang::parse(lang).unwrap(), name).as_deref(), expected, "{name}");
        };
        check("ru", "Михаилом Петровым", Some("Михаил Петров"));
        check("ru", "Михаила Петрова", Some("Михаил Петров"));
        check("ru", "Сергею Волынскому", Some("Сергей Волынский"));
        check("ru", "Игорем Ковальчуком", Some("Игорь Ковальчук"));
        check("ru", "Анны Петровой", Some("Анна Петрова"));
        check("ru", "Марией Волынской", Some("Мария Волынская"));
        check("ru", "Тедом Хольмом", Some("Тед Хольм"));
        check("ru", "Павла Орлова", Some("Павел Орлов"));
        check("ru", "Михаил Петров", None);
        check("ru", "Анна Петрова", None);
        check("ru", "Валентина Петрова", None);
        check("ru", "Никита Орлов", None);
        check("ru", "Северная Гавань", None);
        check("pl", "Andrzeja Kowalskiego", Some("Andrzej Kowalski"));
        check("pl", "Anną Kowalską", Some("Anna Kowalska"));
        check("pl", "Andrzej Kowalski", None);
        check("cs", "Petrem Novotným", Some("Petr Novotný"));
        check("cs", "Annou Dvorskou", Some("Anna Dvorská"));
        check("en", "Anna Holm", None);
    }
}

//! Names to the Latin letters of an address, so that one name has one key in whatever script it was read.
//!
//! Marks fall ("María" is "maria"), Cyrillic and Greek are written as English newspapers write them. Scripts whose readings
//! no table knows (Han, Arabic) stay as they are: what joins those is the list of subjects and the gazetteer.

/// Makes the key of a label: letters and digits in lower case, in Latin letters where that can be done.
pub(crate) fn key_of(label: &str) -> String {
    let mut key = String::with_capacity(label.len());
    for character in label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        match letters_of(character) {
            Some(letters) => key.push_str(letters),
            // A mark that lower case split off its letter ("İ") falls.
            None if character.is_alphanumeric() => key.push(character),
            None => {}
        }
    }
    key
}

/// A line of letters with the same Latin letters.
const LETTERS: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("b", "ḃ"),
    ("c", "çćĉċč"),
    ("d", "ďđðḍḑ"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệə"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħḥḩ"),
    ("i", "ìíîïĩīĭįıǐỉị"),
    ("j", "ĵ"),
    ("k", "ķĸḱḳ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉŋ"),
    ("o", "òóôõöøōŏőǒọỏốồổỗộớờởỡợơ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšșṣ"),
    ("t", "ţťŧțṭ"),
    ("u", "ùúûüũūŭůűųǔụủứừửữựư"),
    ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżžẓẑ"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("th", "þ"),
    // Cyrillic
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("g", "гґ"),
    ("d", "д"),
    ("e", "еёэ"),
    ("ye", "є"),
    ("zh", "ж"),
    ("z", "з"),
    ("i", "иії"),
    ("y", "йыў"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("shch", "щ"),
    ("yu", "ю"),
    ("ya", "я"),
    ("", "ьъ"),
    ("j", "ј"),
    ("lj", "љ"),
    ("nj", "њ"),
    ("dj", "ђ"),
    ("dz", "џѕ"),
    ("kj", "ќћѓ"),
    // Greek
    ("a", "αά"),
    ("v", "β"),
    ("g", "γ"),
    ("d", "δ"),
    ("e", "εέ"),
    ("z", "ζ"),
    ("i", "ηήιίϊΐ"),
    ("th", "θ"),
    ("k", "κ"),
    ("l", "λ"),
    ("m", "μ"),
    ("n", "ν"),
    ("x", "ξ"),
    ("o", "οόωώ"),
    ("p", "π"),
    ("r", "ρ"),
    ("s", "σς"),
    ("t", "τ"),
    ("y", "υύϋΰ"),
    ("f", "φ"),
    ("ch", "χ"),
    ("ps", "ψ"),
];

pub(crate) fn letters_of(character: char) -> Option<&'static str> {
    if character.is_ascii() || !matches!(character as u32, 0xc0..=0x52f | 0x1e00..=0x1fff) {
        return None;
    }
    LETTERS.iter().find(|(_, from)| from.contains(character)).map(|(to, _)| *to)
}

/// Tells whether a Cyrillic word is an adjective made of a name: "подольский" is of Podolsk, not Podolsk.
pub(crate) fn is_cyrillic_adjective(lower: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["ский", "ского", "скому", "ским", "ская", "скую", "ские", "ских", "скими", "ской", "ський", "ського"];
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// What is left of a Cyrillic word without the endings of its cases: "Лаврова" and "Лавров" are "лавр".
pub(crate) fn cyrillic_root(lower: &str) -> &str {
    const FEWEST_LETTERS: usize = 3;
    const ENDINGS: [&str; 58] = [
        "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иям", "иях", "ові", "еві", "ого", "ой",
        "ей", "ий", "ый", "ая", "яя", "ое", "ее", "ую", "юю", "ым", "им", "ом", "ем", "ам", "ям", "ах", "ях", "ов",
        "ев", "ью", "ья", "ье", "ия", "ие", "ию", "ии", "ої", "ою", "єм", "ів", "а", "я", "о", "е", "ы", "и", "у", "ю",
        "ь", "й", "і", "ї",
    ];
    let mut root = lower;
    for _ in 0..2 {
        let letters = root.chars().count();
        let Some(shorter) = ENDINGS.iter().find_map(|ending| {
            root.strip_suffix(ending).filter(|_| letters >= FEWEST_LETTERS + ending.chars().count())
        }) else {
            break;
        };
        root = shorter;
    }
    root
}

pub(crate) fn is_cyrillic(character: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_key_in_every_script() {
        let check = |label: &str, expected: &str| assert_eq!(key_of(label), expected, "{label}");
        check("MaríaRobles", "mariarobles");
        check("Erdoğan", "erdogan");
        check("İstanbul", "istanbul");
        check("ĐàNẵng", "danang");
        check("Straße", "strasse");
        check("Сергей Жуков", "sergeyzhukov");
        check("Μητσοτάκης", "mitsotakis");
        check("普京", "普京");
        check("G20", "g20");
    }

    #[test]
    fn cases_of_a_cyrillic_name_have_one_root() {
        let check = |forms: &[&str]| {
            let roots: Vec<&str> = forms.iter().map(|form| cyrillic_root(form)).collect();
            assert!(roots.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?}: {roots:?}");
        };
        check(&["путин", "путина", "путину", "путиным", "путине"]);
        check(&["лавров", "лаврова", "лавровым"]);
        check(&["зеленский", "зеленского", "зеленским"]);
        check(&["москва", "москвы", "москве", "москвой"]);
        check(&["выборы", "выборов", "выборах"]);
    }
}

//! Names to the Latin letters of an address, so that one name has one key in whatever script it was read.
//!
//! Marks fall ("María" is "maria"), Cyrillic and Greek are written as English newspapers write them. Scripts whose readings
//! no table knows (Han, Arabic) stay as they are, Han in its simplified form: what joins those with others is the list of
//! subjects and the gazetteer.

use crate::han::simplified_char;

/// Makes the key of a label: letters and digits in lower case, in Latin letters where that can be done.
pub fn key_of(label: &str) -> String {
    let mut key = String::with_capacity(label.len());
    for character in label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        match letters_of(character) {
            Some(letters) => key.push_str(letters),
            // A mark that lower case split off its letter ("İ") falls.
            None if character.is_alphanumeric() => key.push(simplified_char(character)),
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

/// Gives the Latin letters for a letter with a mark, of Cyrillic or of Greek; None for any other.
pub fn letters_of(character: char) -> Option<&'static str> {
    if character.is_ascii() || !matches!(character as u32, 0xc0..=0x52f | 0x1e00..=0x1fff) {
        return None;
    }
    LETTERS.iter().find(|(_, from)| from.contains(character)).map(|(to, _)| *to)
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
        check("權道亨", "权道亨");
        check("G20", "g20");
    }
}

//! Cyrillic words without what their cases add; how names get Latin letters is told by `news`.

pub(crate) use news::romanise::{key_of, letters_of};

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

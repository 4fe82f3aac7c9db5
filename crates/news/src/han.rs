//! Traditional characters of Chinese to simplified ones, so that one word is one word in both.
//!
//! Character by character, which is not how a text is converted for readers, but says the same of the same name
//! everywhere: what is compared or looked up passes here, what is shown stays as it was written.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::{borrow::Cow, sync::LazyLock};

const FIRST: char = '\u{4e00}';
const LAST: char = '\u{9fff}';

/// The simplified character for each from [`FIRST`] to [`LAST`]: three bytes in UTF-8, as all of them.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let converter = OpenCC::from_config(BuiltinConfig::T2s).ok();
    let simplified = |character: char| {
        let converted = converter.as_ref()?.convert(&character.to_string());
        let mut characters = converted.chars();
        characters.next().filter(|one| characters.next().is_none() && one.len_utf8() == character.len_utf8())
    };
    (FIRST..=LAST).map(|character| simplified(character).unwrap_or(character)).collect()
});

/// Gives the simplified form of a Han character; any other stays as it is.
pub fn simplified_char(character: char) -> char {
    match character {
        FIRST..=LAST => SIMPLIFIED[character as usize - FIRST as usize],
        _ => character,
    }
}

/// Gives a text with its Han characters simplified; as many bytes, each character where it stood.
pub fn simplified(text: &str) -> Cow<'_, str> {
    let changes = |character: char| simplified_char(character) != character;
    match text.is_ascii() || !text.contains(changes) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().map(simplified_char).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_are_one_and_nothing_moves() {
        let check = |text: &str, expected: &str| {
            assert_eq!(simplified(text), expected);
            assert_eq!(text.len(), expected.len());
        };
        check("俄羅斯與烏克蘭", "俄罗斯与乌克兰");
        check("總統、記者: ABC 2 €", "总统、记者: ABC 2 €");
        check("普京", "普京");
        check("", "");
        assert!((FIRST..=LAST).all(|character| simplified_char(character).len_utf8() == 3));
    }
}

//! Languages by their primary subtag (BCP 47): "en", "de", "zh".

use serde::{Deserialize, Serialize};

/// A language's primary subtag, two or three lower-case ASCII letters (RFC 5646); "und" when unknown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang([u8; 3]);

/// What languages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Devanagari,
    /// A script of one language, or none that is known.
    Of(Lang),
}

impl Lang {
    pub const UNKNOWN: Lang = Lang(*b"und");
    pub const EN: Lang = Lang(*b"en\0");
    pub const DE: Lang = Lang(*b"de\0");
    pub const ES: Lang = Lang(*b"es\0");
    pub const FR: Lang = Lang(*b"fr\0");
    pub const ZH: Lang = Lang(*b"zh\0");
    pub const RU: Lang = Lang(*b"ru\0");
    pub const JA: Lang = Lang(*b"ja\0");

    /// Reads the primary subtag of a language tag: "de-AT", "zh_Hans", "EN". None when it is not one.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', ';', ',']).next()?.trim();
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut bytes = [0; 3];
        for (to, from) in bytes.iter_mut().zip(primary.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Some(Self(bytes))
    }

    pub fn as_str(&self) -> &str {
        let length = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..length]).expect("only ASCII letters are ever stored")
    }

    pub fn is_unknown(self) -> bool {
        self == Self::UNKNOWN
    }

    /// Tells the script that news in it is written in.
    pub fn script(&self) -> Script {
        match self.as_str() {
            "ru" | "uk" | "be" | "bg" | "mk" | "sr" | "kk" | "ky" | "mn" | "tg" | "tt" => Script::Cyrillic,
            "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb" => Script::Arabic,
            "zh" | "ja" | "yue" => Script::Han,
            "hi" | "mr" | "ne" => Script::Devanagari,
            "ko" | "el" | "he" | "yi" | "hy" | "ka" | "am" | "ti" | "th" | "lo" | "km" | "my" | "bn" | "as" | "gu"
            | "pa" | "or" | "ta" | "te" | "kn" | "ml" | "si" | "und" => Script::Of(*self),
            _ => Script::Latin,
        }
    }

    /// Tells whether its script is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        matches!(self.as_str(), "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "ckb" | "ug" | "dv" | "sd")
    }
}

impl Default for Lang {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lang({})", self.as_str())
    }
}

impl TryFrom<String> for Lang {
    type Error = String;
    fn try_from(tag: String) -> Result<Self, String> {
        Self::parse(&tag).ok_or_else(|| format!("not a language tag: {tag:?}"))
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primary_subtag_is_kept_and_nonsense_refused() {
        let check = |tag: &str, expected: Option<&str>| {
            assert_eq!(Lang::parse(tag).as_ref().map(Lang::as_str), expected, "{tag}")
        };
        check("de-AT", Some("de"));
        check("zh_Hans", Some("zh"));
        check(" EN ", Some("en"));
        check("ckb", Some("ckb"));
        check("english", None);
        check("", None);
        check("d1", None);
        assert!(Lang::default().is_unknown());
    }

    #[test]
    fn languages_share_a_script_or_have_their_own() {
        let check = |a: &str, b: &str, expected: bool| {
            let [a, b] = [a, b].map(|tag| Lang::parse(tag).unwrap().script());
            assert_eq!(a == b, expected, "{a:?} {b:?}");
        };
        check("en", "vi", true);
        check("ru", "uk", true);
        check("zh", "ja", true);
        check("en", "ru", false);
        check("th", "lo", false);
        check("th", "th", true);
    }
}

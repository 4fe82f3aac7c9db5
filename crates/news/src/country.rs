//! Countries, and which one a publisher is at home in.

use crate::Lang;
use serde::{Deserialize, Serialize};

/// A country by its two letters (ISO 3166-1), in capitals: "AT".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// Reads two letters; None when it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// Reads the region of a language tag: "de-AT", "zh-Hans-SG". None where it has none or means nothing by it:
    /// programs write "en-US" unasked, and people repeat the language ("sv-SV").
    pub fn of_tag(tag: &str) -> Option<Self> {
        let lang = Lang::parse(tag)?;
        let country = tag.trim().split(['-', '_']).skip(1).find_map(Self::parse)?;
        let repeats = country.as_str().eq_ignore_ascii_case(lang.as_str());
        let is_meant = if repeats { NAMESAKES.contains(&lang.as_str()) } else { !is_en_us(tag) };
        is_meant.then_some(country)
    }

    /// Tells the country of a domain: of "example.co.uk" it is Britain. None for domains that are sold everywhere.
    pub fn of_domain(domain: &str) -> Option<Self> {
        let top = domain.trim_end_matches('.').rsplit_once('.')?.1;
        match top.to_ascii_lowercase().as_str() {
            "uk" => Self::parse("GB"),
            top if SOLD_EVERYWHERE.contains(&top) => None,
            top => Self::parse(top),
        }
    }

    /// Tells the country in which nearly all publishers of a language are; None for languages of several.
    pub fn of_language(lang: Lang) -> Option<Self> {
        ONE_COUNTRY.iter().find(|(one, _)| *one == lang.as_str()).and_then(|(_, country)| Self::parse(country))
    }

    /// Tells where a publisher is at home, as far as it is known: by its domain, else by what its feed or page declares,
    /// else by a language of one country.
    pub fn home(domain: &str, declared: Option<Self>, lang: Lang) -> Option<Self> {
        Self::of_domain(domain).or(declared).or_else(|| Self::of_language(lang))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII letters are ever stored")
    }
}

fn is_en_us(tag: &str) -> bool {
    tag.trim().replace('_', "-").eq_ignore_ascii_case("en-us")
}

/// Languages whose letters are those of their country as well.
const NAMESAKES: [&str; 20] = [
    "bg", "de", "es", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "mt", "nl", "no", "pl", "pt", "ro", "ru",
    "sk",
];

/// Countries' top-level domains that are bought for their sound, and one of no country ("eu").
const SOLD_EVERYWHERE: [&str; 32] = [
    "ac", "ag", "ai", "am", "bz", "cc", "cd", "cf", "co", "cx", "dj", "eu", "fm", "ga", "gg", "gl", "gq", "io", "la",
    "ly", "me", "ml", "nu", "pw", "sh", "st", "su", "tk", "to", "tv", "vc", "ws",
];

const ONE_COUNTRY: [(&str, &str); 29] = [
    ("bg", "BG"),
    ("cs", "CZ"),
    ("da", "DK"),
    ("el", "GR"),
    ("et", "EE"),
    ("fi", "FI"),
    ("he", "IL"),
    ("hu", "HU"),
    ("hy", "AM"),
    ("id", "ID"),
    ("is", "IS"),
    ("ja", "JP"),
    ("ka", "GE"),
    ("km", "KH"),
    ("ko", "KR"),
    ("lo", "LA"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("mn", "MN"),
    ("nb", "NO"),
    ("nn", "NO"),
    ("no", "NO"),
    ("pl", "PL"),
    ("sk", "SK"),
    ("sl", "SI"),
    ("th", "TH"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("vi", "VN"),
];

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.as_str().to_owned()
    }
}

impl TryFrom<String> for Country {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not the two letters of a country")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_the_country_it_means() {
        let check = |tag: &str, expected: Option<&str>| {
            assert_eq!(Country::of_tag(tag), expected.and_then(Country::parse), "{tag}");
        };
        check("de-AT", Some("AT"));
        check("en_gb", Some("GB"));
        check("zh-Hans-SG", Some("SG"));
        check("fr-FR", Some("FR"));
        check("es-419", None);
        check("en-US", None);
        check("en_us", None);
        check("sv-SV", None);
        check("en", None);
        check("", None);
    }

    #[test]
    fn a_publisher_is_at_home_where_its_domain_is_else_where_it_says() {
        let check = |domain: &str, declared: Option<&str>, lang: Lang, expected: Option<&str>| {
            let found = Country::home(domain, declared.and_then(Country::parse), lang);
            assert_eq!(found, expected.and_then(Country::parse), "{domain} {declared:?} {lang:?}");
        };
        check("harbour.co.uk", None, Lang::EN, Some("GB"));
        check("bote.at", Some("DE"), Lang::DE, Some("AT"));
        check("bote.com", Some("CH"), Lang::DE, Some("CH"));
        check("bote.tv", None, Lang::DE, None);
        check("shimbun.com", None, Lang::JA, Some("JP"));
        check("localhost", None, Lang::EN, None);
        check("10.0.0.1", None, Lang::EN, None);
    }
}

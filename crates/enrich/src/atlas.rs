//! Which places an article is about, and what is known of a place by its key.
//!
//! A key says where a place lies: "lyon-fr", "france"; where a country has two places of one name, the state too
//! ("portland-us-me"), but for the largest. What the gazetteer cannot tell apart by that is one place.

use crate::gazetteer::{self, Place, PlaceKind};
use crate::places;
use news::{Article, Mention, MentionKind, PlaceOfArticle};
use std::sync::LazyLock;

/// Most places of one article, without the countries that they lie in.
const MOST_PLACES: usize = 8;
/// What of a text is its lead.
const LEAD_CHARS: usize = 400;

/// What is known of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub kind: PlaceKind,
    /// In English, without spaces: the label of its hashtag.
    pub label: &'static str,
    /// ISO 3166-1 alpha-2; empty for a continent or a sea.
    pub country: String,
    /// Degrees north and east.
    pub coordinates: (f32, f32),
}

impl Known {
    /// The English name in words: "Port Louis".
    pub fn name(&self) -> String {
        let mut name = String::with_capacity(self.label.len() + 2);
        let mut before = ' ';
        for letter in self.label.chars() {
            // "McAllen" is one word.
            if letter.is_uppercase() && before.is_lowercase() && !name.ends_with("Mc") && !name.ends_with("Mac") {
                name.push(' ');
            }
            name.push(letter);
            before = letter;
        }
        name
    }
}

/// Finds a place by its key.
pub fn find(key: &str) -> Option<Known> {
    let label = key.split('-').next()?;
    let place = of_label(label).find(|place| key_of(*place) == key)?;
    let country = place.country();
    Some(Known {
        kind: place.kind(),
        label: place.label(),
        country: if &country == b"XX" { String::new() } else { String::from_utf8_lossy(&country).into_owned() },
        coordinates: place.coordinates(),
    })
}

/// The key of a country, by its two letters.
pub fn country_key(country: &str) -> Option<String> {
    let country: [u8; 2] = country.as_bytes().try_into().ok()?;
    let at = COUNTRIES.binary_search_by_key(&country, |(code, _)| *code).ok()?;
    Some(key_of(COUNTRIES[at].1))
}

/// Tells which places an article is about: those of its byline, and those its text names in headline or lead or more than
/// once, most telling first; then the countries in which they lie, where it does not name them.
pub fn places_of(article: &Article, mentions: &[Mention]) -> Vec<PlaceOfArticle> {
    let mut weighed: Vec<(u32, PlaceOfArticle, Place)> = Vec::new();
    let mut add = |weight: u32, place: Place, spelling: &str| {
        let key = key_of(place);
        match weighed.iter_mut().find(|(_, known, _)| known.key == key) {
            Some((known, ..)) => *known += weight,
            None => weighed.push((weight, PlaceOfArticle { key, spelling: spelling.to_owned() }, place)),
        }
    };
    let lead: String = article.text().chars().take(LEAD_CHARS).collect();
    for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Place) {
        let name = mention.name.as_str();
        let is_told_first = [&article.title, &article.standfirst, &lead].iter().any(|text| text.contains(name));
        if !is_told_first && mention.count < 2 {
            continue;
        }
        if let Some(place) = mention.place.as_ref().and_then(of_mention) {
            add(mention.count + if is_told_first { 3 } else { 0 }, place, name);
        }
    }
    for author in &article.authors {
        // What the text means by the name goes before what the name means most often.
        let Some(name) = author.place.as_deref() else { continue };
        let told = mentions.iter().find(|mention| mention.name == name).and_then(|mention| mention.place.as_ref());
        if let Some(place) = told.and_then(of_mention).or_else(|| places::named(name)) {
            add(4, place, name);
        }
    }
    weighed.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
    weighed.truncate(MOST_PLACES);
    let mut about: Vec<PlaceOfArticle> = Vec::with_capacity(weighed.len() + 1);
    let countries: Vec<String> =
        weighed.iter().filter_map(|(.., place)| country_key(std::str::from_utf8(&place.country()).ok()?)).collect();
    about.extend(weighed.into_iter().map(|(_, place, _)| place));
    for key in countries {
        if about.iter().all(|known| known.key != key) {
            about.push(PlaceOfArticle { key, spelling: String::new() });
        }
    }
    about
}

/// The place that a mention was found to mean.
fn of_mention(told: &news::Place) -> Option<Place> {
    let label = key_of_label(&told.name);
    let country = if told.country.is_empty() { "XX" } else { &told.country };
    let same = of_label(&label).filter(|place| place.label() == told.name && place.country() == country.as_bytes());
    let far = |place: &Place| {
        let (lat, lon) = place.coordinates();
        (lat - told.lat).abs() + (lon - told.lon).abs()
    };
    same.min_by(|a, b| far(a).total_cmp(&far(b)))
}

fn key_of(place: Place) -> String {
    let label = key_of_label(place.label());
    if matches!(place.kind(), PlaceKind::Country | PlaceKind::Wide) {
        return label;
    }
    let in_words = |code: [u8; 2]| {
        code.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(|byte| byte.to_ascii_lowercase() as char).collect()
    };
    let (country, state): (String, String) = (in_words(place.country()), in_words(place.state()));
    let mut namesakes = of_label(&label).filter(|other| {
        other.country() == place.country() && matches!(other.kind(), PlaceKind::Region | PlaceKind::City)
    });
    // The largest comes first.
    let is_largest = namesakes.next().is_none_or(|first| first.state() == place.state());
    if is_largest || state.is_empty() { format!("{label}-{country}") } else { format!("{label}-{country}-{state}") }
}

fn key_of_label(label: &str) -> String {
    label.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The places whose label has this key, the largest first.
fn of_label(label: &str) -> impl Iterator<Item = Place> {
    let first = BY_LABEL.partition_point(|place| key_of_label(place.label()).as_str() < label);
    let label = label.to_owned();
    BY_LABEL[first..].iter().copied().take_while(move |place| key_of_label(place.label()) == label)
}

static BY_LABEL: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let mut places: Vec<Place> = gazetteer::all().collect();
    places.sort_by_cached_key(|place| (key_of_label(place.label()), std::cmp::Reverse((place.size() * 8.0) as u32)));
    places
});

/// By their letters.
static COUNTRIES: LazyLock<Vec<([u8; 2], Place)>> = LazyLock::new(|| {
    let countries = gazetteer::all().filter(|place| place.kind() == PlaceKind::Country);
    let mut countries: Vec<([u8; 2], Place)> = countries.map(|place| (place.country(), place)).collect();
    countries.sort_by_key(|(code, _)| *code);
    countries
});

#[cfg(test)]
mod tests {
    use super::*;
    use news::{Author, Block, RichText};

    fn article(title: &str, text: &str, byline: &[&str]) -> Article {
        let author = |place: &&str| Author { name: "Ada Quill".to_owned(), place: Some((*place).to_owned()) };
        Article {
            url: "https://gazette.example/1".to_owned(),
            title: title.to_owned(),
            body: vec![Block::Paragraph(RichText::plain(text))],
            authors: byline.iter().map(author).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn an_article_is_about_the_places_it_opens_with_or_comes_back_to() {
        let check = |title: &str, text: &str, byline: &[&str], expected: &[&str]| {
            let article = article(title, text, byline);
            let (_, mentions) = crate::language_and_mentions(&article);
            let keys: Vec<String> = places_of(&article, &mentions).into_iter().map(|place| place.key).collect();
            assert_eq!(keys, expected, "{title}");
        };
        check("Trams in Lyon stop for a day", "The drivers of Lyon want a rest.", &[], &["lyon-fr", "france"]);
        check(
            "The drivers want a rest",
            "They said so in the evening.",
            &["Anchorage"],
            &["anchorage-us", "unitedstates"],
        );
        check("Germany and France agree on trams", "They will run.", &[], &["germany", "france"]);
        let long = "The drivers want a rest, and they say so at length. ".repeat(12);
        check("The drivers want a rest", &format!("{long} Nobody in Lisbon asked them."), &[], &[]);
        check("巴黎电车停运一天", "巴黎的电车司机要求休息。", &[], &["paris-fr", "france"]);
    }

    #[test]
    fn a_key_leads_to_its_place_and_back() {
        for place in gazetteer::all() {
            let key = key_of(place);
            let found = find(&key).unwrap_or_else(|| panic!("{key}"));
            assert_eq!(key_of_label(found.label), key_of_label(place.label()), "{key}");
            assert!(key.chars().all(|c| c.is_alphanumeric() || c == '-'), "{key}");
        }
    }

    #[test]
    fn what_is_known_of_a_place() {
        let check = |key: &str, expected: Option<(PlaceKind, &str, &str)>| {
            let found = find(key);
            let told = found.as_ref().map(|known| (known.kind, known.name(), known.country.clone()));
            let expected = expected.map(|(kind, name, country)| (kind, name.to_owned(), country.to_owned()));
            assert_eq!(told, expected, "{key}");
        };
        check("lyon-fr", Some((PlaceKind::City, "Lyon", "FR")));
        check("france", Some((PlaceKind::Country, "France", "FR")));
        check("portland-us", Some((PlaceKind::City, "Portland", "US")));
        check("portland-us-me", Some((PlaceKind::City, "Portland", "US")));
        check("bavaria-de", Some((PlaceKind::Region, "Bavaria", "DE")));
        check("sanfrancisco-us", Some((PlaceKind::City, "San Francisco", "US")));
        check("lyon", None);
        check("", None);
        check("-", None);
        assert_eq!(country_key("DE").as_deref(), Some("germany"));
        assert_eq!(country_key("XX"), None);
        assert_eq!(country_key("Germany"), None);
    }
}

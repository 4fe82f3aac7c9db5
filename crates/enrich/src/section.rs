//! The section of an article, from what its publisher says: section, topics, the folders of its address.

use crate::words::hash_word;
use news::Article;
use std::{collections::HashMap, sync::LazyLock};

/// A section's key and the words publishers use for it.
const WORDS: [(&str, &str); 8] = [
    (
        "politics",
        "politics politik política politica politique политика world welt mundo monde мир international internacional \
         ausland inland election elections wahl wahlen elecciones выборы government diplomacy parliament congress \
         国际 国内 时政 政治 middleeast africa asia americas europe nation national conflict war войны",
    ),
    (
        "business",
        "business economy wirtschaft economía economia économie экономика бизнес finance finanzen finanzas markets \
         market money companies unternehmen empresas industry energy banking börse bolsa stocks jobs 财经 经济 商业 финансы",
    ),
    (
        "science",
        "science wissenschaft ciencia sciences наука space climate klima clima environment umwelt health gesundheit \
         salud santé здоровье medicine wissen research 科学 科技新闻 健康",
    ),
    (
        "technology",
        "technology tech technik digital tecnología tecnologia technologie технологии internet computer computing \
         gadgets software netzwelt ai 科技 技术 数码",
    ),
    (
        "sports",
        "sports sport deportes esporte спорт football fussball fußball fútbol futbol soccer cricket tennis tenis nba nfl \
         mlb nhl rugby golf basketball olympics formula1 motorsport bundesliga 体育 足球",
    ),
    (
        "culture",
        "culture kultur cultura культура entertainment arts art kunst arte music musik música film movies kino cine tv \
         television books bücher libros theatre theater celebrity games fashion lifestyle 文化 娱乐 艺术 шоу",
    ),
    (
        "society",
        "society gesellschaft sociedad société общество panorama crime justice education bildung educación community \
         local lokales regional religion 社会 教育 происшествия sucesos people family",
    ),
    (
        "not_news",
        "horoscope horoskop horóscopo гороскоп crossword quiz recipe recipes rezepte recetas lottery lotto sponsored advertorial",
    ),
];

static SECTION_OF: LazyLock<HashMap<u64, usize>> = LazyLock::new(|| {
    let mut sections = HashMap::new();
    for (index, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            sections.entry(hash_word(word)).or_insert(index);
        }
    }
    sections
});

/// Guesses the section; None when the publisher gives no hint or the hints balance.
pub(crate) fn guess(article: &Article) -> Option<String> {
    let mut votes = [0_u32; WORDS.len()];
    let mut vote = |text: &str, weight: u32| {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if let Some(&section) = SECTION_OF.get(&hash_word(word)) {
                votes[section] += weight;
            }
        }
    };
    vote(article.section.as_deref().unwrap_or(""), 6);
    for topic in article.topics.iter().take(12) {
        vote(topic, 2);
    }
    // The folders of the address; its last part is the headline again.
    let path = article.url.split_once("://").map_or("", |(_, rest)| rest);
    let mut folders: Vec<&str> = path.split('/').skip(1).collect();
    folders.pop();
    for folder in folders.iter().take(4) {
        vote(folder, 3);
    }
    // "World" and "national" say where, not what: any other hint is better.
    let best = (0..votes.len()).max_by_key(|&i| (votes[i], usize::from(i != 0), usize::MAX - i))?;
    (votes[best] > 0).then(|| WORDS[best].0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_publishers_words_decide() {
        let check = |section: Option<&str>, topics: &[&str], url: &str, expected: Option<&str>| {
            let article = Article {
                url: url.into(),
                section: section.map(str::to_owned),
                topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
                ..Article::default()
            };
            assert_eq!(guess(&article).as_deref(), expected, "{section:?} {topics:?} {url}");
        };
        check(Some("Wirtschaft"), &[], "", Some("business"));
        check(Some("Спорт"), &[], "", Some("sports"));
        check(None, &[], "https://example.org/deportes/futbol/la-final-2026", Some("sports"));
        check(None, &["Film", "Berlin"], "https://example.org/a", Some("culture"));
        check(Some("World"), &["Climate"], "https://example.org/science/space/story", Some("science"));
        check(None, &[], "https://example.org/science-of-sleep", None);
    }
}

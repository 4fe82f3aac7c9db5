//! Hashtags: few and good, as an editor would set them.
//!
//! Three witnesses: the publisher's topics, the names in the text, and headline words that the text comes back to. What two
//! of them agree on weighs more.

use crate::{
    lexicon, mentions,
    mentions::Named,
    terms::{ByHash, Zones, stemmer_of},
    words::{Gap, Shape, Token, hash_word},
};
use news::{Article, Hashtag, Lang, MentionKind};

const MOST_HASHTAGS: usize = 8;
const LONGEST_TOPIC_WORDS: usize = 4;
/// Below this a hashtag is left out.
const LEAST_WEIGHT: f32 = 0.25;

/// Topics that name a department or a format, not what an article is about.
const DEPARTMENTS: &str = "\
    news world top stories latest home general headlines breaking featured feature all other misc uncategorized article \
    articles story international national local politics business sport sports culture opinion video videos audio photos \
    gallery live liveblog newsletter premium subscribers homepage front page main blog uk us europe english \
    nachrichten welt politik wirtschaft kultur panorama inland ausland aktuell startseite meldungen \
    noticias mundo política economía deportes cultura portada actualidad internacional nacional \
    новости мир политика экономика спорт культура главное общество 新闻 国际 国内 要闻 \
    actualités monde économie société une";

/// Chooses the hashtags of an article, most telling first.
pub(crate) fn choose(
    article: &Article,
    named: &[Named],
    text: &str,
    tokens: &[Token],
    zones: Zones,
    lang: Lang,
) -> Vec<Hashtag> {
    let mut chosen: Vec<Hashtag> = Vec::new();
    let departments: Vec<u64> = DEPARTMENTS.split_whitespace().map(hash_word).collect();
    let in_text = |word: &str| {
        let hash = hash_word(word);
        tokens.iter().any(|token| token.hash == hash)
    };
    for topic in &article.topics {
        let words: Vec<&str> = topic.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if words.is_empty()
            || words.len() > LONGEST_TOPIC_WORDS
            || words.iter().all(|word| departments.contains(&hash_word(word)))
            || topic.chars().count() > 40
        {
            continue;
        }
        let is_told = words.iter().all(|word| in_text(word)) || words.len() == 1 && text.contains(words[0]);
        add(&mut chosen, label_of(&words), if is_told { 0.8 } else { 0.45 });
    }
    for name in named {
        let weight = (mentions::weight(name) / 4.0).min(1.0) * kind_share(name);
        let words: Vec<&str> =
            name.mention.name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let label = name.place.map_or_else(|| label_of(&words), |place| place.label.to_owned());
        add(&mut chosen, label, weight);
    }
    for (label, weight) in headline_words(text, tokens, zones, lang) {
        add(&mut chosen, label, weight);
    }
    chosen.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key)));
    drop_parts(&mut chosen);
    chosen.retain(|hashtag| hashtag.weight >= LEAST_WEIGHT);
    chosen.truncate(MOST_HASHTAGS);
    chosen
}

fn kind_share(name: &Named) -> f32 {
    match name.mention.kind {
        MentionKind::Person | MentionKind::Organisation => 1.0,
        MentionKind::Place => 0.95,
        MentionKind::Other if name.in_title || name.mention.count > 1 => 0.9,
        MentionKind::Other => 0.6,
    }
}

/// Joins words to a label: each begins with a capital, the rest as written.
fn label_of(words: &[&str]) -> String {
    let mut label = String::new();
    for word in words {
        let mut characters = word.chars();
        if let Some(first) = characters.next() {
            label.extend(first.to_uppercase());
            label.push_str(characters.as_str());
        }
    }
    label
}

/// Makes the key of a label: letters and digits in lower case.
fn key_of(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Adds a hashtag; when it is there already, the two witnesses strengthen each other.
fn add(chosen: &mut Vec<Hashtag>, label: String, weight: f32) {
    let key = key_of(&label);
    let length = key.chars().count();
    if !(2..=40).contains(&length) || key.chars().all(|c| c.is_ascii_digit()) {
        return;
    }
    match chosen.iter_mut().find(|hashtag| hashtag.key == key) {
        Some(known) => known.weight = (known.weight.max(weight) + 0.3 * known.weight.min(weight)).min(1.0),
        None => chosen.push(Hashtag { key, label, weight }),
    }
}

/// Drops a hashtag that a weightier one contains or that contains a weightier one: "#Merkel" beside "#AngelaMerkel".
fn drop_parts(chosen: &mut Vec<Hashtag>) {
    let mut index = 0;
    while index < chosen.len() {
        let key = &chosen[index].key;
        let is_part = chosen[..index].iter().any(|kept| {
            let (short, long) = if kept.key.len() < key.len() { (&kept.key, key) } else { (key, &kept.key) };
            short.chars().count() >= 4 && (long.starts_with(short.as_str()) || long.ends_with(short.as_str()))
        });
        if is_part {
            chosen.remove(index);
        } else {
            index += 1;
        }
    }
}

/// Words and pairs of words of the headline that the text repeats.
fn headline_words(text: &str, tokens: &[Token], zones: Zones, lang: Lang) -> Vec<(String, f32)> {
    let own_language = lexicon::language_bit(lang);
    let stemmer = stemmer_of(lang);
    let stem_of = |token: &Token| {
        let lower = token.of(text).to_lowercase();
        stemmer.as_ref().map_or_else(|| hash_word(&lower), |stemmer| hash_word(&stemmer.stem(&lower)))
    };
    let is_content = |token: &Token| {
        matches!(token.shape, Shape::Lower | Shape::Capital | Shape::Upper)
            && token.end - token.start >= 4
            && lexicon::function_word_languages(token.hash) & own_language == 0
            && !lexicon::is_usual(token.hash)
            && !lexicon::is_never_a_name(token.hash)
    };
    let title: Vec<usize> = (0..zones.title_end).filter(|&i| is_content(&tokens[i])).collect();
    if title.is_empty() {
        return Vec::new();
    }
    let mut counts: ByHash<u32> = ByHash::default();
    let stems: Vec<u64> = title.iter().map(|&i| stem_of(&tokens[i])).collect();
    for &stem in &stems {
        counts.insert(stem, 0);
    }
    let prefixes: Vec<&str> = title.iter().map(|&i| head_of(tokens[i].of(text))).collect();
    let mut pairs = vec![0_u32; title.len()];
    let mut previous = 0;
    for token in &tokens[zones.title_end..] {
        let word = token.of(text);
        let may_be = token.shape != Shape::Unspaced && prefixes.iter().any(|head| starts_alike(word, head));
        let stem = if may_be { stem_of(token) } else { 0 };
        if let Some(count) = counts.get_mut(&stem) {
            *count += 1;
        }
        if token.gap == Gap::Space && stem != 0 && previous != 0 {
            for (index, count) in pairs.iter_mut().enumerate().skip(1) {
                *count += u32::from(stems[index - 1] == previous && stems[index] == stem);
            }
        }
        previous = stem;
    }
    let mut found = Vec::new();
    for (index, &at) in title.iter().enumerate() {
        let count = counts[&stems[index]];
        if pairs[index] > 0 && title[index - 1] + 1 == at {
            let words = [tokens[at - 1].of(text), tokens[at].of(text)];
            found.push((label_of(&words), (0.45 + 0.15 * (pairs[index] as f32).ln_1p()).min(0.9)));
        }
        if count >= 2 {
            found.push((label_of(&[tokens[at].of(text)]), (0.15 + 0.14 * (count as f32).ln_1p()).min(0.7)));
        }
    }
    found
}

/// The first three letters: two words of one stem share them.
fn head_of(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(end, _)| &word[..end])
}

fn starts_alike(word: &str, head: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    head.chars().flat_map(char::to_lowercase).all(|letter| letters.next() == Some(letter))
}

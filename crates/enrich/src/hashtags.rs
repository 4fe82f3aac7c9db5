//! Hashtags: few and good, as an editor would set them.
//!
//! Three witnesses: the publisher's topics, the names in the text, and headline words that the text comes back to. What two
//! of them agree on weighs more.

use crate::{
    lexicon, mentions,
    mentions::Named,
    reading::Reading,
    words::{Gap, Shape, Token, hash_word},
};
use news::{Article, Hashtag, MentionKind};

const MOST_HASHTAGS: usize = 8;
const LONGEST_TOPIC_WORDS: usize = 4;
/// Below this a hashtag is left out.
const LEAST_WEIGHT: f32 = 0.25;

/// Chooses the hashtags of an article, most telling first.
pub(crate) fn choose(article: &Article, named: &[Named], reading: &Reading) -> Vec<Hashtag> {
    let mut chosen: Vec<Hashtag> = Vec::new();
    let in_text = |word: &str| {
        let hash = hash_word(word);
        reading.words.iter().any(|known| known.hash == hash)
    };
    for topic in &article.topics {
        let words: Vec<&str> = topic.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if words.is_empty()
            || words.len() > LONGEST_TOPIC_WORDS
            || words.iter().all(|word| lexicon::look_up(hash_word(word)).is_department)
            || topic.chars().count() > 40
        {
            continue;
        }
        let is_told = words.iter().all(|word| in_text(word)) || words.len() == 1 && reading.text.contains(words[0]);
        add(&mut chosen, label_of(&words), if is_told { 0.8 } else { 0.45 });
    }
    for name in named {
        let weight = (mentions::weight(name) / 4.0).min(1.0) * kind_share(name);
        let words: Vec<&str> =
            name.mention.name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let label = name.place.map_or_else(|| label_of(&words), |place| place.label.to_owned());
        add(&mut chosen, label, weight);
    }
    for (label, weight) in headline_words(reading) {
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
fn headline_words(reading: &Reading) -> Vec<(String, f32)> {
    let tokens = reading.tokens.as_slice();
    let is_content = |token: &Token| {
        if !matches!(token.shape, Shape::Lower | Shape::Capital | Shape::Upper) || token.end - token.start < 4 {
            return false;
        }
        let word = reading.word(token);
        word.term != 0 && !word.entry.is_usual && !word.entry.is_never_a_name
    };
    let title: Vec<usize> = (0..reading.title_end).filter(|&at| is_content(&tokens[at])).collect();
    let terms: Vec<u32> = title.iter().map(|&at| reading.word(&tokens[at]).term).collect();
    let mut counts = vec![0_u32; title.len()];
    let mut pairs = vec![0_u32; title.len()];
    let mut previous = 0;
    for token in &tokens[reading.title_end..] {
        let term = reading.word(token).term;
        for index in (0..terms.len()).filter(|&index| terms[index] == term) {
            counts[index] += 1;
            pairs[index] += u32::from(index > 0 && token.gap == Gap::Space && terms[index - 1] == previous);
        }
        previous = term;
    }
    let mut found = Vec::new();
    for (index, &at) in title.iter().enumerate() {
        if pairs[index] > 0 && title[index - 1] + 1 == at {
            let words = [reading.of(&tokens[at - 1]), reading.of(&tokens[at])];
            found.push((label_of(&words), (0.45 + 0.15 * (pairs[index] as f32).ln_1p()).min(0.9)));
        }
        if counts[index] >= 2 {
            let weight = (0.15 + 0.14 * (counts[index] as f32).ln_1p()).min(0.7);
            found.push((label_of(&[reading.of(&tokens[at])]), weight));
        }
    }
    found
}

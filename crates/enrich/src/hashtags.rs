//! Hashtags: few and good, as an editor would set them.
//!
//! Three witnesses: the publisher's topics, the names in the text, and words of headline and lead that the text comes back
//! to. What two
//! of them agree on weighs more.

use crate::{
    lexicon, mentions,
    mentions::Named,
    places,
    reading::Reading,
    words::{Gap, Shape, Token, hash_word},
};
use news::{Article, Hashtag, MentionKind};

const MOST_HASHTAGS: usize = 10;
/// Topics of the publisher that are looked at.
const MOST_TOPICS: usize = 30;
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
    for topic in article.topics.iter().take(MOST_TOPICS) {
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
    for (label, weight) in topic_words(reading).into_iter().chain(topic_runs(reading)) {
        let label = places::find(&label).map_or(label, |place| place.label.to_owned());
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
            is_part(short, long)
        });
        if is_part {
            chosen.remove(index);
        } else {
            index += 1;
        }
    }
}

fn is_part(short: &str, long: &str) -> bool {
    let letters = short.chars().count();
    let is_wide = short.chars().all(|c| c as u32 >= 0x2e80);
    letters >= 4 && (long.starts_with(short) || long.ends_with(short))
        || (is_wide || letters >= 6) && long.contains(short)
}

/// A word that may be a topic by itself.
fn is_content(reading: &Reading, token: &Token) -> bool {
    if !matches!(token.shape, Shape::Lower | Shape::Capital | Shape::Upper) || token.end - token.start < 4 {
        return false;
    }
    let word = reading.word(token);
    word.term != 0 && !word.entry.is_usual && !word.entry.is_never_a_name && !word.entry.is_demonym
}

/// Words and pairs of words of headline and lead that the article comes back to.
fn topic_words(reading: &Reading) -> Vec<(String, f32)> {
    let tokens = reading.tokens.as_slice();
    let lead: Vec<usize> = (0..reading.lead_end).filter(|&at| is_content(reading, &tokens[at])).collect();
    let (counts, pairs) = count_topics(reading, &lead);
    let mut found = Vec::new();
    let mut told: Vec<u32> = Vec::new();
    for at in lead {
        let in_title = at < reading.title_end;
        let term = reading.word(&tokens[at]).term;
        let pair = (at > 0).then(|| (reading.word(&tokens[at - 1]).term, term));
        if let Some(known) = pairs.iter().find(|known| known.first_at == at && Some(known.terms) == pair)
            && known.count >= 3
        {
            let weight = 0.3 + 0.12 * (known.count as f32).ln() + if in_title { 0.15 } else { 0.0 };
            found.push((label_of(&[reading.of(&tokens[at - 1]), reading.of(&tokens[at])]), weight.min(0.8)));
        }
        let count = counts.iter().find(|(known, _)| *known == term).map_or(0, |(_, count)| *count);
        let least = if in_title { 3 } else { 4 };
        if count >= least && !told.contains(&term) && may_stand_alone(reading, &tokens[at]) {
            told.push(term);
            let weight = 0.12 + 0.12 * (count as f32).ln() + if in_title { 0.12 } else { 0.0 };
            found.push((label_of(&[reading.of(&tokens[at])]), weight.min(0.65)));
        }
    }
    found
}

/// Two words side by side.
struct Pair {
    terms: (u32, u32),
    /// The token index of its second word where it stands first.
    first_at: usize,
    count: u32,
}

/// Counts in the whole text the terms at the given token indices, and the pairs that two of them make side by side.
fn count_topics(reading: &Reading, lead: &[usize]) -> (Vec<(u32, u32)>, Vec<Pair>) {
    let term_of = |at: usize| reading.word(&reading.tokens[at]).term;
    let mut counts: Vec<(u32, u32)> = Vec::with_capacity(lead.len());
    let mut pairs: Vec<Pair> = Vec::new();
    for (index, &at) in lead.iter().enumerate() {
        if !counts.iter().any(|(term, _)| *term == term_of(at)) {
            counts.push((term_of(at), 0));
        }
        if index > 0 && lead[index - 1] + 1 == at && reading.tokens[at].gap == Gap::Space {
            let terms = (term_of(at - 1), term_of(at));
            if !pairs.iter().any(|pair| pair.terms == terms) {
                pairs.push(Pair { terms, first_at: at, count: 0 });
            }
        }
    }
    // By word, so that the walk over the text looks nothing up.
    let place_of_word: Vec<Option<usize>> =
        reading.words.iter().map(|word| counts.iter().position(|(term, _)| *term == word.term)).collect();
    let mut previous: Option<usize> = None;
    let mut follows_function_word = false;
    for token in &reading.tokens {
        let place = place_of_word[token.word as usize];
        if let Some(place) = place {
            // Nouns follow articles and prepositions: such an occurrence counts twice.
            counts[place].1 += 1 + u32::from(follows_function_word && token.gap == Gap::Space);
            if let Some(previous) = previous.filter(|_| token.gap == Gap::Space) {
                let terms = (counts[previous].0, counts[place].0);
                pairs.iter_mut().filter(|pair| pair.terms == terms).for_each(|pair| pair.count += 1);
            }
        }
        previous = place;
        follows_function_word = reading.word(token).is_function_word;
    }
    (counts, pairs)
}

/// A single word is a good hashtag when it is a noun as the dictionary has it; what tells so differs by language.
fn may_stand_alone(reading: &Reading, token: &Token) -> bool {
    let word = reading.of(token);
    match reading.lang.as_str() {
        "de" | "lb" => token.shape != Shape::Lower,
        "en" => {
            let may_be_a_verb = ["ing", "ed", "ly"].iter().any(|ending| word.ends_with(ending));
            !may_be_a_verb || reading.word(token).capitalised_inside
        }
        // Endings change with the case: what stands in the text is seldom the form to show.
        "ru" | "uk" | "be" | "pl" | "cs" | "sk" | "sr" | "hr" | "bg" | "fi" | "hu" | "tr" => {
            token.shape == Shape::Upper
        }
        _ => true,
    }
}

/// Characters that join or modify: a run with one of them is no topic.
const HAN_FUNCTION_CHARACTERS: &str =
    "的了在是和与将被对就也都而及或这那有不为以于从后前中上下其他她它我你们说称表示到向等个年月日时";

/// Runs of characters of the headline that the text repeats, the longest first of those that begin alike.
fn topic_runs(reading: &Reading) -> Vec<(String, f32)> {
    const LONGEST: usize = 6;
    const LONGEST_HEADLINE: usize = 80;
    let mut found: Vec<(String, f32)> = Vec::new();
    for token in reading.tokens[..reading.title_end].iter().filter(|token| token.shape == Shape::Unspaced) {
        let run = reading.of(token);
        let starts: Vec<usize> =
            run.char_indices().map(|(at, _)| at).chain([run.len()]).take(LONGEST_HEADLINE).collect();
        let mut index = 0;
        while index + 2 < starts.len() {
            let Some((length, count)) = longest_repeated(&reading.text, run, &starts[index..], LONGEST) else {
                index += 1;
                continue;
            };
            let weight = (0.1 + 0.12 * (count as f32).ln() + 0.06 * length as f32).min(0.8);
            found.push((run[starts[index]..starts[index + length]].to_owned(), weight));
            index += length;
        }
    }
    found
}

/// The longest run from the first of `starts` that stands in the text as often as nearly all of its beginning does, and
/// how often: its length in characters, two at least.
fn longest_repeated(text: &str, run: &str, starts: &[usize], longest: usize) -> Option<(usize, usize)> {
    const FEWEST: usize = 3;
    let mut best = None;
    let mut before = FEWEST;
    for length in 2..=longest.min(starts.len() - 1) {
        let piece = &run[starts[0]..starts[length]];
        if piece.chars().any(|c| HAN_FUNCTION_CHARACTERS.contains(c) || matches!(c, 'ぁ'..='ん')) {
            break;
        }
        let count = text.matches(piece).count();
        if count < FEWEST || count * 2 < before {
            break;
        }
        best = Some((length, count));
        before = count;
    }
    best
}

//! Hashtags: few and good, as an editor would set them.
//!
//! Four witnesses: subjects that editors everywhere write about, the names in the text, the publisher's topics, and pairs of
//! words that headline and text come back to. What two of them agree on weighs more. A name counts when the article is about
//! it: it stands in the headline, or comes again.

use crate::{
    cases, lexicon,
    mentions::{self, Named},
    places,
    reading::Reading,
    romanise::{is_cyrillic, key_of},
    runs,
    subjects::{self, Kind, Sighting},
    words::{Gap, Shape, Token, hash_word, tokenise},
};
use news::{Article, Hashtag, Lang, MentionKind};

/// What a hashtag names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashtagKind {
    Person,
    Organisation,
    Place,
    Topic,
}

/// Tells what a hashtag names, by its label; None when no list knows it.
pub fn kind_of_hashtag(label: &str) -> Option<HashtagKind> {
    if let Some(kind) = subjects::kind_of_label(label) {
        return Some(match kind {
            Kind::Person => HashtagKind::Person,
            Kind::Organisation => HashtagKind::Organisation,
            Kind::Topic => HashtagKind::Topic,
        });
    }
    let words = subjects::words_of_label(label);
    if places::named(&words).is_some_and(|place| place.label() == label) {
        return Some(HashtagKind::Place);
    }
    let (given, _) = words.split_once(' ')?;
    lexicon::look_up(hash_word(given)).is_given_name.then_some(HashtagKind::Person)
}

const MOST_HASHTAGS: usize = 8;
/// Beyond so many a hashtag must be strong to stay.
const USUAL_HASHTAGS: usize = 6;
const STRONG: f32 = 0.6;
/// Below this a hashtag is left out.
const LEAST_WEIGHT: f32 = 0.3;
/// Topics of the publisher that are looked at.
const MOST_TOPICS: usize = 30;
const LONGEST_TOPIC_WORDS: usize = 4;

/// Chooses the hashtags of an article, most telling first.
pub(crate) fn choose(article: &Article, named: &[Named], sightings: &[Sighting], reading: &Reading) -> Vec<Hashtag> {
    let mut chosen: Vec<Hashtag> = Vec::new();
    for topic in topics_told(reading, sightings) {
        add(&mut chosen, topic);
    }
    for name in named.iter().filter(|name| !is_of_a_place(name, named) && !is_a_topic(name, sightings, reading)) {
        if let Some(hashtag) = of_name(article, reading, name) {
            add(&mut chosen, hashtag);
        }
    }
    for topic in article.topics.iter().take(MOST_TOPICS) {
        if let Some(hashtag) = of_publisher(article, reading, named, &chosen, topic) {
            add(&mut chosen, hashtag);
        }
    }
    for hashtag in topic_pairs(reading).into_iter().chain(topic_runs(reading, named, sightings)) {
        add(&mut chosen, hashtag);
    }
    chosen.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key)));
    drop_parts(&mut chosen);
    let mut kept = 0;
    chosen.retain(|hashtag| {
        kept += 1;
        hashtag.weight >= if kept > USUAL_HASHTAGS { STRONG } else { LEAST_WEIGHT }
    });
    chosen.truncate(MOST_HASHTAGS);
    chosen
}

/// Topics of the list of subjects that headline or lead tell of, or to which the text comes back.
fn topics_told(reading: &Reading, sightings: &[Sighting]) -> Vec<Hashtag> {
    struct Told<'a> {
        sighting: &'a Sighting,
        count: u32,
        in_title: bool,
    }
    let mut told: Vec<Told> = Vec::new();
    for sighting in sightings.iter().filter(|sighting| sighting.subject.kind == Kind::Topic) {
        let in_title = sighting.start < reading.title_end;
        match told.iter_mut().find(|told| std::ptr::eq(told.sighting.subject, sighting.subject)) {
            Some(told) => {
                told.count += 1;
                told.in_title |= in_title;
            }
            None => told.push(Told { sighting, count: 1, in_title }),
        }
    }
    let counts = told.into_iter().filter_map(|Told { sighting, count, in_title }| {
        let in_lead = sighting.start < reading.lead_end;
        let is_told = in_title && count >= 2 || in_lead && count >= 3 || count >= 6;
        let weight =
            0.25 + 0.12 * (count as f32).ln() + if in_title { 0.25 } else { 0.0 } + if in_lead { 0.05 } else { 0.0 };
        is_told.then(|| Hashtag {
            key: sighting.subject.key.clone(),
            label: sighting.subject.label.to_owned(),
            spelling: reading.text[sighting.from..sighting.to].to_owned(),
            weight: weight.min(0.95),
        })
    });
    counts.collect()
}

/// The hashtag of a name that the article is about.
fn of_name(article: &Article, reading: &Reading, name: &Named) -> Option<Hashtag> {
    let weight = (mentions::weight(name) / 4.0).min(1.0);
    let spelling = name.mention.name.clone();
    if let Some(subject) = name.subject {
        if PLATFORMS.contains(&subject.key.as_str()) && !name.in_title && name.mention.count < MANY {
            return None;
        }
        let share = if name.in_title || name.mention.count > 1 { 1.0 } else { 0.6 };
        return Some(Hashtag {
            key: subject.key.clone(),
            label: subject.label.to_owned(),
            spelling,
            weight: weight * share,
        });
    }
    if let Some(place) = name.place {
        if !name.in_title
            && (name.mention.count == 1 && stands_in_dateline(reading, name) || is_in_passing(reading, name))
        {
            return None;
        }
        let share = if name.in_title || name.mention.count > 1 { 0.95 } else { 0.55 };
        return Some(hashtag(place.label().to_owned(), spelling, weight * share));
    }
    if !is_worth_a_hashtag(article, reading, name) {
        return None;
    }
    let shown = cases::nominative(reading.lang, &spelling);
    let label = label_of(&words_of(shown.as_deref().unwrap_or(&spelling)));
    let share = if name.mention.kind == MentionKind::Other { 0.85 } else { 1.0 };
    Some(hashtag(label, spelling, weight * share))
}

/// Where something was written: it is named in half of all reports, and seldom what they are about.
const PLATFORMS: [&str; 9] =
    ["facebook", "instagram", "twitter", "youtube", "tiktok", "telegram", "whatsapp", "truthsocial", "google"];
/// Named so often, it is what the article is about.
const MANY: u32 = 4;

/// A place that neither headline nor lead tells of is what a long text is about only when it comes back to it.
fn is_in_passing(reading: &Reading, name: &Named) -> bool {
    const TOKENS_A_MENTION: usize = 400;
    name.first >= reading.lead_end && (name.mention.count as usize) < 2 + reading.tokens.len() / TOKENS_A_MENTION
}

/// "SEOUL - ", "FRANKFURT (AP)": the place of the reporter.
fn stands_in_dateline(reading: &Reading, name: &Named) -> bool {
    let token = &reading.tokens[name.first];
    let is_first = name.first > 0 && reading.tokens[name.first - 1].line != token.line;
    let after = reading.text.get(token.start as usize + name.mention.name.len()..).unwrap_or_default();
    is_first && name.first >= reading.title_end && after.trim_start().starts_with(['(', '–', '—', '-', ':', '/'])
}

/// A topic's abbreviation is found as a name, too: "KI".
fn is_a_topic(name: &Named, sightings: &[Sighting], reading: &Reading) -> bool {
    let is_topic = |sighting: &Sighting| {
        sighting.subject.kind == Kind::Topic && reading.text[sighting.from..sighting.to] == name.mention.name
    };
    name.subject.is_none() && name.place.is_none() && sightings.iter().any(is_topic)
}

/// "Lithuanian" beside Lithuania, "Mountainous Nepal" beside Nepal.
fn is_of_a_place(name: &Named, named: &[Named]) -> bool {
    const SHARED_LETTERS: usize = 5;
    if name.subject.is_some() || name.place.is_some() || name.mention.kind != MentionKind::Other {
        return false;
    }
    let key = key_of(&name.mention.name);
    named.iter().filter_map(|other| Some((other.place?, other))).any(|(place, other)| {
        let (label, written) = (key_of(place.label()), key_of(&other.mention.name));
        let begins_alike = |place: &str| place.get(..SHARED_LETTERS).is_some_and(|head| key.starts_with(head));
        if name.mention.name.contains(' ') {
            label.len() >= SHARED_LETTERS && key.ends_with(&label) && name.mention.count < other.mention.count
        } else {
            begins_alike(&label) || begins_alike(&written)
        }
    })
}

/// A name that no list knows needs to be one, and to be what the article is about.
fn is_worth_a_hashtag(article: &Article, reading: &Reading, name: &Named) -> bool {
    let tokens = tokenise(&name.mention.name);
    let Some(first) = tokens.first() else { return false };
    let entry = |token: &Token| lexicon::look_up(token.hash);
    let count = name.mention.count;
    if is_outlet(article, &name.mention.name, &tokens) && !name.in_title || first.shape == Shape::Number {
        return false;
    }
    // "Phishing-Masche": a name and a noun, or two nouns.
    let is_compound = tokens.len() > 1 && !name.mention.name.contains(' ');
    if is_compound
        && !name.in_title
        && reading.nouns_are_capitalised()
        && !tokens.iter().any(|token| entry(token).is_given_name)
    {
        return false;
    }
    if first.shape == Shape::Unspaced {
        return count >= 2 || name.in_title;
    }
    if tokens.len() == 1 {
        let letters = name.mention.name.chars().count();
        let is_oblique = name.mention.name.starts_with(is_cyrillic)
            && first.shape == Shape::Capital
            && name.mention.name.ends_with(['а', 'у', 'е', 'ы', 'и', 'ю', 'я', 'м', 'й', 'х', 'о']);
        let is_noise = entry(first).is_no_acronym || entry(first).is_given_name || entry(first).is_usual || is_oblique;
        return !is_noise
            && letters >= 2
            && match first.shape {
                Shape::Upper => count >= 3 || name.in_title && count >= 2,
                _ => letters >= 4 && (name.in_title && count >= fewest_for_one_word(reading) || count >= 5),
            };
    }
    // "South Korean", "House Speaker": whose it is and what somebody is.
    let is_english = reading.lang == Lang::EN;
    if tokens.last().map(entry).is_some_and(|last| last.is_demonym || is_english && last.is_title) {
        return false;
    }
    // German and others capitalise what is no name: only a given name or a capital in the middle of a sentence tells.
    if name.has_unsure_start && count < 3 || tokens.iter().all(|token| entry(token).is_usual) {
        return false;
    }
    count >= 2 || name.in_title && !reading.title_in_capitals
}

/// Where capitals tell names, the headline and one other place are enough.
fn fewest_for_one_word(reading: &Reading) -> u32 {
    if reading.title_in_capitals || reading.nouns_are_capitalised() { 3 } else { 2 }
}

fn is_outlet(article: &Article, name: &str, tokens: &[Token]) -> bool {
    let is_own = || {
        let key = key_of(name);
        article.publisher.as_deref().is_some_and(|publisher| key_of(publisher) == key)
            || key.len() >= 4 && host_of(&article.url).is_some_and(|host| host.split('.').any(|part| part == key))
    };
    let last = tokens.last().map(|token| lexicon::look_up(token.hash)).unwrap_or_default();
    tokens.len() == 1 && last.is_outlet || tokens.len() > 1 && last.ends_an_outlet || is_own()
}

/// "Gipfel in Lindau", "Elections in Bavaria": what it is about and where have a hashtag each.
fn is_somewhere(topic: &str, tokens: &[Token]) -> bool {
    let is_locative = |token: &&Token| token.shape == Shape::Lower && lexicon::look_up(token.hash).is_locative;
    let preposition = tokens.iter().skip(1).find(is_locative);
    preposition.is_some_and(|token| places::named(topic[token.end as usize..].trim()).is_some())
}

/// "Courier Reviews" of the Courier: a department that carries the publisher's name.
fn is_series(article: &Article, topic: &str) -> bool {
    const SHORTEST: usize = 5;
    let publisher = article.publisher.as_deref().map(|name| key_of(name.trim_start_matches("The ")));
    publisher.is_some_and(|publisher| publisher.len() >= SHORTEST && key_of(topic).starts_with(&publisher))
}

fn host_of(url: &str) -> Option<&str> {
    url.split_once("://")?.1.split('/').next()
}

/// The hashtag of a publisher's topic, when it is a real one: a subject, a place, a name of the text, or words the text
/// comes back to.
fn of_publisher(
    article: &Article,
    reading: &Reading,
    named: &[Named],
    chosen: &[Hashtag],
    topic: &str,
) -> Option<Hashtag> {
    // "European Central Bank (ECB)" is named twice.
    let topic = topic.split(" (").next().unwrap_or_default().trim().trim_start_matches('#');
    // "Holm, Ann" is how registers name her.
    let turned = topic.split_once(", ").map(|(surname, given)| format!("{given} {surname}"));
    let topic = turned.as_deref().unwrap_or(topic);
    let tokens = tokenise(topic);
    let entry = |token: &Token| lexicon::look_up(token.hash);
    if tokens.is_empty()
        || tokens[0].shape == Shape::Number
        || tokens.iter().all(|token| entry(token).is_title)
        || tokens.len() > LONGEST_TOPIC_WORDS
        || topic.chars().count() > 40
        || topic.contains("://")
        || tokens.iter().all(|token| entry(token).is_department || entry(token).is_no_acronym)
        || is_outlet(article, topic, &tokens)
        || is_series(article, topic)
        || is_somewhere(topic, &tokens)
    {
        return None;
    }
    let spelling = topic.to_owned();
    let count_of = |token: &Token| reading.words.iter().filter(|word| word.hash == token.hash).count();
    let is_told = tokens.iter().all(|token| count_of(token) > 0)
        || tokens[0].shape == Shape::Unspaced && reading.text.contains(topic);
    if let Some(subject) = subjects::named(topic, reading.lang) {
        let is_told_of = |name: &Named| {
            name.subject.is_some_and(|told| told.key == subject.key) && (name.in_title || name.mention.count >= MANY)
        };
        if PLATFORMS.contains(&subject.key.as_str()) && !named.iter().any(is_told_of) {
            return None;
        }
        let weight = if is_told { 0.7 } else { 0.45 };
        return Some(Hashtag { key: subject.key.clone(), label: subject.label.to_owned(), spelling, weight });
    }
    if let Some(place) = places::named(topic) {
        let told = named.iter().find(|name| name.place.is_some_and(|told| told.label() == place.label()));
        let is_in_passing = told.is_some_and(|name| name.first >= reading.lead_end && name.mention.count == 1);
        // "Vladimir" is a city, and somebody's name.
        let is_given_name = told.is_none() && tokens.iter().all(|token| entry(token).is_given_name);
        let weight = if is_told { 0.6 } else { 0.4 };
        return (!is_in_passing && !is_given_name).then(|| hashtag(place.label().to_owned(), spelling, weight));
    }
    let is_name = named.iter().any(|name| name.mention.name == topic);
    if tokens.len() > 1 && tokens.iter().all(|token| is_in_hashtag(chosen, token)) {
        return None;
    }
    let label = label_of(&words_of(topic));
    if is_name || is_told && tokens.len() > 1 {
        return Some(hashtag(label, spelling, 0.7));
    }
    // A single word that is neither: taken when it is a noun by its capital, or when headline and text tell it again.
    let [token] = tokens.as_slice() else { return None };
    let letters = topic.chars().count();
    let terms = reading.tokens.iter().filter(|known| known.hash == token.hash).count();
    let is_noun = token.shape != Shape::Lower && reading.nouns_are_capitalised();
    let is_usual =
        entry(token).is_usual || entry(token).is_never_a_name || entry(token).is_demonym || entry(token).is_given_name;
    (is_told && !is_usual && letters >= 4 && (is_noun && terms >= 2 || terms >= 4)
        || token.shape == Shape::Unspaced && is_told)
        .then(|| hashtag(label, spelling, 0.4))
}

/// Tells whether a word stands in a hashtag that is there already: "State Elections Karsland" beside both.
fn is_in_hashtag(chosen: &[Hashtag], word: &Token) -> bool {
    chosen.iter().any(|hashtag| tokenise(&hashtag.spelling).iter().any(|token| token.hash == word.hash))
}

fn hashtag(label: String, spelling: String, weight: f32) -> Hashtag {
    Hashtag { key: key_of(&label), label, spelling, weight }
}

fn words_of(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Joins words to a label: each begins with a capital, the rest as written; a word all in capitals that is no
/// abbreviation is written as others are.
fn label_of(words: &[&str]) -> String {
    let mut label = String::new();
    for word in words {
        let mut characters = word.chars();
        let Some(first) = characters.next() else { continue };
        label.extend(first.to_uppercase());
        if words.len() > 1 && word.chars().count() > 4 && word.chars().all(char::is_uppercase) {
            label.extend(characters.flat_map(char::to_lowercase));
        } else {
            label.push_str(characters.as_str());
        }
    }
    label
}

/// Adds a hashtag; when it is there already, the two witnesses strengthen each other.
fn add(chosen: &mut Vec<Hashtag>, hashtag: Hashtag) {
    let length = hashtag.key.chars().count();
    if !(2..=40).contains(&length) || hashtag.key.chars().all(|c| c.is_ascii_digit()) {
        return;
    }
    match chosen.iter_mut().find(|known| known.key == hashtag.key) {
        Some(known) => {
            known.weight = (known.weight.max(hashtag.weight) + 0.3 * known.weight.min(hashtag.weight)).min(1.0);
        }
        None => chosen.push(hashtag),
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

/// Pairs of words that stand side by side in the headline and again and again in the text, and seldom apart.
fn topic_pairs(reading: &Reading) -> Vec<Hashtag> {
    const MOST_PAIRS: usize = 2;
    const FEWEST: u32 = 4;
    if reading.nouns_are_capitalised() || !is_uninflected(reading) {
        return Vec::new();
    }
    let tokens = reading.tokens.as_slice();
    let headline: Vec<usize> = (0..reading.title_end).filter(|&at| is_content(reading, &tokens[at])).collect();
    let (counts, pairs) = count_topics(reading, &headline);
    let count_of = |term: u32| counts.iter().find(|(known, _)| *known == term).map_or(0, |(_, count)| *count);
    let is_cohesive = |pair: &Pair| {
        let rarer = count_of(pair.terms.0).min(count_of(pair.terms.1));
        pair.count >= FEWEST && pair.count * 3 >= rarer * 2
    };
    let mut found: Vec<Hashtag> = Vec::new();
    for pair in pairs.iter().filter(|pair| is_cohesive(pair)).take(MOST_PAIRS) {
        let (first, second) = (&tokens[pair.first_at - 1], &tokens[pair.first_at]);
        if !may_end_a_pair(reading, second) {
            continue;
        }
        let spelling = &reading.text[first.start as usize..second.end as usize];
        let label = label_of(&[reading.of(first), reading.of(second)]);
        found.push(hashtag(label, spelling.to_owned(), (0.25 + 0.1 * (pair.count as f32).ln()).min(0.55)));
    }
    found
}

/// Where endings change with the case, what stands in the text is seldom the form to show.
fn is_uninflected(reading: &Reading) -> bool {
    matches!(reading.lang.as_str(), "en" | "nl" | "id" | "ms" | "vi" | "sv" | "no" | "nb" | "da")
}

fn may_end_a_pair(reading: &Reading, token: &Token) -> bool {
    let word = reading.of(token);
    !["ing", "ed", "ly", "self", "selves"].iter().any(|ending| word.ends_with(ending))
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

/// Characters that join or modify: a run with one of them is no topic.
const HAN_FUNCTION_CHARACTERS: &str =
    "的了在是和与将被对就也都而及或这那有不为以于从后前中上下其他她它我你们说称表示到向等个年月日时";

/// Runs of characters of the headline that the text repeats, the longest first of those that begin alike. Two characters
/// are too often half a word, and what a list knows has its hashtag already.
fn topic_runs(reading: &Reading, named: &[Named], sightings: &[Sighting]) -> Vec<Hashtag> {
    const FEWEST_CHARACTERS: usize = 3;
    const MOST_RUNS: usize = 2;
    const LONGEST: usize = 6;
    const LONGEST_HEADLINE: usize = 80;
    let mut found: Vec<Hashtag> = Vec::new();
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
            let piece = &run[starts[index]..starts[index + length]];
            let is_known = sightings.iter().any(|sighting| {
                let spelling = &reading.text[sighting.from..sighting.to];
                piece.contains(spelling) || spelling.contains(piece)
            }) || named.iter().any(|name| {
                name.place.is_some() && (piece.contains(&name.mention.name) || name.mention.name.contains(piece))
            });
            let is_whole = !runs::cuts_a_word(run, starts[index], starts[index + length])
                && !run[..starts[index]].ends_with(['不', '無', '无', '非', '未']);
            if length >= FEWEST_CHARACTERS && is_whole && !is_known && found.len() < MOST_RUNS {
                found.push(hashtag(piece.to_owned(), piece.to_owned(), weight));
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_tell_what_a_hashtag_names() {
        let check =
            |label: &str, expected: Option<HashtagKind>| assert_eq!(kind_of_hashtag(label), expected, "{label}");
        check("Putin", Some(HashtagKind::Person));
        check("NATO", Some(HashtagKind::Organisation));
        check("ClimateChange", Some(HashtagKind::Topic));
        check("Germany", Some(HashtagKind::Place));
        check("NewYork", Some(HashtagKind::Place));
        check("MariaOakes", Some(HashtagKind::Person));
        check("МихаилПетров", Some(HashtagKind::Person));
        check("Lindwick", None);
    }
}

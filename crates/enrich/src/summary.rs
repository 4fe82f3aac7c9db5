//! Summaries that say nothing of their own: the sentences of an article or a story that tell most of it.
//!
//! In: an article, or the articles of a story. Out: sentences with where each stands, who else tells the same, and in the
//! order in which they are best read. No sentence is made or shortened.
//!
//! A sentence is worth what it shares with all others (the degree in the graph of sentences, as in LexRank, Erkan and Radev
//! 2004), the more the earlier it stands and the closer it is to the headline, and the less it stands by itself. What was
//! chosen lowers the worth of what tells the same again (as in maximal marginal relevance, Carbonell and Goldstein 1998).

use crate::{
    quotes::text::Text,
    sentences::{self, Feature, NUMBER, Rarity, STEM_OF_NAME, Standing, WORD, cosine, features, is_unspaced, spread},
    stems::Stems,
    telling::{Passage, Telling},
    words::ByHash,
};
use news::{ArticleId, Lang, PublisherId, TextSpan, article::text_of};
use std::collections::BTreeSet;

/// How much is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Sentences(usize),
    /// Words; in a script without spaces, characters. The last sentence may pass it by half of its own length.
    Words(usize),
}

/// One sentence of a summary.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub passage: Passage,
    /// The articles that tell the same, the cited one first; near-copies are not among them.
    pub told_by: Vec<ArticleId>,
    /// How many publishers those articles have.
    pub publishers: usize,
}

/// Chooses the sentences of one article, in the order of its text.
pub fn of_article(title: &str, text: &str, lang: Lang, length: Length) -> Vec<TextSpan> {
    let mut points = of_story(&[Telling::alone(title, text, lang)], &[], length);
    points.sort_by_key(|point| point.passage.span.start);
    points.into_iter().map(|point| point.passage.span).collect()
}

/// Chooses the sentences of a story's articles, in any order. Those in the first of `langs` in which the story tells enough
/// are preferred. The worthiest comes first; the others follow it by time of publishing and place in their text.
pub fn of_story(tellings: &[Telling], langs: &[Lang], length: Length) -> Vec<Point> {
    let mut order: Vec<usize> = (0..tellings.len()).filter(|&index| tellings[index].copy_of.is_none()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(tellings[index].published), tellings[index].article));
    order.truncate(MOST_ARTICLES);
    order.reverse();
    let mut candidates = read(&order, tellings);
    weigh(&mut candidates, tellings, langs);
    let chosen = choose(&candidates, length);
    let told = |index: usize| point(&candidates, index, tellings);
    let mut points: Vec<(usize, Point)> = chosen.into_iter().map(|index| (index, told(index))).collect();
    if let Some((_, rest)) = points.split_first_mut() {
        rest.sort_by_key(|(index, _)| *index);
    }
    points.into_iter().map(|(_, point)| point).collect()
}

/// The newest articles of a story that are read: the whole must be quick, and a summary tells what is so now.
const MOST_ARTICLES: usize = 40;
/// What is read of an article that is one of several: reports tell first what happened.
const READ_BYTES: usize = 3 * 1024;
/// What is read of an article by itself.
const READ_BYTES_ALONE: usize = 32 * 1024;
/// The newest posts of a live blog that are read.
const MOST_POSTS: usize = 40;

/// A sentence that may be chosen.
struct Candidate<'a> {
    telling: usize,
    /// The key of its post and the text of that.
    post: Option<&'a str>,
    span: TextSpan,
    sentence: String,
    words: usize,
    features: Vec<Feature>,
    /// The stems and numbers among them, sorted; those that are of no names; and the numbers alone.
    content: Vec<u64>,
    plain: Vec<u64>,
    numbers: Vec<u64>,
    of_names: f32,
    /// How well it stands by itself and where, about 1.
    fitness: f32,
    worth: f32,
}

fn read<'a>(order: &[usize], tellings: &[Telling<'a>]) -> Vec<Candidate<'a>> {
    let most_bytes = if order.len() == 1 { READ_BYTES_ALONE } else { READ_BYTES };
    let mut candidates = Vec::new();
    for &index in order {
        let telling = &tellings[index];
        let headline = features_of(telling.title, telling.lang);
        let mut put = |text: &str, post: Option<&'a str>, most_bytes: usize| {
            read_text(text, telling, post, most_bytes, &headline, index, &mut candidates);
        };
        put(telling.text, None, most_bytes);
        let mut newest: Vec<&news::Post> = telling.posts.iter().collect();
        newest.sort_by_key(|post| std::cmp::Reverse(post.published));
        newest.truncate(MOST_POSTS);
        for post in newest.into_iter().rev() {
            put(&text_of(&post.body), Some(&post.key), READ_BYTES);
        }
    }
    candidates
}

fn features_of(text: &str, lang: Lang) -> Vec<Feature> {
    let text = Text::new(text);
    features(&text, 0..text.tokens.len(), None, lang, &mut Stems::new(lang))
}

fn read_text<'a>(
    source: &str,
    telling: &Telling<'a>,
    post: Option<&'a str>,
    most_bytes: usize,
    headline: &[Feature],
    index: usize,
    candidates: &mut Vec<Candidate<'a>>,
) {
    let read = &source[..source.floor_char_boundary(most_bytes)];
    let text = Text::new(read);
    let mut sentences = sentences::cut(&text);
    if read.len() < source.len() {
        // The last one is not whole.
        sentences.pop();
    }
    let mut stems = Stems::new(telling.lang);
    for (position, sentence) in sentences.into_iter().enumerate() {
        let Some(standing) = Standing::of(&text, sentence.clone(), telling.lang) else { continue };
        let Some(fitness) = fitness(&standing, telling.lang) else { continue };
        let features = features(&text, sentence.clone(), None, telling.lang, &mut stems);
        if features.is_empty() {
            continue;
        }
        let shared = features.iter().filter(|one| headline.binary_search_by_key(&one.0, |other| other.0).is_ok());
        let closeness = shared.count() as f32 / ((features.len() * headline.len()).max(1) as f32).sqrt();
        let place = 1.0 + OPENING / (1.0 + position as f32 / 3.0);
        let span = text.span(sentence);
        candidates.push(Candidate {
            telling: index,
            post,
            span,
            sentence: span.of(read).to_owned(),
            words: standing.words,
            content: marked(&features, &[WORD, NUMBER, STEM_OF_NAME]),
            plain: marked(&features, &[WORD, NUMBER]),
            numbers: marked(&features, &[NUMBER]),
            features,
            of_names: 0.0,
            fitness: fitness * place * (1.0 + HEADLINE * closeness),
            worth: 0.0,
        });
    }
}

fn marked(features: &[Feature], marks: &[f32]) -> Vec<u64> {
    features.iter().filter(|(_, mark)| marks.contains(mark)).map(|(feature, _)| u64::from(*feature)).collect()
}

/// How much more the first sentence of a text is worth than one far down.
const OPENING: f32 = 0.5;
/// How much more a sentence is worth that says what the headline says.
const HEADLINE: f32 = 0.5;

/// How well a sentence stands by itself, 0 to 1; None when it cannot.
fn fitness(standing: &Standing, lang: Lang) -> Option<f32> {
    let (fewest, most) = if is_unspaced(lang) { (8, 200) } else { (5, 75) };
    if !standing.is_whole || standing.asks || standing.words < fewest || standing.words > most {
        return None;
    }
    let mut fitness = 1.0;
    for (weakens, share) in
        [(standing.points_back, 0.85), (standing.speaks_of_itself, 0.8), (standing.is_of_caption, 0.5)]
    {
        fitness *= if weakens { share } else { 1.0 };
    }
    Some(fitness)
}

/// What a sentence in another language is worth, where the story tells enough in the wanted one.
const FOREIGN: f32 = 0.3;
/// Sentences that are enough.
const ENOUGH: usize = 6;

fn weigh(candidates: &mut [Candidate], tellings: &[Telling], langs: &[Lang]) {
    let rarity = Rarity::of(candidates.iter().map(|one| (one.telling, one.features.as_slice())));
    for candidate in candidates.iter_mut() {
        candidate.of_names = rarity.weigh(&mut candidate.features);
    }
    let degrees = degrees(candidates);
    let lang_of = |candidate: &Candidate| tellings[candidate.telling].lang;
    let has_enough = |lang: &&Lang| candidates.iter().filter(|one| lang_of(one) == **lang).count() >= ENOUGH;
    let wanted = langs.iter().find(has_enough).copied();
    let recency = recency(tellings);
    for (candidate, degree) in candidates.iter_mut().zip(degrees) {
        let in_language = if wanted.is_none_or(|wanted| lang_of(candidate) == wanted) { 1.0 } else { FOREIGN };
        candidate.worth = degree * candidate.fitness * in_language * (1.0 + RECENT * recency[candidate.telling]);
    }
}

/// How much more the newest article of a story is worth than its first: a reader wants to know how things stand.
const RECENT: f32 = 0.4;

/// Where in the time of the story each article stands, 0 to 1.
fn recency(tellings: &[Telling]) -> Vec<f32> {
    let times = || tellings.iter().map(|telling| telling.published);
    let (Some(first), Some(last)) = (times().min(), times().max()) else { return Vec::new() };
    let whole = last.since_us(first).max(1) as f32;
    times().map(|time| time.since_us(first) as f32 / whole).collect()
}

/// What each sentence shares with all others: the sum of their cosines, found feature by feature.
fn degrees(candidates: &[Candidate]) -> Vec<f32> {
    let mut all: ByHash<f32> = ByHash::default();
    for candidate in candidates {
        for (feature, weight) in &candidate.features {
            *all.entry(spread(*feature)).or_default() += weight;
        }
    }
    let degree = |candidate: &Candidate| {
        let with_all: f32 = candidate.features.iter().map(|(feature, weight)| weight * all[&spread(*feature)]).sum();
        // Less itself, and a little so that the only sentence of a text is worth something.
        (with_all - 1.0).max(0.0) + 0.1
    };
    candidates.iter().map(degree).collect()
}

/// From this cosine with one sentence chosen before it, or when one of the two has so much of the other's words, a sentence
/// tells nothing new.
const TOLD_ALREADY: f32 = 0.5;
const SAID_ALREADY: f32 = 0.5;
/// How much less a sentence is worth for what it shares with one that was chosen.
const RETOLD: f32 = 0.5;

fn choose(candidates: &[Candidate], length: Length) -> Vec<usize> {
    let mut left: Vec<usize> = (0..candidates.len()).collect();
    let mut nearest = vec![0.0_f32; candidates.len()];
    let (mut chosen, mut words) = (Vec::new(), 0);
    while !left.is_empty() {
        let is_full = match length {
            Length::Sentences(most) => chosen.len() >= most,
            Length::Words(most) => words >= most,
        };
        if is_full {
            break;
        }
        let worth = |index: usize| candidates[index].worth * (1.0 - RETOLD * nearest[index]);
        let best = (0..left.len()).reduce(|a, b| if worth(left[b]) > worth(left[a]) { b } else { a });
        let Some(best) = best.map(|at| left.swap_remove(at)) else { break };
        let candidate = &candidates[best];
        if let Length::Words(most) = length
            && words + candidate.words / 2 > most
        {
            continue;
        }
        words += candidate.words;
        chosen.push(best);
        left.retain(|&other| {
            let close = cosine(&candidates[other].features, &candidate.features);
            nearest[other] = nearest[other].max(close);
            close < TOLD_ALREADY && share(&candidates[other].content, &candidate.content) < SAID_ALREADY
        });
        left.sort_unstable();
    }
    chosen
}

/// The share of the shorter row's members that the longer one has; both are sorted.
fn share(a: &[u64], b: &[u64]) -> f32 {
    let shared = a.iter().filter(|one| b.binary_search(one).is_ok());
    shared.count() as f32 / a.len().min(b.len()).max(1) as f32
}

/// From this cosine on two sentences may tell the same: in one language, and in two, of names and numbers alone.
const SAME: f32 = 0.4;
const SAME_ACROSS: f32 = 0.6;
/// And from this share of the shorter one's words that are no names: of one ferry many things are told.
const SAME_WORDS: f32 = 0.4;

/// Tells whether two sentences tell the same; `is_one_language` tells whether words can be compared.
fn tell_the_same(a: &Candidate, b: &Candidate, is_one_language: bool) -> bool {
    let close = cosine(&a.features, &b.features);
    if is_one_language {
        return close >= SAME && share(&a.plain, &b.plain) >= SAME_WORDS;
    }
    // Names alone tell whom it is about, not what.
    close >= (SAME_ACROSS * a.of_names * b.of_names).max(0.1) && share(&a.numbers, &b.numbers) > 0.5
}

fn point(candidates: &[Candidate], index: usize, tellings: &[Telling]) -> Point {
    let cited = &candidates[index];
    let article = tellings[cited.telling].article;
    let mut told_by = vec![article];
    let mut publishers: BTreeSet<PublisherId> = BTreeSet::from([tellings[cited.telling].publisher]);
    for other in candidates {
        let telling = &tellings[other.telling];
        let is_one_language = telling.lang == tellings[cited.telling].lang;
        if !told_by.contains(&telling.article) && tell_the_same(cited, other, is_one_language) {
            told_by.push(telling.article);
            publishers.insert(telling.publisher);
        }
    }
    let passage =
        Passage { article, post: cited.post.map(str::to_owned), span: cited.span, sentence: cited.sentence.clone() };
    Point { passage, told_by, publishers: publishers.len() }
}

#[cfg(test)]
mod tests;

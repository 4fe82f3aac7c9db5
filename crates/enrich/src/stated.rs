//! The sentences of a story's articles, read so that they can be compared with one another.

use crate::{
    quotes::text::Text,
    sentences::{self, Feature, NUMBER, Rarity, STEM_OF_NAME, Standing, WORD, cosine, features, is_unspaced},
    stems::Stems,
    telling::{Passage, Telling},
};
use news::{Lang, TextSpan, article::text_of};

/// The newest posts of a live blog that are read.
const MOST_POSTS: usize = 40;
/// What is read of a post.
const POST_BYTES: usize = 3 * 1024;

/// A sentence that tells something: whole, and no question.
pub(crate) struct Stated<'a> {
    /// The number of its article.
    pub telling: usize,
    /// The key of its post.
    pub post: Option<&'a str>,
    pub span: TextSpan,
    pub sentence: String,
    /// Its number in the text it stands in.
    pub position: usize,
    pub standing: Standing,
    /// How much of the article's headline it says, 0 to 1.
    pub in_headline: f32,
    /// Weighed, their length being one.
    pub features: Vec<Feature>,
    /// The stems and numbers among them, sorted; those that are of no names; and the numbers alone.
    pub content: Vec<u64>,
    pub plain: Vec<u64>,
    pub numbers: Vec<u64>,
    /// The length of the features that other languages have, too.
    pub of_names: f32,
}

/// Reads the articles of these numbers, so many bytes of each, in their order.
pub(crate) fn read<'a>(tellings: &[Telling<'a>], order: &[usize], most_bytes: usize) -> Vec<Stated<'a>> {
    let mut all = Vec::new();
    for &index in order {
        let telling = &tellings[index];
        let headline = features_of(telling.title, telling.lang);
        read_text(telling.text, index, telling.lang, None, most_bytes, &headline, &mut all);
        let mut newest: Vec<&news::Post> = telling.posts.iter().collect();
        newest.sort_by_key(|post| std::cmp::Reverse(post.published));
        newest.truncate(MOST_POSTS);
        for post in newest.into_iter().rev() {
            let text = text_of(&post.body);
            read_text(&text, index, telling.lang, Some(&post.key), POST_BYTES, &headline, &mut all);
        }
    }
    let rarity = Rarity::of(all.iter().map(|one| (one.telling, one.features.as_slice())));
    for stated in &mut all {
        stated.of_names = rarity.weigh(&mut stated.features);
    }
    all
}

fn features_of(text: &str, lang: Lang) -> Vec<Feature> {
    let text = Text::new(text);
    features(&text, 0..text.tokens.len(), None, lang, &mut Stems::new(lang))
}

fn read_text<'a>(
    source: &str,
    telling: usize,
    lang: Lang,
    post: Option<&'a str>,
    most_bytes: usize,
    headline: &[Feature],
    all: &mut Vec<Stated<'a>>,
) {
    let read = &source[..source.floor_char_boundary(most_bytes)];
    let text = Text::new(read);
    let mut sentences = sentences::cut(&text);
    if read.len() < source.len() {
        // The last one is not whole.
        sentences.pop();
    }
    // Where every noun has a capital, capitals tell no names.
    let plain: &[f32] =
        if matches!(lang.as_str(), "de" | "lb") { &[WORD, NUMBER, STEM_OF_NAME] } else { &[WORD, NUMBER] };
    let (fewest, most) = if is_unspaced(lang) { (8, 200) } else { (5, 75) };
    let mut stems = Stems::new(lang);
    for (position, sentence) in sentences.into_iter().enumerate() {
        let Some(standing) = Standing::of(&text, sentence.clone(), lang) else { continue };
        if !standing.is_whole || standing.asks || standing.words < fewest || standing.words > most {
            continue;
        }
        let features = features(&text, sentence.clone(), None, lang, &mut stems);
        if features.is_empty() {
            continue;
        }
        let shared = features.iter().filter(|one| headline.binary_search_by_key(&one.0, |other| other.0).is_ok());
        let span = text.span(sentence);
        all.push(Stated {
            telling,
            post,
            span,
            sentence: span.of(read).to_owned(),
            position,
            standing,
            in_headline: shared.count() as f32 / ((features.len() * headline.len()).max(1) as f32).sqrt(),
            content: marked(&features, &[WORD, NUMBER, STEM_OF_NAME]),
            plain: marked(&features, plain),
            numbers: marked(&features, &[NUMBER]),
            features,
            of_names: 0.0,
        });
    }
}

fn marked(features: &[Feature], marks: &[f32]) -> Vec<u64> {
    features.iter().filter(|(_, mark)| marks.contains(mark)).map(|(feature, _)| u64::from(*feature)).collect()
}

/// The share of the shorter row's members that the longer one has; both are sorted.
pub(crate) fn share(a: &[u64], b: &[u64]) -> f32 {
    let shared = a.iter().filter(|one| b.binary_search(one).is_ok());
    shared.count() as f32 / a.len().min(b.len()).max(1) as f32
}

/// From this cosine on two sentences may tell the same: in one language, and in two, of names and numbers alone.
const SAME: f32 = 0.4;
const SAME_ACROSS: f32 = 0.6;
/// And from this share of the shorter one's words that are no names: of one ferry many things are told.
const SAME_WORDS: f32 = 0.4;

impl Stated<'_> {
    /// Tells whether two sentences tell the same; `is_one_language` tells whether words can be compared.
    pub fn tells_what(&self, other: &Stated, is_one_language: bool) -> bool {
        let close = cosine(&self.features, &other.features);
        if is_one_language {
            return close >= SAME && share(&self.plain, &other.plain) >= SAME_WORDS;
        }
        // Names alone tell whom it is about, not what.
        close >= (SAME_ACROSS * self.of_names * other.of_names).max(0.1) && share(&self.numbers, &other.numbers) > 0.5
    }

    pub fn passage(&self, tellings: &[Telling]) -> Passage {
        Passage {
            article: tellings[self.telling].article,
            post: self.post.map(str::to_owned),
            span: self.span,
            sentence: self.sentence.clone(),
        }
    }
}

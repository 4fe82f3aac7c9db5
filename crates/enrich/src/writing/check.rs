//! What of a model's sentences may be shown, and with which passages.

use super::{Source, Task};
use crate::{
    sentences,
    support::{Cited, Claim, Evidence, Fault, Verdict},
};
use ai::Embedder;
use news::{Embedding, Lang, TextSpan};

/// What became of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Checked {
    /// It may be shown. `cites` are indices of the sources that by themselves bear it out, the best first; never empty.
    Shown { cites: Vec<usize> },
    /// No source bears it out; what is wrong with it against those it cites.
    Dropped(Vec<Fault>),
    /// It holds what no sentence of news needs: an address, markup.
    NotPlain,
}

/// A sentence is shown with so many passages at most.
const CITES: usize = 3;
/// So many of the passages that a sentence names are looked at.
const NAMED: usize = 8;
/// Passages in another language are compared by vectors, which takes some 25 ms each: so many at most.
const EMBEDDED: usize = 12;

/// Checks a sentence of a model's. `named` are the numbers of the passages that it names, from 1; where these do not bear it
/// out, those that do are looked for among all, except for a translation, which is of one passage.
pub fn check(
    task: &Task,
    sources: &[Source],
    (text, lang): (&str, Lang),
    named: &[usize],
    embedder: Option<&dyn Embedder>,
) -> Checked {
    if !is_plain(text) {
        return Checked::NotPlain;
    }
    let mut cites: Vec<usize> = named.iter().filter_map(|number| number.checked_sub(1)).collect();
    cites.retain(|index| *index < sources.len());
    cites.truncate(NAMED);
    let by_named = borne_out(sources, (text, lang), &cites, embedder);
    match by_named {
        Err(faults) if *task == Task::Translation => Checked::Dropped(faults),
        Err(faults) => match borne_out(sources, (text, lang), &nearest(sources, text, lang), embedder) {
            Ok(cites) => Checked::Shown { cites },
            Err(others) => Checked::Dropped(if cites.is_empty() { others } else { faults }),
        },
        Ok(cites) => Checked::Shown { cites },
    }
}

/// The sources of these that bear a sentence out by themselves; or what is wrong with it against all of them.
fn borne_out(
    sources: &[Source],
    (text, lang): (&str, Lang),
    cites: &[usize],
    embedder: Option<&dyn Embedder>,
) -> Result<Vec<usize>, Vec<Fault>> {
    let vectors = vectors(sources, (text, lang), cites, embedder);
    let claim = Claim { text, lang, written: None, vector: vectors.first().and_then(Option::as_ref) };
    let cited = |place: usize, index: usize| Cited {
        text: &sources[index].passage.sentence,
        lang: sources[index].lang,
        published: Some(sources[index].published),
        vector: vectors.get(place + 1).and_then(Option::as_ref),
    };
    let all: Vec<Cited> = cites.iter().enumerate().map(|(place, index)| cited(place, *index)).collect();
    let carriers = match Evidence::read(&all).check(&claim) {
        Verdict::Dropped(faults) => return Err(faults),
        Verdict::Supported { sentences, .. } => sentences,
    };
    // A name or a number may stand in a passage that carries little else.
    for most in 1..=carriers.len().min(CITES) {
        let few: Vec<Cited> = carriers[..most].iter().map(|place| all[*place]).collect();
        if matches!(Evidence::read(&few).check(&claim), Verdict::Supported { .. }) {
            return Ok(carriers[..most].iter().map(|place| cites[*place]).collect());
        }
    }
    // All of them together did.
    if cites.len() <= CITES { Ok(cites.to_vec()) } else { Err(Vec::new()) }
}

/// The passages that share most with a sentence, in its language; none where it shares nothing.
fn nearest(sources: &[Source], text: &str, lang: Lang) -> Vec<usize> {
    let of_lang: Vec<usize> = (0..sources.len()).filter(|index| sources[*index].lang == lang).collect();
    let cited = |index: &usize| Cited {
        text: &sources[*index].passage.sentence,
        lang: sources[*index].lang,
        published: Some(sources[*index].published),
        vector: None,
    };
    let all: Vec<Cited> = of_lang.iter().map(cited).collect();
    let worth = Evidence::read(&all).worth_reading(&Claim { text, lang, ..Claim::default() }, CITES);
    worth.into_iter().map(|place| of_lang[place]).collect()
}

/// The vectors of a sentence and of passages, where words do not compare them; empty where they do.
fn vectors(
    sources: &[Source],
    (text, lang): (&str, Lang),
    cites: &[usize],
    embedder: Option<&dyn Embedder>,
) -> Vec<Option<Embedding>> {
    let is_foreign = cites.iter().all(|index| sources[*index].lang != lang);
    let Some(embedder) = embedder.filter(|_| is_foreign && !cites.is_empty()) else { return Vec::new() };
    let passages = cites.iter().take(EMBEDDED).map(|index| sources[*index].passage.sentence.as_str());
    let texts: Vec<&str> = std::iter::once(text).chain(passages).collect();
    let read = embedder.embed(&texts).unwrap_or_default();
    read.iter().map(|vector| Embedding::from_f32(vector)).collect()
}

/// Tells that a sentence is words alone. What leads out of the page, or looks like its markup, is none of a summary's.
fn is_plain(text: &str) -> bool {
    const ADDRESSES: [&str; 6] = ["://", "www.", "](", "javascript:", "mailto:", "data:text"];
    let small = text.to_lowercase();
    let has_markup = text.contains(['<', '>', '{', '}', '|', '\u{202e}', '\u{202d}', '\u{2066}', '\u{2067}']);
    let is_address = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains('@') || has_top_level(word)
    };
    !has_markup && !ADDRESSES.iter().any(|mark| small.contains(mark)) && !small.split_whitespace().any(is_address)
}

/// Tells a host's name without its scheme: `evil.example/pay`. "U.S." and "3.5" are none, nor is a name such as "Booking.com"
/// alone, which firms bear.
fn has_top_level(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else { return false };
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let last = host.rsplit('.').next().unwrap_or_default();
    !path.is_empty()
        && host.contains('.')
        && host.split('.').all(is_label)
        && last.chars().all(|c| c.is_ascii_alphabetic())
}

/// The sentence of a passage that a claim is closest to, to be marked: bytes within the passage.
pub fn sentence_of(passage: &str, lang: Lang, claim: &str) -> TextSpan {
    let spans = sentences::spans(passage);
    let cited: Vec<Cited> =
        spans.iter().map(|span| Cited { text: span.of(passage), lang, ..Cited::default() }).collect();
    let best = Evidence::read(&cited).worth_reading(&Claim { text: claim, lang, ..Claim::default() }, 1);
    let whole = TextSpan { start: 0, end: passage.len() as u32 };
    best.first().and_then(|index| spans.get(*index)).copied().unwrap_or(whole)
}

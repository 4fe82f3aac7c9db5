//! Whether a sentence is borne out by the passages it cites: the check that nothing a model writes is shown without.
//!
//! In: a claim, and what it cites. Out: how much the sources support it (0 to 1), which of them carry it, and what in it they
//! do not bear out, literally: [`numbers`], [`names`], [`days`], [`quotations`], words that say the contrary ([`polarity`]) and
//! names or numbers that changed places ([`exchanged`]). A claim with a fault is dropped whatever its score.

pub(crate) mod days;
mod exchanged;
pub mod fit;
mod foreign;
pub(crate) mod likeness;
pub(crate) mod names;
pub(crate) mod number_words;
pub(crate) mod numbers;
pub(crate) mod passage;
mod polarity;
mod quotations;
mod score;

#[cfg(test)]
mod tests;

use crate::{language, reading::Reading};
use jiff::{civil::Date, tz::TimeZone};
use likeness::{Comparison, Likeness};
use news::{Article, Embedding, Lang, TextSpan, Timestamp};
use passage::Passage;
use quotations::Misquoted;

/// A passage that a sentence cites.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cited<'a> {
    /// One or more sentences as their publisher wrote them.
    pub text: &'a str,
    /// Unknown is found out.
    pub lang: Lang,
    /// When its article was published: "on Tuesday" is told by it. None where nobody knows.
    pub published: Option<Timestamp>,
    /// What the model read in it, where that is at hand.
    pub vector: Option<&'a Embedding>,
}

/// A sentence that is to be checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claim<'a> {
    pub text: &'a str,
    /// Unknown is found out.
    pub lang: Lang,
    /// The day it was written on, for "yesterday". None: that of the passages.
    pub written: Option<Timestamp>,
    pub vector: Option<&'a Embedding>,
}

/// What is to be done with a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It may be shown. `sentences` are the indices of the passages that carry it, the best first.
    Supported { score: f32, sentences: Vec<usize> },
    /// It must not be shown. Never empty.
    Dropped(Vec<Fault>),
}

/// Why a sentence is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// Where in the claim; all of it for [`FaultKind::Unsupported`].
    pub span: TextSpan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A number that no passage gives, or not of this unit.
    Number,
    /// Somebody or something that no passage names.
    Name,
    /// A day that no passage tells.
    Day,
    /// Words between quotation marks that no passage has.
    Quotation,
    /// Words that somebody else said.
    Speaker,
    /// The contrary of what the passages say.
    Contradiction,
    /// Two names, numbers or days that changed places.
    Exchange,
    /// The passages say too little of it.
    Unsupported,
}

impl FaultKind {
    /// Its name where programs read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Day => "day",
            Self::Quotation => "quotation",
            Self::Speaker => "speaker",
            Self::Contradiction => "contradiction",
            Self::Exchange => "exchange",
            Self::Unsupported => "unsupported",
        }
    }
}

/// What was found out about a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// 0 to 1: how surely the passages say this, the literal check apart.
    pub support: f32,
    /// The indices of the passages that carry it, the best first.
    pub sentences: Vec<usize>,
    /// What the literal check found, in the order of [`FaultKind`].
    pub faults: Vec<Fault>,
}

/// A sentence that is supported less is not shown.
pub const LEAST_SUPPORT: f32 = 0.35;

/// A claim that shares so much with a sentence is in its language, whatever it was taken for when nobody told.
const SHARED_BY_KIN: f32 = 0.4;

/// Checks one sentence against the passages it cites. For several sentences over the same passages, read the
/// [`Evidence`] once.
pub fn check(claim: &Claim, cited: &[Cited]) -> Verdict {
    Evidence::read(cited).check(claim)
}

/// Passages as they are read once for the checking of any number of sentences.
pub struct Evidence<'a> {
    passages: Vec<Passage<'a>>,
    sentences: Vec<likeness::Sentence>,
    vectors: Vec<Option<&'a Embedding>>,
    known: names::Known,
    /// With the sentence that each stands in.
    quantities: Vec<(usize, numbers::Quantity)>,
    days: Vec<days::Day>,
    years: Vec<f64>,
}

impl<'a> Evidence<'a> {
    pub fn read(cited: &[Cited<'a>]) -> Self {
        let fallback = cited.iter().map(|cited| cited.lang).find(|lang| !lang.is_unknown()).unwrap_or_default();
        let fallback = if fallback.is_unknown() { language_of(cited) } else { fallback };
        let passages: Vec<Passage<'a>> = cited
            .iter()
            .map(|cited| {
                let lang = if cited.lang.is_unknown() { fallback } else { cited.lang };
                Passage::new(cited.text, lang, cited.published.map(day_of))
            })
            .collect();
        let mut known = names::Known::default();
        passages.iter().for_each(|passage| known.read(passage));
        Self {
            sentences: passages
                .iter()
                .enumerate()
                .flat_map(|(index, passage)| likeness::sentences_of(passage, index))
                .collect(),
            vectors: cited.iter().map(|cited| cited.vector).collect(),
            known,
            quantities: quantities_of(&passages),
            days: passages.iter().flat_map(|passage| days::find(passage, false)).collect(),
            years: passages.iter().filter_map(|passage| Some(f64::from(passage.published?.year()))).collect(),
            passages,
        }
    }

    /// Tells whether a sentence may be shown.
    pub fn check(&self, claim: &Claim) -> Verdict {
        let Judgement { support, sentences, mut faults } = self.judge(claim);
        // What shares nothing with any passage has too little to be judged by, if it is short.
        if faults.is_empty() && (support < LEAST_SUPPORT || sentences.is_empty()) {
            let span = TextSpan { start: 0, end: claim.text.len() as u32 };
            faults.push(Fault { kind: FaultKind::Unsupported, span });
        }
        if faults.is_empty() { Verdict::Supported { score: support, sentences } } else { Verdict::Dropped(faults) }
    }

    /// Finds out all about a claim: its support, and what is wrong with it.
    pub fn judge(&self, claim: &Claim) -> Judgement {
        if let Some(index) = self.passages.iter().position(|passage| is_copied(claim.text, &passage.source)) {
            return Judgement { support: 1.0, sentences: vec![index], faults: Vec::new() };
        }
        let lang = if claim.lang.is_unknown() { self.language_of_claim(claim.text) } else { claim.lang };
        let first_day = self.passages.iter().find_map(|passage| passage.published);
        let read = Passage::new(claim.text, lang, claim.written.map(day_of).or(first_day));
        let comparison = Comparison::new(&read, &self.sentences);
        let faults = self.faults(&read, &self.likenesses(&comparison));
        let shares_words = comparison.coverages.iter().any(|coverage| *coverage >= SHARED_BY_KIN);
        let is_as_told = !claim.lang.is_unknown() || !shares_words;
        if is_as_told && self.is_foreign(&read) {
            let (support, sentences) = foreign::support(&read, &self.passages, (claim.vector, &self.vectors));
            return Judgement { support, sentences, faults };
        }
        let carriers = comparison.carriers();
        let cosine = Comparison::cosine(claim.vector, &self.vectors);
        let support = score::score(&comparison.features(&carriers, faults.len(), cosine), cosine.is_some());
        let mut sentences: Vec<usize> = Vec::new();
        for carrier in carriers {
            let passage = self.sentences[carrier].passage;
            if !sentences.contains(&passage) {
                sentences.push(passage);
            }
        }
        Judgement { support, sentences, faults }
    }

    /// The passages that a model had best read before a claim is judged: those that share most with it, the best first.
    pub fn worth_reading(&self, claim: &Claim, most: usize) -> Vec<usize> {
        let lang = if claim.lang.is_unknown() { self.language_of_claim(claim.text) } else { claim.lang };
        let read = Passage::new(claim.text, lang, None);
        let comparison = Comparison::new(&read, &self.sentences);
        let mut ranked: Vec<(usize, f32)> =
            self.sentences.iter().map(|sentence| sentence.passage).zip(comparison.coverages.iter().copied()).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut chosen: Vec<usize> = Vec::new();
        for (passage, _) in ranked {
            if chosen.len() < most && !chosen.contains(&passage) {
                chosen.push(passage);
            }
        }
        chosen
    }

    /// Takes what the model read in a passage.
    pub fn set_vector(&mut self, passage: usize, vector: &'a Embedding) {
        self.vectors[passage] = Some(vector);
    }

    /// What the score is made of, for its fitting.
    pub(crate) fn features(&self, claim: &Claim) -> [f32; likeness::FEATURES] {
        let read = Passage::new(claim.text, claim.lang, None);
        let comparison = Comparison::new(&read, &self.sentences);
        let faults = self.faults(&read, &self.likenesses(&comparison));
        let cosine = Comparison::cosine(claim.vector, &self.vectors);
        comparison.features(&comparison.carriers(), faults.len(), cosine)
    }

    /// Tells that no passage is in the claim's language.
    fn is_foreign(&self, claim: &Passage) -> bool {
        !self.passages.is_empty() && self.passages.iter().all(|passage| passage.lang != claim.lang)
    }

    fn likenesses(&self, comparison: &Comparison) -> Vec<Likeness<'_, 'a>> {
        let of = |(number, sentence): (usize, &likeness::Sentence)| Likeness {
            passage: &self.passages[sentence.passage],
            tokens: sentence.tokens.clone(),
            coverage: comparison.coverages[number],
            contained: comparison.contained(number),
        };
        self.sentences.iter().enumerate().map(of).collect()
    }

    /// The passages' language, unless the claim's script, or words enough, tell another.
    fn language_of_claim(&self, text: &str) -> Lang {
        const ENOUGH_CHARACTERS: usize = 40;
        let theirs = self.passages.first().map_or(Lang::UNKNOWN, |passage| passage.lang);
        let found = detect(text, theirs);
        let is_sure = found.script() != theirs.script() || text.chars().nth(ENOUGH_CHARACTERS).is_some();
        if is_sure || theirs.is_unknown() { found } else { theirs }
    }

    fn faults(&self, claim: &Passage, likenesses: &[Likeness]) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut push = |kind: FaultKind, tokens: std::ops::Range<usize>| {
            let span = TextSpan {
                start: claim.tokens[tokens.start].start,
                end: claim.tokens[tokens.end.max(tokens.start + 1) - 1].end,
            };
            let fault = Fault { kind, span };
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        };
        // A translation cannot repeat a quotation letter by letter, so what is in it counts as said.
        let is_foreign = self.is_foreign(claim);
        let said_days = days::find(claim, !is_foreign);
        let related = self.related_sentences(likenesses);
        let said = numbers::find(claim);
        for quantity in &said {
            let at = quantity.tokens.start;
            let is_of_day = said_days.iter().any(|day| day.tokens.contains(&at));
            let is_same = |other: &&numbers::Quantity| other.values == quantity.values && other.unit == quantity.unit;
            let times_said = said.iter().filter(is_same).count();
            let counts = if is_foreign { !quantity.may_be_dual(claim) } else { claim.tokens[at].quoted == 0 };
            if !is_of_day && counts && !self.has_number(quantity, &related, times_said) {
                push(FaultKind::Number, quantity.tokens.clone());
            }
        }
        if let Some(at) = numbers::exchanged_unit(claim, likenesses) {
            push(FaultKind::Number, at..at + 1);
        }
        for at in names::unknown_with_digits(claim, &self.known) {
            push(FaultKind::Number, at..at + 1);
        }
        for name in names::unknown(claim, &self.known, is_foreign) {
            push(FaultKind::Name, name);
        }
        for day in said_days {
            if !self.days.iter().any(|told| day.is_told_by(told)) {
                push(FaultKind::Day, day.tokens);
            }
        }
        for misquoted in quotations::misquoted(claim, &self.passages) {
            match misquoted {
                Misquoted::Invented(tokens) => push(FaultKind::Quotation, tokens),
                Misquoted::OfAnother(tokens) => push(FaultKind::Speaker, tokens),
            }
        }
        let contradicted = if is_foreign {
            polarity::denied_abroad(claim, likenesses)
        } else {
            polarity::contradicted(claim, likenesses)
        };
        if let Some(at) = contradicted {
            push(FaultKind::Contradiction, at..at + 1);
        }
        if let Some(at) = exchanged::exchanged(claim, likenesses) {
            push(FaultKind::Exchange, at..at + 1);
        }
        faults
    }

    /// Which sentences share enough with the claim to tell its numbers: by their numbers in the row of all sentences.
    fn related_sentences(&self, likenesses: &[Likeness]) -> Vec<bool> {
        const SHARE_OF_BEST: f32 = 0.3;
        const PART: f32 = 0.5;
        let best = likenesses.iter().map(|likeness| likeness.coverage).fold(0.0, f32::max);
        let is_related = |likeness: &Likeness| likeness.coverage >= best * SHARE_OF_BEST || likeness.contained >= PART;
        likenesses.iter().map(is_related).collect()
    }

    /// Tells whether the sentences that matter give a number, as often as the claim does; or a day that has it does.
    fn has_number(&self, quantity: &numbers::Quantity, related: &[bool], times_said: usize) -> bool {
        let is_year = || quantity.unit.is_none() && quantity.values.iter().any(|value| self.years.contains(value));
        let is_of_day = |day: &days::Day| {
            let parts = [day.year.map(f64::from), day.day.map(f64::from)];
            quantity.values.iter().any(|value| parts.contains(&Some(*value)))
        };
        let told = self.quantities.iter().filter(|(_, told)| quantity.is_told_by(told));
        let matters = |sentence: usize| related.get(sentence).copied().unwrap_or(true);
        let times_told = told.filter(|(sentence, _)| matters(*sentence)).count();
        times_told >= times_said || is_year() || self.days.iter().any(is_of_day)
    }
}

/// The numbers of all passages, each with the number of its sentence in the row of all sentences.
fn quantities_of(passages: &[Passage]) -> Vec<(usize, numbers::Quantity)> {
    let mut found = Vec::new();
    let mut before = 0;
    for passage in passages {
        for quantity in numbers::find(passage) {
            found.push((before + passage.tokens[quantity.tokens.start].sentence as usize, quantity));
        }
        before += passage.sentence_starts.len() - 1;
    }
    found
}

/// Tells whether a claim is a passage, or whole sentences of it, as they stand.
fn is_copied(claim: &str, source: &str) -> bool {
    const BEFORE: &str = ".!?…。！？：:;；\n\"“”„«»「」『』'‘’";
    let claim = claim.trim();
    if claim.is_empty() {
        return false;
    }
    let ends_sentence = |text: &str| text.trim_end().chars().next_back().is_none_or(|last| BEFORE.contains(last));
    source.match_indices(claim).any(|(from, _)| {
        let (before, after) = (&source[..from], source[from + claim.len()..].trim_start());
        ends_sentence(before) && (after.is_empty() || ends_sentence(claim))
    })
}

fn day_of(moment: Timestamp) -> Date {
    moment.to_jiff().to_zoned(TimeZone::UTC).date()
}

fn language_of(cited: &[Cited]) -> Lang {
    const ENOUGH_BYTES: usize = 2000;
    let mut text = String::new();
    for cited in cited {
        text.push_str(cited.text);
        text.push('\n');
        if text.len() > ENOUGH_BYTES {
            break;
        }
    }
    detect(&text, Lang::UNKNOWN)
}

pub(crate) fn detect(text: &str, claimed: Lang) -> Lang {
    let article = Article { title: text.to_owned(), lang: claimed, ..Article::default() };
    let reading = Reading::new(&article);
    language::detect(&reading, claimed)
}

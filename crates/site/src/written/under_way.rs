//! A writing while it is written: words come, complete sentences are checked, those borne out go to the reader.

use super::material::{Material, Spent};
use super::{Citation, Sentence, Written};
use crate::Site;
use crate::answer::PageError;
use ai::{AiError, Completer, Completion, Piece};
use enrich::writing::{Checked, Reader, Said, Task, check};
use futures_util::StreamExt;
use news::ReaderId;
use std::sync::Arc;
use store::{ModelCall, Reservation, TokenLimits};
use tokio::sync::mpsc;

/// What happens while something is written.
#[derive(Debug)]
pub enum Step {
    Sentence(Sentence),
    /// It is written and kept; nothing follows.
    End(Written),
    /// The model gave up; nothing follows.
    Failed(AiError),
}

/// Why a model is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    AllSpent,
    ReaderSpent,
}

/// A writing that has begun. Dropping `steps` stops the model; what was used by then is counted.
pub struct Begun {
    pub steps: mpsc::Receiver<Step>,
}

/// So many steps may wait for a reader whose line is slow.
const STEPS: usize = 16;

/// Asks a model for a reader, if the day's tokens allow it; None for the site itself.
pub async fn begin(
    site: &Site,
    reader: Option<ReaderId>,
    limits: TokenLimits,
    material: Arc<Material>,
    model: Arc<dyn Completer>,
) -> Result<Result<Begun, Refused>, PageError> {
    let tokens = i64::from(ai::estimate_prompt(&material.prompt)) + i64::from(material.prompt.max_tokens);
    let call = match site.store.reserve_tokens(reader, tokens, limits, site.now()).await? {
        Reservation::Granted(call) => call,
        Reservation::AllSpent => return Ok(Err(Refused::AllSpent)),
        Reservation::ReaderSpent => return Ok(Err(Refused::ReaderSpent)),
    };
    let (sender, steps) = mpsc::channel(STEPS);
    // Its own task, so that the call is settled when the reader goes away in the middle of it.
    tokio::spawn(write(site.clone(), material, model, call, sender));
    Ok(Ok(Begun { steps }))
}

async fn write(
    site: Site,
    material: Arc<Material>,
    model: Arc<dyn Completer>,
    call: ModelCall,
    sender: mpsc::Sender<Step>,
) {
    let mut writer = Writer { material: material.clone(), site: site.clone(), written: Written::default(), next: 0 };
    writer.written.read = material.sources.len();
    let (end, words) = follow(&mut writer, model.as_ref(), &sender).await;
    let completion = end.as_ref().ok().and_then(Option::as_ref);
    let tokens_in = completion.map_or_else(|| ai::estimate_prompt(&material.prompt), |end| end.tokens_in);
    let tokens_out = completion.map_or_else(|| ai::estimate_tokens(&words), |end| end.tokens_out);
    let cost = i64::try_from(model.price().of(tokens_in, tokens_out)).unwrap_or(i64::MAX);
    let spent = Spent { tokens_in: tokens_in.into(), tokens_out: tokens_out.into(), cost, at: site.now() };
    if let Err(error) = site.store.settle_call(call, spent.tokens_in, spent.tokens_out, cost).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "a model's call could not be settled");
    }
    let last = match end {
        // Nobody waits for it any more.
        Ok(None) => return,
        Ok(Some(completion)) => {
            writer.written.is_cut = completion.is_cut;
            let written = writer.written;
            // Another try may do better than one of which nothing could be shown.
            if (written.says_nothing || !written.sentences.is_empty())
                && let Err(error) = material.wanted.keep(&site, &written, spent).await
            {
                tracing::warn!(error = &error as &dyn std::error::Error, "what a model wrote could not be kept");
            }
            Step::End(written)
        }
        Err(error) => {
            tracing::warn!(model = model.model(), error = &error as &dyn std::error::Error, "the model gave nothing");
            Step::Failed(error)
        }
    };
    // An error says that nobody waits any more.
    let _ = sender.send(last).await;
}

/// Hands the sentences on as they come. Gives the whole at the end, None when the reader went away before; and all words.
async fn follow(
    writer: &mut Writer,
    model: &dyn Completer,
    sender: &mpsc::Sender<Step>,
) -> (Result<Option<Completion>, AiError>, String) {
    let mut pieces = model.stream(writer.material.prompt.clone());
    let mut reader = Reader::default();
    let mut words = String::new();
    loop {
        let piece = tokio::select! {
            piece = pieces.next() => piece,
            () = sender.closed() => return (Ok(None), words),
        };
        let (said, end) = match piece {
            Some(Ok(Piece::Words(further))) => {
                words.push_str(&further);
                (reader.take(&further), None)
            }
            Some(Ok(Piece::End(completion))) => (reader.end(), Some(completion)),
            Some(Err(error)) => return (Err(error), words),
            None => {
                let cause = "the answer ended without an end".to_owned();
                return (Err(AiError::Garbled { cause }), words);
            }
        };
        let mut sentences = Vec::new();
        for said in said {
            sentences.extend(writer.take(said).await);
        }
        if end.is_some() {
            sentences.extend(writer.rest());
        }
        for sentence in sentences {
            if sender.send(Step::Sentence(sentence)).await.is_err() {
                return (Ok(None), words);
            }
        }
        if end.is_some() {
            return (Ok(end), words);
        }
    }
}

struct Writer {
    site: Site,
    material: Arc<Material>,
    written: Written,
    /// Of a translation: the source that is to be translated next.
    next: usize,
}

/// More sentences than this nobody asked for.
const SENTENCES: usize = 12;

impl Writer {
    /// Takes what the model said; gives what can be shown by it.
    async fn take(&mut self, said: Said) -> Vec<Sentence> {
        let Said::Sentence { text, cites } = said else {
            self.written.says_nothing = true;
            return Vec::new();
        };
        let is_translation = self.material.wanted.task == Task::Translation;
        let is_said = |sentence: &Sentence| sentence.text == text;
        if !is_translation && (self.written.sentences.len() >= SENTENCES || self.written.sentences.iter().any(is_said))
        {
            return Vec::new();
        }
        // A translation goes on where it is; numbers that jump back are not believed.
        let at = cites.first().and_then(|number| number.checked_sub(1)).filter(|at| *at < self.material.sources.len());
        if is_translation && at.is_none_or(|at| at < self.next.saturating_sub(1)) {
            self.written.dropped += 1;
            return Vec::new();
        }
        let (material, embedder) = (self.material.clone(), self.site.options.models.embedder().cloned());
        let checked = tokio::task::spawn_blocking(move || {
            let claim = (text.as_str(), material.wanted.into);
            let checked = check(&material.wanted.task, &material.sources, claim, &cites, embedder.as_deref());
            let Checked::Shown { cites } = checked else { return None };
            let is_title = material.sources[cites[0]].is_title;
            let cited = cites.iter().map(|index| &material.sources[*index]).filter(|source| !source.is_title);
            let cites: Vec<Citation> = cited.filter_map(|source| material.citation(source, &text)).collect();
            let sentence = Sentence { text, lang: material.wanted.into, cites, is_title, is_original: false };
            (is_title || !sentence.cites.is_empty()).then_some(sentence)
        });
        let sentence = checked.await.ok().flatten();
        let Some(sentence) = sentence else {
            self.written.dropped += 1;
            return Vec::new();
        };
        // What was not borne out stands in its own words before the next that was.
        let mut shown = Vec::new();
        if let Some(at) = at.filter(|_| is_translation) {
            shown = self.originals(at);
            self.next = self.next.max(at + 1);
        }
        shown.push(sentence);
        self.written.sentences.extend(shown.iter().cloned());
        shown
    }

    /// What a translation left out up to a source, in its own words.
    fn originals(&mut self, until: usize) -> Vec<Sentence> {
        let material = self.material.clone();
        let left_out = self.next..until.max(self.next);
        self.next = left_out.end;
        let original = |source: &enrich::writing::Source| Sentence {
            text: source.passage.sentence.clone(),
            lang: source.lang,
            cites: Vec::new(),
            is_title: source.is_title,
            is_original: true,
        };
        material.sources[left_out].iter().map(original).collect()
    }

    /// What a translation has not come to.
    fn rest(&mut self) -> Vec<Sentence> {
        if self.material.wanted.task != Task::Translation || self.written.sentences.iter().all(|one| one.is_original) {
            return Vec::new();
        }
        let rest = self.originals(self.material.sources.len());
        self.written.sentences.extend(rest.iter().cloned());
        rest
    }
}

//! An answer that is under way: read piece by piece, within its limits, to an end that is one.

use super::event_stream::EventStream;
use super::reading::{Reading, estimate_prompt, estimate_tokens};
use super::{Body, EndpointKind, Inner, ModelAnswer, anthropic, broken_off, form, late, openai, too_long};
use crate::{AiError, Completion, Piece, Prompt};
use futures_util::StreamExt;
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout_at};

/// An answer while it comes.
pub struct Answering {
    endpoint: Arc<Inner>,
    /// What the prompt costs by our own estimate.
    tokens_asked: u32,
    schema: Option<serde_json::Value>,
    body: Body,
    form: BodyForm,
    reading: Reading,
    received_bytes: usize,
    first_word: Instant,
    deadline: Instant,
    /// Held until the answer is dropped.
    pub place: Option<OwnedSemaphorePermit>,
}

enum BodyForm {
    Events(EventStream),
    Whole(Vec<u8>),
    Ended,
}

impl Answering {
    /// Takes the head of an answer. Words must come by `first_word`, the whole by `deadline`.
    pub fn begin(
        endpoint: &Arc<Inner>,
        prompt: &Prompt,
        answer: ModelAnswer,
        first_word: Instant,
        deadline: Instant,
    ) -> Self {
        let is_event_stream = answer.content_type.starts_with("text/event-stream");
        Self {
            endpoint: endpoint.clone(),
            tokens_asked: estimate_prompt(prompt),
            schema: prompt.schema.clone(),
            body: answer.body,
            // Some servers stream though they were not asked to, and some do not though they were.
            form: if is_event_stream { BodyForm::Events(EventStream::default()) } else { BodyForm::Whole(Vec::new()) },
            reading: Reading::default(),
            received_bytes: 0,
            first_word,
            deadline,
            place: None,
        }
    }

    /// Tells whether there are words to hand on.
    pub fn has_words(&self) -> bool {
        self.reading.has_more()
    }

    /// Reads the next piece of the body; false when the answer is complete.
    pub async fn read_on(&mut self) -> Result<bool, AiError> {
        let kind = self.endpoint.options.kind;
        if matches!(self.form, BodyForm::Ended) {
            return Ok(false);
        }
        let limits = self.endpoint.options.limits;
        let is_begun = self.reading.is_begun;
        let patience = if is_begun { Instant::now() + limits.between_pieces } else { self.first_word };
        let next = timeout_at(patience.min(self.deadline), self.body.next()).await;
        let Some(piece) = next.map_err(|_| self.late(is_begun))?.transpose().map_err(broken_off)? else {
            return self.end(kind).map(|()| false);
        };
        self.received_bytes += piece.len();
        if self.received_bytes > limits.answer_bytes {
            return Err(too_long(limits.answer_bytes));
        }
        match &mut self.form {
            BodyForm::Whole(whole) => whole.extend(piece),
            BodyForm::Ended => {}
            BodyForm::Events(stream) => {
                let mut events = Vec::new();
                stream.push(&piece, &mut events);
                events.iter().try_for_each(|event| take_event(kind, event, &mut self.reading))?;
                if self.reading.is_ended {
                    return self.end(kind).map(|()| false);
                }
            }
        }
        Ok(true)
    }

    /// Takes what is left once the body has ended, and sees whether the answer has.
    fn end(&mut self, kind: EndpointKind) -> Result<(), AiError> {
        match std::mem::replace(&mut self.form, BodyForm::Ended) {
            BodyForm::Whole(body) => match kind {
                EndpointKind::OpenAi => openai::take_whole(&body, &mut self.reading)?,
                EndpointKind::Anthropic => anthropic::take_whole(&body, &mut self.reading)?,
            },
            BodyForm::Events(stream) => {
                let mut events = Vec::new();
                stream.finish(&mut events);
                events.iter().try_for_each(|event| take_event(kind, event, &mut self.reading))?;
            }
            BodyForm::Ended => {}
        }
        self.reading.end();
        if !self.reading.is_ended && !self.reading.is_finished {
            let cause = "the answer broke off before its end".to_owned();
            return Err(AiError::Busy { cause, retry_after_s: 0 });
        }
        let Some(schema) = &self.schema else { return Ok(()) };
        let found = form::find(&self.reading.text, schema);
        let value = found.map_err(|problem| {
            let cut = if self.reading.is_cut { ", which was cut at the limit of its tokens" } else { "" };
            AiError::Garbled { cause: format!("{problem}{cut}") }
        })?;
        self.reading.form = Some(value.to_string());
        Ok(())
    }

    /// The next step of a stream of pieces.
    pub async fn next_piece(answering: Option<Self>) -> Result<Option<(Piece, Option<Self>)>, AiError> {
        let Some(mut answering) = answering else { return Ok(None) };
        loop {
            let words = answering.reading.hand_on();
            if !words.is_empty() {
                return Ok(Some((Piece::Words(words), Some(answering))));
            }
            let goes_on = answering.read_on().await.map_err(|error| answering.endpoint.named(error))?;
            if !goes_on && !answering.has_words() {
                return Ok(Some((Piece::End(answering.completion()), None)));
            }
        }
    }

    /// The whole, once it has been read to its end.
    pub fn completion(self) -> Completion {
        let Self { reading, tokens_asked, .. } = self;
        let tokens_are_estimated = reading.tokens_in.is_none() || reading.tokens_out.is_none();
        let tokens_out = reading.tokens_out.unwrap_or_else(|| estimate_tokens(&reading.text));
        Completion {
            tokens_in: reading.tokens_in.unwrap_or(tokens_asked),
            tokens_out,
            tokens_are_estimated,
            is_cut: reading.is_cut,
            text: reading.form.unwrap_or_else(|| reading.text.trim_end().to_owned()),
        }
    }

    fn late(&self, is_begun: bool) -> AiError {
        let limits = self.endpoint.options.limits;
        if Instant::now() >= self.deadline {
            return late(&format!("the answer was not complete within {} s", limits.whole.as_secs_f32()));
        }
        late(&if is_begun {
            format!("nothing more came for {} s", limits.between_pieces.as_secs_f32())
        } else {
            format!("no word came within {} s", limits.first_word.as_secs_f32())
        })
    }
}

fn take_event(kind: EndpointKind, event: &str, reading: &mut Reading) -> Result<(), AiError> {
    match kind {
        EndpointKind::OpenAi => openai::take_event(event, reading),
        EndpointKind::Anthropic => anthropic::take_event(event, reading),
    }
}

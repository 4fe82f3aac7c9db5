//! Small lists as they stand in a row: JSON by position instead of by name, a third of the size.

use crate::Result;
use crate::sql::{Fields, json, json_or_default};
use news::{Author, Mention, MentionKind, Place, PlacementReason, Quote, QuoteKind, Speaker, TextSpan};
use serde::{Deserialize, Serialize};

/// `[["Ada Quill","Westhaven"],["Bo Ink",null]]`; empty for none.
pub(crate) fn byline_text(authors: &[Author]) -> Result<String> {
    match authors {
        [] => Ok(String::new()),
        authors => json(&authors.iter().map(|author| (&author.name, &author.place)).collect::<Vec<_>>()),
    }
}

pub(crate) fn read_byline(fields: &mut Fields) -> Result<Vec<Author>> {
    parse_byline(&fields.next::<Option<String>>()?.unwrap_or_default())
}

pub(crate) fn parse_byline(text: &str) -> Result<Vec<Author>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let authors: Vec<(String, Option<String>)> = serde_json::from_str(text)?;
    Ok(authors.into_iter().map(|(name, place)| Author { name, place }).collect())
}

/// `["Westhaven",3,2,["Westhaven","GB",50.1,-1.2]]`: name, kind, count, and of a place: its name, country and coordinates.
#[derive(Serialize, Deserialize)]
struct MentionRow(
    String,
    u8,
    u32,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<(String, String, f32, f32)>,
);

/// A row for each mention; empty for none.
pub(crate) fn mentions_text(mentions: &[Mention]) -> Result<String> {
    let row = |one: &Mention| {
        let place = one.place.clone().map(|place| (place.name, place.country, place.lat, place.lon));
        MentionRow(one.name.clone(), kind_code(one.kind), one.count, place)
    };
    match mentions {
        [] => Ok(String::new()),
        mentions => json(&mentions.iter().map(row).collect::<Vec<_>>()),
    }
}

pub(crate) fn parse_mentions(text: Option<&str>) -> Result<Vec<Mention>> {
    let mentions: Vec<MentionRow> = json_or_default(text)?;
    let mention = |MentionRow(name, code, count, place)| {
        let place = place.map(|(name, country, lat, lon)| Place { name, country, lat, lon });
        Mention { name, kind: kind_from_code(code), count, place }
    };
    Ok(mentions.into_iter().map(mention).collect())
}

/// A quote by position: its speaker's key, name and kind, the speaker's words, the cue, the contents, the quote's kind.
type QuoteColumns = (Option<(String, String, u8)>, Option<(u32, u32)>, Option<(u32, u32)>, Vec<(u32, u32)>, u8);

/// `[480,[[["adaquill","Ada Quill",1],[0,9],[10,14],[[15,60]],0]]]`: the length of the text that the spans count in, and
/// the quotes; empty for none.
pub(crate) fn quotes_text(text_bytes: u32, quotes: &[&Quote]) -> Result<String> {
    if quotes.is_empty() {
        return Ok(String::new());
    }
    let pair = |span: &TextSpan| (span.start, span.end);
    let columns = |quote: &&Quote| -> QuoteColumns {
        let speaker = quote.speaker.as_ref();
        (
            speaker.map(|speaker| (speaker.key.clone(), speaker.name.clone(), kind_code(speaker.kind))),
            quote.speaker_span.as_ref().map(pair),
            quote.cue_span.as_ref().map(pair),
            quote.content_spans.iter().map(pair).collect(),
            quote.kind as u8,
        )
    };
    json(&(text_bytes, quotes.iter().map(columns).collect::<Vec<_>>()))
}

/// The length of the text that the spans count in, and the quotes.
pub(crate) fn parse_quotes(text: &str) -> Result<(u32, Vec<Quote>)> {
    if text.is_empty() {
        return Ok((0, Vec::new()));
    }
    let (text_bytes, quotes): (u32, Vec<QuoteColumns>) = serde_json::from_str(text)?;
    let span = |(start, end)| TextSpan { start, end };
    let quote = |(speaker, speaker_span, cue, contents, kind): QuoteColumns| Quote {
        speaker: speaker.map(|(key, name, code)| Speaker { key, name, kind: kind_from_code(code) }),
        speaker_span: speaker_span.map(span),
        cue_span: cue.map(span),
        content_spans: contents.into_iter().map(span).collect(),
        kind: match kind {
            0 => QuoteKind::Direct,
            1 => QuoteKind::Indirect,
            _ => QuoteKind::Mixed,
        },
    };
    Ok((text_bytes, quotes.into_iter().map(quote).collect()))
}

fn kind_code(kind: MentionKind) -> u8 {
    match kind {
        MentionKind::Other => 0,
        MentionKind::Person => 1,
        MentionKind::Organisation => 2,
        MentionKind::Place => 3,
    }
}

fn kind_from_code(code: u8) -> MentionKind {
    match code {
        1 => MentionKind::Person,
        2 => MentionKind::Organisation,
        3 => MentionKind::Place,
        _ => MentionKind::Other,
    }
}

/// `["similar",["bridge"],0.5,4]`: kind, shared words, similarity, minutes apart.
pub(crate) fn reason_text(reason: &PlacementReason) -> Result<String> {
    json(&(&reason.kind, &reason.shared, reason.similarity, reason.minutes_apart))
}

pub(crate) fn parse_reason(text: &str) -> Result<PlacementReason> {
    let (kind, shared, similarity, minutes_apart) = serde_json::from_str(text)?;
    Ok(PlacementReason { kind, shared, similarity, minutes_apart })
}

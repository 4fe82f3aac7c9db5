//! Small lists as they stand in a row: JSON by position instead of by name, a third of the size; quotes, of which there are
//! many, in bytes of varying length (postcard), another third.

use crate::sql::{Fields, json, json_or_default};
use crate::{Result, StoreError};
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

/// The quotes of a text as they are packed: each speaker once, places in the text as steps from one to the next.
#[derive(Serialize, Deserialize)]
struct PackedQuotes {
    text_bytes: u32,
    /// Key, name and kind.
    speakers: Vec<(String, String, u8)>,
    quotes: Vec<PackedQuote>,
}

#[derive(Serialize, Deserialize)]
struct PackedQuote {
    kind: u8,
    /// The place in the list of speakers, counted from 1; 0 for none.
    speaker: u32,
    speaker_span: Option<(i32, u32)>,
    cue_span: Option<(i32, u32)>,
    content_spans: Vec<(i32, u32)>,
}

/// Packs the length of the text that the spans count in, and the quotes.
pub(crate) fn pack_quotes(text_bytes: u32, quotes: &[&Quote]) -> Result<Vec<u8>> {
    let mut speakers: Vec<(String, String, u8)> = Vec::new();
    let mut at = 0;
    let quotes = quotes.iter().map(|quote| {
        let speaker = quote.speaker.as_ref().map_or(0, |speaker| {
            let known = speakers.iter().position(|(key, name, _)| *key == speaker.key && *name == speaker.name);
            known.unwrap_or_else(|| {
                speakers.push((speaker.key.clone(), speaker.name.clone(), kind_code(speaker.kind)));
                speakers.len() - 1
            }) + 1
        });
        let mut step = |span: &TextSpan| {
            let from = std::mem::replace(&mut at, i64::from(span.start));
            ((i64::from(span.start) - from) as i32, span.end - span.start)
        };
        PackedQuote {
            kind: quote.kind as u8,
            speaker: speaker as u32,
            speaker_span: quote.speaker_span.as_ref().map(&mut step),
            cue_span: quote.cue_span.as_ref().map(&mut step),
            content_spans: quote.content_spans.iter().map(&mut step).collect(),
        }
    });
    let quotes = quotes.collect();
    postcard::to_stdvec(&PackedQuotes { text_bytes, speakers, quotes }).map_err(|error| StoreError::Other(error.into()))
}

/// Tells the length of the text that the spans count in, and the quotes.
pub(crate) fn unpack_quotes(bytes: &[u8]) -> Result<(u32, Vec<Quote>)> {
    let damaged = |_| StoreError::Damaged("the quotes of an article".to_owned());
    let packed: PackedQuotes = postcard::from_bytes(bytes).map_err(damaged)?;
    let mut at = 0;
    let mut span = |(step, length): (i32, u32)| {
        at += i64::from(step);
        TextSpan { start: at as u32, end: at as u32 + length }
    };
    let quotes = packed.quotes.into_iter().map(|quote| {
        let speaker = (quote.speaker as usize).checked_sub(1).and_then(|at| packed.speakers.get(at));
        Quote {
            speaker: speaker.map(|(key, name, code)| Speaker {
                key: key.clone(),
                name: name.clone(),
                kind: kind_from_code(*code),
            }),
            speaker_span: quote.speaker_span.map(&mut span),
            cue_span: quote.cue_span.map(&mut span),
            content_spans: quote.content_spans.into_iter().map(&mut span).collect(),
            kind: match quote.kind {
                0 => QuoteKind::Direct,
                1 => QuoteKind::Indirect,
                _ => QuoteKind::Mixed,
            },
        }
    });
    Ok((packed.text_bytes, quotes.collect()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_unpack_as_they_were_packed() {
        let span = |start, end| TextSpan { start, end };
        let speaker =
            |name: &str| Some(Speaker { key: name.to_lowercase(), name: name.to_owned(), kind: MentionKind::Person });
        let check = |quotes: &[Quote]| {
            let packed = pack_quotes(480, &quotes.iter().collect::<Vec<_>>()).unwrap();
            assert_eq!(unpack_quotes(&packed).unwrap(), (480, quotes.to_vec()));
            assert!(matches!(unpack_quotes(&packed[..packed.len() - 1]), Err(StoreError::Damaged(_))), "cut short");
        };
        check(&[]);
        check(&[
            Quote {
                speaker: speaker("Quill"),
                speaker_span: Some(span(70, 75)),
                cue_span: Some(span(65, 69)),
                content_spans: vec![span(0, 60), span(80, 300_000)],
                kind: QuoteKind::Direct,
            },
            Quote {
                speaker: None,
                speaker_span: None,
                cue_span: None,
                content_spans: vec![span(7, 8)],
                kind: QuoteKind::Mixed,
            },
            Quote {
                speaker: speaker("Quill"),
                speaker_span: None,
                cue_span: Some(span(4_000_000_000, 4_000_000_004)),
                content_spans: vec![],
                kind: QuoteKind::Indirect,
            },
        ]);
    }
}

//! The rows of each stage: which fields they read, what they answer.

use super::{Reader, article_row};
use news::{Article, TextSpan, Timestamp};
use serde_json::{Map, Value, json};
use std::io::Read;

/// The most that a packed row may unpack to.
const UNPACKED_LIMIT_BYTES: u64 = 64 << 20;

/// One row of the input: its id (the row's number where it names none) and its fields.
pub struct Row {
    pub id: Value,
    /// Its number from 0.
    pub number: usize,
    pub value: Value,
}

impl Row {
    /// Reads a line. The error carries the id under which it shall be reported.
    pub fn parse(number: usize, line: &[u8]) -> Result<Self, (Value, String)> {
        let value: Value =
            serde_json::from_slice(line).map_err(|error| (json!(number), format!("not a JSON row: {error}")))?;
        if !value.is_object() {
            return Err((json!(number), "not a JSON object".to_owned()));
        }
        let id = value.get("id").filter(|id| !id.is_null()).cloned().unwrap_or(json!(number));
        Ok(Self { id, number, value })
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.value.get(field).and_then(Value::as_str)
    }

    /// Gives the bytes of the first of `fields` that the row has, or of the file at `path`; gzip is unpacked.
    fn bytes(&self, fields: &[&str]) -> Result<Vec<u8>, String> {
        if let Some(text) = fields.iter().find_map(|field| self.text(field)) {
            return Ok(text.as_bytes().to_vec());
        }
        let Some(path) = self.text("path") else {
            return Err(format!("the row has neither `path` nor `{}`", fields.join("` nor `")));
        };
        let bytes = std::fs::read(path).map_err(|error| format!("could not read {path}: {error}"))?;
        if !bytes.starts_with(&[0x1f, 0x8b]) {
            return Ok(bytes);
        }
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice())
            .take(UNPACKED_LIMIT_BYTES + 1)
            .read_to_end(&mut unpacked)
            .map_err(|error| format!("could not unpack {path}: {error}"))?;
        if unpacked.len() as u64 > UNPACKED_LIMIT_BYTES {
            return Err(format!("{path} unpacks to more than {} MB", UNPACKED_LIMIT_BYTES >> 20));
        }
        Ok(unpacked)
    }
}

/// Parses a feed, a sitemap or, where `url` is given and nothing else fits, a listing page.
pub fn feed(row: &Row) -> Result<Value, String> {
    let body = row.bytes(&["body", "xml", "json", "html"])?;
    let parsed = gather::parse_feed(&body, row.text("content_type"), row.text("url"));
    serde_json::to_value(parsed).map_err(|error| error.to_string())
}

/// Extracts an article from a page.
pub fn extract(row: &Row) -> Result<Value, String> {
    let html = row.bytes(&["html", "body"])?;
    let input = extract::PageInput {
        url: row.text("url"),
        html: &html,
        content_type: row.text("content_type"),
        fetched: row.text("fetched").and_then(Timestamp::parse_rfc3339),
        ..Default::default()
    };
    Ok(article_value(&extract::extract_page(&input)))
}

/// Derives what one article holds: language, section, mentions, hashtags. The section is told with the model where `reader`
/// may read, and `section_by` says so.
pub fn enrich(row: &Row, reader: &Reader) -> Result<Value, String> {
    let article = article_row::article(&row.value)?;
    let enrichment = enrich::enrich(&article);
    let read = reader.read_row(row.number, &desk::text_to_embed(&article)).map_err(|error| error.to_string())?;
    let by_model = read.map(|embedding| enrich::section::with_embedding(&article, &embedding));
    Ok(json!({
        "lang": enrichment.lang,
        "section_by": if by_model.is_some() { "model" } else { "words" },
        "section": by_model.unwrap_or(enrichment.section),
        "words": enrichment.words,
        "mentions": enrichment.mentions,
        "hashtags": enrichment.hashtags.iter().map(|hashtag| &hashtag.label).collect::<Vec<_>>(),
        "hashtag_keys": enrichment.hashtags.iter().map(|hashtag| &hashtag.key).collect::<Vec<_>>(),
        "hashtag_spellings": enrichment.hashtags.iter().map(|hashtag| &hashtag.spelling).collect::<Vec<_>>(),
        "hashtag_weights": enrichment.hashtags.iter().map(|hashtag| hashtag.weight).collect::<Vec<_>>(),
    }))
}

/// Finds who said what. Offsets count Unicode code points of the row's `text`.
pub fn quotes(row: &Row) -> Result<Value, String> {
    let text = row.text("text").ok_or("the row has no `text`")?;
    let article = article_row::article(&row.value)?;
    // The article's own text has its lines trimmed; spans shall count in the row's.
    let (lang, mentions) = enrich::language_and_mentions(&article);
    let quotes = enrich::quotes::find(text, lang, &mentions);
    let at = CodePoints::of(text);
    let spans = |spans: &[TextSpan]| -> Value {
        spans.iter().map(|span| json!({"start": at.count_to(span.start), "end": at.count_to(span.end)})).collect()
    };
    let row_of = |quote: &news::Quote| {
        json!({
            "speaker": spans(quote.speaker_span.as_slice()),
            "cue": spans(quote.cue_span.as_slice()),
            "content": spans(&quote.content_spans),
            "name": quote.speaker.as_ref().map(|speaker| &speaker.name),
            "key": quote.speaker.as_ref().map(|speaker| &speaker.key),
            "kind": quote.kind,
        })
    };
    Ok(json!({"lang": lang, "quotes": quotes.iter().map(row_of).collect::<Vec<_>>()}))
}

/// How many code points stand before a byte of a text.
pub struct CodePoints(Vec<u32>);

impl CodePoints {
    pub fn of(text: &str) -> Self {
        let mut before = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, character) in text.char_indices() {
            before[at] = count;
            count += 1;
            before[at + character.len_utf8()] = count;
        }
        Self(before)
    }

    pub fn count_to(&self, byte: u32) -> u32 {
        self.0.get(byte as usize).copied().unwrap_or_default()
    }
}

/// Shows an article as `pipe extract` answers it.
fn article_value(article: &Article) -> Value {
    let mut value = Map::new();
    let mut put = |name: &str, field: Value| value.insert(name.to_owned(), field);
    put("url", json!(article.url));
    put("title", json!(article.title));
    put("standfirst", json!(article.standfirst));
    put("authors", json!(article.authors.iter().map(|author| &author.name).collect::<Vec<_>>()));
    put("places", json!(article.authors.iter().map(|author| &author.place).collect::<Vec<_>>()));
    put("published", json!(article.published.map(|time| time.to_string())));
    put("modified", json!(article.modified.map(|time| time.to_string())));
    put("lang", json!(article.lang));
    put("section", json!(article.section));
    put("image", json!(article.image_url));
    put("media", json!(article.media));
    put("access", json!(article.access));
    put("publisher", json!(article.publisher));
    put("topics", json!(article.topics));
    put("is_live_blog", json!(article.is_live_blog));
    put(
        "posts",
        article
            .posts
            .iter()
            .map(|post| {
                json!({
                    "key": post.key,
                    "title": post.title,
                    "published": post.published.map(|time| time.to_string()),
                    "modified": post.modified.map(|time| time.to_string()),
                    "author": post.author,
                    "url": post.url,
                    "is_key": post.is_key,
                    "text": news::article::text_of(&post.body),
                    "blocks": post.body,
                })
            })
            .collect(),
    );
    put("coverage", json!(article.coverage));
    put("text", json!(extract::text_with_standfirst(article)));
    put("blocks", json!(article.body));
    put("notices", json!(article.notices));
    Value::Object(value)
}

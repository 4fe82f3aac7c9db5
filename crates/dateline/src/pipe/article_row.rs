//! An article as a row of data names it: {id, title?, text, lang?, date?, publisher?, topics?, section?}.

use news::{Article, ArticleId, Block, Embedding, Lang, PublisherId, RichText, Timestamp};
use serde_json::Value;

/// Reads a row as an article; its text's lines become paragraphs.
pub fn article(row: &Value) -> Result<Article, String> {
    let text = |field: &str| row.get(field).and_then(Value::as_str);
    let body = text("text").or_else(|| text("body")).unwrap_or_default();
    let title = text("title").unwrap_or_default();
    if body.is_empty() && title.is_empty() {
        return Err("the row has neither `title` nor `text`".to_owned());
    }
    Ok(Article {
        url: text("url").unwrap_or_default().to_owned(),
        title: title.to_owned(),
        standfirst: text("standfirst").unwrap_or_default().to_owned(),
        published: ["date", "published"].into_iter().find_map(text).and_then(moment),
        lang: text("lang").and_then(Lang::parse).unwrap_or_default(),
        section: text("section").map(str::to_owned),
        topics: row
            .get("topics")
            .and_then(Value::as_array)
            .map(|topics| topics.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            .unwrap_or_default(),
        publisher: text("publisher").map(str::to_owned),
        body: body
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| Block::Paragraph(RichText::plain(line)))
            .collect(),
        ..Article::default()
    })
}

/// A row as `stories` takes it, and what the model may read in it: nothing when the row brings its vector along.
pub struct Compared {
    pub candidate: stories::Candidate,
    pub unread: String,
}

/// Reads a row as `stories` takes it. `number` stands in for the id that a database would give.
pub fn compared(row: &Value, number: usize) -> Result<Compared, String> {
    let article = article(row)?;
    let enrichment = enrich::enrich(&article);
    let id = ArticleId(i64::try_from(number).map_err(|error| error.to_string())? + 1);
    let publisher = publisher_id(article.publisher.as_deref());
    let candidate = stories::Candidate::new(id, publisher, article.published.unwrap_or_default(), &enrichment);
    let embedding = embedding(row);
    let unread = if embedding.is_some() { String::new() } else { desk::text_to_embed(&article) };
    Ok(Compared { candidate: stories::Candidate { embedding, ..candidate }, unread })
}

/// The vector that a row brings along.
fn embedding(row: &Value) -> Option<Embedding> {
    let components = row.get("embedding")?.as_array()?.iter().map(|value| Some(value.as_f64()? as f32));
    Embedding::from_f32(&components.collect::<Option<Vec<f32>>>()?)
}

/// A number for a publisher's name: the same for the same name, 0 for none.
pub fn publisher_id(name: Option<&str>) -> PublisherId {
    // FNV-1a: rows carry names, not ids, and the number must not depend on the order of rows.
    let hash = |name: &str| {
        name.bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
    };
    PublisherId(name.map_or(0, |name| (hash(name) >> 1) as i64))
}

/// Reads a date as data sets write it: RFC 3339, or a day alone.
pub fn moment(text: &str) -> Option<Timestamp> {
    Timestamp::parse_rfc3339(text).or_else(|| {
        let day: jiff::civil::DateTime = text.trim().parse().ok()?;
        Some(Timestamp::from_jiff(day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_of_data_sets_are_read() {
        let check = |text: &str, expected: &str| {
            assert_eq!(moment(text).map(|time| time.to_string()), Some(expected.to_owned()), "{text}")
        };
        check("2017-09-15", "2017-09-15T00:00:00Z");
        check("2017-09-15 07:30:00", "2017-09-15T07:30:00Z");
        check("2017-09-15T07:30:00+02:00", "2017-09-15T05:30:00Z");
        assert_eq!(moment("last week"), None);
    }

    #[test]
    fn a_row_without_words_is_refused() {
        assert!(article(&json!({"id": 1, "title": ""})).is_err());
        assert_eq!(article(&json!({"text": "One.\n\nTwo."})).unwrap().body.len(), 2);
    }
}

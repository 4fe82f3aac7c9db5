//! The rows of `summary`: an article, or the articles of a story, and how much is wanted.

use super::article_row::{self, moment, publisher_id};
use super::rows::{CodePoints, Row};
use enrich::summary::{Length, of_article, of_story};
use enrich::{Passage, Telling};
use news::{ArticleId, Lang};
use serde_json::{Value, json};

/// What is chosen where a row does not say.
const SENTENCES: usize = 3;

/// Chooses the sentences that tell most. Offsets count Unicode code points of the `text` they stand in.
pub fn summary(row: &Row) -> Result<Value, String> {
    let length = length(&row.value)?;
    match row.value.get("articles") {
        None => one(&row.value, length),
        Some(Value::Array(articles)) => several(&row.value, articles, length),
        Some(_) => Err("`articles` is not a list".to_owned()),
    }
}

fn length(row: &Value) -> Result<Length, String> {
    let number = |field: &str| match row.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_u64() {
            Some(number) => Ok(Some(usize::try_from(number).unwrap_or(usize::MAX))),
            None => Err(format!("`{field}` is not a number from 0")),
        },
    };
    Ok(match (number("words")?, number("sentences")?) {
        (Some(_), Some(_)) => return Err("the row has both `words` and `sentences`".to_owned()),
        (Some(words), None) => Length::Words(words),
        (None, sentences) => Length::Sentences(sentences.unwrap_or(SENTENCES)),
    })
}

fn one(row: &Value, length: Length) -> Result<Value, String> {
    let text = row.get("text").and_then(Value::as_str).ok_or("the row has neither `text` nor `articles`")?;
    let title = row.get("title").and_then(Value::as_str).unwrap_or_default();
    let lang = lang_of(row)?;
    let at = CodePoints::of(text);
    let spans = of_article(title, text, lang, length);
    let sentences: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    let shown = spans.iter().zip(&sentences).map(
        |(span, sentence)| json!({"text": sentence, "start": at.count_to(span.start), "end": at.count_to(span.end)}),
    );
    let shown: Value = shown.collect();
    Ok(json!({"lang": lang, "summary": joined(&sentences, lang), "sentences": shown}))
}

/// What is known of an article of a row, beside its text.
struct Known<'a> {
    id: Value,
    title: &'a str,
    text: &'a str,
    lang: Lang,
    row: &'a Value,
}

fn several(row: &Value, articles: &[Value], length: Length) -> Result<Value, String> {
    let text = |row: &'_ Value, field: &str| -> String { row[field].as_str().unwrap_or_default().to_owned() };
    let known: Vec<Known> = articles
        .iter()
        .enumerate()
        .map(|(number, article)| {
            Ok(Known {
                id: article.get("id").filter(|id| !id.is_null()).cloned().unwrap_or(json!(number)),
                title: article["title"].as_str().unwrap_or_default(),
                text: article["text"].as_str().ok_or_else(|| format!("article {number} has no `text`"))?,
                lang: lang_of(article).map_err(|error| format!("article {number}: {error}"))?,
                row: article,
            })
        })
        .collect::<Result<_, String>>()?;
    let tellings: Vec<Telling> = known
        .iter()
        .zip(0..)
        .map(|(known, number)| {
            let date = ["date", "published"].map(|field| text(known.row, field));
            Telling {
                article: ArticleId(number),
                publisher: publisher_id(known.row["publisher"].as_str()),
                published: date.iter().find_map(|date| moment(date)).unwrap_or_default(),
                ..Telling::alone(known.title, known.text, known.lang)
            }
        })
        .collect();
    let lang = match row.get("lang").and_then(Value::as_str) {
        Some(lang) => Lang::parse(lang).ok_or_else(|| format!("`lang` is no language: {lang}"))?,
        None => commonest(known.iter().map(|known| known.lang)),
    };
    let points = of_story(&tellings, &[lang], length);
    let id_of = |article: ArticleId| known.get(article.0 as usize).map_or(Value::Null, |known| known.id.clone());
    let shown = points.iter().map(|point| {
        let Passage { article, span, sentence, .. } = &point.passage;
        let at = CodePoints::of(known.get(article.0 as usize).map_or("", |known| known.text));
        json!({
            "text": sentence,
            "article": id_of(*article),
            "start": at.count_to(span.start),
            "end": at.count_to(span.end),
            "told_by": point.told_by.iter().map(|article| id_of(*article)).collect::<Vec<_>>(),
            "publishers": point.publishers,
        })
    });
    let shown: Value = shown.collect();
    let sentences: Vec<&str> = points.iter().map(|point| point.passage.sentence.as_str()).collect();
    Ok(json!({"lang": lang, "summary": joined(&sentences, lang), "sentences": shown}))
}

/// The language that a row names, or the one it is written in.
fn lang_of(row: &Value) -> Result<Lang, String> {
    match row.get("lang").and_then(Value::as_str) {
        Some(lang) => Lang::parse(lang).ok_or_else(|| format!("`lang` is no language: {lang}")),
        None => Ok(article_row::article(row).map(|article| enrich::language_and_mentions(&article).0)?),
    }
}

fn commonest(langs: impl Iterator<Item = Lang> + Clone) -> Lang {
    let count = |lang: Lang| langs.clone().filter(|other| *other == lang).count();
    langs.clone().max_by_key(|lang| (count(*lang), std::cmp::Reverse(lang.as_str().to_owned()))).unwrap_or_default()
}

fn joined(sentences: &[&str], lang: Lang) -> String {
    sentences.join(if matches!(lang.as_str(), "zh" | "ja") { "" } else { " " })
}

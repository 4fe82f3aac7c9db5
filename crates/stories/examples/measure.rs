//! Runs labelled sets through `enrich` and `stories` and prints predictions as JSON Lines, for the scoring program.
//!
//!     measure stories ROWS.jsonl             {id, title?, text, lang?, date?} → {id, story}
//!     measure late ROWS.jsonl                the same as a new installation: placed by words, then read a few at a time
//!     measure reopen ROWS.jsonl              events with a rest of ten to thirty days in them → stories taken up, right and wrong
//!     measure pairs ROWS.jsonl [ARTICLES]    {id, a, b}, a and b articles or ids of them → {id, score}
//!     measure enrich ROWS.jsonl              rows as for stories → {id, enrichment}, without hashes
//!     measure tags TEXTS_DIR LANG            files ID.txt → {id, hashtags}
//!     measure time ROWS.jsonl COUNT          CPU time and memory of placing COUNT articles made from the rows
//!     measure copies ROWS.jsonl              near-duplicates made from the rows → how many are known, and what is wrong
//!
//! A row may carry its `embedding`, a list of numbers. Settings come as NAME=VALUE after the files: join, merge, split,
//! crowd, far, reopen, half_life, taken, closest, copy.

use ai::{Embedder, LocalModel};
use enrich::enrich;
use news::{
    Article, ArticleId, Block, Embedding, Enrichment, Hashtag, Lang, PublisherId, RichText, StoryId, Timestamp,
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
};
use stories::{
    Candidate, Change, Clusterer, LONGEST_REST_US, Likeness, OldStory, Options, batch, likeliest, worth_reading,
};

type Outcome = Result<(), Box<dyn Error>>;

/// Articles placed between two repairs, as in a batch.
const REPAIR_EVERY: usize = 64;

#[allow(clippy::print_stdout)]
fn main() -> Outcome {
    let (settings, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.contains('='));
    let options = read_options(&settings)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let lines = match words.as_slice() {
        ["stories", rows] => stories(&read(rows)?, options),
        ["reopen", rows] => reopen(&read(rows)?, options)?,
        ["late", rows] => late(&read(rows)?, options),
        ["pairs", rows] => pairs(&read(rows)?, &[], &options),
        ["pairs", rows, articles] => pairs(&read(rows)?, &read(articles)?, &options),
        ["enrich", rows] => read(rows)?.iter().map(|row| json!({"id": row["id"], "enrichment": shown(row)})).collect(),
        ["tags", folder, lang] => tags(folder, lang)?,
        ["copies", rows] => copies(&read(rows)?, options),
        ["time", rows, count] => time(&read(rows)?, count.parse()?, options)?,
        _ => return Err("see the head of this file for its usage".into()),
    };
    for line in lines {
        println!("{line}");
    }
    Ok(())
}

fn read_options(settings: &[String]) -> Result<Options, Box<dyn Error>> {
    let mut options = Options::default();
    for setting in settings {
        let (name, value) = setting.split_once('=').ok_or("a setting is NAME=VALUE")?;
        let value: f32 = value.parse()?;
        match name {
            "join" => options.join_at = value,
            "merge" => options.merge_at = value,
            "split" => options.split_at = value,
            "move" => options.move_for = value,
            "crowd" => options.crowd_share = value,
            "far" => options.far = value,
            "reopen" => options.reopen_at = value,
            "copy" => options.copy_at = value,
            "closest" => options.closest_share = value,
            "taken" => options.weights.most_taken_by_time = value,
            "half_life" => options.weights.half_life_h = value,
            _ => return Err(format!("no setting is named {name}").into()),
        }
    }
    Ok(options)
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn article_of(row: &Value) -> Article {
    let text = |key: &str| row[key].as_str().unwrap_or_default();
    let lang = Lang::parse(text("lang")).unwrap_or_default();
    Article {
        title: text("title").into(),
        lang,
        body: text("text").split('\n').map(|line| Block::Paragraph(RichText::plain(line))).collect(),
        published: moment(row),
        ..Article::default()
    }
}

fn moment(row: &Value) -> Option<Timestamp> {
    let date = row["date"].as_str().or_else(|| row["published"].as_str())?;
    let date = date.replace(' ', "T");
    Timestamp::parse_rfc3339(&date)
        .or_else(|| Timestamp::parse_rfc3339(&format!("{date}Z")))
        .or_else(|| Timestamp::parse_rfc3339(&format!("{date}T12:00:00Z")))
}

fn candidate(number: usize, row: &Value) -> Candidate {
    let article = article_of(row);
    let at = article.published.unwrap_or_default();
    let candidate = Candidate::new(ArticleId(number as i64 + 1), PublisherId(1), at, &enrich(&article));
    Candidate { embedding: embedding(row), ..candidate }
}

fn embedding(row: &Value) -> Option<Embedding> {
    let components = row["embedding"].as_array()?.iter().map(|value| value.as_f64().map(|value| value as f32));
    Embedding::from_f32(&components.collect::<Option<Vec<f32>>>()?)
}

/// In order of time; rows of one moment in the order of a hash of their ids, since files are often sorted by story.
fn stories(rows: &[Value], options: Options) -> Vec<Value> {
    let mut order: Vec<&Value> = rows.iter().collect();
    order.sort_by_key(|row| (moment(row), hash(row["id"].as_str().unwrap_or_default())));
    let candidates = order.iter().enumerate().map(|(number, row)| candidate(number, row)).collect();
    let stories = batch::cluster_with(candidates, options);
    order.iter().zip(stories).map(|(row, story)| json!({"id": row["id"], "story": story})).collect()
}

/// As [`stories`], but what the model read comes after all have been placed by words, newest first, and nothing is known of
/// the languages beforehand.
fn late(rows: &[Value], options: Options) -> Vec<Value> {
    const READ: usize = 16;
    let mut order: Vec<&Value> = rows.iter().collect();
    order.sort_by_key(|row| (moment(row), hash(row["id"].as_str().unwrap_or_default())));
    let mut clusterer = Clusterer::new(options);
    let mut numbers = (1..).map(StoryId);
    let mut unread: Vec<(ArticleId, Option<Embedding>)> = Vec::new();
    for (number, row) in order.iter().enumerate() {
        let mut candidate = candidate(number, row);
        unread.push((candidate.article, candidate.embedding.take()));
        clusterer.place(candidate, StoryId(number as i64 + 1));
        numbers.next();
        if number % REPAIR_EVERY == REPAIR_EVERY - 1 {
            clusterer.repair(&mut std::iter::empty());
        }
    }
    for batch in unread.rchunks(READ) {
        let mut spare = numbers.by_ref().take(2 * READ);
        for (article, embedding) in batch {
            if let (Some(embedding), Some(own)) = (embedding, spare.next()) {
                clusterer.embed(*article, embedding.clone(), own);
            }
        }
        clusterer.repair(&mut spare);
    }
    let stories = unread.iter().map(|(article, _)| clusterer.story_of(*article).map(|story| story.0));
    order.iter().zip(stories).map(|(row, story)| json!({"id": row["id"], "story": story})).collect()
}

/// A stream in which the second half of every event's articles comes ten to thirty days after the first; rows without a
/// `cluster` come when they are dated. Tells every story that was taken up, and what could have been.
fn reopen(rows: &[Value], options: Options) -> Result<Vec<Value>, Box<dyn Error>> {
    let stream = with_a_rest(rows);
    let mut newsroom = Newsroom {
        clusterer: Clusterer::new(options),
        kept: Vec::new(),
        tagged: BTreeMap::new(),
        model: LocalModel::new(),
    };
    let (mut founders, mut could, mut right, mut wrong) = (0, 0, 0, 0);
    let (mut looked_up, mut compared, mut decide_us) = (0, 0, 0.0);
    let mut missed = BTreeSet::new();
    let mut lines = Vec::new();
    for (number, (at, event, row)) in stream.iter().enumerate() {
        let begins = at.plus_us(-options.window_us);
        newsroom.clusterer.forget_before(begins);
        let (own, enriched) = newsroom.place(number, *at, row);
        if number % REPAIR_EVERY == REPAIR_EVERY - 1 {
            newsroom.clusterer.repair(&mut std::iter::empty());
        }
        if own != StoryId(number as i64) {
            continue;
        }
        let of_event = |article: &ArticleId| event.is_some() && stream[article.0 as usize].1 == *event;
        let is_late = (0..number).any(|earlier| stream[earlier].0 < begins && of_event(&ArticleId(earlier as i64)));
        let older = newsroom.look_up(number, &enriched, begins);
        looked_up += older.iter().map(|old| old.members.len()).sum::<usize>();
        let older = newsroom.read(worth_reading(&newsroom.kept[number].0, older), number, &stream)?;
        compared += older.iter().map(|old| old.members.len()).sum::<usize>();
        founders += 1;
        could += usize::from(is_late);
        let founder = newsroom.kept[number].0.clone();
        let start = cpu_us()?;
        let changes = newsroom.clusterer.take_up(&founder, own, &older);
        decide_us += cpu_us()? - start;
        let Some(Change::Moved { placement, .. }) = changes.first() else {
            missed.extend(event.as_ref().filter(|_| is_late));
            continue;
        };
        let into = placement.story.unwrap_or(own);
        let old: Vec<ArticleId> =
            newsroom.kept.iter().filter(|(_, _, story)| *story == into).map(|(old, ..)| old.article).collect();
        newsroom.kept[number].2 = into;
        let is_right = old.iter().filter(|article| of_event(article)).count() * 2 > old.len();
        right += usize::from(is_right);
        wrong += usize::from(!is_right);
        let row_of = |article: &ArticleId| stream[article.0 as usize].2;
        lines.push(json!({
            "id": row["id"], "title": row["title"], "right": is_right, "closeness": placement.score,
            "shared": placement.reason.shared, "days": placement.reason.minutes_apart.unwrap_or_default() / 1440,
            "into": old.iter().take(3).map(|old| json!([row_of(old)["id"], row_of(old)["title"]])).collect::<Vec<_>>(),
        }));
    }
    lines.push(json!({
        "articles": stream.len(), "founders": founders, "that could take up a story": could, "right": right,
        "wrong": wrong, "events with one that did not": missed.len(),
        "looked up for each": looked_up as f64 / f64::from(founders),
        "compared for each": compared as f64 / f64::from(founders), "decide_us": decide_us / f64::from(founders),
    }));
    Ok(lines)
}

type Dated<'r> = (Timestamp, Option<String>, &'r Value);

fn with_a_rest(rows: &[Value]) -> Vec<Dated<'_>> {
    const DAYS: u64 = 40;
    let mut of_event: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    let mut stream: Vec<Dated> = Vec::new();
    for row in rows {
        match &row["cluster"] {
            Value::Null => stream.push((moment(row).unwrap_or_default(), None, row)),
            // Noise are articles of no event.
            event if row["noise"] != json!(true) => of_event.entry(event.to_string()).or_default().push(row),
            _ => of_event.entry(row["id"].to_string()).or_default().push(row),
        }
    }
    for (event, mut rows) in of_event {
        rows.sort_by_key(|row| (moment(row), hash(row["id"].as_str().unwrap_or_default())));
        let (begins, rests) = (hash(&event) % DAYS, 10 + hash(&event) / DAYS % 20);
        let half = rows.len().div_ceil(2);
        for (at, row) in rows.into_iter().enumerate() {
            let days = 20_000 + begins + if at < half { 0 } else { rests };
            let moment = Timestamp(days as i64 * Timestamp::DAY + (at % half) as i64 * 2 * Timestamp::HOUR);
            stream.push((moment, Some(event.clone()), row));
        }
    }
    stream.sort_by_key(|(at, _, row)| (*at, hash(row["id"].as_str().unwrap_or_default())));
    stream
}

/// The clusterer with all that a store would keep: articles by number, and by hashtag in order of time.
struct Newsroom {
    clusterer: Clusterer,
    kept: Vec<(Candidate, Vec<Hashtag>, StoryId)>,
    tagged: BTreeMap<String, Vec<(usize, f32)>>,
    model: LocalModel,
}

impl Newsroom {
    /// Has the model read what will be compared, where the rows bring no vectors.
    fn read(
        &mut self,
        mut older: Vec<OldStory>,
        founder: usize,
        stream: &[Dated],
    ) -> Result<Vec<OldStory>, Box<dyn Error>> {
        const LEAD_CHARS: usize = 600;
        let mut compared: Vec<usize> =
            older.iter().flat_map(|old| &old.members).map(|member| member.article.0 as usize).collect();
        compared.extend((!older.is_empty()).then_some(founder));
        for number in compared {
            if self.kept[number].0.embedding.is_none() {
                let article = article_of(stream[number].2);
                let lead: String = article.text().chars().take(LEAD_CHARS).collect();
                let vectors = self.model.embed(&[&ai::title_and_lead(&article.title, &lead)])?;
                self.kept[number].0.embedding = vectors.first().and_then(|vector| Embedding::from_f32(vector));
            }
        }
        let read = older.iter_mut().flat_map(|old| &mut old.members);
        read.for_each(|member| member.embedding.clone_from(&self.kept[member.article.0 as usize].0.embedding));
        if let Some(embedding) = self.kept[founder].0.embedding.clone().filter(|_| !older.is_empty()) {
            self.clusterer.embed(ArticleId(founder as i64), embedding, self.kept[founder].2);
        }
        Ok(older)
    }

    fn place(&mut self, number: usize, at: Timestamp, row: &Value) -> (StoryId, Enrichment) {
        let enriched = enrich(&article_of(row));
        let candidate = Candidate::new(ArticleId(number as i64), PublisherId(1), at, &enriched);
        let candidate = Candidate { embedding: embedding(row), ..candidate };
        let own = StoryId(number as i64);
        let story = self.clusterer.place(candidate.clone(), own).story.unwrap_or(own);
        for hashtag in &enriched.hashtags {
            self.tagged.entry(hashtag.key.clone()).or_default().push((number, hashtag.weight));
        }
        self.kept.push((candidate, enriched.hashtags.clone(), story));
        (story, enriched)
    }

    /// As the desk does it with the store.
    fn look_up(&self, number: usize, enriched: &Enrichment, begins: Timestamp) -> Vec<OldStory> {
        const MOST_OF_A_HASHTAG: usize = 32;
        let mut shared = Vec::new();
        for hashtag in &enriched.hashtags {
            let all = &self.tagged[&hashtag.key];
            let is_old = |article: usize| {
                let at = self.kept[article].0.at;
                at < begins && at > begins.plus_us(-LONGEST_REST_US)
            };
            let old = all.iter().rev().filter(|(article, _)| is_old(*article)).take(MOST_OF_A_HASHTAG);
            shared.extend(old.map(|&(article, weight)| {
                Likeness::by_hashtag(
                    self.kept[article].2,
                    ArticleId(article as i64),
                    weight.min(hashtag.weight),
                    number as f32 / all.len() as f32,
                )
            }));
        }
        let members = |articles: Vec<ArticleId>| -> Vec<Candidate> {
            articles.into_iter().map(|article| self.kept[article.0 as usize].0.clone()).collect()
        };
        let last = |story: StoryId| {
            let of_story = self.kept.iter().filter(|(candidate, _, other)| *other == story && candidate.at < begins);
            of_story.map(|(candidate, ..)| candidate.at).max().unwrap_or_default()
        };
        let chosen = likeliest(&shared).into_iter();
        chosen.map(|(story, articles)| OldStory { story, last: last(story), members: members(articles) }).collect()
    }
}

fn hash(id: &str) -> u64 {
    id.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
        .rotate_left(29)
}

fn pairs(rows: &[Value], articles: &[Value], options: &Options) -> Vec<Value> {
    let mut candidates: Vec<Candidate> =
        articles.iter().enumerate().map(|(number, row)| candidate(number, row)).collect();
    let index_of: BTreeMap<&str, usize> =
        articles.iter().enumerate().filter_map(|(index, row)| Some((row["id"].as_str()?, index))).collect();
    let mut index = |side: &Value| match side.as_str() {
        Some(id) => index_of[id],
        None => {
            candidates.push(candidate(candidates.len(), side));
            candidates.len() - 1
        }
    };
    let indices: Vec<(usize, usize)> = rows.iter().map(|row| (index(&row["a"]), index(&row["b"]))).collect();
    let evidence = batch::compare(&candidates, &indices);
    rows.iter()
        .zip(evidence.iter().zip(&indices))
        .map(|(row, (evidence, &(a, b)))| {
            let alone = if articles.is_empty() { stories::similarity(&candidates[a], &candidates[b]) } else { 0.0 };
            json!({
                "id": row["id"], "score": evidence.closeness(&options.weights), "alone": alone, "words": evidence.words,
                "meaning": evidence.meaning, "copied": evidence.copied, "hours": evidence.hours_apart,
            })
        })
        .collect()
}

fn tags(folder: &str, lang: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    let mut lines = Vec::new();
    for path in paths {
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let (title, body) = text.trim_start_matches('\u{feff}').trim_start().split_once('\n').unwrap_or((&text, ""));
        let enriched = enrich(&article_of(&json!({"title": title, "text": body, "lang": lang})));
        let hashtags: Vec<&str> = enriched.hashtags.iter().map(|hashtag| hashtag.label.as_str()).collect();
        lines.push(json!({"id": path.file_stem().and_then(|stem| stem.to_str()), "hashtags": hashtags}));
    }
    Ok(lines)
}

fn shown(row: &Value) -> Enrichment {
    Enrichment { terms: Vec::new(), title_terms: Vec::new(), signature: Vec::new(), ..enrich(&article_of(row)) }
}

/// The rows over and over, twenty seconds apart; each round with words and vectors of its own, so that it makes stories of
/// its own. Tells what a placement costs, repairs in it, over each tenth of the stream, and what an article takes.
fn time(rows: &[Value], count: usize, options: Options) -> Result<Vec<Value>, Box<dyn Error>> {
    const TENTHS: usize = 10;
    let articles: Vec<Article> = rows.iter().map(article_of).collect();
    let bytes: usize = articles.iter().map(|article| article.text().len()).sum();
    let start = cpu_us()?;
    let enriched: Vec<Enrichment> = articles.iter().map(enrich).collect();
    let enrich_us = (cpu_us()? - start) / articles.len() as f64;
    let mut clusterer = Clusterer::new(options);
    let (mut founded, mut changes) = (0, 0);
    let (mut place_us, mut repair_us) = (0.0, 0.0);
    let mut lines = Vec::new();
    let before = resident_kb()?;
    for first in (0..count).step_by(REPAIR_EVERY) {
        let numbers = first..(first + REPAIR_EVERY).min(count);
        let candidates: Vec<Candidate> =
            numbers.map(|number| timed_candidate(number, &enriched[number % rows.len()], rows.len())).collect();
        let start = cpu_us()?;
        for candidate in candidates {
            let new_story = StoryId(candidate.article.0);
            founded += usize::from(clusterer.place(candidate, new_story).story == Some(new_story));
        }
        let placed = cpu_us()?;
        changes += clusterer.repair(&mut (1..).map(|number| StoryId((count + first * 1_000 + number) as i64))).len();
        place_us += placed - start;
        repair_us += cpu_us()? - placed;
        let tenth = count.div_ceil(TENTHS);
        if (first + REPAIR_EVERY) / tenth > first / tenth {
            lines.push(json!({
                "articles": clusterer.len(), "place_us": place_us / tenth as f64, "repair_us": repair_us / tenth as f64,
                "bytes_each": (resident_kb()? - before) * 1024.0 / clusterer.len() as f64,
            }));
            (place_us, repair_us) = (0.0, 0.0);
        }
    }
    lines.push(json!({
        "text_bytes_each": bytes / articles.len(), "enrich_us": enrich_us, "stories": founded, "changes": changes,
    }));
    Ok(lines)
}

/// Originals first, then of every one a cut, a re-headlined, a framed, a rearranged and an embedding copy, in an order that
/// mixes them. An original that is taken for a copy is wrong, too, unless most of it does stand in the other: corpora hold
/// copies of their own, and half of a long text in a short one's copy is the greater part.
fn copies(rows: &[Value], options: Options) -> Vec<Value> {
    const SHORTEST_WORDS: u32 = 60;
    const MOST_OF_IT: f64 = 0.7;
    let originals: Vec<(usize, Article)> = rows
        .iter()
        .map(article_of)
        .enumerate()
        .filter(|(_, article)| enrich(article).words >= SHORTEST_WORDS)
        .collect();
    let mut made: Vec<(&str, usize, Article)> = Vec::new();
    for (at, (_, article)) in originals.iter().enumerate() {
        let (_, other) = &originals[(at + originals.len() / 2) % originals.len()];
        made.extend(copies_of(article, other).map(|(kind, copy)| (kind, at, copy)));
    }
    made.sort_by_key(|(kind, at, _)| hash(&format!("{kind}{at}")));
    let mut clusterer = Clusterer::new(options);
    let mut wrong: Vec<Value> = Vec::new();
    let (mut told, mut right) = (0, BTreeMap::<&str, (usize, usize)>::new());
    let mut source: Vec<usize> = (0..originals.len()).collect();
    let moment = |number: usize| Timestamp(Timestamp::DAY * 20_000 + number as i64 * Timestamp::SECOND);
    for (at, (row, article)) in originals.iter().enumerate() {
        let candidate = Candidate::new(ArticleId(at as i64), PublisherId(1), moment(at), &enrich(article));
        let placement = clusterer.place(candidate, StoryId(at as i64));
        if let Some(of) = placement.copy_of {
            // Corpora hold copies of their own: what copies this one may be told as a copy of that.
            source[at] = of.0 as usize;
            if share_standing_in(article, &originals[of.0 as usize].1) >= MOST_OF_IT {
                continue;
            }
            told += 1;
            wrong.push(json!({"original": rows[*row]["id"], "taken for": rows[originals[of.0 as usize].0]["id"]}));
        }
    }
    let falsely = told;
    source.extend(made.iter().map(|(_, at, _)| source[*at]).collect::<Vec<_>>());
    for (number, (kind, at, article)) in made.iter().enumerate() {
        let number = originals.len() + number;
        let candidate = Candidate::new(ArticleId(number as i64), PublisherId(2), moment(number), &enrich(article));
        let of = clusterer.place(candidate, StoryId(number as i64)).copy_of;
        let counted = right.entry(kind).or_default();
        counted.1 += 1;
        told += usize::from(of.is_some());
        let of = of.map(|of| source[of.0 as usize]);
        if of == Some(source[*at]) || of.is_some_and(|of| share_standing_in(article, &originals[of].1) >= MOST_OF_IT) {
            counted.0 += 1;
        } else {
            let of = of.map(|of| &rows[originals[of].0]["id"]);
            wrong.push(json!({"kind": kind, "of": rows[originals[*at].0]["id"], "taken for": of}));
        }
    }
    let known: usize = right.values().map(|(known, _)| known).sum();
    let by_kind: BTreeMap<&str, f64> =
        right.iter().map(|(kind, (known, of))| (*kind, *known as f64 / *of as f64)).collect();
    let mut lines = vec![json!({
        "copies": made.len(), "recall": known as f64 / made.len() as f64, "precision": known as f64 / told as f64,
        "precision among copies": known as f64 / (told - falsely) as f64, "by kind": by_kind,
        "originals": originals.len(), "originals taken for copies": falsely,
    })];
    lines.extend(wrong);
    lines
}

/// The share of the shorter text's runs of twelve letters that stand in the other, too.
fn share_standing_in(a: &Article, b: &Article) -> f64 {
    const LETTERS: usize = 12;
    let letters = |article: &Article| -> Vec<char> {
        article.text().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let [a, b] = [&a, &b].map(|letters| letters.windows(LETTERS).collect::<BTreeSet<_>>());
    a.intersection(&b).count() as f64 / a.len().min(b.len()).max(1) as f64
}

fn copies_of(article: &Article, other: &Article) -> [(&'static str, Article); 5] {
    let with = |title: &str, body: Vec<Block>| Article { title: title.into(), body, ..article.clone() };
    let plain = |text: &str| Block::Paragraph(RichText::plain(text));
    let text = article.text();
    let parts = |text: &str, pieces: usize| -> Vec<Block> {
        let letters: Vec<char> = text.chars().collect();
        letters
            .chunks(letters.len().div_ceil(pieces).max(1))
            .map(|part| plain(&part.iter().collect::<String>()))
            .collect()
    };
    let mut quarters = parts(&text, 4);
    let cut: Vec<Block> = quarters.iter().take(3).cloned().collect();
    if quarters.len() == 4 {
        quarters.swap(1, 2);
    }
    let mut framed = vec![plain(&other.title)];
    framed.extend(article.body.iter().cloned());
    framed.push(plain(
        "Read more on our pages. Subscribe to the newsletter. All rights reserved. 版权所有 無断転載を禁じます",
    ));
    let half_of_other = parts(&other.text(), 2).into_iter().take(1);
    [
        ("cut", with(&article.title, cut)),
        ("re-headlined", with(&other.title, article.body.clone())),
        ("framed", with(&article.title, framed)),
        ("rearranged", with(&article.title, quarters)),
        ("contained", with(&other.title, article.body.iter().cloned().chain(half_of_other).collect())),
    ]
}

fn resident_kb() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?)
}

fn timed_candidate(number: usize, enriched: &Enrichment, rows: usize) -> Candidate {
    let at = Timestamp(number as i64 * 20 * Timestamp::SECOND);
    let mut candidate = Candidate::new(ArticleId(number as i64), PublisherId(1), at, enriched);
    let round = (number / rows) as u32;
    candidate.signature.iter_mut().for_each(|value| *value ^= round as u8);
    for (index, term) in candidate.terms.iter_mut().enumerate() {
        term.0 ^= if index % 3 == 0 { 0 } else { round.wrapping_mul(0x9e37_79b9) };
    }
    candidate.terms.sort_unstable_by_key(|term| term.0);
    let mut state = number as u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    };
    Candidate { embedding: Embedding::from_f32(&(0..384).map(next).collect::<Vec<f32>>()), ..candidate }
}

/// CPU time of this thread, which other programs on the machine do not disturb much.
fn cpu_us() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(stat.split_whitespace().next().ok_or("schedstat is empty")?.parse::<f64>()? / 1e3)
}

//! `comments export` and `comments import`: what readers said, as JSON Lines (docs/comments.md).

use super::say;
use crate::cli::CommentsWhat;
use crate::installation::Installation;
use anyhow::{Context, Result, anyhow, bail};
use news::{ArticleId, CommentId, CommentState, ReaderId, StoryId, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use store::{Carried, CarriedComment, Comment, Store, StoreError};

const AT_ONCE: i64 = 500;
/// Progress is told after so many.
const TOLD_EACH: usize = 1_000;
const NAME_CHARS_MAX: usize = 80;

/// A comment in a line.
#[derive(Deserialize, Serialize)]
struct Row {
    /// Of the installation it comes from.
    origin: String,
    id: String,
    on: On,
    /// Of the article; of a story, of the article that leads it.
    url: String,
    #[serde(default)]
    answers: Option<String>,
    /// None once the account is gone.
    #[serde(default)]
    author: Option<String>,
    at: String,
    #[serde(default)]
    edited: Option<String>,
    #[serde(default)]
    state: State,
    #[serde(default)]
    votes: i64,
    #[serde(default)]
    markdown: String,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum On {
    Article,
    Story,
}

#[derive(Clone, Copy, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    #[default]
    Published,
    Waiting,
    Removed,
    Deleted,
}

pub async fn comments(installation: Installation, asked: CommentsWhat) -> Result<ExitCode> {
    let store = installation.store().await?;
    let done = match asked {
        CommentsWhat::Export { file } => export(&store, &file).await?,
        CommentsWhat::Import { file } => import(&store, &file).await?,
    };
    store.close().await;
    Ok(done)
}

async fn export(store: &Store, file: &Path) -> Result<ExitCode> {
    let written = || format!("could not write {}", file.display());
    let mut out: BufWriter<Box<dyn Write>> = BufWriter::new(match file == Path::new("-") {
        true => Box::new(std::io::stdout()),
        false => Box::new(File::create_new(file).with_context(written)?),
    });
    let origin = store.origin().await?;
    let (mut after, mut count, mut homeless) = (CommentId(0), 0, 0);
    loop {
        let comments = store.comments_after(after, AT_ONCE).await?;
        let Some(last) = comments.last() else { break };
        after = last.id;
        let addresses = addresses(store, &comments).await?;
        for comment in comments {
            match addresses.get(&comment.subject) {
                Some(url) => {
                    serde_json::to_writer(&mut out, &row(&origin, comment, url.clone())).with_context(written)?;
                    out.write_all(b"\n").with_context(written)?;
                    count += 1;
                }
                None => homeless += 1,
            }
        }
        eprintln!("{count} comments");
    }
    out.flush().with_context(written)?;
    if homeless > 0 {
        eprintln!("dateline: {homeless} comments are on articles that are gone, and were left out");
    }
    Ok(ExitCode::SUCCESS)
}

/// The addresses by which other installations know what comments are on.
async fn addresses(store: &Store, comments: &[Comment]) -> Result<HashMap<Subject, String>> {
    let (mut articles, mut stories): (Vec<ArticleId>, Vec<StoryId>) = (Vec::new(), Vec::new());
    for comment in comments {
        match comment.subject {
            Subject::Article(id) => articles.push(id),
            Subject::Story(id) => stories.push(id),
        }
    }
    articles.sort_unstable();
    articles.dedup();
    stories.sort_unstable();
    stories.dedup();
    let articles =
        store.articles_by_ids(&articles).await?.into_iter().map(|card| (Subject::Article(card.id), card.url));
    let stories =
        store.stories_by_ids(&stories).await?.into_iter().map(|card| (Subject::Story(card.id), card.lead.url));
    Ok(articles.chain(stories).collect())
}

fn row(origin: &str, comment: Comment, url: String) -> Row {
    let said = |at: Timestamp| at.to_jiff().to_string();
    Row {
        origin: origin.to_owned(),
        id: comment.id.to_string(),
        on: if matches!(comment.subject, Subject::Article(_)) { On::Article } else { On::Story },
        url,
        answers: comment.parent.map(|parent| parent.to_string()),
        author: comment.author.map(|author| author.name),
        at: said(comment.at),
        edited: comment.edited.map(said),
        state: match comment.state {
            CommentState::Published => State::Published,
            CommentState::Waiting => State::Waiting,
            CommentState::Removed => State::Removed,
            CommentState::Deleted => State::Deleted,
        },
        votes: comment.votes,
        markdown: comment.text,
    }
}

/// What has been done of a file.
#[derive(Default)]
struct Tally {
    new: usize,
    known: usize,
    /// By the number of the line.
    refused: BTreeMap<usize, String>,
}

async fn import(store: &Store, file: &Path) -> Result<ExitCode> {
    let mut text = String::new();
    match file == Path::new("-") {
        true => std::io::stdin().read_to_string(&mut text).context("could not read standard input")?,
        false => File::open(file)
            .and_then(|mut file| file.read_to_string(&mut text))
            .with_context(|| format!("could not read {}", file.display()))?,
    };
    let mut tally = Tally::default();
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(row) => rows.push((number, row)),
            Err(error) => _ = tally.refused.insert(number, error.to_string()),
        }
    }
    let mut authors = HashMap::new();
    // An answer may stand before what it answers: it is taken up again as long as that brings anything in.
    loop {
        let before = rows.len();
        let mut later = Vec::new();
        for (number, row) in rows {
            match carry_in(store, &row, &mut authors).await {
                Ok(Carried::New(_)) => tally.new += 1,
                Ok(Carried::Known(_)) => tally.known += 1,
                Ok(Carried::AnswerMissing) => later.push((number, row)),
                Err(error) => _ = tally.refused.insert(number, format!("{error:#}")),
            }
            if (tally.new + tally.known) % TOLD_EACH == 0 && tally.new + tally.known > 0 {
                eprintln!("{} comments", tally.new + tally.known);
            }
        }
        rows = later;
        if rows.is_empty() || rows.len() == before {
            break;
        }
    }
    for (number, row) in rows {
        let answers = row.answers.unwrap_or_default();
        tally.refused.insert(number, format!("it answers {answers}, which is neither here nor in the file"));
    }
    for (number, reason) in &tally.refused {
        eprintln!("line {number}: {reason}");
    }
    say(format!("{} comments came in, {} were here already", tally.new, tally.known));
    Ok(if tally.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn carry_in(store: &Store, row: &Row, authors: &mut HashMap<String, ReaderId>) -> Result<Carried> {
    let key = desk::url_key(&row.url).with_context(|| format!("{:?} is no address", row.url))?;
    let article = store.articles_by_address(&[key]).await?.remove(&key);
    let article = article.with_context(|| format!("no article is kept from {}", row.url))?;
    let subject = match row.on {
        On::Article => Subject::Article(article),
        On::Story => {
            let card = store.articles_by_ids(&[article]).await?.pop();
            Subject::Story(card.and_then(|card| card.story).context("its article is in no story yet")?)
        }
    };
    let time = |text: &str| -> Result<Timestamp> {
        Ok(Timestamp::from_jiff(text.parse().map_err(|_| anyhow!("{text:?} is no time (RFC 3339)"))?))
    };
    let state = match row.state {
        State::Published => CommentState::Published,
        State::Waiting => CommentState::Waiting,
        State::Removed => CommentState::Removed,
        State::Deleted => CommentState::Deleted,
    };
    let is_shown = matches!(row.state, State::Published | State::Waiting);
    if is_shown && row.markdown.trim().is_empty() {
        bail!("it says nothing");
    }
    let carried = CarriedComment {
        origin: &row.origin,
        origin_id: &row.id,
        answers: row.answers.as_deref(),
        subject,
        author: match &row.author {
            Some(name) => Some(author(store, name, authors).await?),
            None => None,
        },
        state,
        text: if is_shown { &row.markdown } else { "" },
        at: time(&row.at)?,
        edited: row.edited.as_deref().map(time).transpose()?,
        votes: row.votes,
    };
    Ok(store.carry_in(&carried, Timestamp::from_jiff(jiff::Timestamp::now())).await?)
}

/// The account of a name; one is made where there is none, to which nobody has a way in.
async fn author(store: &Store, name: &str, authors: &mut HashMap<String, ReaderId>) -> Result<ReaderId> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
        bail!("{name:?} is no name");
    }
    if let Some(known) = authors.get(name) {
        return Ok(*known);
    }
    let id = match store.reader_by_name(name).await? {
        Some(reader) => reader.id,
        None => match store.create_reader(name, "", Timestamp::from_jiff(jiff::Timestamp::now())).await {
            Err(StoreError::Conflict(_)) => store.reader_by_name(name).await?.context("the account is gone")?.id,
            made => made?,
        },
    };
    authors.insert(name.to_owned(), id);
    Ok(id)
}

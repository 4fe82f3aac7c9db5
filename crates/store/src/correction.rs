//! Corrections: what a person decided about stories.
//!
//! A decision is kept where nothing computed overwrites it: placements marked as a person's, a headline marked as a
//! person's, pairs of stories that stay apart. All of a corrected story's articles are held where they stand, so that
//! the story keeps its id and its address when everything derived is made anew. Each correction keeps what it takes
//! to undo it. The desk hears of it by a job of kind [`CORRECTION_JOB`], and computes counts and ranks again.

mod undo;

use crate::database::Write;
use crate::outbox::EventKind;
use crate::sql::{Fields, args, first_column, list, read_all};
use crate::{Result, Store, StoreError};
use news::{ArticleId, StoryId, Timestamp};
use std::collections::HashMap;
use undo::{Stood, Undo};

/// Its subject is the correction's id.
pub const CORRECTION_JOB: &str = "correct";

/// A decision about stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// All articles of the first go into the second; its address leads there.
    Merge {
        story: StoryId,
        into: StoryId,
    },
    /// Some articles leave for a story of their own.
    Split {
        story: StoryId,
        articles: Vec<ArticleId>,
    },
    /// Some articles go to another story.
    Move {
        story: StoryId,
        articles: Vec<ArticleId>,
        into: StoryId,
    },
    Rename {
        story: StoryId,
        headline: String,
    },
}

impl Correction {
    pub fn story(&self) -> StoryId {
        match self {
            Self::Merge { story, .. }
            | Self::Split { story, .. }
            | Self::Move { story, .. }
            | Self::Rename { story, .. } => *story,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Move { .. } => "move",
            Self::Rename { .. } => "rename",
        }
    }
}

/// A correction as the log tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    pub id: i64,
    pub at: Timestamp,
    /// The name of who made it.
    pub by: String,
    /// `merge`, `split`, `move` or `rename`.
    pub kind: String,
    pub story: StoryId,
    /// Where its articles went; itself when it was renamed.
    pub into: StoryId,
    pub article_count: i64,
    /// Of the corrected story, before.
    pub headline: String,
    /// Of the other story; the new headline when it was renamed.
    pub into_headline: String,
    pub why: String,
    /// When and by whom it was taken back.
    pub undone: Option<(Timestamp, String)>,
}

/// What people decided, as the clusterer must know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Articles with the story a person holds them in.
    pub held: Vec<(ArticleId, StoryId)>,
    /// Stories that are never merged.
    pub apart: Vec<(StoryId, StoryId)>,
}

const HEADLINE_CHARS_MAX: usize = 300;

macro_rules! select_correction {
    ($tail:literal) => {
        concat!(
            "select id, at_us, by_name, kind, story_id, into_story, article_count, headline, into_headline, why,
             undone_us, undone_by from correction ",
            $tail
        )
    };
}

impl Store {
    /// Makes a correction and tells its id. `Conflict` when it makes no sense as the stories stand now: one is gone or
    /// merged, an article stands elsewhere, nothing would stay or nothing would change.
    pub async fn correct(&self, correction: &Correction, by: &str, why: &str, now: Timestamp) -> Result<i64> {
        let mut write = self.write().await?;
        let story = correction.story();
        let before = write.live_story(story).await?;
        let members = write.members(story).await?;
        let mut undo = Undo { headline: before.headline.clone(), by_person: before.by_person, ..Undo::default() };
        // Held from now on: all of the corrected story, wherever they go.
        undo.stood = write.stood(&members).await?;
        let (into, moved, into_headline) = match correction {
            Correction::Merge { into, .. } if *into == story => return Err(conflict("a story and itself")),
            Correction::Merge { into, .. } => {
                let other = write.live_story(*into).await?;
                let others = write.members(*into).await?;
                undo.stood.extend(write.stood(&others).await?);
                write.hold(&others).await?;
                (*into, members.clone(), other.headline)
            }
            Correction::Split { articles, .. } => {
                let moved = among(articles, &members)?;
                if moved.len() == members.len() {
                    return Err(conflict("nothing would stay"));
                }
                let own = StoryId(write.reserve("story_id", 1).await?);
                let headline = write.begin_story(own, story, &moved, now).await?;
                (own, moved, headline)
            }
            Correction::Move { into, .. } if *into == story => return Err(conflict("a story and itself")),
            Correction::Move { articles, into, .. } => {
                let other = write.live_story(*into).await?;
                (*into, among(articles, &members)?, other.headline)
            }
            Correction::Rename { headline, .. } => {
                let headline: String = headline.trim().chars().take(HEADLINE_CHARS_MAX).collect();
                if headline.is_empty() || headline == before.headline {
                    return Err(conflict("no other headline"));
                }
                (story, Vec::new(), headline)
            }
        };
        write.hold(&members).await?;
        write.put_into(&moved, into).await?;
        if let Correction::Rename { .. } = correction {
            let text = "update story set headline = $2, headline_by_person = 1, updated_us = $3 where id = $1";
            write.run(text, args![story, into_headline.as_str(), now]).await?;
        } else if moved.len() == members.len() {
            undo.led_here =
                first_column(&write.all("select id from story where redirect_to = $1", args![story]).await?)?;
            write.lead_on(story, into).await?;
        }
        undo.moved = moved.iter().map(|article| article.0).collect();
        let text = "insert into correction (at_us, by_name, kind, story_id, into_story, article_count, headline,
                into_headline, why, undo)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id";
        let arguments = args![
            now,
            by,
            correction.kind(),
            story,
            into,
            moved.len() as i64,
            before.headline,
            into_headline,
            why,
            undo.to_text()?
        ];
        let row = write.optional(text, arguments).await?.ok_or(StoreError::NotFound)?;
        let id: i64 = Fields::of(&row).next()?;
        if !moved.is_empty() && moved.len() < members.len() {
            let text = "insert into story_apart (correction_id, story_id, other_story) values ($1, $2, $3)";
            write.run(text, args![id, story, into]).await?;
        }
        write.tell_of_correction(id, &[story, into], &moved, now).await?;
        write.commit(now).await?;
        Ok(id)
    }

    /// Takes a correction back: what it moved stands where it stood, what it held is free where it was free.
    /// `Conflict` when that was done before, or when something it moved has been moved again since.
    pub async fn undo_correction(&self, id: i64, by: &str, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        let row = write.optional(select_correction!("where id = $1"), args![id]).await?.ok_or(StoreError::NotFound)?;
        let made = read_correction(&mut Fields::of(&row))?;
        if made.undone.is_some() {
            return Err(conflict("taken back already"));
        }
        let row = write.optional("select undo from correction where id = $1", args![id]).await?;
        let undo = Undo::parse(&Fields::of(&row.ok_or(StoreError::NotFound)?).next::<String>()?)?;
        let moved: Vec<ArticleId> = undo.moved.iter().map(|&article| ArticleId(article)).collect();
        let into = write.now_at(made.into).await?;
        if write.stood(&moved).await?.iter().any(|article| article.story != into.0 || !article.by_person) {
            return Err(conflict("an article has been moved again since"));
        }
        if made.kind == "rename" {
            let text = "update story set headline = $2, headline_by_person = $3 where id = $1 and headline = $4";
            let arguments = args![into, undo.headline.as_str(), undo.by_person, made.into_headline.as_str()];
            if write.run(text, arguments).await? == 0 {
                return Err(conflict("the story has been renamed again since"));
            }
        } else {
            write.stand_again(made.story, &undo.led_here).await?;
            if made.kind != "split" {
                write.return_discussion(made.story, &undo.led_here, into).await?;
            }
        }
        let stood = write.still_there(undo.stood, made.story, into).await?;
        let is_held = write.is_corrected_otherwise(id, made.story, into).await?;
        write.put_back(&stood, is_held).await?;
        if made.kind == "split" {
            // What came to the split-off story meanwhile goes along.
            write.lead_on(into, made.story).await?;
        }
        write.run("delete from story_apart where correction_id = $1", args![id]).await?;
        write.run("update correction set undone_us = $2, undone_by = $3 where id = $1", args![id, now, by]).await?;
        write.tell_of_correction(id, &[made.story, into], &moved, now).await?;
        write.commit(now).await
    }

    /// Finds a correction.
    pub async fn correction(&self, id: i64) -> Result<CorrectionRow> {
        let row = self.one(select_correction!("where id = $1"), args![id]).await?;
        read_correction(&mut Fields::of(&row))
    }

    /// Lists corrections, newest first: those before an id, or the newest.
    pub async fn corrections(&self, before: Option<i64>, limit: i64) -> Result<Vec<CorrectionRow>> {
        let text = select_correction!("where id < $1 order by id desc {limit $2}");
        read_all(&self.all(text, args![before.unwrap_or(i64::MAX), limit]).await?, read_correction)
    }

    /// Lists everything that people decided and that holds now, with stories where they have merged to.
    pub async fn decisions(&self) -> Result<Decisions> {
        let held = self.all("select article_id, story_id from placement where by_person = 1", args![]).await?;
        let text = "select coalesce(s.redirect_to, x.story_id), coalesce(o.redirect_to, x.other_story)
            from story_apart x left join story s on s.id = x.story_id left join story o on o.id = x.other_story";
        let apart: Vec<(StoryId, StoryId)> =
            read_all(&self.all(text, args![]).await?, |fields| Ok((fields.next()?, fields.next()?)))?;
        Ok(Decisions {
            held: read_all(&held, |fields| Ok((fields.next()?, fields.next()?)))?,
            apart: apart.into_iter().filter(|(story, other)| story != other).collect(),
        })
    }

    /// Puts articles that were placed in a story while it merged where it has merged to. Tells the stories that a
    /// correction touched and that stand now.
    pub async fn settle_correction(&self, id: i64, now: Timestamp) -> Result<Vec<StoryId>> {
        let made = self.correction(id).await?;
        let mut write = self.write().await?;
        let mut stories = Vec::new();
        for story in [made.story, made.into] {
            let stands = write.now_at(story).await?;
            if stands != story {
                let members = write.members(story).await?;
                let text = "update placement set story_id = $2 where story_id = $1";
                write.run(text, args![story, stands]).await?;
                members.iter().for_each(|article| write.event(EventKind::ArticlePlaced, article.0));
            }
            if !stories.contains(&stands) {
                stories.push(stands);
            }
        }
        write.commit(now).await?;
        Ok(stories)
    }
}

struct LiveStory {
    headline: String,
    by_person: bool,
}

impl Write<'_> {
    /// Reads a story that stands; `Conflict` when it has merged or gone.
    async fn live_story(&mut self, story: StoryId) -> Result<LiveStory> {
        let text = "select headline, headline_by_person from story where id = $1 and redirect_to is null";
        let row = self.optional(text, args![story]).await?.ok_or_else(|| conflict("a story that is no more"))?;
        let mut fields = Fields::of(&row);
        Ok(LiveStory { headline: fields.next()?, by_person: fields.next()? })
    }

    /// Tells where a story stands now.
    async fn now_at(&mut self, story: StoryId) -> Result<StoryId> {
        let row = self.optional("select coalesce(redirect_to, id) from story where id = $1", args![story]).await?;
        row.map_or(Ok(story), |row| Fields::of(&row).next())
    }

    async fn members(&mut self, story: StoryId) -> Result<Vec<ArticleId>> {
        let text = "select article_id from placement where story_id = $1 order by published_us, article_id";
        first_column(&self.all(text, args![story]).await?)
    }

    async fn stood(&mut self, articles: &[ArticleId]) -> Result<Vec<Stood>> {
        let text = "select article_id, story_id, by_person, score, reason from placement where article_id in {list $1}";
        read_all(&self.all(text, args![list(articles)]).await?, |fields| {
            Ok(Stood {
                article: fields.next()?,
                story: fields.next()?,
                by_person: fields.next()?,
                score: fields.next()?,
                reason: fields.next()?,
            })
        })
    }

    async fn hold(&mut self, articles: &[ArticleId]) -> Result<()> {
        let text = "update placement set by_person = 1 where article_id in {list $1}";
        self.run(text, args![list(articles)]).await?;
        Ok(())
    }

    async fn put_into(&mut self, articles: &[ArticleId], story: StoryId) -> Result<()> {
        let text = "update placement set story_id = $2, by_person = 1, score = 1.0, reason = '[\"person\",[],1.0,null]'
            where article_id in {list $1}";
        self.run(text, args![list(articles), story]).await?;
        Ok(())
    }

    /// Leaves out what has been moved on from both stories since, and tells where the others stood leads now.
    async fn still_there(&mut self, stood: Vec<Stood>, story: StoryId, into: StoryId) -> Result<Vec<Stood>> {
        let articles: Vec<ArticleId> = stood.iter().map(|article| ArticleId(article.article)).collect();
        let now: HashMap<i64, i64> =
            self.stood(&articles).await?.into_iter().map(|article| (article.article, article.story)).collect();
        let story = self.now_at(story).await?;
        let mut there = Vec::with_capacity(stood.len());
        for mut article in stood {
            if now.get(&article.article).is_some_and(|&at| at == story.0 || at == into.0) {
                article.story = self.now_at(StoryId(article.story)).await?.0;
                there.push(article);
            }
        }
        Ok(there)
    }

    /// Tells whether another correction that holds concerns one of these stories.
    async fn is_corrected_otherwise(&mut self, id: i64, story: StoryId, into: StoryId) -> Result<bool> {
        let text = "select id from correction where id <> $1 and undone_us is null
            and (story_id in ($2, $3) or into_story in ($2, $3)) limit 1";
        Ok(self.optional(text, args![id, story, into]).await?.is_some())
    }

    /// Puts articles back where they stood; free where they were free, unless another correction holds them.
    async fn put_back(&mut self, stood: &[Stood], is_held: bool) -> Result<()> {
        let text = "update placement set story_id = v.column2, by_person = v.column3, score = v.column4,
                reason = v.column5
            from ({values}) as v where placement.article_id = v.column1";
        self.run_rows(text, stood.iter(), |article, arguments| {
            crate::sql::bind_row!(arguments;
                article.article,
                article.story,
                article.by_person || is_held,
                article.score,
                article.reason.as_str(),
            );
        })
        .await?;
        Ok(())
    }

    /// Begins a story with the first of its articles as lead; tells its headline. The desk completes its row.
    async fn begin_story(
        &mut self,
        story: StoryId,
        like: StoryId,
        articles: &[ArticleId],
        now: Timestamp,
    ) -> Result<String> {
        let lead = articles[0];
        let row = self.optional("select title from article where id = $1", args![lead]).await?;
        let title: String = Fields::of(&row.ok_or(StoreError::NotFound)?).next()?;
        let text = "insert into story (id, lang, section, headline, lead_article, others, first_us, last_us,
                article_count, copy_count, publisher_count, rank, reasons, updated_us)
            select $1, lang, section, $3, $4, '[]', first_us, last_us, $5, 0, 1, rank, '[]', $6
            from story where id = $2";
        self.run(text, args![story, like, title.as_str(), lead, articles.len() as i64, now]).await?;
        self.count("stories", 1).await?;
        Ok(title)
    }

    /// Leaves a redirect where a story was, with what led to it and what still stands in it.
    async fn lead_on(&mut self, from: StoryId, into: StoryId) -> Result<()> {
        let text = "update story set redirect_to = $2, article_count = 0 where id = $1 and redirect_to is null";
        if self.run(text, args![from, into]).await? > 0 {
            self.count("stories", -1).await?;
        }
        self.run("update story set redirect_to = $2 where redirect_to = $1", args![from, into]).await?;
        self.run("update placement set story_id = $2 where story_id = $1", args![from, into]).await?;
        self.move_discussion(from, into).await
    }

    /// Takes the redirect off a story, and leads to it again what led to it before.
    async fn stand_again(&mut self, story: StoryId, led_here: &[i64]) -> Result<()> {
        let text = "update story set redirect_to = null where id = $1 and redirect_to is not null";
        if self.run(text, args![story]).await? > 0 {
            self.count("stories", 1).await?;
        }
        let text = "update story set redirect_to = $2 where redirect_to is not null and id in {list $1}";
        self.run(text, args![list(led_here), story]).await?;
        Ok(())
    }

    async fn tell_of_correction(
        &mut self,
        id: i64,
        stories: &[StoryId],
        moved: &[ArticleId],
        now: Timestamp,
    ) -> Result<()> {
        moved.iter().for_each(|article| self.event(EventKind::ArticlePlaced, article.0));
        stories.iter().for_each(|story| self.event(EventKind::StoryChanged, story.0));
        self.enqueue(CORRECTION_JOB, &[id], now).await
    }
}

/// The chosen articles, in the story's order; `Conflict` when one stands elsewhere or none is chosen.
fn among(chosen: &[ArticleId], members: &[ArticleId]) -> Result<Vec<ArticleId>> {
    if chosen.is_empty() {
        return Err(conflict("no article"));
    }
    if chosen.iter().any(|article| !members.contains(article)) {
        return Err(conflict("an article that stands elsewhere"));
    }
    Ok(members.iter().copied().filter(|article| chosen.contains(article)).collect())
}

fn conflict(what: &str) -> StoreError {
    StoreError::Conflict(what.to_owned())
}

fn read_correction(fields: &mut Fields) -> Result<CorrectionRow> {
    Ok(CorrectionRow {
        id: fields.next()?,
        at: fields.next()?,
        by: fields.next()?,
        kind: fields.next()?,
        story: fields.next()?,
        into: fields.next()?,
        article_count: fields.next()?,
        headline: fields.next()?,
        into_headline: fields.next()?,
        why: fields.next()?,
        undone: {
            let (at, by) = (fields.next::<Option<Timestamp>>()?, fields.next::<Option<String>>()?);
            at.zip(by)
        },
    })
}

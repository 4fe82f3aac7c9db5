//! The day in short: the stories that matter most, each told by a few sentences of its publishers. A reader's own begins with
//! what the reader follows, leaves out what the reader's edition and rules leave out, and ends with what was read already.
//!
//! One set of rules makes it of the last 24 hours and of any day whose articles are kept: of a day it tells what was told until
//! the day's end.

use crate::answer::{PageError, Visit};
use crate::cards::Story;
use crate::pages::follows;
use crate::told::{ARTICLES_READ, CitedView, Since, Told, Viewer};
use crate::tongue::Tongue;
use crate::{Site, hiding, letters, reading};
use anyhow::Context;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use news::{ArticleId, StoryId, Timestamp};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use store::{ArticleCursor, Follow, FollowKind, ReadState, StoryCard};

/// So many stories are looked at for each that is told: what ranks high is young, but hidden, read or of another day.
const ASKED: usize = 4;
/// The newest articles of what is followed.
const FOLLOWED_ARTICLES: i64 = 200;
const FOLLOWED_STORIES: usize = 60;

/// How much is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BriefLength {
    #[default]
    Short,
    Longer,
}

impl BriefLength {
    pub fn parse(text: &str) -> Self {
        if text == Self::Longer.as_str() { Self::Longer } else { Self::Short }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Longer => "longer",
        }
    }

    fn stories(self) -> usize {
        match self {
            Self::Short => 10,
            Self::Longer => 20,
        }
    }

    fn sentences(self) -> usize {
        match self {
            Self::Short => 2,
            Self::Longer => 3,
        }
    }
}

/// The time a brief tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Timestamp,
    pub until: Timestamp,
    /// None for the last 24 hours.
    pub day: Option<Date>,
}

impl Span {
    pub fn last_day(now: Timestamp) -> Self {
        Self { from: now.plus_us(-Timestamp::DAY), until: now, day: None }
    }

    /// A day as it is in a zone; None for one that has not begun.
    pub fn of_day(day: Date, zone: &TimeZone, now: Timestamp) -> Option<Self> {
        let begins = |day: Date| Some(Timestamp::from_jiff(day.to_zoned(zone.clone()).ok()?.timestamp()));
        let (from, until) = (begins(day)?, begins(day.checked_add(1.day()).ok()?)?);
        (from <= now).then_some(Self { from, until, day: Some(day) })
    }

    fn is_over(self, now: Timestamp) -> bool {
        self.until < now
    }
}

/// A story of the day.
pub struct InShort {
    pub story: Story,
    /// Empty where one article alone tells it: its standfirst stands for it.
    pub sentences: Vec<CitedView>,
    /// What the reader follows that brought it.
    pub followed: Vec<String>,
}

impl InShort {
    pub fn followed_words(&self, tongue: Tongue) -> String {
        self.followed.join(tongue.list_comma())
    }
}

/// Makes the brief of whoever visits.
pub async fn make(site: &Site, visit: &Visit, span: Span, length: BriefLength) -> Result<Vec<InShort>, PageError> {
    let most = length.stories();
    let asked = (most * ASKED) as i64;
    let (mut chosen, why) = followed(site, visit, span).await?;
    // What matters to everybody has its place in everybody's brief.
    chosen.truncate(most * 2 / 3);
    let known: HashSet<StoryId> = chosen.iter().map(|card| card.id).collect();
    let mut important = important(site, visit, span, asked).await?;
    important.retain(|card| !known.contains(&card.id));
    chosen.extend(important);
    put_read_last(site, visit, &mut chosen).await?;
    chosen.truncate(most);
    let mut stories = Vec::with_capacity(most);
    for card in chosen {
        let followed = why.get(&card.id).cloned().unwrap_or_default();
        stories.extend(in_short(site, visit, card, span, length, followed).await?);
    }
    reading::mark(site, visit, stories.iter_mut().flat_map(|one| one.story.cards_mut())).await?;
    Ok(stories)
}

/// The stories of the time that matter most, in the visitor's edition.
async fn important(site: &Site, visit: &Visit, span: Span, asked: i64) -> Result<Vec<StoryCard>, PageError> {
    let edition = visit.preferences.edition;
    let mut cards = if span.is_over(visit.now) {
        let ids = site.store.stories_told_between(span.from, span.until, asked * 2).await?;
        site.store.stories_by_ids(&ids).await?
    } else {
        site.store.stories_front(&edition.stories(None), None, asked).await?
    };
    cards.retain(|card| card.last >= span.from && edition.shows(card.lang));
    Ok(hiding::stories(site, visit, cards, asked).await?.shown)
}

/// The stories of what the reader follows, and what brought each: first those that are followed themselves, last those that a
/// followed publisher tells of, each by rank. None without a reader.
async fn followed(
    site: &Site,
    visit: &Visit,
    span: Span,
) -> Result<(Vec<StoryCard>, HashMap<StoryId, Vec<String>>), PageError> {
    let Some(reader) = &visit.reader else { return Ok(Default::default()) };
    let follows = site.store.follows(reader.id).await?;
    if follows.is_empty() {
        return Ok(Default::default());
    }
    let until = Some(ArticleCursor { published: span.until, id: ArticleId(i64::MAX) });
    let mut newest = follows::newest(site, visit, &follows, until, FOLLOWED_ARTICLES).await?;
    newest.retain(|one| one.card.published >= span.from && one.card.published < span.until);
    let mut brought_by: HashMap<StoryId, HashSet<usize>> = HashMap::new();
    let mut order = Vec::new();
    for one in newest {
        let Some(story) = one.card.story else { continue };
        let brought = brought_by.entry(story).or_insert_with(|| {
            order.push(story);
            HashSet::new()
        });
        brought.extend(one.brought_by);
    }
    let nearness = |story: &StoryId| {
        let brought = brought_by.get(story).into_iter().flatten();
        brought.filter_map(|&at| follows.get(at)).map(nearness).max().unwrap_or_default()
    };
    order.sort_by_key(|story| Reverse(nearness(story)));
    order.truncate(FOLLOWED_STORIES);
    let edition = visit.preferences.edition;
    let mut cards = site.store.stories_by_ids(&order).await?;
    // Who chose a story by name wants it in whatever language it is told.
    cards.retain(|card| edition.shows(card.lang) || nearness(&card.id) == NEAREST);
    cards.sort_by(|a, b| nearness(&b.id).cmp(&nearness(&a.id)).then(b.rank.total_cmp(&a.rank)));
    let cards = hiding::stories(site, visit, cards, FOLLOWED_STORIES as i64).await?.shown;
    let labels = |brought: HashSet<usize>| {
        let mut brought: Vec<usize> = brought.into_iter().collect();
        brought.sort_unstable();
        brought.into_iter().filter_map(|at| follows.get(at)).map(follows::shown_label).collect()
    };
    Ok((cards, brought_by.into_iter().map(|(story, brought)| (story, labels(brought))).collect()))
}

const NEAREST: u8 = 3;

fn nearness(follow: &Follow) -> u8 {
    match follow.kind {
        FollowKind::Story => NEAREST,
        FollowKind::Hashtag | FollowKind::Person | FollowKind::Place | FollowKind::Search => 2,
        FollowKind::Publisher => 1,
    }
}

/// Moves behind the others what the reader has read of, or looked at since it was last told.
async fn put_read_last(site: &Site, visit: &Visit, cards: &mut [StoryCard]) -> Result<(), PageError> {
    let Some(reader) = &visit.reader else { return Ok(()) };
    let articles = |card: &StoryCard| -> Vec<ArticleId> {
        std::iter::once(card.lead.id).chain(card.others.iter().map(|other| other.id)).collect()
    };
    let ids: Vec<ArticleId> = cards.iter().flat_map(articles).collect();
    let stories: Vec<StoryId> = cards.iter().map(|card| card.id).collect();
    let states = site.store.read_states(reader.id, &ids).await?;
    let looked = site.store.last_looks(reader.id, &stories).await?;
    let is_read = |id: &ArticleId| states.get(id).copied().is_some_and(|state: ReadState| state.is_read);
    cards.sort_by_cached_key(|card| {
        looked.get(&card.id).is_some_and(|at| *at >= card.last) || articles(card).iter().any(is_read)
    });
    Ok(())
}

async fn in_short(
    site: &Site,
    visit: &Visit,
    card: StoryCard,
    span: Span,
    length: BriefLength,
    followed: Vec<String>,
) -> Result<Option<InShort>, PageError> {
    let mut card = card;
    let mut sentences = Vec::new();
    let is_over = span.is_over(visit.now);
    if is_over || card.article_count > card.copy_count + 1 {
        let until = is_over.then_some(ArticleCursor { published: span.until, id: ArticleId(0) });
        let coverage = site.store.coverage(card.id, until, ARTICLES_READ).await?;
        let coverage: Vec<_> = coverage.into_iter().map(|row| row.card).collect();
        if is_over {
            // What came later was not told then.
            card.others.retain(|other| other.published < span.until);
            card.article_count = coverage.len() as i64;
            card.copy_count = coverage.iter().filter(|one| one.copy_of.is_some()).count() as i64;
            let publishers: HashSet<_> = coverage.iter().map(|one| one.publisher.id).collect();
            card.publisher_count = publishers.len() as i64;
            let Some(newest) = coverage.iter().find(|one| one.copy_of.is_none()).or(coverage.first()) else {
                return Ok(None);
            };
            card.last = newest.published;
            if card.lead.published >= span.until {
                card.headline.clone_from(&newest.title);
                card.lang = newest.lang;
                card.lead = newest.clone();
                card.others.retain(|other| other.id != newest.id);
            }
        }
        let lang = card.lead.lang;
        let until = if is_over { span.until } else { Timestamp(i64::MAX) };
        // Of a story that goes on, the brief of a day tells what that day brought.
        sentences = Since::moment(site, visit, card.id, &coverage, lang, span.from).await?;
        if sentences.is_empty() {
            let told = Told::of(site, card.id, until, coverage, lang, visit.clock()).await?;
            sentences = told.in_short(Viewer::of(site, visit));
        }
        sentences.truncate(length.sentences());
    }
    Ok(Some(InShort { story: Story::new(card, visit.clock()), sentences, followed }))
}

/// The zone whose days the visitor's briefs are of: that of the brief by mail, or else UTC.
pub async fn zone_of(site: &Site, visit: &Visit) -> Result<TimeZone, PageError> {
    let Some(reader) = &visit.reader else { return Ok(TimeZone::UTC) };
    let mail = site.store.brief_mail(reader.id).await?;
    Ok(mail.and_then(|mail| TimeZone::get(&mail.wish.zone).ok()).unwrap_or(TimeZone::UTC))
}

/// The headline of a brief: whose, and of which day.
pub fn heading(visit: &Visit, span: Span) -> String {
    let (say, own) = (visit.tongue, visit.reader.is_some());
    match (span.day, own) {
        (None, false) => say.brief_head().to_owned(),
        (None, true) => say.brief_head_own().to_owned(),
        (Some(day), false) => say.brief_head_day(&said_day(day, say)),
        (Some(day), true) => say.brief_head_own_day(&said_day(day, say)),
    }
}

/// A brief as plain text: headlines, and under each its sentences with who says them.
pub fn in_text(stories: &[InShort]) -> String {
    let story = |one: &InShort| {
        let mut lines = vec![one.story.headline.clone()];
        if one.sentences.is_empty() {
            let said = if one.story.lead.standfirst.is_empty() { "" } else { &one.story.lead.standfirst };
            lines.push(format!("{said} ({})", one.story.lead.publisher.name).trim_start().to_owned());
        }
        lines.extend(one.sentences.iter().map(|cited| format!("{} ({})", cited.sentence, cited.publisher)));
        lines.join("\n")
    };
    stories.iter().map(story).collect::<Vec<_>>().join("\n\n")
}

/// A brief for programs and terminals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BriefText {
    pub heading: String,
    pub stories: Vec<BriefTextStory>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BriefTextStory {
    pub headline: String,
    /// With the site's own address where that is configured.
    pub path: String,
    pub sentences: Vec<BriefTextSentence>,
    /// What the reader follows that brought it.
    pub followed: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BriefTextSentence {
    pub sentence: String,
    pub publisher: String,
    pub published: Timestamp,
    pub path: String,
}

impl Site {
    /// Makes the brief of everybody, or of the reader of a name; of the last 24 hours, or of a day (UTC). Fails for a reader who is
    /// not there, and for a day that has not begun.
    pub async fn brief(&self, reader: Option<&str>, day: Option<Date>, longer: bool) -> anyhow::Result<BriefText> {
        let now = self.now();
        let visit = match reader {
            None => letters::visit_of_nobody(self, now),
            Some(name) => {
                let found =
                    self.store.reader_by_name(name).await?.with_context(|| format!("no reader is called {name}"))?;
                letters::visit_of(self, found.id, now).await?.with_context(|| format!("the account of {name} rests"))?
            }
        };
        let span = match day {
            None => Span::last_day(now),
            Some(day) => Span::of_day(day, &TimeZone::UTC, now).with_context(|| format!("{day} has not begun"))?,
        };
        let length = if longer { BriefLength::Longer } else { BriefLength::Short };
        let stories = make(self, &visit, span, length).await?;
        let home = self.face.base_url.as_deref().unwrap_or_default();
        let stories = stories.into_iter().map(|one| one.into_text(home)).collect();
        Ok(BriefText { heading: heading(&visit, span), stories })
    }
}

impl InShort {
    fn into_text(self, home: &str) -> BriefTextStory {
        let (headline, path) = (self.story.headline.clone(), format!("{home}{}", self.story.href()));
        let lead = &self.story.lead;
        let mut sentences: Vec<BriefTextSentence> = Vec::new();
        if self.sentences.is_empty() && !lead.standfirst.is_empty() {
            sentences.push(BriefTextSentence {
                sentence: lead.standfirst.clone(),
                publisher: lead.publisher.name.clone(),
                published: lead.published,
                path: format!("{home}/article/{}", lead.id),
            });
        }
        sentences.extend(self.sentences.into_iter().map(|cited| BriefTextSentence {
            sentence: cited.sentence,
            publisher: cited.publisher,
            published: cited.when.at,
            path: format!("{home}{}", cited.path),
        }));
        BriefTextStory { headline, path, sentences, followed: self.followed }
    }
}

/// "22 November 2026".
pub fn said_day(day: Date, tongue: Tongue) -> String {
    let midday = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).map_or(jiff::Timestamp::UNIX_EPOCH, |at| at.timestamp());
    crate::time_words::day(Timestamp::from_jiff(midday), tongue)
}

//! A discussion as pages show it: its threads, and how the visitor may take part.
//!
//! A page shows the first levels of each thread; what goes deeper or on stands on the page of a comment. A page whose
//! subject has no comments asks the store for none. What is one reader's (votes, blocks, what waits) is asked for by
//! that reader alone, whose pages nobody else gets.

use crate::answer::{PageError, Visit};
use crate::frame::{Frame, Markup, PageFeed};
use crate::session::{self, SignedIn};
use crate::time_words::{When, exact};
use crate::tongue::Tongue;
use crate::{Site, markdown, words};
use news::{CommentId, CommentState, ReaderId, Subject, Timestamp, html};
use std::collections::{HashMap, HashSet};
use store::{Ban, Comment, CommentCursor, CommentSort, Found, Role};

/// A comment has no more characters.
pub const COMMENT_CHARS: i64 = news::comment::COMMENT_CHARS_MAX as i64;
/// Threads on a page.
pub const THREADS: i64 = 20;
/// Replies shown to each comment, by the level they stand on.
const REPLIES: i64 = 4;
const REPLIES_BELOW: i64 = 2;
/// A reader's own comments that wait, on one page.
const WAITING: i64 = 10;
/// The newest first: who comes back sees what is new, and who writes sees it stand.
pub const DEFAULT_SORT: CommentSort = CommentSort::Newest;

/// A new reader's first comments wait for a moderator, until so many were published.
pub const TRUSTED_AFTER: i64 = 3;
const SETTING: &str = "premoderation";

/// The discussion of a subject, on its page or on a page of its own.
pub struct Discussion {
    pub subject: Subject,
    /// Where the subject's own page is.
    pub page: String,
    /// Nothing is published.
    is_quiet: bool,
    /// "3 comments".
    pub count_words: String,
    pub threads: Vec<CommentView>,
    pub sorts: Vec<SortView>,
    /// Where the list goes on.
    pub more: Option<String>,
    /// The reader's own, which nobody else sees yet.
    pub waiting: Vec<CommentView>,
    pub part: Part,
}

pub struct SortView {
    pub path: String,
    pub words: &'static str,
    pub is_chosen: bool,
}

/// How the visitor may take part.
pub enum Part {
    Write(Composer),
    /// The way to sign in and back.
    SignIn(String),
    /// Why not.
    Banned(String),
}

impl Part {
    /// Tells whether there is a form.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Write(_))
    }
}

/// A form for a comment.
pub struct Composer {
    /// Where it sends to.
    pub action: String,
    pub what: &'static str,
    pub label: String,
    pub token: String,
    pub text: String,
    pub problem: Option<String>,
    pub button: &'static str,
    pub waits: bool,
}

/// A comment and the replies shown below it.
pub struct CommentView {
    pub id: CommentId,
    /// In general words where the account is gone.
    pub author: String,
    /// Of those who keep order here.
    pub role: Option<String>,
    pub when: When,
    pub is_edited: bool,
    /// None where the words are gone.
    pub body: Option<Markup>,
    /// What stands in the place of words that are gone.
    pub gone: &'static str,
    pub is_folded: bool,
    /// "recommended by 3"; empty without.
    pub votes: String,
    pub actions: Option<Actions>,
    pub replies: Vec<CommentView>,
    /// Of the replies that are not shown here: "3 more replies".
    pub more: Option<String>,
}

/// What a signed-in reader may do with a comment.
pub struct Actions {
    pub token: String,
    /// The page to go back to.
    pub back: String,
    pub is_own: bool,
    pub has_voted: bool,
    pub may_reply: bool,
    pub may_edit: bool,
}

/// What is known of who looks.
pub struct Viewer<'v> {
    visit: &'v Visit,
    token: String,
    voted: HashSet<CommentId>,
    blocked: HashSet<ReaderId>,
    may_write: bool,
    /// The address of the page.
    here: String,
}

impl<'v> Viewer<'v> {
    /// Asks what the visitor did with these comments; nothing when nobody is signed in.
    pub async fn of(
        site: &Site,
        visit: &'v Visit,
        frame: &Frame,
        here: String,
        comments: &[CommentId],
        may_write: bool,
    ) -> Result<Self, PageError> {
        let (mut voted, mut blocked) = (HashSet::new(), HashSet::new());
        if let Some(reader) = visit.reader.as_ref().filter(|_| !comments.is_empty()) {
            voted = site.store.votes_of(reader.id, comments).await?;
            blocked = site.store.blocked_by(reader.id).await?.into_iter().map(|(id, _)| id).collect();
        }
        Ok(Self { visit, token: frame.form_token(), voted, blocked, may_write, here })
    }

    /// Shows a comment with its replies out of `below`, which it takes.
    pub fn view(&self, comment: Comment, below: &mut HashMap<CommentId, Vec<Comment>>) -> CommentView {
        let replies: Vec<CommentView> =
            below.remove(&comment.id).unwrap_or_default().into_iter().map(|reply| self.view(reply, below)).collect();
        let left = comment.replies - replies.len() as i64;
        let more = (left > 0).then(|| match replies.len() {
            0 => self.visit.tongue.discussion_replies(left),
            _ => self.visit.tongue.discussion_more_replies(left),
        });
        CommentView { replies, more, ..self.alone(comment) }
    }

    /// Shows a comment without what is below it.
    pub fn alone(&self, comment: Comment) -> CommentView {
        let is_there = matches!(comment.state, CommentState::Published | CommentState::Waiting);
        let is_own = self.visit.reader.as_ref().is_some_and(|reader| comment.is_by(reader.id));
        let actions = self.visit.reader.as_ref().filter(|_| is_there).map(|_| Actions {
            token: self.token.clone(),
            back: format!("{}#comment-{}", self.here, comment.id),
            is_own,
            has_voted: self.voted.contains(&comment.id),
            may_reply: self.may_write && comment.state == CommentState::Published,
            may_edit: is_own && may_edit(&comment, self.visit.now),
        });
        let say = self.visit.tongue;
        let votes = match comment.votes {
            ..=0 => String::new(),
            votes => say.comment_recommended(votes),
        };
        // Nobody sees the words of another reader's comment that waits: its page looks at that before.
        let is_shown = comment.state == CommentState::Published || (is_there && self.may_see_waiting(is_own));
        CommentView {
            id: comment.id,
            role: comment
                .author
                .as_ref()
                .filter(|author| author.role != Role::Reader)
                .map(|one| words::role(one.role, say)),
            is_folded: comment.author.as_ref().is_some_and(|author| self.blocked.contains(&author.id)),
            when: self.visit.clock().when(comment.at),
            is_edited: comment.edited.is_some(),
            body: is_shown.then(|| body(&comment.text)),
            gone: words::comment_gone(comment.state, say),
            votes: if is_there { votes } else { String::new() },
            actions,
            author: comment.author.map_or_else(|| say.former_reader().to_owned(), |author| author.name),
            replies: Vec::new(),
            more: None,
        }
    }

    fn may_see_waiting(&self, is_own: bool) -> bool {
        is_own || self.visit.moderator().is_ok()
    }
}

/// Renders what a reader wrote.
pub fn body(text: &str) -> Markup {
    html::render_comment(&markdown::blocks(text)).into()
}

/// The words of a comment without their marks, for feeds and notices.
pub fn plain(text: &str) -> String {
    news::article::text_of(&markdown::blocks(text))
}

pub fn may_edit(comment: &Comment, now: Timestamp) -> bool {
    matches!(comment.state, CommentState::Published | CommentState::Waiting)
        && now.since_us(comment.at) <= store::EDIT_US
}

/// A page of a discussion that is asked for.
pub struct AskedFor<'a> {
    pub subject: Subject,
    /// The path of the subject's page.
    pub page: &'a str,
    /// Of published comments.
    pub count: i64,
    pub sort: CommentSort,
    pub after: Option<CommentCursor>,
    /// The path of the page on which it stands.
    pub here: String,
}

impl Discussion {
    /// Reads the beginning of a discussion for the page of its subject.
    pub async fn begin(
        site: &Site,
        visit: &Visit,
        frame: &mut Frame,
        subject: Subject,
        count: i64,
    ) -> Result<Self, PageError> {
        let page = path_of(subject);
        let here = page.clone();
        let asked = AskedFor { subject, page: &page, count, sort: DEFAULT_SORT, after: None, here };
        Self::read(site, visit, frame, asked).await
    }

    pub async fn read(site: &Site, visit: &Visit, frame: &mut Frame, asked: AskedFor<'_>) -> Result<Self, PageError> {
        let AskedFor { subject, page, count, sort, after, here } = asked;
        let mut threads = match count {
            0 => Vec::new(),
            _ => site.store.threads(subject, sort, after, THREADS + 1).await?,
        };
        let more = crate::pages::cut(&mut threads, THREADS, Comment::cursor);
        let more = more.map(|after| format!("{page}/discussion?sort={}&after={after}", sort.as_str()));
        let part = part_of(site, visit, frame, format!("{page}/discussion")).await?;
        let waiting = match &visit.reader {
            Some(reader) => site.store.own_waiting(reader.id, subject, WAITING).await?,
            None => Vec::new(),
        };
        let mut below = replies_below(site, &threads, REPLIES).await?;
        let ids = ids_of(threads.iter().chain(&waiting).chain(below.values().flatten()));
        let viewer = Viewer::of(site, visit, frame, here, &ids, matches!(part, Part::Write(_))).await?;
        frame.feed = Some(PageFeed::new(&visit.tongue.feed_comments(&frame.title), format!("{page}/discussion")));
        let sorts = CommentSort::ALL.map(|one| SortView {
            path: format!("{page}/discussion?sort={}", one.as_str()),
            words: words::comment_sort(one)(visit.tongue),
            is_chosen: one == sort,
        });
        Ok(Self {
            subject,
            page: page.to_owned(),
            is_quiet: count == 0,
            count_words: visit.tongue.comments(count),
            threads: threads.into_iter().map(|thread| viewer.view(thread, &mut below)).collect(),
            // One thread has no order.
            sorts: if count > 1 { sorts.into() } else { Vec::new() },
            more,
            waiting: waiting.into_iter().map(|comment| viewer.alone(comment)).collect(),
            part,
        })
    }

    pub fn is_empty(&self) -> bool {
        self.is_quiet && self.waiting.is_empty()
    }
}

/// Reads the first replies to comments, and the first to these, by what they answer.
pub async fn replies_below(
    site: &Site,
    comments: &[Comment],
    each: i64,
) -> Result<HashMap<CommentId, Vec<Comment>>, PageError> {
    let mut below: HashMap<CommentId, Vec<Comment>> = HashMap::new();
    let mut parents = answered(comments);
    for each in [each, REPLIES_BELOW] {
        let replies = site.store.first_replies(&parents, each).await?;
        parents = answered(&replies);
        for reply in replies {
            below.entry(reply.parent.unwrap_or(reply.id)).or_default().push(reply);
        }
    }
    Ok(below)
}

fn answered(comments: &[Comment]) -> Vec<CommentId> {
    comments.iter().filter(|comment| comment.replies > 0).map(|comment| comment.id).collect()
}

pub fn ids_of<'c>(comments: impl Iterator<Item = &'c Comment>) -> Vec<CommentId> {
    comments.map(|comment| comment.id).collect()
}

/// Tells how the visitor may take part, by a form that sends to `action`.
pub async fn part_of(site: &Site, visit: &Visit, frame: &Frame, action: String) -> Result<Part, PageError> {
    let Some(reader) = &visit.reader else { return Ok(Part::SignIn(session::sign_in_path(&visit.path_and_query))) };
    if let Some(ban) = site.store.ban_of(reader.id, visit.now).await? {
        return Ok(Part::Banned(ban_words(&ban, visit.tongue)));
    }
    Ok(Part::Write(Composer {
        action,
        what: "comment",
        label: visit.tongue.composer_comment().to_owned(),
        token: frame.form_token(),
        text: String::new(),
        problem: None,
        button: visit.tongue.composer_post(),
        waits: waits(site, reader).await?,
    }))
}

pub fn ban_words(ban: &Ban, tongue: Tongue) -> String {
    match ban.until {
        Some(until) => tongue.ban_you_until(&exact(until, tongue), &ban.why),
        None => tongue.ban_you(&ban.why),
    }
}

/// Invites to sign in, with the way there.
pub fn sign_in_words(path: &str, tongue: Tongue) -> Markup {
    tongue.discussion_sign_in_to(Markup::quiet_link(path, tongue.discussion_sign_in()))
}

/// Which comments moderators look at before they are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Premoderation {
    Everything,
    /// Those of readers who have not had [`TRUSTED_AFTER`] published yet.
    NewReaders,
    Nothing,
}

impl Premoderation {
    pub const ALL: [Self; 3] = [Self::Everything, Self::NewReaders, Self::Nothing];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::NewReaders => "new-readers",
            Self::Nothing => "nothing",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// Reads what the owner chose; new readers' when nothing was chosen yet.
    pub async fn of(site: &Site) -> Result<Self, PageError> {
        let chosen = site.store.setting(SETTING).await?;
        Ok(chosen.as_deref().and_then(Self::parse).unwrap_or(Self::NewReaders))
    }

    pub async fn choose(self, site: &Site) -> Result<(), PageError> {
        Ok(site.store.set_setting(SETTING, self.as_str()).await?)
    }
}

/// Tells whether what this reader writes waits for a moderator. What moderators write does not.
pub async fn waits(site: &Site, reader: &SignedIn) -> Result<bool, PageError> {
    if reader.role != Role::Reader {
        return Ok(false);
    }
    Ok(match Premoderation::of(site).await? {
        Premoderation::Everything => true,
        Premoderation::NewReaders => site.store.comments_published(reader.id).await? < TRUSTED_AFTER,
        Premoderation::Nothing => false,
    })
}

/// What a discussion is about, for pages that do not show it.
pub struct About {
    pub title: String,
    pub path: String,
}

/// Where a subject's own page is.
pub fn path_of(subject: Subject) -> String {
    match subject {
        Subject::Article(id) => format!("/article/{id}"),
        Subject::Story(id) => format!("/story/{id}"),
    }
}

/// Names subjects; those that are gone or merged are named in general words.
pub async fn about(
    site: &Site,
    tongue: Tongue,
    subjects: impl Iterator<Item = Subject>,
) -> Result<HashMap<Subject, About>, PageError> {
    let subjects: HashSet<Subject> = subjects.collect();
    let (mut articles, mut stories) = (Vec::new(), Vec::new());
    for subject in &subjects {
        match subject {
            Subject::Article(id) => articles.push(*id),
            Subject::Story(id) => stories.push(*id),
        }
    }
    let mut titles: HashMap<Subject, String> = HashMap::new();
    if !articles.is_empty() {
        let cards = site.store.articles_by_ids(&articles).await?;
        titles.extend(cards.into_iter().map(|card| (Subject::Article(card.id), card.title)));
    }
    if !stories.is_empty() {
        let cards = site.store.stories_by_ids(&stories).await?;
        titles.extend(cards.into_iter().map(|card| (Subject::Story(card.id), card.headline)));
    }
    let name = |subject: Subject| {
        let general = match subject {
            Subject::Article(_) => tongue.subject_article(),
            Subject::Story(_) => tongue.subject_story(),
        };
        let title = titles.remove(&subject).unwrap_or_else(|| general.to_owned());
        (subject, About { title, path: path_of(subject) })
    };
    Ok(subjects.into_iter().map(name).collect())
}

/// Finds a subject that is there: its title and how many comments are published.
pub async fn find(site: &Site, subject: Subject) -> Result<(String, i64), PageError> {
    match subject {
        Subject::Article(id) => {
            let card = site.store.articles_by_ids(&[id]).await?.pop().ok_or(PageError::NotFound)?;
            Ok((card.title, card.comment_count))
        }
        Subject::Story(id) => match site.store.story(id).await? {
            Found::Here(card) => Ok((card.headline, card.comment_count)),
            Found::Moved(to) => Err(PageError::Moved(format!("/story/{to}/discussion"))),
        },
    }
}

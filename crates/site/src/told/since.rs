//! What is new in a story since a reader last looked at it.
//!
//! What is read of it depends on how far the story had come then, not on who looks: readers who left at the same place share it.

use super::cited::{Cited, CitedView, Library};
use super::{Viewer, read_or_known};
use crate::Site;
use crate::answer::{PageError, Visit};
use crate::time_words::When;
use news::{ArticleId, Lang, PostId, StoryId, Timestamp};
use std::collections::HashSet;
use store::{ArticleCard, PostCursor, PostPage, StoryLook, TextAndPosts};

/// Sentences that tell it: of a few new articles, and of more.
const SHORT: usize = 3;
const LONGER: usize = 5;
const MANY_ARTICLES: usize = 6;

/// The sentences of what came since a look that say something new.
#[derive(Debug, Default)]
pub struct Since {
    points: Vec<(Cited, usize)>,
}

/// What a story is known by, as it was read: the story, how far it had come, in which languages.
pub type SinceKey = (StoryId, ArticleId, PostId, [Lang; 2]);

/// The same as a page shows it.
pub struct SinceView {
    pub looked: When,
    /// "4 new articles"; posts of live blogs where no article is new.
    pub came: String,
    /// Empty when nothing came that was not told before.
    pub sentences: Vec<CitedView>,
}

/// How far a story has come, for the script of a page that was fetched ahead to say once it is shown.
pub struct Ahead {
    pub article: ArticleId,
    pub post: PostId,
}

/// A reader's look at a story.
#[derive(Default)]
pub struct Looked {
    pub since: Option<SinceView>,
    pub ahead: Option<Ahead>,
}

impl Looked {
    /// Notes that the reader looks, unless the browser only looks ahead, and tells what is new; `cards` are the story's newest
    /// articles. Nothing for who is not signed in, on a first look, and when nothing came.
    pub async fn at(
        site: &Site,
        visit: &Visit,
        story: StoryId,
        cards: &[ArticleCard],
        lead_lang: Lang,
    ) -> Result<Self, PageError> {
        let Some(reader) = &visit.reader else { return Ok(Self::default()) };
        let mut posts: Vec<PostId> = Vec::new();
        for blog in cards.iter().filter(|card| card.is_live_blog) {
            posts.extend(site.store.newest_posts(blog.id).await?);
        }
        let seen = StoryLook::of(cards, &posts, visit.now);
        if visit.only_looks_ahead() {
            let before = site.store.story_look(reader.id, story, visit.now).await?;
            let since = Since::view(site, visit, story, cards, &posts, lead_lang, before).await?;
            return Ok(Self { since, ahead: Some(Ahead { article: seen.article, post: seen.post }) });
        }
        let before = site.store.look_at_story(reader.id, story, seen).await?;
        Ok(Self { since: Since::view(site, visit, story, cards, &posts, lead_lang, before).await?, ahead: None })
    }
}

impl Since {
    async fn view(
        site: &Site,
        visit: &Visit,
        story: StoryId,
        cards: &[ArticleCard],
        posts: &[PostId],
        lead_lang: Lang,
        before: Option<StoryLook>,
    ) -> Result<Option<SinceView>, PageError> {
        let Some(before) = before else { return Ok(None) };
        let articles = cards.iter().filter(|card| card.id > before.article).count() as i64;
        let posts = posts.iter().filter(|post| **post > before.post).count() as i64;
        if articles == 0 && posts == 0 {
            return Ok(None);
        }
        let langs = [visit.tongue.lang(), lead_lang];
        let key: SinceKey = (story, before.article, before.post, langs);
        let read = move |cards: &[ArticleCard], texts: &[TextAndPosts]| Self::read(cards, texts, before, langs);
        let since = read_or_known(site, &site.since, key, cards.to_vec(), visit.clock(), read).await?;
        Ok(Some(SinceView {
            looked: visit.clock().when(before.at),
            came: if articles > 0 { visit.tongue.new_articles(articles) } else { visit.tongue.since_posts(posts) },
            sentences: since.sentences(Viewer::of(site, visit)),
        }))
    }

    /// What a story has told of from a moment on that was not told before; empty where nothing was told before, and where
    /// nothing is new. `cards` are its articles, newest first.
    pub async fn moment(
        site: &Site,
        visit: &Visit,
        story: StoryId,
        cards: &[ArticleCard],
        lead_lang: Lang,
        from: Timestamp,
    ) -> Result<Vec<CitedView>, PageError> {
        let older = cards.iter().filter(|card| card.published < from);
        let Some(article) = older.map(|card| card.id).max() else { return Ok(Vec::new()) };
        let mut post = PostId(0);
        for blog in cards.iter().filter(|card| card.is_live_blog) {
            let before = PostPage::Before(PostCursor { published: from, id: PostId(0) });
            let last = site.store.posts(blog.id, before, 1).await?;
            post = last.first().map_or(post, |row| post.max(row.id));
        }
        let before = StoryLook { article, post, at: from };
        let langs = [visit.tongue.lang(), lead_lang];
        let read = move |cards: &[ArticleCard], texts: &[TextAndPosts]| Self::read(cards, texts, before, langs);
        let key: SinceKey = (story, article, post, langs);
        let since = read_or_known(site, &site.since, key, cards.to_vec(), visit.clock(), read).await?;
        Ok(since.sentences(Viewer::of(site, visit)))
    }

    fn sentences(&self, viewer: Viewer) -> Vec<CitedView> {
        self.points.iter().map(|(cited, publishers)| cited.view(*publishers, viewer)).collect()
    }

    fn read(cards: &[ArticleCard], texts: &[TextAndPosts], before: StoryLook, langs: [Lang; 2]) -> Self {
        let library = Library::new(cards, texts);
        let posts = texts.iter().flat_map(|text| text.posts.iter().map(|row| (text.article, row)));
        let new_posts: HashSet<(ArticleId, &str)> =
            posts.filter(|(_, row)| row.id > before.post).map(|(blog, row)| (blog, row.post.key.as_str())).collect();
        let is_new = |article: ArticleId, post: Option<&str>| match post {
            Some(key) => new_posts.contains(&(article, key)),
            None => article > before.article,
        };
        let new_articles = cards.iter().filter(|card| card.id > before.article).count();
        let most = if new_articles < MANY_ARTICLES { SHORT } else { LONGER };
        let points = enrich::since::of_story(&library.tellings(), is_new, &langs, most).into_iter();
        Self { points: points.filter_map(|point| Some((library.cited(&point.passage)?, point.publishers))).collect() }
    }
}

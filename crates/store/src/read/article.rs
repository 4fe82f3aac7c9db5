//! An article whole, its earlier versions, and articles as the index takes them.

use super::card::{ArticleCard, select_card};
use super::hashtag::{HashtagRef, read_names, refs};
use crate::compact::read_mentions;
use crate::item::PageState;
use crate::pack::unpack;
use crate::sql::{Fields, args, list, read_all};
use crate::{Result, Store};
use news::{Article, ArticleId, Block, Mention, SourceId, StoryId, Timestamp};

/// All that an article's page shows, except its posts and its neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleView {
    pub card: ArticleCard,
    /// Whole; a live blog's posts are read apart.
    pub article: Article,
    pub source: SourceId,
    /// When we first saw it.
    pub created: Timestamp,
    /// 0 until enriched.
    pub words: i64,
    pub page: PageState,
    /// The date as the feed had it.
    pub published_raw: Option<String>,
    pub revision_count: i64,
    /// Most telling first.
    pub hashtags: Vec<HashtagRef>,
    pub mentions: Vec<Mention>,
    pub story: Option<StoryBrief>,
}

/// The story an article belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryBrief {
    pub id: StoryId,
    pub headline: String,
    pub article_count: i64,
    pub publisher_count: i64,
}

/// An earlier version of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// When it was replaced.
    pub at: Timestamp,
    pub title: String,
    pub standfirst: String,
    pub body: Vec<Block>,
}

/// An article as the index takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToIndex {
    pub card: ArticleCard,
    pub text: String,
    pub hashtags: Vec<HashtagRef>,
}

impl Store {
    /// Reads an article whole.
    pub async fn article(&self, id: ArticleId) -> Result<ArticleView> {
        let text = select_card!(
            ", a.standfirst, a.modified_us, a.source_id, a.created_us, a.words, a.page_state, a.published_raw,
             a.revision_count, b.body, e.mentions, e.hashtags,
             (select {rows h.id, h.key, h.label} from hashtag h where h.id in {firsts e.hashtags}),
             s.headline, s.article_count, s.publisher_count",
            "article a join publisher p on p.id = a.publisher_id join article_body b on b.article_id = a.id
             left join placement l on l.article_id = a.id left join enrichment e on e.article_id = a.id
             left join story s on s.id = l.story_id",
            "where a.id = $1"
        );
        let row = self.one(text, args![id]).await?;
        let mut fields = Fields::of(&row);
        let card = ArticleCard::read(&mut fields)?;
        let mut article = Article {
            standfirst: fields.next()?,
            modified: fields.next()?,
            url: card.url.clone(),
            title: card.title.clone(),
            authors: card.byline.clone(),
            published: Some(card.published),
            image_url: card.image_url.clone(),
            access: card.access,
            is_live_blog: card.is_live_blog,
            ..Article::default()
        };
        let (source, created, words) = (fields.next()?, fields.next()?, fields.next()?);
        let (page, published_raw, revision_count) = (fields.next()?, fields.next()?, fields.next()?);
        unpack(&fields.next::<Vec<u8>>()?)?.fill(&mut article);
        article.lang = card.lang;
        let mentions = read_mentions(&mut fields)?;
        let hashtags = refs(&fields.json::<Vec<(i64, i64)>>()?, &read_names(&mut fields)?);
        let story = match (card.story, fields.next::<Option<String>>()?) {
            (Some(id), Some(headline)) => {
                Some(StoryBrief { id, headline, article_count: fields.next()?, publisher_count: fields.next()? })
            }
            _ => None,
        };
        let page = PageState::from_code(page);
        Ok(ArticleView {
            card,
            article,
            source,
            created,
            words,
            page,
            published_raw,
            revision_count,
            hashtags,
            mentions,
            story,
        })
    }

    /// Lists an article's earlier versions, newest first.
    pub async fn revisions(&self, article: ArticleId) -> Result<Vec<Revision>> {
        let text = "select at_us, title, standfirst, body from revision where article_id = $1 order by id desc";
        read_all(&self.all(text, args![article]).await?, |fields| {
            Ok(Revision {
                at: fields.next()?,
                title: fields.next()?,
                standfirst: fields.next()?,
                body: unpack(&fields.next::<Vec<u8>>()?)?.body,
            })
        })
    }

    /// Reads articles' plain texts, a live blog's with its posts, in the order asked; those that are gone are left out.
    pub async fn article_texts(&self, ids: &[ArticleId]) -> Result<Vec<(ArticleId, String)>> {
        let text =
            "select b.article_id, b.body, a.is_live_blog from article_body b join article a on a.id = b.article_id
            where b.article_id in {list $1}";
        let mut texts = read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            let id: ArticleId = fields.next()?;
            let text = news::article::text_of(&unpack(&fields.next::<Vec<u8>>()?)?.body);
            Ok((id, text, fields.next::<bool>()?))
        })?;
        let live = texts.iter_mut().filter(|(_, _, is_live)| *is_live).map(|(id, text, _)| (*id, text));
        self.add_posts(&mut live.collect::<Vec<_>>()).await?;
        texts.sort_by_key(|(id, ..)| ids.iter().position(|other| other == id));
        Ok(texts.into_iter().map(|(id, text, _)| (id, text)).collect())
    }

    /// Reads articles for the index, by id; those that are gone are left out.
    pub async fn articles_to_index(&self, ids: &[ArticleId]) -> Result<Vec<ToIndex>> {
        let text = select_card!(
            ", b.body, e.hashtags",
            "article a join publisher p on p.id = a.publisher_id join article_body b on b.article_id = a.id
             left join placement l on l.article_id = a.id left join enrichment e on e.article_id = a.id",
            "where a.id in {list $1} order by a.id"
        );
        let mut articles = read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            let card = ArticleCard::read(fields)?;
            let text = news::article::text_of(&unpack(&fields.next::<Vec<u8>>()?)?.body);
            Ok((card, text, fields.json::<Vec<(i64, i64)>>()?))
        })?;
        let live = articles.iter_mut().filter(|(card, ..)| card.is_live_blog).map(|(card, text, _)| (card.id, text));
        self.add_posts(&mut live.collect::<Vec<_>>()).await?;
        let wanted = articles.iter().flat_map(|(_, _, hashtags)| hashtags.iter().map(|&(id, _)| id)).collect();
        let names = self.hashtag_names(wanted).await?;
        let finish = |(card, text, hashtags): (_, _, Vec<_>)| ToIndex { card, text, hashtags: refs(&hashtags, &names) };
        Ok(articles.into_iter().map(finish).collect())
    }
}

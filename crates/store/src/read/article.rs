//! An article whole, its earlier versions, and articles as the index takes them.

use super::card::{ArticleCard, CardColumns, card_columns, read_cards, select_card};
use super::hashtag::{HashtagRef, read_names, refs};
use super::related::{self, Related};
use crate::compact::parse_mentions;
use crate::item::PageState;
use crate::pack::unpack;
use crate::sql::{Fields, args, joined_text, json_or_default, list, read_all};
use crate::{Result, Store};
use news::{Article, ArticleId, Block, Mention, SourceId, StoryId, Timestamp};
use serde::Deserialize;
use std::collections::HashMap;

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

/// An article with what stands beside it on its page.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleWithNeighbours {
    pub view: ArticleView,
    /// Others of its story, newest first.
    pub same_story: Vec<ArticleCard>,
    /// Articles of other stories, the most related first, each story once, no copies.
    pub related: Vec<Related>,
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
    /// When it came in.
    pub arrived: Timestamp,
}

/// The row of [`read_view`] for article `$1`, with more columns behind it.
macro_rules! select_article {
    ($more:literal) => {
        concat!(
            "select {row ",
            card_columns!(),
            "}, {row a.standfirst, a.modified_us, a.source_id, a.created_us, a.words, a.page_state, a.published_raw,
             a.revision_count, e.mentions, e.hashtags, s.headline, s.article_count, s.publisher_count}, b.body,
             (select {rows h.id, h.key, h.label} from hashtag h where h.id in {firsts e.hashtags})",
            $more,
            " from article a join publisher p on p.id = a.publisher_id join article_body b on b.article_id = a.id
             left join placement l on l.article_id = a.id left join enrichment e on e.article_id = a.id
             left join story s on s.id = l.story_id where a.id = $1"
        )
    };
}

/// What an article's page shows beside its card, in the order of `select_article!`.
#[derive(Deserialize)]
struct PageColumns {
    standfirst: String,
    modified_us: Option<i64>,
    source: SourceId,
    created_us: i64,
    words: i64,
    page_state: i64,
    published_raw: Option<String>,
    revision_count: i64,
    /// JSON.
    mentions: Option<String>,
    /// JSON.
    hashtags: Option<String>,
    headline: Option<String>,
    article_count: Option<i64>,
    publisher_count: Option<i64>,
}

impl Store {
    /// Reads an article whole.
    pub async fn article(&self, id: ArticleId) -> Result<ArticleView> {
        let row = self.one(select_article!(""), args![id]).await?;
        read_view(&mut Fields::of(&row))
    }

    /// Reads an article whole, with so many others of its story and so many related articles: in two statements, sometimes
    /// three.
    pub async fn article_with_neighbours(
        &self,
        id: ArticleId,
        same_story: usize,
        related: usize,
    ) -> Result<ArticleWithNeighbours> {
        // The newest forty of its four most telling hashtags; a hashtag that is not there lists nothing.
        let text = select_article!(
            ", (select {joined cast(k.article_id as text)} from (
                select article_id from placement where story_id = l.story_id and article_id <> a.id
                order by published_us desc, article_id desc {limit $2}
            ) as k),
            (select {rows h.hashtag_id, h.article_id, h.published_us, h.weight} from (
                select * from (select * from article_hashtag where hashtag_id = {first_of 0 e.hashtags}
                    order by published_us desc limit 40) as h1
                union all
                select * from (select * from article_hashtag where hashtag_id = {first_of 1 e.hashtags}
                    order by published_us desc limit 40) as h2
                union all
                select * from (select * from article_hashtag where hashtag_id = {first_of 2 e.hashtags}
                    order by published_us desc limit 40) as h3
                union all
                select * from (select * from article_hashtag where hashtag_id = {first_of 3 e.hashtags}
                    order by published_us desc limit 40) as h4
            ) as h)"
        );
        let row = self.one(text, args![id, related::OWN_STORY_MOST.max(same_story as i64)]).await?;
        let mut fields = Fields::of(&row);
        let view = read_view(&mut fields)?;
        let own_story: Vec<ArticleId> =
            joined_text::<1>(fields.next()?)?.into_iter().map(|[id]| ArticleId(id)).collect();
        let candidates = related::rank(&view, fields.json()?, &own_story);
        let same_story = &own_story[..own_story.len().min(same_story)];
        // Each candidate that is looked at costs a page of the file, and most often the first few will do.
        let mut looked_at = candidates.len().min(related * related::FIRST_LOOK);
        let mut cards = self.neighbours(&view, same_story, &candidates[..looked_at], related).await?;
        if cards.len() < same_story.len() + related && looked_at < candidates.len() {
            looked_at = candidates.len().min(related * related::SECOND_LOOK);
            cards = self.neighbours(&view, same_story, &candidates[..looked_at], related).await?;
        }
        let same_story = same_story.iter().filter_map(|id| cards.remove(id)).collect();
        let related = candidates.into_iter().filter_map(|one| one.with_card(&mut cards, &view)).collect();
        Ok(ArticleWithNeighbours { view, same_story, related })
    }

    /// Reads the cards of the articles of its story, and of the best candidate of each other story, so many.
    async fn neighbours(
        &self,
        article: &ArticleView,
        same_story: &[ArticleId],
        candidates: &[related::Candidate],
        related: usize,
    ) -> Result<HashMap<ArticleId, ArticleCard>> {
        let text = concat!(
            "with best as (
                select id from (
                    select k.id, k.at, row_number() over (partition by coalesce(l.story_id, -k.id) order by k.at) as nth
                    from {numbered $1} as k left join placement l on l.article_id = k.id
                    where l.copy_of is null and (l.story_id is null or l.story_id <> $2)
                ) as h where nth = 1 order by at {limit $3}
            )
            select {rows ",
            card_columns!(),
            "} from (select id from best union all select id from {numbered $4} as h) as k
             cross join article a cross join publisher p left join placement l on l.article_id = a.id
             where a.id = k.id and p.id = a.publisher_id"
        );
        let asked: Vec<ArticleId> = candidates.iter().map(|one| one.id).collect();
        let story = article.card.story.unwrap_or(StoryId(0));
        let row = self.one(text, args![list(&asked), story, related as i64, list(same_story)]).await?;
        Ok(read_cards(&mut Fields::of(&row))?.into_iter().map(|card| (card.id, card)).collect())
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
            ", b.body, e.hashtags, a.created_us",
            "article a join publisher p on p.id = a.publisher_id join article_body b on b.article_id = a.id
             left join placement l on l.article_id = a.id left join enrichment e on e.article_id = a.id",
            "where a.id in {list $1} order by a.id"
        );
        let mut articles = read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            let card = ArticleCard::read(fields)?;
            let text = news::article::text_of(&unpack(&fields.next::<Vec<u8>>()?)?.body);
            Ok((card, text, fields.json::<Vec<(i64, i64)>>()?, fields.next()?))
        })?;
        let live = articles.iter_mut().filter(|(card, ..)| card.is_live_blog).map(|(card, text, ..)| (card.id, text));
        self.add_posts(&mut live.collect::<Vec<_>>()).await?;
        let wanted = articles.iter().flat_map(|(_, _, hashtags, _)| hashtags.iter().map(|&(id, _)| id)).collect();
        let names = self.hashtag_names(wanted).await?;
        let finish = |(card, text, hashtags, arrived): (_, _, Vec<_>, _)| {
            let hashtags = refs(&hashtags, &names);
            ToIndex { card, text, hashtags, arrived }
        };
        Ok(articles.into_iter().map(finish).collect())
    }
}

/// Reads the columns of `select_article!`.
fn read_view(fields: &mut Fields) -> Result<ArticleView> {
    let card = fields.needed_json::<CardColumns>()?.card()?;
    let columns: PageColumns = fields.needed_json()?;
    let mut article = Article {
        standfirst: columns.standfirst,
        modified: columns.modified_us.map(Timestamp),
        url: card.url.clone(),
        title: card.title.clone(),
        authors: card.byline.clone(),
        published: Some(card.published),
        image_url: card.image_url.clone(),
        access: card.access,
        is_live_blog: card.is_live_blog,
        ..Article::default()
    };
    unpack(&fields.next::<Vec<u8>>()?)?.fill(&mut article);
    article.lang = card.lang;
    let hashtags = refs(&json_or_default::<Vec<(i64, i64)>>(columns.hashtags.as_deref())?, &read_names(fields)?);
    let story = card.story.zip(columns.headline).map(|(id, headline)| StoryBrief {
        id,
        headline,
        article_count: columns.article_count.unwrap_or_default(),
        publisher_count: columns.publisher_count.unwrap_or_default(),
    });
    Ok(ArticleView {
        card,
        article,
        source: columns.source,
        created: Timestamp(columns.created_us),
        words: columns.words,
        page: PageState::from_code(columns.page_state),
        published_raw: columns.published_raw,
        revision_count: columns.revision_count,
        hashtags,
        mentions: parse_mentions(columns.mentions.as_deref())?,
        story,
    })
}

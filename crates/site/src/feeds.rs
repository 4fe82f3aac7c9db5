//! The front page, the river, the list of each thing that has one, what answers a search, each discussion and a reader's own
//! lists as feeds: Atom (RFC 4287) and JSON Feed 1.1.

use crate::answer::{self, PageError, Visit};
use crate::brief::{self, BriefLength, InShort, Span};
use crate::pages::brief::address;
use crate::pages::login::Peer;
use crate::pages::publisher::in_path;
use crate::pages::{follows, id, place, search};
use crate::time_words::machine;
use crate::tongue::Tongue;
use crate::{Site, api_tokens, discussion, session, words};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::Response;
use axum::routing::get;
use jiff::ToSpan;
use news::{Lang, Subject, Timestamp};
use serde::Serialize;
use store::{ArticleCard, Comment, ReadingList, RiverFilter, Scope, StoryCard, StoryFilter};

const ENTRIES: i64 = 40;
/// The days whose briefs are in their feed.
const BRIEFS: i32 = 3;

/// A list of the site as a feed.
#[derive(Clone, Copy)]
pub struct Feed {
    what: What,
    form: Form,
    path: &'static str,
}

#[derive(Clone, Copy)]
enum What {
    Stories,
    Articles,
}

#[derive(Clone, Copy)]
enum Form {
    Atom,
    Json,
}

/// Every feed there is.
pub const FEEDS: [Feed; 4] = [
    Feed { what: What::Stories, form: Form::Atom, path: "/feed.atom" },
    Feed { what: What::Stories, form: Form::Json, path: "/feed.json" },
    Feed { what: What::Articles, form: Form::Atom, path: "/latest.atom" },
    Feed { what: What::Articles, form: Form::Json, path: "/latest.json" },
];

/// Adds the address of every feed.
pub fn routes() -> Router<Site> {
    let feeds = FEEDS.into_iter().fold(Router::new(), |router, feed| {
        router.route(feed.path, get(move |State(site): State<Site>, visit: Visit| show(site, visit, feed)))
    });
    [Form::Atom, Form::Json].into_iter().fold(feeds, |router, form| {
        let of_article = move |State(site): State<Site>, visit: Visit, Path(article): Path<String>| async move {
            show_discussion(&site, &visit, id(&article).map(Subject::Article), form).await
        };
        let of_story = move |State(site): State<Site>, visit: Visit, Path(story): Path<String>| async move {
            show_discussion(&site, &visit, id(&story).map(Subject::Story), form).await
        };
        let ending = form.ending();
        let of_search = move |State(site): State<Site>, visit: Visit, Query(ask): Query<search::Ask>| async move {
            show_search(&site, &visit, ask, form).await
        };
        let router = ListOf::ALL.into_iter().fold(router, |router, list| {
            let show = move |State(site): State<Site>, visit: Visit, Path(key): Path<String>| async move {
                show_list(&site, &visit, list, &key, form).await
            };
            router.route(&format!("{}/{{key}}/feed{ending}", list.path()), get(show))
        });
        let router = router.route(&format!("/search{ending}"), get(of_search));
        let router = OwnList::ALL.into_iter().fold(router, |router, list| {
            let show =
                move |State(site): State<Site>, visit: Visit, peer: Peer| show_own(site, visit, peer, list, form);
            router.route(&format!("{}{ending}", list.path()), get(show))
        });
        router
            .route(&format!("/brief{ending}"), get(move |State(site), visit, peer| show_brief(site, visit, peer, form)))
            .route(&format!("/article/{{id}}/discussion{ending}"), get(of_article))
            .route(&format!("/story/{{id}}/discussion{ending}"), get(of_story))
    })
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Atom => ".atom",
            Self::Json => ".json",
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json",
        }
    }
}

/// What has a page with a list on it.
#[derive(Clone, Copy)]
enum ListOf {
    Hashtag,
    Person,
    Place,
    Publisher,
    Section,
}

impl ListOf {
    const ALL: [Self; 5] = [Self::Hashtag, Self::Person, Self::Place, Self::Publisher, Self::Section];

    /// Of its pages, up to the key.
    fn path(self) -> &'static str {
        match self {
            Self::Hashtag => "/tag",
            Self::Person => "/person",
            Self::Place => "/place",
            Self::Publisher => "/publisher",
            Self::Section => "/section",
        }
    }

    /// What one of them is called, and what stands in its list.
    async fn entries(self, site: &Site, tongue: Tongue, key: &str) -> Result<(String, Vec<Entry>), PageError> {
        let store = &site.store;
        let (name, cards) = match self {
            Self::Hashtag => {
                let hashtag = store.hashtag(key).await?;
                (format!("#{}", hashtag.label), store.hashtag_articles(key, None, ENTRIES).await?)
            }
            Self::Person => {
                let articles = store.speaker_quotes(key, None, ENTRIES).await?;
                let mut said = articles.iter().flat_map(|article| &article.said);
                let speaker = said.find_map(|said| said.quote.speaker.clone()).ok_or(PageError::NotFound)?;
                (speaker.name, articles.into_iter().map(|article| article.card).collect())
            }
            Self::Place => {
                let known = enrich::atlas::find(key).ok_or(PageError::NotFound)?;
                let name = place::name(site, key, &known, tongue).await?;
                (name.text, store.place_articles(key, None, ENTRIES).await?)
            }
            Self::Publisher => {
                let publisher = store.publisher(key).await?;
                (publisher.name, store.publisher_articles(key, None, ENTRIES).await?)
            }
            Self::Section => {
                let (key, name) = words::section(key).ok_or(PageError::NotFound)?;
                let filter = StoryFilter { section: Some(key.to_owned()), ..StoryFilter::default() };
                let stories = store.stories_front(&filter, None, ENTRIES).await?;
                return Ok((name(tongue).to_owned(), stories.into_iter().map(Entry::from).collect()));
            }
        };
        Ok((name, cards.into_iter().map(Entry::from).collect()))
    }
}

/// Answers with the list of one thing.
async fn show_list(site: &Site, visit: &Visit, list: ListOf, key: &str, form: Form) -> Response {
    let home = home(site, visit);
    let make = async {
        let (name, entries) = list.entries(site, visit.tongue, key).await?;
        let page = format!("{}/{}", list.path(), in_path(key));
        let path = format!("{page}/feed{}", form.ending());
        render(feed_title(site, &name), &home, &path, &page, form, entries)
    };
    answer::document(site, visit, &format!("{home}{}", visit.path_and_query), form.mime(), make).await
}

/// Answers with the newest articles that a search finds. Nobody else asks the same: it is not kept.
async fn show_search(site: &Site, visit: &Visit, ask: search::Ask, form: Form) -> Response {
    let home = home(site, visit);
    let make = async {
        let question = search::question(&ask.q);
        let query = ::search::parse_query(&question).sorted(::search::Sort::Newest);
        let cards = search::exactly(site, visit, query, ENTRIES as usize).await?;
        let title =
            if question.is_empty() { visit.tongue.search_head() } else { &visit.tongue.search_title(&question) };
        let asked = format!("?q={}", in_path(&question));
        let (path, page) = (format!("/search{}{asked}", form.ending()), format!("/search{asked}"));
        let entries = cards.into_iter().map(Entry::from).collect();
        render(feed_title(site, title), &home, &path, &page, form, entries)
    };
    answer::unshared_document(site, visit, form.mime(), make).await
}

/// The title as reader apps show it.
fn feed_title(site: &Site, of: &str) -> String {
    xml_text(&format!("{of} · {}", site.face.title))
}

/// A list that its reader alone gets.
#[derive(Clone, Copy)]
enum OwnList {
    Following,
    Saved,
    Starred,
}

impl OwnList {
    const ALL: [Self; 3] = [Self::Following, Self::Saved, Self::Starred];

    fn path(self) -> &'static str {
        match self {
            Self::Following => "/following",
            Self::Saved => "/saved",
            Self::Starred => "/starred",
        }
    }

    fn title(self, site: &str, tongue: Tongue) -> String {
        match self {
            Self::Following => tongue.feed_following(site),
            Self::Saved => tongue.feed_saved(site),
            Self::Starred => tongue.feed_starred(site),
        }
    }

    async fn articles(self, site: &Site, visit: &Visit) -> Result<Vec<ArticleCard>, PageError> {
        let reader = visit.reader()?.id;
        let which = match self {
            Self::Following => {
                let follows = site.store.follows(reader).await?;
                let newest = follows::newest(site, visit, &follows, None, follows::ARTICLES + 1).await?;
                return Ok(newest.into_iter().map(|one| one.card).collect());
            }
            Self::Saved => ReadingList::Saved,
            Self::Starred => ReadingList::Starred,
        };
        let page = site.store.reading_list(reader, which, None, ENTRIES).await?;
        Ok(page.articles.into_iter().map(|(_, card)| card).collect())
    }
}

/// Answers with a reader's own list, to the reader or to a program with a token that may read it.
async fn show_own(site: Site, visit: Visit, peer: Peer, list: OwnList, form: Form) -> Response {
    let client = session::client_address(&site, peer.as_deref(), &visit.headers);
    let visit = match api_tokens::admit(&site, visit, client, Scope::Read).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    if visit.reader.is_none() {
        return api_tokens::none_shown(visit.tongue);
    }
    let home = home(&site, &visit);
    let make = async {
        let entries = list.articles(&site, &visit).await?.into_iter().map(Entry::from).collect();
        let path = format!("{}{}", list.path(), form.ending());
        render(list.title(&site.face.title, visit.tongue), &home, &path, list.path(), form, entries)
    };
    answer::document(&site, &visit, &visit.path_and_query, form.mime(), make).await
}

/// Answers with the briefs of the last days, each an entry that does not change any more: the reader's own, to the reader or to a
/// program with a token that may read it.
async fn show_brief(site: Site, visit: Visit, peer: Peer, form: Form) -> Response {
    let client = session::client_address(&site, peer.as_deref(), &visit.headers);
    let visit = match api_tokens::admit(&site, visit, client, Scope::Read).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let home = home(&site, &visit);
    let make = async {
        let zone = brief::zone_of(&site, &visit).await?;
        let today = visit.now.day_in(&zone);
        let mut entries = Vec::new();
        for days in 1..=BRIEFS {
            let Ok(day) = today.checked_sub(days.days()) else { break };
            let Some(span) = Span::of_day(day, &zone, visit.now) else { break };
            let stories = brief::make(&site, &visit, span, BriefLength::Short).await?;
            if !stories.is_empty() {
                entries.push(brief_entry(&site, &visit, span, &stories));
            }
        }
        let path = format!("/brief{}", form.ending());
        render(feed_title(&site, visit.tongue.brief_head()), &home, &path, "/brief", form, entries)
    };
    answer::document(&site, &visit, &format!("{home}{}", visit.path_and_query), form.mime(), make).await
}

fn brief_entry(site: &Site, visit: &Visit, span: Span, stories: &[InShort]) -> Entry {
    Entry {
        path: address(span.day, BriefLength::Short),
        title: xml_text(&brief::heading(visit, span)),
        lang: visit.tongue.lang(),
        published: machine(span.until),
        updated: machine(span.until),
        publisher: xml_text(&site.face.title),
        summary: xml_text(&brief::in_text(stories)),
    }
}

/// Answers with the newest comments of a discussion.
async fn show_discussion(site: &Site, visit: &Visit, subject: Result<Subject, PageError>, form: Form) -> Response {
    let home = home(site, visit);
    let address = format!("{home}{}", visit.path_and_query);
    let make = async {
        let subject = subject?;
        let (title, _) = match discussion::find(site, subject).await {
            Err(PageError::Moved(page)) => return Err(PageError::Moved(format!("{page}{}", form.ending()))),
            found => found?,
        };
        let comments = site.store.newest_comments(subject, ENTRIES).await?;
        let page = discussion::path_of(subject);
        let path = format!("{page}/discussion{}", form.ending());
        let entries = comments.into_iter().map(|comment| comment_entry(comment, &title, visit.tongue)).collect();
        render(xml_text(&visit.tongue.feed_comments(&title)), &home, &path, &page, form, entries)
    };
    answer::document(site, visit, &address, form.mime(), make).await
}

fn comment_entry(comment: Comment, title: &str, tongue: Tongue) -> Entry {
    let author = comment.author.map_or_else(|| tongue.former_reader().to_owned(), |author| author.name);
    Entry {
        path: format!("/comment/{}", comment.id),
        title: xml_text(&tongue.feed_comment(&author, title)),
        lang: Lang::default(),
        published: machine(comment.at),
        updated: machine(comment.edited.unwrap_or(comment.at)),
        publisher: xml_text(&author),
        summary: xml_text(&discussion::plain(&comment.text)),
    }
}

/// Answers with a feed. It names the site's own address, which may be what this visitor called it: another visitor
/// must not get a feed with that.
async fn show(site: Site, visit: Visit, feed: Feed) -> Response {
    let home = home(&site, &visit);
    let address = format!("{home}{}", visit.path_and_query);
    answer::document(&site, &visit, &address, feed.form.mime(), make(&site, &visit, &home, feed)).await
}

async fn make(site: &Site, visit: &Visit, home: &str, feed: Feed) -> Result<String, PageError> {
    let (title, page_path, entries): (_, _, Vec<Entry>) = match feed.what {
        What::Stories => {
            let cards = site.store.stories_front(&StoryFilter::default(), None, ENTRIES).await?;
            (visit.tongue.feed_stories(&site.face.title), "/", cards.into_iter().map(Entry::from).collect())
        }
        What::Articles => {
            let cards = site.store.river(&RiverFilter::default(), None, ENTRIES).await?;
            (visit.tongue.feed_articles(&site.face.title), "/latest", cards.into_iter().map(Entry::from).collect())
        }
    };
    render(title, home, feed.path, page_path, feed.form, entries)
}

fn render(
    title: String,
    home: &str,
    path: &str,
    page_path: &str,
    form: Form,
    entries: Vec<Entry>,
) -> Result<String, PageError> {
    match form {
        Form::Atom => {
            let updated = entries.iter().map(|entry| entry.updated.as_str()).max();
            let updated = updated.map_or_else(|| machine(Timestamp(0)), str::to_owned);
            Ok(AtomFeed { title, home, path, page_path, updated, entries }.render()?)
        }
        Form::Json => json(title, home, path, page_path, entries),
    }
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct AtomFeed<'a> {
    title: String,
    home: &'a str,
    path: &'a str,
    page_path: &'a str,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    path: String,
    title: String,
    lang: Lang,
    published: String,
    updated: String,
    publisher: String,
    summary: String,
}

/// The site's own address for places where a relative one will not do: as configured, or as this visitor reached it.
pub fn home(site: &Site, visit: &Visit) -> String {
    if let Some(base_url) = &site.face.base_url {
        return base_url.clone();
    }
    let host = visit.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}")
}

impl From<StoryCard> for Entry {
    fn from(card: StoryCard) -> Self {
        Self {
            path: format!("/story/{}", card.id),
            title: xml_text(&card.headline),
            lang: card.lang,
            published: machine(card.first),
            updated: machine(card.last),
            publisher: xml_text(&card.lead.publisher.name),
            summary: xml_text(&card.lead.standfirst),
        }
    }
}

impl From<ArticleCard> for Entry {
    fn from(card: ArticleCard) -> Self {
        Self {
            path: format!("/article/{}", card.id),
            title: xml_text(&card.title),
            lang: card.lang,
            published: machine(card.published),
            updated: machine(card.published),
            publisher: xml_text(&card.publisher.name),
            summary: xml_text(&card.standfirst),
        }
    }
}

/// Leaves out what XML cannot hold (XML 1.0, section 2.2).
fn xml_text(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)).collect()
}

#[derive(Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    title: String,
    content_text: String,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "is_unknown")]
    language: Lang,
    authors: [JsonAuthor; 1],
}

/// Serde asks by reference.
fn is_unknown(lang: &Lang) -> bool {
    lang.is_unknown()
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
}

fn json(title: String, home: &str, path: &str, page_path: &str, entries: Vec<Entry>) -> Result<String, PageError> {
    let items = entries.into_iter().map(|entry| JsonItem {
        id: format!("{home}{}", entry.path),
        url: format!("{home}{}", entry.path),
        content_text: if entry.summary.is_empty() { entry.title.clone() } else { entry.summary },
        title: entry.title,
        date_published: entry.published,
        date_modified: entry.updated,
        language: entry.lang,
        authors: [JsonAuthor { name: entry.publisher }],
    });
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title,
        home_page_url: format!("{home}{page_path}"),
        feed_url: format!("{home}{path}"),
        items: items.collect(),
    };
    Ok(serde_json::to_string(&feed).map_err(anyhow::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(xml_text("a\u{0}b\u{1b}c\nd\u{ffff}é😀"), "abc\ndé😀");
    }
}

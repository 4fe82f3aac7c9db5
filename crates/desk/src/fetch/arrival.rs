//! What of a fetched list is new, what has changed, and how it comes into the store.
//!
//! Two looks: the cheap one compares keys and claims, so that an item that is as it was costs no parsing; only what
//! is new or changed is made an article.

use super::{Read, manners};
use crate::{Desk, now, on_pool};
use anyhow::Result;
use gather::identity::{ItemKeys, ItemMatch, KnownItem};
use news::{Article, ArticleId, Block, FeedItem, Lang, Post, SourceKind, Timestamp};
use std::collections::{HashMap, HashSet};
use store::{
    Arrival, ChangedArticle, DueSource, FetchOutcome, Known, NewArticle, PagePolicy, PageState, SeenItem, Validators,
};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// An item whose text is shorter than this is a teaser: the page is asked for the rest.
const TEASER_CHARS: usize = 600;
/// Of a source's first fetch only so many pages are asked for: nobody reads the archive on the first day.
const FIRST_PAGES: usize = 40;

/// What came into the store.
pub(crate) struct Stored {
    pub new: usize,
    pub changed: usize,
    pub pages_wanted: bool,
}

/// An item with what it is known by.
struct Claim {
    item: FeedItem,
    canonical: Option<String>,
    keys: ItemKeys,
    /// The key under which the store remembers it: the guid's, or what stands in for one.
    guid_key: i64,
    /// The hash of all it says: the same means that nothing changed.
    claim_key: i64,
}

/// Stores what is new or changed, and the source's outcome, in one transaction.
pub(super) async fn store(
    desk: &Desk,
    source: &DueSource,
    read: Read,
    outcome: FetchOutcome,
    fresh_for_s: Option<i64>,
) -> Result<Stored> {
    let at = now();
    let posts = read.live_blog.iter().flat_map(|article| &article.posts).filter_map(|post| post.published);
    let items = read.feed.items.iter().filter_map(|item| item.published.or(item.updated));
    let times: Vec<Timestamp> = items.chain(posts).collect();
    let seen = manners::Seen {
        item_times: &times,
        min_interval_s: read.feed.min_interval_s,
        fresh_for_s,
        ended: read.live_blog.as_ref().is_some_and(|article| has_ended(article, at)),
        changed: true,
    };
    let (next_fetch, interval_s) = manners::next_after_success(desk, source, &seen);
    let outcome = FetchOutcome {
        notices: Some(read.feed.notices.clone()),
        title: read.feed.title.clone().filter(|title| !title.is_empty()),
        home_url: read.feed.home_url.clone(),
        post_pattern: read.live_blog.as_ref().and_then(|article| article.coverage.pattern.clone()),
        interval_s,
        next_fetch,
        ..outcome
    };
    if let Some(article) = read.live_blog {
        return store_live_blog(desk, source, article, outcome).await;
    }
    if let Some(country) = read.feed.country.filter(|country| source.publisher_country != Some(*country)) {
        desk.store.declare_country(source.publisher.id, country).await?;
    }
    let feed_lang = read.feed.lang.or((!source.publisher_lang.is_unknown()).then_some(source.publisher_lang));
    let items = read.feed.items;
    let claims = on_pool(move || items.into_iter().map(claim).collect::<Vec<_>>()).await?;
    let keys = |pick: fn(&Claim) -> Option<i64>| claims.iter().filter_map(pick).collect::<Vec<i64>>();
    let known = desk
        .store
        .known_items(
            source.id,
            &keys(|claim| Some(claim.guid_key)),
            &keys(|claim| claim.keys.url),
            &keys(|claim| claim.keys.text),
        )
        .await?;

    let plan = Plan {
        first_fetch: source.last_fetch.is_none(),
        first_unread: desk.options.first_unread,
        pages: if desk.options.fetch_pages { source.pages } else { PagePolicy::Never },
        kind: source.kind,
        url: source.url.clone(),
        lang: feed_lang,
        source: source.id,
        at,
    };
    let (arrival, repages) = on_pool(move || plan.sort(claims, &known, outcome)).await?;
    let pages_wanted = !repages.is_empty() || arrival.new.iter().any(|new| new.page == PageState::Wanted);
    let report = desk.intake.ingest(&desk.store, arrival).await?;
    desk.store.enqueue("page", &repages.iter().map(|id| id.0).collect::<Vec<_>>(), at).await?;
    Ok(Stored { new: report.added.len(), changed: report.changed.len(), pages_wanted })
}

/// Tells whether the publisher has ended a live blog. Some write the time of the last change there, so that it must be
/// over for a while, and no post newer.
pub(crate) fn has_ended(article: &Article, at: Timestamp) -> bool {
    const GRACE_US: i64 = 2 * Timestamp::HOUR;
    let newest = article.posts.iter().filter_map(|post| post.published).max();
    article.coverage.ended.is_some_and(|ended| {
        at.since_us(ended) > GRACE_US && newest.is_none_or(|newest| newest <= ended.plus_us(GRACE_US))
    })
}

/// Stores a live blog: one article, and its posts.
async fn store_live_blog(desk: &Desk, source: &DueSource, article: Article, outcome: FetchOutcome) -> Result<Stored> {
    let at = now();
    let address = if article.url.is_empty() { source.url.clone() } else { article.url.clone() };
    let key = url_key(&address).unwrap_or_else(|| bytes_key(address.as_bytes()));
    let (article, posts) = part_posts(article);
    let claim_key = bytes_key(format!("{}\n{}\n{}", article.title, article.standfirst, article.text()).as_bytes());
    let known = desk.store.known_items(source.id, &[key], &[key], &[]).await?;
    let known_item = known.items.iter().find(|item| item.guid_key == key);
    // A live blog that was found behind an article is that article, whatever address it gives itself.
    let known_id = source
        .live_article
        .or_else(|| known_item.and_then(|item| item.article))
        .or_else(|| known.articles.first().map(|article| article.id));
    let is_over = source.live_article.is_some() && has_ended(&article, at);
    let same = known_item.is_some_and(|item| item.claim_key == claim_key);
    let mut moved = 0;
    let mut outcome = outcome;
    if let Some(id) = known_id {
        let report = desk.store.put_posts(id, at, &posts).await?;
        moved = report.moved();
        if report.doubtful > 0 {
            // A page that says "not modified" shows as little as before: it must be read again.
            outcome.validators = Some(Validators::default());
        }
    }
    let mut arrival = Arrival { outcome, ..Arrival::default() };
    let text_key = text_key(&article);
    let article = Article { url: address, is_live_blog: true, ..article };
    match known_id {
        Some(id) if same => arrival.seen.push(SeenItem { guid_key: key, claim_key, article: id }),
        Some(id) => arrival.changed.push(ChangedArticle {
            id,
            guid_key: key,
            claim_key,
            text_key,
            article,
            page: PageState::Fetched,
        }),
        None => arrival.new.push(NewArticle {
            guid_key: key,
            claim_key,
            url_key: key,
            text_key,
            article,
            published_raw: None,
            arrived_read: false,
            page: PageState::Fetched,
        }),
    }
    let report = desk.intake.ingest(&desk.store, arrival).await?;
    if is_over {
        desk.store.end_live_follow(source.id, at).await?;
    }
    if let (None, Some(&id)) = (known_id, report.articles.first()) {
        moved = desk.store.put_posts(id, at, &posts).await?.moved();
    }
    Ok(Stored { new: report.added.len(), changed: report.changed.len() + moved, pages_wanted: false })
}

/// Parts a live blog's posts from its article: what stands in a post is left out of the body, so that a new post is no
/// revision of the article and is not shown twice.
pub(crate) fn part_posts(mut article: Article) -> (Article, Vec<Post>) {
    let posts = std::mem::take(&mut article.posts);
    let mut told: HashSet<&str> = HashSet::new();
    for post in &posts {
        told.insert(post.title.as_str());
        told.extend(post.body.iter().filter_map(words_of));
    }
    let is_told = |block: &Block| words_of(block).is_some_and(|words| told.contains(words));
    article.body.retain(|block| !is_told(block));
    (article, posts)
}

/// The text of a paragraph or heading.
fn words_of(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => Some(&text.text),
        _ => None,
    }
}

fn claim(item: FeedItem) -> Claim {
    let canonical = item.url.as_deref().and_then(extract::canonical_url);
    let address_key = item.url.as_deref().and_then(extract::url_key);
    let keys = gather::identity::item_keys(&item, address_key.as_deref());
    let claim_key = hash_of_claim(&item);
    let guid_key = keys.guid.or(keys.url).or(keys.text).unwrap_or(claim_key);
    Claim { item, canonical, keys, guid_key, claim_key }
}

/// What decides how items are sorted.
struct Plan {
    first_fetch: bool,
    first_unread: usize,
    pages: PagePolicy,
    kind: SourceKind,
    url: String,
    lang: Option<Lang>,
    source: news::SourceId,
    at: Timestamp,
}

impl Plan {
    /// Sorts the claims into new, changed and seen; also gives the articles whose page must be asked for again.
    fn sort(&self, claims: Vec<Claim>, known: &Known, outcome: FetchOutcome) -> (Arrival, Vec<ArticleId>) {
        // What is stored is never later than its fetch.
        let keys: Vec<ItemKeys> = claims
            .iter()
            .map(|claim| ItemKeys { published: claim.keys.published.map(|date| date.min(self.at)), ..claim.keys })
            .collect();
        let by_guid: HashMap<i64, &store::KnownItem> = known.items.iter().map(|item| (item.guid_key, item)).collect();
        let articles: HashMap<ArticleId, &store::KnownArticle> =
            known.articles.iter().map(|article| (article.id, article)).collect();
        let matches = gather::identity::match_items(&keys, &self.known_items(known, &articles));
        let others: HashMap<i64, ArticleId> = known
            .articles
            .iter()
            .filter(|article| article.source != self.source)
            .map(|article| (article.url_key, article.id))
            .collect();
        let newest = self.newest(&claims);

        let mut arrival = Arrival { outcome, ..Arrival::default() };
        let mut repages = Vec::new();
        for (place, (claim, found)) in claims.into_iter().zip(matches).enumerate() {
            let remembered = by_guid.get(&claim.guid_key);
            if remembered.is_some_and(|item| item.article.is_none() || item.claim_key == claim.claim_key) {
                continue;
            }
            match found {
                ItemMatch::RepeatOf(_) => {}
                ItemMatch::Known { id, .. } => {
                    let id = ArticleId(id);
                    let completed = articles.get(&id).is_some_and(|article| article.page != PageState::Whole);
                    let seen = SeenItem { guid_key: claim.guid_key, claim_key: claim.claim_key, article: id };
                    if remembered.is_none() {
                        // The same article under a new guid: nothing says that its text changed.
                        arrival.seen.push(seen);
                    } else if completed {
                        // The page holds more than the feed: what the feed changed, the page changed too.
                        arrival.seen.push(seen);
                        repages.push(id);
                    } else {
                        arrival.changed.push(self.changed(claim, id));
                    }
                }
                ItemMatch::New => match claim.keys.url.and_then(|url| others.get(&url)) {
                    Some(id) => arrival.seen.push(SeenItem {
                        guid_key: claim.guid_key,
                        claim_key: claim.claim_key,
                        article: *id,
                    }),
                    None => arrival.new.push(self.new_article(claim, newest.get(&place).copied())),
                },
            }
        }
        (arrival, repages)
    }

    fn known_items(&self, known: &Known, articles: &HashMap<ArticleId, &store::KnownArticle>) -> Vec<KnownItem> {
        let keys_of = |article: &store::KnownArticle| ItemKeys {
            url: Some(article.url_key),
            text: (article.text_key != 0).then_some(article.text_key),
            published: Some(article.published),
            ..ItemKeys::default()
        };
        let own = known.articles.iter().filter(|article| article.source == self.source);
        let by_address = own.map(|article| KnownItem { id: article.id.0, keys: keys_of(article) });
        let by_guid = known.items.iter().filter_map(|item| {
            let id = item.article?;
            let keys = articles.get(&id).map(|article| keys_of(article)).unwrap_or_default();
            let keys = ItemKeys { guid: Some(item.guid_key), published: item.published, ..keys };
            Some(KnownItem { id: id.0, keys })
        });
        by_address.chain(by_guid).collect()
    }

    /// Ranks the items of a first fetch, newest first: place in the feed → rank.
    fn newest(&self, claims: &[Claim]) -> HashMap<usize, usize> {
        if !self.first_fetch {
            return HashMap::new();
        }
        let mut order: Vec<usize> = (0..claims.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(claims[*place].item.published));
        order.into_iter().enumerate().map(|(rank, place)| (place, rank)).collect()
    }

    fn article_of(&self, claim: &Claim) -> Article {
        let mut article = extract::extract_item(&claim.item, &self.url, self.lang);
        if let Some(canonical) = &claim.canonical {
            article.url.clone_from(canonical);
        }
        article
    }

    /// `rank` is the item's place among the newest of a first fetch.
    fn new_article(&self, claim: Claim, rank: Option<usize>) -> NewArticle {
        let mut article = self.article_of(&claim);
        let date = gather::identity::clamp_published(claim.item.published.or(claim.item.updated), self.at);
        article.published = Some(date.shown);
        let published_raw =
            date.claimed.map(|claimed| claim.item.published_raw.clone().unwrap_or_else(|| claimed.to_string()));
        let page = if self.wants_page(&claim, &article, rank) { PageState::Wanted } else { PageState::Whole };
        NewArticle {
            guid_key: claim.guid_key,
            claim_key: claim.claim_key,
            // An item without an address is known by its guid alone.
            url_key: claim
                .keys
                .url
                .unwrap_or_else(|| bytes_key(format!("{}#{}", self.source, claim.guid_key).as_bytes())),
            text_key: claim.keys.text.unwrap_or(0),
            published_raw,
            arrived_read: rank.is_some_and(|rank| rank >= self.first_unread),
            page,
            article,
        }
    }

    fn changed(&self, claim: Claim, id: ArticleId) -> ChangedArticle {
        let article = self.article_of(&claim);
        ChangedArticle {
            id,
            guid_key: claim.guid_key,
            claim_key: claim.claim_key,
            text_key: claim.keys.text.unwrap_or(0),
            article,
            page: PageState::Whole,
        }
    }

    fn wants_page(&self, claim: &Claim, article: &Article, rank: Option<usize>) -> bool {
        let has_page = claim.canonical.is_some() && claim.keys.url.is_some();
        if !has_page || rank.is_some_and(|rank| rank >= FIRST_PAGES) {
            return false;
        }
        match self.pages {
            PagePolicy::Never => false,
            PagePolicy::Always => true,
            // A live blog's feed tells how it stood once.
            PagePolicy::Auto => {
                self.kind != SourceKind::Feed
                    || text_chars(article) < TEASER_CHARS
                    || extract::announces_live_blog(&article.title, &article.url)
            }
        }
    }
}

fn text_chars(article: &Article) -> usize {
    article.text().chars().take(TEASER_CHARS).count()
}

/// Hashes everything that an item says, field by field.
fn hash_of_claim(item: &FeedItem) -> i64 {
    let mut hash = Xxh3::new();
    let texts = [
        &item.guid,
        &item.url,
        &item.title,
        &item.summary_html,
        &item.content_html,
        &item.image_url,
        &item.published_raw,
    ];
    for text in texts {
        hash.update(text.as_deref().unwrap_or_default().as_bytes());
        hash.update(&[0]);
    }
    for text in item.authors.iter().chain(&item.categories) {
        hash.update(text.as_bytes());
        hash.update(&[0]);
    }
    for enclosure in &item.enclosures {
        hash.update(enclosure.url.as_bytes());
    }
    hash.digest() as i64
}

/// Hashes bytes as the store's keys are hashed.
pub(crate) fn bytes_key(bytes: &[u8]) -> i64 {
    xxh3_64(bytes) as i64
}

/// Hashes an article's address as the store knows it; None for what is no address of the web.
pub fn url_key(url: &str) -> Option<i64> {
    extract::url_key(url).map(|key| bytes_key(key.as_bytes()))
}

/// Hashes an article's title and text, as items are known by theirs; 0 when there is too little to compare.
pub(crate) fn text_key(article: &Article) -> i64 {
    let item =
        FeedItem { title: Some(article.title.clone()), content_html: Some(article.text()), ..FeedItem::default() };
    gather::identity::item_keys(&item, None).text.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::RichText;

    #[test]
    fn a_live_blogs_body_keeps_what_no_post_says() {
        let paragraph = |text: &str| Block::Paragraph(RichText::plain(text));
        let post = Post { title: "Talks begin".into(), body: vec![paragraph("They sat down.")], ..Post::default() };
        let article = Article {
            body: vec![paragraph("What this is about."), paragraph("Talks begin"), paragraph("They sat down.")],
            posts: vec![post],
            ..Article::default()
        };
        let (article, posts) = part_posts(article);
        assert_eq!((article.text().as_str(), posts.len()), ("What this is about.", 1));
    }
}

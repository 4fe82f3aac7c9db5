//! Live events: what the outbox tells, as server-sent events.
//!
//! One task a process reads the outbox and hands each batch to all listeners. Every event carries the outbox position
//! as its id; a browser that comes back names the last one it saw and misses nothing the outbox still holds.

use crate::Site;
use crate::answer::{self, Visit};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream, StreamExt};
use news::{ArticleId, CommentId, CommentState, OutboxId, PostId, Subject};
use serde::{Deserialize, Serialize};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::{EventKind, Store, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};

/// The outbox is read at most this often, and at least this often: other processes write to it too.
const READ_EVERY: Duration = Duration::from_millis(500);
const READ_AT_LEAST: Duration = Duration::from_secs(1);
const EVENTS_A_READ: i64 = 1_000;
/// A browser that was away longer is told to load the page again by the count alone.
const RESUME_READS_MAX: usize = 20;
const LISTENERS_MAX: usize = 2_000;
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// What happened between two readings of the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The outbox position after it.
    pub position: i64,
    /// Articles that came in. Those placed anew by a rebuild are no news.
    pub articles: usize,
    pub stories: usize,
    /// New, changed, removed or restored posts.
    posts: BTreeSet<PostId>,
    /// The same by live blog, of those that are watched.
    live_blogs: BTreeMap<ArticleId, Vec<PostId>>,
    /// Comments that were published.
    comments: BTreeSet<CommentId>,
    /// The same by subject, of those that are watched.
    discussions: BTreeMap<Subject, Vec<CommentId>>,
}

/// What an open page wants to hear of besides the number of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Watched {
    LiveBlog(ArticleId),
    Discussion(Subject),
}

/// The process's ear at the outbox.
pub struct Live {
    position: AtomicI64,
    batches: broadcast::Sender<Arc<Batch>>,
    listeners: Arc<Semaphore>,
    /// How many listeners each live blog and each discussion has.
    watched: Mutex<HashMap<Watched, usize>>,
    closing: watch::Sender<bool>,
}

impl Live {
    /// Starts at the outbox's present end.
    pub async fn open(store: &Store) -> Result<Self, StoreError> {
        let position = store.last_event_id().await?;
        Ok(Self {
            position: AtomicI64::new(position.0),
            batches: broadcast::channel(64).0,
            listeners: Arc::new(Semaphore::new(LISTENERS_MAX)),
            watched: Mutex::default(),
            closing: watch::channel(false).0,
        })
    }

    /// The last event this process has seen.
    pub fn position(&self) -> i64 {
        self.position.load(Ordering::Relaxed)
    }

    /// Tells how many browsers listen.
    pub fn listeners_now(&self) -> usize {
        LISTENERS_MAX - self.listeners.available_permits()
    }

    /// Tells when all streams end.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// Ends all streams, so that the server can stop.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Reads what is new and tells the listeners.
    pub async fn read(&self, store: &Store) -> Result<(), StoreError> {
        loop {
            let mut batch = read_batch(store, self.position()).await?;
            if batch.position == self.position() {
                return Ok(());
            }
            let watched: Vec<Watched> = self.watched().keys().copied().collect();
            sort_out(store, &mut batch, &watched).await?;
            self.position.store(batch.position, Ordering::Relaxed);
            // An error says that nobody listens.
            let _ = self.batches.send(Arc::new(batch));
        }
    }
}

impl Live {
    fn watched(&self) -> MutexGuard<'_, HashMap<Watched, usize>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts a listener for as long as it is held.
struct Watch {
    live: Arc<Live>,
    watched: Watched,
}

impl Watch {
    fn begin(live: Arc<Live>, watched: Watched) -> Self {
        *live.watched().entry(watched).or_default() += 1;
        Self { live, watched }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Entry::Occupied(mut count) = self.live.watched().entry(self.watched) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

/// Reads the outbox until the site closes.
pub async fn follow_outbox(live: Arc<Live>, store: Store) {
    let mut changed = store.changed();
    let mut closing = live.closing.subscribe();
    loop {
        if let Err(error) = live.read(&store).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "outbox unreadable");
        }
        tokio::select! {
            _ = tokio::time::sleep(READ_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
        tokio::select! {
            _ = changed.changed() => {}
            _ = tokio::time::sleep(READ_AT_LEAST - READ_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

async fn read_batch(store: &Store, after: i64) -> Result<Batch, StoreError> {
    let events = store.events_after(OutboxId(after), EVENTS_A_READ).await?;
    let mut batch = Batch { position: after, ..Batch::default() };
    let mut stories = BTreeSet::new();
    let mut articles = BTreeSet::new();
    for event in events {
        batch.position = batch.position.max(event.id.0);
        match event.kind {
            EventKind::ArticleAdded => drop(articles.insert(event.subject)),
            EventKind::StoryChanged => drop(stories.insert(event.subject)),
            EventKind::PostAdded | EventKind::PostChanged | EventKind::PostRemoved | EventKind::PostRestored => {
                batch.posts.insert(PostId(event.subject));
            }
            EventKind::CommentPublished => drop(batch.comments.insert(CommentId(event.subject))),
            _ => {}
        }
    }
    (batch.articles, batch.stories) = (articles.len(), stories.len());
    Ok(batch)
}

/// Parts posts and comments by the live blogs and discussions that are watched.
async fn sort_out(store: &Store, batch: &mut Batch, watched: &[Watched]) -> Result<(), StoreError> {
    if watched.is_empty() {
        return Ok(());
    }
    if !batch.posts.is_empty() {
        let posts: Vec<PostId> = batch.posts.iter().copied().collect();
        let there = store.posts_by_ids(&posts).await?.into_iter().map(|(article, row)| (article, row.id));
        let removed = store.removed_posts_by_ids(&posts).await?.into_iter().map(|(article, gone)| (article, gone.id));
        for (article, post) in there.chain(removed) {
            if watched.contains(&Watched::LiveBlog(article)) {
                batch.live_blogs.entry(article).or_default().push(post);
            }
        }
    }
    if !batch.comments.is_empty() {
        let comments: Vec<CommentId> = batch.comments.iter().copied().collect();
        for comment in store.comments_by_ids(&comments).await? {
            // It may have been removed since.
            let is_there = comment.state == CommentState::Published;
            if is_there && watched.contains(&Watched::Discussion(comment.subject)) {
                batch.discussions.entry(comment.subject).or_default().push(comment.id);
            }
        }
    }
    Ok(())
}

#[derive(Deserialize)]
pub struct Listen {
    /// Only the posts of this live blog.
    article: Option<i64>,
    /// Only the comments on this subject: `article-7`.
    discussion: Option<String>,
    /// The outbox position that the page shows.
    since: Option<i64>,
}

/// `/events`: `news` with counts; or `posts` of one live blog, and `comments` of one discussion.
pub async fn listen(
    State(site): State<Site>,
    visit: Visit,
    Query(listen): Query<Listen>,
    headers: HeaderMap,
) -> Response {
    let Ok(permit) = site.live.listeners.clone().try_acquire_owned() else {
        return answer::plain(StatusCode::SERVICE_UNAVAILABLE, "Too many listeners.\n");
    };
    // Subscribed before the resume is read: what comes in between is dropped by its position, not lost.
    let batches = site.live.batches.subscribe();
    let last_seen = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.trim().parse().ok());
    let since: i64 = last_seen.or(listen.since).unwrap_or_else(|| site.live.position());
    let live_blog = listen.article.map(|article| Watched::LiveBlog(ArticleId(article)));
    let discussion = listen.discussion.and_then(|subject| subject.parse().ok()).map(Watched::Discussion);
    let wants: Vec<Watched> = live_blog.into_iter().chain(discussion).collect();
    let watches = wants.iter().map(|watched| Watch::begin(site.live.clone(), *watched)).collect();
    let missed = match missed_since(&site, since, &wants).await {
        Ok(missed) => missed,
        Err(error) => return answer::failure(&site, &visit, error.into()),
    };
    let listener = Listener {
        position: missed.as_ref().map_or(since, |batch| batch.position),
        wants,
        batches,
        store: site.store.clone(),
        _watches: watches,
        _permit: permit,
    };
    let hello = Event::default().id(listener.position.to_string()).retry(Duration::from_secs(3));
    let first = missed.map_or_else(Vec::new, |batch| events_of(&batch, &listener.wants));
    let closing = site.live.closing.subscribe();
    let closed = async move {
        let mut closing = closing;
        let _ = closing.wait_for(|closing| *closing).await;
    };
    let events = stream::iter(std::iter::once(hello).chain(first)).chain(listener.events());
    let events = events.map(Ok::<_, Infallible>).take_until(Box::pin(closed));
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    // Reverse proxies of one kind hold answers back until told not to.
    response.headers_mut().insert("x-accel-buffering", header::HeaderValue::from_static("no"));
    response
}

/// Reads what a listener missed; None when nothing. The counts of a long absence stay incomplete, its position not.
async fn missed_since(site: &Site, since: i64, wants: &[Watched]) -> Result<Option<Batch>, StoreError> {
    if since >= site.live.position() {
        return Ok(None);
    }
    let mut all = Batch { position: since, ..Batch::default() };
    for _ in 0..RESUME_READS_MAX {
        let batch = read_batch(&site.store, all.position).await?;
        if batch.position == all.position {
            break;
        }
        all.position = batch.position;
        all.articles += batch.articles;
        all.stories += batch.stories;
        all.posts.extend(batch.posts);
        all.comments.extend(batch.comments);
    }
    all.position = all.position.max(site.live.position());
    sort_out(&site.store, &mut all, wants).await?;
    Ok(Some(all).filter(|all| all.position > since))
}

struct Listener {
    position: i64,
    wants: Vec<Watched>,
    batches: broadcast::Receiver<Arc<Batch>>,
    store: Store,
    _watches: Vec<Watch>,
    _permit: OwnedSemaphorePermit,
}

impl Listener {
    fn events(self) -> impl Stream<Item = Event> {
        let events = stream::unfold(self, |mut listener| async move {
            loop {
                let batch = match listener.batches.recv().await {
                    Ok(batch) => batch,
                    // Too slow for the channel: the outbox still has it.
                    Err(broadcast::error::RecvError::Lagged(_)) => {
                        let Ok(mut batch) = read_batch(&listener.store, listener.position).await else { return None };
                        sort_out(&listener.store, &mut batch, &listener.wants).await.ok()?;
                        Arc::new(batch)
                    }
                    Err(broadcast::error::RecvError::Closed) => return None,
                };
                if batch.position <= listener.position {
                    continue;
                }
                listener.position = batch.position;
                let events = events_of(&batch, &listener.wants);
                if !events.is_empty() {
                    return Some((events, listener));
                }
            }
        });
        events.flat_map(stream::iter)
    }
}

#[derive(Serialize)]
struct News {
    articles: usize,
    stories: usize,
}

#[derive(Serialize)]
struct Posts<'b> {
    posts: &'b [PostId],
}

#[derive(Serialize)]
struct Comments<'b> {
    comments: &'b [CommentId],
}

/// The events a listener gets of a batch; none when nothing in it concerns it.
fn events_of(batch: &Batch, wants: &[Watched]) -> Vec<Event> {
    let event = |name| Event::default().id(batch.position.to_string()).event(name);
    if wants.is_empty() {
        if batch.articles == 0 && batch.stories == 0 {
            return Vec::new();
        }
        let news = News { articles: batch.articles, stories: batch.stories };
        return event("news").json_data(news).into_iter().collect();
    }
    let wanted = |watched: &Watched| match watched {
        Watched::LiveBlog(article) => {
            let posts = batch.live_blogs.get(article)?;
            event("posts").json_data(Posts { posts }).ok()
        }
        Watched::Discussion(subject) => {
            let comments = batch.discussions.get(subject)?;
            event("comments").json_data(Comments { comments }).ok()
        }
    };
    wants.iter().filter_map(wanted).collect()
}

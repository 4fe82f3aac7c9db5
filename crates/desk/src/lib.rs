//! The pipeline: which stage follows which, what is tried again, and when.
//!
//! In: a store, the outbound client, the index. Out: stored articles, enrichments, stories, a searchable index. Only
//! here do stages meet: `desk` takes from one, keeps in the store, hands to the next. It must never know how a page
//! looks; `site` learns of everything through the store's outbox.
//!
//! The way of one item, and where it stands between two steps, so that a killed process loses nothing:
//!
//! | step | begins with | ends with, in one transaction |
//! |---|---|---|
//! | [`fetch`] | a source that is due | articles, jobs `page` or `enrich`, the source's next fetch |
//! | [`page`] | a job `page` | the completed article, a job `enrich` |
//! | [`digest`] | jobs `enrich` | enrichment, placement, story rows, the jobs gone |
//! | [`second_reading`] | an article on the list of those to read, while no job `enrich` waits | its quotes, its embedding, what moved by it, the older story taken up ([`reopening`]) |
//! | [`indexing`] | events in the outbox | what readers' [`rules`] say done; a commit of the index that names the last event it holds |
//! | [`corrections`] | a job `correct`: a person merged, split or renamed stories | their rows, the job gone |
//! | [`requests`] | a job `find`: a reader wants to follow an address | what there is, to choose from |
//! | [`letters`] | a reader whose brief is due by mail | the letter handed over, the next one's hour |
//! | [`upkeep`] | the clock | retention, icons, budgets |
//! | [`websub`] | a hub that a feed names, a lease near its end | the hub asked; its question is answered by `site` |
//!
//! Every step may run twice. Steps wake each other through the store and otherwise look once in a while.

mod corrections;
mod digest;
mod fetch;
mod follow;
mod indexing;
mod intake;
mod letters;
mod mail;
mod page;
mod rebuild;
mod reopening;
mod requests;
mod rules;
mod second_reading;
mod story_rows;
#[cfg(test)]
mod testing;
mod upkeep;
mod websub;

pub use fetch::{SourceReport, url_key};
pub use follow::{Followed, Imported, find, follow, import_opml, sources_as_opml};
pub use letters::LetterWriter;
pub use mail::{Letter, MailError, MailOptions, MailTls, Mailer};
pub use second_reading::text_to_embed;

use anyhow::Result;
use news::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Duration;
use store::Store;
use tokio::sync::{Mutex, Notify, watch};

/// How the pipeline works; every field has a default.
#[derive(Clone, Debug)]
pub struct DeskOptions {
    /// Completes articles from the publisher's page when the feed brings only a teaser.
    pub fetch_pages: bool,
    /// How many items of a source's first fetch arrive unread.
    pub first_unread: usize,
    /// How many sources are worked on at once.
    pub concurrent_sources: usize,
    /// How many pages are fetched at once.
    pub concurrent_pages: usize,
    /// Articles older than this go; None keeps them.
    pub keep_days: Option<u64>,
    /// The database's size past which the oldest articles go; None for no limit.
    pub keep_bytes: Option<u64>,
    /// The index's folder, where the epoch it was built for is kept. None for an index in memory.
    pub index_folder: Option<PathBuf>,
    /// How long a step sleeps when nothing wakes it.
    pub idle: Duration,
    /// The shortest time between two fetches of one source, in seconds, whatever the schedule says. The demo lowers it.
    pub fastest_interval_s: Option<i64>,
    /// The address at which hubs reach this site, without a slash at the end; None subscribes to nothing.
    pub callback_base: Option<String>,
}

impl Default for DeskOptions {
    fn default() -> Self {
        Self {
            fetch_pages: true,
            first_unread: 10,
            concurrent_sources: 64,
            concurrent_pages: 16,
            keep_days: None,
            keep_bytes: None,
            index_folder: None,
            idle: Duration::from_secs(2),
            fastest_interval_s: None,
            callback_base: None,
        }
    }
}

/// The desk of one process; a cheap clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) client: gather::Client,
    pub(crate) index: Arc<search::Index>,
    pub(crate) options: Arc<DeskOptions>,
    pub(crate) budgets: Arc<gather::Budgets>,
    pub(crate) robots: Arc<Mutex<fetch::RobotsCache>>,
    pub(crate) intake: Arc<intake::Intake>,
    /// The clusterer with its window; None until it is restored from the store.
    pub(crate) stories: Arc<Mutex<Option<digest::Window>>>,
    /// The index's one writer while this process has it.
    pub(crate) writer: Arc<Mutex<Option<search::Writer>>>,
    /// Our own network was down when last something was asked for.
    pub(crate) offline: Arc<AtomicBool>,
    pub(crate) wake_pages: Arc<Notify>,
    pub(crate) wake_digest: Arc<Notify>,
    /// The model that reads articles, when there is one.
    pub(crate) embedder: Option<Arc<dyn ai::Embedder>>,
    pub(crate) wake_reading: Arc<Notify>,
    /// How many requests the site in this process was sent.
    pub(crate) requests: Arc<AtomicU64>,
    pub(crate) wake_index: Arc<Notify>,
    pub(crate) wake_hubs: Arc<Notify>,
    /// The owner's mail server and who writes the letters, where there is one.
    pub(crate) post_office: Option<letters::PostOffice>,
}

impl Desk {
    /// Opens the desk: brings back what the store kept over the restart.
    pub async fn open(
        store: Store,
        client: gather::Client,
        index: Arc<search::Index>,
        options: DeskOptions,
    ) -> Result<Self> {
        let budgets = fetch::load_budgets(&store).await?;
        Ok(Self {
            store,
            client,
            index,
            options: Arc::new(options),
            budgets: Arc::new(budgets),
            robots: Arc::default(),
            intake: Arc::default(),
            stories: Arc::default(),
            writer: Arc::default(),
            offline: Arc::default(),
            wake_pages: Arc::default(),
            wake_digest: Arc::default(),
            embedder: None,
            wake_reading: Arc::default(),
            requests: Arc::default(),
            wake_index: Arc::default(),
            wake_hubs: Arc::default(),
            post_office: None,
        })
    }

    /// Gives the desk a model: articles are read by it when nothing else waits, and their stories are corrected.
    #[must_use]
    pub fn with_embedder(self, embedder: Arc<dyn ai::Embedder>) -> Self {
        Self { embedder: Some(embedder), ..self }
    }

    /// Has the desk send the briefs that readers want by mail.
    #[must_use]
    pub fn with_mail(self, mailer: Mailer, writer: Arc<dyn LetterWriter>) -> Self {
        Self { post_office: Some(letters::PostOffice { mailer, writer }), ..self }
    }

    /// Sends the letters that are due, once; tells how many were looked at. 0 without a mail server.
    pub async fn send_letters(&self, now: Timestamp) -> Result<usize> {
        match &self.post_office {
            Some(office) => letters::send_due(self, office, now).await,
            None => Ok(0),
        }
    }

    /// Has what can wait give way to the readers of a site, which counts their requests here.
    #[must_use]
    pub fn giving_way_to(self, requests: Arc<AtomicU64>) -> Self {
        Self { requests, ..self }
    }

    /// Works until `stop` turns true. A step that fails logs why, waits and goes on.
    pub async fn run(&self, stop: watch::Receiver<bool>) -> Result<()> {
        let steps = [
            tokio::spawn(fetch::keep_fetching(self.clone(), stop.clone())),
            tokio::spawn(page::keep_completing(self.clone(), stop.clone())),
            tokio::spawn(digest::keep_digesting(self.clone(), stop.clone())),
            tokio::spawn(second_reading::keep_reading(self.clone(), stop.clone())),
            tokio::spawn(indexing::keep_indexing(self.clone(), stop.clone())),
            tokio::spawn(websub::keep_subscribed(self.clone(), stop.clone())),
            tokio::spawn(requests::keep_answering(self.clone(), stop.clone())),
            tokio::spawn(letters::keep_sending(self.clone(), stop.clone())),
            tokio::spawn(corrections::keep_correcting(self.clone(), stop.clone())),
            tokio::spawn(upkeep::keep_up(self.clone(), stop)),
        ];
        for step in steps {
            step.await?;
        }
        self.close().await
    }

    /// Ends in order: keeps the budgets, lets go of the index.
    async fn close(&self) -> Result<()> {
        if let Some(writer) = self.writer.lock().await.take() {
            on_pool(move || drop(writer)).await?;
        }
        fetch::save_budgets(self).await
    }

    /// Fetches each of `sources` once, then works until nothing is waiting: pages, stories, index.
    /// `progress` hears of every source as it is done.
    pub async fn round(&self, sources: Vec<store::DueSource>, mut progress: impl FnMut(&SourceReport)) -> Result<()> {
        fetch::fetch_all(self, sources, &mut progress).await?;
        self.drain().await
    }

    /// Works until no job is waiting and the index holds every event.
    pub async fn drain(&self) -> Result<()> {
        page::complete_waiting(self).await?;
        corrections::carry_out(self).await?;
        while digest::digest_some(self).await? > 0 {}
        indexing::index_all(self).await?;
        self.close().await
    }

    /// Reads at most so many of the articles that wait for their second reading, and has the index follow. Tells how many
    /// it was.
    pub async fn read_again(&self, most: usize) -> Result<usize> {
        let articles = second_reading::read_waiting(self, most).await?;
        indexing::index_all(self).await?;
        self.close().await?;
        Ok(articles)
    }

    /// Makes index, enrichments and stories anew from the articles. `progress` hears how many articles are done.
    pub async fn rebuild(&self, progress: impl FnMut(u64)) -> Result<()> {
        rebuild::rebuild(self, progress).await?;
        self.close().await
    }
}

/// Tells the moment now. The one clock of the pipeline.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_jiff(jiff::Timestamp::now())
}

/// Runs CPU work on the rayon pool, so that no async thread is held up.
pub(crate) async fn on_pool<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    rayon::spawn(move || {
        let _ = sender.send(work());
    });
    Ok(receiver.await?)
}

/// Waits for a wake-up, the end of `at_most`, or the stop. Tells whether to go on.
pub(crate) async fn wait(wake: &Notify, at_most: Duration, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = wake.notified() => {}
        () = tokio::time::sleep(at_most) => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
    !*stop.borrow()
}

//! An installation: the configuration, and what it opens.

use crate::config::Config;
use anyhow::{Context, Result};
use desk::{Desk, DeskOptions};
use news::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Store, StoreOptions};

/// Marks an error that concerns the installation as a whole: exit code 3.
#[derive(Debug, thiserror::Error)]
#[error("this installation cannot be used")]
pub struct Unusable;

/// What the commands work with.
pub struct Installation {
    pub config: Config,
    pub folder: PathBuf,
    pub database: String,
}

/// The place at the desk; free again when dropped.
pub struct Place {
    _file: std::fs::File,
}

impl Installation {
    /// Reads the configuration and starts the log. Opens nothing yet.
    pub fn read(config: Option<&Path>, data: Option<&Path>) -> Result<Self> {
        let mut config = Config::load(config, std::env::vars()).context(Unusable)?;
        if let Some(folder) = data {
            config.storage.folder = folder.display().to_string();
        }
        start_log(&config);
        Self::new(config)
    }

    pub fn new(config: Config) -> Result<Self> {
        let folder = config.folder().context(Unusable)?;
        let database = config.database_url().context(Unusable)?;
        Ok(Self { config, folder, database })
    }

    /// Opens the database, making it when there is none.
    pub async fn store(&self) -> Result<Store> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| format!("could not make the folder {}", self.folder.display()))
            .context(Unusable)?;
        Store::open(&self.database, StoreOptions::default())
            .await
            .with_context(|| format!("could not open the database {}", without_password(&self.database)))
            .context(Unusable)
    }

    pub fn index_folder(&self) -> PathBuf {
        self.folder.join("index")
    }

    /// Opens the search index, making it when there is none or when it cannot be read.
    pub fn index(&self) -> Result<Arc<search::Index>> {
        let folder = self.index_folder();
        let options = search::Options {
            writer_memory_bytes: usize::try_from(self.config.storage.index_memory_mb << 20).unwrap_or(usize::MAX),
        };
        let index = search::Index::open_with(&folder, options)
            .with_context(|| format!("could not open the search index {}", folder.display()))
            .context(Unusable)?;
        Ok(Arc::new(index))
    }

    /// Makes the one client through which every byte from outside comes.
    pub fn client(&self) -> Result<gather::Client> {
        let fetch = &self.config.fetch;
        let options = gather::ClientOptions {
            user_agent: user_agent(&self.config),
            allow_hosts: fetch.allow_hosts.clone(),
            max_body_bytes: fetch.max_body_mb << 20,
            max_decompressed_bytes: fetch.max_body_mb << 21,
            total_timeout: std::time::Duration::from_secs(fetch.timeout_s),
            per_host: usize::try_from(fetch.per_host)?,
            total: usize::try_from(fetch.total)?,
            ..Default::default()
        };
        gather::Client::new(options).context(Unusable)
    }

    /// Opens the desk with store, client and index. None when another process has it: one at a time works here.
    pub async fn desk(&self, store: Store, index: Arc<search::Index>) -> Result<Option<(Desk, Place)>> {
        let Some(place) = self.take_place()? else { return Ok(None) };
        // Whoever had claimed something is no longer alive.
        store.release_claims(Timestamp::from_jiff(jiff::Timestamp::now())).await?;
        let desk = self.desk_of_its_own(store, self.client()?, index, self.desk_options()?).await?;
        Ok(Some((desk, place)))
    }

    /// Opens a desk that nobody else can take, with the model where the owner wants it.
    pub async fn desk_of_its_own(
        &self,
        store: Store,
        client: gather::Client,
        index: Arc<search::Index>,
        options: DeskOptions,
    ) -> Result<Desk> {
        let desk = Desk::open(store, client, index, options).await?;
        Ok(match self.embedder() {
            Some(embedder) => desk.with_embedder(embedder),
            None => desk,
        })
    }

    /// The model in the binary, unless the owner does without.
    #[cfg(feature = "model")]
    pub fn embedder(&self) -> Option<Arc<dyn ai::Embedder>> {
        let is_wanted = self.config.stories.embedding == "on";
        is_wanted.then(|| Arc::new(ai::LocalModel::new()) as Arc<dyn ai::Embedder>)
    }

    /// This binary was built without a model.
    #[cfg(not(feature = "model"))]
    pub fn embedder(&self) -> Option<Arc<dyn ai::Embedder>> {
        None
    }

    /// Takes the one place at this installation's desk; the operating system frees it when the process ends, however.
    fn take_place(&self) -> Result<Option<Place>> {
        let path = self.folder.join("desk.lock");
        let file = std::fs::File::create(&path)
            .with_context(|| format!("could not make {}", path.display()))
            .context(Unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Place { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("could not lock {}", path.display())).context(Unusable)
            }
        }
    }

    pub fn desk_options(&self) -> Result<DeskOptions> {
        let (site, retention) = (&self.config.site, &self.config.retention);
        Ok(DeskOptions {
            fetch_pages: self.config.fetch.pages,
            first_unread: usize::try_from(self.config.fetch.first_unread)?,
            concurrent_sources: usize::try_from(self.config.fetch.total)?,
            keep_days: (retention.days > 0).then_some(retention.days),
            keep_bytes: (retention.max_mb > 0).then_some(retention.max_mb << 20),
            index_folder: Some(self.index_folder()),
            callback_base: (!site.base_url.is_empty()).then(|| site.base_url.trim_end_matches('/').to_owned()),
            ..DeskOptions::default()
        })
    }
}

/// What this installation calls itself elsewhere, with a way to reach its owner.
pub fn user_agent(config: &Config) -> String {
    let contact = &config.fetch.contact;
    let contact = if contact.is_empty() { String::new() } else { format!(" (+{contact})") };
    format!("Dateline/{}{contact}", env!("CARGO_PKG_VERSION"))
}

pub fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log.level)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first log.
    let _ = if config.log.format == "json" { log.json().try_init() } else { log.with_target(false).try_init() };
}

/// Hides the password of a database address.
fn without_password(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(mut url) if url.password().is_some() => {
            let _ = url.set_password(Some("…"));
            url.to_string()
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_password_is_not_shown() {
        let shown = super::without_password("postgres://dateline:secret@db.example/dateline");
        assert!(!shown.contains("secret"), "{shown}");
        assert_eq!(super::without_password("sqlite:///var/dateline.db"), "sqlite:///var/dateline.db");
    }
}

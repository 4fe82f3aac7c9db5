//! Who writes: the models that the configuration describes or, in their place, one on this machine that the owner chose in
//! the browser; and whether any may.
//!
//! Invariant: the browser chooses among models that were found on this machine. Addresses elsewhere, and keys, stand in
//! the configuration alone.

use crate::answer::PageError;
use ai::{Completer, FoundServer, ModelRole, Models, Price, Seen};
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use store::{Store, StoreError};

/// How the site reaches model servers; whoever wires the program hands it in.
pub trait ModelServers: Send + Sync {
    /// Asks the endpoints of the configuration whether they answer; takes some seconds at most.
    fn described(&self) -> BoxFuture<'_, Vec<DescribedModel>>;
    /// Finds the servers that run on this machine; takes some seconds at most.
    fn running(&self) -> BoxFuture<'_, Vec<FoundServer>>;
    /// Takes a model of one of these.
    fn take(&self, chosen: &ChosenModel) -> anyhow::Result<Arc<dyn Completer>>;
}

/// An endpoint of the configuration, and what it answered.
#[derive(Clone, Debug)]
pub struct DescribedModel {
    pub name: String,
    pub host: String,
    pub model: String,
    pub roles: Vec<ModelRole>,
    pub price: Price,
    /// The error is for the owner, and free of keys.
    pub answer: Result<Seen, String>,
}

/// A model of a server on this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenModel {
    /// What the server is called.
    pub server: String,
    pub url: String,
    pub model: String,
}

/// What the owner wants of models, as set in the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModelWish {
    /// Whether models may write; None leaves it to the configuration.
    pub may_write: Option<bool>,
    /// Writes in the place of those that the configuration describes.
    pub chosen: Option<ChosenModel>,
    /// So many of the front page's stories get their summaries before anybody asks.
    pub stories_ahead: u8,
    /// So do the new articles of these publishers, by their keys.
    pub publishers_ahead: Vec<String>,
}

/// The setting that holds a [`ModelWish`].
const WISH: &str = "models";

/// The models that write at this moment.
pub struct Writers {
    configured: Models,
    may_write: bool,
    servers: Option<Arc<dyn ModelServers>>,
    now: RwLock<Now>,
}

#[derive(Default)]
struct Now {
    wish: ModelWish,
    chosen: Option<Arc<dyn Completer>>,
}

impl fmt::Debug for dyn ModelServers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ModelServers")
    }
}

impl Writers {
    /// Those of the configuration, which may write or not until the owner says otherwise.
    pub fn new(configured: Models, may_write: bool, servers: Option<Arc<dyn ModelServers>>) -> Self {
        Self { configured, may_write, servers, now: RwLock::default() }
    }

    /// Reads what the owner wants, which another process may have changed.
    pub async fn read(&self, store: &Store) -> Result<(), StoreError> {
        let wish = store.setting(WISH).await?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        self.follow(wish);
        Ok(())
    }

    /// Keeps what the owner wants, and follows it from now on.
    pub async fn change(&self, store: &Store, wish: ModelWish) -> Result<(), PageError> {
        store.set_setting(WISH, &serde_json::to_string(&wish).map_err(anyhow::Error::from)?).await?;
        self.follow(wish);
        Ok(())
    }

    fn follow(&self, wish: ModelWish) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.wish.chosen != wish.chosen {
            now.chosen = wish.chosen.as_ref().and_then(|chosen| {
                let taken = self.servers.as_ref()?.take(chosen);
                taken.inspect_err(|error| tracing::warn!(?error, model = chosen.model, "a model cannot be used")).ok()
            });
        }
        now.wish = wish;
    }

    pub fn wish(&self) -> ModelWish {
        self.now.read().unwrap_or_else(PoisonError::into_inner).wish.clone()
    }

    /// Tells whether models may write, if there are any.
    pub fn may_write(&self) -> bool {
        self.now.read().unwrap_or_else(PoisonError::into_inner).wish.may_write.unwrap_or(self.may_write)
    }

    /// The model that has a role; None where none has, or none may write.
    pub fn of(&self, role: ModelRole) -> Option<Arc<dyn Completer>> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        let may_write = now.wish.may_write.unwrap_or(self.may_write);
        may_write.then(|| now.chosen.as_ref().or_else(|| self.configured.of(role)).cloned()).flatten()
    }

    /// The model that writes for readers.
    pub fn writer(&self) -> Option<Arc<dyn Completer>> {
        self.of(ModelRole::Large).or_else(|| self.of(ModelRole::Small))
    }

    /// How servers are reached; None where the site was opened without.
    pub fn servers(&self) -> Option<&Arc<dyn ModelServers>> {
        self.servers.as_ref()
    }
}

/// Makes the writers of a site as its owner wants them.
pub async fn open(store: &Store, options: &crate::SiteOptions) -> Result<Writers, StoreError> {
    let writers = Writers::new(options.models.clone(), options.models_may_write, options.model_servers.clone());
    writers.read(store).await?;
    Ok(writers)
}

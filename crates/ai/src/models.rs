//! Which model does what.

use crate::{Completer, Embedder};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What a model is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModelRole {
    /// Tags and other short tasks, many of them: quick and cheap.
    Small,
    /// Briefs and answers.
    Large,
}

/// The models at hand: those that write, by role, and the one that compares. Cheap to clone. The default has none, and
/// everything works without.
#[derive(Clone, Default)]
pub struct Models {
    writers: BTreeMap<ModelRole, Arc<dyn Completer>>,
    embedder: Option<Arc<dyn Embedder>>,
}

impl Models {
    /// The same with a model that compares texts.
    pub fn with_embedder(self, embedder: Option<Arc<dyn Embedder>>) -> Self {
        Self { embedder, ..self }
    }

    /// Gives the model that compares texts, on the CPU of the caller.
    pub fn embedder(&self) -> Option<&Arc<dyn Embedder>> {
        self.embedder.as_ref()
    }

    /// The same with a model for a role, in the place of one that was there.
    pub fn with(mut self, role: ModelRole, model: Arc<dyn Completer>) -> Self {
        self.writers.insert(role, model);
        self
    }

    /// Gives the model for a role; None when nobody was given it.
    pub fn of(&self, role: ModelRole) -> Option<&Arc<dyn Completer>> {
        self.writers.get(&role)
    }

    /// Tells that none writes.
    pub fn is_empty(&self) -> bool {
        self.writers.is_empty()
    }
}

/// Shows which model has which role.
impl fmt::Debug for Models {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.writers.iter().map(|(role, model)| (role, model.model()))).finish()
    }
}

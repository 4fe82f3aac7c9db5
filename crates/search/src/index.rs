//! The index on disk: what is kept of an article, how it gets there, and how far it is complete.
//!
//! Invariants: nothing is stored but columns of numbers; the outbox position travels in the payload of the same
//! commit as the articles, so the two can never disagree, whenever the process dies.

use crate::SearchError;
use crate::analysis::{Family, TOKENIZER, TaggedTokenizer};
use crate::queue::{Queue, Queued};
use news::{ArticleId, Lang, OutboxId, PublisherId, StoryId, Timestamp};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TantivyDocument, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Term};

/// What the index takes of one article.
#[derive(Clone, Copy, Debug)]
pub struct IndexEntry<'a> {
    pub article: ArticleId,
    pub story: Option<StoryId>,
    pub publisher: PublisherId,
    pub publisher_key: &'a str,
    pub lang: Lang,
    pub published: Timestamp,
    pub title: &'a str,
    pub standfirst: &'a str,
    pub text: &'a str,
    /// By key.
    pub hashtags: &'a [String],
    pub section: Option<&'a str>,
    pub byline: &'a [String],
}

/// How the index works.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What the writer may hold before it writes a segment; at least 15 MB (tantivy's own least).
    pub writer_memory_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { writer_memory_bytes: 20_000_000 }
    }
}

/// The searchable articles. Cheap to share behind an `Arc`; searching and writing may go on at the same time.
pub struct Index {
    pub(crate) engine: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    options: Options,
    committed: Arc<Mutex<Committed>>,
    set_aside: Option<SetAside>,
}

/// Where an unusable index went, and why.
struct SetAside {
    path: PathBuf,
    cause: String,
}

/// What every commit carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Committed {
    position: Option<i64>,
    /// No article with a larger id is in the index: such a one needs no look for an earlier version of it.
    highest_article: i64,
}

#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// Title (thrice), standfirst (twice), text and byline: the repetition is the boost. One field keeps a search
    /// for several words an intersection of plain lists, which the engine prunes block by block.
    pub(crate) body: Field,
    pub(crate) title: Field,
    pub(crate) lang: Field,
    pub(crate) publisher_key: Field,
    pub(crate) hashtag: Field,
    pub(crate) section: Field,
    pub(crate) article: Field,
    story: Field,
    publisher: Field,
    published: Field,
}

/// The columns by name, as readers ask for them.
pub(crate) mod column {
    pub(crate) const ARTICLE: &str = "article";
    pub(crate) const STORY: &str = "story";
    pub(crate) const PUBLISHER: &str = "publisher";
    pub(crate) const PUBLISHED: &str = "published";
    pub(crate) const LANG: &str = "lang";
    pub(crate) const SECTION: &str = "section";
}

fn schema() -> (Schema, Fields) {
    let words = |option| {
        TextOptions::default()
            .set_indexing_options(TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(option))
    };
    let key = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic),
    );
    // Counted over all that is found: see `facets`.
    let counted = key.clone().set_fast("raw");
    let mut builder = Schema::builder();
    let fields = Fields {
        body: builder.add_text_field("body", words(IndexRecordOption::WithFreqsAndPositions)),
        title: builder.add_text_field("title", words(IndexRecordOption::WithFreqsAndPositions)),
        lang: builder.add_text_field(column::LANG, counted.clone()),
        publisher_key: builder.add_text_field("publisher_key", key.clone()),
        hashtag: builder.add_text_field("hashtag", key),
        section: builder.add_text_field(column::SECTION, counted),
        article: builder.add_i64_field(column::ARTICLE, NumericOptions::from(FAST) | INDEXED),
        story: builder.add_i64_field(column::STORY, FAST),
        publisher: builder.add_i64_field(column::PUBLISHER, FAST),
        published: builder.add_i64_field(column::PUBLISHED, FAST),
    };
    (builder.build(), fields)
}

fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, TextAnalyzer::from(TaggedTokenizer::default()));
    tokenizers
}

impl Index {
    /// Opens the index in this folder, or creates it. One that cannot be read, or was made by another version, is
    /// moved aside (to `<dir>.set-aside`, replacing what was set aside before) and an empty one takes its place:
    /// then [`Index::needs_rebuild`] is true and [`Index::notice`] says what happened. Reads every file once to compare
    /// checksums, as a damaged one could answer wrongly: some 20 ms for 100 MB that the system has in memory.
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        Self::open_with(dir, Options::default())
    }

    pub fn open_with(dir: &Path, options: Options) -> Result<Self, SearchError> {
        std::fs::create_dir_all(dir)?;
        if std::fs::read_dir(dir)?.next().is_none() {
            return Self::create(dir, options, None);
        }
        match Self::open_existing(dir, options) {
            Err(SearchError::Damaged(cause)) => {
                let path = set_aside(dir)?;
                tracing::warn!(index.cause = %cause, index.set_aside = %path.display(), "search index set aside");
                Self::create(dir, options, Some(SetAside { path, cause }))
            }
            other => other,
        }
    }

    /// Makes an index that lives and dies with the process.
    pub fn open_in_memory() -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        let engine =
            tantivy::Index::builder().schema(schema).settings(settings()).tokenizers(tokenizers()).create_in_ram()?;
        Self::with_engine(engine, fields, Options::default(), Committed::default(), None)
    }

    fn create(dir: &Path, options: Options, set_aside: Option<SetAside>) -> Result<Self, SearchError> {
        std::fs::create_dir_all(dir)?;
        let (schema, fields) = schema();
        let engine = tantivy::Index::builder()
            .schema(schema)
            .settings(settings())
            .tokenizers(tokenizers())
            .create_in_dir(dir)?;
        Self::with_engine(engine, fields, options, Committed::default(), set_aside)
    }

    fn open_existing(dir: &Path, options: Options) -> Result<Self, SearchError> {
        let damaged = |error: &dyn std::fmt::Display| SearchError::Damaged(error.to_string());
        let mut engine = tantivy::Index::open_in_dir(dir).map_err(|error| match SearchError::from(error) {
            SearchError::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => SearchError::Io(error),
            other => damaged(&other),
        })?;
        let (schema, fields) = schema();
        if engine.schema() != schema {
            return Err(SearchError::Damaged("it was made by another version".to_owned()));
        }
        engine.set_tokenizers(tokenizers());
        let damaged_files = engine.validate_checksum().map_err(|error| damaged(&error))?;
        if let Some(file) = damaged_files.into_iter().min() {
            return Err(SearchError::Damaged(format!("the checksum of {} is wrong", file.display())));
        }
        let committed = match engine.load_metas()?.payload {
            Some(payload) => serde_json::from_str(&payload).map_err(|error| damaged(&error))?,
            None => Committed::default(),
        };
        Self::with_engine(engine, fields, options, committed, None).map_err(|error| damaged(&error))
    }

    fn with_engine(
        engine: tantivy::Index,
        fields: Fields,
        options: Options,
        committed: Committed,
        set_aside: Option<SetAside>,
    ) -> Result<Self, SearchError> {
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { engine, reader, fields, options, committed: Arc::new(Mutex::new(committed)), set_aside })
    }

    /// Tells the outbox event up to which the index is complete; None before the first commit.
    pub fn position(&self) -> Option<OutboxId> {
        lock(&self.committed).position.map(OutboxId)
    }

    /// True until the first commit: everything must be put in, not only what the outbox still holds. A rebuild
    /// commits once, at its end: then an interrupted one is asked for again.
    pub fn needs_rebuild(&self) -> bool {
        self.position().is_none()
    }

    /// Says, for the operator, why an earlier index was set aside on opening and where it lies.
    pub fn notice(&self) -> Option<String> {
        let SetAside { path, cause } = self.set_aside.as_ref()?;
        Some(format!(
            "The search index could not be used ({cause}); it was moved to {} and is made anew.",
            path.display()
        ))
    }

    /// Begins writing. One writer at a time, over all processes: [`SearchError::Busy`] when there is one.
    pub fn writer(&self) -> Result<Writer, SearchError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(self.options.writer_memory_bytes.max(15_000_000))
            .build();
        let engine: IndexWriter<Queued> = self.engine.writer_with_options(options)?;
        engine.set_merge_policy(Box::new(merge_policy()));
        // Another process may have written since this one opened the index.
        let committed = match self.engine.load_metas()?.payload {
            Some(payload) => serde_json::from_str(&payload).map_err(|error| SearchError::Damaged(error.to_string()))?,
            None => Committed::default(),
        };
        *lock(&self.committed) = committed;
        Ok(Writer {
            engine: Some(engine),
            queue: Queue::default(),
            reader: self.reader.clone(),
            fields: self.fields,
            highest_article: committed.highest_article,
            committed: self.committed.clone(),
        })
    }

    /// Shows what another process has committed. What a [`Writer`] of this index commits is shown at once.
    pub fn reload(&self) -> Result<(), SearchError> {
        Ok(self.reader.reload()?)
    }

    /// Counts the articles that can be found.
    pub fn len(&self) -> usize {
        self.reader.searcher().num_docs() as usize
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Tells how many bytes its files take.
    pub fn size_bytes(&self) -> u64 {
        self.reader.searcher().space_usage().map_or(0, |usage| usage.total().get_bytes())
    }
}

fn settings() -> IndexSettings {
    IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() }
}

/// Few segments, as each costs every query a look-up; little rewriting, as each article is merged about as often as
/// there are levels. Small commits gather below 2,000 articles before they meet a larger segment.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(8);
    policy.set_min_layer_size(2_000);
    policy.set_del_docs_ratio_before_merge(0.3);
    policy
}

fn set_aside(dir: &Path) -> Result<PathBuf, SearchError> {
    let mut name = dir.file_name().unwrap_or_else(|| "index".as_ref()).to_owned();
    name.push(".set-aside");
    let path = dir.with_file_name(name);
    match std::fs::remove_dir_all(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    std::fs::rename(dir, &path)?;
    Ok(path)
}

fn lock(committed: &Mutex<Committed>) -> MutexGuard<'_, Committed> {
    committed.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Puts articles in and takes them out. Nothing is seen or kept before [`Writer::commit`]. Dropping it waits for
/// merges under way, mostly none, at times seconds: let a pool do it, and keep a writer for many commits.
pub struct Writer {
    /// Some until it is dropped.
    engine: Option<IndexWriter<Queued>>,
    queue: Queue,
    reader: IndexReader,
    fields: Fields,
    highest_article: i64,
    committed: Arc<Mutex<Committed>>,
}

impl Writer {
    /// Puts an article in, in place of an earlier version of it. Waits when the indexing thread has fallen behind.
    pub fn put(&mut self, entry: IndexEntry<'_>) -> Result<(), SearchError> {
        if entry.article.0 <= self.highest_article {
            self.remove(entry.article);
        }
        self.highest_article = self.highest_article.max(entry.article.0);
        let bytes = 4 * entry.title.len() + 2 * entry.standfirst.len() + entry.text.len() + 500;
        let queued = self.queue.admit(document(&self.fields, &entry), bytes);
        self.engine().add_document(queued)?;
        Ok(())
    }

    /// Takes an article out; nothing happens when it is not in.
    pub fn remove(&mut self, article: ArticleId) {
        let id = Term::from_field_i64(self.fields.article, article.0);
        self.engine().delete_term(id);
    }

    /// Makes everything since the last commit durable and searchable, together with the outbox position up to which
    /// the index is now complete. Costs some disk syncs: commit batches.
    pub fn commit(&mut self, position: OutboxId) -> Result<(), SearchError> {
        let committed = Committed { position: Some(position.0), highest_article: self.highest_article };
        let mut prepared = self.engine().prepare_commit()?;
        prepared.set_payload(&serde_json::to_string(&committed).expect("two numbers always serialise"));
        prepared.commit()?;
        *lock(&self.committed) = committed;
        self.reader.reload()?;
        Ok(())
    }

    /// Takes everything out, with the next commit: the beginning of a rebuild.
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.engine().delete_all_documents()?;
        self.highest_article = 0;
        Ok(())
    }

    fn engine(&mut self) -> &mut IndexWriter<Queued> {
        self.engine.as_mut().expect("the engine is taken only on dropping")
    }
}

impl Drop for Writer {
    /// Waits for merges under way: the engine throws them away otherwise, and with a writer for each batch segments
    /// would never be merged. What was not committed is given up.
    fn drop(&mut self) {
        let Some(engine) = self.engine.take() else { return };
        if let Err(error) = engine.wait_merging_threads().and_then(|()| self.reader.reload()) {
            tracing::warn!(error = %error, "search index: merging failed");
        }
    }
}

fn document(fields: &Fields, entry: &IndexEntry<'_>) -> TantivyDocument {
    let tag = Family::of(entry.lang).tag();
    let tagged = |text: &str| {
        let mut tagged = String::with_capacity(text.len() + 1);
        tagged.push(tag);
        tagged.push_str(text);
        tagged
    };
    let mut document = TantivyDocument::default();
    let title = tagged(entry.title);
    for _ in 0..3 {
        document.add_text(fields.body, &title);
    }
    document.add_text(fields.title, &title);
    if !entry.standfirst.is_empty() {
        let standfirst = tagged(entry.standfirst);
        document.add_text(fields.body, &standfirst);
        document.add_text(fields.body, &standfirst);
    }
    document.add_text(fields.body, tagged(entry.text));
    for name in entry.byline {
        document.add_text(fields.body, tagged(name));
    }
    document.add_text(fields.lang, entry.lang.as_str());
    document.add_text(fields.publisher_key, entry.publisher_key.to_lowercase());
    for key in entry.hashtags {
        document.add_text(fields.hashtag, key);
    }
    if let Some(section) = entry.section {
        document.add_text(fields.section, section.to_lowercase());
    }
    document.add_i64(fields.article, entry.article.0);
    if let Some(story) = entry.story {
        document.add_i64(fields.story, story.0);
    }
    document.add_i64(fields.publisher, entry.publisher.0);
    document.add_i64(fields.published, entry.published.0);
    document
}

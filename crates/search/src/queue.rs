//! Back-pressure on the way to the engine's indexing thread.
//!
//! The engine queues up to 10,000 documents whatever their size, which for long articles is more memory than the whole
//! process may use. So each document takes room in bytes and gives it back when its indexing begins.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// So much text may wait.
const ROOM_BYTES: usize = 3_000_000;
/// No wait lasts longer: a thread that died must not hold its caller, whose next call learns of it.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Default)]
pub(crate) struct Queue(Arc<Gauge>);

#[derive(Default)]
struct Gauge {
    used_bytes: Mutex<usize>,
    freed: Condvar,
}

impl Queue {
    /// Waits until there is room for a document of so many bytes of text; one alone always has room.
    pub(crate) fn admit(&self, document: TantivyDocument, bytes: usize) -> Queued {
        let used = self.0.used_bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |used: &mut usize| *used > 0 && *used + bytes > ROOM_BYTES;
        let (mut used, _) =
            self.0.freed.wait_timeout_while(used, PATIENCE, is_full).unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Queued { document, room: Room { gauge: self.0.clone(), bytes } }
    }
}

/// A document with the room it takes.
pub(crate) struct Queued {
    document: TantivyDocument,
    room: Room,
}

struct Room {
    gauge: Arc<Gauge>,
    bytes: usize,
}

impl Drop for Room {
    fn drop(&mut self) {
        *self.gauge.used_bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gauge.freed.notify_one();
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        let Self { document, room } = self;
        drop(room);
        document
    }
}

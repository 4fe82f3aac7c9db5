//! A desk that follows one invented publisher, for the tests of its steps.

use crate::{Desk, DeskOptions, now};
use news::{Lang, SourceId, SourceKind};
use std::sync::Arc;
use store::testing::TestStore;
use store::{NewPublisher, NewSource, PagePolicy};

/// A desk on a store, and the source it follows.
pub(crate) async fn desk_and_source(test: &TestStore) -> (Desk, SourceId) {
    let client = gather::Client::new(gather::ClientOptions::default()).unwrap();
    let index = Arc::new(search::Index::open_in_memory().unwrap());
    let desk = Desk::open(test.store.clone(), client, index, DeskOptions::default()).await.unwrap();
    let publisher =
        NewPublisher { key: "gazette.example".to_owned(), name: "Gazette".to_owned(), home_url: None, lang: Lang::EN };
    let source = NewSource {
        publisher,
        kind: SourceKind::Feed,
        url: "https://gazette.example/feed".to_owned(),
        title: "Gazette".to_owned(),
        home_url: None,
        folder: None,
        pages: PagePolicy::Auto,
        next_fetch: now(),
        created: now(),
    };
    let (source, _) = test.store.follow(source).await.unwrap();
    (desk, source)
}

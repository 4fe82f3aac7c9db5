//! Articles coming in, changing, and their pages and posts.

mod support;

use news::{Block, Post, RichText, Timestamp};
use store::{Arrival, ChangedArticle, EventKind, Job, PageState, PostPage, PostReport, SeenItem, StoreError};
use support::*;

store::on_both_databases! {
    async fn an_arrival_is_kept_whole(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let mut late = new_article(2);
        late.article.published = Some(minutes(600));
        late.published_raw = Some("tonight".to_owned());
        late.page = PageState::Wanted;
        late.arrived_read = true;
        let report = store.ingest(NOON, &arrival(source, vec![new_article(1), late])).await.unwrap();
        assert_eq!(report.articles, report.added);

        let view = store.article(report.articles[0]).await.unwrap();
        assert_eq!(view.article, article(1));
        assert_eq!((view.card.publisher.key.as_str(), view.source), ("harbour.example", source));
        let view = store.article(report.articles[1]).await.unwrap();
        assert_eq!((view.card.published, view.created), (NOON, NOON), "a date in the future is clamped");
        assert_eq!((view.published_raw.as_deref(), view.page), (Some("tonight"), PageState::Wanted));

        let health = store.source_health(source).await.unwrap();
        assert_eq!((health.source.item_count, health.source.last_new), (2, Some(NOON)));
        assert_eq!((health.log.len(), health.log[0].new_items, health.log[0].status), (1, 2, Some(200)));
        assert_eq!(store.publisher("harbour.example").await.unwrap().article_count, 2);

        let jobs = |kind| store.claim_jobs(kind, NOON, Timestamp::MINUTE, 10);
        assert_eq!(jobs("enrich").await.unwrap()[0].subject, report.articles[0].0);
        assert_eq!(jobs("page").await.unwrap()[0].subject, report.articles[1].0);
        let pages = store.pages_wanted(&report.articles).await.unwrap();
        assert_eq!(pages[1].url, "https://news.example/2");
    }

    async fn the_same_arrival_again_doubles_nothing(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let arrival = arrival(source, (0..37).map(new_article).collect());
        let first = store.ingest(NOON, &arrival).await.unwrap();
        let stats = store.stats().await.unwrap();
        for _ in 0..2 {
            let again = store.ingest(minutes(1), &arrival).await.unwrap();
            assert_eq!((&again.articles, again.added.len()), (&first.articles, 0));
        }
        let after = store.stats().await.unwrap();
        assert_eq!(after, stats);
        assert_eq!(store.source(source).await.unwrap().item_count, 37);
        assert_eq!(store.river(&Default::default(), None, 100).await.unwrap().len(), 37);
    }

    async fn arrivals_together_are_as_arrivals_apart(test: &TestStore) {
        let store = &test.store;
        let (a, b) = (follow(store, "a.example").await, follow(store, "b.example").await);
        let shared = vec![new_article(1), new_article(2)];
        let gone = arrival(news::SourceId(9999), vec![new_article(3)]);
        let arrivals = [arrival(a, shared.clone()), gone, arrival(b, shared)];
        let reports = store.ingest_all(NOON, &arrivals).await.unwrap();
        let (first, last) = (reports[0].as_ref().unwrap(), reports[2].as_ref().unwrap());
        assert_eq!((first.added.len(), last.added.len(), &first.articles), (2, 0, &last.articles));
        assert_eq!(reports[1], None);
        assert_eq!(store.source(b).await.unwrap().last_new, None);
        assert_eq!(store.ingest_all(NOON, &[]).await.unwrap(), []);
    }

    async fn an_address_given_twice_in_a_feed_is_one_article(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let mut twin = new_article(1);
        twin.guid_key = 77;
        let report = store.ingest(NOON, &arrival(source, vec![new_article(1), twin])).await.unwrap();
        assert_eq!((report.articles[0], report.added.len()), (report.articles[1], 1));
    }

    async fn items_are_known_by_guid_address_and_text(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let other = follow(store, "inland.example").await;
        let ids = ingest(store, source, 0..3).await;
        let known = store.known_items(source, &[1000, 1001, 5], &[3002], &[0, 4001]).await.unwrap();
        let mut guids: Vec<_> = known.items.iter().map(|item| (item.guid_key, item.claim_key, item.article)).collect();
        guids.sort();
        assert_eq!(guids, [(1000, 2000, Some(ids[0])), (1001, 2001, Some(ids[1]))]);
        let mut articles: Vec<_> = known.articles.iter().map(|known| known.id).collect();
        articles.sort();
        assert_eq!(articles, [ids[1], ids[2]]);
        let known = store.known_items(other, &[1000], &[3002], &[4001]).await.unwrap();
        assert_eq!(known.items, []);
        assert_eq!(known.articles.len(), 1, "another source's text is its own");

        let arrival = Arrival {
            outcome: outcome(other),
            seen: vec![SeenItem { guid_key: 9, claim_key: 10, article: ids[0] }],
            ..Arrival::default()
        };
        store.ingest(NOON, &arrival).await.unwrap();
        let known = store.known_items(other, &[9], &[], &[]).await.unwrap();
        assert_eq!((known.items[0].claim_key, known.items[0].article), (10, Some(ids[0])));
    }

    async fn a_change_keeps_what_was_said_before(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let id = ingest(store, source, 0..1).await[0];
        let jobs = store.claim_jobs("enrich", NOON, Timestamp::MINUTE, 10).await.unwrap();
        store.finish_jobs(&jobs).await.unwrap();
        let event = store.last_event_id().await.unwrap();

        let mut changed = article(0);
        changed.title = "Harbour bridge closes again".to_owned();
        let change = ChangedArticle {
            id, guid_key: 1000, claim_key: 1, text_key: 2, article: changed.clone(), page: PageState::Whole,
        };
        let arrival = Arrival { outcome: outcome(source), changed: vec![change.clone()], ..Arrival::default() };
        assert_eq!(store.ingest(minutes(5), &arrival).await.unwrap().changed, [id]);
        assert_eq!(store.ingest(minutes(6), &arrival).await.unwrap().changed, []);

        let view = store.article(id).await.unwrap();
        assert_eq!((view.article, view.revision_count), (changed, 1));
        let revisions = store.revisions(id).await.unwrap();
        assert_eq!((revisions.len(), revisions[0].title.as_str()), (1, "Harbour bridge opens, part 0"));
        assert_eq!(revisions[0].body, article(0).body);
        let events = store.events_after(event, 10).await.unwrap();
        assert_eq!(events.iter().map(|event| event.kind).collect::<Vec<_>>(), [EventKind::ArticleChanged]);
        assert_eq!(store.claim_jobs("enrich", minutes(6), Timestamp::MINUTE, 10).await.unwrap().len(), 1);

        let wanted = ChangedArticle { page: PageState::Wanted, claim_key: 3, ..change };
        let arrival = Arrival { outcome: outcome(source), changed: vec![wanted], ..Arrival::default() };
        assert_eq!(store.ingest(minutes(7), &arrival).await.unwrap().changed, []);
        assert_eq!(store.claim_jobs("page", minutes(7), Timestamp::MINUTE, 10).await.unwrap().len(), 1);
    }

    async fn earlier_versions_are_bounded(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let id = ingest(store, source, 0..1).await[0];
        for n in 0..25 {
            let mut changed = article(0);
            changed.title = format!("Version {n}");
            let change = ChangedArticle {
                id, guid_key: 1000, claim_key: n, text_key: 0, article: changed, page: PageState::Whole,
            };
            let arrival = Arrival { outcome: outcome(source), changed: vec![change], ..Arrival::default() };
            store.ingest(minutes(n), &arrival).await.unwrap();
        }
        let revisions = store.revisions(id).await.unwrap();
        assert_eq!((revisions.len(), revisions[0].title.as_str()), (20, "Version 23"));
    }

    async fn a_page_completes_and_later_revises(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let wanted = store_article_with_page_wanted(1);
        let id = store.ingest(NOON, &arrival(source, vec![wanted])).await.unwrap().articles[0];
        let mut page = article(1);
        page.body.push(Block::Paragraph(RichText::plain("The mayor took the second tram.")));
        assert!(store.put_page(id, minutes(1), &page, 5).await.unwrap());
        let view = store.article(id).await.unwrap();
        assert_eq!((view.revision_count, view.page, &view.article), (0, PageState::Fetched, &page));

        assert!(!store.put_page(id, minutes(2), &page, 5).await.unwrap());
        page.body.push(Block::Paragraph(RichText::plain("Then the rain came.")));
        assert!(store.put_page(id, minutes(3), &page, 6).await.unwrap());
        assert_eq!(store.article(id).await.unwrap().revision_count, 1);

        let second = store_article_with_page_wanted(2);
        let id = store.ingest(NOON, &arrival(source, vec![second])).await.unwrap().articles[0];
        store.page_failed(id, minutes(4), "404 Not Found").await.unwrap();
        let view = store.article(id).await.unwrap();
        assert_eq!((view.page, view.article.notices[0].text.as_str()), (PageState::Failed, "404 Not Found"));
        let jobs: Vec<Job> = store.claim_jobs("enrich", minutes(5), Timestamp::MINUTE, 10).await.unwrap();
        assert_eq!(jobs.len(), 2);
    }

    async fn posts_tell_only_of_real_changes(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let id = ingest(store, source, 0..1).await[0];
        let post = |n: i64, text: &str| Post {
            key: format!("post-{n}"),
            title: format!("Post {n}"),
            published: Some(minutes(-n)),
            body: vec![Block::Paragraph(RichText::plain(text))],
            ..Post::default()
        };
        let posts: Vec<Post> = (0..12).map(|n| post(n, "Trams run.")).collect();
        let event = store.last_event_id().await.unwrap();
        assert_eq!(store.put_posts(id, NOON, &posts).await.unwrap().added.len(), 12);
        assert_eq!(store.put_posts(id, NOON, &posts).await.unwrap(), PostReport::default());
        let changed = store.put_posts(id, NOON, &[post(3, "Trams stand still.")]).await.unwrap().changed;
        assert_eq!(changed.len(), 1);
        let kinds: Vec<_> = store.events_after(event, 50).await.unwrap().iter().map(|event| event.kind).collect();
        assert_eq!((kinds.len(), kinds[0], kinds[12]), (13, EventKind::PostAdded, EventKind::PostChanged));
        assert_eq!(store.stats().await.unwrap().posts, 12);

        let titles = async |page| {
            let rows = store.posts(id, page, 3).await.unwrap();
            rows.iter().map(|row| row.post.key.clone()).collect::<Vec<_>>()
        };
        assert_eq!(titles(PostPage::Latest).await, ["post-0", "post-1", "post-2"]);
        let third = store.posts(id, PostPage::Latest, 3).await.unwrap()[2].cursor();
        assert_eq!(third.to_string().parse::<store::PostCursor>().unwrap(), third);
        assert_eq!(titles(PostPage::Before(third)).await, ["post-3", "post-4", "post-5"]);
        assert_eq!(titles(PostPage::After(third)).await, ["post-0", "post-1"]);
        let (article, row) = store.posts_by_ids(&changed).await.unwrap().pop().unwrap();
        assert_eq!((article, row.post), (id, post(3, "Trams stand still.")));
    }

    async fn nul_characters_and_unfollowed_sources_do_no_harm(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let mut odd = new_article(1);
        odd.article.title = "A\0B".to_owned();
        odd.article.body = vec![Block::Paragraph(RichText::plain("nul \0 inside"))];
        let id = store.ingest(NOON, &arrival(source, vec![odd])).await.unwrap().articles[0];
        assert_eq!(store.article(id).await.unwrap().card.title, "AB");
        store.unfollow(source, NOON).await.unwrap();
        let gone = store.ingest(NOON, &arrival(source, vec![new_article(2)])).await;
        assert!(matches!(gone, Err(StoreError::NotFound)));
        assert!(store.article(id).await.is_ok(), "articles outlive their source");
    }
}

fn store_article_with_page_wanted(n: i64) -> store::NewArticle {
    store::NewArticle { page: PageState::Wanted, ..new_article(n) }
}

//! What is derived, and what pages show of it.

mod support;

use news::{ArticleId, Country, StoryId, Timestamp};
use store::{ArticleCursor, Batch, Found, Moved, RiverFilter, StoreError, StoryCursor, StoryFilter};
use support::*;

store::on_both_databases! {
    async fn what_is_derived_comes_back(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..3).await;
        let jobs = store.claim_jobs("enrich", NOON, Timestamp::MINUTE, 10).await.unwrap();
        let wanted: Vec<ArticleId> = jobs.iter().map(|job| ArticleId(job.subject)).collect();
        let articles = store.articles_to_enrich(&wanted, 10 * Timestamp::HOUR).await.unwrap();
        assert_eq!((articles.len(), &articles[0].article), (3, &article(0)));
        assert_eq!((articles[0].source, articles[1].published, articles[1].arrived), (source, minutes(-1), NOON));

        assert_eq!(articles.iter().map(|article| article.pace).collect::<Vec<_>>(), [3, 2, 1], "the newest comes first");
        let close = store.articles_to_enrich(&wanted[..1], 2 * Timestamp::MINUTE).await.unwrap();
        assert_eq!(close[0].pace, 2, "what came before that time does not count");
        let austria = Country::parse("AT");
        store.declare_country(articles[0].publisher.id, austria.unwrap()).await.unwrap();

        let first = store.reserve_story_ids(2).await.unwrap();
        assert_eq!(store.reserve_story_ids(1).await.unwrap(), StoryId(first.0 + 2));
        let mut batch = Batch {
            version: 1,
            derived: articles
                .iter()
                .map(|article| derived(article.id, article.published, first, &[("Bridge", 0.9), ("Tram", 0.5)]))
                .collect(),
            stories: vec![story(first, ids[0], &ids[1..], 10.0)],
            jobs,
            ..Batch::default()
        };
        batch.derived[2].copy_of = Some(ids[1]);
        batch.derived.push(derived(ArticleId(9999), NOON, first, &[("Ghost", 1.0)]));
        store.save_batch(NOON, &batch).await.unwrap();
        assert_eq!(store.job_counts().await.unwrap(), []);

        let view = store.article(ids[2]).await.unwrap();
        assert_eq!((view.card.story, view.card.copy_of), (Some(first), Some(ids[1])));
        assert_eq!((view.card.section.as_deref(), view.words, view.mentions.len()), (Some("society"), 11, 1));
        let labels: Vec<_> = view.hashtags.iter().map(|hashtag| (hashtag.label.as_str(), hashtag.weight)).collect();
        assert_eq!(labels, [("Bridge", 0.9), ("Tram", 0.5)]);
        assert_eq!(view.story.unwrap().headline, format!("Story {first}"));

        let window = store.window(minutes(-1), None, None, 10).await.unwrap();
        assert_eq!((window.len(), window[1].article, window[1].candidate.as_slice()), (2, ids[1], &[1u8, 2, 3][..]));
        assert_eq!(store.window(minutes(-9), None, Some(ids[1]), 10).await.unwrap().len(), 1);
        let mut again = derived(ids[1], window[1].published, window[1].story, &[]);
        again.candidate = vec![4, 5];
        store.save_batch(NOON, &Batch { derived: vec![again], ..Batch::default() }).await.unwrap();
        let window = store.window(minutes(-1), None, None, 10).await.unwrap();
        assert_eq!((window.len(), window[1].candidate.as_slice()), (2, &[4u8, 5][..]), "the latest counts");
        assert_eq!(store.trim_candidates(minutes(-1), 10).await.unwrap(), 1);
        assert_eq!(store.window(minutes(-9), None, None, 10).await.unwrap(), window, "the others keep their blocks");

        let facts = store.story_facts(&[first, StoryId(77)]).await.unwrap();
        assert_eq!((facts.len(), facts[0].members.len()), (1, 3));
        assert_eq!((facts[0].members[0].article, facts[0].members[0].copy_of), (ids[2], Some(ids[1])));
        assert_eq!((facts[0].members[0].country, facts[0].members[0].pace), (austria, 1));
        assert_eq!(store.articles_after(Some(ids[0]), 9).await.unwrap(), ids[1..]);

        assert!(matches!(store.hashtag("ghost").await, Err(StoreError::NotFound)), "what is gone leaves nothing");
        store.save_batch(NOON, &batch).await.unwrap();
        assert_eq!(store.hashtag("tram").await.unwrap().article_count, 3, "deriving again counts once");
        assert_eq!(store.stats().await.unwrap().stories, 1);

        store.clear_derived(NOON).await.unwrap();
        assert_eq!(store.epoch().await.unwrap(), 1);
        let view = store.article(ids[0]).await.unwrap();
        assert_eq!((view.card.story, view.hashtags.len()), (None, 0));
        let stats = store.stats().await.unwrap();
        assert_eq!((stats.articles, stats.stories, stats.hashtags), (3, 0, 0));
        store.save_batch(NOON, &batch).await.unwrap();
        assert_eq!(store.stats().await.unwrap().stories, 1);
    }

    async fn stories_merge_and_lead_on(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..3).await;
        for (n, id) in ids.iter().enumerate() {
            place(store, StoryId(n as i64 + 1), &[*id], n as f64, &[]).await;
        }
        let merge = |from: i64, to: i64| Batch {
            moved: vec![Moved {
                article: ids[from as usize - 1], story: StoryId(to), copy_of: None, score: 0.5, reason: Default::default(),
            }],
            redirects: vec![(StoryId(from), StoryId(to))],
            ..Batch::default()
        };
        store.save_batch(NOON, &merge(1, 2)).await.unwrap();
        let without_its_articles = Batch { moved: Vec::new(), ..merge(2, 3) };
        store.save_batch(NOON, &without_its_articles).await.unwrap();
        assert_eq!(store.story(StoryId(1)).await.unwrap(), Found::Moved(StoryId(3)), "no chain of redirects");
        assert_eq!(store.story(StoryId(2)).await.unwrap(), Found::Moved(StoryId(3)));
        assert!(matches!(store.story(StoryId(3)).await.unwrap(), Found::Here(_)));
        assert!(matches!(store.story(StoryId(4)).await, Err(StoreError::NotFound)));
        assert_eq!(store.stats().await.unwrap().stories, 1);
        assert_eq!(store.stories_front(&StoryFilter::default(), None, 9).await.unwrap().len(), 1);
        assert_eq!(store.article(ids[0]).await.unwrap().card.story, Some(StoryId(3)));
    }

    async fn the_front_page_goes_by_rank(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..8).await;
        for n in 0..4 {
            place(store, StoryId(n + 1), &ids[n as usize * 2..][..2], [5.5, 7.25, 5.5, 9.0][n as usize], &[]).await;
        }
        let front = async |filter: &StoryFilter, after: Option<StoryCursor>| {
            let cards = store.stories_front(filter, after, 2).await.unwrap();
            cards.into_iter().map(|card| (card.id.0, card.cursor())).collect::<Vec<_>>()
        };
        let all = StoryFilter::default();
        let first = front(&all, None).await;
        assert_eq!(first.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [4, 2]);
        let cursor: StoryCursor = first[1].1.to_string().parse().unwrap();
        let second = front(&all, Some(cursor)).await;
        assert_eq!(second.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(front(&all, Some(second[1].1)).await, []);
        assert!("x_1".parse::<StoryCursor>().is_err());

        let check = async |section: Option<&str>, lang: Option<&str>, expected: usize| {
            let langs = lang.map_or(Vec::new(), |langs| langs.split(' ').filter_map(news::Lang::parse).collect());
            let filter = StoryFilter { section: section.map(str::to_owned), langs };
            assert_eq!(front(&filter, None).await.len(), expected, "{filter:?}");
        };
        check(Some("society"), None, 2).await;
        check(Some("society"), Some("en"), 2).await;
        check(Some("society"), Some("de"), 0).await;
        check(Some("sports"), None, 0).await;
        check(None, Some("en"), 2).await;
        check(None, Some("de"), 0).await;
        check(None, Some("de en"), 2).await;
        check(Some("society"), Some("en zh de"), 2).await;
        let in_two = StoryFilter { langs: vec![news::Lang::DE, news::Lang::EN], ..all };
        let first = front(&in_two, None).await;
        let both = [first.clone(), front(&in_two, Some(first[1].1)).await].concat();
        assert_eq!(both.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [4, 2, 3, 1]);

        let cards = store.stories_by_ids(&[StoryId(3), StoryId(1), StoryId(99)]).await.unwrap();
        assert_eq!(cards.iter().map(|card| card.id.0).collect::<Vec<_>>(), [3, 1]);
        assert_eq!((cards[0].lead.id, cards[0].others[0].id), (ids[4], ids[5]));
        assert_eq!(cards[0].reasons[0].kind, "articles");
    }

    async fn lists_of_articles_page_newest_first(test: &TestStore) {
        let store = &test.store;
        let harbour = follow(store, "harbour.example").await;
        let inland = follow(store, "inland.example").await;
        let ids = ingest(store, harbour, 0..5).await;
        let other = ingest(store, inland, 50..52).await;
        place(store, StoryId(1), &ids, 1.0, &[("Bridge", 1.0)]).await;

        let numbers = |cards: Vec<store::ArticleCard>| cards.into_iter().map(|card| card.id).collect::<Vec<_>>();
        let all = RiverFilter::default();
        let first = store.river(&all, None, 3).await.unwrap();
        let cursor: ArticleCursor = first[2].cursor().to_string().parse().unwrap();
        assert_eq!(numbers(first), ids[..3]);
        let rest = numbers(store.river(&all, Some(cursor), 9).await.unwrap());
        assert_eq!(rest, [&ids[3..], &other[..]].concat());
        let in_two = RiverFilter { langs: vec![news::Lang::DE, news::Lang::EN] };
        assert_eq!(numbers(store.river(&in_two, None, 9).await.unwrap()), [&ids[..], &other[..]].concat());
        assert_eq!(numbers(store.river(&in_two, Some(cursor), 3).await.unwrap()), [&ids[3..], &other[..1]].concat());
        let german = RiverFilter { langs: vec![news::Lang::DE] };
        assert_eq!(numbers(store.river(&german, None, 9).await.unwrap()), []);
        assert_eq!(store.languages().await.unwrap(), [news::Lang::EN]);

        assert_eq!(numbers(store.publisher_articles("inland.example", None, 9).await.unwrap()), other);
        assert_eq!(numbers(store.source_articles(harbour, Some(cursor), 9).await.unwrap()), ids[3..]);
        assert_eq!(numbers(store.hashtag_articles("bridge", Some(cursor), 9).await.unwrap()), ids[3..]);
        assert!(store.hashtag_articles("tunnel", None, 9).await.is_err());
        let coverage = store.coverage(StoryId(1), Some(cursor), 9).await.unwrap();
        assert_eq!((coverage.len(), coverage[0].card.id, coverage[0].score), (2, ids[3], 0.75));
        assert_eq!(coverage[0].reason.shared, ["bridge"]);
        let beside = store.article_with_neighbours(ids[2], 3, 9).await.unwrap();
        assert_eq!(beside.view, store.article(ids[2]).await.unwrap());
        assert_eq!(numbers(beside.same_story), [ids[0], ids[1], ids[3]]);
        assert_eq!(numbers(store.article_with_neighbours(other[0], 3, 9).await.unwrap().same_story), [], "not placed");

        let asked = [other[0], ArticleId(9999), ids[4]];
        assert_eq!(numbers(store.articles_by_ids(&asked).await.unwrap()), [other[0], ids[4]]);
        let texts = store.article_texts(&asked).await.unwrap();
        assert_eq!((texts.len(), &texts[1]), (2, &(ids[4], article(4).text())));
        let index = store.articles_to_index(&[ids[4], other[0]]).await.unwrap();
        assert_eq!((index[0].text.as_str(), index[0].hashtags[0].key.as_str()), (article(4).text().as_str(), "bridge"));
        assert_eq!(index[1].hashtags, []);

        assert_eq!(store.live_blogs(9).await.unwrap(), []);
        let mut live = new_article(90);
        live.article.is_live_blog = true;
        let id = store.ingest(NOON, &arrival(inland, vec![live])).await.unwrap().articles[0];
        assert_eq!(numbers(store.live_blogs(9).await.unwrap()), [id]);
    }

    async fn related_articles_share_hashtags_and_no_story(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..7).await;
        place(store, StoryId(1), &ids[..2], 1.0, &[("Bridge", 0.9), ("Tram", 0.6)]).await;
        place(store, StoryId(2), &ids[2..4], 1.0, &[("Tram", 0.8)]).await;
        place(store, StoryId(3), &ids[4..5], 1.0, &[("Tram", 0.5), ("Bridge", 0.9)]).await;
        place(store, StoryId(4), &ids[5..6], 1.0, &[("Cheese", 1.0)]).await;
        let related = store.article_with_neighbours(ids[0], 0, 9).await.unwrap().related;
        let found: Vec<_> = related.iter().map(|related| related.card.id).collect();
        assert_eq!(found, [ids[4], ids[2]], "each other story once, the nearest first");
        let shared: Vec<_> = related[0].shared.iter().map(|hashtag| hashtag.key.as_str()).collect();
        assert_eq!(shared, ["bridge", "tram"]);
        assert_eq!(store.article_with_neighbours(ids[0], 0, 1).await.unwrap().related.len(), 1);
        assert_eq!(store.article_with_neighbours(ids[6], 0, 9).await.unwrap().related, [], "not enriched yet");

        let hashtags = store.story_hashtags(StoryId(1), 1).await.unwrap();
        assert_eq!((hashtags.len(), hashtags[0].key.as_str(), hashtags[0].weight), (1, "bridge", 1.0));
    }

    async fn related_articles_are_found_behind_many_of_one_story(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..8).await;
        place(store, StoryId(1), &ids[..1], 1.0, &[("Bridge", 1.0)]).await;
        place(store, StoryId(2), &ids[1..7], 1.0, &[("Bridge", 1.0)]).await;
        place(store, StoryId(3), &ids[7..], 1.0, &[("Bridge", 0.2)]).await;
        let related = store.article_with_neighbours(ids[0], 0, 2).await.unwrap().related;
        let found: Vec<_> = related.iter().map(|related| related.card.id).collect();
        assert_eq!(found, [ids[1], ids[7]]);
    }

    async fn what_is_talked_about_now_is_hot(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let mut old: Vec<_> = (0..3).map(new_article).collect();
        for new in &mut old {
            new.article.published = Some(minutes(-60 * 24 * 3));
        }
        let old = store.ingest(NOON, &arrival(source, old)).await.unwrap().articles;
        place(store, StoryId(1), &old, 1.0, &[("Cheese", 1.0)]).await;
        let young = ingest(store, source, 10..12).await;
        place(store, StoryId(2), &young, 1.0, &[("Bridge", 1.0)]).await;
        let trending = async |since| {
            let hashtags = store.trending_hashtags(since, 9).await.unwrap();
            hashtags.into_iter().map(|hashtag| hashtag.key).collect::<Vec<_>>()
        };
        assert_eq!(trending(minutes(-60 * 24 * 9)).await, ["bridge", "cheese"]);
        assert_eq!(trending(minutes(-60)).await, ["bridge"]);
        let cheese = store.hashtag("cheese").await.unwrap();
        assert_eq!((cheese.article_count, cheese.last), (3, minutes(-60 * 24 * 3)));
    }

    async fn a_hashtag_knows_how_it_is_written(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..4).await;
        let batch = |article: usize, spelling: &str| {
            let mut derived = derived(ids[article], minutes(0), StoryId(1), &[("Putin", 1.0)]);
            derived.enrichment.hashtags[0].spelling = spelling.to_owned();
            Batch { version: 1, derived: vec![derived], ..Batch::default() }
        };
        for (article, spelling) in ["Владимир Путин", "PUTIN", "普京", "普京"].into_iter().enumerate() {
            store.save_batch(NOON, &batch(article, spelling)).await.unwrap();
        }
        let hashtag = store.hashtag("putin").await.unwrap();
        assert_eq!(store.hashtag_spellings(hashtag.id, 9).await.unwrap(), ["普京", "Владимир Путин"]);
        assert_eq!(store.hashtag_spellings(hashtag.id, 1).await.unwrap(), ["普京"]);
    }
}

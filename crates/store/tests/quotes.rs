//! Who said what: found by the second reading, listed by story and by person.

mod support;

use news::{ArticleId, Lang, MentionKind, Quote, QuoteKind, Speaker, StoryId, TextSpan, Timestamp};
use store::{Batch, ReadAgain, SaidIn, SecondReading, Store};
use support::*;

/// A quote of the words at `words` in the text of the invented articles.
fn quote(speaker: Option<&str>, kind: QuoteKind, words: std::ops::Range<u32>) -> Quote {
    Quote {
        speaker: speaker.map(|name| Speaker {
            key: name.to_lowercase().replace(' ', ""),
            name: name.to_owned(),
            kind: MentionKind::Person,
        }),
        speaker_span: Some(TextSpan { start: 0, end: 3 }),
        cue_span: None,
        content_spans: vec![TextSpan { start: words.start, end: words.end }],
        kind,
    }
}

/// Places articles in a story and finds the same quotes in each.
async fn say(store: &Store, story_id: StoryId, articles: &[ArticleId], quotes: &[Quote]) {
    place(store, story_id, articles, 1.0, &[]).await;
    read(store, articles, NOON, quotes).await;
}

/// Finds the same quotes in articles that were taken from the list at a moment.
async fn read(store: &Store, articles: &[ArticleId], taken_at: Timestamp, quotes: &[Quote]) {
    let there = store.articles_to_read(articles).await.expect("the store answers");
    let found = there.iter().map(|one| ReadAgain {
        article: one.id,
        published: one.published,
        lang: Lang::EN,
        places: Vec::new(),
        quotes: quotes.to_vec(),
        text_bytes: one.article.text().len() as u32,
        embedding: None,
        section: one.section.clone(),
    });
    let reading = SecondReading { taken: articles.to_vec(), taken_at, model: None, found: found.collect() };
    store.save_batch(NOON, &Batch { read: Some(reading), ..Batch::default() }).await.expect("the batch is kept");
}

fn words(said: &[SaidIn]) -> Vec<(ArticleId, Vec<&str>)> {
    said.iter().map(|one| (one.card.id, one.said.iter().map(|said| said.content[0].as_str()).collect())).collect()
}

store::on_both_databases! {
    async fn quotes_are_read_by_story_and_by_person(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..3).await;
        let direct = quote(Some("Ada Quill"), QuoteKind::Direct, 4..12);
        let nameless = quote(None, QuoteKind::Direct, 0..3);
        let hearsay = quote(None, QuoteKind::Indirect, 0..3);
        say(store, StoryId(1), &ids, &[direct.clone(), nameless, hearsay]).await;

        // Newest first; what nobody by name says in the writer's words is not kept.
        let all = [(ids[0], vec!["0th tram", "The"]), (ids[1], vec!["1th tram", "The"]), (ids[2], vec!["2th tram", "The"])];
        let first = store.story_quotes(StoryId(1), None, 2).await.unwrap();
        assert_eq!(words(&first), all[..2]);
        assert_eq!((&first[0].said[0].quote, first[0].said[0].speaker_words.as_str()), (&direct, "The"));
        let rest = store.story_quotes(StoryId(1), Some(first[1].card.cursor()), 2).await.unwrap();
        assert_eq!(words(&rest), all[2..]);
        let of_person = store.speaker_quotes("adaquill", None, 9).await.unwrap();
        assert_eq!(words(&of_person), [(ids[0], vec!["0th tram"]), (ids[1], vec!["1th tram"]), (ids[2], vec!["2th tram"])]);
        let older = store.speaker_quotes("adaquill", Some(of_person[1].card.cursor()), 9).await.unwrap();
        assert_eq!(words(&older), [(ids[2], vec!["2th tram"])]);
        assert_eq!(store.speaker_quotes("boink", None, 9).await.unwrap(), []);
        assert_eq!(store.story_quotes(StoryId(2), None, 9).await.unwrap(), []);

        // Derived anew, an article loses what it had.
        say(store, StoryId(1), &ids[..1], &[quote(Some("Bo Ink"), QuoteKind::Mixed, 4..7)]).await;
        say(store, StoryId(1), &ids[1..2], &[]).await;
        assert_eq!(words(&store.speaker_quotes("adaquill", None, 9).await.unwrap()), [(ids[2], vec!["2th tram"])]);
        assert_eq!(words(&store.speaker_quotes("boink", None, 9).await.unwrap()), [(ids[0], vec!["0th"])]);
        store.clear_derived(NOON).await.unwrap();
        assert_eq!(store.speaker_quotes("boink", None, 9).await.unwrap(), []);
    }

    async fn an_article_waits_to_be_read_until_it_is_read_as_it_stands(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..3).await;
        let waiting = async || store.waiting_to_be_read(ArticleId(i64::MAX), 9).await.unwrap();
        assert_eq!(waiting().await, [], "not placed yet");
        place(store, StoryId(1), &ids, 1.0, &[]).await;
        let mut newest_first = ids.clone();
        newest_first.sort_by_key(|&id| std::cmp::Reverse(id));
        assert_eq!(waiting().await, newest_first);
        assert_eq!(store.waiting_to_be_read(newest_first[0], 1).await.unwrap(), newest_first[1..2]);

        // What changed since it was taken waits for what it is now.
        let said = [quote(Some("Ada Quill"), QuoteKind::Direct, 4..12)];
        read(store, &ids[..1], minutes(-1), &said).await;
        assert_eq!((waiting().await.len(), store.story_quotes(StoryId(1), None, 9).await.unwrap().len()), (3, 0));
        read(store, &ids[..2], NOON, &said).await;
        assert_eq!((waiting().await, store.count_to_read().await.unwrap()), (vec![ids[2]], 1));
        assert_eq!(store.story_quotes(StoryId(1), None, 9).await.unwrap().len(), 2);

        // What is gone is taken off.
        store.remove_articles_before(minutes(1), 9, NOON).await.unwrap();
        assert_eq!(waiting().await, []);
        read(store, &ids, NOON, &said).await;
        assert_eq!(store.speaker_quotes("adaquill", None, 9).await.unwrap(), []);
    }

    async fn quotes_of_another_version_of_the_text_are_not_shown(test: &TestStore) {
        let store = &test.store;
        let source = follow(store, "harbour.example").await;
        let ids = ingest(store, source, 0..1).await;
        say(store, StoryId(1), &ids, &[quote(Some("Ada Quill"), QuoteKind::Direct, 4..12)]).await;
        let mut changed = article(0);
        changed.body.push(news::Block::Paragraph(news::RichText::plain("The bridge is closed again.")));
        assert!(store.put_page(ids[0], NOON, &changed, 1).await.unwrap());
        assert_eq!(store.story_quotes(StoryId(1), None, 9).await.unwrap(), []);
    }
}

//! Serves a small invented world on a loopback port, for looking at the pages and for measuring them:
//! `cargo run -p site --example preview -- 8081 [200000]`. The second number adds so many articles of invented text.
//! The setup link it prints creates the owner.

#[path = "../tests/fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;

use fixture::World;
use news::{
    Article, ArticleId, Block, CommentId, Enrichment, FlagReason, Hashtag, Lang, PlacementReason, Post, ReaderId,
    RichText, Subject, Timestamp,
};
use site::{FullText, Site, SiteOptions};
use std::time::Duration;
use store::{
    Arrival, Batch, Derived, FetchOutcome, Moderator, NewArticle, NewComment, Posted, RankReason, Role, StoryRow,
    Verdict,
};

const BATCH: usize = 400;
const ARTICLES_A_STORY: usize = 4;
const WORDS: &str = "harbour council engine river winter bridge market teacher signal garden engineer island permit \
                     budget railway orchard minister stadium festival hospital cable archive glacier ferry lantern";

#[tokio::main]
#[allow(clippy::print_stdout)]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let port: u16 = arguments.next().map_or(Ok(8081), |port| port.parse())?;
    let more: usize = arguments.next().map_or(Ok(0), |count| count.parse())?;
    let folder = tempfile::tempdir()?;
    let mut world = fixture::build(folder.path()).await;
    for first in (0..more).step_by(BATCH) {
        add(&mut world, first, BATCH.min(more - first)).await?;
    }
    let bergen = world.ingest(&[fixture::OF_BERGEN]).await;
    world.read_again(&bergen).await;
    let secret = site::create_setup_secret(&world.store, world.now).await?;
    let models = ai::Models::default().with_embedder(Some(std::sync::Arc::new(ai::LocalModel::new())));
    let options = SiteOptions { full_text: FullText::Everyone, models, sends_mail: true, ..SiteOptions::default() };
    let site = Site::open(world.store.clone(), world.index.clone(), options).await?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}/\nhttp://127.0.0.1:{port}/setup/{secret}");
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    if more == 0 {
        tokio::spawn(live(world));
    }
    site::serve(listener, site, stop).await?;
    Ok(())
}

/// Lets invented readers talk about an article and a story.
async fn talk(world: &World) -> anyhow::Result<()> {
    let mut readers = Vec::new();
    for name in ["Ines Marlow", "old_harbour_hand", "Tariq", "Жанна", "Ψ"] {
        readers.push(world.store.create_reader(name, "", world.now).await?);
    }
    let story = Subject::Story(world.stories["surge"]);
    for subject in [Subject::Article(world.articles[0]), story] {
        let mut said: Vec<CommentId> = Vec::new();
        for (number, (parent, text)) in TALK.iter().enumerate() {
            let at = world.now.plus_us((number as i64 * 7 - 300) * Timestamp::MINUTE);
            let parent = parent.map(|at| said[at]);
            let new = NewComment { subject, parent, reader: readers[number % readers.len()], text, waits: false };
            if let Posted::New(id) = world.store.post_comment(&new, at).await? {
                said.push(id);
            }
        }
        for (reader, comment) in [(2, 0), (3, 0), (4, 0), (0, 1), (2, 5)] {
            let _ = world.store.vote(said[comment], readers[reader], true, world.now).await;
        }
        world.store.delete_comment(said[3], readers[3], world.now).await?;
    }
    disturb(world, &readers).await
}

/// Gives the moderators something to do.
async fn disturb(world: &World, readers: &[ReaderId]) -> anyhow::Result<()> {
    let (store, now) = (&world.store, world.now);
    let subject = Subject::Article(world.articles[0]);
    let mut said = Vec::new();
    let texts = ["Cheap pumps at https://pumps.example !!!", "What do you know, of all people?"];
    for (number, text) in texts.iter().enumerate() {
        let new = NewComment { subject, parent: None, reader: readers[4 - number], text, waits: false };
        if let Posted::New(id) = store.post_comment(&new, now.plus_us(-40 * Timestamp::MINUTE)).await? {
            said.push(id);
        }
    }
    let text = "Is there a map of the *second* line?";
    let waits = NewComment { subject, parent: None, reader: readers[2], text, waits: true };
    store.post_comment(&waits, now.plus_us(-9 * Timestamp::MINUTE)).await?;
    store.flag_comment(said[1], readers[0], FlagReason::Abuse, "Nobody has to be spoken to like that.", now).await?;
    store.flag_comment(said[1], readers[1], FlagReason::OffTopic, "", now).await?;
    let by = Moderator { id: readers[1], role: Role::Moderator };
    let removed = store.decide(said[0], Verdict::Remove { why: "Advertising" }, by, now).await?;
    store.appeal(removed, readers[4], "They really are good pumps, and this is about pumps.", now).await?;
    store.ban(readers[4], "Advertising again after a warning", Some(now.plus_us(7 * Timestamp::DAY)), by, now).await?;
    Ok(())
}

/// What each says, in answer to which.
const TALK: &[(Option<usize>, &str)] = &[
    (
        None,
        "Thirty centimetres. My grandmother's house on *Chandler Street* has a brass line from the flood forty years \
            ago, and it is **above** the door handle.\n\nIf the second line had been built when it was planned, nobody would \
            have had to pack.",
    ),
    (
        Some(0),
        "> nobody would have had to pack\n\nThe plan was for the east bank only. See https://harbour-post.example/plan",
    ),
    (Some(1), "That is the first plan. The second one had both banks:\n\n- east: 140 million\n- west: 100 million"),
    (Some(0), "To be deleted"),
    (Some(3), "I do not agree, but you say it well."),
    (
        None,
        "The pumps were borrowed from two counties. Whose pumps would we have used if they had needed them themselves?",
    ),
    (Some(2), "Both banks it is, then."),
    (None, "مساء الخير من الضفة الأخرى"),
    (Some(0), "Which year is the line from?"),
    (Some(0), "1986, I think."),
    (Some(0), "It was 1985."),
];

/// Lets an article and a post come in now and then, to be seen arriving; and readers talk once there is an owner.
async fn live(mut world: World) {
    let mut clock = tokio::time::interval(Duration::from_secs(20));
    clock.tick().await;
    for number in 0.. {
        if number == 0 {
            while !world.store.any_reader().await.unwrap_or(true) {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            if let Err(error) = talk(&world).await {
                tracing::error!(error = &*error as &dyn std::error::Error, "nobody talks");
            }
        }
        clock.tick().await;
        world.ingest(&[fixture::LATE]).await;
        let now = Timestamp::from_jiff(jiff::Timestamp::now());
        let post = Post { key: format!("late-{number}"), ..fixture::late_post(now) };
        if let Err(error) = world.store.put_posts(world.live_blog(), now, &[post]).await {
            tracing::error!(error = &error as &dyn std::error::Error, "post not kept");
        }
    }
}

/// Adds articles of one source: invented words in an order that the number decides, a story for every four.
async fn add(world: &mut World, first: usize, count: usize) -> anyhow::Result<()> {
    let source = world.sources[first / BATCH % world.sources.len()];
    let outcome =
        FetchOutcome { source, at: world.now, status: Some(200), next_fetch: world.now, ..Default::default() };
    let new: Vec<NewArticle> = (first..first + count).map(|number| article(number, world.now)).collect();
    let report = world.store.ingest(world.now, &Arrival { outcome, new: new.clone(), ..Arrival::default() }).await?;
    let base = world.store.reserve_story_ids(count.div_ceil(ARTICLES_A_STORY) as i64).await?;
    let mut batch = Batch { version: 1, ..Batch::default() };
    for (chunk, members) in report.articles.chunks(ARTICLES_A_STORY).enumerate() {
        let story = news::StoryId(base.0 + chunk as i64);
        let article = |member: usize| &new[chunk * ARTICLES_A_STORY + member].article;
        for (member, id) in members.iter().enumerate() {
            batch.derived.push(Derived {
                article: *id,
                published: article(member).published.unwrap_or_default(),
                enrichment: enrichment(first + chunk * ARTICLES_A_STORY + member),
                pace: 1,
                candidate: Vec::new(),
                story,
                copy_of: None,
                score: 0.9,
                reason: PlacementReason { kind: "similar".to_owned(), ..PlacementReason::default() },
            });
        }
        let published = article(0).published.unwrap_or_default();
        batch.stories.push(StoryRow {
            id: story,
            lang: Lang::EN,
            section: Some("business".to_owned()),
            headline: article(0).title.clone(),
            lead: members[0],
            others: members[1..].to_vec(),
            first: published,
            last: published,
            article_count: members.len() as i64,
            copy_count: 0,
            publisher_count: 1,
            rank: -(first as f64) / 1000.0,
            reasons: vec![RankReason { kind: "speed".to_owned(), amount: 2.0 }],
        });
    }
    world.store.save_batch(world.now, &batch).await?;
    put_in_index(world, &report.articles, &new)
}

fn put_in_index(world: &World, ids: &[ArticleId], new: &[NewArticle]) -> anyhow::Result<()> {
    let mut writer = world.index.writer()?;
    for (id, new) in ids.iter().zip(new) {
        let article = &new.article;
        writer.put(search::IndexEntry {
            article: *id,
            story: None,
            publisher: news::PublisherId(1),
            publisher_key: "harbour-post.example",
            lang: Lang::EN,
            published: article.published.unwrap_or_default(),
            title: &article.title,
            standfirst: &article.standfirst,
            text: &article.text(),
            hashtags: &[],
            section: None,
            byline: &[],
        })?;
    }
    writer.commit(news::OutboxId(1))?;
    Ok(())
}

/// Words in an order that the number decides, and two of its own.
fn words(number: usize, count: usize) -> String {
    let all: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = number as u64 * 2 + 1;
    let mut text = format!("Ledger{number} place{}", number % 997);
    for _ in 0..count {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push(' ');
        text.push_str(all[(state >> 33) as usize % all.len()]);
    }
    text
}

fn article(number: usize, now: Timestamp) -> NewArticle {
    let key = number as i64 + 1_000_000;
    let paragraphs = (0..5).map(|part| Block::Paragraph(RichText::plain(words(number * 7 + part, 45))));
    let article = Article {
        url: format!("https://harbour-post.example/archive/{number}"),
        title: words(number, 8),
        standfirst: words(number + 3, 18),
        published: Some(now.plus_us(-(number as i64) * 20 * Timestamp::SECOND - 8 * Timestamp::HOUR)),
        lang: Lang::EN,
        body: paragraphs.collect(),
        ..Article::default()
    };
    NewArticle { guid_key: key, claim_key: 1, url_key: key, article, ..NewArticle::default() }
}

fn enrichment(number: usize) -> Enrichment {
    let hashtags = (0..4).map(|part| {
        let label = format!("Topic{}", (number / 4 * 31 + part * 577 + number % 3) % 4000);
        Hashtag { key: label.to_lowercase(), spelling: label.clone(), label, weight: 0.8 - part as f32 * 0.1 }
    });
    let section = Some("business".to_owned());
    Enrichment { lang: Lang::EN, section, hashtags: hashtags.collect(), words: 230, ..Enrichment::default() }
}

//! The invented press, in five languages, through placing by words and late reading by the model in the binary: what a new
//! installation goes through on its first day.

#![allow(clippy::print_stdout, reason = "the figures are printed for who runs it by hand")]
#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use ai::{Embedder, LocalModel, title_and_lead};
use enrich::enrich;
use news::{Article, ArticleId, Block, Embedding, PublisherId, RichText, StoryId, Timestamp};
use press::{Piece, World};
use std::collections::{BTreeMap, BTreeSet};
use stories::{Candidate, Clusterer, Options};

/// An article of the press, enriched and read.
struct Told {
    event: &'static str,
    title: String,
    candidate: Candidate,
    embedding: Embedding,
}

/// As many as are digested at once, and as many as are read at once.
const DIGESTED: usize = 400;
const READ: usize = 16;

/// Everything the press publishes within six hours of its start, in the order in which it arrives: at first one publisher
/// after the other, each from its oldest article on, then as it appears.
fn told() -> Vec<Told> {
    let start = Timestamp(20_000 * Timestamp::DAY);
    let world = World::new(start, 20.0, 80);
    let mut articles: Vec<&press::Article> = world.published(start.plus_us(6 * Timestamp::HOUR)).iter().collect();
    articles.sort_by_key(|article| {
        let is_late = article.appears > start;
        (is_late.then_some(article.appears), if is_late { 0 } else { article.publisher })
    });
    let texts: Vec<String> = articles.iter().map(|article| title_and_lead(&article.title, &article.lead)).collect();
    let vectors = LocalModel::new().embed(&texts.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
    let told = articles.iter().zip(vectors).zip(1..).map(|((article, vector), number)| Told {
        event: article.event,
        title: article.title.clone(),
        candidate: Candidate::new(
            ArticleId(number),
            PublisherId(article.publisher as i64),
            article.published,
            &enrich(&as_kept(&world, article)),
        ),
        embedding: Embedding::from_f32(&vector).unwrap(),
    });
    told.collect()
}

fn as_kept(world: &World, article: &press::Article) -> Article {
    let block = |piece: &Piece| match piece {
        Piece::Paragraph(text) | Piece::Heading(text) | Piece::Quote(text) => Block::Paragraph(RichText::plain(text)),
    };
    Article {
        title: article.title.clone(),
        standfirst: article.lead.clone(),
        lang: world.publisher(article).lang(),
        body: article.body.iter().map(block).collect(),
        ..Article::default()
    }
}

/// Places all by words, a batch at a time, then tells what the model reads, newest first.
fn stories_of(told: &[Told]) -> Vec<StoryId> {
    let mut clusterer = Clusterer::new(Options::default());
    let mut numbers = (1..).map(StoryId);
    for batch in told.chunks(DIGESTED) {
        for one in batch {
            clusterer.place(one.candidate.clone(), numbers.next().unwrap());
        }
        clusterer.repair(&mut std::iter::empty());
    }
    println!("by words: {:.3?}", b_cubed(told, &standing(told, &clusterer)));
    for batch in told.rchunks(READ) {
        let mut spare = numbers.by_ref().take(2 * READ);
        for one in batch {
            clusterer.embed(one.candidate.article, one.embedding.clone(), spare.next().unwrap());
        }
        clusterer.repair(&mut spare);
    }
    standing(told, &clusterer)
}

fn standing(told: &[Told], clusterer: &Clusterer) -> Vec<StoryId> {
    told.iter().map(|one| clusterer.story_of(one.candidate.article).unwrap()).collect()
}

/// Precision, recall and their harmonic mean: for each article, how many of its story tell its event, and how many of its
/// event stand in its story.
fn b_cubed(told: &[Told], stories: &[StoryId]) -> [f64; 3] {
    let all = 0..told.len();
    let share = |of: &dyn Fn(usize, usize) -> bool, same: &dyn Fn(usize, usize) -> bool| {
        let one = |a: usize| {
            let of: Vec<usize> = all.clone().filter(|&b| of(a, b)).collect();
            of.iter().filter(|&&b| same(a, b)).count() as f64 / of.len() as f64
        };
        all.clone().map(one).sum::<f64>() / told.len() as f64
    };
    let in_one_story = |a: usize, b: usize| stories[a] == stories[b];
    let of_one_event = |a: usize, b: usize| told[a].event == told[b].event;
    let (precision, recall) = (share(&in_one_story, &of_one_event), share(&of_one_event, &in_one_story));
    [precision, recall, 2.0 * precision * recall / (precision + recall)]
}

/// Prints what stands in parts, and what stands together with another event.
fn show(told: &[Told], stories: &[StoryId]) {
    let mut parts: BTreeMap<&str, BTreeMap<StoryId, Vec<usize>>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        parts.entry(one.event).or_default().entry(stories[at]).or_default().push(at);
    }
    for (event, parts) in parts {
        println!("{event}: {} stories", parts.len());
        for (story, articles) in parts {
            let others: BTreeSet<&str> = (0..told.len())
                .filter(|&at| stories[at] == story && told[at].event != event)
                .map(|at| told[at].event)
                .collect();
            println!(
                "  {story}: {} articles {}",
                articles.len(),
                if others.is_empty() { String::new() } else { format!("WITH {others:?}") }
            );
            for at in articles.iter().take(4) {
                println!("      {} {}", told[*at].candidate.lang, told[*at].title);
            }
        }
    }
}

#[test]
fn the_press_of_five_languages_falls_into_its_events() {
    let told = told();
    let stories = stories_of(&told);
    show(&told, &stories);
    let [precision, recall, f1] = b_cubed(&told, &stories);
    println!("{} articles: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}", told.len());
    assert!(f1 > 0.89 && precision > 0.96, "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");

    // The summit is one story in all languages, but for a portrait or a consequence here and there.
    let of = |event: &str| -> Vec<usize> { (0..told.len()).filter(|&at| told[at].event == event).collect() };
    let summit = of("anchorage-summit");
    let mut parts: BTreeMap<StoryId, Vec<usize>> = BTreeMap::new();
    summit.iter().for_each(|&at| parts.entry(stories[at]).or_default().push(at));
    let largest = parts.values().max_by_key(|part| part.len()).unwrap();
    let languages: BTreeSet<&str> = largest.iter().map(|&at| told[at].candidate.lang.as_str()).collect();
    assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["de", "en", "es", "ru", "zh"]);
    assert!(largest.len() * 4 >= summit.len() * 3, "{} of {} articles", largest.len(), summit.len());

    // Two earthquakes within two days are two events.
    let stories_with = |event: &str| of(event).into_iter().map(|at| stories[at]).collect::<BTreeSet<_>>();
    assert!(stories_with("nemuro-quake").is_disjoint(&stories_with("taltal-quake")));
}

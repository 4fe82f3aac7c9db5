//! A model that lies in every second sentence, over the invented press: what of it is shown.

#[path = "liar/lies.rs"]
mod lies;

use enrich::support::{Cited, Claim, Evidence, Verdict};
use lies::{Report, Told, examine};
use news::{Article, Block, RichText, Timestamp};
use press::{Piece, World};

fn articles() -> Vec<Article> {
    let world = World::new(Timestamp(1_773_144_000 * Timestamp::SECOND), 1.0, 8000);
    let originals = world.articles.iter().filter(|article| article.copied_from.is_none());
    originals
        .map(|article| {
            let text = |piece: &Piece| match piece {
                Piece::Paragraph(text) | Piece::Heading(text) | Piece::Quote(text) => {
                    Block::Paragraph(RichText::plain(text.as_str()))
                }
            };
            Article {
                title: article.title.clone(),
                standfirst: article.lead.clone(),
                published: Some(article.published),
                lang: world.publishers[article.publisher].lang(),
                body: article.body.iter().map(text).collect(),
                ..Article::default()
            }
        })
        .collect()
}

#[test]
fn lies_are_dropped_and_true_sentences_shown() {
    let told: Vec<Told> = articles().iter().map(Told::read).collect();
    let report = examine(&told);
    assert!(Report::share(&report.lies) <= 0.05, "{}\n{}", report.wrong.join("\n"), report.shown());
    assert!(Report::share(&report.truths) <= 0.10, "{}\n{}", report.wrong.join("\n"), report.shown());
}

#[test]
fn a_sentence_as_it_stands_always_passes() {
    let mut sentences = 0;
    for article in articles() {
        let told = Told::read(&article);
        for paragraph in article.text().lines() {
            let cited = Cited { text: paragraph, lang: told.lang, published: told.published, vector: None };
            let evidence = Evidence::read(&[cited]);
            for span in enrich::sentences::spans(paragraph) {
                let text = &paragraph[span.start as usize..span.end as usize];
                let verdict = evidence.check(&Claim { text, lang: told.lang, ..Claim::default() });
                assert!(matches!(verdict, Verdict::Supported { .. }), "{text} | {paragraph}: {verdict:?}");
                sentences += 1;
            }
        }
    }
    assert!(sentences > 1200, "{sentences} sentences");
}

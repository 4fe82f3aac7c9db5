//! Asking on the real router: an article, a story, the whole archive.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use ai::LocalModel;
use axum::http::StatusCode;
use fixture::World;
use site::{FullText, SiteOptions};
use std::sync::Arc;
use visitor::{Visitor, visit, visit_with};

const COST: &str = "would cost about 240 million crowns.";

async fn visit_with_model(full_text: FullText) -> (tempfile::TempDir, World, Visitor) {
    let models = ai::Models::default().with_embedder(Some(Arc::new(LocalModel::new())));
    visit_with(SiteOptions { full_text, models, ..SiteOptions::default() }).await
}

#[tokio::test]
async fn a_question_is_answered_by_a_sentence_with_its_source() {
    let (_folder, world, mut visitor) = visit_with_model(FullText::Everyone).await;
    let (article, story) = (world.articles[0], world.stories["surge"]);
    let question = "What%20would%20a%20second%20line%20of%20defence%20cost%3F";
    for path in [format!("/article/{article}/ask"), format!("/story/{story}/ask"), "/ask".to_owned()] {
        let page = visitor.get(&format!("{path}?q={question}")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let (_, answer) = page.text.split_once("The articles say").unwrap_or_else(|| panic!("{path}: {}", page.text));
        let first = answer.split("</section>").next().unwrap();
        for expected in [COST, "in its place", "<mark>", "/article/"] {
            assert!(first.contains(expected), "{path} lacks {expected}: {first}");
        }
        assert!(
            page.text.contains("value=\"What would a second line of defence cost?\""),
            "{path} forgot the question"
        );
        assert!(page.text.contains("content=\"noindex"), "{path} is shown to robots");
        assert!(page.text.contains("taken word for word"), "{path}");
    }
}

#[tokio::test]
async fn what_no_article_says_is_not_answered() {
    let (_folder, world, mut visitor) = visit_with_model(FullText::Everyone).await;
    let story = world.stories["surge"];
    for question in ["Who%20composed%20the%20opera%3F", "How%20old%20is%20the%20mayor%3F", "%3F%3F%3F"] {
        let page = visitor.get(&format!("/story/{story}/ask?q={question}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("The articles here do not say."), "{question}: {}", page.text);
        assert!(!page.text.contains("The articles say"), "{question}");
    }
}

#[tokio::test]
async fn without_a_model_passages_are_found_and_none_is_sure() {
    let (_folder, world, mut visitor) = visit(FullText::Everyone).await;
    let story = world.stories["surge"];
    let page = visitor.get(&format!("/story/{story}/ask?q=second+line+of+defence+cost")).await;
    assert!(page.text.contains("The articles here do not say.") && page.text.contains(COST), "{}", page.text);
}

#[tokio::test]
async fn who_may_not_read_whole_texts_sees_little_around_an_answer() {
    let (_folder, world, mut visitor) = visit_with_model(FullText::SignedIn).await;
    let article = world.articles[0];
    let page = visitor.get(&format!("/article/{article}/ask?q=What+would+a+second+line+of+defence+cost%3F")).await;
    assert!(page.text.contains(COST));
    assert!(!page.text.contains("Pumps borrowed from two neighbouring counties"), "{}", page.text);
}

#[tokio::test]
async fn pages_lead_to_asking_and_propose_questions() {
    let (_folder, world, mut visitor) = visit(FullText::Everyone).await;
    let (article, story) = (world.articles[0], world.stories["surge"]);
    for (path, expected) in [
        (format!("/story/{story}"), format!("action=\"/story/{story}/ask\"")),
        (format!("/article/{article}"), format!("action=\"/article/{article}/ask\"")),
        ("/search?q=norham".to_owned(), "href=\"/ask?q=norham\"".to_owned()),
        ("/search?q=zeppelin".to_owned(), "href=\"/ask?q=zeppelin\"".to_owned()),
        ("/".to_owned(), "href=\"/ask\"".to_owned()),
        (
            format!("/story/{story}/ask"),
            format!("href=\"/story/{story}/ask?q=What%20is%20said%20about%20Storm%20Surge%3F\""),
        ),
        ("/ask".to_owned(), "You get sentences of the articles".to_owned()),
    ] {
        let page = visitor.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains(&expected), "{path} lacks {expected}:\n{}", page.text);
    }
    for path in ["/story/999999/ask", "/article/999999/ask?q=a", "/article/x/ask"] {
        assert_eq!(visitor.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn too_many_questions_wait() {
    let (_folder, world, mut visitor) = visit(FullText::Everyone).await;
    let path = format!("/article/{}/ask", world.articles[0]);
    let mut refused = 0;
    for number in 0..40 {
        let page = visitor.get(&format!("{path}?q=sea+wall+{number}")).await;
        refused += usize::from(page.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!((5..=15).contains(&refused), "{refused} of 40 refused");
    assert_eq!(visitor.get(&path).await.status, StatusCode::OK, "looking at the empty page costs nothing");
}

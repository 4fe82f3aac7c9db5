//! The site in each of its languages, through the router.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use site::FullText;
use visitor::{Answer, Visitor, visit};

async fn get_in(visitor: &mut Visitor, languages: &str, path: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT_LANGUAGE, languages).body(Body::empty());
    visitor.send(request.unwrap()).await
}

fn lacks<'t>(page: &str, texts: &[&'t str]) -> Vec<&'t str> {
    texts.iter().copied().filter(|text| !page.contains(text)).collect()
}

/// A path, and what its page says.
type Page<'p> = (&'p str, &'p [&'p str]);

#[tokio::test]
async fn every_page_speaks_the_language_that_is_asked_for() {
    let (_folder, world, mut visitor) = visit(FullText::SignedIn).await;
    let story = format!("/story/{}", world.stories["surge"]);
    let pages: [(&str, &[Page]); 5] = [
        (
            "en-GB, de;q=0.5",
            &[("/", &["<html lang=\"en\">", "og:locale\" content=\"en_GB\"", ">Top stories<", "Politics"])],
        ),
        (
            "de-AT, en;q=0.5",
            &[
                ("/", &["<html lang=\"de\">", "content=\"de_DE\"", ">Das Wichtigste<", "Wirtschaft", "vor "]),
                (&story, &["Die Berichte", "In Zahlen", "Warum es so weit oben steht", "lang=\"en\""]),
                ("/article/1", &["Von <b", "Noch keine Kommentare", "Melden Sie sich an</a>, um mitzureden.", ". "]),
                ("/moderation/log", &["Entscheidungen", "Nichts wurde entfernt und niemand gesperrt."]),
                ("/nowhere", &["Hier ist nichts", "Zur Titelseite"]),
            ],
        ),
        (
            "es-MX",
            &[
                ("/", &["<html lang=\"es\">", ">Lo más destacado<", "Economía", "hace "]),
                (&story, &["Cobertura", "Por qué ocupa este lugar"]),
                ("/article/1", &["Por <b", "Aún no hay comentarios"]),
                ("/moderation/log", &["No se ha retirado nada ni se ha vetado a nadie."]),
            ],
        ),
        (
            "zh-TW, en;q=0.3",
            &[
                ("/", &["<html lang=\"zh-Hans\">", ">要闻<", "财经", "前</time>"]),
                (&story, &["各家报道", "为何排在这里"]),
                ("/article/1", &["作者：<b", "暂无评论", "年"]),
                ("/moderation/log", &["没有移除任何评论，也没有禁言任何人。"]),
            ],
        ),
        (
            "ar",
            &[
                (
                    "/",
                    &["<html lang=\"ar\" dir=\"rtl\">", ">أبرز الأخبار<", "اقتصاد", "قبل ", "lang=\"en\" dir=\"ltr\""],
                ),
                (&story, &["التغطية", "لماذا يحتل هذا الموضع"]),
                ("/article/1", &["بقلم <b", "لا تعليقات بعد"]),
                ("/moderation/log", &["لم يُزل شيء ولم يُحظر أحد."]),
            ],
        ),
    ];
    for (languages, pages) in pages {
        for (path, texts) in pages {
            let answer = get_in(&mut visitor, languages, path).await;
            let lacking = lacks(&answer.text, texts);
            assert!(lacking.is_empty(), "{path} in {languages} lacks {lacking:?}:\n{}", answer.text);
        }
    }
    let english = get_in(&mut visitor, "fr, ja", "/").await;
    assert!(english.text.contains("<html lang=\"en\">"), "what is not spoken here is answered in the owner's language");
    assert!(english.header(header::VARY).contains("accept-language"));
}

#[tokio::test]
async fn a_chosen_language_stays_with_its_visitor() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let mut other = visitor.stranger();
    let answer = visitor.post("/language", &[("tongue", "ar"), ("back", "/latest")]).await;
    assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/latest"));
    let page = get_in(&mut visitor, "de", "/latest").await.text;
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "what is chosen goes before what the browser asks for");
    assert!(page.contains("value=\"ar\" lang=\"ar\" dir=\"auto\" aria-current=\"true\">العربية<"), "{page}");
    assert!(other.get("/latest").await.text.contains("<html lang=\"en\">"), "a kept page is kept for its language");
    let settings = visitor.get("/settings").await.text;
    assert!(
        settings.contains("name=\"tongue\" value=\"ar\" checked") && settings.contains("<span lang=\"de\">Deutsch<")
    );
    visitor.post("/language", &[("tongue", "auto"), ("back", "//elsewhere.example/")]).await;
    assert!(get_in(&mut visitor, "de", "/").await.text.contains("<html lang=\"de\">"));
}

#[tokio::test]
async fn a_form_says_what_is_wrong_in_the_language_of_its_page() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let check = [
        ("de", "Es steht noch nichts darin."),
        ("es", "Todavía no hay nada escrito."),
        ("zh", "还没有写任何内容。"),
        ("ar", "لا شيء فيه بعد."),
    ];
    for (tongue, problem) in check {
        owner.post("/language", &[("tongue", tongue), ("back", "/")]).await;
        let answer = owner.send_form("/article/1", "/article/1/discussion", &[("text", " ")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(problem), "{tongue}: {}", answer.text);
    }
}

#[tokio::test]
async fn feeds_are_titled_in_the_language_asked_for() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let check = [
        ("de", "<title>Dateline: das Wichtigste</title>"),
        ("es", "<title>Dateline: lo más destacado</title>"),
        ("zh", "<title>Dateline：要闻</title>"),
        ("ar", ": أبرز الأخبار</title>"),
    ];
    for (languages, title) in check {
        let feed = get_in(&mut visitor, languages, "/feed.atom").await.text;
        assert!(feed.contains(title), "{languages}: {feed}");
    }
}

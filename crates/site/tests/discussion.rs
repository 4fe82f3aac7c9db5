//! Discussions on the real router: what readers say, how it stands on pages, and what others cannot do with it.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fixture::World;
use news::{CommentId, Subject};
use site::FullText;
use std::time::{Duration, Instant};
use store::{CommentSort, Role};
use tower::ServiceExt;
use visitor::{Answer, Visitor, form_token, next_event, visit, visit_uncached};

/// The site with an owner, and a moderator whose comments never wait.
async fn house() -> (tempfile::TempDir, World, Visitor, Visitor) {
    let (folder, world, visitor) = visit_uncached().await;
    let owner = visitor.reader(&world, "Ada", Role::Owner).await;
    let moderator = visitor.reader(&world, "Mo", Role::Moderator).await;
    (folder, world, owner, moderator)
}

/// Posts a comment on a page; gives the answer.
async fn say(visitor: &mut Visitor, page: &str, text: &str) -> Answer {
    visitor.send_form(page, &format!("{page}/discussion"), &[("text", text)]).await
}

async fn reply(visitor: &mut Visitor, to: CommentId, text: &str) -> Answer {
    let path = format!("/comment/{to}");
    visitor.send_form(&path, &path, &[("what", "reply"), ("text", text)]).await
}

/// The newest comment on an article, published or not, of a reader.
async fn newest_of(world: &World, name: &str) -> CommentId {
    let reader = world.store.reader_by_name(name).await.unwrap().unwrap().id;
    world.store.comments_of(reader, None, 1).await.unwrap()[0].id
}

#[tokio::test]
async fn one_comments_on_articles_stories_and_live_blogs() {
    let (_folder, world, mut owner, _) = house().await;
    let article = format!("/article/{}", world.articles[8]);
    let live = format!("/article/{}", world.articles[14]);
    let story = format!("/story/{}", world.stories["surge"]);
    for page in [&article, &live, &story] {
        let empty = owner.stranger().get(page).await.text;
        assert!(empty.contains("No comments yet") && empty.contains("to take part"), "{page}");
        assert!(!empty.contains("<textarea"), "{page}");
        let sent = say(&mut owner, page, "It *held*.").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let id = newest_of(&world, "Ada").await;
        assert_eq!(sent.header(header::LOCATION), format!("{page}#comment-{id}"));
        for reader in [&mut owner.stranger(), &mut owner] {
            let text = reader.get(page).await.text;
            assert!(text.contains("<p>It <em>held</em>.</p>") && text.contains("1 comment"), "{page}");
            assert!(!text.contains("No comments yet"), "{page}");
        }
        for path in [format!("/comment/{id}"), format!("{page}/discussion"), format!("{page}/discussion.atom")] {
            let answer = owner.stranger().get(&path).await;
            assert!(answer.status == StatusCode::OK && answer.text.contains("held"), "{path}: {}", answer.text);
        }
        let feed = owner.stranger().get(&format!("{page}/discussion.json")).await.text;
        let feed: serde_json::Value = serde_json::from_str(&feed).unwrap();
        assert_eq!(feed["items"][0]["content_text"], "It held.");
    }
    let river = owner.stranger().get("/latest").await.text;
    assert!(river.contains(&format!("<a href=\"{article}#discussion\">1 comment</a>")), "counts stand on cards");
    let front = owner.stranger().get("/").await.text;
    assert!(front.contains(&format!("<a href=\"{story}#discussion\">1 comment</a>")));
    for path in ["/article/999/discussion", "/story/999/discussion", "/article/999/discussion.atom", "/comment/999"] {
        assert_eq!(owner.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn threads_are_shown_so_deep_and_page_on() {
    let (_folder, world, mut owner, mut mo) = house().await;
    let page = format!("/article/{}", world.articles[8]);
    let mut last = None;
    for depth in 0..5 {
        let visitor = if depth % 2 == 0 { &mut owner } else { &mut mo };
        let text = format!("depth {depth}");
        match last {
            None => say(visitor, &page, &text).await,
            Some(parent) => reply(visitor, parent, &text).await,
        };
        last = Some(newest_of(&world, if depth % 2 == 0 { "Ada" } else { "Mo" }).await);
    }
    let shown = owner.stranger().get(&page).await.text;
    assert!(shown.contains("depth 2") && !shown.contains("depth 3") && shown.contains("1 reply"), "{shown}");
    let third = CommentId(last.unwrap().0 - 2);
    let on = owner.stranger().get(&format!("/comment/{third}")).await.text;
    assert!(on.contains("depth 1") && on.contains("depth 3") && on.contains("depth 4"), "with what it answers: {on}");

    let subject = Subject::Article(world.articles[0]);
    for number in 0..23 {
        let name = format!("reader {number}");
        let reader = world.store.create_reader(&name, "", world.now).await.unwrap();
        let text = format!("number {number}.");
        let new = store::NewComment { subject, parent: None, reader, text: &text, waits: false };
        world.store.post_comment(&new, world.now).await.unwrap();
    }
    let page = format!("/article/{}/discussion", world.articles[0]);
    for (sort, first, last) in [("oldest", "number 0.", "number 22."), ("newest", "number 22.", "number 0.")] {
        let begin = owner.get(&format!("{page}?sort={sort}")).await.text;
        assert!(begin.contains(first) && !begin.contains(last), "{sort}");
        let next = begin.split("<p class=\"more\"><a href=\"").nth(1).unwrap().split('"').next().unwrap();
        let next = owner.get(&next.replace("&#38;", "&")).await.text;
        assert!(
            next.contains(last) && !next.contains(first) && next.matches("<article class=\"comment\"").count() == 3
        );
    }
    assert_eq!(owner.get(&format!("{page}?sort=loudest")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(owner.get(&format!("{page}?after=x")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(world.store.threads(subject, CommentSort::Best, None, 99).await.unwrap().len(), 23);
}

#[tokio::test]
async fn hostile_words_stay_words() {
    let (_folder, world, mut owner, _) = house().await;
    let page = format!("/article/{}", world.articles[8]);
    let texts = [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1)) ![y](https://evil.example/a.png)",
        "<img src=x onerror=alert(1)>",
        "[a](data:text/html;base64,x)",
        "\u{202e}desrever\u{202c} end",
        "\"><svg onload=alert(1)>",
        "</textarea><script>alert(2)</script>",
    ];
    for text in texts {
        assert_eq!(say(&mut owner, &page, text).await.status, StatusCode::SEE_OTHER, "{text}");
    }
    let shown = owner.get(&page).await.text;
    let discussion = shown.split("id=\"discussion\"").nth(1).unwrap().split("</section>").next().unwrap();
    for markup in ["<script", "<img", "<svg", "href=\"javascript", "href=\"data", "\u{202e}"] {
        assert!(!discussion.contains(markup), "{markup}: {discussion}");
    }
    assert!(discussion.contains("&lt;script&gt;alert(1)") && discussion.contains("desrever end"), "{discussion}");

    // What is too long or too deep is refused, with every character of it.
    for (unit, times) in [(">", 100_000), ("- ", 50_000), ("</textarea>", 1_000)] {
        let text = unit.repeat(times);
        let refused = say(&mut owner, &page, &text).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("A comment has at most 4,000 characters, and this one has"), "{unit}");
        let kept = refused.text.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap();
        let kept = kept.matches(&unit.replace('<', "&#60;").replace('>', "&#62;")).count();
        assert_eq!(kept, times, "{unit}");
    }
    let deep = format!("{}x", "> ".repeat(1_990));
    assert_eq!(say(&mut owner, &page, &deep).await.status, StatusCode::SEE_OTHER);
    let empty = say(&mut owner, &page, " \u{202e} \n").await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text.contains("There is nothing in it yet"));
}

#[tokio::test]
async fn nobody_writes_in_the_name_of_another() {
    let (_folder, world, mut owner, mut mo) = house().await;
    let page = format!("/article/{}", world.articles[8]);
    say(&mut owner, &page, "mine").await;
    let id = newest_of(&world, "Ada").await;
    let (edit, delete) = (format!("/comment/{id}/edit"), format!("/comment/{id}/delete"));
    for path in [&edit, &delete] {
        assert_eq!(mo.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        let sent = mo.send_form(&page, path, &[("text", "not mine")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(owner.stranger().get(path).await.status, StatusCode::SEE_OTHER, "{path}: one signs in first");
        let without_token = owner.post(path, &[("text", "x"), ("token", "wrong")]).await;
        assert_eq!(without_token.status, StatusCode::FORBIDDEN, "{path}");
    }
    // Without a session or with a token that is too old, nothing is posted, and nothing is lost.
    for visitor in [&mut owner.stranger(), &mut mo] {
        let refused = visitor.post(&format!("{page}/discussion"), &[("text", "all my words")]).await;
        assert!(refused.status == StatusCode::FORBIDDEN && refused.text.contains("all my words"), "{}", refused.text);
    }
    let own_vote = owner.send_form(&page, &format!("/comment/{id}"), &[("what", "vote"), ("back", &page)]).await;
    assert_eq!(own_vote.status, StatusCode::BAD_REQUEST);
    let text = owner.stranger().get(&page).await.text;
    assert!(text.contains("<p>mine</p>") && !text.contains("all my words") && !text.contains("not mine"));
}

#[tokio::test]
async fn a_comment_is_changed_recommended_and_deleted() {
    let (_folder, world, mut owner, mut mo) = house().await;
    let page = format!("/article/{}", world.articles[8]);
    say(&mut owner, &page, "frist").await;
    let again = say(&mut owner, &page, "frist").await;
    let id = newest_of(&world, "Ada").await;
    assert_eq!(again.header(header::LOCATION), format!("{page}#comment-{id}"), "sent twice, it stands once");
    assert_eq!(owner.get(&page).await.text.matches("<p>frist</p>").count(), 1);
    let path = format!("/comment/{id}");

    assert!(owner.get(&format!("{path}/edit")).await.text.contains("frist</textarea>"));
    owner.send_form(&format!("{path}/edit"), &format!("{path}/edit"), &[("text", "first")]).await;
    let seen = owner.stranger().get(&page).await.text;
    assert!(seen.contains("<p>first</p>") && seen.contains("<span>edited</span>") && !seen.contains("frist"));
    assert!(mo.get(&path).await.text.contains("<p>frist</p>"), "moderators see what it was");
    assert!(!owner.stranger().get(&path).await.text.contains("frist"));

    for (what, words) in [("vote", "recommended by 1"), ("vote", "recommended by 1"), ("unvote", "")] {
        let done = mo.send_form(&page, &path, &[("what", what), ("back", &page)]).await;
        assert_eq!(done.header(header::LOCATION), page);
        assert_eq!(mo.get(&page).await.text.contains("recommended by"), !words.is_empty(), "{what}");
    }
    reply(&mut mo, id, "second").await;
    owner.send_form(&format!("{path}/delete"), &format!("{path}/delete"), &[]).await;
    let seen = owner.stranger().get(&format!("{page}/discussion")).await.text;
    assert!(seen.contains("Deleted by its author.") && seen.contains("<p>second</p>") && !seen.contains("first"));
    let late = reply_with(&mut mo, &page, id, "to nothing").await;
    assert!(late.status == StatusCode::CONFLICT && late.text.contains("to nothing</textarea>"), "{}", late.text);
    let second = newest_of(&world, "Mo").await;
    mo.send_form(&page, &format!("/comment/{second}/delete"), &[]).await;
    assert_eq!(owner.stranger().get(&path).await.status, StatusCode::GONE);
    assert!(owner.get(&page).await.text.contains("No comments yet"));
}

/// Answers with the token of another page: the comment's own may be gone.
async fn reply_with(visitor: &mut Visitor, page: &str, to: CommentId, text: &str) -> Answer {
    visitor.send_form(page, &format!("/comment/{to}"), &[("what", "reply"), ("text", text)]).await
}

#[tokio::test]
async fn too_many_comments_wait_and_are_not_lost() {
    let (_folder, world, mut owner, _) = house().await;
    let page = format!("/article/{}", world.articles[8]);
    for number in 0..store::COMMENTS_MAX {
        assert_eq!(say(&mut owner, &page, &number.to_string()).await.status, StatusCode::SEE_OTHER);
    }
    let refused = say(&mut owner, &page, "one more").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.text.contains("Wait a few minutes") && refused.text.contains("one more</textarea>"));
}

#[tokio::test]
async fn a_blocked_readers_words_are_folded_for_one_reader() {
    let (_folder, world, mut owner, mut mo) = house().await;
    let page = format!("/article/{}", world.articles[8]);
    say(&mut mo, &page, "loud").await;
    let id = newest_of(&world, "Mo").await;
    let path = format!("/comment/{id}");
    owner.send_form(&path, &path, &[("what", "block"), ("back", &path)]).await;
    assert!(owner.get(&page).await.text.contains("From a reader whom you blocked"));
    assert!(!owner.stranger().get(&page).await.text.contains("whom you blocked"));
    owner.send_form(&path, &path, &[("what", "unblock"), ("back", &path)]).await;
    assert!(!owner.get(&page).await.text.contains("From a reader whom you blocked"));
    let token = form_token(&owner.get(&page).await.text);
    let elsewhere = [("token", token.as_str()), ("what", "vote"), ("back", "//evil.example/")];
    assert_eq!(owner.post(&path, &elsewhere).await.header(header::LOCATION), "/");
}

/// A page is kept for the next visitor, and made anew once somebody said something on it.
#[tokio::test]
async fn a_kept_page_is_made_anew_for_a_comment() {
    let (_folder, world, visitor) = visit(FullText::SignedIn).await;
    let mut owner = visitor.reader(&world, "Ada", Role::Owner).await;
    let page = format!("/article/{}", world.articles[8]);
    assert!(visitor.stranger().get(&page).await.text.contains("No comments yet"));
    say(&mut owner, &page, "new here").await;
    assert!(owner.get(&page).await.text.contains("new here"), "at once for who wrote it");
    let deadline = Instant::now() + Duration::from_secs(20);
    while !visitor.stranger().get(&page).await.text.contains("new here") {
        assert!(Instant::now() < deadline, "the page is kept too long");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let kept = visitor.stranger().get(&page).await;
    assert!(!kept.text.contains("form-token") && !kept.text.contains("<textarea"), "made for everyone");
}

#[tokio::test]
async fn who_has_a_discussion_open_is_told_of_what_is_published() {
    let (_folder, world, owner, _) = house().await;
    let live = world.live_blog();
    let bo = world.store.create_reader("Bo", "", world.now).await.unwrap();
    let before = world.store.last_event_id().await.unwrap();
    let listen = async |path: String| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        owner.app.clone().oneshot(request).await.unwrap().into_body().into_data_stream()
    };
    // One connection for both: the posts of a live blog, and what is said below it.
    let mut open = listen(format!("/events?article={live}&discussion=article-{live}")).await;
    let mut elsewhere = listen(format!("/events?discussion=article-{}", world.articles[0])).await;
    let post = async |subject: Subject, text: &str, waits: bool| {
        let new = store::NewComment { subject, parent: None, reader: bo, text, waits };
        match world.store.post_comment(&new, world.now).await.unwrap() {
            store::Posted::New(id) => id,
            other => panic!("{other:?}"),
        }
    };
    let waiting = post(Subject::Article(live), "waits", true).await;
    let first = post(Subject::Article(live), "first", false).await;
    let other = post(Subject::Article(world.articles[0]), "elsewhere", false).await;
    let event = next_event(&mut open, "comments").await;
    assert!(event.contains(&format!("{{\"comments\":[{first}]}}")), "{event}, and not {waiting}");
    assert!(next_event(&mut elsewhere, "comments").await.contains(&format!("[{other}]")));
    world.store.put_posts(live, world.now, &[fixture::late_post(world.now)]).await.unwrap();
    next_event(&mut open, "posts").await;
    // Who was away is told of what was missed, once.
    let since = format!("/events?article={live}&discussion=article-{live}&since={before}");
    let mut back = listen(since).await;
    assert!(next_event(&mut back, "comments").await.contains(&format!("[{first}]")));
}

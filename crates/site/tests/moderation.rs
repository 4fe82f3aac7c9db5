//! Order among readers on the real router: what waits, what is removed and why, bans, appeals, notices, and leaving.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::{StatusCode, header};
use fixture::World;
use news::CommentId;
use store::Role;
use visitor::{Answer, Visitor, visit_uncached};

struct House {
    _folder: tempfile::TempDir,
    world: World,
    owner: Visitor,
    mo: Visitor,
    /// A new reader, whose comments wait.
    bo: Visitor,
    /// An article's page.
    page: String,
}

async fn house() -> House {
    let (folder, world, visitor) = visit_uncached().await;
    let owner = visitor.reader(&world, "Ada", Role::Owner).await;
    let mo = visitor.reader(&world, "Mo", Role::Moderator).await;
    let bo = visitor.reader(&world, "Bo", Role::Reader).await;
    let page = format!("/article/{}", world.articles[8]);
    House { _folder: folder, world, owner, mo, bo, page }
}

impl House {
    async fn newest_of(&self, name: &str) -> CommentId {
        let reader = self.world.store.reader_by_name(name).await.unwrap().unwrap().id;
        self.world.store.comments_of(reader, None, 1).await.unwrap()[0].id
    }

    /// What somebody without an account sees of the page.
    async fn seen(&self) -> String {
        self.owner.stranger().get(&self.page).await.text
    }
}

async fn say(visitor: &mut Visitor, page: &str, text: &str) -> Answer {
    visitor.send_form(page, &format!("{page}/discussion"), &[("text", text)]).await
}

async fn reply(visitor: &mut Visitor, to: CommentId, text: &str) -> Answer {
    let path = format!("/comment/{to}");
    visitor.send_form(&path, &path, &[("what", "reply"), ("text", text)]).await
}

/// Decides at the desk.
async fn decide(visitor: &mut Visitor, what: &str, comment: CommentId, why: &str) -> Answer {
    let id = comment.to_string();
    visitor.send_form("/moderation", "/moderation", &[("what", what), ("comment", &id), ("why", why)]).await
}

/// The newest decision that everyone may read of.
async fn decided(world: &World) -> i64 {
    world.store.public_decisions(None, 1).await.unwrap()[0].id
}

#[tokio::test]
async fn a_new_readers_comment_waits_and_nobody_else_sees_it() {
    let mut house = house().await;
    let page = house.page.clone();
    say(&mut house.owner, &page, "a question").await;
    let question = house.newest_of("Ada").await;
    assert!(house.bo.get(&page).await.text.contains("A moderator looks at it before it is published."));
    reply(&mut house.bo, question, "an answer").await;
    let answer = house.newest_of("Bo").await;
    let path = format!("/comment/{answer}");
    let own = house.bo.get(&page).await.text;
    assert!(own.contains("Only you see this") && own.contains("an answer") && own.contains("1 comment "), "{own}");
    assert_eq!(house.bo.get(&path).await.status, StatusCode::OK);
    let mut reader = house.bo.reader(&house.world, "Cem", Role::Reader).await;
    for visitor in [&mut house.owner.stranger(), &mut reader] {
        for seen in [&page, &format!("/comment/{question}"), &format!("{page}/discussion.atom"), "/latest"] {
            assert!(!visitor.get(seen).await.text.contains("an answer"), "{seen}");
        }
        assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    assert!(!house.owner.get("/notices").await.text.contains("answered you"), "not before it is published");
    assert!(house.mo.get(&path).await.text.contains("an answer"));
    assert!(house.mo.get("/moderation").await.text.contains("an answer"));
    assert_eq!(reader.get("/moderation").await.status, StatusCode::FORBIDDEN);
    assert_eq!(decide(&mut house.mo, "approve", answer, "").await.status, StatusCode::SEE_OTHER);
    assert!(house.seen().await.contains("an answer"));
    // Who decides the same once more is told that it is done.
    assert_eq!(decide(&mut house.owner, "approve", answer, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(house.bo.get("/notices").await.text.contains("Your comment is published"));
    let notices = house.owner.get("/notices").await.text;
    assert!(notices.contains("Bo answered you") && notices.contains("an answer") && notices.contains(">New<"));
    assert!(!house.owner.get("/notices").await.text.contains(">New<"), "read once it was looked at");

    // Trusted after three; the owner may let everything wait, or nothing.
    for number in 0..2 {
        say(&mut house.bo, &page, &format!("number {number}")).await;
        let id = house.newest_of("Bo").await;
        decide(&mut house.mo, "approve", id, "").await;
    }
    say(&mut house.bo, &page, "trusted").await;
    assert!(house.seen().await.contains("trusted"));
    let choose = [("what", "premoderation"), ("premoderation", "everything")];
    let token_of = "/moderation";
    assert_eq!(house.mo.send_form(token_of, "/moderation", &choose).await.status, StatusCode::FORBIDDEN, "the owner's");
    house.owner.send_form(token_of, "/moderation", &choose).await;
    say(&mut house.bo, &page, "waits again").await;
    assert!(!house.seen().await.contains("waits again"));
    let choose = [("what", "premoderation"), ("premoderation", "nothing")];
    house.owner.send_form(token_of, "/moderation", &choose).await;
    say(&mut reader, &page, "at once").await;
    assert!(house.seen().await.contains("at once"));
}

#[tokio::test]
async fn a_flag_leads_to_a_removal_that_everyone_reads_of_and_that_is_appealed() {
    let mut house = house().await;
    let page = house.page.clone();
    say(&mut house.bo, &page, "something <rude>").await;
    let id = house.newest_of("Bo").await;
    decide(&mut house.mo, "approve", id, "").await;
    let flag = format!("/comment/{id}/flag");
    let mut cem = house.bo.reader(&house.world, "Cem", Role::Reader).await;
    let mute = cem.send_form(&flag, &flag, &[("reason", "other"), ("words", "")]).await;
    assert!(mute.status == StatusCode::UNPROCESSABLE_ENTITY && mute.text.contains("Say in a few words"));
    let thanked = cem.send_form(&flag, &flag, &[("reason", "abuse"), ("words", "it is rude")]).await;
    assert!(thanked.status == StatusCode::OK && thanked.text.contains("A moderator looks at the comment"));
    let own = house.bo.send_form(&page, &flag, &[("reason", "spam")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let desk = house.mo.get("/moderation").await.text;
    assert!(desk.contains("it is rude") && desk.contains("abusive") && desk.contains("Cem"), "{desk}");

    let mute = decide(&mut house.mo, "remove", id, " ").await;
    assert!(mute.status == StatusCode::UNPROCESSABLE_ENTITY && mute.text.contains("Say why"));
    assert_eq!(decide(&mut cem, "remove", id, "mine").await.status, StatusCode::FORBIDDEN);
    decide(&mut house.mo, "remove", id, "Insults nobody needs").await;
    let decision = decided(&house.world).await;
    let seen = house.seen().await;
    assert!(!seen.contains("rude") && seen.contains("No comments yet"));
    assert_eq!(house.owner.stranger().get(&format!("/comment/{id}")).await.status, StatusCode::GONE);
    let log = house.owner.stranger().get("/moderation/log").await.text;
    assert!(
        log.contains("A comment was removed.")
            && log.contains("Insults nobody needs")
            && log.contains("by a moderator")
    );
    assert!(log.contains("A lake under the ice") && !log.contains("rude") && !log.contains(">Bo<"), "{log}");
    assert!(!log.contains("/undo") && !log.contains("/appeal"), "not for everyone");

    // The author is told, reads what it was, and appeals once; another moderator answers.
    let notices = house.bo.get("/notices").await.text;
    assert!(notices.contains("was removed by a moderator") && notices.contains("Insults nobody needs"), "{notices}");
    assert!(house.bo.get(&format!("/comment/{id}")).await.text.contains("something"));
    let path = format!("/moderation/{decision}/appeal");
    assert_eq!(cem.get(&path).await.status, StatusCode::NOT_FOUND, "not his");
    let mute = house.bo.send_form(&path, &path, &[("words", "")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.bo.send_form(&path, &path, &[("words", "It is a <quotation>.")]).await;
    assert_eq!(house.bo.get(&path).await.status, StatusCode::BAD_REQUEST, "once");
    assert!(house.mo.get("/moderation").await.text.contains("another moderator answers"));
    let number = decision.to_string();
    let grant = [("what", "grant"), ("decision", number.as_str()), ("why", "So it is.")];
    assert_eq!(house.mo.send_form("/moderation", "/moderation", &grant).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(house.owner.get("/moderation").await.text.contains("It is a &#60;quotation&#62;."));
    assert_eq!(house.owner.send_form("/moderation", "/moderation", &grant).await.status, StatusCode::SEE_OTHER);
    assert!(house.seen().await.contains("something &lt;rude&gt;"));
    let log = house.owner.stranger().get("/moderation/log").await.text;
    assert!(log.contains("appeal granted by the owner") && log.contains("taken back by the owner"), "{log}");
    let notices = house.bo.get("/notices").await.text;
    assert!(notices.contains("Your appeal was granted") && notices.contains("So it is."));
}

#[tokio::test]
async fn what_was_refused_is_not_said_to_have_been_removed() {
    let mut house = house().await;
    let page = house.page.clone();
    say(&mut house.bo, &page, "cheap watches").await;
    let id = house.newest_of("Bo").await;
    decide(&mut house.mo, "remove", id, "Advertising").await;
    let log = house.owner.stranger().get("/moderation/log").await.text;
    assert!(log.contains("A comment was not published.") && !log.contains("watches"), "{log}");
    assert!(house.bo.get("/notices").await.text.contains("Your comment was not published"));
}

#[tokio::test]
async fn each_decision_is_taken_back() {
    let mut house = house().await;
    let page = house.page.clone();
    say(&mut house.bo, &page, "here and there").await;
    let id = house.newest_of("Bo").await;
    decide(&mut house.mo, "approve", id, "").await;
    let all = house.world.store.decisions_made(None, 1).await.unwrap()[0].id;
    let undo = format!("/moderation/{all}/undo");
    assert_eq!(house.bo.get(&undo).await.status, StatusCode::FORBIDDEN);
    assert!(house.mo.get(&undo).await.text.contains("waits for a moderator again"));
    house.mo.send_form(&undo, &undo, &[]).await;
    assert!(!house.seen().await.contains("here and there"));
    decide(&mut house.mo, "approve", id, "").await;
    decide(&mut house.mo, "remove", id, "a mistake").await;
    let removal = decided(&house.world).await;
    let undo = format!("/moderation/{removal}/undo");
    house.owner.send_form(&undo, &undo, &[]).await;
    assert!(house.seen().await.contains("here and there"));
    assert_eq!(house.owner.send_form(&undo, &undo, &[]).await.status, StatusCode::BAD_REQUEST, "once");
    assert!(house.bo.get("/notices").await.text.contains("stands there again"));
}

#[tokio::test]
async fn who_is_banned_reads_and_does_not_write() {
    let mut house = house().await;
    let page = house.page.clone();
    say(&mut house.owner, &page, "hello").await;
    let store = &house.world.store;
    let bo = store.reader_by_name("Bo").await.unwrap().unwrap().id;
    let (ada, mo) =
        (store.reader_by_name("Ada").await.unwrap().unwrap().id, store.reader_by_name("Mo").await.unwrap().unwrap().id);
    let path = format!("/moderation/ban/{bo}");
    assert_eq!(house.bo.get(&path).await.status, StatusCode::FORBIDDEN);
    for other in [ada, mo] {
        assert_eq!(house.mo.get(&format!("/moderation/ban/{other}")).await.status, StatusCode::FORBIDDEN);
    }
    let mute = house.mo.send_form(&path, &path, &[("days", "7"), ("why", "")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    let odd = house.mo.send_form(&path, &path, &[("days", "3"), ("why", "x")]).await;
    assert!(odd.status == StatusCode::UNPROCESSABLE_ENTITY && odd.text.contains("Choose for how long"));
    house.mo.send_form(&path, &path, &[("days", "7"), ("why", "Adverts again and again")]).await;

    let seen = house.bo.get(&page).await.text;
    assert!(seen.contains("<p>hello</p>") && seen.contains("You may read here and not write until"), "{seen}");
    assert!(!seen.contains("<textarea"));
    let refused = house.bo.send_form("/account", &format!("{page}/discussion"), &[("text", "but why?")]).await;
    assert!(refused.status == StatusCode::FORBIDDEN && refused.text.contains("but why?"), "{}", refused.text);
    let log = house.owner.stranger().get("/moderation/log").await.text;
    assert!(log.contains("A reader was banned for 7 days.") && log.contains("Adverts again") && !log.contains("Bo"));
    assert!(house.bo.get("/notices").await.text.contains("You are banned for 7 days"));
    let undo = format!("/moderation/{}/undo", decided(&house.world).await);
    house.owner.send_form(&undo, &undo, &[]).await;
    assert_eq!(say(&mut house.bo, &page, "back").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_reader_takes_every_word_along_and_leaves() {
    let mut house = house().await;
    let page = house.page.clone();
    house
        .owner
        .send_form("/moderation", "/moderation", &[("what", "premoderation"), ("premoderation", "nothing")])
        .await;
    assert!(house.bo.get("/account/comments").await.text.contains("You have not written anything yet"));
    say(&mut house.bo, &page, "first *words*").await;
    let first = house.newest_of("Bo").await;
    say(&mut house.bo, &page, "second words").await;
    let second = house.newest_of("Bo").await;
    decide(&mut house.mo, "remove", second, "off topic").await;
    assert!(house.bo.get("/account/comments").await.text.contains("<p>first <em>words</em></p>"));
    let export = house.bo.get("/account/export").await;
    assert!(export.header(header::CONTENT_DISPOSITION).starts_with("attachment"));
    let export: serde_json::Value = serde_json::from_str(&export.text).unwrap();
    assert_eq!(export["comments"][0]["markdown"], "second words", "what was removed is still the author's");
    assert_eq!(export["comments"][1]["markdown"], "first *words*");
    assert_eq!(house.owner.stranger().get("/account/export").await.status, StatusCode::SEE_OTHER);

    assert_eq!(house.owner.get("/account/end").await.status, StatusCode::FORBIDDEN, "the owner stays");
    let asked = house.bo.get("/account/end").await.text;
    assert!(asked.contains("a former reader") && asked.contains("Every word of them is deleted"), "said before");
    let wrong = [("comments", "keep"), ("password", "wrong")];
    assert_eq!(
        house.bo.send_form("/account/end", "/account/end", &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    reply(&mut house.mo, first, "an answer").await;

    // One who joins with a password of their own, to leave with it.
    house.owner.send_form("/readers", "/readers", &[("what", "registration"), ("registration", "open")]).await;
    let mut eve = house.owner.stranger();
    let account = [("name", "Eve"), ("password", "a long pass phrase")];
    eve.send_form("/join", "/join", &account).await;
    say(&mut eve, &page, "from Eve").await;
    let left = [("comments", "keep"), ("password", "a long pass phrase")];
    let gone = eve.send_form("/account/end", "/account/end", &left).await;
    assert!(gone.status == StatusCode::OK && gone.text.contains("Your account is gone"), "{}", gone.text);
    assert_eq!(eve.get("/account").await.status, StatusCode::SEE_OTHER);
    let seen = house.seen().await;
    assert!(seen.contains("from Eve") && seen.contains("a former reader") && !seen.contains(">Eve<"));
}

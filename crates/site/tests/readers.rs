//! Readers on the real router: how they come, what they may, what they read, keep and follow.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use site::FullText;
use visitor::{Answer, Visitor, form_token, visit};

const PASSWORD: &str = "a long pass phrase";

/// Another visitor of the same site, with no cookies yet.
fn stranger(visitor: &Visitor) -> Visitor {
    Visitor { app: visitor.app.clone(), cookies: Vec::new() }
}

/// Sends a form with the token of the page it stands on.
async fn send(visitor: &mut Visitor, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
    let token = form_token(&visitor.get(page).await.text);
    visitor.post(to, &[&[("token", token.as_str())], fields].concat()).await
}

async fn sign_in(visitor: &mut Visitor, name: &str) -> Answer {
    send(visitor, "/login", "/login", &[("name", name), ("password", PASSWORD)]).await
}

/// Makes the owner write an invitation, and gives its path.
async fn invite(owner: &mut Visitor, role: &str, note: &str) -> String {
    let answer = send(owner, "/readers", "/readers", &[("what", "invite"), ("role", role), ("note", note)]).await;
    let link = answer.text.split("<code class=\"link\">").nth(1).expect("the link is shown").split('<').next().unwrap();
    link.split_once("//").unwrap().1.split_once('/').map(|(_, path)| format!("/{path}")).unwrap()
}

#[tokio::test]
async fn an_invitation_makes_one_account_of_its_role() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    assert_eq!(owner.get("/readers").await.status, StatusCode::FORBIDDEN);
    owner.set_up(&world).await;
    let path = invite(&mut owner, "editor", "for <Bo>").await;
    assert!(owner.get("/readers").await.text.contains("For an editor: for &#60;Bo&#62;"));

    let mut bo = stranger(&owner);
    assert!(bo.get(&path).await.text.contains("owner invites you as an editor."));
    let taken = send(&mut bo, &path, &path, &[("name", "Owner"), ("password", PASSWORD)]).await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.text.contains("This name is taken"));
    let done = send(&mut bo, &path, &path, &[("name", "Bo"), ("password", PASSWORD)]).await;
    assert_eq!((done.status, done.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/"));
    assert!(bo.get(&format!("/story/{}", world.stories["surge"])).await.text.contains("Correct this story"));
    assert_eq!(stranger(&owner).get(&path).await.status, StatusCode::GONE);

    // An editor sees the accounts, and gives no roles.
    let desk = bo.get("/readers").await.text;
    assert!(desk.contains(">owner<") && !desk.contains("Write an invitation"), "{desk}");
    let refused = send(&mut bo, "/account", "/readers", &[("what", "invite"), ("role", "editor")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let path = invite(&mut owner, "reader", "").await;
    send(&mut owner, "/readers", "/readers", &[("what", "withdraw"), ("invitation", "2")]).await;
    assert_eq!(stranger(&owner).get(&path).await.status, StatusCode::GONE, "taken back");
}

#[tokio::test]
async fn one_joins_by_oneself_where_the_owner_lets_everyone() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    let mut cem = stranger(&owner);
    assert_eq!(cem.get("/join").await.status, StatusCode::FORBIDDEN);
    assert!(!cem.get("/login").await.text.contains("/join"));
    owner.set_up(&world).await;
    let fields = [("what", "registration"), ("registration", "open")];
    assert_eq!(send(&mut owner, "/readers", "/readers", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(cem.get("/login").await.text.contains("/join"));
    let weak = send(&mut cem, "/join", "/join", &[("name", "Cem"), ("password", "short")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = send(&mut cem, "/join", "/join", &[("name", "Cem"), ("password", PASSWORD)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(!cem.get(&format!("/story/{}", world.stories["surge"])).await.text.contains("Correct this story"));
    assert_eq!(cem.get("/readers").await.status, StatusCode::FORBIDDEN);
    assert_eq!(cem.get("/sources/1/pause").await.status, StatusCode::FORBIDDEN);

    // Made a moderator, who keeps readers out and nobody else.
    send(&mut owner, "/readers", "/readers", &[("what", "role"), ("reader", "2"), ("role", "moderator")]).await;
    assert_eq!(cem.get("/readers").await.status, StatusCode::OK, "at once");
    let refused = send(&mut cem, "/account", "/readers", &[("what", "suspend"), ("reader", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    // Suspended: out at once, and told so after the right password alone.
    send(&mut owner, "/readers", "/readers", &[("what", "suspend"), ("reader", "2")]).await;
    assert_eq!(cem.get("/account").await.header(header::LOCATION), "/login?to=%2Faccount");
    assert!(sign_in(&mut cem, "Cem").await.text.contains("This account is suspended"));
    send(&mut owner, "/readers", "/readers", &[("what", "admit"), ("reader", "2")]).await;
    assert_eq!(sign_in(&mut cem, "Cem").await.status, StatusCode::SEE_OTHER);

    send(&mut owner, "/readers", "/readers", &[("what", "registration"), ("registration", "closed")]).await;
    assert_eq!(stranger(&owner).get("/join").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_reader_sees_sessions_ends_them_and_changes_the_password() {
    let (_folder, world, mut here) = visit(FullText::SignedIn).await;
    here.set_up(&world).await;
    let mut there = stranger(&here);
    sign_in(&mut there, "owner").await;
    let mut elsewhere = stranger(&here);
    sign_in(&mut elsewhere, "owner").await;
    let page = here.get("/account").await.text;
    assert_eq!((page.matches("Sign out there").count(), page.matches("this one").count()), (2, 1), "{page}");
    let key = page.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(here.post("/account", &[("what", "end"), ("session", &key)]).await.status, StatusCode::FORBIDDEN);
    send(&mut here, "/account", "/account", &[("what", "end"), ("session", &key)]).await;
    assert_eq!(here.get("/account").await.text.matches("Sign out there").count(), 1);
    send(&mut here, "/account", "/account", &[("what", "end-others")]).await;
    for other in [&mut there, &mut elsewhere] {
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
    }

    sign_in(&mut there, "owner").await;
    let change = [("what", "password"), ("password", "a wrong one"), ("new_password", "another long phrase")];
    let wrong = send(&mut here, "/account", "/account", &change).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("not your present password"));
    let change = [("what", "password"), ("password", PASSWORD), ("new_password", "another long phrase")];
    let changed = send(&mut here, "/account", "/account", &change).await;
    assert_eq!((changed.status, changed.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/account"));
    assert_eq!(here.get("/account").await.status, StatusCode::OK, "goes on with a new session");
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER, "the others ended");
    assert_eq!(sign_in(&mut there, "owner").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn one_is_led_to_sign_in_and_back_to_this_site_alone() {
    let (_folder, world, mut visitor) = visit(FullText::SignedIn).await;
    visitor.set_up(&world).await;
    let mut stranger = stranger(&visitor);
    let led = stranger.get("/saved?after=1_2").await;
    assert_eq!((led.status, led.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/login?to=%2Fsaved%3Fafter%3D1_2"));
    assert!(stranger.get("/login?to=%2Fsaved").await.text.contains("name=\"to\" value=\"/saved\""));
    for (to, expected) in [("/saved", "/saved"), ("//evil.example", "/"), ("https://evil.example/", "/")] {
        let fields = [("name", "owner"), ("password", PASSWORD), ("to", to)];
        assert_eq!(send(&mut stranger, "/login", "/login", &fields).await.header(header::LOCATION), expected);
    }
}

#[tokio::test]
async fn what_is_opened_is_read_and_what_is_kept_is_listed() {
    let (_folder, world, mut ada) = visit(FullText::SignedIn).await;
    let article = world.articles[8];
    let (path, item) = (format!("/article/{article}"), format!("data-item=\"{article}\""));
    assert!(!ada.get(&path).await.text.contains("Save for later"), "for readers alone");
    ada.set_up(&world).await;
    assert!(!ada.get("/latest").await.text.contains(&format!("{item} data-read")));
    assert!(ada.get("/history").await.text.contains("Nothing has been opened yet"));

    let ahead = Request::get(&path).header("sec-purpose", "prefetch").body(Body::empty()).unwrap();
    ada.send(ahead).await;
    assert!(ada.get("/history").await.text.contains("Nothing has been opened yet"), "a browser that looks ahead");
    assert!(ada.get(&path).await.text.contains("Save for later"));
    assert!(ada.get("/latest").await.text.contains(&format!("{item} data-read")));
    assert!(ada.get("/history").await.text.contains("A lake under the ice"));

    let id = article.to_string();
    for (what, list, stands) in [
        ("star", "/starred", true),
        ("save", "/saved", true),
        ("unstar", "/starred", false),
        ("unsave", "/saved", false),
    ] {
        let done = send(&mut ada, &path, "/reading", &[("what", what), ("article", &id), ("back", &path)]).await;
        assert_eq!(done.header(header::LOCATION), path, "{what}");
        assert_eq!(ada.get(list).await.text.contains("A lake under the ice"), stands, "{what}");
    }
    send(&mut ada, &path, "/reading", &[("what", "unread"), ("article", &id), ("back", "/")]).await;
    assert!(!ada.get("/latest").await.text.contains(&format!("{item} data-read")));
    assert_eq!(ada.post("/reading", &[("what", "star"), ("article", &id)]).await.status, StatusCode::FORBIDDEN);
    let mut stranger = stranger(&ada);
    assert_eq!(stranger.post("/reading", &[("what", "star"), ("article", &id)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn all_is_marked_read_and_unmarked_again() {
    let (_folder, mut world, mut ada) = visit(FullText::SignedIn).await;
    ada.set_up(&world).await;
    let page = ada.get("/latest").await.text;
    let newest = page.split("name=\"article\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(!page.contains("Undo"));
    assert_eq!(stranger(&ada).get("/unread").await.status, StatusCode::SEE_OTHER);
    // What comes in after the page was made stays unread.
    let late = world.ingest(&[fixture::LATE]).await[0];
    let token = form_token(&page);
    let mark = [("token", token.as_str()), ("what", "mark-all"), ("article", &newest), ("back", "/latest")];
    assert_eq!(ada.post("/reading", &mark).await.header(header::LOCATION), "/latest");
    let page = ada.get("/latest").await.text;
    assert_eq!(page.matches(" data-read").count(), page.matches("data-item=").count() - 1);
    let unread = ada.get("/unread").await.text;
    assert!(unread.contains(&format!("data-item=\"{late}\"")) && unread.matches("data-item=").count() == 1, "{unread}");
    assert!(!page.contains(&format!("data-item=\"{late}\" data-read")));
    let undo = [("token", token.as_str()), ("what", "unmark-all"), ("back", "/latest")];
    ada.post("/reading", &undo).await;
    assert_eq!(ada.get("/latest").await.text.matches(" data-read").count(), 0);
}

#[tokio::test]
async fn what_is_followed_has_a_page_of_its_own() {
    let (_folder, world, mut ada) = visit(FullText::SignedIn).await;
    let surge = world.stories["surge"];
    assert!(!ada.get("/tag/talvo").await.text.contains("name=\"kind\""), "for readers alone");
    assert_eq!(ada.get("/following").await.header(header::LOCATION), "/login?to=%2Ffollowing");
    ada.set_up(&world).await;
    assert!(ada.get("/following").await.text.contains("You follow nothing yet"));
    let pages = [
        ("/tag/talvo".to_owned(), "hashtag", "talvo".to_owned(), "#Talvo", "Talvo picks northern airfield"),
        (format!("/story/{surge}"), "story", surge.to_string(), "Sea wall at Norham holds", "Norham told to pack"),
        (
            "/publisher/chengbao.example".to_owned(),
            "publisher",
            "chengbao.example".to_owned(),
            "江城日报",
            "江城地铁七号线",
        ),
    ];
    for (page, kind, subject, label, headline) in &pages {
        let fields = [("what", "follow"), ("kind", *kind), ("subject", subject), ("back", page)];
        assert_eq!(send(&mut ada, page, "/following", &fields).await.header(header::LOCATION), page);
        assert!(ada.get(page).await.text.contains("Following: unfollow"), "{page}");
        let following = ada.get("/following").await.text;
        assert!(following.contains(label) && following.contains(headline), "{page}: {following}");
    }
    for (page, kind, subject, ..) in &pages {
        let fields = [("what", "unfollow"), ("kind", *kind), ("subject", subject), ("back", "/following")];
        send(&mut ada, page, "/following", &fields).await;
    }
    assert!(ada.get("/following").await.text.contains("You follow nothing yet"));
    let unknown = [("what", "follow"), ("kind", "hashtag"), ("subject", "nothing"), ("back", "/")];
    assert_eq!(send(&mut ada, "/tag/talvo", "/following", &unknown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_front_page_tells_what_came_in_since_the_last_visit() {
    let (_folder, mut world, mut ada) = visit(FullText::SignedIn).await;
    ada.set_up(&world).await;
    assert!(!ada.get("/").await.text.contains("Since you last looked"), "a first visit");
    let owner = world.store.reader_by_name("owner").await.unwrap().unwrap().id;
    // The visit was two hours ago; the next begins with the page asked for below.
    world.store.look(owner, world.now.plus_us(-2 * news::Timestamp::HOUR), 0).await.unwrap();
    world.ingest(&[fixture::LATE, fixture::LATE]).await;
    for _ in 0..2 {
        let front = ada.get("/").await.text;
        let band = front.split("<section class=\"since\"").nth(1).expect("the band is there");
        let band = band.split("</section>").next().unwrap();
        assert!(band.contains("2 hours ago") && band.contains("2 new articles"), "{band}");
    }
    assert!(!stranger(&ada).get("/").await.text.contains("Since you last looked"));
}

/// A page made for one reader is kept for no other: it holds their token, their name and what they read.
#[tokio::test]
async fn no_reader_gets_a_page_of_another() {
    let (_folder, world, mut ada) = visit(FullText::SignedIn).await;
    ada.set_up(&world).await;
    let path = invite(&mut ada, "reader", "").await;
    let mut bo = stranger(&ada);
    send(&mut bo, &path, &path, &[("name", "Bo"), ("password", PASSWORD)]).await;
    ada.get(&format!("/article/{}", world.articles[0])).await;
    for page in ["/", "/latest", "/corrections", "/keys", "/section/society", "/feed.atom"] {
        let (of_ada, of_bo, of_all) =
            (ada.get(page).await.text, bo.get(page).await.text, stranger(&ada).get(page).await.text);
        assert!(!of_bo.contains(">owner<") && !of_all.contains(">owner<") && !of_all.contains(">Bo<"), "{page}");
        assert!(!of_bo.contains("data-read") && !of_all.contains("form-token"), "{page}");
        assert!(page.ends_with("atom") || of_ada.contains(">owner<"), "{page}");
    }
}

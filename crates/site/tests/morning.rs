//! What a reader meets every morning: what is new in a story since the last look.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "other pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use fixture::{Seed, World};
use news::{PostId, Timestamp};
use site::SiteOptions;
use store::{Follow, FollowKind, Role, StoryLook};
use visitor::{visit_uncached, visit_with};

const SITTING: Seed = Seed {
    publisher: 1,
    title: "County council calls special sitting on the second sea wall",
    standfirst: "It meets tonight, two days early.",
    text: &[
        "The surge reached its crest at 3.40 a.m., two hours later than the models had said, and stayed for ninety minutes.",
        "Council chair Odila Brandt called a special sitting of the county council for eight this evening in Norham.",
    ],
    authors: &[],
    story: "surge",
    section: "society",
    ..fixture::LATE
};
const NEWS: &str = "Council chair Odila Brandt called a special sitting";
const HEAD: &str = "New since you last looked";

/// Has the reader have looked at a story two hours ago, when the world had all of its articles but the last ones.
async fn looked_long_ago(world: &World, story: &str, reader: news::ReaderId) {
    let newest = *world.articles.iter().max().unwrap();
    let seen = StoryLook { at: world.now.plus_us(-2 * Timestamp::HOUR), article: newest, post: PostId(0) };
    world.store.look_at_story(reader, world.stories[story], seen).await.unwrap();
}

#[tokio::test]
async fn a_story_tells_what_is_new_since_its_reader_looked() {
    let (_folder, mut world, visitor) = visit_uncached().await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let mut ben = visitor.reader(&world, "Ben", Role::Reader).await;
    let reader = world.store.reader_by_name("Ada").await.unwrap().unwrap().id;
    let path = format!("/story/{}", world.stories["surge"]);
    looked_long_ago(&world, "surge", reader).await;
    assert!(!ada.get(&path).await.text.contains(HEAD), "nothing came");
    world.ingest(&[SITTING]).await;
    let page = ada.get(&path).await.text;
    let since = page.split("id=\"since-head\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(since.contains("1 new article") && since.contains("2 hours ago"), "{since}");
    assert!(since.contains(NEWS) && !since.contains("The surge reached"), "{since}");
    assert!(page.find("id=\"since-head\"").unwrap() < page.find("id=\"short-head\"").unwrap());
    assert!(ada.get(&path).await.text.contains(HEAD), "it stays while the visit goes on");
    assert!(!ben.get(&path).await.text.contains(HEAD), "it is hers alone");
    assert!(!visitor.stranger().get(&path).await.text.contains(HEAD));
}

#[tokio::test]
async fn what_is_fetched_ahead_is_no_look() {
    let (_folder, mut world, visitor) = visit_uncached().await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let reader = world.store.reader_by_name("Ada").await.unwrap().unwrap().id;
    let story = world.stories["surge"];
    let path = format!("/story/{story}");
    looked_long_ago(&world, "surge", reader).await;
    let newest = world.ingest(&[SITTING]).await[0];
    let ahead = Request::get(&path).header("sec-purpose", "prefetch").body(Body::empty()).unwrap();
    let page = ada.send(ahead).await.text;
    assert!(
        page.contains(HEAD) && page.contains(&format!("data-look=\"{story}\" data-article=\"{newest}\"")),
        "{page}"
    );
    let known =
        || async { world.store.story_look(reader, story, world.now.plus_us(Timestamp::HOUR)).await.unwrap().unwrap() };
    assert!(known().await.article < newest);
    // The script says that it is shown, and how far it had come.
    let (story, newest) = (story.to_string(), newest.to_string());
    let fields = [("what", "look"), ("story", &*story), ("article", &*newest), ("post", "0")];
    assert_eq!(ada.send_form("/latest", "/reading", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(known().await.article.to_string(), newest);
    assert!(!ada.get(&path).await.text.contains("data-look"));
}

#[tokio::test]
async fn followed_stories_tell_how_much_is_new() {
    let (_folder, mut world, visitor) = visit_uncached().await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let reader = world.store.reader_by_name("Ada").await.unwrap().unwrap().id;
    let subject = world.stories["surge"].to_string();
    let follow = Follow { kind: FollowKind::Story, subject, label: "The surge".to_owned(), since: world.now };
    world.store.begin_following(reader, &follow).await.unwrap();
    looked_long_ago(&world, "surge", reader).await;
    assert!(!ada.get("/following").await.text.contains("1 new article"));
    world.ingest(&[SITTING]).await;
    assert!(ada.get("/following").await.text.contains("1 new article"));
}

/// The headlines of a brief, in their order.
fn headlines(page: &str) -> Vec<String> {
    let heads = page.split("<h2><a href=").skip(1).filter_map(|rest| rest.split("</a></h2>").next());
    heads.map(|head| head.split_once('>').unwrap().1.to_owned()).collect()
}

#[tokio::test]
async fn a_reader_s_brief_begins_with_what_is_followed_and_ends_with_what_was_read() {
    let (_folder, world, visitor) = visit_uncached().await;
    let mut stranger = visitor.stranger();
    let everybodys = headlines(&stranger.get("/brief").await.text);
    assert!(everybodys[0].starts_with("Sea wall at Norham"), "{everybodys:?}");
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let reader = world.store.reader_by_name("Ada").await.unwrap().unwrap().id;
    let follow = |kind, subject: &str| Follow {
        kind,
        subject: subject.to_owned(),
        label: format!("the {subject}"),
        since: world.now,
    };
    world.store.begin_following(reader, &follow(FollowKind::Publisher, "el-faro-sur.example")).await.unwrap();
    world.store.begin_following(reader, &follow(FollowKind::Hashtag, "talvo")).await.unwrap();
    world.store.mark_read(reader, &[world.articles[0]], world.now).await.unwrap();
    let page = ada.get("/brief?length=longer").await.text;
    let own = headlines(&page);
    assert!(own[0].starts_with("Chip maker Talvo") && own[1].starts_with("La cooperativa"), "{own:?}");
    assert!(own.last().unwrap().starts_with("Sea wall at Norham"), "{own:?}");
    assert!(page.contains("You follow #the talvo"), "{page}");
    // What a rule hides is not told, though it is followed; nor what is told in other languages.
    let mut ben = visitor.reader(&world, "Ben", Role::Reader).await;
    let reader = world.store.reader_by_name("Ben").await.unwrap().unwrap().id;
    world.store.begin_following(reader, &follow(FollowKind::Publisher, "el-faro-sur.example")).await.unwrap();
    world.store.make_rule(reader, "publisher:el-faro-sur.example", store::Deed::Hide, world.now).await.unwrap();
    world.store.set_preferences(reader, "langs-es_de").await.unwrap();
    let own = headlines(&ben.get("/brief").await.text);
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(headlines(&stranger.get("/brief").await.text), everybodys);
}

#[tokio::test]
async fn the_brief_of_a_day_stays() {
    let (_folder, mut world, visitor) = visit_uncached().await;
    let mut stranger = visitor.stranger();
    let old = Seed { minutes_ago: 3 * 1440, title: "Harbour fair opens in Norham", story: "fair", ..SITTING };
    let later = Seed { minutes_ago: 2 * 1440, title: "Harbour fair closes early", story: "fair", ..SITTING };
    world.ingest(&[old, later]).await;
    let day = |days: i64| world.now.plus_us(-days * Timestamp::DAY).to_jiff().to_string()[..10].to_owned();
    assert_eq!(
        headlines(&stranger.get(&format!("/brief?day={}", day(3))).await.text),
        ["Harbour fair opens in Norham"]
    );
    let page = stranger.get(&format!("/brief?day={}", day(2))).await.text;
    assert!(page.contains(&format!("/brief?day={}", day(3))) && page.contains(&format!("/brief?day={}", day(1))));
    let page = stranger.get(&format!("/brief?day={}", day(30))).await.text;
    assert!(page.contains("Of that day nothing is kept."), "{page}");
    for (day, status) in [(day(-2).as_str(), StatusCode::NOT_FOUND), ("yesterday", StatusCode::BAD_REQUEST)] {
        assert_eq!(stranger.get(&format!("/brief?day={day}")).await.status, status, "{day}");
    }
    let feed = stranger.get("/brief.json").await.text;
    assert!(feed.contains(&format!("/brief?day={}", day(2))) && feed.contains("(Northern Ledger)"), "{feed}");
    assert!(stranger.get("/brief.atom").await.text.contains(&format!("/brief?day={}", day(3))));
}

#[tokio::test]
async fn a_story_that_goes_on_is_told_by_what_the_day_brought() {
    let (_folder, mut world, mut visitor) = visit_uncached().await;
    const CLOSED: &str = "The county council closed the sea gates of Norham before the storm surge came.";
    let older = Seed {
        title: "Norham closes its sea gates before the surge",
        text: &[CLOSED, "Two hundred volunteers carried sandbags to the harbour of Norham."],
        minutes_ago: 30 * 60,
        ..SITTING
    };
    const TEXT: &[&str] = &[CLOSED, SITTING.text[1]];
    let newer = Seed { text: TEXT, minutes_ago: 1, publisher: 0, ..SITTING };
    world.ingest(&[older, newer]).await;
    let page = visitor.get("/brief").await.text;
    let story = page.split(&format!("/story/{}\"", world.stories["surge"])).nth(1).unwrap();
    let story = story.split("/story/").next().unwrap();
    assert!(story.contains(NEWS), "{story}");
    assert!(!story.contains("closed the sea gates") && !story.contains("carried sandbags"), "{story}");
}

#[tokio::test]
async fn a_brief_by_mail_is_confirmed_read_and_ended() {
    let base_url = Some("http://site.example".to_owned());
    let options = SiteOptions { sends_mail: true, base_url, page_cache_bytes: 0, ..SiteOptions::default() };
    let (_folder, world, visitor) = visit_with(options.clone()).await;
    let site = site::Site::open(world.store.clone(), world.index.clone(), options).await.unwrap();
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let reader = world.store.reader_by_name("Ada").await.unwrap().unwrap().id;
    let wish = [("what", "keep"), ("address", "ada@example.org"), ("hour", "6"), ("length", "short")];
    let refused = [("zone", "Mars/Olympus"), ("address", "ada@@example"), ("address", "a>@b.example"), ("hour", "30")];
    for (field, value) in refused {
        let fields = [&wish[..], &[("zone", "UTC")], &[(field, value)]].concat();
        // The last of two fields of a name would count: each is sent once.
        let fields: Vec<_> = fields.iter().rev().fold(Vec::new(), |mut kept: Vec<(&str, &str)>, one| {
            if kept.iter().all(|known| known.0 != one.0) {
                kept.push(*one);
            }
            kept
        });
        assert_eq!(
            ada.send_form("/brief/mail", "/brief/mail", &fields).await.status,
            StatusCode::BAD_REQUEST,
            "{value}"
        );
    }
    let fields = [&wish[..], &[("zone", "Asia/Shanghai")]].concat();
    assert_eq!(ada.send_form("/brief/mail", "/brief/mail", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(ada.get("/brief/mail").await.text.contains("A letter goes to ada@example.org"));
    let mail = world.store.brief_mail(reader).await.unwrap().unwrap();
    let letter = site.confirmation_letter(&mail).await.unwrap();
    let link = letter.text.lines().find(|line| line.starts_with("http://site.example/")).unwrap();
    let confirm = link.trim_start_matches("http://site.example").to_owned();

    // Mail programs look at addresses by themselves: looking does nothing.
    let mut anybody = visitor.stranger();
    assert!(anybody.get(&confirm).await.text.contains("Yes, send it"));
    assert_eq!(world.store.brief_mail(reader).await.unwrap().unwrap().confirmed, None);
    assert_eq!(anybody.get(&format!("{confirm}0")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(anybody.get(&confirm.replace("confirm", "stop")).await.status, StatusCode::NOT_FOUND, "for one deed");
    assert_eq!(anybody.post(&confirm, &[]).await.status, StatusCode::OK);
    let mail = world.store.brief_mail(reader).await.unwrap().unwrap();
    assert!(mail.confirmed.is_some());

    let letter = site.brief_letter(&mail).await.unwrap().unwrap();
    assert!(letter.subject.starts_with("Your day in short: "), "{}", letter.subject);
    let first = world.stories["surge"];
    for form in [&letter.text, &letter.html] {
        assert!(form.contains("The sea wall at Norham held through the night"), "{form}");
        assert!(form.contains(&format!("http://site.example/story/{first}")) && form.contains("/article/1"), "{form}");
        assert!(!form.contains("<img") && !form.contains("<script"), "{form}");
    }
    assert!(letter.html.contains("&#60;script&#62;") || !letter.html.contains("alert(1)"), "{}", letter.html);
    let stop = letter.unsubscribe.unwrap().trim_start_matches("http://site.example").to_owned();
    assert!(anybody.get(&stop).await.text.contains("Send no more"));
    // One click, by a mail program: no cookie, no token.
    assert_eq!(anybody.post(&stop, &[("List-Unsubscribe", "One-Click")]).await.status, StatusCode::OK);
    assert_eq!(world.store.brief_mail(reader).await.unwrap(), None);
    assert_eq!(anybody.get(&stop).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_a_mail_server_nothing_is_promised() {
    let (_folder, world, visitor) = visit_uncached().await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    assert!(ada.get("/brief/mail").await.text.contains("has not set up a mail server"));
    let answer = visitor.stranger().get("/brief/mail").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "for readers");
}

#[tokio::test]
async fn the_archive_tells_what_came_before() {
    let (_folder, mut world, visitor) = visit_uncached().await;
    let mut stranger = visitor.stranger();
    let story = format!("/story/{}/background", world.stories["surge"]);
    assert!(stranger.get(&story).await.text.contains("Nothing earlier is kept"));
    let old = Seed {
        minutes_ago: 30 * 1440,
        title: "Norham postpones its second sea wall",
        story: "postponed",
        text: &["Norham postponed its second line of defence for the second time, the council of the county said."],
        hashtags: &["Norham", "CoastalDefence"],
        ..SITTING
    };
    let other =
        Seed { minutes_ago: 29 * 1440, title: "Rail fares rise", story: "fares", hashtags: &["RailBill"], ..old };
    let ids = world.ingest(&[old, other]).await;
    for path in [story, format!("/article/{}/background", world.articles[0])] {
        let page = stranger.get(&path).await.text;
        assert!(page.contains("Norham postponed its second line of defence"), "{page}");
        assert!(page.contains(&format!("/article/{}", ids[0])) && !page.contains("Rail fares rise"), "{page}");
    }
    let of_story = format!("/story/{}", world.stories["surge"]);
    assert!(stranger.get(&of_story).await.text.contains("/background"));
}

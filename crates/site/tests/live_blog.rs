//! What a reader sees of posts that their publisher changes and removes.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "other pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::StatusCode;
use news::{Block, Post, RichText, Timestamp};
use store::PostPage;
use visitor::visit_uncached;

#[tokio::test]
async fn a_removed_post_leaves_a_trace_and_a_changed_one_what_it_said() {
    let (_folder, world, mut visitor) = visit_uncached().await;
    let blog = world.live_blog();
    let texts = [
        "The referee has stopped play: a dog runs across the pitch of Port Ellery.",
        "Halloran shoots from twenty metres, and the ball clips the roof of the stand.",
        "The Rovers bring on Tamsin Ockley for the injured captain Brekke.",
        "Rain sets in over the ground, and half of the west stand moves under the roof.",
        "A corner for Valley comes to nothing, as the keeper gathers it with one hand.",
        "The fourth official shows six minutes of added time to loud whistles.",
        "Nilsen is booked for a late tackle in the centre circle.",
        "The teams come back out, with the Rovers unchanged.",
    ];
    let post = |(at, text): (usize, &&str)| Post {
        key: format!("late-{at}"),
        published: Some(world.now.plus_us(-(at as i64 + 1) * Timestamp::MINUTE)),
        body: vec![Block::Paragraph(RichText::plain(*text))],
        ..Post::default()
    };
    let mut posts: Vec<Post> = texts.iter().enumerate().map(post).collect();
    world.store.put_posts(blog, world.now, &posts).await.unwrap();
    let page = format!("/article/{blog}");
    assert!(visitor.get(&page).await.text.contains("Tamsin Ockley"));

    posts.remove(2);
    posts[0].body = vec![Block::Paragraph(RichText::plain("Play goes on: the dog has left the pitch of Port Ellery."))];
    let changed = world.store.put_posts(blog, world.now, &posts).await.unwrap().changed[0];
    let removed = world.store.put_posts(blog, world.now, &posts).await.unwrap().removed[0];
    let shown = visitor.get(&page).await.text;
    assert!(!shown.contains("Tamsin Ockley") && shown.contains("This post was removed by its publisher."), "{shown}");
    let place = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}: {shown}"));
    let trace = place(&format!("id=\"post-{removed}\""));
    assert!(place("Halloran shoots") < trace && trace < place("Rain sets in"), "the trace stands where the post stood");

    // The script of an open page gets the same for what it shows.
    let part = visitor.get(&format!("/article/{blog}/posts?at=1&also={removed}")).await.text;
    assert!(part.contains("This post was removed by its publisher."), "{part}");
    assert!(!visitor.get(&format!("/article/{blog}/posts?at=1")).await.text.contains("was removed"));

    let versions = format!("/article/{blog}/posts/{changed}");
    assert!(shown.contains(&versions), "{shown}");
    let page = visitor.get(&versions).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.find("the dog has left").unwrap() < page.text.find("a dog runs across").unwrap());
    assert_eq!(visitor.get(&format!("/article/{blog}/posts/{removed}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.get(&format!("/article/1/posts/{changed}")).await.status, StatusCode::NOT_FOUND);
    let rows = world.store.posts(blog, PostPage::Latest, 9).await.unwrap();
    let other = rows.iter().find(|row| row.id != changed).unwrap().id;
    assert!(
        visitor
            .get(&format!("/article/{blog}/posts/{other}"))
            .await
            .text
            .contains("This post was not changed since it was first seen.")
    );
}

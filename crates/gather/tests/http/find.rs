//! What can be followed behind an address, over real HTTP.

use crate::support::*;
use gather::{Client, ClientOptions, FoundSource, fetch_icon, find_sources};
use news::SourceKind::{self, Feed, LiveBlog, Page, Sitemap};
use std::collections::HashMap;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot much of a picture";

fn rss(title: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>{title}</title><link>http://home.example/</link>\
         <item><title>Ferry returns</title><link>http://home.example/1</link></item></channel></rss>"
    )
}

fn news_sitemap() -> String {
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\
     <url><loc>http://home.example/1</loc><news:news><news:publication><news:name>Gazette</news:name></news:publication>\
     <news:publication_date>2026-03-04T05:06:07Z</news:publication_date><news:title>Ferry returns</news:title></news:news></url></urlset>"
        .to_owned()
}

/// Serves a small site: paths and bodies; everything else is not found.
async fn site(pages: &[(&str, String)]) -> Server {
    let pages: HashMap<String, String> = pages.iter().map(|(path, body)| ((*path).to_owned(), body.clone())).collect();
    Server::answering(move |head| match pages.get(path(head)) {
        Some(body) if body.starts_with("->") => redirect("301 Moved Permanently", &body[2..]),
        Some(body) => answer("200 OK", &[], body.as_bytes()),
        None => answer("404 Not Found", &[], b"<html>nothing</html>"),
    })
    .await
}

async fn find(server: &Server, path: &str) -> Vec<FoundSource> {
    find_sources(&client(), &server.url(path)).await.unwrap()
}

/// Kind and path of each source found.
fn summary(server: &Server, found: &[FoundSource]) -> Vec<(SourceKind, String)> {
    found.iter().map(|source| (source.kind, source.url.replacen(&server.url(""), "", 1))).collect()
}

#[tokio::test]
async fn a_feed_is_itself() {
    let server = site(&[("/feed", rss("Gazette")), ("/old", "->/feed".to_owned()), ("/map.xml", news_sitemap())]).await;
    let found = find(&server, "/old#x").await;
    assert_eq!(summary(&server, &found), [(Feed, "/feed".to_owned())]);
    assert_eq!((found[0].title.as_str(), found[0].items), ("Gazette", 1));
    assert_eq!(found[0].home_url.as_deref(), Some("http://home.example/"));
    assert_eq!(summary(&server, &find(&server, "/map.xml").await), [(Sitemap, "/map.xml".to_owned())]);
}

#[tokio::test]
async fn a_page_leads_to_its_feeds_and_dead_ones_are_left_out() {
    let page = "<html><head><title>Home</title>
        <link rel=alternate type=application/rss+xml href=/comments/feed title=Comments>
        <link rel=alternate type=application/rss+xml href=/dead title=Dead>
        <link rel=alternate type=application/rss+xml href=/html title='Not a feed'>
        <link rel=alternate type=application/rss+xml href=/a title=A>
        <link rel=alternate type=application/rss+xml href=/b title=B></head></html>";
    let server = site(&[
        ("/", page.to_owned()),
        ("/html", "<html>Please log in</html>".to_owned()),
        ("/a", rss("A")),
        ("/b", rss("B")),
        ("/comments/feed", rss("Comments")),
    ])
    .await;
    let found = find(&server, "/").await;
    let expected = ["/a", "/b", "/comments/feed"].map(|path| (Feed, path.to_owned()));
    assert_eq!(summary(&server, &found), expected);
}

#[tokio::test]
async fn usual_places_are_tried_when_the_page_says_nothing() {
    let server = site(&[("/news/", "<html>x</html>".to_owned()), ("/rss.xml", rss("Gazette"))]).await;
    assert_eq!(summary(&server, &find(&server, "/news/").await), [(Feed, "/rss.xml".to_owned())]);
}

#[tokio::test]
async fn sitemaps_of_news_are_found_by_robots_txt_and_through_an_index() {
    let everything = "<urlset><url><loc>http://home.example/about</loc></url></urlset>";
    let index = "<sitemapindex><sitemap><loc>/pages.xml</loc></sitemap><sitemap><loc>/latest-news.xml</loc></sitemap></sitemapindex>";
    let server = site(&[
        ("/", "<html>x</html>".to_owned()),
        ("/robots.txt", "user-agent: *\ndisallow: /x\nsitemap: /pages.xml\nsitemap: /index-of-maps.xml\n".to_owned()),
        ("/pages.xml", everything.to_owned()),
        ("/index-of-maps.xml", index.to_owned()),
        ("/latest-news.xml", news_sitemap()),
    ])
    .await;
    assert_eq!(summary(&server, &find(&server, "/").await), [(Sitemap, "/latest-news.xml".to_owned())]);
}

#[tokio::test]
async fn a_live_blog_comes_before_the_feeds_around_it() {
    let page = "<html><head><title>Storm: live</title><link rel=alternate type=application/rss+xml href=/feed>
        <script type=application/ld+json>{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[]}</script></head></html>";
    let server = site(&[("/live", page.to_owned()), ("/feed", rss("Gazette"))]).await;
    let found = find(&server, "/live").await;
    assert_eq!(summary(&server, &found), [(LiveBlog, "/live".to_owned()), (Feed, "/feed".to_owned())]);
    assert_eq!(found[0].title, "Storm: live");
}

#[tokio::test]
async fn a_page_that_lists_articles_is_the_last_resort() {
    let card = |n: usize| {
        format!(
            "<div class=card><h3><a href=\"/2026/03/0{n}/harbour-council-votes-on-lighthouse-{n}\">Harbour council \
             votes on the lighthouse for the {n}th time</a></h3><time datetime=2026-03-0{n}>March {n}</time></div>"
        )
    };
    let list: String = (1..=7).map(card).collect();
    let page = format!("<html lang=en><head><title>Gazette</title></head><body><main>{list}</main></body></html>");
    let server = site(&[("/", page)]).await;
    let found = find(&server, "/").await;
    assert_eq!(summary(&server, &found), [(Page, "/".to_owned())]);
    assert_eq!((found[0].title.as_str(), found[0].items), ("Gazette", 7));
}

#[tokio::test]
async fn nothing_to_follow_is_said_so() {
    let server = site(&[("/", "<html><title>A poem</title></html>".to_owned())]).await;
    let error = find_sources(&client(), &server.url("/")).await.unwrap_err();
    assert_eq!(error.code, "find.nothing");
    let error = find_sources(&client(), &server.url("/missing")).await.unwrap_err();
    assert_eq!(error.status, Some(404));
    let error = find_sources(&client(), "no address at all").await.unwrap_err();
    assert_eq!(error.code, "fetch.address_unreadable");
}

#[tokio::test]
async fn an_address_may_lack_its_scheme() {
    let server = site(&[("/feed", rss("Gazette"))]).await;
    let client =
        Client::new(ClientOptions { connect_timeout: std::time::Duration::from_millis(200), ..options() }).unwrap();
    let found = find_sources(&client, &format!(" 127.0.0.1:{}/feed ", server.port)).await.unwrap();
    assert_eq!(found[0].url, server.url("/feed"));
}

#[tokio::test]
async fn the_best_icon_that_is_a_picture_is_taken() {
    let page = "<link rel=icon href=/drawn.svg type=image/svg+xml><link rel=icon sizes=192x192 href=/lie.png>
        <link rel=icon sizes=64x64 href=/big.png><link rel=icon sizes=32x32 href=/good.png>";
    let server = Server::answering(move |head| match path(head) {
        "/" => answer("200 OK", &["Content-Type: text/html"], page.as_bytes()),
        "/lie.png" => answer("200 OK", &["Content-Type: image/png"], b"<svg onload=alert(1)>"),
        "/big.png" => answer("200 OK", &["Content-Type: image/png"], &[PNG, &vec![0; 300 << 10]].concat()),
        "/good.png" => answer("200 OK", &["Content-Type: text/html"], PNG),
        other => panic!("{other} was asked for"),
    })
    .await;
    let icon = fetch_icon(&client(), &server.url("/")).await.unwrap();
    assert_eq!((icon.mime, icon.bytes.as_slice(), icon.url), ("image/png", PNG, server.url("/good.png")));
}

#[tokio::test]
async fn a_page_that_fails_may_have_an_icon() {
    let server = Server::answering(|head| match path(head) {
        "/favicon.ico" => answer("200 OK", &[], b"\0\0\x01\0\x01\0........"),
        _ => answer("500 Internal Server Error", &[], b""),
    })
    .await;
    assert_eq!(fetch_icon(&client(), &server.url("/front")).await.unwrap().mime, "image/x-icon");
}

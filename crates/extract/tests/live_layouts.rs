//! Live blogs in the layouts of the invented press: every post with its time and body, and none that is not there.

use extract::{PageInput, extract_page};
use news::{Post, Timestamp};
use press::{LaidPost, LiveLayout};

/// What was found on one page.
struct Outcome {
    found: usize,
    titles: usize,
    authors: usize,
    keys: usize,
    invented: Vec<String>,
    missed: Vec<String>,
}

fn follow(layout: &LiveLayout) -> Outcome {
    let input = PageInput {
        url: Some(&layout.url),
        html: layout.html.as_bytes(),
        fetched: Some(layout.fetched),
        ..PageInput::default()
    };
    let article = extract_page(&input);
    let mut left: Vec<&Post> = article.posts.iter().collect();
    let mut outcome = Outcome { found: 0, titles: 0, authors: 0, keys: 0, invented: Vec::new(), missed: Vec::new() };
    for laid in &layout.posts {
        let Some(at) = left.iter().position(|post| is_of(post, laid)) else {
            let near = left.iter().find(|post| says(post, laid)).map(|post| (post.published, post.title.clone()));
            outcome.missed.push(format!("{} {} {near:?}", laid.published, laid.title));
            continue;
        };
        let post = left.remove(at);
        outcome.found += 1;
        outcome.titles += usize::from(post.title == laid.title);
        outcome.authors += usize::from(post.author.as_deref() == Some(laid.author));
        outcome.keys += usize::from(post.is_key == laid.is_key);
    }
    outcome.invented = left
        .iter()
        .map(|post| format!("{:?} {} {:.60}", post.published, post.title, news::article::text_of(&post.body)))
        .collect();
    if outcome.missed.is_empty() {
        assert_eq!(article.coverage.older_url, layout.older_url, "{}", layout.name);
    }
    outcome
}

/// The right minute, all paragraphs, and not the next post's.
fn is_of(post: &Post, laid: &LaidPost) -> bool {
    let minute = |time: Timestamp| time.0.div_euclid(Timestamp::MINUTE);
    post.published.map(minute) == Some(minute(laid.published)) && says(post, laid)
}

fn says(post: &Post, laid: &LaidPost) -> bool {
    let text = news::article::text_of(&post.body);
    let length: usize = laid.paragraphs.iter().map(|paragraph| paragraph.chars().count()).sum();
    laid.paragraphs.iter().all(|paragraph| text.contains(paragraph)) && text.chars().count() <= length + 220
}

#[test]
fn posts_are_found_in_any_layout() {
    let layouts = press::live_layouts();
    let written_first = layouts.len() - press::late_layouts();
    let (mut posts, mut found, mut titled, mut titles, mut invented, mut wrong) = (0, 0, 0, 0, 0, Vec::new());
    for (place, layout) in layouts.iter().enumerate() {
        let outcome = follow(layout);
        posts += layout.posts.len();
        found += outcome.found;
        titled += if layout.has_titles { layout.posts.len() } else { 0 };
        titles += if layout.has_titles { outcome.titles } else { 0 };
        invented += outcome.invented.len();
        let whole = outcome.found == layout.posts.len()
            && outcome.invented.is_empty()
            && (!layout.has_titles || outcome.titles == outcome.found);
        if !whole {
            wrong.push(format!(
                "{}{}: {} of {}, {} titles, {} authors, {} keys\n  missed {:?}\n  invented {:?}",
                if place >= written_first { "late " } else { "" },
                layout.name,
                outcome.found,
                layout.posts.len(),
                outcome.titles,
                outcome.authors,
                outcome.keys,
                outcome.missed,
                outcome.invented
            ));
        }
    }
    println!(
        "{found} of {posts} posts, {titles} of {titled} headlines, {invented} invented, {} layouts",
        layouts.len()
    );
    println!("{}", wrong.join("\n"));
    assert!(
        100 * found >= 97 * posts && invented == 0,
        "{found} of {posts}, {invented} invented\n{}",
        wrong.join("\n")
    );
    assert!(100 * titles >= 95 * titled, "{titles} of {titled} headlines");
}

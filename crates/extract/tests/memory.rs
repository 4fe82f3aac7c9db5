//! No page, whatever it holds, takes more than 64 MB beyond its own bytes. One test, so that the process is its own.
#![cfg(target_os = "linux")]

use extract::{PageInput, extract_page};

const LIMIT_BYTES: usize = 64 << 20;
/// As much of a page as is read at all.
const WHOLE_BYTES: usize = 12 << 20;
/// Enough to pass every bound on what is kept.
const LARGE_BYTES: usize = 5 << 20;

#[test]
fn no_page_takes_more_than_64_mb() {
    let before = resident_bytes("VmRSS").unwrap();
    let deep = format!("{}{}", "<div>".repeat(100_000), "<p>A line.".repeat(1_500_000));
    let base = format!("<base href='https://news.example/{}/'>", "a".repeat(4000));
    let post = "<div id=a><time datetime=2031-01-01>1:00</time><p>A post of a live blog, long enough to be one.</div>";
    let words = "Word after word, and then a few. ";
    let json =
        |inner: &str, times| format!("<script type=application/ld+json>[{}0]</script><p>A line.", inner.repeat(times));
    let pages = [
        ("depth and paragraphs", deep),
        ("formatting", filled(WHOLE_BYTES, &"<b><i>".repeat(190), "<p>A line of text that is not short.")),
        ("links", filled(WHOLE_BYTES, &base, "<a href=x>link</a> and a word ")),
        ("posts", filled(WHOLE_BYTES, "", post)),
        ("long text", filled(LARGE_BYTES, "<p>", words)),
        ("long heading", filled(LARGE_BYTES, "<h1>", words)),
        ("pictures", (0..200_000).map(|number| format!("<img src=/{number}.jpg alt=x><p>text")).collect()),
        ("classes", (0..200_000).map(|number| format!("<div class=c{number}>x</div>")).collect()),
        ("attributes", filled(LARGE_BYTES, "", "<p id=a class=b title=c lang=d name=e>x")),
        ("cells", filled(LARGE_BYTES, "<table>", "<tr><td>one<td>two<td>three")),
        ("items", filled(LARGE_BYTES, "<ul>", "<li>An item of the list, with a comma.")),
        ("values", json("0,", 2_000_000)),
        ("objects", json("{\"a\":1},", 500_000)),
    ];
    let held: usize = pages.iter().map(|(_, html)| html.len()).sum();
    for (name, html) in &pages {
        // Forgets the highest mark so far.
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let url = Some("https://news.example/live-blog");
        let article = extract_page(&PageInput { html: html.as_bytes(), url, ..PageInput::default() });
        let grown = resident_bytes("VmHWM").unwrap().saturating_sub(before + held);
        assert!(grown < LIMIT_BYTES, "{name}: {} MB", grown >> 20);
        let is_said = article.notices.iter().any(|notice| notice.code == "page.truncated");
        assert!(is_said, "{name}: {:?}", article.notices);
    }
}

/// Repeats a piece after a head until the page is as large.
fn filled(bytes: usize, head: &str, piece: &str) -> String {
    format!("{head}{}", piece.repeat((bytes - head.len()) / piece.len()))
}

/// Reads a line of the process's status that tells of its memory.
fn resident_bytes(name: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}

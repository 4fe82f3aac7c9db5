//! Every page of `fixtures/` against what is expected of it, in `tests/snapshots/`. A new case is a new file.

use extract::{PageInput, extract_page};
use news::{Article, Block, RichText};
use std::fmt::Write as _;

#[test]
fn pages_give_what_is_expected() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 10);
    for path in names {
        let html = std::fs::read(&path).unwrap();
        assert!(html.starts_with(b"<!--"), "{path:?} says in its first line what it shows");
        let name = path.file_stem().unwrap().to_str().unwrap();
        let url = format!("https://news.example/{name}?utm_source=feed");
        let input = PageInput { url: Some(&url), html: &html, ..PageInput::default() };
        let article = extract_page(&input);
        assert_eq!(article, extract_page(&input), "{name} gives the same twice");
        insta::assert_snapshot!(name, shown(&article));
    }
}

fn shown(article: &Article) -> String {
    let mut out = String::new();
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(out, "{name}: {value}");
        }
    };
    fact("url", article.url.clone());
    fact("title", article.title.clone());
    fact("standfirst", article.standfirst.clone());
    let authors = article.authors.iter().map(|author| match &author.place {
        Some(place) => format!("{} in {place}", author.name),
        None => author.name.clone(),
    });
    fact("authors", authors.collect::<Vec<_>>().join("; "));
    fact("published", article.published.map(|time| time.to_string()).unwrap_or_default());
    fact("modified", article.modified.map(|time| time.to_string()).unwrap_or_default());
    fact("lang", article.lang.to_string());
    fact("section", article.section.clone().unwrap_or_default());
    fact("topics", article.topics.join("; "));
    fact("publisher", article.publisher.clone().unwrap_or_default());
    fact("access", article.access.as_str().to_owned());
    for media in &article.media {
        let duration = media.duration_s.map(|seconds| format!(", {seconds} s")).unwrap_or_default();
        fact("media", format!("{:?} {} {:?}{duration}", media.kind, media.url, media.caption));
    }
    for notice in &article.notices {
        fact("notice", notice.code.clone());
    }
    show_blocks(&mut out, &article.body, "");
    for post in &article.posts {
        let time = post.published.map(|time| time.to_string()).unwrap_or_default();
        let author = post.author.as_deref().unwrap_or("-");
        let _ = writeln!(out, "POST {} {time} by {author}: {}", post.key, post.title);
        show_blocks(&mut out, &post.body, "  ");
    }
    out
}

fn show_blocks(out: &mut String, blocks: &[Block], indent: &str) {
    let texts = |texts: &[RichText]| texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" / ");
    for block in blocks {
        let line = match block {
            Block::Paragraph(text) => format!("P {}", text.text.replace('\n', "⏎")),
            Block::Heading { level, text } => format!("H{level} {}", text.text),
            Block::Quote { paragraphs } => format!("QUOTE {}", texts(paragraphs)),
            Block::List { ordered, items } => {
                format!("LIST{} {}", if *ordered { " ordered" } else { "" }, texts(items))
            }
            Block::Preformatted { text } => format!("PRE {}", text.replace('\n', "⏎")),
            Block::Image { url, alt, caption, .. } => format!("IMAGE {url} {alt:?} {:?}", caption.text),
            Block::Embed { url, title, duration_s } => format!("EMBED {url} {title:?} {duration_s:?}"),
            Block::Table { header, rows } => {
                let rows: Vec<String> = rows.iter().map(|row| texts(row)).collect();
                format!("TABLE header={header} {}", rows.join(" // "))
            }
            Block::Rule => "RULE".to_owned(),
        };
        let _ = writeln!(out, "{indent}{line}");
    }
}

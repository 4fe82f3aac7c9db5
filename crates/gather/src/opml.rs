//! OPML: lists of sources with folders, in and out (opml.org, version 2.0).

use crate::charset;
use crate::feed::{Token, Tokens, unpacked};
use crate::text::collapse_white_space;
use std::fmt::Write as _;

/// Outlines nested deeper are read as if they stood at this depth.
const MAX_DEPTH: usize = 64;
/// Entries beyond these are left.
const MAX_ENTRIES: usize = 100_000;

/// One source of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpmlEntry {
    /// Empty when the list gives none.
    pub title: String,
    /// The feed's address, as written.
    pub url: String,
    pub home_url: Option<String>,
    /// Outermost first.
    pub folders: Vec<String>,
}

/// Why a file is no list of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpmlError {
    #[error("the file is not OPML: it has no outline")]
    NotOpml,
    #[error("the OPML file names no feed")]
    Empty,
}

/// Reads a list of sources, in document order; broken XML is read leniently.
pub fn parse_opml(body: &[u8]) -> Result<Vec<OpmlEntry>, OpmlError> {
    let body = unpacked(body, &mut Vec::new());
    let decoded = charset::decode(&body, None);
    let mut tokens = Tokens::new(&decoded.text);
    let mut entries = Vec::new();
    // One for each open outline: the folder's name, or None for a source with children.
    let mut open: Vec<Option<String>> = Vec::new();
    let mut too_deep = 0_usize;
    let mut is_opml = false;
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) if tag.name.eq_ignore_ascii_case("outline") => {
                is_opml = true;
                let outline = Outline::of(tag.attributes());
                let is_source = outline.url.is_some();
                if let Some(url) = outline.url
                    && entries.len() < MAX_ENTRIES
                {
                    entries.push(OpmlEntry {
                        title: outline.title.clone(),
                        url,
                        home_url: outline.home_url,
                        folders: open.iter().flatten().cloned().collect(),
                    });
                }
                if tag.is_empty {
                    continue;
                }
                if open.len() == MAX_DEPTH {
                    too_deep += 1;
                } else {
                    open.push(Some(outline.title).filter(|title| !is_source && !title.is_empty()));
                }
            }
            Token::Start(tag) if tag.name.eq_ignore_ascii_case("opml") => is_opml = true,
            Token::End(name) if name.eq_ignore_ascii_case("outline") => match too_deep {
                0 => {
                    open.pop();
                }
                _ => too_deep -= 1,
            },
            _ => {}
        }
    }
    match (is_opml, entries.is_empty()) {
        (false, _) => Err(OpmlError::NotOpml),
        (true, true) => Err(OpmlError::Empty),
        (true, false) => Ok(entries),
    }
}

#[derive(Default)]
struct Outline {
    title: String,
    url: Option<String>,
    home_url: Option<String>,
}

impl Outline {
    fn of<'a>(attributes: impl Iterator<Item = (&'a str, std::borrow::Cow<'a, str>)>) -> Self {
        let mut outline = Self::default();
        let mut text = String::new();
        let mut link = None;
        for (name, value) in attributes {
            let value = collapse_white_space(&value);
            if value.is_empty() {
                continue;
            }
            match name.to_ascii_lowercase().as_str() {
                "title" => outline.title = value,
                "text" => text = value,
                "xmlurl" => outline.url = Some(value),
                "htmlurl" => outline.home_url = Some(value),
                "url" => link = Some(value),
                _ => {}
            }
        }
        // `type="link"` outlines of some programs name the feed in `url`; only one that looks like a feed counts.
        let is_feed = |url: &String| ["rss", "atom", "feed", ".xml", ".json"].iter().any(|word| url.contains(word));
        outline.url = outline.url.or(link.filter(is_feed));
        if outline.title.is_empty() {
            outline.title = text;
        }
        outline
    }
}

/// Writes a list as OPML 2.0, sources grouped by their folders in the order of their first appearance.
pub fn write_opml(title: &str, entries: &[OpmlEntry]) -> String {
    let mut root = Folder::default();
    for entry in entries {
        let mut folder = &mut root;
        for name in &entry.folders {
            folder = folder.child(name);
        }
        folder.entries.push(entry);
    }
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n");
    let _ = writeln!(out, "    <title>{}</title>\n  </head>\n  <body>", Escaped(title));
    root.write(&mut out, 2);
    out.push_str("  </body>\n</opml>\n");
    out
}

#[derive(Default)]
struct Folder<'a> {
    children: Vec<(&'a str, Folder<'a>)>,
    entries: Vec<&'a OpmlEntry>,
}

impl<'a> Folder<'a> {
    fn child(&mut self, name: &'a str) -> &mut Self {
        let index = self.children.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.children.push((name, Self::default()));
            self.children.len() - 1
        });
        &mut self.children[index].1
    }

    fn write(&self, out: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        for (name, folder) in &self.children {
            let name = Escaped(name);
            let _ = writeln!(out, "{indent}<outline text=\"{name}\" title=\"{name}\">");
            folder.write(out, depth + 1);
            let _ = writeln!(out, "{indent}</outline>");
        }
        for entry in &self.entries {
            let title = Escaped(if entry.title.is_empty() { &entry.url } else { &entry.title });
            let url = Escaped(&entry.url);
            let _ = write!(out, "{indent}<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{url}\"");
            if let Some(home) = &entry.home_url {
                let _ = write!(out, " htmlUrl=\"{}\"", Escaped(home));
            }
            out.push_str("/>\n");
        }
    }
}

/// Text as it may stand in an element or an attribute; characters that XML forbids are left out.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\n' | '\t' | '\r' => f.write_str(" ")?,
                control if control.is_control() => {}
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, url: &str, folders: &[&str]) -> OpmlEntry {
        let folders = folders.iter().map(|&folder| folder.to_owned()).collect();
        OpmlEntry { title: title.into(), url: url.into(), home_url: None, folders }
    }

    #[test]
    fn a_written_list_reads_back() {
        let entries = [
            entry("North & \"South\"", "https://north.example/feed?a=1&b=2", &["World", "Europe"]),
            OpmlEntry {
                home_url: Some("https://east.example/".into()),
                ..entry("East", "https://east.example/rss", &["World"])
            },
            entry("Plain", "https://plain.example/atom.xml", &[]),
        ];
        let written = write_opml("My <sources>", &entries);
        assert_eq!(parse_opml(written.as_bytes()), Ok(entries.to_vec()));
        insta::assert_snapshot!(written);
    }

    #[test]
    fn odd_lists_are_read() {
        let check = |body: &str, expected: &[OpmlEntry]| assert_eq!(parse_opml(body.as_bytes()).unwrap(), expected);
        check(
            "<opml><body><outline text='Only text' xmlurl='https://a.example/rss'></body>",
            &[entry("Only text", "https://a.example/rss", &[])],
        );
        check(
            "<OPML><outline title='F & G'><outline type=rss xmlUrl='https://a.example/rss'/></outline></OPML>",
            &[entry("", "https://a.example/rss", &["F & G"])],
        );
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(parse_opml(b"<rss/>"), Err(OpmlError::NotOpml));
        assert_eq!(parse_opml(b""), Err(OpmlError::NotOpml));
        assert_eq!(parse_opml(b"<opml><body/></opml>"), Err(OpmlError::Empty));
    }
}

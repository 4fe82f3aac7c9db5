//! What stands around every page: head, masthead, navigation, foot.

use crate::preferences::PreferenceMarks;
use crate::session::FormToken;
use crate::{Site, SiteFace, answer::Visit, time_words, words};
use news::{Lang, SafeHtml};
use std::fmt;
use std::sync::Arc;

/// The view model of `layout.html`.
pub struct Frame {
    pub site: Arc<SiteFace>,
    /// Empty on the front page.
    pub title: String,
    pub description: String,
    /// The canonical path, with the query only where the query names the content.
    pub path: String,
    /// OpenGraph's type: `website` or `article`.
    pub kind: &'static str,
    /// The key of the navigation's current entry.
    pub current: String,
    pub today: String,
    pub reader: Option<FrameReader>,
    pub preferences: PreferenceMarks,
    /// True where new arrivals are announced.
    pub watches_news: bool,
    /// The outbox position that the page shows; live events go on from here.
    pub position: i64,
    pub hidden_from_robots: bool,
    /// The page loads itself again after so many seconds: something is under way.
    pub reload_s: Option<u32>,
    /// The title and the address of the page's own feed, without its ending.
    pub feed: Option<(String, String)>,
}

/// The signed-in reader, whose pages nobody else gets.
pub struct FrameReader {
    pub name: String,
    /// What this reader's forms send.
    pub token: String,
    pub may_moderate: bool,
    /// "2 notices"; empty when there is nothing to be told.
    pub notices: String,
    /// "3 to decide", for moderators; empty when nothing waits for them.
    pub undecided: String,
}

impl FrameReader {
    fn of(site: &Site, visit: &Visit) -> Option<Self> {
        let reader = visit.reader.as_ref()?;
        let token = FormToken::of(site, visit).ok()?.token;
        let notices = match reader.unread_notices {
            ..=0 => String::new(),
            unread => words::count(unread, "notice", "notices"),
        };
        let undecided = match reader.undecided {
            ..=0 => String::new(),
            undecided => format!("{} to decide", words::grouped(undecided)),
        };
        Some(Self { name: reader.name.clone(), token, may_moderate: visit.moderator().is_ok(), notices, undecided })
    }
}

impl Frame {
    pub fn new(site: &Site, visit: &Visit, title: impl Into<String>, path: impl Into<String>) -> Self {
        let title = title.into();
        Self {
            site: site.face.clone(),
            description: if title.is_empty() { site.face.title.clone() } else { title.clone() },
            title,
            path: path.into(),
            kind: "website",
            current: String::new(),
            today: time_words::masthead_date(visit.now),
            reader: FrameReader::of(site, visit),
            preferences: visit.preferences.marks(),
            watches_news: false,
            position: 0,
            hidden_from_robots: false,
            reload_s: None,
            feed: None,
        }
    }

    #[must_use]
    pub fn current(mut self, key: &str) -> Self {
        key.clone_into(&mut self.current);
        self
    }

    /// Keeps the first 200 characters.
    #[must_use]
    pub fn described(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.description = text.chars().take(200).collect();
        }
        self
    }

    #[must_use]
    pub fn hidden_from_robots(mut self) -> Self {
        self.hidden_from_robots = true;
        self
    }

    /// What forms of the page send; empty where nobody is signed in.
    pub fn form_token(&self) -> String {
        self.reader.as_ref().map_or_else(String::new, |reader| reader.token.clone())
    }

    pub fn is_signed_in(&self) -> bool {
        self.reader.is_some()
    }

    pub fn head_title(&self) -> String {
        if self.title.is_empty() { self.site.title.clone() } else { format!("{} · {}", self.title, self.site.title) }
    }

    pub fn og_title(&self) -> &str {
        if self.title.is_empty() { &self.site.title } else { &self.title }
    }

    pub fn canonical(&self) -> String {
        format!("{}{}", self.site.base_url.as_deref().unwrap_or_default(), self.path)
    }
}

/// The attributes of an element in another language than the page's: ` lang="ar" dir="rtl"`, or nothing.
#[derive(Clone, Copy, Debug)]
pub struct LangMark(pub Lang);

impl fmt::Display for LangMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_unknown() {
            return f.write_str(" dir=\"auto\"");
        }
        if self.0 != Lang::EN {
            // A language tag is ASCII letters by its type.
            write!(f, " lang=\"{}\"", self.0)?;
        }
        if self.0.is_right_to_left() { f.write_str(" dir=\"rtl\"") } else { Ok(()) }
    }
}

impl askama::filters::HtmlSafe for LangMark {}

/// Markup that templates may print as it is. It can only be made from [`SafeHtml`], or of text with highlights.
#[derive(Clone, Debug)]
pub struct Markup(String);

impl Markup {
    /// Shows a text with the bytes of `ranges` marked. Ranges that are out of order, overlap or cut a character are
    /// left out.
    pub fn highlighted(text: &str, ranges: &[(usize, usize)]) -> Self {
        let mut out = String::with_capacity(text.len() + ranges.len() * 13);
        let mut at = 0;
        for &(start, end) in ranges {
            if start < at || end <= start {
                continue;
            }
            let (Some(before), Some(marked)) = (text.get(at..start), text.get(start..end)) else { continue };
            escape(&mut out, before);
            out.push_str("<mark>");
            escape(&mut out, marked);
            out.push_str("</mark>");
            at = end;
        }
        escape(&mut out, &text[at..]);
        Self(out)
    }
}

impl From<SafeHtml> for Markup {
    fn from(html: SafeHtml) -> Self {
        Self(html.into_string())
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_are_marked_and_everything_else_is_escaped() {
        let check = |text: &str, ranges: &[(usize, usize)], expected: &str| {
            assert_eq!(Markup::highlighted(text, ranges).to_string(), expected, "{text}");
        };
        check("rising <sea>", &[(8, 11)], "rising &lt;<mark>sea</mark>&gt;");
        check("größe", &[(0, 3), (3, 4), (4, 5), (2, 9)], "größe");
        check("a b a", &[(0, 1), (4, 5)], "<mark>a</mark> b <mark>a</mark>");
        check("", &[], "");
    }

    #[test]
    fn a_foreign_headline_names_its_language() {
        let check = |tag: &str, expected: &str| {
            assert_eq!(LangMark(Lang::parse(tag).unwrap()).to_string(), expected);
        };
        check("en", "");
        check("de", " lang=\"de\"");
        check("ar", " lang=\"ar\" dir=\"rtl\"");
        check("und", " dir=\"auto\"");
    }

    /// Invariant: no template prints a string raw.
    #[test]
    fn no_template_switches_escaping_off() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(!text.contains("|safe") && !text.contains("escape("), "{}", path.display());
        }
    }
}

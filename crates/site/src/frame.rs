//! What stands around every page: head, masthead, navigation, foot.

use crate::preferences::PreferenceMarks;
use crate::session::FormToken;
use crate::tongue::{Tongue, age_forms};
use crate::{Site, SiteFace, answer::Visit, words};
use askama::filters::{Escaper, Html, HtmlSafe};
use news::{Lang, SafeHtml};
use std::fmt;
use std::sync::Arc;

/// The view model of `layout.html`.
pub struct Frame {
    /// The language in which the page speaks.
    pub tongue: Tongue,
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
    /// The page's own feed.
    pub feed: Option<PageFeed>,
    /// What the page is about, as programs read it.
    pub data: Option<Markup>,
}

/// Where the list of a page stands as a feed.
pub struct PageFeed {
    pub title: String,
    /// Without its ending.
    path: String,
    /// With its question mark; empty for none.
    query: String,
}

impl PageFeed {
    pub fn new(title: &str, path: impl Into<String>) -> Self {
        Self { title: title.to_owned(), path: path.into(), query: String::new() }
    }

    /// The feed of a list under its page's address.
    pub fn of_list(title: &str, page: &str) -> Self {
        Self::new(title, format!("{page}/feed"))
    }

    #[must_use]
    pub fn asking(self, query: String) -> Self {
        Self { query, ..self }
    }

    pub fn address(&self, ending: &str) -> String {
        format!("{}.{ending}{}", self.path, self.query)
    }
}

/// The signed-in reader, whose pages nobody else gets.
pub struct FrameReader {
    pub name: String,
    /// What this reader's forms send.
    pub token: String,
    pub may_moderate: bool,
    pub is_owner: bool,
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
            unread => visit.tongue.layout_notices(unread),
        };
        let undecided = match reader.undecided {
            ..=0 => String::new(),
            undecided => visit.tongue.layout_undecided(undecided),
        };
        Some(Self {
            name: reader.name.clone(),
            token,
            may_moderate: visit.moderator().is_ok(),
            is_owner: visit.owner().is_ok(),
            notices,
            undecided,
        })
    }
}

impl Frame {
    pub fn new(site: &Site, visit: &Visit, title: impl Into<String>, path: impl Into<String>) -> Self {
        let title = title.into();
        Self {
            tongue: visit.tongue,
            site: site.face.clone(),
            description: if title.is_empty() { site.face.title.clone() } else { title.clone() },
            title,
            path: path.into(),
            kind: "website",
            current: String::new(),
            today: visit.clock().masthead_date(),
            reader: FrameReader::of(site, visit),
            preferences: visit.preferences.marks(),
            watches_news: false,
            position: 0,
            hidden_from_robots: false,
            reload_s: None,
            feed: None,
            data: None,
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

    /// The sections of the navigation: key in addresses, name on the page.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        words::SECTIONS.iter().map(|(key, name)| (*key, name(self.tongue)))
    }

    /// What the script says ages with.
    pub fn age_forms(&self) -> &'static str {
        age_forms(self.tongue)
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
pub struct LangMark {
    lang: Lang,
    tongue: Tongue,
}

impl LangMark {
    /// Marks a text in this language on a page that speaks `tongue`.
    pub fn of(lang: Lang, tongue: Tongue) -> Self {
        Self { lang, tongue }
    }

    /// Marks a text of which nobody knows the language.
    pub fn unknown(tongue: Tongue) -> Self {
        Self { lang: Lang::UNKNOWN, tongue }
    }

    /// Marks nothing: the text is the site's own.
    pub fn none(tongue: Tongue) -> Self {
        Self { lang: tongue.lang(), tongue }
    }
}

impl fmt::Display for LangMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lang.is_unknown() {
            return f.write_str(" dir=\"auto\"");
        }
        if self.lang != self.tongue.lang() {
            // A language tag is ASCII letters by its type.
            write!(f, " lang=\"{}\"", self.lang)?;
        }
        match (self.lang.is_right_to_left(), self.tongue.is_right_to_left()) {
            (true, false) => f.write_str(" dir=\"rtl\""),
            (false, true) => f.write_str(" dir=\"ltr\""),
            _ => Ok(()),
        }
    }
}

impl HtmlSafe for LangMark {}

/// Markup that templates may print as it is. It is made from [`SafeHtml`], of text with highlights, or of a message whose
/// arguments were escaped.
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

impl Markup {
    /// Takes what was put together of escaped text and of what prints itself safely.
    pub fn of_safe_parts(html: String) -> Self {
        Self(html)
    }

    /// A value within a script element of data: nothing in it can end the element.
    pub fn data(value: &serde_json::Value) -> Self {
        Self(value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }

    pub fn text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        escape(&mut out, text);
        Self(out)
    }

    /// A link; `mark` is what it says of its text's language.
    pub fn link(path: &str, mark: impl HtmlSafe, text: &str) -> Self {
        Self(format!("<a href=\"{}\"{mark}>{}</a>", Self::text(path), Self::text(text)))
    }

    /// A link within a sentence, whose text may be in any language.
    pub fn quiet_link(path: &str, text: &str) -> Self {
        Self(format!("<a class=\"quiet\" href=\"{}\" dir=\"auto\">{}</a>", Self::text(path), Self::text(text)))
    }

    /// What one types into a terminal.
    pub fn code(text: &str) -> Self {
        Self(format!("<code dir=\"ltr\">{}</code>", Self::text(text)))
    }

    /// A list as the language writes it: "Ann, Bob and Cem".
    pub fn list(parts: &[Self], tongue: Tongue) -> Self {
        match parts {
            [] => Self::text(""),
            [one] => one.clone(),
            [start @ .., last] => tongue.list_end_of_markup(last, Self::joined(start, tongue.list_comma())),
        }
    }

    pub fn joined(parts: &[Self], comma: &str) -> Self {
        let parts: Vec<&str> = parts.iter().map(|part| part.0.as_str()).collect();
        Self(parts.join(Self::text(comma).0.as_str()))
    }

    /// A text of any language within a sentence.
    pub fn auto(text: &str) -> Self {
        Self(format!("<span dir=\"auto\">{}</span>", Self::text(text)))
    }

    pub fn strong(text: &str) -> Self {
        Self(format!("<b dir=\"auto\">{}</b>", Self::text(text)))
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

impl HtmlSafe for Markup {}

pub fn escape(out: &mut String, text: &str) {
    // Writing into a string does not fail.
    let _ = Html.write_escaped_str(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_are_marked_and_everything_else_is_escaped() {
        let check = |text: &str, ranges: &[(usize, usize)], expected: &str| {
            assert_eq!(Markup::highlighted(text, ranges).to_string(), expected, "{text}");
        };
        check("rising <sea>", &[(8, 11)], "rising &#60;<mark>sea</mark>&#62;");
        check("größe", &[(0, 3), (3, 4), (4, 5), (2, 9)], "größe");
        check("a b a", &[(0, 1), (4, 5)], "<mark>a</mark> b <mark>a</mark>");
        check("", &[], "");
    }

    #[test]
    fn a_foreign_headline_names_its_language() {
        let check = |tongue: Tongue, tag: &str, expected: &str| {
            assert_eq!(LangMark::of(Lang::parse(tag).unwrap(), tongue).to_string(), expected);
        };
        check(Tongue::English, "en", "");
        check(Tongue::English, "de", " lang=\"de\"");
        check(Tongue::English, "ar", " lang=\"ar\" dir=\"rtl\"");
        check(Tongue::English, "und", " dir=\"auto\"");
        check(Tongue::Arabic, "ar", "");
        check(Tongue::Arabic, "en", " lang=\"en\" dir=\"ltr\"");
        check(Tongue::Arabic, "fa", " lang=\"fa\"");
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

//! Addresses: relative ones made absolute by the base in force (xml:base, then the document's own address).

use crate::text::{Piece, decode_references, pieces};
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;
use url::Url;

/// The bases in force while a document is read.
#[derive(Debug)]
pub(crate) struct Bases {
    document: Option<Url>,
    /// One for each `xml:base` in force, with the depth of its element.
    declared: Vec<(usize, Url)>,
}

impl Bases {
    pub fn new(document: Option<&str>) -> Self {
        Self { document: document.and_then(|url| Url::parse(url).ok()), declared: Vec::new() }
    }

    pub fn current(&self) -> Option<&Url> {
        self.declared.last().map(|(_, base)| base).or(self.document.as_ref())
    }

    /// The base of addresses in HTML. Without an `xml:base` it is the document only in Atom; elsewhere such addresses
    /// mean the article's page most often, and stay for whoever knows it.
    pub fn for_html(&self, is_atom: bool) -> Option<&Url> {
        self.declared.last().map(|(_, base)| base).or(self.document.as_ref().filter(|_| is_atom))
    }

    /// Takes an `xml:base` in; it may itself be relative. One that cannot be resolved changes nothing.
    pub fn push(&mut self, depth: usize, value: &str) {
        let value = value.trim();
        let base = match self.current() {
            Some(current) => current.join(value),
            None => Url::parse(value),
        };
        if let Ok(base) = base
            && !base.cannot_be_a_base()
        {
            self.declared.push((depth, base));
        }
    }

    /// Forgets the bases of elements at `depth` and deeper.
    pub fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(at, _)| *at >= depth) {
            self.declared.pop();
        }
    }

    /// Makes an address absolute. One that already is stays as written, without white space; one that cannot be
    /// resolved stays relative. None when empty.
    pub fn resolve(&self, address: &str) -> Option<String> {
        resolve(self.current(), address)
    }
}

/// Makes an address absolute against a base; see [`Bases::resolve`].
pub(crate) fn resolve(base: Option<&Url>, address: &str) -> Option<String> {
    let address: String = address.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    let address = address.trim();
    if address.is_empty() {
        return None;
    }
    if has_scheme(address) {
        return Some(address.to_owned());
    }
    match base.and_then(|base| base.join(address).ok()) {
        Some(absolute) => Some(absolute.into()),
        None => Some(address.to_owned()),
    }
}

/// Tells quickly whether HTML may hold a relative address; a false alarm is possible.
pub(crate) fn has_relative_address(html: &str) -> bool {
    memchr::memchr_iter(b'=', html.as_bytes()).any(|at| {
        let (before, value) = (&html.as_bytes()[..at], &html.as_bytes()[at + 1..]);
        let ends_with =
            |name: &[u8]| before.len() >= name.len() && before[before.len() - name.len()..].eq_ignore_ascii_case(name);
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let is_absolute = [&b"http"[..], b"#", b"mailto:", b"data:"].iter().any(|start| value.starts_with(start));
        !is_absolute && [&b"href"[..], b"src", b"cite", b"poster"].iter().any(|name| ends_with(name))
    })
}

/// Makes the relative addresses in HTML absolute: those of links, pictures, films and quotations. Addresses within
/// the same text (`#note`) stay.
pub(crate) fn resolve_in_html<'h>(html: &'h str, base: &Url) -> Cow<'h, str> {
    if !html.contains('<') || !html.contains('=') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + 64);
    for piece in pieces(html) {
        match piece {
            Piece::Tag(tag) if !tag.is_end && !tag.name.is_empty() => {
                out.push('<');
                resolve_in_tag(&mut out, &tag.source[1..tag.source.len() - 1], base);
                out.push('>');
            }
            Piece::Tag(tag) => out.push_str(tag.source),
            Piece::Text(text) => out.push_str(text),
        }
    }
    Cow::Owned(out)
}

/// Appends the inside of a start tag, without its angle brackets, with the addresses made absolute.
pub(crate) fn resolve_in_tag(out: &mut String, tag: &str, base: &Url) {
    const ADDRESSES: [&str; 8] = ["href", "src", "cite", "poster", "longdesc", "background", "action", "data-src"];
    if !tag.contains('=') {
        out.push_str(tag);
        return;
    }
    let name_end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
    let mut written = 0;
    let mut attributes = Attributes::html(tag, name_end);
    for attribute in attributes.with_checks(false).flatten() {
        let Cow::Borrowed(raw) = attribute.value else { continue };
        let name = attribute.key.into_inner();
        if !ADDRESSES.iter().any(|known| name.eq_ignore_ascii_case(known)) || raw.starts_with('#') {
            continue;
        }
        let value = decode_references(raw);
        if has_scheme(value.trim()) {
            continue;
        }
        let Some(absolute) = resolve(Some(base), &value) else { continue };
        let start = raw.as_ptr() as usize - tag.as_ptr() as usize;
        out.push_str(&tag[written..start]);
        for character in absolute.chars() {
            match character {
                '&' => out.push_str("&amp;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                other => out.push(other),
            }
        }
        written = start + raw.len();
    }
    out.push_str(&tag[written..]);
}

/// Tells whether an address begins with a scheme (RFC 3986, section 3.1).
pub(crate) fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

pub(crate) fn is_web_address(address: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_html_become_absolute_and_all_else_stays() {
        let check = |html: &str, expected: &str| {
            let base = Url::parse("https://a.example/b/").unwrap();
            assert_eq!(resolve_in_html(html, &base), expected);
        };
        check("<a href=\"c?x=1&amp;y=2\">t</a>", "<a href=\"https://a.example/b/c?x=1&amp;y=2\">t</a>");
        check("<IMG SRC='/p.png' alt=x>", "<IMG SRC='https://a.example/p.png' alt=x>");
        check("<a href=c>t</a> 1 < 2 href='d'", "<a href=https://a.example/b/c>t</a> 1 < 2 href='d'");
        check(
            "<a href='#n'>n</a><a href='http://x.example'>x</a>",
            "<a href='#n'>n</a><a href='http://x.example'>x</a>",
        );
        check("<p>a = b</p>", "<p>a = b</p>");
    }
}

//! Plain text of HTML, and character references, as browsers read them.

use html5ever::data::NAMED_ENTITIES;
use std::borrow::Cow;

/// The longest name of a character reference, with room to spare.
const MAX_REFERENCE_BYTES: usize = 40;

/// Named references that HTML also reads without a semicolon and that stand in real text; a fragment like
/// `&copy=1` of an address stays as it is.
const NAMES_WITHOUT_SEMICOLON: [&str; 6] = ["nbsp", "quot", "apos", "amp", "lt", "gt"];

/// Resolves one reference without `&` and `;`: `amp`, `#8217`, `#x2019`. None when it names nothing.
pub(crate) fn resolve_reference(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return named_character(name).map(Cow::Owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    Some(Cow::Owned(character_of(code.ok()?).to_string()))
}

/// What HTML calls by a name; keys of the table end in a semicolon.
fn named_character(name: &str) -> Option<String> {
    let predefined = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let (first, second) = *NAMED_ENTITIES.get(&format!("{name};"))?;
            return [first, second].into_iter().filter(|code| *code != 0).map(char::from_u32).collect();
        }
    };
    Some(predefined.to_string())
}

/// The character meant by a number: 128 to 159 are Windows' (HTML, section 13.2.5.80), what is none is U+FFFD.
fn character_of(code: u32) -> char {
    if let 0x80..=0x9f = code {
        return windows_1252(code as u8);
    }
    match char::from_u32(code) {
        Some('\0') | None => char::REPLACEMENT_CHARACTER,
        Some(character) => character,
    }
}

/// The character of one byte in windows-1252.
pub(crate) fn windows_1252(byte: u8) -> char {
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Resolves references that end in a semicolon, as in XML; a bare `&` stays.
pub(crate) fn decode_references(text: &str) -> Cow<'_, str> {
    decode(text, false)
}

/// Resolves references as HTML text has them.
pub(crate) fn decode_html_references(text: &str) -> Cow<'_, str> {
    decode(text, true)
}

fn decode(text: &str, html: bool) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let length = after
            .bytes()
            .take(MAX_REFERENCE_BYTES)
            .position(|b| !b.is_ascii_alphanumeric() && b != b'#')
            .unwrap_or(after.len().min(MAX_REFERENCE_BYTES));
        let consumed = match after.get(..length) {
            Some(name) if after.as_bytes().get(length) == Some(&b';') => resolve_reference(name).map(|value| {
                out.push_str(&value);
                length + 1
            }),
            Some(name) if html => NAMES_WITHOUT_SEMICOLON
                .iter()
                .find(|known| name.starts_with(**known) && name == **known)
                .and_then(|known| {
                    out.push_str(&named_character(known)?);
                    Some(known.len())
                }),
            _ => None,
        };
        let consumed = consumed.unwrap_or_else(|| {
            out.push('&');
            0
        });
        rest = &after[consumed..];
        let next = rest.find('&').unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

/// Makes one line of plain text from HTML: tags and comments out, references resolved, white space collapsed.
/// A `<` that opens no tag stays.
pub(crate) fn plain_line(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return collapse_white_space(html);
    }
    collapse_white_space(&decode_html_references(&without_tags(html)))
}

/// Takes tags and comments out; the contents of script and style go too. A tag between blocks leaves a space.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut skipped = None;
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) if skipped.is_none() => out.push_str(text),
            Piece::Text(_) => {}
            Piece::Tag(tag) => {
                let raw = ["script", "style"].into_iter().find(|raw| tag.name.eq_ignore_ascii_case(raw));
                if raw.is_some() && (skipped.is_none() || skipped == raw) {
                    skipped = raw.filter(|_| !tag.is_end);
                }
                if !is_inline(tag.name) {
                    out.push(' ');
                }
            }
        }
    }
    out
}

fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 22] = [
        "a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "em", "font", "i", "mark", "q", "s", "small",
        "span", "strike", "strong", "sub", "sup", "u", "wbr",
    ];
    INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline))
}

/// A piece of HTML.
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Tag(HtmlTag<'a>),
}

/// A tag, comment or declaration.
pub(crate) struct HtmlTag<'a> {
    /// Empty for a comment or declaration.
    pub name: &'a str,
    pub is_end: bool,
    /// With both angle brackets.
    pub source: &'a str,
}

/// Cuts HTML into tags and what stands between, which together are the whole. A `<` that opens no tag is text. The
/// work is linear, whatever is left open.
pub(crate) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { html, at: 0, last_bracket: html.rfind('>').unwrap_or(0), last_comment_end: html.rfind("-->").unwrap_or(0) }
}

pub(crate) struct Pieces<'a> {
    html: &'a str,
    at: usize,
    /// Where the last `>` and the last `-->` stand: beyond them nothing is looked for.
    last_bracket: usize,
    last_comment_end: usize,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
        if let Some(tag) = self.tag() {
            self.at += tag.source.len();
            return Some(Piece::Tag(tag));
        }
        let skip = usize::from(rest.starts_with('<'));
        let length = rest[skip..].find('<').map_or(rest.len(), |next| skip + next);
        self.at += length;
        Some(Piece::Text(&rest[..length]))
    }
}

impl<'a> Pieces<'a> {
    /// The tag at the current place; None when no tag stands there.
    fn tag(&self) -> Option<HtmlTag<'a>> {
        let html = &self.html[self.at..];
        let inner = html.strip_prefix('<')?;
        let tag = |name: &'a str, is_end: bool, length: usize| Some(HtmlTag { name, is_end, source: &html[..length] });
        if inner.starts_with("!--") && self.at < self.last_comment_end {
            return tag("", false, html.find("-->")? + 3);
        }
        if self.at >= self.last_bracket {
            // A comment that nothing closes takes the rest with it.
            return if inner.starts_with("!--") { tag("", false, html.len()) } else { None };
        }
        if inner.starts_with(['!', '?']) {
            return tag("", false, html.find('>')? + 1);
        }
        let (is_end, named) = match inner.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inner),
        };
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let ends_name = |b: u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'<' | b'"' | b'\'');
        let name = &named[..named.bytes().position(ends_name).unwrap_or(named.len())];
        // An address in angle brackets is text: <https://example.org/>, <me@example.org>.
        if name.contains('@') || name.ends_with(':') {
            return None;
        }
        tag(name, is_end, tag_length(html)?)
    }
}

/// The bytes of a tag up to its `>` outside quotes, or up to its first `>` when a quote never closes.
fn tag_length(html: &str) -> Option<usize> {
    let first = html.find('>')?;
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().take(first.max(4096) + 1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if html.as_bytes()[..at].ends_with(b"=") => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    Some(first + 1)
}

/// Tells whether a text that claims to be plain is HTML in truth: it has an end tag or a well-known void one.
pub(crate) fn looks_like_html(text: &str) -> bool {
    text.contains('<')
        && pieces(text).any(|piece| match piece {
            Piece::Tag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                matches!(name.as_str(), "br" | "img" | "hr" | "p") || (tag.is_end && is_known_element(&name))
            }
            Piece::Text(_) => false,
        })
}

fn is_known_element(name: &str) -> bool {
    const KNOWN: [&str; 48] = [
        "a",
        "abbr",
        "acronym",
        "address",
        "article",
        "aside",
        "audio",
        "b",
        "big",
        "blockquote",
        "center",
        "cite",
        "code",
        "del",
        "div",
        "dl",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "i",
        "iframe",
        "ins",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "u",
        "ul",
        "video",
    ];
    KNOWN.contains(&name)
}

/// Trims and makes one space of each run of white space; control characters go.
pub(crate) fn collapse_white_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !character.is_control() {
            out.push(character);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Undoes UTF-8 that was taken for windows-1252 and encoded again ("â€¦"). None when the text is sound.
pub(crate) fn unscrambled(text: &str) -> Option<String> {
    // The first byte of a UTF-8 sequence, read as windows-1252.
    let is_lead = |c: char| ('\u{c2}'..='\u{f4}').contains(&c);
    let first = text.bytes().position(|b| !b.is_ascii())?;
    if !text[first..].starts_with(is_lead) {
        return None;
    }
    let (bytes, _, has_others) = encoding_rs::WINDOWS_1252.encode(text);
    if has_others { None } else { String::from_utf8(bytes.into_owned()).ok() }
}

/// Appends plain text as HTML: the three characters that matter are escaped.
pub(crate) fn escape_html(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_one_line_of_plain_text() {
        let check = |html: &str, expected: &str| assert_eq!(plain_line(html), expected, "{html}");
        check("Bread  &amp;\n butter", "Bread & butter");
        check("a < b and <i>c</i>", "a < b and c");
        check("AT&T, &bogus; &#8217; &#146; &#x1F600;", "AT&T, &bogus; \u{2019} \u{2019} \u{1F600}");
        check("<p>one</p><p>two</p>", "one two");
        check("<script>alert('<b>')</script>Safe", "Safe");
        check("<https://example.org/> and <me@example.org>", "<https://example.org/> and <me@example.org>");
        check("half <b", "half <b");
        check("safe <!-- -- never closed > text", "safe text");
        check("safe<!-- never closed", "safe");
        check("?a=1&copy=2", "?a=1&copy=2");
        check("it's <a href=\"x>y\">here</a>", "it's here");
    }

    #[test]
    fn twice_encoded_text_is_mended() {
        assert_eq!(unscrambled("wait\u{e2}\u{20ac}\u{a6}").as_deref(), Some("wait…"));
        for sound in ["plain", "Ærø", "café", "это", "Â"] {
            assert_eq!(unscrambled(sound), None, "{sound}");
        }
    }

    #[test]
    fn html_is_told_from_text_with_angle_brackets() {
        assert!(looks_like_html("see <b>this</b>"));
        assert!(looks_like_html("one<br>two"));
        assert!(!looks_like_html("if a < b and b > c"));
        assert!(!looks_like_html("Vec<u8> and <me@example.org>"));
    }
}

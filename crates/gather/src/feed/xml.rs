//! A stream of tags and text out of XML that may be broken.
//!
//! quick-xml finds the tokens; this puts it back on its feet after an error. Invariants: the stream ends, every
//! token lies later in the source than the one before, and the work is linear in the source (scans that run to its
//! end without success are counted and bounded). A document type declaration yields a few short internal entities
//! and nothing else: no external entity, no parameter entity, no entity inside an entity.

use crate::text::{decode_references, resolve_reference};
use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

/// Scans to the end of the source that may fail before the rest is given up.
const MAX_FAILED_SCANS: u32 = 64;
const MAX_ENTITIES: usize = 64;
const MAX_ENTITY_BYTES: usize = 1024;

/// One token, in source order.
#[derive(Debug)]
pub(crate) enum Token<'a> {
    Start(Tag<'a>),
    /// The qualified name.
    End(&'a str),
    /// Characters with references resolved.
    Text(Cow<'a, str>),
    /// Characters of a CDATA section.
    CData(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    /// The qualified name.
    pub name: &'a str,
    /// What stands between `<` and `>` (or `/>`).
    pub inner: &'a str,
    /// True for `<a/>`: no end tag follows.
    pub is_empty: bool,
}

impl<'a> Tag<'a> {
    /// Reads the attributes leniently: unquoted, valueless and repeated ones are fine; values are resolved.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        let mut attributes = Attributes::html(self.inner, self.name.len());
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| {
            let value = match attribute.value {
                Cow::Borrowed(raw) => decode_references(raw),
                Cow::Owned(raw) => Cow::Owned(decode_references(&raw).into_owned()),
            };
            (attribute.key.into_inner(), value)
        })
    }

    /// Tells whether anything but the name stands in the tag.
    pub fn has_attributes(self) -> bool {
        self.inner.len() > self.name.len()
    }
}

/// What had to be mended, for the notices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    /// Characters or markup that XML does not allow where they stood.
    pub stray_markup: bool,
    pub unknown_entity: bool,
    /// The source ends inside markup.
    pub truncated: bool,
}

/// Reads tokens until None.
pub(crate) struct Tokens<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where the reader's source starts in `source`.
    offset: usize,
    failed_scans: u32,
    entities: Vec<(&'a str, &'a str)>,
    pub mended: Mended,
}

impl<'a> Tokens<'a> {
    pub fn new(source: &'a str) -> Self {
        Self {
            source,
            reader: lenient_reader(source),
            offset: 0,
            failed_scans: 0,
            entities: Vec::new(),
            mended: Mended::default(),
        }
    }

    pub fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.position();
            match self.reader.read_event() {
                Ok(Event::Eof) => return None,
                Ok(Event::Start(_)) => {
                    if let Some(token) = self.start_tag(start, false) {
                        return Some(token);
                    }
                }
                Ok(Event::Empty(_)) => {
                    if let Some(token) = self.start_tag(start, true) {
                        return Some(token);
                    }
                }
                Ok(Event::End(_)) => {
                    let inner = self.source[start..self.position()].trim_start_matches(['<', '/']);
                    let name = inner.trim_end_matches('>').trim();
                    return Some(Token::End(name.split(char::is_whitespace).next().unwrap_or("")));
                }
                Ok(Event::Text(text)) => {
                    let text = text.into_inner();
                    if !text.is_empty() {
                        return Some(Token::Text(text));
                    }
                }
                Ok(Event::CData(_)) => {
                    let raw = &self.source[start..self.position()];
                    let inner = raw.strip_prefix("<![CDATA[").unwrap_or(raw);
                    return Some(Token::CData(inner.strip_suffix("]]>").unwrap_or(inner)));
                }
                Ok(Event::GeneralRef(name)) => return Some(Token::Text(self.reference(&name.into_inner()))),
                Ok(Event::DocType(_)) => self.read_entities(start),
                Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_)) => {}
                Err(Error::Syntax(fault)) => match self.mend(start, fault) {
                    Some(token) => return Some(token),
                    None if self.position() >= self.source.len() => return None,
                    None => {}
                },
                Err(_) => {
                    // Ill-formed but consumed: the reader goes on by itself. Should it not, step over one character.
                    self.mended.stray_markup = true;
                    if self.position() <= start {
                        self.restart(self.next_boundary(start));
                    }
                }
            }
        }
    }

    /// The bytes of the source before the next token.
    pub fn position(&self) -> usize {
        self.offset + self.reader.buffer_position() as usize
    }

    fn restart(&mut self, at: usize) {
        self.offset = at.min(self.source.len());
        self.reader = lenient_reader(&self.source[self.offset..]);
    }

    fn next_boundary(&self, at: usize) -> usize {
        (at + 1..self.source.len()).find(|index| self.source.is_char_boundary(*index)).unwrap_or(self.source.len())
    }

    /// The start tag that the reader found at `start`, or text when it is none in truth.
    fn start_tag(&mut self, start: usize, is_empty: bool) -> Option<Token<'a>> {
        let raw = self.source[start..self.position()].strip_prefix('<')?;
        let inner = raw.strip_suffix(if is_empty { "/>" } else { ">" }).unwrap_or(raw);
        if let Some(later) = later_tag_start(inner) {
            // `a < b <item>`: the last `<` opens the tag, what comes before it is text.
            self.mended.stray_markup = true;
            let tag_at = start + 1 + later;
            self.restart(tag_at);
            return Some(Token::Text(Cow::Borrowed(&self.source[start..tag_at])));
        }
        let name = name_of(inner);
        if name.is_empty() {
            self.mended.stray_markup = true;
            return Some(Token::Text(Cow::Borrowed(&self.source[start..self.position()])));
        }
        Some(Token::Start(Tag { name, inner, is_empty }))
    }

    fn reference(&mut self, name: &str) -> Cow<'a, str> {
        if let Some(value) = resolve_reference(name) {
            return value;
        }
        if let Some((_, value)) = self.entities.iter().find(|(known, _)| *known == name) {
            return Cow::Borrowed(value);
        }
        self.mended.unknown_entity = true;
        Cow::Owned(format!("&{name};"))
    }

    /// Goes on after markup that never closes.
    fn mend(&mut self, start: usize, fault: SyntaxError) -> Option<Token<'a>> {
        self.failed_scans += 1;
        let rest = &self.source[start..];
        let give_up = self.failed_scans > MAX_FAILED_SCANS;
        let to = |end: Option<usize>| end.map(|at| start + at + 1);
        match fault {
            _ if give_up => {}
            SyntaxError::UnclosedCData => {
                self.mended.truncated = true;
                self.restart(self.source.len());
                return Some(Token::CData(rest.strip_prefix("<![CDATA[").unwrap_or(rest)));
            }
            SyntaxError::UnclosedSingleQuotedAttributeValue | SyntaxError::UnclosedDoubleQuotedAttributeValue => {
                self.mended.stray_markup = true;
                if let Some(end) = rest.find('>') {
                    self.restart(start + end + 1);
                    let inner = &rest[1..end];
                    let is_empty = inner.ends_with('/');
                    let inner = inner.strip_suffix('/').unwrap_or(inner);
                    let name = name_of(inner);
                    if name.is_empty() || inner.contains('<') {
                        return Some(Token::Text(Cow::Borrowed("<"))).filter(|_| {
                            self.restart(start + 1);
                            true
                        });
                    }
                    return Some(Token::Start(Tag { name, inner, is_empty }));
                }
            }
            SyntaxError::InvalidBangMarkup => {
                self.mended.stray_markup = true;
                self.restart(start + 1);
                return Some(Token::Text(Cow::Borrowed("<")));
            }
            SyntaxError::UnclosedTag => {}
            SyntaxError::UnclosedComment
            | SyntaxError::UnclosedDoctype
            | SyntaxError::UnclosedPI
            | SyntaxError::UnclosedXmlDecl => {
                self.mended.stray_markup = true;
                if let Some(next) = to(rest.find('>')) {
                    self.restart(next);
                    return None;
                }
            }
        }
        self.mended.truncated = true;
        self.restart(self.source.len());
        None
    }

    /// Keeps the internal entities of the declaration that starts at `start`, when they are short plain text.
    fn read_entities(&mut self, start: usize) {
        let mut rest = &self.source[start..self.position()];
        while let Some(at) = rest.find("<!ENTITY") {
            rest = &rest[at + "<!ENTITY".len()..];
            if self.entities.len() == MAX_ENTITIES {
                return;
            }
            let declaration = rest.trim_start();
            let Some((name, after)) = declaration.split_once(char::is_whitespace) else { continue };
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some(value) = after[1..].split(quote).next() else { continue };
            if value.len() <= MAX_ENTITY_BYTES && !value.contains(['%', '<', '&']) {
                self.entities.push((name, value));
            }
        }
    }
}

fn lenient_reader(source: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// The name at the start of a tag's inside; empty when none can stand there.
fn name_of(inner: &str) -> &str {
    if !inner.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':') {
        return "";
    }
    let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '/' | '=' | '"' | '\'')).unwrap_or(inner.len());
    &inner[..end]
}

/// Where a later `<` outside quoted values stands in a tag's inside.
fn later_tag_start(inner: &str) -> Option<usize> {
    let last = inner.rfind('<')?;
    let mut quote = None;
    let mut found = None;
    for (at, byte) in inner.bytes().enumerate().take(last + 1) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'<') => found = Some(at),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let mut tokens = Tokens::new(source);
        let mut seen = Vec::new();
        while let Some(token) = tokens.next() {
            seen.push(match token {
                Token::Start(tag) => {
                    let attributes: String = tag.attributes().map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{}{attributes}{}>", tag.name, if tag.is_empty { "/" } else { "" })
                }
                Token::End(name) => format!("</{name}>"),
                Token::Text(text) => text.into_owned(),
                Token::CData(text) => format!("[{text}]"),
            });
        }
        assert_eq!(seen.join("|"), expected, "{source}");
    }

    #[test]
    fn broken_markup_is_read_on() {
        check("<a b='1' c>x &amp; y</a>", "<a b=1 c=>|x |&| y|</a>");
        check("<a>AT&T &nbsp;&bogus;</a>", "<a>|AT|&T |\u{a0}|&bogus;|</a>");
        check("<a>1 < 2 <b>c</b></a>", "<a>|1 |< 2 |<b>|c|</b>|</a>");
        check("<a><![CDATA[x <b> y", "<a>|[x <b> y]");
        check("<a><!-- never closed <b>c</b>", "<a>|c|</b>");
        check("<a href=\"x>y</a>", "<a>|y|</a>");
        check("<a>text</a", "<a>|text");
        check("<a><>x</a>", "<a>|<>|x|</a>");
        check("<!DOCTYPE a [<!ENTITY w \"word\"><!ENTITY e SYSTEM \"file:///x\">]><a>&w;&e;</a>", "<a>|word|&e;|</a>");
    }

    #[test]
    fn entities_inside_entities_stay_inert() {
        check("<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>", "<a>|&y;|</a>");
    }
}

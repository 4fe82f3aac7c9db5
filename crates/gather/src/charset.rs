//! Bytes to text: which encoding a document is in, when its labels are missing or lie.
//!
//! The order is that of RFC 7303, section 3: byte order mark, then the header, then the document's own label. A
//! label is believed only when the bytes bear it out: text that is valid UTF-8 with characters beyond ASCII is UTF-8
//! whatever a single-byte label says.

use crate::text::windows_1252;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use news::Notice;
use std::borrow::Cow;

/// How far into a document its own label may stand.
const LABEL_WINDOW_BYTES: usize = 2048;
/// How much of a document a guess looks at.
const GUESS_WINDOW_BYTES: usize = 64 * 1024;

/// A document's text.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// Without a byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding's name in the Encoding Standard, or `UTF-32`.
    pub encoding: &'static str,
    pub notices: Vec<Notice>,
}

/// Decodes a document by its byte order mark, its Content-Type header, its own label or, when these lie, by its bytes.
/// Never fails: what cannot be read becomes U+FFFD.
pub fn decode<'a>(body: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    let mut decoded = decode_labelled(body, content_type);
    // Windows' quotation marks that went through as control characters.
    let is_control = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    let bytes = decoded.text.as_bytes();
    if memchr::memchr_iter(0xC2, bytes).any(|at| bytes.get(at + 1).is_some_and(|next| *next < 0xA0)) {
        let mended = decoded.text.chars().map(|c| if is_control(c) { windows_1252(c as u8) } else { c }).collect();
        decoded.text = Cow::Owned(mended);
    }
    decoded
}

fn decode_labelled<'a>(body: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    if let Some(decoded) = decode_wide(body) {
        return decoded;
    }
    let (body, marked) = match body.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest, true),
        None => (body, false),
    };
    let header = content_type.and_then(charset_parameter);
    let own = own_label(body);
    let labelled = [header, own].into_iter().flatten().filter_map(|label| encoding_of_label(label)).collect::<Vec<_>>();
    if let Ok(text) = std::str::from_utf8(body) {
        let disagrees = labelled.first().filter(|label| **label != UTF_8);
        match disagrees {
            Some(label) if !marked && is_chance_utf8(text) && !label.is_single_byte() && reads_cleanly(label, body) => {
            }
            Some(label) if !text.is_ascii() => {
                let notice = Notice::new(
                    "feed.charset_wrong",
                    format!("The document is labelled {} but is UTF-8.", label.name()),
                );
                return Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), notices: vec![notice] };
            }
            // ISO-2022-JP and its like are ASCII bytes that mean something else.
            Some(label) if !marked && !label.is_ascii_compatible() && text.contains('\u{1b}') => {}
            _ => return Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), notices: Vec::new() },
        }
    }
    for label in &labelled {
        if (*label != UTF_8 || marked) && reads_cleanly(label, body) {
            let (text, _) = label.decode_without_bom_handling(body);
            return Decoded { text, encoding: label.name(), notices: Vec::new() };
        }
    }
    if mostly_utf8(body) || marked {
        let notice = Notice::new("feed.charset_broken", "Some bytes of the document are not UTF-8.");
        return Decoded { text: Cow::Owned(mend_utf8(body)), encoding: UTF_8.name(), notices: vec![notice] };
    }
    let guess = guess(body);
    let (text, _) = guess.decode_without_bom_handling(body);
    let said = labelled.first().map_or("not labelled".to_owned(), |label| format!("labelled {}", label.name()));
    let notice = Notice::new("feed.charset_wrong", format!("The document is {said}; it was read as {}.", guess.name()));
    Decoded { text, encoding: guess.name(), notices: vec![notice] }
}

/// UTF-16 and UTF-32, by mark or by the zero bytes around the first `<` or `{`.
fn decode_wide(body: &[u8]) -> Option<Decoded<'_>> {
    let head = body.get(..4)?;
    let utf32 = match head {
        [0x00, 0x00, 0xFE, 0xFF] => Some((4, true)),
        [0xFF, 0xFE, 0x00, 0x00] => Some((4, false)),
        [0, 0, 0, b'<' | b'{'] => Some((0, true)),
        [b'<' | b'{', 0, 0, 0] => Some((0, false)),
        _ => None,
    };
    if let Some((mark, big_endian)) = utf32 {
        let text = body[mark..]
            .chunks_exact(4)
            .map(|unit| {
                let unit = [unit[0], unit[1], unit[2], unit[3]];
                let code = if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            })
            .collect();
        return Some(Decoded { text: Cow::Owned(text), encoding: "UTF-32", notices: Vec::new() });
    }
    let (encoding, mark) = match head {
        [0xFE, 0xFF, ..] => (UTF_16BE, 2),
        [0xFF, 0xFE, ..] => (UTF_16LE, 2),
        [0, b'<' | b'{', 0, _] => (UTF_16BE, 0),
        [b'<' | b'{', 0, _, 0] => (UTF_16LE, 0),
        _ => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(&body[mark..]);
    Some(Decoded { text, encoding: encoding.name(), notices: Vec::new() })
}

/// The charset parameter of a Content-Type header, unquoted.
fn charset_parameter(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).trim())
    })
}

/// The label in the XML declaration, or in a `meta` of HTML.
fn own_label(body: &[u8]) -> Option<&str> {
    let window = &body[..body.len().min(LABEL_WINDOW_BYTES)];
    let start = window.iter().position(|b| !b.is_ascii_whitespace())?;
    let window = &window[start..];
    if let Some(declaration) = window.strip_prefix(b"<?xml") {
        let end = declaration.windows(2).position(|pair| pair == b"?>")?;
        return label_after(&declaration[..end], b"encoding");
    }
    label_after(window, b"charset")
}

fn label_after<'a>(bytes: &'a [u8], name: &[u8]) -> Option<&'a str> {
    let at = bytes.windows(name.len()).position(|found| found.eq_ignore_ascii_case(name))?;
    let rest = &bytes[at + name.len()..];
    let equals = rest.iter().position(|b| !b.is_ascii_whitespace())?;
    let rest = rest[equals..].strip_prefix(b"=")?;
    let start = rest.iter().position(|b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\''))?;
    let rest = &rest[start..];
    let end = rest
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')))
        .unwrap_or(rest.len());
    std::str::from_utf8(&rest[..end]).ok()
}

fn encoding_of_label(label: &str) -> Option<&'static Encoding> {
    let found = Encoding::for_label_no_replacement(label.as_bytes())
        .or_else(|| Encoding::for_label_no_replacement(label.replace('_', "-").as_bytes()));
    // A document whose label could be read as ASCII is not UTF-16.
    found.filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

fn reads_cleanly(encoding: &'static Encoding, body: &[u8]) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(body).is_some()
}

/// Tells whether a text has so few characters beyond ASCII that bytes of a double-byte encoding may form them by
/// chance.
fn is_chance_utf8(text: &str) -> bool {
    !text.is_ascii() && text.chars().filter(|c| !c.is_ascii()).take(8).count() < 8
}

/// Tells whether most sequences beyond ASCII are valid UTF-8.
fn mostly_utf8(body: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > broken
}

/// Reads UTF-8 and takes each byte that is none for windows-1252: the usual result of joining texts carelessly.
fn mend_utf8(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
    }
    text
}

fn guess(body: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&body[..body.len().min(GUESS_WINDOW_BYTES)], true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    if reads_cleanly(guess, body) { guess } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_believed_as_far_as_the_bytes_bear_them_out() {
        let check = |body: &[u8], content_type: Option<&str>, text: &str, encoding: &str| {
            let decoded = decode(body, content_type);
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding), "{content_type:?}");
        };
        check("<a>é</a>".as_bytes(), None, "<a>é</a>", "UTF-8");
        check(b"<a>\xe9</a>", Some("text/xml; charset=\"ISO-8859-1\""), "<a>é</a>", "windows-1252");
        check("<a>é</a>".as_bytes(), Some("text/xml; charset=iso-8859-1"), "<a>é</a>", "UTF-8");
        let labelled = b"<?xml version='1.0' encoding='koi8-r'?><a>\xc4\xc1</a>";
        check(labelled, Some("application/xml"), "<?xml version='1.0' encoding='koi8-r'?><a>да</a>", "KOI8-R");
        check(b"\xFF\xFE<\0a\0/\0>\0", None, "<a/>", "UTF-16LE");
        check(b"<\0\0\0a\0\0\0>\0\0\0", None, "<a>", "UTF-32");
        check(b"\xEF\xBB\xBF<a/>", Some("text/xml; charset=iso-8859-1"), "<a/>", "UTF-8");
        check("<a>žluť\u{92}s</a>".as_bytes(), None, "<a>žluť’s</a>", "UTF-8");
        let long = "<a>今天天气很好我们出去走走吧</a>";
        check(long.as_bytes(), Some("text/xml; charset=gb2312"), long, "UTF-8");
        check(b"<a>\xc4\xe3\xba\xc3</a>", Some("text/xml; charset=gb2312"), "<a>你好</a>", "GBK");
        let mixed = [" naïve façade ".as_bytes(), b"caf\xe9 "].concat();
        check(&mixed, None, " naïve façade café ", "UTF-8");
    }

    #[test]
    fn a_lie_is_noticed() {
        let body = "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>".as_bytes();
        assert_eq!(decode(body, None).notices[0].code, "feed.charset_wrong");
    }
}

//! Bytes to text: which encoding a page is in.
//!
//! The order follows the encoding sniffing of the HTML standard (section 13.2.3.2): byte order mark, the transport's
//! header, the page's own `meta`, then detection by content. A label that contradicts valid UTF-8 bytes loses: pages
//! transcoded by a proxy or saved from a browser carry stale labels.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use news::Notice;
use std::borrow::Cow;

/// Bytes looked at for a `meta`; the standard says 1024, real pages need more.
const META_WINDOW_BYTES: usize = 8 * 1024;
const DETECTION_WINDOW_BYTES: usize = 64 * 1024;

/// Decodes a page. Never fails: what cannot be read becomes U+FFFD and leaves a notice.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>, notices: &mut Vec<Notice>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    let declared = content_type.and_then(label_in_content_type).or_else(|| label_in_meta(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let stateful = declared.is_some_and(|encoding| encoding == encoding_rs::ISO_2022_JP);
        if !stateful {
            return Cow::Borrowed(text);
        }
    }
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        // Declared or not, it is not valid UTF-8: a few bad bytes stay UTF-8, anything else is detected.
        _ if is_mostly_utf8(bytes) => UTF_8,
        _ => detect(bytes),
    };
    let (text, _, had_errors) = encoding.decode(bytes);
    if had_errors {
        notices.push(Notice::new(
            "page.charset_errors",
            format!("Some bytes are not valid {}; they were replaced.", encoding.name()),
        ));
    }
    text
}

fn label_in_content_type(value: &str) -> Option<&'static Encoding> {
    let at = find_ignoring_case(value.as_bytes(), b"charset=")?;
    label_at(&value.as_bytes()[at + 8..])
}

fn label_in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(META_WINDOW_BYTES)];
    let mut from = 0;
    while let Some(found) = find_ignoring_case(&head[from..], b"<meta") {
        let start = from + found;
        let end = head[start..].iter().position(|byte| *byte == b'>').map_or(head.len(), |length| start + length);
        if let Some(at) = find_ignoring_case(&head[start..end], b"charset=")
            && let Some(encoding) = label_at(&head[start + at + 8..end])
        {
            // The standard: a page that could be read as ASCII to find this is not UTF-16.
            let is_wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
            return Some(if is_wide { UTF_8 } else { encoding });
        }
        from = end;
    }
    None
}

fn label_at(bytes: &[u8]) -> Option<&'static Encoding> {
    let label = bytes.iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '));
    let label: Vec<u8> =
        label.copied().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')).collect();
    Encoding::for_label(&label)
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut bad, mut good) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    // Markup is ASCII and says nothing; what tells the encoding are the first stretches with high bytes.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let window = &bytes[first..bytes.len().min(first + DETECTION_WINDOW_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

fn find_ignoring_case(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

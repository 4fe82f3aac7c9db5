//! A publisher's icon: the best that its home page names and that is a picture without a program in it.

use crate::client::{Accept, Client, Fetched, Request};
use crate::discover::discover_in_page;

pub const MAX_ICON_BYTES: u64 = 256 << 10;
/// How many of the icons that a page names are tried.
const MAX_TRIED: usize = 5;

/// An icon as fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// As the bytes say, never as the server says.
    pub mime: &'static str,
    pub bytes: Vec<u8>,
    pub url: String,
}

/// Fetches the icon of the publisher behind a home page. None when it has none that we can show, for whatever reason.
/// The caller sees to it that nobody is asked more than once a week, answer or not.
pub async fn fetch_icon(client: &Client, home_url: &str) -> Option<Icon> {
    let candidates = match client.fetch_document(home_url, Accept::Page).await {
        Ok(page) => {
            let document = page.document;
            discover_in_page(&document.body, document.content_type.as_deref(), &document.final_url).icons
        }
        // A home page that fails may stand beside an icon that does not.
        Err(_) => vec![url::Url::parse(home_url).ok()?.join("/favicon.ico").ok()?.into()],
    };
    for url in candidates.into_iter().filter(|url| !is_drawn(url)).take(MAX_TRIED) {
        let request = Request { max_body_bytes: Some(MAX_ICON_BYTES), ..Request::new(url.as_str(), Accept::Image) };
        let Ok(Fetched::Document(fetched)) = client.fetch(request).await else { continue };
        if let Some(mime) = image_type(&fetched.document.body) {
            return Some(Icon { mime, bytes: fetched.document.body, url });
        }
    }
    None
}

/// Tells a picture's type by its first bytes. None for anything else, SVG included: it can carry scripts.
pub fn image_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        // An icon file with at least one picture in it.
        [0, 0, 1, 0, low, high, ..] if (*low, *high) != (0, 0) => Some("image/x-icon"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

fn is_drawn(url: &str) -> bool {
    url.split(['?', '#']).next().is_some_and(|path| path.to_ascii_lowercase().ends_with(".svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_told_by_their_bytes() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n...."[..], Some("image/png")),
            (b"\0\0\x01\0\x02\0....", Some("image/x-icon")),
            (b"\0\0\x01\0\0\0....", None),
            (b"GIF89a...", Some("image/gif")),
            (b"GIF88a...", None),
            (b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x10\0\0\0WAVEfmt ", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
            (b"<!DOCTYPE html>", None),
            (b"", None),
        ] {
            assert_eq!(image_type(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn drawn_icons_are_not_asked_for() {
        assert!(is_drawn("https://a.example/icon.SVG?v=1"));
        assert!(!is_drawn("https://a.example/icon.png?from=icon.svg"));
    }
}

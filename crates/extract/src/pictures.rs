//! Addresses of pictures and films: which of the many a page names, and which are worth showing.

use crate::tree::{Attr, NodeId, Tree};
use url::Url;

/// The best address a picture names: lazy-loading attributes first, then the largest of `srcset` a page needs.
pub(crate) fn picture_address(tree: &Tree, node: NodeId) -> Option<String> {
    let attribute = |name| tree.attribute(node, name).map(str::trim).filter(|value| !value.is_empty());
    let plain = [Attr::DataSrc, Attr::DataLazySrc, Attr::DataOriginal, Attr::Src]
        .into_iter()
        .filter_map(attribute)
        .find(|address| !address.starts_with("data:") && !address.starts_with("blob:"));
    let set = attribute(Attr::Srcset).or_else(|| attribute(Attr::DataSrcset)).and_then(largest_of_set);
    plain.map(str::to_owned).or(set)
}

/// The address of the widest candidate of a `srcset` that is not larger than a page needs.
fn largest_of_set(set: &str) -> Option<String> {
    const WIDEST_PX: f32 = 2000.0;
    let mut best: Option<(f32, &str)> = None;
    let mut rest = set.trim();
    while !rest.is_empty() {
        let (address, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        // A candidate without a size ends in its comma; else the comma follows the size.
        let (size, after) = match address.ends_with(',') {
            true => ("1x", after),
            false => after.split_once(',').unwrap_or((after, "")),
        };
        rest = after.trim_start();
        let address = address.trim_matches(',');
        let size: f32 = size.trim().trim_end_matches(['w', 'x', 'h']).parse().unwrap_or(1.0);
        let is_better = size <= WIDEST_PX && best.is_none_or(|(largest, _)| size > largest);
        if is_better && !address.is_empty() && !address.starts_with("data:") {
            best = Some((size, address));
        }
    }
    best.map(|(_, address)| address.to_owned())
}

pub(crate) fn is_decoration(address: &str) -> bool {
    let name = address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    ["spacer", "blank.", "pixel", "1x1", "transparent", "placeholder", "loading.", "grey.", "avatar", "icon", "logo"]
        .iter()
        .any(|word| name.contains(word))
        || name.ends_with(".svg")
}

/// Hosts whose frames are part of what an author tells; all other frames are taken for adverts and widgets.
pub(crate) fn is_embed_host(url: &str) -> bool {
    #[rustfmt::skip]
    const HOSTS: &[&str] = &[
        "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "twitter.com", "x.com",
        "instagram.com", "facebook.com", "tiktok.com", "spotify.com", "soundcloud.com", "datawrapper.dwcdn.net",
        "infogram.com", "flourish.studio", "megaphone.fm", "podcasts.apple.com", "acast.com", "bsky.app",
        "reddit.com", "brightcove.net", "jwplatform.com", "documentcloud.org", "rutube.ru", "vk.com", "bilibili.com",
        "youku.com", "omny.fm", "simplecast.com", "podigee.io", "deezer.com", "twitch.tv", "ted.com", "archive.org",
    ];
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    HOSTS.iter().any(|known| host == *known || host.strip_suffix(known).is_some_and(|head| head.ends_with('.')))
}

/// The page a person would open for a player's frame.
pub(crate) fn watch_address(url: &str) -> String {
    for marker in ["youtube.com/embed/", "youtube-nocookie.com/embed/"] {
        if let Some((_, rest)) = url.split_once(marker) {
            let id: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
            if id.len() == 11 {
                return format!("https://www.youtube.com/watch?v={id}");
            }
        }
    }
    url.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_useful_candidate_is_taken() {
        let check = |set: &str, expected: Option<&str>| assert_eq!(largest_of_set(set).as_deref(), expected, "{set}");
        check("a.jpg 400w, b.jpg 1600w, c.jpg 4000w", Some("b.jpg"));
        check("a.jpg, b.jpg 2x", Some("b.jpg"));
        check("a.jpg?crop=1,2 400w,b.jpg 800w", Some("b.jpg"));
        check("data:image/gif;base64,xx 1x", None);
        check("", None);
    }

    #[test]
    fn frames_of_players_lead_to_their_pages() {
        assert!(is_embed_host("https://player.vimeo.com/video/1"));
        assert!(!is_embed_host("https://notvimeo.com/video/1"));
        assert_eq!(
            watch_address("https://www.youtube.com/embed/abcdefghijk?x=1"),
            "https://www.youtube.com/watch?v=abcdefghijk"
        );
        assert_eq!(watch_address("https://player.vimeo.com/video/1"), "https://player.vimeo.com/video/1");
    }
}

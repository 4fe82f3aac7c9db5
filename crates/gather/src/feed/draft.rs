//! Items and feeds while they are read. Several elements may say the same thing; each field keeps the value of the
//! best rank (0 is best), and of equals the first.

use super::address::is_web_address;
use news::{Enclosure, FeedItem, Timestamp};

/// A field with the rank of the element that filled it.
#[derive(Clone, Debug)]
pub(crate) struct Ranked<T> {
    value: Option<T>,
    rank: u8,
}

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self { value: None, rank: u8::MAX }
    }
}

impl<T> Ranked<T> {
    pub fn of(rank: u8, value: T) -> Self {
        Self { value: Some(value), rank }
    }

    pub fn offer(&mut self, rank: u8, value: T) {
        if self.value.is_none() || rank < self.rank {
            *self = Self::of(rank, value);
        }
    }

    /// Like [`Self::offer`], but of equals the last is kept.
    pub fn offer_last(&mut self, rank: u8, value: T) {
        if rank <= self.rank {
            *self = Self::of(rank, value);
        }
    }

    pub fn offer_some(&mut self, rank: u8, value: Option<T>) {
        if let Some(value) = value {
            self.offer(rank, value);
        }
    }

    /// The rank of the element that filled it; the worst when none did.
    pub fn rank(&self) -> u8 {
        self.rank
    }

    pub fn as_ref(&self) -> Option<&T> {
        self.value.as_ref()
    }

    pub fn into_value(self) -> Option<T> {
        self.value
    }
}

/// A date as read, with its text.
#[derive(Clone, Debug)]
pub(crate) struct Dated {
    pub moment: Option<Timestamp>,
    pub raw: String,
}

/// An item while it is read.
#[derive(Debug, Default)]
pub(crate) struct ItemDraft {
    pub item: FeedItem,
    pub url: Ranked<String>,
    pub title: Ranked<String>,
    pub summary: Ranked<String>,
    pub content: Ranked<String>,
    pub published: Ranked<Dated>,
    pub updated: Ranked<Dated>,
    pub image: Ranked<(String, u64)>,
    pub duration_s: Option<u32>,
    /// Names by the rank of their element: only those of the best are kept.
    pub authors: Vec<(u8, String)>,
}

impl ItemDraft {
    pub fn add_author(&mut self, rank: u8, name: String) {
        if !name.is_empty() && !self.authors.iter().any(|(_, known)| *known == name) {
            self.authors.push((rank, name));
        }
    }

    pub fn add_category(&mut self, label: String) {
        if !label.is_empty() && !self.item.categories.contains(&label) {
            self.item.categories.push(label);
        }
    }

    /// Of equally ranked pictures the largest is kept.
    pub fn offer_image(&mut self, rank: u8, url: Option<String>, area: u64) {
        let Some(url) = url else { return };
        let is_larger = self.image.rank == rank && self.image.value.as_ref().is_some_and(|(_, known)| area > *known);
        if is_larger {
            self.image.value = Some((url, area));
        } else {
            self.image.offer(rank, (url, area));
        }
    }

    pub fn add_enclosure(&mut self, enclosure: Enclosure) {
        let Some(known) = self.item.enclosures.iter_mut().find(|known| known.url == enclosure.url) else {
            self.item.enclosures.push(enclosure);
            return;
        };
        known.mime = known.mime.take().or(enclosure.mime);
        known.length_bytes = known.length_bytes.or(enclosure.length_bytes);
        known.duration_s = known.duration_s.or(enclosure.duration_s);
        known.title = known.title.take().or(enclosure.title);
    }

    /// Makes the item: fills what is missing from the next best claim.
    pub fn finish(self) -> FeedItem {
        let mut item = self.item;
        item.url = self.url.into_value().or_else(|| item.guid.clone().filter(|guid| is_web_address(guid)));
        item.title = self.title.into_value();
        item.summary_html = self.summary.into_value();
        item.content_html = self.content.into_value();
        item.image_url = self.image.into_value().map(|(url, _)| url);
        let best = self.authors.iter().map(|(rank, _)| *rank).min();
        item.authors = self.authors.into_iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, name)| name).collect();
        item.updated = self.updated.value.as_ref().and_then(|date| date.moment);
        let published = match self.published.value {
            Some(date) if date.moment.is_some() => Some(date),
            unreadable => self.updated.value.filter(|date| date.moment.is_some()).or(unreadable),
        };
        if let Some(date) = published {
            item.published = date.moment;
            item.published_raw = Some(date.raw);
        }
        if item.image_url.is_none() {
            let is_image = |enclosure: &&Enclosure| enclosure.mime.as_deref().is_some_and(|m| m.starts_with("image/"));
            item.image_url = item.enclosures.iter().find(is_image).map(|enclosure| enclosure.url.clone());
        }
        if let (Some(seconds), [enclosure]) = (self.duration_s, item.enclosures.as_mut_slice()) {
            enclosure.duration_s.get_or_insert(seconds);
        }
        item
    }
}

/// Reads `1:02:03`, `62:03` or `3723` as seconds.
pub(crate) fn parse_duration(text: &str) -> Option<u32> {
    let mut seconds: u32 = 0;
    let mut parts = 0;
    for part in text.trim().split(':') {
        let whole = part.trim().split('.').next()?;
        seconds = seconds.checked_mul(60)?.checked_add(whole.parse().ok()?)?;
        parts += 1;
    }
    (parts <= 3).then_some(seconds)
}

/// A person's name out of `me@example.org (Ann Example)`, `Ann Example <me@example.org>` or a bare name; the address
/// when it is all there is.
pub(crate) fn name_of_person(text: &str) -> String {
    let text = text.trim();
    let inside = |open: char, close: char| {
        let (before, rest) = text.split_once(open)?;
        let (inner, _) = rest.split_once(close)?;
        Some((before.trim(), inner.trim()))
    };
    let is_email = |part: &str| part.contains('@') && !part.contains(char::is_whitespace);
    let named = match (inside('(', ')'), inside('<', '>')) {
        (Some((before, inner)), _) if is_email(before) && !inner.is_empty() => inner,
        (Some((before, inner)), _) if is_email(inner) && !before.is_empty() => before,
        (_, Some((before, inner))) if is_email(inner) => {
            if before.is_empty() {
                inner
            } else {
                before
            }
        }
        _ => text,
    };
    let named = named.trim_matches('"').trim();
    let without_email = named.split_whitespace().filter(|word| !is_email(word.trim_matches(['(', ')', '<', '>', ','])));
    let name = without_email.collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches("mailto:").trim();
    if name.is_empty() { named.trim_start_matches("mailto:").to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_called_by_name() {
        let check = |text: &str, expected: &str| assert_eq!(name_of_person(text), expected, "{text}");
        check("me@example.org (Ann Example)", "Ann Example");
        check("Ann Example <me@example.org>", "Ann Example");
        check("Ann Example (me@example.org)", "Ann Example");
        check("me@example.org", "me@example.org");
        check("Ann Example me@example.org", "Ann Example");
        check(" Ann Example ", "Ann Example");
    }

    #[test]
    fn durations_are_seconds() {
        assert_eq!(parse_duration("1:02:03"), Some(3723));
        assert_eq!(parse_duration("3:00"), Some(180));
        assert_eq!(parse_duration(" 3723 "), Some(3723));
        assert_eq!(parse_duration("long"), None);
    }
}

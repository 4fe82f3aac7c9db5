//! When it was published and changed, to the minute where any source knows it.

use super::json_ld::{Objects, text_of};
use super::meta::Meta;
use crate::dates::{WrittenTime, parse_field};
use news::{Lang, Timestamp};

#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "publishdate", "publish_date", "publish-date", "published_time", "published", "pubdate", "pub_date",
    "publication_date", "publicationdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "article.published", "article:publication_date", "dcterms.created", "dcterms.date", "dcterms.issued",
    "dc.date.issued", "dc.date", "dc.date.created", "date", "last-modified-date", "article_date_original",
    "originalpublicationdate", "rnews:datepublished", "og:pubdate", "citation_publication_date",
    "citation_online_date", "displaydate", "article:create_time", "vr:published_time", "datecreated",
    "prism.publicationdate", "created", "creation_date", "apub:time", "ptime", "iso-8601-publish-date",
    "weibo: article:create_at", "weibo:article:create_at",
];
#[rustfmt::skip]
const MODIFIED: &[&str] = &[
    "article:modified_time", "og:updated_time", "og:modified_time", "article:modified", "datemodified",
    "modified_time", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article:updated", "revised",
    "updated_time", "weibo: article:update_at",
];

/// What the page itself shows, from [`super::dom`].
#[derive(Default)]
pub(crate) struct VisibleTimes {
    pub published: Vec<WrittenTime>,
    pub modified: Vec<WrittenTime>,
}

/// Tells when the article was published and when changed; the change only when later.
pub(crate) fn choose(
    meta: &Meta<'_>,
    objects: &Objects<'_>,
    visible: &VisibleTimes,
    url: Option<&str>,
    lang: Lang,
) -> (Option<Timestamp>, Option<Timestamp>) {
    let field = |text: &str| parse_field(text, lang);
    let declared = |names: &[&str]| -> Vec<WrittenTime> {
        names
            .iter()
            .flat_map(|name| objects.articles.iter().filter_map(move |object| object.get(*name)))
            .filter_map(text_of)
            .filter_map(|text| field(&text))
            .collect()
    };
    let metas = |names: &[&str]| -> Vec<WrittenTime> {
        names.iter().flat_map(|name| meta.all(name)).filter_map(field).collect()
    };
    let mut published = declared(&["datePublished"]);
    published.extend(metas(PUBLISHED));
    published.extend(&visible.published);
    published.extend(declared(&["uploadDate", "dateCreated"]));
    published.extend(url.and_then(in_address));
    let mut modified = declared(&["dateModified"]);
    modified.extend(metas(MODIFIED));
    modified.extend(&visible.modified);
    let published = best(&published);
    let modified = best(&modified).filter(|modified| published.is_none_or(|published| *modified > published));
    match (published, modified) {
        (None, Some(only)) => (Some(only), None),
        times => times,
    }
}

/// The first time; a later one that says the same more exactly takes its place.
fn best(times: &[WrittenTime]) -> Option<Timestamp> {
    let first = *times.first()?;
    let is_midnight = |time: &WrittenTime| time.local.time() == jiff::civil::Time::midnight();
    if !first.has_clock || is_midnight(&first) && first.offset_s.is_none() {
        let exact = times.iter().find(|time| {
            time.has_clock
                && !is_midnight(time)
                && (time.moment().since_us(first.moment())).abs() <= 36 * Timestamp::HOUR
        });
        return Some(exact.unwrap_or(&first).moment());
    }
    if first.offset_s.is_none() {
        let same_clock = |time: &&WrittenTime| {
            let (one, other) = (time.local, first.local);
            time.offset_s.is_some()
                && one.date() == other.date()
                && one.hour() == other.hour()
                && one.minute() == other.minute()
        };
        return Some(times.iter().find(same_clock).unwrap_or(&first).moment());
    }
    Some(first.moment())
}

/// A day in the address: `/2024/05/02/`, `/2024-05-02-`, `/20240502/`.
fn in_address(url: &str) -> Option<WrittenTime> {
    let path = url.split("://").nth(1)?.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|character: char| !character.is_ascii_digit()).collect();
    for window in numbers.windows(3) {
        if window[0].len() == 4 && (1..=2).contains(&window[1].len()) && (1..=2).contains(&window[2].len()) {
            return parse_field(&window.join("-"), Lang::default());
        }
    }
    let whole = numbers.iter().find(|number| number.len() == 8 && number.starts_with("20"))?;
    parse_field(whole, Lang::default())
}

//! Beginning to follow: one found source, or all of an OPML file; and the way back out.

use crate::{now, on_pool};
use anyhow::{Context, Result};
use extract::PageInput;
use gather::Client;
use gather::{FoundSource, OpmlEntry};
use news::{Document, Lang, SourceId, SourceKind};
use store::{NewPublisher, NewSource, PagePolicy, Store};
use url::Url;

/// What came of following.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    pub source: SourceId,
    /// False when it was followed already.
    pub new: bool,
}

/// What came of an OPML file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub new: usize,
    pub known: usize,
    /// Addresses that cannot be followed, with the reason.
    pub refused: Vec<(String, String)>,
}

/// Finds what can be followed behind an address, best first. Empty when there is nothing. A page that shows the posts of a
/// live blog is one, whether its data say so or not.
pub async fn find(client: &Client, address: &str) -> Result<Vec<FoundSource>> {
    // People type addresses as they say them.
    let address = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let shows_posts = async |document: &Document| {
        let document = document.clone();
        on_pool(move || shows_posts(&document)).await.unwrap_or(false)
    };
    Ok(gather::find_sources_with(client, &address, shows_posts).await?)
}

fn shows_posts(document: &Document) -> bool {
    let article = extract::extract_page(&PageInput {
        url: Some(&document.final_url),
        html: &document.body,
        content_type: document.content_type.as_deref(),
        fetched: Some(document.fetched),
        ..PageInput::default()
    });
    article.is_live_blog && !article.posts.is_empty()
}

/// Follows a source; it is due at once.
pub async fn follow(store: &Store, found: &FoundSource, folder: Option<&str>) -> Result<Followed> {
    let (source, new) = store.follow(new_source(found, folder)?).await?;
    Ok(Followed { source, new })
}

/// Makes ready to be followed what was found; due at once. Fails when the address has no host.
pub(crate) fn new_source(found: &FoundSource, folder: Option<&str>) -> Result<NewSource> {
    let home = found.home_url.as_deref().unwrap_or(&found.url);
    let key = publisher_key(home).or_else(|| publisher_key(&found.url)).context("the address has no host")?;
    let publisher = NewPublisher {
        name: found.publisher.clone().unwrap_or_else(|| publisher_name(&found.title, &key)),
        key,
        home_url: Some(home_page(home)),
        lang: found.lang.unwrap_or(Lang::UNKNOWN),
    };
    Ok(NewSource {
        publisher,
        kind: found.kind,
        url: found.url.clone(),
        title: if found.title.is_empty() { found.url.clone() } else { found.title.clone() },
        home_url: found.home_url.clone(),
        folder: folder.map(str::to_owned),
        pages: PagePolicy::Auto,
        next_fetch: now(),
        created: now(),
    })
}

/// Follows every source that an OPML file names, without asking for any of them yet.
pub async fn import_opml(store: &Store, file: &[u8]) -> Result<Imported> {
    let mut imported = Imported::default();
    for entry in gather::parse_opml(file)? {
        let is_web = Url::parse(&entry.url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !is_web {
            imported.refused.push((entry.url, "not an http or https address".to_owned()));
            continue;
        }
        let folder = entry.folders.first().cloned();
        let found = FoundSource {
            url: entry.url,
            title: entry.title,
            kind: SourceKind::Feed,
            home_url: entry.home_url,
            ..FoundSource::default()
        };
        let followed = follow(store, &found, folder.as_deref()).await?;
        if followed.new {
            imported.new += 1;
        } else {
            imported.known += 1;
        }
    }
    Ok(imported)
}

/// Writes every source as OPML.
pub async fn sources_as_opml(store: &Store, title: &str) -> Result<String> {
    let mut entries = Vec::new();
    let mut after = None;
    loop {
        let page = store.sources(after, 500).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.source.id);
        entries.extend(page.into_iter().map(|health| OpmlEntry {
            title: health.source.title,
            url: health.source.url,
            home_url: health.source.home_url,
            folders: health.source.folder.into_iter().collect(),
        }));
    }
    Ok(gather::write_opml(title, &entries))
}

/// Names the publisher behind an address: its registrable domain.
fn publisher_key(address: &str) -> Option<String> {
    gather::budget::registrable_domain(address)
}

fn home_page(address: &str) -> String {
    Url::parse(address).ok().and_then(|url| url.join("/").ok()).map_or_else(|| address.to_owned(), String::from)
}

/// Takes the publisher's name out of a title that says more: "Singapore and the straits | Tidewater Post". Of its parts
/// the one that the publisher's domain is made of; else the last, where sites put their name.
fn publisher_name(title: &str, key: &str) -> String {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let domain = letters(key.split('.').next().unwrap_or_default());
    let parts: Vec<&str> = title
        .split(['|', '–', '—', '·', '»', '«'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_named = |part: &&str| {
        let words = letters(part);
        let main_word =
            part.split_whitespace().map(letters).any(|word| word.chars().count() > 3 && domain.contains(&word));
        !domain.is_empty() && (words.contains(&domain) || domain.contains(&words) || main_word)
    };
    let named = parts.iter().filter(|part| is_named(part)).min_by_key(|part| part.chars().count());
    named
        .or(parts.last())
        .map_or_else(|| if title.is_empty() { key.to_owned() } else { title.to_owned() }, |part| (*part).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_says_more_gives_the_publishers_name() {
        let check =
            |title: &str, key: &str, expected: &str| assert_eq!(publisher_name(title, key), expected, "{title}");
        check("Tidewater Post", "tidewater.example", "Tidewater Post");
        check("Tidewater Post – Singapore and the straits | Tidewater Post", "tidewater.example", "Tidewater Post");
        check("World news - The Harbour Courier", "courier.example", "The Harbour Courier");
        check("Nachrichten | Elbmorgen", "em-verlag.example", "Elbmorgen");
        check("星渡日报", "xingdu.example", "星渡日报");
        check("", "quiet.example", "quiet.example");
    }
}

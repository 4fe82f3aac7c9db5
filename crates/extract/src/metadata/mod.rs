//! Facts about the article: each from the source that is right most often, checked against the others.

pub(crate) mod dom;
pub(crate) mod heading;
pub(crate) mod json_ld;
pub(crate) mod meta;
pub(crate) mod times;
pub(crate) mod title;

use crate::address;
use crate::byline;
use crate::dates::parse_duration_s;
use json_ld::{Objects, address_of, plain, text_of};
use meta::Meta;
use news::{Author, Lang, Media, MediaKind};
use serde_json::Value;
use url::Url;

const MAX_TOPICS: usize = 40;

/// The language the page says it is in.
pub(crate) fn lang(meta: &Meta<'_>, objects: &Objects<'_>) -> Option<Lang> {
    let declared = objects.property("inLanguage").and_then(|value| match value {
        Value::Object(map) => map.get("alternateName").or(map.get("name")).and_then(text_of),
        other => text_of(other),
    });
    meta.html_lang
        .and_then(Lang::parse)
        .or_else(|| {
            meta.first(&["og:locale", "content-language", "language", "dc.language", "inlanguage"])
                .and_then(Lang::parse)
        })
        .or_else(|| declared.as_deref().and_then(Lang::parse))
        .filter(|lang| !lang.is_unknown())
}

/// The authors, from the structured data first; places come from the visible byline.
pub(crate) fn authors(
    meta: &Meta<'_>,
    objects: &Objects<'_>,
    visible: Vec<Author>,
    sites: &[String],
    lang: Lang,
) -> Vec<Author> {
    let mut declared = Vec::new();
    for object in objects.strong() {
        for property in ["author", "creator"] {
            if let Some(value) = object.get(property) {
                declared = byline::merge(objects.names(value).iter().map(|name| byline::parse_field(name, lang)));
            }
            if !declared.is_empty() {
                break;
            }
        }
        if !declared.is_empty() {
            break;
        }
    }
    let is_publisher = |author: &Author| {
        let first = author.name.split(' ').next().unwrap_or_default();
        // "WXY North" at WXY is a part of the house.
        let is_part = first.chars().count() >= 3 && sites.contains(&byline::key_of(first));
        is_part || sites.contains(&byline::key_of(&author.name))
    };
    let without_publisher = |mut authors: Vec<Author>| {
        if authors.iter().any(|author| !is_publisher(author)) {
            authors.retain(|author| !is_publisher(author));
        }
        authors
    };
    let declared = without_publisher(declared);
    let from_meta = || {
        let names = [
            "author",
            "article:author",
            "byl",
            "parsely-author",
            "dc.creator",
            "dcterms.creator",
            "sailthru.author",
            "cxenseparse:author",
            "article:author_name",
            "authors",
            "news_authors",
            "dcsext.author",
        ];
        names.iter().find_map(|name| {
            let found = byline::merge(meta.all(name).map(|value| byline::parse_field(&plain(value), lang)));
            (!found.is_empty() && !found.iter().all(is_publisher)).then_some(found)
        })
    };
    let mut authors = if declared.iter().all(is_publisher) {
        let better = from_meta().or((!visible.is_empty()).then(|| visible.clone()));
        without_publisher(better.unwrap_or(declared))
    } else {
        declared
    };
    for author in &mut authors {
        let key = byline::key_of(&author.name);
        author.place = author.place.take().or_else(|| {
            visible.iter().find(|seen| byline::key_of(&seen.name) == key).and_then(|seen| seen.place.clone())
        });
    }
    authors
}

/// The publisher's name.
pub(crate) fn publisher(meta: &Meta<'_>, objects: &Objects<'_>) -> Option<String> {
    let declared = objects
        .strong()
        .find_map(|object| object.get("publisher"))
        .and_then(|value| objects.names(value).into_iter().next());
    let site = meta
        .first(&["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"])
        .map(plain);
    declared
        .or(site)
        .or_else(|| {
            objects
                .of_type("NewsMediaOrganization")
                .chain(objects.of_type("WebSite"))
                .find_map(|object| object.get("name").and_then(text_of))
        })
        .filter(|name| name.chars().count() <= 80 && !name.is_empty())
}

/// The names the site goes by, as keys of [`byline::key_of`]: publisher, site, host.
pub(crate) fn site_names(meta: &Meta<'_>, publisher: Option<&str>, host: &str) -> Vec<String> {
    let domain = psl::domain_str(host).unwrap_or(host);
    let named = ["og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site"];
    let names = named.iter().flat_map(|name| meta.all(name)).map(plain);
    let hosts = [domain.to_owned(), domain.split('.').next().unwrap_or_default().to_owned(), host.to_owned()];
    let mut keys: Vec<String> =
        publisher.map(str::to_owned).into_iter().chain(names).chain(hosts).map(|name| byline::key_of(&name)).collect();
    keys.retain(|key| key.chars().count() >= 2);
    keys
}

pub(crate) fn section(meta: &Meta<'_>, objects: &Objects<'_>) -> Option<String> {
    let declared = objects.property("articleSection").and_then(text_of);
    let named = meta
        .first(&[
            "article:section",
            "section",
            "parsely-section",
            "sailthru.section",
            "cxenseparse:category",
            "category",
            "og:section",
        ])
        .map(plain);
    let name = declared.or(named).or_else(|| crumb(objects))?;
    let name = name.split([',', ';']).next().unwrap_or_default().trim().to_owned();
    (!name.is_empty() && name.chars().count() <= 60).then_some(name)
}

/// The last but one step of the breadcrumb, which names the section.
fn crumb(objects: &Objects<'_>) -> Option<String> {
    let list = objects.of_type("BreadcrumbList").next()?;
    let steps = list.get("itemListElement")?.as_array()?;
    let name = |step: &Value| {
        step.get("name")
            .and_then(text_of)
            .or_else(|| step.get("item").and_then(|item| item.get("name")).and_then(text_of))
    };
    let step = if steps.len() >= 3 { steps.get(1)? } else { steps.first().filter(|_| steps.len() == 2)? };
    name(step)
}

/// The topics, from the first source that has any.
pub(crate) fn topics(meta: &Meta<'_>, objects: &Objects<'_>) -> Vec<String> {
    let tags: Vec<String> = meta.all("article:tag").map(plain).collect();
    let declared: Vec<String> = objects
        .strong()
        .find_map(|object| object.get("keywords").filter(|value| !value.is_null()))
        .map(|value| match value {
            Value::String(text) => split_keywords(&plain(text)),
            other => {
                let names = objects.names(other);
                match names.as_slice() {
                    [one] => split_keywords(one),
                    _ => names,
                }
            }
        })
        .unwrap_or_default();
    let named = || {
        ["news_keywords", "parsely-tags", "sailthru.tags", "keywords", "cxenseparse:keywords", "dc.subject"]
            .iter()
            .find_map(|name| meta.first(&[name]))
    };
    let chosen = if tags.len() > 1 || declared.is_empty() && !tags.is_empty() {
        tags.iter().flat_map(|tag| if tags.len() == 1 { split_keywords(tag) } else { vec![tag.clone()] }).collect()
    } else if !declared.is_empty() {
        declared
    } else {
        named().map(|text| split_keywords(&plain(text))).unwrap_or_default()
    };
    let mut topics: Vec<String> = Vec::new();
    for topic in chosen {
        let topic = topic.trim().to_owned();
        let is_machine = topic.contains([':', '=', '{']) && !topic.contains(' ');
        if !topic.is_empty()
            && topic.chars().count() <= 80
            && !is_machine
            && !topics.contains(&topic)
            && topics.len() < MAX_TOPICS
        {
            topics.push(topic);
        }
    }
    topics
}

fn split_keywords(text: &str) -> Vec<String> {
    let mark =
        [';', '|', '，', '、'].into_iter().find(|mark| text.contains(*mark) && !text.contains(',')).unwrap_or(',');
    text.split(mark).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The lead picture.
pub(crate) fn image_url(meta: &Meta<'_>, objects: &Objects<'_>, base: Option<&Url>) -> Option<String> {
    let declared = objects
        .strong()
        .find_map(|object| object.get("image").map(|value| objects.resolved(value)).and_then(address_of));
    meta.first(&["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"])
        .into_iter()
        .chain(declared)
        .chain(objects.strong().find_map(|object| object.get("thumbnailUrl").and_then(address_of)))
        .find_map(|address| address::resolve(base, address))
}

/// Films and sounds the structured data name, with their running times.
pub(crate) fn declared_media(objects: &Objects<'_>, base: Option<&Url>) -> Vec<Media> {
    let films = objects.of_type("VideoObject").map(|object| (MediaKind::Video, object));
    let sounds = objects
        .of_type("AudioObject")
        .chain(objects.of_type("PodcastEpisode"))
        .map(|object| (MediaKind::Audio, object));
    let mut media: Vec<Media> = Vec::new();
    for (kind, object) in films.chain(sounds) {
        let address = ["contentUrl", "embedUrl", "url"].iter().find_map(|key| object.get(*key).and_then(address_of));
        let Some(url) = address.and_then(|address| address::resolve(base, address)) else { continue };
        if media.iter().any(|known| known.url == url) || media.len() >= 50 {
            continue;
        }
        let caption = object.get("name").or(object.get("headline")).and_then(text_of).unwrap_or_default();
        let duration_s = object.get("duration").or(object.get("timeRequired")).and_then(|value| match value {
            Value::String(text) => parse_duration_s(text),
            Value::Number(number) => parse_duration_s(&number.to_string()),
            _ => None,
        });
        media.push(Media { kind, url, caption, duration_s });
    }
    media
}

/// What a page says of itself in a sentence, in every wording it gives; the best first.
pub(crate) fn descriptions(meta: &Meta<'_>, objects: &Objects<'_>) -> Vec<String> {
    let declared = objects.strong().filter_map(|object| object.get("description").and_then(text_of));
    let metas = ["og:description", "description", "twitter:description", "dc.description"];
    let mut found: Vec<String> = Vec::new();
    for text in declared.chain(metas.iter().filter_map(|name| meta.first(&[name])).map(plain)) {
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

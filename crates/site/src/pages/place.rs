//! A place and the articles about it, newest first: a city, a region, a country with all that lies in it.

use super::Asked;
use super::follows::FollowButton;
use super::publisher::in_path;
use super::river::{ASKED, River};
use crate::Site;
use crate::answer::{self, PageError};
use crate::frame::{Frame, LangMark, Markup, PageFeed};
use crate::tongue::Tongue;
use axum::response::Response;
use enrich::atlas::{self, Known};
use enrich::gazetteer::PlaceKind;
use news::{Article, Mention, PlaceOfArticle};
use serde_json::json;
use store::{FollowKind, StoreError};

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, paging }: &Asked) -> Result<String, PageError> {
    let known = atlas::find(key).ok_or(PageError::NotFound)?;
    let cards = site.store.place_articles(key, paging.cursor()?, ASKED).await?;
    let count = site.store.count_place_articles(key).await?;
    let say = visit.tongue;
    let name = name(site, key, &known, say).await?;
    let path = path_of(key);
    let mut frame = Frame::new(site, visit, &name.text, &path);
    frame.hidden_from_robots = cards.is_empty();
    frame.feed = Some(PageFeed::of_list(&name.text, &path));
    frame.data = Some(described(&frame, &known, &name.text, say));
    let follow = FollowButton::of(site, visit, &frame, FollowKind::Place, key.clone()).await?;
    let mut beside = Vec::new();
    if let Some(country) = atlas::country_key(&known.country).filter(|country| country != key) {
        beside.push((path_of(&country), say.country_name(&known.country)));
    }
    let hashtag = known.label.to_lowercase();
    match site.store.hashtag(&hashtag).await {
        Ok(hashtag) => beside.push((format!("/tag/{}", in_path(&hashtag.key)), format!("#{}", hashtag.label))),
        Err(StoreError::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    let page = River {
        follow,
        heading_lang: name.mark,
        note: say.place_facts(count, key_of(known.kind)),
        beside,
        empty: say.place_empty(),
        ..River::new(frame, name.text, cards, visit)
    };
    page.show(site, visit).await
}

/// The kind as messages know it.
fn key_of(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::City => "city",
        PlaceKind::Region => "region",
        PlaceKind::Country => "country",
        PlaceKind::Wide => "wide",
    }
}

pub fn path_of(key: &str) -> String {
    format!("/place/{}", in_path(key))
}

/// What a page calls a place.
pub struct PlaceName {
    pub text: String,
    pub mark: LangMark,
}

/// Names a place in the language of the page, as articles of that language write it; in English where there are none.
pub async fn name(site: &Site, key: &str, known: &Known, tongue: Tongue) -> Result<PlaceName, PageError> {
    if known.kind == PlaceKind::Country {
        return Ok(PlaceName { text: tongue.country_name(&known.country), mark: LangMark::none(tongue) });
    }
    Ok(match site.store.place_spelling(key, tongue.lang()).await? {
        Some(text) => PlaceName { text, mark: LangMark::none(tongue) },
        None => PlaceName { text: known.name(), mark: LangMark::of(Tongue::English.lang(), tongue) },
    })
}

/// The page as search engines read it (schema.org).
fn described(frame: &Frame, known: &Known, name: &str, tongue: Tongue) -> Markup {
    let kind = match known.kind {
        PlaceKind::City => "City",
        PlaceKind::Region => "AdministrativeArea",
        PlaceKind::Country => "Country",
        PlaceKind::Wide => "Place",
    };
    let (latitude, longitude) = known.coordinates;
    let mut place = json!({ "@type": kind, "name": name });
    if known.kind != PlaceKind::Wide {
        place["geo"] = json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude });
    }
    if known.kind != PlaceKind::Country && !known.country.is_empty() {
        place["containedInPlace"] = json!({ "@type": "Country", "name": tongue.country_name(&known.country) });
    }
    Markup::data(&json!({
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "url": frame.canonical(),
        "name": frame.head_title(),
        "about": place,
    }))
}

/// A place under an article.
pub struct PlaceLink {
    pub path: String,
    pub name: String,
    pub mark: LangMark,
}

/// Links to the places an article is about, as it writes them; countries as the page writes them.
pub fn links(article: &Article, mentions: &[Mention], lang: LangMark, tongue: Tongue) -> Vec<PlaceLink> {
    let about = atlas::places_of(article, mentions).into_iter();
    let link = |place: PlaceOfArticle| {
        let known = atlas::find(&place.key)?;
        let (name, mark) = match known.kind {
            PlaceKind::Country => (tongue.country_name(&known.country), LangMark::none(tongue)),
            _ => (place.spelling, lang),
        };
        Some(PlaceLink { path: path_of(&place.key), name, mark })
    };
    about.filter_map(link).collect()
}

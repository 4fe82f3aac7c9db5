//! Of what an answer of the search is made, as links that narrow it down.

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::words;
use ::search::Query;
use news::PublisherId;

/// The most links of one kind.
const LINKS: usize = 8;

/// A kind of parts: languages, publishers or sections.
pub struct Narrowing {
    pub heading: &'static str,
    pub links: Vec<NarrowLink>,
}

pub struct NarrowLink {
    pub name: String,
    /// As the language of the page writes numbers.
    pub count: String,
    /// The question, narrowed down.
    pub query: String,
}

/// The parts of an answer, and whether all of it was counted.
pub struct Narrowings {
    pub kinds: Vec<Narrowing>,
    /// Says so when only a part was counted.
    pub note: Option<String>,
}

/// Finds what the answer to `text` can be narrowed down to: nothing where all of it is of one kind.
pub async fn narrow(site: &Site, visit: &Visit, text: &str, query: &Query) -> Result<Narrowings, PageError> {
    let _turn = site.search_turns.acquire().await.map_err(anyhow::Error::from)?;
    let (index, question, tongue) = (site.index.clone(), query.clone(), visit.tongue);
    let facets = tokio::task::spawn_blocking(move || index.facets(&question)).await;
    let facets = facets.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?;
    let ids: Vec<PublisherId> = facets.publishers.iter().take(LINKS).map(|(id, _)| *id).collect();
    let publishers = if ids.len() > 1 { site.store.publishers_by_ids(&ids).await? } else { Vec::new() };

    let link = |name: String, count: usize, operator: &str, key: &str| NarrowLink {
        name,
        count: tongue.number(count as i64),
        query: format!("{text} {operator}:{key}"),
    };
    let langs = facets.langs.iter().map(|(lang, count)| {
        let name = words::own_name_of_language(lang.as_str()).unwrap_or(lang.as_str());
        link(name.to_owned(), *count, "lang", lang.as_str())
    });
    let publishers = facets.publishers.iter().filter_map(|(id, count)| {
        let publisher = publishers.iter().find(|publisher| publisher.id == *id)?;
        Some(link(publisher.name.clone(), *count, "publisher", &publisher.key))
    });
    let sections = facets.sections.iter().filter_map(|(key, count)| {
        let (key, name) = words::section(key)?;
        Some(link(name(tongue).to_owned(), *count, "section", key))
    });
    let kinds = [
        Narrowing { heading: tongue.search_narrow_langs(), links: langs.take(LINKS).collect() },
        Narrowing { heading: tongue.search_narrow_sections(), links: sections.take(LINKS).collect() },
        Narrowing { heading: tongue.search_narrow_publishers(), links: publishers.take(LINKS).collect() },
    ];
    let counted: usize = facets.publishers.iter().map(|(_, count)| count).sum();
    Ok(Narrowings {
        kinds: kinds.into_iter().filter(|kind| kind.links.len() > 1).collect(),
        note: (!facets.is_exact).then(|| tongue.search_narrow_part(counted as i64)),
    })
}

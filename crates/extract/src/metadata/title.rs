//! The headline, without the site's name.

use super::json_ld::{Objects, plain, text_of};
use super::meta::Meta;
use crate::byline::key_of;

/// What stands between a headline and a site's name.
const DIVIDERS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ~ ", " ⋆ ", "｜", "_", " : ", "| "];

/// Chooses the headline among what the page offers.
pub(crate) fn choose(
    meta: &Meta<'_>,
    objects: &Objects<'_>,
    heading: &str,
    publisher: Option<&str>,
    host: &str,
) -> String {
    let headline = objects.strong().find_map(|object| object.get("headline").and_then(text_of));
    let headline = headline
        .or_else(|| objects.strong().find_map(|object| object.get("name").and_then(text_of)))
        .unwrap_or_default();
    let open_graph = meta.first(&["og:title"]).map(plain).unwrap_or_default();
    let twitter =
        meta.first(&["twitter:title", "dc.title", "parsely-title", "sailthru.title"]).map(plain).unwrap_or_default();
    let sites: Vec<String> = [publisher.map(str::to_owned), meta.first(&["og:site_name"]).map(plain), host_name(host)]
        .into_iter()
        .flatten()
        .map(|name| key_of(&name))
        .filter(|name| name.chars().count() >= 2)
        .collect();
    let others = [headline.as_str(), open_graph.as_str(), heading, twitter.as_str()];
    let clean = |title: &str| without_site(title, &sites, &others);
    let headline = clean(&headline);
    let open_graph = clean(&open_graph);
    let heading = clean(heading);
    let is_whole = |title: &&String| !title.is_empty() && !title.ends_with("...") && !title.ends_with('…');
    let candidates = [headline, open_graph, heading, clean(&twitter), clean(&meta.title_element)];
    let whole = candidates.iter().find(is_whole);
    whole.or_else(|| candidates.iter().find(|title| !title.is_empty())).cloned().unwrap_or_default()
}

fn host_name(host: &str) -> Option<String> {
    let domain = psl::domain_str(host)?;
    domain.split('.').next().map(str::to_owned)
}

/// Takes the site's name off the end or the start: what matches a known name, or what the page's other titles lack.
pub(crate) fn without_site(title: &str, sites: &[String], others: &[&str]) -> String {
    let mut title = title.trim();
    let is_rest = |rest: &str| DIVIDERS.iter().any(|divider| rest.starts_with(divider));
    if let Some(other) =
        others.iter().find(|other| other.chars().count() >= 12 && title.strip_prefix(other.trim()).is_some_and(is_rest))
    {
        return other.trim().to_owned();
    }
    for _ in 0..3 {
        let Some((at, divider)) = DIVIDERS
            .iter()
            .filter_map(|divider| title.rfind(divider).map(|at| (at, *divider)))
            .max_by_key(|(at, _)| *at)
        else {
            break;
        };
        let (head, tail) = (title[..at].trim(), title[at + divider.len()..].trim());
        if head.is_empty() || tail.is_empty() {
            break;
        }
        let is_site = is_site_name(tail, sites) || others.iter().any(|other| other.trim() == head);
        if !is_site || head.chars().count() < 4 {
            break;
        }
        title = head;
    }
    for divider in DIVIDERS {
        if let Some((head, tail)) = title.split_once(divider)
            && is_site_name(head.trim(), sites)
            && tail.trim().chars().count() > 12
        {
            title = tail.trim();
            break;
        }
    }
    title.to_owned()
}

fn is_site_name(text: &str, sites: &[String]) -> bool {
    let key = key_of(text);
    let words = text.split_whitespace().count();
    !key.is_empty()
        && words <= 5
        && sites.iter().any(|site| {
            key == *site
                || key.chars().count() >= 4 && site.starts_with(&key)
                || site.chars().count() >= 3
                    && (key.starts_with(site.as_str()) || key.ends_with(site.as_str()))
                    && words <= 4
                    && key.len() <= site.len() + 12
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_leaves_the_title() {
        let sites = vec![key_of("The Daily News"), key_of("dailynews")];
        let check =
            |title: &str, others: &[&str], expected: &str| assert_eq!(without_site(title, &sites, others), expected);
        check("Mayor resigns | The Daily News", &[], "Mayor resigns");
        check("Mayor resigns - Politics - The Daily News", &["Mayor resigns"], "Mayor resigns");
        check("Mayor - who else? - resigns", &[], "Mayor - who else? - resigns");
        check("The Daily News | The mayor has resigned", &[], "The mayor has resigned");
    }
}

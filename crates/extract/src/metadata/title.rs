//! The headline, without the site's name.
//!
//! What a reader sees above the text is the truth, the metadata confirm and repair it: search engines and social
//! networks are told other titles than readers are. Two that agree in the metadata outvote the heading, which may
//! leave out the kicker they hold.

use super::heading::Heading;
use super::json_ld::{Objects, plain, text_of};
use super::meta::Meta;
use crate::byline::key_of;

/// What stands between a headline and a site's name.
const DIVIDERS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ~ ", " ⋆ ", "｜", "_", " : ", "| "];

/// The titles a page's metadata claim, as they stand; empty where there is none.
pub(crate) struct Claims {
    headline: String,
    open_graph: String,
    twitter: String,
    title_element: String,
    sites: Vec<String>,
}

impl Claims {
    pub fn read(meta: &Meta<'_>, objects: &Objects<'_>, publisher: Option<&str>, host: &str) -> Self {
        let headline = objects.strong().find_map(|object| object.get("headline").and_then(text_of));
        let headline = headline
            .or_else(|| objects.strong().find_map(|object| object.get("name").and_then(text_of)))
            .unwrap_or_default();
        let sites = [publisher.map(str::to_owned), meta.first(&["og:site_name"]).map(plain), host_name(host)];
        let mut claims = Self {
            headline,
            open_graph: meta.first(&["og:title"]).map(plain).unwrap_or_default(),
            twitter: meta
                .first(&["twitter:title", "dc.title", "parsely-title", "sailthru.title"])
                .map(plain)
                .unwrap_or_default(),
            title_element: meta.title_element.clone(),
            sites: sites.into_iter().flatten().map(|name| key_of(&name)).collect(),
        };
        claims.sites.retain(|name| name.chars().count() >= 2);
        claims
    }

    /// The claimed titles as keys of [`key_of`], without the site's name.
    pub fn keys(&self) -> Vec<String> {
        let cleaned = self.cleaned("");
        let mut keys: Vec<String> = cleaned.iter().map(|title| key_of(title)).collect();
        keys.retain(|key| !key.is_empty());
        keys
    }

    /// JSON-LD's headline, OpenGraph's title, Twitter's, the title element, each without the site's name.
    fn cleaned(&self, heading: &str) -> [String; 4] {
        let others = [self.headline.as_str(), self.open_graph.as_str(), heading, self.twitter.as_str()];
        [&self.headline, &self.open_graph, &self.twitter, &self.title_element]
            .map(|title| without_site(title, &self.sites, &others))
    }

    /// Chooses the headline.
    pub fn choose(&self, heading: Option<&Heading>) -> String {
        let shown = heading.map(|heading| heading.text.as_str()).unwrap_or_default();
        let claims = self.cleaned(shown);
        let shown = without_site(shown, &self.sites, &[&self.headline, &self.open_graph, &self.twitter]);
        let chosen = self.chosen(heading, &shown, &claims);
        whole_of(chosen, claims.iter().chain([&shown])).to_owned()
    }

    fn chosen<'a>(&self, heading: Option<&Heading>, shown: &'a str, claims: &'a [String; 4]) -> &'a str {
        let [headline, open_graph, _, element] = claims;
        if !headline.is_empty() && agree(headline, open_graph) {
            return headline;
        }
        let is_confirmed = headline.is_empty() && !open_graph.is_empty() && agree(open_graph, element);
        // Nothing but a kicker stands before the heading's own words.
        if is_confirmed && !key_of(open_graph).ends_with(&key_of(shown)) {
            return open_graph;
        }
        if let Some(heading) = heading.filter(|_| !shown.is_empty()) {
            if let Some(claim) = claims.iter().find(|claim| agree(claim, shown)) {
                // Where a heading is set in parts, its marks may be missing.
                return if heading.is_plain { shown } else { claim };
            }
            if let Some(with_kicker) = claims.iter().find(|claim| agree(claim, &heading.whole)) {
                return with_kicker;
            }
            if heading.is_sure && self.fits(shown, claims) {
                return shown;
            }
        }
        let rest = [headline.as_str(), open_graph, shown, &claims[2], &claims[3]];
        rest.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
    }

    /// A heading that shares no word with any other title is a section's or the site's.
    fn fits(&self, shown: &str, claims: &[String]) -> bool {
        let words = long_words(shown);
        !is_site_name(shown, &self.sites)
            && (claims.iter().all(String::is_empty)
                || claims.iter().any(|claim| long_words(claim).iter().any(|word| words.contains(word))))
    }
}

fn agree(one: &str, other: &str) -> bool {
    key_of(one) == key_of(other)
}

/// A title cut short is replaced by one that goes on where it ends.
fn whole_of<'a>(title: &'a str, others: impl Iterator<Item = &'a String>) -> &'a str {
    let stem = title.trim_end_matches(['.', '…']).trim_end();
    if stem.len() == title.len() || !title.ends_with("...") && !title.ends_with('…') {
        return title;
    }
    others.map(String::as_str).find(|other| other.starts_with(stem) && other.len() > title.len()).unwrap_or(title)
}

/// Words that tell titles apart, in lower case; pairs of characters where words are not spaced.
fn long_words(title: &str) -> Vec<String> {
    const MIN_CHARS: usize = 4;
    let lower = title.to_lowercase();
    let mut words = Vec::new();
    for word in lower.split(|character: char| !character.is_alphanumeric()) {
        let characters: Vec<char> = word.chars().collect();
        if characters.iter().any(|character| matches!(u32::from(*character), 0x0e00..=0x0eff | 0x3040..=0x9fff)) {
            words.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if characters.len() >= MIN_CHARS
            || characters.iter().any(|character| matches!(u32::from(*character), 0xac00..=0xd7af))
        {
            words.push(word.to_owned());
        }
    }
    words
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

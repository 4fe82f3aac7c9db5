//! Addresses: resolved, canonical, and as an identity.

use url::Url;

/// Parameters that tell where a click came from and never which page it is. The part before `*` is a prefix.
#[rustfmt::skip]
const TRACKERS: &[&str] = &[
    "utm_*", "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
    "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "at_medium", "at_campaign", "at_custom*", "at_link*",
    "at_ptr_name", "at_format", "at_bbc_team", "at_campaign_type", "ns_source", "ns_mchannel", "ns_campaign",
    "ns_linkname", "ns_fee", "cmpid", "cmp", "icid", "ito", "xtor", "wt_mc", "wt_zmc", "wt.mc_id", "wt.mc*", "_ga",
    "_gl", "_hsenc", "_hsmi", "hsctatracking", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "s_cid",
    "s_kwcid", "sc_cmp", "scid", "guccounter", "guce_referrer", "guce_referrer_sig", "ref_src", "ref_url",
    "__twitter_impression", "smid", "smtyp", "sref", "srnd", "traffic_source", "rss", "from_rss", "soc_src",
    "soc_trk", "cx_testid", "cx_testvariant", "cx_artpos", "piano_*", "pk_campaign", "pk_kwd", "pk_source",
    "pk_medium", "mtm_*", "matomo_*", "trk", "trkcampaign", "li_fat_id", "epik", "rb_clickid", "spm", "share_source",
    "share_token", "sharetype", "feedtype", "partner_id", "ocid", "cvid", "ei", "ncid", "mbid", "taid", "tid_source",
    "campaign_id", "cn-track", "zanpid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "ftag", "ftcamp",
    "dm_i", "ml_subscriber", "ml_subscriber_hash", "intcmp", "intcid", "int_source", "int_medium", "int_campaign",
    "maca", "mc_source", "newsletter_id", "reflink", "seid", "xing_share", "google_editors_picks", "google_preview",
    "ved", "usg",
];

/// Makes an address canonical: trackers and fragment removed, host in lower case, default port and dot segments gone;
/// the order of parameters is kept. None when it is not an http or https address.
pub fn canonical_url(url: &str) -> Option<String> {
    canonical(url).map(String::from)
}

fn canonical(url: &str) -> Option<Url> {
    let mut url = Url::parse(url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    if url.query().is_some() {
        let kept: Vec<&str> = url.query().unwrap_or_default().split('&').filter(|pair| !is_tracker(pair)).collect();
        let query = kept.join("&");
        url.set_query(if query.is_empty() { None } else { Some(&query) });
    }
    // Cannot fail for http and https.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Some(url)
}

fn is_tracker(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.is_empty()
        || TRACKERS.iter().any(|tracker| match tracker.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => name == *tracker,
        })
}

/// Makes the key under which two addresses of one page are equal: canonical, without scheme, `www.`, the AMP and
/// mobile variants' marks, trailing slash and index page, its parameters sorted. Not an address any more.
pub fn url_key(url: &str) -> Option<String> {
    let url = canonical(url)?;
    let host = url.host_str()?.trim_end_matches('.');
    let mut labels: Vec<&str> = host.split('.').collect();
    while labels.len() > 2 && matches!(labels[0], "www" | "amp" | "m" | "mobile") {
        labels.remove(0);
    }
    let mut key = labels.join(".");
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    let path = url.path();
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.len() > 1 && segments.first() == Some(&"amp") {
        segments.remove(0);
    }
    if matches!(segments.last(), Some(&"amp" | &"index.html" | &"index.php" | &"index.htm")) {
        segments.pop();
    }
    for (index, segment) in segments.iter().enumerate() {
        key.push('/');
        let is_last = index + 1 == segments.len();
        let stem = if is_last { segment.strip_suffix(".amp").or(segment.strip_suffix(".amp.html")) } else { None };
        key.push_str(stem.unwrap_or(segment));
    }
    let mut pairs: Vec<&str> = url.query().unwrap_or_default().split('&').filter(|pair| !is_amp_switch(pair)).collect();
    pairs.sort_unstable();
    if !pairs.is_empty() {
        key.push('?');
        key.push_str(&pairs.join("&"));
    }
    Some(key)
}

fn is_amp_switch(pair: &str) -> bool {
    matches!(pair, "" | "amp" | "amp=" | "amp=1" | "amp=true" | "outputType=amp" | "outputtype=amp" | "mobile=1")
}

/// What a page's own address may add to a relative one: a long base would be copied into every link.
const MAX_BASE_BYTES: usize = 300;

/// Resolves an address of a page to an absolute http or https address; None for anything else.
pub(crate) fn resolve(base: Option<&Url>, address: &str) -> Option<String> {
    resolve_url(base, address).map(String::from)
}

pub(crate) fn resolve_url(base: Option<&Url>, address: &str) -> Option<Url> {
    let address = address.trim();
    if address.is_empty() || address.len() > 4096 {
        return None;
    }
    let url = match base {
        Some(base) => base.join(address).ok()?,
        None => Url::parse(address).ok()?,
    };
    let is_short = url.as_str().len() <= 3 * address.len() + MAX_BASE_BYTES;
    (is_short && matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Resolves the address of a link: http, https or mailto; in-page links lead nowhere in a reader and give None.
pub(crate) fn resolve_link(base: Option<&Url>, address: &str) -> Option<String> {
    let address = address.trim();
    if address.starts_with('#') {
        return None;
    }
    if address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
        let url = Url::parse(address).ok()?;
        return news::html::is_link_address(url.as_str()).then(|| url.into());
    }
    resolve(base, address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trackers_and_fragments_leave_the_address() {
        let check = |url: &str, expected: Option<&str>| assert_eq!(canonical_url(url).as_deref(), expected, "{url}");
        check("HTTPS://Example.ORG:443/a/../b?utm_source=x&id=7&fbclid=1#top", Some("https://example.org/b?id=7"));
        check("http://example.org", Some("http://example.org/"));
        check("https://example.org/a?b=2&a=1", Some("https://example.org/a?b=2&a=1"));
        check("https://example.org/a?at_medium=RSS&at_campaign=rss", Some("https://example.org/a"));
        check("https://user:secret@example.org/a?", Some("https://example.org/a"));
        check("https://bücher.example/ä", Some("https://xn--bcher-kva.example/%C3%A4"));
        check("javascript:alert(1)", None);
        check("/relative", None);
    }

    #[test]
    fn variants_of_one_page_share_a_key() {
        let check = |url: &str, expected: &str| assert_eq!(url_key(url).as_deref(), Some(expected), "{url}");
        check("https://www.example.org/news/a/", "example.org/news/a");
        check("http://m.example.org/news/a?utm_medium=x", "example.org/news/a");
        check("https://amp.example.org/news/a.amp.html", "example.org/news/a");
        check("https://example.org/amp/news/a?b=2&a=1&amp=1", "example.org/news/a?a=1&b=2");
        check("https://example.org/news/a/index.html", "example.org/news/a");
        check("https://example.org:8080/", "example.org:8080");
        check("https://m.org/x", "m.org/x");
    }
}

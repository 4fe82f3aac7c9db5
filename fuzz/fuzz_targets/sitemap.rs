//! Anything inside a sitemap or an index of sitemaps; the first byte chooses which, as no mutation should have to
//! find the root element first.
#![no_main]

const SITEMAP: &str = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">"#;
const INDEX: &str = r#"<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"#;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let root = if choice % 2 == 0 { SITEMAP } else { INDEX };
    let body = [root.as_bytes(), rest].concat();
    let feed =
        gather::parse_feed(&body, Some("application/xml; charset=utf-8"), Some("https://example.org/sitemap.xml"));
    dateline_fuzz::check_feed(&feed);
});

//! Which vocabulary an element belongs to: by its namespace's address, or by the usual prefix when it has none.

/// The vocabularies that this crate reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Namespace {
    /// RSS of any version, CDF, a sitemap, or no namespace at all.
    Core,
    /// Atom 0.3 and 1.0.
    Atom,
    DublinCore,
    DublinCoreTerms,
    Content,
    Media,
    Podcast,
    Syndication,
    FeedBurner,
    Xhtml,
    Rdf,
    SitemapNews,
    SitemapImage,
    /// Known to carry nothing for us, or unknown.
    Other,
}

impl Namespace {
    /// Tells whether it is a feed's own vocabulary.
    pub fn is_core(self) -> bool {
        matches!(self, Self::Core | Self::Atom)
    }

    /// Recognises a namespace's address, whatever its letter case, scheme and last sign. None when unknown.
    pub fn of_uri(uri: &str) -> Option<Self> {
        let lower = uri.trim().to_ascii_lowercase();
        let bare = lower.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        Some(match bare.trim_end_matches(['/', '#']) {
            "" => Self::Core,
            "w3.org/2005/atom"
            | "purl.org/atom/ns"
            | "example.com/newformat"
            | "example.com/necho"
            | "purl.org/echo"
            | "uri/of/echo/namespace" => Self::Atom,
            "purl.org/rss/1.0"
            | "my.netscape.com/rdf/simple/0.9"
            | "channel.netscape.com/rdf/simple/0.9"
            | "my.netscape.com/publish/formats/rss-0.91.dtd"
            | "purl.org/net/rss1.1" => Self::Core,
            "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/metadata/dublin_core" => {
                Self::DublinCore
            }
            "purl.org/dc/terms" => Self::DublinCoreTerms,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" | "tools.search.yahoo.com/mrss" => Self::Media,
            "itunes.com/dtds/podcast-1.0.dtd" | "example.com/dtds/podcast-1.0.dtd" => Self::Podcast,
            "google.com/schemas/play-podcasts/1.0" => Self::Podcast,
            "rssnamespace.org/feedburner/ext/1.0" => Self::FeedBurner,
            "w3.org/1999/xhtml" => Self::Xhtml,
            "w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "sitemaps.org/schemas/sitemap/0.9" | "google.com/schemas/sitemap/0.84" => Self::Core,
            "google.com/schemas/sitemap-news/0.9" => Self::SitemapNews,
            "google.com/schemas/sitemap-image/1.1" => Self::SitemapImage,
            other
                if other.starts_with("backend.userland.com") || other.starts_with("blogs.law.harvard.edu/tech/rss") =>
            {
                Self::Core
            }
            other if other.starts_with("purl.org/rss/1.0/modules/") => Self::Other,
            "w3.org/2000/svg" | "w3.org/1998/math/mathml" | "w3.org/1999/xlink" => Self::Other,
            _ => return None,
        })
    }

    /// What a prefix means where nothing declares it.
    pub fn of_prefix(prefix: &str) -> Option<Self> {
        Some(match prefix.to_ascii_lowercase().as_str() {
            "" | "rss" => Self::Core,
            "atom" | "atom10" | "atom03" | "a10" => Self::Atom,
            "dc" => Self::DublinCore,
            "dcterms" => Self::DublinCoreTerms,
            "content" => Self::Content,
            "media" => Self::Media,
            "itunes" | "googleplay" => Self::Podcast,
            "sy" => Self::Syndication,
            "feedburner" => Self::FeedBurner,
            "xhtml" => Self::Xhtml,
            "rdf" => Self::Rdf,
            "news" => Self::SitemapNews,
            "image" => Self::SitemapImage,
            _ => return None,
        })
    }
}

/// The declarations in force while a document is read, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Namespaces<'a> {
    declared: Vec<(&'a str, Namespace)>,
}

impl<'a> Namespaces<'a> {
    /// More declarations than this are not kept.
    const MAX: usize = 1024;

    /// Reads `xmlns` or `xmlns:p`; other attributes are none of its business.
    pub fn declare(&mut self, attribute: &'a str, uri: &str, is_root: bool) {
        let Some(rest) = attribute.strip_prefix("xmlns") else { return };
        let prefix = match rest.strip_prefix(':') {
            Some(prefix) => prefix,
            None if rest.is_empty() => "",
            None => return,
        };
        if self.declared.len() == Self::MAX {
            return;
        }
        let unknown = match prefix {
            // A feed's default namespace may be anything; one that is declared further inside is not the feed's.
            "" if is_root => Namespace::Core,
            "" => Namespace::Other,
            _ => Namespace::of_prefix(prefix).unwrap_or(Namespace::Other),
        };
        self.declared.push((prefix, Namespace::of_uri(uri).unwrap_or(unknown)));
    }

    pub fn len(&self) -> usize {
        self.declared.len()
    }

    pub fn truncate(&mut self, length: usize) {
        self.declared.truncate(length);
    }

    /// Splits a qualified name into its vocabulary and its local part.
    pub fn resolve<'n>(&self, name: &'n str) -> (Namespace, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declared = self.declared.iter().rev().find(|(known, _)| *known == prefix).map(|(_, namespace)| *namespace);
        (declared.or_else(|| Namespace::of_prefix(prefix)).unwrap_or(Namespace::Other), local)
    }
}

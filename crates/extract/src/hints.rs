//! What the names in `class`, `id`, `role` and the like say of an element: is it the text, or one of the things
//! around it? The words are those web designers use, in English and a few other languages; none names a site.

use crate::tree::{Attr, NodeId, Tag, Tree};

/// What an element's names say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints {
    /// Beside the text, by its name; some sites name so what holds their text.
    pub is_aside: bool,
    /// Never part of the text, however long: adverts, consent, sharing, navigation, newsletters.
    pub is_foreign: bool,
    /// What readers write below the text. Often longer than the text.
    pub is_comments: bool,
    /// The whole text and nothing else, by its name: `article-body`, `entry-content`.
    pub is_body: bool,
    /// Something with the text in it: `article`, `post`, `content`, `main`.
    pub is_content: bool,
    /// A caption, a credit or a running time of a picture or film.
    pub is_caption: bool,
    /// Byline, date line and other facts about the article.
    pub is_byline: bool,
    pub is_standfirst: bool,
    pub is_title: bool,
    /// A wall in front of the rest of the text.
    pub is_paywall: bool,
    /// Written in such a way that nobody sees it.
    pub is_hidden: bool,
}

/// Words that say foreign, sorted.
#[rustfmt::skip]
const FOREIGN_WORDS: &[&str] = &[
    "ad", "adblock", "adbox", "adcontainer", "addthis", "addtoany", "ads", "adslot", "adunit", "adv", "advert",
    "advertisement", "advertising", "advertorial", "adverts", "adwrapper", "anmeldung", "anzeige", "anzeigen",
    "borlabs", "breadcrumb", "breadcrumbs", "brotkrumen", "cart", "cky", "cli", "cmplz", "consent", "cookie",
    "cookielaw", "cookies", "dfp", "didomi", "dsgvo", "gdpr", "gpt", "gravatar", "impressum", "login", "nav", "navbar",
    "navi", "navigation", "navlinks", "newsletter", "newsletters", "onetrust", "outbrain", "pagenav", "pager",
    "pagination", "pingback", "popup", "postnav", "pubblicita", "publicidad", "publicite", "register", "registration",
    "reklama", "reklame", "relatedarticles", "relatedposts", "searchform", "share", "sharebar", "sharebox",
    "sharebuttons", "sharedaddy", "sharer", "shares", "shariff", "sharing", "shopping", "skiplink", "sociable",
    "social", "socialbar", "socialmedia", "socials", "sponsor", "sponsors", "submenu", "taboola", "tagcloud", "teilen",
    "trackback", "trackbacks", "usercentrics", "warenkorb", "weather", "werbung", "yarpp", "zergnet",
];

/// Words that say aside, sorted.
#[rustfmt::skip]
const ASIDE_WORDS: &[&str] = &[
    "abo", "abobox", "appbanner", "aside", "authorbox", "authorinfo", "banner", "banners", "biography", "bookmarks",
    "callout", "carousel", "colophon", "copyright", "cta", "disclaimer", "donate", "donation", "drucken",
    "empfehlung", "empfehlungen", "feedback", "foot", "footer", "fusszeile", "jumplinks", "keywords", "legal",
    "licence", "license", "lightbox", "marginal", "marginalie", "marginalspalte", "masthead", "menu", "menue",
    "metanav", "modal", "morestories", "mostread", "noprint", "overlay", "player", "playlist", "poll", "popular",
    "print", "printlink", "promo", "promobox", "promos", "promotion", "rail", "rating", "ratingblock", "ratings",
    "readmore", "readnext", "recirc", "recirculation", "recommend", "recommendation", "recommendations",
    "recommended", "related", "reportthis", "schlagworte", "screenreader", "search", "seitenleiste", "sidebar",
    "sidebars", "signup", "similar", "slick", "slider", "spenden", "sponsored", "subscribe", "subscription", "suche",
    "suggested", "suggestions", "survey", "swiper", "syndication", "taglist", "tags", "teaser", "teaserlist",
    "teasers", "ticker", "toc", "toolbar", "tooltip", "topbar", "toplist", "trending", "upnext", "vcard", "verwandt",
    "verwandte", "vote", "votes", "weiterlesen", "widget", "widgets",
];

/// Beginnings of words that say foreign.
#[rustfmt::skip]
const FOREIGN_PREFIXES: &[&str] = &[
    "advert", "sharing", "socialshare", "sharebutton", "newsletter", "breadcrumb", "cookie", "outbrain", "taboola",
    "navigat", "paginat", "werbe", "anzeigen", "socialmedia", "addthis", "googlead", "adsense", "relatedpost",
    "relatedarticle",
];

/// Beginnings of words that say aside.
const ASIDE_PREFIXES: &[&str] =
    &["related", "recommend", "sidebar", "sponsor", "promobox", "subscrib", "teaserbox", "mostread", "readmore"];

#[rustfmt::skip]
const COMMENT_WORDS: &[&str] = &[
    "comment", "comments", "commentlist", "commentform", "commentsection", "commentarea", "respond", "disqus",
    "kommentar", "kommentare", "leserkommentare", "comentarios", "commentaires", "livefyre", "replies", "reply",
    "reviews", "guestbook", "coral",
];

/// Words before another that turn it round: `has-sidebar`, `no-comments`, `js-share`.
#[rustfmt::skip]
const TURNING_WORDS: &[&str] = &[
    "has", "with", "no", "without", "not", "is", "hide", "show", "open", "closed", "after", "before", "below",
    "above", "non",
];

/// Names of the whole text, as runs of words.
#[rustfmt::skip]
const BODY_NAMES: &[&str] = &[
    "articlebody", "article body", "article text", "articletext", "article content", "articlecontent",
    "entry content", "entrycontent", "post content", "postcontent", "post body", "postbody", "story body",
    "storybody", "story content", "storycontent", "post entry", "entry body", "body copy", "bodycopy", "article copy",
    "content body", "news text", "newstext", "news body", "article main", "text content", "textcontent", "main text",
    "maintext", "beitragstext", "artikeltext", "artikel text", "artikelinhalt", "article detail", "news content",
    "newscontent", "td post content", "single content", "blog content", "post text", "posttext", "body text",
    "bodytext", "body content", "richtext", "rich text", "wysiwyg", "ce bodytext", "cuerpo", "texte",
    "field name body", "field body", "detail text", "paywall content", "article paragraphs",
];

#[rustfmt::skip]
const CONTENT_WORDS: &[&str] = &[
    "article", "artikel", "articulo", "story", "post", "entry", "hentry", "content", "contents", "inhalt", "main",
    "page", "body", "text", "news", "beitrag", "single", "blog", "column", "noticia", "nota", "detail", "prose",
];

/// Reads an element's names. `role`, `hidden` and inline styles count too.
pub(crate) fn read(tree: &Tree, node: NodeId) -> Hints {
    let mut hints = Hints::default();
    if tree.attribute(node, Attr::Hidden).is_some()
        || tree.attribute(node, Attr::Style).is_some_and(hides)
        || tree.attribute(node, Attr::AriaHidden) == Some("true") && tree.tag(node) != Tag::Img
    {
        hints.is_hidden = true;
    }
    match tree.attribute(node, Attr::Role).unwrap_or_default() {
        "navigation" | "complementary" | "banner" | "contentinfo" | "search" | "dialog" | "alertdialog" | "menu"
        | "menubar" | "toolbar" | "tooltip" | "form" | "tablist" | "alert" => hints.is_aside = true,
        "main" | "article" => hints.is_content = true,
        _ => {}
    }
    if let Some(itemprop) = tree.attribute(node, Attr::Itemprop) {
        for word in itemprop.split_ascii_whitespace() {
            match word {
                "articleBody" | "reviewBody" => hints.is_body = true,
                "comment" | "Comment" => hints.is_comments = true,
                "author" | "datePublished" | "dateModified" | "publisher" => hints.is_byline = true,
                "headline" => hints.is_title = true,
                "caption" => hints.is_caption = true,
                _ => {}
            }
        }
    }
    if tree
        .attribute(node, Attr::Itemtype)
        .is_some_and(|kind| kind.ends_with("/Comment") || kind.ends_with("/UserComments"))
    {
        hints.is_comments = true;
    }
    let class = tree.attribute(node, Attr::Class).unwrap_or_default();
    let id = tree.attribute(node, Attr::Id).unwrap_or_default();
    let component = tree.attribute(node, Attr::DataComponent).unwrap_or_default();
    let testid = tree.attribute(node, Attr::DataTestid).unwrap_or_default();
    let mut line = String::new();
    for names in [id, component, testid].into_iter().chain(class.split_ascii_whitespace()) {
        if !names.is_empty() && names.len() <= 80 && !names.contains([':', '[']) {
            read_name(names, &mut line, &mut hints);
        }
    }
    hints
}

fn hides(style: &str) -> bool {
    let style: String =
        style.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn read_name(name: &str, line: &mut String, hints: &mut Hints) {
    line.clear();
    split_words(name, line);
    let mut names_body = false;
    let mut turned = false;
    let mut words = line.split(' ').peekable();
    let mut previous = "";
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        if turned {
            turned = TURNING_WORDS.contains(&word);
            previous = word;
            continue;
        }
        turned = TURNING_WORDS.contains(&word);
        if FOREIGN_WORDS.binary_search(&word).is_ok() || FOREIGN_PREFIXES.iter().any(|prefix| word.starts_with(prefix))
        {
            hints.is_foreign = true;
        } else if ASIDE_WORDS.binary_search(&word).is_ok()
            || ASIDE_PREFIXES.iter().any(|prefix| word.starts_with(prefix))
        {
            hints.is_aside = true;
        }
        if COMMENT_WORDS.contains(&word) {
            hints.is_comments = true;
        }
        match word {
            // With a number it is how long a transition takes.
            "duration" => hints.is_caption |= !name.contains(|character: char| character.is_ascii_digit()),
            "caption" | "captions" | "figcaption" | "bildunterschrift" | "credit" | "credits" | "copyright" | "bu"
            | "imagecaption" | "legende" | "bildtext" => hints.is_caption = true,
            "byline" | "bylines" | "author" | "authors" | "autor" | "autoren" | "dateline" | "timestamp"
            | "pubdate" | "meta" | "postmeta" | "metadata" | "date" | "datum" | "published" | "publish" | "autores" => {
                hints.is_byline = true;
            }
            "standfirst" | "dek" | "deck" | "subtitle" | "subheadline" | "subhead" | "subheading" | "lead" | "lede"
            | "vorspann" | "chapo" | "intro" | "introduction" | "excerpt" | "entradilla" | "sommario" | "summary"
            | "perex" | "ingress" | "strapline" | "kicker" | "teaser" | "teasertext" | "bajada" | "sapo"
            | "manchet" | "einleitung" | "preamble" => {
                hints.is_standfirst = word != "kicker";
            }
            "headline" | "title" | "heading" | "ueberschrift" | "titel" => hints.is_title = true,
            "paywall" | "paywalled" | "regwall" | "meteredwall" | "piano" | "plusbox" => hints.is_paywall = true,
            "bio" if previous == "author" || next.is_empty() => hints.is_aside = true,
            "more" if matches!(previous, "read" | "see" | "learn") => hints.is_aside = true,
            "also" | "next" if matches!(previous, "read" | "see") => hints.is_aside = true,
            "hidden" | "invisible" | "visuallyhidden" if previous.is_empty() && next.is_empty() => {
                hints.is_hidden = true
            }
            "only" if previous == "reader" || previous == "sr" => hints.is_hidden = true,
            "hidden" if previous == "visually" => hints.is_hidden = true,
            _ => {}
        }
        if CONTENT_WORDS.contains(&word) {
            hints.is_content = true;
            names_body = true;
        } else if word.len() >= 8 && BODY_NAMES.contains(&word) || word == "paywall" || word == "rich" {
            names_body = true;
        }
        previous = word;
    }
    if names_body && BODY_NAMES.iter().any(|body| has_run(line, body)) {
        hints.is_body = true;
    }
}

/// Splits a name at marks and at humps: "articleBody-text2" gives "article body text".
fn split_words(name: &str, out: &mut String) {
    let bytes = name.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_alphabetic() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            continue;
        }
        let is_hump = byte.is_ascii_uppercase() && index > 0 && bytes[index - 1].is_ascii_lowercase();
        if is_hump && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push(char::from(byte.to_ascii_lowercase()));
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
}

/// Tells whether `run` stands in `line` at word boundaries.
fn has_run(line: &str, run: &str) -> bool {
    line.match_indices(run).any(|(at, _)| {
        let before = at == 0 || line.as_bytes()[at - 1] == b' ';
        let after = at + run.len() == line.len() || line.as_bytes()[at + run.len()] == b' ';
        before && after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(class: &str) -> Hints {
        let tree = Tree::parse(&format!("<div class=\"{class}\">x</div>"));
        read(&tree, 1)
    }

    #[test]
    fn lists_of_words_are_sorted() {
        assert!(FOREIGN_WORDS.is_sorted() && ASIDE_WORDS.is_sorted());
    }

    #[test]
    fn names_are_read_as_words() {
        assert!(of("articleBody").is_body);
        assert!(of("td-post-content").is_body);
        assert!(of("c-ad__inner").is_foreign);
        assert!(!of("header gradient shadow").is_foreign);
        assert!(of("sidebar-left").is_aside);
        assert!(!of("has-sidebar").is_aside);
        assert!(of("share-buttons").is_foreign);
        assert!(of("comment-list").is_comments);
        assert!(!of("no-comments").is_comments);
        assert!(of("sr-only").is_hidden);
        assert!(of("byline").is_byline);
        assert!(of("video-duration").is_caption);
        assert!(!of("transition duration-300").is_caption);
    }
}

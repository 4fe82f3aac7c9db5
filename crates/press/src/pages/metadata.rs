//! What a page's head says of its article; each look says it in another way, as publishers do.

use super::{Page, escaped, is_cut};
use crate::publishers::Look;
use crate::world::Article;
use news::Access;
use serde_json::{Value, json};
use std::fmt::Write as _;

pub fn of_article(out: &mut String, page: &Page, article: &Article) {
    let _ = writeln!(out, "<link rel=\"canonical\" href=\"{}\">", page.world.url(article));
    meta(out, "name", "description", &article.lead);
    match page.publisher.look {
        Look::Broadsheet | Look::Littered | Look::Magazine => {
            open_graph(out, page, article);
            json_ld(out, page, article, false);
        }
        Look::Modern => json_ld(out, page, article, true),
        Look::Portal => {
            open_graph(out, page, article);
            meta(out, "name", "publishdate", &page.publisher.local(article.published).strftime("%F").to_string());
            meta(out, "name", "source", &page.publisher.title);
            meta(out, "name", "keywords", &article.topics.join(","));
        }
        Look::Classic => {
            meta(out, "name", "DC.title", &article.title);
            meta(out, "name", "DC.date.issued", &page.machine_date(article.published));
            for author in &article.authors {
                meta(out, "name", "DC.creator", &author.name);
            }
        }
        // These two carry it in the text itself: microdata and microformats.
        Look::Wire | Look::Blog => meta(out, "property", "og:image", &image_url(page, article)),
    }
    if article.posts.is_some()
        && !matches!(page.publisher.look, Look::Broadsheet | Look::Littered | Look::Magazine | Look::Modern)
    {
        json_ld(out, page, article, false);
    }
    let tier = match article.access {
        Access::Metered => "metered",
        Access::Subscribers => "locked",
        Access::Free | Access::Unknown => return,
    };
    meta(out, "property", "article:content_tier", tier);
}

fn open_graph(out: &mut String, page: &Page, article: &Article) {
    meta(out, "property", "og:type", "article");
    meta(out, "property", "og:site_name", &page.publisher.title);
    meta(out, "property", "og:title", &article.title);
    meta(out, "property", "og:description", &article.lead);
    meta(out, "property", "og:url", &page.world.url(article));
    meta(out, "property", "og:image", &image_url(page, article));
    meta(out, "property", "og:locale", &page.publisher.lang_tag.replace('-', "_"));
    meta(out, "property", "article:published_time", &page.machine_date(article.published));
    if let Some(modified) = article.modified(page.now) {
        meta(out, "property", "article:modified_time", &page.machine_date(modified));
    }
    meta(out, "property", "article:section", page.words.section(&article.section));
    for topic in &article.topics {
        meta(out, "property", "article:tag", topic);
    }
    if page.publisher.look == Look::Littered {
        meta(out, "name", "author", &article.authors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", "));
    }
}

fn json_ld(out: &mut String, page: &Page, article: &Article, as_graph: bool) {
    let author_type = if article.copied_from.is_some() || page.publisher.agency { "Organization" } else { "Person" };
    let authors: Vec<Value> = article
        .authors
        .iter()
        .map(|author| match &author.place {
            Some(place) => {
                json!({"@type": author_type, "name": author.name, "workLocation": {"@type": "Place", "name": place}})
            }
            None => json!({"@type": author_type, "name": author.name}),
        })
        .collect();
    let mut value = json!({
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.lead,
        "mainEntityOfPage": page.world.url(article),
        "url": page.world.url(article),
        "datePublished": page.machine_date(article.published),
        "dateModified": page.machine_date(article.modified(page.now).unwrap_or(article.published)),
        "articleSection": page.words.section(&article.section),
        "keywords": article.topics,
        "inLanguage": page.publisher.lang_tag,
        "image": [{"@type": "ImageObject", "url": image_url(page, article), "width": 800, "height": 450}],
        "author": authors,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": page.publisher.title,
            "logo": {"@type": "ImageObject", "url": format!("{}/favicon.png", page.root)},
        },
        "isAccessibleForFree": !matches!(article.access, Access::Metered | Access::Subscribers),
    });
    if is_cut(article) {
        value["hasPart"] = json!({"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paywall"});
    }
    if let Some((title, seconds)) = &article.video {
        value["video"] = json!({
            "@type": "VideoObject",
            "name": title,
            "description": title,
            "uploadDate": page.machine_date(article.published),
            "duration": format!("PT{}M{}S", seconds / 60, seconds % 60),
            "thumbnailUrl": image_url(page, article),
            "contentUrl": format!("{}/video/{}.mp4", page.root, article.id),
        });
    }
    if let Some(posts) = &article.posts {
        value["@type"] = json!("LiveBlogPosting");
        value["coverageStartTime"] = json!(page.machine_date(article.published));
        let updates: Vec<Value> = posts
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, post)| post.appears <= page.now)
            .map(|(index, post)| {
                json!({
                    "@type": "BlogPosting",
                    "@id": format!("{}#post-{}", page.world.url(article), index + 1),
                    "url": format!("{}#post-{}", page.world.url(article), index + 1),
                    "headline": post.title,
                    "datePublished": page.machine_date(post.published),
                    "author": {"@type": "Person", "name": post.author},
                    "articleBody": post.text.join("\n\n"),
                })
            })
            .collect();
        value["liveBlogUpdate"] = json!(updates);
    }
    let document = if as_graph {
        let site = json!({"@type": "WebSite", "@id": format!("{}/#site", page.root), "name": page.publisher.title});
        json!({"@context": "https://schema.org", "@graph": [site, value]})
    } else {
        value["@context"] = json!("https://schema.org");
        value
    };
    // Nothing in a string may end the script element.
    let text = document.to_string().replace("</", "<\\/");
    let _ = writeln!(out, "<script type=\"application/ld+json\">{text}</script>");
}

fn image_url(page: &Page, article: &Article) -> String {
    format!("{}{}", page.root, page.image_path(article))
}

fn meta(out: &mut String, key: &str, name: &str, content: &str) {
    let _ = writeln!(out, "<meta {key}=\"{name}\" content=\"{}\">", escaped(content));
}

//! The layouts that were written beside the code that reads them.

use super::texts::{AR, DE, ES, FR, ZH};
use super::{COMMENTS, FOOTER, MENU, NEWSLETTER, RELATED, Shape, TWO_DAYS};

pub(super) fn all() -> Vec<Shape> {
    let plain = || Shape { ..Shape::PLAIN };
    vec![
        Shape {
            name: "articles-with-datetime",
            body: |blog| {
                let posts = blog.each(|post, place| {
                    let key = if post.is_key { " entry--key-event" } else { "" };
                    format!("<article class=\"entry{key}\" id=\"entry-{}\"><header><time datetime=\"{}\">{}</time><span class=\"entry-author\">{}</span></header><h2>{}</h2><div class=\"entry-body\">{}</div></article>", 700 - place, blog.iso(post.local), post.clock("%H:%M"), post.author, post.title, post.paragraphs())
                });
                format!(
                    "{MENU}<main><h1>{}</h1><div class=\"live-entries\">{posts}</div></main>{RELATED}{COMMENTS}{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "list-of-clocks",
            head: |blog| format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.fetched)),
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<li><span class=\"time\">{}</span><h3>{}</h3>{}</li>",
                        post.clock("%-I.%M%P"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1>{RELATED}<ul class=\"updates\">{posts}</ul>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "table-rows",
            told: DE,
            lang: "de",
            host: "marau-bote.example.de",
            title: "Liveticker: Drehbrücke nach Unfall gesperrt",
            offset_h: 2,
            has_titles: false,
            head: |blog| {
                format!(
                    "<meta property=\"article:published_time\" content=\"{}\">",
                    blog.iso(blog.posts[blog.posts.len() - 1].local)
                )
            },
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<tr><td class=\"uhrzeit\">{} Uhr</td><td>{}</td></tr>",
                        post.clock("%H.%M"),
                        post.paragraphs()
                    )
                });
                format!(
                    "{MENU}<h1>{}</h1><p>Ein Lastkahn hat den Pfeiler der Drehbrücke gerammt. Alle Entwicklungen im Überblick.</p><table>{posts}</table>{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "definition-list",
            told: FR,
            lang: "fr",
            host: "la-marelle.example.fr",
            title: "En direct – Pont fermé : suivez la journée",
            offset_h: 2,
            head: |blog| {
                format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.posts[0].local))
            },
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!("<dt>{} – {}</dt><dd>{}</dd>", post.clock("%Hh%M"), post.title, post.paragraphs())
                });
                format!("{MENU}<h1>{}</h1><dl>{posts}</dl>{NEWSLETTER}{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "flat-headings",
            body: |blog| {
                let posts = blog
                    .each(|post, _| format!("<h3>{}: {}</h3>{}", post.clock("%H:%M"), post.title, post.paragraphs()));
                format!(
                    "{MENU}<article><h1>{}</h1><p class=\"byline\">By Ines Calder</p><p>Follow our reporters at the river through the day.</p>{posts}</article>{RELATED}{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "flat-bold-clock",
            told: DE,
            lang: "de-AT",
            host: "marau-bote.example.at",
            title: "Newsblog zur Drehbrücke",
            offset_h: 2,
            has_titles: false,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!("<p><strong>{} Uhr</strong></p>{}", post.clock("%H:%M"), post.paragraphs())
                });
                format!("{MENU}<div class=\"story\"><h1>{}</h1>{posts}</div>{COMMENTS}{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "flat-clock-in-paragraph",
            has_titles: false,
            body: |blog| {
                let posts =
                    blog.each(|post, _| format!("<p><b>{}</b> – {}</p>", post.clock("%H:%M"), post.joined("</p><p>")));
                format!("{MENU}<div class=\"copy\"><h1>{}</h1>{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "relative-times",
            body: |blog| {
                let posts = blog.each(|post, place| {
                    let ago = blog.ago_min(post);
                    let ago = if ago < 60 { format!("{ago} minutes ago") } else { format!("{} min ago", ago) };
                    format!("<div class=\"feed-item\" data-item=\"{place}\"><div class=\"feed-item__meta\"><span class=\"feed-item__when\">{ago}</span></div><h4 class=\"feed-item__title\">{}</h4><div>{}</div></div>", post.title, post.paragraphs())
                });
                format!("{MENU}<h1>{}</h1><div id=\"live-feed\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "relative-german",
            told: DE,
            lang: "de",
            host: "ticker.example.de",
            title: "Ticker: Drehbrücke",
            offset_h: 2,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<section class=\"meldung\"><p class=\"zeit\">vor {} Minuten</p><h3>{}</h3>{}</section>",
                        blog.ago_min(post),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><div class=\"liveticker\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "relative-arabic",
            told: AR,
            lang: "ar",
            host: "almina.example.com",
            title: "تغطية مباشرة: إغلاق الجسر الدوار",
            offset_h: 3,
            body: |blog| {
                let digits = |number: i64| {
                    number
                        .to_string()
                        .chars()
                        .map(|digit| char::from_u32(0x660 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit))
                        .collect::<String>()
                };
                let posts = blog.each(|post, _| {
                    format!(
                        "<div class=\"live-update\"><span>منذ {} دقائق</span><h3>{}</h3>{}</div>",
                        digits(blog.ago_min(post)),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><div dir=\"rtl\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "chinese-clocks",
            told: ZH,
            lang: "zh-CN",
            host: "hebao.example.cn",
            title: "直播：旋转桥封闭",
            offset_h: 8,
            head: |blog| format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.fetched)),
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<li class=\"clearfix\"><em>{}</em><div class=\"con\"><strong>【{}】</strong>{}</div></li>",
                        post.clock("%m-%d %H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><ul class=\"zhibo\">{posts}</ul>{FOOTER}", blog.title)
            },
            has_titles: false,
            ..plain()
        },
        Shape {
            name: "two-days-with-headings",
            ages_min: TWO_DAYS,
            newest: (10, 5),
            head: |blog| format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.fetched)),
            body: |blog| {
                let mut day = 0;
                let posts = blog.each(|post, _| {
                    let heading = if post.local.day() == day {
                        String::new()
                    } else {
                        format!("<h2 class=\"day\">{}</h2>", post.clock("%A %-d %B"))
                    };
                    day = post.local.day();
                    format!(
                        "{heading}<div class=\"post\"><div class=\"stamp\">{}</div><h3>{}</h3>{}</div>",
                        post.clock("%H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!(
                    "{MENU}<h1>{}</h1><p class=\"updated\">Updated 3 June 2031, 10:09</p><div class=\"posts\">{posts}</div>{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "two-days-silent",
            ages_min: TWO_DAYS,
            newest: (10, 5),
            head: |blog| format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.fetched)),
            body: |blog| {
                let posts = blog.each(|post, _| format!("<div class=\"card card--update\"><div class=\"card-time\">{} BST</div><div class=\"card-text\"><h2>{}</h2>{}</div></div>", post.clock("%H.%M"), post.title, post.paragraphs()));
                format!("{MENU}<main><h1>{}</h1>{posts}</main>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "two-days-oldest-first",
            told: ES,
            lang: "es-ES",
            host: "elmaraz.example.es",
            title: "Puente cerrado, minuto a minuto",
            offset_h: 2,
            ages_min: TWO_DAYS,
            newest: (10, 5),
            oldest_first: true,
            head: |blog| {
                format!(
                    "<meta property=\"article:published_time\" content=\"{}\"><meta property=\"article:modified_time\" content=\"{}\">",
                    blog.iso(blog.posts[0].local),
                    blog.iso(blog.fetched)
                )
            },
            body: |blog| {
                let posts = blog.each(|post, _| format!("<div class=\"directo-item\"><span class=\"hora\">{}h</span><div class=\"texto\"><h3>{}</h3>{}</div></div>", post.clock("%H:%M"), post.title, post.paragraphs()));
                format!("{MENU}<h1>{}</h1><div class=\"directo\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "midnight",
            ages_min: &[0, 12, 31, 55, 98, 140, 200, 230, 260],
            newest: (0, 40),
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<article class=\"update\"><p class=\"update__time\">{}</p><h3>{}</h3>{}</article>",
                        post.clock("%H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><section>{posts}</section>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "unix-attribute",
            body: |blog| {
                let posts = blog.each(|post, place| {
                    format!("<div class=\"blk\" data-block-id=\"b{}f{place}\" data-created-time=\"{}\" data-updated-time=\"{}\"><div class=\"blk-by\">{}</div><div class=\"blk-body\">{}</div></div>", 91 + place, post.published.0 / 1000, post.published.0 / 1000 + 90_000, post.author, post.paragraphs())
                });
                format!("{MENU}<h1>{}</h1>{posts}{FOOTER}", blog.title)
            },
            has_titles: false,
            ..plain()
        },
        Shape {
            name: "custom-elements",
            body: |blog| {
                let posts = blog.each(|post, place| {
                    format!("<x-live-post post-id=\"{place}\"><x-stamp><time datetime=\"{}\">{}</time></x-stamp><x-title><h3>{}</h3></x-title><x-text>{}</x-text></x-live-post>", post.clock("%Y-%m-%dT%H:%M:%S"), post.clock("%H:%M"), post.title, post.paragraphs())
                });
                format!(
                    "{MENU}<x-app><x-column><h1>{}</h1><x-live-feed>{posts}</x-live-feed></x-column></x-app>{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "deeply-nested",
            told: FR,
            lang: "fr-FR",
            host: "la-marelle.example.fr",
            title: "Direct : le pont de la Marelle fermé",
            offset_h: 2,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!("<div class=\"row\"><div class=\"col\"><div class=\"wrap\"><div class=\"box\"><div class=\"meta\"><div><span><span>{}</span></span></div></div><div class=\"inner\"><div><h3><span>{}</span></h3><div class=\"rte\">{}</div></div></div></div></div></div></div>", post.clock("%H:%M"), post.title, post.paragraphs())
                });
                format!(
                    "{MENU}<div><div><div><h1>{}</h1><div><div>{posts}</div></div></div></div></div>{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "embedded-posts",
            body: |blog| {
                let posts = blog.each(|post, place| {
                    let embed = if place % 3 == 1 {
                        "<blockquote class=\"twitter-tweet\"><p>Queue at the fish market is two hours now, bring water.</p>— Harbour Watch (@harbourwatch) <a href=\"https://x.example/1\">June 3, 2031</a></blockquote><div class=\"embed-post\"><span>Port of Marrow</span><time datetime=\"2031-06-03T06:11:00Z\">6:11 AM</time><p>All pilots stay ashore until further notice.</p></div>"
                    } else {
                        "<blockquote><p>A quotation from the harbour master, printed in full, about the pier and the barge.</p></blockquote>"
                    };
                    format!("<article class=\"live-post\" id=\"p{}\"><div class=\"live-post__when\"><time datetime=\"{}\">{}</time></div><h2>{}</h2>{}{embed}</article>", 5000 - 7 * place, blog.iso(post.local), post.clock("%H:%M"), post.title, post.paragraphs())
                });
                format!("{MENU}<h1>{}</h1>{posts}{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "key-events-beside",
            body: |blog| {
                let keys = blog.each(|post, _| {
                    format!(
                        "<li><a href=\"#k\"><time datetime=\"{}\">{}</time> {}</a></li>",
                        blog.iso(post.local),
                        post.clock("%H:%M"),
                        post.title
                    )
                });
                let posts = blog.each(|post, place| format!("<li class=\"item\" id=\"item{}\"><div class=\"item-head\"><time datetime=\"{}\">{}</time> <span class=\"author\">By {}</span></div><h3>{}</h3>{}</li>", 900 - place, blog.iso(post.local), post.clock("%H:%M"), post.author, post.title, post.paragraphs()));
                format!(
                    "{MENU}<h1>{}</h1><div class=\"key-events\"><h2>Key events</h2><ol>{keys}</ol></div><ol class=\"items\">{posts}</ol>{RELATED}{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "adverts-and-teasers-between",
            body: |blog| {
                let posts = blog.each(|post, place| {
                    let between = match place % 3 {
                        0 => "<div class=\"ad-slot\">Advertisement</div>",
                        1 => "<div class=\"teaser\"><a href=\"/news/other-story\"><h4>The bridge in ten pictures</h4></a><time datetime=\"2031-06-01T10:00:00Z\">1 June</time></div>",
                        _ => NEWSLETTER,
                    };
                    format!("<div class=\"lb-post\"><div class=\"lb-time\">{}</div><div class=\"lb-title\">{}</div><div class=\"lb-text\">{}</div><div class=\"share\"><a href=\"#\">Share</a></div></div>{between}", post.clock("%-I:%M %p"), post.title, post.paragraphs())
                });
                format!("{MENU}<h1>{}</h1><div class=\"lb\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "load-more",
            older: true,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<section class=\"update\"><header><h2>{}</h2><p>{} | {} BST</p></header>{}</section>",
                        post.title,
                        post.author,
                        post.clock("%H:%M"),
                        post.paragraphs()
                    )
                });
                format!(
                    "{MENU}<h1>{}</h1><div class=\"updates\">{posts}</div><a class=\"btn\" href=\"{}?page=2\">Load more updates</a>{FOOTER}",
                    blog.title, blog.url
                )
            },
            ..plain()
        },
        Shape {
            name: "pinned-on-top",
            body: |blog| {
                let pinned = &blog.posts[6];
                let mut order: Vec<usize> = vec![6];
                order.extend((0..blog.posts.len()).filter(|place| *place != 6));
                let posts: String = order
                    .iter()
                    .map(|place| {
                        let post = &blog.posts[*place];
                        let class = if post.title == pinned.title { "entry is-pinned" } else { "entry" };
                        format!(
                            "<div class=\"{class}\"><div class=\"clock\">{}</div><h3>{}</h3>{}</div>",
                            post.clock("%H:%M"),
                            post.title,
                            post.paragraphs()
                        )
                    })
                    .collect();
                format!("{MENU}<h1>{}</h1><div>{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "time-below",
            has_titles: true,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<div class=\"snippet\"><h3>{}</h3>{}<div class=\"snippet-foot\">{}, {}</div></div>",
                        post.title,
                        post.paragraphs(),
                        post.author,
                        post.clock("%H:%M")
                    )
                });
                format!("{MENU}<h1>{}</h1><div class=\"snippets\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "american",
            lang: "en",
            host: "tidewater.example.com",
            title: "Live Updates: Bridge Closed After Barge Hits Pier",
            offset_h: -4,
            head: |blog| {
                format!(
                    "<meta property=\"article:published_time\" content=\"{}\">",
                    blog.iso(blog.posts[blog.posts.len() - 1].local)
                )
            },
            body: |blog| {
                let posts = blog.each(|post, _| format!("<div class=\"css-1ab2\"><div class=\"css-9xy\"><span>June {}, 2031, {} ET</span></div><div class=\"css-77q\">{}</div><h2 class=\"css-u12\">{}</h2><div>{}</div></div>", post.local.day(), post.clock("%-I:%M %P").replace("am", "a.m.").replace("pm", "p.m."), post.author, post.title, post.paragraphs()));
                format!("{MENU}<h1>{}</h1><div class=\"css-0\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "indian-zone-words",
            lang: "en-IN",
            host: "tidewater.example.in",
            offset_h: 5,
            title: "Bridge closed: LIVE updates",
            // Half hours do not matter here: the stamps say where they are.
            body: |blog| {
                let posts = blog.each(|post, _| format!("<div class=\"live_item\"><div class=\"dt\">{} +0500</div><p class=\"hd\"><strong>{}</strong></p>{}</div>", post.clock("%b %d, %Y %H:%M"), post.title, post.paragraphs()));
                format!("{MENU}<h1>{}</h1><div class=\"live_list\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "pairs-of-boxes",
            told: ES,
            lang: "es-MX",
            host: "elmaraz.example.mx",
            title: "EN VIVO: cierra el puente giratorio",
            offset_h: -6,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<div class=\"t\">{} hrs</div><div class=\"b\"><h3>{}</h3>{}</div>",
                        post.clock("%H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><div class=\"mm\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "heading-then-time",
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<h2>{}</h2><p class=\"meta\"><span>{}</span> <span>{}</span></p>{}<hr>",
                        post.title,
                        post.clock("%H:%M"),
                        post.author,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<div class=\"body\"><h1>{}</h1>{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
    ]
}

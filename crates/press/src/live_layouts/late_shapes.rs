//! The layouts that were written after the code that reads them, to see what it makes of pages it was not written for.

use super::texts::{AR, DE, ES, FR, ZH};
use super::{COMMENTS, FOOTER, MENU, NEWSLETTER, RELATED, Shape, TWO_DAYS};

pub(super) fn all() -> Vec<Shape> {
    let plain = || Shape { ..Shape::PLAIN };
    vec![
        Shape {
            name: "disclosures",
            told: DE,
            lang: "de-CH",
            host: "marau-bote.example.ch",
            title: "Live: Drehbrücke gesperrt",
            offset_h: 2,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<details open><summary><span>{}</span> {}</summary>{}</details>",
                        post.clock("%H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><div class=\"protokoll\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "day-lists",
            told: DE,
            lang: "de",
            host: "seeblatt.example.org",
            title: "Die Drehbrücke im Newsticker",
            offset_h: 2,
            ages_min: TWO_DAYS,
            newest: (11, 20),
            head: |blog| format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.fetched)),
            body: |blog| {
                let list = |day: i8, name: &str| {
                    let posts: String = blog
                        .posts
                        .iter()
                        .filter(|post| post.local.day() == day)
                        .map(|post| {
                            format!(
                                "<li><h4>{} Uhr | {}</h4>{}</li>",
                                post.clock("%H.%M"),
                                post.title,
                                post.paragraphs()
                            )
                        })
                        .collect();
                    format!("<h3>{name}</h3><ul class=\"tag\">{posts}</ul>")
                };
                format!(
                    "{MENU}<h1>{}</h1>{}{}{FOOTER}",
                    blog.title,
                    list(3, "Dienstag, 3. Juni"),
                    list(2, "Montag, 2. Juni")
                )
            },
            ..plain()
        },
        Shape {
            name: "three-columns",
            has_titles: false,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
                        post.clock("%H:%M"),
                        post.author,
                        post.joined("<br>")
                    )
                });
                format!(
                    "{MENU}<h1>{}</h1><table><thead><tr><th>Time</th><th>Reporter</th><th>What happened</th></tr></thead><tbody>{posts}</tbody></table>{RELATED}{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
        Shape {
            name: "posted-at-below",
            lang: "en-US",
            host: "tidewater.example.com",
            title: "Bridge closed: live coverage",
            offset_h: -4,
            head: |blog| {
                format!("<meta property=\"article:published_time\" content=\"{}\">", blog.iso(blog.posts[8].local))
            },
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<section><h2><a href=\"#{}\">{}</a></h2>{}<footer>Posted at {} by {}</footer></section>",
                        post.local.minute(),
                        post.title,
                        post.paragraphs(),
                        post.clock("%-I:%M %p"),
                        post.author
                    )
                });
                format!("{MENU}<h1>{}</h1><div id=\"stream\">{posts}</div>{COMMENTS}{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "arabic-list",
            told: AR,
            lang: "ar-EG",
            host: "almina.example.eg",
            title: "لحظة بلحظة: الجسر الدوار",
            offset_h: 3,
            has_titles: false,
            head: |blog| format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.fetched)),
            body: |blog| {
                let posts = blog.each(|post, _| {
                    let clock: String = post
                        .clock("%H:%M")
                        .chars()
                        .map(|letter| {
                            letter.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(letter)
                        })
                        .collect();
                    format!("<li><strong>{clock}</strong> {}</li>", post.joined("<br>"))
                });
                format!("{MENU}<h1>{}</h1><ul class=\"live-coverage\">{posts}</ul>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "chinese-days-as-words",
            told: ZH,
            lang: "zh-Hans",
            host: "hebao.example.com",
            title: "滚动直播：旋转桥事故",
            offset_h: 8,
            ages_min: TWO_DAYS,
            newest: (10, 5),
            body: |blog| {
                let posts = blog.each(|post, _| {
                    let day = if post.local.day() == 3 { "今天" } else { "昨天" };
                    format!(
                        "<div class=\"roll\"><div class=\"roll-t\">{day} {}</div><div class=\"roll-h\">{}</div><div class=\"roll-c\">{}</div></div>",
                        post.clock("%H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1>{posts}{FOOTER}", blog.title)
            },
            has_titles: false,
            ..plain()
        },
        Shape {
            name: "split-badge",
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<div class=\"tl-row\"><div class=\"tl-badge\"><i>{}</i><i>:</i><i>{}</i></div><div class=\"tl-panel\"><h3>{}</h3>{}</div></div>",
                        post.clock("%H"),
                        post.clock("%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><div class=\"tl\">{posts}</div>{NEWSLETTER}{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "figures-and-rules",
            told: FR,
            lang: "fr-BE",
            host: "la-marelle.example.be",
            title: "Pont fermé : le fil de la journée en direct",
            offset_h: 2,
            oldest_first: true,
            head: |blog| {
                format!("<meta property=\"article:published_time\" content=\"{}\">", blog.iso(blog.posts[0].local))
            },
            body: |blog| {
                let posts = blog.each(|post, place| {
                    let picture = if place % 2 == 0 {
                        "<figure><img src=\"/pile.jpg\" width=\"800\" height=\"500\" alt=\"La pile\"><figcaption>La pile est, à 9:15 ce matin</figcaption></figure>"
                    } else {
                        ""
                    };
                    format!(
                        "<p class=\"heure\">{}</p><h2>{}</h2>{picture}{}<hr>",
                        post.clock("%Hh%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<article><h1>{}</h1>{posts}</article>{RELATED}{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "two-times-each",
            body: |blog| {
                let posts = blog.each(|post, place| {
                    format!(
                        "<article id=\"u-{:x}\"><img class=\"avatar\" src=\"/a.png\" width=\"40\" height=\"40\" alt=\"\"><div class=\"who\"><a rel=\"author\" href=\"/people/x\">{}</a></div><div class=\"when\">Published <time datetime=\"{}Z\">{}</time>, updated <time datetime=\"{}Z\">{}</time></div><h2>{}</h2>{}</article>",
                        0xbeef + 31 * place,
                        post.author,
                        post.local.checked_sub(jiff::Span::new().hours(1)).unwrap_or(post.local).strftime("%Y-%m-%dT%H:%M"),
                        post.clock("%H:%M"),
                        post.local.strftime("%Y-%m-%dT%H:%M"),
                        post.local.checked_add(jiff::Span::new().hours(1)).unwrap_or(post.local).strftime("%H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<main><h1>{}</h1>{posts}</main>{COMMENTS}{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "ago-with-title",
            told: ES,
            lang: "es-AR",
            host: "elmaraz.example.com.ar",
            title: "En vivo: el puente giratorio, cerrado",
            offset_h: -3,
            body: |blog| {
                let posts = blog.each(|post, _| {
                    let ago = blog.ago_min(post);
                    let ago = if ago < 60 { format!("hace {ago} minutos") } else { format!("hace {} horas", ago / 60) };
                    format!(
                        "<div class=\"nota-vivo\"><abbr title=\"{}\">{ago}</abbr><h2>{}</h2>{}</div>",
                        post.clock("%d/%m/%Y %H:%M"),
                        post.title,
                        post.paragraphs()
                    )
                });
                format!("{MENU}<h1>{}</h1><div>{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "inner-comments",
            body: |blog| {
                let posts = blog.each(|post, _| {
                    format!(
                        "<div class=\"update-box\"><div class=\"update-box-top\">{} · {}</div><h3>{}</h3>{}<div class=\"replies\"><p><b>gull</b> <small>{}</small> Thank you for staying with it all day long.</p></div></div>",
                        post.clock("%-I.%M%P"),
                        post.author,
                        post.title,
                        post.paragraphs(),
                        post.local.checked_add(jiff::Span::new().minutes(3)).unwrap_or(post.local).strftime("%-I.%M%P")
                    )
                });
                format!("{MENU}<h1>{}</h1><div class=\"boxes\">{posts}</div>{FOOTER}", blog.title)
            },
            ..plain()
        },
        Shape {
            name: "lines-and-breaks",
            has_titles: false,
            ages_min: TWO_DAYS,
            newest: (9, 10),
            head: |blog| format!("<meta property=\"article:modified_time\" content=\"{}\">", blog.iso(blog.fetched)),
            body: |blog| {
                let posts = blog
                    .each(|post, _| format!("<p><em>{}</em>: {}</p>", post.clock("%a %H:%M"), post.joined("<br><br>")));
                format!(
                    "{MENU}<div class=\"text\"><h1>{}</h1><p>What we know so far, as it comes in from the river.</p>{posts}</div>{FOOTER}",
                    blog.title
                )
            },
            ..plain()
        },
    ]
}

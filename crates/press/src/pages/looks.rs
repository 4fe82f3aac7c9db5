//! The looks: how each publisher lays out the same facts. One function a look, and what they share below.

use super::{Page, escaped, is_cut, piece_html, shown_pieces};
use crate::publishers::{Look, Publisher};
use crate::world::{Article, LivePost, Piece};
use news::Access;
use std::fmt::Write as _;

pub fn article(out: &mut String, page: &Page, article: &Article) {
    match page.publisher.look {
        Look::Broadsheet => broadsheet(out, page, article),
        Look::Littered => littered(out, page, article),
        Look::Modern => modern(out, page, article),
        Look::Wire => wire(out, page, article),
        Look::Magazine => magazine(out, page, article),
        Look::Blog => blog(out, page, article),
        Look::Classic => classic(out, page, article),
        Look::Portal => portal(out, page, article),
    }
}

/// A newspaper that writes clean HTML.
fn broadsheet(out: &mut String, page: &Page, article: &Article) {
    let _ = write!(
        out,
        "<main>\n<article>\n<header>\n<p class=\"kicker\"><a href=\"/s/{0}\">{1}</a></p>\n<h1>{2}</h1>\n\
         <p class=\"standfirst\">{3}</p>\n<p class=\"byline\">{4}</p>\n<time datetime=\"{5}\">{6}</time>\n",
        article.section,
        escaped(page.words.section(&article.section)),
        escaped(&article.title),
        escaped(&article.lead),
        escaped(&page.byline(article)),
        page.machine_date(article.published),
        page.shown_date(article.published),
    );
    if let Some(modified) = article.modified(page.now) {
        let (machine, shown) = (page.machine_date(modified), page.shown_date(modified));
        let _ = writeln!(out, "<time class=\"updated\" datetime=\"{machine}\">{}: {shown}</time>", page.words.updated);
    }
    out.push_str("</header>\n");
    figure(out, page, article);
    out.push_str("<div class=\"article-body\">\n");
    body(out, page, article);
    out.push_str("</div>\n");
    topics(out, page, article);
    out.push_str("</article>\n<aside class=\"related\">\n");
    related(out, page, article, 4);
    out.push_str("</aside>\n</main>\n");
}

/// A page that lives on advertising: everything that is not the article stands among its paragraphs.
fn littered(out: &mut String, page: &Page, article: &Article) {
    let words = page.words;
    let _ = write!(
        out,
        "<div class=\"wrap\"><div class=\"ad ad-top\"><span>{advert}</span></div>\n<div class=\"col-main\">\n\
         <div class=\"breadcrumb\"><a href=\"/\">{home}</a> &gt; <a href=\"/s/{section}\">{name}</a></div>\n\
         <h1 class=\"hl\">{title}</h1>\n<div class=\"dek\">{lead}</div>\n\
         <div class=\"meta\"><span class=\"by\">{byline}</span> | <span class=\"date\">{published} {date}</span></div>\n\
         <div class=\"share-bar\"><a href=\"#\">Facebook</a> <a href=\"#\">WhatsApp</a> <a href=\"#\">E-Mail</a> {share}</div>\n",
        advert = words.advert,
        home = words.home,
        section = article.section,
        name = escaped(words.section(&article.section)),
        title = escaped(&article.title),
        lead = escaped(&article.lead),
        byline = escaped(&page.byline(article)),
        published = words.published,
        date = page.shown_date(article.published),
        share = words.share,
    );
    figure(out, page, article);
    out.push_str("<div class=\"story-text\">\n");
    for (index, piece) in shown_pieces(article, page.now).iter().enumerate() {
        piece_html(out, piece);
        match index {
            0 => {
                let _ = writeln!(out, "<div class=\"ad-slot\"><span>{}</span></div>", words.advert);
            }
            1 => video(out, page, article),
            2 => {
                let _ = writeln!(
                    out,
                    "<div class=\"newsletter-box\"><p>{}</p><input type=\"email\"></div>",
                    words.newsletter
                );
            }
            3 => {
                out.push_str("<div class=\"inline-related\">");
                related(out, page, article, 2);
                let _ = writeln!(out, "</div>\n<p class=\"ad-label\">{}</p>", words.advert);
            }
            4 => {
                let _ = writeln!(out, "<p class=\"promo\">{}</p>", words.app);
            }
            _ => {}
        }
    }
    let _ = write!(
        out,
        "</div>\n<div class=\"paybox\"><b>{}</b></div>\n<div class=\"comments\"><h3>{}</h3></div>\n</div>\n\
         <div class=\"col-side\"><h3>{}</h3><ol>",
        words.subscribe, words.comments, words.most_read
    );
    for other in page.world.published_by(page.publisher_index, page.now).take(5) {
        let _ = write!(out, "<li><a href=\"{}\">{}</a></li>", other.path, escaped(&other.title));
    }
    let _ = writeln!(out, "</ol><div class=\"ad\"><span>{}</span></div></div></div>", words.advert);
}

/// An application's output: hashed class names, all metadata in JSON-LD, a wall after two paragraphs.
fn modern(out: &mut String, page: &Page, article: &Article) {
    let _ = write!(
        out,
        "<div id=\"app\"><div class=\"css-1x9kd2\"><div data-testid=\"headline\" class=\"css-8ab0q\"><h1>{}</h1></div>\n\
         <div data-testid=\"summary\" class=\"css-77fe1\"><p>{}</p></div>\n\
         <div class=\"css-k2m44\"><div class=\"css-aa01\" data-testid=\"byline\">{}</div>\
         <div class=\"css-aa02\" data-testid=\"timestamp\">{}</div></div>\n",
        escaped(&article.title),
        escaped(&article.lead),
        escaped(&page.byline(article)),
        page.shown_date(article.published),
    );
    figure(out, page, article);
    out.push_str("<section name=\"articleBody\" class=\"css-body-93\">\n");
    for piece in shown_pieces(article, page.now) {
        out.push_str("<div class=\"css-p-5\">");
        piece_html(out, &piece);
        out.push_str("</div>\n");
    }
    video(out, page, article);
    if is_cut(article) {
        let _ = writeln!(
            out,
            "<div class=\"paywall\" data-testid=\"gate\"><h3>{}</h3><p>{}</p><button>{}</button></div>",
            page.words.subscribe,
            if article.access == Access::Metered { &page.words.metered } else { &page.words.subscribe_pitch },
            page.words.subscribe
        );
    } else if article.access == Access::Metered {
        let _ = writeln!(out, "<div class=\"meter-note\">{}</div>", page.words.metered);
    }
    out.push_str("</section>\n<div class=\"css-rel\">");
    related(out, page, article, 3);
    out.push_str("</div></div></div>\n");
}

/// An agency: microdata, the dateline within the first paragraph.
fn wire(out: &mut String, page: &Page, article: &Article) {
    let _ = write!(
        out,
        "<div itemscope itemtype=\"https://schema.org/NewsArticle\" class=\"dispatch\">\n\
         <h1 itemprop=\"headline\">{}</h1>\n<p itemprop=\"description\" class=\"summary\">{}</p>\n<p class=\"slug\">",
        escaped(&article.title),
        escaped(&article.lead)
    );
    for author in &article.authors {
        let _ = write!(
            out,
            "<span itemprop=\"author\" itemscope itemtype=\"https://schema.org/Person\"><span itemprop=\"name\">{}</span></span> ",
            escaped(&author.name)
        );
    }
    let _ = write!(
        out,
        "· <time itemprop=\"datePublished\" datetime=\"{}\">{}</time></p>\n<div itemprop=\"articleBody\">\n",
        page.machine_date(article.published),
        page.shown_date(article.published)
    );
    let place = article.authors.iter().find_map(|author| author.place.as_deref());
    for (index, piece) in shown_pieces(article, page.now).iter().enumerate() {
        match (index, place, piece) {
            (0, Some(place), Piece::Paragraph(text)) => {
                let _ = writeln!(out, "<p>{} (Nordlicht) – {}</p>", escaped(&place.to_uppercase()), escaped(text));
            }
            _ => piece_html(out, piece),
        }
    }
    out.push_str("</div>\n");
    figure(out, page, article);
    out.push_str("<p class=\"end\">nla/sd</p>\n</div>\n");
}

/// A magazine: a large picture first, a note on the author last.
fn magazine(out: &mut String, page: &Page, article: &Article) {
    out.push_str("<main class=\"feature\">\n");
    figure(out, page, article);
    let _ = write!(
        out,
        "<div class=\"title-block\"><span class=\"tag\">{}</span><h1 class=\"title\">{}</h1><h2 class=\"deck\">{}</h2>\n\
         <address class=\"author\">{}</address><time datetime=\"{}\" pubdate>{}</time></div>\n<div class=\"prose\">\n",
        escaped(page.words.section(&article.section)),
        escaped(&article.title),
        escaped(&article.lead),
        escaped(&page.byline(article)),
        page.machine_date(article.published),
        page.shown_date(article.published),
    );
    body(out, page, article);
    out.push_str("</div>\n");
    topics(out, page, article);
    let _ = writeln!(out, "<div class=\"signup\"><strong>{}</strong></div>", page.words.newsletter);
    related(out, page, article, 3);
    out.push_str("</main>\n");
}

/// A small site on a blog engine: microformats.
fn blog(out: &mut String, page: &Page, article: &Article) {
    let _ = write!(
        out,
        "<div id=\"content\"><article class=\"h-entry post\">\n<h1 class=\"p-name entry-title\">{}</h1>\n<div class=\"entry-meta\">",
        escaped(&article.title)
    );
    for author in &article.authors {
        let _ = write!(out, "<span class=\"p-author h-card\" rel=\"author\">{}</span> ", escaped(&author.name));
        if let Some(place) = &author.place {
            let _ = write!(out, "<span class=\"p-location\">({})</span> ", escaped(place));
        }
    }
    let _ = write!(
        out,
        "<time class=\"dt-published\" datetime=\"{}\">{}</time></div>\n<p class=\"p-summary\">{}</p>\n",
        page.machine_date(article.published),
        page.shown_date(article.published),
        escaped(&article.lead)
    );
    figure(out, page, article);
    out.push_str("<div class=\"e-content entry-content\">\n");
    body(out, page, article);
    let _ = writeln!(out, "</div>\n<div class=\"sharedaddy\">{}</div>\n</article>", page.words.share);
    out.push_str("<div id=\"sidebar\"><div class=\"widget\">");
    related(out, page, article, 5);
    out.push_str("</div></div></div>\n");
}

/// A page from the days of tables: line breaks for paragraphs, the date in words alone.
fn classic(out: &mut String, page: &Page, article: &Article) {
    let _ = write!(
        out,
        "<table width=\"960\" class=\"layout\"><tr><td class=\"left\" valign=\"top\"><b>{}</b><br>",
        page.words.most_read
    );
    for other in page.related(article, 6) {
        let _ = write!(out, "<a href=\"{}\">{}</a><br>", other.path, escaped(&other.title));
    }
    let _ = write!(
        out,
        "</td><td class=\"story\" valign=\"top\">\n<h1>{}</h1>\n<div class=\"info\">{}<br>{}</div>\n<b class=\"intro\">{}</b><br><br>\n",
        escaped(&article.title),
        escaped(&page.byline(article)),
        page.shown_date(article.published),
        escaped(&article.lead)
    );
    figure(out, page, article);
    out.push_str("<div id=\"storytext\">\n");
    let pieces = shown_pieces(article, page.now);
    for (index, piece) in pieces.iter().enumerate() {
        let _ = match piece {
            Piece::Paragraph(text) => write!(out, "{}", escaped(text)),
            Piece::Heading(text) => write!(out, "<b>{}</b>", escaped(text)),
            Piece::Quote(text) => write!(out, "<i>{}</i>", escaped(text)),
        };
        if index + 1 < pieces.len() {
            out.push_str("<br><br>\n");
        }
    }
    video(out, page, article);
    out.push_str("\n</div></td></tr></table>\n");
}

/// A portal: source line, tools, text, keywords, and a wall of links below.
fn portal(out: &mut String, page: &Page, article: &Article) {
    let source = article.copied_from.map_or(&page.publisher.title, |origin| &page.world.publishers[origin].title);
    let _ = write!(
        out,
        "<div class=\"main\"><div class=\"path\">{} &gt; {}</div>\n<h1 class=\"main-title\">{}</h1>\n\
         <div class=\"top-bar\"><span class=\"date\">{}</span> <span class=\"source\">{}{}</span> \
         <span class=\"author\">{}</span></div>\n<div class=\"article\" id=\"artibody\">\n",
        page.words.home,
        escaped(page.words.section(&article.section)),
        escaped(&article.title),
        page.shown_date(article.published),
        page.words.source,
        escaped(source),
        escaped(&page.byline(article)),
    );
    let _ = writeln!(out, "<p class=\"lead\">{}</p>", escaped(&article.lead));
    figure(out, page, article);
    body(out, page, article);
    out.push_str("</div>\n");
    topics(out, page, article);
    let _ = writeln!(out, "<div class=\"app-guide\">{}</div>\n<div class=\"links\">", page.words.app);
    related(out, page, article, 6);
    out.push_str("</div></div>\n");
}

/// A live blog: the newest post first.
pub fn live_blog(out: &mut String, page: &Page, article: &Article, posts: &[LivePost]) {
    let _ = write!(
        out,
        "<main class=\"live\"><header><p class=\"kicker live-badge\">{}</p><h1>{}</h1>\n<p class=\"standfirst\">{}</p>\n\
         <p class=\"byline\">{}</p><time datetime=\"{}\">{}</time></header>\n",
        page.words.live,
        escaped(&article.title),
        escaped(&article.lead),
        escaped(&page.byline(article)),
        page.machine_date(article.published),
        page.shown_date(article.published),
    );
    figure(out, page, article);
    out.push_str("<div class=\"live-summary\">\n");
    body(out, page, article);
    out.push_str("</div>\n<div class=\"live-posts\">\n");
    for (index, post) in posts.iter().enumerate().rev().filter(|(_, post)| post.appears <= page.now) {
        let _ = write!(
            out,
            "<section class=\"live-post\" id=\"post-{}\"><time datetime=\"{}\">{}</time><h2>{}</h2><p class=\"post-author\">{}</p>",
            index + 1,
            page.machine_date(post.published),
            page.shown_date(post.published),
            escaped(&post.title),
            escaped(&post.author)
        );
        for paragraph in &post.text {
            let _ = write!(out, "<p>{}</p>", escaped(paragraph));
        }
        out.push_str("</section>\n");
    }
    out.push_str("</div></main>\n");
}

/// A home or section page: one teaser an article, newest first.
pub fn listing<'a>(out: &mut String, page: &Page, articles: impl Iterator<Item = &'a Article>) {
    out.push_str("<main class=\"front\">\n");
    for (index, article) in articles.enumerate() {
        let (path, title, lead) = (&article.path, escaped(&article.title), escaped(&article.lead));
        let (machine, shown) = (page.machine_date(article.published), page.shown_date(article.published));
        let image = page.image_path(article);
        let _ = match page.publisher.look {
            Look::Classic => writeln!(
                out,
                "<div class=\"item\"><a href=\"{path}\"><b>{title}</b></a> <span class=\"when\">{shown}</span><br>{lead}</div>"
            ),
            Look::Wire => writeln!(
                out,
                "<p class=\"item\"><time datetime=\"{machine}\">{shown}</time> <a href=\"{path}\">{title}</a></p>"
            ),
            Look::Portal => {
                writeln!(out, "<ul class=\"news\"><li><a href=\"{path}\">{title}</a><span>{shown}</span></li></ul>")
            }
            _ => {
                let picture = if index % 4 == 0 {
                    format!(
                        "<a href=\"{path}\"><img src=\"{image}\" alt=\"\" loading=\"lazy\" width=\"320\" height=\"180\"></a>"
                    )
                } else {
                    String::new()
                };
                writeln!(
                    out,
                    "<article class=\"teaser\">{picture}<h2><a href=\"{path}\">{title}</a></h2><p>{lead}</p>\
                     <time datetime=\"{machine}\">{shown}</time></article>"
                )
            }
        };
    }
    out.push_str("</main>\n");
}

fn body(out: &mut String, page: &Page, article: &Article) {
    for (index, piece) in shown_pieces(article, page.now).iter().enumerate() {
        piece_html(out, piece);
        if index == 1 {
            video(out, page, article);
        }
    }
    if is_cut(article) {
        let _ = writeln!(
            out,
            "<div class=\"paywall\"><h3>{}</h3><p>{}</p></div>",
            page.words.subscribe, page.words.subscribe_pitch
        );
    }
}

fn figure(out: &mut String, page: &Page, article: &Article) {
    let caption = escaped(&article.caption);
    let alt = if caption.is_empty() { escaped(&article.title) } else { caption.clone() };
    let _ = writeln!(
        out,
        "<figure class=\"lead-image\"><img src=\"{}\" width=\"800\" height=\"450\" alt=\"{alt}\">\
         <figcaption>{caption} <span class=\"credit\">{}{}</span></figcaption></figure>",
        page.image_path(article),
        page.words.photo,
        escaped(&page.publisher.title)
    );
}

/// A film between two paragraphs, its running time in the caption.
fn video(out: &mut String, page: &Page, article: &Article) {
    if let Some((title, seconds)) = &article.video {
        let _ = writeln!(
            out,
            "<div class=\"video-player\"><video controls preload=\"none\" poster=\"{}\" src=\"/video/{}.mp4\"></video>\
             <div class=\"video-caption\">{} {:02}:{:02} {}</div></div>",
            page.image_path(article),
            article.id,
            page.words.video,
            seconds / 60,
            seconds % 60,
            escaped(title)
        );
    }
}

fn topics(out: &mut String, page: &Page, article: &Article) {
    if article.topics.is_empty() {
        return;
    }
    let _ = write!(out, "<div class=\"topics\"><span>{}</span>", page.words.topics);
    for topic in &article.topics {
        let _ = write!(out, " <a rel=\"tag\" href=\"/s/{}\">{}</a>", article.section, escaped(topic));
    }
    out.push_str("</div>\n");
}

fn related(out: &mut String, page: &Page, article: &Article, count: usize) {
    let _ = write!(out, "<h3>{}</h3><ul>", page.words.related);
    for other in page.related(article, count) {
        let _ = write!(out, "<li><a href=\"{}\">{}</a></li>", other.path, escaped(&other.title));
    }
    out.push_str("</ul>\n");
}

/// The style sheet of a publisher's pages.
pub fn style(publisher: &Publisher) -> String {
    let colour = &publisher.colour;
    let (font, width, extra) = match publisher.look {
        Look::Broadsheet => {
            ("Georgia,serif", 760, ".masthead{border-bottom:3px double}.standfirst{font-size:1.2em;color:#444}")
        }
        Look::Littered => (
            "Arial,sans-serif",
            1080,
            ".wrap,.front{max-width:1080px;margin:auto}.col-main{float:left;width:68%}.col-side{float:right;width:28%}.ad,.ad-slot{background:#f0e6c8;text-align:center;padding:2em;color:#998;font-size:.7em}.newsletter-box,.paybox,.promo{background:#fde;padding:1em}.consent{position:fixed;bottom:0;left:0;right:0;background:#222;color:#fff;padding:1em}.site-footer{clear:both}",
        ),
        Look::Modern => (
            "system-ui,sans-serif",
            680,
            ".masthead{border-top:8px solid}h1{font-size:2.2em;letter-spacing:-.02em}.paywall{background:linear-gradient(#fff0,#eef 40%);padding:3em 1em;text-align:center}",
        ),
        Look::Wire => ("ui-monospace,monospace", 720, "body{background:#fcfcf8}h1{font-size:1.4em}"),
        Look::Magazine => (
            "'Palatino Linotype',Palatino,serif",
            820,
            ".deck{font-weight:400;color:#555}.prose p:first-child::first-letter{font-size:3em;float:left;line-height:.9;padding-right:.1em}",
        ),
        Look::Blog => ("Verdana,sans-serif", 900, "#content{display:grid;grid-template-columns:2fr 1fr;gap:2em}"),
        Look::Classic => {
            ("'Times New Roman',serif", 980, "td{padding:10px}.left{width:220px;background:#f4f4ea;font-size:.8em}")
        }
        Look::Portal => (
            "'Helvetica Neue',Arial,sans-serif",
            820,
            ".top-bar,.path{color:#888;font-size:.85em}.article p{text-indent:2em}.lead{font-weight:bold}",
        ),
    };
    format!(
        "body{{font:17px/1.6 {font};margin:0;color:#1a1a1a}}main,#app,#content,.main,.dispatch,table.layout{{max-width:{width}px;margin:1.5em auto;padding:0 1em}}\
         .masthead{{padding:1em;text-align:center;border-color:{colour}}}.logo{{font-size:2em;font-weight:bold;color:{colour};text-decoration:none;display:block}}\
         .motto{{color:#777;font-size:.8em}}nav ul{{list-style:none;padding:0;display:flex;gap:1em;justify-content:center;flex-wrap:wrap;font-size:.85em}}\
         a{{color:{colour}}}img,video{{max-width:100%;height:auto}}figure{{margin:1em 0}}figcaption,.video-caption,time,.byline,.site-footer{{font-size:.8em;color:#666}}\
         h1{{line-height:1.2}}blockquote{{border-left:4px solid {colour};margin:1em 0;padding-left:1em}}.teaser{{border-bottom:1px solid #ddd;padding:.8em 0}}.teaser h2{{margin:0;font-size:1.2em}}.live-post{{border-top:2px solid {colour};padding:.6em 0}}.live-badge{{background:{colour};color:#fff;display:inline-block;padding:0 .6em}}{extra}"
    )
}

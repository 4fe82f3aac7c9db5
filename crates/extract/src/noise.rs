//! Lines inside an article that are not of it: "Advertisement", subscription calls, "Read more", share bars,
//! running times. Each rule is about a whole short block, never about a piece of a sentence of prose.

use crate::blocks::Placed;
use crate::boilerplate::Boilerplate;
use crate::dates::parse_clock_duration;
use aho_corasick::AhoCorasick;
use news::{Block, MarkKind, RichText};
use std::sync::LazyLock;

/// Whole lines, lower case, without marks at the ends.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "advertisement", "advertisement - continue reading below", "advertisements", "article continues below",
    "story continues below", "article continues after advertisement", "advertising", "ad", "ads", "anzeige",
    "werbung", "publicidad", "publicité", "publicidade", "pubblicità", "reklama", "реклама", "广告", "廣告", "広告",
    "annonse", "annons", "mainos", "reklam", "iklan", "quảng cáo", "광고", "διαφήμιση", "विज्ञापन", "إعلان", "reclame",
    "advertentie", "story continues below advertisement", "continue reading", "continue reading below",
    "scroll to continue", "sponsored", "sponsored content", "promoted", "share", "share this", "share this article",
    "share this story", "teilen", "compartir", "partager", "condividi", "поделиться", "分享", "dela", "del",
    "udostępnij", "paylaş", "bagikan", "sharen", "save", "speichern", "print", "drucken", "merken", "imprimer",
    "copy link", "link kopieren", "facebook", "twitter", "x", "whatsapp", "email", "e-mail", "linkedin", "telegram",
    "pinterest", "reddit", "pocket", "flipboard", "messenger", "read more", "read also", "also read", "more", "mehr",
    "weiterlesen", "mehr lesen", "mehr erfahren", "lire aussi", "à lire aussi", "lire la suite", "leer más",
    "lee también", "leia mais", "leia também", "leggi anche", "leggi tutto", "читать далее", "читайте также", "相关阅读",
    "延伸阅读", "相关新闻", "阅读更多", "関連記事", "続きを読む", "czytaj też", "czytaj także", "czytaj więcej", "lees ook", "lees meer",
    "läs mer", "läs också", "les også", "læs også", "lue myös", "lue lisää", "zobacz też", "zobacz także",
    "devamını oku", "baca juga", "xem thêm", "see also", "related", "related articles", "related stories",
    "related posts", "related content", "related topics", "more on this story", "more on this", "more from",
    "recommended", "recommended for you", "you may also like", "you might also like", "don't miss", "most read",
    "most popular", "trending", "trending now", "top stories", "mehr zum thema", "auch interessant",
    "das könnte sie auch interessieren", "das könnte sie interessieren", "lesen sie auch", "meistgelesen",
    "ähnliche artikel", "ähnliche beiträge", "verwandte artikel", "weitere artikel", "verwandte themen", "zum thema",
    "artículos relacionados", "noticias relacionadas", "te puede interesar", "sur le même sujet",
    "articles similaires", "по теме", "другие новости", "materiały powiązane", "comments", "comment", "kommentare",
    "kommentar", "kommentieren", "leave a comment", "leave a reply", "comentarios", "commentaires", "комментарии",
    "评论", "コメント", "no comments yet", "0 comments", "noch keine kommentare", "sign up", "subscribe", "subscribe now",
    "abonnieren", "abonnez-vous", "suscríbete", "подписаться", "订阅", "log in", "sign in", "anmelden", "register",
    "newsletter", "follow us", "folgen sie uns", "síguenos", "tags", "tags:", "schlagworte", "schlagwörter", "themen",
    "topics", "categories", "filed under", "posted in", "topics in this story", "key points", "listen",
    "listen to this article", "artikel anhören", "vorlesen", "watch", "watch now", "watch live", "live", "video",
    "play video", "playing now", "now playing", "gallery", "view gallery", "show all", "show more", "load more",
    "loading", "loading...", "image", "photo", "photos", "bild", "bilder", "caption", "hide caption",
    "toggle caption", "enlarge", "enlarge this image", "vergrößern", "zurück", "back", "back to top", "nach oben",
    "seitenanfang", "zum seitenanfang", "top", "next", "previous", "weiter", "home", "startseite", "download",
    "view comments", "show comments", "report a typo", "fehler melden", "dieser artikel", "gefällt mir", "like",
    "gefällt mir wird geladen", "tweet", "pin it", "in the news", "quelle", "this article is more than 1 year old",
    "getty", "getty images", "afp", "reuters", "dpa", "permalink", "permalien", "artikel bewerten", "bewerten",
    "story saved", "originalartikel", "więcej", "credit", "beitragsbild", "pdf", "schon gelesen", "mehr themen",
    "zum weiterlesen", "die redaktion empfiehlt", "empfehlungen aus der redaktion", "audio und video zum thema",
    "artikel teilen", "möchten sie den artikel teilen",
];

/// Beginnings of short lines, lower case.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "advertisement", "anzeige:", "read more:", "read more about", "read also:", "also read:", "related:",
    "related story:", "related article:", "see also:", "more:", "watch:", "listen:", "don't miss:", "read next:",
    "read:", "recommended:", "must read:", "trending:", "lesen sie auch", "lesen sie hier", "lesen sie mehr",
    "lesen sie dazu", "mehr dazu:", "mehr zum thema", "mehr zu:", "auch interessant:", "auch lesenswert",
    "passend dazu:", "das könnte sie auch", "siehe auch:", "hier geht es zu", "weiterlesen:", "lire aussi",
    "à lire aussi", "lire aussi :", "à lire :", "à voir aussi", "lee también", "lea también", "leer también",
    "leé también", "te puede interesar", "leia também", "leia mais", "veja também", "leggi anche", "читайте также",
    "читайте:", "читать также", "смотрите также", "читайте також", "相关阅读", "延伸阅读", "推荐阅读", "更多", "関連記事", "czytaj też",
    "czytaj także", "czytaj więcej", "zobacz także", "zobacz też", "zobacz:", "lees ook", "läs också", "läs även",
    "les også", "læs også", "lue myös", "baca juga", "xem thêm", "čtěte také", "čtěte též", "ayrıca oku",
    "sign up for", "sign up to", "subscribe to", "subscribe now", "subscribe for", "get our free", "join our",
    "follow us on", "follow us", "follow bbc", "download our app", "download the app", "get the app", "click here to",
    "tap here to", "already a subscriber", "already have an account", "jetzt abonnieren", "abonnieren sie",
    "folgen sie", "laden sie", "hier anmelden", "melden sie sich", "abonnez-vous", "inscrivez-vous", "suscríbete",
    "síguenos", "siga-nos", "inscreva-se", "подписывайтесь", "подпишитесь", "подписаться на", "следите за",
    "обращайтесь", "扫码", "扫描二维码", "关注我们", "© ", "(c) ", "copyright ©", "copyright (c)", "all rights reserved",
    "alle rechte vorbehalten", "tous droits réservés", "todos los derechos", "все права защищены", "image source",
    "image caption", "photo by", "photo:", "photos:", "foto:", "fotos:", "bild:", "bildquelle", "quelle:", "picture:",
    "photograph:", "photo credit", "file photo", "crédit photo", "фото:", "图片来源", "責任編集", "责任编辑", "编辑:", "编辑：", "责编",
    "tags:", "tag:", "schlagwörter:", "schlagworte:", "stichwörter:", "stichworte:", "kategorie:", "kategorien:",
    "topics:", "category:", "categories:", "filed under", "posted in", "veröffentlicht in", "dieser eintrag wurde",
    "dieser beitrag wurde", "this entry was posted", "teilen mit", "teilen:", "share this", "share on", "share:",
    "sharen mit", "gefällt mir", "like loading", "loading", "newsletter:", "we use cookies", "this website uses",
    "diese website verwendet", "wir verwenden cookies", "hinterlasse eine antwort", "hinterlasse einen kommentar",
    "schreibe einen kommentar", "leave a comment", "leave a reply", "post a comment", "kommentar schreiben",
    "posted by", "published by", "geschrieben von", "verfasst von", "erstellt am", "last updated",
    "zuletzt aktualisiert", "letzte aktualisierung", "letzte änderung", "veröffentlicht am", "artikel vom",
    "permalink http", "themenseiten ", "autorin/autor", "kennt ihr schon unser", "kennen sie schon unser",
    "erfahren sie hier mehr", "copyright:", "first published", "have you got a story", "got a tip", "got a story", "what do you think", "view this post on",
];

/// Pieces of sentences that stand in for a film or a frame until the reader agrees, and of other notes to the reader.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "empfohlener redaktioneller inhalt", "empfohlener externer inhalt", "externen inhalt von",
    "externe inhalte angezeigt", "inhalte von drittplattformen", "personenbezogene daten an drittplattformen",
    "personenbezogene daten können an", "ein klick für den datenschutz", "dass mir externe inhalte",
    "dass mir inhalte von", "zum aktivieren des inhalts", "mit dem laden des videos akzeptieren",
    "inhalte von youtube", "eingebettete inhalte anzuzeigen", "um diesen inhalt anzuzeigen", "this content is hosted by a third party",
    "to view this content", "this video can not be played", "to play this video you need to enable javascript",
    "enable javascript", "javascript ist deaktiviert", "your browser does not support", "ihr browser unterstützt",
    "bitte aktivieren sie javascript", "if you enjoyed reading", "if you enjoyed this", "sign up for our newsletter",
    "sign up to our newsletter", "subscribe to our newsletter", "abonnieren sie unseren newsletter",
    "unseren newsletter", "download the app", "download our app", "for the latest stories and breaking news",
    "follow us on twitter", "follow us on facebook", "folgen sie uns auf", "folge uns auf", "le puede interesar",
    "te puede interesar", "das thema könnte dich", "das könnte dich auch interessieren",
    "das könnte sie auch interessieren", "auch interessieren:", "vous aimerez aussi", "skip to main content",
    "zum inhalt springen", "click here to subscribe", "support our journalism", "become a member",
    "all rights reserved", "alle rechte vorbehalten", "are solely those of the author",
    "is not responsible for the opinions", "our standards: the", "sign up here.", "read our policy",
    "this article was originally published", "canal de telegram", "canal de whatsapp", "telegram-канал",
    "whatsapp channel", "whatsapp-kanal", "google news", "google-news", "signing up to our", "never miss the latest",
    "you can find this story in", "hat ihnen dieser artikel gefallen", "hat dir dieser artikel gefallen",
    "hat ihnen der artikel gefallen", "hat dir der artikel gefallen", "gefällt dir unser", "gefällt ihnen unser",
    "alle antworten zu diesem eintrag", "any responses to this entry", "wochen kostenlos testen",
    "copyrighted property of", "written permission must", "may not be published, broadcast", "nachdruck nur mit",
    "advertising disclosure", "advertising disclaimer", "we may receive compensation", "we may earn a commission",
    "earn an affiliate commission", "contains affiliate links", "contains references to products",
    "first-time subscribers", "please subscribe to", "on twitter and instagram", "síguenos en", "siguenos en",
    "hazte miembro", "suscríbete a nuestr", "wir respektieren deine privatsphäre", "müssen sich einloggen",
    "you must be logged in", "your content is delivered instantly", "unterstütze uns mit", "unterstützen sie uns",
    "lesen sie das magazin", "tu suscripción se está usando",
];

/// Pieces of notes that are long, up to [`MAX_NOTE_CHARS`]: asking for consent, telling of rights and rewards.
#[rustfmt::skip]
const LONG_PIECES: &[&str] = &[
    "eingebettete inhalte anzuzeigen", "externe inhalte anzuzeigen", "ist deine widerrufliche einwilligung",
    "ihre widerrufliche einwilligung", "this website uses cookies", "cookies are absolutely essential",
    "this content is provided by", "personenbezogene daten an drittplattformen", "personenbezogene daten können an",
    "externe inhalte angezeigt werden", "esta web utiliza cookies", "ce site utilise des cookies",
    "copyrighted property of", "written permission must", "we may receive compensation", "we may earn a commission",
    "contains affiliate links", "contains references to products", "bitte registrieren sie sich und",
    "suggested citation",
];
const MAX_NOTE_CHARS: usize = 900;

/// What follows these headings is no longer the article.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "related articles", "related stories", "related posts", "related topics", "related content", "more on this story",
    "more stories", "read next", "you may also like", "you might also like", "most read", "most popular", "comments",
    "leave a comment", "leave a reply", "mehr zum thema", "ähnliche artikel", "ähnliche beiträge",
    "verwandte artikel", "weitere artikel", "weitere beiträge", "weitere meldungen", "weitere nachrichten",
    "das könnte sie auch interessieren", "auch interessant", "kommentare", "kommentar verfassen",
    "schreibe einen kommentar", "hinterlasse eine antwort", "hinterlasse einen kommentar", "teilen mit",
    "about the author", "über den autor", "über die autorin", "noticias relacionadas", "artículos relacionados",
    "à lire aussi", "sur le même sujet", "читайте также", "по теме", "相关阅读", "相关新闻", "関連記事", "share this",
    "recommended", "recommended for you", "promoted stories", "latest news", "neueste beiträge", "neueste artikel",
    "letzte beiträge", "lust auf mehr", "dieser beitrag hat", "trending now", "recent posts", "one comment",
    "1 comment", "ein kommentar", "keine kommentare", "no comments", "weiterführende links", "weitere informationen",
    "pressekontakt", "schon gelesen", "zum weiterlesen", "mehr themen", "weitere themen", "weitere aktuelle themen",
    "die redaktion empfiehlt", "empfehlungen aus der redaktion", "sobre la firma", "sobre el autor", "sobre la autora",
    "à propos de l’auteur", "privacy overview", "press contact", "media contact",
];

/// Endings that are only such as a whole line: "Kontakt", and not "Kontakt zur Raumsonde verloren".
const WHOLE_ENDINGS: &[&str] = &["kontakt", "contact", "contacts", "ansprechpartner", "ansprechpartnerin", "credits"];

static HAS_LONG_PIECE: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(LONG_PIECES).expect("a few short patterns always build"));

static HAS_PIECE: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(PIECES).expect("a few dozen short patterns always build"));

const MAX_LINE_CHARS: usize = 60;
const MAX_HEAD_CHARS: usize = 220;

/// Leaves out the blocks that are not of the article.
/// `sites` are the names the site goes by, as keys of [`crate::byline::key_of`].
pub(crate) fn remove(blocks: &mut Vec<Placed>, title: &str, sites: &[String], boilerplate: Option<&Boilerplate>) {
    cut_at_ending(blocks);
    let title = normal(title);
    let mut prose_seen = false;
    blocks.retain(|placed| {
        if boilerplate.is_some_and(|known| known.is_boilerplate(&placed.block)) {
            return false;
        }
        let text = match &placed.block {
            Block::Paragraph(text) | Block::Heading { text, .. } => text.text.as_str(),
            Block::List { items, .. } if items.len() == 1 => items[0].text.as_str(),
            Block::List { .. } => return placed.link_share < 0.75,
            Block::Table { rows, .. } => return !lists_cookies(rows),
            _ => return true,
        };
        let is_heading = matches!(placed.block, Block::Heading { .. });
        if is_heading && !prose_seen && !title.is_empty() && normal(text) == title {
            return false;
        }
        prose_seen |= !is_heading && text.chars().count() > 80;
        !is_noise(text, placed.link_share)
    });
    drop_head(blocks);
    drop_tail_notes(blocks, sites);
    drop_empty_headings(blocks);
}

/// Notes below a text that are looked at, from the end upwards.
const MAX_TAIL_NOTES: usize = 4;

/// Leaves out what the house says of itself below the text: how to write to it and follow it, whose the text is.
fn drop_tail_notes(blocks: &mut Vec<Placed>, sites: &[String]) {
    for _ in 0..MAX_TAIL_NOTES {
        match blocks.last() {
            Some(last) if blocks.len() > 3 && is_tail_note(&last.block, sites) => blocks.pop(),
            _ => break,
        };
    }
}

fn is_tail_note(block: &Block, sites: &[String]) -> bool {
    const MAX_CHARS: usize = 500;
    const SOCIAL_HOSTS: &[&str] =
        &["facebook.com/", "twitter.com/", "//x.com/", "instagram.com/", "t.me/", "youtube.com/", "whatsapp.com/"];
    let names_site = |text: &str| {
        let key = crate::byline::key_of(text);
        sites.iter().any(|site| site.chars().count() >= 6 && key.contains(site.as_str()))
    };
    match block {
        Block::Rule => true,
        Block::Heading { text, .. } => names_site(&text.text),
        Block::Paragraph(text) if text.text.chars().count() <= MAX_CHARS => {
            let links = || {
                text.marks.iter().filter_map(|mark| match &mark.kind {
                    MarkKind::Link(address) => Some(address),
                    _ => None,
                })
            };
            let social = links().filter(|address| SOCIAL_HOSTS.iter().any(|host| address.contains(host))).count();
            let is_set_off = text
                .marks
                .iter()
                .any(|mark| mark.kind == MarkKind::Emphasis && mark.start == 0 && mark.end as usize == text.text.len());
            links().any(|address| address.starts_with("mailto:"))
                || social >= 2
                || text.text.contains('©')
                || is_set_off && names_site(&text.text)
        }
        _ => false,
    }
}

/// Blocks that can stand above the text without being of it: kicker, byline, date line.
const MAX_HEAD_BLOCKS: usize = 8;

/// Leaves out the short lines above the first paragraph of prose.
fn drop_head(blocks: &mut Vec<Placed>) {
    let is_prose = |placed: &Placed| matches!(&placed.block, Block::Paragraph(text) if text.text.chars().count() >= 90 || ends_sentence(&text.text) && text.text.chars().count() >= 30);
    let Some(first) = blocks.iter().take(MAX_HEAD_BLOCKS).position(is_prose) else { return };
    let mut index = 0;
    blocks.retain(|placed| {
        index += 1;
        index > first
            || match &placed.block {
                Block::Paragraph(text) => ends_sentence(&text.text) || text.text.chars().count() > 70,
                _ => true,
            }
    });
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '“', '»', '«', '\'', '’', ')', ' '])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟'])
}

/// A consent dialog's table of the cookies a site sets.
fn lists_cookies(rows: &[Vec<RichText>]) -> bool {
    rows.first().and_then(|row| row.first()).is_some_and(|cell| normal(&cell.text) == "cookie")
}

/// Tells whether a line is known not to be text.
pub(crate) fn is_noise(text: &str, link_share: f32) -> bool {
    let chars = text.chars().count();
    if chars > MAX_NOTE_CHARS {
        return false;
    }
    if chars > MAX_HEAD_CHARS {
        return HAS_LONG_PIECE.is_match(&text.to_lowercase());
    }
    if !text.chars().any(char::is_alphanumeric) {
        return !text.contains(['*', '…']) || chars > 8;
    }
    let line = normal(text);
    if chars <= MAX_LINE_CHARS && (LINES.contains(&line.as_str()) || parse_clock_duration(text).is_some()) {
        return true;
    }
    if link_share > 0.9 && chars < 120 && !text.ends_with(['.', '?', '!', '。']) {
        return true;
    }
    if crate::access::is_notice(&line)
        || crate::access::is_meter(&line)
        || HAS_LONG_PIECE.is_match(&line)
        || is_fact_line(text, chars)
        || is_credit(text, chars)
        || HAS_PIECE.is_match(&line)
    {
        return true;
    }
    HEADS.iter().any(|head| line.starts_with(head.trim_end_matches(':')) && matches_head(text, head, link_share))
}

/// A line that holds a date, a reading time or a byline and nothing else.
fn is_fact_line(text: &str, chars: usize) -> bool {
    if chars > 70 || ends_sentence(text) && chars > 40 {
        return false;
    }
    let lower = text.to_lowercase();
    let is_reading_time = [
        "min read",
        "minute read",
        "lesedauer",
        "lesezeit",
        "min. lesezeit",
        "минут чтения",
        "minutes de lecture",
        "min de lectura",
        "minuti di lettura",
    ]
    .iter()
    .any(|words| lower.contains(words));
    let has_date = text.contains(|character: char| character.is_ascii_digit())
        && crate::dates::parse_visible(text, news::Lang::default()).is_some();
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    is_reading_time || has_date && letters <= 28 || is_byline(text, &lower)
}

fn is_byline(text: &str, lower: &str) -> bool {
    const OPENINGS: &[&str] =
        &["by ", "von ", "par ", "por ", "door ", "автор:", "autor:", "autorin:", "text: ", "作者", "记者"];
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
        && !ends_sentence(text)
        && text.split_whitespace().count() <= 7
        && !crate::byline::parse(text, news::Lang::default()).is_empty()
        && text
            .split_whitespace()
            .skip(1)
            .all(|word| word.chars().next().is_some_and(|first| !first.is_lowercase()) || word.chars().count() <= 3)
}

#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "Foto:", "Fotos:", "Photo:", "Photograph:", "Picture:", "Image:", "Bild:", "Bildquelle:", "Bildrechte:",
    "Photo by", "Photo credit", "Crédit photo", "Crédits photo", "Foto di", "Фото:", "© ", "(c) ", "Getty Images",
    "Shutterstock", "Abbildung:", "Ljósmynd/", "Fotó:", "Zdjęcie:", "Fot.", "Imago", "imago images",
];

static HAS_CREDIT: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(CREDITS).expect("a few dozen short patterns always build"));

/// Where a picture is from, at the end of a line that describes it.
pub(crate) fn is_credit(text: &str, chars: usize) -> bool {
    if chars > 220 {
        return false;
    }
    // A credit further from the end than this does not count: the rest of the text need not be searched.
    const TAIL_CHARS: usize = 80;
    let tail_at = text.char_indices().rev().nth(TAIL_CHARS - 1).map_or(0, |(at, _)| at);
    let tail = &text[tail_at..];
    HAS_CREDIT.find_overlapping_iter(tail).any(|credit| {
        let after = tail[credit.end()..].chars().count();
        after <= 50 && (tail_at + credit.start() > 0 || chars <= 90)
    })
}

/// A head counts in a short line, or in a longer one that is mostly a link.
fn matches_head(text: &str, head: &str, link_share: f32) -> bool {
    let lower = text
        .trim_start_matches(|character: char| !character.is_alphanumeric() && character != '©' && character != '(')
        .to_lowercase();
    lower.starts_with(head) && (link_share > 0.3 || text.chars().count() <= 100 + head.len())
}

/// Lower case, without marks and spaces at the ends.
fn normal(text: &str) -> String {
    let line = text.trim_matches(|character: char| !character.is_alphanumeric() && character != '©');
    line.to_lowercase()
}

/// Cuts the text at a heading like "Related articles" when little of the text comes after it.
fn cut_at_ending(blocks: &mut Vec<Placed>) {
    let all: usize = blocks.iter().map(|placed| length_of(&placed.block)).sum();
    let mut before = 0;
    for index in 0..blocks.len() {
        let most_after = match &blocks[index].block {
            Block::Heading { text, .. } if is_ending(&text.text, true) => 0.35,
            Block::Paragraph(text) if is_ending(&text.text, false) => 0.15,
            _ => 0.0,
        };
        let is_cut = most_after > 0.0 && (all - before) as f32 <= most_after * all as f32;
        if is_cut && !goes_on(&blocks[index + 1..]) {
            blocks.truncate(index);
            return;
        }
        before += length_of(&blocks[index].block);
    }
}

/// Two paragraphs of prose one after the other: the text goes on after an inserted link.
fn goes_on(blocks: &[Placed]) -> bool {
    let is_prose = |placed: &Placed| {
        placed.link_share < 0.2
            && matches!(&placed.block, Block::Paragraph(text) if text.text.chars().count() > 160 && ends_sentence(&text.text))
    };
    blocks.windows(2).any(|pair| pair.iter().all(is_prose))
}

fn is_ending(text: &str, is_heading: bool) -> bool {
    if text.len() > 80 {
        return false;
    }
    let line = normal(text);
    WHOLE_ENDINGS.contains(&line.as_str())
        || ENDINGS.iter().any(|ending| line == *ending || is_heading && line.starts_with(ending))
}

fn length_of(block: &Block) -> usize {
    news::article::text_of(std::slice::from_ref(block)).len()
}

/// Leaves out headings and short labels at the end, whose text is gone, and rules at both ends.
fn drop_empty_headings(blocks: &mut Vec<Placed>) {
    let is_label = |placed: &Placed| match &placed.block {
        Block::Heading { .. } | Block::Rule => true,
        Block::Paragraph(text) => {
            text.text.chars().count() < 40
                && !ends_sentence(&text.text)
                && !text.text.contains(|character: char| character.is_ascii_digit())
        }
        _ => false,
    };
    while blocks.len() > 2 && blocks.last().is_some_and(is_label) {
        blocks.pop();
    }
    while matches!(blocks.first(), Some(Placed { block: Block::Rule, .. })) {
        blocks.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_text() {
        let check = |text: &str, expected: bool| assert_eq!(is_noise(text, 0.0), expected, "{text}");
        check("Advertisement", true);
        check("This Article Is For Subscribers.", true);
        check("残り357文字（全文1006文字）", true);
        check("Hat Ihnen dieser Artikel gefallen? Dann empfehlen Sie ihn weiter.", true);
        check("Written permission must be obtained before this text is used.", true);
        check("残りの一人はまだ見つかっていない。", false);
        check("The ferry's advertisement of 1912 hung in every station along the sound.", false);
        let consent = "Um eingebettete Inhalte anzuzeigen, ist deine widerrufliche Einwilligung nötig.";
        check(&format!("{consent} {}", "Mehr dazu steht weiter unten auf der Seite. ".repeat(6)), true);
        check(&format!("Der Hafen. {}", "Mehr dazu steht weiter unten auf der Seite. ".repeat(6)), false);
    }

    #[test]
    fn a_contact_ends_the_text_only_as_a_whole_line() {
        assert!(is_ending("Kontakt:", true) && is_ending("Schon gelesen?", false));
        assert!(!is_ending("Kontakt zur Raumsonde verloren", true));
    }
}

//! Who may read the whole text: what structured data and meta say, then what the page shows.

use crate::main_text::Survey;
use crate::metadata::json_ld::Objects;
use crate::metadata::meta::Meta;
use crate::tree::{Tag, Tree};
use aho_corasick::AhoCorasick;
use news::Access;
use serde_json::Value;
use std::sync::LazyLock;

/// Beginnings and pieces of the notices publishers put before the rest of a text, lower case.
#[rustfmt::skip]
const NOTICES: &[&str] = &[
    "this article is for subscribers", "subscribe to continue reading", "subscribe to read",
    "to continue reading, subscribe", "this content is for subscribers", "already a subscriber", "subscribers only",
    "for subscribers only", "exclusive to subscribers", "to read the full story", "keep reading with",
    "unlock this article", "continue reading with a subscription", "weiterlesen mit", "jetzt weiterlesen",
    "nur für abonnenten", "sie sind bereits abonnent", "dieser artikel ist exklusiv", "mit abo weiterlesen",
    "lesen sie weiter mit", "um diesen artikel zu lesen", "bereits abonnent", "testen und weiterlesen",
    "réservé aux abonnés", "réservé à nos abonnés", "article réservé", "il vous reste", "déjà abonné",
    "solo para suscriptores", "exclusivo para suscriptores", "contenido exclusivo", "ya eres suscriptor",
    "exclusivo para assinantes", "conteúdo exclusivo", "riservato agli abbonati", "contenuto riservato",
    "тільки для передплатників", "только для подписчиков", "доступно по подписке", "материал доступен",
    "доступ по подписке", "本文为付费", "订阅后继续阅读", "付费阅读", "会员专享", "この記事は有料", "有料会員", "文字（全文", "pozostało jeszcze", "この記事は会員限定", "dostęp dla prenumeratorów",
    "tylko dla subskrybentów", "artykuł dostępny tylko", "alleen voor abonnees", "endast för prenumeranter",
    "kun for abonnenter", "vain tilaajille", "pouze pro předplatitele",
];
#[rustfmt::skip]
const METERED_NOTICES: &[&str] = &[
    "free articles", "articles left this month", "free article left", "gratis-artikel", "freien artikeln",
    "freie artikel", "articles gratuits", "artículos gratis", "artículos gratuitos", "artigos gratuitos",
    "articoli gratuiti", "gratis artikelen", "gratisartiklar", "darmowych artykułów", "бесплатных материалов",
    "бесплатных статей", "безкоштовних матеріалів", "免费阅读", "無料記事",
];

/// A count of articles is one short sentence.
const MAX_METER_BYTES: usize = 160;

/// A body of this length is no teaser.
const MIN_WHOLE_CHARS: usize = 2500;

static HAS_NOTICE: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(NOTICES).expect("a few dozen short patterns always build"));

/// Tells whether a short text, in lower case, is a publisher's notice that the rest is for subscribers.
pub(crate) fn is_notice(lower: &str) -> bool {
    HAS_NOTICE.is_match(lower)
}

/// Tells whether a line, in lower case, counts the articles that a reader may still read for nothing: "You have read 3 of
/// your 5 free articles this month."
pub(crate) fn is_meter(lower: &str) -> bool {
    lower.len() < MAX_METER_BYTES
        && lower.contains(|character: char| character.is_ascii_digit())
        && METERED_NOTICES.iter().any(|notice| lower.contains(notice))
}

/// Judges the access to an article.
pub(crate) fn judge(tree: &Tree, survey: &Survey, meta: &Meta<'_>, objects: &Objects<'_>, body_chars: usize) -> Access {
    if let Some(access) = declared(objects) {
        // A tier in meta refines what structured data can only say yes or no to; it is set for each article, a "no"
        // often for the whole site.
        return match tier(meta) {
            Some(Access::Metered) => Access::Metered,
            Some(Access::Free) if body_chars >= MIN_WHOLE_CHARS => Access::Free,
            _ => access,
        };
    }
    tier(meta).or_else(|| shown(tree, survey, body_chars)).unwrap_or_default()
}

fn declared(objects: &Objects<'_>) -> Option<Access> {
    let mut found = None;
    for object in &objects.articles {
        let parts = object.get("hasPart").map(|part| match part {
            Value::Array(parts) => parts.iter().collect(),
            one => vec![one],
        });
        let walled =
            parts.into_iter().flatten().any(|part| part.get("isAccessibleForFree").and_then(truth) == Some(false));
        match object.get("isAccessibleForFree").and_then(truth) {
            Some(false) => return Some(Access::Subscribers),
            _ if walled => return Some(Access::Subscribers),
            Some(true) => found = Some(Access::Free),
            None => {}
        }
    }
    found
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.trim().to_ascii_lowercase().rsplit('/').next()? {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        },
        Value::Number(number) => number.as_i64().map(|number| number != 0),
        _ => None,
    }
}

fn tier(meta: &Meta<'_>) -> Option<Access> {
    let tier = meta.first(&[
        "article:content_tier",
        "og:article:content_tier",
        "content_tier",
        "content-tier",
        "article:access",
        "access",
        "paywall",
        "premium",
    ])?;
    match tier.to_ascii_lowercase().as_str() {
        "free" | "open" | "public" => Some(Access::Free),
        "metered" | "meter" | "freemium" => Some(Access::Metered),
        "locked" | "premium" | "paid" | "subscriber" | "subscribers" | "subscription" | "hard" | "plus" => {
            Some(Access::Subscribers)
        }
        _ => None,
    }
}

/// A visible wall: an element named so that speaks of subscribing, or a notice in a text that is short.
fn shown(tree: &Tree, survey: &Survey, body_chars: usize) -> Option<Access> {
    let mut metered = false;
    for node in 1..tree.len() {
        let is_wall = survey.hints[node as usize].is_paywall && tree.tag(node) != Tag::Body;
        let is_line = tree.tag(node) == Tag::Text && (10..600).contains(&tree.text(node).len());
        if !is_wall && !is_line || survey.hints[node as usize].is_hidden {
            continue;
        }
        if is_line && matches!(tree.tag(tree.parent(node)), Tag::Script | Tag::Style | Tag::Noscript | Tag::Template) {
            continue;
        }
        let text = if is_wall { tree.text_within(node, 1500) } else { tree.text(node).to_owned() };
        let lower = text.to_lowercase();
        if is_notice(&lower)
            && (is_wall || body_chars < MIN_WHOLE_CHARS && lower.chars().count() < 300 && !survey.is_pruned(node))
        {
            return Some(Access::Subscribers);
        }
        metered |= is_meter(&lower) || is_wall && METERED_NOTICES.iter().any(|notice| lower.contains(notice));
    }
    metered.then_some(Access::Metered)
}

#[cfg(test)]
mod tests {
    use crate::{PageInput, extract_page};
    use news::Access;

    #[test]
    fn a_tier_refines_what_structured_data_say() {
        let check = |free: &str, tier: &str, paragraphs: usize, expected: Access| {
            let html = format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":{free}}}</script>\
                 <meta property=article:content_tier content={tier}><article>{}</article>",
                "<p>The ferry stayed in the harbour on Monday, and so did everybody on it.</p>".repeat(paragraphs)
            );
            let article = extract_page(&PageInput { html: html.as_bytes(), ..PageInput::default() });
            assert_eq!(article.access, expected, "{html}");
        };
        check("false", "none", 60, Access::Subscribers);
        check("\"True\"", "none", 60, Access::Free);
        check("false", "metered", 60, Access::Metered);
        // The whole site says no, the article itself is free and whole.
        check("false", "free", 60, Access::Free);
        check("false", "free", 2, Access::Subscribers);
        check("null", "locked", 60, Access::Subscribers);
    }

    #[test]
    fn a_count_of_free_articles_is_no_part_of_the_text() {
        let check = |notice: &str, is_meter: bool| {
            let text = "<p>The ferry stayed in the harbour on Monday, and so did everybody on it.</p>".repeat(9);
            let html = format!("<article><h1>Ferry stays</h1>{text}<p>{notice}</p>{text}</article>");
            let article = extract_page(&PageInput { html: html.as_bytes(), ..PageInput::default() });
            assert_eq!(article.text().contains(notice), !is_meter, "{notice}");
            assert_eq!(article.access == Access::Metered, is_meter, "{notice}");
        };
        check("You have read 3 of your 5 free articles this month.", true);
        check("Sie haben diesen Monat 3 von 5 freien Artikeln gelesen.", true);
        check("Ha leído 3 de sus 5 artículos gratuitos de este mes.", true);
        check("Вы прочитали 3 из 5 бесплатных материалов в этом месяце.", true);
        check("本月免费阅读5篇，您已读3篇。", true);
        check("The port authority has read 3 of the 5 reports on the ferry.", false);
    }
}

//! What the newsroom has kinds of (roles, reasons, decisions), said in the language of the page.

use crate::tongue::{Message, Tongue};
use news::{Access, CommentState, FlagReason, MediaKind, PlacementReason, Timestamp};
use search::Note;
use store::{Appeal, CommentSort, Decision, DecisionKind, Deed, HashtagRef, RankReason, Role, Scope, WayIn};

/// The sections of the navigation: key in addresses, name on the page.
pub const SECTIONS: &[(&str, Message)] = &[
    ("politics", Tongue::section_politics),
    ("business", Tongue::section_business),
    ("science", Tongue::section_science),
    ("technology", Tongue::section_technology),
    ("sports", Tongue::section_sports),
    ("culture", Tongue::section_culture),
    ("society", Tongue::section_society),
];

/// Finds a section by its key.
pub fn section(key: &str) -> Option<(&'static str, Message)> {
    SECTIONS.iter().copied().find(|(known, _)| *known == key)
}

/// Languages by their tags, each with its name in itself.
pub const LANGUAGES: [(&str, &str); 46] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The name of a language in itself, by its tag.
pub fn own_name_of_language(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name)
}

/// The countries that have a name in every language of the site.
pub const COUNTRIES: [&str; 250] = [
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD",
    "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA",
    "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE",
    "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA",
    "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK",
    "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP",
    "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT",
    "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS",
    "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ",
    "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS",
    "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST",
    "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW",
    "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "XK", "YE", "YT",
    "ZA", "ZM", "ZW",
];

/// What to sort a name by, so that "Österreich" stands beside "Oman".
pub fn in_order(name: &str) -> String {
    enrich::gazetteer::without_marks(name).to_lowercase()
}

/// What the search understands besides words, and what each finds.
pub fn operators(tongue: Tongue) -> [(String, &'static str); 9] {
    [
        (format!("\"{}\"", tongue.search_example_phrase()), tongue.search_phrase()),
        (format!("-{}", tongue.search_example_not()), tongue.search_not()),
        (format!("title:{}", tongue.search_example_title()), tongue.search_title_word()),
        ("publisher:example.org".to_owned(), tongue.search_publisher()),
        (format!("#{}", tongue.search_example_hashtag()), tongue.search_hashtag()),
        ("section:science".to_owned(), tongue.search_section()),
        ("lang:de".to_owned(), tongue.search_lang()),
        ("after:2026-03-01".to_owned(), tongue.search_after()),
        ("before:2026-03-15".to_owned(), tongue.search_before()),
    ]
}

/// What the search made of a question that it did not quite understand.
pub fn search_note(note: &Note, tongue: Tongue) -> String {
    match note {
        Note::UnclosedQuote => tongue.search_note_quote().to_owned(),
        Note::NotADate(text) => tongue.search_note_date(text),
        Note::NotALanguage(text) => tongue.search_note_language(text),
        Note::EmptyOperator(text) => tongue.search_note_empty(text),
        Note::OnlyExclusions => tongue.search_note_exclusions().to_owned(),
        Note::TooLong(0) => tongue.search_note_cut().to_owned(),
        Note::TooLong(count) => tongue.search_note_long(i64::try_from(*count).unwrap_or(i64::MAX)),
    }
}

/// What the keyboard does; assets/site.js listens for it.
pub const KEYS: &[(&str, Message)] = &[
    ("j", Tongue::key_next),
    ("k", Tongue::key_former),
    ("o", Tongue::key_open),
    ("s", Tongue::key_star),
    ("m", Tongue::key_read),
    ("/", Tongue::key_search),
    ("?", Tongue::key_list),
];

/// What a preference is called.
pub fn preference(name: &str) -> Message {
    match name {
        "theme" => Tongue::settings_theme,
        "size" => Tongue::settings_size,
        "width" => Tongue::settings_width,
        "typeface" => Tongue::settings_typeface,
        "room" => Tongue::settings_lists,
        _ => Tongue::settings_language,
    }
}

/// What a choice of a preference is called.
pub fn preference_choice(name: &str, choice: &str) -> Message {
    match (name, choice) {
        ("theme", "auto") => Tongue::settings_theme_auto,
        ("theme", "light") => Tongue::settings_theme_light,
        ("theme", _) => Tongue::settings_theme_dark,
        ("size", "small") => Tongue::settings_size_small,
        ("size", "large") => Tongue::settings_size_large,
        ("size", "largest") => Tongue::settings_size_largest,
        ("size", _) => Tongue::settings_size_medium,
        ("width", "narrow") => Tongue::settings_width_narrow,
        ("width", "wide") => Tongue::settings_width_wide,
        ("width", _) => Tongue::settings_width_medium,
        ("typeface", "serif") => Tongue::settings_typeface_serif,
        ("typeface", _) => Tongue::settings_typeface_sans,
        ("room", "dense") => Tongue::settings_lists_dense,
        ("room", _) => Tongue::settings_lists_roomy,
        _ => Tongue::settings_language_auto,
    }
}

/// What a rule does.
pub fn deed(deed: Deed) -> Message {
    match deed {
        Deed::Hide => Tongue::deed_hide,
        Deed::Star => Tongue::deed_star,
        Deed::Notify => Tongue::deed_notify,
    }
}

/// What a rule does, where it stands among others.
pub fn deed_done(deed: Deed) -> Message {
    match deed {
        Deed::Hide => Tongue::deed_done_hide,
        Deed::Star => Tongue::deed_done_star,
        Deed::Notify => Tongue::deed_done_notify,
    }
}

/// What a deed means, in a sentence.
pub fn deed_note(deed: Deed) -> Message {
    match deed {
        Deed::Hide => Tongue::deed_note_hide,
        Deed::Star => Tongue::deed_note_star,
        Deed::Notify => Tongue::deed_note_notify,
    }
}

/// Who may make an account, by the key of the choice.
pub fn registration(key: &str) -> Message {
    match key {
        "open" => Tongue::registration_open,
        "invited" => Tongue::registration_invited,
        _ => Tongue::registration_closed,
    }
}

/// The short notice beside a headline; None when everyone may read it or nobody knows.
pub fn access(access: Access, tongue: Tongue) -> Option<&'static str> {
    match access {
        Access::Free | Access::Unknown => None,
        Access::Metered => Some(tongue.access_metered()),
        Access::Subscribers => Some(tongue.access_subscribers()),
    }
}

/// The sentence above an article that not everyone may read at its publisher.
pub fn access_notice(access: Access, publisher: &str, tongue: Tongue) -> Option<String> {
    match access {
        Access::Free | Access::Unknown => None,
        Access::Metered => Some(tongue.article_metered(publisher)),
        Access::Subscribers => Some(tongue.article_subscribers(publisher)),
    }
}

pub fn media(kind: MediaKind) -> Message {
    match kind {
        MediaKind::Image => Tongue::media_picture,
        MediaKind::Video => Tongue::media_film,
        MediaKind::Audio => Tongue::media_sound,
    }
}

/// What an account may do, in one word.
pub fn role(role: Role, tongue: Tongue) -> String {
    tongue.role(role.as_str())
}

/// The browser and the system behind a User-Agent, as far as one can tell: "Firefox on Linux".
pub fn browser(user_agent: &str, tongue: Tongue) -> String {
    // The more telling first: most browsers name others too.
    let named =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|one| one.1);
    let browser = named(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = named(&[
        ("iPhone", "iphone"),
        ("iPad", "ipad"),
        ("Android", "android"),
        ("Windows", "windows"),
        ("Mac OS X", "mac"),
        ("Linux", "linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => tongue.account_browser(browser, system),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => tongue.account_system(system),
        (None, None) => tongue.account_unknown_browser().to_owned(),
    }
}

/// How somebody signed in, as a list of sessions says it.
pub fn way_in(way: WayIn) -> Message {
    match way {
        WayIn::Password => Tongue::account_by_password,
        WayIn::PasswordAndCode => Tongue::account_by_password_and_code,
        WayIn::Passkey => Tongue::account_by_passkey,
        WayIn::Proxy => Tongue::account_by_proxy,
        WayIn::OpenId => Tongue::account_by_openid,
        WayIn::OpenIdAndCode => Tongue::account_by_openid_and_code,
    }
}

/// What a token is good for.
pub fn scope(scope: Scope) -> Message {
    match scope {
        Scope::Read => Tongue::scope_read,
        Scope::Export => Tongue::scope_export,
        Scope::Metrics => Tongue::scope_metrics,
    }
}

/// How long a token holds; 0 is for good.
pub fn token_days(days: i64, tongue: Tongue) -> String {
    match days {
        0 => tongue.tokens_for_good().to_owned(),
        365 => tongue.tokens_for_a_year().to_owned(),
        days => tongue.tokens_for_days(days),
    }
}

/// What stands in the place of a comment whose words are not shown.
pub fn comment_gone(state: CommentState, tongue: Tongue) -> &'static str {
    match state {
        CommentState::Published => "",
        CommentState::Waiting => tongue.comment_waiting(),
        CommentState::Removed => tongue.comment_removed(),
        CommentState::Deleted => tongue.comment_deleted(),
    }
}

pub fn comment_sort(sort: CommentSort) -> Message {
    match sort {
        CommentSort::Oldest => Tongue::discussion_oldest,
        CommentSort::Newest => Tongue::discussion_newest,
        CommentSort::Best => Tongue::discussion_best,
    }
}

/// Why one flags a comment.
pub fn flag(reason: FlagReason) -> Message {
    match reason {
        FlagReason::Spam => Tongue::flag_spam,
        FlagReason::Abuse => Tongue::flag_abuse,
        FlagReason::OffTopic => Tongue::flag_off_topic,
        FlagReason::Other => Tongue::flag_other,
    }
}

/// The same in a word or two.
pub fn flag_short(reason: FlagReason) -> Message {
    match reason {
        FlagReason::Spam => Tongue::flagged_spam,
        FlagReason::Abuse => Tongue::flagged_abuse,
        FlagReason::OffTopic => Tongue::flagged_off_topic,
        FlagReason::Other => Tongue::flagged_other,
    }
}

/// What a moderator decided, as the log says it.
pub fn decision(decision: &Decision, tongue: Tongue) -> String {
    match decision.kind {
        DecisionKind::Approve => tongue.decision_approve().to_owned(),
        DecisionKind::Keep => tongue.decision_keep().to_owned(),
        DecisionKind::Remove if was_refused(decision) => tongue.decision_refuse().to_owned(),
        DecisionKind::Remove => tongue.decision_remove().to_owned(),
        DecisionKind::Ban => match days_banned(decision) {
            0 => tongue.decision_ban_for_good().to_owned(),
            days => tongue.decision_ban(days),
        },
    }
}

/// What an author is told of a removal.
pub fn removed_yours(decision: Option<&Decision>) -> Message {
    if decision.is_some_and(was_refused) { Tongue::notice_refused } else { Tongue::notice_removed }
}

/// Tells whether nobody had seen it before.
fn was_refused(decision: &Decision) -> bool {
    decision.former == CommentState::Waiting
}

/// What a reader is told of a ban.
pub fn banned_you(decision: &Decision, tongue: Tongue) -> String {
    match days_banned(decision) {
        0 => tongue.notice_banned_for_good().to_owned(),
        days => tongue.notice_banned(days),
    }
}

/// 0 is for good.
fn days_banned(decision: &Decision) -> i64 {
    decision.until.map_or(0, |until| until.since_us(decision.at) / Timestamp::DAY)
}

/// For how long; 0 is for good.
pub fn ban_days(days: i64, tongue: Tongue) -> String {
    if days == 0 { tongue.ban_for_good().to_owned() } else { tongue.ban_days(days) }
}

/// What taking a decision back does.
pub fn undoing(kind: DecisionKind) -> Message {
    match kind {
        DecisionKind::Approve => Tongue::decision_undo_approve,
        DecisionKind::Keep => Tongue::decision_undo_keep,
        DecisionKind::Remove => Tongue::decision_undo_remove,
        DecisionKind::Ban => Tongue::decision_undo_ban,
    }
}

/// What came of an appeal.
pub fn appeal(appeal: &Appeal, tongue: Tongue) -> String {
    match &appeal.answer {
        None => tongue.appeal_open().to_owned(),
        Some(answer) if answer.is_granted => tongue.appeal_granted(answer.by_role.as_str()),
        Some(answer) => tongue.appeal_refused(answer.by_role.as_str()),
    }
}

pub fn too_many_comments(tongue: Tongue) -> String {
    tongue.compose_too_many(store::COMMENTS_MAX as i64, store::POSTING_US / Timestamp::MINUTE)
}

/// Which comments wait for a moderator, by the key of the choice.
pub fn premoderation(key: &str) -> Message {
    match key {
        "everything" => Tongue::premoderation_everything,
        "nothing" => Tongue::premoderation_nothing,
        _ => Tongue::premoderation_new_readers,
    }
}

/// Why something is related: what both are about. Empty when nothing is known.
pub fn also_about(shared: &[HashtagRef], tongue: Tongue) -> String {
    if shared.is_empty() {
        return String::new();
    }
    let labels: Vec<String> = shared.iter().take(3).map(|tag| format!("#{}", tag.label)).collect();
    tongue.also_about(&tongue.list(&labels))
}

/// Why an article is in its story: "Shares Anchorage and summit with the story: 0.83, within 5 hours".
pub fn placement(reason: &PlacementReason, tongue: Tongue) -> String {
    let days_rested = rested_days(reason.minutes_apart.unwrap_or_default());
    let what = match reason.kind.as_str() {
        "founder" => return tongue.placement_founder().to_owned(),
        "person" => return tongue.placement_person().to_owned(),
        "copy" => return tongue.placement_copy().to_owned(),
        "resumed" if reason.shared.is_empty() => tongue.placement_resumed(days_rested),
        "resumed" => tongue.placement_resumed_about(days_rested, &tongue.list(&reason.shared)),
        "merged" => tongue.placement_merged().to_owned(),
        _ if reason.shared.is_empty() => tongue.placement_other_words().to_owned(),
        _ => tongue.placement_shared(&tongue.list(&reason.shared)),
    };
    let closeness = (reason.similarity > 0.0).then(|| format!("{:.2}", reason.similarity));
    let within = reason.minutes_apart.filter(|_| reason.kind != "resumed").map(|minutes| match minutes {
        ..1 => tongue.placement_same_minute().to_owned(),
        1..60 => tongue.placement_minutes(minutes),
        60..2880 => tongue.placement_hours((minutes + 59) / 60),
        _ => tongue.placement_days((minutes + 1439) / 1440),
    });
    let evidence: Vec<String> = closeness.into_iter().chain(within).collect();
    if evidence.is_empty() { what } else { tongue.placement_evidence(&evidence.join(tongue.list_comma()), &what) }
}

/// After how many days a story was taken up again.
pub fn rested_days(minutes: i64) -> i64 {
    (minutes + 720) / 1440
}

/// How many publishers tell a story in their own words.
pub fn told_by(reasons: &[RankReason]) -> i64 {
    amount(reasons, "publishers").max(1)
}

/// Says how far a story has spread: "in 6 countries and 5 languages"; None for one that has not.
pub fn spread(reasons: &[RankReason], tongue: Tongue) -> Option<String> {
    match (amount(reasons, "countries"), amount(reasons, "languages")) {
        (..=1, ..=1) => None,
        (countries, ..=1) => Some(tongue.rank_countries(countries)),
        (..=1, languages) => Some(tongue.rank_languages(languages)),
        (countries, languages) => Some(tongue.rank_countries_and_languages(countries, languages)),
    }
}

/// Says what else made a story stand where it does, the weightiest first. The times are those of the `stories` crate.
pub fn importance(reasons: &[RankReason], tongue: Tongue) -> Vec<String> {
    let said = |reason: &RankReason| {
        let number = reason.amount.round() as i64;
        Some(match reason.kind.as_str() {
            "lately" => tongue.rank_lately(number),
            "copies" if number > 0 => tongue.rank_copies(number),
            "speed" if number > 2 => tongue.rank_speed(number),
            "follow_ups" => tongue.rank_follow_ups(number),
            // The store counts no further than a hundred.
            "pace" if number >= 100 => tongue.rank_pace_many().to_owned(),
            "pace" => tongue.rank_pace(number),
            _ => return None,
        })
    };
    reasons.iter().filter_map(said).collect()
}

fn amount(reasons: &[RankReason], kind: &str) -> i64 {
    reasons.iter().find(|reason| reason.kind == kind).map_or(0, |reason| reason.amount.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_by_its_own_name() {
        let check = |user_agent: &str, expected: &str| assert_eq!(browser(user_agent, Tongue::English), expected);
        check("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux");
        check(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on an iPhone",
        );
        check("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows");
        check("reader/1.0", "An unknown browser");
    }

    #[test]
    fn importance_says_what_counted() {
        let check = |counted: &[(&str, f64)], expected: &str| {
            let reason = |&(kind, amount): &(&str, f64)| RankReason { kind: kind.to_owned(), amount };
            let reasons: Vec<RankReason> = counted.iter().map(reason).collect();
            let say = Tongue::English;
            let told = say.publishers(told_by(&reasons));
            let said = [vec![told], spread(&reasons, say).into_iter().collect(), importance(&reasons, say)].concat();
            assert_eq!(said.join("; "), expected);
        };
        check(&[], "1 publisher");
        check(
            &[("publishers", 1.0), ("pace", 100.0)],
            "1 publisher; one of 100 or more articles of its publisher in 10 hours",
        );
        check(
            &[
                ("publishers", 13.0),
                ("languages", 5.0),
                ("countries", 6.0),
                ("speed", 9.0),
                ("copies", 1.0),
                ("lately", 3.0),
            ],
            "13 publishers; in 6 countries and 5 languages; 9 publishers within 3 hours; reprinted by 1 publisher; 3 publishers in its last 10 hours",
        );
        check(
            &[("publishers", 2.0), ("countries", 2.0), ("follow_ups", 4.0)],
            "2 publishers; in 2 countries; 4 follow-ups",
        );
    }

    #[test]
    fn a_placement_says_why() {
        let check = |kind: &str, shared: &[&str], minutes_apart: Option<i64>, expected: &str| {
            let shared = shared.iter().map(|word| (*word).to_owned()).collect();
            let reason = PlacementReason { kind: kind.to_owned(), shared, similarity: 0.5, minutes_apart };
            assert_eq!(placement(&reason, Tongue::English), expected);
        };
        check("founder", &[], None, "The first report of this story");
        check(
            "similar",
            &["Anchorage", "summit"],
            Some(14),
            "Shares Anchorage and summit with the story: 0.50, within 14 minutes",
        );
        check("similar", &["summit"], Some(300), "Shares summit with the story: 0.50, within 5 hours");
        check("similar", &["summit"], Some(0), "Shares summit with the story: 0.50, in the same minute");
        check("merged", &[], None, "Came with a story that tells the same: 0.50");
        check("similar", &[], Some(3), "Tells the same in other words: 0.50, within 3 minutes");
        let days = |days: i64| Some(days * 24 * 60 - 30);
        check("resumed", &[], days(12), "Takes the story up again after 12 days: 0.50");
        check("resumed", &["Oakes"], days(40), "Takes the story up again after 40 days, about Oakes: 0.50");
    }
}

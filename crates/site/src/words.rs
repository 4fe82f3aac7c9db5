//! The site's own sentences, in one place, so that they can be said in other languages one day.

use news::{Access, CommentState, FlagReason, MediaKind, PlacementReason, SourceKind, Timestamp};
use store::{Appeal, CommentSort, Decision, DecisionKind, Deed, HashtagRef, RankReason, Role, Scope, WayIn};

/// The sections of the navigation: key in addresses, name on the page.
pub const SECTIONS: &[(&str, &str)] = &[
    ("politics", "Politics"),
    ("business", "Business"),
    ("science", "Science"),
    ("technology", "Technology"),
    ("sports", "Sports"),
    ("culture", "Culture"),
    ("society", "Society"),
];

/// Finds a section by its key.
pub fn section(key: &str) -> Option<(&'static str, &'static str)> {
    SECTIONS.iter().copied().find(|(known, _)| *known == key)
}

/// What the search understands besides words.
pub const OPERATORS: &[(&str, &str)] = &[
    ("\"rising sea\"", "these words side by side"),
    ("-football", "without this word"),
    ("title:harbour", "in the headline"),
    ("publisher:example.org", "from one publisher"),
    ("#ClimateSummit", "with this hashtag"),
    ("section:science", "from one section"),
    ("lang:de", "in one language"),
    ("after:2026-03-01", "published on that day or later"),
    ("before:2026-03-15", "published before that day"),
];

/// What the keyboard does; assets/site.js listens for it.
pub const KEYS: &[(&str, &str)] = &[
    ("j", "the next article or story"),
    ("k", "the one before it"),
    ("o", "open it"),
    ("s", "star it, or take the star off"),
    ("m", "mark it read, or unread"),
    ("/", "search"),
    ("?", "this list"),
];

/// What a preference is called.
pub fn preference(name: &str) -> &'static str {
    match name {
        "theme" => "Light or dark",
        "size" => "Size of text",
        "width" => "Width of articles",
        "typeface" => "Typeface",
        _ => "Lists",
    }
}

/// What a choice of a preference is called.
pub fn preference_choice(name: &str, choice: &str) -> &'static str {
    match (name, choice) {
        ("theme", "auto") => "As the device is set",
        ("theme", "light") => "Light",
        ("theme", _) => "Dark",
        ("size", "small") => "Small",
        ("size", "large") => "Large",
        ("size", "largest") => "Largest",
        ("width", "narrow") => "Narrow",
        ("width", "wide") => "Wide",
        ("typeface", "serif") => "With serifs",
        ("typeface", _) => "Without serifs",
        (_, "roomy") => "Roomy",
        (_, "dense") => "Dense: headlines alone",
        _ => "Medium",
    }
}

/// "3 articles are hidden by your rules."
pub fn hidden(count: usize) -> String {
    match count {
        1 => "One is hidden by your rules.".to_owned(),
        count => format!("{count} are hidden by your rules."),
    }
}

/// "In the last 7 days it would have met 3 articles."
pub fn rule_would_meet(count: usize, is_cut: bool, days: i64) -> String {
    let met = match (count, is_cut) {
        (0, _) => "no article".to_owned(),
        (count, false) => self::count(count as i64, "article", "articles"),
        (count, true) => format!("more than {}", self::count(count as i64, "article", "articles")),
    };
    format!("In the last {days} days it would have met {met}.")
}

/// What a rule does.
pub fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Hide => "Hide them",
        Deed::Star => "Star them",
        Deed::Notify => "Tell me of them",
    }
}

/// What a rule does, where it stands among others.
pub fn deed_done(deed: Deed) -> &'static str {
    match deed {
        Deed::Hide => "hidden",
        Deed::Star => "starred",
        Deed::Notify => "told of",
    }
}

/// What a deed means, in a sentence.
pub fn deed_note(deed: Deed) -> &'static str {
    match deed {
        Deed::Hide => {
            "They are left out of the front page, Latest, sections and related articles. Words are looked for in headlines and first sentences."
        }
        Deed::Star => "Each gets a star as it comes in.",
        Deed::Notify => "A notice for each as it comes in, at most 20 before you look.",
    }
}

/// Who may make an account, by the key of the choice.
pub fn registration(key: &str) -> &'static str {
    match key {
        "open" => "Everyone who comes here, as a reader",
        "invited" => "Those whom I invite",
        _ => "Nobody for now, invited or not",
    }
}

/// The short notice beside a headline; None when everyone may read it or nobody knows.
pub fn access(access: Access) -> Option<&'static str> {
    match access {
        Access::Free | Access::Unknown => None,
        Access::Metered => Some("metered"),
        Access::Subscribers => Some("for subscribers"),
    }
}

/// The sentence above an article that not everyone may read at its publisher.
pub fn access_notice(access: Access, publisher: &str) -> Option<String> {
    match access {
        Access::Free | Access::Unknown => None,
        Access::Metered => Some(format!("{publisher} lets its visitors read a number of articles for free.")),
        Access::Subscribers => Some(format!("The whole article is for subscribers of {publisher}.")),
    }
}

pub fn media(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "Picture",
        MediaKind::Video => "Film",
        MediaKind::Audio => "Sound",
    }
}

pub fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Feed => "Feed",
        SourceKind::Sitemap => "News sitemap",
        SourceKind::Page => "Page that lists articles",
        SourceKind::LiveBlog => "Live blog",
    }
}

/// What an account may do, in one word.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Editor => "editor",
        Role::Moderator => "moderator",
        Role::Reader => "reader",
    }
}

/// "an editor", "a reader".
pub fn role_with_article(of: Role) -> String {
    match of {
        Role::Owner => "the owner".to_owned(),
        Role::Editor => "an editor".to_owned(),
        other => format!("a {}", role(other)),
    }
}

/// The browser and the system behind a User-Agent, as far as one can tell: "Firefox on Linux".
pub fn browser(user_agent: &str) -> String {
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
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "a Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "An unknown browser".to_owned(),
    }
}

/// How somebody signed in, as a list of sessions says it.
pub fn way_in(way: WayIn) -> &'static str {
    match way {
        WayIn::Password => "by password",
        WayIn::PasswordAndCode => "by password and code",
        WayIn::Passkey => "by passkey",
        WayIn::Proxy => "by the proxy in front of this site",
        WayIn::OpenId => "by OpenID",
        WayIn::OpenIdAndCode => "by OpenID and code",
    }
}

/// What a token is good for.
pub fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Read => "Reading your feeds: what you follow, saved and starred",
        Scope::Export => "Fetching the export of what you wrote",
        Scope::Metrics => "Reading this installation's measurements, at /metrics",
    }
}

/// How long a token holds; 0 is for good.
pub fn token_days(days: i64) -> String {
    match days {
        0 => "Until it is revoked".to_owned(),
        365 => "For a year".to_owned(),
        days => format!("For {days} days"),
    }
}

/// How many are left.
pub fn recovery_codes(left: i64) -> String {
    format!("{} left", count(left, "recovery code", "recovery codes"))
}

/// What stands in the place of a comment whose words are not shown.
pub fn comment_gone(state: CommentState) -> &'static str {
    match state {
        CommentState::Published => "",
        CommentState::Waiting => "Waits for a moderator.",
        CommentState::Removed => "Removed by a moderator.",
        CommentState::Deleted => "Deleted by its author.",
    }
}

pub fn comment_sort(sort: CommentSort) -> &'static str {
    match sort {
        CommentSort::Oldest => "Oldest",
        CommentSort::Newest => "Newest",
        CommentSort::Best => "Most recommended",
    }
}

/// Why one flags a comment.
pub fn flag(reason: FlagReason) -> &'static str {
    match reason {
        FlagReason::Spam => "It advertises something",
        FlagReason::Abuse => "It insults, threatens or incites",
        FlagReason::OffTopic => "It has nothing to do with the matter",
        FlagReason::Other => "Something else, which I say below",
    }
}

/// The same in a word or two.
pub fn flag_short(reason: FlagReason) -> &'static str {
    match reason {
        FlagReason::Spam => "advertises",
        FlagReason::Abuse => "abusive",
        FlagReason::OffTopic => "off topic",
        FlagReason::Other => "other",
    }
}

/// What a moderator decided, as the log says it.
pub fn decision(decision: &Decision) -> String {
    match decision.kind {
        DecisionKind::Approve => "A comment was published.".to_owned(),
        DecisionKind::Keep => "A flagged comment stays.".to_owned(),
        DecisionKind::Remove if was_refused(decision) => "A comment was not published.".to_owned(),
        DecisionKind::Remove => "A comment was removed.".to_owned(),
        DecisionKind::Ban => format!("A reader was banned {}.", banned_for(decision)),
    }
}

/// What an author is told of a removal.
pub fn removed_yours(decision: Option<&Decision>) -> &'static str {
    match decision.is_some_and(was_refused) {
        true => "Your comment was not published",
        false => "Your comment was removed by a moderator",
    }
}

/// Tells whether nobody had seen it before.
fn was_refused(decision: &Decision) -> bool {
    decision.former == CommentState::Waiting
}

/// What a reader is told of a ban.
pub fn banned_you(decision: &Decision) -> String {
    format!("You are banned {}: you may read here and not write", banned_for(decision))
}

fn banned_for(decision: &Decision) -> String {
    ban_days(decision.until.map_or(0, |until| until.since_us(decision.at) / Timestamp::DAY))
}

/// For how long; 0 is for good.
pub fn ban_days(days: i64) -> String {
    match days {
        0 => "for good".to_owned(),
        1 => "for a day".to_owned(),
        days => format!("for {days} days"),
    }
}

/// What taking a decision back does.
pub fn undoing(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Approve => "The comment waits for a moderator again, and nobody else sees it.",
        DecisionKind::Keep => "Its flags are open again.",
        DecisionKind::Remove => "The comment stands again as it stood, and its author is told.",
        DecisionKind::Ban => "The reader may write again.",
    }
}

/// What came of an appeal.
pub fn appeal(appeal: &Appeal) -> String {
    match &appeal.answer {
        None => "appealed, not answered yet".to_owned(),
        Some(answer) => {
            let granted = if answer.is_granted { "granted" } else { "refused" };
            format!("appeal {granted} by {}", role_with_article(answer.by_role))
        }
    }
}

pub fn too_many_comments() -> String {
    format!(
        "You have posted {} comments within {} minutes, which is as many as go. Wait a few minutes, and send this one \
         again.",
        store::COMMENTS_MAX,
        store::POSTING_US / Timestamp::MINUTE
    )
}

/// Which comments wait for a moderator, by the key of the choice.
pub fn premoderation(key: &str) -> &'static str {
    match key {
        "everything" => "Every comment, except those of moderators",
        "nothing" => "None: all are published at once",
        _ => "Those of new readers, until three of theirs were published",
    }
}

/// "1 article", "3 articles".
pub fn count(number: i64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart: "12,345".
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "Ann, Bob and Cem".
pub fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// Why something is related: what both are about. Empty when nothing is known.
pub fn also_about(shared: &[HashtagRef]) -> String {
    if shared.is_empty() {
        return String::new();
    }
    let labels: Vec<String> = shared.iter().take(3).map(|tag| format!("#{}", tag.label)).collect();
    format!("Also about {}", joined(&labels))
}

/// Why an article is in its story: "Shares Anchorage and summit with the story: 0.83, within 5 hours".
pub fn placement(reason: &PlacementReason) -> String {
    let closeness = (reason.similarity > 0.0).then(|| format!("{:.2}", reason.similarity));
    let within = reason.minutes_apart.filter(|_| reason.kind != "resumed").map(|minutes| match minutes {
        ..1 => "in the same minute".to_owned(),
        1..60 => format!("within {}", count(minutes, "minute", "minutes")),
        60..2880 => format!("within {}", count((minutes + 59) / 60, "hour", "hours")),
        _ => format!("within {}", count((minutes + 1439) / 1440, "day", "days")),
    });
    let what = match reason.kind.as_str() {
        "founder" => return "The first report of this story".to_owned(),
        "person" => return "Placed here by an editor".to_owned(),
        "copy" => return "Nearly the same text as another article".to_owned(),
        "resumed" => {
            let about =
                if reason.shared.is_empty() { String::new() } else { format!(", about {}", joined(&reason.shared)) };
            format!("Takes the story up again {}{about}", rest(reason.minutes_apart.unwrap_or_default()))
        }
        "merged" => "Came with a story that tells the same".to_owned(),
        _ if reason.shared.is_empty() => "Tells the same in other words".to_owned(),
        _ => format!("Shares {} with the story", joined(&reason.shared)),
    };
    let evidence: Vec<String> = closeness.into_iter().chain(within).collect();
    if evidence.is_empty() { what } else { format!("{what}: {}", evidence.join(", ")) }
}

/// Says after how many days a story was taken up again: "after 12 days".
pub fn rest(minutes: i64) -> String {
    format!("after {}", count((minutes + 720) / 1440, "day", "days"))
}

/// Says how many publishers tell a story in their own words.
pub fn told_by(reasons: &[RankReason]) -> String {
    count(amount(reasons, "publishers").max(1), "publisher", "publishers")
}

/// Says how far a story has spread: "in 6 countries and 5 languages"; None for one that has not.
pub fn spread(reasons: &[RankReason]) -> Option<String> {
    let named = [("countries", "country"), ("languages", "language")];
    let parts = named.map(|(many, one)| (amount(reasons, many), one, many));
    let parts =
        parts.into_iter().filter(|(number, ..)| *number > 1).map(|(number, one, many)| count(number, one, many));
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("in {}", joined(&parts)))
}

/// Says what else made a story stand where it does, the weightiest first. The times are those of the `stories` crate.
pub fn importance(reasons: &[RankReason]) -> Vec<String> {
    let said = |reason: &RankReason| {
        let number = reason.amount.round() as i64;
        Some(match reason.kind.as_str() {
            "lately" => format!("{} in its last 10 hours", count(number, "publisher", "publishers")),
            "copies" => format!("reprinted by {}", count(number, "publisher", "publishers")),
            "speed" if number > 2 => format!("{} publishers within 3 hours", grouped(number)),
            "follow_ups" => count(number, "follow-up", "follow-ups"),
            "pace" => format!("one of {} articles of its publisher in 10 hours", at_most_told(number)),
            _ => return None,
        })
    };
    reasons.iter().filter_map(said).collect()
}

fn amount(reasons: &[RankReason], kind: &str) -> i64 {
    reasons.iter().find(|reason| reason.kind == kind).map_or(0, |reason| reason.amount.round() as i64)
}

/// The store counts no further than a hundred.
fn at_most_told(number: i64) -> String {
    if number < 100 { grouped(number) } else { "100 or more".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_well() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(count(1, "article", "articles"), "1 article");
        let check = |parts: &[&str], expected: &str| {
            assert_eq!(joined(&parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>()), expected);
        };
        check(&[], "");
        check(&["Ann"], "Ann");
        check(&["Ann", "Bob", "Cem"], "Ann, Bob and Cem");
    }

    #[test]
    fn a_browser_is_told_by_its_own_name() {
        let check = |user_agent: &str, expected: &str| assert_eq!(browser(user_agent), expected);
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
            let said = [vec![told_by(&reasons)], spread(&reasons).into_iter().collect(), importance(&reasons)].concat();
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
            assert_eq!(placement(&reason), expected);
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

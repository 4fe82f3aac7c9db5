//! The language in which the site speaks, and everything it says: the messages of `locales/`, as functions.
//!
//! Each message of the English locale is a function of [`Tongue`] with the message's arguments in the order of the
//! alphabet, made by `build.rs`. The language of an article is another thing: [`Lang`].

use crate::frame::{Markup, escape};
use askama::filters::HtmlSafe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use news::Lang;
use std::borrow::{Borrow, Cow};
use std::sync::{LazyLock, OnceLock};
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tongue {
    #[default]
    English,
    German,
    Spanish,
    Chinese,
    Arabic,
}

/// A message without arguments, not yet said in any language.
pub type Message = fn(Tongue) -> &'static str;

impl Tongue {
    pub const ALL: [Self; 5] = [Self::English, Self::German, Self::Spanish, Self::Chinese, Self::Arabic];

    /// The code of the locale, as it stands in cookies and settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Chinese => "zh",
            Self::Arabic => "ar",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.as_str() == code)
    }

    /// The language tag of pages: it also says with which characters Chinese is written.
    pub fn tag(self) -> &'static str {
        if self == Self::Chinese { "zh-Hans" } else { self.as_str() }
    }

    /// What its speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::Chinese => "简体中文",
            Self::Arabic => "العربية",
        }
    }

    /// OpenGraph wants a country with the language.
    pub fn open_graph(self) -> &'static str {
        match self {
            Self::English => "en_GB",
            Self::German => "de_DE",
            Self::Spanish => "es_ES",
            Self::Chinese => "zh_CN",
            Self::Arabic => "ar_AR",
        }
    }

    pub fn is_right_to_left(self) -> bool {
        self == Self::Arabic
    }

    /// The language of its pages, as articles have one.
    pub fn lang(self) -> Lang {
        Lang::parse(self.as_str()).unwrap_or_default()
    }

    /// Chooses by what a browser asks for (RFC 9110, section 12.5.4): the best that is spoken here, whatever the
    /// country. None when there is none.
    pub fn accepted(header: &str) -> Option<Self> {
        let ranges = header.split(',').filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next()?.split('-').next()?.to_ascii_lowercase();
            let quality = parts.find_map(|part| part.strip_prefix("q="));
            let quality: f32 = quality.map_or(Some(1.0), |quality| quality.parse().ok())?;
            Some((Self::parse(&tag)?, quality)).filter(|(_, quality)| *quality > 0.0)
        });
        let better = |best: (Self, f32), next: (Self, f32)| if next.1 > best.1 { next } else { best };
        ranges.reduce(better).map(|(tongue, _)| tongue)
    }

    /// Reads the messages of every language, so that no visitor waits for it.
    pub fn prepare() {
        WORDS.iter().for_each(|words| _ = LazyLock::force(words));
    }

    /// January is 1.
    pub fn month(self, number: i8) -> &'static str {
        const MONTHS: [Message; 12] = [
            Tongue::month_1,
            Tongue::month_2,
            Tongue::month_3,
            Tongue::month_4,
            Tongue::month_5,
            Tongue::month_6,
            Tongue::month_7,
            Tongue::month_8,
            Tongue::month_9,
            Tongue::month_10,
            Tongue::month_11,
            Tongue::month_12,
        ];
        MONTHS[usize::from(number.unsigned_abs()).saturating_sub(1) % 12](self)
    }

    /// Monday is 1.
    pub fn weekday(self, number: i8) -> &'static str {
        const WEEKDAYS: [Message; 7] = [
            Tongue::weekday_1,
            Tongue::weekday_2,
            Tongue::weekday_3,
            Tongue::weekday_4,
            Tongue::weekday_5,
            Tongue::weekday_6,
            Tongue::weekday_7,
        ];
        WEEKDAYS[usize::from(number.unsigned_abs()).saturating_sub(1) % 7](self)
    }

    /// A number as the language writes it: "12,345".
    pub fn number(self, number: impl Borrow<i64>) -> String {
        let (mark, digits_min) = match self {
            Self::German => ('.', 4),
            // Four digits stand together (Real Academia Española).
            Self::Spanish => ('.', 5),
            Self::English | Self::Chinese | Self::Arabic => (',', 4),
        };
        grouped(*number.borrow(), mark, digits_min)
    }

    /// "Ann, Bob and Cem".
    pub fn list(self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [start @ .., last] => self.list_end(last, &start.join(self.list_comma())),
        }
    }

    /// The forms in which a message counts, for the script: by the number where it is 1 or 2, by the plural category
    /// otherwise. `{n}` stands for the number.
    pub fn forms(self, count: impl Fn(Self, i64) -> String) -> String {
        // Each of these numbers is the first of its category in one of the languages.
        let samples = [("1", 1), ("2", 2), ("few", 3), ("many", 11), ("other", 100)];
        let forms = samples.map(|(name, sample)| {
            let form = count(self, sample).replace(&self.number(sample), "{n}");
            (name, form)
        });
        serde_json::to_string(&std::collections::BTreeMap::from(forms)).unwrap_or_default()
    }

    /// The same of what a page says of new articles; put together once, for it stands on every page.
    pub fn new_articles_forms(self) -> &'static str {
        static FORMS: [OnceLock<String>; 5] = [const { OnceLock::new() }; 5];
        FORMS[self as usize].get_or_init(|| self.forms(Self::new_articles))
    }

    /// The same of new comments.
    pub fn new_comments_forms(self) -> &'static str {
        static FORMS: [OnceLock<String>; 5] = [const { OnceLock::new() }; 5];
        FORMS[self as usize].get_or_init(|| self.forms(Self::new_comments))
    }

    fn words(self) -> &'static Words {
        &WORDS[self as usize]
    }

    fn plain(self, number: usize) -> &'static str {
        &self.words().plain[number]
    }

    fn said<const N: usize>(self, id: &str, arguments: [(&'static str, Argument<'_>); N]) -> String {
        let arguments = arguments.map(|(name, argument)| (name, argument.in_text(self)));
        self.words().format(id, &arguments.into_iter().collect())
    }

    fn said_in_markup<const N: usize>(self, id: &str, arguments: [(&'static str, Argument<'_>); N]) -> Markup {
        let arguments = arguments.map(|(name, argument)| (name, argument.in_markup(self)));
        // A message holds no markup itself (see tests/locales.rs), and every argument is escaped that is none.
        Markup::of_safe_parts(self.words().format(id, &arguments.into_iter().collect()))
    }
}

enum Argument<'a> {
    Text(&'a str),
    Number(i64),
    Markup(String),
}

impl<'a> Argument<'a> {
    fn in_text(self, tongue: Tongue) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::String(isolated(text, tongue)),
            Self::Number(number) => counted(number, tongue),
            Self::Markup(markup) => FluentValue::String(markup.into()),
        }
    }

    fn in_markup(self, tongue: Tongue) -> FluentValue<'a> {
        match self {
            Self::Text(text) => {
                let mut escaped = String::with_capacity(text.len());
                escape(&mut escaped, &isolated(text, tongue));
                FluentValue::String(escaped.into())
            }
            other => other.in_text(tongue),
        }
    }
}

/// A number that chooses the right plural form. The rules of the library forget, in Arabic, that 103 counts like 3
/// (CLDR: `n % 100 = 3..10`): the choice is made with what is left of the hundred, and what is written travels along.
fn counted(number: i64, tongue: Tongue) -> FluentValue<'static> {
    let mut value = FluentNumber::from(number);
    let left = number % 100;
    if tongue == Tongue::Arabic && number > 100 {
        value.value = if left < 3 { 100.0 } else { left as f64 };
        value.options.currency = Some(tongue.number(number));
    }
    FluentValue::Number(value)
}

/// Keeps a name that is written in the other direction from mixing with the sentence around it.
fn isolated(text: &str, tongue: Tongue) -> Cow<'_, str> {
    let is_right_to_left = |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if text.contains(|c: char| c.is_alphabetic() && is_right_to_left(c) != tongue.is_right_to_left()) {
        Cow::Owned(format!("\u{2068}{text}\u{2069}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What is said in one language.
struct Words {
    /// The messages without arguments, by the place of their id in [`IDS`].
    plain: Vec<String>,
    bundle: FluentBundle<FluentResource>,
}

static WORDS: [LazyLock<Words>; 5] = [
    LazyLock::new(|| Words::read(Tongue::English)),
    LazyLock::new(|| Words::read(Tongue::German)),
    LazyLock::new(|| Words::read(Tongue::Spanish)),
    LazyLock::new(|| Words::read(Tongue::Chinese)),
    LazyLock::new(|| Words::read(Tongue::Arabic)),
];

impl Words {
    fn read(tongue: Tongue) -> Self {
        let tag: LanguageIdentifier = tongue.as_str().parse().expect("the codes are language tags");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Names are isolated one by one, see `isolated`.
        bundle.set_use_isolating(false);
        bundle.add_builtins().expect("a new bundle has no functions");
        bundle.set_formatter(Some(match tongue {
            Tongue::English => |value, _| number_in(Tongue::English, value),
            Tongue::German => |value, _| number_in(Tongue::German, value),
            Tongue::Spanish => |value, _| number_in(Tongue::Spanish, value),
            Tongue::Chinese => |value, _| number_in(Tongue::Chinese, value),
            Tongue::Arabic => |value, _: &IntlLangMemoizer| number_in(Tongue::Arabic, value),
        }));
        // What a translation lacks is said in English; a test says what is lacking.
        for source in SOURCES[Tongue::English as usize].iter().chain(SOURCES[tongue as usize]) {
            let resource = FluentResource::try_new((*source).to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(readable, _)| readable));
        }
        let mut words = Self { plain: Vec::new(), bundle };
        words.plain = IDS.iter().map(|id| words.format(id, &FluentArgs::new())).collect();
        words
    }

    /// Says a message. What goes wrong in it is left out.
    fn format(&self, id: &str, arguments: &FluentArgs<'_>) -> String {
        let mut out = String::new();
        if let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) {
            // Writing into a string does not fail.
            let _ = self.bundle.write_pattern(&mut out, pattern, Some(arguments), &mut Vec::new());
        }
        out
    }
}

/// What the script says ages with, as JSON: the forms of minutes, hours and days.
pub fn age_forms(tongue: Tongue) -> &'static str {
    static FORMS: [OnceLock<String>; 5] = [const { OnceLock::new() }; 5];
    FORMS[tongue as usize].get_or_init(|| {
        let forms = [
            ("now", format!("{:?}", tongue.age_now())),
            ("minutes", tongue.forms(Tongue::age_minutes)),
            ("hours", tongue.forms(Tongue::age_hours)),
            ("days", tongue.forms(Tongue::age_days)),
        ];
        format!("{{{}}}", forms.map(|(unit, forms)| format!("\"{unit}\":{forms}")).join(","))
    })
}

fn number_in(tongue: Tongue, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            Some(number.options.currency.clone().unwrap_or_else(|| tongue.number(number.value as i64)))
        }
        _ => None,
    }
}

fn grouped(number: i64, mark: char, digits_min: usize) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() >= digits_min && (digits.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_best_language_that_is_spoken_here() {
        let check = |header: &str, expected: Option<Tongue>| assert_eq!(Tongue::accepted(header), expected, "{header}");
        check("de-AT,de;q=0.9,en;q=0.8", Some(Tongue::German));
        check("fr, es;q=0.3, zh-TW;q=0.5", Some(Tongue::Chinese));
        check("AR-eg", Some(Tongue::Arabic));
        check("en;q=0, de;q=0.1", Some(Tongue::German));
        check("en;q=high", None);
        check("fr", None);
        check("*", None);
        check("", None);
    }

    #[test]
    fn numbers_stand_as_each_language_writes_them() {
        let check = |tongue: Tongue, number: i64, expected: &str| assert_eq!(tongue.number(number), expected);
        check(Tongue::English, 0, "0");
        check(Tongue::English, 999, "999");
        check(Tongue::English, 1_234_567, "1,234,567");
        check(Tongue::English, -1_234, "−1,234");
        check(Tongue::German, 1_234, "1.234");
        check(Tongue::Spanish, 1_234, "1234");
        check(Tongue::Spanish, 12_345, "12.345");
        check(Tongue::Chinese, 12_345, "12,345");
    }

    #[test]
    fn arabic_counts_in_six_forms() {
        let check = |count: i64, expected: &str| assert_eq!(Tongue::Arabic.articles(count), expected);
        check(0, "لا مقالات");
        check(1, "مقال واحد");
        check(2, "مقالان");
        check(3, "3 مقالات");
        check(11, "11 مقالًا");
        check(100, "100 مقال");
        check(102, "102 مقال");
        check(1_103, "1,103 مقالات");
        check(1_111, "1,111 مقالًا");
    }

    #[test]
    fn the_script_is_told_every_form() {
        assert_eq!(
            Tongue::English.forms(Tongue::age_hours),
            r#"{"1":"an hour ago","2":"{n} hours ago","few":"{n} hours ago","many":"{n} hours ago","other":"{n} hours ago"}"#
        );
    }

    #[test]
    fn what_is_text_is_escaped_in_markup_and_isolated_where_directions_meet() {
        let said = Tongue::English.author_in(Markup::strong("A&B"), "<Rome>");
        assert_eq!(said.to_string(), "<b dir=\"auto\">A&#38;B</b> in &#60;Rome&#62;");
        assert_eq!(Tongue::English.list_end("منى", "Ann"), "Ann and \u{2068}منى\u{2069}");
        assert_eq!(Tongue::Arabic.list_end("منى", "Ann"), "\u{2068}Ann\u{2069} ومنى");
    }
}

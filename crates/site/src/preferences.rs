//! How a visitor likes to read: kept with a reader's account, or in the browser of whoever has none.
//!
//! Invariant: the text of default preferences is empty, and every text can be read: what is unknown is left out.

use crate::Site;
use crate::answer::Visit;
use crate::edition::{self, Edition};
use crate::tongue::Tongue;
use axum::response::Response;
use std::fmt;

const KEPT_S: i64 = 400 * 86_400;

/// The preference of a language.
pub const TONGUE: &str = "tongue";

/// One thing to choose. Its choices are words of addresses, cookies and style sheets.
pub struct Preference {
    pub name: &'static str,
    pub choices: &'static [&'static str],
    /// The place of what holds unless something else is chosen.
    default: u8,
}

/// All there is to choose, in the order of the settings page. The style sheet knows them as `data-NAME=CHOICE`.
pub const PREFERENCES: [Preference; 6] = [
    Preference { name: "theme", choices: &["auto", "light", "dark"], default: 0 },
    Preference { name: "size", choices: &["small", "medium", "large", "largest"], default: 1 },
    Preference { name: "width", choices: &["narrow", "medium", "wide"], default: 1 },
    Preference { name: "typeface", choices: &["serif", "sans"], default: 0 },
    Preference { name: "room", choices: &["roomy", "dense"], default: 0 },
    Preference { name: TONGUE, choices: &["auto", "en", "de", "es", "zh", "ar"], default: 0 },
];

/// One choice for each of [`PREFERENCES`], and an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    chosen: [u8; PREFERENCES.len()],
    pub edition: Edition,
}

impl Default for Preferences {
    fn default() -> Self {
        Self::of_edition(Edition::default())
    }
}

impl Preferences {
    /// The default looks for the news of an edition.
    pub fn of_edition(edition: Edition) -> Self {
        Self { chosen: PREFERENCES.map(|preference| preference.default), edition }
    }

    /// Reads `theme-dark.size-large.langs-de_en.home-AT`.
    pub fn parse(text: &str) -> Self {
        let mut preferences = Self::default();
        for (name, choice) in text.split('.').filter_map(|part| part.split_once('-')) {
            preferences.choose(name, choice);
        }
        preferences
    }

    /// Takes a choice; what is unknown changes nothing.
    pub fn choose(&mut self, name: &str, choice: &str) {
        match name {
            edition::LANGS => return self.edition.choose_langs(choice),
            edition::HOME => return self.edition.choose_home(choice),
            _ => {}
        }
        let Some(which) = PREFERENCES.iter().position(|preference| preference.name == name) else { return };
        if let Some(chosen) = PREFERENCES[which].choices.iter().position(|known| *known == choice) {
            self.chosen[which] = u8::try_from(chosen).expect("there are few choices");
        }
    }

    /// What is chosen for a preference.
    pub fn chosen(self, preference: &Preference) -> &'static str {
        let which = PREFERENCES.iter().position(|known| known.name == preference.name);
        which.map_or("", |which| PREFERENCES[which].choices[usize::from(self.chosen[which])])
    }

    /// The language that is chosen; None leaves it to the browser.
    pub fn tongue(self) -> Option<Tongue> {
        let which = PREFERENCES.iter().position(|preference| preference.name == TONGUE)?;
        Tongue::parse(PREFERENCES[which].choices[usize::from(self.chosen[which])])
    }

    /// Tells whether nothing but an edition was chosen.
    pub fn looks_as_made(self) -> bool {
        self == Self::of_edition(self.edition)
    }

    pub fn is_default(self) -> bool {
        self == Self::default()
    }

    /// The attributes of the page's root by which the style sheet knows what was chosen.
    pub fn marks(self) -> PreferenceMarks {
        PreferenceMarks(self)
    }

    /// What is not the default, by name and choice.
    fn unusual(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let chosen = PREFERENCES.iter().zip(self.chosen).filter(|(preference, chosen)| *chosen != preference.default);
        chosen.map(|(preference, chosen)| (preference.name, preference.choices[usize::from(chosen)]))
    }
}

impl fmt::Display for Preferences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let looks = self.unusual().map(|(name, choice)| (name, choice.to_owned()));
        for (at, (name, choice)) in looks.chain(self.edition.choices()).enumerate() {
            let dot = if at == 0 { "" } else { "." };
            write!(f, "{dot}{name}-{choice}")?;
        }
        Ok(())
    }
}

/// ` data-theme="dark"`, and so on; nothing for defaults.
#[derive(Clone, Copy)]
pub struct PreferenceMarks(Preferences);

impl fmt::Display for PreferenceMarks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Both are words of this file. The language stands on every page in an attribute of its own.
        let mut looks = self.0.unusual().filter(|(name, _)| *name != TONGUE);
        looks.try_for_each(|(name, choice)| write!(f, " data-{name}=\"{choice}\""))
    }
}

impl askama::filters::HtmlSafe for PreferenceMarks {}

/// The preferences of whoever asks: the reader's, or else those in the browser's cookie.
pub fn of(site: &Site, visit: &Visit) -> Preferences {
    match &visit.reader {
        Some(reader) => reader.preferences,
        None => crate::session::cookie(&visit.headers, site.preferences_cookie())
            .map_or_else(Preferences::default, Preferences::parse),
    }
}

/// Has the visitor's browser keep what was chosen, for as long as browsers keep anything.
pub fn remember(site: &Site, response: &mut Response, chosen: Preferences) {
    let kept_s = if chosen.is_default() { 0 } else { KEPT_S };
    crate::session::set_cookie(site, response, site.preferences_cookie(), &chosen.to_string(), kept_s);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_read_as_they_are_written() {
        let check = |text: &str, expected: &str, marks: &str| {
            let read = Preferences::parse(text);
            assert_eq!(read.to_string(), expected, "{text}");
            assert_eq!(read.marks().to_string(), marks, "{text}");
            assert_eq!(Preferences::parse(expected), read, "{text}");
        };
        check("", "", "");
        check("theme-dark.size-large", "theme-dark.size-large", " data-theme=\"dark\" data-size=\"large\"");
        check("size-large.theme-dark.theme-auto.width-medium", "size-large", " data-size=\"large\"");
        check("tongue-ar.theme-light", "theme-light.tongue-ar", " data-theme=\"light\"");
        check("langs-zh_de.home-AT.theme-light", "theme-light.langs-de_zh.home-AT", " data-theme=\"light\"");
        check("langs-<b>.home-ZZ", "", "");
        check("theme-plaid.colour-red.room.<b>-\"", "", "");
    }
}

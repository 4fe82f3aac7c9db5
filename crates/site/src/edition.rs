//! Which news a visitor wants to see: in which languages, and of which country first.
//!
//! The front page, the river and the sections show an edition; what is asked for by name (a search, a hashtag, a place) is
//! shown in whatever language it is told.

use crate::answer::{PageError, Visit};
use crate::cards::Story;
use crate::pages::place;
use crate::words::LANGUAGES;
use crate::{Site, hiding};
use news::{Country, Lang, StoryId};
use std::collections::BTreeSet;
use store::{ArticleCard, RiverFilter, StoryCard, StoryFilter};

/// Stories of the home country on the front page.
const HOME_STORIES: i64 = 4;
/// The newest articles about the country in which they are looked for.
const HOME_ARTICLES: i64 = 60;

const _: () = assert!(LANGUAGES.len() <= 64, "a language is a bit");

/// Languages and a home country. The default is everything there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// A bit for each of [`LANGUAGES`]; none means all.
    langs: u64,
    pub home: Option<Country>,
}

impl Edition {
    /// Reads languages parted by `_`: `de_en`. What is unknown is left out.
    pub fn choose_langs(&mut self, codes: &str) {
        let bit = |code: &str| LANGUAGES.iter().position(|(known, _)| *known == code).map(|at| 1 << at);
        self.langs = codes.split('_').filter_map(bit).fold(0, |langs, bit: u64| langs | bit);
    }

    /// Takes a country of the gazetteer, or none.
    pub fn choose_home(&mut self, letters: &str) {
        let known = Country::parse(letters).filter(|one| enrich::atlas::country_key(one.as_str()).is_some());
        self.home = known;
    }

    /// Its languages by code and own name; none means all.
    pub fn langs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let chosen = move |at: &usize| self.langs >> at & 1 == 1;
        (0..LANGUAGES.len()).filter(chosen).map(|at| LANGUAGES[at])
    }

    pub fn shows(self, lang: Lang) -> bool {
        self.langs == 0 || self.langs().any(|(code, _)| code == lang.as_str())
    }

    /// True where it leaves anything out.
    pub fn is_narrow(self) -> bool {
        self.langs != 0
    }

    pub fn stories(self, section: Option<&str>) -> StoryFilter {
        StoryFilter { section: section.map(str::to_owned), langs: self.lang_list() }
    }

    pub fn river(self) -> RiverFilter {
        RiverFilter { langs: self.lang_list() }
    }

    fn lang_list(self) -> Vec<Lang> {
        self.langs().filter_map(|(code, _)| Lang::parse(code)).collect()
    }

    /// What was chosen, by name, as a cookie holds it.
    pub fn choices(self) -> impl Iterator<Item = (&'static str, String)> {
        let langs: Vec<&str> = self.langs().map(|(code, _)| code).collect();
        let langs = (!langs.is_empty()).then(|| (LANGS, langs.join("_")));
        langs.into_iter().chain(self.home.map(|home| (HOME, home.as_str().to_owned())))
    }
}

/// The names of its choices.
pub const LANGS: &str = "langs";
pub const HOME: &str = "home";

/// The edition of a page, as its head says it.
pub struct EditionLine {
    /// "Deutsch, English · Austria".
    pub words: String,
    pub is_narrow: bool,
}

impl EditionLine {
    pub fn of(visit: &Visit) -> Self {
        let (edition, say) = (visit.preferences.edition, visit.tongue);
        let langs: Vec<&str> = edition.langs().map(|(_, name)| name).collect();
        let langs =
            if langs.is_empty() { say.edition_all_languages().to_owned() } else { langs.join(say.list_comma()) };
        let words = match edition.home {
            Some(home) => format!("{langs} \u{b7} {}", say.country_name(home.as_str())),
            None => langs,
        };
        Self { words, is_narrow: edition.is_narrow() }
    }
}

/// What is told of the home country, at the head of the front page.
pub struct HomeNews {
    pub name: String,
    pub path: String,
    pub stories: Vec<Story>,
}

/// Finds the most important stories among what is newest about the home country; None without one, and when there are
/// none. Reads so many articles at most, however many there are.
pub async fn home_news(site: &Site, visit: &Visit) -> Result<Option<HomeNews>, PageError> {
    let edition = visit.preferences.edition;
    let Some(home) = edition.home else { return Ok(None) };
    let Some(key) = enrich::atlas::country_key(home.as_str()) else { return Ok(None) };
    let mut cards: Vec<ArticleCard> = site.store.place_articles(&key, None, HOME_ARTICLES).await?;
    cards.retain(|card| edition.shows(card.lang));
    let ids: BTreeSet<StoryId> = cards.iter().filter_map(|card| card.story).collect();
    if ids.is_empty() {
        return Ok(None);
    }
    let mut stories = site.store.stories_by_ids(&ids.into_iter().collect::<Vec<_>>()).await?;
    stories.retain(|story| edition.shows(story.lang));
    stories.sort_by(|a, b| b.rank.total_cmp(&a.rank));
    let shown = hiding::stories(site, visit, stories, HOME_STORIES).await?.shown;
    if shown.is_empty() {
        return Ok(None);
    }
    Ok(Some(HomeNews {
        name: visit.tongue.country_name(home.as_str()),
        path: place::path_of(&key),
        stories: Story::list(shown, visit.clock()),
    }))
}

impl HomeNews {
    /// Leaves out of a list what stands here already.
    pub fn taken_out_of(&self, list: &mut Vec<StoryCard>) {
        list.retain(|card| self.stories.iter().all(|story| story.id != card.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_shows_its_languages_and_without_any_all() {
        let check = |codes: &str, expected: &str, shows_german: bool| {
            let mut edition = Edition::default();
            edition.choose_langs(codes);
            let codes_read: Vec<&str> = edition.langs().map(|(code, _)| code).collect();
            assert_eq!((codes_read.join("_").as_str(), edition.shows(Lang::DE)), (expected, shows_german), "{codes}");
        };
        check("", "", true);
        check("de", "de", true);
        check("zh_de_en", "de_en_zh", true);
        check("zh", "zh", false);
        check("klingon_<b>", "", true);
    }

    #[test]
    fn a_home_is_a_country_there_is() {
        let check = |letters: &str, expected: Option<&str>| {
            let mut edition = Edition { home: Country::parse("FR"), ..Edition::default() };
            edition.choose_home(letters);
            assert_eq!(edition.home.as_ref().map(Country::as_str), expected, "{letters}");
        };
        check("DE", Some("DE"));
        check("no", Some("NO"));
        check("", None);
        check("ZZ", None);
    }
}

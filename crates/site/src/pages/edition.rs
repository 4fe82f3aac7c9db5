//! The choice of an edition: the languages of the news, and a country whose news stand first.

use super::settings;
use crate::answer::{self, PageError, Visit};
use crate::edition::{HOME, LANGS};
use crate::frame::Frame;
use crate::session::{self, FormToken};
use crate::words::{COUNTRIES, LANGUAGES};
use crate::{Site, words};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::HashSet;

#[derive(Template)]
#[template(path = "edition.html")]
struct EditionPage {
    frame: Frame,
    token: String,
    back: String,
    langs: Vec<LangChoice>,
    homes: Vec<HomeChoice>,
    /// Anything is chosen.
    is_chosen: bool,
}

struct LangChoice {
    code: &'static str,
    name: &'static str,
    is_chosen: bool,
}

struct HomeChoice {
    letters: &'static str,
    name: String,
    is_chosen: bool,
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit)).await
}

async fn page(site: &Site, visit: &Visit) -> Result<Response, PageError> {
    let token = FormToken::of(site, visit)?;
    let edition = visit.preferences.edition;
    let chosen: HashSet<&str> = edition.langs().map(|(code, _)| code).collect();
    let written: HashSet<String> = site.store.languages().await?.iter().map(|lang| lang.as_str().to_owned()).collect();
    let langs = LANGUAGES.iter().filter(|(code, _)| written.contains(*code) || chosen.contains(code));
    let page = EditionPage {
        frame: Frame::new(site, visit, visit.tongue.edition_head(), "/edition").hidden_from_robots(),
        token: token.token.clone(),
        back: settings::page_before(visit),
        langs: langs.map(|(code, name)| LangChoice { code, name, is_chosen: chosen.contains(code) }).collect(),
        homes: homes(site, visit).await?,
        is_chosen: edition.is_narrow() || edition.home.is_some(),
    };
    let mut response = answer::html(StatusCode::OK, page.render()?);
    token.attach(site, &mut response);
    Ok(response)
}

/// The countries of which anything is told, and the chosen one, by name.
async fn homes(site: &Site, visit: &Visit) -> Result<Vec<HomeChoice>, PageError> {
    let home = visit.preferences.edition.home;
    let keyed = COUNTRIES.iter().filter_map(|letters| Some((*letters, enrich::atlas::country_key(letters)?)));
    let keyed: Vec<(&'static str, String)> = keyed.collect();
    let keys: Vec<String> = keyed.iter().map(|(_, key)| key.clone()).collect();
    let told: HashSet<String> = site.store.places_written_about(&keys).await?.into_iter().collect();
    let is_home = |letters: &str| home.is_some_and(|home| home.as_str() == letters);
    let there = keyed.into_iter().filter(|(letters, key)| told.contains(key) || is_home(letters));
    let mut homes: Vec<HomeChoice> = there
        .map(|(letters, _)| HomeChoice {
            letters,
            name: visit.tongue.country_name(letters),
            is_chosen: is_home(letters),
        })
        .collect();
    homes.sort_by_key(|home| words::in_order(&home.name));
    Ok(homes)
}

/// Takes an edition, or goes back to everything.
pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let change = async {
        let all = |name: &str| -> Vec<&str> {
            sent.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
        };
        let one = |name: &str| all(name).first().copied().unwrap_or_default();
        session::check_form_token(&site, &visit, one("token"))?;
        let mut chosen = visit.preferences;
        match one("what") {
            "keep" => {
                chosen.edition.choose_langs(&all(LANGS).join("_"));
                chosen.edition.choose_home(one(HOME));
            }
            "forget" => chosen.edition = Default::default(),
            _ => return Err(answer::NOTHING_ASKED),
        }
        let mut response = answer::redirect(StatusCode::SEE_OTHER, session::local_path(one("back")));
        settings::keep(&site, &visit, chosen, &mut response).await?;
        Ok(response)
    };
    answer::unkept(&site, &visit, change).await
}

//! How one likes to read: for readers at every browser, for others at this one.

use crate::answer::{self, PageError, Visit};
use crate::edition::EditionLine;
use crate::frame::Frame;
use crate::preferences::{PREFERENCES, Preference, Preferences};
use crate::session::{self, FormToken};
use crate::tongue::Tongue;
use crate::{Site, preferences, words};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    token: String,
    /// Where to go back to, once it is changed.
    back: String,
    preferences: Vec<PreferenceView>,
    is_default: bool,
    edition: EditionLine,
}

struct PreferenceView {
    name: &'static str,
    legend: &'static str,
    choices: Vec<ChoiceView>,
}

struct ChoiceView {
    key: &'static str,
    label: &'static str,
    /// Of a language, which is named in itself.
    tongue: Option<Tongue>,
    is_chosen: bool,
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit)).await
}

async fn page(site: &Site, visit: &Visit) -> Result<Response, PageError> {
    let token = FormToken::of(site, visit)?;
    let chosen = visit.preferences;
    let view = |preference: &'static Preference| PreferenceView {
        name: preference.name,
        legend: words::preference(preference.name)(visit.tongue),
        choices: preference.choices.iter().map(|key| choice(preference, key, chosen, visit.tongue)).collect(),
    };
    let page = SettingsPage {
        frame: Frame::new(site, visit, visit.tongue.settings_head(), "/settings")
            .current("settings")
            .hidden_from_robots(),
        token: token.token.clone(),
        back: page_before(visit),
        preferences: PREFERENCES.iter().map(view).collect(),
        is_default: chosen.looks_as_made(),
        edition: EditionLine::of(visit),
    };
    let mut response = answer::html(StatusCode::OK, page.render()?);
    token.attach(site, &mut response);
    Ok(response)
}

fn choice(preference: &Preference, key: &'static str, chosen: Preferences, tongue: Tongue) -> ChoiceView {
    let is_chosen = chosen.chosen(preference) == key;
    match Tongue::parse(key).filter(|_| preference.name == preferences::TONGUE) {
        Some(own) => ChoiceView { key, label: own.own_name(), tongue: Some(own), is_chosen },
        None => {
            let label = words::preference_choice(preference.name, key)(tongue);
            ChoiceView { key, label, tongue: None, is_chosen }
        }
    }
}

/// The page of ours from which one came here.
pub(super) fn page_before(visit: &Visit) -> String {
    let referer = visit.headers.get("referer").and_then(|referer| referer.to_str().ok());
    let path = referer.and_then(|referer| url::Url::parse(referer).ok()).map_or(String::new(), |referer| {
        let query = referer.query().map_or(String::new(), |query| format!("?{query}"));
        format!("{}{query}", referer.path())
    });
    match session::local_path(&path) {
        path if path.starts_with("/settings") || path.starts_with("/edition") => "/".to_owned(),
        path => path.to_owned(),
    }
}

/// Takes the choices, or forgets them all.
pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<HashMap<String, String>>) -> Response {
    let change = async {
        let field = |name: &str| sent.get(name).map_or("", String::as_str);
        session::check_form_token(&site, &visit, field("token"))?;
        let mut chosen = Preferences::of_edition(visit.preferences.edition);
        match field("what") {
            "keep" => sent.iter().for_each(|(name, choice)| chosen.choose(name, choice)),
            "forget" => {}
            _ => return Err(answer::NOTHING_ASKED),
        }
        let mut response = answer::redirect(StatusCode::SEE_OTHER, session::local_path(field("back")));
        keep(&site, &visit, chosen, &mut response).await?;
        Ok(response)
    };
    answer::unkept(&site, &visit, change).await
}

/// What the languages at the foot of every page send.
#[derive(Deserialize)]
pub struct SentTongue {
    #[serde(default)]
    tongue: String,
    #[serde(default)]
    back: String,
}

/// Takes a language alone. No token guards it: pages that everyone gets have none, and the form of another site is
/// refused all the same.
pub async fn change_tongue(State(site): State<Site>, visit: Visit, Form(sent): Form<SentTongue>) -> Response {
    let change = async {
        let mut chosen = visit.preferences;
        chosen.choose(preferences::TONGUE, &sent.tongue);
        let mut response = answer::redirect(StatusCode::SEE_OTHER, session::local_path(&sent.back));
        keep(&site, &visit, chosen, &mut response).await?;
        Ok(response)
    };
    answer::unkept(&site, &visit, change).await
}

pub(super) async fn keep(
    site: &Site,
    visit: &Visit,
    chosen: Preferences,
    response: &mut Response,
) -> Result<(), PageError> {
    match &visit.reader {
        Some(reader) => {
            site.store.set_preferences(reader.id, &chosen.to_string()).await?;
            site.sessions.forget_reader(reader.id);
        }
        None => preferences::remember(site, response, chosen),
    }
    Ok(())
}

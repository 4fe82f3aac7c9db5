//! The brief by mail: whether, where to, when; and what the addresses in its letters do.

use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::letters::{self, LetterDeed};
use crate::session::{self, FormToken};
use crate::time_words::When;
use crate::tongue::Tongue;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::{BriefMailWish, StoreError};

const ADDRESS_CHARS_MAX: usize = 254;

#[derive(Template)]
#[template(path = "brief_mail.html")]
struct BriefMailPage {
    frame: Frame,
    token: String,
    /// The owner has set up a mail server.
    can_send: bool,
    address: String,
    hour: i8,
    zone: String,
    is_long: bool,
    /// An address is known.
    is_asked: bool,
    is_confirmed: bool,
    is_refused: bool,
    problem: Option<String>,
    sent: Option<When>,
}

#[derive(Template)]
#[template(path = "brief_mail_deed.html")]
struct DeedPage {
    frame: Frame,
    heading: &'static str,
    text: String,
    /// None once it is done.
    button: Option<&'static str>,
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    hour: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    length: String,
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit)).await
}

async fn page(site: &Site, visit: &Visit) -> Result<Response, PageError> {
    let reader = visit.reader()?.id;
    let token = FormToken::of(site, visit)?;
    let mail = site.store.brief_mail(reader).await?;
    let wish = mail.as_ref().map(|mail| mail.wish.clone());
    let page = BriefMailPage {
        frame: Frame::new(site, visit, visit.tongue.mail_head(), "/brief/mail").hidden_from_robots(),
        token: token.token.clone(),
        can_send: site.options.sends_mail,
        is_asked: mail.is_some(),
        is_confirmed: mail.as_ref().is_some_and(|mail| mail.confirmed.is_some()),
        is_refused: mail.as_ref().is_some_and(|mail| mail.refused.is_some()),
        sent: mail.as_ref().and_then(|mail| mail.confirmed.and(mail.sent)).map(|at| visit.clock().when(at)),
        problem: mail.and_then(|mail| mail.problem),
        address: wish.as_ref().map(|wish| wish.address.clone()).unwrap_or_default(),
        hour: wish.as_ref().map_or(7, |wish| wish.hour),
        zone: wish.as_ref().map_or_else(|| "UTC".to_owned(), |wish| wish.zone.clone()),
        is_long: wish.is_some_and(|wish| wish.is_long),
    };
    let mut response = answer::html(StatusCode::OK, page.render()?);
    token.attach(site, &mut response);
    Ok(response)
}

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let reader = visit.reader()?.id;
        session::check_form_token(&site, &visit, &sent.token)?;
        match sent.what.as_str() {
            "stop" => site.store.end_brief_mail(reader).await?,
            "keep" if !site.options.sends_mail => return Err(PageError::BadRequest(Tongue::mail_no_server)),
            "keep" => {
                let zone = TimeZone::get(sent.zone.trim()).map_err(|_| PageError::BadRequest(Tongue::mail_no_zone))?;
                let hour = sent.hour.parse().ok().filter(|hour| (0..24).contains(hour));
                let address = sent.address.trim();
                if !is_address(address) {
                    return Err(PageError::BadRequest(Tongue::mail_no_address));
                }
                let wish = BriefMailWish {
                    reader,
                    address: address.to_owned(),
                    tongue: visit.tongue.as_str().to_owned(),
                    is_long: sent.length == "longer",
                    hour: hour.ok_or(answer::NOTHING_ASKED)?,
                    zone: sent.zone.trim().to_owned(),
                };
                let next = visit.now.next_hour(wish.hour, &zone);
                match site.store.ask_for_brief_mail(&wish, visit.now, next).await {
                    Err(StoreError::Conflict(_)) => return Err(PageError::TooMany { retry_after_s: 600 }),
                    done => done?,
                }
            }
            _ => return Err(answer::NOTHING_ASKED),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/brief/mail"))
    };
    answer::unkept(&site, &visit, change).await
}

/// Something before and after one `@`, without what could end a header or a command. Whether it is one, its letter will tell.
fn is_address(text: &str) -> bool {
    let parts = text.rsplit_once('@');
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | ',' | ';' | '(' | ')' | '\\');
    let has_host = |host: &str| !host.is_empty() && !host.starts_with(['.', '-']) && !host.contains('@');
    text.len() <= ADDRESS_CHARS_MAX
        && text.chars().all(is_plain)
        && parts.is_some_and(|(name, host)| !name.is_empty() && !name.contains('@') && has_host(host))
}

pub async fn ask_confirm(State(site): State<Site>, visit: Visit, Path(key): Path<String>) -> Response {
    ask(site, visit, LetterDeed::Confirm, &key).await
}

pub async fn ask_stop(State(site): State<Site>, visit: Visit, Path(key): Path<String>) -> Response {
    ask(site, visit, LetterDeed::Stop, &key).await
}

/// Asks before anything is done: mail programs look at addresses by themselves.
async fn ask(site: Site, visit: Visit, deed: LetterDeed, key: &str) -> Response {
    let ask = async {
        let mail = letters::mail_of_link(&site.store, deed, key).await?;
        let say = visit.tongue;
        let (heading, text, button) = match deed {
            LetterDeed::Confirm => {
                (say.mail_head(), say.mail_confirm_ask(&mail.wish.address), say.letter_confirm_link())
            }
            LetterDeed::Stop => (say.mail_head(), say.mail_stop_ask(&mail.wish.address), say.letter_stop()),
        };
        deed_page(&site, &visit, deed, key, heading, text, Some(button))
    };
    answer::unkept(&site, &visit, ask).await
}

fn deed_page(
    site: &Site,
    visit: &Visit,
    deed: LetterDeed,
    key: &str,
    heading: &'static str,
    text: String,
    button: Option<&'static str>,
) -> Result<Response, PageError> {
    let path = format!("/brief/mail/{}/{key}", deed.as_str());
    let frame = Frame::new(site, visit, heading, path).hidden_from_robots();
    Ok(answer::html(StatusCode::OK, DeedPage { frame, heading, text, button }.render()?))
}

pub async fn confirm(State(site): State<Site>, visit: Visit, Path(key): Path<String>) -> Response {
    let confirm = async {
        let mail = letters::mail_of_link(&site.store, LetterDeed::Confirm, &key).await?;
        let zone = TimeZone::get(&mail.wish.zone).unwrap_or(TimeZone::UTC);
        let next = visit.now.next_hour(mail.wish.hour, &zone);
        let (reader, address) = (mail.wish.reader, &mail.wish.address);
        if !site.store.confirm_brief_mail(reader, address, visit.now, next).await? {
            return Err(PageError::NotFound);
        }
        let text = visit.tongue.mail_confirmed(address);
        deed_page(&site, &visit, LetterDeed::Confirm, &key, visit.tongue.mail_head(), text, None)
    };
    answer::unkept(&site, &visit, confirm).await
}

/// Ends the letters, for a reader's click and for a mail program's (RFC 8058), which has no cookies and no form of ours.
pub async fn stop(State(site): State<Site>, visit: Visit, Path(key): Path<String>) -> Response {
    let stop = async {
        let mail = letters::mail_of_link(&site.store, LetterDeed::Stop, &key).await?;
        site.store.end_brief_mail(mail.wish.reader).await?;
        let text = visit.tongue.mail_stopped(&mail.wish.address);
        deed_page(&site, &visit, LetterDeed::Stop, &key, visit.tongue.mail_head(), text, None)
    };
    answer::unkept(&site, &visit, stop).await
}

//! One room per page: what it asks the store, its view model, its template.

pub mod accessibility;
pub mod api_tokens;
pub mod article;
pub mod article_short;
pub mod ask;
pub mod background;
pub mod brief;
pub mod brief_mail;
pub mod comment;
pub mod compare;
pub mod confirm;
pub mod correct;
pub mod corrections;
pub mod decisions;
pub mod desk;
pub mod discussion;
pub mod edition;
pub mod following;
pub mod follows;
pub mod front;
pub mod hashtag;
pub mod icon;
pub mod join;
pub mod kept;
pub mod keys;
mod live_now;
pub mod login;
pub mod login_code;
pub mod message;
pub mod models;
pub mod moderation;
mod narrowing;
pub mod notices;
pub mod openid;
pub mod own_account;
pub mod own_words;
pub mod passkeys;
pub mod person;
pub mod place;
pub mod plain;
pub mod posts;
pub mod publisher;
pub mod readers;
pub mod reading;
pub mod reports;
pub mod river;
pub mod rules;
pub mod search;
pub mod second_step;
pub mod section;
pub mod settings;
pub mod setup;
pub mod source_change;
pub mod sources;
pub mod story;
pub mod ways_in;
pub mod written;

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::tongue::Tongue;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::collections::HashMap;
use std::str::FromStr;

/// Where a list goes on, as it stands in an address.
#[derive(Default, Deserialize)]
pub struct Paging {
    after: Option<String>,
}

impl Paging {
    /// Reads the cursor; None on the first page.
    pub fn cursor<C: FromStr>(&self) -> Result<Option<C>, PageError> {
        match self.after.as_deref() {
            None | Some("") => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| BAD_CURSOR),
        }
    }
}

/// What the page of one thing is asked: which thing, and from where on its list goes.
pub struct Asked {
    pub site: Site,
    pub visit: Visit,
    /// The variable segment of the path; empty where there is none.
    pub key: String,
    pub paging: Paging,
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let State(site) = State::<Site>::from_request_parts(parts, site).await.unwrap_or_else(|never| match never {});
        let visit = Visit::from_request_parts(parts, &site).await?;
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, &site).await;
        let Path(path) = path.map_err(PathRejection::into_response)?;
        let paging = Query::<Paging>::from_request_parts(parts, &site).await;
        let Query(paging) = paging.map_err(QueryRejection::into_response)?;
        Ok(Self { site, visit, key: path.into_values().next().unwrap_or_default(), paging })
    }
}

const BAD_CURSOR: PageError = PageError::BadRequest(Tongue::error_cursor);

/// Reads an id out of an address; nothing stands at an address that is none.
pub fn id<T: FromStr>(text: &str) -> Result<T, PageError> {
    // "+7" and "007" parse as numbers, but are not the address of anything.
    let is_plain =
        text == "0" || (!text.starts_with(['0', '+', '-']) && text.bytes().all(|byte| byte.is_ascii_digit()));
    text.parse().ok().filter(|_| is_plain).ok_or(PageError::NotFound)
}

/// Cuts a list that was asked for with one row too many; gives the last row's cursor when there is more.
pub fn cut<T, C: ToString>(rows: &mut Vec<T>, limit: i64, cursor: impl Fn(&T) -> C) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or_default();
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(|row| cursor(row).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::ArticleId;

    #[test]
    fn an_id_in_an_address_is_a_plain_number() {
        let check = |text: &str, expected: Option<i64>| {
            assert_eq!(id::<ArticleId>(text).ok(), expected.map(ArticleId), "{text}");
        };
        check("7", Some(7));
        check("9223372036854775807", Some(i64::MAX));
        check("9223372036854775808", None);
        check("-7", None);
        check("+7", None);
        check("007", None);
        check("", None);
        check("7x", None);
    }

    #[test]
    fn a_list_is_cut_where_the_next_page_begins() {
        let mut rows = vec![1, 2, 3];
        assert_eq!(cut(&mut rows, 2, |row| *row), Some("2".to_owned()));
        assert_eq!(rows, [1, 2]);
        assert_eq!(cut(&mut rows, 2, |row| *row), None);
    }
}

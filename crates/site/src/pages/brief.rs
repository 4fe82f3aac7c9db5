//! The day in short: everybody's, or the reader's own; of the last 24 hours, or of a day.

use crate::answer::{self, PageError, Visit};
use crate::brief::{self, BriefLength, InShort, Span};
use crate::frame::{Frame, PageFeed};
use crate::{Site, tongue::Tongue};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use news::Timestamp;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "brief.html")]
struct BriefPage {
    frame: Frame,
    heading: String,
    note: &'static str,
    stories: Vec<InShort>,
    /// The day before, and the one after; None where there is none.
    earlier: Option<String>,
    later: Option<String>,
    /// The same in the other length.
    is_longer: bool,
    other_length: String,
}

#[derive(Default, Deserialize)]
pub struct Ask {
    #[serde(default)]
    day: String,
    #[serde(default)]
    length: String,
}

pub async fn show(State(site): State<Site>, visit: Visit, Query(ask): Query<Ask>) -> Response {
    answer::page(&site, &visit, make(&site, &visit, &ask)).await
}

async fn make(site: &Site, visit: &Visit, ask: &Ask) -> Result<String, PageError> {
    let position = site.live.position();
    let length = BriefLength::parse(&ask.length);
    let zone = brief::zone_of(site, visit).await?;
    let span = match ask.day.as_str() {
        "" => Span::last_day(visit.now),
        day => {
            let day = day.parse().map_err(|_| PageError::BadRequest(Tongue::brief_no_day))?;
            Span::of_day(day, &zone, visit.now).ok_or(PageError::NotFound)?
        }
    };
    let stories = brief::make(site, visit, span, length).await?;
    let today = visit.now.day_in(&zone);
    let day = span.day.unwrap_or(today);
    let say = visit.tongue;
    let note = match (span.day, visit.reader.is_some()) {
        (Some(_), _) => say.brief_note_day(),
        (None, true) => say.brief_note_own(),
        (None, false) => say.brief_note(),
    };
    let heading = brief::heading(visit, span);
    let mut frame = Frame::new(site, visit, &heading, address(span.day, BriefLength::Short)).described(note);
    frame.feed = Some(PageFeed::new(say.brief_head(), "/brief"));
    frame.position = position;
    let is_longer = length == BriefLength::Longer;
    let page = BriefPage {
        frame,
        heading,
        note,
        earlier: earlier(site, day, &zone).await?.map(|day| address(Some(day), length)),
        later: span.day.map(|day| {
            let next = day.checked_add(1.day()).ok().filter(|next| *next < today);
            address(next, length)
        }),
        is_longer,
        other_length: address(span.day, if is_longer { BriefLength::Short } else { BriefLength::Longer }),
        stories,
    };
    Ok(page.render()?)
}

/// The day before, if anything was published until its end that is kept.
async fn earlier(site: &Site, day: Date, zone: &TimeZone) -> Result<Option<Date>, PageError> {
    let Ok(begin) = day.to_zoned(zone.clone()) else { return Ok(None) };
    let is_any = site.store.any_article_before(Timestamp::from_jiff(begin.timestamp())).await?;
    Ok(day.checked_sub(1.day()).ok().filter(|_| is_any))
}

/// The address of a brief; without a day, that of the last 24 hours.
pub fn address(day: Option<Date>, length: BriefLength) -> String {
    match (day, length) {
        (None, BriefLength::Short) => "/brief".to_owned(),
        (None, length) => format!("/brief?length={}", length.as_str()),
        (Some(day), BriefLength::Short) => format!("/brief?day={day}"),
        (Some(day), length) => format!("/brief?day={day}&length={}", length.as_str()),
    }
}

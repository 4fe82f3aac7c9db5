//! Dates as feeds and readers want them.

use crate::Publisher;
use news::Timestamp;

/// RFC 3339 with the publisher's offset: "2026-03-04T05:06:07+01:00".
pub fn rfc3339(publisher: &Publisher, moment: Timestamp) -> String {
    publisher.local(moment).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// RFC 2822 with the publisher's offset, for RSS 2.0.
pub fn rfc2822(publisher: &Publisher, moment: Timestamp) -> String {
    publisher.local(moment).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// The date of an HTTP header (RFC 9110, section 5.6.7).
pub fn http(moment: Timestamp) -> String {
    moment.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The date as the publisher's readers see it: "4 March 2026, 05:06".
pub fn shown(publisher: &Publisher, moment: Timestamp) -> String {
    let local = publisher.local(moment);
    let (year, day) = (local.year(), local.day());
    let month = &publisher.words().months[usize::from(local.month().unsigned_abs()) - 1];
    let time = local.strftime("%H:%M");
    match publisher.lang().as_str() {
        "de" => format!("{day}. {month} {year}, {time} Uhr"),
        "es" => format!("{day} de {month} de {year}, {time}"),
        "zh" => format!("{year}年{month}月{day}日 {time}"),
        "en" if publisher.lang_tag == "en-US" => {
            format!("{month} {day}, {year} at {}", local.strftime("%-I:%M %p"))
        }
        _ => format!("{day} {month} {year}, {time}"),
    }
}

/// The weekday's name, `days` after the moment's day (negative before).
pub fn weekday(publisher: &Publisher, moment: Timestamp, days: i64) -> &'static str {
    let local = publisher.local(moment.plus_us(days * Timestamp::DAY));
    let index = usize::from(local.weekday().to_monday_zero_offset().unsigned_abs());
    &publisher.words().days[index]
}

//! The letters that bring a reader's brief by mail, and the addresses in them that say yes and no.
//!
//! Who holds such an address may confirm or end the letters, signed in or not: it was sent to the mail address alone. It is made
//! from the reader, the mail address and a key of this installation, so nothing needs to be kept of it.

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::brief::{self, BriefLength, InShort, Span};
use crate::preferences::Preferences;
use crate::session::{self, SignedIn};
use crate::tongue::Tongue;
use askama::Template;
use axum::http::HeaderMap;
use news::{ReaderId, Timestamp};
use store::{BriefMail, Store, StoreError, WayIn};

/// A letter in both of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where one click ends the letters.
    pub unsubscribe: Option<String>,
}

/// What an address in a letter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterDeed {
    Confirm,
    Stop,
}

impl LetterDeed {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Stop => "stop",
        }
    }
}

#[derive(Template)]
#[template(path = "letter.html")]
struct HtmlLetter<'a> {
    tongue: Tongue,
    site_title: &'a str,
    base: &'a str,
    heading: &'a str,
    stories: &'a [InShort],
    unsubscribe: &'a str,
}

#[derive(Template)]
#[template(path = "letter_confirm.html")]
struct HtmlConfirmation<'a> {
    tongue: Tongue,
    heading: &'a str,
    asked: &'a str,
    link: &'a str,
}

impl Site {
    /// Writes the letter that asks whether briefs are wanted at an address.
    pub async fn confirmation_letter(&self, mail: &BriefMail) -> anyhow::Result<Letter> {
        let tongue = Tongue::parse(&mail.wish.tongue).unwrap_or(self.options.tongue);
        let reader = self.store.reader(mail.wish.reader).await?;
        let title = &self.face.title;
        let link = format!("{}{}", self.base()?, link(&self.store, LetterDeed::Confirm, mail).await?);
        let subject = tongue.letter_confirm_subject(title);
        let asked = tongue.letter_confirm_asked(&reader.name, title);
        let (confirm, not) = (tongue.letter_confirm_link(), tongue.letter_confirm_not());
        let text = format!("{asked}\n\n{confirm}:\n{link}\n\n{not}\n");
        let html = HtmlConfirmation { tongue, heading: &subject, asked: &asked, link: &link }.render()?;
        Ok(Letter { subject, text, html, unsubscribe: None })
    }

    /// Writes the brief of the last 24 hours for a reader; None when there is nothing to tell, or the account rests.
    pub async fn brief_letter(&self, mail: &BriefMail) -> anyhow::Result<Option<Letter>> {
        let now = self.now();
        let Some(visit) = visit_of(self, mail.wish.reader, now).await? else { return Ok(None) };
        let tongue = Tongue::parse(&mail.wish.tongue).unwrap_or(visit.tongue);
        let visit = Visit { tongue, ..visit };
        let length = if mail.wish.is_long { BriefLength::Longer } else { BriefLength::Short };
        let stories = brief::make(self, &visit, Span::last_day(now), length).await?;
        if stories.is_empty() {
            return Ok(None);
        }
        let zone = jiff::tz::TimeZone::get(&mail.wish.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let heading = tongue.brief_head_own_day(&brief::said_day(now.day_in(&zone), tongue));
        let (base, site_title) = (self.base()?, self.face.title.as_str());
        let unsubscribe = format!("{base}{}", link(&self.store, LetterDeed::Stop, mail).await?);
        let (heading, stories, stop) = (heading.as_str(), stories.as_slice(), unsubscribe.as_str());
        let html = HtmlLetter { tongue, site_title, base, heading, stories, unsubscribe: stop }.render()?;
        let text = in_text(tongue, base, &format!("{site_title}\n{heading}"), stories, stop);
        Ok(Some(Letter { subject: heading.to_owned(), text, html, unsubscribe: Some(unsubscribe) }))
    }

    fn base(&self) -> anyhow::Result<&str> {
        self.face
            .base_url
            .as_deref()
            .ok_or_else(|| anyhow::anyhow!("letters need `base_url` in [site] for their links"))
    }
}

/// The brief for those who read without markup: each sentence, and under it who says it and where.
fn in_text(tongue: Tongue, base: &str, head: &str, stories: &[InShort], stop: &str) -> String {
    let mut text = format!("{head}\n");
    let mut say = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    for InShort { story, sentences, followed } in stories {
        say("");
        say(&story.headline);
        say(&format!("{base}{}", story.href()));
        if sentences.is_empty() {
            if !story.lead.standfirst.is_empty() {
                say(&story.lead.standfirst);
            }
            say(&format!("({}, {base}/article/{})", story.lead.publisher.name, story.lead.id));
        }
        for cited in sentences {
            say(&cited.sentence);
            say(&format!("({}, {base}{})", cited.publisher, cited.path));
        }
        if !followed.is_empty() {
            say(&tongue.brief_followed(&followed.join(tongue.list_comma())));
        }
    }
    say("\n-- ");
    say(tongue.told_word_for_word());
    say(tongue.letter_why());
    say(&format!("{}: {base}/brief/mail", tongue.letter_change()));
    say(&format!("{}: {stop}", tongue.letter_stop()));
    text
}

/// A visit as the reader would make it, without a browser; None when the account rests.
pub(crate) async fn visit_of(site: &Site, reader: ReaderId, now: Timestamp) -> Result<Option<Visit>, PageError> {
    let found = site.store.reader(reader).await?;
    if found.suspended.is_some() {
        return Ok(None);
    }
    let preferences = Preferences::parse(&site.store.preferences(reader).await?);
    let signed_in = SignedIn::without_session(site, found, Timestamp(0), WayIn::Password).await;
    Ok(Some(Visit {
        now,
        tongue: preferences.tongue().unwrap_or(site.options.tongue),
        reader: Some(SignedIn { preferences, ..signed_in }),
        preferences,
        path_and_query: "/brief".to_owned(),
        headers: HeaderMap::new(),
    }))
}

/// A visit of somebody who is not signed in.
pub(crate) fn visit_of_nobody(site: &Site, now: Timestamp) -> Visit {
    Visit {
        now,
        tongue: site.options.tongue,
        reader: None,
        preferences: Preferences::default(),
        path_and_query: "/brief".to_owned(),
        headers: HeaderMap::new(),
    }
}

/// The path that does something with a reader's letters.
pub(crate) async fn link(store: &Store, deed: LetterDeed, mail: &BriefMail) -> anyhow::Result<String> {
    let proof = proof(&key(store).await?, deed, mail.wish.reader, &mail.wish.address);
    Ok(format!("/brief/mail/{}/{}-{proof}", deed.as_str(), mail.wish.reader))
}

/// Finds whose letters a path is about; `NotFound` unless it was made here for the address as it is now.
pub(crate) async fn mail_of_link(store: &Store, deed: LetterDeed, key_of_path: &str) -> Result<BriefMail, PageError> {
    let (reader, shown) = key_of_path.split_once('-').ok_or(PageError::NotFound)?;
    let mail = store.brief_mail(ReaderId(crate::pages::id(reader)?)).await?.ok_or(PageError::NotFound)?;
    let expected = proof(&key(store).await?, deed, mail.wish.reader, &mail.wish.address);
    // Hashes are compared, so that how long it takes tells nothing.
    if session::hash(shown) == session::hash(&expected) { Ok(mail) } else { Err(PageError::NotFound) }
}

fn proof(key: &str, deed: LetterDeed, reader: ReaderId, address: &str) -> String {
    let what = session::hex(&session::hash(&format!("{} {reader} {address}", deed.as_str())));
    session::hex(&session::hash(&format!("letter {key} {what}")))
}

/// The installation's own key, made when it is first needed.
async fn key(store: &Store) -> anyhow::Result<String> {
    const NAME: &str = "letter_key";
    if let Some(key) = store.setting(NAME).await? {
        return Ok(key);
    }
    store.keep_first_setting(NAME, &session::hex(&session::random_bytes::<32>()?)).await?;
    Ok(store.setting(NAME).await?.ok_or(StoreError::NotFound)?)
}

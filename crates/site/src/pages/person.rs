//! Who said what: of a person on a page of its own, and of a story by speaker.

use super::follows::FollowButton;
use super::publisher::in_path;
use super::{Asked, cut};
use crate::answer::{self, PageError};
use crate::cards::Card;
use crate::frame::{Frame, PageFeed};
use crate::time_words::Clock;
use askama::Template;
use axum::response::Response;
use news::{MentionKind, QuoteKind};
use std::collections::{HashMap, HashSet};
use store::{FollowKind, HashtagView, Said, SaidIn, StoreError};

const ARTICLES: i64 = 30;
/// Longer words are cut: quotes are no way to read a whole text.
const WORDS_CHARS_MAX: usize = 400;
/// A story's page shows so many speakers, with so many of their sayings.
const SPEAKERS: usize = 6;
const SAYINGS: usize = 2;
/// Shorter words of a writer are left out there.
const TOLD_CHARS_MIN: usize = 40;

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    frame: Frame,
    name: String,
    note: &'static str,
    hashtag: Option<HashtagView>,
    follow: Option<FollowButton>,
    articles: Vec<SaidHere>,
    older: Option<String>,
}

/// What is said in one article.
struct SaidHere {
    card: Card,
    sayings: Vec<Saying>,
}

/// Somebody who says something in a story, with where.
pub struct Speaking {
    pub name: String,
    pub path: String,
    pub sayings: Vec<(Saying, Card)>,
}

/// Somebody's words.
pub struct Saying {
    pub words: String,
    /// In the speaker's own words, or else in the writer's.
    pub is_direct: bool,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, paging }: &Asked) -> Result<String, PageError> {
    let mut articles = site.store.speaker_quotes(key, paging.cursor()?, ARTICLES + 1).await?;
    let older = cut(&mut articles, ARTICLES, |article| article.card.cursor());
    let speaker = articles.iter().flat_map(|article| &article.said).find_map(|said| said.quote.speaker.clone());
    let speaker = speaker.ok_or(PageError::NotFound)?;
    let hashtag = match site.store.hashtag(key).await {
        Ok(hashtag) => Some(hashtag),
        Err(StoreError::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let mut frame = Frame::new(site, visit, &speaker.name, path_of(key));
    frame.feed = Some(PageFeed::of_list(&speaker.name, &path_of(key)));
    let page = PersonPage {
        follow: FollowButton::of(site, visit, &frame, FollowKind::Person, key.clone()).await?,
        frame,
        note: match speaker.kind {
            MentionKind::Organisation => visit.tongue.person_note_organisation(),
            _ => visit.tongue.person_note(),
        },
        name: speaker.name,
        hashtag,
        articles: articles.into_iter().map(|article| said_here(article, visit.clock())).collect(),
        older,
    };
    Ok(page.render()?)
}

fn path_of(key: &str) -> String {
    format!("/person/{}", in_path(key))
}

fn said_here(SaidIn { card, said }: SaidIn, clock: Clock) -> SaidHere {
    SaidHere { sayings: said.iter().map(Saying::new).collect(), card: Card::new(card, clock) }
}

/// Groups what is said in a story by speaker: those in their own words first, then who says most. The same words in two articles count once, and what
/// nobody is named for is left out.
pub fn speakers(articles: Vec<SaidIn>, clock: Clock) -> Vec<Speaking> {
    let mut speakers: Vec<Speaking> = Vec::new();
    let mut place_of: HashMap<String, usize> = HashMap::new();
    let mut heard = HashSet::new();
    for SaidIn { card, said } in articles {
        for one in &said {
            let (saying, Some(speaker)) = (Saying::new(one), &one.quote.speaker) else { continue };
            if !saying.stands_alone() || !heard.insert(saying.words.to_lowercase()) {
                continue;
            }
            let at = *place_of.entry(speaker.key.clone()).or_insert_with(|| {
                let (name, path) = (speaker.name.clone(), path_of(&speaker.key));
                speakers.push(Speaking { name, path, sayings: Vec::new() });
                speakers.len() - 1
            });
            speakers[at].sayings.push((saying, Card::new(card.clone(), clock)));
        }
    }
    let own_words = |speaker: &Speaking| speaker.sayings.iter().any(|(saying, _)| saying.is_direct);
    speakers.sort_by_key(|speaker| std::cmp::Reverse((own_words(speaker), speaker.sayings.len())));
    speakers.truncate(SPEAKERS);
    for speaker in &mut speakers {
        // Own words say more than what a writer makes of them.
        speaker.sayings.sort_by_key(|(saying, _)| !saying.is_direct);
        speaker.sayings.truncate(SAYINGS);
    }
    speakers
}

impl Saying {
    fn new(said: &Said) -> Self {
        let words = said.content.iter().map(|part| part.trim()).collect::<Vec<_>>().join(" … ");
        let words = match words.char_indices().nth(WORDS_CHARS_MAX) {
            Some((end, _)) => format!("{} …", words[..end].trim_end()),
            None => words,
        };
        Self { words, is_direct: said.quote.kind == QuoteKind::Direct }
    }

    /// Tells whether one understands it without the sentence around: a writer's few words ("a date") say nothing.
    fn stands_alone(&self) -> bool {
        self.is_direct || self.words.chars().count() >= TOLD_CHARS_MIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::tests::bare_card;
    use crate::tongue::Tongue;
    use news::{Quote, Speaker};

    fn told(id: i64, said: &[(&str, &str, QuoteKind)]) -> SaidIn {
        let said = said.iter().map(|&(who, words, kind)| Said {
            quote: Quote {
                speaker: (!who.is_empty()).then(|| Speaker {
                    key: who.to_lowercase(),
                    name: who.to_owned(),
                    kind: MentionKind::Person,
                }),
                speaker_span: None,
                cue_span: None,
                content_spans: Vec::new(),
                kind,
            },
            speaker_words: String::new(),
            content: vec![words.to_owned()],
        });
        SaidIn { said: said.collect(), card: bare_card(id) }
    }

    #[test]
    fn speakers_stand_by_how_much_they_say_their_own_words_first() {
        use QuoteKind::{Direct, Indirect};
        let articles = vec![
            told(
                1,
                &[
                    ("Bo", "“No.”", Direct),
                    ("Ann", "it would hold until the morning, and perhaps beyond", Indirect),
                    ("Bo", "a date", Indirect),
                    ("", "“Who knows?”", Direct),
                ],
            ),
            told(2, &[("Ann", "“It held.”", Direct), ("Ann", "“it held.”", Direct)]),
        ];
        let found = speakers(articles, Clock { now: news::Timestamp(0), tongue: Tongue::English });
        let names: Vec<&str> = found.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!(names, ["Ann", "Bo"]);
        let words: Vec<&str> = found[0].sayings.iter().map(|(saying, _)| saying.words.as_str()).collect();
        assert_eq!(words, ["“It held.”", "it would hold until the morning, and perhaps beyond"]);
        assert_eq!(found[0].path, "/person/ann");
    }
}

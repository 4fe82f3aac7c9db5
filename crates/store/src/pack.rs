//! The part of an article that lists do not show, packed into one small blob.
//!
//! A blob is one byte naming the form, then zstd over JSON. Form 1 is compressed with a dictionary: short texts
//! hold little that repeats, and most of it is the form itself.

use crate::{Result, StoreError};
use news::{Article, Block, Lang, Media, Notice};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

const FORM: u8 = 1;
const LEVEL: i32 = 3;
/// No text of ours unpacks to more; what claims to is damaged.
const MAX_BYTES: usize = 64 << 20;

/// What the rows of `article_body`, `revision` and `post` hold beside their columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Packed {
    #[serde(rename = "b", skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// The publisher's claim; the article's row holds what was found.
    #[serde(rename = "l", skip_serializing_if = "lang_is_unknown")]
    pub lang: Lang,
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    #[serde(rename = "t", skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    #[serde(rename = "p", skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(rename = "m", skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    #[serde(rename = "n", skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// Of a post: one of the live blog's main events.
    #[serde(rename = "k", skip_serializing_if = "std::ops::Not::not")]
    pub is_key: bool,
}

impl Packed {
    /// Moves what was packed into an article.
    pub(crate) fn fill(self, article: &mut Article) {
        article.body = self.body;
        article.lang = self.lang;
        article.section = self.section;
        article.topics = self.topics;
        article.publisher = self.publisher;
        article.media = self.media;
        article.notices = self.notices;
    }
}

fn lang_is_unknown(lang: &Lang) -> bool {
    lang.is_unknown()
}

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

pub(crate) fn pack(packed: &Packed) -> Result<Vec<u8>> {
    let json = serde_json::to_vec(packed).map_err(|error| StoreError::Other(error.into()))?;
    COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(Compressor::with_dictionary(LEVEL, DICTIONARY.as_bytes())?),
        };
        let mut out = Vec::with_capacity(1 + zstd::zstd_safe::compress_bound(json.len()));
        out.push(FORM);
        out.extend(compressor.compress(&json)?);
        out.shrink_to_fit();
        Ok(out)
    })
}

pub(crate) fn unpack(blob: &[u8]) -> Result<Packed> {
    let Some((&FORM, frame)) = blob.split_first() else {
        return Err(StoreError::Damaged("an article's body of an unknown form".to_owned()));
    };
    DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            None => slot.insert(Decompressor::with_dictionary(DICTIONARY.as_bytes())?),
        };
        let length = zstd::zstd_safe::get_frame_content_size(frame).ok().flatten().unwrap_or(0);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > MAX_BYTES {
            return Err(StoreError::Damaged("an article's body larger than any".to_owned()));
        }
        let json = decompressor
            .decompress(frame, length)
            .map_err(|error| StoreError::Damaged(format!("an article's body: {error}")))?;
        Ok(serde_json::from_slice(&json)?)
    })
}

/// The plain paragraphs of a body of one text.
pub(crate) fn is_same_text(old: &[Block], new: &[Block]) -> bool {
    old == new || (old.len() == new.len() && news::article::text_of(old) == news::article::text_of(new))
}

/// What small packed articles have in common: the form, and the words that hold every text of a language together.
/// Part of form 1, so never changed; another dictionary is another form. The commonest stands last, where zstd
/// reaches it with the shortest offsets.
const DICTIONARY: &str = include_str!("pack_dictionary.txt");

#[cfg(test)]
mod tests {
    use super::*;
    use news::RichText;

    #[test]
    fn what_is_packed_unpacks_the_same() {
        let check = |packed: Packed| assert_eq!(unpack(&pack(&packed).unwrap()).unwrap(), packed);
        check(Packed::default());
        check(Packed {
            body: vec![
                Block::Paragraph(RichText::plain("Die Stadt eröffnet am Montag die neue Brücke.")),
                Block::List { ordered: true, items: vec![RichText::plain("一"), RichText::plain("二")] },
                Block::Rule,
            ],
            lang: Lang::DE,
            topics: vec!["Verkehr".to_owned()],
            notices: vec![Notice::new("feed.date_unreadable", "The date could not be read.")],
            ..Packed::default()
        });
    }

    #[test]
    fn a_damaged_blob_is_an_error() {
        let whole = pack(&Packed { topics: vec!["a".repeat(500)], ..Packed::default() }).unwrap();
        for blob in [&[][..], &[9, 9, 9], &whole[..whole.len() / 2]] {
            assert!(matches!(unpack(blob), Err(StoreError::Damaged(_))), "{blob:?}");
        }
    }
}

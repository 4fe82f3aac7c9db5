//! A candidate as bytes, so that the window can be brought back after a restart.
//!
//! Invariant: what is read back is placed as what was written would be; weights are kept in the steps that the window
//! knows. Bytes of another version are refused, never misread.

use crate::{
    candidate::{Candidate, Name},
    vocabulary::{count_of, steps_of},
};
use news::{ArticleId, Embedding, Lang, PublisherId, Timestamp};

const VERSION: u8 = 5;

impl Candidate {
    /// Writes the candidate in about 500 bytes, and the embedding's: fixed-size integers, little end first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(128 + self.terms.len() * 5 + self.names.len() * 10);
        out.push(VERSION);
        out.extend(self.article.0.to_le_bytes());
        out.extend(self.publisher.0.to_le_bytes());
        out.extend(self.at.0.to_le_bytes());
        out.extend(self.words.to_le_bytes());
        out.push(u8::from(self.is_dated));
        put_text(&mut out, self.lang.as_str());
        out.push(length(self.terms.len()));
        for (hash, weight) in self.terms.iter().take(usize::from(u8::MAX)) {
            out.extend(hash.to_le_bytes());
            out.push(steps_of(*weight));
        }
        out.push(length(self.names.len()));
        for name in self.names.iter().take(usize::from(u8::MAX)) {
            out.extend(name.hash.to_le_bytes());
            out.push(steps_of(name.weight));
            put_text(&mut out, &name.label);
        }
        put_bytes(&mut out, &self.signature);
        let embedding = self.embedding.as_ref().map(Embedding::to_bytes).unwrap_or_default();
        let components = u16::try_from(embedding.len()).unwrap_or(0);
        out.extend(components.to_le_bytes());
        out.extend(&embedding[..usize::from(components)]);
        out
    }

    /// Reads what [`Candidate::to_bytes`] wrote. None for anything else, and for bytes of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut input = Input(bytes);
        if input.byte()? != VERSION {
            return None;
        }
        let article = ArticleId(i64::from_le_bytes(input.array()?));
        let publisher = PublisherId(i64::from_le_bytes(input.array()?));
        let at = Timestamp(i64::from_le_bytes(input.array()?));
        let words = u32::from_le_bytes(input.array()?);
        let is_dated = input.byte()? != 0;
        let lang = Lang::parse(input.text()?)?;
        let terms = (0..input.byte()?)
            .map(|_| Some((u32::from_le_bytes(input.array()?), input.weight()?)))
            .collect::<Option<Vec<_>>>()?;
        let names = (0..input.byte()?)
            .map(|_| {
                let hash = u32::from_le_bytes(input.array()?);
                Some(Name { hash, weight: input.weight()?, label: input.text()?.into() })
            })
            .collect::<Option<Vec<_>>>()?;
        let signature = input.bytes()?.to_vec();
        let components = u16::from_le_bytes(input.array()?);
        let embedding = input.take(usize::from(components))?;
        let embedding = if embedding.is_empty() { None } else { Some(Embedding::from_bytes(embedding)?) };
        Some(Self { article, publisher, lang, at, is_dated, terms, names, signature, words, embedding })
    }
}

fn length(items: usize) -> u8 {
    u8::try_from(items).unwrap_or(u8::MAX)
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(usize::from(u8::MAX))];
    out.push(length(bytes.len()));
    out.extend(bytes);
}

/// Writes a text of at most 255 bytes behind its length; a longer one is cut between characters.
fn put_text(out: &mut Vec<u8>, text: &str) {
    let mut end = text.len().min(usize::from(u8::MAX));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    out.push(length(end));
    out.extend(&text.as_bytes()[..end]);
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn weight(&mut self) -> Option<f32> {
        self.byte().map(count_of)
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::from(self.byte()?);
        self.take(length)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate() -> Candidate {
        Candidate {
            article: ArticleId(7),
            publisher: PublisherId(3),
            lang: Lang::RU,
            at: Timestamp(1_700_000_000_000_000),
            is_dated: true,
            terms: (0..64).map(|n| (n * 31, count_of(n as u8 + 1))).collect(),
            names: vec![Name { hash: 77, weight: count_of(60), label: "Москва".into() }],
            signature: (0..64).collect(),
            words: 412,
            embedding: Embedding::from_f32(&[0.3, -0.2, 0.9]),
        }
    }

    #[test]
    fn what_was_written_is_read_back() {
        let candidate = candidate();
        let bytes = candidate.to_bytes();
        assert!(bytes.len() < 500, "{}", bytes.len());
        assert_eq!(Candidate::from_bytes(&bytes), Some(candidate));
    }

    #[test]
    fn other_bytes_are_refused() {
        let bytes = candidate().to_bytes();
        for end in 0..bytes.len() {
            assert_eq!(Candidate::from_bytes(&bytes[..end]), None, "cut after {end}");
        }
        let mut other_version = bytes;
        other_version[0] = VERSION + 1;
        assert_eq!(Candidate::from_bytes(&other_version), None);
    }

    #[test]
    fn a_long_label_is_cut_between_characters() {
        let mut long = candidate();
        long.names[0].label = "ж".repeat(200).into();
        assert_eq!(&*Candidate::from_bytes(&long.to_bytes()).unwrap().names[0].label, "ж".repeat(127));
    }
}

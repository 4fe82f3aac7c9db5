//! A candidate as bytes, so that the window can be brought back after a restart.
//!
//! Invariant: what is read back is what was written, but for weights, which are kept in steps of [`STEP`]: too fine to
//! change a placement. Bytes of another version are refused, never misread.

use crate::candidate::{Candidate, Name};
use news::{ArticleId, Lang, PublisherId, Timestamp};

const VERSION: u8 = 2;
/// The step of a kept weight.
const STEP: f32 = 1.0 / 64.0;

impl Candidate {
    /// Writes the candidate in about 700 bytes: fixed-size integers, little end first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + self.terms.len() * 6 + self.names.len() * 16 + self.signature.len() * 4);
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
            out.extend(steps(*weight).to_le_bytes());
        }
        out.push(length(self.names.len()));
        for name in self.names.iter().take(usize::from(u8::MAX)) {
            out.extend(name.hash.to_le_bytes());
            out.extend(steps(name.weight).to_le_bytes());
            put_text(&mut out, &name.label);
        }
        put_hashes(&mut out, &self.title_terms);
        put_hashes(&mut out, &self.signature);
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
        let title_terms = input.hashes()?;
        let signature = input.hashes()?;
        Some(Self { article, publisher, lang, at, is_dated, terms, names, title_terms, signature, words })
    }
}

fn length(items: usize) -> u8 {
    u8::try_from(items).unwrap_or(u8::MAX)
}

fn steps(weight: f32) -> u16 {
    (weight / STEP).round().clamp(0.0, f32::from(u16::MAX)) as u16
}

fn put_hashes(out: &mut Vec<u8>, hashes: &[u32]) {
    out.push(length(hashes.len()));
    for hash in hashes.iter().take(usize::from(u8::MAX)) {
        out.extend(hash.to_le_bytes());
    }
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
        Some(f32::from(u16::from_le_bytes(self.array()?)) * STEP)
    }

    fn hashes(&mut self) -> Option<Vec<u32>> {
        (0..self.byte()?).map(|_| Some(u32::from_le_bytes(self.array()?))).collect()
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = usize::from(self.byte()?);
        std::str::from_utf8(self.take(length)?).ok()
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
            terms: (0..72).map(|n| (n * 31, n as f32 / 2.0)).collect(),
            names: vec![Name { hash: 5, weight: 2.5, label: "Москва".into() }],
            title_terms: vec![31, 62],
            signature: (0..64).collect(),
            words: 412,
        }
    }

    #[test]
    fn what_was_written_is_read_back() {
        let candidate = candidate();
        let bytes = candidate.to_bytes();
        assert!(bytes.len() < 800, "{}", bytes.len());
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

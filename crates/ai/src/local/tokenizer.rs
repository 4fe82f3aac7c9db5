//! Cuts a text into the pieces of the model: the most probable row of pieces, each as likely as its score says.
//!
//! The work grows with the length of the text: at every character the pieces that begin there are looked up in a trie,
//! and no piece is longer than some dozens of bytes.

use super::file::{Header, ModelError, Parts};
use yada::DoubleArray;

/// Stands for a space within a piece.
const SPACE: &str = "\u{2581}";

/// The pieces, their scores, and how characters are written before they are looked up.
pub struct Tokenizer<'a> {
    trie: DoubleArray<&'a [u8]>,
    scores: &'a [f32],
    /// Characters that are written otherwise, in ascending order, each with the end of its replacement in `replacements`.
    rewritten: &'a [[u32; 2]],
    replacements: &'a str,
    begin: u32,
    end: u32,
    unknown: u32,
    unknown_score: f32,
}

/// The best row of pieces up to a place in the text.
#[derive(Clone, Copy)]
struct Best {
    score: f32,
    /// The last piece and where it begins.
    piece: u32,
    from: u32,
}

const UNREACHED: Best = Best { score: f32::NEG_INFINITY, piece: 0, from: 0 };

impl<'a> Tokenizer<'a> {
    pub(super) fn read(header: &Header, parts: &mut Parts<'a>) -> Result<Self, ModelError> {
        let trie = DoubleArray::new(parts.take(header.trie_bytes as usize)?).map_err(|_| ModelError::Broken)?;
        let scores = parts.take((header.common + header.rare) as usize)?;
        let rewritten: &[[u32; 2]] = parts.take(header.rewritten as usize)?;
        let replacements = parts.take(header.rewritten_bytes as usize)?;
        let replacements = std::str::from_utf8(replacements).map_err(|_| ModelError::Broken)?;
        let ends = rewritten.iter().map(|&[_, end]| end as usize);
        if !ends.clone().is_sorted() || !ends.clone().all(|end| replacements.is_char_boundary(end)) {
            return Err(ModelError::Broken);
        }
        Ok(Self {
            trie,
            scores,
            rewritten,
            replacements,
            begin: header.begin,
            end: header.end,
            unknown: header.unknown,
            unknown_score: header.unknown_score,
        })
    }

    /// Cuts a text into pieces and gives their ids, at most `longest` with the one that begins and the one that ends it.
    pub fn ids(&self, text: &str, longest: usize) -> Vec<u32> {
        let mut ids = vec![self.begin];
        ids.extend(self.pieces(text).into_iter().take(longest.saturating_sub(2)));
        ids.push(self.end);
        ids
    }

    /// Cuts a text into pieces and gives their ids.
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        let text = self.written(text);
        let mut best = vec![UNREACHED; text.len() + 1];
        best[0].score = 0.0;
        for (from, character) in text.char_indices() {
            let so_far = best[from].score;
            for (piece, bytes) in self.trie.common_prefix_search(&text.as_bytes()[from..]) {
                let Some(score) = self.scores.get(piece as usize) else { continue };
                offer(&mut best[from + bytes], so_far + score, piece, from);
            }
            let after = from + character.len_utf8();
            offer(&mut best[after], so_far + self.unknown_score, self.unknown, from);
        }
        let mut pieces = Vec::with_capacity(text.len() / 3);
        let mut at = text.len();
        while at > 0 {
            pieces.push(best[at].piece);
            at = best[at].from as usize;
        }
        pieces.reverse();
        pieces
    }

    /// Writes a text as the pieces are written: compatible forms made one, controls left out, every run of spaces as one
    /// mark, and one at the beginning.
    fn written(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len() + text.len() / 4 + SPACE.len());
        written.push_str(SPACE);
        let mut is_after_space = true;
        let mut write = |character: char| {
            if character != ' ' {
                written.push(character);
            } else if !is_after_space {
                written.push_str(SPACE);
            }
            is_after_space = character == ' ';
        };
        for character in text.chars() {
            if character == ' ' || character.is_ascii_graphic() {
                write(character);
            } else {
                match self.rewritten.binary_search_by_key(&u32::from(character), |&[from, _]| from) {
                    Ok(index) => self.replacement(index).chars().for_each(&mut write),
                    Err(_) if character == '\0' => {}
                    Err(_) => write(character),
                }
            }
        }
        written
    }

    fn replacement(&self, index: usize) -> &'a str {
        let begin = if index == 0 { 0 } else { self.rewritten[index - 1][1] };
        &self.replacements[begin as usize..self.rewritten[index][1] as usize]
    }
}

fn offer(best: &mut Best, score: f32, piece: u32, from: usize) {
    if score > best.score {
        *best = Best { score, piece, from: from as u32 };
    }
}

//! Chooses the pieces that news is written with: those that words of many languages are cut into.
//!
//! Kept are also all pieces of one character and all without a letter, so that every name, number and sign can still be
//! written; and all pieces of the scripts that put no space between words, as a list of words does not tell how a text
//! is cut there.

use super::source::Source;
use ai::local::tokenizer::Tokenizer;
use anyhow::{Context, Result, ensure};
use rmpv::Value;
use std::io::Read;
use std::path::Path;

/// Languages whose words count: those most news is written in, as far as there are lists of words.
const LANGUAGES: [&str; 33] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "lt",
    "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sh", "sk", "sv", "tr", "uk", "vi", "zh",
];
const SPACE: char = '\u{2581}';

/// Names the pieces to keep, those first that the model itself holds to be most frequent.
pub fn in_use(source: &Source, tokenizer: &Tokenizer, words: &Path) -> Result<Vec<usize>> {
    let mut is_kept: Vec<bool> = source.pieces.iter().map(|(piece, _)| is_always_kept(piece)).collect();
    for id in [source.begin, source.end, source.unknown] {
        is_kept[id as usize] = true;
    }
    for language in LANGUAGES {
        for word in read_words(&words.join(format!("small_{language}.msgpack.gz")))? {
            for form in forms(&word) {
                for piece in tokenizer.pieces(&form) {
                    is_kept[piece as usize] = true;
                }
            }
        }
    }
    let mut kept: Vec<usize> = (0..is_kept.len()).filter(|&index| is_kept[index]).collect();
    // A stable sort: of equals the one with the lower number comes first.
    kept.sort_by(|&a, &b| source.pieces[b].1.total_cmp(&source.pieces[a].1));
    Ok(kept)
}

fn is_always_kept(piece: &str) -> bool {
    let text = piece.trim_start_matches(SPACE);
    let has_no_spaces =
        text.chars().all(|c| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    text.chars().nth(1).is_none() || !text.contains(char::is_alphabetic) || has_no_spaces
}

/// The forms in which a word of the lists, which is in small letters, stands in a text; also at the beginning of a quote.
fn forms(word: &str) -> Vec<String> {
    let mut letters = word.chars();
    let capitalised: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let mut forms = vec![word.to_owned()];
    if capitalised != word {
        forms.extend([capitalised, word.to_uppercase()]);
    }
    if word.contains('\'') {
        forms.extend(forms.clone().into_iter().map(|form| form.replace('\'', "’")));
    }
    forms.extend(forms.clone().into_iter().map(|form| format!("\"{form}")));
    forms
}

/// Reads a list of the package: a header, then lists of words, the most frequent first.
fn read_words(file: &Path) -> Result<Vec<String>> {
    let value = read_value(file)?;
    let lists = value.as_array().with_context(|| format!("{} is no list", file.display()))?;
    let words = lists.iter().skip(1).flat_map(|list| list.as_array().into_iter().flatten());
    let words: Vec<String> = words.filter_map(|word| word.as_str().map(str::to_owned)).collect();
    ensure!(words.len() > 1_000, "{} has {} words", file.display(), words.len());
    Ok(words)
}

fn read_value(file: &Path) -> Result<Value> {
    let packed = std::fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut bytes)?;
    Ok(rmpv::decode::read_value(&mut &bytes[..])?)
}

//! What a claim puts between quotation marks stands in its sources, word for word, and was said by whom it names.

use super::{names, passage::Passage};
use crate::quotes::text::Kind;
use std::ops::Range;

/// A quotation at fault: its tokens.
#[derive(Debug, PartialEq)]
pub(crate) enum Misquoted {
    /// No source has these words.
    Invented(Range<usize>),
    /// A source has them next to another name.
    OfAnother(Range<usize>),
}

/// Finds the quotations of a claim that no source bears out. Sources in other languages say nothing of its words.
pub(crate) fn misquoted(claim: &Passage, sources: &[Passage]) -> Vec<Misquoted> {
    let in_its_language = || sources.iter().filter(|source| source.lang == claim.lang);
    if claim.quoted.is_empty() || in_its_language().next().is_none() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for quoted in &claim.quoted {
        for piece in pieces(claim, quoted.from..quoted.to) {
            let said: Vec<u64> = words(claim, piece.clone()).map(|at| claim.tokens[at].hash).collect();
            let places: Vec<(&Passage, usize)> =
                in_its_language().filter_map(|source| Some((source, find(source, &said)?))).collect();
            if places.is_empty() {
                faults.push(Misquoted::Invented(piece));
            } else if said.len() >= FEWEST_OWN_WORDS
                && places.iter().all(|&(source, at)| is_of_another(claim, source, at))
            {
                faults.push(Misquoted::OfAnother(piece));
            }
        }
    }
    faults
}

/// Fewer words may be anybody's.
const FEWEST_OWN_WORDS: usize = 4;

/// What is left of a quotation between omissions ("…") and insertions ("[the bridge]").
fn pieces(claim: &Passage, quoted: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = quoted.start;
    let mut depth = 0_u32;
    for at in quoted.clone() {
        let token = &claim.tokens[at];
        let is_omission = token.kind == Kind::Stop && matches!(claim.of(at), "…" | "..." | "....");
        let opens = token.kind == Kind::OpenBracket;
        if is_omission || opens {
            pieces.push(start..at);
            start = at + 1;
        }
        depth += u32::from(opens);
        if token.kind == Kind::CloseBracket && depth > 0 {
            depth -= 1;
            start = at + 1;
        }
    }
    pieces.push(start..quoted.end);
    pieces.retain(|piece| words(claim, piece.clone()).next().is_some());
    pieces
}

fn words<'a>(passage: &'a Passage, within: Range<usize>) -> impl Iterator<Item = usize> + 'a {
    within.filter(|&at| passage.tokens[at].kind.is_word())
}

/// Finds a row of words in a source, whatever marks stand between them: its first token.
fn find(source: &Passage, said: &[u64]) -> Option<usize> {
    let at: Vec<usize> = words(source, 0..source.tokens.len()).collect();
    at.windows(said.len())
        .find(|row| row.iter().zip(said).all(|(&at, hash)| source.tokens[at].hash == *hash))
        .map(|row| row[0])
}

/// Tells whether the source names somebody else beside the quotation, and nobody whom the claim names: in the sentence that
/// has it, or next to that where it names nobody.
fn is_of_another(claim: &Passage, source: &Passage, at: usize) -> bool {
    let keys = |passage: &Passage, within: &Range<usize>, speaking: bool| -> Vec<u64> {
        let named = names::find(passage);
        let inside = named.iter().filter(|name| within.contains(&name.tokens.start));
        let may_speak = |name: &&names::Name| {
            let before = name.tokens.start.checked_sub(1).filter(|before| within.contains(before));
            !speaking
                || before.is_none_or(|before| !passage.tokens[before].kind.is_word() || passage.is_content(before))
        };
        let tokens = inside.filter(may_speak).flat_map(|name| name.tokens.clone());
        tokens.map(|at| passage.words[at].key).collect()
    };
    let sayers = keys(claim, &(0..claim.tokens.len()), false);
    if sayers.is_empty() {
        return false;
    }
    let number = source.tokens[at].sentence as usize;
    let sentence = |number: usize| source.sentence_starts[number]..source.sentence_starts[number + 1];
    let is_among = |keys: &[u64]| keys.iter().any(|key| sayers.contains(key));
    !keys(source, &sentence(number), true).is_empty() && !is_among(&keys(source, &sentence(number), false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::Lang;

    fn check(lang: &str, claim: &str, source: &str, faults: usize) {
        let lang = Lang::parse(lang).unwrap();
        let found = misquoted(&Passage::new(claim, lang, None), &[Passage::new(source, lang, None)]);
        assert_eq!(found.len(), faults, "{claim} | {source}: {found:?}");
    }

    #[test]
    fn quotations_stand_word_for_word() {
        let source = "“Nobody should expect a treaty,” Valmora's minister Lucan Ferrow told reporters.";
        check("en", "Ferrow said that \"nobody should expect a treaty\".", source, 0);
        check("en", "Ferrow said: 'Nobody … expect a treaty.'", source, 0);
        check("en", "Ferrow said: \"Everybody should expect a treaty.\"", source, 1);
        check("en", "Irena Kovalska said: \"Nobody should expect a treaty.\"", source, 1);
        check(
            "de",
            "„Niemand erwartet einen Vertrag“, sagte Ferrow.",
            "Ferrow sagte: »Niemand erwartet einen Vertrag.«",
            0,
        );
        check(
            "fr",
            "« Personne n’attend de traité », dit Ferrow.",
            "Ferrow a dit : \"Personne n'attend de traité\".",
            0,
        );
        check("zh", "费罗说：“没有人期待条约。”", "外交部长费罗表示，“没有人期待条约”。", 0);
        check("zh", "费罗说：“所有人期待条约。”", "外交部长费罗表示，“没有人期待条约”。", 1);
        check("ru", "Феррой сказал: «Договора не будет».", "«Договора никто не ждёт», — сказал Феррой.", 1);
        check("ar", "قال: «لا أحد يتوقع معاهدة».", "قال الوزير «لا أحد يتوقع معاهدة».", 0);
    }
}

//! The language of a text.
//!
//! Function words decide where they can: they are cheap to count and sure on running text. Scripts of one language decide
//! at once. What is left goes to trigram statistics, and the publisher's claim settles what those leave open.

use crate::{
    lexicon,
    reading::{Reading, Word},
    words::{Shape, Token},
};
use news::Lang;

/// Tokens that are looked at; the rest of a long text adds nothing.
const SAMPLE_TOKENS: usize = 160;
/// Bytes that the trigram statistics read.
const SAMPLE_BYTES: usize = 600;

/// Tells the language of a text; `claimed` is what publisher or feed say, or unknown.
pub(crate) fn detect(reading: &Reading, claimed: Lang) -> Lang {
    let text = &reading.text;
    if let Some(lang) = by_script(text, claimed) {
        return lang;
    }
    let sample = &reading.tokens[..reading.tokens.len().min(SAMPLE_TOKENS)];
    let words = sample.iter().filter(|t| !matches!(t.shape, Shape::Number | Shape::Unspaced)).count();
    if let Some(lang) = by_function_words(sample, &reading.words, words, claimed) {
        // A language without a list is found as its nearest kin.
        return if lexicon::language_bit(claimed) == 0 && are_kin(lang, claimed) { claimed } else { lang };
    }
    let Some(info) = whatlang::detect(&text[..text.floor_char_boundary(SAMPLE_BYTES)]) else { return claimed };
    let Some(found) = from_whatlang(info.lang()) else { return claimed };
    let is_sure = info.is_reliable() && info.confidence() > 0.5 && !are_kin(found, claimed);
    if is_sure || claimed.is_unknown() && words >= 4 { found } else { claimed }
}

/// Languages so alike that a claim tells them apart better than a few sentences do.
const KIN: [&[&str]; 8] = [
    &["id", "ms"],
    &["da", "no", "nb", "nn", "sv"],
    &["cs", "sk"],
    &["ru", "uk", "be", "bg", "mk", "sr"],
    &["hr", "sr", "bs", "sl"],
    &["es", "gl", "ca", "pt"],
    &["nl", "af"],
    &["hi", "mr", "ne"],
];

fn are_kin(a: Lang, b: Lang) -> bool {
    KIN.iter().any(|kin| kin.contains(&a.as_str()) && kin.contains(&b.as_str()))
}

/// Scripts that one language (nearly) owns, by the share of their letters.
fn by_script(text: &str, claimed: Lang) -> Option<Lang> {
    let (mut letters, mut han, mut kana, mut hangul, mut thai, mut greek, mut hebrew) = (0, 0, 0, 0, 0, 0, 0);
    for character in text.chars().take(800) {
        match character as u32 {
            0x3041..=0x30ff => kana += 1,
            0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff => han += 1,
            0xac00..=0xd7af => hangul += 1,
            0x0e01..=0x0e7f => thai += 1,
            0x0370..=0x03ff => greek += 1,
            0x0591..=0x05f4 => hebrew += 1,
            code if code < 0x80 && !character.is_ascii_alphabetic() => continue,
            _ if !character.is_alphabetic() => continue,
            _ => {}
        }
        letters += 1;
    }
    // A Han character carries about as much as three letters: a Chinese text may quote much Latin.
    let most = |count: i32| count * 2 > letters;
    if (han + kana) * 3 > letters && han + kana > 0 {
        let lang = if kana * 12 > han + kana { Lang::JA } else { Lang::ZH };
        return Some(if claimed.as_str() == "yue" && lang == Lang::ZH { claimed } else { lang });
    }
    let owner = if most(hangul) {
        "ko"
    } else if most(thai) {
        "th"
    } else if most(greek) {
        "el"
    } else if most(hebrew) {
        if claimed.as_str() == "yi" { "yi" } else { "he" }
    } else {
        return None;
    };
    Lang::parse(owner)
}

/// The language whose function words are frequent and clearly ahead of every other's.
fn by_function_words(sample: &[Token], known: &[Word], words: usize, claimed: Lang) -> Option<Lang> {
    if words < 5 {
        return None;
    }
    let mut votes = [0_u32; lexicon::LANGUAGES.len()];
    for token in sample {
        let mut bits = known[token.word as usize].entry.function_word_in;
        while bits != 0 {
            votes[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    let score = |index: usize| votes[index] * 4 + u32::from(lexicon::LANGUAGES[index].0 == claimed.as_str());
    let best = (0..votes.len()).max_by_key(|&index| (score(index), usize::MAX - index))?;
    let second = (0..votes.len()).filter(|&index| index != best).map(score).max().unwrap_or(0);
    let is_frequent = votes[best] as usize * 100 >= words * 18;
    let is_ahead = score(best) * 4 >= second * 5 + 4;
    (is_frequent && is_ahead).then(|| Lang::parse(lexicon::LANGUAGES[best].0)).flatten()
}

/// From whatlang's three-letter codes (ISO 639-3) to primary subtags.
fn from_whatlang(lang: whatlang::Lang) -> Option<Lang> {
    use whatlang::Lang as W;
    let tag = match lang {
        W::Epo => "eo",
        W::Eng => "en",
        W::Rus => "ru",
        W::Cmn => "zh",
        W::Spa => "es",
        W::Por => "pt",
        W::Ita => "it",
        W::Ben => "bn",
        W::Fra => "fr",
        W::Deu => "de",
        W::Ukr => "uk",
        W::Kat => "ka",
        W::Ara => "ar",
        W::Hin => "hi",
        W::Jpn => "ja",
        W::Heb => "he",
        W::Yid => "yi",
        W::Pol => "pl",
        W::Amh => "am",
        W::Jav => "jv",
        W::Kor => "ko",
        W::Nob => "nb",
        W::Dan => "da",
        W::Swe => "sv",
        W::Fin => "fi",
        W::Tur => "tr",
        W::Nld => "nl",
        W::Hun => "hu",
        W::Ces => "cs",
        W::Ell => "el",
        W::Bul => "bg",
        W::Bel => "be",
        W::Mar => "mr",
        W::Kan => "kn",
        W::Ron => "ro",
        W::Slv => "sl",
        W::Hrv => "hr",
        W::Srp => "sr",
        W::Mkd => "mk",
        W::Lit => "lt",
        W::Lav => "lv",
        W::Est => "et",
        W::Tam => "ta",
        W::Vie => "vi",
        W::Urd => "ur",
        W::Tha => "th",
        W::Guj => "gu",
        W::Uzb => "uz",
        W::Pan => "pa",
        W::Aze => "az",
        W::Ind => "id",
        W::Tel => "te",
        W::Pes => "fa",
        W::Mal => "ml",
        W::Ori => "or",
        W::Mya => "my",
        W::Nep => "ne",
        W::Sin => "si",
        W::Khm => "km",
        W::Tuk => "tk",
        W::Aka => "ak",
        W::Zul => "zu",
        W::Sna => "sn",
        W::Afr => "af",
        W::Lat => "la",
        W::Slk => "sk",
        W::Cat => "ca",
        W::Tgl => "tl",
        W::Hye => "hy",
        _ => return Lang::parse(lang.code()),
    };
    Lang::parse(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::Article;

    fn check(text: &str, claimed: &str, expected: &str) {
        let claimed = Lang::parse(claimed).unwrap();
        let article = Article { title: text.into(), lang: claimed, ..Article::default() };
        assert_eq!(Reading::new(&article).lang.as_str(), expected, "{text}");
    }

    #[test]
    fn running_text_outweighs_a_wrong_claim() {
        check("The minister said that the bridge would be open again by the end of the week.", "de", "en");
        check("Der Minister sagte, dass die Brücke bis zum Ende der Woche wieder offen sein werde.", "en", "de");
        check("El ministro dijo que el puente estará abierto otra vez a finales de la semana.", "en", "es");
        check("Министр сказал, что мост снова откроют до конца недели, но не для грузовиков.", "en", "ru");
        check("Міністр сказав, що міст знову відкриють до кінця тижня, але не для вантажівок.", "ru", "uk");
        check("部长说，这座桥将在本周末之前重新开放。", "en", "zh");
        check("大臣は、橋が週末までに再び開通すると述べた。", "zh", "ja");
        check("Le ministre a dit que le pont serait de nouveau ouvert avant la fin de la semaine.", "und", "fr");
    }

    #[test]
    fn kin_are_told_apart_by_the_claim() {
        let malay =
            "Menteri itu berkata bahawa jambatan akan dibuka semula pada akhir minggu ini dan tidak ada yang cedera.";
        check(malay, "ms", "ms");
        check(malay, "en", "id");
        let norwegian = "Ministeren sa at broen skal åpnes igjen før uken er omme, men ikke for de store bilene.";
        check(norwegian, "nb", "nb");
        check("Міністр сказав, що міст знову відкриють до кінця тижня, але не для вантажівок.", "ru", "uk");
    }

    #[test]
    fn the_claim_settles_what_the_text_leaves_open() {
        check("Bayern 3:1", "de", "de");
        check("", "es", "es");
        check("Real Madrid", "und", "und");
    }
}

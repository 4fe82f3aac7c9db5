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
    if let Some(lang) = by_function_words(sample, text, &reading.words, words, claimed) {
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
    &["hr", "sr", "bs"],
    &["da", "no", "nb", "nn", "sv"],
    &["cs", "sk"],
    &["ru", "uk", "be", "bg", "mk", "sr"],
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
    if let Some(lang) = by_letters(text, claimed) {
        return Some(lang);
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

/// Cyrillic, Arabic and Bengali letters that some languages of a script have and others have not.
fn by_letters(text: &str, claimed: Lang) -> Option<Lang> {
    /// A text with fewer letters of its script says nothing by lacking one.
    const ENOUGH: u32 = 60;
    let (mut cyrillic, mut arabic, mut bengali, mut all) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut seen = [0_u32; LETTERS.len()];
    for character in text.chars().take(400) {
        if character.is_ascii() {
            all += u32::from(character.is_ascii_alphabetic());
            continue;
        }
        match character as u32 {
            0x400..=0x52f => cyrillic += 1,
            0x600..=0x6ff => arabic += 1,
            0x980..=0x9ff => bengali += 1,
            _ if !character.is_alphabetic() => continue,
            _ => {}
        }
        all += 1;
        if let Some(group) = LETTERS.iter().position(|letters| letters.contains(character)) {
            seen[group] += 1;
        }
    }
    let [belarusian, ukrainian, i, russian, hard_sign, macedonian, serbian, je, persian, urdu, kurdish, assamese] =
        seen;
    let tag = if cyrillic * 2 > all {
        if belarusian > 0 && i > 0 {
            "be"
        } else if ukrainian > 0 || i * 40 > cyrillic {
            "uk"
        } else if macedonian > 0 && macedonian >= serbian {
            "mk"
        } else if serbian > 0 || je * 60 > cyrillic {
            "sr"
        } else if russian * 50 > cyrillic {
            "ru"
        } else if cyrillic >= ENOUGH && russian == 0 && hard_sign * 100 > cyrillic {
            "bg"
        } else {
            return None;
        }
    } else if arabic * 2 > all {
        if urdu > 0 {
            "ur"
        } else if kurdish > 0 {
            "ckb"
        } else if persian * 80 > arabic {
            "fa"
        } else if arabic >= ENOUGH && persian == 0 {
            "ar"
        } else {
            return None;
        }
    } else if bengali * 2 > all {
        if assamese * 60 > bengali { "as" } else { "bn" }
    } else {
        return None;
    };
    // Other languages of these scripts have the same letters: their publishers know.
    const TOLD_BY_CLAIM: [&str; 12] = ["kk", "ky", "tg", "mn", "tt", "ba", "cv", "ps", "sd", "ug", "pnb", "os"];
    if TOLD_BY_CLAIM.contains(&claimed.as_str()) { Some(claimed) } else { Lang::parse(tag) }
}

/// In the order of the names in [`by_letters`].
const LETTERS: [&str; 12] =
    ["ўЎ", "їєґЇЄҐ", "іІ", "ыэЫЭ", "ъЪ", "ѓќѕЃЌЅ", "ђћЂЋ", "јљњџЈЉЊЏ", "پچگژکی", "ٹڈڑںے", "ێۆە", "ৰৱ"];

/// The language whose function words are frequent; of kin that share most of them, the one whose own ones are seen.
fn by_function_words(sample: &[Token], text: &str, known: &[Word], words: usize, claimed: Lang) -> Option<Lang> {
    const RIVALS: usize = 4;
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
    let mut ranked: Vec<usize> = (0..votes.len()).filter(|&index| votes[index] > 0).collect();
    ranked.sort_unstable_by_key(|&index| (u32::MAX - votes[index], index));
    ranked.truncate(RIVALS);
    let foreign: [i32; lexicon::LANGUAGES.len()] = std::array::from_fn(|index| {
        if ranked.contains(&index) { foreign_words(sample, text, lexicon::LANGUAGES[index].0) } else { 0 }
    });
    // How much more one has of its own than the other; the claim counts as a word.
    let lead = |one: usize, other: usize| {
        let bits = sample.iter().map(|token| known[token.word as usize].entry.function_word_in);
        let own = bits.map(|bits| (bits >> one & 1) as i32 - (bits >> other & 1) as i32).sum::<i32>();
        let is_claimed = |index: usize| i32::from(lexicon::LANGUAGES[index].0 == claimed.as_str());
        own + is_claimed(one) - is_claimed(other) + foreign[other] - foreign[one]
    };
    let mut best = *ranked.first()?;
    for &rival in &ranked[1..] {
        if lead(rival, best) > 0 {
            best = rival;
        }
    }
    let is_frequent = votes[best] as usize * 100 >= words * 18;
    let is_ahead = ranked.iter().all(|&rival| rival == best || lead(best, rival) > 0);
    (is_frequent && is_ahead).then(|| Lang::parse(lexicon::LANGUAGES[best].0)).flatten()
}

/// Letters and parts of words that a language has not and its kin have.
const LACKS: [(&str, &[&str]); 10] = [
    ("pt", &["ñ", "ción", "sión"]),
    ("gl", &["ã", "õ", "ç"]),
    ("es", &["ã", "õ", "ç"]),
    ("ca", &["ã", "õ", "ñ"]),
    ("cs", &["ł", "ą", "ę", "ś", "ż", "ğ", "ş"]),
    ("sk", &["ł", "ą", "ę", "ś", "ż", "ğ", "ş"]),
    ("sl", &["ć", "đ"]),
    ("sv", &["æ", "ø"]),
    ("da", &["ä", "ö"]),
    ("no", &["ä", "ö"]),
];

/// The words that are not the language's for their letters. A few are names from elsewhere.
fn foreign_words(sample: &[Token], text: &str, lang: &str) -> i32 {
    let Some((_, lacks)) = LACKS.iter().find(|(other, _)| *other == lang) else { return 0 };
    let is_foreign = |word: &str| !word.is_ascii() && lacks.iter().any(|part| word.contains(part));
    let has_foreign = |token: &&Token| token.shape == Shape::Lower && is_foreign(token.of(text));
    sample.iter().filter(has_foreign).count() as i32
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
        check(malay, "en", "ms");
        let norwegian = "Ministeren sa at broen skal åpnes igjen før uken er omme, men ikke for de store bilene.";
        check(norwegian, "nb", "nb");
        check("Міністр сказав, що міст знову відкриють до кінця тижня, але не для вантажівок.", "ru", "uk");
    }

    #[test]
    fn letters_and_words_of_its_own_tell_a_language_from_its_kin() {
        let check = |text: &str, expected: &str| check(text, "und", expected);
        check("Министърът каза, че мостът ще бъде отворен отново до края на седмицата, но не и за камиони.", "bg");
        check("Министарот рече дека мостот повторно ќе биде отворен до крајот на неделата.", "mk");
        check("Министар је рекао да ће мост поново бити отворен до краја недеље, али не и за камионе.", "sr");
        check("Міністр сказаў, што мост зноў адкрыюць да канца тыдня, але не для грузавікоў.", "be");
        check("وزیر گفت که پل تا پایان هفته دوباره باز خواهد شد، اما نه برای کامیون‌ها.", "fa");
        check("وزیر نے کہا کہ پل ہفتے کے آخر تک دوبارہ کھول دیا جائے گا۔", "ur");
        check("Ministeren sa at broen skal åpnes igjen før uken er omme, og han har ikke noe mer å si.", "no");
        check("Ministeren sagde, at broen skal åbnes igen inden ugens udgang, og han har ikke mere at sige.", "da");
        check("Minister povedal, že most bude opäť otvorený do konca týždňa, ale nie pre nákladné autá.", "sk");
        check(
            "El ministre va dir que el pont tornarà a obrir abans de la fi de setmana, però no per a tots els camions.",
            "ca",
        );
        check(
            "O ministro dixo que a ponte estará aberta outra vez a finais da semana, pero non para os camións.",
            "gl",
        );
        check("Minister je dejal, da bo most do konca tedna spet odprt, vendar ne za tovornjake.", "sl");
        check("Você pode alternar a tecla para ativar ou não a função, quando está a escrever.", "pt");
        check("O botón dereito do rato mostra o menú da xanela e a resolución da pantalla.", "gl");
        check("Kada je most zatvoren, možete prijeći rijeku brodom, ali nema više karata i vlak ne vozi.", "hr");
        check("Lelaki itu mendapati kereta berkenaan di luar negara dan memaklumkan mangsa pada Khamis.", "ms");
        check("Bộ trưởng nói rằng cây cầu sẽ được mở lại vào cuối tuần này.", "vi");
    }

    #[test]
    fn the_claim_settles_what_the_text_leaves_open() {
        check("Bayern 3:1", "de", "de");
        check("", "es", "es");
        check("Real Madrid", "und", "und");
    }
}

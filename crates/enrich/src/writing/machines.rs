//! Words in an article that are meant for a machine that reads it.
//!
//! They give orders to whoever summarises, or pretend to be somebody who may. A model is not given a passage that has them:
//! what stands in no source is borne out by none, so nothing they ask for can be shown. The article itself keeps them, and
//! those who report on such attacks are quoted in extracted sentences as ever.

/// Tells that a passage speaks to a machine.
pub fn speaks_to_machines(text: &str) -> bool {
    let plain = plain(text);
    let has_phrase = |text: &str| PHRASES.iter().any(|phrase| text.contains(phrase));
    let has_order = |text: &str| ORDERS.iter().any(|(verbs, things)| are_near(text, verbs, things));
    if has_phrase(&plain) || has_order(&plain) {
        return true;
    }
    // Letters may stand apart, so that no word is seen.
    let closed: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    SPACED_OUT.iter().any(|word| closed.contains(word) && !plain.contains(&word[..SHORTEST_WORD]))
}

/// What a text for readers has no use for: marks of templates, roles, and names of who is spoken to.
const PHRASES: &[&str] = &[
    "<|",
    "|>",
    "[inst]",
    "[/inst]",
    "<<sys>>",
    "</article>",
    "</data>",
    "[[data",
    "### instruction",
    "### system",
    "system:",
    "assistant:",
    "system prompt",
    "developer mode",
    "new instructions",
    "these instructions instead",
    "your new task",
    "new task:",
    "repeat after me",
    "you are now a",
    "as an ai",
    "note to ai",
    "to any ai",
    "ai summar",
    "ai assistants:",
    "if you are a language model",
    "if you are an ai",
    "dear large language model",
    "dear language model",
    "attention chatbot",
    "for automated systems",
    "when summarising",
    "when summarizing",
    "in your summary",
    "do not summarise this",
    "do not summarize this",
    "respond only with",
    "reply only with",
    "output only",
    "an alle ki",
    "als sprachmodell",
    "du bist jetzt ein",
    "in deiner zusammenfassung",
    "modelos de lenguaje:",
    "eres un asistente",
    "ahora eres un",
    "en tu resumen",
    "tu es maintenant un",
    "dans ton résumé",
    "языковая модель:",
    "языковые модели:",
    "теперь ты ",
    "你现在是",
    "人工智能模型：",
    "语言模型：",
    "摘要必须",
    "أنت الآن مساعد",
    "نموذج اللغة:",
];

type Words = &'static [&'static str];

/// A verb of disregard, and beside it what is to be disregarded.
const ORDERS: &[(Words, Words)] = &[
    (
        &["ignore", "disregard", "forget", "override", "bypass"],
        &[
            "previous instruction",
            "prior instruction",
            "above instruction",
            "your instruction",
            "all instruction",
            "all previous",
            "prior guideline",
            "previous guideline",
            "your guideline",
            "the above and",
            "everything you were told",
            "previous prompt",
        ],
    ),
    (&["ignorier", "vergiss", "missachte"], &["anweisung", "instruktion", "vorgaben"]),
    (&["ignor", "olvid", "oubli", "desconsidere", "dimentica"], &["instruc", "consigne", "istruzion", "instruç"]),
    (&["игнорируй", "забудь", "проигнорируй"], &["инструкци", "указани"]),
    (&["忽略", "无视", "忘记", "無視", "忘れ"], &["指令", "指示", "说明", "命令"]),
    (&["تجاهل", "انس", "انسَ"], &["التعليمات", "الأوامر"]),
    (&["무시"], &["지시", "명령"]),
    (&["yok say", "görmezden gel", "unut"], &["talimat"]),
    (&["अनदेखा", "भूल"], &["निर्देश"]),
];

/// Words that are written letter by letter only to be overlooked.
const SPACED_OUT: &[&str] = &["ignoreprevious", "ignoreallprevious", "disregardprevious", "systemprompt"];
const SHORTEST_WORD: usize = 6;

/// Tells whether one of the verbs stands within a few words of one of the things, on either side.
fn are_near(text: &str, verbs: &[&str], things: &[&str]) -> bool {
    const NEAR_BYTES: usize = 90;
    verbs.iter().flat_map(|verb| text.match_indices(verb)).any(|(at, _)| {
        let from = text.floor_char_boundary(at.saturating_sub(NEAR_BYTES));
        let to = text.ceil_char_boundary((at + NEAR_BYTES).min(text.len()));
        things.iter().any(|thing| text[from..to].contains(thing))
    })
}

/// The text in small letters, with single spaces, without what is not seen, and with letters that only look like Latin ones
/// as these.
fn plain(text: &str) -> String {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let seen = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}');
        let small: String = word.chars().filter(seen).map(narrow).flat_map(char::to_lowercase).collect();
        let is_mixed = small.contains(|c: char| c.is_ascii_alphabetic());
        words.push(if is_mixed { small.chars().map(latin).collect() } else { small });
    }
    words.join(" ")
}

/// A letter of full width as an ordinary one.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn latin(c: char) -> char {
    const ALIKE: [(char, char); 9] =
        [('а', 'a'), ('е', 'e'), ('о', 'o'), ('р', 'p'), ('с', 'c'), ('х', 'x'), ('у', 'y'), ('і', 'i'), ('ѕ', 's')];
    ALIKE.iter().find(|(other, _)| *other == c).map_or(c, |(_, latin)| *latin)
}

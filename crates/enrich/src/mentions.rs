//! People, organisations and places named in a text, by rules.
//!
//! A name is a run of capitalised words. What stands at the start of a sentence counts only with evidence from elsewhere
//! in the text; in German, where every noun is capitalised, a single word needs a place list or a fuller name nearby.
//! Scripts without capitals are served by the place list and by patterns of title, name and verb.

use crate::{
    lexicon, places,
    terms::{ByHash, Zones, stemmer_of},
    words::{Gap, Shape, Token},
};
use news::{Lang, Mention, MentionKind};

/// A mention with what hashtags need to know.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub mention: Mention,
    pub in_title: bool,
    /// The label of its hashtag when it is a place of the list.
    pub place: Option<places::Place>,
    /// The token index of its first occurrence.
    pub first: usize,
}

const MOST_MENTIONS: usize = 40;
const LONGEST_NAME_TOKENS: usize = 6;

/// Lower-case words that may stand inside a name.
const CONNECTORS: &str = "of de del della di da do dos das von van vom der den zu zur la le al el bin ibn y für";
/// Words that make a name an organisation's.
const ORGANISATION_WORDS: &str = "\
    inc corp ltd llc plc gmbh ag se sa bank university college institute ministry department agency party association \
    council commission committee court parliament congress senate union federation company group club united city fc cf \
    police army navy guard force forces hospital school church museum airlines airways motors media press times post \
    universität ministerium bundesamt partei verband gericht bundestag bundesrat gewerkschaft verein institut stiftung \
    universidad ministerio banco partido tribunal congreso senado asociación instituto policía consejo federación \
    université ministère parti conseil tribunal assemblée \
    университет министерство банк партия суд совет федерация комитет агентство госдума фонд";
/// Titles before a person's name (besides those no name begins with).
const PERSON_TITLES: &str = "\
    mr mrs ms dr sir lord lady prof president prime minister chancellor king queen prince princess senator governor mayor \
    secretary chairman ceo judge pope coach herr frau präsident präsidentin kanzler kanzlerin bundeskanzler \
    bundeskanzlerin minister ministerin bürgermeister bürgermeisterin trainer sprecher sprecherin chef señor señora \
    presidente presidenta ministro ministra canciller alcalde alcaldesa rey reina monsieur madame président ministre \
    президент премьер министр председатель губернатор мэр тренер глава господин";

/// Finds the names in a text, most telling first: by count, those of the title before others.
pub(crate) fn find(text: &str, tokens: &[Token], zones: Zones, lang: Lang) -> Vec<Named> {
    let mut named = runs_of_capitals(text, tokens, zones, lang);
    if lang == Lang::ZH || lang == Lang::JA {
        named.extend(in_han(text, tokens, zones));
    }
    join_short_forms(&mut named);
    named.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.first.cmp(&b.first)));
    named.truncate(MOST_MENTIONS);
    named
}

/// How much the article is about the name.
pub(crate) fn weight(named: &Named) -> f32 {
    let early = 1.0 / (1.0 + named.first as f32 / 120.0);
    (1.0 + named.mention.count as f32).ln() + if named.in_title { 1.2 } else { 0.0 } + early
}

/// What the whole text says of a word.
#[derive(Clone, Copy, Default)]
struct Seen {
    in_lower_case: bool,
    /// Capitalised where no sentence begins, outside a headline in title case.
    capitalised_inside: bool,
}

struct Rules {
    seen: ByHash<Seen>,
    own_language: u32,
    /// Nouns are capitalised: a lone capital says nothing.
    nouns_are_capitalised: bool,
    title_in_capitals: bool,
}

impl Rules {
    fn new(tokens: &[Token], zones: Zones, lang: Lang) -> Self {
        let title = &tokens[..zones.title_end];
        let words = title.iter().filter(|t| t.shape != Shape::Number && t.shape != Shape::Unspaced).count();
        let capitals = title.iter().filter(|t| t.shape.is_capitalised()).count();
        let title_in_capitals = words >= 3 && capitals * 10 >= words * 7;
        let mut seen: ByHash<Seen> = ByHash::default();
        for (index, token) in tokens.iter().enumerate() {
            let known = seen.entry(token.hash).or_default();
            known.in_lower_case |= token.shape == Shape::Lower;
            known.capitalised_inside |= token.shape.is_capitalised()
                && !token.opens_sentence
                && !(title_in_capitals && index < zones.title_end);
        }
        Self {
            seen,
            own_language: lexicon::language_bit(lang),
            nouns_are_capitalised: lang == Lang::DE || lang.as_str() == "lb",
            title_in_capitals,
        }
    }

    fn seen(&self, token: &Token) -> Seen {
        self.seen.get(&token.hash).copied().unwrap_or_default()
    }

    /// Words that neither begin nor end a name.
    fn is_no_name(&self, token: &Token) -> bool {
        lexicon::is_never_a_name(token.hash)
            || lexicon::function_word_languages(token.hash) & self.own_language != 0 && token.shape != Shape::Upper
            || self.nouns_are_capitalised && lexicon::is_usual(token.hash)
    }
}

fn runs_of_capitals(text: &str, tokens: &[Token], zones: Zones, lang: Lang) -> Vec<Named> {
    let rules = Rules::new(tokens, zones, lang);
    let connectors = Words::new(CONNECTORS);
    let titles = Words::new(PERSON_TITLES);
    let organisations = Words::new(ORGANISATION_WORDS);
    let stemmer = (lang == Lang::RU || lang.as_str() == "uk").then(|| stemmer_of(Lang::RU)).flatten();
    let mut by_key: ByHash<usize> = ByHash::default();
    let mut named: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].shape.is_capitalised() {
            at += 1;
            continue;
        }
        let end = end_of_run(tokens, at, &connectors);
        let run = at..end;
        at = end;
        let in_title = run.start < zones.title_end;
        let Some((run, has_title_word)) = trim(tokens, run, &rules, &titles, in_title) else { continue };
        let name = &text[tokens[run.start].start as usize..tokens[run.end - 1].end as usize];
        let place = find_place(name, stemmer.as_ref());
        if !is_name(&tokens[run.clone()], &rules, place.is_some(), in_title) {
            continue;
        }
        // Cases of one Russian name are one name: keyed by its words' stems.
        let key = tokens[run.clone()].iter().fold(0_u64, |key, token| {
            let word = match &stemmer {
                Some(stemmer) => crate::words::hash_word(&stemmer.stem(&token.of(text).to_lowercase())),
                None => token.hash,
            };
            key.rotate_left(5) ^ word
        });
        if let Some(&index) = by_key.get(&key) {
            let known = &mut named[index];
            known.mention.count += 1;
            known.in_title |= in_title;
            if has_title_word && known.mention.kind == MentionKind::Other {
                known.mention.kind = MentionKind::Person;
            }
            continue;
        }
        let kind = if place.is_some() {
            MentionKind::Place
        } else if tokens[run.clone()].iter().any(|t| organisations.contains(t.hash)) {
            MentionKind::Organisation
        } else if has_title_word || is_said_to_speak(text, tokens, run.end) {
            MentionKind::Person
        } else if run.len() == 1 && tokens[run.start].shape == Shape::Upper {
            MentionKind::Organisation
        } else {
            MentionKind::Other
        };
        by_key.insert(key, named.len());
        named.push(Named {
            mention: Mention { name: name.to_owned(), kind, count: 1 },
            in_title,
            place,
            first: run.start,
        });
    }
    named
}

fn end_of_run(tokens: &[Token], start: usize, connectors: &Words) -> usize {
    let mut end = start + 1;
    while end < tokens.len() && end - start < LONGEST_NAME_TOKENS {
        let next = &tokens[end];
        if next.gap == Gap::Break || next.line != tokens[start].line {
            break;
        }
        if next.shape.is_capitalised() && !next.opens_sentence {
            end += 1;
            continue;
        }
        // "Bank of England", "Ursula von der Leyen".
        let bridge = (end..(end + 2).min(tokens.len()))
            .take_while(|&i| connectors.contains(tokens[i].hash) && tokens[i].gap == Gap::Space)
            .count();
        let after = end + bridge;
        if bridge == 0
            || after >= tokens.len()
            || !tokens[after].shape.is_capitalised()
            || tokens[after].gap != Gap::Space
        {
            break;
        }
        end = after + 1;
    }
    end
}

/// Takes off what is no part of a name at either end; tells whether a title ("President") stood before it.
fn trim(
    tokens: &[Token],
    mut run: std::ops::Range<usize>,
    rules: &Rules,
    titles: &Words,
    in_title: bool,
) -> Option<(std::ops::Range<usize>, bool)> {
    let mut has_title_word =
        run.start > 0 && tokens[run.start].gap == Gap::Space && titles.contains(tokens[run.start - 1].hash);
    while let Some(first) = tokens[run.clone()].first() {
        let opens = first.opens_sentence && !(in_title && rules.title_in_capitals);
        let is_common = opens && rules.seen(first).in_lower_case && !rules.seen(first).capitalised_inside;
        if !rules.is_no_name(first) && !is_common && first.shape.is_capitalised() {
            break;
        }
        has_title_word = titles.contains(first.hash);
        run.start += 1;
    }
    while let Some(last) = tokens[run.clone()].last() {
        if !rules.is_no_name(last) && last.shape.is_capitalised() {
            break;
        }
        run.end -= 1;
    }
    (!run.is_empty()).then_some((run, has_title_word))
}

fn is_name(run: &[Token], rules: &Rules, is_place: bool, in_title: bool) -> bool {
    let first = &run[0];
    if is_place {
        return run.len() > 1 || first.shape != Shape::Lower;
    }
    if in_title && rules.title_in_capitals {
        // Every word of such a headline is capitalised; only the body tells which are names.
        return run.iter().all(|t| rules.seen(t).capitalised_inside && !rules.seen(t).in_lower_case);
    }
    if run.len() > 1 {
        return !(rules.nouns_are_capitalised && run.iter().any(|t| t.shape == Shape::Initial && t.gap == Gap::Joint));
    }
    if first.shape == Shape::Initial {
        return false;
    }
    let length = first.end - first.start;
    if first.shape == Shape::Upper {
        return length <= 16 && !rules.seen(first).in_lower_case;
    }
    if rules.nouns_are_capitalised || length < 2 {
        return false;
    }
    let seen = rules.seen(first);
    !seen.in_lower_case && (!first.opens_sentence || seen.capitalised_inside)
}

fn find_place(name: &str, stemmer: Option<&rust_stemmers::Stemmer>) -> Option<places::Place> {
    places::find(name).or_else(|| stemmer.and_then(|stemmer| places::find(&stemmer.stem(&name.to_lowercase()))))
}

/// "..., Smith said", "Smith told ...": whoever speaks is a person (or speaks for an organisation; the lists know those).
fn is_said_to_speak(text: &str, tokens: &[Token], end: usize) -> bool {
    let speaks = |index: usize| {
        tokens.get(index).is_some_and(|token| {
            matches!(
                token.of(text),
                "said"
                    | "says"
                    | "told"
                    | "added"
                    | "sagte"
                    | "sagt"
                    | "erklärte"
                    | "dijo"
                    | "afirmó"
                    | "aseguró"
                    | "заявил"
                    | "заявила"
                    | "сказал"
                    | "сказала"
                    | "отметил"
                    | "сообщил"
            )
        })
    };
    speaks(end)
}

/// A surname counts for the full name that contains it; the full name keeps the count of both.
fn join_short_forms(named: &mut Vec<Named>) {
    let mut into: Vec<Option<usize>> = vec![None; named.len()];
    for (short, target) in into.iter_mut().enumerate() {
        let short_name = &named[short].mention.name;
        if short_name.contains(' ') || named[short].place.is_some() {
            continue;
        }
        *target = (0..named.len())
            .filter(|&full| {
                full != short
                    && named[full].place.is_none()
                    && named[full].mention.name.split([' ', '-']).count() > 1
                    && is_short_form(short_name, &named[full].mention.name)
            })
            .max_by_key(|&full| (named[full].mention.count, usize::MAX - named[full].first));
    }
    for (short, target) in into.iter().enumerate() {
        if let &Some(full) = target {
            let (count, in_title) = (named[short].mention.count, named[short].in_title);
            let first = named[short].first;
            let joined = &mut named[full];
            joined.mention.count += count;
            joined.in_title |= in_title;
            joined.first = joined.first.min(first);
            if joined.mention.kind == MentionKind::Other {
                joined.mention.kind = MentionKind::Person;
            }
        }
    }
    let mut index = 0;
    named.retain(|_| {
        index += 1;
        into[index - 1].is_none()
    });
}

fn is_short_form(short: &str, full: &str) -> bool {
    full.split(' ').next_back().is_some_and(|last| last == short || is_inflected(short, last))
}

/// Russian cases: the words share all but their last letters.
fn is_inflected(a: &str, b: &str) -> bool {
    if a.is_ascii() || !a.chars().all(|c| ('\u{400}'..='\u{4ff}').contains(&c)) {
        return false;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    common >= 4 && a.chars().count().max(b.chars().count()) - common <= 2
}

/// Verbs of saying and meeting after a person's name in Chinese news, and titles before it.
const HAN_VERBS: [&str; 14] =
    ["表示", "说", "称", "指出", "宣布", "强调", "会见", "访问", "认为", "在", "当天", "周", "与", "发表"];
const HAN_TITLES: [&str; 12] =
    ["总统", "总理", "主席", "首相", "部长", "外长", "市长", "发言人", "总书记", "省长", "教授", "教练"];

fn in_han(text: &str, tokens: &[Token], zones: Zones) -> Vec<Named> {
    let title_end = tokens.get(zones.title_end).map_or(text.len(), |token| token.start as usize);
    let mut named: Vec<Named> = places::in_han_text(text)
        .into_iter()
        .map(|(name, place, count)| {
            let at = text.find(name).unwrap_or(0);
            Named {
                mention: Mention { name: name.to_owned(), kind: MentionKind::Place, count },
                in_title: at < title_end,
                place: Some(place),
                first: at / 6,
            }
        })
        .collect();
    for name in han_people(text) {
        let at = text.find(name).unwrap_or(0);
        if places::in_han_text(name).is_empty() && !named.iter().any(|known| known.mention.name == name) {
            named.push(Named {
                mention: Mention {
                    name: name.to_owned(),
                    kind: MentionKind::Person,
                    count: text.matches(name).count() as u32,
                },
                in_title: at < title_end,
                place: None,
                first: at / 6,
            });
        }
    }
    named
}

/// Names between a title and a verb ("总统 … 表示"), and names with a middle dot.
fn han_people(text: &str) -> Vec<&str> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut names = Vec::new();
    for title in HAN_TITLES {
        for (at, _) in text.match_indices(title) {
            let rest = &text[at + title.len()..];
            let Some(end) = (2..=4).find_map(|length| {
                let end = rest.char_indices().nth(length)?.0;
                HAN_VERBS.iter().any(|verb| rest[end..].starts_with(verb)).then_some(end)
            }) else {
                continue;
            };
            if rest[..end].chars().all(is_han) {
                names.push(&rest[..end]);
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// A small set of words by their hashes.
struct Words(Vec<u64>);

impl Words {
    fn new(words: &str) -> Self {
        let mut hashes: Vec<u64> = words.split_whitespace().map(crate::words::hash_word).collect();
        hashes.sort_unstable();
        Self(hashes)
    }

    fn contains(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }
}

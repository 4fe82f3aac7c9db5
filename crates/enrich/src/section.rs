//! The section of an article: what its words tell, by weights learned, and what its publisher says.
//!
//! Features are the stems of its words and the subjects it names; those of subjects are the same in every language, so that
//! what was learned in two helps in all. `cargo xtask fit sections` learns the weights. On top come the publisher's own words
//! for the section, and what is known of a topic beforehand: elections are politics.

use crate::{
    reading::Reading,
    subjects::{Kind, Sighting},
    words::{Shape, hash_word},
};
use news::{Article, Embedding, enrichment::SECTIONS};
use std::{collections::HashMap, sync::LazyLock};

/// Weights are found by the low bits of a feature's hash.
pub const BUCKETS: usize = 1 << 14;
/// One byte for each bucket and section, in units of [`STEP`].
const WEIGHTS: &[u8] = include_bytes!("../data/sections.weights");
pub const STEP: f32 = 1.0 / 16.0;

/// What a vote of the publisher's words or of a topic adds to what the weights say.
const VOTE: f32 = 0.55;
/// What the best section must have, and by how much it must lead, to be told.
const LEAST: f32 = 0.35;

/// A section's key and the words publishers use for it.
const WORDS: [(&str, &str); 8] = [
    (
        "politics",
        "politics politik política politica politique политика world welt mundo monde мир international internacional \
         ausland inland election elections wahl wahlen elecciones выборы government diplomacy parliament congress \
         国际 国内 时政 政治 middleeast africa asia americas europe nation national conflict war войны politika polityka",
    ),
    (
        "business",
        "business economy wirtschaft economía economia économie экономика бизнес finance finanzen finanzas markets \
         market money companies unternehmen empresas industry energy banking börse bolsa stocks jobs 财经 经济 商业 финансы \
         economics byznys ekonomika gospodarka",
    ),
    (
        "science",
        "science wissenschaft ciencia sciences наука space climate klima clima environment umwelt health gesundheit \
         salud santé здоровье medicine wissen research 科学 科技新闻 健康",
    ),
    (
        "technology",
        "technology tech technik digital tecnología tecnologia technologie технологии internet computer computing \
         gadgets software netzwelt ai web 科技 技术 数码",
    ),
    (
        "sports",
        "sports sport deportes esporte спорт football fussball fußball fútbol futbol soccer cricket tennis tenis nba nfl \
         mlb nhl rugby golf basketball olympics formula1 motorsport bundesliga 体育 足球 スポーツ",
    ),
    (
        "culture",
        "culture kultur cultura культура entertainment arts art kunst arte music musik música film movies kino cine tv \
         television books bücher libros theatre theater celebrity games fashion lifestyle showbiz шоубизнес 文化 娱乐 艺术 шоу",
    ),
    (
        "society",
        "society gesellschaft sociedad société общество panorama crime justice education bildung educación community \
         local lokales regional religion 社会 教育 происшествия sucesos people family cronaca",
    ),
    (
        "not_news",
        "horoscope horoskop horóscopo гороскоп crossword quiz recipe recipes rezepte recetas рецепты lottery lotto sponsored \
         advertorial shopping deals",
    ),
];

/// Topics of the list of subjects by the section they speak for.
const TOPICS: [(&str, &str); 8] = [
    (
        "politics",
        "elections referendum impeachment coup martiallaw sanctions ceasefire peacetalks civilwar war warcrimes hostages refugees \
         migration nuclearweapons missiles defence diplomacy espionage armsexports constitution democracy internationallaw brexit \
         ukrainewar gazawar protests un eu nato whitehouse kremlin pentagon uscongress ussenate republicans democrats labour \
         conservatives bundestag cdu csu spd afd fdp greens stateduma hamas hezbollah taliban islamicstate droneattack terrorism",
    ),
    (
        "business",
        "inflation interestrates recession jobs layoffs minimumwage taxes budget tariffs stockmarket oil gas economy bitcoin \
         cryptocurrency housing ecb imf worldbank wto opec federalreserve nasdaq goldmansachs jpmorgan deutschebank creditsuisse ubs \
         gazprom rosneft sberbank shell exxonmobil boeing airbus volkswagen bmw toyota aviation energy strike",
    ),
    (
        "science",
        "climatechange space mars moon satellites exoplanets vaccines cancer hiv obesity nutrition mentalhealth biodiversity emissions \
         nasa birdflu monkeypox ebola malaria covid19 pandemic volcaniceruption animals",
    ),
    (
        "technology",
        "artificialintelligence cybersecurity dataprotection socialmedia smartphones iphone android semiconductors google apple \
         microsoft facebook meta instagram whatsapp youtube twitter tiktok telegram nvidia openai samsung huawei sony videogames",
    ),
    (
        "sports",
        "worldcup olympics championsleague europaleague premierleague bundesliga laliga seriea euroleague superbowl tourdefrance wimbledon \
         australianopen usopen rolandgarros formula1 grandprix football basketball tennis cricket handball icehockey athletics baseball \
         cycling boxing chess doping transfers fifa uefa ioc nba nfl nhl mlb realmadrid fcbarcelona fcbayern borussiadortmund \
         manchesterunited manchestercity liverpoolfc arsenal chelsea juventus psg lionelmessi cristianoronaldo kylianmbappe \
         lewishamilton maxverstappen novakdjokovic rafaelnadal rogerfederer lebronjames",
    ),
    (
        "culture",
        "film music concerts television books theatre art fashion oscars grammys goldenglobes eurovision netflix disney marvel \
         taylorswift beyonce kanyewest royalfamily princeharry meghanmarkle katemiddleton",
    ),
    (
        "society",
        "murder police fireservice fire flood earthquake hurricane typhoon tornado storm heatwave drought wildfire landslide planecrash \
         traincrash roadaccident explosion missingperson drugtrafficking humantrafficking fraud trial prison sexualabuse \
         domesticviolence massshooting education universities childcare hospitals homelessness poverty religion catholicchurch \
         racism antisemitism abortion",
    ),
    ("not_news", ""),
];

struct Votes {
    by_word: HashMap<u64, usize>,
    by_topic: HashMap<&'static str, usize>,
}

static VOTES: LazyLock<Votes> = LazyLock::new(|| {
    let mut votes = Votes { by_word: HashMap::new(), by_topic: HashMap::new() };
    for (index, (_, words)) in WORDS.iter().enumerate() {
        words.split_whitespace().for_each(|word| {
            votes.by_word.entry(hash_word(word)).or_insert(index);
        });
    }
    for (index, (_, topics)) in TOPICS.iter().enumerate() {
        topics.split_whitespace().for_each(|topic| {
            votes.by_topic.entry(topic).or_insert(index);
        });
    }
    votes
});

/// The weights of the model's vector: what is added for each section, how far words are trusted, the size of a step, and for each
/// component of the vector a step count for each section.
const HEAD: &[u8] = include_bytes!("../data/sections.head");
/// The components of the vector that the head reads: those of multilingual-e5-small.
pub const HEAD_INPUTS: usize = 384;
/// What the best section must have of all, told with the model, to be told.
const LEAST_SHARE: f32 = 0.35;

/// Tells the section once a model has read the article's title and lead; None when nothing tells. The vector of any other model than
/// the one inside the binary is passed over, and words alone tell.
///
/// It reads the article again, in the time that enriching it takes without quotes: a hundredth of what the vector costs.
pub fn with_embedding(article: &Article, embedding: &Embedding) -> Option<String> {
    let reading = Reading::new(article);
    let sightings = crate::subjects::sight(&reading);
    let by_words = scores(article, &reading, &sightings);
    let Some(scores) = head_inputs(embedding).and_then(|inputs| with_head(by_words, &inputs)) else {
        return told(by_words);
    };
    let best = best_of(&scores)?;
    let all: f32 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
    (1.0 / all > LEAST_SHARE).then(|| SECTIONS[best].to_owned())
}

/// What the head reads of a vector, for `cargo xtask fit sections`: its components as of length one. None for another model's.
pub fn head_inputs(embedding: &Embedding) -> Option<Vec<f32>> {
    let components = embedding.components();
    let square: f32 = components.iter().map(|&value| f32::from(value) * f32::from(value)).sum();
    // The root of the count makes a usual component one.
    let scale = (HEAD_INPUTS as f32).sqrt() / square.sqrt();
    (components.len() == HEAD_INPUTS).then(|| components.iter().map(|&value| f32::from(value) * scale).collect())
}

/// None when the head that was built in is none.
fn with_head(by_words: [f32; SECTIONS.len()], inputs: &[f32]) -> Option<[f32; SECTIONS.len()]> {
    const FLOATS: usize = SECTIONS.len() + 2;
    let (floats, steps) = HEAD.split_at_checked(FLOATS * 4)?;
    let floats: Vec<f32> = floats.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    let (trust, step) = (floats[SECTIONS.len()], floats[SECTIONS.len() + 1]);
    let mut scores = [0.0; SECTIONS.len()];
    for (value, steps) in inputs.iter().zip(steps.chunks_exact(SECTIONS.len())) {
        scores.iter_mut().zip(steps).for_each(|(score, &steps)| *score += value * f32::from(steps as i8));
    }
    Some(std::array::from_fn(|section| floats[section] + trust * by_words[section] + step * scores[section]))
}

fn best_of(scores: &[f32; SECTIONS.len()]) -> Option<usize> {
    (0..SECTIONS.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
}

/// Guesses the section; None when neither the text nor its publisher tells.
pub(crate) fn guess(article: &Article, reading: &Reading, sightings: &[Sighting]) -> Option<String> {
    told(scores(article, reading, sightings))
}

fn told(scores: [f32; SECTIONS.len()]) -> Option<String> {
    let best = best_of(&scores)?;
    (scores[best] > LEAST).then(|| SECTIONS[best].to_owned())
}

/// What words, subjects and the publisher say for each section.
fn scores(article: &Article, reading: &Reading, sightings: &[Sighting]) -> [f32; SECTIONS.len()] {
    let mut scores = learned(&features_of(reading, sightings));
    for (score, votes) in scores.iter_mut().zip(votes(article, reading, sightings)) {
        *score += VOTE * votes;
    }
    scores
}

/// What the weights say for each section.
fn learned(features: &[(u32, f32)]) -> [f32; SECTIONS.len()] {
    let mut scores = [0.0; SECTIONS.len()];
    for &(bucket, value) in features {
        let row = WEIGHTS.get(bucket as usize * SECTIONS.len()..).unwrap_or_default();
        for (score, &weight) in scores.iter_mut().zip(row) {
            *score += f32::from(weight as i8) * STEP * value;
        }
    }
    scores
}

/// The features of an article for `cargo xtask fit sections`: bucket and value, and what its publisher and topics vote.
pub fn features(article: &Article) -> (Vec<(u32, f32)>, [f32; SECTIONS.len()]) {
    let reading = Reading::new(article);
    let sightings = crate::subjects::sight(&reading);
    (features_of(&reading, &sightings), votes(article, &reading, &sightings))
}

/// Languages whose words were learned from; words of others would fall among theirs by chance.
const LEARNED: [news::Lang; 3] = [news::Lang::EN, news::Lang::RU, news::Lang::DE];

/// Words of the headline count more; the vector has length one.
fn features_of(reading: &Reading, sightings: &[Sighting]) -> Vec<(u32, f32)> {
    const TITLE: f32 = 2.0;
    const SUBJECT: f32 = 1.5;
    let mut counts = vec![0.0_f32; reading.words.len()];
    for (index, token) in reading.tokens.iter().enumerate().filter(|(_, token)| token.shape != Shape::Unspaced) {
        counts[token.word as usize] += if index < reading.title_end { TITLE } else { 1.0 };
    }
    let mut features: Vec<(u32, f32)> = Vec::with_capacity(counts.len());
    for (word, count) in reading.words.iter().zip(counts) {
        let is_number = reading.tokens[word.first_token as usize].shape == Shape::Number;
        if word.term != 0 && count > 0.0 && !is_number && LEARNED.contains(&reading.lang) {
            features.push((word.term % BUCKETS as u32, count.sqrt()));
        }
    }
    for sighting in sightings {
        features.push((hash_word(&sighting.subject.key) as u32 % BUCKETS as u32, SUBJECT));
    }
    features.sort_unstable_by_key(|feature| feature.0);
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    let length = features.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(1.0);
    features.iter_mut().for_each(|(_, value)| *value /= length);
    features
}

/// What the publisher's words and the topics told vote for each section.
fn votes(article: &Article, reading: &Reading, sightings: &[Sighting]) -> [f32; SECTIONS.len()] {
    let known = &*VOTES;
    let mut votes = [0.0_f32; SECTIONS.len()];
    let mut vote = |text: &str, weight: f32| {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if let Some(&section) = known.by_word.get(&hash_word(word)) {
                // "World" and "national" say where, not what: any other hint is better.
                votes[section] += if section == 0 { weight * 0.7 } else { weight };
            }
        }
    };
    vote(article.section.as_deref().unwrap_or(""), 4.0);
    for topic in article.topics.iter().take(12) {
        vote(topic, 1.0);
    }
    // The folders of the address; its last part is the headline again.
    let path = article.url.split_once("://").map_or("", |(_, rest)| rest);
    let mut folders: Vec<&str> = path.split('/').skip(1).collect();
    folders.pop();
    for folder in folders.iter().take(4) {
        vote(folder, 2.0);
    }
    let mut told = [0.0_f32; SECTIONS.len()];
    for sighting in sightings {
        if let Some(&section) = known.by_topic.get(sighting.subject.key.as_str()) {
            let weight = if sighting.subject.kind == Kind::Person { 0.7 } else { 1.0 };
            told[section] += weight * if sighting.start < reading.lead_end { 1.0 } else { 0.4 };
        }
    }
    for (votes, told) in votes.iter_mut().zip(told) {
        *votes += (1.0 + told).ln();
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_publishers_words_decide() {
        let check = |section: Option<&str>, topics: &[&str], url: &str, expected: Option<&str>| {
            let article = Article {
                url: url.into(),
                section: section.map(str::to_owned),
                topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
                ..Article::default()
            };
            let reading = Reading::new(&article);
            assert_eq!(guess(&article, &reading, &[]).as_deref(), expected, "{section:?} {topics:?} {url}");
        };
        check(Some("Wirtschaft"), &[], "", Some("business"));
        check(Some("Спорт"), &[], "", Some("sports"));
        check(None, &[], "https://example.org/deportes/futbol/la-final-2026", Some("sports"));
        check(None, &["Film", "Berlin"], "https://example.org/a", Some("culture"));
        check(Some("World"), &["Climate"], "https://example.org/science/space/story", Some("science"));
        check(None, &[], "https://example.org/science-of-sleep", None);
    }

    #[test]
    fn the_vector_of_another_model_is_passed_over() {
        let article = Article { title: "欧冠决赛：皇马击败曼城".into(), ..Article::default() };
        let other = Embedding::from_f32(&[0.1; 8]).unwrap();
        assert_eq!(with_embedding(&article, &other).as_deref(), Some("sports"));
        assert_eq!(HEAD.len(), (SECTIONS.len() + 2) * 4 + HEAD_INPUTS * SECTIONS.len());
    }

    #[test]
    fn the_model_tells_what_words_alone_cannot() {
        use ai::Embedder;
        let check = |title: &str, expected: &str| {
            let article = Article { title: title.into(), ..Article::default() };
            let vector = ai::LocalModel::new().embed(&[title]).unwrap().remove(0);
            let embedding = Embedding::from_f32(&vector).unwrap();
            assert_eq!(with_embedding(&article, &embedding).as_deref(), Some(expected), "{title}");
        };
        check("Doelman redt twee strafschoppen in de halve finale", "sports");
        check("大雨で橋が流され、村が孤立", "society");
    }

    #[test]
    fn without_a_publishers_word_the_text_tells() {
        let check = |title: &str, expected: &str| {
            let article = Article { title: title.into(), ..Article::default() };
            assert_eq!(crate::enrich(&article).section.as_deref(), Some(expected), "{title}");
        };
        check("Bayern gewinnt in der Bundesliga, und das Champions-League-Spiel wartet auf den Trainer", "sports");
        check("La inflación baja y los tipos de interés siguen igual, dice el banco central europeo", "business");
        check("L'élection présidentielle et le référendum auront lieu le même jour, dit le ministre", "politics");
        check("欧冠决赛：皇马击败曼城", "sports");
        check("Землетрясение и пожары: спасатели ищут людей, сообщили в полиции", "society");
    }
}

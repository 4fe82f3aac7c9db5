//! Fits the support score: `fit_claims OUT VECTORS WICE_CLAIMS WICE_TOKENS QAGS`. VECTORS keeps what the model read for the
//! next run. Says the areas under the curve on claims that were held out: by article, and across sets.

use ai::{Embedder, LocalModel};
use enrich::{
    sentences::spans,
    support::fit::{Example, Labelled, Weights, area, example},
};
use news::{Embedding, Lang};
use serde_json::Value;
use std::{collections::BTreeMap, error::Error, fs, io::Write};

const PENALTY: f64 = 1.0;
const FOLDS: u64 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, vectors, claims, tokens, qags] = &arguments[..] else {
        return Err("usage: fit_claims OUT VECTORS WICE_CLAIMS WICE_TOKENS QAGS".into());
    };
    let mut read_before = Vectors::open(vectors)?;
    let mut embed = |text: &str| read_before.of(text);
    let mut example = |row: &Labelled| example(row, &mut embed);
    let mut sets: BTreeMap<&str, Vec<Example>> = BTreeMap::new();
    sets.insert("wice", read(claims)?.iter().filter_map(wice).map(|row| example(&row)).collect());
    sets.insert("wice tokens", read(tokens)?.iter().flat_map(wice_tokens).map(|row| example(&row)).collect());
    let qags = read(qags)?;
    for set in ["cnndm", "xsum"] {
        let rows = qags.iter().filter(|row| row["set"] == set);
        sets.insert(set, rows.filter_map(qags_row).map(|row| example(&row)).collect());
    }
    let mut said = std::io::stderr();
    for ((name, examples), with_vectors) in sets.iter().flat_map(|set| [(set, false), (set, true)]) {
        let fit = |examples: &[&Example]| Weights::fit(examples, with_vectors, PENALTY);
        let mut scores = Vec::new();
        for fold in 0..FOLDS {
            let is_held = |example: &&Example| hash(&example.article) % FOLDS == fold;
            let weights = fit(&sets.values().flatten().filter(|example| !is_held(example)).collect::<Vec<_>>());
            scores
                .extend(examples.iter().filter(is_held).map(|example| (weights.score(example), example.is_supported)));
        }
        let family = |name: &str| name.split(' ').next().map(str::to_owned);
        let others = sets.iter().filter(|(other, _)| family(other) != family(name)).flat_map(|(_, examples)| examples);
        let across = fit(&others.collect::<Vec<_>>());
        let across: Vec<(f64, bool)> = examples.iter().map(|e| (across.score(e), e.is_supported)).collect();
        let supported = examples.iter().filter(|example| example.is_supported).count();
        writeln!(
            said,
            "{name}, {} vectors: {} claims, {supported} supported; area by articles held out {:.3}, by the other sets {:.3}",
            if with_vectors { "with" } else { "without" },
            examples.len(),
            area(&scores),
            area(&across)
        )?;
    }
    let all: Vec<&Example> = sets.values().flatten().collect();
    let weights = [false, true].map(|with_vectors| Weights::fit(&all, with_vectors, PENALTY).to_source());
    fs::write(out, format!("[\n{}]\n", weights.concat()))?;
    read_before.write(vectors)?;
    Ok(())
}

/// What the model read, by the text.
struct Vectors {
    model: LocalModel,
    known: BTreeMap<u64, Vec<u8>>,
}

const VECTOR_BYTES: usize = 384;

impl Vectors {
    fn open(path: &str) -> Result<Self, Box<dyn Error>> {
        let bytes = if fs::exists(path)? { fs::read(path)? } else { Vec::new() };
        let row = |row: &[u8]| Some((u64::from_le_bytes(row[..8].try_into().ok()?), row[8..].to_vec()));
        let known = bytes.chunks_exact(8 + VECTOR_BYTES).filter_map(row).collect();
        Ok(Self { model: LocalModel::new(), known })
    }

    fn of(&mut self, text: &str) -> Option<Embedding> {
        let key = hash(text);
        if !self.known.contains_key(&key) {
            let vector = Embedding::from_f32(self.model.embed(&[text]).ok()?.first()?)?;
            self.known.insert(key, vector.to_bytes());
        }
        Embedding::from_bytes(&self.known[&key])
    }

    fn write(&self, path: &str) -> Result<(), Box<dyn Error>> {
        let mut bytes = Vec::new();
        for (key, vector) in &self.known {
            bytes.extend(key.to_le_bytes());
            bytes.extend(vector);
        }
        Ok(fs::write(path, bytes)?)
    }
}

/// A number for a text or for the name of an article.
fn hash(article: &str) -> u64 {
    article.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn sentences(text: &str) -> Vec<String> {
    spans(text).into_iter().map(|span| text[span.start as usize..span.end as usize].to_owned()).collect()
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

fn wice(row: &Value) -> Option<Labelled> {
    Some(Labelled {
        claim: row["claim"].as_str()?.to_owned(),
        evidence: texts(&row["evidence"])?,
        lang: Lang::EN,
        is_supported: row["label"] == "supported",
        article: row["meta"]["claim_title"].as_str()?.to_owned(),
        weight: 1.0,
    })
}

/// A claim of which some words are not supported: false as it stands, true without them.
fn wice_tokens(row: &Value) -> Vec<Labelled> {
    let read = || {
        let evidence = match &row["evidence"] {
            Value::String(list) => list_of_python(list),
            list => texts(list)?,
        };
        let article = row["meta"]["claim_title"].as_str()?.to_owned();
        let words = row["claim_tokens"].as_array()?.iter().zip(row["non_supported_spans"].as_array()?);
        let kept: Vec<&str> =
            words.filter(|(_, lacks)| **lacks == Value::Bool(false)).filter_map(|(word, _)| word.as_str()).collect();
        let claim = |claim: String, is_supported: bool| Labelled {
            claim,
            evidence: evidence.clone(),
            lang: Lang::EN,
            is_supported,
            article: article.clone(),
            weight: 0.5,
        };
        Some(vec![claim(row["claim"].as_str()?.to_owned(), false), claim(kept.join(" "), true)])
    };
    read().unwrap_or_default()
}

/// A list of strings as Python prints it.
fn list_of_python(list: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut characters = list.chars();
    while let Some(quote) = characters.find(|c| matches!(c, '\'' | '"')) {
        let mut text = String::new();
        while let Some(character) = characters.next().filter(|c| *c != quote) {
            text.extend(if character == '\\' { characters.next() } else { Some(character) });
        }
        texts.push(text);
    }
    texts
}

fn qags_row(row: &Value) -> Option<Labelled> {
    Some(Labelled {
        claim: row["sentence"].as_str()?.to_owned(),
        evidence: sentences(row["article"].as_str()?),
        lang: Lang::EN,
        is_supported: row["label"] == 1,
        article: row["id"].as_str()?.rsplit_once('-')?.0.to_owned(),
        // The smaller part shall weigh nearly as much as the larger.
        weight: if row["set"] == "xsum" { 2.0 } else { 1.0 },
    })
}

//! Embeds texts and tells how fast: figures for docs/benchmarks.md, vectors to look at.
//!
//!     cargo run --release -p ai --example embed -- [--kernel NAME] [--longest 64] [--model FILE] [--ids FILE] [--out FILE] < TEXTS
//!
//! One text a line, as a JSON string. `--out` gets the vectors as 32-bit floats, `--ids` the pieces of each text as JSON.
#![allow(clippy::print_stdout, reason = "figures are what it is asked for")]

use ai::{Embedder, LocalModel};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value =
        |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
    let mut model = match value("--model") {
        Some(file) => LocalModel::read(Box::leak(std::fs::read(file)?.into_boxed_slice()))?,
        None => LocalModel::new(),
    };
    if let Some(tokens) = value("--longest") {
        model = model.with_longest(tokens.parse()?);
    }
    if let Some(kernel) = value("--kernel") {
        model = model.with_kernel(kernel).ok_or("this processor has no such kernel")?;
    }
    let texts = std::io::stdin().lock().lines().map(|line| Ok(serde_json::from_str::<String>(&line?)?));
    let texts = texts.collect::<Result<Vec<_>, Box<dyn std::error::Error>>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();

    let begun_s = cpu_s()?;
    let ids: Vec<Vec<u32>> = texts.iter().map(|text| model.ids(text)).collect();
    let cut_s = cpu_s()? - begun_s;
    if let Some(file) = value("--ids") {
        std::fs::write(file, serde_json::to_string(&ids)?)?;
    }
    let (before_kb, begun_s) = (own_memory_kb()?, cpu_s()?);
    let vectors = model.embed(&texts)?;
    let embedded_s = cpu_s()? - begun_s;
    if let Some(file) = value("--out") {
        std::fs::write(file, vectors.iter().flatten().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())?;
    }
    let (count, tokens) = (texts.len() as f64, ids.iter().map(Vec::len).sum::<usize>() as f64);
    println!(
        "{}, {}: {count} texts of {:.1} tokens; per CPU second {:.0} embeddings, {:.0} tokens; {:.0} µs to cut a text into pieces; {:.1} MB of memory more than before, {:.1} of them vectors",
        model.model(),
        model.kernel(),
        tokens / count,
        count / embedded_s,
        tokens / embedded_s,
        cut_s / count * 1e6,
        (own_memory_kb()? - before_kb) / 1e3,
        (vectors.len() * model.dimensions() * 4) as f64 / 1e6,
    );
    Ok(())
}

/// Seconds that this process's one thread ran.
fn cpu_s() -> Result<f64, Box<dyn std::error::Error>> {
    let said = std::fs::read_to_string("/proc/self/schedstat")?;
    Ok(said.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e9)
}

/// Memory that is no file's.
fn own_memory_kb() -> Result<f64, Box<dyn std::error::Error>> {
    let said = std::fs::read_to_string("/proc/self/status")?;
    let line = said.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap_or_default();
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

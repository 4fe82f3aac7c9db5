//! A PostgreSQL cluster of its own for one test run: started on a free loopback port, gone afterwards.

use crate::run::{install_debian, is_root, output, run};
use anyhow::{Context, Result};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Debian's package of the server.
pub const PACKAGE: &str = "postgresql";

/// Tells whether a server is there to start.
pub fn is_installed() -> bool {
    find_binaries().is_some()
}

/// A running cluster; dropping it stops the server and removes its files.
pub struct Cluster {
    folder: TempDir,
    binaries: PathBuf,
    port: u16,
}

impl Cluster {
    /// Installs PostgreSQL when it is missing, makes a cluster in a temporary folder and starts it.
    pub fn start() -> Result<Self> {
        if !is_installed() {
            install_debian(&[PACKAGE])?;
        }
        let binaries =
            find_binaries().context("PostgreSQL is installed, but its initdb is not where Debian puts it")?;
        let folder = tempfile::Builder::new().prefix("dateline-postgres-").tempdir()?;
        if is_root() {
            // The server refuses to run as root: the account that Debian's package made owns the files.
            run(Command::new("chown").args(["postgres"]).arg(folder.path()))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let cluster = Self { folder, binaries, port };
        cluster.call(
            "initdb",
            &["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "--locale=C.UTF-8"],
        )?;
        let options = format!(
            "-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off \
             -c synchronous_commit=off -c max_connections=300"
        );
        let log = cluster.data().join("server.log");
        cluster.call(
            "pg_ctl",
            &["start", "--wait", "--timeout=60", "--silent", "-l", &log.to_string_lossy(), "-o", &options],
        )?;
        Ok(cluster)
    }

    /// The address of a database in which tests may make databases of their own.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn call(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(self.binaries.join(program));
            command
        } else {
            Command::new(self.binaries.join(program))
        };
        command.arg("-D").arg(self.data()).args(arguments).current_dir("/");
        // `pg_ctl start` hands its output on to the server: read by a pipe, the call would never end.
        if program == "pg_ctl" { run(&mut command) } else { output(&mut command).map(drop) }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(error) = self.call("pg_ctl", &["stop", "--mode=immediate", "--wait", "--timeout=60", "--silent"]) {
            eprintln!("the test cluster did not stop: {error:#}");
        }
    }
}

fn find_binaries() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path().join("bin")).collect();
    versions.sort();
    versions
        .into_iter()
        .rev()
        .chain([PathBuf::from("/usr/bin"), PathBuf::from("/usr/local/bin")])
        .find(|folder| holds_server(folder))
}

fn holds_server(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("pg_ctl").is_file()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_folder_without_a_server_is_not_taken_for_one() {
        assert!(!super::holds_server(&std::env::temp_dir()));
    }
}

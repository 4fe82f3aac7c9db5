//! An installation of its own for a test: a temporary folder, and the binary run over it as a person would.

#![cfg(test)]
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The longest a test waits for something that must come.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Installation {
    pub folder: TempDir,
}

impl Installation {
    pub fn new() -> Self {
        Self { folder: tempfile::Builder::new().prefix("dateline-test-").tempdir().unwrap() }
    }

    pub fn dateline(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(arguments)
            .env("DATELINE_STORAGE_FOLDER", self.folder.path())
            .env("DATELINE_FETCH_ALLOW_HOSTS", "*.localhost")
            .env("DATELINE_FETCH_TIMEOUT_S", "5")
            .env("DATELINE_FETCH_CONTACT", "the tests")
            .env("DATELINE_SITE_FULL_TEXT", "everyone")
            .env("DATELINE_LOG_LEVEL", "error")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.dateline(arguments).output().unwrap()
    }

    /// Runs a command that must succeed; gives what it said.
    pub fn say(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {}\n{errors}", output.status);
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn database(&self) -> String {
        format!("sqlite://{}", self.folder.path().join("dateline.db").display())
    }

    /// Starts the site and waits until it says its address.
    pub fn serve(&self, arguments: &[&str]) -> Served {
        let mut all = vec!["serve", "--bind", "127.0.0.1:0"];
        all.extend(arguments);
        Self::start(self.dateline(&all))
    }

    /// Starts the site at an address that is its `base_url` too, as the outside knows it.
    pub fn serve_at(&self, bind: SocketAddr) -> Served {
        let mut command = self.dateline(&["serve", "--bind", &bind.to_string()]);
        command.env("DATELINE_SITE_BASE_URL", format!("http://{bind}"));
        Self::start(command)
    }

    /// Starts what `dateline` made a command of, like `serve` does.
    pub fn start(mut command: Command) -> Served {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let mut served = Served { child, address: String::new(), said: String::new(), lines };
        while served.address.is_empty() {
            let mut line = String::new();
            assert!(served.lines.read_line(&mut line).unwrap() > 0, "the site ended at its start: {}", served.said);
            served.said.push_str(&line);
            if let Some(address) = line.trim().strip_prefix("Dateline is at ") {
                served.address = address.to_owned();
            }
        }
        served
    }
}

/// A running site; dropping it kills the process.
pub struct Served {
    pub child: Child,
    /// `http://127.0.0.1:PORT`
    pub address: String,
    /// What it said until it was ready.
    pub said: String,
    lines: BufReader<ChildStdout>,
}

impl Served {
    /// Asks it to end and waits for it; gives whether it ended well.
    pub fn end(mut self) -> bool {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap().success()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again and again until `done` gives something; panics with `what` when it does not come in time.
pub async fn until<T>(what: &str, mut done: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(value) = done().await {
            return value;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Gets a page; gives its status and body.
pub async fn get(address: &str, path: &str) -> (u16, String) {
    let answer = reqwest::get(format!("{address}{path}")).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

//! What several fetches bring at the same time is stored in one transaction: they share pages and one commit.
//!
//! Nobody waits for company: whoever finds the writer free takes what stands in line, at most [`TOGETHER`].

use crate::now;
use anyhow::{Context, Result, anyhow};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use store::{Arrival, IngestReport, Store};
use tokio::sync::oneshot;

/// More arrivals in one transaction cost hardly less each, and hold the writer longer.
const TOGETHER: usize = 8;

/// Arrivals that wait for the writer, oldest first, each with whoever waits for its report.
#[derive(Default)]
pub(crate) struct Intake {
    line: Mutex<VecDeque<Waiting>>,
    writer: tokio::sync::Mutex<()>,
}

type Waiting = (Arrival, oneshot::Sender<Result<IngestReport>>);

impl Intake {
    /// Stores what a fetch brought, and gives the report once it is stored.
    pub async fn ingest(&self, store: &Store, arrival: Arrival) -> Result<IngestReport> {
        let (sender, mut report) = oneshot::channel();
        self.line().push_back((arrival, sender));
        // Each turn stores the head of the line, so one's own arrival is stored after a few.
        loop {
            let _turn = self.writer.lock().await;
            match report.try_recv() {
                Ok(report) => return report,
                Err(oneshot::error::TryRecvError::Empty) => {}
                Err(oneshot::error::TryRecvError::Closed) => return Err(anyhow!("an arrival was dropped unstored")),
            }
            let (arrivals, waiting): (Vec<_>, Vec<_>) = {
                let mut line = self.line();
                let together = line.len().min(TOGETHER);
                line.drain(..together).unzip()
            };
            match store.ingest_all(now(), &arrivals).await {
                Ok(reports) => {
                    for (waiting, report) in waiting.into_iter().zip(reports) {
                        // Whoever no longer waits does not need to know.
                        let _ = waiting.send(report.context("the source is followed no longer"));
                    }
                }
                Err(error) => {
                    for waiting in waiting {
                        let _ = waiting.send(Err(anyhow!("the articles could not be stored: {error}")));
                    }
                }
            }
        }
    }

    fn line(&self) -> std::sync::MutexGuard<'_, VecDeque<Waiting>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

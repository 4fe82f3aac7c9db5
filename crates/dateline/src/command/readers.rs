//! `end-second-step`: for who can no longer sign in, and has the machine.

use super::say;
use crate::installation::Installation;
use anyhow::{Context, Result, bail};
use std::process::ExitCode;

pub async fn end_second_step(installation: Installation, name: &str) -> Result<ExitCode> {
    let store = installation.store().await?;
    let reader = store.reader_by_name(name).await?.with_context(|| format!("nobody here is called {name:?}"))?;
    if !store.end_second_step(reader.id).await? {
        bail!("no second step is asked of {:?}", reader.name);
    }
    tracing::info!(reader.id = reader.id.0, "second step taken off an account");
    say(format!("{} signs in with the password alone now. It can be switched on again on /account.", reader.name));
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

//! `mail`: tries the mail server.

use super::say;
use crate::cli::MailWhat;
use crate::installation::Installation;
use anyhow::{Result, bail};
use desk::Letter;
use std::process::ExitCode;

pub async fn mail(installation: Installation, what: MailWhat) -> Result<ExitCode> {
    let MailWhat::Test { address } = what;
    let config = &installation.config;
    let Some(mailer) = config.mail.mailer()? else {
        bail!("the configuration has no `server` in [mail]; see docs/config.md");
    };
    let text = format!("This is a trial of the mail server of {}.\nIt works.", config.site.title);
    let mut html = String::new();
    news::html::escape(&mut html, &text);
    let letter = Letter {
        subject: format!("A trial from {}", config.site.title),
        html: format!("<p>{html}</p>"),
        text,
        unsubscribe: None,
    };
    let key = format!("trial.{}", jiff::Timestamp::now().as_microsecond());
    mailer.hand_over(&letter, &address, &key, async { Ok(true) }).await?;
    say(format!("{} took a letter to {address}.", config.mail.server));
    Ok(ExitCode::SUCCESS)
}

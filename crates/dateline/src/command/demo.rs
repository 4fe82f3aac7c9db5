//! `demo`: an invented press on loopback, and a site that follows it.

use super::{say, serve, told_to_stop};
use crate::cli::Demo;
use crate::config::Config;
use crate::installation::Installation;
use anyhow::{Context, Result};
use news::Timestamp;
use press::{Press, PressOptions};
use std::process::ExitCode;
use std::time::Duration;

/// How often a source of the demo is asked: the press goes on publishing while one looks.
const DEMO_INTERVAL_S: i64 = 5;

pub async fn demo(asked: Demo) -> Result<ExitCode> {
    let folder =
        tempfile::Builder::new().prefix("dateline-demo-").tempdir().context("could not make a temporary folder")?;
    let installation = Installation::new(demo_config(&asked, folder.path()))?;
    crate::installation::start_log(&installation.config);
    let press = Press::start(PressOptions {
        start: Timestamp::from_jiff(jiff::Timestamp::now()),
        speed: asked.speed,
        ..Default::default()
    })
    .await
    .context("could not start the invented press")?;
    let store = installation.store().await?;
    let index = installation.index()?;
    let listener = serve::listen(&asked.bind).await?;
    let address = listener.local_addr()?;
    say(format!("The invented press is at work on {}: {} publishers.", press.addr(), press.seeds().len()));
    if let Some(link) = serve::setup_link(&store, &format!("http://{address}")).await? {
        say(format!("To sign in as its owner, open (once): {link}"));
    }
    say(format!("Open http://{address} and watch stories appear. Ctrl-C ends the demo."));

    let options = desk::DeskOptions { fastest_interval_s: Some(DEMO_INTERVAL_S), ..installation.desk_options()? };
    let client = installation.client()?;
    let desk = installation.desk_of_its_own(store.clone(), client.clone(), index.clone(), options).await?;
    let seeds = press.seeds();
    let following = tokio::spawn({
        let store = store.clone();
        async move {
            for seed in seeds {
                match follow(&client, &store, &seed.url).await {
                    Ok(line) => say(line),
                    Err(error) => say(format!("{}: {error:#}", seed.url)),
                }
            }
        }
    });
    let end = async {
        match asked.seconds {
            Some(seconds) => tokio::select! {
                () = told_to_stop() => {}
                () = tokio::time::sleep(Duration::from_secs(seconds)) => {}
            },
            None => told_to_stop().await,
        }
    };
    serve::run(&installation, store, index, listener, Some(desk), end).await?;
    following.abort();
    press.stop().await;
    Ok(ExitCode::SUCCESS)
}

async fn follow(client: &gather::Client, store: &store::Store, url: &str) -> Result<String> {
    let found = desk::find(client, url).await?;
    let best = found.first().context("nothing to follow was found there")?;
    desk::follow(store, best, None).await?;
    Ok(format!("following {} ({})", best.title, best.kind.as_str()))
}

fn demo_config(asked: &Demo, folder: &std::path::Path) -> Config {
    let mut config = Config::default();
    config.site.bind.clone_from(&asked.bind);
    // The texts are our own: everyone may read them whole.
    config.site.full_text = "everyone".to_owned();
    config.storage.folder = folder.display().to_string();
    config.fetch.allow_hosts = vec!["*.localhost".to_owned()];
    config.fetch.contact = "the demo on this machine".to_owned();
    config.log.level = "warn".to_owned();
    config
}

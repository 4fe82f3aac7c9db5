//! Serves a small invented world on a loopback port, for looking at the pages:
//! `cargo run -p site --example preview -- 8081`. The setup link it prints creates the owner.

#[path = "../tests/fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;

use site::{Site, SiteOptions};

#[tokio::main]
#[allow(clippy::print_stdout)]
async fn main() -> anyhow::Result<()> {
    let port: u16 = std::env::args().nth(1).map_or(Ok(8081), |port| port.parse())?;
    let folder = tempfile::tempdir()?;
    let world = fixture::build(folder.path()).await;
    let secret = site::create_setup_secret(&world.store, world.now).await?;
    let site = Site::open(world.store.clone(), world.index.clone(), SiteOptions::default()).await?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}/\nhttp://127.0.0.1:{port}/setup/{secret}");
    site::serve(listener, site, async {
        let _ = tokio::signal::ctrl_c().await;
    })
    .await?;
    Ok(())
}

//! Serves the invented press until it is stopped: `cargo run -p press --example press -- 8000`.
#![allow(clippy::print_stdout)]

use press::{Press, PressOptions};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(0);
    let options = PressOptions { bind: ([127, 0, 0, 1], port).into(), ..PressOptions::default() };
    let press = Press::start(options).await?;
    for seed in press.seeds() {
        println!("{}  {}", seed.url, seed.title);
    }
    tokio::signal::ctrl_c().await?;
    press.stop().await;
    Ok(())
}

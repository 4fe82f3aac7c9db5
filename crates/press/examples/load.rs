//! Serves the load feeds until it is stopped: `cargo run --release -p press --example load -- 8100 1000`.
//! Their addresses are listed at `/feeds.txt`.

use press::load::{LoadOptions, serve_load};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse::<u32>().ok());
    let port = arguments.next().unwrap_or(8100) as u16;
    let feeds = arguments.next().unwrap_or(1000) as usize;
    serve_load(LoadOptions { bind: ([127, 0, 0, 1], port).into(), feeds, ..LoadOptions::default() }).await
}

//! Any body taken for a feed: no panic, no hang, and something is said of it.
#![no_main]

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    dateline_fuzz::check_feed(&gather::parse_feed(body, None, None));
});

//! Any fragment of foreign HTML: what becomes of it holds our own markup and nothing else.
#![no_main]

libfuzzer_sys::fuzz_target!(|fragment: &str| {
    dateline_fuzz::check_blocks(&extract::blocks_of_fragment(fragment, Some("https://www.example.org/news/a-story")));
});

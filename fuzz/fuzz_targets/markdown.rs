//! Any words of a reader: what is shown of them holds our own markup and nothing else, and comes out the same twice.
#![no_main]

libfuzzer_sys::fuzz_target!(|words: &str| {
    dateline_fuzz::check_comment(words);
});

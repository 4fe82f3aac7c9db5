//! Any bytes taken for a model's stream of events, cut at any place: the same events, and never more text than came.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: (usize, &[u8])| {
    let (cut, bytes) = input;
    dateline_fuzz::check_event_stream(bytes, cut);
});

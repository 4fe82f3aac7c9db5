//! Any text cut into the pieces of the model: no panic, never more pieces than are read, no mark set by the text.
#![no_main]

use std::sync::LazyLock;

static MODEL: LazyLock<ai::LocalModel> = LazyLock::new(ai::LocalModel::new);

libfuzzer_sys::fuzz_target!(|text: &str| {
    let empty = MODEL.ids("");
    let ids = MODEL.ids(text);
    let (begin, end) = (empty[0], empty[empty.len() - 1]);
    assert!(ids.len() <= 64 && ids[0] == begin && ids[ids.len() - 1] == end);
    assert!(ids[1..ids.len() - 1].iter().all(|&id| id != begin && id != end), "a text sets no mark");
    assert!(ids == MODEL.ids(text), "the same text gives the same pieces");
});

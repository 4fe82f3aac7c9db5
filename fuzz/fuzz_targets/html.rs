//! Any page taken for an article: no panic, no hang, nothing foreign in what is shown, and the same article twice.
#![no_main]

use extract::{PageInput, extract_page};

libfuzzer_sys::fuzz_target!(|html: &[u8]| {
    let input = PageInput { url: Some("https://www.example.org/news/a-story"), html, ..PageInput::default() };
    let article = extract_page(&input);
    dateline_fuzz::check_article(&article);
    assert_eq!(article, extract_page(&input), "an article is a function of its page");
});

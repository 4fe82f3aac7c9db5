//! `dateline ask` from the command line: what it says, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use support::Installation;

#[test]
fn what_no_article_says_ends_with_one() {
    let home = Installation::new();
    let asked = home.run(&["ask", "Who", "won", "the", "race?"]);
    assert_eq!(asked.status.code(), Some(1), "{}", String::from_utf8_lossy(&asked.stderr));
    assert_eq!(String::from_utf8_lossy(&asked.stdout).trim(), "The articles here do not say.");
    let asked = home.run(&["ask", "--json", "Who won the race?"]);
    let row: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    assert_eq!(row, serde_json::json!({ "question": "Who won the race?", "is_sure": false, "passages": [] }));
    for missing in ["--article", "--story"] {
        let asked = home.run(&["ask", missing, "7", "Who won?"]);
        assert_eq!(asked.status.code(), Some(1), "{missing}");
        assert!(String::from_utf8_lossy(&asked.stderr).contains("there is no"), "{missing}");
    }
    assert_eq!(home.run(&["ask"]).status.code(), Some(2), "nothing is asked");
}

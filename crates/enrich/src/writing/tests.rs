//! What models say, however they write it.

use super::*;

fn said(pieces: &[&str]) -> Vec<Said> {
    let mut reader = Reader::default();
    let mut said: Vec<Said> = pieces.iter().flat_map(|piece| reader.take(piece)).collect();
    said.extend(reader.end());
    said
}

#[test]
fn sentences_and_what_they_cite_are_found_however_they_are_written() {
    let check = |text: &str, expected: &[(&str, &[usize])]| {
        let expected: Vec<Said> = expected
            .iter()
            .map(|(text, cites)| Said::Sentence { text: (*text).to_owned(), cites: cites.to_vec() })
            .collect();
        assert_eq!(said(&[text]), expected, "{text}");
        let letters: Vec<String> = text.chars().map(String::from).collect();
        let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
        assert_eq!(said(&letters), expected, "letter by letter: {text}");
    };
    check("The wall held. [3]\nNobody was hurt [1][2].", &[("The wall held.", &[3]), ("Nobody was hurt.", &[1, 2])]);
    check("- **The wall** held [passage 3, 12].", &[("The wall held.", &[3, 12])]);
    check("1. One rose. [1]\n2. Two fell. [2-4]", &[("One rose.", &[1]), ("Two fell.", &[2, 3, 4])]);
    check("One rose [1]. Two fell [2].", &[("One rose.", &[1]), ("Two fell.", &[2])]);
    check("One rose. Two fell. [1]", &[("One rose.", &[1]), ("Two fell.", &[1])]);
    check("He said it [sic] twice.", &[("He said it [sic] twice.", &[])]);
    check("大雨持续。【2】道路关闭。[3]", &[("大雨持续。", &[2]), ("道路关闭。", &[3])]);
    check("وصل الوزير [٣].", &[("وصل الوزير.", &[3])]);
    check("3. März war der Tag. [1]", &[("3. März war der Tag.", &[1])]);
    check("<think>\nOne rose? [1]\n</think>\n\nTwo fell. [2]", &[("Two fell.", &[2])]);
    check("[9]\n\n…\n", &[]);
    check("unclosed [3", &[("unclosed [3", &[])]);
    assert_eq!(said(&["[none]."]), [Said::Nothing]);
}

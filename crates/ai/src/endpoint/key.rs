//! The key to an endpoint.

use std::fmt;

/// A key that shows itself to nobody but the endpoint.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Takes a key as it stands in a file or a variable. None when it is empty or cannot be sent in a header.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())).then(|| Self(text.to_owned()))
    }

    pub(super) fn secret(&self) -> &str {
        &self.0
    }

    /// Takes the key, and what is left of it when an endpoint repeats it half hidden, out of a text.
    pub(super) fn hide(&self, text: &str) -> String {
        let whole = text.replace(&self.0, "…");
        if !whole.contains("**") {
            return whole;
        }
        let words: Vec<&str> = whole.split(' ').map(|word| if word.contains("**") { "…" } else { word }).collect();
        words.join(" ")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_key_is_text_that_a_header_can_carry() {
        assert!(Key::new(" sk-1\n").is_some_and(|key| key.secret() == "sk-1"));
        for text in ["", " ", "a b", "a\nb", "schlüssel"] {
            assert!(Key::new(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_key_is_in_no_text() {
        let key = Key::new("sk-secret-1234").unwrap();
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_eq!(key.hide("Incorrect key: sk-secret-1234."), "Incorrect key: ….");
        assert_eq!(key.hide("Incorrect key: sk-se******1234 given"), "Incorrect key: … given");
    }
}

//! A page's text as html5gum reads it, with a pause now and then.
//!
//! From one quoted attribute to the next html5gum 0.8 calls itself: an element with very many of them would overflow the
//! stack. An error of the reader brings it back to its loop, with its state as it was, and it goes on from there.

use html5gum::{Readable, Reader, StringReader};

/// So many quoted attributes are read in one go.
const QUOTED_AT_ONCE: u32 = 64;

pub(crate) struct PausingReader<'a> {
    text: StringReader<'a>,
    /// Reads of quoted values so far.
    quoted: u32,
}

#[derive(Debug)]
pub(crate) struct Pause;

impl std::fmt::Display for Pause {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the reader takes a breath")
    }
}

impl std::error::Error for Pause {}

impl<'a> PausingReader<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text: text.to_reader(), quoted: 0 }
    }
}

impl Reader for PausingReader<'_> {
    type Error = Pause;

    #[inline(always)]
    fn read_byte(&mut self) -> Result<Option<u8>, Pause> {
        self.text.read_byte().map_err(|never| match never {})
    }

    #[inline(always)]
    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, Pause> {
        self.text.try_read_string(wanted, case_sensitive).map_err(|never| match never {})
    }

    #[inline(always)]
    fn read_until<'b>(&'b mut self, needle: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Pause> {
        // Only a quoted value is read up to a quotation mark; nothing of it has been taken yet.
        if needle.first() == Some(&b'"') {
            self.quoted += 1;
            if self.quoted.is_multiple_of(QUOTED_AT_ONCE) {
                return Err(Pause);
            }
        }
        self.text.read_until(needle, buffer).map_err(|never| match never {})
    }
}

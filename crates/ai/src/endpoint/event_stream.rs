//! Server-sent events (WHATWG HTML, section 9.2), read while they come.
//!
//! Invariant: what is found does not depend on where the bytes are cut. Nothing is refused: what is no event is skipped.

/// Reads the data of events out of pieces of a stream. The caller caps the bytes of the whole.
#[derive(Debug, Default)]
pub struct EventStream {
    line: Vec<u8>,
    data: Option<String>,
    /// A line feed after this carriage return ends no further line.
    after_return: bool,
    is_begun: bool,
}

impl EventStream {
    /// Takes the next piece of the stream and adds the data of the events that it completes.
    pub fn push(&mut self, piece: &[u8], events: &mut Vec<String>) {
        for &byte in piece {
            let after_return = std::mem::take(&mut self.after_return);
            match byte {
                b'\n' if after_return => {}
                b'\n' | b'\r' => {
                    self.after_return = byte == b'\r';
                    self.end_line(events);
                }
                _ => self.line.push(byte),
            }
        }
    }

    /// Ends the stream. Some servers leave out the empty line after the last event.
    pub fn finish(mut self, events: &mut Vec<String>) {
        self.end_line(events);
        self.end_event(events);
    }

    fn end_line(&mut self, events: &mut Vec<String>) {
        let line = std::mem::take(&mut self.line);
        let mut line = line.as_slice();
        if !std::mem::replace(&mut self.is_begun, true) {
            line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        }
        if line.is_empty() {
            return self.end_event(events);
        }
        // Gateways that fail in mid-stream have been seen to write their error as a bare line of JSON.
        if line[0] == b'{' {
            self.end_event(events);
            return events.push(String::from_utf8_lossy(line).into_owned());
        }
        let (field, value) = match line.iter().position(|&byte| byte == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &line[..0]),
        };
        // All else is an event's name or number, or a comment that keeps the connection open.
        if field == b"data" {
            let value = String::from_utf8_lossy(value.strip_prefix(b" ").unwrap_or(value));
            match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(&value);
                }
                None => self.data = Some(value.into_owned()),
            }
        }
    }

    fn end_event(&mut self, events: &mut Vec<String>) {
        events.extend(self.data.take().filter(|data| !data.is_empty()));
    }
}

#[cfg(test)]
mod tests {
    use super::EventStream;
    use proptest::prelude::*;

    fn events_of<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
        let (mut stream, mut events) = (EventStream::default(), Vec::new());
        pieces.into_iter().for_each(|piece| stream.push(piece, &mut events));
        stream.finish(&mut events);
        events
    }

    #[test]
    fn data_is_found_among_comments_names_and_odd_lines() {
        let check =
            |stream: &str, expected: &[&str]| assert_eq!(events_of([stream.as_bytes()]), expected, "{stream:?}");
        check("data: a\n\ndata: b\n\n", &["a", "b"]);
        check("data:a\r\n\r\ndata:  b\r\r", &["a", " b"]);
        check(": still here\n\nevent: ping\ndata: {}\nid: 7\n\n", &["{}"]);
        check("data: a\ndata: b\n\n", &["a\nb"]);
        check("data: a", &["a"]);
        check("data\n\ndata:\n\n", &[]);
        check("\u{feff}data: a\n\n", &["a"]);
        check("data: a\n\n{\"error\":1}\n", &["a", "{\"error\":1}"]);
        check("datum: a\nretry: 3\n\n", &[]);
    }

    proptest! {
        #[test]
        fn events_do_not_depend_on_where_the_bytes_are_cut(
            stream in "(data: ?[a-zé東]{0,4}|: [a-z]{0,3}|event: x|\\{\"a\"|\u{feff}|(\r\n|\n|\r)){0,20}",
            cuts in prop::collection::vec(0_usize..200, 0..6),
        ) {
            let bytes = stream.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            prop_assert_eq!(events_of(cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]])), events_of([bytes]));
        }

        #[test]
        fn any_bytes_are_borne(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..8)) {
            events_of(pieces.iter().map(Vec::as_slice));
        }
    }
}

//! Addresses: relative ones made absolute by the base in force (xml:base, then the document's own address).

use url::Url;

/// The bases in force while a document is read.
#[derive(Debug)]
pub(crate) struct Bases {
    document: Option<Url>,
    /// One for each `xml:base` in force, with the depth of its element.
    declared: Vec<(usize, Url)>,
}

impl Bases {
    pub fn new(document: Option<&str>) -> Self {
        Self { document: document.and_then(|url| Url::parse(url).ok()), declared: Vec::new() }
    }

    pub fn current(&self) -> Option<&Url> {
        self.declared.last().map(|(_, base)| base).or(self.document.as_ref())
    }

    /// The base that the document itself declares; None when it declares none here.
    pub fn declared(&self) -> Option<&Url> {
        self.declared.last().map(|(_, base)| base)
    }

    /// Takes an `xml:base` in; it may itself be relative. One that cannot be resolved changes nothing.
    pub fn push(&mut self, depth: usize, value: &str) {
        let value = value.trim();
        let base = match self.current() {
            Some(current) => current.join(value),
            None => Url::parse(value),
        };
        if let Ok(base) = base
            && !base.cannot_be_a_base()
        {
            self.declared.push((depth, base));
        }
    }

    /// Forgets the bases of elements at `depth` and deeper.
    pub fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(at, _)| *at >= depth) {
            self.declared.pop();
        }
    }

    /// Makes an address absolute. One that already is stays as written, without white space; one that cannot be
    /// resolved stays relative. None when empty.
    pub fn resolve(&self, address: &str) -> Option<String> {
        resolve(self.current(), address)
    }
}

/// Makes an address absolute against a base; see [`Bases::resolve`].
pub(crate) fn resolve(base: Option<&Url>, address: &str) -> Option<String> {
    let address: String = address.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    let address = address.trim();
    if address.is_empty() {
        return None;
    }
    if has_scheme(address) {
        return Some(address.to_owned());
    }
    match base.and_then(|base| base.join(address).ok()) {
        Some(absolute) => Some(absolute.into()),
        None => Some(address.to_owned()),
    }
}

/// Tells whether an address begins with a scheme (RFC 3986, section 3.1).
pub(crate) fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

pub(crate) fn is_web_address(address: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
}

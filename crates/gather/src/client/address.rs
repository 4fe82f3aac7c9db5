//! Which addresses the one outbound client may connect to: the public internet, and what the owner allows.
//!
//! Invariant: an address is judged by its number, never by the text it was written in; names are judged by what
//! they resolve to, at the moment of connecting.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// What the owner allows beyond the public internet.
///
/// An entry is a name (`ai.intern.example`), the names under one (`*.localhost`; not the name itself), an address
/// (`127.0.0.1`, `[::1]`) or a range (`10.0.0.0/8`), each with an optional `:port`. An entry with a port allows that
/// port alone, and only for addresses and names written so in the URL; a range without a port also allows names
/// that resolve into it.
#[derive(Clone, Debug, Default)]
pub struct AllowList {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    host: Allowed,
    port: Option<u16>,
}

#[derive(Clone, Debug, PartialEq)]
enum Allowed {
    Name(String),
    Under(String),
    Range(IpAddr, u8),
}

impl AllowList {
    /// Reads the owner's entries; the error names the first one that is not understood.
    pub fn parse<S: AsRef<str>>(entries: &[S]) -> Result<Self, String> {
        let read = |entry: &S| {
            parse_entry(entry.as_ref().trim())
                .ok_or_else(|| format!("not a host, address or range: {:?}", entry.as_ref()))
        };
        Ok(Self { entries: entries.iter().map(read).collect::<Result<_, _>>()? })
    }

    /// Tells whether the owner allows what the URL names, by its host and port.
    pub fn allows_url(&self, url: &Url) -> bool {
        let port = url.port_or_known_default();
        let fits = |entry: &&Entry| entry.port.is_none() || entry.port == port;
        let mut entries = self.entries.iter().filter(fits);
        match url.host() {
            Some(Host::Domain(name)) => {
                let name = without_last_dot(name);
                entries.any(|entry| match &entry.host {
                    Allowed::Name(allowed) => name == allowed,
                    Allowed::Under(parent) => is_under(name, parent),
                    Allowed::Range(..) => false,
                })
            }
            Some(Host::Ipv4(ip)) => entries.any(|entry| entry.holds(IpAddr::V4(ip))),
            Some(Host::Ipv6(ip)) => entries.any(|entry| entry.holds(IpAddr::V6(ip))),
            None => false,
        }
    }

    /// Tells whether an address that a name resolved to may be connected to.
    pub fn allows_resolved(&self, ip: IpAddr) -> bool {
        is_public(ip) || self.entries.iter().any(|entry| entry.port.is_none() && entry.holds(ip))
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Entry {
    fn holds(&self, ip: IpAddr) -> bool {
        let Allowed::Range(network, prefix) = self.host else { return false };
        match (network, ip) {
            (IpAddr::V4(network), IpAddr::V4(ip)) => {
                let differing = u32::from(network) ^ u32::from(ip);
                differing.checked_shr(32 - u32::from(prefix)).unwrap_or(0) == 0
            }
            (IpAddr::V6(network), IpAddr::V6(ip)) => {
                let differing = u128::from(network) ^ u128::from(ip);
                differing.checked_shr(128 - u32::from(prefix)).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

fn parse_entry(text: &str) -> Option<Entry> {
    let (host, port) = match text.rsplit_once(':') {
        // A bare IPv6 address has several colons and takes a port only in brackets.
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, Some(port.parse().ok()?)),
        _ => (text, None),
    };
    Some(Entry { host: parse_allowed(host)?, port })
}

fn parse_allowed(host: &str) -> Option<Allowed> {
    let (address, prefix) = match host.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix.parse::<u8>().ok()?)),
        None => (host, None),
    };
    let unbracketed = address.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(address);
    if let Ok(ip) = unbracketed.parse::<IpAddr>() {
        let bits = if ip.is_ipv4() { 32 } else { 128 };
        return prefix.is_none_or(|prefix| prefix <= bits).then_some(Allowed::Range(ip, prefix.unwrap_or(bits)));
    }
    if prefix.is_some() {
        return None;
    }
    let (name, under) = match host.strip_prefix("*.") {
        Some(parent) => (parent, true),
        None => (host, false),
    };
    // The URL's own parser normalises the name (case, IDNA) as it will the address that is compared with it.
    match Host::parse(name).ok()? {
        Host::Domain(name) if under => Some(Allowed::Under(without_last_dot(&name).to_owned())),
        Host::Domain(name) => Some(Allowed::Name(without_last_dot(&name).to_owned())),
        _ => None,
    }
}

fn without_last_dot(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}

fn is_under(name: &str, parent: &str) -> bool {
    name.strip_suffix(parent).and_then(|rest| rest.strip_suffix('.')).is_some_and(|rest| !rest.is_empty())
}

/// Tells whether a name means this machine without any lookup (RFC 6761, section 6.3).
pub fn is_localhost(name: &str) -> bool {
    let name = without_last_dot(name);
    name.eq_ignore_ascii_case("localhost")
        || name.len() > 10 && name.as_bytes()[name.len() - 10..].eq_ignore_ascii_case(b".localhost")
}

/// Tells whether an address belongs to the public internet: globally reachable unicast by the IANA special-purpose
/// registries, and no form that wraps an IPv4 address in an IPv6 one.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !matches!(
        ip.octets(),
        [0 | 10 | 127, ..]              // this network, private, loopback
            | [100, 64..=127, ..]       // carrier-grade NAT
            | [169, 254, ..]            // link-local, cloud metadata
            | [172, 16..=31, ..]        // private
            | [192, 0, 0 | 2, _]        // protocol assignments, documentation
            | [192, 88, 99, _]          // 6to4 relays
            | [192, 168, ..]            // private
            | [198, 18 | 19, ..]        // benchmarks
            | [198, 51, 100, _]         // documentation
            | [203, 0, 113, _]          // documentation
            | [224..=255, ..] // multicast, reserved, broadcast
    )
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        [0x2001, 0..=0x01ff, ..] => false, // protocol assignments: Teredo, benchmarks, ORCHID
        [0x2001, 0x0db8, ..] => false,     // documentation
        [0x2002, ..] => false,             // 6to4
        [0x3fff, 0..=0x0fff, ..] => false, // documentation
        // Outside 2000::/3 lie loopback, unspecified, mapped and compatible IPv4, NAT64, unique local, link-local,
        // site-local, multicast and what is not assigned.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        let check = |text: &str, expected: bool| assert_eq!(is_public(text.parse().unwrap()), expected, "{text}");
        for public in ["8.8.8.8", "1.1.1.1", "100.63.0.1", "100.128.0.1", "172.32.0.1", "192.0.1.1", "198.20.0.1"] {
            check(public, true);
        }
        for private in [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            check(private, false);
        }
        for public in ["2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "2001:200::1"] {
            check(public, true);
        }
        for private in [
            "::",
            "::1",
            "::ffff:8.8.8.8",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:2::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            check(private, false);
        }
    }

    #[test]
    fn the_owner_allows_names_addresses_ranges_and_ports() {
        let check = |entry: &str, url: &str, expected: bool| {
            let list = AllowList::parse(&[entry]).unwrap();
            assert_eq!(list.allows_url(&Url::parse(url).unwrap()), expected, "{entry} {url}");
        };
        check("*.localhost", "http://press.localhost:8080/", true);
        check("*.localhost", "http://a.b.localhost./", true);
        check("*.localhost", "http://localhost/", false);
        check("*.localhost", "http://notlocalhost/", false);
        check("localhost", "http://LOCALHOST:1/", true);
        check("localhost", "http://x.localhost/", false);
        check("ai.intern.example:8000", "http://ai.intern.example:8000/v1", true);
        check("ai.intern.example:8000", "http://ai.intern.example/v1", false);
        check("ai.intern.example:443", "https://ai.intern.example/v1", true);
        check("127.0.0.1", "http://0x7f000001/", true);
        check("127.0.0.1", "http://127.0.0.2/", false);
        check("127.0.0.1:11434", "http://127.0.0.1:11434/", true);
        check("127.0.0.1:11434", "http://127.0.0.1:22/", false);
        check("10.0.0.0/8", "http://10.9.8.7/", true);
        check("10.0.0.0/8", "http://11.0.0.1/", false);
        check("0.0.0.0/0", "http://10.9.8.7/", true);
        check("::1", "http://[::1]:80/", true);
        check("[::1]:81", "http://[::1]:80/", false);
        check("fd00::/8", "http://[fd12::1]/", true);
        check("10.0.0.0/8", "http://[::ffff:10.0.0.1]/", false);
        check("bücher.example", "http://xn--bcher-kva.example/", true);
    }

    #[test]
    fn a_range_allows_what_names_resolve_to_and_a_port_does_not() {
        let ip: IpAddr = "10.0.0.1".parse().unwrap();
        assert!(AllowList::parse(&["10.0.0.0/8"]).unwrap().allows_resolved(ip));
        assert!(!AllowList::parse(&["10.0.0.0/8:80"]).unwrap().allows_resolved(ip));
        assert!(!AllowList::default().allows_resolved(ip));
    }

    #[test]
    fn an_entry_that_is_none_is_refused() {
        for entry in ["", "*.", "10.0.0.0/33", "name/8", "http://name/", "a b", "name:port", "*.10.0.0.1"] {
            assert!(AllowList::parse(&[entry]).is_err(), "{entry:?}");
        }
    }
}

//! Who a visitor is behind a reverse proxy: what the proxies in front of the site say, and nobody else.
//!
//! Every proxy adds to the list in X-Forwarded-For, or in Forwarded (RFC 7239), whom it was asked by; what stands
//! before that is the client's own claim. So the list is read from its end, past the proxies that are trusted.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};

/// The reverse proxies that are believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Reads addresses and networks: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`. The error names the entry that is neither.
    pub fn parse<S: AsRef<str>>(entries: &[S]) -> Result<Self, String> {
        let network = |entry: &S| {
            let text = entry.as_ref().trim();
            let address = || text.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            text.parse::<IpNet>()
                .or_else(|_| address())
                .map_err(|_| format!("{text:?} is neither an address nor a network"))
        };
        entries.iter().map(network).collect::<Result<_, _>>().map(Self)
    }

    /// Tells whether an address is that of a proxy that is believed.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Finds the address of the client who asked, given the peer of the connection.
    ///
    /// A proxy sets one of the two headers and passes the other through as the client sent it. Where both are there
    /// and differ, one of them is a client's claim: then the peer is all we know.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        let lists = [addresses(headers, "x-forwarded-for", Some), addresses(headers, "forwarded", for_part)];
        let mut clients = lists.into_iter().flatten().map(|list| self.last_untrusted(&list).unwrap_or(peer));
        match (clients.next(), clients.next()) {
            (Some(client), None) => client,
            (Some(client), Some(other)) if client == other => client,
            _ => peer,
        }
    }

    /// None when the list ends, or has something that is no address, before anybody but a proxy is named.
    fn last_untrusted(&self, list: &[Option<IpAddr>]) -> Option<IpAddr> {
        list.iter().rev().copied().find(|address| address.is_none_or(|address| !self.trusts(address))).flatten()
    }
}

/// The entries of a header that may stand several times; None when it does not stand at all.
fn addresses<'h>(
    headers: &'h HeaderMap,
    name: &str,
    part: impl Fn(&'h str) -> Option<&'h str>,
) -> Option<Vec<Option<IpAddr>>> {
    let lines = headers.get_all(name).into_iter().map(|value| value.to_str().unwrap_or_default());
    let entries: Vec<_> =
        lines.flat_map(|line| line.split(',')).map(|entry| part(entry.trim()).and_then(address)).collect();
    (!entries.is_empty()).then_some(entries)
}

/// The `for` of `for=192.0.2.60;proto=http;by=203.0.113.43`.
fn for_part(entry: &str) -> Option<&str> {
    entry
        .split(';')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(name, value)| name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"')))
}

/// Reads `192.0.2.60`, `192.0.2.60:4711`, `2001:db8::1`, `[2001:db8::1]` and `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    bare.parse::<IpAddr>().or_else(|_| with_port()).ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn only_trusted_proxies_say_who_asks() {
        let proxies = TrustedProxies::parse(&["127.0.0.1", "10.0.0.0/8", "fd00::/8"]).unwrap();
        let check = |peer: &str, headers: &[(&'static str, &'static str)], expected: &str| {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            let client = proxies.client(peer.parse().unwrap(), &map);
            assert_eq!(client, expected.parse::<IpAddr>().unwrap(), "{peer} {headers:?}");
        };
        check("192.0.2.1", &[("x-forwarded-for", "198.51.100.9")], "192.0.2.1");
        check("127.0.0.1", &[], "127.0.0.1");
        check("127.0.0.1", &[("x-forwarded-for", "198.51.100.9")], "198.51.100.9");
        check("::ffff:127.0.0.1", &[("x-forwarded-for", "198.51.100.9")], "198.51.100.9");
        // What the client claimed stands before what our proxies saw.
        check("10.1.1.1", &[("x-forwarded-for", "203.0.113.7, 198.51.100.9, 10.2.2.2")], "198.51.100.9");
        check("10.1.1.1", &[("x-forwarded-for", "203.0.113.7"), ("x-forwarded-for", "198.51.100.9")], "198.51.100.9");
        check("10.1.1.1", &[("x-forwarded-for", "10.3.3.3, 10.2.2.2")], "10.1.1.1");
        check("10.1.1.1", &[("x-forwarded-for", "203.0.113.7, unknown, 10.2.2.2")], "10.1.1.1");
        check("10.1.1.1", &[("x-forwarded-for", "198.51.100.9:51234")], "198.51.100.9");
        check("fd00::1", &[("forwarded", "for=\"[2001:db8::17]:4711\";proto=https")], "2001:db8::17");
        check("fd00::1", &[("forwarded", "For=203.0.113.7, proto=http;for=198.51.100.9")], "198.51.100.9");
        check("fd00::1", &[("forwarded", "for=_hidden")], "fd00::1");
        // A client adds the header that the proxy does not set.
        check("10.1.1.1", &[("x-forwarded-for", "198.51.100.9"), ("forwarded", "for=203.0.113.7")], "10.1.1.1");
        check("10.1.1.1", &[("x-forwarded-for", "198.51.100.9"), ("forwarded", "for=198.51.100.9")], "198.51.100.9");
    }

    #[test]
    fn an_entry_that_is_no_address_is_refused_by_name() {
        assert!(TrustedProxies::parse(&["10.0.0.1", "proxy.lan"]).unwrap_err().contains("proxy.lan"));
        assert!(TrustedProxies::parse::<&str>(&[]).unwrap().0.is_empty());
    }
}

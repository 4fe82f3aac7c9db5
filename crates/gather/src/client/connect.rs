//! How connections are made: to which addresses, by which certificates, within which limits.

use super::address::{self, AllowList};
use super::error::{AddressRefused, LookupFailed};
use super::{ClientError, ClientOptions, FetchError};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use tokio::sync::Semaphore;
use url::{Host, Url};

/// Lookups that run at once; each keeps a thread while the system's resolver waits.
const MAX_LOOKUPS: usize = 32;
/// A page may set many cookies; a header bomb has more lines than that.
const MAX_HEADERS: usize = 200;
const MAX_HTTP2_HEADER_BYTES: u32 = 128 << 10;

/// The connections of a client, in two pools that share nothing: what was refused is never reached through a
/// connection that was allowed for another reason.
#[derive(Debug)]
pub struct Connections {
    allow: Arc<AllowList>,
    /// Reach the public internet, and names that resolve into ranges the owner allows.
    public: reqwest::Client,
    /// Reach anywhere, and are given only hosts that the owner allows; None when there are none.
    allowed: Option<reqwest::Client>,
}

impl Connections {
    pub fn new(options: &ClientOptions) -> Result<Self, ClientError> {
        let allow = Arc::new(AllowList::parse(&options.allow_hosts).map_err(ClientError::AllowHosts)?);
        let lookups = Arc::new(Semaphore::new(MAX_LOOKUPS));
        let connect = |reach| {
            let resolver = || GuardedResolver { reach, allow: allow.clone(), lookups: lookups.clone() };
            let client = connect_with(resolver(), options).build().or_else(|error| {
                // A bare container has no certificates of its own.
                tracing::warn!(error = full_text(&error), "no system certificates; using Mozilla's that are built in");
                connect_with(resolver(), options).tls_certs_only(built_in_roots()?).build()
            });
            client.map_err(|error| ClientError::Tls(full_text(&error)))
        };
        let public = connect(Reach::Public)?;
        let allowed = if allow.is_empty() { None } else { Some(connect(Reach::Anywhere)?) };
        Ok(Self { allow, public, allowed })
    }

    /// Judges an address as far as its text tells, and gives the connections that may be used to it.
    pub fn to(&self, url: &Url) -> Result<&reqwest::Client, FetchError> {
        if let Some(allowed) = self.allowed.as_ref().filter(|_| self.allow.allows_url(url)) {
            return Ok(allowed);
        }
        let public = match url.host() {
            Some(Host::Domain(name)) => !address::is_localhost(name),
            Some(Host::Ipv4(ip)) => address::is_public(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => address::is_public(IpAddr::V6(ip)),
            None => false,
        };
        if public { Ok(&self.public) } else { Err(FetchError::address_refused(url.host_str().unwrap_or_default())) }
    }
}

fn built_in_roots() -> reqwest::Result<Vec<reqwest::Certificate>> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|root| reqwest::Certificate::from_der(root)).collect()
}

fn connect_with(resolver: GuardedResolver, options: &ClientOptions) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .dns_resolver(resolver)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false)
        .connect_timeout(options.connect_timeout)
        .pool_idle_timeout(options.pool_idle_timeout)
        .pool_max_idle_per_host(options.per_host)
        // Connections are short and watched by our own timeouts; the kernel's need four calls to set up.
        .tcp_keepalive(None)
        .tcp_keepalive_interval(None)
        .tcp_keepalive_retries(None)
        .tcp_user_timeout(None)
        .http1_max_headers(MAX_HEADERS)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http2_max_header_list_size(MAX_HTTP2_HEADER_BYTES)
}

/// How far a resolver's connections may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The public internet, and ranges that the owner allows.
    Public,
    /// Anywhere: the host is allowed by name.
    Anywhere,
}

/// Looks names up and gives only addresses that may be connected to. The connection is made to one of these and to
/// nothing else, so a name that changes its mind between check and use gains nothing.
#[derive(Clone, Debug)]
struct GuardedResolver {
    reach: Reach,
    allow: Arc<AllowList>,
    lookups: Arc<Semaphore>,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move { resolver.look_up(name.as_str()).await })
    }
}

impl GuardedResolver {
    async fn look_up(&self, name: &str) -> Result<Addrs, Box<dyn Error + Send + Sync>> {
        if address::is_localhost(name) {
            return match self.reach {
                Reach::Anywhere => Ok(Box::new(std::iter::once(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))))),
                Reach::Public => Err(Box::new(AddressRefused(name.to_owned()))),
            };
        }
        let permit = self.lookups.clone().acquire_owned().await?;
        let asked = name.to_owned();
        // The permit stays with the thread, which may outlive our patience.
        let lookup = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            (asked.as_str(), 0).to_socket_addrs()
        });
        let found = lookup.await?.map_err(|error| LookupFailed { name: name.to_owned(), error })?;
        let found: Vec<SocketAddr> = found.collect();
        let permitted: Vec<SocketAddr> = found.iter().copied().filter(|address| self.permits(address.ip())).collect();
        if permitted.is_empty() {
            let Some(first) = found.first() else {
                let error = std::io::Error::new(std::io::ErrorKind::NotFound, "no addresses");
                return Err(Box::new(LookupFailed { name: name.to_owned(), error }));
            };
            return Err(Box::new(AddressRefused(format!("{name} ({})", first.ip()))));
        }
        Ok(Box::new(permitted.into_iter()))
    }

    fn permits(&self, ip: IpAddr) -> bool {
        self.reach == Reach::Anywhere || self.allow.allows_resolved(ip)
    }
}

/// Joins an error's chain of sources into one line.
fn full_text(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bare container has no certificates; the client must start all the same.
    #[test]
    fn the_built_in_certificates_make_a_client() {
        let roots = built_in_roots().unwrap();
        assert!(roots.len() > 50);
        let resolver =
            GuardedResolver { reach: Reach::Public, allow: Arc::default(), lookups: Arc::new(Semaphore::new(1)) };
        connect_with(resolver, &ClientOptions::default()).tls_certs_only(roots).build().unwrap();
    }
}

//! Tells our own network's failure from a publisher's: when several hosts in a row cannot even be looked up or routed
//! to, and none answers, it is us.

use std::collections::HashSet;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// So many hosts in a row make it our network.
const HOSTS_IN_A_ROW: usize = 3;

/// What the last requests told of our own network.
#[derive(Debug, Default)]
pub struct OwnNetwork {
    /// Set while `unreached` has entries, so that an answer costs no lock in good days.
    in_doubt: AtomicBool,
    unreached: Mutex<HashSet<String>>,
}

impl OwnNetwork {
    /// Notes that a host answered, with whatever.
    pub fn answered(&self) {
        if self.in_doubt.load(Ordering::Relaxed) {
            self.unreached.lock().unwrap_or_else(PoisonError::into_inner).clear();
            self.in_doubt.store(false, Ordering::Relaxed);
        }
    }

    /// Notes that a host could not be reached at all; tells whether that is likely our own network's fault.
    pub fn is_ours(&self, host: &str) -> bool {
        let mut unreached = self.unreached.lock().unwrap_or_else(PoisonError::into_inner);
        self.in_doubt.store(true, Ordering::Relaxed);
        // More hosts would say nothing more.
        if unreached.len() < HOSTS_IN_A_ROW {
            unreached.insert(host.to_owned());
        }
        unreached.len() >= HOSTS_IN_A_ROW
    }
}

/// Tells whether an error may come from our own network: no route, or a resolver that does not answer (which is not
/// a resolver that knows no such name).
pub fn may_be_ours(error: &io::Error) -> bool {
    if matches!(error.kind(), io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown) {
        return true;
    }
    // The standard library keeps getaddrinfo's EAI_AGAIN as a text alone: glibc's first, then musl's.
    let text = error.to_string();
    text.contains("Temporary failure in name resolution") || text.ends_with("Try again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_hosts_in_a_row_are_our_own_network() {
        let network = OwnNetwork::default();
        assert!(!network.is_ours("a"));
        assert!(!network.is_ours("a"), "one host is its own trouble, however often");
        assert!(!network.is_ours("b"));
        assert!(network.is_ours("c"));
        assert!(network.is_ours("a"));
        network.answered();
        assert!(!network.is_ours("a"));
    }

    #[test]
    fn a_name_that_is_not_known_is_not_our_fault() {
        let lookup = |text: &str| io::Error::other(format!("failed to lookup address information: {text}"));
        assert!(may_be_ours(&lookup("Temporary failure in name resolution")));
        assert!(may_be_ours(&lookup("Try again")));
        assert!(!may_be_ours(&lookup("Name or service not known")));
        assert!(may_be_ours(&io::Error::from(io::ErrorKind::NetworkUnreachable)));
        assert!(!may_be_ours(&io::Error::from(io::ErrorKind::ConnectionRefused)));
    }
}

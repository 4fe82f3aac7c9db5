//! The way of one fetch through its redirects: where it is, where it may go on, what of it lasts.

use super::FetchError;
use news::{FetchFault, Notice};
use url::Url;

/// Longer addresses are refused: no publisher means them.
const MAX_URL_BYTES: usize = 8 << 10;

/// Where the redirects have led so far.
pub struct Trail {
    /// The address asked for, with its credentials.
    asked: Url,
    /// The hop at hand, without credentials.
    pub at: Url,
    visited: Vec<Url>,
    /// Where the permanent redirects at the head of the chain led.
    permanent: Option<Url>,
    all_permanent: bool,
    pub notices: Vec<Notice>,
}

impl Trail {
    pub fn new(asked: Url) -> Self {
        let at = without_credentials(&asked);
        let visited = vec![at.clone()];
        Self { asked, at, visited, permanent: None, all_permanent: true, notices: Vec::new() }
    }

    pub fn follow(&mut self, location: &str, permanent: bool, max_redirects: usize) -> Result<(), FetchError> {
        let circles = "The publisher's server sends us in circles.";
        let next = self.at.join(location).map_err(|error| {
            let cause = format!("a redirect from {} to {location:?}, which is no address: {error}", self.at);
            FetchError::new(
                FetchFault::Theirs,
                "fetch.redirect_nowhere",
                cause,
                "The publisher's server sends us to an address that is none.",
            )
        })?;
        check_scheme(&next).map_err(|scheme| {
            let cause = format!("a redirect from {} to a {scheme} address", self.at);
            FetchError::new(
                FetchFault::Refused,
                "fetch.scheme_refused",
                cause,
                "The publisher's server sends us to an address that is not a web page.",
            )
        })?;
        let next = without_credentials(&next);
        if self.visited.contains(&next) {
            let cause = format!("a redirect loop: {} leads back to {next}", self.at);
            return Err(FetchError::new(FetchFault::Theirs, "fetch.redirect_loop", cause, circles));
        }
        if self.visited.len() > max_redirects {
            let cause = format!("more than {max_redirects} redirects, the last to {next}");
            return Err(FetchError::new(FetchFault::Theirs, "fetch.redirect_many", cause, circles));
        }
        if self.at.scheme() == "https" && next.scheme() == "http" {
            let text = format!("{} redirects to {next}, which is not encrypted", self.at);
            self.notices.push(Notice::new("fetch.downgraded", text));
        }
        self.all_permanent &= permanent;
        if self.all_permanent {
            self.permanent = Some(next.clone());
        }
        self.visited.push(next.clone());
        self.at = next;
        Ok(())
    }

    /// The address to send the next request to: with the credentials when it is their origin.
    pub fn request_url(&self) -> Url {
        self.with_credentials(&self.at)
    }

    pub fn permanent_url(&self) -> Option<String> {
        self.permanent.as_ref().map(|url| self.with_credentials(url).into())
    }

    fn with_credentials(&self, url: &Url) -> Url {
        let mut url = url.clone();
        if url.origin() == self.asked.origin() {
            url.set_username(self.asked.username()).expect("http addresses take a user name");
            url.set_password(self.asked.password()).expect("http addresses take a password");
        }
        url
    }
}

/// Reads the address that someone gave us; the error is ours to mend.
pub fn parse_url(text: &str) -> Result<Url, FetchError> {
    let wrong = |cause: String| {
        Err(FetchError::new(FetchFault::Ours, "fetch.address_unreadable", cause, "This is not an address on the web."))
    };
    if text.len() > MAX_URL_BYTES {
        return wrong(format!("an address of {} bytes", text.len()));
    }
    // The text itself stays out of the cause: it may hold credentials.
    let mut url = match Url::parse(text.trim()) {
        Ok(url) => url,
        Err(error) => return wrong(format!("not an address: {error}")),
    };
    if let Err(scheme) = check_scheme(&url) {
        return wrong(format!("only http and https are fetched, not {scheme}"));
    }
    url.set_fragment(None);
    Ok(url)
}

fn check_scheme(url: &Url) -> Result<(), String> {
    if matches!(url.scheme(), "http" | "https") && url.has_host() { Ok(()) } else { Err(url.scheme().to_owned()) }
}

fn without_credentials(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url.set_username("").expect("http addresses take a user name");
    url.set_password(None).expect("http addresses take a password");
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_that_gives_up_encryption_is_noted_and_takes_no_credentials_along() {
        let mut trail = Trail::new(Url::parse("https://ann:pw@gazette.example/feed").unwrap());
        trail.follow("/moved", true, 10).unwrap();
        assert_eq!(trail.request_url().as_str(), "https://ann:pw@gazette.example/moved");
        assert!(trail.notices.is_empty());
        trail.follow("http://gazette.example/moved", true, 10).unwrap();
        assert_eq!(trail.request_url().as_str(), "http://gazette.example/moved");
        assert_eq!(trail.notices[0].code, "fetch.downgraded");
        trail.follow("https://bob:own@other.example/", false, 10).unwrap();
        assert_eq!(trail.request_url().as_str(), "https://other.example/", "a redirect's own credentials are dropped");
        assert_eq!(trail.permanent_url().as_deref(), Some("http://gazette.example/moved"));
    }
}

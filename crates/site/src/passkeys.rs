//! Passkeys (Web Authentication, level 3): what the site asks a browser for, and what it makes of the answer.
//!
//! Whoever holds a passkey has unlocked it: user verification is always required, so a passkey alone signs in, without a
//! name and without a second step.

use crate::Site;
use crate::answer::Visit;
use axum::http::header;
use std::net::Ipv6Addr;
use store::Passkey;
use url::{Host, Url};
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::AuthenticationVerificationOptions;
use webauthn_rp::request::register::{
    CredProtect, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle, UserHandle16,
};
use webauthn_rp::request::{AsciiDomain, ExtensionInfo, PublicKeyCredentialDescriptor, RpId};
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication16, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration, RegistrationServerState,
};

/// By what passkeys name their reader: so many random bytes.
pub(crate) const HANDLE_BYTES: usize = 16;

/// The site as passkeys know it: they belong to a host, and answer to it alone.
pub(crate) struct Party {
    id: RpId,
    origin: String,
    title: String,
}

/// Why there can be no passkeys at the address at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// Browsers keep passkeys for hosts that they reach by https.
    NoHttps,
    /// The same machine by an address of numbers; by this one it goes.
    OnlyAt(String),
}

/// What a browser is asked, and what the site keeps until it answers.
pub(crate) struct Challenge {
    pub asked: serde_json::Value,
    pub state: Vec<u8>,
}

/// A passkey that a browser has made.
pub(crate) struct Made {
    pub credential_id: Vec<u8>,
    pub public_key: Vec<u8>,
    pub counter: Vec<u8>,
}

impl Party {
    /// Finds how the site is called: as configured, or as this visitor reached it.
    pub fn of(site: &Site, visit: &Visit) -> Result<Self, Unusable> {
        let host = visit.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let address = site.face.base_url.clone().unwrap_or_else(|| format!("http://{host}"));
        Self::at(&address, &site.face.title)
    }

    fn at(address: &str, title: &str) -> Result<Self, Unusable> {
        let url = Url::parse(address).map_err(|_| Unusable::NoHttps)?;
        let host = match url.host() {
            Some(Host::Domain(host)) if url.scheme() == "https" || is_local(host) => host.to_owned(),
            Some(Host::Ipv4(number)) if number.is_loopback() => return Err(only_at_localhost(&url)),
            Some(Host::Ipv6(Ipv6Addr::LOCALHOST)) => return Err(only_at_localhost(&url)),
            _ => return Err(Unusable::NoHttps),
        };
        let domain = AsciiDomain::try_from(host).map_err(|_| Unusable::NoHttps)?;
        let origin = url.origin().ascii_serialization();
        Ok(Self { id: RpId::Domain(domain), origin, title: title.to_owned() })
    }

    /// Asks for a new passkey; devices that hold one of `known` make none.
    pub fn ask_to_make(&self, handle: &[u8], name: &str, known: &[Passkey]) -> anyhow::Result<Challenge> {
        let handle = read_handle(handle)?;
        let exclude = known.iter().map(|passkey| {
            let id = CredentialId::<Vec<u8>>::decode(passkey.credential_id.clone())?;
            Ok(PublicKeyCredentialDescriptor { id, transports: AuthTransports::decode(0)? })
        });
        let exclude = exclude.collect::<anyhow::Result<Vec<_>>>()?;
        let user = PublicKeyCredentialUserEntity::from(&handle);
        let mut options = PublicKeyCredentialCreationOptions::passkey(&self.id, user, exclude);
        // Asked for, and not insisted on: browsers refuse devices that do not know it. We want users verified in any case.
        options.extensions.cred_protect = CredProtect::UserVerificationRequired(ExtensionInfo::AllowDontEnforceValue);
        let (state, asked) = options.start_ceremony()?;
        let mut asked = serde_json::to_value(&asked)?;
        // The library knows fewer names than we do; nothing depends on what stands here but what the device shows.
        asked["user"]["name"] = name.into();
        asked["user"]["displayName"] = name.into();
        asked["rp"]["name"] = self.title.clone().into();
        Ok(Challenge { asked, state: state.encode()? })
    }

    /// Checks the answer. The error says why it is none, for the log.
    pub fn take_made(&self, state: &[u8], answer: &str) -> anyhow::Result<Made> {
        let state = RegistrationServerState::<HANDLE_BYTES>::decode(state)?;
        let answer = Registration::from_json_relaxed(answer.as_bytes())?;
        let origins = [self.origin.as_str()];
        let options = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            // Some password managers tell more than they were asked.
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let made = state.verify(&self.id, &answer, &options)?;
        Ok(Made {
            credential_id: made.id().inner().to_vec(),
            public_key: made.static_state().encode()?,
            counter: made.dynamic_state().encode()?.to_vec(),
        })
    }

    /// Asks for any passkey of this site.
    pub fn ask_for_any(&self) -> anyhow::Result<Challenge> {
        let (state, asked) = DiscoverableCredentialRequestOptions::passkey(&self.id).start_ceremony()?;
        Ok(Challenge { asked: serde_json::to_value(&asked)?, state: state.encode()? })
    }

    /// Checks the answer with the passkey that it names; gives the passkey's new counter.
    pub fn take_use(&self, state: &[u8], answer: &Answer, passkey: &Passkey, handle: &[u8]) -> anyhow::Result<Vec<u8>> {
        let state = DiscoverableAuthenticationServerState::decode(state)?;
        let handle = read_handle(handle)?;
        let public_key =
            StaticState::<CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>>::decode(&passkey.public_key)?;
        let counter = DynamicState::decode(passkey.counter.as_slice().try_into()?)?;
        let id = CredentialId::<&[u8]>::decode(&passkey.credential_id)?;
        let mut known = AuthenticatedCredential::new(id, &handle, public_key, counter)?;
        let origins = [self.origin.as_str()];
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..AuthenticationVerificationOptions::default()
        };
        state.verify(&self.id, &answer.0, &mut known, &options)?;
        Ok(known.dynamic_state().encode()?.to_vec())
    }
}

/// What a browser answers with a passkey.
pub(crate) struct Answer(DiscoverableAuthentication16);

impl Answer {
    pub fn read(text: &str) -> anyhow::Result<Self> {
        Ok(Self(DiscoverableAuthentication16::from_json_relaxed(text.as_bytes())?))
    }

    /// Which passkey it is.
    pub fn credential_id(&self) -> &[u8] {
        self.0.raw_id().into_inner()
    }
}

fn read_handle(handle: &[u8]) -> anyhow::Result<UserHandle16> {
    let Ok(handle) = UserHandle::decode(<[u8; HANDLE_BYTES]>::try_from(handle)?);
    Ok(handle)
}

/// Browsers trust their own machine without TLS.
fn is_local(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost")
}

fn only_at_localhost(url: &Url) -> Unusable {
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    Unusable::OnlyAt(format!("{}://localhost{port}/", url.scheme()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_a_host_that_browsers_trust() {
        let check = |address: &str, expected: Result<&str, Unusable>| {
            let party = Party::at(address, "Dateline");
            let origin = party.as_ref().map(|party| party.origin.as_str()).map_err(Clone::clone);
            assert_eq!(origin, expected, "{address}");
        };
        check("https://news.example.org", Ok("https://news.example.org"));
        check("https://news.example.org:8443/", Ok("https://news.example.org:8443"));
        check("https://köln.example", Ok("https://xn--kln-sna.example"));
        check("http://localhost:8080", Ok("http://localhost:8080"));
        check("http://127.0.0.1:8080", Err(Unusable::OnlyAt("http://localhost:8080/".to_owned())));
        check("http://[::1]:8080", Err(Unusable::OnlyAt("http://localhost:8080/".to_owned())));
        check("http://nas.lan:8080", Err(Unusable::NoHttps));
        check("http://news.example.org", Err(Unusable::NoHttps));
        check("https://192.0.2.7", Err(Unusable::NoHttps));
        check("http://", Err(Unusable::NoHttps));
    }

    #[test]
    fn what_is_asked_names_site_and_reader_and_wants_them_verified() {
        let party = Party::at("https://news.example.org", "The Post").unwrap();
        let made = party.ask_to_make(&[7; HANDLE_BYTES], "Ada B.", &[]).unwrap().asked;
        assert_eq!(made["rp"], serde_json::json!({"id": "news.example.org", "name": "The Post"}));
        assert_eq!((&made["user"]["name"], &made["user"]["displayName"]), (&"Ada B.".into(), &"Ada B.".into()));
        assert_eq!(made["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(made["authenticatorSelection"]["userVerification"], "required");
        // Browsers would make none with a device that does not know this.
        assert_eq!(made["extensions"]["enforceCredentialProtectionPolicy"], false);
        let asked = party.ask_for_any().unwrap().asked;
        assert_eq!((&asked["rpId"], &asked["userVerification"]), (&"news.example.org".into(), &"required".into()));
        assert_eq!(asked["allowCredentials"], serde_json::json!([]));
    }
}

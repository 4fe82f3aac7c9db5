//! Passkeys on the real router, held by an authenticator of our own: it signs what any would, and can be made to sign
//! what none should. That browsers understand what the site asks, `dateline`'s browser test shows.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::{Method, Request, StatusCode, header};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use site::FullText;
use visitor::{Answer, Visitor, form_token, visit};

const ORIGIN: &str = "http://localhost:8080";
const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const NEW_CREDENTIAL: u8 = 0x40;

/// Holds one passkey.
struct Authenticator {
    key: SigningKey,
    credential_id: [u8; 16],
    handle: String,
    counter: u32,
    /// The page it believes to be on.
    origin: &'static str,
    flags: u8,
}

impl Authenticator {
    fn new(number: u8) -> Self {
        let key = SigningKey::from_slice(&[number; 32]).unwrap();
        let flags = USER_PRESENT | USER_VERIFIED;
        Self { key, credential_id: [number; 16], handle: String::new(), counter: 1, origin: ORIGIN, flags }
    }

    fn client_data(&self, kind: &str, asked: &Value) -> String {
        json!({"type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": false}).to_string()
    }

    fn authenticator_data(&self, rp_id: &str, flags: u8) -> Vec<u8> {
        [Sha256::digest(rp_id).as_slice(), &[self.flags | flags], &self.counter.to_be_bytes()].concat()
    }

    /// Makes the passkey: an attestation object without a statement, in CBOR.
    fn make(&mut self, asked: &Value) -> String {
        self.handle = asked["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.verifying_key().to_encoded_point(false);
        let mut data = self.authenticator_data(asked["rp"]["id"].as_str().unwrap(), NEW_CREDENTIAL);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.credential_id);
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        let client_data = self.client_data("webauthn.create", asked);
        self.answer(json!({
            "clientDataJSON": BASE64.encode(client_data),
            "attestationObject": BASE64.encode(object),
            "transports": ["internal"],
        }))
    }

    /// Signs in with it.
    fn sign(&mut self, asked: &Value) -> String {
        self.counter += 1;
        let data = self.authenticator_data(asked["rpId"].as_str().unwrap(), 0);
        let client_data = self.client_data("webauthn.get", asked);
        let signed = [data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
        let signature: DerSignature = self.key.sign(&signed);
        self.answer(json!({
            "clientDataJSON": BASE64.encode(client_data),
            "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature.as_bytes()),
            "userHandle": self.handle,
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = BASE64.encode(self.credential_id);
        json!({"id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": response})
            .to_string()
    }
}

/// Sends a form from the origin of this site on this machine.
async fn post(visitor: &mut Visitor, to: &str, fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::builder()
        .method(Method::POST)
        .uri(to)
        .header(header::HOST, "localhost:8080")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    visitor.send(request.body(body.into()).unwrap()).await
}

async fn send(visitor: &mut Visitor, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
    let token = form_token(&visitor.get(page).await.text);
    post(visitor, to, &[&[("token", token.as_str())], fields].concat()).await
}

async fn asked(visitor: &mut Visitor, page: &str, begin: &str) -> Value {
    let answer = send(visitor, page, begin, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

async fn add(visitor: &mut Visitor, authenticator: &mut Authenticator, name: &str) -> Answer {
    let asked = asked(visitor, "/account", "/account/passkeys/begin").await;
    let credential = authenticator.make(&asked);
    send(visitor, "/account", "/account/passkeys", &[("what", "add"), ("name", name), ("credential", &credential)])
        .await
}

async fn sign_in(visitor: &mut Visitor, authenticator: &mut Authenticator) -> Answer {
    let asked = asked(visitor, "/login", "/login/passkey/begin").await;
    let credential = authenticator.sign(&asked);
    send(visitor, "/login", "/login/passkey", &[("credential", &credential), ("to", "/saved")]).await
}

#[track_caller]
fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert!(answer.text.contains(words), "{words}: {}", answer.text);
}

#[tokio::test]
async fn passkeys_are_added_used_named_and_removed() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let (mut phone, mut laptop) = (Authenticator::new(1), Authenticator::new(2));
    assert_eq!(add(&mut owner, &mut phone, "").await.header(header::LOCATION), "/account");
    assert_eq!(add(&mut owner, &mut laptop, "Blue <laptop>").await.header(header::LOCATION), "/account");
    let page = owner.get("/account").await.text;
    assert!(page.contains("An unknown browser") && page.contains("Blue &#60;laptop&#62;"), "{page}");
    assert_eq!(page.matches("not used yet").count(), 2);
    assert_eq!(phone.handle, laptop.handle, "of one reader");

    let mut there = owner.stranger();
    let signed_in = sign_in(&mut there, &mut phone).await;
    assert_eq!(signed_in.header(header::LOCATION), "/saved", "{}", signed_in.text);
    let page = there.get("/account").await.text;
    assert!(page.contains("by passkey") && page.contains("last used"), "{page}");

    let exported: Value = serde_json::from_str(&owner.get("/account/export").await.text).unwrap();
    assert_eq!(exported["passkeys"][1]["name"], "Blue <laptop>");
    assert!(exported["passkeys"][0]["last_used"].is_string() && exported["passkeys"][1]["last_used"].is_null());
    assert_eq!(exported["passkeys"][0].as_object().unwrap().len(), 3, "no keys");
    send(&mut owner, "/account", "/account/passkeys", &[("what", "rename"), ("passkey", "1"), ("name", "Phone")]).await;
    assert!(owner.get("/account").await.text.contains("<b dir=\"auto\">Phone</b>"));
    send(&mut owner, "/account", "/account/passkeys", &[("what", "remove"), ("passkey", "1")]).await;
    assert!(!owner.get("/account").await.text.contains("<b dir=\"auto\">Phone</b>"));
    refused(&sign_in(&mut owner.stranger(), &mut phone).await, "not known here");
    assert_eq!(sign_in(&mut owner.stranger(), &mut laptop).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_passkey_needs_no_second_step() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let mut phone = Authenticator::new(1);
    add(&mut owner, &mut phone, "").await;
    let id = world.store.reader_by_name("owner").await.unwrap().unwrap().id;
    world.store.begin_second_step(id, &[7; 20]).await.unwrap();
    world.store.confirm_second_step(id, 1, &[], world.now).await.unwrap();
    assert_eq!(sign_in(&mut owner.stranger(), &mut phone).await.header(header::LOCATION), "/saved");
}

#[tokio::test]
async fn what_is_not_signed_here_and_now_by_its_reader_is_refused() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let mut phone = Authenticator::new(1);
    add(&mut owner, &mut phone, "").await;
    refused(&add(&mut owner, &mut phone, "").await, "known already");

    let mut there = owner.stranger();
    phone.origin = "https://dateline.evil.example";
    refused(&sign_in(&mut there, &mut phone).await, "did not fit");
    phone.origin = "http://localhost:9090";
    refused(&sign_in(&mut there, &mut phone).await, "did not fit");
    phone.origin = ORIGIN;
    phone.flags = USER_PRESENT;
    refused(&sign_in(&mut there, &mut phone).await, "did not fit");
    phone.flags |= USER_VERIFIED;
    let key = std::mem::replace(&mut phone.key, SigningKey::from_slice(&[9; 32]).unwrap());
    refused(&sign_in(&mut there, &mut phone).await, "did not fit");
    phone.key = key;
    let handle = std::mem::replace(&mut phone.handle, BASE64.encode([3; 16]));
    refused(&sign_in(&mut there, &mut phone).await, "did not fit");
    phone.handle = handle;
    let token = form_token(&there.get("/login").await.text);
    let nonsense = post(&mut there, "/login/passkey", &[("token", &token), ("credential", "{}")]).await;
    refused(&nonsense, "took too long");
    let without = post(&mut there, "/login/passkey", &[("credential", "{}")]).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);

    // An answer is good once, and in the browser that was asked.
    let mut other = owner.stranger();
    let asked_there = asked(&mut there, "/login", "/login/passkey/begin").await;
    asked(&mut other, "/login", "/login/passkey/begin").await;
    let credential = phone.sign(&asked_there);
    let elsewhere = send(&mut other, "/login", "/login/passkey", &[("credential", &credential)]).await;
    refused(&elsewhere, "did not fit");
    let here = send(&mut there, "/login", "/login/passkey", &[("credential", &credential)]).await;
    assert_eq!(here.status, StatusCode::SEE_OTHER, "{}", here.text);
    let mut again = owner.stranger();
    asked(&mut again, "/login", "/login/passkey/begin").await;
    refused(&send(&mut again, "/login", "/login/passkey", &[("credential", &credential)]).await, "did not fit");

    // A copy of the device counts on its own.
    phone.counter = 1;
    refused(&sign_in(&mut again, &mut phone).await, "did not fit");
}

#[tokio::test]
async fn suspended_readers_and_other_readers_passkeys() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let mut phone = Authenticator::new(1);
    let mut bo = owner.reader(&world, "Bo", store::Role::Reader).await;
    add(&mut bo, &mut phone, "Bo's").await;
    let remove = [("what", "remove"), ("passkey", "1")];
    assert_eq!(send(&mut owner, "/account", "/account/passkeys", &remove).await.status, StatusCode::NOT_FOUND);
    let id = world.store.reader_by_name("Bo").await.unwrap().unwrap().id;
    world.store.suspend(id, Some(world.now)).await.unwrap();
    let answer = sign_in(&mut owner.stranger(), &mut phone).await;
    assert!(answer.status == StatusCode::FORBIDDEN && answer.text.contains("suspended"), "{}", answer.text);
}

#[tokio::test]
async fn the_pages_say_where_passkeys_cannot_work() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let mut page = async |path: &str, host: &str| {
        let request = Request::get(path).header(header::HOST, host).body(axum::body::Body::empty()).unwrap();
        owner.send(request).await.text
    };
    let form = "data-begin=";
    assert!(page("/account", "localhost:8080").await.contains(form));
    let numbers = page("/account", "127.0.0.1:8080").await;
    assert!(!numbers.contains(form) && numbers.contains("open http://localhost:8080/ instead"), "{numbers}");
    let plain = page("/account", "nas.lan").await;
    assert!(!plain.contains(form) && plain.contains("begin with https"), "{plain}");
    assert!(page("/login", "localhost").await.contains(form) && !page("/login", "nas.lan").await.contains(form));
    assert!(page("/login", "nas.lan").await.contains("name=\"password\""));
}

//! The ways to sign in beside the password, on the real router.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::{StatusCode, header};
use fixture::World;
use news::{ReaderId, Timestamp};
use site::FullText;
use totp_rs::{Builder, Secret};
use visitor::{Answer, Visitor, visit};

const PASSWORD: &str = "a long pass phrase";
const SECOND_STEP: &str = "/account/second-step";

async fn sign_in(visitor: &mut Visitor, name: &str) -> Answer {
    visitor.send_form("/login", "/login?to=x", &[("name", name), ("password", PASSWORD), ("to", "/saved")]).await
}

async fn reader_id(world: &World, name: &str) -> ReaderId {
    world.store.reader_by_name(name).await.unwrap().unwrap().id
}

/// The code that an app shows so many half minutes from now. Those of this one and the next hold, also when the half
/// minute ends meanwhile.
fn code_of(secret: &[u8], periods: i64) -> String {
    let totp = Builder::new().with_secret(Secret::from(secret)).build().unwrap();
    let now = Timestamp::from_jiff(jiff::Timestamp::now()).0 / Timestamp::SECOND;
    totp.generate(u64::try_from(now + periods * 30).unwrap()).to_string()
}

/// Switches the owner's second step on; gives its secret and the recovery codes.
async fn switch_on(owner: &mut Visitor, world: &World) -> (Vec<u8>, Vec<String>) {
    owner.send_form(SECOND_STEP, SECOND_STEP, &[("what", "begin")]).await;
    let step = world.store.second_step(reader_id(world, "owner").await).await.unwrap().unwrap();
    let code = code_of(&step.secret, 0);
    let on = owner.send_form(SECOND_STEP, SECOND_STEP, &[("what", "confirm"), ("code", &code)]).await;
    assert_eq!(on.status, StatusCode::OK, "{}", on.text);
    let codes = on.text.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    (step.secret, codes.collect())
}

#[tokio::test]
async fn a_second_step_is_switched_on_with_a_code_and_asked_for_then() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    assert!(owner.get("/account").await.text.contains("Set it up"));
    assert!(owner.get(SECOND_STEP).await.text.contains("authenticator app"));
    owner.send_form(SECOND_STEP, SECOND_STEP, &[("what", "begin")]).await;
    let page = owner.get(SECOND_STEP).await.text;
    assert!(page.contains("<svg class=\"qr\"") && page.contains("otpauth://totp/Dateline:owner?secret="), "{page}");
    let wrong = owner.send_form(SECOND_STEP, SECOND_STEP, &[("what", "confirm"), ("code", "000 000")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("not the code of this moment"));
    owner.send_form(SECOND_STEP, SECOND_STEP, &[("what", "give-up")]).await;
    assert!(!owner.get(SECOND_STEP).await.text.contains("otpauth"), "as before");

    let (secret, codes) = switch_on(&mut owner, &world).await;
    assert_eq!(codes.len(), 10);
    let page = owner.get(SECOND_STEP).await.text;
    assert!(
        page.contains("10 recovery codes left") && !page.contains(&codes[0]) && !page.contains("otpauth"),
        "{page}"
    );

    let mut there = owner.stranger();
    let asked = sign_in(&mut there, "owner").await;
    assert_eq!(asked.header(header::LOCATION), "/login/code?to=%2Fsaved");
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER, "not signed in yet");
    assert_eq!(there.stranger().get("/login/code").await.header(header::LOCATION), "/login", "nobody else's");
    let enter = async |visitor: &mut Visitor, code: &str| {
        visitor.send_form("/login/code", "/login/code", &[("code", code), ("to", "/saved")]).await
    };
    let wrong = enter(&mut there, "123456").await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("not right"), "{}", wrong.text);
    let code = code_of(&secret, 1);
    assert_eq!(enter(&mut there, &code).await.header(header::LOCATION), "/saved");
    assert!(there.get("/account").await.text.contains("by password and code"));

    // Seen over a shoulder, it is of no use; nor is what was begun good for a second sign-in.
    let mut thief = owner.stranger();
    sign_in(&mut thief, "owner").await;
    assert!(enter(&mut thief, &code).await.text.contains("was used before"));
    let again = there.stranger().get("/login/code").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);

    // The phone is lost.
    let mut elsewhere = owner.stranger();
    sign_in(&mut elsewhere, "owner").await;
    assert_eq!(enter(&mut elsewhere, &codes[3].to_uppercase()).await.header(header::LOCATION), "/saved");
    assert!(elsewhere.get(SECOND_STEP).await.text.contains("9 recovery codes left"));
    let mut thief = owner.stranger();
    sign_in(&mut thief, "owner").await;
    assert_eq!(enter(&mut thief, &codes[3]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
}

#[tokio::test]
async fn a_second_step_is_changed_by_password_or_code_alone() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let (secret, codes) = switch_on(&mut owner, &world).await;
    let send = async |owner: &mut Visitor, what: &str, proof: &str| {
        owner.send_form(SECOND_STEP, SECOND_STEP, &[("what", what), ("proof", proof)]).await
    };
    let refused = send(&mut owner, "end", "a wrong one").await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text.contains("neither your password"));
    let renewed = send(&mut owner, "renew", &code_of(&secret, 1)).await.text;
    assert!(renewed.contains("<li><code>") && !renewed.contains(&codes[0]), "{renewed}");
    let no_token = owner.post(SECOND_STEP, &[("what", "end"), ("proof", PASSWORD)]).await;
    assert_eq!(no_token.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&mut owner, "end", PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert!(owner.get(SECOND_STEP).await.text.contains("value=\"begin\""));
    assert_eq!(sign_in(&mut owner.stranger(), "owner").await.header(header::LOCATION), "/saved");
}

#[tokio::test]
async fn guessing_codes_takes_longer_and_longer() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let (secret, codes) = switch_on(&mut owner, &world).await;
    let mut guesser = owner.stranger();
    sign_in(&mut guesser, "owner").await;
    for _ in 0..5 {
        guesser.send_form("/login/code", "/login/code", &[("code", "000000")]).await;
    }
    let right = code_of(&secret, 1);
    let waits = guesser.send_form("/login/code", "/login/code", &[("code", &right)]).await;
    assert!(waits.text.contains("Wait 1 minute, or use one of your recovery codes"), "{}", waits.text);
    let owner_id = reader_id(&world, "owner").await;
    let step = world.store.second_step(owner_id).await.unwrap().unwrap();
    assert_eq!(step.missed, 5, "what is not looked at is not counted");
    let done = guesser.send_form("/login/code", "/login/code", &[("code", &codes[0])]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(world.store.second_step(owner_id).await.unwrap().unwrap().missed, 0);
}

#[tokio::test]
async fn the_owner_takes_the_second_step_off_who_lost_it() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let store = &world.store;
    let mut mod_ = owner.reader(&world, "Mo", store::Role::Moderator).await;
    let bo = store.create_reader("Bo", "hash", world.now).await.unwrap();
    store.begin_second_step(bo, &[7; 20]).await.unwrap();
    store.confirm_second_step(bo, 1, &[], world.now).await.unwrap();
    let fields = [("what", "end-second-step"), ("reader", &*bo.to_string())];
    assert!(!mod_.get("/readers").await.text.contains("Take off the second step"));
    assert_eq!(mod_.send_form("/readers", "/readers", &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(owner.get("/readers").await.text.matches("Take off the second step").count(), 1);
    owner.send_form("/readers", "/readers", &fields).await;
    assert_eq!(store.second_step(bo).await.unwrap(), None);
}

#[tokio::test]
async fn who_signed_in_long_ago_does_so_again_before_changing_how_one_signs_in() {
    let (_folder, mut world, owner) = visit(FullText::SignedIn).await;
    world.now = world.now.plus_us(-2 * Timestamp::HOUR);
    let mut bo = owner.reader(&world, "Bo", store::Role::Reader).await;
    let led = bo.send_form(SECOND_STEP, SECOND_STEP, &[("what", "begin")]).await;
    assert_eq!(led.header(header::LOCATION), "/login?to=%2Faccount%2Fsecond-step&again=1");
    let page = bo.get("/login?to=%2Faccount%2Fsecond-step&again=1").await.text;
    assert!(page.contains("sign in again") && page.contains("value=\"Bo\""), "{page}");
}

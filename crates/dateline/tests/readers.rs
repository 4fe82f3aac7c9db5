//! Accounts from the command line.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use news::Timestamp;
use store::{Store, StoreOptions};
use support::Installation;

#[tokio::test]
async fn an_owner_who_lost_app_and_codes_gets_in_again() {
    let home = Installation::new();
    let now = Timestamp::from_jiff(jiff::Timestamp::now());
    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let ada = store.create_owner("Ada", "hash", now).await.unwrap();
    store.begin_second_step(ada, &[7; 20]).await.unwrap();
    store.confirm_second_step(ada, 1, &[[1; 32]], now).await.unwrap();
    assert!(home.say(&["end-second-step", "ada"]).contains("Ada signs in with the password alone now"));
    assert_eq!(store.second_step(ada).await.unwrap(), None);
    let again = home.run(&["end-second-step", "ada"]);
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("no second step"));
    assert!(String::from_utf8_lossy(&home.run(&["end-second-step", "eve"]).stderr).contains("nobody here"));
}

//! The ways to sign in beside the password.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use store::{
    API_TOKENS_MAX, NewApiToken, NewIdentity, NewPasskey, NewSession, PASSKEYS_MAX, Role, Scope, StoreError, WayIn,
};
use support::*;

fn passkey(credential_id: &[u8]) -> NewPasskey<'_> {
    NewPasskey { credential_id, name: "laptop", public_key: b"key", counter: b"0" }
}

fn token(token_hash: &[u8]) -> NewApiToken<'_> {
    NewApiToken { token_hash, name: "reader", scopes: &[Scope::Read], expires: None }
}

store::on_both_databases! {
    async fn what_is_begun_is_ended_once_and_in_time(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        store.begin_ceremony(b"key", None, b"first", minutes(5)).await.unwrap();
        store.begin_ceremony(b"key", Some(ada), b"second", minutes(5)).await.unwrap();
        assert_eq!(store.ceremony(b"key", minutes(5)).await.unwrap(), None, "too late");
        let begun = Some((Some(ada), b"second".to_vec()));
        assert_eq!(store.ceremony(b"key", NOON).await.unwrap(), begun);
        assert_eq!(store.take_ceremony(b"key", NOON).await.unwrap(), begun);
        assert_eq!(store.take_ceremony(b"key", NOON).await.unwrap(), None, "once");
        store.begin_ceremony(b"key", Some(ada), b"", minutes(5)).await.unwrap();
        store.set_password(ada, "another").await.unwrap();
        assert_eq!(store.ceremony(b"key", NOON).await.unwrap(), None, "begun with the old password");
        store.begin_ceremony(b"other", None, b"", minutes(5)).await.unwrap();
        store.trim_sessions(minutes(5)).await.unwrap();
        assert_eq!(store.take_ceremony(b"other", NOON).await.unwrap(), None, "gone when it is over");
    }

    async fn a_second_step_is_confirmed_and_each_code_taken_once(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        assert_eq!(store.second_step(bo).await.unwrap(), None);
        assert!(matches!(store.confirm_second_step(bo, 7, &[], NOON).await, Err(StoreError::NotFound)));
        store.begin_second_step(bo, b"a first secret").await.unwrap();
        store.begin_second_step(bo, b"a secret").await.unwrap();
        assert!(!store.take_code(bo, 8).await.unwrap(), "not confirmed yet");
        let codes: Vec<[u8; 32]> = (0..3).map(|n| [n; 32]).collect();
        store.confirm_second_step(bo, 7, &codes, NOON).await.unwrap();
        let step = store.second_step(bo).await.unwrap().unwrap();
        assert_eq!((step.secret.as_slice(), step.since, step.recovery_codes), (&b"a secret"[..], Some(NOON), 3));
        assert!(matches!(store.begin_second_step(bo, b"another").await, Err(StoreError::Conflict(_))));
        assert_eq!(store.readers_with_second_step(&[ada, bo]).await.unwrap().into_iter().collect::<Vec<_>>(), [bo]);

        assert!(!store.take_code(bo, 7).await.unwrap(), "the one that confirmed it");
        assert!(store.take_code(bo, 8).await.unwrap());
        assert!(!store.take_code(bo, 8).await.unwrap() && !store.take_code(bo, 7).await.unwrap());
        assert!(!store.take_code(ada, 9).await.unwrap());
        store.miss_code(bo, minutes(1)).await.unwrap();
        store.miss_code(bo, minutes(2)).await.unwrap();
        let step = store.second_step(bo).await.unwrap().unwrap();
        assert_eq!((step.missed, step.missed_at), (2, minutes(2)));

        assert!(!store.take_recovery_code(ada, &codes[0]).await.unwrap(), "not Ada's");
        assert!(store.take_recovery_code(bo, &codes[0]).await.unwrap());
        assert!(!store.take_recovery_code(bo, &codes[0]).await.unwrap(), "once");
        let step = store.second_step(bo).await.unwrap().unwrap();
        assert_eq!((step.missed, step.recovery_codes), (0, 2));
        store.renew_recovery_codes(bo, &[[9; 32]]).await.unwrap();
        assert!(!store.take_recovery_code(bo, &codes[1]).await.unwrap(), "an old one");
        assert!(matches!(store.renew_recovery_codes(ada, &[]).await, Err(StoreError::NotFound)));
        assert!(store.end_second_step(bo).await.unwrap());
        assert!(!store.end_second_step(bo).await.unwrap());
        assert!(!store.take_recovery_code(bo, &[9; 32]).await.unwrap());
    }

    async fn a_session_tells_how_one_signed_in(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        for (number, way) in WayIn::ALL.into_iter().enumerate() {
            let token_hash: &[u8] = &[number as u8];
            let new = NewSession { token_hash, reader: ada, way, expires: minutes(60), user_agent: "" };
            store.open_session(&new, minutes(-(number as i64))).await.unwrap();
            assert_eq!(WayIn::parse(way.as_str()), Some(way));
        }
        let listed: Vec<_> = store.sessions(ada, NOON, 9).await.unwrap().into_iter().map(|one| one.way).collect();
        assert_eq!(listed, WayIn::ALL);
    }

    async fn passkeys_are_their_readers_own(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        assert_eq!(store.passkey_handle(bo, b"bo").await.unwrap(), b"bo");
        assert_eq!(store.passkey_handle(bo, b"another").await.unwrap(), b"bo", "as it was");
        store.add_passkey(bo, &passkey(b"one"), NOON).await.unwrap();
        assert!(matches!(store.add_passkey(ada, &passkey(b"one"), NOON).await, Err(StoreError::Conflict(_))), "known");
        store.add_passkey(bo, &passkey(b"two"), minutes(1)).await.unwrap();
        let keys = store.passkeys(bo).await.unwrap();
        assert_eq!(keys.iter().map(|key| key.credential_id.as_slice()).collect::<Vec<_>>(), [b"one", b"two"]);
        let (key, handle) = store.passkey_by_credential(b"one").await.unwrap().unwrap();
        assert_eq!((&key, handle.as_slice(), key.used), (&keys[0], &b"bo"[..], None));
        assert_eq!(store.passkey_by_credential(b"three").await.unwrap(), None);

        assert!(store.use_passkey(&key, b"1", minutes(2)).await.unwrap());
        assert!(!store.use_passkey(&key, b"1", minutes(2)).await.unwrap(), "somebody else was faster");
        assert!(matches!(store.rename_passkey(ada, key.id, "mine").await, Err(StoreError::NotFound)));
        assert!(matches!(store.remove_passkey(ada, key.id).await, Err(StoreError::NotFound)));
        store.rename_passkey(bo, key.id, "phone").await.unwrap();
        let keys = store.passkeys(bo).await.unwrap();
        assert_eq!((keys[0].name.as_str(), keys[0].used, keys[0].counter.as_slice()), ("phone", Some(minutes(2)), &b"1"[..]));
        store.remove_passkey(bo, key.id).await.unwrap();
        assert_eq!(store.passkeys(bo).await.unwrap().len(), 1);
        for number in 1..PASSKEYS_MAX {
            store.add_passkey(bo, &passkey(&number.to_be_bytes()), NOON).await.unwrap();
        }
        assert!(matches!(store.add_passkey(bo, &passkey(b"more"), NOON).await, Err(StoreError::Conflict(_))));
    }

    async fn tokens_hold_until_they_expire_or_are_revoked(test: &TestStore) {
        let store = &test.store;
        let ada = store.create_owner("Ada", "hash", NOON).await.unwrap();
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        let new = NewApiToken { scopes: &[Scope::Read, Scope::Export], expires: Some(minutes(60)), ..token(b"one") };
        store.add_api_token(bo, &new, NOON).await.unwrap();
        store.add_api_token(bo, &token(b"two"), NOON).await.unwrap();
        let (found, reader) = store.api_token(b"one", minutes(1)).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.scopes.as_slice(), reader.id), ("reader", new.scopes, bo));
        assert_eq!(store.api_token(b"one", minutes(60)).await.unwrap(), None, "too late");
        assert_eq!(store.api_token(b"three", NOON).await.unwrap(), None);
        let listed = store.api_tokens(bo).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|one| (one.id, one.expires, one.used)).collect();
        assert_eq!(listed, [(2, None, None), (1, Some(minutes(60)), Some(minutes(1)))]);

        store.suspend(bo, Some(NOON)).await.unwrap();
        assert_eq!(store.api_token(b"two", NOON).await.unwrap(), None, "nor may its reader come in");
        store.suspend(bo, None).await.unwrap();
        assert!(matches!(store.revoke_api_token(ada, 2).await, Err(StoreError::NotFound)));
        store.revoke_api_token(bo, 2).await.unwrap();
        assert_eq!(store.api_token(b"two", NOON).await.unwrap(), None);
        store.trim_sessions(minutes(61)).await.unwrap();
        assert_eq!(store.api_tokens(bo).await.unwrap().len(), 1, "its reader sees that it has expired");
        store.trim_sessions(minutes(61).plus_us(30 * news::Timestamp::DAY)).await.unwrap();
        assert_eq!(store.api_tokens(bo).await.unwrap(), []);
        for number in 0..API_TOKENS_MAX {
            store.add_api_token(bo, &token(&number.to_be_bytes()), NOON).await.unwrap();
        }
        let one_more = store.add_api_token(bo, &token(b"more"), NOON).await;
        assert!(matches!(one_more, Err(StoreError::Conflict(_))));
        assert_eq!(Scope::ALL.map(|scope| Scope::parse(scope.as_str())), Scope::ALL.map(Some));
    }

    async fn an_identity_leads_to_one_account(test: &TestStore) {
        let store = &test.store;
        let known = |subject| NewIdentity { provider: "proxy", subject, label: "of the proxy" };
        assert_eq!(store.owner().await.unwrap(), None);
        let ada = store.create_reader_of("Ada", Role::Owner, &known("ada"), NOON).await.unwrap();
        let second = store.create_reader_of("Eve", Role::Owner, &known("eve"), NOON).await;
        assert!(matches!(second, Err(StoreError::Conflict(_))), "one owner");
        let taken = store.create_reader_of("aDA", Role::Reader, &known("other"), NOON).await;
        assert!(matches!(taken, Err(StoreError::Conflict(_))), "the name is taken");
        assert_eq!(store.reader_by_identity("proxy", "other", NOON).await.unwrap(), None, "nothing half done");
        assert_eq!(store.owner().await.unwrap().map(|owner| (owner.id, owner.password_hash)), Some((ada, String::new())));

        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        store.connect_identity(bo, &known("bo"), NOON).await.unwrap();
        store.connect_identity(bo, &NewIdentity { label: "newer", ..known("bo") }, NOON).await.unwrap();
        let others = store.connect_identity(bo, &known("ada"), NOON).await;
        assert!(matches!(others, Err(StoreError::Conflict(_))));
        assert_eq!(store.reader_by_identity("proxy", "bo", minutes(90)).await.unwrap().unwrap().id, bo);
        assert_eq!(store.reader_by_identity("another", "bo", NOON).await.unwrap(), None);
        let listed = store.identities(bo).await.unwrap();
        assert_eq!((listed.len(), listed[0].label.as_str(), listed[0].used), (1, "newer", minutes(90)));
        assert!(matches!(store.part_identity(ada, "proxy", "bo").await, Err(StoreError::NotFound)));
        store.part_identity(bo, "proxy", "bo").await.unwrap();
        assert_eq!(store.reader_by_identity("proxy", "bo", NOON).await.unwrap(), None);
    }

    async fn an_account_takes_its_ways_in_with_it(test: &TestStore) {
        let store = &test.store;
        let bo = store.create_reader("Bo", "hash", NOON).await.unwrap();
        store.begin_second_step(bo, b"a secret").await.unwrap();
        store.confirm_second_step(bo, 7, &[[1; 32]], NOON).await.unwrap();
        store.begin_ceremony(b"key", Some(bo), b"", minutes(5)).await.unwrap();
        store.passkey_handle(bo, b"bo").await.unwrap();
        store.add_passkey(bo, &passkey(b"one"), NOON).await.unwrap();
        store.add_api_token(bo, &token(b"one"), NOON).await.unwrap();
        let identity = NewIdentity { provider: "proxy", subject: "bo", label: "" };
        store.connect_identity(bo, &identity, NOON).await.unwrap();
        store.end_account(bo, true, NOON).await.unwrap();
        assert_eq!(store.reader_by_identity("proxy", "bo", NOON).await.unwrap(), None);
        assert_eq!(store.api_tokens(bo).await.unwrap(), []);
        assert_eq!(store.passkey_by_credential(b"one").await.unwrap(), None);
        assert_eq!(store.second_step(bo).await.unwrap(), None);
        assert_eq!(store.ceremony(b"key", NOON).await.unwrap(), None);
        assert!(!store.take_recovery_code(bo, &[1; 32]).await.unwrap());
    }
}

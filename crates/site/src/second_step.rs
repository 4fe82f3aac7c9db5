//! The second step of signing in: codes of an app (RFC 6238), and recovery codes for when the app is lost.

use crate::Site;
use crate::answer::PageError;
use crate::session;
use crate::time_words::Clock;
use news::{ReaderId, Timestamp};
use qrcode::{Color, QrCode};
use store::SecondStep;
use totp_rs::{Builder, Secret, Totp};

/// What every authenticator app makes without being told: six digits, anew every half minute.
const PERIOD_S: i64 = 30;
/// A clock may be wrong by so many periods.
const SKEW_PERIODS: u16 = 1;
const SECRET_BYTES: usize = 20;

const RECOVERY_CODES: usize = 10;
/// Without letters and digits that look alike: 32 of them, so that a byte's last five bits choose one.
const RECOVERY_ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const RECOVERY_CHARS: usize = 12;

/// So many wrong codes in a row cost nothing; then each doubles the time until the next is looked at.
const MISSES_FREE: i64 = 5;
const WAIT_US: i64 = Timestamp::MINUTE;
const WAIT_MOST_US: i64 = Timestamp::DAY;

/// What came of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    Wrong,
    /// Too many were wrong: codes of the app are not looked at before this.
    WaitUntil(Timestamp),
}

pub(crate) fn create_secret() -> anyhow::Result<Vec<u8>> {
    Ok(session::random_bytes::<SECRET_BYTES>()?.to_vec())
}

/// Writes recovery codes, and what the store keeps of them.
pub(crate) fn create_recovery_codes() -> anyhow::Result<(Vec<String>, Vec<[u8; 32]>)> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let bytes = session::random_bytes::<RECOVERY_CHARS>()?;
        let letters = bytes.map(|byte| char::from(RECOVERY_ALPHABET[usize::from(byte % 32)]));
        let parts = letters.chunks(4).map(|part| part.iter().collect::<String>());
        codes.push(parts.collect::<Vec<_>>().join("-"));
    }
    let hashes = codes.iter().map(|code| hash_recovery_code(code)).collect();
    Ok((codes, hashes))
}

/// The same however it is typed.
fn hash_recovery_code(code: &str) -> [u8; 32] {
    let letters: String = code.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    session::hash(&format!("recovery {}", letters.to_ascii_lowercase()))
}

/// The address that an authenticator app reads, from a link or a QR code.
pub(crate) fn app_address(secret: &[u8], site_title: &str, name: &str) -> anyhow::Result<String> {
    // A colon parts the one from the other.
    let plain = |text: &str| text.replace(':', " ");
    let totp = Builder::new().with_secret(Secret::from(secret)).with_issuer(Some(plain(site_title)));
    Ok(totp.with_account_name(plain(name)).build()?.to_url()?)
}

/// The secret as one types it: letters and digits in groups of four.
pub(crate) fn in_groups(secret: &[u8]) -> String {
    let letters: Vec<char> = Secret::from(secret).to_base32().chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A QR code as the path of an SVG: its width in modules, without the margin, and what is dark.
pub(crate) fn qr_path(text: &str) -> anyhow::Result<(usize, String)> {
    let code = QrCode::new(text)?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width, at / width));
        }
    }
    Ok((width, path))
}

/// The period whose code this is; None when it is none of those that may be meant now.
pub(crate) fn period_of(secret: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp: Totp = Builder::new().with_secret(Secret::from(secret)).with_skew(SKEW_PERIODS).build().ok()?;
    let period = totp.check(&digits, u64::try_from(now.0 / Timestamp::SECOND).ok()?)?;
    i64::try_from(period).ok()
}

/// Takes a code of the app or a recovery code, and counts one that is wrong.
pub(crate) async fn take(
    site: &Site,
    reader: ReaderId,
    step: &SecondStep,
    code: &str,
    now: Timestamp,
) -> Result<Verdict, PageError> {
    let is_of_the_app = code.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    if is_of_the_app && let Some(until) = waits_until(step).filter(|until| *until > now) {
        return Ok(Verdict::WaitUntil(until));
    }
    let is_right = match period_of(&step.secret, code, now) {
        Some(period) => site.store.take_code(reader, period).await?,
        None if is_of_the_app => false,
        None => {
            let is_right = site.store.take_recovery_code(reader, &hash_recovery_code(code)).await?;
            if is_right {
                tracing::info!(reader.id = reader.0, "recovery code used");
            }
            is_right
        }
    };
    if is_right {
        return Ok(Verdict::Right);
    }
    site.store.miss_code(reader, now).await?;
    tracing::info!(reader.id = reader.0, missed = step.missed + 1, "code of the second step refused");
    Ok(Verdict::Wrong)
}

/// How long after the last wrong code the next one is looked at.
fn waits_until(step: &SecondStep) -> Option<Timestamp> {
    let doublings = u32::try_from(step.missed - MISSES_FREE).ok()?;
    let wait = WAIT_US.checked_shl(doublings.min(20)).unwrap_or(WAIT_MOST_US);
    Some(step.missed_at.plus_us(wait.min(WAIT_MOST_US)))
}

/// Says what is wrong with a code; None when it was right.
pub(crate) fn problem_with(verdict: Verdict, clock: Clock) -> Option<String> {
    match verdict {
        Verdict::Right => None,
        Verdict::Wrong => Some(clock.tongue.second_step_wrong().to_owned()),
        Verdict::WaitUntil(until) => {
            let minutes = (until.since_us(clock.now) + Timestamp::MINUTE - 1) / Timestamp::MINUTE;
            Some(clock.tongue.second_step_locked(minutes))
        }
    }
}

const _: () = assert!(PERIOD_S == 30, "what the library makes, and the page says");

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        let check = |seconds: i64, code: &str, expected: Option<i64>| {
            let now = Timestamp(seconds * Timestamp::SECOND);
            assert_eq!(period_of(secret, code, now), expected, "{code} at {seconds}");
        };
        check(59, "287082", Some(1));
        check(1_111_111_109, "081804", Some(37_037_036));
        check(1_111_111_109, " 081 804 ", Some(37_037_036));
        check(20_000_000_000, "353130", Some(666_666_666));
        check(59 + 30, "287082", Some(1));
        check(59 + 60, "287082", None);
        check(59, "287083", None);
        check(59, "", None);
        check(59, "2870820", None);
    }

    #[test]
    fn wrong_codes_make_one_wait_longer_and_longer() {
        let check = |missed: i64, minutes: Option<i64>| {
            let step =
                SecondStep { secret: Vec::new(), since: None, missed, missed_at: Timestamp(0), recovery_codes: 0 };
            assert_eq!(waits_until(&step), minutes.map(|minutes| Timestamp(minutes * Timestamp::MINUTE)), "{missed}");
        };
        check(0, None);
        check(4, None);
        check(5, Some(1));
        check(7, Some(4));
        check(15, Some(1024));
        check(16, Some(24 * 60));
        check(i64::from(i32::MAX), Some(24 * 60));
    }

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        let (codes, hashes) = create_recovery_codes().unwrap();
        assert_eq!((codes.len(), codes[0].len()), (10, 14));
        let typed = codes[0].replace('-', " ").to_uppercase();
        assert_eq!(hash_recovery_code(&typed), hashes[0]);
        assert_ne!(hashes[0], hashes[1]);
    }

    #[test]
    fn the_app_is_told_site_and_name() {
        let address = app_address(&[7; 20], "The Post: news", "Ada B").unwrap();
        assert!(address.starts_with("otpauth://totp/The%20Post%20%20news:Ada%20B?secret="), "{address}");
        assert!(address.ends_with("&issuer=The%20Post%20%20news"), "{address}");
        let (width, path) = qr_path(&address).unwrap();
        assert!(width > 20 && path.starts_with("M0 0h1v1h-1z"), "{width} {path}");
        assert_eq!(in_groups(&[0; 20]), ["AAAA"; 8].join(" "));
    }
}

//! What an endpoint says when it gives no answer, in words that its owner understands.

use crate::AiError;
use serde_json::Value;

/// A message is shown so far.
const MESSAGE_CHARACTERS: usize = 300;
/// For as long a busy endpoint is left alone that does not say for how long.
const BUSY_S: u32 = 30;

/// Makes the error for an answer that is none by its status.
pub fn of_status(status: u16, retry_after_s: Option<u32>, message: &str) -> AiError {
    let said = |what: &str| match message {
        "" => format!("{what} (HTTP {status})"),
        message => format!("{what} (HTTP {status}: {message})"),
    };
    let refused = |what: &str| AiError::Refused { cause: said(what) };
    let lower = message.to_lowercase();
    match status {
        300..=399 => refused("the address leads elsewhere; give the one it leads to"),
        401 | 403 => refused("the key was not accepted"),
        402 => refused("the account has no credit left"),
        404 | 405 => refused("there is no such model or address"),
        429 if lower.contains("quota") || lower.contains("billing") => refused("the account's quota is used up"),
        413 => refused("the prompt is too long"),
        400 | 422 if is_about_length(&lower) => refused("the prompt is too long for this model"),
        408 | 409 | 425 | 429 | 500 | 502..=504 | 506.. => AiError::Busy {
            cause: said("it has no time or trouble of its own"),
            retry_after_s: retry_after_s.unwrap_or(BUSY_S),
        },
        _ => refused("it does not take the request"),
    }
}

fn is_about_length(message: &str) -> bool {
    [
        "context length",
        "context size",
        "context window",
        "maximum context",
        "too long",
        "prompt is too",
        "too many tokens",
    ]
    .iter()
    .any(|words| message.contains(words))
}

/// Makes the error out of an object that stands in the place of an answer, or in the middle of one.
pub fn of_object(error: &Value) -> AiError {
    let message = message_of_value(error);
    let code = error.get("code").or_else(|| error.get("status"));
    let status = code.and_then(|code| code.as_u64().or_else(|| code.as_str()?.parse().ok()));
    if let Some(status) = status.and_then(|status| u16::try_from(status).ok()).filter(|status| *status >= 400) {
        return of_status(status, None, &message);
    }
    let kind = error.get("type").and_then(Value::as_str).unwrap_or_default();
    let is_lasting =
        ["invalid", "auth", "permission", "not_found", "billing", "too_large"].iter().any(|word| kind.contains(word))
            || is_about_length(&message.to_lowercase());
    let cause = format!("it broke off with an error: {message}");
    if is_lasting { AiError::Refused { cause } } else { AiError::Busy { cause, retry_after_s: BUSY_S } }
}

/// Finds what an error's body says to people, in any of the forms that servers use.
pub fn message_of(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    if text.starts_with('<') {
        return "a web page; is this the address of the API?".to_owned();
    }
    match serde_json::from_str(text) {
        Ok(value) => message_of_value(&value),
        Err(_) => shortened(text),
    }
}

fn message_of_value(value: &Value) -> String {
    match value {
        Value::String(text) => shortened(text),
        // FastAPI's list of what is wrong where.
        Value::Array(items) => {
            let items: Vec<String> =
                items.iter().take(3).map(message_of_value).filter(|text| !text.is_empty()).collect();
            shortened(&items.join("; "))
        }
        Value::Object(fields) => {
            let inner = ["error", "message", "detail", "msg", "errors"].iter().find_map(|name| {
                let text = message_of_value(fields.get(*name)?);
                (!text.is_empty()).then_some(text)
            });
            let place = fields.get("loc").and_then(Value::as_array).map(|place| {
                let words: Vec<&str> = place.iter().filter_map(Value::as_str).collect();
                words.join(".")
            });
            match (place, inner) {
                (Some(place), Some(inner)) => shortened(&format!("{place}: {inner}")),
                (_, inner) => inner.unwrap_or_default(),
            }
        }
        _ => String::new(),
    }
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MESSAGE_CHARACTERS) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_message_is_found_in_the_bodies_of_all_servers() {
        let check = |body: &str, expected: &str| assert_eq!(message_of(body.as_bytes()), expected, "{body}");
        check(r#"{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}"#, "Invalid API Key");
        check(r#"{"error":"model 'x' not found"}"#, "model 'x' not found");
        check(r#"{"object":"error","message":"No such model","code":404}"#, "No such model");
        check(r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, "Overloaded");
        check(r#"{"detail":[{"loc":["body","max_tokens"],"msg":"too large"}]}"#, "body.max_tokens: too large");
        check(r#"{"detail":"Unauthorized"}"#, "Unauthorized");
        check("<html><title>404</title>", "a web page; is this the address of the API?");
        check("  upstream\n timed out ", "upstream timed out");
        check("", "");
        check(r#"{"error":{"code":7}}"#, "");
        assert_eq!(message_of("é".repeat(1000).as_bytes()).chars().count(), MESSAGE_CHARACTERS + 2);
    }

    #[test]
    fn a_status_says_whether_to_try_again() {
        let check = |status: u16, message: &str, words: &str, passes: bool| {
            let error = of_status(status, Some(7), message);
            assert!(error.to_string().contains(words), "{status}: {error}");
            assert_eq!(matches!(error, AiError::Busy { retry_after_s: 7, .. }), passes, "{status}: {error}");
        };
        check(401, "Invalid API Key", "the key was not accepted (HTTP 401: Invalid API Key)", false);
        check(404, "", "no such model", false);
        check(400, "This model's maximum context length is 4096 tokens", "too long", false);
        check(400, "unknown field", "does not take the request", false);
        check(429, "Rate limit reached", "no time", true);
        check(429, "You exceeded your current quota", "quota is used up", false);
        check(529, "Overloaded", "no time", true);
        check(503, "Loading model", "Loading model", true);
        check(501, "", "does not take", false);
        check(308, "", "leads elsewhere", false);
    }

    #[test]
    fn an_error_in_the_middle_says_whether_to_try_again() {
        let passes = |error: Value| matches!(of_object(&error), AiError::Busy { .. });
        assert!(passes(json!({"type": "overloaded_error", "message": "Overloaded"})));
        assert!(passes(json!({"message": "the engine died"})));
        assert!(passes(json!({"message": "slow down", "code": 429})));
        assert!(!passes(json!({"message": "no", "code": "401"})));
        assert!(!passes(json!({"type": "invalid_request_error", "message": "no"})));
    }
}

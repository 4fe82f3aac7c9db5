//! Anthropic's Messages API.
//!
//! Read leniently, as `openai` is.

use super::abilities::{Abilities, JsonForm};
use super::fault;
use super::fence::Fenced;
use super::form;
use super::reading::Reading;
use crate::{AiError, Prompt};
use serde_json::{Value, json};

/// The version of the API that is spoken here; it stands in a header.
pub const VERSION: &str = "2023-06-01";

/// The body that asks for an answer.
pub fn body(model: &str, prompt: &Prompt, abilities: Abilities, is_stream: bool) -> Value {
    let Fenced { task, material } = form::lay_out(prompt, abilities);
    let mut body = json!({"model": model, "max_tokens": prompt.max_tokens, "stream": is_stream});
    if material.is_empty() {
        body["messages"] = json!([{"role": "user", "content": task}]);
    } else {
        body["system"] = json!(task);
        body["messages"] = json!([{"role": "user", "content": material}]);
    }
    if abilities.temperature {
        body["temperature"] = super::abilities::temperature(prompt);
    }
    if let Some(schema) = prompt.schema.as_ref().filter(|_| abilities.json == JsonForm::Schema) {
        body["output_config"] = json!({"format": {"type": "json_schema", "schema": schema}});
    }
    body
}

/// Takes the data of an event of a stream.
pub fn take_event(data: &str, reading: &mut Reading) -> Result<(), AiError> {
    let Ok(event) = serde_json::from_str::<Value>(data) else { return Ok(()) };
    let inner = |name: &str| event.get(name).unwrap_or(&Value::Null);
    match event.get("type").and_then(Value::as_str).unwrap_or_default() {
        "message_start" => take_usage(inner("message"), reading),
        "content_block_delta" => {
            reading.is_begun = true;
            // Deltas of other kinds (thinking, citations) carry their words under other names.
            if let Some(words) = inner("delta").get("text").and_then(Value::as_str) {
                reading.write(words);
            }
        }
        "message_delta" => {
            take_usage(&event, reading);
            take_end(inner("delta"), reading)?;
        }
        "message_stop" => reading.is_ended = true,
        "error" => return Err(fault::of_object(inner("error"))),
        _ => {}
    }
    Ok(())
}

/// Takes an answer that came in one piece.
pub fn take_whole(body: &[u8], reading: &mut Reading) -> Result<(), AiError> {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    if let Some(error) = answer.get("error").filter(|error| !error.is_null()) {
        return Err(fault::of_object(error));
    }
    let Some(parts) = answer.get("content").and_then(Value::as_array) else {
        return Err(AiError::Garbled { cause: "it answers with something else than an answer".to_owned() });
    };
    parts.iter().filter_map(|part| part.get("text")?.as_str()).for_each(|words| reading.write(words));
    take_usage(&answer, reading);
    take_end(&answer, reading)?;
    reading.is_ended = true;
    Ok(())
}

fn take_usage(holder: &Value, reading: &mut Reading) {
    let count =
        |name: &str| holder.get("usage")?.get(name)?.as_u64().map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    reading.tokens_in = count("input_tokens").or(reading.tokens_in);
    reading.tokens_out = count("output_tokens").or(reading.tokens_out);
}

fn take_end(holder: &Value, reading: &mut Reading) -> Result<(), AiError> {
    match holder.get("stop_reason").and_then(Value::as_str) {
        None => {}
        Some("refusal") => return Err(AiError::Refused { cause: "the model declined to answer".to_owned() }),
        Some(reason) => {
            reading.is_cut = matches!(reason, "max_tokens" | "model_context_window_exceeded");
            reading.is_finished = true;
        }
    }
    Ok(())
}

//! The chat API that OpenAI made and most servers speak: Ollama, llama.cpp, vLLM, LM Studio, Mistral, OpenRouter.
//!
//! Read leniently: a field that is missing or of another type than expected is as good as not there.

use super::abilities::{Abilities, JsonForm};
use super::fault;
use super::fence::Fenced;
use super::form;
use super::reading::Reading;
use crate::{AiError, Prompt};
use serde_json::{Value, json};

/// The body that asks for an answer.
pub fn body(model: &str, prompt: &Prompt, abilities: Abilities, is_stream: bool) -> Value {
    let Fenced { task, material } = form::lay_out(prompt, abilities);
    let messages = match (material, abilities.system) {
        (material, _) if material.is_empty() => json!([{"role": "user", "content": task}]),
        (material, true) => {
            json!([{"role": "system", "content": task}, {"role": "user", "content": material}])
        }
        (material, false) => json!([{"role": "user", "content": format!("{task}\n\n{material}")}]),
    };
    let limit = if abilities.max_completion_tokens { "max_completion_tokens" } else { "max_tokens" };
    let mut body = json!({"model": model, "messages": messages, "stream": is_stream, limit: prompt.max_tokens});
    if abilities.temperature {
        body["temperature"] = super::abilities::temperature(prompt);
    }
    if is_stream && abilities.usage {
        body["stream_options"] = json!({"include_usage": true});
    }
    match (prompt.schema.as_ref(), abilities.json) {
        (Some(schema), JsonForm::Schema) => {
            let named = json!({"name": "answer", "strict": true, "schema": schema});
            body["response_format"] = json!({"type": "json_schema", "json_schema": named});
        }
        (Some(_), JsonForm::Object) => body["response_format"] = json!({"type": "json_object"}),
        _ => {}
    }
    body
}

/// Takes the data of an event of a stream.
pub fn take_event(data: &str, reading: &mut Reading) -> Result<(), AiError> {
    if data.trim() == "[DONE]" {
        reading.is_ended = true;
        return Ok(());
    }
    // What is no JSON says nothing; if the answer is incomplete by it, its end will be missing, too.
    let Ok(event) = serde_json::from_str::<Value>(data) else { return Ok(()) };
    take(&event, "delta", reading)
}

/// Takes an answer that came in one piece.
pub fn take_whole(body: &[u8], reading: &mut Reading) -> Result<(), AiError> {
    let garbled = || AiError::Garbled { cause: format!("it answers with {}", shown(&fault::message_of(body))) };
    let answer: Value = serde_json::from_slice(body).map_err(|_| garbled())?;
    let has_error = answer.get("error").is_some_and(|error| !error.is_null());
    if !has_error && answer.get("choices").is_none() {
        return Err(garbled());
    }
    take(&answer, "message", reading)?;
    reading.is_ended = true;
    Ok(())
}

fn shown(message: &str) -> &str {
    if message.is_empty() { "something else than an answer" } else { message }
}

fn take(answer: &Value, words_in: &str, reading: &mut Reading) -> Result<(), AiError> {
    if let Some(error) = answer.get("error").filter(|error| !error.is_null()) {
        return Err(fault::of_object(error));
    }
    let count =
        |name: &str| answer.get("usage")?.get(name)?.as_u64().map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    reading.tokens_in = count("prompt_tokens").or(reading.tokens_in);
    reading.tokens_out = count("completion_tokens").or(reading.tokens_out);
    let Some(choice) = answer.get("choices").and_then(|choices| choices.get(0)) else { return Ok(()) };
    if let Some(error) = choice.get("error").filter(|error| !error.is_null()) {
        return Err(fault::of_object(error));
    }
    let message = choice.get(words_in);
    // Thoughts come under several names, and are waited for as words are.
    let fields = message.and_then(Value::as_object).into_iter().flatten();
    reading.is_begun |= fields
        .filter(|(name, _)| *name != "role")
        .any(|(_, field)| field.as_str().is_some_and(|text| !text.is_empty()));
    match message.and_then(|message| message.get("content")) {
        Some(Value::String(words)) => reading.write(words),
        // Mistral's models that reason answer in parts; those of type `thinking` have no text of their own.
        Some(Value::Array(parts)) => {
            parts.iter().filter_map(|part| part.get("text")?.as_str()).for_each(|words| reading.write(words));
        }
        _ => {}
    }
    if let Some(refusal) = message.and_then(|message| message.get("refusal")?.as_str()).filter(|text| !text.is_empty())
    {
        return Err(AiError::Refused { cause: format!("the model declined: {refusal}") });
    }
    match choice.get("finish_reason").and_then(Value::as_str) {
        None | Some("") => {}
        Some("content_filter") => {
            return Err(AiError::Refused { cause: "the endpoint's filter stopped the answer".to_owned() });
        }
        Some("error") => return Err(fault::of_object(choice)),
        Some(reason) => {
            reading.is_cut = matches!(reason, "length" | "model_length");
            reading.is_finished = true;
        }
    }
    Ok(())
}

/// Reads a list of models: their names, in the endpoint's order.
pub fn models(body: &[u8]) -> Option<Vec<String>> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let list = answer.get("data").unwrap_or(&answer).as_array()?;
    Some(list.iter().filter_map(|model| model.get("id")?.as_str().map(str::to_owned)).collect())
}

/// Tells which server a list of models is from, if it says so.
pub fn owner_of_models(body: &[u8]) -> Option<&'static str> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    match answer.get("data")?.get(0)?.get("owned_by")?.as_str()? {
        "llamacpp" => Some("llama.cpp"),
        "vllm" => Some("vLLM"),
        "library" => Some("Ollama"),
        "organization_owner" => Some("LM Studio"),
        _ => None,
    }
}

/// The body that asks for vectors.
pub fn embedding_body(model: &str, texts: &[&str]) -> Value {
    json!({"model": model, "input": texts})
}

/// Reads vectors, in the order of the texts; None when one is missing, or is no vector.
pub fn vectors(body: &[u8], count: usize) -> Option<Vec<Vec<f32>>> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let mut vectors: Vec<Vec<f32>> = vec![Vec::new(); count];
    for (place, row) in answer.get("data")?.as_array()?.iter().enumerate() {
        let index =
            row.get("index").and_then(Value::as_u64).map_or(Some(place), |index| usize::try_from(index).ok())?;
        let numbers = row.get("embedding")?.as_array()?;
        let vector: Vec<f32> = numbers.iter().map(|number| number.as_f64().map(|x| x as f32)).collect::<Option<_>>()?;
        *vectors.get_mut(index)? = vector;
    }
    let dimensions = vectors.first().map_or(0, Vec::len);
    let is_whole = vectors.iter().all(|vector| vector.len() == dimensions && dimensions > 0);
    (is_whole || count == 0).then_some(vectors)
}

//! The form that an answer was asked in: JSON by a schema, found in what a model wrote, and held to it.

use super::abilities::{Abilities, JsonForm};
use super::fence::{Fenced, fence};
use crate::Prompt;
use serde_json::Value;

/// Lays a prompt out, with its schema in words where the endpoint takes none.
pub fn lay_out(prompt: &Prompt, abilities: Abilities) -> Fenced {
    let mut fenced = fence(prompt);
    if let Some(schema) = prompt.schema.as_ref().filter(|_| abilities.json != JsonForm::Schema) {
        fenced.task.push_str(&in_words(schema));
    }
    fenced
}

/// Says in words what a schema says, for endpoints that take no schema.
fn in_words(schema: &Value) -> String {
    format!("\n\nAnswer with one JSON value and nothing else. It must satisfy this JSON schema:\n{schema}")
}

/// Finds the JSON in an answer that keeps to the schema. Models like to write a fence or a sentence around it.
pub fn find(text: &str, schema: &Value) -> Result<Value, String> {
    let mut problem = None;
    for value in values_in(text.trim()) {
        match check(&value, schema, "the answer") {
            Ok(()) => return Ok(value),
            Err(wrong) => problem = problem.or(Some(wrong)),
        }
    }
    Err(problem.unwrap_or_else(|| "the answer is no JSON".to_owned()))
}

/// Places in an answer where its JSON may begin.
const BEGINNINGS_MAX: usize = 8;

/// Reads the text as one value, or else from each place where a value may begin as far as it goes.
fn values_in(text: &str) -> impl Iterator<Item = Value> {
    let whole = serde_json::from_str(text).ok();
    let beginnings = text.char_indices().filter(|(_, c)| matches!(c, '{' | '[')).take(BEGINNINGS_MAX);
    let parts = beginnings.filter_map(|(at, _)| {
        let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<Value>();
        values.next().and_then(Result::ok)
    });
    whole.into_iter().chain(parts)
}

/// Checks the parts of JSON Schema that endpoints support in structured output: types, properties, items, choices. The
/// message says where it is wrong.
fn check(value: &Value, schema: &Value, place: &str) -> Result<(), String> {
    if let Some(choices) = schema.get("enum").and_then(Value::as_array)
        && !choices.contains(value)
    {
        return Err(format!("{place} is none of the choices"));
    }
    let types = match schema.get("type") {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is_of_type(value, name)) {
        return Err(format!("{place} is not of type {}", types.join(" or ")));
    }
    match value {
        Value::Object(fields) => {
            let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
            for name in required.filter_map(Value::as_str) {
                if !fields.contains_key(name) {
                    return Err(format!("{place} lacks `{name}`"));
                }
            }
            let properties = schema.get("properties").and_then(Value::as_object);
            for (name, field) in fields {
                match properties.and_then(|properties| properties.get(name)) {
                    Some(schema) => check(field, schema, &format!("`{name}`"))?,
                    None if schema.get("additionalProperties") == Some(&Value::Bool(false)) => {
                        return Err(format!("{place} has `{name}`, which was not asked for"));
                    }
                    None => {}
                }
            }
        }
        Value::Array(items) => {
            if let Some(schema) = schema.get("items") {
                items.iter().try_for_each(|item| check(item, schema, &format!("an item of {place}")))?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_is_found_in_what_models_write_around_it() {
        let schema = json!({"type": "object", "required": ["a"]});
        for text in [
            "{\"a\": 1}",
            " \n{\"a\": 1}\n",
            "```json\n{\"a\": 1}\n```",
            "Sure! Here it is: {\"a\": 1} Anything else?",
            "As asked [sic, 1] in [1]: {\"a\": 1}",
        ] {
            assert_eq!(find(text, &schema), Ok(json!({"a": 1})), "{text}");
        }
        for text in ["", "no", "{\"a\": ", "{'a': 1}"] {
            assert_eq!(find(text, &schema), Err("the answer is no JSON".into()), "{text}");
        }
    }

    #[test]
    fn an_answer_is_held_to_its_schema() {
        let schema = json!({
            "type": "object",
            "properties": {
                "tags": {"type": "array", "items": {"type": "string"}},
                "tone": {"enum": ["calm", "loud"]},
                "count": {"type": ["integer", "null"]},
            },
            "required": ["tags"],
            "additionalProperties": false,
        });
        let check = |value: Value, word: &str| match find(&value.to_string(), &schema) {
            Ok(_) => assert_eq!(word, "", "{value}"),
            Err(problem) => assert!(!word.is_empty() && problem.contains(word), "{value}: {problem}"),
        };
        check(json!({"tags": ["a"], "tone": "calm", "count": null}), "");
        check(json!({"tags": []}), "");
        check(json!({}), "lacks `tags`");
        check(json!({"tags": "a"}), "`tags` is not of type array");
        check(json!({"tags": [1]}), "an item of `tags`");
        check(json!({"tags": [], "tone": "shrill"}), "`tone` is none of the choices");
        check(json!({"tags": [], "count": 1.5}), "`count`");
        check(json!({"tags": [], "more": 1}), "`more`");
        check(json!([1]), "not of type object");
    }
}

//! The languages say the same things: every message of the English locale, with the same arguments, and nothing else;
//! and no page says anything but messages.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const TONGUES: [&str; 5] = ["en", "de", "es", "zh", "ar"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        files.push((path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()));
    }
    files.sort();
    files
}

/// What a message asks for, and with what it can be tried.
#[derive(Default)]
struct Message {
    arguments: BTreeSet<String>,
    /// The keys that select by a text.
    keys: BTreeMap<String, BTreeSet<String>>,
    /// The plural forms that are told apart, by argument.
    plurals: BTreeMap<String, BTreeSet<String>>,
    words: String,
}

/// The messages of a locale by room and id.
fn messages(tongue: &str) -> BTreeMap<(String, String), Message> {
    let mut found = BTreeMap::new();
    for (room, text) in files(&folder("locales").join(tongue)) {
        let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| {
            panic!("{tongue}/{room}: {errors:?}");
        });
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut read = Message::default();
                    note(message.value.as_ref().unwrap(), &mut read);
                    let former = found.insert((room.clone(), message.id.name.to_owned()), read);
                    assert!(former.is_none(), "{tongue}/{room}: {} stands twice", message.id.name);
                }
                Entry::Junk { content } => panic!("{tongue}/{room}: {content}"),
                _ => {}
            }
        }
    }
    found
}

fn note(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.words.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => note_inline(inline, message),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                note_inline(selector, message);
                let InlineExpression::VariableReference { id } = selector else { continue };
                for variant in variants {
                    match &variant.key {
                        VariantKey::Identifier { name } if is_plural(name) => {
                            message.plurals.entry(id.name.to_owned()).or_default().insert((*name).to_owned());
                        }
                        VariantKey::Identifier { name } => {
                            message.keys.entry(id.name.to_owned()).or_default().insert((*name).to_owned());
                        }
                        VariantKey::NumberLiteral { .. } => {
                            message.plurals.entry(id.name.to_owned()).or_default();
                        }
                    }
                    note(&variant.value, message);
                }
            }
        }
    }
}

fn is_plural(key: &str) -> bool {
    matches!(key, "zero" | "one" | "two" | "few" | "many" | "other")
}

fn note_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => _ = message.arguments.insert(id.name.to_owned()),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|one| note_inline(one, message));
        }
        InlineExpression::StringLiteral { value } => message.words.push_str(value),
        _ => {}
    }
}

#[test]
fn every_language_has_every_message_with_the_same_arguments() {
    let english = messages("en");
    for tongue in TONGUES {
        let others = messages(tongue);
        let lacking: Vec<_> = english.keys().filter(|id| !others.contains_key(*id)).collect();
        let unknown: Vec<_> = others.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(lacking.is_empty() && unknown.is_empty(), "{tongue} lacks {lacking:?}, and nobody knows {unknown:?}");
        for (id, message) in &others {
            assert_eq!(message.arguments, english[id].arguments, "{tongue}: {id:?}");
            assert_eq!(message.keys, english[id].keys, "{tongue}: {id:?} tells other kinds apart");
        }
    }
}

#[test]
fn every_plural_has_the_forms_of_its_language() {
    let check = |tongue: &str, forms: &[&str]| {
        for (id, message) in messages(tongue) {
            for (argument, found) in &message.plurals {
                let expected: BTreeSet<String> = forms.iter().map(|form| (*form).to_owned()).collect();
                assert_eq!(found, &expected, "{tongue}: {id:?}, ${argument}");
            }
        }
    };
    check("en", &["one", "other"]);
    check("de", &["one", "other"]);
    check("es", &["one", "other"]);
    check("zh", &["other"]);
    check("ar", &["zero", "one", "two", "few", "many", "other"]);
}

#[test]
fn every_message_can_be_said() {
    for tongue in TONGUES {
        let mut bundle = FluentBundle::new(vec![tongue.parse().unwrap()]);
        bundle.add_builtins().unwrap();
        for (_, text) in files(&folder("locales").join(tongue)) {
            bundle.add_resource(FluentResource::try_new(text).unwrap()).unwrap();
        }
        for ((room, id), message) in messages(tongue) {
            for number in [0, 1, 2, 3, 11, 100] {
                let keys = message.keys.values().next().cloned().unwrap_or_else(|| BTreeSet::from(["x".to_owned()]));
                for key in keys {
                    let mut arguments = FluentArgs::new();
                    for name in &message.arguments {
                        let is_kind = message.keys.contains_key(name);
                        let value = if is_kind { key.as_str().into() } else { FluentValue::from(number) };
                        arguments.set(name.as_str(), value);
                    }
                    let mut errors = Vec::new();
                    let pattern = bundle.get_message(&id).unwrap().value().unwrap();
                    let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                    assert!(errors.is_empty(), "{tongue}/{room}: {id}: {errors:?}");
                    assert!(!said.is_empty() && !said.contains(['\n', '{', '}']), "{tongue}/{room}: {id}: {said:?}");
                }
            }
        }
    }
}

/// What a message says goes into markup as it is.
#[test]
fn no_message_holds_markup() {
    for tongue in TONGUES {
        for (id, message) in messages(tongue) {
            // The hint on quotations shows their mark.
            let is_free =
                !message.words.contains(['<', '&']) && (id.1 == "composer-hint" || !message.words.contains('>'));
            assert!(is_free, "{tongue}: {id:?}: {}", message.words);
        }
    }
}

/// Everything a template says is a message: neither its text nor an attribute that is read out has a word of its own.
#[test]
fn no_template_says_anything_by_itself() {
    for (name, text) in files(&folder("templates")) {
        let said = said_by(&text);
        assert!(said.is_empty(), "{name} says {said:?}: make it messages of locales/, see docs/translating.md");
    }
}

fn said_by(template: &str) -> Vec<String> {
    let mut rest = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<code", "</code>"), ("<script", "</script>")] {
        while let Some(start) = rest.find(open) {
            let end = rest[start..].find(close).map_or(rest.len(), |at| start + at + close.len());
            rest.replace_range(start..end, "");
        }
    }
    let mut said = Vec::new();
    for attribute in ["aria-label", "alt", "title", "placeholder", "data-label"] {
        let opening = format!(" {attribute}=\"");
        let parts = rest.split(&opening).skip(1);
        said.extend(parts.map(|part| part.split('"').next().unwrap().to_owned()));
    }
    let mut is_tag = false;
    let outside = rest.split_inclusive(['<', '>']).map(|part| {
        let words = if is_tag { "" } else { part.trim_end_matches('<') };
        is_tag = part.ends_with('<');
        // Macros write attributes, too.
        words.split_whitespace().filter(|word| !word.starts_with("data-")).collect::<Vec<_>>().join(" ")
    });
    said.extend(outside);
    // Examples of addresses are no words, and the name of the program is the same everywhere.
    let is_name = |words: &str| words.starts_with('/') || words.contains("example.org") || words == "Dateline";
    said.retain(|words| words.replace("&amp;", "").contains(char::is_alphabetic) && !is_name(words));
    said
}

#[test]
fn words_of_a_template_are_noticed() {
    let check = |template: &str, expected: &[&str]| assert_eq!(said_by(template), expected, "{template}");
    check("<p class=\"a\">{{ frame.tongue.all() }}, {% if x %}{{ y }}{% endif %}</p>", &[]);
    check("<p>Hello</p>", &["Hello"]);
    check("<a aria-label=\"Away\" href=\"/x\">{{ y }}</a>", &["Away"]);
    check("{# A comment. #}<code>dateline serve</code>", &[]);
}

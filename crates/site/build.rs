//! Makes a function of every message of the English locale, so that a page that asks for a message that is not there,
//! or with other arguments than it takes, does not compile, and a message nothing asks for is told as dead code.
//!
//! An argument is a number where the English message counts with it (a plural, `NUMBER()`), markup where the comment
//! above the message says `$name (Markup)`, and text otherwise.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The order of `Tongue::ALL`.
const TONGUES: [&str; 5] = ["en", "de", "es", "zh", "ar"];

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let locales = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let rooms = rooms(&locales.join("en"))?;
    let mut out = String::new();
    writeln!(out, "const SOURCES: [&[&str]; {}] = [", TONGUES.len())?;
    for tongue in TONGUES {
        // A room that nobody has translated yet speaks English.
        let paths = rooms.iter().map(|room| locales.join(tongue).join(room)).filter(|path| path.exists());
        let included: String = paths.map(|path| format!("include_str!({path:?}), ")).collect();
        writeln!(out, "    &[{included}],")?;
    }
    writeln!(out, "];\n")?;
    let mut messages = Vec::new();
    for room in &rooms {
        messages.extend(read(&locales.join("en").join(room))?);
    }
    let ids: String = messages.iter().map(|message| format!("{:?}, ", message.id)).collect();
    writeln!(out, "static IDS: [&str; {}] = [{ids}];\n\nimpl Tongue {{", messages.len())?;
    for (number, message) in messages.iter().enumerate() {
        message.write_function(number, &mut out)?;
    }
    writeln!(out, "}}")?;
    Ok(std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("messages.rs"), out)?)
}

/// Lists the files of a locale, by name.
fn rooms(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut rooms = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        rooms.push(entry?.file_name().to_string_lossy().into_owned());
    }
    rooms.retain(|room| room.ends_with(".ftl"));
    rooms.sort();
    Ok(rooms)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Markup,
}

struct Message {
    id: String,
    arguments: BTreeMap<String, Kind>,
}

fn read(path: &Path) -> Result<Vec<Message>, Failure> {
    let text = std::fs::read_to_string(path)?;
    let resource = fluent_syntax::parser::parse(text.as_str())
        .map_err(|(_, errors)| format!("{} cannot be read: {errors:?}", path.display()))?;
    let mut messages = Vec::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut arguments = BTreeMap::new();
        if let Some(pattern) = &message.value {
            note_arguments(pattern, &mut arguments);
        }
        let comment = message.comment.map_or_else(String::new, |comment| comment.content.join(" "));
        for (name, kind) in &mut arguments {
            if comment.contains(&format!("${name} (Markup)")) {
                *kind = Kind::Markup;
            }
        }
        messages.push(Message { id: message.id.name.to_owned(), arguments });
    }
    Ok(messages)
}

fn note_arguments(pattern: &Pattern<&str>, arguments: &mut BTreeMap<String, Kind>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => note_inline(inline, false, arguments),
            Expression::Select { selector, variants } => {
                let counts = variants.iter().any(|variant| match &variant.key {
                    VariantKey::NumberLiteral { .. } => true,
                    VariantKey::Identifier { name } => matches!(*name, "zero" | "one" | "two" | "few" | "many"),
                });
                note_inline(selector, counts, arguments);
                variants.iter().for_each(|variant| note_arguments(&variant.value, arguments));
            }
        }
    }
}

fn note_inline(inline: &InlineExpression<&str>, counts: bool, arguments: &mut BTreeMap<String, Kind>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            let kind = arguments.entry(id.name.to_owned()).or_insert(Kind::Text);
            if counts {
                *kind = Kind::Number;
            }
        }
        InlineExpression::FunctionReference { arguments: given, .. } => {
            given.positional.iter().for_each(|one| note_inline(one, true, arguments));
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = &**expression {
                note_inline(inner, counts, arguments);
            }
        }
        _ => {}
    }
}

impl Message {
    fn write_function(&self, number: usize, out: &mut String) -> std::fmt::Result {
        let name = in_rust(&self.id);
        if self.arguments.is_empty() {
            return writeln!(out, "    pub(crate) fn {name}(self) -> &'static str {{ self.plain({number}) }}");
        }
        let is_markup = self.arguments.values().any(|kind| *kind == Kind::Markup);
        let (result, say) = if is_markup { ("Markup", "said_in_markup") } else { ("String", "said") };
        write!(out, "    pub(crate) fn {name}(self")?;
        for (argument, kind) in &self.arguments {
            let kind = match kind {
                Kind::Text => "&str",
                Kind::Number => "impl Borrow<i64>",
                Kind::Markup => "impl HtmlSafe",
            };
            write!(out, ", {}: {kind}", in_rust(argument))?;
        }
        write!(out, ") -> {result} {{ self.{say}({:?}, [", self.id)?;
        for (argument, kind) in &self.arguments {
            let value = match kind {
                Kind::Text => format!("Argument::Text({})", in_rust(argument)),
                Kind::Number => format!("Argument::Number(*{}.borrow())", in_rust(argument)),
                Kind::Markup => format!("Argument::Markup({}.to_string())", in_rust(argument)),
            };
            write!(out, "({argument:?}, {value}), ")?;
        }
        writeln!(out, "]) }}")
    }
}

fn in_rust(name: &str) -> String {
    name.replace('-', "_")
}

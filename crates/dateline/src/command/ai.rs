//! `ai`: tries the models that write, and finds those that run on this machine.

use super::say;
use crate::cli::{Ai, AiWhat};
use crate::installation::Installation;
use crate::models;
use ai::{Completer, Completion, Piece, Price, Prompt};
use anyhow::{Context, Result, bail};
use futures_util::StreamExt;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

pub async fn ai(installation: Installation, asked: Ai) -> Result<ExitCode> {
    match asked.what {
        AiWhat::Test { endpoint, prompt } => test(&installation, endpoint.as_deref(), &prompt).await,
        AiWhat::Find => find(&installation).await,
    }
}

const TOKENS_OF_A_TEST: u32 = 200;

/// Asks one endpoint one thing, and shows the answer as it comes.
async fn test(installation: &Installation, name: Option<&str>, prompt: &str) -> Result<ExitCode> {
    let described = &installation.config.ai.endpoint;
    let wanted = described.iter().find(|endpoint| name.is_none_or(|name| endpoint.name == name));
    let Some(wanted) = wanted else {
        match name {
            Some(name) => bail!("no [[ai.endpoint]] is called {name:?}"),
            None => bail!("the configuration has no [[ai.endpoint]]; `dateline ai find` looks for one on this machine"),
        }
    };
    let endpoint = models::endpoint(&installation.config, wanted)?;
    let prompt = Prompt { task: prompt.to_owned(), max_tokens: TOKENS_OF_A_TEST, ..Prompt::default() };
    let begun = Instant::now();
    let mut first_word_s = None;
    let mut pieces = endpoint.stream(prompt);
    while let Some(piece) = pieces.next().await {
        match piece? {
            Piece::Words(words) => {
                first_word_s.get_or_insert_with(|| begun.elapsed().as_secs_f64());
                let mut screen = std::io::stdout();
                write!(screen, "{words}")
                    .and_then(|()| screen.flush())
                    .context("could not write to standard output")?;
            }
            Piece::End(completion) => {
                let seconds = begun.elapsed().as_secs_f64();
                let facts = facts_of(&completion, endpoint.price());
                say(format!("\n\n{} answered in {seconds:.1} s, {facts}", endpoint.name()));
            }
        }
    }
    match first_word_s {
        Some(seconds) => say(format!("The first word came after {seconds:.1} s.")),
        None => say("It said nothing."),
    }
    Ok(ExitCode::SUCCESS)
}

fn facts_of(completion: &Completion, price: Price) -> String {
    let Completion { tokens_in, tokens_out, tokens_are_estimated, is_cut, .. } = completion;
    let about = if *tokens_are_estimated { "about " } else { "" };
    let cut = if *is_cut { ", cut there" } else { "" };
    let cost = match price.of(*tokens_in, *tokens_out) {
        0 => String::new(),
        millionths => format!(", for {:.6}", millionths as f64 / 1e6),
    };
    format!("{about}{tokens_in} tokens read and {tokens_out} written{cut}{cost}.")
}

/// Says what runs on this machine, and what to write into the configuration.
async fn find(installation: &Installation) -> Result<ExitCode> {
    let found = models::find_servers(&installation.config).await?;
    if found.is_empty() {
        say("No model server answers on the ports of Ollama, llama.cpp, vLLM and LM Studio.");
        return Ok(ExitCode::FAILURE);
    }
    for server in found {
        say(format!("{} at {} has: {}", server.name, server.url, server.models.join(", ")));
        let Some(model) = server.models.first() else { continue };
        let text = |value: &str| toml::Value::String(value.to_owned());
        say(format!(
            "\n[[ai.endpoint]]\nname = {}\nurl = {}\nmodel = {}\nallow_private_address = true\n",
            text(&server.name),
            text(&server.url),
            text(model)
        ));
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_of_an_answer_are_told_with_their_cost() {
        let completion = Completion { tokens_in: 1000, tokens_out: 500, is_cut: true, ..Completion::default() };
        let price = Price { input: 150_000, output: 600_000 };
        assert_eq!(facts_of(&completion, price), "1000 tokens read and 500 written, cut there, for 0.000450.");
        let free = Completion { tokens_are_estimated: true, is_cut: false, ..completion };
        assert_eq!(facts_of(&free, Price::default()), "about 1000 tokens read and 500 written.");
    }
}

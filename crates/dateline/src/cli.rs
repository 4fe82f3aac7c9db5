//! The command line: what can be asked of `dateline`, and what each exit code means.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const ABOUT: &str = "A self-hosted news aggregator: follows the publishers you trust, joins what they tell about one event into stories, and publishes a news site from them.";

const EXAMPLES: &str = "Examples:
  dateline demo                                  see it at work with an invented press
  dateline follow https://example.org            follow a publisher by any of its addresses
  dateline serve                                 fetch, and publish the site
  dateline doctor                                find out what is wrong

Exit codes: 0 all went well; 1 something failed or was found wrong; 2 the command was not understood;
3 the installation (configuration, database) cannot be used.";

#[derive(Parser)]
#[command(name = "dateline", version, about = ABOUT, after_help = EXAMPLES)]
pub struct Arguments {
    /// The configuration file (TOML); see docs/config.md
    #[arg(long, global = true, env = "DATELINE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder of database and index; overrides the configuration
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Fetches what is due, and publishes the site
    #[command(
        after_help = "Examples:\n  dateline serve\n  dateline serve --bind 0.0.0.0:8080\n  DATELINE_SITE_TITLE='The Morning' dateline serve\n\nThe first start prints a link with which the owner is created in the browser."
    )]
    Serve(Serve),
    /// Starts an invented press on loopback and a site that follows it
    #[command(
        after_help = "Examples:\n  dateline demo\n  dateline demo --bind 127.0.0.1:9000 --speed 60\n\nEverything is kept in a temporary folder that is removed at the end."
    )]
    Demo(Demo),
    /// Follows sources: finds the feed, sitemap or live blog behind any address
    #[command(
        after_help = "Examples:\n  dateline follow https://example.org\n  dateline follow https://example.org/feed.xml https://example.com/live/summit\n  dateline follow --dry-run https://example.org     only say what would be followed"
    )]
    Follow(Follow),
    /// Stops following sources; their articles stay
    Unfollow {
        /// Addresses as `dateline export` or the page of sources shows them
        #[arg(required = true, value_name = "URL")]
        urls: Vec<String>,
    },
    /// Follows every source of an OPML file
    #[command(after_help = "Example:\n  dateline import subscriptions.opml")]
    Import {
        /// The OPML file; `-` reads standard input
        file: PathBuf,
    },
    /// Writes all sources as OPML to standard output
    #[command(after_help = "Example:\n  dateline export > subscriptions.opml")]
    Export,
    /// Fetches every source that is due, once, and says what happened
    #[command(
        after_help = "Examples:\n  dateline fetch\n  dateline fetch --all           ask every source, due or not\n  dateline fetch https://example.org/feed.xml"
    )]
    Fetch {
        /// Only these sources
        #[arg(value_name = "URL")]
        urls: Vec<String>,
        /// Every source, due or not
        #[arg(long)]
        all: bool,
        /// Then reads at most so many articles a second time, for quotes and by the model; `serve` does that by itself
        #[arg(long, value_name = "N")]
        read: Option<usize>,
        /// Ends with a line of JSON: CPU seconds, peak memory, counts
        #[arg(long)]
        usage: bool,
    },
    /// Says what is wrong with the installation and with each source
    Doctor,
    /// Makes index, hashtags and stories anew from the articles
    Rebuild,
    /// Writes a copy of the database, also while the site is served
    #[command(after_help = "Example:\n  dateline backup backups/monday.db")]
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
    },
    /// Puts a copy written by `backup` in the place of what is there, also while the site is served
    #[command(after_help = "Example:\n  dateline restore backups/monday.db --yes")]
    Restore {
        file: PathBuf,
        /// Replaces without asking
        #[arg(long)]
        yes: bool,
    },
    /// Carries what readers said from one installation to another
    #[command(
        after_help = "Examples:\n  dateline comments export comments.jsonl\n  dateline comments import comments.jsonl\n  dateline comments export - | ssh other dateline comments import -\n\nA line is a comment (JSON); docs/comments.md has the fields. What was imported before is not imported again."
    )]
    Comments {
        #[command(subcommand)]
        what: CommentsWhat,
    },
    /// Takes the second step of signing in off an account whose app and recovery codes are lost
    #[command(
        after_help = "Example:\n  dateline end-second-step ada\n\nThe owner does it for others on the page of readers; this is for the owner."
    )]
    EndSecondStep {
        /// The name of the account
        name: String,
    },
    /// Runs one stage over JSON Lines, from standard input to standard output
    #[command(
        after_help = "Examples:\n  echo '{\"id\": 1, \"path\": \"page.html\"}' | dateline pipe extract\n  dateline pipe stories < articles.jsonl\n\nRows come out in the order they went in; a bad row gives {\"id\", \"error\"} and the run goes on. docs/pipe.md has the fields."
    )]
    Pipe(Pipe),
    /// Answers a question in the words of the articles kept here, each with its source
    #[command(
        after_help = "Examples:\n  dateline ask Who is the governor of the central bank?\n  dateline ask --story 12 \"How many people were hurt?\"\n  dateline ask --json \"What does a ticket cost?\" | jq -r '.passages[0].sentence'\n\nNothing is written by a model. Exit codes: 0 the first sentence answers; 1 the articles do not surely say, and what is shown is only near the question. docs/asking.md says more."
    )]
    Ask(Ask),
    /// Tries the models that write, and finds those that run on this machine
    #[command(
        after_help = "Examples:\n  dateline ai find\n  dateline ai test\n  dateline ai test --endpoint ollama \"What is a dateline?\"\n\ndocs/models.md says how models are set up."
    )]
    Ai(Ai),
    /// Prints the day in short: the stories that matter most, in sentences of their publishers
    #[command(
        after_help = "Examples:\n  dateline brief\n  dateline brief --reader ada --longer          what ada follows first, what she has read last\n  dateline brief --day 2026-11-21 --json | jq -r '.stories[].headline'"
    )]
    Brief(Brief),
    /// Tries the mail server by which readers get their briefs
    #[command(after_help = "Example:\n  dateline mail test you@example.org")]
    Mail {
        #[command(subcommand)]
        what: MailWhat,
    },
    /// Shows the configuration as it is in force
    Config {
        /// Writes docs/config.md instead
        #[arg(long)]
        markdown: bool,
    },
    /// Writes the completions of a shell to standard output
    #[command(after_help = "Example:\n  dateline completions bash > /etc/bash_completion.d/dateline")]
    Completions { shell: clap_complete::Shell },
    /// The loopback press and the load generator, for measuring
    #[command(hide = true)]
    Press(Press),
}

#[derive(Args)]
pub struct Ask {
    /// The question, in any language
    #[arg(required = true, value_name = "QUESTION")]
    pub question: Vec<String>,
    /// Asks the articles of this story alone
    #[arg(long, value_name = "N", conflicts_with = "article")]
    pub story: Option<i64>,
    /// Asks this article alone
    #[arg(long, value_name = "N")]
    pub article: Option<i64>,
    /// One line of JSON: question, is_sure, passages
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum CommentsWhat {
    /// Writes every comment as a line of JSON
    Export {
        /// The file to write; it must not exist. `-` writes to standard output
        file: PathBuf,
    },
    /// Takes comments in, each once; says by its line what could not be taken
    Import {
        /// The file to read; `-` reads standard input
        file: PathBuf,
    },
}

#[derive(Args)]
pub struct Brief {
    /// The brief of this reader; without, everybody's
    #[arg(long, value_name = "NAME")]
    pub reader: Option<String>,
    /// The brief of a day (UTC), as long as its articles are kept; without, of the last 24 hours
    #[arg(long, value_name = "YEAR-MONTH-DAY")]
    pub day: Option<String>,
    /// More stories, and more of each
    #[arg(long)]
    pub longer: bool,
    /// Writes JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum MailWhat {
    /// Sends a letter of two lines to an address
    Test {
        #[arg(value_name = "ADDRESS")]
        address: String,
    },
}

#[derive(Args)]
pub struct Ai {
    #[command(subcommand)]
    pub what: AiWhat,
}

#[derive(Subcommand)]
pub enum AiWhat {
    /// Asks an endpoint of the configuration one thing, switched on or not
    Test {
        /// Its name; the first one without
        #[arg(long, value_name = "NAME")]
        endpoint: Option<String>,
        #[arg(default_value = "Say in one sentence what a dateline in a newspaper is.")]
        prompt: String,
    },
    /// Looks for Ollama, llama.cpp, vLLM and LM Studio on this machine
    Find,
}

#[derive(Args)]
pub struct Serve {
    /// Address and port of the site; overrides the configuration
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub bind: Option<String>,
    /// Only publishes the site; another process fetches
    #[arg(long)]
    pub no_fetch: bool,
}

#[derive(Args)]
pub struct Demo {
    /// Address and port of the site
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub bind: String,
    /// How fast the invented world's clock runs: its seconds per real second
    #[arg(long, default_value_t = 20.0)]
    pub speed: f64,
    /// Ends after this many seconds; runs until Ctrl-C without
    #[arg(long, value_name = "SECONDS")]
    pub seconds: Option<u64>,
}

#[derive(Args)]
pub struct Follow {
    #[arg(required = true, value_name = "URL")]
    pub urls: Vec<String>,
    /// Only says what would be followed
    #[arg(long)]
    pub dry_run: bool,
    /// Follows every feed found behind an address, not only the best
    #[arg(long)]
    pub every: bool,
    /// The folder the sources are listed under
    #[arg(long)]
    pub folder: Option<String>,
}

#[derive(Args)]
pub struct Pipe {
    pub stage: Stage,
    /// How many threads work; all cores without
    #[arg(long)]
    pub threads: Option<usize>,
    /// With `stories`: writes each placement as it is made, and merges and moves as they happen
    #[arg(long)]
    pub follow: bool,
    /// With `stories`, `similarity` and `nearest`: has the model read at most so many of the articles that bring no
    /// `embedding`, the last ones; 0 compares by words alone. With `enrich`: the first so many, for their sections
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub embed: usize,
    /// Ends with a line of JSON on standard error: CPU seconds, peak memory, counts
    #[arg(long)]
    pub usage: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// {id, path or body, url?, content_type?} → feed facts, items, notices
    Feed,
    /// {id, path or html, url?, content_type?} → title, authors, published, text, blocks, …
    Extract,
    /// {id, title?, text, lang?, topics?} → language, section, mentions, hashtags
    Enrich,
    /// {id, title?, text, date?, lang?, publisher?} → story; reads all rows first
    Stories,
    /// {id, a: {title?, text}, b: {title?, text}} → score 0 to 1; reads all rows first
    Similarity,
    /// {id, title?, text, lang?} → nearest: ids of the rows likeliest to tell the same; reads all rows first
    Nearest,
    /// Who said what
    Quotes,
    /// Whether texts support a sentence
    Claims,
    /// A summary in which each sentence has its source
    Summary,
}

#[derive(Args)]
pub struct Press {
    #[command(subcommand)]
    pub what: PressWhat,
}

#[derive(Subcommand)]
pub enum PressWhat {
    /// Serves many feeds
    Load {
        #[arg(long, default_value = "127.0.0.1:0")]
        bind: String,
        #[arg(long, default_value_t = 1000)]
        feeds: usize,
        #[arg(long, default_value_t = 30)]
        items: usize,
    },
    /// Asks a running site for pages and prints latencies
    Traffic {
        /// Where the site listens
        address: std::net::SocketAddr,
        /// Paths with their queries, one a line
        file: PathBuf,
        #[arg(long, default_value_t = 10.0)]
        seconds: f64,
        /// Requests a second; as many as possible without
        #[arg(long)]
        rate: Option<f64>,
        #[arg(long, default_value_t = 16)]
        connections: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}

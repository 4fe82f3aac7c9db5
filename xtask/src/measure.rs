//! What docs/quality.md reports, measured again: `dateline pipe` over labelled data, judged by the scoring program
//! that lies beside the data.
//!
//! Neither data nor scoring program is part of the repository. Rows, answers and gold of every measure stay in
//! `measure/` of the target folder, so that the wrong cases can be looked at one by one.

#![allow(clippy::print_stdout, reason = "figures are what it is asked for")]

mod extraction;
mod feeds;
mod hostile;
mod people;
mod stories;
mod summaries;
mod tags;

use crate::run::{cargo, output, run, target_folder};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What to measure, with what.
#[derive(clap::Args)]
pub struct Options {
    /// Only these measures, by name. All when none is given; `--list` names them.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// The folder of labelled data.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// The scoring program.
    #[arg(long, default_value = "../shared/eval/score.py")]
    score: PathBuf,
    /// Measures this program as it is, instead of building `dateline` in release first.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Prints one JSON object for each figure instead of the table.
    #[arg(long)]
    json: bool,
    /// Names the measures and ends.
    #[arg(long)]
    list: bool,
}

type Measure = fn(&Bench) -> Result<Vec<Figure>>;

const MEASURES: [(&str, Measure); 18] = [
    ("feeds", feeds::feeds),
    ("hostile", hostile::hostile),
    ("extract-segments", extraction::segments),
    ("extract-publishers", extraction::publishers),
    ("stories-mmds_dev", stories::mmds_dev),
    ("stories-ecbplus", stories::ecbplus),
    ("stories-giveme5w1h", stories::giveme5w1h),
    ("pairs-tgcontest", stories::tgcontest),
    ("pairs-semeval_dev", stories::semeval_dev),
    ("pairs-news_story_chains", stories::news_story_chains),
    ("matches-meantime", stories::meantime),
    ("sections-tgcontest", tags::sections),
    ("tags-keyphrases", tags::keyphrases),
    ("tags-publishers", tags::publishers),
    ("quotes-polnear", people::quotes),
    ("claims-wice", people::wice),
    ("claims-qags", people::qags),
    ("summary-bbc", summaries::summaries),
];

/// Runs the measures asked for and prints their figures. A measure that fails is reported, the others go on.
pub fn measure(options: &Options) -> Result<()> {
    if options.list {
        MEASURES.iter().for_each(|(name, _)| println!("{name}"));
        return Ok(());
    }
    if let Some(unknown) = options.only.iter().find(|name| !MEASURES.iter().any(|(measure, _)| measure == name)) {
        bail!("no measure is called {unknown:?}; there are: {}", MEASURES.map(|(name, _)| name).join(", "));
    }
    let dateline = match &options.binary {
        Some(binary) => binary.clone(),
        None => {
            run(&mut cargo(&["build", "--release", "--quiet", "--package", "dateline"]))?;
            target_folder().join("release/dateline")
        }
    };
    if !options.json {
        println!("{:24} {:36} {:>8} {:>8}  met?", "measure", "figure", "value", "goal");
    }
    let mut failed = Vec::new();
    for (name, measure) in MEASURES {
        if !options.only.is_empty() && !options.only.iter().any(|wanted| wanted == name) {
            continue;
        }
        let bench = Bench::new(name, options, &dateline)?;
        match measure(&bench) {
            Ok(figures) => figures.iter().for_each(|figure| figure.print(name, options.json)),
            Err(error) => match error.downcast_ref::<NotYet>() {
                Some(NotYet(why)) if options.json => println!("{}", json!({"measure": name, "not_yet": why})),
                Some(NotYet(why)) => println!("{name:24} not yet: {why}"),
                None => {
                    eprintln!("{name}: {error:#}");
                    failed.push(name);
                }
            },
        }
    }
    if !failed.is_empty() {
        bail!("could not be measured: {}", failed.join(", "));
    }
    Ok(())
}

/// One figure of a measure.
struct Figure {
    name: String,
    value: f64,
    goal: Option<Goal>,
}

#[derive(Clone, Copy)]
enum Goal {
    AtLeast(f64),
    AtMost(f64),
}

impl Figure {
    fn new(name: impl Into<String>, value: f64) -> Self {
        Self { name: name.into(), value, goal: None }
    }

    fn at_least(name: impl Into<String>, value: f64, goal: f64) -> Self {
        Self { goal: Some(Goal::AtLeast(goal)), ..Self::new(name, value) }
    }

    fn at_most(name: impl Into<String>, value: f64, goal: f64) -> Self {
        Self { goal: Some(Goal::AtMost(goal)), ..Self::new(name, value) }
    }

    /// Tells whether the goal is met; None where none is set.
    fn met(&self) -> Option<bool> {
        self.goal.map(|goal| match goal {
            Goal::AtLeast(least) => self.value >= least,
            Goal::AtMost(most) => self.value <= most,
        })
    }

    fn print(&self, measure: &str, as_json: bool) {
        let goal = self.goal.map(|goal| match goal {
            Goal::AtLeast(goal) | Goal::AtMost(goal) => goal,
        });
        if as_json {
            let at_most = matches!(self.goal, Some(Goal::AtMost(_)));
            println!(
                "{}",
                json!({"measure": measure, "figure": self.name, "value": self.value, "goal": goal, "at_most": at_most, "met": self.met()})
            );
            return;
        }
        let met = match self.met() {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        println!(
            "{measure:24} {:36} {:>8} {:>8}  {met}",
            self.name,
            shown(self.value),
            goal.map(shown).unwrap_or_default()
        );
    }
}

/// Shares with four digits, counts and speeds as they are.
fn shown(value: f64) -> String {
    if value.abs() <= 1.0 { format!("{value:.4}") } else { format!("{value:.0}") }
}

/// A stage that answers no row yet; the text is its own.
#[derive(Debug)]
struct NotYet(String);

impl std::fmt::Display for NotYet {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "not yet: {}", self.0)
    }
}

impl std::error::Error for NotYet {}

/// What one measure works with.
struct Bench<'a> {
    options: &'a Options,
    dateline: &'a Path,
    /// The measure's own folder below the target folder.
    folder: PathBuf,
}

/// What a stage answered.
struct Answers {
    path: PathBuf,
    rows: usize,
    errors: usize,
    cpu_s: f64,
    peak_mb: f64,
}

impl<'a> Bench<'a> {
    fn new(name: &str, options: &'a Options, dateline: &'a Path) -> Result<Self> {
        let folder = target_folder().join("measure").join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(Self { options, dateline, folder })
    }

    /// A file or folder of the labelled data.
    fn data(&self, name: &str) -> Result<PathBuf> {
        let path = self.options.data.join(name);
        if !path.exists() {
            bail!("no {}; give the folder of labelled data with --data", path.display());
        }
        Ok(path)
    }

    /// The rows of a JSON Lines file of the labelled data.
    fn gold(&self, name: &str) -> Result<Vec<Value>> {
        read_rows(&self.data(name)?)
    }

    /// Writes rows as a file of this measure, one a line.
    fn write(&self, name: &str, rows: &[Value]) -> Result<PathBuf> {
        let path = self.folder.join(name);
        let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
        std::fs::write(&path, lines).with_context(|| format!("could not write {}", path.display()))?;
        Ok(path)
    }

    /// Runs a stage over rows. [`NotYet`] when it answers every row with an error, or is unknown.
    fn pipe(&self, stage: &str, rows: &[Value]) -> Result<Answers> {
        let input = self.write(&format!("{stage}.rows.jsonl"), rows)?;
        self.pipe_file(stage, &input, &[])
    }

    fn pipe_file(&self, stage: &str, input: &Path, arguments: &[&str]) -> Result<Answers> {
        let path = self.folder.join(format!("{stage}.answers.jsonl"));
        let said = Command::new(self.dateline)
            .args(["pipe", stage, "--usage"])
            .args(arguments)
            .stdin(std::fs::File::open(input)?)
            .stdout(std::fs::File::create(&path)?)
            .stderr(Stdio::piped())
            .output()
            .with_context(|| format!("could not start {}", self.dateline.display()))?;
        let said_aloud = String::from_utf8_lossy(&said.stderr).into_owned();
        if said.status.code() == Some(2) {
            return Err(NotYet(format!("there is no stage {stage:?}")).into());
        }
        let usage: Value = said_aloud
            .lines()
            .rev()
            .find_map(|line| serde_json::from_str(line).ok())
            .with_context(|| format!("pipe {stage} ended with {}: {said_aloud}", said.status))?;
        let number = |field: &str| usage[field].as_f64().unwrap_or(0.0);
        let answers = Answers {
            rows: number("rows") as usize,
            errors: number("errors") as usize,
            cpu_s: number("cpu_s"),
            peak_mb: number("peak_mb"),
            path,
        };
        if answers.errors > 0 && answers.errors == answers.rows {
            let first = read_rows(&answers.path)?.into_iter().next().unwrap_or_default();
            return Err(NotYet(first["error"].as_str().unwrap_or("every row is an error").to_owned()).into());
        }
        Ok(answers)
    }

    /// Asks the scoring program; its figures by name.
    fn score(&self, task: &str, gold: &Path, answers: &Path) -> Result<Scores> {
        let score = &self.options.score;
        if !score.exists() {
            bail!("no {}; give the scoring program with --score", score.display());
        }
        let said = output(Command::new("python3").arg(score).arg(task).arg(gold).arg(answers))?;
        Ok(Scores(serde_json::from_str(said.trim())?))
    }
}

/// The figures that the scoring program printed.
struct Scores(Value);

impl Scores {
    fn get(&self, name: &str) -> Result<f64> {
        self.0[name].as_f64().with_context(|| format!("the scoring program gives no {name:?}: {}", self.0))
    }

    fn plain(&self, name: &str) -> Result<Figure> {
        Ok(Figure::new(name, self.get(name)?))
    }

    fn at_least(&self, name: &str, goal: f64) -> Result<Figure> {
        Ok(Figure::at_least(name, self.get(name)?, goal))
    }
}

impl Answers {
    /// Speed and errors, which every measure ends with.
    fn usage(&self) -> Vec<Figure> {
        let mut figures = vec![
            Figure::new("rows per CPU second", self.rows as f64 / self.cpu_s.max(0.01)),
            Figure::new("peak MB", self.peak_mb),
        ];
        if self.errors > 0 {
            figures.push(Figure::at_most("rows answered with an error", self.errors as f64, 0.0));
        }
        figures
    }
}

fn read_rows(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).with_context(|| format!("{}: {line:.80}", path.display())))
        .collect()
}

/// The fields of `row` that a publisher would give, and nothing of the labels.
fn article(row: &Value) -> Value {
    let fields = ["id", "title", "text", "lang", "date", "publisher", "url"];
    let given = fields.iter().filter(|field| !row[**field].is_null());
    Value::Object(given.map(|field| ((*field).to_owned(), row[*field].clone())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_knows_whether_its_goal_is_met() {
        assert_eq!(Figure::at_least("f1", 0.94, 0.94).met(), Some(true));
        assert_eq!(Figure::at_most("peak MB", 65.0, 64.0).met(), Some(false));
        assert_eq!(Figure::new("rows", 3.0).met(), None);
    }

    #[test]
    fn labels_do_not_reach_the_stage() {
        let row = json!({"id": "a", "title": null, "text": "t", "cluster": "c", "event": "e", "category": "x"});
        assert_eq!(article(&row), json!({"id": "a", "text": "t"}));
    }
}

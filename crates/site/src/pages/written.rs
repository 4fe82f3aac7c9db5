//! What a model writes about an article, a story, or to a question: the page that asks for it, the page that fills while it writes, and what
//! readers think of it.
//!
//! Without a script the page itself fills sentence by sentence, and the browser's own stop ends the writing. A script asks for
//! the same sentences as a part, to put them on the page one stands on.

use super::id;
use crate::answer::{self, PageError, Visit};
use crate::frame::{Frame, LangMark, Markup};
use crate::time_words::Clock;
use crate::tongue::Tongue;
use crate::written::{self, About, Begun, Material, Refused, SentenceView, Step, Subject, Wanted, Written};
use crate::{Site, session};
use ai::{AiError, Completer};
use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use enrich::answers::Question;
use enrich::writing::Task;
use futures_util::stream;
use news::{Lang, Timestamp};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;
use store::{JudgedWriting, Judgement};

/// A reader's report is as long at most, in characters.
const REPORT_MAX: usize = 1000;
const QUESTION_MAX: usize = 300;

#[derive(Template)]
#[template(path = "written.html")]
struct WrittenPage {
    frame: Frame,
    subject: SubjectView,
    form: WriteForm,
    sentences: Vec<SentenceView>,
    /// How it ended; None where nothing was written yet, or it is under way.
    ending: Option<Markup>,
    is_under_way: bool,
    /// The model's name.
    model: String,
}

/// What is written about.
struct SubjectView {
    path: String,
    title: String,
    lang: LangMark,
}

/// What a form says to have the same written.
struct WriteForm {
    action: String,
    task: &'static str,
    question: String,
    into: &'static str,
    name: String,
    token: String,
}

/// What stands below what was written.
#[derive(Template)]
#[template(path = "written_end.html")]
struct Ending {
    tongue: Tongue,
    form: JudgeForm,
    /// Sentences about how it went.
    notes: Vec<String>,
    /// There is something to be judged.
    is_written: bool,
    is_kept: bool,
    is_good: Option<bool>,
    is_reported: bool,
}

impl Ending {
    /// As a part of a page.
    fn markup(&self) -> Result<Markup, PageError> {
        Ok(Markup::of_safe_parts(self.render()?))
    }
}

#[derive(Clone)]
struct JudgeForm {
    action: String,
    task: &'static str,
    question: String,
    into: &'static str,
    /// Names the state of the articles that was read: what is judged is what stands on the page, whatever came since.
    of: i64,
    token: String,
}

/// One sentence as a part of the page.
#[derive(Template)]
#[template(path = "written_sentence.html")]
struct SentencePart<'a> {
    tongue: Tongue,
    sentence: &'a SentenceView,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    task: String,
    #[serde(default)]
    question: String,
    /// The language to write in; that of the page where none is named.
    #[serde(default)]
    into: String,
    #[serde(default)]
    token: String,
    /// A script wants the sentences alone.
    #[serde(default)]
    part: String,
    /// Of a judgement: the state that was read, and what the reader thinks of it.
    #[serde(default)]
    of: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    report: String,
}

impl Asked {
    fn task(&self) -> Result<Task, PageError> {
        let question = self.question.trim();
        match self.task.as_str() {
            "answer" if !question.is_empty() => Ok(Task::Answer(question.chars().take(QUESTION_MAX).collect())),
            name => Task::parse(name).ok_or(PageError::BadRequest(Tongue::written_no_such_task)),
        }
    }

    fn into(&self, visit: &Visit) -> Tongue {
        Tongue::parse(&self.into).unwrap_or(visit.tongue)
    }
}

pub async fn of_article(
    State(site): State<Site>,
    visit: Visit,
    Path(article): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    answer::unkept(&site, &visit, async { show(&site, &visit, About::Article(id(&article)?), &asked).await }).await
}

pub async fn of_story(
    State(site): State<Site>,
    visit: Visit,
    Path(story): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    answer::unkept(&site, &visit, async { show(&site, &visit, About::Story(id(&story)?), &asked).await }).await
}

pub async fn of_archive(State(site): State<Site>, visit: Visit, Query(asked): Query<Asked>) -> Response {
    answer::unkept(&site, &visit, async { show(&site, &visit, About::Archive, &asked).await }).await
}

pub async fn write_of_article(
    State(site): State<Site>,
    visit: Visit,
    Path(article): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    answer::unkept(&site, &visit, async { write(&site, &visit, About::Article(id(&article)?), &asked).await }).await
}

pub async fn write_of_story(
    State(site): State<Site>,
    visit: Visit,
    Path(story): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    answer::unkept(&site, &visit, async { write(&site, &visit, About::Story(id(&story)?), &asked).await }).await
}

pub async fn write_of_archive(State(site): State<Site>, visit: Visit, Form(asked): Form<Asked>) -> Response {
    answer::unkept(&site, &visit, async { write(&site, &visit, About::Archive, &asked).await }).await
}

pub async fn judge_of_article(
    State(site): State<Site>,
    visit: Visit,
    Path(article): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    answer::unkept(&site, &visit, async { judge(&site, &visit, About::Article(id(&article)?), &asked).await }).await
}

pub async fn judge_of_story(
    State(site): State<Site>,
    visit: Visit,
    Path(story): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    answer::unkept(&site, &visit, async { judge(&site, &visit, About::Story(id(&story)?), &asked).await }).await
}

pub async fn judge_of_archive(State(site): State<Site>, visit: Visit, Form(asked): Form<Asked>) -> Response {
    answer::unkept(&site, &visit, async { judge(&site, &visit, About::Archive, &asked).await }).await
}

/// What is asked for, and who writes it.
struct Desk {
    subject: Subject,
    task: Task,
    model: Arc<dyn Completer>,
    into: Tongue,
    question: String,
}

impl Desk {
    async fn of(site: &Site, visit: &Visit, about: About, asked: &Asked) -> Result<Self, PageError> {
        visit.reader()?;
        let (task, into) = (asked.task()?, asked.into(visit));
        let question = match &task {
            Task::Answer(question) => question.clone(),
            _ => String::new(),
        };
        let subject = Subject::find(site, visit.tongue, about, &format!("/written?task={}", task.name())).await?;
        let model = site.writers.writer().ok_or(PageError::NotFound)?;
        Ok(Self { subject, task, model, into, question })
    }

    async fn material(&self, site: &Site, visit: &Visit) -> Result<Arc<Material>, PageError> {
        let into = self.into.lang();
        let cards = match &self.task {
            Task::Answer(question) => {
                // Looking for what answers takes its time, whether or not a model is asked then.
                site.questions.attempt_of(&visit.reader()?.name, Instant::now())?;
                written::cards_for_question(site, visit, &self.subject, question, into).await?
            }
            _ => written::cards(site, &self.subject).await?,
        };
        let (task, model) = (self.task.clone(), self.model.model().to_owned());
        Ok(Arc::new(Material::of(site, &self.subject, cards, task, into, model).await?))
    }

    /// What a judgement is kept under: a question by its own words, the rest by what it is about.
    fn title(&self) -> &str {
        if self.question.is_empty() { &self.subject.title } else { &self.question }
    }

    fn page(&self, site: &Site, visit: &Visit) -> Result<WrittenPage, PageError> {
        let name = task_name(visit.tongue, self.task.name(), &self.question);
        let path = format!("{}/written", self.subject.about.path());
        let title = format!("{name}: {}", self.subject.title);
        let token = session::FormToken::of(site, visit)?.token;
        let form = WriteForm {
            action: path.clone(),
            task: self.task.name(),
            question: self.question.clone(),
            into: self.into.as_str(),
            name,
            token,
        };
        let mut frame = Frame::new(site, visit, &title, path).hidden_from_robots();
        frame.path = format!("{}?task={}&into={}", frame.path, form.task, form.into);
        if !form.question.is_empty() {
            frame.path = format!("{}&question={}", frame.path, super::publisher::in_path(&form.question));
        }
        let lang = LangMark::of(self.subject.lang, visit.tongue);
        let subject = SubjectView { path: self.subject.about.path(), title: self.subject.title.clone(), lang };
        let model = self.model.model().to_owned();
        Ok(WrittenPage { frame, subject, form, sentences: Vec::new(), ending: None, is_under_way: false, model })
    }

    /// What stands below sentences, with these notes alone.
    fn ending(&self, form: &WriteForm, say: Tongue, notes: Vec<String>) -> Ending {
        let form = JudgeForm {
            action: format!("{}/judge", form.action),
            task: form.task,
            question: form.question.clone(),
            into: form.into,
            of: 0,
            token: form.token.clone(),
        };
        Ending { tongue: say, form, notes, is_written: false, is_kept: false, is_good: None, is_reported: false }
    }

    /// What stands below what was written from the state of this fingerprint.
    fn ending_of(
        &self,
        form: &WriteForm,
        say: Tongue,
        (written, of): (&Written, i64),
        judged: Option<&JudgedWriting>,
    ) -> Ending {
        let mut ending = self.ending(form, say, notes(say, written, self.model.model()));
        ending.form.of = of;
        ending.is_written = !written.sentences.is_empty();
        if let Some(judged) = judged {
            ending.is_kept = judged.is_kept;
            ending.is_good = judged.is_good;
            ending.is_reported = judged.report.is_some();
        }
        ending
    }
}

async fn show(site: &Site, visit: &Visit, about: About, asked: &Asked) -> Result<Response, PageError> {
    let desk = Desk::of(site, visit, about, asked).await?;
    let mut page = desk.page(site, visit)?;
    let wanted = &desk.material(site, visit).await?.wanted;
    if let Some(written) = wanted.written(site).await? {
        let judged = wanted.judged(site, visit.reader()?.id).await?;
        page.sentences = written.sentences.iter().map(|sentence| sentence.view(visit.clock())).collect();
        let ending = desk.ending_of(&page.form, visit.tongue, (&written, wanted.fingerprint), judged.as_ref());
        page.ending = Some(ending.markup()?);
    }
    Ok(answer::html(StatusCode::OK, page.render()?))
}

async fn write(site: &Site, visit: &Visit, about: About, asked: &Asked) -> Result<Response, PageError> {
    let desk = Desk::of(site, visit, about, asked).await?;
    session::check_form_token(site, visit, &asked.token)?;
    let material = desk.material(site, visit).await?;
    let wanted = &material.wanted;
    let (say, clock) = (visit.tongue, visit.clock());
    let is_part = !asked.part.is_empty();
    let mut page = desk.page(site, visit)?;
    if let Some(written) = wanted.written(site).await? {
        if !is_part {
            return Ok(answer::redirect(StatusCode::SEE_OTHER, &page.frame.path));
        }
        let judged = wanted.judged(site, visit.reader()?.id).await?;
        let mut lines = String::new();
        for sentence in &written.sentences {
            lines.push_str(&line(say, &sentence.view(clock)));
        }
        let ending = desk.ending_of(&page.form, say, (&written, wanted.fingerprint), judged.as_ref());
        lines.push_str(&one_line(&ending.render()?));
        return Ok(answer::html(StatusCode::OK, lines));
    }
    let begun = match material.sources.is_empty() {
        true => Err(say.written_no_text().to_owned()),
        false => {
            let begun = written::begin(
                site,
                Some(visit.reader()?.id),
                site.options.token_limits,
                material.clone(),
                desk.model.clone(),
            )
            .await?;
            begun.map_err(|refused| match refused {
                Refused::AllSpent => say.written_all_spent().to_owned(),
                Refused::ReaderSpent => say.written_reader_spent().to_owned(),
            })
        }
    };
    let begun = match begun {
        Ok(begun) => begun,
        Err(why) => {
            let ending = desk.ending(&page.form, say, vec![why]);
            let body = if is_part {
                one_line(&ending.render()?)
            } else {
                page.ending = Some(ending.markup()?);
                page.render()?
            };
            return Ok(answer::html(StatusCode::OK, body));
        }
    };
    page.is_under_way = true;
    let around = if is_part { Around::default() } else { Around::of(&page.render()?) };
    Ok(streamed(filling(around, begun, desk, (page.form, wanted.fingerprint), clock)))
}

/// The page around what is filled in.
#[derive(Default)]
struct Around {
    before: String,
    between: String,
    after: String,
}

impl Around {
    /// Cuts a page at the places that its template marks.
    fn of(page: &str) -> Self {
        let (before, rest) = page.split_once("<!--sentences-->").unwrap_or((page, ""));
        let (between, after) = rest.split_once("<!--ending-->").unwrap_or((rest, ""));
        Self { before: before.to_owned(), between: between.to_owned(), after: after.to_owned() }
    }
}

/// The parts of the page as they are written. Dropping the stream stops the model.
fn filling(
    around: Around,
    begun: Begun,
    desk: Desk,
    (form, of): (WriteForm, i64),
    clock: Clock,
) -> impl stream::Stream<Item = Result<String, Infallible>> {
    let begin = stream::iter([Ok(around.before)]);
    let state = Some((begun, desk, form, around.between, around.after));
    let rest = stream::unfold(state, move |state| async move {
        let (mut begun, desk, form, between, after) = state?;
        let ended = |ending: Ending| {
            let ending = ending.render().unwrap_or_default();
            Some((Ok(format!("{between}{}{after}", one_line(&ending))), None))
        };
        match begun.steps.recv().await {
            Some(Step::Sentence(sentence)) => {
                let line = line(clock.tongue, &sentence.view(clock));
                Some((Ok(line), Some((begun, desk, form, between, after))))
            }
            Some(Step::End(written)) => ended(desk.ending_of(&form, clock.tongue, (&written, of), None)),
            Some(Step::Failed(error)) => ended(desk.ending(&form, clock.tongue, vec![failed(clock.tongue, &error)])),
            None => ended(desk.ending(&form, clock.tongue, vec![clock.tongue.written_failed().to_owned()])),
        }
    });
    stream::StreamExt::chain(begin, rest)
}

fn streamed(parts: impl stream::Stream<Item = Result<String, Infallible>> + Send + 'static) -> Response {
    let mut response = Response::new(Body::from_stream(parts));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer::HTML));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that collect an answer before they hand it on would hold the words back.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// A sentence on a line of its own.
fn line(tongue: Tongue, sentence: &SentenceView) -> String {
    one_line(&SentencePart { tongue, sentence }.render().unwrap_or_default())
}

fn one_line(html: &str) -> String {
    format!("{}\n", html.replace('\n', " ").trim())
}

/// Sentences about how something was written.
pub fn notes(say: Tongue, written: &Written, model: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if written.sentences.is_empty() {
        notes.push(if written.dropped > 0 { say.written_none_left() } else { say.written_says_nothing() }.to_owned());
    }
    notes.push(say.written_by(model, written.read as i64));
    if written.dropped > 0 {
        notes.push(say.written_dropped(written.dropped as i64));
    }
    if written.is_cut {
        notes.push(say.written_cut().to_owned());
    }
    notes
}

fn failed(say: Tongue, error: &AiError) -> String {
    match error {
        AiError::Busy { .. } | AiError::Late { .. } => say.written_busy().to_owned(),
        AiError::Refused { .. } | AiError::Garbled { .. } => say.written_failed().to_owned(),
    }
}

/// What a task of this name is called on its button; a question by itself.
pub fn task_name(say: Tongue, task: &str, question: &str) -> String {
    match Task::parse(task) {
        Some(Task::Summary) => say.written_summary().to_owned(),
        Some(Task::Points) => say.written_points().to_owned(),
        Some(Task::Simply) => say.written_simply().to_owned(),
        Some(Task::Translation) => say.written_translation().to_owned(),
        Some(Task::Answer(_)) | None if question.is_empty() => say.written_answer().to_owned(),
        Some(Task::Answer(_)) | None => question.to_owned(),
    }
}

async fn judge(site: &Site, visit: &Visit, about: About, asked: &Asked) -> Result<Response, PageError> {
    let desk = Desk::of(site, visit, about, asked).await?;
    session::check_form_token(site, visit, &asked.token)?;
    let report: String = asked.report.trim().chars().take(REPORT_MAX).collect();
    let judgement = match asked.what.as_str() {
        "keep" => Judgement::Keep(true),
        "let-go" => Judgement::Keep(false),
        "good" => Judgement::Rate(Some(true)),
        "bad" => Judgement::Rate(Some(false)),
        "unrate" => Judgement::Rate(None),
        "report" if report.is_empty() => return Err(PageError::BadRequest(Tongue::written_report_empty)),
        "report" => Judgement::Report(&report),
        _ => return Err(answer::NOTHING_ASKED),
    };
    let gone = || PageError::BadRequest(Tongue::written_gone);
    let wanted = Wanted {
        about,
        task: desk.task.clone(),
        into: desk.into.lang(),
        model: desk.model.model().to_owned(),
        fingerprint: asked.of.parse().map_err(|_| gone())?,
    };
    // Somebody else may have had it written anew since.
    let written = wanted.written(site).await?.ok_or_else(gone)?;
    let reader = visit.reader()?.id;
    wanted.judge(site, reader, desk.title(), judgement, visit.now).await?;
    let page = desk.page(site, visit)?;
    if asked.part.is_empty() {
        return Ok(answer::redirect(StatusCode::SEE_OTHER, &page.frame.path));
    }
    let judged = wanted.judged(site, reader).await?;
    let ending = desk.ending_of(&page.form, visit.tongue, (&written, wanted.fingerprint), judged.as_ref());
    Ok(answer::html(StatusCode::OK, one_line(&ending.render()?)))
}

/// The buttons on an article's or a story's page; None for who has no model to ask.
pub struct Panel {
    pub action: String,
    pub token: String,
    pub tasks: Vec<TaskView>,
    /// Languages to translate into: code, own name, chosen.
    pub into: Vec<(Tongue, bool)>,
    /// What is asked, and the language to answer in.
    pub question: Option<(String, Tongue)>,
}

/// A button.
pub struct TaskView {
    pub task: &'static str,
    pub name: String,
    /// It was written since the last of what it tells of came in: it costs nothing and comes at once.
    pub is_ready: bool,
}

impl Panel {
    /// `lang` is that of the article; a story is not translated. `last` is when the newest came of what is written about.
    pub async fn of(
        site: &Site,
        visit: &Visit,
        about: About,
        lang: Lang,
        last: Timestamp,
    ) -> Result<Option<Self>, PageError> {
        let (Some(mut panel), Some(model)) = (Self::empty(site, visit, about), site.writers.writer()) else {
            return Ok(None);
        };
        let into = visit.tongue.lang();
        let written = site.store.tasks_written(about.kind(), about.id(), into, model.model()).await?;
        let view = |task: &Task| TaskView {
            task: task.name(),
            name: task_name(visit.tongue, task.name(), ""),
            is_ready: written.iter().any(|(name, at)| name == task.name() && *at > last),
        };
        panel.tasks = [Task::Summary, Task::Points, Task::Simply].iter().map(view).collect();
        if let About::Article(_) = about {
            let others = Tongue::ALL.into_iter().filter(|tongue| tongue.lang() != lang);
            panel.into = others.map(|tongue| (tongue, tongue == visit.tongue)).collect();
        }
        Ok(Some(panel))
    }

    /// The button that has a question answered, in its own language if the site speaks it.
    pub fn of_question(site: &Site, visit: &Visit, about: About, question: &str) -> Option<Self> {
        let mut panel = Self::empty(site, visit, about)?;
        let lang = Question::of_visitor(question, visit.tongue.lang()).lang();
        let into = Tongue::ALL.into_iter().find(|tongue| tongue.lang() == lang).unwrap_or(visit.tongue);
        panel.tasks =
            vec![TaskView { task: "answer", name: visit.tongue.written_answer_it().to_owned(), is_ready: false }];
        panel.question = Some((question.to_owned(), into));
        Some(panel)
    }

    fn empty(site: &Site, visit: &Visit, about: About) -> Option<Self> {
        if site.writers.writer().is_none() || visit.reader.is_none() {
            return None;
        }
        let token = session::FormToken::of(site, visit).ok()?.token;
        let action = format!("{}/written", about.path());
        Some(Self { action, token, tasks: Vec::new(), into: Vec::new(), question: None })
    }
}

//! What a model writes because a reader asks: who may ask, what is shown of it, what it costs, and what readers think of it.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "other pages show more of that world")]
mod fixture;
mod visitor;

use ai::{
    AiError, Completer, Completion, CompletionStream, ModelRole, Models, PendingCompletion, Piece, Price, Prompt,
};
use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode, header};
use fixture::{Seed, World};
use futures_util::{StreamExt, stream};
use site::SiteOptions;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::{Role, TokenLimits};
use tokio::sync::mpsc;
use tower::ServiceExt;
use visitor::{Visitor, form_token, visit_with};

/// What is told of the surge when its story was read already.
const LATER: Seed = Seed {
    publisher: 1,
    minutes_ago: 5,
    title: "Norham council votes for a second sea wall",
    text: &[
        "The county council voted for a second line of defence at Norham by nineteen votes to eight. Work is to begin \
             in March, the council's leader Ruth Ambrey said after the sitting.",
    ],
    story: "surge",
    hashtags: &["Norham", "StormSurge"],
    section: "society",
    ..fixture::LATE
};

/// A model that writes what it is handed, when it is handed it.
struct Dictated {
    words: Mutex<Option<mpsc::UnboundedReceiver<Result<Piece, AiError>>>>,
    asked: Mutex<Vec<Prompt>>,
    /// Ends when nobody listens to the model any more.
    stopped: Mutex<Option<tokio::sync::oneshot::Sender<()>>>,
}

struct Hand {
    words: mpsc::UnboundedSender<Result<Piece, AiError>>,
    stopped: tokio::sync::oneshot::Receiver<()>,
}

impl Dictated {
    fn new() -> (Arc<Self>, Hand) {
        let (words, given) = mpsc::unbounded_channel();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let model = Self { words: Mutex::new(Some(given)), asked: Mutex::default(), stopped: Mutex::new(Some(stop)) };
        (Arc::new(model), Hand { words, stopped })
    }
}

impl Hand {
    fn say(&self, words: &str) {
        self.words.send(Ok(Piece::Words(words.to_owned()))).unwrap();
    }

    fn end(&self) {
        let end = Completion { tokens_in: 700, tokens_out: 90, ..Completion::default() };
        self.words.send(Ok(Piece::End(end))).unwrap();
    }
}

impl Completer for Dictated {
    fn model(&self) -> &str {
        "scribe-1"
    }

    fn price(&self) -> Price {
        Price { input: 1_000_000, output: 2_000_000 }
    }

    fn complete<'a>(&'a self, _: &'a Prompt) -> PendingCompletion<'a> {
        unreachable!("what readers see is streamed")
    }

    fn stream(&self, prompt: Prompt) -> CompletionStream {
        self.asked.lock().unwrap().push(prompt);
        let words = self.words.lock().unwrap().take();
        let Some(words) = words else {
            let refused = AiError::Refused { cause: "the script has no further answer".into() };
            return Box::pin(stream::iter([Err(refused)]));
        };
        let state = (words, self.stopped.lock().unwrap().take());
        Box::pin(stream::unfold(state, |(mut words, stop)| async { Some((words.recv().await?, (words, stop))) }))
    }
}

async fn visit_model(limits: TokenLimits) -> (tempfile::TempDir, World, Visitor, Arc<Dictated>, Hand) {
    let (model, hand) = Dictated::new();
    let models = Models::default().with(ModelRole::Large, model.clone());
    let options = SiteOptions { models, token_limits: limits, page_cache_bytes: 0, ..SiteOptions::default() };
    let (folder, world, visitor) = visit_with(options).await;
    (folder, world, visitor, model, hand)
}

/// Asks as the form on a page does; the answer comes while it is written.
async fn ask(reader: &mut Visitor, page: &str, fields: &[(&str, &str)]) -> (StatusCode, BodyDataStream) {
    let token = form_token(&reader.get(page).await.text);
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("token", &token).extend_pairs(fields);
    let cookies: Vec<String> = reader.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::post(format!("{page}/written"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::HOST, "site.example")
        .header(header::ORIGIN, "http://site.example")
        .header(header::COOKIE, cookies.join("; "))
        .body(Body::from(form.finish()));
    let response = reader.app.clone().oneshot(request.unwrap()).await.unwrap();
    (response.status(), response.into_body().into_data_stream())
}

async fn prompt_of(model: &Dictated) -> Prompt {
    let asked = async {
        loop {
            if let Some(prompt) = model.asked.lock().unwrap().first().cloned() {
                return prompt;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), asked).await.expect("the model is asked")
}

/// The first sentence of a passage that a model was given, and a few of its words.
fn sentence_of(prompt: &Prompt, number: usize) -> (String, String) {
    let start = format!("{number}| ");
    let passage = prompt.material[0].lines().find_map(|line| line.strip_prefix(start.as_str())).unwrap();
    let sentence = passage.split_inclusive(". ").next().unwrap().trim().to_owned();
    let words = sentence.split(['\'', '"', '’']).next().unwrap().to_owned();
    (sentence, words)
}

/// What comes until it holds these words, within ten seconds.
async fn until(stream: &mut BodyDataStream, words: &str) -> String {
    let mut seen = String::new();
    let come = async {
        while !seen.contains(words) {
            let part = stream.next().await.unwrap_or_else(|| panic!("it ended without {words}: {seen}")).unwrap();
            seen.push_str(std::str::from_utf8(&part).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(10), come).await.unwrap_or_else(|_| panic!("nothing says {words}"));
    seen
}

async fn rest(stream: BodyDataStream) -> String {
    let parts: Vec<_> = tokio::time::timeout(Duration::from_secs(10), stream.collect()).await.expect("it ends");
    parts.into_iter().map(|part| String::from_utf8(part.unwrap().to_vec()).unwrap()).collect()
}

#[tokio::test]
async fn sentences_come_as_they_are_written_and_what_nothing_bears_out_does_not() {
    let (_folder, world, visitor, model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let path = format!("/article/{}", world.articles[0]);
    let (status, mut stream) = ask(&mut ada, &path, &[("task", "summary")]).await;
    assert_eq!(status, StatusCode::OK);
    until(&mut stream, "aria-live=\"polite\"").await;
    let (sentence, words) = sentence_of(&prompt_of(&model).await, 1);
    hand.say(&format!("{sentence} [1]\nThe mayor Quentin Marsh"));
    let first = until(&mut stream, "</li>").await;
    assert!(first.contains(&words) && first.contains("<mark>"), "{first}");
    hand.say(" resigned over 77 million crowns. [1]\nRead more at https://evil.example/now [1]\n");
    hand.end();
    let end = rest(stream).await;
    assert!(!end.contains("Marsh") && !end.contains("evil"), "{end}");
    assert!(end.contains("2 sentences were left out") && end.contains("scribe-1"), "{end}");
    assert!(end.contains("</html>"), "the page is whole");
    // It is kept: asked again, nobody writes.
    let shown = ada.get(&format!("{path}/written?task=summary")).await;
    assert!(shown.text.contains(&words) && shown.text.contains("2 sentences were left out"), "{}", shown.text);
    let (status, _) = ask(&mut ada, &path, &[("task", "summary")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, stream) = ask(&mut ada, &path, &[("task", "summary"), ("part", "1")]).await;
    let part = rest(stream).await;
    assert!(part.starts_with("<li>") && part.trim_end().ends_with("</div>") && !part.contains("<html"), "{part}");
    assert_eq!(model.asked.lock().unwrap().len(), 1);
    let used = world.store.model_use(None, world.now).await.unwrap();
    assert_eq!((used.calls, used.tokens_in, used.tokens_out, used.cost, used.reserved), (1, 700, 90, 880, 0));
}

#[tokio::test]
async fn who_stops_it_ends_the_work_and_pays_for_what_was_done() {
    let (_folder, world, visitor, model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let path = format!("/story/{}", world.stories["surge"]);
    let (_, mut stream) = ask(&mut ada, &path, &[("task", "points"), ("part", "1")]).await;
    let (sentence, _) = sentence_of(&prompt_of(&model).await, 1);
    hand.say(&format!("{sentence} [1]\n"));
    until(&mut stream, "</li>").await;
    drop(stream);
    // The other end is dropped with the model's work.
    tokio::time::timeout(Duration::from_secs(10), hand.stopped).await.expect("the model stops").unwrap_err();
    let settled = async {
        loop {
            let used = world.store.model_use(None, world.now).await.unwrap();
            if used.reserved == 0 {
                return used;
            }
            tokio::task::yield_now().await;
        }
    };
    let used = tokio::time::timeout(Duration::from_secs(10), settled).await.expect("the call is settled");
    assert!(used.tokens_in > 100 && used.tokens_out > 3 && used.tokens_out < 200, "{used:?}");
    assert!(ada.get(&format!("{path}/written?task=points")).await.text.contains("Nobody has asked for this yet"));
}

#[tokio::test]
async fn it_is_for_readers_and_within_the_tokens_of_a_day() {
    let limits = TokenLimits { all: None, reader: Some(50) };
    let (_folder, world, visitor, model, _hand) = visit_model(limits).await;
    let path = format!("/article/{}", world.articles[0]);
    let mut stranger = visitor.stranger();
    assert!(!stranger.get(&path).await.text.contains("write-panel"));
    assert_eq!(stranger.get(&format!("{path}/written?task=summary")).await.status, StatusCode::SEE_OTHER);
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    assert!(ada.get(&path).await.text.contains("write-panel"));
    let (_, stream) = ask(&mut ada, &path, &[("task", "summary")]).await;
    assert!(rest(stream).await.contains("What you may ask of models in a day is used up"));
    let (status, _) = ask(&mut ada, &path, &[("task", "riddle")]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(
        ada.post(&format!("{path}/written"), &[("task", "summary"), ("token", "x")]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(ada.get("/article/999999/written?task=summary").await.status, StatusCode::NOT_FOUND);
    assert!(model.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_model_that_fails_or_finds_nothing_says_so() {
    let (_folder, world, visitor, _model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let path = format!("/article/{}", world.articles[0]);
    hand.say("[none]");
    hand.end();
    let (_, stream) = ask(&mut ada, &path, &[("task", "answer"), ("question", "Who won the cup?")]).await;
    assert!(rest(stream).await.contains("The articles here do not say."));
    let (_, stream) = ask(&mut ada, &path, &[("task", "summary")]).await;
    assert!(rest(stream).await.contains("The model could not do this."));
    let shown = ada.get(&format!("{path}/written?task=answer&question=who+won+the+cup%3F")).await.text;
    assert!(shown.contains("The articles here do not say."), "the question is the same however it is written");
}

#[tokio::test]
async fn a_translation_keeps_what_it_could_not_translate_in_its_own_words() {
    let (_folder, world, visitor, model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let path = format!("/article/{}", world.articles[0]);
    let (_, mut stream) = ask(&mut ada, &path, &[("task", "translation"), ("into", "de"), ("part", "1")]).await;
    let prompt = prompt_of(&model).await;
    assert!(prompt.task.contains("Write in German"), "{}", prompt.task);
    let sources: Vec<&str> = prompt.material[0].lines().skip(1).map(|line| line.split_once("| ").unwrap().1).collect();
    // Names and numbers alone bear a translation out where no model compares texts.
    let told = sources.iter().position(|source| source.contains(char::is_numeric)).unwrap();
    hand.say(&format!("{} [{}]\n", sources[told], told + 1));
    hand.end();
    let seen = until(&mut stream, "written-end").await;
    assert_eq!(seen.matches("Left in its own words").count(), sources.len() - 1, "{seen}");
}

/// What a form of a page says of the state that was read.
fn state_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"of\" value=\"").unwrap_or_else(|| panic!("no form to judge by: {page}"));
    rest.split_once('"').unwrap().0.to_owned()
}

/// Has one sentence written about a page; gives its first letters and the state of the articles.
async fn written_once(reader: &mut Visitor, model: &Dictated, hand: &Hand, path: &str, task: &str) -> (String, String) {
    let (_, mut stream) = ask(reader, path, &[("task", task), ("part", "1")]).await;
    let (sentence, words) = sentence_of(&prompt_of(model).await, 1);
    hand.say(&format!("{sentence} [1]\n"));
    hand.end();
    let seen = until(&mut stream, "value=\"keep\"").await;
    (words, state_of(&seen))
}

#[tokio::test]
async fn readers_keep_rate_and_report_what_was_written() {
    let (_folder, world, visitor, model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let path = format!("/article/{}", world.articles[0]);
    let (words, of) = written_once(&mut ada, &model, &hand, &path, "simply").await;
    let page = format!("{path}/written?task=simply");
    let judge = format!("{path}/written/judge");
    for (what, says) in [("keep", "value=\"let-go\""), ("good", "value=\"unrate\"")] {
        let answer = ada.send_form(&page, &judge, &[("task", "simply"), ("of", &of), ("what", what)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert!(ada.get(&page).await.text.contains(says), "{what}");
    }
    let empty = [("task", "simply"), ("of", &of), ("what", "report"), ("report", " ")];
    assert_eq!(ada.send_form(&page, &judge, &empty).await.status, StatusCode::BAD_REQUEST);
    let report = [("task", "simply"), ("of", &of), ("what", "report"), ("report", "It was <b>two</b>."), ("part", "1")];
    let answer = ada.send_form(&page, &judge, &report).await;
    assert!(answer.text.contains("You reported this"), "{}", answer.text);

    let export: serde_json::Value = serde_json::from_str(&ada.get("/account/export").await.text).unwrap();
    let exported = &export["judged_writings"][0];
    assert_eq!((&exported["is_kept"], &exported["is_good"]), (&true.into(), &true.into()), "{export}");
    assert_eq!(exported["report"], "It was <b>two</b>.");
    assert!(exported["sentences"][0].as_str().unwrap().contains(&words), "{export}");

    // What is kept is on a page of its own, with its sources, until it is let go.
    let kept = ada.get("/kept").await.text;
    assert!(kept.contains(&words) && kept.contains("<mark>") && kept.contains("Explain simply"), "{kept}");
    let mut ben = visitor.reader(&world, "Ben", Role::Reader).await;
    assert!(ben.get("/kept").await.text.contains("Nothing is kept"));
    assert!(ben.get(&page).await.text.contains("value=\"keep\""), "what Ada thinks is hers");
    let writing =
        world.store.kept_writings(world.store.reader_by_name("Ada").await.unwrap().unwrap().id, None, 9).await.unwrap()
            [0]
        .id
        .to_string();
    ben.send_form("/kept", "/kept", &[("writing", &writing)]).await;
    assert!(ada.get("/kept").await.text.contains(&words), "Ben lets go of nothing of Ada's");
    ada.send_form("/kept", "/kept", &[("writing", &writing)]).await;
    assert!(ada.get("/kept").await.text.contains("Nothing is kept"));
}

#[tokio::test]
async fn the_owner_sees_what_is_reported_and_settles_it() {
    let (_folder, world, visitor, model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let mut owner = visitor.reader(&world, "Olga", Role::Owner).await;
    let path = format!("/article/{}", world.articles[0]);
    let (words, of) = written_once(&mut ada, &model, &hand, &path, "summary").await;
    let (page, judge) = (format!("{path}/written?task=summary"), format!("{path}/written/judge"));
    assert_eq!(ada.get("/desk/reports").await.status, StatusCode::FORBIDDEN);
    assert!(owner.get("/desk/reports").await.text.contains("No report waits for you"));
    ada.send_form(&page, &judge, &[("task", "summary"), ("of", &of), ("what", "bad")]).await;
    let report = [("task", "summary"), ("of", &of), ("what", "report"), ("report", "It was <b>two</b>.")];
    ada.send_form(&page, &judge, &report).await;
    let reports = owner.get("/desk/reports").await.text;
    for seen in ["It was &#60;b&#62;two&#60;/b&#62;.", "Ada", &words, "0 good, 1 bad"] {
        assert!(reports.contains(seen), "{seen}: {reports}");
    }
    let writing = world.store.reported_writings(None, 9).await.unwrap()[0].id.to_string();
    let sent = owner.send_form("/desk/reports", "/desk/reports", &[("writing", &writing), ("what", "burn")]).await;
    assert_eq!(sent.status, StatusCode::BAD_REQUEST);
    owner.send_form("/desk/reports", "/desk/reports", &[("writing", &writing), ("what", "remove")]).await;
    assert!(owner.get("/desk/reports").await.text.contains("No report waits for you"));
    assert!(ada.get(&page).await.text.contains("Nobody has asked for this yet"), "it is written anew for who asks");
}

#[tokio::test]
async fn what_was_written_is_judged_though_its_story_went_on() {
    let (_folder, mut world, visitor, model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let path = format!("/story/{}", world.stories["surge"]);
    let (words, of) = written_once(&mut ada, &model, &hand, &path, "points").await;
    world.ingest(&[LATER]).await;
    let (page, judge) = (format!("{path}/written?task=points"), format!("{path}/written/judge"));
    assert!(ada.get(&page).await.text.contains("Nobody has asked for this yet"), "there is more to read now");
    let keep = [("task", "points"), ("of", &of), ("what", "keep")];
    assert_eq!(ada.send_form(&page, &judge, &keep).await.status, StatusCode::SEE_OTHER);
    assert!(ada.get("/kept").await.text.contains(&words));
    let other = [("task", "points"), ("of", "7"), ("what", "keep")];
    let gone = ada.send_form(&page, &judge, &other).await;
    assert_eq!(gone.status, StatusCode::BAD_REQUEST);
    assert!(gone.text.contains("written anew since"), "{}", gone.text);
}

#[tokio::test]
async fn a_question_is_answered_from_what_is_nearest_to_it() {
    let (_folder, world, visitor, model, hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    const QUESTION: &str = "When did the surge reach its crest?";
    let page = ada.get("/ask?q=When+did+the+surge+reach+its+crest%3F").await.text;
    assert!(page.contains("action=\"/ask/written\"") && page.contains(&format!("value=\"{QUESTION}\"")), "{page}");
    let mut stranger = visitor.stranger();
    assert!(!stranger.get("/ask?q=When+did+the+surge+reach+its+crest%3F").await.text.contains("/ask/written"));
    assert!(!ada.get("/ask?q=xyzzy").await.text.contains("/ask/written"), "there is nothing to answer from");

    let asked = [("task", "answer"), ("question", QUESTION), ("into", "en"), ("part", "1")];
    let (status, mut stream) = ask(&mut ada, "/ask", &asked).await;
    assert_eq!(status, StatusCode::OK);
    let prompt = prompt_of(&model).await;
    assert!(prompt.task.contains(QUESTION), "{}", prompt.task);
    let told = "The surge reached its crest at 3.40 a.m.";
    let passages = prompt.material.iter().flat_map(|text| text.lines());
    let number = passages.filter_map(|line| line.split_once("| ")).find(|(_, text)| text.contains(told)).unwrap().0;
    hand.say(&format!("{told} [{number}]\nThe surge reached its crest at 5.15 a.m. [{number}]\n"));
    hand.end();
    let seen = until(&mut stream, "value=\"keep\"").await;
    assert!(seen.contains(told) && !seen.contains("5.15") && seen.contains("1 sentence was left out"), "{seen}");

    let keep = [("task", "answer"), ("question", QUESTION), ("of", &state_of(&seen)), ("what", "keep")];
    let kept = ada.send_form("/ask", "/ask/written/judge", &keep).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let kept = ada.get("/kept").await.text;
    assert!(kept.contains(QUESTION) && kept.contains("Answer: "), "{kept}");
    assert!(kept.contains("href=\"/ask?q=When%20did%20the%20surge"), "{kept}");
    // There is nothing to sum up without a question.
    assert_eq!(ada.get("/ask/written?task=summary").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_asks_without_end_is_told_to_wait() {
    let (_folder, world, visitor, _model, _hand) = visit_model(TokenLimits::default()).await;
    let mut ada = visitor.reader(&world, "Ada", Role::Reader).await;
    let mut refused = 0;
    for number in 0..40 {
        let page = ada.get(&format!("/ask/written?task=answer&question=sea+wall+{number}")).await;
        refused += usize::from(page.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!((1..=39).contains(&refused), "{refused} of 40 refused");
}

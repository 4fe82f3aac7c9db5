//! An endpoint as its transport sees it: what is sent, what becomes of what comes back, and when it is given up.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use ai::{
    AiError, Completer, Completion, Endpoint, EndpointKind, EndpointOptions, FoundServer, Key, Limits, Piece, Price,
    Prompt, RemoteEmbedder, Seen, find_servers,
};
use futures_util::StreamExt;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use support::{Answer, Server};

const KEY: &str = "sk-secret-1234567890";

fn limits() -> Limits {
    Limits {
        first_word: Duration::from_millis(60),
        between_pieces: Duration::from_millis(60),
        whole: Duration::from_secs(5),
        back_off: Duration::from_millis(1),
        ..Limits::default()
    }
}

fn endpoint_of(server: &Arc<Server>, kind: EndpointKind, limits: Limits) -> Endpoint {
    let options = EndpointOptions {
        name: "house".into(),
        url: "http://models.example:8000".into(),
        kind,
        model: "scribe-1".into(),
        key: Key::new(KEY),
        limits,
        price: Price::default(),
    };
    Endpoint::new(options, server.clone()).unwrap()
}

fn open_ai(answers: impl IntoIterator<Item = Answer>) -> (Arc<Server>, Endpoint) {
    let server = Server::new(answers);
    let endpoint = endpoint_of(&server, EndpointKind::OpenAi, limits());
    (server, endpoint)
}

fn prompt() -> Prompt {
    Prompt {
        task: "Sum up.".into(),
        material: vec!["It rained.".into()],
        max_tokens: 50,
        temperature: 0.2,
        schema: None,
    }
}

fn with_schema() -> Prompt {
    let schema = json!({"type": "object", "properties": {"tags": {"type": "array"}}, "required": ["tags"]});
    Prompt { schema: Some(schema), ..prompt() }
}

async fn read(endpoint: &Endpoint, prompt: Prompt) -> (Vec<String>, Result<Completion, AiError>) {
    let mut words = Vec::new();
    let mut pieces = endpoint.stream(prompt);
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(Piece::Words(next)) => words.push(next),
            Ok(Piece::End(completion)) => {
                assert!(pieces.next().await.is_none(), "nothing follows the end");
                return (words, Ok(completion));
            }
            Err(error) => return (words, Err(error)),
        }
    }
    panic!("a stream ends with the whole or an error");
}

fn whole(text: &str) -> Answer {
    Answer::json(
        200,
        &json!({
            "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 31, "completion_tokens": 7},
        }),
    )
}

const STREAM: &str = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n\
    : keep-alive\n\n\
    data: {\"choices\":[{\"delta\":{\"content\":\"It \"}}]}\n\n\
    data: {\"choices\":[{\"delta\":{\"content\":\"rained, häßlich.\"},\"finish_reason\":null}]}\n\n\
    data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n\
    data: {\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":7}}\n\n\
    data: [DONE]\n\n";

/// The stream up to its first word.
fn begun() -> &'static str {
    STREAM.split_inclusive("\"It \"}}]}\n\n").next().unwrap()
}

const ANTHROPIC: &str = "event: message_start\n\
    data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":31,\"output_tokens\":1}}}\n\n\
    event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0}\n\n\
    event: ping\ndata: {\"type\":\"ping\"}\n\n\
    event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"It \"}}\n\n\
    event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"rained.\"}}\n\n\
    event: message_delta\n\
    data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":7}}\n\n\
    event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

#[tokio::test]
async fn a_prompt_goes_out_with_its_material_fenced_and_the_answer_comes_back() {
    let (server, endpoint) = open_ai([whole("It rained.\n")]);
    let completion = endpoint.complete(&prompt()).await.unwrap();
    assert_eq!(
        completion,
        Completion { text: "It rained.".into(), tokens_in: 31, tokens_out: 7, ..Completion::default() }
    );
    let asked = server.asked().remove(0);
    assert_eq!(asked.url, "http://models.example:8000/v1/chat/completions");
    assert!(asked.headers.contains(&("authorization", format!("Bearer {KEY}"))));
    let body: Value = serde_json::from_slice(asked.body.as_deref().unwrap()).unwrap();
    assert_eq!(
        (&body["model"], &body["max_tokens"], &body["temperature"]),
        (&json!("scribe-1"), &json!(50), &json!(0.2))
    );
    assert_eq!(body["messages"][0]["role"], "system");
    assert_eq!(body["messages"][1]["content"], "[[data1 text 1]]\nIt rained.\n[[data1 end]]\n");
    assert_eq!(body["stream"], false);
}

#[tokio::test]
async fn a_stream_brings_words_and_then_the_whole() {
    let (server, endpoint) = open_ai([Answer::events(STREAM)]);
    let (words, end) = read(&endpoint, prompt()).await;
    assert_eq!(words.concat(), "It rained, häßlich.");
    let end = end.unwrap();
    assert_eq!((end.text.as_str(), end.tokens_in, end.tokens_out), ("It rained, häßlich.", 31, 7));
    let body: Value = serde_json::from_slice(server.asked()[0].body.as_deref().unwrap()).unwrap();
    assert_eq!((&body["stream"], &body["stream_options"]["include_usage"]), (&json!(true), &json!(true)));
}

#[tokio::test]
async fn anthropic_is_asked_and_read_in_its_own_way() {
    let whole = json!({
        "content": [{"type": "thinking", "thinking": "Hm."}, {"type": "text", "text": "It rained."}],
        "stop_reason": "end_turn", "usage": {"input_tokens": 31, "output_tokens": 7},
    });
    let server = Server::new([Answer::events(ANTHROPIC), Answer::json(200, &whole)]);
    let endpoint = endpoint_of(&server, EndpointKind::Anthropic, limits());
    let (words, end) = read(&endpoint, prompt()).await;
    let end = end.unwrap();
    assert_eq!(words.concat(), "It rained.");
    assert_eq!((end.text.as_str(), end.tokens_in, end.tokens_out, end.is_cut), ("It rained.", 31, 7, true));
    let completion = endpoint.complete(&with_schema()).await;
    assert!(matches!(completion, Err(AiError::Refused { .. } | AiError::Garbled { .. })), "{completion:?}");
    let asked = server.asked();
    assert_eq!(asked[0].url, "http://models.example:8000/v1/messages");
    assert!(asked[0].headers.contains(&("x-api-key", KEY.to_owned())));
    let bodies: Vec<Value> =
        asked.iter().map(|asked| serde_json::from_slice(asked.body.as_deref().unwrap()).unwrap()).collect();
    assert!(bodies[0]["system"].as_str().unwrap().starts_with("Sum up."));
    assert_eq!(bodies[0]["messages"][0]["role"], "user");
    assert_eq!(bodies[1]["output_config"]["format"]["type"], "json_schema");
}

#[tokio::test]
async fn servers_that_do_not_stream_do_not_count_or_do_not_end_are_understood() {
    let (_, endpoint) = open_ai([whole("In one piece.")]);
    assert_eq!(read(&endpoint, prompt()).await.0, ["In one piece."]);

    let uncounted =
        "data: {\"choices\":[{\"delta\":{\"content\":\"Four words stand here.\"},\"finish_reason\":\"length\"}]}\n";
    let (_, endpoint) = open_ai([Answer::events(uncounted)]);
    let end = read(&endpoint, prompt()).await.1.unwrap();
    assert!(
        end.is_cut && end.tokens_are_estimated && (4..9).contains(&end.tokens_out) && end.tokens_in > 20,
        "{end:?}"
    );

    let (_, endpoint) = open_ai([Answer::events(STREAM)]);
    assert_eq!(endpoint.complete(&prompt()).await.unwrap().text, "It rained, häßlich.");

    let parts = json!([{"type": "thinking", "thinking": [{"type": "text"}]}, {"type": "text", "text": "Yes."}]);
    let mistral = json!({"choices": [{"message": {"content": parts}, "finish_reason": "stop"}]});
    let (_, endpoint) = open_ai([Answer::json(200, &mistral)]);
    assert_eq!(endpoint.complete(&prompt()).await.unwrap().text, "Yes.");
}

#[tokio::test]
async fn a_form_is_asked_for_as_strictly_as_the_endpoint_can() {
    let refusal = |message: &str| Answer::json(400, &json!({"error": {"message": message}}));
    let (server, endpoint) = open_ai([
        refusal("'response_format.json_schema' is not supported"),
        refusal("'response_format' must be text"),
        whole("```json\n{\"tags\": [\"rain\"]}\n```"),
        whole("{\"tags\": []}"),
    ]);
    assert_eq!(endpoint.complete(&with_schema()).await.unwrap().text, "{\"tags\":[\"rain\"]}");
    assert_eq!(endpoint.complete(&with_schema()).await.unwrap().text, "{\"tags\":[]}");
    let forms: Vec<Value> = server.bodies().iter().map(|body| body["response_format"]["type"].clone()).collect();
    assert_eq!(forms, [json!("json_schema"), json!("json_object"), Value::Null, Value::Null], "what was learned stays");
    let task =
        |index: usize| server.bodies()[index]["messages"][0]["content"].as_str().unwrap().contains("JSON schema");
    assert!(!task(0) && task(1) && task(2));
}

#[tokio::test]
async fn an_endpoint_that_passes_over_the_form_is_asked_in_words() {
    let (server, endpoint) = open_ai([whole("Rain, mostly."), whole("{\"tags\": [\"rain\"]}")]);
    assert_eq!(endpoint.complete(&with_schema()).await.unwrap().text, "{\"tags\":[\"rain\"]}");
    assert_eq!(server.bodies()[1]["response_format"], Value::Null);

    let (_, endpoint) = open_ai([whole("Rain, mostly."), whole("{\"tag\": 1}")]);
    let error = endpoint.complete(&with_schema()).await.unwrap_err();
    assert_eq!(error, AiError::Garbled { cause: "house: the answer lacks `tags`".into() });
}

#[tokio::test]
async fn what_an_endpoint_does_not_take_is_left_out() {
    let refusal = |message: &str| Answer::json(400, &json!({"error": {"message": message}}));
    let (server, endpoint) = open_ai([
        refusal("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refusal("'temperature' does not support 0.2 with this model."),
        whole("Yes."),
        whole("Yes again."),
    ]);
    endpoint.complete(&prompt()).await.unwrap();
    endpoint.complete(&prompt()).await.unwrap();
    for body in &server.bodies()[2..] {
        assert_eq!((&body["max_completion_tokens"], &body["max_tokens"]), (&json!(50), &Value::Null));
        assert_eq!(body["temperature"], Value::Null);
    }
}

#[tokio::test]
async fn a_busy_endpoint_is_asked_again_and_a_refusal_is_final() {
    let busy = || Answer::json(503, &json!({"error": {"message": "Loading model"}})).after(0);
    let (server, endpoint) = open_ai([busy(), whole("At last.")]);
    assert_eq!(endpoint.complete(&prompt()).await.unwrap().text, "At last.");
    assert_eq!(server.asked().len(), 2);

    let (server, endpoint) = open_ai([Answer::json(429, &json!({"error": "slow down"})).after(3600)]);
    let error = endpoint.complete(&prompt()).await.unwrap_err();
    assert!(matches!(&error, AiError::Busy { retry_after_s: 3600, .. }), "{error}");
    assert_eq!(server.asked().len(), 1, "nobody waits for an hour");

    let (server, endpoint) = open_ai([Answer::json(404, &json!({"error": {"message": "model 'scribe-1' not found"}}))]);
    let error = endpoint.complete(&prompt()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the model refused: house: there is no such model or address (HTTP 404: model 'scribe-1' not found)"
    );
    assert_eq!(server.asked().len(), 1);

    let early = "data: {\"error\":{\"message\":\"slot lost\",\"code\":503}}\n\n";
    let (server, endpoint) = open_ai([Answer::events(early).after(0), Answer::events(STREAM)]);
    let patient = Limits { patience: Duration::from_secs(60), ..limits() };
    let patient = endpoint_of(&server, EndpointKind::OpenAi, patient);
    drop(endpoint);
    let error = read(&patient, prompt()).await.1;
    assert!(matches!(error, Err(AiError::Busy { .. })), "half a minute does not fit into five seconds: {error:?}");
}

#[tokio::test]
async fn limits_of_time_end_what_does_not_end() {
    let late = |error: Result<Completion, AiError>, words: &str| match error {
        Err(AiError::Late { cause }) => assert!(cause.contains(words), "{cause}"),
        other => panic!("{other:?}"),
    };
    let (_, endpoint) = open_ai([Answer::silent()]);
    late(read(&endpoint, prompt()).await.1, "did not answer in time");

    let (_, endpoint) = open_ai([Answer::events(": still here\n\n").then_silence()]);
    late(read(&endpoint, prompt()).await.1, "no word came within 0.06 s");

    let (_, endpoint) = open_ai([Answer::events(begun()).then_silence()]);
    let (words, end) = read(&endpoint, prompt()).await;
    assert_eq!(words, ["It "]);
    late(end, "nothing more came for 0.06 s");

    let server = Server::new([Answer::events("").then_endless(": still here\n\n")]);
    let short = Limits { first_word: Duration::from_secs(9), whole: Duration::from_millis(80), ..limits() };
    let endpoint = endpoint_of(&server, EndpointKind::OpenAi, short);
    late(read(&endpoint, prompt()).await.1, "not complete within 0.08 s");
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off_by_its_bytes() {
    let server =
        Server::new([Answer::events("").then_endless("data: {\"choices\":[{\"delta\":{\"content\":\"la \"}}]}\n\n")]);
    let small = Limits { answer_bytes: 2000, ..limits() };
    let endpoint = endpoint_of(&server, EndpointKind::OpenAi, small);
    let (words, end) = read(&endpoint, prompt()).await;
    assert!(words.len() > 10);
    assert_eq!(end.unwrap_err(), AiError::Garbled { cause: "house: the answer is larger than 2000 bytes".into() });
}

#[tokio::test]
async fn dropping_an_answer_ends_the_exchange_and_frees_the_place() {
    let server = Server::new([Answer::events(begun()).then_silence(), Answer::silent(), whole("Next.")]);
    let one = Limits { at_once: 1, first_word: Duration::from_secs(5), ..limits() };
    let endpoint = endpoint_of(&server, EndpointKind::OpenAi, one);
    let mut pieces = endpoint.stream(prompt());
    assert_eq!(pieces.next().await.unwrap().unwrap(), Piece::Words("It ".into()));
    assert_eq!(server.open(), 1);
    drop(pieces);
    assert_eq!(server.open(), 0, "the body was let go");

    let asked = prompt();
    tokio::select! {
        biased;
        _ = endpoint.complete(&asked) => panic!("a silent server does not answer"),
        () = server.was_asked(2) => {}
    }
    assert_eq!(endpoint.complete(&asked).await.unwrap().text, "Next.");
}

#[tokio::test]
async fn no_more_than_so_many_prompts_are_answered_at_once() {
    let server = Server::new([Answer::silent(), whole("Never asked for.")]);
    let one = Limits { at_once: 1, whole: Duration::from_millis(60), ..limits() };
    let endpoint = endpoint_of(&server, EndpointKind::OpenAi, one);
    let asked = prompt();
    let (first, second) = tokio::join!(endpoint.complete(&asked), endpoint.complete(&asked));
    assert!(matches!(first, Err(AiError::Late { .. })), "{first:?}");
    assert!(matches!(second, Err(AiError::Busy { .. } | AiError::Late { .. })), "{second:?}");
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn the_key_is_in_no_error_and_in_nothing_that_is_shown() {
    let repeats = || json!({"error": {"message": format!("Incorrect API key provided: {KEY}, like sk-se*****7890")}});
    for answer in [Answer::json(401, &repeats()), Answer::json(200, &repeats()), Answer::text(500, KEY).after(3600)] {
        let (server, endpoint) = open_ai([answer]);
        let error = endpoint.complete(&prompt()).await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", server.asked());
        assert!(!shown.contains(KEY) && !shown.contains("7890"), "{shown}");
    }
    let options = EndpointOptions { key: Key::new(KEY), ..EndpointOptions::default() };
    assert!(!format!("{options:?}").contains(KEY));
}

#[tokio::test]
async fn what_is_no_api_is_said_to_be_none() {
    let (_, endpoint) = open_ai([Answer::text(200, "<html>Welcome</html>")]);
    let error = endpoint.complete(&prompt()).await.unwrap_err();
    assert!(error.to_string().contains("is this the address of the API?"), "{error}");
    let (_, endpoint) = open_ai([Answer::text(200, "<html>Welcome</html>")]);
    assert!(endpoint.models().await.is_err());
}

#[tokio::test]
async fn models_and_vectors_are_asked_for() {
    let models = json!({"object": "list", "data": [{"id": "scribe-1"}, {"id": "scribe-2"}]});
    let vectors = json!({"data": [{"index": 1, "embedding": [0, 2.0]}, {"index": 0, "embedding": [3.0, 4.0]}]});
    let uneven = json!({"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 0.0]}]});
    let (server, endpoint) =
        open_ai([Answer::json(200, &models), Answer::json(200, &vectors), Answer::json(200, &uneven)]);
    let seen = Seen { models: vec!["scribe-1".into(), "scribe-2".into()], has_model: true };
    assert_eq!(endpoint.look().await.unwrap(), seen);
    assert_eq!(endpoint.embed(&["a", "b"]).await.unwrap(), [[0.6, 0.8], [0.0, 1.0]]);
    assert!(matches!(endpoint.embed(&["a", "b"]).await, Err(AiError::Garbled { .. })));
    let asked = server.asked();
    assert_eq!(asked[0].url, "http://models.example:8000/v1/models");
    assert!(asked[0].body.is_none());
    assert_eq!(asked[1].url, "http://models.example:8000/v1/embeddings");
}

#[tokio::test]
async fn servers_on_this_machine_are_found_by_their_ports() {
    let list = |owner: &str| json!({"data": [{"id": "scribe-1", "owned_by": owner}]});
    // Whatever listens where a server might: another server than usual, a page, a silence, one that says nothing of itself.
    let server = Server::new([
        Answer::json(200, &list("vllm")),
        Answer::text(404, "<html>No such page</html>"),
        Answer::silent(),
        Answer::json(200, &list("somebody")),
    ]);
    let found = find_servers(&*server).await;
    let at = |name: &str, port: u16| FoundServer {
        name: name.into(),
        url: format!("http://127.0.0.1:{port}/v1"),
        models: vec!["scribe-1".into()],
    };
    assert_eq!(found, [at("vLLM", 11434), at("LM Studio", 1234)]);
}

#[tokio::test]
async fn an_address_is_taken_as_people_paste_it() {
    let check = |url: &str, expected: &str| {
        let server = Server::new([whole("Yes.")]);
        let options = EndpointOptions { url: url.into(), ..EndpointOptions::default() };
        let endpoint = match Endpoint::new(options, server.clone()) {
            Ok(endpoint) => endpoint,
            Err(problem) => {
                return assert!(!expected.contains("://") && problem.contains(expected), "{url}: {problem}");
            }
        };
        futures_util::FutureExt::now_or_never(endpoint.models());
        assert_eq!(server.asked()[0].url, format!("{expected}/models"), "{url}");
    };
    check("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1");
    check("http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1");
    check("https://openrouter.example/api/v1", "https://openrouter.example/api/v1");
    check("https://api.example/v1/chat/completions", "https://api.example/v1");
    check("https://api.example/v1/messages", "https://api.example/v1");
    check("ftp://x", "no http or https address");
    check("models", "no address");
    check("https://me:hush@api.example/v1", "a key belongs");
    check("https://api.example/v1?key=hush", "a key belongs");
}

proptest! {
    /// A stream that is cut at any byte, or has any byte changed, gives words that were sent and then an end or an error.
    #[test]
    fn broken_streams_are_borne(
        is_anthropic in any::<bool>(),
        end in 0_usize..1200,
        changed in prop::option::of((0_usize..1200, any::<u8>())),
        cuts in prop::collection::vec(0_usize..1200, 0..8),
    ) {
        let mut bytes = if is_anthropic { ANTHROPIC } else { STREAM }.as_bytes().to_vec();
        let is_whole = end >= bytes.len() && changed.is_none();
        bytes.truncate(end);
        if let Some((at, byte)) = changed && at < bytes.len() {
            bytes[at] = byte;
        }
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|pair| bytes[pair[0]..pair[1]].to_vec());
        let server = Server::new([Answer::events("").then_pieces(pieces)]);
        let kind = if is_anthropic { EndpointKind::Anthropic } else { EndpointKind::OpenAi };
        let endpoint = endpoint_of(&server, kind, Limits { tries: 1, ..limits() });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (words, end) = runtime.block_on(read(&endpoint, prompt()));
        match end {
            Ok(completion) => prop_assert_eq!(words.concat().trim_end().to_owned(), completion.text),
            Err(error) => prop_assert!(!is_whole, "{}", error),
        }
    }
}

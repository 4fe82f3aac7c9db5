//! The owner chooses who writes, what is written ahead, and sees what it takes.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "other pages show more of that world")]
mod fixture;
mod visitor;

use ai::{Completer, Completion, FoundServer, ModelRole, Models, Price, ScriptedCompleter, Seen};
use axum::http::StatusCode;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use site::{ChosenModel, DescribedModel, ModelServers, Site, SiteOptions};
use std::sync::{Arc, Mutex};
use store::{Reservation, Role, TokenLimits};
use visitor::visit_with;

const URL: &str = "http://127.0.0.1:11434/v1";

/// A machine with one model server, and one endpoint in its configuration.
struct Machine {
    runs: Mutex<bool>,
    model: Arc<ScriptedCompleter>,
}

impl Machine {
    fn new(answers: &[&str]) -> Arc<Self> {
        let answers = answers.iter().map(|text| {
            Ok(Completion { text: (*text).to_owned(), tokens_in: 400, tokens_out: 40, ..Completion::default() })
        });
        Arc::new(Self { runs: Mutex::new(true), model: Arc::new(ScriptedCompleter::new(answers)) })
    }
}

impl ModelServers for Machine {
    fn described(&self) -> BoxFuture<'_, Vec<DescribedModel>> {
        let described = |name: &str, answer| DescribedModel {
            name: name.to_owned(),
            host: format!("{name}.example"),
            model: "large-1".to_owned(),
            roles: vec![ModelRole::Large],
            price: Price::default(),
            answer,
        };
        let seen =
            |models: &[&str], has_model| Seen { models: models.iter().map(|&m| m.to_owned()).collect(), has_model };
        let all = vec![
            described("sound", Ok(seen(&["large-1"], true))),
            described("other", Ok(seen(&["small-1"], false))),
            described("deaf", Err("connection refused".to_owned())),
        ];
        async { all }.boxed()
    }

    fn running(&self) -> BoxFuture<'_, Vec<FoundServer>> {
        let server =
            FoundServer { name: "Ollama".into(), url: URL.into(), models: vec!["qwen3:4b".into(), "tiny:1b".into()] };
        let found = self.runs.lock().unwrap().then_some(server);
        async { found.into_iter().collect() }.boxed()
    }

    fn take(&self, chosen: &ChosenModel) -> anyhow::Result<Arc<dyn Completer>> {
        anyhow::ensure!(chosen.url == URL, "nothing is taken but what was found");
        Ok(self.model.clone())
    }
}

fn options(machine: &Arc<Machine>) -> SiteOptions {
    let model_servers: Option<Arc<dyn ModelServers>> = Some(machine.clone());
    SiteOptions { model_servers, models_may_write: false, page_cache_bytes: 0, ..SiteOptions::default() }
}

#[tokio::test]
async fn the_owner_finds_a_model_tries_it_and_lets_it_write() {
    let machine = Machine::new(&["A dateline tells where and when."]);
    let (_folder, world, mut owner) = visit_with(options(&machine)).await;
    owner.set_up(&world).await;
    let page = owner.get("/desk/models").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in [
        "No model may write.",
        "qwen3:4b",
        "connection refused",
        "It answers, but has no model large-1.",
        "Nothing has been asked yet.",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let story = owner.get("/").await.text;
    let story = story.split("href=\"/story/").nth(1).unwrap().split(['"', '/']).next().unwrap().to_owned();
    let story = format!("/story/{story}");
    assert!(!owner.get(&story).await.text.contains("write-panel"));

    let tried = [("what", "try"), ("server", URL), ("model", "qwen3:4b")];
    let tried = owner.send_form("/desk/models", "/desk/models", &tried).await;
    assert_eq!(tried.status, StatusCode::OK);
    assert!(tried.text.contains("A dateline tells where and when.") && tried.text.contains("40 tokens in"));
    assert!(tried.text.contains(">440</td>"), "it is counted: {}", tried.text);
    assert!(tried.text.contains("No model may write."), "to try it is not to choose it");

    let chosen = [("what", "choose"), ("server", URL), ("model", "qwen3:4b")];
    assert_eq!(owner.send_form("/desk/models", "/desk/models", &chosen).await.status, StatusCode::SEE_OTHER);
    let page = owner.get("/desk/models").await.text;
    assert!(page.contains("scripted writes.") && page.contains("Chosen</span>"), "{page}");
    assert!(owner.get(&story).await.text.contains("write-panel"));
    // It stays so when the site starts anew, and is told when its server is gone.
    let again = Site::open(world.store.clone(), world.index.clone(), options(&machine)).await.unwrap();
    owner.app = site::router(again);
    assert!(owner.get(&story).await.text.contains("write-panel"));
    *machine.runs.lock().unwrap() = false;
    let page = owner.get("/desk/models").await.text;
    assert!(page.contains("qwen3:4b, which you chose, is not found at Ollama now."), "{page}");
    assert!(page.contains("No model server answers on this machine."));
    assert_eq!(owner.send_form("/desk/models", "/desk/models", &chosen).await.status, StatusCode::BAD_REQUEST);

    for (what, says) in [("leave", "but there is none"), ("off", "No model may write."), ("on", "but there is none")] {
        let sent = owner.send_form("/desk/models", "/desk/models", &[("what", what)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert!(owner.get("/desk/models").await.text.contains(says), "{what}");
    }
}

#[tokio::test]
async fn what_nobody_found_is_not_taken() {
    let machine = Machine::new(&[]);
    let (_folder, world, mut owner) = visit_with(options(&machine)).await;
    owner.set_up(&world).await;
    for fields in [
        &[("what", "choose"), ("server", "http://10.0.0.7:8080/v1"), ("model", "qwen3:4b")][..],
        &[("what", "choose"), ("server", URL), ("model", "another")],
        &[("what", "try"), ("server", "http://169.254.169.254/"), ("model", "qwen3:4b")],
        &[("what", "stories"), ("stories", "999")],
        &[("what", "everything")],
    ] {
        let sent = owner.send_form("/desk/models", "/desk/models", fields).await;
        assert_eq!(sent.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    let sent = owner.send_form("/desk/models", "/desk/models", &[("what", "ahead"), ("publisher", "nobody")]).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let mut editor = owner.reader(&world, "Eda", Role::Editor).await;
    assert_eq!(editor.get("/desk/models").await.status, StatusCode::FORBIDDEN);
    let sent = editor.send_form("/settings", "/desk/models", &[("what", "on")]).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert!(machine.model.asked().is_empty());
}

#[tokio::test]
async fn summaries_are_written_before_anybody_asks() {
    let first = "The surge reached its crest at 3.40 a.m. [1][2][3][4][5][6][7][8]\n";
    let machine = Machine::new(&[first, first, first]);
    let models = Models::default().with(ModelRole::Large, machine.model.clone());
    let limits = TokenLimits { all: Some(100_000), reader: Some(10_000) };
    let options = SiteOptions { models, models_may_write: true, token_limits: limits, ..options(&machine) };
    let (_folder, world, mut owner) = visit_with(options.clone()).await;
    owner.set_up(&world).await;
    let site = Site::open(world.store.clone(), world.index.clone(), options.clone()).await.unwrap();
    assert!(site.write_ahead("a").await.unwrap());
    assert!(machine.model.asked().is_empty(), "nobody wants any ahead");

    let kept = owner.send_form("/desk/models", "/desk/models", &[("what", "stories"), ("stories", "3")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert!(owner.get("/desk/models").await.text.contains("value=\"3\" selected"));
    // The first story is about the surge, and is written about; the answer fits no other, so that nothing is left of it.
    assert!(!site.write_ahead("a").await.unwrap());
    assert_eq!(machine.model.asked().len(), 2);
    let used = world.store.model_use(None, world.now).await.unwrap();
    assert_eq!((used.calls, used.tokens_in, used.reserved), (2, 800, 0));
    let page = owner.get("/").await.text;
    let story = page.split("href=\"/story/").nth(1).unwrap().split(['"', '/']).next().unwrap();
    assert!(owner.get(&format!("/story/{story}")).await.text.contains("Summary <span class=\"ready\">ready</span>"));
    // It is not written again, and by no other process meanwhile.
    assert!(site.write_ahead("b").await.unwrap());
    assert_eq!(machine.model.asked().len(), 2);

    // Half of the day's tokens are left for readers.
    let call = world.store.reserve_tokens(None, 60_000, limits, world.now).await.unwrap();
    assert!(matches!(call, Reservation::Granted(_)));
    assert!(!site.write_ahead("a").await.unwrap());
    assert_eq!(machine.model.asked().len(), 2);
}

#[tokio::test]
async fn new_articles_of_a_publisher_get_their_summaries() {
    let machine = Machine::new(&["Nothing of the kind. [1]"]);
    let models = Models::default().with(ModelRole::Large, machine.model.clone());
    let options = SiteOptions { models, models_may_write: true, ..options(&machine) };
    let (_folder, world, mut owner) = visit_with(options.clone()).await;
    owner.set_up(&world).await;
    let page = owner.get("/desk/models").await.text;
    let key = page.split("id=\"publisher\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
    let key = key.split('"').next().unwrap();
    let wish = [("what", "ahead"), ("publisher", key)];
    assert_eq!(owner.send_form("/desk/models", "/desk/models", &wish).await.status, StatusCode::SEE_OTHER);
    let newest = world.store.publisher_articles(key, None, 1).await.unwrap().pop().unwrap();
    let site = Site::open(world.store.clone(), world.index.clone(), options).await.unwrap();
    assert!(!site.write_ahead("a").await.unwrap(), "nothing it says is borne out");
    let asked = machine.model.asked();
    let text = world.store.texts_and_posts(&[newest.id]).await.unwrap().pop().unwrap().text;
    let beginning = text.lines().next().unwrap();
    assert!(asked[0].material.concat().contains(beginning), "{beginning}: {:?}", asked[0].material);
    let wish = [("what", "not-ahead"), ("publisher", key)];
    assert_eq!(owner.send_form("/desk/models", "/desk/models", &wish).await.status, StatusCode::SEE_OTHER);
    assert!(!owner.get("/desk/models").await.text.contains("value=\"not-ahead\""));
}

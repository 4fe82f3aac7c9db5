//! Comments carried from one installation to another, by the command line.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use news::{Article, CommentState, Lang, SourceKind, Subject, Timestamp};
use store::{
    Arrival, Comment, CommentSort, FetchOutcome, NewArticle, NewComment, NewPublisher, NewSource, PagePolicy, Posted,
    Store, StoreOptions,
};
use support::Installation;

fn now() -> Timestamp {
    Timestamp::from_jiff(jiff::Timestamp::now())
}

/// Opens an installation's database with one article in it.
async fn with_article(home: &Installation, urls: &[&str]) -> (Store, Vec<Subject>) {
    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let publisher =
        NewPublisher { key: "gazette.example".to_owned(), name: "Gazette".to_owned(), home_url: None, lang: Lang::EN };
    let source = NewSource {
        publisher,
        kind: SourceKind::Feed,
        url: "https://gazette.example/feed".to_owned(),
        title: String::new(),
        home_url: None,
        folder: None,
        pages: PagePolicy::Auto,
        next_fetch: now(),
        created: now(),
    };
    let source = store.follow(source).await.unwrap().0;
    let new = |(number, url): (i64, &&str)| NewArticle {
        guid_key: number,
        claim_key: number,
        url_key: desk::url_key(url).unwrap(),
        article: Article { url: (*url).to_owned(), title: "The bridge".to_owned(), ..Article::default() },
        ..NewArticle::default()
    };
    let outcome = FetchOutcome { source, at: now(), next_fetch: now(), ..FetchOutcome::default() };
    let arrival = Arrival { outcome, new: (1..).zip(urls).map(new).collect(), ..Arrival::default() };
    let articles = store.ingest(now(), &arrival).await.unwrap().articles;
    (store, articles.into_iter().map(Subject::Article).collect())
}

async fn say(store: &Store, subject: Subject, author: &str, parent: Option<&Comment>, text: &str) -> Comment {
    let reader = match store.reader_by_name(author).await.unwrap() {
        Some(reader) => reader.id,
        None => store.create_reader(author, "hash", now()).await.unwrap(),
    };
    let parent = parent.map(|parent| parent.id);
    let new = NewComment { subject, parent, reader, text, waits: text.contains("pumps") };
    let posted = store.post_comment(&new, now()).await.unwrap();
    let Posted::New(id) = posted else { panic!("{posted:?}") };
    store.comment(id).await.unwrap()
}

/// Author, state, votes, words and whom it answers, of all there are.
async fn told(store: &Store) -> Vec<(Option<String>, CommentState, i64, String, Option<String>)> {
    let comments = store.comments_after(news::CommentId(0), 99).await.unwrap();
    let words_of = |id| comments.iter().find(|one| one.id == id).map(|one| one.text.clone());
    let one = |comment: &Comment| {
        let author = comment.author.as_ref().map(|author| author.name.clone());
        (author, comment.state, comment.votes, comment.text.clone(), comment.parent.and_then(words_of))
    };
    comments.iter().map(one).collect()
}

const BRIDGE: &str = "https://gazette.example/bridge";

#[tokio::test]
async fn comments_go_from_one_installation_to_another_once() {
    let (old, new) = (Installation::new(), Installation::new());
    let (store, subjects) = with_article(&old, &[BRIDGE, "https://gazette.example/tram"]).await;
    let first = say(&store, subjects[0], "Ada", None, "It *holds*.\n\nSo far.").await;
    let gone = say(&store, subjects[0], "Bo", Some(&first), "To be deleted").await;
    say(&store, subjects[0], "Cem", Some(&gone), "I answer all the same \u{1f309}").await;
    say(&store, subjects[0], "Bo", None, "Cheap pumps").await;
    say(&store, subjects[1], "Ada", None, "Nobody takes it").await;
    let voter = store.reader_by_name("Cem").await.unwrap().unwrap().id;
    store.vote(first.id, voter, true, now()).await.unwrap();
    let author = gone.author.as_ref().unwrap().id;
    store.delete_comment(gone.id, author, now()).await.unwrap();
    let before = told(&store).await;

    let file = old.folder.path().join("comments.jsonl");
    let path = file.to_str().unwrap();
    old.say(&["comments", "export", path]);
    assert!(!old.run(&["comments", "export", path]).status.success(), "a file that is there stays as it is");
    assert_eq!(old.say(&["comments", "export", "-"]), std::fs::read_to_string(&file).unwrap());
    assert!(old.say(&["comments", "import", path]).contains("0 comments came in, 5 were here already"));
    assert_eq!(told(&store).await, before);

    // What cannot be taken is told by its line; it comes in with the same file once its article is there.
    let (store, subjects) = with_article(&new, &[BRIDGE]).await;
    store.create_owner("Ada", "hash", now()).await.unwrap();
    let output = new.run(&["comments", "import", path]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("line 5: no article is kept from https://gazette.example/tram"), "{errors}");
    assert_eq!(told(&store).await, before[..4]);
    let threads = store.threads(subjects[0], CommentSort::Oldest, None, 9).await.unwrap();
    assert_eq!((threads.len(), threads[0].votes, threads[0].replies), (1, 1, 1), "what waits is not shown");
    assert_eq!(threads[0].at, first.at);
    let ada = store.reader_by_name("Ada").await.unwrap().unwrap().id;
    assert_eq!(store.notices(ada, None, 9).await.unwrap(), [], "nobody is told");
    let again = String::from_utf8(new.run(&["comments", "import", path]).stdout).unwrap();
    assert!(again.contains("0 comments came in, 4 were here already"), "{again}");

    // Answers may stand before what they answer.
    let turned: Vec<String> = std::fs::read_to_string(&file).unwrap().lines().rev().map(str::to_owned).collect();
    let third = Installation::new();
    let (store, _) = with_article(&third, &[BRIDGE, "https://gazette.example/tram"]).await;
    std::fs::write(&file, turned.join("\n")).unwrap();
    assert!(third.say(&["comments", "import", path]).contains("5 comments came in"));
    assert_eq!(told(&store).await.len(), 5);
}

#[tokio::test]
async fn lines_that_make_no_sense_are_told_one_by_one() {
    let home = Installation::new();
    let (store, _) = with_article(&home, &[BRIDGE]).await;
    let line = |more: &str| format!("{{\"origin\": \"x\", \"on\": \"article\", \"url\": \"{BRIDGE}\", {more}}}\n");
    let file = home.folder.path().join("odd.jsonl");
    let lines = [
        "no JSON\n".to_owned(),
        line("\"id\": \"1\", \"at\": \"2024-05-01T12:00:00Z\", \"author\": \"Ada\", \"markdown\": \"Here I am\""),
        "\n".to_owned(),
        line("\"id\": \"2\", \"at\": \"yesterday\", \"author\": \"Ada\", \"markdown\": \"Hello\""),
        line("\"id\": \"3\", \"at\": \"2024-05-01T12:00:00Z\", \"author\": \"Ada\""),
        line("\"id\": \"4\", \"at\": \"2024-05-01T12:00:00Z\", \"author\": \" \", \"markdown\": \"Hello\""),
        line("\"id\": \"5\", \"at\": \"2024-05-01T12:00:00Z\", \"answers\": \"99\", \"markdown\": \"Hello\""),
        line("\"id\": \"6\", \"at\": \"2024-05-01T12:00:00Z\", \"answers\": \"1\", \"markdown\": \"Who?\""),
    ];
    std::fs::write(&file, lines.concat()).unwrap();
    let output = home.run(&["comments", "import", file.to_str().unwrap()]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    for told in [
        "line 1: ",
        "line 4: \"yesterday\" is no time",
        "line 5: it says nothing",
        "line 6: \"\" is no name",
        "line 7: it answers 99",
    ] {
        assert!(errors.contains(told), "{told}: {errors}");
    }
    assert_eq!(output.status.code(), Some(1));
    let kept = told(&store).await;
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[1], (None, CommentState::Published, 0, "Who?".to_owned(), Some("Here I am".to_owned())));
}

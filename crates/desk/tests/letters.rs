//! Letters, handed over to a real mail server on loopback, which does as it is told.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use desk::{Desk, Letter, LetterWriter, MailOptions, MailTls, Mailer};
use futures_util::future::BoxFuture;
use news::{ReaderId, Timestamp};
use std::sync::{Arc, Mutex};
use store::testing::TestStore;
use store::{BriefMail, BriefMailWish};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with the next letters.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mood {
    Takes,
    IsBusy,
    RefusesAddress,
    RefusesLetter,
    /// Takes the letter and hangs up before it says so.
    FallsSilent,
}

struct MailServer {
    port: u16,
    mood: Arc<Mutex<Mood>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mood, taken) = (Arc::new(Mutex::new(Mood::Takes)), Arc::new(Mutex::new(Vec::new())));
        let (its_mood, its_letters) = (mood.clone(), taken.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, its_mood.clone(), its_letters.clone()));
            }
        });
        Self { port, mood, taken }
    }

    fn is_now(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

/// A conversation as RFC 5321 has it, as far as one letter needs.
async fn talk(stream: TcpStream, mood: Arc<Mutex<Mood>>, taken: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mail.example ready\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let mood = *mood.lock().unwrap();
        let command = line.to_ascii_uppercase();
        let answer: &[u8] = match command.split([' ', ':']).next()? {
            "EHLO" => b"250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n",
            "AUTH" => b"235 welcome\r\n",
            "MAIL" if mood == Mood::IsBusy => b"451 later, please\r\n",
            "RCPT" if mood == Mood::RefusesAddress => b"550 no such user here\r\n",
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut letter = String::new();
                while let Some(line) = lines.next_line().await.ok()?.filter(|line| line != ".") {
                    letter.push_str(&line);
                    letter.push('\n');
                }
                match mood {
                    Mood::RefusesLetter => b"554 we do not like it\r\n",
                    Mood::FallsSilent => {
                        taken.lock().unwrap().push(letter);
                        return None;
                    }
                    _ => {
                        taken.lock().unwrap().push(letter);
                        b"250 taken\r\n"
                    }
                }
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        write.write_all(answer).await.ok()?;
    }
    Some(())
}

struct Writer;

impl LetterWriter for Writer {
    fn confirmation(&self, mail: BriefMail) -> BoxFuture<'static, anyhow::Result<Letter>> {
        let text = format!("Shall it come to {}?", mail.wish.address);
        Box::pin(async {
            Ok(Letter { subject: "Shall it come?".to_owned(), html: text.clone(), text, unsubscribe: None })
        })
    }

    fn brief(&self, mail: BriefMail) -> BoxFuture<'static, anyhow::Result<Option<Letter>>> {
        let unsubscribe = Some(format!("https://news.example/brief/mail/stop/{}-abc", mail.wish.reader));
        let (subject, text) = ("Der Tag in Kürze".to_owned(), "Es regnet in Görlitz.".to_owned());
        Box::pin(async { Ok(Some(Letter { subject, html: format!("<p>{text}</p>"), text, unsubscribe })) })
    }
}

async fn desk_with_mail(test: &TestStore, port: u16) -> Desk {
    let client = gather::Client::new(gather::ClientOptions::default()).unwrap();
    let index = Arc::new(search::Index::open_in_memory().unwrap());
    let desk = Desk::open(test.store.clone(), client, index, desk::DeskOptions::default()).await.unwrap();
    let options = MailOptions {
        host: "127.0.0.1".to_owned(),
        port,
        tls: MailTls::None,
        sender: "The Morning <news@news.example>".to_owned(),
        user: "news".to_owned(),
        password: "secret".to_owned(),
    };
    desk.with_mail(Mailer::new(options).unwrap(), Arc::new(Writer))
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

/// A reader who wants the brief at seven in Vienna, confirmed.
async fn confirmed(test: &TestStore, now: Timestamp) -> ReaderId {
    let reader = test.store.create_owner("Ada", "hash", now).await.unwrap();
    let wish = BriefMailWish {
        reader,
        address: "ada@example.org".to_owned(),
        tongue: "de".to_owned(),
        is_long: false,
        hour: 7,
        zone: "Europe/Vienna".to_owned(),
    };
    let zone = jiff::tz::TimeZone::get("Europe/Vienna").unwrap();
    test.store.ask_for_brief_mail(&wish, now, now).await.unwrap();
    test.store.confirm_brief_mail(reader, "ada@example.org", now, now.next_hour(7, &zone)).await.unwrap();
    reader
}

store::on_both_databases! {
    async fn an_address_is_asked_before_anything_else_is_sent(test: &TestStore) {
        let server = MailServer::open().await;
        let desk = desk_with_mail(test, server.port).await;
        let now = at("2026-11-22T12:00:00Z");
        let reader = test.store.create_owner("Ada", "hash", now).await.unwrap();
        let wish = BriefMailWish {
            reader,
            address: "ada@example.org".to_owned(),
            tongue: "en".to_owned(),
            is_long: false,
            hour: 7,
            zone: "UTC".to_owned(),
        };
        test.store.ask_for_brief_mail(&wish, now, now).await.unwrap();
        assert_eq!(desk.send_letters(now).await.unwrap(), 1);
        assert_eq!(desk.send_letters(now.plus_us(9 * Timestamp::DAY)).await.unwrap(), 0, "not confirmed: nothing more");
        let letters = server.taken();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("Shall it come to ada@example.org?"), "{}", letters[0]);
        assert!(!letters[0].contains("List-Unsubscribe"));
    }

    async fn a_brief_goes_once_a_day(test: &TestStore) {
        let server = MailServer::open().await;
        let (desk, other) = (desk_with_mail(test, server.port).await, desk_with_mail(test, server.port).await);
        confirmed(test, at("2026-11-22T12:00:00Z")).await;
        assert_eq!(desk.send_letters(at("2026-11-23T05:59:00Z")).await.unwrap(), 0);
        let seven = at("2026-11-23T06:00:00Z");
        let (one, two) = tokio::join!(desk.send_letters(seven), other.send_letters(seven));
        assert_eq!(one.unwrap() + two.unwrap(), 1, "two processes, one letter");
        assert_eq!(desk.send_letters(seven.plus_us(Timestamp::HOUR)).await.unwrap(), 0);
        let letter = server.taken().pop().unwrap();
        for part in [
            "From: \"The Morning\" <news@news.example>",
            "To: ada@example.org",
            "List-Unsubscribe: <https://news.example/brief/mail/stop/1-abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Auto-Submitted: auto-generated",
            "Message-ID: <2026-11-23.1.",
            "Content-Type: multipart/alternative",
            "Es regnet in G=C3=B6rlitz.",
            "<p>Es regnet",
        ] {
            assert!(letter.contains(part), "{part}: {letter}");
        }
        desk.send_letters(at("2026-11-24T06:10:00Z")).await.unwrap();
        assert_eq!(server.taken().len(), 2, "the next day's");
    }

    async fn a_busy_server_is_asked_again_and_each_time_later(test: &TestStore) {
        let server = MailServer::open().await;
        let desk = desk_with_mail(test, server.port).await;
        let reader = confirmed(test, at("2026-11-22T12:00:00Z")).await;
        server.is_now(Mood::IsBusy);
        let mut now = at("2026-11-23T06:00:00Z");
        assert_eq!(desk.send_letters(now).await.unwrap(), 1);
        assert_eq!(desk.send_letters(now.plus_us(4 * Timestamp::MINUTE)).await.unwrap(), 0);
        now = now.plus_us(5 * Timestamp::MINUTE);
        assert_eq!(desk.send_letters(now).await.unwrap(), 1);
        assert_eq!(desk.send_letters(now.plus_us(9 * Timestamp::MINUTE)).await.unwrap(), 0, "twice as long");
        let mail = test.store.brief_mail(reader).await.unwrap().unwrap();
        assert!(mail.problem.unwrap().contains("later, please"));
        server.is_now(Mood::Takes);
        assert_eq!(desk.send_letters(now.plus_us(10 * Timestamp::MINUTE)).await.unwrap(), 1);
        assert_eq!(server.taken().len(), 1);
        assert_eq!(test.store.brief_mail(reader).await.unwrap().unwrap().problem, None);
    }

    async fn an_address_that_takes_no_mail_is_left_alone(test: &TestStore) {
        let server = MailServer::open().await;
        let desk = desk_with_mail(test, server.port).await;
        let reader = confirmed(test, at("2026-11-22T12:00:00Z")).await;
        server.is_now(Mood::RefusesAddress);
        desk.send_letters(at("2026-11-23T06:00:00Z")).await.unwrap();
        assert_eq!(desk.send_letters(at("2026-12-23T06:00:00Z")).await.unwrap(), 0);
        let mail = test.store.brief_mail(reader).await.unwrap().unwrap();
        assert!(mail.refused.is_some() && mail.problem.unwrap().contains("no such user here"));
        assert_eq!(test.store.brief_mail_problems(9).await.unwrap().len(), 1, "the owner sees it");
    }

    async fn what_may_have_arrived_is_not_sent_again(test: &TestStore) {
        let server = MailServer::open().await;
        let desk = desk_with_mail(test, server.port).await;
        let reader = confirmed(test, at("2026-11-22T12:00:00Z")).await;
        for (day, mood, letters) in [(23, Mood::FallsSilent, 1), (24, Mood::RefusesLetter, 1), (25, Mood::Takes, 2)] {
            server.is_now(mood);
            let seven = at(&format!("2026-11-{day}T06:00:00Z"));
            assert_eq!(desk.send_letters(seven).await.unwrap(), 1, "{mood:?}");
            assert_eq!(desk.send_letters(seven.plus_us(Timestamp::HOUR)).await.unwrap(), 0, "{mood:?}");
            assert_eq!(server.taken().len(), letters, "{mood:?}");
        }
        // A process that is killed with the letter on its way leaves its claim behind.
        let seven = at("2026-11-26T06:00:00Z");
        let mail = test.store.claim_brief_mails(seven, Timestamp::MINUTE, 1).await.unwrap().pop().unwrap();
        assert!(test.store.begin_letter(&mail, "2026-11-26").await.unwrap());
        assert_eq!(desk.send_letters(seven.plus_us(Timestamp::HOUR)).await.unwrap(), 1);
        assert_eq!(server.taken().len(), 2);
        assert!(test.store.brief_mail(reader).await.unwrap().unwrap().problem.unwrap().contains("may not have arrived"));
        // One that is killed before leaves it to be sent.
        let seven = at("2026-11-27T06:00:00Z");
        assert_eq!(test.store.claim_brief_mails(seven, Timestamp::MINUTE, 1).await.unwrap().len(), 1);
        desk.send_letters(seven.plus_us(Timestamp::HOUR)).await.unwrap();
        assert_eq!(server.taken().len(), 3);
    }
}

//! The owner's mail server, spoken to by SMTP. No other server is ever asked: whatever host the owner names, private or not, is
//! the one that is meant.

use anyhow::{Context, Result, bail};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use lettre::{Address, Message};
use std::time::Duration;
use tokio::time::timeout;

/// For everything up to the letter itself, and for the letter. Together they stay under the lease of a claim.
const TALK: Duration = Duration::from_secs(90);
const HAND_OVER: Duration = Duration::from_secs(300);

/// How the connection is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTls {
    /// From the first byte, as on port 465.
    Whole,
    /// After asking for it; a server that cannot gets nothing.
    Starttls,
    /// Not at all: for a server on this machine.
    None,
}

/// The server, and who writes.
#[derive(Clone)]
pub struct MailOptions {
    pub host: String,
    pub port: u16,
    pub tls: MailTls,
    /// `news@example.org`, with a name before it if one likes: `The Morning <news@example.org>`.
    pub sender: String,
    /// Empty for a server that asks for none.
    pub user: String,
    pub password: String,
}

/// A letter as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The address at which one click ends the letters (RFC 8058); None for one that nobody subscribed to.
    pub unsubscribe: Option<String>,
}

/// Why a letter was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The server takes nothing for this address, now or later.
    #[error("{0}")]
    AddressRefused(String),
    /// The server takes this letter from nobody.
    #[error("{0}")]
    LetterRefused(String),
    /// It may go another time: the server is away, busy, or does not know us.
    #[error("{0}")]
    NotNow(String),
    /// The letter was on its way when the server fell silent.
    #[error("{0}")]
    Unknown(String),
    /// Somebody else has the letter by now.
    #[error("no longer ours to send")]
    Taken,
}

/// Hands letters over to the owner's server. A cheap clone.
#[derive(Clone)]
pub struct Mailer {
    options: MailOptions,
    sender: Mailbox,
}

impl Mailer {
    /// Fails when the sender is no address.
    pub fn new(options: MailOptions) -> Result<Self> {
        let sender = options.sender.parse::<Mailbox>();
        let sender = sender.with_context(|| format!("{:?} is no address to send from", options.sender))?;
        Ok(Self { options, sender })
    }

    /// Greets the server and says who we are: whether it would take a letter from us.
    pub async fn greet(&self) -> Result<()> {
        let mut connection = within(TALK, self.connect()).await?;
        connection.abort().await;
        Ok(())
    }

    /// Hands a letter over. `on_its_way` is asked right before its words go: from then on nobody could tell whether it arrived,
    /// should this process end; false keeps it here. `key` makes the letter's id, the same whenever it is sent.
    pub async fn hand_over(
        &self,
        letter: &Letter,
        to: &str,
        key: &str,
        on_its_way: impl Future<Output = Result<bool>>,
    ) -> Result<(), MailError> {
        let not_now = |error: anyhow::Error| MailError::NotNow(format!("{error:#}"));
        let address = to.parse::<Address>().map_err(|error| MailError::AddressRefused(error.to_string()))?;
        let message = self.message(letter, &address, key).map_err(not_now)?;
        let mut connection = within(TALK, self.connect()).await.map_err(not_now)?;
        let talk = async {
            connection.command(Mail::new(Some(self.sender.email.clone()), Vec::new())).await.map_err(said_not_now)?;
            let taken = connection.command(Rcpt::new(address, Vec::new())).await;
            taken.map_err(|error| match error.is_permanent() {
                true => MailError::AddressRefused(said(&error)),
                false => MailError::NotNow(said(&error)),
            })?;
            if !on_its_way.await.map_err(not_now)? {
                return Err(MailError::Taken);
            }
            connection.command(Data).await.map_err(said_not_now)
        };
        match timeout(TALK, talk).await {
            Ok(done) => done?,
            Err(_) => return Err(MailError::NotNow("the server took too long".to_owned())),
        };
        let handed_over: Result<Response, MailError> = match timeout(HAND_OVER, connection.message(&message)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) if error.is_permanent() => Err(MailError::LetterRefused(said(&error))),
            Ok(Err(error)) if error.is_transient() => Err(MailError::NotNow(said(&error))),
            Ok(Err(error)) => Err(MailError::Unknown(said(&error))),
            Err(_) => Err(MailError::Unknown("the server took too long".to_owned())),
        };
        handed_over?;
        // It is there; how the server says goodbye changes nothing.
        let _ = timeout(Duration::from_secs(5), connection.quit()).await;
        Ok(())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection> {
        let MailOptions { host, port, tls, user, password, .. } = &self.options;
        let hello = ClientId::Domain(self.sender.email.domain().to_owned());
        let parameters = || TlsParameters::new_rustls(host.clone());
        let whole = if *tls == MailTls::Whole { Some(parameters()?) } else { None };
        let connection = AsyncSmtpConnection::connect_tokio1((host.as_str(), *port), Some(TALK), &hello, whole, None);
        let mut connection = connection.await.with_context(|| format!("{host}:{port} cannot be reached"))?;
        if *tls == MailTls::Starttls {
            if !connection.can_starttls() {
                connection.abort().await;
                bail!("{host}:{port} offers no STARTTLS");
            }
            connection.starttls(parameters()?, &hello).await.with_context(|| format!("no TLS with {host}:{port}"))?;
        }
        if !user.is_empty() {
            let credentials = Credentials::new(user.clone(), password.clone());
            let done = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await;
            if let Err(error) = done {
                connection.abort().await;
                bail!("{host}:{port} did not let {user} in: {}", said(&error));
            }
        }
        Ok(connection)
    }

    fn message(&self, letter: &Letter, to: &Address, key: &str) -> Result<Vec<u8>> {
        let id = format!("<{key}@{}>", self.sender.email.domain());
        let builder = Message::builder()
            .from(self.sender.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.subject.clone())
            .message_id(Some(id));
        let mut message =
            builder.multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))?;
        let mut add = |name: &'static str, value: String| {
            // Written here, of ASCII without line ends: it needs no encoding, and folding would break the address.
            let name = HeaderName::new_from_ascii_str(name);
            message.headers_mut().insert_raw(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
        };
        add("Auto-Submitted", "auto-generated".to_owned());
        if let Some(address) = &letter.unsubscribe {
            let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
            anyhow::ensure!(is_plain, "{address:?} cannot stand in a header");
            add("List-Unsubscribe", format!("<{address}>"));
            add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned());
            add("List-Id", format!("<brief.{}>", self.sender.email.domain()));
        }
        Ok(message.formatted())
    }
}

async fn within<T>(time: Duration, talk: impl Future<Output = Result<T>>) -> Result<T> {
    timeout(time, talk).await.context("the server took too long")?
}

fn said_not_now(error: lettre::transport::smtp::Error) -> MailError {
    MailError::NotNow(said(&error))
}

/// What the server said, or what went wrong on the way to it.
fn said(error: &lettre::transport::smtp::Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

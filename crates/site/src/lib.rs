//! Pages, live updates and the reader's requests.
//!
//! In: requests, and what [`store`] and [`search`] hold. Out: HTML that works without a script, feeds, server-sent
//! events. It must never know how articles come in: it meets the pipeline in the store alone, through its outbox.
//!
//! Where to look: one room per page in [`pages`]; what every answer carries in [`answer`]; who is signed in, and what
//! guards forms, in [`session`]; how they like to read in [`preferences`]; live arrivals in [`live`]; the site's own
//! sentences in [`tongue`], what the newsroom has kinds of in [`words`].

mod answer;
mod api_tokens;
pub mod asking;
mod assets;
mod background;
mod brief;
mod cards;
mod discussion;
mod edition;
mod feeds;
mod frame;
mod hiding;
mod letters;
mod live;
mod markdown;
mod metrics;
mod offline;
mod openid;
mod page_cache;
mod pages;
mod passkeys;
mod preferences;
mod proxies;
mod proxy_login;
mod pulse;
mod reading;
mod second_step;
mod session;
mod time_words;
mod told;
mod tongue;
mod websub;
mod words;
mod writers;
mod written;

pub use brief::{BriefText, BriefTextSentence, BriefTextStory};
pub use letters::Letter;
pub use openid::{OpenIdJoin, OpenIdOptions, ProviderHttp};
pub use proxies::TrustedProxies;
pub use proxy_login::ProxyLogin;
pub use session::create_setup_secret;
pub use tongue::Tongue;
pub use writers::{ChosenModel, DescribedModel, ModelServers, ModelWish};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use live::Live;
use news::{Lang, StoryId, Timestamp};
use page_cache::PageCache;
use session::{AttemptLimiter, SessionCache};
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;
use store::{Store, StoreError};
use tokio::sync::Semaphore;
use told::{Compared, Kept, Since, SinceKey, Told};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use writers::Writers;

/// A page that takes longer is given up.
const PAGE_TIMEOUT: Duration = Duration::from_secs(30);
const FORM_BYTES_MAX: usize = 16 * 1024;
/// Where readers write: a comment that is far too long is shown to its author again, not lost.
const WORDS_BYTES_MAX: usize = 1024 * 1024;

/// How the site presents itself.
#[derive(Clone, Debug)]
pub struct SiteOptions {
    /// The name on the masthead.
    pub title: String,
    /// The address readers use, without a slash at the end: `https://news.example.org`. None leaves addresses
    /// relative. With `https`, cookies are sent over TLS alone.
    pub base_url: Option<String>,
    /// Who reads whole texts here; others get the beginning and the way to the publisher.
    pub full_text: FullText,
    /// The language of whoever asks for none that is spoken here.
    pub tongue: Tongue,
    /// The reverse proxies that are believed when they say who a visitor is.
    pub trusted_proxies: TrustedProxies,
    /// How those proxies say which reader a visitor is; None when they do not.
    pub proxy_login: Option<ProxyLogin>,
    /// The OpenID provider by which one can sign in, if any.
    pub openid: Option<OpenIdOptions>,
    /// How long articles are kept, for the owner to see.
    pub retention: Retention,
    /// The models that write, if the owner has described any, and the one that compares texts.
    pub models: ai::Models,
    /// Whether those may write until the owner says otherwise in the browser.
    pub models_may_write: bool,
    /// How model servers are reached, for the owner to see and to choose from.
    pub model_servers: Option<Arc<dyn ModelServers>>,
    /// How many tokens these may use in a day.
    pub token_limits: store::TokenLimits,
    /// What a program sends as a bearer token to read `/metrics`; None leaves it to the signed-in owner.
    pub metrics_token: Option<String>,
    /// The owner has a mail server, by which readers can get their briefs.
    pub sends_mail: bool,
    /// Rendered pages are kept up to this size together; 0 keeps none.
    pub page_cache_bytes: usize,
}

impl Default for SiteOptions {
    fn default() -> Self {
        Self {
            title: "Dateline".to_owned(),
            base_url: None,
            full_text: FullText::default(),
            tongue: Tongue::default(),
            trusted_proxies: TrustedProxies::default(),
            proxy_login: None,
            openid: None,
            retention: Retention::default(),
            models: ai::Models::default(),
            models_may_write: true,
            model_servers: None,
            token_limits: store::TokenLimits::default(),
            metrics_token: None,
            sends_mail: false,
            page_cache_bytes: 12 << 20,
        }
    }
}

/// What goes by itself; None for what is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Articles older than this go.
    pub keep_days: Option<i64>,
    /// The oldest articles of a larger database go.
    pub keep_bytes: Option<i64>,
}

/// Who reads whole texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FullText {
    Everyone,
    #[default]
    SignedIn,
}

/// Reads a role that can be given: there is one owner.
pub fn given_role(text: &str) -> Option<store::Role> {
    store::Role::parse(text).filter(|role| *role != store::Role::Owner)
}

/// The site: everything its pages are made from. Cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Rooms>);

pub struct Rooms {
    store: Store,
    index: Arc<search::Index>,
    options: SiteOptions,
    face: Arc<SiteFace>,
    live: Arc<Live>,
    pages: PageCache,
    told: Kept<(StoryId, Timestamp, [Lang; 2]), Told>,
    compared: Kept<StoryId, Compared>,
    since: Kept<SinceKey, Since>,
    served: metrics::PagesServed,
    requests: Arc<AtomicU64>,
    sessions: SessionCache,
    attempts: AttemptLimiter,
    beginnings: AttemptLimiter,
    openid: Option<openid::Provider>,
    password_turns: Semaphore,
    search_turns: Semaphore,
    questions: AttemptLimiter,
    writers: Writers,
    asking_turns: Semaphore,
}

/// What every page needs of the site.
pub struct SiteFace {
    pub title: String,
    pub base_url: Option<String>,
    pub css: String,
    pub js: String,
    pub passkeys_js: String,
    pub written_js: String,
}

impl Deref for Site {
    type Target = Rooms;
    fn deref(&self) -> &Rooms {
        &self.0
    }
}

impl Site {
    /// Opens the site on a store and an index, and begins to follow the outbox until the last clone is dropped or
    /// [`serve`] ends.
    pub async fn open(store: Store, index: Arc<search::Index>, options: SiteOptions) -> Result<Self, StoreError> {
        Tongue::prepare();
        let live = Arc::new(Live::open(&store).await?);
        tokio::spawn(live::follow_outbox(live.clone(), store.clone()));
        let face = SiteFace {
            title: options.title.clone(),
            base_url: options.base_url.as_ref().map(|url| url.trim_end_matches('/').to_owned()),
            css: assets::STYLE.address(),
            js: assets::SCRIPT.address(),
            passkeys_js: assets::PASSKEYS_SCRIPT.address(),
            written_js: assets::WRITTEN_SCRIPT.address(),
        };
        let writers = writers::open(&store, &options).await?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self(Arc::new(Rooms {
            store,
            index,
            face: Arc::new(face),
            live,
            pages: PageCache::new(options.page_cache_bytes),
            told: Kept::default(),
            compared: Kept::default(),
            since: Kept::default(),
            served: metrics::PagesServed::default(),
            requests: Arc::default(),
            sessions: SessionCache::default(),
            attempts: AttemptLimiter::default(),
            beginnings: AttemptLimiter::of_beginnings(),
            openid: options.openid.clone().map(openid::Provider::new),
            password_turns: Semaphore::new(1),
            search_turns: Semaphore::new(cores),
            questions: AttemptLimiter::of_questions(),
            writers,
            asking_turns: Semaphore::new(cores.div_ceil(2)),
            options,
        })))
    }

    /// How many requests for pages came so far: whoever shares the machine can tell by it that somebody reads.
    pub fn requests(&self) -> Arc<AtomicU64> {
        self.requests.clone()
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_jiff(jiff::Timestamp::now())
    }

    fn is_secure(&self) -> bool {
        self.face.base_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The prefix makes browsers refuse the cookie from anyone but this host over TLS.
    fn session_cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-dateline" } else { "dateline" }
    }

    fn preferences_cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-dateline-preferences" } else { "dateline-preferences" }
    }

    fn form_cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-dateline-form" } else { "dateline-form" }
    }
}

impl Drop for Rooms {
    fn drop(&mut self) {
        self.live.close();
    }
}

/// Builds the router of all pages.
pub fn router(site: Site) -> Router {
    let words_max = DefaultBodyLimit::max(WORDS_BYTES_MAX);
    Router::new()
        .route("/", get(pages::front::show))
        .route("/latest", get(pages::river::show))
        .route("/unread", get(pages::river::show_unread))
        .route("/section/{key}", get(pages::section::show))
        .route("/brief", get(pages::brief::show))
        .route("/brief/mail", get(pages::brief_mail::show).post(pages::brief_mail::change))
        .route("/brief/mail/confirm/{key}", get(pages::brief_mail::ask_confirm).post(pages::brief_mail::confirm))
        .route("/brief/mail/stop/{key}", get(pages::brief_mail::ask_stop).post(pages::brief_mail::stop))
        .route("/story/{id}", get(pages::story::show))
        .route("/story/{id}/compare", get(pages::compare::show))
        .route("/story/{id}/background", get(pages::background::of_story))
        .route("/article/{id}/background", get(pages::background::of_article))
        .route("/story/{id}/correct", get(pages::correct::ask).post(pages::correct::make))
        .route("/corrections", get(pages::corrections::show))
        .route("/corrections/{id}/undo", get(pages::corrections::ask_to_undo).post(pages::corrections::undo))
        .route("/story/{id}/ask", get(pages::ask::of_story))
        .route("/article/{id}", get(pages::article::show))
        .route("/article/{id}/ask", get(pages::ask::of_article))
        .route("/ask/written", get(pages::written::of_archive).post(pages::written::write_of_archive))
        .route("/ask/written/judge", post(pages::written::judge_of_archive))
        .route("/story/{id}/written", get(pages::written::of_story).post(pages::written::write_of_story))
        .route("/story/{id}/written/judge", post(pages::written::judge_of_story))
        .route("/article/{id}/written", get(pages::written::of_article).post(pages::written::write_of_article))
        .route("/article/{id}/written/judge", post(pages::written::judge_of_article))
        .route("/article/{id}/short", get(pages::article_short::show))
        .route("/article/{id}/posts", get(pages::posts::new_posts))
        .route("/article/{id}/posts/{post}", get(pages::posts::post_versions))
        .route(
            "/article/{id}/discussion",
            get(pages::discussion::of_article).post(pages::discussion::post_on_article).layer(words_max),
        )
        .route(
            "/story/{id}/discussion",
            get(pages::discussion::of_story).post(pages::discussion::post_on_story).layer(words_max),
        )
        .route("/comment/{id}", get(pages::comment::show).post(pages::comment::change).layer(words_max))
        .route("/comment/{id}/edit", get(pages::comment::ask_edit).post(pages::comment::edit).layer(words_max))
        .route("/comment/{id}/delete", get(pages::comment::ask_delete).post(pages::comment::delete))
        .route("/comment/{id}/flag", get(pages::comment::ask_flag).post(pages::comment::flag))
        .route("/publisher/{key}", get(pages::publisher::show))
        .route("/person/{key}", get(pages::person::show))
        .route("/place/{key}", get(pages::place::show))
        .route("/tag/{key}", get(pages::hashtag::show))
        .route("/search", get(pages::search::show))
        .route("/ask", get(pages::ask::of_archive))
        .route("/sources", get(pages::sources::show))
        .route("/sources/follow", post(pages::following::ask))
        .route("/sources/follow/{request}", get(pages::following::show).post(pages::following::choose))
        .route("/sources/{source}/{change}", get(pages::source_change::ask).post(pages::source_change::make))
        .route("/setup/{secret}", get(pages::setup::ask).post(pages::setup::create))
        .route("/join", get(pages::join::ask).post(pages::join::create))
        .route("/invited/{secret}", get(pages::join::ask_invited).post(pages::join::accept))
        .route("/account", get(pages::own_account::show).post(pages::own_account::change))
        .route("/readers", get(pages::readers::show).post(pages::readers::change))
        .route("/reading", post(pages::reading::change))
        .route("/saved", get(pages::reading::saved))
        .route("/kept", get(pages::kept::show).post(pages::kept::let_go))
        .route("/starred", get(pages::reading::starred))
        .route("/history", get(pages::reading::history))
        .route("/following", get(pages::follows::show).post(pages::follows::change))
        .route("/moderation", get(pages::moderation::show).post(pages::moderation::change))
        .route("/moderation/log", get(pages::decisions::show))
        .route("/moderation/ban/{reader}", get(pages::moderation::ask_ban).post(pages::moderation::ban))
        .route("/moderation/{decision}/undo", get(pages::decisions::ask_to_undo).post(pages::decisions::undo))
        .route("/moderation/{decision}/appeal", get(pages::decisions::ask_appeal).post(pages::decisions::appeal))
        .route("/notices", get(pages::notices::show))
        .route("/account/comments", get(pages::own_words::show))
        .route("/account/export", get(pages::own_words::export))
        .route("/account/end", get(pages::own_words::ask_to_end).post(pages::own_words::end))
        .route("/desk", get(pages::desk::show))
        .route("/desk/models", get(pages::models::show).post(pages::models::change))
        .route("/desk/reports", get(pages::reports::show).post(pages::reports::settle))
        .route("/rules", get(pages::rules::show).post(pages::rules::change))
        .route("/settings", get(pages::settings::show).post(pages::settings::change))
        .merge(pages::ways_in::routes())
        .route("/edition", get(pages::edition::show).post(pages::edition::change))
        .route("/language", post(pages::settings::change_tongue))
        .route("/accessibility", get(pages::accessibility::show))
        .route("/keys", get(pages::keys::show))
        .route("/login", get(pages::login::ask).post(pages::login::enter))
        .route("/logout", get(pages::login::ask_to_leave).post(pages::login::leave))
        .merge(feeds::routes())
        .merge(offline::routes())
        .route("/icon/{id}", get(pages::icon::show))
        .route("/robots.txt", get(pages::plain::robots))
        .route("/opensearch.xml", get(pages::plain::opensearch))
        .route("/metrics", get(metrics::show))
        .route("/healthz", get(pages::plain::health))
        .merge(websub::routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PAGE_TIMEOUT))
        .layer(axum::middleware::from_fn_with_state(site.clone(), metrics::count))
        .route("/events", get(live::listen))
        .route("/assets/{file}", get(assets::show))
        .route("/favicon.svg", get(assets::favicon))
        .route("/favicon.ico", get(assets::favicon))
        .fallback(pages::message::nothing_here)
        .method_not_allowed_fallback(pages::message::wrong_method)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(axum::middleware::from_fn_with_state(site.clone(), proxy_login::admit))
        .layer(axum::middleware::from_fn_with_state(site.clone(), session::same_origin))
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::from_fn(answer::guard))
        .with_state(site)
}

/// Serves until `shutdown` is done, then lets running requests end and closes live streams.
pub async fn serve(
    listener: tokio::net::TcpListener,
    site: Site,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let live = site.live.clone();
    tokio::spawn(written::keep_writing_ahead(site.clone()));
    let shutdown = async move {
        shutdown.await;
        live.close();
    };
    // Events are small and must not wait for company.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(error = &error as &dyn std::error::Error, "no TCP_NODELAY");
        }
    });
    let app = router(site).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(shutdown).await
}

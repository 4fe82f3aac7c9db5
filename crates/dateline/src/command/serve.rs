//! `serve`: the pipeline and the site in one process.

use super::{say, told_to_stop};
use crate::cli::Serve;
use crate::installation::{Installation, Unusable};
use crate::letters::Written;
use crate::models;
use anyhow::{Context, Result};
use desk::Desk;
use news::Timestamp;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub async fn serve(mut installation: Installation, asked: Serve) -> Result<ExitCode> {
    if let Some(bind) = asked.bind {
        installation.config.site.bind = bind;
    }
    let store = installation.store().await?;
    let index = installation.index()?;
    let listener = listen(&installation.config.site.bind).await?;
    let address = listener.local_addr()?;
    if let Some(link) = setup_link(&store, &base_url(&installation, address)).await? {
        say(format!("No owner yet. Create the owner in your browser (the link works once, for a day):\n  {link}"));
    }
    say(format!("Dateline is at {}", base_url(&installation, address)));
    let desk = if asked.no_fetch {
        None
    } else {
        let desk = installation.desk(store.clone(), index.clone()).await?;
        Some(
            desk.context("another process works at this desk; `dateline serve --no-fetch` only publishes the site")
                .context(Unusable)?,
        )
    };
    let (desk, _place) = desk.unzip();
    run(&installation, store, index, listener, desk, told_to_stop()).await?;
    Ok(ExitCode::SUCCESS)
}

/// Publishes the site and works at the desk until `until` completes; then both end in order.
pub async fn run(
    installation: &Installation,
    store: Store,
    index: Arc<search::Index>,
    listener: TcpListener,
    desk: Option<Desk>,
    until: impl Future<Output = ()>,
) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let site = site::Site::open(store.clone(), index, site_options(installation)?).await?;
    let mut desk = desk.map(|desk| desk.giving_way_to(site.requests()));
    if let Some(mailer) = installation.config.mail.mailer()? {
        desk = desk.map(|desk| desk.with_mail(mailer, Arc::new(Written(site.clone()))));
    }
    let site = tokio::spawn(site::serve(listener, site, wait_for(stopped.clone())));
    let work = tokio::spawn(async move {
        match desk {
            Some(desk) => desk.run(stopped).await,
            None => Ok(()),
        }
    });
    until.await;
    tracing::info!("stopping");
    stop.send_replace(true);
    site.await?.context("the site failed")?;
    work.await?.context("the desk failed")?;
    store.close().await;
    Ok(())
}

/// Makes the link that creates the owner; None when there is one.
pub async fn setup_link(store: &Store, base_url: &str) -> Result<Option<String>> {
    if store.any_reader().await? {
        return Ok(None);
    }
    let now = Timestamp::from_jiff(jiff::Timestamp::now());
    let secret = site::create_setup_secret(store, now).await?;
    Ok(Some(format!("{base_url}/setup/{secret}")))
}

async fn wait_for(mut stopped: watch::Receiver<bool>) {
    // An error means that nobody is left to say stop: that is one.
    let _ = stopped.wait_for(|stop| *stop).await;
}

pub async fn listen(bind: &str) -> Result<TcpListener> {
    TcpListener::bind(bind).await.with_context(|| format!("could not listen on {bind}")).context(Unusable)
}

/// The address that readers use.
pub fn base_url(installation: &Installation, address: SocketAddr) -> String {
    let configured = installation.config.site.base_url.trim_end_matches('/');
    if configured.is_empty() { format!("http://{address}") } else { configured.to_owned() }
}

pub fn site_options(installation: &Installation) -> Result<site::SiteOptions> {
    let (config, retention) = (&installation.config.site, &installation.config.retention);
    Ok(site::SiteOptions {
        title: config.title.clone(),
        base_url: (!config.base_url.is_empty()).then(|| config.base_url.trim_end_matches('/').to_owned()),
        tongue: site::Tongue::parse(&config.language).unwrap_or_default(),
        full_text: if config.full_text == "everyone" { site::FullText::Everyone } else { site::FullText::SignedIn },
        trusted_proxies: site::TrustedProxies::parse(&config.trusted_proxies).map_err(anyhow::Error::msg)?,
        openid: openid_options(installation)?,
        models: models::models(&installation.config)?.with_embedder(installation.embedder()),
        models_may_write: models::may_write(&installation.config),
        model_servers: Some(Arc::new(models::Servers(installation.config.clone()))),
        token_limits: models::token_limits(&installation.config),
        proxy_login: installation.config.proxy_login.read()?,
        retention: site::Retention {
            keep_days: (retention.days > 0).then(|| i64::try_from(retention.days)).transpose()?,
            keep_bytes: (retention.max_mb > 0).then(|| i64::try_from(retention.max_mb << 20)).transpose()?,
        },
        sends_mail: !installation.config.mail.server.is_empty(),
        metrics_token: (!config.metrics_token.is_empty()).then(|| config.metrics_token.clone()),
        ..Default::default()
    })
}

/// The provider, asked through the one client.
fn openid_options(installation: &Installation) -> Result<Option<site::OpenIdOptions>> {
    let config = &installation.config.openid;
    if config.issuer.is_empty() {
        return Ok(None);
    }
    Ok(Some(site::OpenIdOptions {
        issuer: config.issuer.clone(),
        client_id: config.client_id.clone(),
        client_secret: config.secret()?,
        label: config.label.clone(),
        join: config.join()?,
        role_claim: config.role_claim.clone(),
        roles: config.roles()?,
        http: Arc::new(Asked(installation.client()?)),
    }))
}

struct Asked(gather::Client);

/// What a provider answers is small.
const ANSWER_BYTES_MAX: u64 = 256 << 10;

impl site::ProviderHttp for Asked {
    fn get(&self, url: String) -> futures_util::future::BoxFuture<'static, Result<Vec<u8>>> {
        let client = self.0.clone();
        Box::pin(async move { Ok(client.fetch_document(&url, gather::Accept::Text).await?.document.body) })
    }

    fn post(
        &self,
        url: String,
        authorization: Option<String>,
        form: String,
    ) -> futures_util::future::BoxFuture<'static, Result<Vec<u8>>> {
        let client = self.0.clone();
        let headers = authorization.map(|value| ("authorization".to_owned(), value));
        let accept = ("accept".to_owned(), "application/json".to_owned());
        let post = gather::Post {
            url,
            content_type: "application/x-www-form-urlencoded".to_owned(),
            headers: headers.into_iter().chain([accept]).collect(),
            body: form.into_bytes(),
            max_body_bytes: Some(ANSWER_BYTES_MAX),
            ..gather::Post::default()
        };
        Box::pin(async move { Ok(client.post(post).await?.body) })
    }
}

//! The configuration: a TOML file, overridden by the environment; every key has a default.
//!
//! The structs below are the one place where keys are named. `docs/config.md` is made from their comments, and a
//! test holds the two together.

mod endpoint;
mod mail;

pub use endpoint::AiEndpoint;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// One key as the documentation shows it.
pub struct Key {
    pub section: &'static str,
    pub name: &'static str,
    pub doc: &'static [&'static str],
    /// The default in TOML.
    pub default: String,
}

macro_rules! sections {
    ($($(#[doc = $section_doc:literal])* $field:ident: $section:ident {
        $($(#[doc = $doc:literal])* $name:ident: $type:ty = $default:expr,)*
    })*) => {
        /// The whole configuration, by section.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Config {
            $($(#[doc = $section_doc])* pub $field: $section,)*
        }

        $(
            $(#[doc = $section_doc])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
            #[serde(default, deny_unknown_fields)]
            pub struct $section {
                $($(#[doc = $doc])* pub $name: $type,)*
            }

            impl Default for $section {
                fn default() -> Self {
                    Self { $($name: $default,)* }
                }
            }
        )*

        /// Lists the sections with their comments, in order.
        pub fn section_docs() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$((stringify!($field), vec![$($section_doc),*]),)*]
        }

        /// Lists every key with its comment and default, in order.
        pub fn keys() -> Vec<Key> {
            let config = Config::default();
            vec![$($(
                Key {
                    section: stringify!($field),
                    name: stringify!($name),
                    doc: &[$($doc),*],
                    default: in_toml(&config.$field.$name),
                },
            )*)*]
        }
    };
}

sections! {
    /// The site that readers open.
    site: SiteSection {
        /// The address and port the site listens on. Keep it on loopback behind a reverse proxy, or open it with `0.0.0.0:8080`.
        bind: String = "127.0.0.1:8080".to_owned(),
        /// The name in the masthead.
        title: String = "Dateline".to_owned(),
        /// The language of visitors whose browser asks for none that the site speaks: `en`, `de`, `es`, `zh` or `ar`. Everyone can choose another at the foot of each page.
        language: String = "en".to_owned(),
        /// The address readers use, like `https://news.example.org`. Needed behind a proxy: feeds, canonical links and secure cookies use it, and hubs that push news (WebSub) ring there. Empty: the address asked for.
        base_url: String = String::new(),
        /// Who reads whole articles here: `signed_in` (everyone else gets an excerpt and a link to the publisher) or `everyone`.
        full_text: String = "signed_in".to_owned(),
        /// Reverse proxies in front of the site, as addresses or networks (`127.0.0.1`, `10.0.0.0/8`). From these alone `X-Forwarded-For` and `Forwarded` are believed when they say who a visitor is; list only proxies that set one of the two.
        trusted_proxies: Vec<String> = Vec::new(),
        /// What Prometheus sends as a bearer token to read `/metrics`: freshness, queues, fetches, pages served, sizes. Empty: only the signed-in owner reads it.
        metrics_token: String = String::new(),
    }
    /// Signing in by a reverse proxy that knows its users (Authelia, Authentik, oauth2-proxy, Tailscale, …) and names them in a header. Off unless `header` is set; believed from `trusted_proxies` alone. See docs/accounts.md.
    proxy_login: ProxyLoginSection {
        /// The header with the user's name, like `Remote-User`. The proxy has to take it from what visitors send. Empty: off.
        header: String = String::new(),
        /// What users become who are seen for the first time: `reader`, `moderator` or `editor`.
        role: String = "reader".to_owned(),
        /// The user who is the owner. Empty: none of them.
        owner: String = String::new(),
        /// Where one signs out of the proxy, for the link on the page of signing out: an address, or a path like `/oauth2/sign_out`. Empty: no link.
        sign_out: String = String::new(),
    }
    /// Signing in by an OpenID provider (Keycloak, Authentik, Zitadel, Google, …). Off unless `issuer` is set. There, register `BASE_URL/login/openid/return` as the address to return to. See docs/accounts.md.
    openid: OpenIdSection {
        /// The provider's address, like `https://login.example.org/realms/news`. One in a private network must stand in `allow_hosts` of [fetch]. Empty: off.
        issuer: String = String::new(),
        /// What the provider calls this site.
        client_id: String = String::new(),
        /// The secret that the provider gave; better in `client_secret_file`, or in the environment. Empty for a public client.
        client_secret: String = String::new(),
        /// A file with the secret in it, in the place of `client_secret`.
        client_secret_file: String = String::new(),
        /// What the button calls the provider.
        label: String = "OpenID".to_owned(),
        /// Whether people who are known there and not here get an account: `registration` (when the owner lets everyone make one), `always` or `never`.
        join: String = "registration".to_owned(),
        /// The claim of the ID token that tells roles, like `groups` or `realm_access.roles`. Then each sign-in gives the role anew, a reader's where no value fits. Empty: the provider gives no roles.
        role_claim: String = String::new(),
        /// Which of its values give which role: `news-editors=editor`, `news-moderators=moderator`.
        roles: Vec<String> = Vec::new(),
    }
    /// Where everything is kept.
    storage: StorageSection {
        /// The folder of the database and the search index. Empty: `dateline` in the user's data folder (`$XDG_DATA_HOME`, or `~/.local/share`).
        folder: String = String::new(),
        /// The database, when it is not the SQLite file in `folder`.
        database: String = String::new(),
        /// The memory that the search index may use while it takes in articles, in megabytes.
        index_memory_mb: u64 = 15,
    }
    /// How publishers are asked.
    fetch: FetchSection {
        /// An address (page or e-mail) at which publishers can reach you; it stands in the user agent.
        contact: String = String::new(),
        /// Private hosts that may be fetched all the same: names, `*.example`, addresses or networks like `192.168.1.0/24`.
        allow_hosts: Vec<String> = Vec::new(),
        /// How many fetches run at once.
        total: u64 = 64,
        /// How many fetches run at once against one host.
        per_host: u64 = 2,
        /// The longest a fetch may take, in seconds.
        timeout_s: u64 = 30,
        /// The largest answer taken, in megabytes as sent and twice that unpacked.
        max_body_mb: u64 = 32,
        /// Whether articles whose feed brings only a teaser are completed from the publisher's page.
        pages: bool = true,
        /// How many items of a source's first fetch count as new; the older ones arrive as read.
        first_unread: u64 = 10,
    }
    /// How articles are joined into stories.
    stories: StoriesSection {
        /// Whether a multilingual model reads titles and leads once nothing else is to do, so that stories join across languages: `on` or `off`. It is in the binary and runs on one core at the lowest priority.
        embedding: String = "on".to_owned(),
    }
    /// Models that write, at endpoints of yours; everything works without. Off unless `writing` is `on` and an endpoint stands below. See docs/models.md.
    ai: AiSection {
        /// Whether models may write: `on` or `off`.
        writing: String = "off".to_owned(),
        /// How many tokens all of them may read and write in a day (UTC), asked for by whomever. 0: no limit.
        tokens_a_day: u64 = 2_000_000,
        /// How many of these one reader may have used. 0: no limit.
        tokens_a_reader_a_day: u64 = 200_000,
        /// The endpoints, each a table `[[ai.endpoint]]` as below; in the environment a TOML array of such tables.
        endpoint: Vec<AiEndpoint> = Vec::new(),
    }
    /// The mail server by which readers can get the brief of the day. Off unless `server` is set; needs `base_url` in [site]. Try it with `dateline mail test ADDRESS`.
    mail: MailSection {
        /// The server that takes mail from you, with its port, like `mail.example.org:587`. Empty: no mail.
        server: String = String::new(),
        /// How the connection is kept secret: `starttls` (port 587), `tls` (port 465) or `none` (a server on this machine alone).
        security: String = "starttls".to_owned(),
        /// Who writes, like `The Morning <news@example.org>`.
        sender: String = String::new(),
        /// The user at the server. Empty where it asks for none.
        user: String = String::new(),
        /// The user's password; better in `password_file`, or in the environment.
        password: String = String::new(),
        /// A file with the password in it, in the place of `password`.
        password_file: String = String::new(),
    }
    /// How long articles are kept. Stories, comments and what readers starred stay.
    retention: RetentionSection {
        /// Articles older than this many days go. 0 keeps them for ever.
        days: u64 = 0,
        /// When the database grows past this many megabytes, the oldest articles go until a twentieth is free. 0: no limit.
        max_mb: u64 = 0,
    }
    /// What is written to standard error.
    log: LogSection {
        /// The least important level shown, as `tracing` filters read it: `info`, `warn`, `info,gather=debug`.
        level: String = "info".to_owned(),
        /// `text` for people, `json` for programs.
        format: String = "text".to_owned(),
    }
}

impl Config {
    /// Reads the file (when there is one), then the environment: `DATELINE_SITE_BIND` overrides `bind` in `[site]`.
    /// An unknown key is an error that names it, so that a misspelt one is not silently without effect.
    pub fn load(file: Option<&Path>, environment: impl IntoIterator<Item = (String, String)>) -> Result<Self> {
        let mut table = match file {
            Some(path) => std::fs::read_to_string(path)
                .with_context(|| format!("could not read the configuration {}", path.display()))?
                .parse::<toml::Table>()
                .with_context(|| format!("the configuration {} is not valid TOML", path.display()))?,
            None => toml::Table::new(),
        };
        let environment: std::collections::BTreeMap<String, String> = environment.into_iter().collect();
        for key in keys() {
            let variable = key.variable();
            let Some(value) = environment.get(&variable) else { continue };
            let section = table.entry(key.section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            let Some(section) = section.as_table_mut() else {
                bail!("`{}` in the configuration must be a section", key.section);
            };
            section.insert(key.name.to_owned(), value_of(value, &key.default));
        }
        let config: Self = toml::Value::Table(table).try_into().map_err(|error| match file {
            Some(path) => anyhow::anyhow!("the configuration {}: {error}", path.display()),
            None => anyhow::anyhow!("the configuration in the environment: {error}"),
        })?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<()> {
        if self.site.bind.parse::<std::net::SocketAddr>().is_err() {
            bail!("`bind` in [site] must be an address and a port, like 127.0.0.1:8080, not {:?}", self.site.bind);
        }
        if !["signed_in", "everyone"].contains(&self.site.full_text.as_str()) {
            bail!("`full_text` in [site] is `signed_in` or `everyone`, not {:?}", self.site.full_text);
        }
        if let Err(problem) = site::TrustedProxies::parse(&self.site.trusted_proxies) {
            bail!("`trusted_proxies` in [site]: {problem}");
        }
        self.proxy_login.read()?;
        if !self.proxy_login.header.is_empty() && self.site.trusted_proxies.is_empty() {
            bail!("`header` in [proxy_login] needs `trusted_proxies` in [site]: it is believed from those alone");
        }
        self.openid.check()?;
        if !["on", "off"].contains(&self.stories.embedding.as_str()) {
            bail!("`embedding` in [stories] is `on` or `off`, not {:?}", self.stories.embedding);
        }
        self.ai.check()?;
        self.mail.check(&self.site.base_url)?;
        if !["text", "json"].contains(&self.log.format.as_str()) {
            bail!("`format` in [log] is `text` or `json`, not {:?}", self.log.format);
        }
        if site::Tongue::parse(&self.site.language).is_none() {
            bail!("`language` in [site] is `en`, `de`, `es`, `zh` or `ar`, not {:?}", self.site.language);
        }
        let base = &self.site.base_url;
        if !base.is_empty()
            && !url::Url::parse(base).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        {
            bail!("`base_url` in [site] must be an http or https address, not {base:?}");
        }
        for (name, value) in [
            ("total", self.fetch.total),
            ("per_host", self.fetch.per_host),
            ("timeout_s", self.fetch.timeout_s),
            ("max_body_mb", self.fetch.max_body_mb),
        ] {
            if value == 0 {
                bail!("`{name}` in [fetch] must be at least 1");
            }
        }
        Ok(())
    }

    /// What can be shown on a screen: a secret that is set is only said to be there.
    pub fn without_secrets(mut self) -> Self {
        for secret in [&mut self.openid.client_secret, &mut self.site.metrics_token, &mut self.mail.password] {
            if !secret.is_empty() {
                "set, and not shown".clone_into(secret);
            }
        }
        self
    }

    /// Tells the folder that holds database and index.
    pub fn folder(&self) -> Result<PathBuf> {
        if !self.storage.folder.is_empty() {
            return Ok(PathBuf::from(&self.storage.folder));
        }
        let data = match (std::env::var_os("XDG_DATA_HOME"), std::env::var_os("HOME")) {
            (Some(data), _) if !data.is_empty() => PathBuf::from(data),
            (_, Some(home)) if !home.is_empty() => Path::new(&home).join(".local/share"),
            _ => bail!("set `folder` in [storage] (or DATELINE_STORAGE_FOLDER): neither XDG_DATA_HOME nor HOME is set"),
        };
        Ok(data.join("dateline"))
    }

    /// Tells the database's address.
    pub fn database_url(&self) -> Result<String> {
        if !self.storage.database.is_empty() {
            return Ok(self.storage.database.clone());
        }
        Ok(format!("sqlite://{}", self.folder()?.join("dateline.db").display()))
    }
}

impl ProxyLoginSection {
    /// Reads it as the site wants it; None when it is off.
    pub fn read(&self) -> Result<Option<site::ProxyLogin>> {
        if self.header.is_empty() {
            return Ok(None);
        }
        let Ok(header) = self.header.parse() else {
            bail!("`header` in [proxy_login] must be the name of a header, like Remote-User, not {:?}", self.header);
        };
        let Some(role) = site::given_role(&self.role) else {
            bail!("`role` in [proxy_login] is `reader`, `moderator` or `editor`, not {:?}", self.role);
        };
        let is_web = self.sign_out.starts_with("https://") || self.sign_out.starts_with("http://");
        if !self.sign_out.is_empty() && !is_web && !self.sign_out.starts_with('/') {
            bail!("`sign_out` in [proxy_login] must be an http address or a path, not {:?}", self.sign_out);
        }
        let (owner, sign_out) = (self.owner.clone(), self.sign_out.clone());
        Ok(Some(site::ProxyLogin { header, role, owner, sign_out }))
    }
}

impl AiSection {
    fn check(&self) -> Result<()> {
        if !["on", "off"].contains(&self.writing.as_str()) {
            bail!("`writing` in [ai] is `on` or `off`, not {:?}", self.writing);
        }
        for (number, endpoint) in self.endpoint.iter().enumerate() {
            endpoint.check().with_context(|| format!("[[ai.endpoint]] {} {:?}", number + 1, endpoint.name))?;
            if self.endpoint[..number].iter().any(|other| other.name == endpoint.name) {
                bail!("two tables [[ai.endpoint]] are called {:?}", endpoint.name);
            }
        }
        Ok(())
    }
}

impl OpenIdSection {
    fn check(&self) -> Result<()> {
        if self.issuer.is_empty() {
            return Ok(());
        }
        let url = url::Url::parse(&self.issuer).ok();
        let is_local = |url: &url::Url| url.scheme() == "http" && url.host_str().is_some_and(is_loopback);
        if !url.is_some_and(|url| url.scheme() == "https" || is_local(&url)) {
            bail!("`issuer` in [openid] must be an https address, not {:?}", self.issuer);
        }
        if self.client_id.is_empty() {
            bail!("`client_id` in [openid] is missing");
        }
        if !self.client_secret.is_empty() && !self.client_secret_file.is_empty() {
            bail!("in [openid] stand both `client_secret` and `client_secret_file`: one is enough");
        }
        self.join()?;
        self.roles()?;
        Ok(())
    }

    /// Who may make an account by coming from there.
    pub fn join(&self) -> Result<site::OpenIdJoin> {
        Ok(match self.join.as_str() {
            "registration" => site::OpenIdJoin::Registration,
            "always" => site::OpenIdJoin::Always,
            "never" => site::OpenIdJoin::Never,
            other => bail!("`join` in [openid] is `registration`, `always` or `never`, not {other:?}"),
        })
    }

    /// Which values give which role.
    pub fn roles(&self) -> Result<Vec<(String, store::Role)>> {
        let read = |entry: &String| {
            let (value, role) = entry.rsplit_once('=')?;
            Some((value.trim().to_owned(), site::given_role(role.trim())?))
        };
        let problem = "`roles` in [openid] has entries like `news-editors=editor`";
        self.roles.iter().map(|entry| read(entry).with_context(|| format!("{problem}, not {entry:?}"))).collect()
    }

    /// The secret, from wherever it stands.
    pub fn secret(&self) -> Result<String> {
        if self.client_secret_file.is_empty() {
            return Ok(self.client_secret.clone());
        }
        let secret = std::fs::read_to_string(&self.client_secret_file)
            .with_context(|| format!("could not read `client_secret_file` in [openid], {}", self.client_secret_file))?;
        Ok(secret.trim().to_owned())
    }
}

/// This machine, where no one listens between.
fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl Key {
    /// The environment variable that overrides the key.
    pub fn variable(&self) -> String {
        format!("DATELINE_{}_{}", self.section.to_uppercase(), self.name.to_uppercase())
    }
}

/// Reads a variable's text as the type that the key's default has; lists are separated by commas.
fn value_of(text: &str, default: &str) -> toml::Value {
    if default.starts_with('[') && !text.trim_start().starts_with('[') {
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        return toml::Value::Array(items.map(|item| toml::Value::String(item.to_owned())).collect());
    }
    if default.starts_with('"') {
        return toml::Value::String(text.to_owned());
    }
    // A number or a switch; what is neither stays text, and the error names the key.
    format!("value = {text}")
        .parse::<toml::Table>()
        .ok()
        .and_then(|mut table| table.remove("value"))
        .unwrap_or_else(|| toml::Value::String(text.to_owned()))
}

fn in_toml<T: Serialize>(value: &T) -> String {
    toml::Value::try_from(value).map(|value| value.to_string()).unwrap_or_default()
}

/// Writes the page `docs/config.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# Configuration\n\n\
         Dateline starts without any. A file is given with `--config FILE` (or `DATELINE_CONFIG`); every key can be set\n\
         by the environment as well, which wins over the file. This page is made from the comments in\n\
         `crates/dateline/src/config.rs` (`dateline config --markdown`).\n",
    );
    for (section, docs) in section_docs() {
        page.push_str(&format!(
            "\n## [{section}]\n\n{}\n\n",
            docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
        ));
        page.push_str("| key | default | environment | meaning |\n|---|---|---|---|\n");
        for key in keys().iter().filter(|key| key.section == section) {
            let doc = key.doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").replace('|', "\\|");
            page.push_str(&format!("| `{}` | `{}` | `{}` | {doc} |\n", key.name, key.default, key.variable()));
        }
        if section == "ai" {
            page.push_str("\n### [[ai.endpoint]]\n\n| key | default | meaning |\n|---|---|---|\n");
            for key in endpoint::keys() {
                let doc = key.doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
                page.push_str(&format!("| `{}` | `{}` | {doc} |\n", key.name, key.default));
            }
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_environment(name: &str, value: &str) -> Result<Config> {
        Config::load(None, [(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn nothing_at_all_is_a_configuration() {
        assert_eq!(Config::load(None, []).unwrap(), Config::default());
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "[site]\ntitle = \"File\"\nbind = \"127.0.0.1:9000\"\n").unwrap();
        let config =
            Config::load(Some(file.path()), [("DATELINE_SITE_TITLE".to_owned(), "Environment".to_owned())]).unwrap();
        assert_eq!(config.site.title, "Environment");
        assert_eq!(config.site.bind, "127.0.0.1:9000");
    }

    #[test]
    fn values_of_every_type_come_from_the_environment() {
        assert_eq!(from_environment("DATELINE_FETCH_TOTAL", "7").unwrap().fetch.total, 7);
        assert!(!from_environment("DATELINE_FETCH_PAGES", "false").unwrap().fetch.pages);
        assert_eq!(
            from_environment("DATELINE_FETCH_ALLOW_HOSTS", "a.lan, 10.0.0.0/8").unwrap().fetch.allow_hosts,
            ["a.lan", "10.0.0.0/8"]
        );
        assert_eq!(from_environment("DATELINE_SITE_TITLE", "1984").unwrap().site.title, "1984");
    }

    #[test]
    fn endpoints_come_from_the_file_or_the_environment() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let text =
            "[ai]\nwriting = \"on\"\n[[ai.endpoint]]\nname = \"a\"\nurl = \"https://a.example/v1\"\nmodel = \"m\"\n";
        std::fs::write(file.path(), text).unwrap();
        let from_file = Config::load(Some(file.path()), []).unwrap().ai.endpoint;
        let tables = r#"[{name = "a", url = "https://a.example/v1", model = "m"}]"#;
        assert_eq!(from_environment("DATELINE_AI_ENDPOINT", tables).unwrap().ai.endpoint, from_file);
        let problem = |tables: &str| format!("{:#}", from_environment("DATELINE_AI_ENDPOINT", tables).unwrap_err());
        assert!(
            problem(r#"[{name = "a", url = "http://localhost:1234", model = "m"}]"#).contains("allow_private_address")
        );
        assert!(problem(&format!("[{0}, {0}]", &tables[1..tables.len() - 1])).contains("two tables"));
        assert!(problem(r#"[{name = "a", key = "hush"}]"#).contains("key"));
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_key() {
        let refused = |name: &str, value: &str, word: &str| {
            let error = format!("{:#}", from_environment(name, value).unwrap_err());
            assert!(error.contains(word), "{error}");
        };
        refused("DATELINE_SITE_BIND", "localhost", "bind");
        refused("DATELINE_SITE_FULL_TEXT", "nobody", "full_text");
        refused("DATELINE_SITE_TRUSTED_PROXIES", "127.0.0.1, proxy.lan", "trusted_proxies");
        refused("DATELINE_PROXY_LOGIN_HEADER", "remote user", "header");
        refused("DATELINE_PROXY_LOGIN_HEADER", "Remote-User", "trusted_proxies");
        let by_proxy = |role: &str, sign_out: &str| {
            let proxied = [("SITE_TRUSTED_PROXIES", "127.0.0.1"), ("PROXY_LOGIN_HEADER", "Remote-User")];
            let chosen = [("PROXY_LOGIN_ROLE", role), ("PROXY_LOGIN_SIGN_OUT", sign_out)];
            let all = proxied.into_iter().chain(chosen);
            Config::load(None, all.map(|(name, value)| (format!("DATELINE_{name}"), value.to_owned())))
        };
        assert!(by_proxy("moderator", "/oauth2/sign_out").is_ok());
        assert!(format!("{:#}", by_proxy("owner", "").unwrap_err()).contains("role"));
        assert!(format!("{:#}", by_proxy("reader", "javascript:x").unwrap_err()).contains("sign_out"));
        let openid = |name: &str, value: &str| {
            let provider = [("ISSUER", "https://login.example.org"), ("CLIENT_ID", "news")];
            let all = provider.into_iter().filter(|(known, _)| *known != name).chain([(name, value)]);
            let config =
                Config::load(None, all.map(|(name, value)| (format!("DATELINE_OPENID_{name}"), value.to_owned())));
            config.map(|config| config.openid)
        };
        let roles = openid("ROLES", "a=b=editor, mods = moderator").unwrap().roles().unwrap();
        assert_eq!(roles, [("a=b".to_owned(), store::Role::Editor), ("mods".to_owned(), store::Role::Moderator)]);
        for (name, value) in [
            ("ISSUER", "http://login.example.org"),
            ("CLIENT_ID", ""),
            ("JOIN", "perhaps"),
            ("ROLES", "admins=owner"),
            ("ROLES", "editors"),
        ] {
            let error = format!("{:#}", openid(name, value).unwrap_err());
            assert!(error.contains(&name.to_lowercase()), "{name}: {error}");
        }
        assert!(openid("ISSUER", "http://localhost:8180/realms/news").is_ok());
        refused("DATELINE_FETCH_TOTAL", "many", "total");
        refused("DATELINE_FETCH_TOTAL", "0", "total");
        refused("DATELINE_SITE_BASE_URL", "ftp://example.org", "base_url");
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "[site]\ntilte = \"x\"\n").unwrap();
        assert!(format!("{:#}", Config::load(Some(file.path()), []).unwrap_err()).contains("tilte"));
    }

    #[test]
    fn a_secret_is_not_shown() {
        let config = from_environment("DATELINE_OPENID_CLIENT_SECRET", "hush").unwrap().without_secrets();
        assert_eq!(config.openid.client_secret, "set, and not shown");
        assert_eq!(config.site.metrics_token, "");
    }

    #[test]
    fn the_page_about_the_configuration_is_true() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/config.md");
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(page, documentation(), "run: cargo run -- config --markdown > docs/config.md");
    }
}

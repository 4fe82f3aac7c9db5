//! The owner's mail server, as the configuration describes it.

use super::{MailSection, is_loopback};
use anyhow::{Context, Result, bail};
use desk::{MailOptions, MailTls, Mailer};

impl MailSection {
    pub(super) fn check(&self, base_url: &str) -> Result<()> {
        if self.server.is_empty() {
            return Ok(());
        }
        let (host, _) = self.host_and_port()?;
        if self.security()? == MailTls::None && !is_loopback(host) && !self.user.is_empty() {
            bail!("`security` in [mail] is `none`: the password would travel in the clear to {host}");
        }
        if !self.password.is_empty() && !self.password_file.is_empty() {
            bail!("`password` and `password_file` in [mail] are both set");
        }
        if base_url.is_empty() {
            bail!("`server` in [mail] needs `base_url` in [site]: letters link to it");
        }
        Mailer::new(self.options(String::new())?).context("`sender` in [mail]").map(drop)
    }

    /// Makes the mailer; None when there is no server.
    pub fn mailer(&self) -> Result<Option<Mailer>> {
        if self.server.is_empty() {
            return Ok(None);
        }
        let password = match self.password_file.as_str() {
            "" => self.password.clone(),
            file => std::fs::read_to_string(file)
                .with_context(|| format!("could not read `password_file` in [mail], {file}"))?
                .trim_end_matches(['\r', '\n'])
                .to_owned(),
        };
        Mailer::new(self.options(password)?).map(Some)
    }

    fn options(&self, password: String) -> Result<MailOptions> {
        let (host, port) = self.host_and_port()?;
        let (sender, user) = (self.sender.clone(), self.user.clone());
        Ok(MailOptions { host: host.to_owned(), port, tls: self.security()?, sender, user, password })
    }

    fn host_and_port(&self) -> Result<(&str, u16)> {
        let parts = self.server.rsplit_once(':');
        let read = parts.and_then(|(host, port)| Some((host.trim_matches(['[', ']']), port.parse().ok()?)));
        match read {
            Some((host, port)) if !host.is_empty() => Ok((host, port)),
            _ => {
                bail!("`server` in [mail] must be a host and a port, like mail.example.org:587, not {:?}", self.server)
            }
        }
    }

    fn security(&self) -> Result<MailTls> {
        match self.security.as_str() {
            "starttls" => Ok(MailTls::Starttls),
            "tls" => Ok(MailTls::Whole),
            "none" => Ok(MailTls::None),
            other => bail!("`security` in [mail] is `starttls`, `tls` or `none`, not {other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_checked() {
        let check = |server: &str, security: &str, user: &str, sender: &str, base: &str, problem: &str| {
            let section = MailSection {
                server: server.to_owned(),
                security: security.to_owned(),
                user: user.to_owned(),
                sender: sender.to_owned(),
                ..MailSection::default()
            };
            let found = section.check(base).map_or_else(|error| format!("{error:#}"), |()| String::new());
            assert!(if problem.is_empty() { found.is_empty() } else { found.contains(problem) }, "{found}");
        };
        let (sender, base) = ("The Morning <news@example.org>", "https://news.example.org");
        check("", "", "", "", "", "");
        check("mail.example.org:587", "starttls", "ada", sender, base, "");
        check("[::1]:25", "none", "", "news@example.org", base, "");
        check("mail.example.org", "starttls", "", sender, base, "a host and a port");
        check("mail.example.org:587", "ssl", "", sender, base, "`starttls`, `tls` or `none`");
        check("mail.example.org:25", "none", "ada", sender, base, "in the clear");
        check("mail.example.org:587", "tls", "", "The Morning", base, "`sender` in [mail]");
        check("mail.example.org:587", "tls", "", sender, "", "base_url");
    }
}

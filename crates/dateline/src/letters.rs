//! Between the desk, which sends letters, and the site, which writes them.

use anyhow::Result;
use desk::{Letter, LetterWriter};
use futures_util::future::BoxFuture;
use site::Site;
use store::BriefMail;

/// The site as a writer of letters.
pub struct Written(pub Site);

impl LetterWriter for Written {
    fn confirmation(&self, mail: BriefMail) -> BoxFuture<'static, Result<Letter>> {
        let site = self.0.clone();
        Box::pin(async move { Ok(carried(site.confirmation_letter(&mail).await?)) })
    }

    fn brief(&self, mail: BriefMail) -> BoxFuture<'static, Result<Option<Letter>>> {
        let site = self.0.clone();
        Box::pin(async move { Ok(site.brief_letter(&mail).await?.map(carried)) })
    }
}

fn carried(letter: site::Letter) -> Letter {
    let site::Letter { subject, text, html, unsubscribe } = letter;
    Letter { subject, text, html, unsubscribe }
}

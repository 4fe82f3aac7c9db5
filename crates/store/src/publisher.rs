//! Publishers: who stands behind the sources, and what is known of their hosts.

use crate::sql::{Fields, args, bind_row, list, read_all};
use crate::{Result, Store, StoreError};
use news::{Country, Lang, PublisherId, Timestamp};

/// A publisher as cards name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublisherRef {
    pub id: PublisherId,
    /// The registrable domain or host: what addresses use.
    pub key: String,
    pub name: String,
}

impl PublisherRef {
    pub(crate) fn read(fields: &mut Fields) -> Result<Self> {
        Ok(Self { id: fields.next()?, key: fields.next()?, name: fields.next()? })
    }
}

/// A publisher with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    pub id: PublisherId,
    pub key: String,
    pub name: String,
    pub home_url: Option<String>,
    pub lang: Lang,
    pub article_count: i64,
    /// When its newest article was published.
    pub last: Option<Timestamp>,
    pub has_icon: bool,
}

/// A publisher's icon as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    pub mime: String,
    pub bytes: Vec<u8>,
    pub checked: Timestamp,
}

/// A host's robots.txt as fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robots {
    pub body: String,
    pub fetched: Timestamp,
    pub expires: Timestamp,
}

fn read_publisher(fields: &mut Fields) -> Result<Publisher> {
    Ok(Publisher {
        id: fields.next()?,
        key: fields.next()?,
        name: fields.next()?,
        home_url: fields.next()?,
        lang: fields.next()?,
        article_count: fields.next()?,
        last: fields.next()?,
        has_icon: fields.next()?,
    })
}

impl Store {
    /// Finds a publisher by its key.
    pub async fn publisher(&self, key: &str) -> Result<Publisher> {
        let text =
            "select id, key, name, home_url, lang, article_count, last_us, has_icon from publisher where key = $1";
        read_publisher(&mut Fields::of(&self.one(text, args![key]).await?))
    }

    /// Names publishers, in no order; those that are gone are left out.
    pub async fn publishers_by_ids(&self, ids: &[PublisherId]) -> Result<Vec<PublisherRef>> {
        let text = "select id, key, name from publisher where id in {list $1}";
        read_all(&self.all(text, args![list(ids)]).await?, PublisherRef::read)
    }

    /// Lists publishers by key.
    pub async fn publishers(&self, after: Option<&str>, limit: i64) -> Result<Vec<Publisher>> {
        let text = "select id, key, name, home_url, lang, article_count, last_us, has_icon from publisher
            where key > $1 order by key {limit $2}";
        read_all(&self.all(text, args![after.unwrap_or(""), limit]).await?, read_publisher)
    }

    /// Lists publishers whose icon was last looked for before a moment, or never; by id.
    pub async fn publishers_without_fresh_icon(&self, before: Timestamp, limit: i64) -> Result<Vec<Publisher>> {
        let text = "select id, key, name, home_url, lang, article_count, last_us, has_icon from publisher
            where coalesce(icon_checked_us, 0) < $1 order by id {limit $2}";
        read_all(&self.all(text, args![before, limit]).await?, read_publisher)
    }

    /// Finds a publisher's icon.
    pub async fn icon(&self, publisher: PublisherId) -> Result<Option<Icon>> {
        let text = "select i.mime, i.bytes, coalesce(p.icon_checked_us, 0) from publisher_icon i
            join publisher p on p.id = i.publisher_id where i.publisher_id = $1";
        let row = self.optional(text, args![publisher]).await?;
        row.map(|row| {
            let mut fields = Fields::of(&row);
            Ok(Icon { mime: fields.next()?, bytes: fields.next()?, checked: fields.next()? })
        })
        .transpose()
    }

    /// Keeps what a look for the icon found: its MIME type and bytes, or nothing, which leaves the old one.
    pub async fn set_icon(&self, publisher: PublisherId, now: Timestamp, icon: Option<(&str, &[u8])>) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update publisher set icon_checked_us = $2,
            has_icon = case when $3 = 1 then 1 else has_icon end where id = $1";
        if write.run(text, args![publisher, now, icon.is_some()]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        if let Some((mime, bytes)) = icon {
            let text = "insert into publisher_icon (publisher_id, mime, bytes) values ($1, $2, $3)
                on conflict (publisher_id) do update set mime = excluded.mime, bytes = excluded.bytes";
            write.run(text, args![publisher, mime, bytes]).await?;
        }
        write.commit(now).await
    }

    /// Keeps the country that a publisher's feed declares.
    pub async fn declare_country(&self, publisher: PublisherId, country: Country) -> Result<()> {
        self.run("update publisher set declared_country = $2 where id = $1", args![publisher, country.as_str()])
            .await?;
        Ok(())
    }

    /// Tells what the pipeline has learned of a publisher's boilerplate, in its own words.
    pub async fn boilerplate(&self, publisher: PublisherId) -> Result<Option<String>> {
        let row = self.one("select boilerplate from publisher where id = $1", args![publisher]).await?;
        Fields::of(&row).next()
    }

    /// Keeps what the pipeline has learned of a publisher's boilerplate.
    pub async fn set_boilerplate(&self, publisher: PublisherId, text: &str) -> Result<()> {
        match self.run("update publisher set boilerplate = $2 where id = $1", args![publisher, text]).await? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// Lists the budgets kept per registrable domain, with their state as `gather` wrote it.
    pub async fn budgets(&self) -> Result<Vec<(String, String)>> {
        let rows = self.all("select domain, state from host_budget order by domain", args![]).await?;
        read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))
    }

    /// Keeps budgets; those of other domains stay.
    pub async fn save_budgets(&self, budgets: &[(String, String)]) -> Result<()> {
        let mut write = self.write().await?;
        let text = "insert into host_budget (domain, state) {values}
            on conflict (domain) do update set state = excluded.state";
        write
            .run_rows(text, budgets.iter(), |(domain, state), arguments| {
                bind_row!(arguments; domain.as_str(), state.as_str());
            })
            .await?;
        write.commit(Timestamp(0)).await
    }

    /// Finds a host's robots.txt, expired or not.
    pub async fn robots(&self, host: &str) -> Result<Option<Robots>> {
        let row = self.optional("select body, fetched_us, expires_us from robots where host = $1", args![host]).await?;
        row.map(|row| {
            let mut fields = Fields::of(&row);
            Ok(Robots { body: fields.next()?, fetched: fields.next()?, expires: fields.next()? })
        })
        .transpose()
    }

    /// Keeps a host's robots.txt.
    pub async fn set_robots(&self, host: &str, robots: &Robots) -> Result<()> {
        let text = "insert into robots (host, body, fetched_us, expires_us) values ($1, $2, $3, $4)
            on conflict (host) do update
            set body = excluded.body, fetched_us = excluded.fetched_us, expires_us = excluded.expires_us";
        self.run(text, args![host, robots.body.as_str(), robots.fetched, robots.expires]).await?;
        Ok(())
    }
}

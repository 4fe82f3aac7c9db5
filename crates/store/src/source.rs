//! Sources: what the owner follows, when each is asked next, and how the last fetches went.
//!
//! Following and editing first, then the round: claim what is due, finish what was fetched.

mod kept;

pub use kept::{
    DueSource, FetchLogRow, FetchOutcome, NewPublisher, NewSource, PagePolicy, Source, SourceEdit, SourceHealth,
    SourceState, Validators, WebSub,
};

use crate::database::Write;
use crate::outbox::EventKind;
use crate::publisher::PublisherRef;
use crate::sql::{Fields, args, bind_row, first_column, json, list, read_all};
use crate::{Result, Store, StoreError};
use news::{Country, FetchFault, SourceId, SourceKind, Timestamp};

/// How many fetches a source's log keeps.
const LOG_LENGTH: i64 = 20;

macro_rules! select_source {
    ($tail:literal) => {
        concat!(
            "select s.id, p.id, p.key, p.name, s.kind, s.url, s.title, s.home_url, s.folder, s.state, s.state_reason,
             s.pages, s.created_us, s.next_fetch_us, s.interval_s, s.last_fetch_us, s.last_ok_us, s.last_new_us,
             s.failures, s.last_status, s.last_error, s.last_fault, s.notices, s.websub, s.item_count, s.postponed
             from source s join publisher p on p.id = s.publisher_id ",
            $tail
        )
    };
}

macro_rules! select_due_source {
    ($tail:literal) => {
        concat!(
            "select s.id, p.id, p.key, p.name, p.lang, p.declared_country, s.kind, s.url, s.title, s.home_url, s.pages, s.created_us,
             s.interval_s, s.last_fetch_us, s.last_ok_us, s.last_new_us, s.failures, s.etag, s.last_modified, s.body_hash, s.websub,
             p.icon_checked_us, s.item_count, s.postponed, s.post_pattern, f.article_id
             from source s join publisher p on p.id = s.publisher_id
                 left join live_follow f on f.source_id = s.id and f.ended_us is null ",
            $tail
        )
    };
}

impl Store {
    /// Follows a source; its publisher is made when its key is new. A source followed already stays as it is. Tells
    /// its id and whether it is new.
    pub async fn follow(&self, new: NewSource) -> Result<(SourceId, bool)> {
        let mut write = self.write().await?;
        if let Some(row) = write.optional("select id from source where url = $1", args![new.url.as_str()]).await? {
            return Ok((Fields::of(&row).next()?, false));
        }
        let publisher = write.publisher_of(&new.publisher).await?;
        let text =
            "insert into source (publisher_id, kind, url, title, home_url, folder, pages, created_us, next_fetch_us)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id";
        let arguments = args![
            publisher,
            new.kind.as_str(),
            new.url,
            new.title,
            new.home_url,
            new.folder,
            new.pages.as_str(),
            new.created,
            new.next_fetch
        ];
        let row = write.optional(text, arguments).await?.ok_or(StoreError::NotFound)?;
        let id: SourceId = Fields::of(&row).next()?;
        write.count("sources", 1).await?;
        write.event(EventKind::SourceChanged, id.0);
        write.commit(new.created).await?;
        Ok((id, true))
    }

    /// Follows a source no longer. Its articles stay.
    pub async fn unfollow(&self, source: SourceId, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        if !write.remove_source(source).await? {
            return Err(StoreError::NotFound);
        }
        write.commit(now).await
    }

    /// Asks a source no more until it is resumed.
    pub async fn pause(&self, source: SourceId, now: Timestamp, reason: &str) -> Result<()> {
        let text = "update source set state = 'paused', state_reason = $2 where id = $1";
        self.change_source(source, now, text, args![source, reason]).await
    }

    /// Asks a source again, at once.
    pub async fn resume(&self, source: SourceId, now: Timestamp) -> Result<()> {
        let text =
            "update source set state = 'active', state_reason = null, failures = 0, postponed = null, next_fetch_us = $2
            where id = $1";
        self.change_source(source, now, text, args![source, now]).await
    }

    /// Changes what the owner may change.
    pub async fn edit_source(&self, source: SourceId, now: Timestamp, edit: SourceEdit) -> Result<()> {
        let text = "update source set title = coalesce($2, title), folder = case when $3 = 1 then $4 else folder end,
            pages = coalesce($5, pages), next_fetch_us = coalesce($6, next_fetch_us) where id = $1";
        let arguments = args![
            source,
            edit.title,
            edit.folder.is_some(),
            edit.folder.flatten(),
            edit.pages.map(PagePolicy::as_str),
            edit.next_fetch
        ];
        self.change_source(source, now, text, arguments).await
    }

    async fn change_source(
        &self,
        source: SourceId,
        now: Timestamp,
        text: &'static str,
        arguments: sqlx::any::AnyArguments,
    ) -> Result<()> {
        let mut write = self.write().await?;
        if write.run(text, arguments).await? == 0 {
            return Err(StoreError::NotFound);
        }
        write.event(EventKind::SourceChanged, source.0);
        write.commit(now).await
    }

    /// Finds a source.
    pub async fn source(&self, source: SourceId) -> Result<Source> {
        let row = self.one(select_source!("where s.id = $1"), args![source]).await?;
        read_source(&mut Fields::of(&row))
    }

    /// Finds a source by its address.
    pub async fn source_by_url(&self, url: &str) -> Result<Option<Source>> {
        let row = self.optional(select_source!("where s.url = $1"), args![url]).await?;
        row.map(|row| read_source(&mut Fields::of(&row))).transpose()
    }

    /// Finds a source with its last fetches.
    pub async fn source_health(&self, source: SourceId) -> Result<SourceHealth> {
        let mut health = self.with_logs(vec![self.source(source).await?]).await?;
        health.pop().ok_or(StoreError::NotFound)
    }

    /// Lists sources with their last fetches, by id.
    pub async fn sources(&self, after: Option<SourceId>, limit: i64) -> Result<Vec<SourceHealth>> {
        let text = select_source!("where s.id > $1 order by s.id {limit $2}");
        let rows = self.all(text, args![after.unwrap_or(SourceId(0)), limit]).await?;
        self.with_logs(read_all(&rows, read_source)?).await
    }

    async fn with_logs(&self, sources: Vec<Source>) -> Result<Vec<SourceHealth>> {
        let ids: Vec<SourceId> = sources.iter().map(|source| source.id).collect();
        let text = "select source_id, at_us, status, new_items, duration_ms, bytes, error from fetch_log
            where source_id in {list $1} order by source_id, at_us desc";
        let rows = self.all(text, args![list(&ids)]).await?;
        let mut health: Vec<SourceHealth> =
            sources.into_iter().map(|source| SourceHealth { source, log: Vec::new() }).collect();
        for (source, row) in read_all(&rows, |fields| Ok((fields.next::<SourceId>()?, read_log_row(fields)?)))? {
            if let Some(health) = health.iter_mut().find(|health| health.source.id == source) {
                health.log.push(row);
            }
        }
        Ok(health)
    }

    /// Lists sources whose WebSub subscription ends before a moment.
    pub async fn websub_due(&self, before: Timestamp, limit: i64) -> Result<Vec<Source>> {
        let text = select_source!(
            "where s.websub_expires_us is not null and s.websub_expires_us < $1 order by s.websub_expires_us {limit $2}"
        );
        read_all(&self.all(text, args![before, limit]).await?, read_source)
    }

    /// Keeps how far a subscription has come; None ends it.
    pub async fn set_websub(&self, source: SourceId, websub: Option<&WebSub>) -> Result<()> {
        let text = "update source set websub = $2, websub_expires_us = $3 where id = $1";
        let kept = websub.map(json).transpose()?;
        match self.run(text, args![source, kept, websub.and_then(|websub| websub.expires)]).await? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// Claims sources that are due, the longest due first. The claim moves each one's next fetch to `now` +
    /// `lease_us`: what a dead worker had claimed is due again then.
    pub async fn claim_due_sources(&self, now: Timestamp, lease_us: i64, limit: i64) -> Result<Vec<DueSource>> {
        if self.next_due_at().await?.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        let mut write = self.write().await?;
        let text = "update source set next_fetch_us = $2 where id in (
                select id from source where state = 'active' and next_fetch_us <= $1
                order by next_fetch_us {limit $3} {skip_locked})
            returning id";
        let rows = write.all(text, args![now, now.plus_us(lease_us), limit]).await?;
        let ids: Vec<SourceId> = first_column(&rows)?;
        let rows = write.all(select_due_source!("where s.id in {list $1} order by s.id"), args![list(&ids)]).await?;
        write.commit(now).await?;
        read_all(&rows, read_due_source)
    }

    /// Tells what a fetch needs to know of a source, due or not, without claiming it.
    pub async fn due_source(&self, source: SourceId) -> Result<DueSource> {
        let row = self.one(select_due_source!("where s.id = $1"), args![source]).await?;
        read_due_source(&mut Fields::of(&row))
    }

    /// Makes active sources due now: the next claim takes them.
    pub async fn make_due(&self, sources: &[SourceId], now: Timestamp) -> Result<()> {
        let text = "update source set next_fetch_us = $2, postponed = null where state = 'active' and id in {list $1}";
        self.run(text, args![list(sources), now]).await?;
        Ok(())
    }

    /// Lists what a fetch needs to know of the active sources, due or not, by id, without claiming them.
    pub async fn active_sources(&self, after: Option<SourceId>, limit: i64) -> Result<Vec<DueSource>> {
        let text = select_due_source!("where s.state = 'active' and s.id > $1 order by s.id {limit $2}");
        read_all(&self.all(text, args![after.unwrap_or(SourceId(0)), limit]).await?, read_due_source)
    }

    /// Puts a source off until a moment, with the reason for whoever looks at its health: it is asked then, and nothing
    /// counts as a failure.
    pub async fn postpone(&self, source: SourceId, until: Timestamp, reason: &str) -> Result<()> {
        let text = "update source set next_fetch_us = $2, postponed = $3 where id = $1";
        self.run(text, args![source, until, reason]).await?;
        Ok(())
    }

    /// Tells when the next source is due.
    pub async fn next_due_at(&self) -> Result<Option<Timestamp>> {
        let text = "select next_fetch_us from source where state = 'active' order by next_fetch_us limit 1";
        self.optional(text, args![]).await?.map(|row| Fields::of(&row).next()).transpose()
    }

    /// Keeps how fetches without anything new went, all in one transaction. Sources unfollowed since are passed over.
    pub async fn finish_fetches(&self, outcomes: &[FetchOutcome]) -> Result<()> {
        let Some(last) = outcomes.last() else { return Ok(()) };
        let mut write = self.write().await?;
        write.finish_fetches(outcomes.iter().map(|outcome| (outcome, 0))).await?;
        write.commit(last.at).await
    }
}

impl Write<'_> {
    /// Removes a source with what was remembered of its items; its articles stay. Tells whether there was one.
    pub(crate) async fn remove_source(&mut self, source: SourceId) -> Result<bool> {
        if self.run("delete from source where id = $1", args![source]).await? == 0 {
            return Ok(false);
        }
        self.run("delete from fetch_log where source_id = $1", args![source]).await?;
        self.run("delete from feed_item where source_id = $1", args![source]).await?;
        self.count("sources", -1).await?;
        self.event(EventKind::SourceChanged, source.0);
        Ok(true)
    }

    async fn publisher_of(&mut self, new: &NewPublisher) -> Result<i64> {
        if let Some(row) = self.optional("select id from publisher where key = $1", args![new.key.as_str()]).await? {
            return Fields::of(&row).next();
        }
        let text = "insert into publisher (key, name, home_url, lang) values ($1, $2, $3, $4)
            on conflict (key) do update set key = excluded.key returning id";
        let arguments = args![new.key.as_str(), new.name.as_str(), new.home_url.clone(), new.lang];
        let row = self.optional(text, arguments).await?.ok_or(StoreError::NotFound)?;
        self.count("publishers", 1).await?;
        Fields::of(&row).next()
    }

    /// Keeps how fetches went, each with the number of its new articles.
    pub(crate) async fn finish_fetches<'o>(
        &mut self,
        outcomes: impl ExactSizeIterator<Item = (&'o FetchOutcome, i64)> + Clone,
    ) -> Result<()> {
        // The log first: its slot is the number of the fetch, which the source's row still holds.
        let text = const {
            assert!(LOG_LENGTH == 20);
            "insert into fetch_log (source_id, slot, at_us, status, new_items, duration_ms, bytes, error)
            select s.id, s.fetch_count % 20, v.column2, v.column3, v.column4, v.column5, v.column6, v.column7
            from ({values}) as v cross join source s where s.id = v.column1
            on conflict (source_id, slot) do update set at_us = excluded.at_us, status = excluded.status,
                new_items = excluded.new_items, duration_ms = excluded.duration_ms, bytes = excluded.bytes,
                error = excluded.error"
        };
        self.run_rows(text, outcomes.clone(), |(outcome, new_items), arguments| {
            bind_row!(arguments;
                outcome.source,
                outcome.at,
                outcome.status.map(i64::from),
                new_items,
                outcome.duration_ms,
                outcome.bytes,
                outcome.error.as_deref(),
            );
        })
        .await?;
        let text = "update source set
                fetch_count = source.fetch_count + 1, last_fetch_us = v.column2, last_status = v.column3,
                last_error = v.column4, last_fault = v.column5, notices = coalesce(v.column6, source.notices),
                etag = case when v.column7 = 1 then v.column8 else source.etag end,
                last_modified = case when v.column7 = 1 then v.column9 else source.last_modified end,
                body_hash = case when v.column7 = 1 then v.column10 else source.body_hash end,
                next_fetch_us = v.column11, interval_s = v.column12, postponed = null,
                item_count = source.item_count + v.column13,
                last_new_us = case when v.column13 > 0 then v.column2 else source.last_new_us end,
                last_ok_us = case when v.column4 is null then v.column2 else source.last_ok_us end,
                failures = case when v.column4 is null then 0 else source.failures + 1 end,
                state = coalesce(v.column14, source.state),
                state_reason = case when v.column14 is null then source.state_reason else v.column15 end,
                title = case when source.title = '' then coalesce(v.column16, '') else source.title end,
                home_url = coalesce(source.home_url, v.column17),
                post_pattern = coalesce(v.column18, source.post_pattern)
            from ({values}) as v where source.id = v.column1";
        self.run_rows(text, outcomes.clone(), |(outcome, new_items), arguments| {
            let validators = outcome.validators.clone();
            let (etag, last_modified, body_hash) = validators
                .as_ref()
                .map(|kept| (kept.etag.clone(), kept.last_modified.clone(), kept.body_hash))
                .unwrap_or_default();
            bind_row!(arguments;
                outcome.source,
                outcome.at,
                outcome.status.map(i64::from),
                outcome.error.as_deref(),
                outcome.fault.map(fault_text),
                outcome.notices.as_ref().map(|notices| json(notices).unwrap_or_default()),
                validators.is_some(),
                etag,
                last_modified,
                body_hash,
                outcome.next_fetch,
                outcome.interval_s,
                new_items,
                outcome.state.as_ref().map(|(state, _)| state.as_str()),
                outcome.state.as_ref().map(|(_, reason)| reason.as_str()),
                outcome.title.as_deref(),
                outcome.home_url.as_deref(),
                outcome.post_pattern.as_ref().map(|pattern| json(pattern).unwrap_or_default()),
            );
        })
        .await?;
        let (mut new, mut unchanged, mut failed) = (0, 0, 0);
        for (outcome, new_items) in outcomes.clone() {
            match (&outcome.error, new_items) {
                (Some(_), _) => failed += 1,
                (None, 0) => unchanged += 1,
                (None, _) => new += 1,
            }
        }
        for (counter, by) in [("fetches_new", new), ("fetches_unchanged", unchanged), ("fetches_failed", failed)] {
            self.count(counter, by).await?;
        }
        for (outcome, _) in outcomes {
            if let Some(url) = &outcome.permanent_url {
                // Two sources that move to one address stay two: the address is taken by the first.
                let text = "update source set url = $2 where id = $1
                    and not exists (select 1 from source other where other.url = $2)";
                self.run(text, args![outcome.source, url.as_str()]).await?;
            }
            if outcome.error.is_some() || outcome.state.is_some() {
                self.event(EventKind::SourceChanged, outcome.source.0);
            }
        }
        Ok(())
    }
}

fn fault_text(fault: FetchFault) -> &'static str {
    match fault {
        FetchFault::Passing => "passing",
        FetchFault::Theirs => "theirs",
        FetchFault::Gone => "gone",
        FetchFault::Refused => "refused",
        FetchFault::Ours => "ours",
    }
}

fn parse_fault(text: &str) -> Option<FetchFault> {
    [FetchFault::Passing, FetchFault::Theirs, FetchFault::Gone, FetchFault::Refused, FetchFault::Ours]
        .into_iter()
        .find(|&fault| fault_text(fault) == text)
}

fn read_kind(fields: &mut Fields) -> Result<SourceKind> {
    let text: String = fields.next()?;
    SourceKind::parse(&text).ok_or_else(|| StoreError::Damaged(format!("a source of unknown kind {text:?}")))
}

fn read_source(fields: &mut Fields) -> Result<Source> {
    Ok(Source {
        id: fields.next()?,
        publisher: PublisherRef::read(fields)?,
        kind: read_kind(fields)?,
        url: fields.next()?,
        title: fields.next()?,
        home_url: fields.next()?,
        folder: fields.next()?,
        state: SourceState::parse(&fields.next::<String>()?).unwrap_or_default(),
        state_reason: fields.next()?,
        pages: PagePolicy::parse(&fields.next::<String>()?).unwrap_or_default(),
        created: fields.next()?,
        next_fetch: fields.next()?,
        interval_s: fields.next()?,
        last_fetch: fields.next()?,
        last_ok: fields.next()?,
        last_new: fields.next()?,
        failures: fields.next()?,
        last_status: fields.next()?,
        last_error: fields.next()?,
        last_fault: fields.next::<Option<String>>()?.as_deref().and_then(parse_fault),
        notices: fields.json()?,
        websub: fields.json()?,
        item_count: fields.next()?,
        postponed: fields.next()?,
    })
}

fn read_log_row(fields: &mut Fields) -> Result<FetchLogRow> {
    Ok(FetchLogRow {
        at: fields.next()?,
        status: fields.next()?,
        new_items: fields.next()?,
        duration_ms: fields.next()?,
        bytes: fields.next()?,
        error: fields.next()?,
    })
}

fn read_due_source(fields: &mut Fields) -> Result<DueSource> {
    Ok(DueSource {
        id: fields.next()?,
        publisher: PublisherRef::read(fields)?,
        publisher_lang: fields.next()?,
        publisher_country: fields.next::<Option<String>>()?.as_deref().and_then(Country::parse),
        kind: read_kind(fields)?,
        url: fields.next()?,
        title: fields.next()?,
        home_url: fields.next()?,
        pages: PagePolicy::parse(&fields.next::<String>()?).unwrap_or_default(),
        created: fields.next()?,
        interval_s: fields.next()?,
        last_fetch: fields.next()?,
        last_ok: fields.next()?,
        last_new: fields.next()?,
        failures: fields.next()?,
        etag: fields.next()?,
        last_modified: fields.next()?,
        body_hash: fields.next()?,
        websub: fields.json()?,
        icon_checked: fields.next()?,
        item_count: fields.next()?,
        postponed: fields.next()?,
        // One from another version is learned anew.
        post_pattern: fields.next::<Option<String>>()?.and_then(|text| serde_json::from_str(&text).ok()),
        live_article: fields.next()?,
    })
}

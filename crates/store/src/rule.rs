//! Readers' rules: a question to hold articles against, and what is done with those that answer it.
//!
//! Invariant: a rule acts on an article once, and only on one that arrived after it was made. What it hides is not
//! noted anywhere: whoever lists articles leaves it out.

use crate::database::Write;
use crate::notice::NoticeKind;
use crate::sql::{Fields, args, read_all};
use crate::{Result, Store, StoreError};
use news::{ArticleId, CommentId, ReaderId, Timestamp};

/// A reader has no more.
pub const RULES_MAX: i64 = 50;
/// Of what one rule has found, a reader is told no more before looking.
const UNREAD_OF_ONE_RULE_MAX: i64 = 20;

/// What a rule does with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Hide,
    Star,
    /// The reader gets a notice.
    Notify,
}

impl Deed {
    pub const ALL: [Self; 3] = [Self::Hide, Self::Star, Self::Notify];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Star => "star",
            Self::Notify => "notify",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == text)
    }
}

/// A reader's rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: i64,
    pub reader: ReaderId,
    /// As typed into a search.
    pub query: String,
    pub deed: Deed,
    pub created: Timestamp,
}

impl Store {
    /// Makes a rule; one that says the same stays as it is. `Conflict` when the reader has [`RULES_MAX`] already.
    pub async fn make_rule(&self, reader: ReaderId, query: &str, deed: Deed, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        let text = "select count(*) from rule where reader_id = $1";
        let row = write.optional(text, args![reader]).await?.ok_or(StoreError::NotFound)?;
        if Fields::of(&row).next::<i64>()? >= RULES_MAX {
            return Err(StoreError::Conflict(format!("{RULES_MAX} rules")));
        }
        let text = "insert into rule (reader_id, query, deed, created_us) values ($1, $2, $3, $4)
            on conflict (reader_id, deed, query) do nothing";
        write.run(text, args![reader, query, deed.as_str(), now]).await?;
        write.commit(now).await
    }

    /// Takes a rule away; what it did stays done. `NotFound` when the reader has no such rule.
    pub async fn drop_rule(&self, reader: ReaderId, rule: i64, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        if write.run("delete from rule where id = $1 and reader_id = $2", args![rule, reader]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        write.run("delete from rule_found where rule_id = $1", args![rule]).await?;
        write.commit(now).await
    }

    /// Lists a reader's rules, in the order in which they were made.
    pub async fn rules(&self, reader: ReaderId) -> Result<Vec<Rule>> {
        let text = "select id, reader_id, query, deed, created_us from rule where reader_id = $1 order by id";
        read_all(&self.all(text, args![reader]).await?, read_rule)
    }

    /// Lists what everyone's rules wait for: those that act when an article arrives.
    pub async fn rules_on_arrival(&self) -> Result<Vec<Rule>> {
        let text = "select id, reader_id, query, deed, created_us from rule where deed <> 'hide' order by id";
        read_all(&self.all(text, args![]).await?, read_rule)
    }

    /// Does what rules say with the articles they have found; with each once, however often it is asked.
    pub async fn follow_rules(&self, found: &[(&Rule, ArticleId)], now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        for (rule, article) in found {
            let text = "insert into rule_found (rule_id, article_id) select id, $2 from rule where id = $1
                on conflict (rule_id, article_id) do nothing";
            if write.run(text, args![rule.id, *article]).await? == 0 {
                continue;
            }
            match rule.deed {
                Deed::Hide => {}
                Deed::Star => write.star_by_rule(rule.reader, *article, now).await?,
                Deed::Notify => write.tell_of_found(rule, *article, now).await?,
            }
        }
        write.commit(now).await
    }
}

impl Write<'_> {
    async fn star_by_rule(&mut self, reader: ReaderId, article: ArticleId, now: Timestamp) -> Result<()> {
        let text = "insert into read_state (reader_id, article_id, starred_us) values ($1, $2, $3)
            on conflict (reader_id, article_id) do update set
                starred_us = coalesce(read_state.starred_us, excluded.starred_us)";
        self.run(text, args![reader, article, now]).await?;
        Ok(())
    }

    async fn tell_of_found(&mut self, rule: &Rule, article: ArticleId, now: Timestamp) -> Result<()> {
        let text = "select count(*) from (select id from reader_notice
            where rule_id = $1 and rule_id <> 0 and read_us is null {limit $2}) as unread";
        let row = self.optional(text, args![rule.id, UNREAD_OF_ONE_RULE_MAX]).await?.ok_or(StoreError::NotFound)?;
        if Fields::of(&row).next::<i64>()? >= UNREAD_OF_ONE_RULE_MAX {
            return Ok(());
        }
        let text = "insert into reader_notice (reader_id, kind, comment_id, decision_id, article_id, rule_id, at_us)
            values ($1, $2, $3, 0, $4, $5, $6)";
        let kind = NoticeKind::Found.as_str();
        self.run(text, args![rule.reader, kind, CommentId(0), article, rule.id, now]).await?;
        self.count_unread(&[rule.reader], 1).await
    }
}

fn read_rule(fields: &mut Fields) -> Result<Rule> {
    let (id, reader, query) = (fields.next()?, fields.next()?, fields.next()?);
    let deed: String = fields.next()?;
    let deed = Deed::parse(&deed).ok_or_else(|| StoreError::Damaged(format!("a rule that does {deed:?}")))?;
    Ok(Rule { id, reader, query, deed, created: fields.next()? })
}

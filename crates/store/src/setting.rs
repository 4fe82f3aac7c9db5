//! Small things kept by name: settings, and leases on work that one process does for all.

use crate::sql::{Fields, args};
use crate::{Result, Store};
use news::Timestamp;

impl Store {
    /// Tells a setting's value.
    pub async fn setting(&self, key: &str) -> Result<Option<String>> {
        let row = self.optional("select value from setting where key = $1", args![key]).await?;
        row.map(|row| Fields::of(&row).next()).transpose()
    }

    /// Keeps a setting's value.
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<()> {
        let text = "insert into setting (key, value) values ($1, $2)
            on conflict (key) do update set value = excluded.value";
        self.run(text, args![key, value]).await?;
        Ok(())
    }

    /// Keeps a setting's value unless there is one.
    pub async fn keep_first_setting(&self, key: &str, value: &str) -> Result<()> {
        let text = "insert into setting (key, value) values ($1, $2) on conflict (key) do nothing";
        self.run(text, args![key, value]).await?;
        Ok(())
    }

    /// Counts how often the whole content was replaced (restored, rebuilt). Whoever keeps something derived in
    /// memory makes it anew when this has changed.
    pub async fn epoch(&self) -> Result<i64> {
        Ok(self.setting("epoch").await?.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Takes or renews a lease; false while another holder has it.
    pub async fn lease(&self, name: &str, holder: &str, now: Timestamp, for_us: i64) -> Result<bool> {
        let text = "insert into lease (name, holder, until_us) values ($1, $2, $4)
            on conflict (name) do update set holder = excluded.holder, until_us = excluded.until_us
            where lease.holder = excluded.holder or lease.until_us <= $3";
        Ok(self.run(text, args![name, holder, now, now.plus_us(for_us)]).await? > 0)
    }

    /// Gives a lease back.
    pub async fn release(&self, name: &str, holder: &str) -> Result<()> {
        self.run("delete from lease where name = $1 and holder = $2", args![name, holder]).await?;
        Ok(())
    }
}

//! Posts of live blogs: what a page shows beside what is kept.
//!
//! Invariants: a post keeps its id whatever its page calls it, and its time once one was told, so that nothing comes twice
//! and no list is shuffled by a clock that moves. What a page shows no more stays, unless the page shows that it is gone
//! ([`missing`]); then the row is a trace, out of every list, and comes back with the post.

mod matching;
mod missing;

use crate::database::Write;
use crate::outbox::EventKind;
use crate::pack::{Packed, pack, unpack};
use crate::sql::{Fields, args, bind_row, first_column, json, list, read_all};
use crate::{Result, Store};
use matching::{Known, Matches, match_posts};
use news::{ArticleId, Post, PostId, Timestamp};
use std::collections::{HashMap, HashSet};

/// How many earlier versions of a post are kept.
const MAX_REVISIONS: i64 = 20;
/// So many posts are compared with those of a page at most, the newest first.
const MAX_COMPARED: i64 = 20_000;
/// Posts are looked for in the time that a page shows, and so much before it.
const MARGIN_US: i64 = 2 * Timestamp::MINUTE;
/// And so much before it when the page seems another: its clock may have moved.
const WIDE_MARGIN_US: i64 = 15 * Timestamp::HOUR;

/// What a page's posts did to those kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostReport {
    pub added: Vec<PostId>,
    pub changed: Vec<PostId>,
    pub removed: Vec<PostId>,
    pub restored: Vec<PostId>,
    /// Posts that are missing where they ought to be; the next look at the page tells more.
    pub doubtful: usize,
}

impl PostReport {
    /// How many posts are not as they were.
    pub fn moved(&self) -> usize {
        self.added.len() + self.changed.len() + self.removed.len() + self.restored.len()
    }
}

/// A post as kept.
struct Kept {
    id: PostId,
    key: String,
    title: String,
    published: Timestamp,
    author: Option<String>,
    url: Option<String>,
    claimed: Option<Timestamp>,
    is_removed: bool,
    missed: i64,
    /// Packed.
    body: Vec<u8>,
}

/// What becomes of a kept post that is shown.
struct Change {
    id: PostId,
    post: Post,
    published: Timestamp,
    claimed: Option<Timestamp>,
    /// What it said before, when that reads otherwise.
    before: Option<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Store {
    /// Takes in the posts that a live blog's page shows, in any order. Posts are known again by key, address, words and
    /// time; an earlier version is kept where title or text differ. A post is removed when the page lacks it in two looks
    /// in a row (on top of the page in four) though it shows its neighbours, and restored when it is shown again. Posts
    /// that roll off a page stay.
    pub async fn put_posts(&self, article: ArticleId, now: Timestamp, posts: &[Post]) -> Result<PostReport> {
        let mut write = self.write().await?;
        let report = write.put_posts(article, now, posts).await?;
        write.commit(now).await?;
        Ok(report)
    }
}

impl Write<'_> {
    pub(crate) async fn put_posts(&mut self, article: ArticleId, now: Timestamp, posts: &[Post]) -> Result<PostReport> {
        if posts.is_empty() {
            return Ok(PostReport::default());
        }
        let oldest = posts.iter().filter_map(|post| post.published).min();
        let since = |margin_us: i64| oldest.map_or(Timestamp(i64::MIN), |oldest| oldest.plus_us(-margin_us));
        let mut from = since(MARGIN_US);
        let mut kept = self.kept_posts(article, posts, from).await?;
        let mut matches = matched(&kept, posts);
        let strange = posts.len() - matches.kept_of.iter().flatten().count() - matches.doubles.len();
        let is_another = strange > 0 && 3 * strange >= posts.len();
        if oldest.is_some() && (is_another || matches.shift_us != 0) {
            from = since(WIDE_MARGIN_US);
            kept = self.kept_posts(article, posts, from).await?;
            matches = matched(&kept, posts);
        }
        let mut report = PostReport::default();
        self.free_keys(&kept, posts, &matches).await?;
        self.change_posts(&kept, posts, &matches, now, &mut report).await?;
        self.miss_posts(&kept, posts, &matches, from, now, &mut report).await?;
        self.add_posts(article, posts, &matches, now, &mut report).await?;
        for (kind, ids) in [
            (EventKind::PostChanged, &report.changed),
            (EventKind::PostRemoved, &report.removed),
            (EventKind::PostRestored, &report.restored),
            (EventKind::PostAdded, &report.added),
        ] {
            for id in ids {
                self.event(kind, id.0);
            }
        }
        let (more, fewer) = (report.added.len() + report.restored.len(), report.removed.len());
        self.count("posts", more as i64 - fewer as i64).await?;
        Ok(report)
    }

    /// Reads the posts since a moment, and those with the keys that are shown, newest first.
    async fn kept_posts(&mut self, article: ArticleId, posts: &[Post], since: Timestamp) -> Result<Vec<Kept>> {
        let keys: HashSet<&str> = posts.iter().map(|post| post.key.as_str()).collect();
        let since_rows = "select id, key, title, published_us, author, url, claimed_us, removed_us, missed, body
            from post where article_id = $1 and published_us >= $2
            order by published_us desc, id desc {limit $3}";
        let mut kept = read_all(&self.all(since_rows, args![article, since, MAX_COMPARED]).await?, read_kept)?;
        let found: HashSet<&str> = kept.iter().map(|kept| kept.key.as_str()).collect();
        let others: Vec<&str> = keys.into_iter().filter(|key| !found.contains(key)).collect();
        if !others.is_empty() {
            let of_keys = "select id, key, title, published_us, author, url, claimed_us, removed_us, missed, body
                from post where article_id = $1 and key in {texts $2}";
            kept.extend(read_all(&self.all(of_keys, args![article, json(&others)?]).await?, read_kept)?);
            kept.sort_by_key(|kept| std::cmp::Reverse((kept.published, kept.id)));
        }
        Ok(kept)
    }

    /// Takes keys from kept posts that another post has now, so that no key stands twice at any moment.
    async fn free_keys(&mut self, kept: &[Kept], posts: &[Post], matches: &Matches) -> Result<()> {
        let mut owners: HashMap<&str, Option<usize>> = HashMap::new();
        for (place, post) in posts.iter().enumerate().filter(|(place, _)| !matches.doubles.contains(place)) {
            owners.insert(post.key.as_str(), matches.kept_of[place]);
        }
        let robbed = |(place, kept): (usize, &Kept)| {
            let owner = owners.get(kept.key.as_str())?;
            (*owner != Some(place)).then_some(kept.id)
        };
        let robbed: Vec<PostId> = kept.iter().enumerate().filter_map(robbed).collect();
        if !robbed.is_empty() {
            self.run("update post set key = '~' || id where id in {list $1}", args![list(&robbed)]).await?;
        }
        Ok(())
    }

    async fn change_posts(
        &mut self,
        kept: &[Kept],
        posts: &[Post],
        matches: &Matches,
        now: Timestamp,
        report: &mut PostReport,
    ) -> Result<()> {
        let mut changes = Vec::new();
        let mut back = Vec::new();
        for (place, shown) in posts.iter().enumerate() {
            let Some(old) = matches.kept_of[place].map(|at| &kept[at]) else { continue };
            let change = change_of(old, shown, matches.shift_us)?;
            let is_changed = change.as_ref().is_some_and(|(_, is_seen)| *is_seen);
            if old.is_removed {
                report.restored.push(old.id);
            } else if is_changed {
                report.changed.push(old.id);
            }
            if old.is_removed {
                back.push(old.id);
            }
            changes.extend(change.map(|(change, _)| change));
        }
        if !back.is_empty() {
            let text = "update post set removed_us = null where id in {list $1}";
            self.run(text, args![list(&back)]).await?;
        }
        let revised: Vec<&Change> = changes.iter().filter(|change| change.before.is_some()).collect();
        let text = "insert into post_revision (post_id, at_us, title, body) {values}";
        self.run_rows(text, revised.iter(), |change, arguments| {
            let (title, body) = change.before.as_ref().expect("only changes with an earlier version are revised");
            bind_row!(arguments; change.id, now, title.as_str(), body.as_slice());
        })
        .await?;
        let text = "update post set key = v.column2, published_us = v.column3, claimed_us = v.column4,
                modified_us = v.column5, title = v.column6, author = v.column7, url = v.column8, body = v.column9,
                revision_count = post.revision_count + v.column10
            from ({values}) as v where post.id = v.column1";
        self.run_rows(text, changes.iter(), |change, arguments| {
            bind_row!(arguments;
                change.id,
                change.post.key.as_str(),
                change.published,
                change.claimed,
                change.post.modified,
                change.post.title.as_str(),
                change.post.author.as_deref(),
                change.post.url.as_deref(),
                change.body.as_slice(),
                change.before.is_some(),
            );
        })
        .await?;
        let revised: Vec<PostId> = revised.iter().map(|change| change.id).collect();
        self.drop_old_revisions(&revised).await
    }

    async fn drop_old_revisions(&mut self, posts: &[PostId]) -> Result<()> {
        if posts.is_empty() {
            return Ok(());
        }
        let text = "select id from post where id in {list $1} and revision_count > $2";
        let full: Vec<PostId> = first_column(&self.all(text, args![list(posts), MAX_REVISIONS]).await?)?;
        for post in full {
            let text = "delete from post_revision where post_id = $1 and id <= (
                select id from post_revision where post_id = $1 order by id desc limit 1 offset $2)";
            self.run(text, args![post, MAX_REVISIONS]).await?;
            let text = "update post set revision_count = $2 where id = $1";
            self.run(text, args![post, MAX_REVISIONS]).await?;
        }
        Ok(())
    }

    /// Counts the looks that a post was missing in; removes it after some.
    async fn miss_posts(
        &mut self,
        kept: &[Kept],
        posts: &[Post],
        matches: &Matches,
        from: Timestamp,
        now: Timestamp,
        report: &mut PostReport,
    ) -> Result<()> {
        let is_shown: HashSet<usize> = matches.kept_of.iter().flatten().copied().collect();
        // Of what is older than all that was read, some was read for its key: it has no neighbours here.
        let is_there =
            |place: &usize| kept[*place].published >= from && (!kept[*place].is_removed || is_shown.contains(place));
        let of_kept =
            (0..kept.len()).filter(is_there).map(|place| (kept[place].published, kept[place].id, Some(place)));
        let new = matches.new_places();
        let of_new = new.iter().map(|place| {
            (shown_time(&posts[*place], matches.shift_us).unwrap_or(now).min(now), PostId(i64::MAX), None)
        });
        let mut all: Vec<(Timestamp, PostId, Option<usize>)> = of_kept.chain(of_new).collect();
        all.sort_by_key(|(published, id, _)| std::cmp::Reverse((*published, *id)));
        let shown: Vec<bool> =
            all.iter().map(|(.., place)| place.is_none_or(|place| is_shown.contains(&place))).collect();
        let mut doubtful = Vec::new();
        for missing in missing::find(&shown) {
            let Some(post) = all[missing.place].2.map(|place| &kept[place]) else { continue };
            let misses = if missing.is_on_top { missing::MISSES_ON_TOP } else { missing::MISSES };
            if post.missed + 1 >= misses { report.removed.push(post.id) } else { doubtful.push(post.id) }
        }
        report.doubtful = doubtful.len();
        let is_missing: HashSet<PostId> = doubtful.iter().chain(&report.removed).copied().collect();
        let calmed = kept.iter().filter(|kept| kept.missed > 0 && !is_missing.contains(&kept.id));
        let calmed: Vec<PostId> = calmed.map(|kept| kept.id).collect();
        if !calmed.is_empty() {
            self.run("update post set missed = 0 where id in {list $1}", args![list(&calmed)]).await?;
        }
        if !doubtful.is_empty() {
            self.run("update post set missed = missed + 1 where id in {list $1}", args![list(&doubtful)]).await?;
        }
        if !report.removed.is_empty() {
            let text = "update post set missed = 0, removed_us = $2 where id in {list $1}";
            self.run(text, args![list(&report.removed), now]).await?;
        }
        Ok(())
    }

    /// Adds what is new: oldest first, so that ids follow the page where times are one.
    async fn add_posts(
        &mut self,
        article: ArticleId,
        posts: &[Post],
        matches: &Matches,
        now: Timestamp,
        report: &mut PostReport,
    ) -> Result<()> {
        let mut new = matches.new_places();
        // Of posts of one time the page shows the newest first.
        new.reverse();
        new.sort_by_key(|place| posts[*place].published);
        let mut rows = Vec::with_capacity(new.len());
        for place in new {
            rows.push((&posts[place], packed(&posts[place])?));
        }
        let text = "insert into post (article_id, key, published_us, claimed_us, modified_us, title, author, url, body)
            {values}
            on conflict (article_id, key) do update set modified_us = excluded.modified_us, title = excluded.title,
                author = excluded.author, url = excluded.url, body = excluded.body
            returning id";
        let answers = self
            .all_rows(text, rows.into_iter(), |(post, body), arguments| {
                bind_row!(arguments;
                    article,
                    post.key.as_str(),
                    shown_time(post, matches.shift_us).map_or(now, |published| published.min(now)),
                    shown_time(post, matches.shift_us),
                    post.modified,
                    post.title.as_str(),
                    post.author.as_deref(),
                    post.url.as_deref(),
                    body,
                );
            })
            .await?;
        report.added = first_column(&answers)?;
        // SQLite answers in any order.
        report.added.sort_unstable();
        Ok(())
    }
}

/// A shown post's time on the clock that its blog began with.
fn shown_time(post: &Post, shift_us: i64) -> Option<Timestamp> {
    post.published.map(|published| published.plus_us(-shift_us))
}

fn matched(kept: &[Kept], posts: &[Post]) -> Matches {
    let of_kept: Vec<Known<'_>> = kept
        .iter()
        .map(|kept| {
            let text = || {
                let body = unpack(&kept.body).map(|packed| packed.body).unwrap_or_default();
                format!("{} {}", kept.title, news::article::text_of(&body))
            };
            Known::new(&kept.key, kept.url.as_deref(), kept.claimed, text)
        })
        .collect();
    let shown: Vec<Known<'_>> = posts
        .iter()
        .map(|post| {
            let text = || format!("{} {}", post.title, news::article::text_of(&post.body));
            Known::new(&post.key, post.url.as_deref(), post.published, text)
        })
        .collect();
    match_posts(&of_kept, &shown)
}

/// What a shown post changes about its kept one, and whether a reader would see it; None when nothing differs. A page
/// that names no author, or gives a post no address, has not changed it.
fn change_of(old: &Kept, shown: &Post, shift_us: i64) -> Result<Option<(Change, bool)>> {
    let was = unpack(&old.body)?;
    let post = Post {
        author: shown.author.clone().or(old.author.clone()),
        url: shown.url.clone().or(old.url.clone()),
        ..shown.clone()
    };
    // A time that is told late counts when the post was there by then; else it stays as it was first told.
    let is_told_late = old.claimed.is_none() && shown.published.is_some();
    let published = match shown_time(shown, shift_us) {
        Some(told) if is_told_late => told.min(old.published),
        _ => old.published,
    };
    let is_text_same = was.body == post.body;
    let is_seen = old.title != post.title
        || old.author != post.author
        || old.url != post.url
        || was.is_key != post.is_key
        || !is_text_same
        || old.published != published;
    if !is_seen && old.key == post.key && !is_told_late {
        return Ok(None);
    }
    let reads_same = old.title == post.title
        && (is_text_same || news::article::text_of(&was.body) == news::article::text_of(&post.body));
    let before = if reads_same { None } else { Some((old.title.clone(), old.body.clone())) };
    let claimed = old.claimed.or(shown_time(shown, shift_us));
    let body = packed(&post)?;
    Ok(Some((Change { id: old.id, published, claimed, before, body, post }, is_seen)))
}

fn packed(post: &Post) -> Result<Vec<u8>> {
    pack(&Packed { body: post.body.clone(), is_key: post.is_key, ..Packed::default() })
}

fn read_kept(fields: &mut Fields) -> Result<Kept> {
    Ok(Kept {
        id: fields.next()?,
        key: fields.next()?,
        title: fields.next()?,
        published: fields.next()?,
        author: fields.next()?,
        url: fields.next()?,
        claimed: fields.next()?,
        is_removed: fields.next::<Option<i64>>()?.is_some(),
        missed: fields.next()?,
        body: fields.next()?,
    })
}

/// Reads `id, key, title, published_us, modified_us, author, url, body`.
pub(crate) fn read_post(fields: &mut Fields) -> Result<(PostId, Post)> {
    let id = fields.next()?;
    let mut post = Post {
        key: fields.next()?,
        title: fields.next()?,
        published: fields.next()?,
        modified: fields.next()?,
        author: fields.next()?,
        url: fields.next()?,
        ..Post::default()
    };
    let packed = unpack(&fields.next::<Vec<u8>>()?)?;
    (post.body, post.is_key) = (packed.body, packed.is_key);
    Ok((id, post))
}

//! Posts of live blogs.

use crate::database::Write;
use crate::outbox::EventKind;
use crate::pack::{Packed, pack, unpack};
use crate::sql::{Fields, args, bind_row, json, read_all};
use crate::{Result, Store};
use news::{ArticleId, Post, PostId, Timestamp};
use std::collections::{HashMap, HashSet};

impl Store {
    /// Keeps a live blog's posts; tells which are new or really changed. Posts that are no longer given stay.
    pub async fn put_posts(&self, article: ArticleId, now: Timestamp, posts: &[Post]) -> Result<Vec<PostId>> {
        let mut write = self.write().await?;
        let changed = write.put_posts(article, now, posts).await?;
        write.commit(now).await?;
        Ok(changed)
    }
}

impl Write<'_> {
    pub(crate) async fn put_posts(
        &mut self,
        article: ArticleId,
        now: Timestamp,
        posts: &[Post],
    ) -> Result<Vec<PostId>> {
        if posts.is_empty() {
            return Ok(Vec::new());
        }
        let kept = self.kept_posts(article, posts).await?;
        let mut seen = HashSet::with_capacity(posts.len());
        let mut rows = Vec::new();
        for post in posts.iter().filter(|post| seen.insert(post.key.as_str())) {
            let old = kept.get(post.key.as_str());
            if old.is_none_or(|(_, old)| !is_same(old, post)) {
                let body = pack(&Packed { body: post.body.clone(), is_key: post.is_key, ..Packed::default() })?;
                rows.push((post, body));
            }
        }
        let text = "insert into post (article_id, key, published_us, modified_us, title, author, url, body) {values}
            on conflict (article_id, key) do update set modified_us = excluded.modified_us, title = excluded.title,
                author = excluded.author, url = excluded.url, body = excluded.body
            returning id, key";
        let answers = self
            .all_rows(text, rows.into_iter(), |(post, body), arguments| {
                bind_row!(arguments;
                    article,
                    post.key.as_str(),
                    post.published.map_or(now, |published| published.min(now)),
                    post.modified,
                    post.title.as_str(),
                    post.author.as_deref(),
                    post.url.as_deref(),
                    body,
                );
            })
            .await?;
        let mut changed = Vec::with_capacity(answers.len());
        let mut added = 0;
        for (id, key) in read_all(&answers, |fields| Ok((fields.next::<PostId>()?, fields.next::<String>()?)))? {
            let is_new = !kept.contains_key(&key);
            added += i64::from(is_new);
            self.event(if is_new { EventKind::PostAdded } else { EventKind::PostChanged }, id.0);
            changed.push(id);
        }
        self.count("posts", added).await?;
        Ok(changed)
    }

    async fn kept_posts(&mut self, article: ArticleId, posts: &[Post]) -> Result<HashMap<String, (PostId, Post)>> {
        let keys: Vec<&str> = posts.iter().map(|post| post.key.as_str()).collect();
        let text = "select id, key, title, published_us, modified_us, author, url, body from post
            where article_id = $1 and key in {texts $2}";
        let rows = self.all(text, args![article, json(&keys)?]).await?;
        let posts = read_all(&rows, read_post)?;
        Ok(posts.into_iter().map(|(id, post)| (post.key.clone(), (id, post))).collect())
    }
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

/// Tells whether a reader would see no difference.
fn is_same(old: &Post, new: &Post) -> bool {
    old.title == new.title
        && old.author == new.author
        && old.url == new.url
        && old.is_key == new.is_key
        && old.body == new.body
}

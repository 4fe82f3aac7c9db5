//! What is live at this moment: blogs that are still written, and the stories they belong to.

use crate::Site;
use crate::answer::PageError;
use crate::cards::{Card, Story};
use crate::time_words::{Clock, When};
use news::Timestamp;
use store::PostPage;

const LIVE: i64 = 4;
/// A live blog without a post for so long is live no more.
const SILENT_US: i64 = Timestamp::DAY;

/// A live blog on the strip, with its newest post.
pub(super) struct LiveNow {
    pub card: Card,
    pub post: String,
    pub when: When,
}

/// Lists the live blogs that are still written.
pub(super) async fn live_now(site: &Site, clock: Clock) -> Result<Vec<LiveNow>, PageError> {
    let mut live = Vec::new();
    for card in site.store.live_blogs(LIVE).await? {
        let newest = site.store.posts(card.id, PostPage::Latest, 1).await?.pop();
        let at = newest.as_ref().and_then(|row| row.post.published).unwrap_or(card.published);
        if clock.now.since_us(at) < SILENT_US {
            let post = newest.map_or_else(String::new, |row| row.post.title);
            live.push(LiveNow { post, when: clock.when(at), card: Card::new(card, clock) });
        }
    }
    Ok(live)
}

/// Marks the stories that have one of these live blogs.
pub(super) fn mark_live(stories: &mut [Story], live: &[LiveNow]) {
    for story in stories {
        story.is_live = live.iter().any(|blog| blog.card.story == Some(story.id));
    }
}

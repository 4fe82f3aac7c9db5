//! What the signed-in reader did with the articles of a page, shown on its cards.

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::cards::Card;

/// Marks cards as read, starred and saved by the visitor; leaves them as they are for everyone else.
pub async fn mark<'c>(site: &Site, visit: &Visit, cards: impl Iterator<Item = &'c mut Card>) -> Result<(), PageError> {
    let Some(reader) = &visit.reader else { return Ok(()) };
    let mut cards: Vec<&mut Card> = cards.collect();
    let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
    let states = site.store.read_states(reader.id, &ids).await?;
    for card in &mut cards {
        card.state = states.get(&card.id).copied().unwrap_or_default();
    }
    Ok(())
}

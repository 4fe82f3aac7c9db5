//! The publishers of a story held against each other.

use super::cited::{Cited, CitedView, Library};
use super::{Viewer, read_or_known};
use crate::Site;
use crate::answer::PageError;
use crate::time_words::Clock;
use enrich::coverage::{self, DifferenceKind};
use news::{PublisherId, StoryId};
use std::sync::Arc;
use store::{ArticleCard, TextAndPosts};

/// What came of it.
#[derive(Debug, Default)]
pub struct Compared {
    differ: Vec<(DifferenceKind, Vec<Side>)>,
    alone: Vec<(String, Vec<Cited>)>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug)]
struct Side {
    words: String,
    cited: Vec<Cited>,
}

#[derive(Debug)]
struct LeftOut {
    cited: Cited,
    told_by: Vec<String>,
    left_out_by: Vec<String>,
}

/// The same as a page shows it.
pub struct ComparedView {
    pub differ: Vec<(&'static str, Vec<SideView>)>,
    pub alone: Vec<(String, Vec<CitedView>)>,
    pub left_out: Vec<LeftOutView>,
}

pub struct SideView {
    pub words: String,
    pub cited: Vec<CitedView>,
}

pub struct LeftOutView {
    pub cited: CitedView,
    pub told_by: String,
    pub left_out_by: String,
}

impl Compared {
    /// Compares the articles of a story, given newest first.
    pub async fn of(
        site: &Site,
        story: StoryId,
        cards: Vec<ArticleCard>,
        clock: Clock,
    ) -> Result<Arc<Self>, PageError> {
        read_or_known(site, &site.compared, story, cards, clock, Self::read).await
    }

    fn read(cards: &[ArticleCard], texts: &[TextAndPosts]) -> Self {
        let library = Library::new(cards, texts);
        let comparison = coverage::compare(&library.tellings());
        let cited = |passages: &[enrich::Passage]| passages.iter().filter_map(|one| library.cited(one)).collect();
        let names = |publishers: &[PublisherId]| {
            publishers.iter().filter_map(|id| library.publisher_name(*id)).map(str::to_owned).collect()
        };
        let sides = |difference: &coverage::Difference| {
            let side = |side: &coverage::Side| Side { words: side.words.clone(), cited: cited(&side.passages) };
            (difference.kind, difference.sides.iter().map(side).collect())
        };
        let left_out = |left_out: &coverage::LeftOut| {
            Some(LeftOut {
                cited: library.cited(&left_out.passage)?,
                told_by: names(&left_out.told_by),
                left_out_by: names(&left_out.left_out_by),
            })
        };
        Self {
            differ: comparison.differ.iter().map(sides).collect(),
            alone: comparison
                .alone
                .iter()
                .filter_map(|alone| Some((library.publisher_name(alone.publisher)?.to_owned(), cited(&alone.passages))))
                .collect(),
            left_out: comparison.left_out.iter().filter_map(left_out).collect(),
        }
    }

    pub fn view(&self, viewer: Viewer) -> ComparedView {
        let clock = viewer.clock;
        let views = |cited: &[Cited]| cited.iter().map(|cited| cited.view(1, viewer)).collect();
        let kind = |kind: DifferenceKind| match kind {
            DifferenceKind::Number => clock.tongue.compare_numbers(),
            DifferenceKind::Day => clock.tongue.compare_days(),
            DifferenceKind::Name => clock.tongue.compare_names(),
        };
        let list = |names: &[String]| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            names.join(clock.tongue.list_comma())
        };
        ComparedView {
            differ: self
                .differ
                .iter()
                .map(|(of, sides)| {
                    let side = |side: &Side| SideView { words: side.words.clone(), cited: views(&side.cited) };
                    (kind(*of), sides.iter().map(side).collect())
                })
                .collect(),
            alone: self.alone.iter().map(|(publisher, cited)| (publisher.clone(), views(cited))).collect(),
            left_out: self
                .left_out
                .iter()
                .map(|left_out| LeftOutView {
                    cited: left_out.cited.view(1, viewer),
                    told_by: list(&left_out.told_by),
                    left_out_by: list(&left_out.left_out_by),
                })
                .collect(),
        }
    }
}

impl ComparedView {
    pub fn is_empty(&self) -> bool {
        self.differ.is_empty() && self.alone.is_empty() && self.left_out.is_empty()
    }
}

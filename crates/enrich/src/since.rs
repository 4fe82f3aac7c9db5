//! What a story's newest articles say that its older ones did not: for a reader who knows those.
//!
//! In: the articles of a story, and which of them and of their posts are new. Out: sentences of the new ones. A sentence is
//! told already when an older one tells the same and has all of its numbers: "nine are missing" is news after "six are".

use crate::{
    sentences::cosine,
    stated::{self, Stated, share},
    summary::{self, Length, MOST_ARTICLES, Point},
    telling::Telling,
};
use news::{ArticleId, Lang};

/// What is read of an article: what an older one says far down was told, too.
const READ_BYTES: usize = 6 * 1024;
/// A sentence tells nothing new when an older one has so much of its words.
const KNOWN_WORDS: f32 = 0.7;
/// Shorter ones have too few words to tell by these alone.
const WORDS_ENOUGH: usize = 4;
/// From this cosine with an older sentence on, what else is said is not worth saying.
const NEARLY_SAID: f32 = 0.55;

/// Chooses among the sentences that say something new, the worthiest first, the others by time of publishing and place in their
/// text. `is_new` tells it of an article, or of the post of this key.
pub fn of_story(
    tellings: &[Telling],
    is_new: impl Fn(ArticleId, Option<&str>) -> bool,
    langs: &[Lang],
    most: usize,
) -> Vec<Point> {
    let mut order: Vec<usize> = (0..tellings.len()).filter(|&index| tellings[index].copy_of.is_none()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(tellings[index].published), tellings[index].article));
    order.truncate(MOST_ARTICLES);
    order.reverse();
    let candidates = summary::weighed(stated::read(tellings, &order, READ_BYTES), tellings, langs);
    let is_of_new = |stated: &Stated| is_new(tellings[stated.telling].article, stated.post);
    let (fresh, known): (Vec<usize>, Vec<usize>) =
        (0..candidates.len()).partition(|&index| is_of_new(&candidates[index].stated));
    let says_news = |stated: &Stated| {
        let lang = tellings[stated.telling].lang;
        let older = known.iter().map(|&index| &candidates[index].stated);
        stands_alone(stated)
            && !older.into_iter().any(|older| is_told_by(stated, older, tellings[older.telling].lang == lang))
    };
    let news = fresh.into_iter().filter(|&index| says_news(&candidates[index].stated)).collect();
    summary::points(&candidates, news, Length::Sentences(most), tellings)
}

fn stands_alone(stated: &Stated) -> bool {
    let standing = &stated.standing;
    !standing.points_back && !standing.speaks_of_itself && !standing.is_of_caption
}

/// Tells whether an older sentence says all of it.
fn is_told_by(stated: &Stated, older: &Stated, is_one_language: bool) -> bool {
    if !stated.numbers.iter().all(|number| older.numbers.binary_search(number).is_ok()) {
        return false;
    }
    let words_are_known = || {
        let known = stated.content.iter().filter(|word| older.content.binary_search(word).is_ok());
        stated.content.len() >= WORDS_ENOUGH && known.count() as f32 >= KNOWN_WORDS * stated.content.len() as f32
    };
    let is_nearly_said = || cosine(&stated.features, &older.features) >= NEARLY_SAID;
    stated.tells_what(older, is_one_language)
        || is_one_language && (words_are_known() || is_nearly_said() && share(&stated.plain, &older.plain) > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::{Block, Post, PublisherId, RichText, Timestamp};

    fn told(older: &[&str], newer: &[&str]) -> Vec<String> {
        let telling = |(number, text): (usize, &&'static str)| Telling {
            article: ArticleId(number as i64),
            publisher: PublisherId(number as i64),
            published: Timestamp(number as i64 * Timestamp::MINUTE),
            ..Telling::alone("Ferry aground off Lindwick", text, Lang::EN)
        };
        let older: Vec<&'static str> = older.iter().map(|text| &*text.to_string().leak()).collect();
        let newer: Vec<&'static str> = newer.iter().map(|text| &*text.to_string().leak()).collect();
        let tellings: Vec<Telling> = older.iter().chain(&newer).enumerate().map(telling).collect();
        let points = of_story(&tellings, |article, _| article.0 >= older.len() as i64, &[Lang::EN], 3);
        points.into_iter().map(|point| point.passage.sentence).collect()
    }

    const AGROUND: &str = "The ferry Aurelia ran aground off Lindwick on Monday evening with 212 people on board. \
        Captain Maria Oakes said that thick fog had hidden the sandbank off Lindwick.";

    #[test]
    fn only_what_was_not_told_is_new() {
        let check = |newer: &str, expected: &[&str]| assert_eq!(told(&[AGROUND], &[newer]), expected, "{newer}");
        check("", &[]);
        check(AGROUND, &[]);
        check("With 212 people on board, the ferry Aurelia ran aground off Lindwick on Monday evening.", &[]);
        check(
            "The ferry Aurelia ran aground off Lindwick on Monday evening with 212 people on board. \
             Two tugs from Port Ellery pulled the Aurelia free at dawn.",
            &["Two tugs from Port Ellery pulled the Aurelia free at dawn."],
        );
        // The number is the news.
        let more = "The ferry Aurelia ran aground off Lindwick on Monday evening with 218 people on board.";
        check(more, &[more]);
        // By itself it tells nobody anything.
        check("They were all brought ashore by noon on Tuesday.", &[]);
    }

    #[test]
    fn without_anything_known_all_is_new() {
        assert_eq!(told(&[], &[AGROUND]).len(), 2);
        assert_eq!(told(&[AGROUND], &[]), [""; 0]);
    }

    #[test]
    fn a_post_may_be_new_where_its_live_blog_is_not() {
        let post = |key: &str, text: &str| Post {
            key: key.to_owned(),
            body: vec![Block::Paragraph(RichText::plain(text))],
            ..Post::default()
        };
        let posts = [
            post("b", "Two tugs from Port Ellery pulled the Aurelia free at dawn."),
            post("a", "Captain Maria Oakes said that thick fog had hidden the sandbank off Lindwick."),
        ];
        let blog = Telling { posts: &posts, ..Telling::alone("Ferry aground", AGROUND, Lang::EN) };
        let points = of_story(&[blog], |_, post| post == Some("b"), &[], 3);
        let found: Vec<_> = points.iter().map(|point| point.passage.post.as_deref()).collect();
        assert_eq!(found, [Some("b")]);
    }
}

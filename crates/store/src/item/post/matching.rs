//! Which of the posts that a page shows are kept already, whatever the page calls them now.
//!
//! Invariant: a shown post goes with one kept post at most, and a kept one with one shown. What is sure goes first: the
//! same key with the same time or similar words, the same address, the same words, similar words at the same minute. A
//! key without words needs its time: a page that numbers its posts gives an old number to a new one.

use news::Timestamp;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

/// No clock on earth is further from another's.
const MAX_SHIFT_MIN: i64 = 14 * 60;
/// Clocks differ by a multiple of this.
const SHIFT_STEP_MIN: i64 = 15;
/// So many posts that moved by one and the same time make it the page's clock that moved.
const MIN_SHIFTED: usize = 3;
/// Words of so many letters are said again after this long at most when they are not the same post.
const LONG_LETTERS: usize = 60;
const SHORT_LETTERS: usize = 20;

/// A post as far as it can be known again.
pub(super) struct Known<'a> {
    pub key: &'a str,
    pub url: Option<&'a str>,
    /// As its publisher tells it.
    pub claimed: Option<Timestamp>,
    text: Box<dyn Fn() -> String + 'a>,
    words: OnceCell<Words>,
}

impl<'a> Known<'a> {
    /// `text` gives title and body; it is asked only where keys do not tell.
    pub fn new(key: &'a str, url: Option<&'a str>, claimed: Option<Timestamp>, text: impl Fn() -> String + 'a) -> Self {
        Self { key, url, claimed, text: Box::new(text), words: OnceCell::new() }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(&(self.text)()))
    }

    fn minute(&self) -> Option<i64> {
        self.claimed.map(|claimed| claimed.0.div_euclid(Timestamp::MINUTE))
    }
}

/// What a post says, without its spelling: letters and digits alone.
struct Words {
    hash: u64,
    letters: usize,
    /// The hashes of every three letters in a row, sorted, each once.
    threes: Vec<u64>,
}

impl Words {
    fn of(text: &str) -> Self {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let mut threes: Vec<u64> = letters
            .windows(3)
            .map(|three| three.iter().fold(0, |hash, letter| hash << 21 | u64::from(u32::from(*letter))))
            .collect();
        threes.sort_unstable();
        threes.dedup();
        let whole: String = letters.iter().collect();
        Self { hash: xxh3_64(whole.as_bytes()), letters: letters.len(), threes }
    }

    /// 0 to 1: how much of both is common to both, or how much of the shorter stands in the longer.
    fn similarity(&self, other: &Self) -> f32 {
        if self.hash == other.hash {
            return 1.0;
        }
        let (mut common, mut at) = (0usize, 0usize);
        for three in &self.threes {
            at += other.threes[at..].partition_point(|own| own < three);
            common += usize::from(other.threes.get(at) == Some(three));
        }
        let least = self.threes.len().min(other.threes.len());
        let of_both = 2.0 * common as f32 / (self.threes.len() + other.threes.len()).max(1) as f32;
        // A few words stand in every long text.
        let of_less = if least >= SHORT_LETTERS { 0.8 * common as f32 / least as f32 } else { 0.0 };
        of_both.max(of_less)
    }
}

/// What goes with what.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Matches {
    /// For each shown post the place of its kept one.
    pub kept_of: Vec<Option<usize>>,
    /// Places of shown posts that say what another shown one says.
    pub doubles: HashSet<usize>,
    /// By how much the page's clock has moved since its posts were kept.
    pub shift_us: i64,
}

impl Matches {
    /// Lists the places of shown posts that are not kept yet, in the order of the page.
    pub fn new_places(&self) -> Vec<usize> {
        let is_new = |place: &usize| self.kept_of[*place].is_none() && !self.doubles.contains(place);
        (0..self.kept_of.len()).filter(is_new).collect()
    }
}

/// Finds the kept post of each shown one.
pub(super) fn match_posts(kept: &[Known<'_>], shown: &[Known<'_>]) -> Matches {
    let mut matching = Matching {
        kept,
        shown,
        kept_of: vec![None; shown.len()],
        is_taken: vec![false; kept.len()],
        doubles: HashSet::new(),
    };
    let by_key: HashMap<&str, usize> = kept.iter().enumerate().map(|(place, kept)| (kept.key, place)).collect();
    matching.find_doubles(&by_key);
    matching.by_key(&by_key);
    matching.by_address();
    let same = matching.of_same_words();
    let shift_min = matching.shift_min(&same);
    matching.by_same_words(same, shift_min);
    matching.by_similar_words(shift_min);
    matching.by_key_alone(&by_key, shift_min);
    Matches { kept_of: matching.kept_of, doubles: matching.doubles, shift_us: shift_min * Timestamp::MINUTE }
}

struct Matching<'a> {
    kept: &'a [Known<'a>],
    shown: &'a [Known<'a>],
    kept_of: Vec<Option<usize>>,
    is_taken: Vec<bool>,
    doubles: HashSet<usize>,
}

impl<'a> Matching<'a> {
    fn take(&mut self, shown: usize, kept: usize) {
        if self.kept_of[shown].is_none() && !self.is_taken[kept] {
            self.kept_of[shown] = Some(kept);
            self.is_taken[kept] = true;
        }
    }

    fn open_shown(&self) -> Vec<usize> {
        let is_open = |place: &usize| self.kept_of[*place].is_none() && !self.doubles.contains(place);
        (0..self.shown.len()).filter(is_open).collect()
    }

    fn open_kept(&self) -> Vec<usize> {
        (0..self.kept.len()).filter(|place| !self.is_taken[*place]).collect()
    }

    /// Some pages show a post a second time, pinned on top: under another key, at the same minute, in the same words.
    fn find_doubles(&mut self, by_key: &HashMap<&str, usize>) {
        let mut keys = HashSet::new();
        let mut minutes: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (place, post) in self.shown.iter().enumerate() {
            if !keys.insert(post.key) {
                self.doubles.insert(place);
            } else if let Some(minute) = post.minute() {
                minutes.entry(minute).or_default().push(place);
            }
        }
        for mut places in minutes.into_values().filter(|places| places.len() > 1) {
            places.sort_by_key(|place| !by_key.contains_key(self.shown[*place].key));
            let mut said = HashSet::new();
            for place in places {
                let words = self.shown[place].words();
                if words.letters >= SHORT_LETTERS && !said.insert(words.hash) {
                    self.doubles.insert(place);
                }
            }
        }
    }

    fn by_key(&mut self, by_key: &HashMap<&str, usize>) {
        for place in self.open_shown() {
            let (shown, kept) = (self.shown, self.kept);
            let Some(&at) = by_key.get(shown[place].key) else { continue };
            let is_same_time = shown[place].claimed.is_some() && shown[place].claimed == kept[at].claimed;
            if is_same_time || shown[place].words().similarity(kept[at].words()) >= 0.4 {
                self.take(place, at);
            }
        }
    }

    /// An address that on both sides one post alone has.
    fn by_address(&mut self) {
        fn owners<'b>(posts: &[Known<'b>]) -> HashMap<&'b str, Option<usize>> {
            let mut owners = HashMap::new();
            for (place, post) in posts.iter().enumerate() {
                if let Some(url) = post.url {
                    owners.entry(url).and_modify(|owner| *owner = None).or_insert(Some(place));
                }
            }
            owners
        }
        let open = self.open_shown();
        if open.is_empty() {
            return;
        }
        let (of_kept, of_shown) = (owners(self.kept), owners(self.shown));
        for place in open {
            let Some(url) = self.shown[place].url else { continue };
            let (Some(Some(at)), Some(Some(_))) = (of_kept.get(url), of_shown.get(url)) else { continue };
            let (shown, kept) = (&self.shown[place], &self.kept[*at]);
            let is_same_time = shown.claimed.is_some() && shown.claimed == kept.claimed;
            if is_same_time || shown.words().similarity(kept.words()) >= 0.4 {
                self.take(place, *at);
            }
        }
    }

    /// Pairs of posts that say the same, nearest in time first: (shown, kept, minutes from the kept one's time to the
    /// shown one's).
    fn of_same_words(&self) -> Vec<(usize, usize, Option<i64>)> {
        let open = self.open_shown();
        if open.is_empty() {
            return Vec::new();
        }
        let mut by_words: HashMap<u64, Vec<usize>> = HashMap::new();
        for at in self.open_kept() {
            by_words.entry(self.kept[at].words().hash).or_default().push(at);
        }
        let mut pairs = Vec::new();
        for place in open {
            let own = self.shown[place].words();
            for &at in by_words.get(&own.hash).into_iter().flatten().take(8) {
                pairs.push((place, at, moved_min(&self.kept[at], &self.shown[place])));
            }
        }
        pairs.sort_by_key(|(_, _, moved)| moved.unwrap_or(i64::MAX).abs());
        pairs
    }

    /// By how many minutes the page's clock has moved; 0 unless most of its posts say so alike.
    fn shift_min(&self, same: &[(usize, usize, Option<i64>)]) -> i64 {
        let matched =
            (0..self.shown.len()).filter_map(|place| moved_min(&self.kept[self.kept_of[place]?], &self.shown[place]));
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        let mut pairs = 0;
        for moved in matched.chain(same.iter().filter_map(|(_, _, moved)| *moved)) {
            *counts.entry(moved).or_default() += 1;
            pairs += 1;
        }
        let is_of_clocks = |moved: &i64| moved % SHIFT_STEP_MIN == 0 && moved.abs() <= MAX_SHIFT_MIN;
        counts
            .into_iter()
            .filter(|(moved, count)| is_of_clocks(moved) && *count >= MIN_SHIFTED && 2 * count > pairs)
            .map(|(moved, _)| moved)
            .next()
            .unwrap_or(0)
    }

    fn by_same_words(&mut self, mut pairs: Vec<(usize, usize, Option<i64>)>, shift_min: i64) {
        pairs.sort_by_key(|(_, _, moved)| moved.map_or(i64::MAX, |moved| (moved - shift_min).abs()));
        for (place, at, moved) in pairs {
            let letters = self.shown[place].words().letters;
            let is_same = match moved {
                Some(moved) => {
                    (moved - shift_min).abs() <= 2
                        || letters >= SHORT_LETTERS && moved.abs() <= 10
                        || letters >= LONG_LETTERS && moved.abs() <= MAX_SHIFT_MIN
                }
                None => letters >= SHORT_LETTERS,
            };
            if is_same {
                self.take(place, at);
            }
        }
    }

    fn by_similar_words(&mut self, shift_min: i64) {
        let open = self.open_shown();
        if open.is_empty() {
            return;
        }
        let mut by_minute: BTreeMap<Option<i64>, Vec<usize>> = BTreeMap::new();
        for at in self.open_kept() {
            by_minute.entry(self.kept[at].minute()).or_default().push(at);
        }
        let mut pairs = Vec::new();
        for place in open {
            let shown = &self.shown[place];
            let minutes = match shown.minute() {
                Some(minute) => (-1..=1).map(|near| Some(minute - shift_min + near)).collect(),
                None => vec![None],
            };
            let least = if shown.claimed.is_some() { 0.6 } else { 0.8 };
            for at in minutes.iter().filter_map(|minute| by_minute.get(minute)).flatten().take(64) {
                let similarity = shown.words().similarity(self.kept[*at].words());
                let is_long = shown.claimed.is_some() || shown.words().letters >= SHORT_LETTERS;
                if similarity >= least && is_long {
                    pairs.push((place, *at, similarity));
                }
            }
        }
        pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        for (place, at, _) in pairs {
            self.take(place, at);
        }
    }

    /// A post whose words were all rewritten is known by its key, as long as its time is the same: an old number on a new
    /// post looks like an edit of everything.
    fn by_key_alone(&mut self, by_key: &HashMap<&str, usize>, shift_min: i64) {
        for place in self.open_shown() {
            let Some(&at) = by_key.get(self.shown[place].key) else { continue };
            let (shown, kept) = (self.shown[place].claimed, self.kept[at].claimed);
            if shown.is_some() && shown == kept.map(|claimed| claimed.plus_us(shift_min * Timestamp::MINUTE)) {
                self.take(place, at);
            }
        }
    }
}

/// Minutes from the time that a kept post was told with to that of a shown one.
fn moved_min(kept: &Known<'_>, shown: &Known<'_>) -> Option<i64> {
    Some(shown.minute()? - kept.minute()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Posts as "key minute words", one a line; "-" for no minute.
    fn posts(text: &str) -> Vec<Known<'_>> {
        let post = |line: &'_ str| -> Option<(String, Option<Timestamp>, String)> {
            let mut parts = line.trim().splitn(3, ' ');
            let (key, minute) = (parts.next()?.to_owned(), parts.next()?);
            let claimed = minute.parse::<i64>().ok().map(|minute| Timestamp(minute * Timestamp::MINUTE));
            Some((key, claimed, parts.next().unwrap_or_default().to_owned()))
        };
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let (_, claimed, words) = post(line).unwrap();
                let key = line.trim().split(' ').next().unwrap();
                Known::new(key, None, claimed, move || words.clone())
            })
            .collect()
    }

    /// `expected` tells for each shown post the key of its kept one, "new" or "double"; then the clock's shift in minutes.
    fn check(kept: &str, shown: &str, expected: &str) {
        let (kept, shown) = (posts(kept), posts(shown));
        let matches = match_posts(&kept, &shown);
        let told: Vec<&str> = (0..shown.len())
            .map(|place| match matches.kept_of[place] {
                Some(at) => kept[at].key,
                None if matches.doubles.contains(&place) => "double",
                None => "new",
            })
            .collect();
        let shift = matches.shift_us / Timestamp::MINUTE;
        assert_eq!(format!("{} {shift}", told.join(" ")), expected);
    }

    const KEPT: &str = "
        a 700 The ferry from the old pier did not leave on time
        b 690 Two hundred people wait on the quay with their bicycles
        c 680 The harbour master says that a rope has torn
        d 670 Good morning and welcome to our live coverage of the storm";

    #[test]
    fn posts_are_known_again_under_new_keys() {
        check(KEPT, KEPT, "a b c d 0");
        // New keys, new order, and one edited.
        check(
            KEPT,
            "w 680 The harbour master says that a rope has torn at last
             x 670 Good morning and welcome to our live coverage of the storm!
             y 700 The ferry from the old pier did not leave on time
             z 710 A second ferry is on its way",
            "c d a new 0",
        );
        // Numbers that count from the top go to other posts with each new one.
        check(
            KEPT,
            "a 710 A second ferry is on its way
             b 700 The ferry from the old pier did not leave on time
             c 690 Two hundred people wait on the quay with their bicycles
             d 680 The harbour master says that a rope has torn",
            "new a b c 0",
        );
        // And go to none of them when all are new.
        check(
            KEPT,
            "a 950 A second storm is on its way
             b 940 Rain has come to the upper town
             c 930 No bus runs there any more",
            "new new new 0",
        );
    }

    #[test]
    fn a_clock_that_moved_moves_no_post() {
        // Two posts are no clock.
        check(
            KEPT,
            "u 760 The ferry from the old pier did not leave on time
             v 750 Two hundred people wait on the quay with their bicycles",
            "new new 0",
        );
        check(
            KEPT,
            "t 770 Nobody was hurt, the harbour master says
             u 760 The ferry from the old pier did not leave on time
             v 750 Two hundred people wait on the quay with their bicycles
             w 740 The harbour master says that a rope has torn
             x 730 Good morning, and welcome to live coverage of the storm",
            "new a b c d 60",
        );
    }

    #[test]
    fn what_is_said_again_is_another_post() {
        check("a 700 Goal!", "a 700 Goal!\nb 703 Goal!", "a new 0");
        check("a 700 Goal!", "b 730 Goal!", "new 0");
        check("a 700 Goal!", "b 701 Goal!", "a 0");
        check("a 700 Good morning", "a 700 Good morning\nb 2140 Good morning", "a new 0");
        let pinned = "pin 690 Two hundred people wait on the quay with their bicycles";
        check(KEPT, &format!("{pinned}{KEPT}"), "double a b c d 0");
        check("", &format!("{pinned}{KEPT}"), "new new double new new 0");
    }

    #[test]
    fn posts_without_a_time_are_known_by_their_words() {
        check("a - The ferry from the old pier is late", "b - The ferry from the old pier is late", "a 0");
        check("a - Goal!", "b - Goal!", "new 0");
    }
}

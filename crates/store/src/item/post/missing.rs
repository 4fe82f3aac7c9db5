//! Which kept posts a page ought to show and does not.
//!
//! Most pages show their newest posts only, some with an old one pinned on top, and now and then a page comes half: so a
//! missing post says nothing unless the page still shows what stood around it. What is missing must be a short run with
//! [`BELOW`] shown posts right below it and one above; and all that is missing must be little beside what is shown. The
//! run on top of the page has nothing above it: a copy of the page that a cache has kept looks the same, so that it must be
//! missing for longer.

/// Fetches in a row without a post until it counts as removed.
pub(super) const MISSES: i64 = 2;
/// The same for posts that stood above all that is shown.
pub(super) const MISSES_ON_TOP: i64 = 4;
/// Shown posts that must follow a run of missing ones. The oldest posts of a blog are therefore never found missing.
const BELOW: usize = 3;
/// So many may be missing at once however little is shown; else a quarter of that.
const FEW: usize = 2;

/// A missing post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    pub place: usize,
    pub is_on_top: bool,
}

/// Finds what is missing among kept posts, given for each, newest first, whether the page shows it.
pub(super) fn find(shown: &[bool]) -> Vec<Missing> {
    let allowed = (shown.iter().filter(|is_shown| **is_shown).count() / 4).max(FEW);
    let mut missing = Vec::new();
    let mut place = 0;
    while place < shown.len() {
        let run = shown[place..].iter().take_while(|is_shown| !**is_shown).count();
        let end = place + run;
        let below = shown[end..].iter().take(BELOW).filter(|is_shown| **is_shown).count();
        let is_on_top = place == 0;
        if run > 0 && below == BELOW && run <= if is_on_top { FEW } else { allowed } {
            missing.extend((place..end).map(|place| Missing { place, is_on_top }));
        }
        place = end + 1;
    }
    if missing.len() > allowed { Vec::new() } else { missing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_missing_where_its_neighbours_are_shown() {
        // "#" is shown, "." is not; then what is missing: "x" between others, "t" on top.
        let check = |shown: &str, expected: &str| {
            let mut told: Vec<char> = shown.chars().collect();
            for missing in find(&shown.chars().map(|post| post == '#').collect::<Vec<_>>()) {
                told[missing.place] = if missing.is_on_top { 't' } else { 'x' };
            }
            assert_eq!(told.into_iter().collect::<String>(), expected);
        };
        check("########", "########");
        check("##.#####", "##x#####");
        check(".#######", "t#######");
        check("..######", "tt######");
        check("...#####", "...#####");
        // A page of the newest few, with an old post pinned.
        check("####....", "####....");
        check("####...#", "####...#");
        check("####.#", "####.#");
        // The oldest ones say nothing.
        check("#######.", "#######.");
        check("#####.##", "#####.##");
        // Neighbours that went together, and a page that came half.
        check("###..###", "###xx###");
        check("##...###", "##...###");
        check("#.###.###.###", "#.###.###.###");
        check("#.###.######", "#x###x######");
        check("", "");
    }
}

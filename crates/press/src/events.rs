//! The events' files, by the events' ids.

macro_rules! events {
    ($($id:literal),+ $(,)?) => {
        pub const EVENTS: &[(&str, &str)] = &[$(($id, include_str!(concat!("../world/events/", $id, ".toml")))),+];
    };
}

events![
    "anchorage-summit",
    "antwerp-dock-strike",
    "baltic-ferry",
    "birchbark-letters",
    "brenmark-election",
    "castria-rate",
    "corvane-results",
    "crown-cup-final",
    "crown-cup-women",
    "data-retention-court",
    "deep-sea-garden",
    "fjord-marathon",
    "galicia-wildfire",
    "ghent-theft",
    "gobi-eggs",
    "graz-robotaxis",
    "halden-brightwater",
    "heron-probe",
    "kestrel-chip",
    "lumenor-results",
    "lynx-escape",
    "mur-flood",
    "nasal-flu-vaccine",
    "nemuro-quake",
    "nimbora-outage",
    "norrmark-rate",
    "pelham-prize",
    "quito-water-summit",
    "regio-rail-strike",
    "rongwan-lighthouse",
    "saltholm-opera",
    "salvio-transfer",
    "san-telmo-festival",
    "school-phone-ban",
    "seville-heat",
    "silvretta-tunnel",
    "singing-planet",
    "stellhaven-breach",
    "surroo-insolvency",
    "taltal-quake",
    "talvia-cabinet",
    "tern-probe-lost",
    "thessaly-open",
    "tikhaya-bridge",
    "tour-of-the-winds",
    "yunling-railway",
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_is_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/world/events");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        files.sort();
        assert_eq!(files, super::EVENTS.iter().map(|event| event.0).collect::<Vec<_>>());
    }
}

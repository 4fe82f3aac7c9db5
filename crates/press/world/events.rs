events![
    "anchorage-summit",
    "brenmark-election",
    "data-retention-court",
    "quito-water-summit",
    "talvia-cabinet",
];

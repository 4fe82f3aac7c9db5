## Die Suche

search-head = Suche
search-title = { $query }: Suche
search-for = Suchen nach
search-results = Ergebnisse
search-more-than = Mehr als { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
search-more = Weitere Ergebnisse
search-narrow = Eingrenzen
search-narrow-langs = Sprache
search-narrow-publishers = Medium
search-narrow-sections = Ressort
search-narrow-part = Gezählt sind die ersten { NUMBER($count) } Treffer.
search-nothing = Nichts gefunden für „{ $query }“.
search-nothing-hint = Weniger oder allgemeinere Wörter finden mehr. Durchsucht werden Titel, Texte, Medien und Hashtags.
search-invitation = Jeder Artikel lässt sich nach seinen Wörtern, seinem Medium, seinen Hashtags und seinem Datum finden.
search-broken = Die Suche ist im Augenblick nicht verfügbar. Die Ursache steht im Protokoll des Servers.
search-description = { $site } durchsuchen

search-precisely = Genauer suchen
search-example-phrase = steigendes Meer
search-example-not = Fußball
search-example-title = Hafen
search-example-hashtag = Klimagipfel
search-phrase = genau diese Wortfolge
search-not = ohne dieses Wort
search-title-word = in der Überschrift
search-publisher = aus einem Medium
search-hashtag = mit diesem Hashtag
search-section = aus einem Ressort
search-lang = in einer Sprache
search-after = an diesem Tag oder später erschienen
search-before = vor diesem Tag erschienen

search-note-quote = Ein Anführungszeichen ist nicht geschlossen; die Wortfolge reicht bis zum Ende.
search-note-date = „{ $text }“ enthält kein Datum wie 2026-01-31 und wurde deshalb als Wörter gesucht.
search-note-language = „{ $text }“ enthält kein Sprachkürzel und wurde deshalb als Wörter gesucht.
search-note-empty = „{ $text }“ nennt nichts, wonach zu suchen wäre; es wurde als Wort gesucht.
search-note-exclusions = Es wurde nichts genannt, wonach zu suchen wäre; gezeigt wird alles Übrige.
search-note-cut = Die Anfrage war zu lang und wurde gekürzt.
search-note-long = { $count ->
    [one] Die Anfrage war zu lang; { $count } Wort wurde ausgelassen.
   *[other] Die Anfrage war zu lang; { $count } Wörter wurden ausgelassen.
}

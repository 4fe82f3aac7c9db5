## Die Titelseite, die Ressorts und die Liste von allem

front-head = Das Wichtigste
front-live = Jetzt live
front-since = Seit Ihrem letzten Besuch
front-since-new = Seit Ihrem letzten Besuch { $looked }: { $count ->
    [one] { $count } neuer Artikel
   *[other] { $count } neue Artikel
}.
front-since-about = Seit Ihrem letzten Besuch { $looked }: { $count ->
    [one] { $count } neuer Artikel
   *[other] { $count } neue Artikel
}, vor allem zu { $stories }.
front-headline-comma = { "; " }
front-latest = Neueste
front-trending = Viel beschrieben
front-more = Weitere Themen
front-empty = Noch ist nichts eingetroffen.
front-empty-hint = Sobald die Quellen gelesen sind, stehen hier ihre Themen.
front-empty-sources = Zu den Quellen.
section-empty = In diesem Ressort gibt es noch keine Themen.

river-head = Neueste
river-empty = Noch ist nichts eingetroffen.
river-unread = Ungelesen
river-unread-empty = Hier ist alles gelesen.
river-mark-all = Alles als gelesen markieren
river-marked = Alles als gelesen markiert { $when }.
river-undo = Rückgängig machen
river-older = Ältere Artikel

publisher-empty = Von diesem Medium ist nichts vorhanden.
publisher-kept = { $count } Artikel vorhanden

hashtag-empty = Kein Artikel mit diesem Hashtag ist vorhanden.
hashtag-facts = { $kind ->
    [person] Person
    [organisation] Organisation
    [place] Ort
   *[topic] Thema
}; { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
hashtag-also-written = { $facts }; auch { $spellings } geschrieben

place-facts = { $kind ->
    [city] Stadt
    [region] Region
    [country] Land
   *[wide] Weltgegend
}; { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
place-empty = Über diesen Ort ist kein Artikel gespeichert.

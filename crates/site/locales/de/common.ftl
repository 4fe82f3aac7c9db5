## Wörter, die auf vielen Seiten stehen

articles = { $count } Artikel
publishers = { $count ->
    [one] { $count } Medium
   *[other] { $count } Medien
}
comments = { $count ->
    [one] { $count } Kommentar
   *[other] { $count } Kommentare
}
coverage = { $articles } Artikel aus { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
}

list-comma = { ", " }
list-end = { $start } und { $last }
list-end-of-markup = { $start } und { $last }

sign-in = Anmelden
follow = Folgen
unfollow = Nicht mehr folgen
following-unfollow = Sie folgen: beenden
live = Live
all = Alle
articles-head = Artikel
stories-head = Themen
hashtags-head = Hashtags
take-back = Zurücknehmen
appeal = Widersprechen
leave-as-it-is = Lassen, wie es ist
leave-it = Abbrechen
former-reader = ein früheres Mitglied

## Ressorts

section-politics = Politik
section-business = Wirtschaft
section-science = Wissen
section-technology = Digital
section-sports = Sport
section-culture = Kultur
section-society = Gesellschaft

## Ein Artikel in einer Liste

access-metered = begrenzt frei
access-subscribers = im Abo
card-saved = gemerkt
card-starred = mit Stern
card-updated = aktualisiert
card-also-in = auch bei { $publishers }

## Ein Thema in einer Liste

story-day = Tag { NUMBER($day) }
story-foot = Berichte, und warum das Thema hier steht

rank-countries = in { NUMBER($countries) } Ländern
rank-languages = in { NUMBER($languages) } Sprachen
rank-countries-and-languages = in { NUMBER($countries) } Ländern und { NUMBER($languages) } Sprachen
rank-lately = { $count ->
    [one] { $count } Medium
   *[other] { $count } Medien
} in den letzten 10 Stunden
rank-copies = nachgedruckt von { $count ->
    [one] { $count } Medium
   *[other] { $count } Medien
}
rank-speed = { NUMBER($count) } Medien binnen 3 Stunden
rank-follow-ups = { $count ->
    [one] { $count } Folgebericht
   *[other] { $count } Folgeberichte
}
rank-pace = { $count ->
    [one] der einzige Artikel seines Mediums in 10 Stunden
   *[other] einer von { $count } Artikeln seines Mediums in 10 Stunden
}
rank-pace-many = einer von 100 oder mehr Artikeln seines Mediums in 10 Stunden

also-about = Auch über { $hashtags }

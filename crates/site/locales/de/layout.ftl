## Was um jede Seite steht

layout-skip = Zum Inhalt
layout-search = Suche
layout-search-site = Die Website durchsuchen
layout-saved = Gemerkt
layout-sections = Ressorts
layout-notices = { $count ->
    [one] { $count } Mitteilung
   *[other] { $count } Mitteilungen
}
layout-undecided = { NUMBER($count) } zu entscheiden

nav-top-stories = Das Wichtigste
nav-following = Folge ich
nav-latest = Neueste

foot-site = { $site }, aus Medien, denen die Betreiber vertrauen
foot-sources = Quellen
foot-corrections = Korrekturen
foot-decisions = Entscheidungen
foot-readers = Konten
foot-moderation = Moderation
foot-keyboard = Tastatur
foot-feed-page = Feed dieser Seite
foot-feed-stories = Feed der Themen
foot-feed-articles = Feed der Artikel

feed-stories = { $site }: das Wichtigste
feed-articles = { $site }: neueste Artikel
feed-comments = Kommentare: { $title }

new-articles = { $count ->
    [one] { $count } neuer Artikel
   *[other] { $count } neue Artikel
}
new-comments = { $count ->
    [one] { $count } neuer Kommentar
   *[other] { $count } neue Kommentare
}

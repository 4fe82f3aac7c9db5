## Die Quellen

sources-head = Quellen
sources-count = { $count ->
    [one] { $count } Quelle
   *[other] { $count } Quellen
}
sources-stories = { $count ->
    [one] { $count } Thema
   *[other] { $count } Themen
}
sources-note = { $sources }, { $publishers }; { $articles } und { $stories } vorhanden.
sources-address = Adresse, der gefolgt werden soll
sources-empty = Noch wird keiner Quelle gefolgt.
sources-source = Quelle
sources-state = Zustand
sources-last-read = Zuletzt gelesen
sources-next = Nächstes Mal
sources-articles = Artikel
sources-not-yet = noch nicht
sources-never = nie
sources-more = Weitere Quellen
sources-notices = { $count ->
    [one] { $count } Hinweis
   *[other] { $count } Hinweise
}
sources-last-fetches = Letzte Abrufe
sources-log-line = { $when }: { $what }
sources-fetched = { $count ->
    [one] { $count } neuer Eintrag
   *[other] { $count } neue Einträge
}, { NUMBER($kilobytes) } KB, { NUMBER($ms) } ms
sources-fetch-status = { $status }, { $what }
sources-fetch-failed = { $error }, { NUMBER($ms) } ms
sources-failed = { $count ->
    [one] { $count } gescheiterter Abruf
   *[other] { $count } gescheiterte Abrufe
}
source-waiting = wartet
source-well = in Ordnung
source-paused = angehalten
source-gone = verschwunden
source-problem = { $fault ->
    [passing] { $error } (wird wieder versucht)
    [theirs] { $error } (muss das Medium beheben)
    [gone] { $error } (für immer verschwunden)
    [refused] { $error } (hier zur Sicherheit abgelehnt)
   *[ours] { $error } (die Adresse oder die Einstellungen hier sind falsch)
}
source-paused-by = angehalten von { $by }

source-pause = Anhalten
source-resume = Fortsetzen
source-unfollow = Nicht mehr folgen
source-pause-head = { $source } anhalten?
source-resume-head = { $source } fortsetzen?
source-unfollow-head = { $source } nicht mehr folgen?
source-pause-meaning = Die Quelle wird nicht mehr abgerufen, bis Sie sie fortsetzen. Ihre Artikel bleiben.
source-resume-meaning = Die Quelle wird wieder abgerufen, jetzt und von nun an.
source-unfollow-meaning = Die Quelle wird nicht mehr abgerufen und verlässt diese Liste. Ihre Artikel bleiben.

## Einer neuen Quelle folgen

following-title = Folgen
following-looking = Es wird nachgesehen
following-asked = Unter der Adresse wird nach einem Feed, einer Nachrichten-Sitemap, einem Liveblog oder einer Liste von Artikeln gesucht.
following-late = Das dauert länger als üblich. Arbeitet jemand am Tisch? { $serve } sieht nach; { $no-fetch } nicht.
following-reloads = Diese Seite lädt sich neu, bis es eine Antwort gibt.
following-nothing = Dort gibt es nichts, dem man folgen könnte
following-other = Eine andere Adresse versuchen
following-look = Nachsehen
following-found = Wem möchten Sie folgen?
following-list = Was es dort gibt
following-by = { $title } von { $publisher }
following-kind = { $kind ->
    [feed] Feed
    [sitemap] Nachrichten-Sitemap
    [live_blog] Liveblog
   *[page] Seite mit Artikeln
}: { $url }
following-already = wird schon verfolgt
following-none = Keiner davon folgen
following-followed = Wird verfolgt
following-read = { $articles }, gelesen { $when }
following-first = wird zum ersten Mal gelesen
following-all = Alle Quellen
following-bad-address = Eine Adresse hat 1 bis 500 Zeichen, etwa example.org.
following-choose = Wählen Sie mindestens eine davon.

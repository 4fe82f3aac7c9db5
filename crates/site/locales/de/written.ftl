## Was ein Modell schreibt, wenn jemand darum bittet

written-head = Von einem Modell geschrieben
written-intro = Ein Modell schreibt allein aus diesen Texten und macht Fehler. Jeder seiner Sätze wird an den Stellen geprüft, aus denen er stammt; was sie nicht belegen, wird nicht gezeigt.
written-summary = Zusammenfassung
written-points = Das Wichtigste
written-simply = Einfach erklärt
written-translation = Übersetzen
written-into = Übersetzen ins
written-write = Jetzt schreiben
written-by-whom = Danach hat noch niemand gefragt. { $model } würde es jetzt schreiben, das dauert einige Sekunden.
written-stop = Anhalten
written-stopped = Angehalten. Was bis hierhin geschrieben wurde, wird nicht aufbewahrt.
written-waits = Das Modell liest …
written-by = { $passages ->
    [one] Geschrieben von { $model } aus { $passages } Textstelle und Satz für Satz daran geprüft.
   *[other] Geschrieben von { $model } aus { $passages } Textstellen und Satz für Satz daran geprüft.
}
written-dropped = { $count ->
    [one] { $count } Satz wurde weggelassen, weil keine Stelle ihn belegt.
   *[other] { $count } Sätze wurden weggelassen, weil keine Stelle sie belegt.
}
written-none-left = Nichts von dem, was das Modell schrieb, ist durch die Artikel belegt; deshalb wird nichts gezeigt.
written-says-nothing = Die Artikel hier sagen dazu nichts.
written-cut = Das Modell kam vor dem Ende an seine Grenze.
written-original = Im Wortlaut belassen: Keine Übersetzung war belegt.
written-busy = Das Modell antwortet gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal.
written-failed = Das Modell konnte das nicht leisten.
written-no-text = Hier steht zu wenig Text, um daraus zu schreiben.
written-all-spent = Was Modelle auf dieser Seite an einem Tag verbrauchen dürfen, ist verbraucht. Um Mitternacht (UTC) beginnt es von vorn.
written-reader-spent = Was Sie Modelle an einem Tag fragen dürfen, ist verbraucht. Um Mitternacht (UTC) beginnt es von vorn.
written-no-such-task = Diese Aufgabe kennt niemand.
written-keep = Aufbewahren
written-kept = Aufbewahrt
written-good = Gut
written-bad = Schlecht
written-report = Fehler melden
written-report-what = Was ist falsch?
written-report-send = Absenden
written-report-empty = Bitte sagen Sie, was falsch ist.
written-reported = Sie haben dies gemeldet. Wer die Seite betreibt, wird es sich ansehen.
written-answer = Antwort
written-answer-it = Ein Modell aus diesen Artikeln antworten lassen
written-gone = Dies wurde seither neu geschrieben. Bitte sehen Sie es sich noch einmal an.
kept-head = Geschriebenes
kept-empty = Noch ist nichts aufbewahrt. Unter dem, was ein Modell geschrieben hat, steht ein Knopf dafür.
kept-unreadable = Dies wurde von einer anderen Version der Seite aufbewahrt und kann nicht mehr gezeigt werden.
kept-let-go = Nicht mehr aufbewahren
reports-head = Meldungen und Bewertungen
reports-ratings = Wie die Modelle bewertet werden
reports-no-ratings = Noch hat niemand etwas bewertet.
reports-rated = { NUMBER($good) } gut, { NUMBER($bad) } schlecht
reports-open = Gemeldete Fehler
reports-none = Keine Meldung wartet auf Sie.
reports-someone = Jemand, dessen Konto es nicht mehr gibt
reports-settle = Erledigt, stehen lassen
reports-remove = Text entfernen
# On a button: it was written already.
written-ready = liegt bereit

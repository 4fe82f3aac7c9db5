## Der Schreibtisch der Betreiber

desk-head = Betriebsübersicht
desk-newest = Der neueste Artikel kam { $when } an.
desk-nothing = Es ist noch kein Artikel angekommen.
desk-waits = Was wartet
desk-what = Worauf
desk-waiting = Es warten
desk-oldest = Am längsten fällig
desk-given-up = Aufgegeben
desk-stage = { $kind ->
    [fetch] Fällige Quellen
    [page] Seiten, die abzurufen sind
    [enrich] Artikel, die einem Thema zuzuordnen sind
    [correct] Korrekturen, die einzuarbeiten sind
    [read] Artikel, die ein zweites Mal zu lesen sind
    [index] Ereignisse, die die Suche noch nicht kennt
   *[any] { $kind }
}
desk-failing = Quellen mit Fehlern
desk-all-sources = Alle Quellen
desk-none-failing = Jede abgefragte Quelle antwortet.
desk-failing-count = { $count ->
    [one] { $count } Quelle meldet Fehler.
   *[other] { $count } Quellen melden Fehler.
}
desk-arrivals = Eingang
desk-arrivals-day = { $count ->
    [one] { $count } Artikel kam in den letzten 24 Stunden an.
   *[other] { $count } Artikel kamen in den letzten 24 Stunden an.
}
desk-by-hour = Nach Stunden
desk-hour = Stunde (UTC)
desk-articles = Artikel
desk-stories = Themen
desk-sources = Quellen
desk-all-accounts = Alle Konten
desk-accounts = { $role ->
    [owner] Betreiber
    [editor] Redaktion
    [moderator] Moderation
   *[reader] Mitglieder
}: { NUMBER($count) }
desk-seen = { $count ->
    [one] { $count } Konto war in der letzten Woche hier.
   *[other] { $count } Konten waren in der letzten Woche hier.
}
desk-storage = Speicher
desk-database = Datenbank
desk-index = Suchindex
desk-megabytes = { NUMBER($megabytes) } MB
desk-keep-all = Nichts wird von selbst entfernt.
desk-keep-days = { $days ->
    [one] Artikel werden nach { $days } Tag entfernt.
   *[other] Artikel werden nach { $days } Tagen entfernt.
}
desk-keep-megabytes = Die ältesten Artikel werden entfernt, wenn die Datenbank über { NUMBER($megabytes) } MB wächst.
desk-model = Das Sprachmodell
desk-no-model = Kein Modell ist eingeschaltet. Die Website braucht keines.
desk-model-small = Für kurze Aufgaben
desk-model-large = Für Zusammenfassungen und Antworten
desk-calls = Heute gefragt
desk-tokens = Token heute
desk-tokens-of = { NUMBER($tokens) } von { NUMBER($limit) }
desk-cost = Kosten heute

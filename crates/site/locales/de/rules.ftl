## Eigene Regeln

rules-head = Regeln
rules-note = Was Sie nie sehen, immer behalten oder gemeldet bekommen möchten. Eine Regel sucht nach dem, was auch eine Suche fände.
rules-new = Eine neue Regel
rules-look-for = Suchen nach
rules-hint = Wörter, "Wortfolgen", #Hashtag, publisher:example.org, lang:de, section:sports; ein Minus schließt aus.
rules-and-then = Und dann
rules-try = Ausprobieren
rules-preview = Was sie getroffen hätte
rules-would-meet = In den letzten { NUMBER($days) } Tagen hätte sie { $count ->
    [0] keinen Artikel
    [one] { $count } Artikel
   *[other] { $count } Artikel
} getroffen.
rules-would-meet-more = In den letzten { NUMBER($days) } Tagen hätte sie mehr als { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
} getroffen.
rules-make = Diese Regel anlegen
rules-yours = Ihre Regeln
rules-none = Noch keine. Auf den Seiten von Medien und Hashtags und in der Suche gibt es eine Abkürzung dafür.
rules-drop = Entfernen
rules-drop-which = Entfernen: die Regel { $rule }
rules-empty-question = Sagen Sie, wonach die Regel sucht.
rules-too-many = Sie haben 50 Regeln, mehr geht nicht. Entfernen Sie zuerst eine davon.

deed-hide = Ausblenden
deed-star = Mit Stern versehen
deed-notify = Mir melden
deed-done-hide = wird ausgeblendet
deed-done-star = bekommt einen Stern
deed-done-notify = wird gemeldet
deed-note-hide = Sie fehlen auf der Titelseite, unter Neueste, in den Ressorts und bei verwandten Artikeln. Wörter werden in Überschriften und ersten Sätzen gesucht.
deed-note-star = Jeder bekommt einen Stern, wenn er eintrifft.
deed-note-notify = Eine Mitteilung für jeden, der eintrifft, höchstens 20, bis Sie nachsehen.

rules-hidden = { $count ->
    [one] Einer ist durch Ihre Regeln ausgeblendet.
   *[other] { $count } sind durch Ihre Regeln ausgeblendet.
}
rules-nothing-left = Ihre Regeln lassen auf dieser Seite nichts übrig.
rules-make-one = Regel anlegen

notice-found-gone = Ein Artikel, der nicht mehr vorhanden ist
notice-found-by = Gefunden von Ihrer Regel: { $rule }
notice-read-it = Lesen
follows-too-many-searches = Sie folgen 30 Suchen, mehr geht nicht. Beenden Sie zuerst eine davon.
follows-empty-search = Einer Suche, die nach nichts fragt, lässt sich nicht folgen.

## Themen korrigieren

corrections-head = Korrekturen
corrections-note = Was Menschen über Themen entschieden haben, die eine Maschine gefunden hat, und warum. Ihr Wort gilt.
corrections-empty = Noch wurde nichts korrigiert.
corrections-earlier = Frühere Korrekturen
correction-merged = { $by } hat { $story } mit { $into } zusammengelegt
correction-renamed = { $by } hat { $story } in { $into } umbenannt
correction-split = { $by } hat { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
} von { $story } als { $into } abgetrennt
correction-moved = { $by } hat { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
} von { $story } nach { $into } verschoben
correction-taken-back = zurückgenommen von { $by } { $when }
correction-undo-head = Zurücknehmen?
correction-undo-meaning = Jeder Artikel steht wieder, wo er stand, und der Name ist, wie er war.
correction-cannot-undo = Das lässt sich nicht mehr zurücknehmen: Es ist schon geschehen, oder eine spätere Korrektur baut darauf auf. Nehmen Sie zuerst die spätere zurück.

## Das Formular

correct-head = Ein Thema korrigieren
correct-why = Warum
correct-why-hint = Es steht im { $log }. Jeder Schritt zeigt erst, was daraus würde, und lässt sich zurücknehmen.
correct-public-log = öffentlichen Verzeichnis
correct-name = Name
correct-headline = Überschrift
correct-rename = Umbenennen
correct-other = Ein anderes Thema
correct-address = Seine Adresse oder Nummer
correct-or-address = oder nach Adresse oder Nummer
correct-merge = Dieses Thema damit zusammenlegen
correct-articles = Artikel
correct-split = Das Angekreuzte als Thema abtrennen
correct-move = Das Angekreuzte in das andere Thema verschieben
correct-choice = { $facts }, { $when }
correct-changed = Die Themen haben sich inzwischen geändert. Sehen Sie sie noch einmal an.
correct-say-why = Sagen Sie in wenigen Worten, warum: Es steht im öffentlichen Verzeichnis.
correct-tick = Kreuzen Sie mindestens einen Artikel an.
correct-same = Das andere Thema ist dieses hier.
correct-choose-other = Wählen Sie das andere Thema, oder schreiben Sie seine Adresse oder Nummer.
correct-write-headline = Schreiben Sie eine andere Überschrift.
correct-all-leave = Wenn alle Artikel gehen, wird nichts getrennt: Lassen Sie mindestens einen frei.
correct-choose = Wählen Sie, was korrigiert werden soll.
correct-nothing = Das Formular sagt nichts, was sich tun ließe.

## Was daraus würde

preview-rename = Dieses Thema umbenennen?
preview-renamed = „{ $headline }“ heißt von nun an „{ $new }“.
preview-merge = Diese Themen zusammenlegen?
preview-merged = „{ $headline }“ geht in „{ $other }“ auf: ein Thema mit { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikeln
}.
preview-merged-address = Wer seiner Adresse { $path } folgt, wird dorthin geführt.
preview-split = Dieses Thema teilen?
preview-split-off = { $leaving ->
    [one] { $leaving } Artikel verlässt
   *[other] { $leaving } Artikel verlassen
} „{ $headline }“ für ein neues Thema; { $staying ->
    [one] { $staying } Artikel bleibt
   *[other] { $staying } Artikel bleiben
}.
preview-split-lasts = Die beiden Themen werden nicht wieder zusammengelegt.
preview-move = Diese Artikel verschieben?
preview-moved = { $leaving ->
    [one] { $leaving } Artikel von „{ $headline }“ geht
   *[other] { $leaving } Artikel von „{ $headline }“ gehen
} in „{ $other }“.
preview-none-stays = Keiner bleibt: { $path } führt dorthin.
preview-moved-stay = { $staying ->
    [one] { $staying } Artikel bleibt
   *[other] { $staying } Artikel bleiben
}, und die beiden Themen werden nicht zusammengelegt.
preview-log = Im öffentlichen Verzeichnis wird stehen: „{ $why }“
preview-do = Ausführen

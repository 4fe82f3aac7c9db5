## Diskussionen

discussion-head = Diskussion
discussion-feed = Feed
discussion-feed-of = dieser Diskussion
discussion-none = Noch keine Kommentare
discussion-order = Reihenfolge der Kommentare
discussion-oldest = Älteste
discussion-newest = Neueste
discussion-best = Meistempfohlene
discussion-only-you = Nur Sie sehen das, bis die Moderation es geprüft hat.
discussion-more = Weitere Kommentare
discussion-more-replies = { $count ->
    [one] { $count } weitere Antwort
   *[other] { $count } weitere Antworten
}
discussion-replies = { $count ->
    [one] { $count } Antwort
   *[other] { $count } Antworten
}
discussion-on = zu { $subject }
discussion-sign-in-to = { $sign-in }, um mitzureden.
discussion-sign-in = Melden Sie sich an

comment-by = Kommentar von { $author }
comment-alone = Kommentar
comment-edited = bearbeitet
comment-recommended = { $count ->
    [one] { $count } Empfehlung
   *[other] { $count } Empfehlungen
}
comment-folded = Von jemandem, den Sie ausgeblendet haben
comment-waiting = Wartet auf die Moderation.
comment-removed = Von der Moderation entfernt.
comment-deleted = Von der Verfasserin oder dem Verfasser gelöscht.

comment-recommend = Empfehlen
comment-recommend-whose = Empfehlen: der Kommentar von { $author }
comment-unrecommend = Empfohlen: zurücknehmen
comment-unrecommend-whose = Empfohlen: zurücknehmen für den Kommentar von { $author }
comment-reply = Antworten
comment-reply-whose = Antworten auf { $author }
comment-change = Ändern
comment-change-whose = Ändern: Ihr Kommentar
comment-delete = Löschen
comment-delete-whose = Löschen: Ihr Kommentar
comment-flag = Melden
comment-flag-whose = Melden: der Kommentar von { $author }
comment-replies-to = { $replies } auf { $author }

composer-comment = Ihr Kommentar
composer-post = Absenden
composer-reply-to = Ihre Antwort auf { $author }
composer-reply-head = Ihre Antwort
composer-reply = Antworten
composer-change-head = Ihren Kommentar ändern
composer-change = So behalten
composer-hint = Bis zu { NUMBER($count) } Zeichen. *Betonung*, **Fettes**, > ein Zitat, eine Liste oder eine Adresse sind möglich.
composer-waits = Die Moderation prüft ihn, bevor er erscheint.
composer-unsent = Was Sie geschrieben haben, zum Aufheben

ban-you = Sie dürfen hier lesen, aber nicht schreiben. Die Begründung der Moderation: { $why }
ban-you-until = Sie dürfen hier bis { $until } lesen, aber nicht schreiben. Die Begründung der Moderation: { $why }
ban-what-now = Was Sie tun können

compose-not-signed-in = Sie sind nicht mehr angemeldet. Heben Sie auf, was Sie geschrieben haben, melden Sie sich an und senden Sie es noch einmal.
compose-old-form = Das Formular war zu alt. Senden Sie es noch einmal.
compose-empty = Es steht noch nichts darin.
compose-too-long = Ein Kommentar hat höchstens { NUMBER($most) } Zeichen, dieser hat { NUMBER($count) }. Kürzen Sie ihn und senden Sie ihn noch einmal.
compose-too-many = Sie haben { NUMBER($comments) } Kommentare binnen { NUMBER($minutes) } Minuten geschrieben, mehr geht nicht. Warten Sie ein paar Minuten und senden Sie diesen noch einmal.
compose-parent-gone = Worauf Sie antworten, wurde inzwischen entfernt; es lässt sich nichts mehr hinzufügen.
compose-busy = Die Datenbank war einen Augenblick beschäftigt. Senden Sie es noch einmal.

## Die Seite eines Kommentars

comment-head = Kommentar
comment-title = Kommentar von { $author } zu { $subject }
comment-place = zu { $subject }, unter { $all }
comment-all = allen Kommentaren
comment-and-replies = Kommentar und Antworten
comment-parent = Als Antwort auf
comment-this = Der Kommentar
comment-waits = Die Moderation muss ihn noch prüfen. Bis dahin sehen ihn nur die Moderation und wer ihn geschrieben hat.
comment-removed-why = Von der Moderation entfernt: { $why }
comment-what-was-removed = Was entfernt wurde
comment-unblock = { $author } wieder einblenden
comment-block = { $author } ausblenden: für mich einklappen, was von dort kommt
comment-replies-head = Antworten
comment-more-replies = Weitere Antworten
comment-gone = Dieser Kommentar wurde gelöscht oder von der Moderation entfernt.
comment-cannot-vote = Eigene Kommentare und solche, die nicht mehr da sind, lassen sich nicht empfehlen.
comment-cannot-block = Dieses Konto lässt sich nicht ausblenden: Es ist Ihr eigenes, oder Sie blenden schon zu viele aus.
comment-banned = Sie sind zurzeit gesperrt: Sie dürfen hier lesen, aber nicht mitreden.
comment-too-late = Ein Kommentar lässt sich 15 Minuten lang ändern. Sie können ihn noch löschen oder mit einer Antwort ergänzen.
comment-delete-title = Löschen?
comment-delete-head = Ihren Kommentar löschen?
comment-delete-meaning = Seine Worte sind für immer fort, hier und in der Datenbank. Antworten darauf bleiben, wo sie sind.
comment-delete-it = Löschen

## Einen Kommentar melden

flag-head = Einen Kommentar melden
flag-note = Die Moderation prüft ihn. Nur sie sieht, wer ihn gemeldet hat.
flag-what = Was stimmt damit nicht?
flag-words = In wenigen Worten
flag-it = Melden
flag-spam = Er wirbt für etwas
flag-abuse = Er beleidigt, droht oder hetzt
flag-off-topic = Er hat nichts mit der Sache zu tun
flag-other = Etwas anderes, das ich unten nenne
flag-no-reason = Wählen Sie einen Grund.
flag-no-words = Sagen Sie in wenigen Worten, was damit nicht stimmt.
flag-too-long = Höchstens 500 Zeichen.
flag-cannot = Eigene Kommentare und solche, die nicht mehr da sind, lassen sich nicht melden.
flag-too-many = Sie haben binnen einer Stunde 20 Kommentare gemeldet. Warten Sie eine Weile und senden Sie es noch einmal.
flag-thanks-head = Danke
flag-thanks = Die Moderation prüft den Kommentar. Was entschieden wird, steht für alle lesbar unter den Entscheidungen.

subject-article = einem Artikel
subject-story = einem Thema
feed-comment = { $author } zu { $subject }

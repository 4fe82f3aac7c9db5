## Der Tisch der Moderation

moderation-head = Moderation
moderation-appeals = Widersprüche
moderation-what-was-removed = Was entfernt wurde
moderation-answer = Ihre Antwort
moderation-grant = Die Entscheidung zurücknehmen
moderation-let-stand = Stehen lassen
moderation-let-stand-whose = Stehen lassen: der Kommentar von { $author }
moderation-not-yours = Das haben Sie entschieden; deshalb antwortet jemand anderes aus der Moderation.
moderation-flagged = Gemeldet
moderation-nothing-flagged = Nichts ist gemeldet.
moderation-flagged-by = gemeldet von { $reader }
moderation-waiting = Wartet auf Veröffentlichung
moderation-nothing-waits = Nichts wartet.
moderation-more-wait = Weitere, die warten
moderation-publish = Veröffentlichen
moderation-publish-whose = Veröffentlichen: der Kommentar von { $author }
moderation-remove = Entfernen
moderation-remove-it = Entfernen
moderation-remove-whose = Entfernen: der Kommentar von { $author }
moderation-refuse = Ablehnen
moderation-refuse-it = Ablehnen
moderation-refuse-whose = Ablehnen: der Kommentar von { $author }
moderation-why = Warum
moderation-why-removed = Warum er entfernt wird
moderation-why-hint = Alle lesen das unter den Entscheidungen. Wiederholen Sie nicht, was gesagt wurde.
moderation-ban-author = Verfasserin oder Verfasser sperren
moderation-for-moderators = Für die Moderation
moderation-before-change = Vor der Änderung:
moderation-until = bis { $when }
moderation-decided = Zuletzt entschieden
moderation-public = Was alle sehen
moderation-nothing-decided = Noch wurde nichts entschieden.
moderation-taken-back = zurückgenommen
moderation-premoderation = Welche Kommentare auf die Moderation warten
moderation-keep-this = So einstellen
premoderation-everything = Jeder Kommentar, außer denen der Moderation
premoderation-new-readers = Die von neuen Konten, bis drei davon veröffentlicht sind
premoderation-nothing = Keine: alle erscheinen sofort
premoderation-choose = Wählen Sie, welche Kommentare warten.
flagged-spam = Werbung
flagged-abuse = beleidigend
flagged-off-topic = nicht zur Sache
flagged-other = anderes

moderation-answer-length = Die Antwort auf einen Widerspruch hat 1 bis 1000 Zeichen.
moderation-decided-meanwhile = Jemand anderes hat das inzwischen entschieden, oder der Kommentar wurde gelöscht.
moderation-say-why = Sagen Sie, warum: Alle lesen die Begründung unter den Entscheidungen.
moderation-why-length = Eine Begründung hat höchstens 300 Zeichen.

## Sperren

ban-title = Ein Konto sperren
ban-head = { $name } sperren
ban-note = Lesen bleibt erlaubt, Schreiben nicht. Alle lesen unter den Entscheidungen, dass jemand gesperrt wurde, für wie lange und warum; nicht, wer.
ban-how-long = Für wie lange?
ban-for-good = für immer
ban-days = { $days ->
    [one] für einen Tag
   *[other] für { $days } Tage
}
ban-them = Sperren
ban-choose = Wählen Sie, für wie lange.
ban-not-yours = Dieses Konto dürfen nur die Betreiber sperren, und niemand das eigene.

## Das öffentliche Verzeichnis der Entscheidungen

decisions-head = Entscheidungen
decisions-note = Was die Moderation über Kommentare und deren Verfasser entschieden hat, und warum. Wen eine Entscheidung betrifft, darf einmal widersprechen.
decisions-empty = Nichts wurde entfernt und niemand gesperrt.
decisions-earlier = Frühere Entscheidungen
decision-approve = Ein Kommentar wurde veröffentlicht.
decision-keep = Ein gemeldeter Kommentar bleibt.
decision-refuse = Ein Kommentar wurde nicht veröffentlicht.
decision-remove = Ein Kommentar wurde entfernt.
decision-ban = { $days ->
    [one] Ein Konto wurde für einen Tag gesperrt.
   *[other] Ein Konto wurde für { $days } Tage gesperrt.
}
decision-ban-for-good = Ein Konto wurde für immer gesperrt.
decision-on = Es ging um { $subject }.
decision-by = { $role ->
    [owner] von den Betreibern
    [editor] von der Redaktion
    [moderator] von der Moderation
   *[reader] von einem Mitglied
}
decision-taken-back = { $role ->
    [owner] von den Betreibern zurückgenommen
    [editor] von der Redaktion zurückgenommen
    [moderator] von der Moderation zurückgenommen
   *[reader] von einem Mitglied zurückgenommen
} { $when }
decision-undo-head = Zurücknehmen?
decision-undo-approve = Der Kommentar wartet wieder auf die Moderation, und sonst sieht ihn niemand.
decision-undo-keep = Die Meldungen dazu sind wieder offen.
decision-undo-remove = Der Kommentar steht wieder da, wie er stand, und wer ihn geschrieben hat, erfährt es.
decision-undo-ban = Das Konto darf wieder schreiben.
decision-cannot-undo = Das lässt sich nicht mehr zurücknehmen: Es ist schon geschehen, oder der Kommentar hat sich seitdem geändert.

## Widersprüche

appeal-head = Widerspruch
appeal-about = { $what } Die Begründung: { $why }
appeal-words = Warum das zurückgenommen werden sollte
appeal-hint = Sie können einmal widersprechen. Nur die Moderation liest es.
appeal-send = Absenden
appeal-already = Sie haben schon widersprochen.
appeal-not-possible = Sie haben schon widersprochen, oder die Entscheidung wurde zurückgenommen.
appeal-length = Ein Widerspruch hat 1 bis 1000 Zeichen.
appeal-thanks-head = Danke
appeal-thanks = Ihr Widerspruch liegt der Moderation vor. Wo es geht, antwortet jemand anderes als wer entschieden hat; die Antwort finden Sie unter Ihren Mitteilungen.
appeal-open = Widerspruch, noch nicht beantwortet
appeal-granted = { $role ->
    [owner] Widerspruch von den Betreibern angenommen
    [editor] Widerspruch von der Redaktion angenommen
    [moderator] Widerspruch von der Moderation angenommen
   *[reader] Widerspruch von einem Mitglied angenommen
}
appeal-refused = { $role ->
    [owner] Widerspruch von den Betreibern abgelehnt
    [editor] Widerspruch von der Redaktion abgelehnt
    [moderator] Widerspruch von der Moderation abgelehnt
   *[reader] Widerspruch von einem Mitglied abgelehnt
}

## Mitteilungen

notices-head = Mitteilungen
notices-empty = Noch nichts. Wenn Ihnen jemand antwortet, steht es hier.
notices-new = Neu
notices-earlier = Frühere Mitteilungen
notice-on = { $what } ({ $subject })
notice-reply = { $author } hat Ihnen geantwortet
notice-approved = Ihr Kommentar ist veröffentlicht
notice-removed = Ihr Kommentar wurde von der Moderation entfernt
notice-refused = Ihr Kommentar wurde nicht veröffentlicht
notice-restored = Ihr Kommentar steht wieder da: Seine Entfernung wurde zurückgenommen
notice-banned = { $days ->
    [one] Sie sind für einen Tag gesperrt: Sie dürfen hier lesen, aber nicht schreiben
   *[other] Sie sind für { $days } Tage gesperrt: Sie dürfen hier lesen, aber nicht schreiben
}
notice-banned-for-good = Sie sind für immer gesperrt: Sie dürfen hier lesen, aber nicht schreiben
notice-appeal-granted = Ihrem Widerspruch wurde stattgegeben
notice-appeal-refused = Ihr Widerspruch wurde abgelehnt
notice-somebody = Jemand
notice-read-answer = Lesen und antworten
notice-see-comment = Zu Ihrem Kommentar

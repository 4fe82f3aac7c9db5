## Anmelden, und ein Konto anlegen

login-note = Melden Sie sich an, um diese Seite zu sehen.
login-wrong = Der Name oder das Passwort stimmt nicht.
login-suspended = Dieses Konto ist stillgelegt. Wer diese Website betreibt, kann sagen, warum, und es wieder freigeben.
logout = Abmelden
logout-as = Sie sind als { $name } angemeldet.
account-name = Name
account-password = Passwort
password-hint = Mindestens { NUMBER($count) } Zeichen. Ein paar Wörter hintereinander sind leicht zu merken und schwer zu erraten.

join-head = Ein Konto anlegen
join-create = Anlegen
join-instead = Stattdessen anmelden
join-note = Mit einem Konto behalten Sie, was Sie lesen, sich merken und mit Stern versehen, und folgen, wem Sie wollen.
join-invited = { $role ->
    [owner] { $by } lädt Sie ein, diese Website zu betreiben.
    [editor] { $by } lädt Sie in die Redaktion ein.
    [moderator] { $by } lädt Sie in die Moderation ein.
   *[reader] { $by } lädt Sie zum Mitlesen ein.
}
join-used = Diese Einladung wurde schon benutzt, zurückgenommen oder war zu alt. Bitten Sie um eine neue.
join-closed = Konten gibt es hier auf Einladung. Bitten Sie darum, wer diese Website betreibt.
join-none = Zurzeit werden hier keine Konten angelegt.
join-taken = Dieser Name ist vergeben. Wählen Sie einen anderen.

setup-head = Willkommen
setup-note = Wählen Sie Namen und Passwort für den Betrieb dieser Installation. Wer sie hat, entscheidet, welchen Quellen gefolgt wird.
setup-begin = Beginnen
setup-over = Diese Installation wird schon betrieben; der Link hat seinen Dienst getan.
setup-expired = Dieser Link wurde schon benutzt oder ist abgelaufen. Starten Sie Dateline neu, um einen neuen zu bekommen.

problem-name-length = Der Name muss 1 bis 64 Zeichen haben.
problem-name-unseen = Der Name darf keine Zeichen enthalten, die man nicht sieht.
problem-password-short = Das Passwort muss mindestens 10 Zeichen haben.
problem-password-long = Das Passwort ist zu lang.
problem-password-name = Das Passwort darf nicht der Name sein.

## Das eigene Konto

account-tab = Konto
account-comments-tab = Ihre Kommentare
account-notices-tab = Mitteilungen
account-role = { $role ->
    [owner] Sie betreiben diese Website.
    [editor] Sie gehören hier zur Redaktion.
    [moderator] Sie gehören hier zur Moderation.
   *[reader] Sie lesen hier mit.
}
account-signed-in = Angemeldet
account-this-session = dieses Gerät
account-since = seit { $when }
account-seen = gesehen { $when }
account-sign-out-there = Dort abmelden
account-sign-out-here = Hier abmelden
account-sign-out-elsewhere = Überall sonst abmelden
account-browser = { $browser } auf { $system ->
    [iphone] einem iPhone
    [ipad] einem iPad
    [android] Android
    [windows] Windows
    [mac] einem Mac
   *[linux] Linux
}
account-system = { $system ->
    [iphone] ein iPhone
    [ipad] ein iPad
    [android] Android
    [windows] Windows
    [mac] ein Mac
   *[linux] Linux
}
account-unknown-browser = Ein unbekannter Browser
account-present-password = Jetziges Passwort
account-new-password = Neues Passwort
account-new-password-hint = Mindestens { NUMBER($count) } Zeichen. Überall sonst werden Sie abgemeldet.
account-change-password = Ändern
account-wrong-present-password = Das ist nicht Ihr jetziges Passwort.
account-no-session = Eine solche Anmeldung gibt es nicht.
account-leave = Mitnehmen, oder gehen
account-export-all = Was Sie hier geschrieben haben, in einer Datei: { $link }.
account-export = Ihre Kommentare als JSON
account-end = Dieses Konto löschen

## Was man geschrieben hat

own-words-head = Ihre Kommentare
own-words-empty = Sie haben noch nichts geschrieben. Unter jedem Artikel und jedem Thema steht die Diskussion dazu.
own-words-on = zu { $subject }
own-words-export = Alles als JSON
own-words-earlier = Frühere Kommentare
own-words-blocked = Wen Sie ausgeblendet haben
own-words-blocked-hint = Auf der Seite eines jeden ihrer Kommentare lässt sich das zurücknehmen.

end-head = Ihr Konto löschen
end-note = Was Sie gelesen, sich gemerkt, mit Stern versehen und verfolgt haben, geht verloren, ebenso Ihre Empfehlungen, Meldungen und Mitteilungen. Es lässt sich nicht zurückholen.
end-export = Nehmen Sie vorher Ihre Kommentare mit.
end-comments = Was soll aus Ihren Kommentaren werden?
end-keep = Sie bleiben, ohne Ihren Namen: „ein früheres Mitglied“
end-erase = Jedes Wort davon wird gelöscht; wo andere geantwortet haben, bleibt eine leere Stelle
end-password = Ihr Passwort
end-delete = Mein Konto löschen
end-keep-it = Behalten
end-owner = Das Konto der Betreiber lässt sich nicht löschen: Jemand muss das Haus hüten.
end-choose = Wählen Sie, was aus Ihren Kommentaren werden soll.
end-wrong-password = Das ist nicht Ihr Passwort.
end-gone-head = Auf Wiedersehen
end-gone = Ihr Konto ist gelöscht, und was es enthielt, mit ihm.

## Der Tisch der Konten

role = { $role ->
    [owner] Betrieb
    [editor] Redaktion
    [moderator] Moderation
   *[reader] Mitglied
}
readers-head = Konten
readers-link = Senden Sie diesen Link an die Person, die Sie einladen. Er gilt einmal, eine Woche lang, und wird nicht noch einmal gezeigt.
readers-accounts = Konten
readers-since = seit { $when }
readers-suspended = stillgelegt { $when }
readers-role-of = Rolle von { $name }
readers-change-role = Rolle ändern
readers-admit = Wieder freigeben
readers-suspend = Stilllegen
readers-more = Weitere Konten
readers-invite = Einladen
readers-for-whom = Für wen
readers-for-whom-hint = Nur Sie sehen das.
readers-as = Als
readers-write-invitation = Einladung ausstellen
readers-invitation = { $role ->
    [owner] Für den Betrieb
    [editor] Für die Redaktion
    [moderator] Für die Moderation
   *[reader] Für ein Mitglied
}
readers-invitation-note = { $role ->
    [owner] Für den Betrieb: { $note }
    [editor] Für die Redaktion: { $note }
    [moderator] Für die Moderation: { $note }
   *[reader] Für ein Mitglied: { $note }
}
readers-until = bis { $when }
readers-withdraw = Zurücknehmen
readers-who = Wer ein Konto anlegen darf
readers-keep-this = So einstellen
registration-open = Alle, die hierherkommen, als Mitglied
registration-invited = Wen ich einlade
registration-closed = Vorläufig niemand, auch mit Einladung nicht
readers-not-yours = Das dürfen mit diesem Konto nur die Betreiber tun.
readers-role-stays = Die Rolle dieses Kontos bleibt.
readers-choose = Wählen Sie, wer ein Konto anlegen darf.
readers-no-role = Ein Konto kann einem Mitglied, der Moderation oder der Redaktion gehören.

## Wege, sich neben dem Passwort anzumelden

ways-in-head = Wege, sich anzumelden
second-step = Zweiter Schritt
second-step-state-on = an
second-step-state-off = aus
second-step-since = seit { $when }
second-step-in-short = Nach dem Passwort wird ein Code aus einer App auf Ihrem Telefon verlangt.
second-step-change = Ändern
second-step-set-up = Einrichten
recovery-codes-left = { $count ->
    [one] noch { $count } Notfallcode
   *[other] noch { $count } Notfallcodes
}
account-by-password = mit Passwort
account-by-password-and-code = mit Passwort und Code

second-step-note = Damit öffnet ein Passwort allein nichts: Bei jeder Anmeldung wird ein Code verlangt, den eine App auf Ihrem Telefon erzeugt.
second-step-need = Sie brauchen eine Authenticator-App: Die meisten Passwortmanager sind eine, und für Telefone gibt es viele. Passkeys brauchen diesen Schritt nicht.
second-step-back = Zurück zum Konto
second-step-show = 1. Zeigen Sie dies der App
second-step-qr = QR-Code des Geheimnisses darunter
second-step-on-device = Auf dem Gerät mit der App: { $link }. Oder tippen Sie dieses Geheimnis ab; es ist eines, das sich mit der Zeit ändert:
second-step-open-there = dort öffnen
second-step-type = 2. Tippen Sie den Code ab, den sie zeigt
second-step-code = Code
second-step-switch-on = Einschalten
second-step-leave-off = Ausgeschaltet lassen
second-step-is-on = Eingeschaltet
second-step-few = Es sind nur noch wenige Notfallcodes übrig. Erzeugen Sie neue, damit ein verlorenes Telefon Sie nicht aussperrt.
second-step-proof = Ihr Passwort oder ein Code
second-step-renew = Neue Notfallcodes erzeugen
second-step-switch-off = Ausschalten
second-step-codes = Ihre Notfallcodes
second-step-codes-note = Der zweite Schritt ist eingeschaltet. Bewahren Sie diese Codes dort auf, wo Sie sie ohne Ihr Telefon finden, auf Papier oder in einem Passwortmanager: Sie werden nur dieses Mal gezeigt. Mit jedem können Sie sich einmal anmelden.
second-step-kept = Ich habe sie aufbewahrt
second-step-wrong-first = Das ist nicht der Code dieses Augenblicks. Wenn es dabei bleibt, prüfen Sie die Uhr des Geräts mit der App.
second-step-wrong-proof = Das ist weder Ihr Passwort noch ein gültiger Code.
second-step-wrong = Dieser Code stimmt nicht oder wurde schon benutzt. Sehen Sie noch einmal in die App: Sie erzeugt jede halbe Minute einen neuen.
second-step-locked = { $minutes ->
    [one] Zu viele Codes waren falsch. Warten Sie eine Minute, oder nehmen Sie einen Ihrer Notfallcodes.
   *[other] Zu viele Codes waren falsch. Warten Sie { $minutes } Minuten, oder nehmen Sie einen Ihrer Notfallcodes.
}
second-step-end-of = Zweiten Schritt entfernen

login-code-note = Bis hierher stimmt alles. Nun der Code, den Ihre Authenticator-App zeigt.
login-code-hint = Sechs Ziffern. Ist die App nicht zur Hand, genügt einmal auch einer Ihrer Notfallcodes.
login-code-lost = Beides verloren? Wer diese Website betreibt, kann den zweiten Schritt von Ihrem Konto nehmen.
login-otherwise = Anders anmelden
login-again = Sie haben sich vor mehr als einer Stunde angemeldet. Melden Sie sich dafür noch einmal an.

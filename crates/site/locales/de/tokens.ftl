## Schlüssel, mit denen Programme lesen

tokens-head = API-Schlüssel
tokens-note = Mit einem Schlüssel liest ein Programm, was Ihnen gehört, und sonst nichts: Es kann nichts ändern und sieht nie Ihr Passwort.
tokens-made = Geben Sie diesen Schlüssel jetzt Ihrem Programm. Er wird nicht noch einmal gezeigt.
tokens-yours = Ihre Schlüssel
tokens-none = Sie haben keinen.
tokens-made-at = angelegt { $when }
tokens-last-used = zuletzt benutzt { $when }
tokens-not-used = noch nicht benutzt
tokens-expired = abgelaufen { $when }
tokens-until = bis { $when }
tokens-revoke = Widerrufen
tokens-revoke-which = Widerrufen: { $name }
tokens-make-head = Einen anlegen
tokens-for-program = Für welches Programm
tokens-good-for = Gut für
tokens-hold = Gültig
tokens-make = Anlegen
tokens-what-opens = Was er öffnet
tokens-how = Ein Programm sendet ihn als { $header } und den Schlüssel; ein Feed-Reader, der Namen und Passwort verlangt, nimmt ihn als Passwort, mit beliebigem Namen.
tokens-in-short = Mit einem liest ein Programm Ihre eigenen Feeds oder holt ab, was Sie geschrieben haben.
tokens-change = Ändern
tokens-count = { $count ->
    [0] keiner
    [one] { $count }
   *[other] { $count }
}
scope-read = Ihre Feeds lesen: was Sie verfolgen, sich merken und mit Stern versehen
scope-export = Abholen, was Sie geschrieben haben
scope-metrics = Die Messwerte dieser Installation lesen, unter /metrics
tokens-for-good = Bis er widerrufen wird
tokens-for-a-year = Ein Jahr lang
tokens-for-days = { $days ->
    [one] Einen Tag lang
   *[other] { $days } Tage lang
}
tokens-no-name = Geben Sie dem Schlüssel einen Namen, damit Sie später wissen, welches Programm ihn hat.
tokens-no-scope = Wählen Sie, wofür der Schlüssel gut ist.
tokens-owner-only = Nur die Schlüssel der Betreiber lesen die Messwerte.
tokens-no-days = Wählen Sie, wie lange der Schlüssel gilt.
tokens-too-many = Sie haben 50 Schlüssel, mehr geht nicht. Widerrufen Sie zuerst einen davon.

token-unknown = Dieser Schlüssel ist hier nicht bekannt: Er ist abgelaufen, wurde widerrufen oder ist vertippt.
token-lacks-scope = Dieser Schlüssel darf das nicht: Ihm fehlt die Berechtigung „{ $scope }“. Legen Sie einen an, der sie hat.
token-none = Das ist nur für eigene Augen: Melden Sie sich an, oder senden Sie einen Ihrer API-Schlüssel.

feed-following = { $site }: was Sie verfolgen
feed-saved = { $site }: gemerkt
feed-starred = { $site }: mit Stern

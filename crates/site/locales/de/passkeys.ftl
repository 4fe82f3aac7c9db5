## Passkeys

passkeys-head = Passkeys
passkeys-note = Mit einem Passkey melden Sie sich so an, wie Sie Ihr Gerät entsperren, mit einem Finger oder einer PIN: kein Name, kein Passwort, nichts, was man preisgeben könnte.
passkeys-added = hinzugefügt { $when }
passkeys-last-used = zuletzt benutzt { $when }
passkeys-not-used = noch nicht benutzt
passkeys-new-name-of = Neuer Name von { $name }
passkeys-rename = Umbenennen
passkeys-remove = Entfernen
passkeys-need-script = Um einen hinzuzufügen, braucht es einen Browser, der Passkeys kennt, mit eingeschalteten Skripten.
passkeys-failed = Das hat nicht geklappt. Laden Sie die Seite neu und versuchen Sie es noch einmal.
passkeys-known = Dieses Gerät hat schon einen Passkey für Ihr Konto.
passkeys-name = Name des neuen Passkeys
passkeys-name-hint = Damit Sie ihn wiedererkennen: „Blaues Telefon“. Bleibt er leer, heißt er wie dieser Browser.
passkeys-add = Passkey hinzufügen
account-by-passkey = mit Passkey

passkeys-no-https = Unter dieser Adresse funktionieren Passkeys nicht: Sie muss mit https beginnen.
passkeys-only-at = Passkeys gehören zu einem Namen, nicht zu einer Nummer. Öffnen Sie auf diesem Rechner stattdessen { $address }.
passkeys-nowhere = Passkeys lassen sich hier nicht benutzen: Browser bewahren sie für Adressen auf, die mit https beginnen. Wer diese Website betreibt, kann eine einrichten.
passkeys-too-late = Das hat zu lange gedauert. Fügen Sie den Passkey noch einmal hinzu.
passkeys-unusable = Der Browser hat keinen Passkey erzeugt, der sich hier benutzen lässt. Versuchen Sie es mit einem anderen Gerät.
passkeys-too-many = Dieser Passkey ist schon bekannt, oder Sie haben 20, mehr geht nicht.
passkey-too-late = Das hat zu lange gedauert. Versuchen Sie es noch einmal.
passkey-no-answer = Die Antwort des Browsers war kein Passkey. Versuchen Sie es noch einmal, oder nehmen Sie Ihr Passwort.
passkey-unknown = Dieser Passkey ist hier nicht bekannt, oder nicht mehr. Nehmen Sie Ihr Passwort oder einen anderen.
passkey-wrong = Dieser Passkey passte nicht. Versuchen Sie es noch einmal, oder nehmen Sie Ihr Passwort.
passkey-twice = Dieser Passkey wurde im selben Augenblick anderswo benutzt. Versuchen Sie es noch einmal.
passkey-sign-in = Mit einem Passkey anmelden
passkey-failed = Das hat nicht geklappt. Versuchen Sie es noch einmal, oder nehmen Sie Ihr Passwort.

## Ohne Netz

offline-head = Keine Verbindung
offline-note = Die Website ist von hier aus nicht zu erreichen. Was Sie senden wollten, wurde nicht gesendet: Gehen Sie zurück, dort steht es noch.
offline-kept-page = Sie sind offline. So sah die Seite aus, als sie hier zuletzt geöffnet wurde.
offline-again = Noch einmal versuchen
offline-shelf = Was Sie hier lesen können

## Schaltflächen eines Artikels, die das Skript brauchen

article-listen = Vorlesen
article-stop-listening = Vorlesen beenden
article-share = Teilen
article-shared = Adresse kopiert

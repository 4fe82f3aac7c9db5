## Was man sich merkt und wem man folgt

saved-head = Gemerkt
saved-empty = Sie haben sich nichts für später gemerkt. Auf der Seite jedes Artikels gibt es dafür eine Schaltfläche.
starred-head = Mit Stern
starred-empty = Nichts trägt einen Stern. Auf der Seite jedes Artikels gibt es dafür eine Schaltfläche.
history-head = Verlauf
history-empty = Noch haben Sie nichts geöffnet.
reading-earlier = Frühere

follows-head = Folge ich
follows-empty = Sie folgen noch nichts und niemandem.
follows-empty-hint = Auf den Seiten von Themen, Hashtags, Personen, Orten und Medien gibt es dafür eine Schaltfläche. Neues von ihnen steht dann hier.
follows-newest = Neueste Artikel
follows-gone = Von dem, was Sie verfolgen, ist hier nichts mehr vorhanden.
follows-what = Wem Sie folgen
follows-unfollow = { $label } nicht mehr folgen
follows-too-many = Sie folgen 200 Dingen, mehr geht nicht. Beenden Sie zuerst eines davon.

## Die Tastatur

keys-head = Tastatur
key-next = zum nächsten Artikel oder Thema
key-former = zum vorigen
key-open = öffnen
key-star = mit Stern versehen, oder ihn entfernen
key-read = als gelesen oder ungelesen markieren
key-search = suchen
key-list = diese Liste

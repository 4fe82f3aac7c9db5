## Wenn eine Seite nicht gezeigt werden kann

error-not-found-head = Hier ist nichts
error-not-found = Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie vertippt, oder was hier stand, war zu alt, um aufbewahrt zu werden.
error-gone-head = Nicht mehr hier
error-bad-request-head = Das lässt sich nicht beantworten
error-forbidden-head = Nicht erlaubt
error-too-many-head = Zu viele Versuche
error-too-many = Von hier kamen zu viele Versuche. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.
error-busy-head = Gerade überlastet
error-busy = Die Datenbank ist beschäftigt. Laden Sie die Seite in ein paar Sekunden neu.
error-inside-head = Hier ist etwas schiefgegangen
error-inside = Die Seite konnte nicht erstellt werden. Die Ursache steht im Protokoll des Servers.
error-method-head = Das geht hier nicht
error-method = Diese Adresse nimmt solche Anfragen nicht entgegen.
error-to-front = Zur Titelseite

error-moderators-only = Diese Seite ist der Moderation vorbehalten. Melden Sie sich entsprechend an und kommen Sie dann wieder.
error-owner-only = Diese Seite ist den Betreibern vorbehalten. Melden Sie sich entsprechend an und kommen Sie dann wieder.
error-editors-only = Diese Seite ist der Redaktion vorbehalten. Melden Sie sich entsprechend an und kommen Sie dann wieder.
error-nothing-asked = Das Formular verlangt nichts, was sich hier tun ließe.
error-cursor = Die Adresse nennt keine Stelle dieser Liste. Gehen Sie zu ihrem Anfang und blättern Sie von dort weiter.
error-old-form = Das Formular war zu alt. Gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal.
error-other-site = Diese Anfrage kommt von einer anderen Website und wurde abgelehnt.

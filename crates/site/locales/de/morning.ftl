## What is new in a story since the reader last looked at it

since-head = Neu seit Ihrem letzten Besuch
since-looked = zuletzt angesehen { $when }
since-posts = { $count ->
    [one] { $count } neuer Eintrag
   *[other] { $count } neue Einträge
}
since-nothing-told = Darin steht nichts, was nicht schon berichtet war.

## The day in short: whose, of which day, how long

brief-head-own = Ihr Tag in Kürze
brief-head-day = Der Tag in Kürze: { $day }
brief-head-own-day = Ihr Tag in Kürze: { $day }
brief-note-own = Die letzten 24 Stunden: zuerst das, dem Sie folgen, dann das Wichtigste, jeweils in Sätzen der Medien selbst. Was Sie gelesen haben, steht am Ende.
brief-note-day = Was bis zum Ende dieses Tages berichtet war, jede Geschichte in Sätzen der Medien selbst.
brief-empty-day = Von diesem Tag ist nichts mehr da.
brief-no-day = Das ist kein Tag: Man schreibt ihn 2026-11-21.
brief-longer = Länger
brief-shorter = Kürzer
brief-day-before = Der Tag davor
brief-day-after = Der Tag danach
brief-followed = Sie folgen: { $names }

## The brief by mail: its page, and its letters

mail-head = Der Tag in Kürze per E-Mail
mail-note = Jeden Morgen oder zu einer anderen Stunde kommt Ihr Tag in Kürze in Ihr Postfach: dieselben Sätze, jeder mit dem Weg zu seinem Artikel. Nichts darin verrät uns, ob Sie ihn lesen.
mail-no-server = Für diese Seite ist kein Mailserver eingerichtet; es kann nichts verschickt werden.
mail-no-zone = So heißt keine Zeitzone. Namen sehen aus wie Europe/Vienna.
mail-no-address = Das ist keine E-Mail-Adresse.
mail-refused = { $address } nimmt keine Post an; dorthin geht nichts mehr. Geben Sie eine andere Adresse an oder dieselbe noch einmal.
mail-waits = An { $address } geht eine Nachricht. Folgen Sie dem Link darin, dann geht es los.
mail-is-on = Der Tag in Kürze geht an { $address }.
mail-sent = Zuletzt verschickt { $when }.
mail-problem = Beim letzten Mal ging etwas schief:
mail-address = E-Mail-Adresse
mail-hour = Uhrzeit
mail-zone = Zeitzone
mail-zone-hint = Zum Beispiel Europe/Vienna, America/Bogota oder Asia/Shanghai.
mail-length = Länge
mail-short = Kurz
mail-longer = Länger
mail-keep = Speichern
mail-confirm-ask = Soll der Tag in Kürze an { $address } gehen?
mail-confirmed = Der Tag in Kürze geht von nun an an { $address }.
mail-stop-ask = Soll nichts mehr an { $address } gehen?
mail-stopped = An { $address } geht nichts mehr. Die Adresse ist vergessen.
mail-link = Per E-Mail
letter-confirm-subject = Soll der Tag in Kürze von { $site } hierher kommen?
letter-confirm-asked = { $reader } möchte den Tag in Kürze von { $site } an diese Adresse bekommen.
letter-confirm-link = Ja, bitte schicken
letter-confirm-not = Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Es kommt nichts weiter.
letter-why = Sie bekommen diese Nachricht, weil Sie sie bestellt haben.
letter-change = Ändern
letter-stop = Nicht mehr schicken
desk-mail = Nachrichten, bei denen etwas schiefging

## What came before a story or an article

background-head = Aus dem Archiv
background-title = Aus dem Archiv: { $headline }
background-empty = Zu diesen Personen, Orten und Themen ist nichts Früheres aufbewahrt.

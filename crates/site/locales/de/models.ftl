## Modelle, die schreiben, für den Eigentümer

models-settings = Modelle und Grenzen
models-head = Modelle, die schreiben
models-note = Alles geht auch ohne. Ein Modell, das schreibt, gibt Zusammenfassungen, Erklärungen, Übersetzungen und Antworten dazu; jeder Satz wird an den Artikeln geprüft, bevor ihn jemand sieht.
models-writes = { $model } schreibt.
models-none-yet = Modelle dürfen schreiben, aber es gibt keines: Wählen Sie eines, das auf diesem Rechner läuft, oder beschreiben Sie einen Endpunkt in der Konfiguration.
models-off = Kein Modell darf schreiben.
models-switch-on = Modelle schreiben lassen
models-switch-off = Ausschalten
models-here-head = Auf diesem Rechner
models-here-none = Kein Modellserver antwortet auf diesem Rechner. Starten Sie Ollama, llama.cpp, vLLM oder LM Studio und laden Sie diese Seite neu.
models-server-empty = Er hat noch kein Modell.
models-choose = Damit schreiben
models-choose-named = Mit { $model } schreiben
models-try = Ausprobieren
models-try-named = { $model } ausprobieren
models-chosen = Gewählt
models-gone = { $model }, das Sie gewählt haben, ist bei { $server } gerade nicht zu finden.
models-leave = Der Konfiguration überlassen
models-runs-no-more = Dieses Modell läuft nicht mehr auf diesem Rechner.
models-described-head = In der Konfiguration
models-described-none = Die Konfiguration beschreibt keinen Endpunkt.
models-answers = Antwortet
models-fails = Geht nicht
models-not-there = Er antwortet, hat aber kein Modell { $model }.
models-trial-head = { $model } sagt
# $seconds: at least one.
models-trial-took = { $tokens ->
    [one] { $tokens } Token
   *[other] { $tokens } Tokens
} in { $seconds ->
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
}
models-trial-slow = Keine Antwort innerhalb von { NUMBER($seconds) } Sekunden. Die erste Antwort nach dem Start dauert am längsten: Versuchen Sie es noch einmal.
models-ahead-head = Bevor jemand fragt
models-ahead-note = Zusammenfassungen werden in der Sprache der Website im Voraus geschrieben, höchstens aus der Hälfte der Tokens eines Tages und zu einer Story nicht zweimal in einer Stunde.
models-ahead-stories = Zu Storys der Titelseite
models-ahead-none = Keine
models-ahead-count = Die ersten { NUMBER($count) }
models-keep = Speichern
models-ahead-publishers = Zu allen neuen Artikeln von
models-ahead-publisher = Zu allen neuen Artikeln eines Verlags
models-ahead-add = Hinzufügen
models-ahead-remove = Entfernen
models-ahead-remove-named = { $publisher } entfernen
models-enough-publishers = Das sind genug Verlage: Entfernen Sie zuerst einen.
models-used-head = Was es kostet
models-limit = Alle zusammen dürfen { NUMBER($tokens) } Tokens am Tag verbrauchen.
models-limit-each = Ein Leser darf { NUMBER($tokens) } Tokens am Tag verbrauchen.
models-no-limit = Alle zusammen dürfen beliebig viele Tokens verbrauchen.
models-no-limit-each = Ein Leser darf beliebig viele Tokens verbrauchen.
models-unused = Noch wurde nichts gefragt.
models-by-day = Nach Tagen (UTC)
models-day = Tag
models-by-reader = Heute, nach Lesern
models-reader = Leser
models-calls = Gefragt
models-tokens = Tokens
models-cost = Kosten

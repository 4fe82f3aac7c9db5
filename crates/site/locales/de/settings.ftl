## Wie man lesen möchte

foot-settings = Leseeinstellungen
settings-head = Leseeinstellungen
settings-with-account = Sie werden mit Ihrem Konto aufbewahrt.
settings-in-browser = Sie werden in diesem Browser aufbewahrt.
settings-keep = So einstellen
settings-forget = Zurück zur Voreinstellung
settings-language = Sprache
settings-language-auto = Wie der Browser wünscht
settings-theme = Hell oder dunkel
settings-theme-auto = Wie das Gerät
settings-theme-light = Hell
settings-theme-dark = Dunkel
settings-size = Schriftgröße
settings-size-small = Klein
settings-size-medium = Mittel
settings-size-large = Groß
settings-size-largest = Sehr groß
settings-width = Breite der Artikel
settings-width-narrow = Schmal
settings-width-medium = Mittel
settings-width-wide = Breit
settings-typeface = Schrift
settings-typeface-serif = Mit Serifen
settings-typeface-sans = Ohne Serifen
settings-lists = Listen
settings-lists-roomy = Luftig
settings-lists-dense = Dicht: nur Überschriften

specimen-headline = Der Hafen, der seinen Robben zuhört
specimen-standfirst = Hundert Mikrofone liegen auf dem Grund der Bucht. Was sie hören, entscheidet seit diesem Frühjahr darüber, wie schnell die Fähren fahren dürfen.

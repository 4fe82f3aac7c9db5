## Ausgaben: die Sprachen der Nachrichten und ein Land, dessen Nachrichten vorn stehen

edition-head = Ausgabe
edition-note = Die Titelseite, die neuesten Artikel und die Ressorts zeigen die Nachrichten Ihrer Ausgabe.
edition-is = Ausgabe: { $edition }
edition-all-languages = alle Sprachen
edition-change = Ändern
edition-change-long = Ausgabe ändern
edition-langs = Sprachen der Nachrichten
edition-langs-hint = Ohne Auswahl stehen hier Nachrichten aller Sprachen.
edition-no-langs = Es ist noch nichts eingetroffen. Danach stehen hier die Sprachen der Nachrichten.
edition-home = Heimatland
edition-home-hint = Was darüber berichtet wird, steht oben auf der Titelseite.
edition-no-home = Keines
edition-keep = Diese Ausgabe zeigen
edition-forget = Alles zeigen
edition-empty = Für diese Ausgabe ist noch nichts eingetroffen.
edition-all-of = Alle Artikel: { $country }

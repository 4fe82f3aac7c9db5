## Was die Seite tut, damit niemand ausgeschlossen bleibt

accessibility-head = Barrierefreiheit
accessibility-claim = Diese Seite ist so gebaut, dass sie den Web Content Accessibility Guidelines 2.2 auf Stufe AA entspricht.
accessibility-done = Was dafür getan ist
accessibility-plain = Alles lässt sich ohne Skript (bis auf Passkeys, Vorlesen und Lesen ohne Netz), allein mit der Tastatur und bei vierfacher Schriftgröße lesen und bedienen.
accessibility-marked = Überschriften, Bereiche, Sprachen und Zustände sind für Bildschirmleser ausgezeichnet; eine Schlagzeile in einer anderen Sprache sagt, in welcher.
accessibility-fingers = Was man antippt, ist mindestens 24 Pixel hoch oder steht abseits seiner Nachbarn.
accessibility-still = Nichts bewegt sich von selbst: Neue Artikel kündigen sich an und warten.
accessibility-choose = Schriftgröße, Schriftart, Breite, hell oder dunkel wählen Sie selbst: { $link }.
accessibility-checks = Wie es geprüft wird
accessibility-checked = Vor jeder Ausgabe misst ein Programm die Seiten, hell und dunkel, auf dem Schirm eines Rechners und eines Telefons, an allen Kriterien, die ein Programm prüfen kann, und geht seinen Weg mit der Tastatur. Was nur ein Mensch beurteilen kann, haben diejenigen beurteilt, die die Seite gemacht haben, keine Prüfstelle.
accessibility-lacks = Was bekanntermaßen fehlt
accessibility-lacking = Artikel erscheinen so, wie ihre Verlage sie geschrieben haben: Bilder ohne Bildtext oder Zitate in einer anderen Sprache beschreibt und kennzeichnet diese Seite nicht.
accessibility-tell = Wenn Sie auf ein Hindernis stoßen, sagen Sie es den Betreibern dieser Seite.

## Ein Thema

story-coverage = Die Berichte
story-why-here = warum hier
story-copies-in = Auch in { $count ->
    [one] { $count } Medium
   *[other] { $count } Medien
}
story-earlier-coverage = Frühere Berichte
story-unfolded = Was geschah
story-told-by = von { $count ->
    [one] { $count } Medium
   *[other] { $count } Medien
} berichtet
story-in-its-place = im Zusammenhang
story-said = Wer was sagte
story-about = Über dieses Thema
story-numbers = In Zahlen
story-articles = Artikel
story-publishers = Medien
story-near-copies = Davon fast gleichlautend
story-first-report = Erster Bericht
story-latest-report = Neuester
story-taken-up = Wieder aufgegriffen
story-rested = { $days ->
    [one] nach { $days } Tag
   *[other] nach { $days } Tagen
}
story-why-ranked = Warum es so weit oben steht
story-rank = von { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
} berichtet, zuerst { $when }
story-rank-spread = von { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
} { $spread } berichtet, zuerst { $when }
story-related = Verwandte Themen
story-correct = Dieses Thema korrigieren

placement-founder = Der erste Bericht zu diesem Thema
placement-person = Von der Redaktion hierher gestellt
placement-copy = Fast derselbe Text wie ein anderer Artikel
placement-merged = Kam mit einem Thema, das dasselbe erzählt
placement-other-words = Erzählt dasselbe mit anderen Worten
placement-shared = Teilt mit dem Thema: { $words }
placement-resumed = Greift das Thema { $days ->
    [one] nach { $days } Tag
   *[other] nach { $days } Tagen
} wieder auf
placement-resumed-about = Greift das Thema { $days ->
    [one] nach { $days } Tag
   *[other] nach { $days } Tagen
} wieder auf ({ $words })
placement-evidence = { $reason } ({ $evidence })
placement-same-minute = in derselben Minute
placement-minutes = binnen { $count ->
    [one] einer Minute
   *[other] { $count } Minuten
}
placement-hours = binnen { $count ->
    [one] einer Stunde
   *[other] { $count } Stunden
}
placement-days = binnen { $count ->
    [one] eines Tages
   *[other] { $count } Tagen
}

## Wer was sagte

person-note = Wer was sagte: das Neueste zuerst, wie die Artikel es wiedergeben.
person-note-organisation = Was in ihrem Namen gesagt wird, das Neueste zuerst.
person-earlier = Frühere Worte

## What the articles of a story, or one article, tell: their own sentences

told-in-short = In Kürze
told-not-in-short = Hier steht zu wenig Text, um ihn kürzer zu fassen, oder ihn lesen nur Angemeldete.
told-word-for-word = Jeder Satz steht Wort für Wort in dem Artikel, der darunter genannt ist; kein Modell hat hier geschrieben.

## How the publishers of a story differ

compare-link = Berichte vergleichen
compare-head = Worin sich die Medien unterscheiden
compare-title = Worin sich die Medien unterscheiden: { $headline }
compare-differ = Wo sie sich widersprechen
compare-numbers = Zahlen
compare-days = Tage
compare-names = Namen
compare-left-out = Was manche weglassen
compare-told-by = Berichten
compare-not-by = Nicht
compare-alone = Was nur ein Medium berichtet
compare-empty = Die Berichte stimmen überein, soweit ihre Worte es zeigen, oder es sind zu wenige.
compare-how = Verglichen wird nach Worten, jedes Medium mit denen seiner Sprache und nach seinem letzten Stand. Zahlen können sich unterscheiden, weil ein Bericht neuer ist. Wo nur der Anfang eines Artikels vorliegt, gilt nichts als weggelassen.

## The day in short

brief-head = Der Tag in Kürze
brief-note = Die wichtigsten Geschichten der letzten 24 Stunden, jede in Sätzen der Medien selbst.
brief-empty = In den letzten 24 Stunden wurde nichts berichtet.

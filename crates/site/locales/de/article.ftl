## Ein Artikel

article-by = Von { $authors }
author-in = { $name } ({ $place })
article-updated = aktualisiert { $when }
article-versions = { $count ->
    [one] { $count } frühere Fassung
   *[other] { $count } frühere Fassungen
}
article-actions = Dieser Artikel
article-star = Mit Stern versehen
article-starred = Mit Stern
article-save = Für später merken
article-saved = Gemerkt
article-metered = { $publisher } lässt eine begrenzte Zahl von Artikeln kostenlos lesen.
article-subscribers = Der ganze Artikel ist Abonnenten von { $publisher } vorbehalten.
article-media = Film und Ton
media-picture = Bild
media-film = Film
media-sound = Ton
article-follow-at = Weiterverfolgen bei { $publisher }
article-see-at = Ansehen bei { $publisher }
article-whole-at = Den ganzen Artikel bei { $publisher } lesen
article-posts = Beiträge, neueste zuerst
article-earlier-posts = Frühere Beiträge
article-around = Rund um diesen Artikel
article-same-story = Zum selben Thema
article-story-all = Alle { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
} aus { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
}
article-related = Verwandte Artikel
article-places = Orte
article-post-gone = Dieser Eintrag wurde vom Verlag entfernt.
article-post-versions = Was ein Eintrag vorher sagte
article-post-now = Jetzt
# $when (Markup): how long ago.
article-post-until = Bis { $when }
article-post-unchanged = Dieser Eintrag wurde nicht geändert, seit er zuerst gesehen wurde.

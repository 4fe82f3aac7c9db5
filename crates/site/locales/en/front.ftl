## The front page, the sections and the list of everything

front-head = Top stories
front-live = Live now
front-since = Since you last looked
# $looked (Markup): how long ago. $count new articles came in.
front-since-new = Since you last looked, { $looked }: { $count ->
    [one] { $count } new article
   *[other] { $count } new articles
}.
# $looked (Markup): how long ago. $stories (Markup): headlines of the stories that moved on most.
front-since-about = Since you last looked, { $looked }: { $count ->
    [one] { $count } new article
   *[other] { $count } new articles
}, above all about { $stories }.
# Between two headlines.
front-headline-comma = { "; " }
front-latest = Latest
front-trending = Much written about
front-more = More stories
front-empty = Nothing has come in yet.
front-empty-hint = As soon as the followed sources have been read, their stories stand here.
front-empty-sources = See the sources.
section-empty = No stories in this section yet.

river-head = Latest
river-empty = Nothing has come in yet.
river-unread = Unread
river-unread-empty = Everything here is read.
river-mark-all = Mark all read
# $when (Markup): how long ago.
river-marked = Marked all read { $when }.
river-undo = Undo
river-older = Older articles

publisher-empty = Nothing from this publisher is kept.
publisher-kept = { $count ->
    [one] { $count } article kept
   *[other] { $count } articles kept
}

hashtag-empty = No article with this hashtag is kept.
# What is known of a hashtag: what kind of thing it is, and how many articles have it.
hashtag-facts = { $kind ->
    [person] Person
    [organisation] Organisation
    [place] Place
   *[topic] Topic
}; { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
# $facts is hashtag-facts or articles; $spellings are hashtags in other languages.
hashtag-also-written = { $facts }; also written { $spellings }

# What is known of a place: what kind of thing it is, and how many articles are about it.
place-facts = { $kind ->
    [city] City
    [region] Region
    [country] Country
   *[wide] Part of the world
}; { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
place-empty = No article about this place is kept.

## The search

search-head = Search
# The title of the browser's window. $query is what is looked for.
search-title = { $query }: search
search-for = Search for
search-results = Results
search-more-than = { $count ->
    [one] More than { $count } article
   *[other] More than { $count } articles
}
search-more = More results
# Of what the answer is made: links that narrow the search to one language, publisher or section.
search-narrow = Narrow it down
search-narrow-langs = Language
search-narrow-publishers = Publisher
search-narrow-sections = Section
search-narrow-part = Counted are the first { NUMBER($count) } that were found.
search-nothing = Nothing found for “{ $query }”.
search-nothing-hint = Fewer or more general words find more. The search looks at titles, texts, publishers and hashtags.
search-invitation = Every article kept here can be found by its words, its publisher, its hashtags and its date.
search-broken = The search cannot be used for the moment. The cause stands in the server’s log.
# What browsers call the search of this site.
search-description = Search { $site }

search-precisely = Finding precisely
# What each operator finds. The operators stay as they are; the examples are words of the language.
search-example-phrase = rising sea
search-example-not = football
search-example-title = harbour
search-example-hashtag = ClimateSummit
search-phrase = these words side by side
search-not = without this word
search-title-word = in the headline
search-publisher = from one publisher
search-hashtag = with this hashtag
search-section = from one section
search-lang = in one language
search-after = published on that day or later
search-before = published before that day

# What the search made of a question that it did not quite understand. $text is what was written.
search-note-quote = A quotation mark is not closed; the phrase runs to the end.
search-note-date = “{ $text }” has no date like 2026-01-31, so it was searched for as words.
search-note-language = “{ $text }” has no language code, so it was searched for as words.
search-note-empty = “{ $text }” says nothing to look for; it was taken as a word.
search-note-exclusions = Nothing to look for was named, so everything else is shown.
search-note-cut = The question was too long and has been cut.
search-note-long = { $count ->
    [one] The question was too long; { $count } of its words was left out.
   *[other] The question was too long; { $count } of its words were left out.
}

## A story

story-coverage = Coverage
story-why-here = why here
# The near-copies folded under an article.
story-copies-in = Also in { $count ->
    [one] { $count } publisher
   *[other] { $count } publishers
}
story-earlier-coverage = Earlier coverage
story-unfolded = How it unfolded
story-told-by = told by { $count ->
    [one] { $count } publisher
   *[other] { $count } publishers
}
# Unfolds the paragraph from which a sentence is taken.
story-in-its-place = in its place
story-said = Who said what
story-about = About this story
story-numbers = In numbers
story-articles = Articles
story-publishers = Publishers
story-near-copies = Near-copies among them
story-first-report = First report
story-latest-report = Latest
story-taken-up = Taken up again
# How long the story had rested when it was taken up again.
story-rested = { $days ->
    [one] after { $days } day
   *[other] after { $days } days
}
story-why-ranked = Why it ranks where it does
# The first of the reasons. $spread is rank-countries and the like, $when (Markup) how long ago it was first told.
story-rank = told by { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}, first { $when }
# $when (Markup): how long ago it was first told.
story-rank-spread = told by { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
} { $spread }, first { $when }
story-related = Related stories
story-correct = Correct this story

# Why an article is in its story. $evidence is a list of the two below it.
placement-founder = The first report of this story
placement-person = Placed here by an editor
placement-copy = Nearly the same text as another article
placement-merged = Came with a story that tells the same
placement-other-words = Tells the same in other words
# $words are names and words, as the article has them.
placement-shared = Shares { $words } with the story
placement-resumed = Takes the story up again { $days ->
    [one] after { $days } day
   *[other] after { $days } days
}
placement-resumed-about = Takes the story up again { $days ->
    [one] after { $days } day
   *[other] after { $days } days
}, about { $words }
# $reason is one of the above.
placement-evidence = { $reason }: { $evidence }
placement-same-minute = in the same minute
placement-minutes = within { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
placement-hours = within { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
placement-days = within { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## Who said what

person-note = Who said what: newest first, as the articles tell it.
person-note-organisation = What is said in its name, newest first.
person-earlier = Earlier words

## What the articles of a story, or one article, tell: their own sentences

told-in-short = In short
told-not-in-short = There is too little text here to tell it in short, or it may be read by those who sign in.
told-word-for-word = Each sentence is taken word for word from the article named below it; no model has written here.

## How the publishers of a story differ

compare-link = Compare coverage
compare-head = How the publishers differ
compare-title = How publishers differ: { $headline }
compare-differ = Where they contradict each other
compare-numbers = Numbers
compare-days = Days
compare-names = Names
compare-left-out = What some leave out
compare-told-by = Told by
compare-not-by = Not by
compare-alone = What one publisher alone tells
compare-empty = Their reports agree, as far as their words tell, or there are too few of them.
compare-how = Compared by words, each publisher with those that write in its language, and taken at its last word. Numbers may differ because one report is newer. Of whom we have only the beginning of an article, nothing is said to be missing.

## The day in short

brief-head = The day in short
brief-note = The stories of the last 24 hours that matter most, each in sentences of its publishers.
brief-empty = Nothing was told in the last 24 hours.

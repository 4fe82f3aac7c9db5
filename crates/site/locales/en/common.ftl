## Words that stand on many pages

articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
publishers = { $count ->
    [one] { $count } publisher
   *[other] { $count } publishers
}
comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
# The articles of a story and who publishes them: "12 articles by 5 publishers".
coverage = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} by { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}

# A list is put together from its beginning: "Ann, Bob" and "Cem" become "Ann, Bob and Cem".
list-comma = { ", " }
list-end = { $start } and { $last }
# The same of links. $start (Markup), $last (Markup)
list-end-of-markup = { $start } and { $last }

sign-in = Sign in
follow = Follow
unfollow = Unfollow
following-unfollow = Following: unfollow
live = Live
all = All
articles-head = Articles
stories-head = Stories
hashtags-head = Hashtags
take-back = Take it back
appeal = Appeal
# Beside a form's button: the way back without doing anything.
leave-as-it-is = Leave it as it is
leave-it = Leave it
# In the place of the name of somebody whose account is gone.
former-reader = a former reader

## Sections of the paper

section-politics = Politics
section-business = Business
section-science = Science
section-technology = Technology
section-sports = Sports
section-culture = Culture
section-society = Society

## An article in a list

# The access to an article at its publisher.
access-metered = metered
access-subscribers = for subscribers
card-saved = saved
card-starred = starred
card-updated = updated
# $publishers (Markup): the publishers that print the same text, as links.
card-also-in = also in { $publishers }

## A story in a list

story-day = Day { NUMBER($day) }
story-foot = Coverage, and why it stands here

# Why a story stands where it does.
rank-countries = in { NUMBER($countries) } countries
rank-languages = in { NUMBER($languages) } languages
rank-countries-and-languages = in { NUMBER($countries) } countries and { NUMBER($languages) } languages
rank-lately = { $count ->
    [one] { $count } publisher
   *[other] { $count } publishers
} in its last 10 hours
rank-copies = reprinted by { $count ->
    [one] { $count } publisher
   *[other] { $count } publishers
}
rank-speed = { NUMBER($count) } publishers within 3 hours
rank-follow-ups = { $count ->
    [one] { $count } follow-up
   *[other] { $count } follow-ups
}
# $count articles are one or more, up to 99.
rank-pace = { $count ->
    [one] the only article of its publisher in 10 hours
   *[other] one of { $count } articles of its publisher in 10 hours
}
rank-pace-many = one of 100 or more articles of its publisher in 10 hours

# Why something is related. $hashtags are up to three, "#Climate and #Rome".
also-about = Also about { $hashtags }

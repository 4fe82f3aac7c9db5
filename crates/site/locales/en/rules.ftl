## A reader’s rules

rules-head = Rules
rules-note = What you never want to see, always want to keep, or want to be told of. A rule looks for what a search would find.
rules-new = A new rule
rules-look-for = Look for
rules-hint = Words, “phrases”, #hashtag, publisher:example.org, lang:de, section:sports; a minus excludes.
rules-and-then = And then
rules-try = Try it
rules-preview = What it would have met
# $days is 7.
rules-would-meet = In the last { NUMBER($days) } days it would have met { $count ->
    [0] no article
    [one] { $count } article
   *[other] { $count } articles
}.
rules-would-meet-more = In the last { NUMBER($days) } days it would have met more than { $count ->
    [one] { $count } article
   *[other] { $count } articles
}.
rules-make = Make this rule
rules-yours = Your rules
rules-none = None yet. The pages of publishers and hashtags, and the search, have a shortcut for one.
rules-drop = Take away
rules-drop-which = Take away the rule { $rule }
rules-empty-question = Say what the rule looks for.
# 50 is RULES_MAX of the store.
rules-too-many = You have 50 rules, which is as many as one can. Take one of them away first.

# What a rule does: as a choice, among the rules, and in a sentence.
deed-hide = Hide them
deed-star = Star them
deed-notify = Tell me of them
deed-done-hide = hidden
deed-done-star = starred
deed-done-notify = told of
deed-note-hide = They are left out of the front page, Latest, sections and related articles. Words are looked for in headlines and first sentences.
deed-note-star = Each gets a star as it comes in.
deed-note-notify = A notice for each as it comes in, at most 20 before you look.

# At the foot of a list.
rules-hidden = { $count ->
    [one] One is hidden by your rules.
   *[other] { $count } are hidden by your rules.
}
rules-nothing-left = Your rules leave nothing on this page.
# Beside the button that follows a publisher, a hashtag or a search.
rules-make-one = Make a rule

notice-found-gone = An article that is no longer kept
notice-found-by = Found by your rule: { $rule }
notice-read-it = Read it
follows-too-many-searches = You follow 30 searches, which is as many as one can. Follow one of them no more first.
follows-empty-search = A search that asks for nothing cannot be followed.

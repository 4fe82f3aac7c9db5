## The owner’s desk

desk-head = The owner’s desk
# $when (Markup): how long ago.
desk-newest = The newest article came in { $when }.
desk-nothing = No article has come in yet.
desk-waits = What waits
desk-what = For what
desk-waiting = Waiting
desk-oldest = Due longest
desk-given-up = Given up
# A stage of an article’s way, as what is done in it.
desk-stage = { $kind ->
    [fetch] Sources that are due
    [page] Pages to be fetched
    [enrich] Articles to be put into stories
    [correct] Corrections to be worked in
    [read] Articles to be read a second time
    [index] Events the search does not know yet
   *[any] { $kind }
}
desk-failing = Failing sources
desk-all-sources = All sources
desk-none-failing = Every source that is asked answers.
desk-failing-count = { $count ->
    [one] { $count } source fails.
   *[other] { $count } sources fail.
}
desk-arrivals = Arrivals
desk-arrivals-day = { $count ->
    [one] { $count } article came in within the last 24 hours.
   *[other] { $count } articles came in within the last 24 hours.
}
desk-by-hour = By the hour
desk-hour = Hour (UTC)
desk-articles = Articles
desk-stories = Stories
desk-sources = Sources
desk-all-accounts = All accounts
desk-accounts = { $role ->
    [owner] Owners
    [editor] Editors
    [moderator] Moderators
   *[reader] Readers
}: { NUMBER($count) }
desk-seen = { $count ->
    [one] { $count } of them was here within the last week.
   *[other] { $count } of them were here within the last week.
}
desk-storage = Storage
desk-database = Database
desk-index = Search index
desk-megabytes = { NUMBER($megabytes) } MB
desk-keep-all = Nothing is removed by itself.
desk-keep-days = { $days ->
    [one] Articles are removed after { $days } day.
   *[other] Articles are removed after { $days } days.
}
desk-keep-megabytes = The oldest articles are removed when the database grows beyond { NUMBER($megabytes) } MB.
desk-model = The language model
desk-no-model = No model is switched on. The site needs none.
desk-model-small = For short tasks
desk-model-large = For briefs and answers
desk-calls = Asked today
desk-tokens = Tokens today
desk-tokens-of = { NUMBER($tokens) } of { NUMBER($limit) }
desk-cost = Cost today

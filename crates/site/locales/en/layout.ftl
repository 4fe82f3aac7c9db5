## What stands around every page

layout-skip = Skip to content
layout-search = Search
layout-search-site = Search the site
layout-saved = Saved
layout-sections = Sections
# Beside the name in the masthead: what the reader has not seen yet.
layout-notices = { $count ->
    [one] { $count } notice
   *[other] { $count } notices
}
# For moderators: how many comments wait for a decision.
layout-undecided = { $count ->
    [one] { $count } to decide
   *[other] { $count } to decide
}

nav-top-stories = Top stories
nav-following = Following
nav-latest = Latest

foot-site = { $site }, from publishers its owner trusts
foot-sources = Sources
foot-corrections = Corrections
foot-decisions = Decisions
foot-readers = Readers
foot-moderation = Moderation
foot-keyboard = Keyboard
foot-feed-page = Feed of this page
foot-feed-stories = Feed of stories
foot-feed-articles = Feed of articles

# The titles of feeds, as reader apps show them.
feed-stories = { $site }: top stories
feed-articles = { $site }: latest articles
feed-comments = Comments: { $title }

# On the button that says what has come in since the page was loaded.
new-articles = { $count ->
    [one] { $count } new article
   *[other] { $count } new articles
}
new-comments = { $count ->
    [one] { $count } new comment
   *[other] { $count } new comments
}

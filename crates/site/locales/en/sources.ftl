## The sources

sources-head = Sources
sources-count = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
sources-stories = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
# $sources is sources-count, $publishers publishers, $articles articles, $stories sources-stories.
sources-note = { $sources } of { $publishers }; { $articles } kept, in { $stories }.
sources-address = Address to follow
sources-empty = No source is followed yet.
sources-source = Source
sources-state = State
sources-last-read = Last read
sources-next = Next
sources-articles = Articles
sources-not-yet = not yet
sources-never = never
sources-more = More sources
sources-notices = { $count ->
    [one] { $count } notice
   *[other] { $count } notices
}
sources-last-fetches = Last fetches
# A line of the list of fetches. $when (Markup): how long ago; $what what came of it.
sources-log-line = { $when }: { $what }
# $status is a number of HTTP, or nothing is known of it.
sources-fetched = { $count ->
    [one] { $count } new item
   *[other] { $count } new items
}, { NUMBER($kilobytes) } KB, { NUMBER($ms) } ms
sources-fetch-status = { $status }, { $what }
# $error is what went wrong, in English.
sources-fetch-failed = { $error }, { NUMBER($ms) } ms
sources-failed = { $count ->
    [one] { $count } failed fetch
   *[other] { $count } failed fetches
}
source-waiting = waiting
source-well = well
source-paused = paused
source-gone = gone
# Whose fault an error is. $error is what went wrong, in English.
source-problem = { $fault ->
    [passing] { $error } (will be tried again)
    [theirs] { $error } (the publisher has to mend it)
    [gone] { $error } (gone for good)
    [refused] { $error } (refused here, to be safe)
   *[ours] { $error } (the address or the settings here are wrong)
}
source-paused-by = paused by { $by }

source-pause = Pause
source-resume = Resume
source-unfollow = Unfollow
source-pause-head = Pause { $source }?
source-resume-head = Resume { $source }?
source-unfollow-head = Unfollow { $source }?
source-pause-meaning = It is asked no more until you resume it. Its articles stay.
source-resume-meaning = It is asked again, now and from here on.
source-unfollow-meaning = It is asked no more and leaves this list. Its articles stay.

## Following a new source

following-title = Follow
following-looking = Looking what there is
following-asked = The address is being asked for a feed, a news sitemap, a live blog or a list of articles.
# $serve (Markup) and $no-fetch (Markup) are commands.
following-late = This takes longer than it should. Is somebody at the desk? { $serve } looks; { $no-fetch } does not.
following-reloads = This page loads itself again until there is an answer.
following-nothing = Nothing to follow there
following-other = Try another address
following-look = Look
following-found = What would you follow?
following-list = What can be followed there
# $title (Markup): what can be followed.
following-by = { $title } by { $publisher }
following-kind = { $kind ->
    [feed] Feed
    [sitemap] News sitemap
    [live_blog] Live blog
   *[page] Page that lists articles
}: { $url }
following-already = followed already
following-none = Follow none of these
following-followed = Followed
# $articles is articles; $when (Markup): how long ago.
following-read = { $articles }, read { $when }
following-first = is being read for the first time
following-all = All sources
following-bad-address = An address to follow has 1 to 500 characters, like example.org.
following-choose = Choose at least one of these.

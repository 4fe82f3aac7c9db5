## What a reader keeps and follows

saved-head = Saved
saved-empty = Nothing is saved for later. An article’s page has a button for it.
starred-head = Starred
starred-empty = Nothing is starred. An article’s page has a button for it.
history-head = History
history-empty = Nothing has been opened yet.
reading-earlier = Earlier

follows-head = Following
follows-empty = You follow nothing yet.
follows-empty-hint = The pages of stories, hashtags, people, places and publishers have a button for it. What is new about them stands here then.
follows-newest = Newest articles
follows-gone = Nothing of what you follow is kept here any more.
follows-what = What you follow
follows-unfollow = Unfollow { $label }
# 200 is FOLLOWS_MAX of the store.
follows-too-many = You follow 200 things, which is as many as one can. Follow one of them no more first.

## The keyboard

keys-head = Keyboard
key-next = the next article or story
key-former = the one before it
key-open = open it
key-star = star it, or take the star off
key-read = mark it read, or unread
key-search = search
key-list = this list

## Discussions

discussion-head = Discussion
discussion-feed = Feed
# Said to those who do not see where the word above stands.
discussion-feed-of = of this discussion
discussion-none = No comments yet
discussion-order = Order of comments
discussion-oldest = Oldest
discussion-newest = Newest
discussion-best = Most recommended
discussion-only-you = Only you see this until a moderator has looked at it.
discussion-more = More comments
discussion-more-replies = { $count ->
    [one] { $count } more reply
   *[other] { $count } more replies
}
discussion-replies = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
# On a page of its own: what the discussion is about. $subject (Markup): the headline, as a link.
discussion-on = on { $subject }
# $sign-in (Markup): discussion-sign-in, as a link.
discussion-sign-in-to = { $sign-in } to take part.
discussion-sign-in = Sign in

comment-by = Comment by { $author }
comment-alone = Comment
comment-edited = edited
comment-recommended = { $count ->
    [one] recommended by { $count }
   *[other] recommended by { $count }
}
comment-folded = From a reader whom you blocked
comment-waiting = Waits for a moderator.
comment-removed = Removed by a moderator.
comment-deleted = Deleted by its author.

# Buttons below a comment; the second of each two is what is read out.
comment-recommend = Recommend
comment-recommend-whose = Recommend the comment by { $author }
comment-unrecommend = Recommended: undo
comment-unrecommend-whose = Recommended: undo for the comment by { $author }
comment-reply = Reply
comment-reply-whose = Reply to { $author }
comment-change = Change
comment-change-whose = Change your comment
comment-delete = Delete
comment-delete-whose = Delete your comment
comment-flag = Flag
comment-flag-whose = Flag the comment by { $author }
# The link to replies that do not stand on the page. $replies is discussion-replies or discussion-more-replies.
comment-replies-to = { $replies } to { $author }

composer-comment = Your comment
composer-post = Post it
composer-reply-to = Your reply to { $author }
composer-reply-head = Your reply
composer-reply = Reply
composer-change-head = Change your comment
composer-change = Keep it so
# $count is 4,000.
composer-hint = Up to { NUMBER($count) } characters. *emphasis*, **strong**, > a quotation, a list or an address work.
composer-waits = A moderator looks at it before it is published.
composer-unsent = What you wrote, to be kept

ban-you = You may read here and not write. The moderators’ reason: { $why }
ban-you-until = You may read here and not write until { $until }. The moderators’ reason: { $why }
ban-what-now = What you can do

compose-not-signed-in = You are not signed in any more. Keep what you wrote, sign in, and send it again.
compose-old-form = The form was too old. Send it once more.
compose-empty = There is nothing in it yet.
compose-too-long = A comment has at most { NUMBER($most) } characters, and this one has { NUMBER($count) }. Shorten it, and send it again.
compose-too-many = You have posted { NUMBER($comments) } comments within { NUMBER($minutes) } minutes, which is as many as go. Wait a few minutes, and send this one again.
compose-parent-gone = What you answer was removed meanwhile, so nothing can be added to it.
compose-busy = The database was busy for a moment. Send it once more.

## The page of a comment

comment-head = Comment
comment-title = Comment by { $author } on { $subject }
# $subject (Markup): the headline, as a link; $all (Markup): comment-all as a link.
comment-place = on { $subject }, among { $all }
comment-all = all comments
comment-and-replies = Comment and replies
comment-parent = In answer to
comment-this = The comment
comment-waits = A moderator has yet to look at it. Until then only its author and the moderators see it.
comment-removed-why = Removed by a moderator: { $why }
comment-what-was-removed = What was removed
comment-unblock = Unblock { $author }
comment-block = Block { $author }: fold what they write, for me
comment-replies-head = Replies
comment-more-replies = More replies
comment-gone = This comment was deleted by its author, or removed by a moderator.
comment-cannot-vote = One’s own comments, and those that are gone, cannot be recommended.
comment-cannot-block = You cannot block this reader: it is yourself, or you block too many.
comment-banned = You are banned for now: you may read here, and not take part.
comment-too-late = A comment can be changed for 15 minutes after it was posted. You can still delete it, or add to it by a reply.
comment-delete-title = Delete it?
comment-delete-head = Delete your comment?
comment-delete-meaning = Its words are gone for good, here and in the database. Replies to it stay where they are.
comment-delete-it = Delete it

## Flagging a comment

flag-head = Flag a comment
flag-note = A moderator looks at it. Only moderators see who flagged it.
flag-what = What is wrong with it?
flag-words = In a few words
flag-it = Flag it
flag-spam = It advertises something
flag-abuse = It insults, threatens or incites
flag-off-topic = It has nothing to do with the matter
flag-other = Something else, which I say below
flag-no-reason = Choose a reason.
flag-no-words = Say in a few words what is wrong with it.
flag-too-long = At most 500 characters.
flag-cannot = One’s own comments, and those that are gone, cannot be flagged.
flag-too-many = You have flagged 20 comments within an hour. Wait a while, and send it again.
flag-thanks-head = Thank you
flag-thanks = A moderator looks at the comment. What is decided stands among the decisions, for everyone to read.

# What a discussion is about when its headline is gone.
subject-article = an article
subject-story = a story
# Who wrote a comment, and on what: in feeds.
feed-comment = { $author } on { $subject }

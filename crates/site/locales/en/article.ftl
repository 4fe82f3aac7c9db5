## An article

# $authors (Markup): names, each with author-in where the place is known.
article-by = By { $authors }
# $name (Markup): the author's name.
author-in = { $name } in { $place }
# $when (Markup): how long ago.
article-updated = updated { $when }
article-versions = { $count ->
    [one] { $count } earlier version
   *[other] { $count } earlier versions
}
article-actions = This article
article-star = Star
article-starred = Starred
article-save = Save for later
article-saved = Saved for later
article-metered = { $publisher } lets its visitors read a number of articles for free.
article-subscribers = The whole article is for subscribers of { $publisher }.
article-media = Film and sound
media-picture = Picture
media-film = Film
media-sound = Sound
article-follow-at = Follow it at { $publisher }
article-see-at = See it at { $publisher }
article-whole-at = Read the whole article at { $publisher }
article-posts = Posts, newest first
article-earlier-posts = Earlier posts
article-around = Around this article
article-same-story = Same story
article-story-all = All { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} by { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}
article-related = Related articles
# Before the names of the places that an article is about.
article-places = Places
article-post-gone = This post was removed by its publisher.
article-post-versions = What a post said before
article-post-now = Now
# $when (Markup): how long ago.
article-post-until = Until { $when }
article-post-unchanged = This post was not changed since it was first seen.

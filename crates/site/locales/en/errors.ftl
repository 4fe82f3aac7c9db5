## When a page cannot be shown

error-not-found-head = Nothing here
error-not-found = There is no page at this address. It may have been mistyped, or what stood here was too old to be kept.
error-gone-head = No longer here
error-bad-request-head = This cannot be answered
error-forbidden-head = Not allowed
error-too-many-head = Too many attempts
error-too-many = There were too many attempts from here. Wait a few minutes, then try again.
error-busy-head = Too busy for the moment
error-busy = The database is busy. Load the page again in a few seconds.
error-inside-head = Something went wrong here
error-inside = The page could not be made. The cause stands in the server’s log.
error-method-head = This cannot be done here
error-method = The address does not take this kind of request.
error-to-front = To the front page

error-moderators-only = This is for the moderators of the site. Sign in as one, then come back.
error-owner-only = This is for the owner of the site. Sign in as the owner, then come back.
error-editors-only = This is for the editors of the site. Sign in as one, then come back.
error-nothing-asked = The form asks for nothing that can be done here.
error-cursor = The address names no place in this list. Go to its beginning and page on from there.
error-old-form = The form was too old. Go back, load the page again, and send it once more.
error-other-site = This request comes from another site and was refused.

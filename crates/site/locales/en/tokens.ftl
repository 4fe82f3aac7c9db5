## Tokens with which programs read

tokens-head = API tokens
tokens-note = With a token a program reads what is yours, and nothing else: it can change nothing, and never sees your password.
tokens-made = Give this token to your program now. It is not shown again.
tokens-yours = Your tokens
tokens-none = You have none.
# $when (Markup): a date and time.
tokens-made-at = made { $when }
# $when (Markup): how long ago.
tokens-last-used = last used { $when }
tokens-not-used = not used yet
# $when (Markup): a date and time.
tokens-expired = expired { $when }
# $when (Markup): a date and time.
tokens-until = until { $when }
tokens-revoke = Revoke
tokens-revoke-which = Revoke { $name }
tokens-make-head = Make one
tokens-for-program = For which program
tokens-good-for = Good for
tokens-hold = Holds
tokens-make = Make it
tokens-what-opens = What it opens
# $header (Markup): what a program sends.
tokens-how = A program sends it as { $header } and the token; a feed reader that asks for a name and a password takes it as the password, with any name.
# On the page of the account: with one, programs read.
tokens-in-short = With one, a program reads your own feeds or fetches your export.
tokens-change = Change
tokens-count = { $count ->
    [0] none
    [one] { $count }
   *[other] { $count }
}
scope-read = Reading your feeds: what you follow, saved and starred
scope-export = Fetching the export of what you wrote
scope-metrics = Reading this installation’s measurements, at /metrics
tokens-for-good = Until it is revoked
tokens-for-a-year = For a year
tokens-for-days = { $days ->
    [one] For a day
   *[other] For { $days } days
}
tokens-no-name = Give the token a name, so that you know later which program has it.
tokens-no-scope = Choose what the token is good for.
tokens-owner-only = Only the owner’s tokens read the measurements.
tokens-no-days = Choose for how long the token holds.
# 50 is API_TOKENS_MAX of the store.
tokens-too-many = You have 50 tokens, which is as many as one can. Revoke one of them first.

# What a program is told whose token does not do. It may show that to its reader.
token-unknown = This token is not known here: it has expired, was revoked, or was mistyped.
token-lacks-scope = This token may not do that: it lacks the scope “{ $scope }”. Make one that has it.
token-none = This is for its reader: sign in, or send an API token of yours.

# The titles of a reader’s own feeds.
feed-following = { $site }: what you follow
feed-saved = { $site }: saved
feed-starred = { $site }: starred

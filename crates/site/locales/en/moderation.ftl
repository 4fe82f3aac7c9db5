## The desk of moderators

moderation-head = Moderation
moderation-appeals = Appeals
moderation-what-was-removed = What was removed
moderation-answer = Your answer
moderation-grant = Take the decision back
moderation-let-stand = Let it stand
moderation-let-stand-whose = Let the comment by { $author } stand
moderation-not-yours = You decided this, so another moderator answers.
moderation-flagged = Flagged
moderation-nothing-flagged = Nothing is flagged.
moderation-flagged-by = flagged by { $reader }
moderation-waiting = Waiting to be published
moderation-nothing-waits = Nothing waits.
moderation-more-wait = More that wait
moderation-publish = Publish
moderation-publish-whose = Publish the comment by { $author }
moderation-remove = Remove
moderation-remove-it = Remove it
moderation-remove-whose = Remove the comment by { $author }
moderation-refuse = Refuse
moderation-refuse-it = Refuse it
moderation-refuse-whose = Refuse the comment by { $author }
moderation-why = Why
moderation-why-removed = Why it is removed
moderation-why-hint = Everyone reads this among the decisions. Do not repeat what was said.
moderation-ban-author = Ban its author
moderation-for-moderators = For moderators
moderation-before-change = Before it was changed:
# $when (Markup): until when a comment stood so.
moderation-until = until { $when }
moderation-decided = Decided lately
moderation-public = What everyone sees
moderation-nothing-decided = Nothing has been decided yet.
moderation-taken-back = taken back
moderation-premoderation = Which comments wait for a moderator
moderation-keep-this = Keep this
premoderation-everything = Every comment, except those of moderators
premoderation-new-readers = Those of new readers, until three of theirs were published
premoderation-nothing = None: all are published at once
premoderation-choose = Choose which comments wait.
# Why a comment was flagged, in a word or two.
flagged-spam = advertises
flagged-abuse = abusive
flagged-off-topic = off topic
flagged-other = other

moderation-answer-length = An answer to an appeal has 1 to 1,000 characters.
moderation-decided-meanwhile = Somebody else has decided that meanwhile, or its author deleted the comment.
moderation-say-why = Say why: everyone reads the reason among the decisions.
moderation-why-length = A reason has at most 300 characters.

## Banning

ban-title = Ban a reader
ban-head = Ban { $name }
ban-note = They may go on reading, and write nothing. Everyone reads among the decisions that a reader was banned, for how long and why; not who.
ban-how-long = For how long?
ban-for-good = for good
ban-days = { $days ->
    [one] for a day
   *[other] for { $days } days
}
ban-them = Ban them
ban-choose = Choose for how long.
ban-not-yours = Only the owner may ban that account, and nobody their own.

## The public log of decisions

decisions-head = Decisions
decisions-note = What moderators decided about comments and their authors, and why. Whom a decision concerns may appeal once.
decisions-empty = Nothing has been removed, and nobody banned.
decisions-earlier = Earlier decisions
decision-approve = A comment was published.
decision-keep = A flagged comment stays.
decision-refuse = A comment was not published.
decision-remove = A comment was removed.
decision-ban = { $days ->
    [one] A reader was banned for a day.
   *[other] A reader was banned for { $days } days.
}
decision-ban-for-good = A reader was banned for good.
# $subject (Markup): the headline, as a link.
decision-on = It was on { $subject }.
decision-by = { $role ->
    [owner] by the owner
    [editor] by an editor
    [moderator] by a moderator
   *[reader] by a reader
}
# $when (Markup): how long ago.
decision-taken-back = { $role ->
    [owner] taken back by the owner
    [editor] taken back by an editor
    [moderator] taken back by a moderator
   *[reader] taken back by a reader
} { $when }
decision-undo-head = Take it back?
decision-undo-approve = The comment waits for a moderator again, and nobody else sees it.
decision-undo-keep = Its flags are open again.
decision-undo-remove = The comment stands again as it stood, and its author is told.
decision-undo-ban = The reader may write again.
decision-cannot-undo = This cannot be taken back any more: it was already, or the comment has changed since.

## Appeals

appeal-head = Appeal
# $what is decision-remove and the like.
appeal-about = { $what } The reason: { $why }
appeal-words = Why it should be taken back
appeal-hint = You can appeal once. Only moderators read it.
appeal-send = Send it
appeal-already = You have appealed already.
appeal-not-possible = You have appealed already, or the decision was taken back.
appeal-length = An appeal has 1 to 1,000 characters.
appeal-thanks-head = Thank you
appeal-thanks = Your appeal stands before the moderators. Where there is more than one, another one than who decided answers it; you find the answer among your notices.
appeal-open = appealed, not answered yet
appeal-granted = { $role ->
    [owner] appeal granted by the owner
    [editor] appeal granted by an editor
    [moderator] appeal granted by a moderator
   *[reader] appeal granted by a reader
}
appeal-refused = { $role ->
    [owner] appeal refused by the owner
    [editor] appeal refused by an editor
    [moderator] appeal refused by a moderator
   *[reader] appeal refused by a reader
}

## Notices

notices-head = Notices
notices-empty = Nothing yet. When somebody answers you, it stands here.
notices-new = New
notices-earlier = Earlier notices
# $what (Markup): one of the messages below; $subject (Markup): the headline.
notice-on = { $what } on { $subject }
notice-reply = { $author } answered you
notice-approved = Your comment is published
notice-removed = Your comment was removed by a moderator
notice-refused = Your comment was not published
notice-restored = Your comment stands there again: its removal was taken back
notice-banned = { $days ->
    [one] You are banned for a day: you may read here and not write
   *[other] You are banned for { $days } days: you may read here and not write
}
notice-banned-for-good = You are banned for good: you may read here and not write
notice-appeal-granted = Your appeal was granted
notice-appeal-refused = Your appeal was refused
notice-somebody = Somebody
notice-read-answer = Read and answer
notice-see-comment = See your comment

## What is new in a story since the reader last looked at it

since-head = New since you last looked
# $when (Markup): how long ago.
since-looked = you last looked { $when }
since-posts = { $count ->
    [one] { $count } new post
   *[other] { $count } new posts
}
since-nothing-told = Nothing in it was not told before.

## The day in short: whose, of which day, how long

brief-head-own = Your day in short
brief-head-day = The day in short: { $day }
brief-head-own-day = Your day in short: { $day }
brief-note-own = The last 24 hours: first what you follow, then what matters most, each in sentences of its publishers. What you have read comes last.
brief-note-day = What was told until the end of that day, each story in sentences of its publishers.
brief-empty-day = Of that day nothing is kept.
brief-no-day = That is no day: it is written 2026-11-21.
brief-longer = Longer
brief-shorter = Shorter
brief-day-before = The day before
brief-day-after = The day after
# $names: what the reader follows that brought a story.
brief-followed = You follow { $names }

## The brief by mail: its page, and its letters

mail-head = The brief by mail
mail-note = Every morning, or at another hour, your day in short comes to your mailbox: the same sentences, with the way to each. Nothing in it tells us whether you read it.
mail-no-server = The owner of this site has not set up a mail server, so nothing can be sent.
mail-no-zone = No time zone has that name. Names look like Europe/Vienna.
mail-no-address = That is no mail address.
mail-refused = { $address } takes no mail, so nothing is sent there any more. Give another address, or the same one again.
mail-waits = A letter goes to { $address }. Follow the link in it, and the briefs begin.
mail-is-on = The brief goes to { $address }.
# $when (Markup): how long ago.
mail-sent = The last one went { $when }.
mail-problem = With the last one something went wrong:
mail-address = Mail address
mail-hour = Hour
mail-zone = Time zone
mail-zone-hint = Like Europe/Vienna, America/Bogota or Asia/Shanghai.
mail-length = Length
mail-short = Short
mail-longer = Longer
mail-keep = Keep
mail-confirm-ask = Shall the brief of the day come to { $address }?
mail-confirmed = The brief of the day will come to { $address }.
mail-stop-ask = Shall no brief come to { $address } any more?
mail-stopped = No brief will come to { $address } any more. The address is forgotten.
mail-link = By mail
letter-confirm-subject = Shall the brief of { $site } come here?
letter-confirm-asked = { $reader } would like the brief of the day from { $site } sent to this address.
letter-confirm-link = Yes, send it
letter-confirm-not = If that was not you, do nothing: nothing more will come.
letter-why = You get this letter because you asked for it.
letter-change = Change it
letter-stop = Send no more
desk-mail = Letters that went wrong

## What came before a story or an article

background-head = From the archive
background-title = From the archive: { $headline }
background-empty = Nothing earlier is kept on these people, places and subjects.

## Correcting stories

corrections-head = Corrections
corrections-note = What people decided about stories that were found by the machine, and why. Their word holds.
corrections-empty = Nothing has been corrected yet.
corrections-earlier = Earlier corrections
# What an editor did. $by (Markup): the editor; $story (Markup) and $into (Markup): headlines, as links.
correction-merged = { $by } merged { $story } into { $into }
# $by (Markup): the editor; $story (Markup) and $into (Markup): headlines, as links.
correction-renamed = { $by } renamed { $story } to { $into }
# $by (Markup): the editor; $story (Markup) and $into (Markup): headlines, as links.
correction-split = { $by } split { $count ->
    [one] { $count } article
   *[other] { $count } articles
} off { $story } as { $into }
# $by (Markup): the editor; $story (Markup) and $into (Markup): headlines, as links.
correction-moved = { $by } moved { $count ->
    [one] { $count } article
   *[other] { $count } articles
} from { $story } to { $into }
# $by is an editor’s name; $when (Markup): how long ago.
correction-taken-back = taken back by { $by } { $when }
correction-undo-head = Take it back?
correction-undo-meaning = Every article stands again where it stood, and the name is as it was.
correction-cannot-undo = This cannot be taken back any more: it was already, or a later correction stands on it. Take back the later one first.

## The form

correct-head = Correct a story
correct-why = Why
# $log (Markup): correct-public-log, as a link.
correct-why-hint = It stands in the { $log }. Every step shows what would come of it first, and can be taken back.
correct-public-log = public log
correct-name = Name
correct-headline = Headline
correct-rename = Rename
correct-other = Another story
correct-address = Its address or number
correct-or-address = or by its address or number
correct-merge = Merge this story into it
correct-articles = Articles
correct-split = Split the ticked off as a story
correct-move = Move the ticked to the other story
# What stands below a headline in the list. $when (Markup): how long ago.
correct-choice = { $facts }, { $when }
correct-changed = The stories have changed meanwhile. Look at them again.
correct-say-why = Say why, in a few words: it stands in the public log.
correct-tick = Tick at least one article.
correct-same = The other story is this one.
correct-choose-other = Choose the other story, or write its address or number.
correct-write-headline = Write another headline.
correct-all-leave = If all articles leave, nothing is split: leave at least one unticked.
correct-choose = Choose what is to be corrected.
correct-nothing = The form says nothing that could be done.

## What would come of it

preview-rename = Rename this story?
preview-renamed = “{ $headline }” is called “{ $new }” from here on.
preview-merge = Merge these stories?
preview-merged = “{ $headline }” goes into “{ $other }”: one story of { $count ->
    [one] { $count } article
   *[other] { $count } articles
}.
preview-merged-address = Whoever follows its address, { $path }, is led there.
preview-split = Split this story?
preview-split-off = { $leaving ->
    [one] { $leaving } article
   *[other] { $leaving } articles
} will leave “{ $headline }” for a new story; { $staying ->
    [one] { $staying } article
   *[other] { $staying } articles
} will stay.
preview-split-lasts = The two stories are not joined again.
preview-move = Move these articles?
preview-moved = { $leaving ->
    [one] { $leaving } article
   *[other] { $leaving } articles
} of “{ $headline }” will go to “{ $other }”.
preview-none-stays = None stays: { $path } leads there.
preview-moved-stay = { $staying ->
    [one] { $staying } article
   *[other] { $staying } articles
} will stay, and the two stories are not joined.
preview-log = The public log will say: “{ $why }”
preview-do = Do it

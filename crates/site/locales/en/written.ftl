## What a model writes when a reader asks for it

written-head = Written by a model
written-intro = A model writes from these texts alone, and makes mistakes. Each of its sentences is held against the passages it comes from; what these do not bear out is not shown.
written-summary = Summary
written-points = Key points
written-simply = Explain simply
written-translation = Translate
written-into = Translate into
written-write = Write it now
written-by-whom = Nobody has asked for this yet. { $model } would write it now, which takes some seconds.
written-stop = Stop
written-stopped = Stopped. What was written so far is not kept.
written-waits = The model reads …
written-by = { $passages ->
    [one] Written by { $model } from { $passages } passage, and checked against it sentence by sentence.
   *[other] Written by { $model } from { $passages } passages, and checked against them sentence by sentence.
}
written-dropped = { $count ->
    [one] { $count } sentence was left out, since no passage bears it out.
   *[other] { $count } sentences were left out, since no passage bears them out.
}
written-none-left = Nothing that the model wrote is borne out by the articles, so nothing is shown.
written-says-nothing = The articles here do not say.
written-cut = The model came to its limit before the end.
written-original = Left in its own words: no translation of it was borne out.
written-busy = The model does not answer at the moment. Please try again in a minute.
written-failed = The model could not do this.
written-no-text = There is too little text here to write from.
written-all-spent = What models may use on this site in a day is used up. It begins anew at midnight (UTC).
written-reader-spent = What you may ask of models in a day is used up. It begins anew at midnight (UTC).
written-no-such-task = Nobody knows this task.
written-keep = Keep
written-kept = Kept
written-good = Good
written-bad = Bad
written-report = Report an error
written-report-what = What is wrong?
written-report-send = Send
written-report-empty = Please say what is wrong.
written-reported = You reported this. Whoever runs the site will look at it.
written-answer = Answer
written-answer-it = Let a model answer from these articles
written-gone = This has been written anew since. Please look at it again.
kept-head = Written texts
kept-empty = Nothing is kept. What a model wrote has a button for it below its sentences.
kept-unreadable = This was kept by another release of the site and can no longer be shown.
kept-let-go = Keep no longer
reports-head = Reports and ratings
reports-ratings = How readers rate the models
reports-no-ratings = Nobody has rated anything yet.
reports-rated = { NUMBER($good) } good, { NUMBER($bad) } bad
reports-open = Reported errors
reports-none = No report waits for you.
reports-someone = A reader whose account is gone
reports-settle = Settled, leave it
reports-remove = Remove the text
# On a button: it was written already.
written-ready = ready

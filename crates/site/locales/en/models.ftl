## Models that write, for the owner

models-settings = Models and limits
models-head = Models that write
models-note = Everything works without one. A model that writes adds summaries, explanations, translations and answers, of which each sentence is checked against the articles before anyone sees it.
models-writes = { $model } writes.
models-none-yet = Models may write, but there is none: choose one that runs on this machine, or describe an endpoint in the configuration.
models-off = No model may write.
models-switch-on = Let models write
models-switch-off = Switch off
models-here-head = On this machine
models-here-none = No model server answers on this machine. Start Ollama, llama.cpp, vLLM or LM Studio, and load this page again.
models-server-empty = It has no model yet.
models-choose = Write with it
models-choose-named = Write with { $model }
models-try = Try it
models-try-named = Try { $model }
models-chosen = Chosen
models-gone = { $model }, which you chose, is not found at { $server } now.
models-leave = Leave it to the configuration
models-runs-no-more = This model does not run on this machine any more.
models-described-head = In the configuration
models-described-none = The configuration describes no endpoint.
models-answers = Answers
models-fails = Fails
models-not-there = It answers, but has no model { $model }.
models-trial-head = { $model } says
# $seconds: at least one.
models-trial-took = { $tokens ->
    [one] { $tokens } token
   *[other] { $tokens } tokens
} in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}
models-trial-slow = No answer within { NUMBER($seconds) } seconds. The first answer after a start takes longest: try once more.
models-ahead-head = Before anybody asks
models-ahead-note = Summaries are written ahead in the language of the site, from half of the day’s tokens at most, and of a story not twice within an hour.
models-ahead-stories = Of stories on the front page
models-ahead-none = None
models-ahead-count = The first { NUMBER($count) }
models-keep = Save
models-ahead-publishers = Of all new articles of
models-ahead-publisher = Of all new articles of a publisher
models-ahead-add = Add
models-ahead-remove = Remove
models-ahead-remove-named = Remove { $publisher }
models-enough-publishers = These are enough publishers: remove one first.
models-used-head = What it takes
models-limit = All together may use { NUMBER($tokens) } tokens a day.
models-limit-each = A reader may use { NUMBER($tokens) } tokens a day.
models-no-limit = All together may use any number of tokens.
models-no-limit-each = A reader may use any number of tokens.
models-unused = Nothing has been asked yet.
models-by-day = By day (UTC)
models-day = Day
models-by-reader = Today, by reader
models-reader = Reader
models-calls = Asked
models-tokens = Tokens
models-cost = Cost

## Asking: questions that articles answer in their own words

ask-archive = Ask the archive
ask-story = Ask this story
ask-article = Ask this article
# The title of the browser's window.
ask-title = { $question } – asked
# The label of the field.
ask-question = Your question
ask-button = Ask
# Above the sentence that answers.
ask-answer = The articles say
ask-not-said = The articles here do not say.
# Above sentences that do not surely answer.
ask-nearest = Nearest to the question
ask-also = Also near the question
ask-nothing-hint = A name, a place or a number in the question helps, and so do words that a newspaper would use.
ask-invitation = You get sentences of the articles, each with its publisher and time. Where no article surely answers, you are told so.
ask-for-example = For example
# Questions about whom or what a hashtag names.
ask-example-person = Who is { $name }?
ask-example-place = What happened in { $name }?
ask-example-other = What is said about { $name }?
# Links: the same question to all articles; the same words to the search.
ask-archive-too = Ask the whole archive
ask-search-instead = Search for these words instead
# On the search page: its words as a question.
ask-search = Ask it as a question

## Asking: questions that articles answer in their own words

ask-archive = Das Archiv fragen
ask-story = Diese Geschichte fragen
ask-article = Diesen Artikel fragen
# The title of the browser's window.
ask-title = { $question } – Frage
# The label of the field.
ask-question = Ihre Frage
ask-button = Fragen
# Above the sentence that answers.
ask-answer = Das sagen die Artikel
ask-not-said = Das sagen die Artikel hier nicht.
# Above sentences that do not surely answer.
ask-nearest = Der Frage am nächsten
ask-also = Auch nahe an der Frage
ask-nothing-hint = Ein Name, ein Ort oder eine Zahl in der Frage hilft, ebenso Wörter, die eine Zeitung verwenden würde.
ask-invitation = Sie erhalten Sätze aus den Artikeln, jeden mit Quelle und Zeit. Wo kein Artikel sicher antwortet, steht das da.
ask-for-example = Zum Beispiel
# Questions about whom or what a hashtag names.
ask-example-person = Wer ist { $name }?
ask-example-place = Was ist in { $name } geschehen?
ask-example-other = Was wird über { $name } berichtet?
# Links: the same question to all articles; the same words to the search.
ask-archive-too = Das ganze Archiv fragen
ask-search-instead = Stattdessen nach diesen Wörtern suchen
# On the search page: its words as a question.
ask-search = Als Frage stellen

## Asking: questions that articles answer in their own words

ask-archive = Preguntar al archivo
ask-story = Preguntar a esta historia
ask-article = Preguntar a este artículo
# The title of the browser's window.
ask-title = { $question } – pregunta
# The label of the field.
ask-question = Su pregunta
ask-button = Preguntar
# Above the sentence that answers.
ask-answer = Lo que dicen los artículos
ask-not-said = Los artículos de aquí no lo dicen.
# Above sentences that do not surely answer.
ask-nearest = Lo más cercano a la pregunta
ask-also = También cerca de la pregunta
ask-nothing-hint = Ayuda que la pregunta contenga un nombre, un lugar o una cifra, y las palabras que usaría un periódico.
ask-invitation = Recibirá frases de los artículos, cada una con su medio y su hora. Si ningún artículo responde con seguridad, así se dice.
ask-for-example = Por ejemplo
# Questions about whom or what a hashtag names.
ask-example-person = ¿Quién es { $name }?
ask-example-place = ¿Qué ocurrió en { $name }?
ask-example-other = ¿Qué se dice de { $name }?
# Links: the same question to all articles; the same words to the search.
ask-archive-too = Preguntar a todo el archivo
ask-search-instead = Buscar estas palabras
# On the search page: its words as a question.
ask-search = Hacerlo como pregunta

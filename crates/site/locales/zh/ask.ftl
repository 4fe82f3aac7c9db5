## Asking: questions that articles answer in their own words

ask-archive = 向全部文章提问
ask-story = 就此新闻事件提问
ask-article = 就本文提问
# The title of the browser's window.
ask-title = { $question } – 提问
# The label of the field.
ask-question = 您的问题
ask-button = 提问
# Above the sentence that answers.
ask-answer = 文章中的说法
ask-not-said = 这里的文章没有说明。
# Above sentences that do not surely answer.
ask-nearest = 与问题最接近的内容
ask-also = 其他接近的内容
ask-nothing-hint = 在问题中写明人名、地名或数字，并使用报纸常用的词语，会更容易找到答案。
ask-invitation = 回答均为文章原句，并注明媒体和时间。若没有文章能确切回答，会如实告知。
ask-for-example = 例如
# Questions about whom or what a hashtag names.
ask-example-person = { $name }是谁？
ask-example-place = { $name }发生了什么？
ask-example-other = 关于{ $name }有哪些报道？
# Links: the same question to all articles; the same words to the search.
ask-archive-too = 向全部文章提问
ask-search-instead = 改为搜索这些词
# On the search page: its words as a question.
ask-search = 作为问题提问

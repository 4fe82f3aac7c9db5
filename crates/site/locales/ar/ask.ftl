## Asking: questions that articles answer in their own words

ask-archive = اسأل الأرشيف
ask-story = اسأل عن هذه القصة
ask-article = اسأل عن هذه المقالة
# The title of the browser's window.
ask-title = { $question } – سؤال
# The label of the field.
ask-question = سؤالك
ask-button = اسأل
# Above the sentence that answers.
ask-answer = ما تقوله المقالات
ask-not-said = المقالات هنا لا تذكر ذلك.
# Above sentences that do not surely answer.
ask-nearest = الأقرب إلى السؤال
ask-also = قريب من السؤال أيضًا
ask-nothing-hint = يفيد أن يتضمن السؤال اسمًا أو مكانًا أو رقمًا، وكلمات تستعملها الصحف.
ask-invitation = تحصل على جمل من المقالات، مع الناشر والوقت لكل منها. وإن لم تُجب أي مقالة بوضوح، نخبرك بذلك.
ask-for-example = على سبيل المثال
# Questions about whom or what a hashtag names.
ask-example-person = من هو { $name }؟
ask-example-place = ماذا حدث في { $name }؟
ask-example-other = ماذا يُقال عن { $name }؟
# Links: the same question to all articles; the same words to the search.
ask-archive-too = اسأل الأرشيف كله
ask-search-instead = ابحث عن هذه الكلمات بدلًا من ذلك
# On the search page: its words as a question.
ask-search = اطرحه سؤالًا

## البحث

search-head = بحث
search-title = { $query }: بحث
search-for = ابحث عن
search-results = النتائج
search-more-than = أكثر من { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالين
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
search-more = مزيد من النتائج
search-narrow = تضييق البحث
search-narrow-langs = اللغة
search-narrow-publishers = الناشر
search-narrow-sections = القسم
search-narrow-part = أُحصيت أول { NUMBER($count) } نتيجة.
search-nothing = لا نتائج لـ«{ $query }».
search-nothing-hint = الكلمات الأقل أو الأعم تجد أكثر. يشمل البحث العناوين والنصوص والناشرين والوسوم.
search-invitation = يمكن العثور على كل مقال محفوظ هنا بكلماته وناشره ووسومه وتاريخه.
search-broken = البحث غير متاح حاليًا. السبب مذكور في سجل الخادم.
search-description = البحث في { $site }

search-precisely = بحث أدق
search-example-phrase = ارتفاع البحر
search-example-not = كرة
search-example-title = ميناء
search-example-hashtag = قمة_المناخ
search-phrase = هذه الكلمات متتالية
search-not = من دون هذه الكلمة
search-title-word = في العنوان
search-publisher = من ناشر بعينه
search-hashtag = بهذا الوسم
search-section = من قسم بعينه
search-lang = بلغة بعينها
search-after = نُشر في ذلك اليوم أو بعده
search-before = نُشر قبل ذلك اليوم

search-note-quote = علامة تنصيص لم تُغلق؛ تمتد العبارة حتى النهاية.
search-note-date = لا يحوي «{ $text }» تاريخًا مثل 2026-01-31، فجرى البحث عنه ككلمات.
search-note-language = لا يحوي «{ $text }» رمز لغة، فجرى البحث عنه ككلمات.
search-note-empty = لا يحدد «{ $text }» ما يُبحث عنه؛ فعومل ككلمة.
search-note-exclusions = لم يُذكر ما يُبحث عنه، فعُرض كل ما عدا ذلك.
search-note-cut = كان السؤال أطول من اللازم فاختُصر.
search-note-long = { $count ->
    [zero] كان السؤال أطول من اللازم.
    [one] كان السؤال أطول من اللازم؛ حُذفت منه كلمة واحدة.
    [two] كان السؤال أطول من اللازم؛ حُذفت منه كلمتان.
    [few] كان السؤال أطول من اللازم؛ حُذفت منه { $count } كلمات.
    [many] كان السؤال أطول من اللازم؛ حُذفت منه { $count } كلمة.
   *[other] كان السؤال أطول من اللازم؛ حُذفت منه { $count } كلمة.
}

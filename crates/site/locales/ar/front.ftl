## الصفحة الأولى والأقسام وقائمة كل شيء

front-head = أبرز الأخبار
front-live = مباشر الآن
front-since = منذ زيارتك الأخيرة
front-since-new = منذ زيارتك الأخيرة ({ $looked }): { $count ->
    [zero] لا مقالات جديدة
    [one] مقال جديد
    [two] مقالان جديدان
    [few] { $count } مقالات جديدة
    [many] { $count } مقالًا جديدًا
   *[other] { $count } مقال جديد
}.
front-since-about = منذ زيارتك الأخيرة ({ $looked }): { $count ->
    [zero] لا مقالات جديدة
    [one] مقال جديد
    [two] مقالان جديدان
    [few] { $count } مقالات جديدة
    [many] { $count } مقالًا جديدًا
   *[other] { $count } مقال جديد
}، معظمها عن { $stories }.
front-headline-comma = { "؛ " }
front-latest = الأحدث
front-trending = الأكثر تناولًا
front-more = مزيد من الأخبار
front-empty = لم يصل شيء بعد.
front-empty-hint = ستظهر الأخبار هنا فور قراءة المصادر.
front-empty-sources = عرض المصادر.
section-empty = لا أخبار في هذا القسم بعد.

river-head = الأحدث
river-empty = لم يصل شيء بعد.
river-unread = غير المقروء
river-unread-empty = كل ما هنا مقروء.
river-mark-all = تعليم الكل كمقروء
river-marked = عُلِّم الكل كمقروء { $when }.
river-undo = تراجع
river-older = مقالات أقدم

publisher-empty = لا شيء محفوظًا من هذا الناشر.
publisher-kept = { $count ->
    [zero] لا مقالات محفوظة
    [one] مقال محفوظ
    [two] مقالان محفوظان
    [few] { $count } مقالات محفوظة
    [many] { $count } مقالًا محفوظًا
   *[other] { $count } مقال محفوظ
}

hashtag-empty = لا مقالات محفوظة بهذا الوسم.
hashtag-facts = { $kind ->
    [person] شخص
    [organisation] منظمة
    [place] مكان
   *[topic] موضوع
}؛ { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
hashtag-also-written = { $facts }؛ ويُكتب أيضًا { $spellings }

place-facts = { $kind ->
    [city] مدينة
    [region] إقليم
    [country] بلد
   *[wide] منطقة من العالم
}؛ { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
place-empty = لا مقالات محفوظة عن هذا المكان.

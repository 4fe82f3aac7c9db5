## ما يحيط بكل صفحة

layout-skip = انتقل إلى المحتوى
layout-search = بحث
layout-search-site = البحث في الموقع
layout-saved = المحفوظات
layout-sections = الأقسام
layout-notices = { $count ->
    [zero] لا إشعارات
    [one] إشعار واحد
    [two] إشعاران
    [few] { $count } إشعارات
    [many] { $count } إشعارًا
   *[other] { $count } إشعار
}
layout-undecided = { NUMBER($count) } بانتظار القرار

nav-top-stories = أبرز الأخبار
nav-following = متابعاتي
nav-latest = الأحدث

foot-site = { $site }، من ناشرين يثق بهم مالك الموقع
foot-sources = المصادر
foot-corrections = التصحيحات
foot-decisions = القرارات
foot-readers = القراء
foot-moderation = الإشراف
foot-keyboard = لوحة المفاتيح
foot-feed-page = خلاصة هذه الصفحة
foot-feed-stories = خلاصة الأخبار
foot-feed-articles = خلاصة المقالات

feed-stories = { $site }: أبرز الأخبار
feed-articles = { $site }: أحدث المقالات
feed-comments = تعليقات: { $title }

new-articles = { $count ->
    [zero] لا مقالات جديدة
    [one] مقال جديد
    [two] مقالان جديدان
    [few] { $count } مقالات جديدة
    [many] { $count } مقالًا جديدًا
   *[other] { $count } مقال جديد
}
new-comments = { $count ->
    [zero] لا تعليقات جديدة
    [one] تعليق جديد
    [two] تعليقان جديدان
    [few] { $count } تعليقات جديدة
    [many] { $count } تعليقًا جديدًا
   *[other] { $count } تعليق جديد
}

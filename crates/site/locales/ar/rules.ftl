## قواعد القارئ

rules-head = القواعد
rules-note = ما لا تريد رؤيته أبدًا، أو تريد الاحتفاظ به دائمًا، أو أن تُخطَر به. تبحث القاعدة عما يجده البحث.
rules-new = قاعدة جديدة
rules-look-for = ابحث عن
rules-hint = كلمات، "عبارات"، #وسم، publisher:example.org، lang:de، section:sports؛ وعلامة الطرح تستثني.
rules-and-then = ثم
rules-try = تجربة
rules-preview = ما كانت ستجده
rules-would-meet = في آخر الأيام الـ{ NUMBER($days) } كانت ستجد: { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}.
rules-would-meet-more = في آخر الأيام الـ{ NUMBER($days) } كانت ستجد أكثر من { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالين
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}.
rules-make = إنشاء هذه القاعدة
rules-yours = قواعدك
rules-none = لا قواعد بعد. في صفحات الناشرين والوسوم وفي البحث اختصار لإنشاء قاعدة.
rules-drop = إزالة
rules-drop-which = إزالة القاعدة { $rule }
rules-empty-question = اذكر ما تبحث عنه القاعدة.
rules-too-many = لديك 50 قاعدة، وهو الحد الأقصى. أزل إحداها أولًا.

deed-hide = إخفاؤها
deed-star = تمييزها بنجمة
deed-notify = إخطاري بها
deed-done-hide = تُخفى
deed-done-star = تُميَّز بنجمة
deed-done-notify = تُخطَر بها
deed-note-hide = لا تظهر في الصفحة الأولى ولا الأحدث ولا الأقسام ولا المقالات ذات الصلة. ويُبحث عن الكلمات في العناوين والجمل الأولى.
deed-note-star = يُميَّز كل منها بنجمة عند وصوله.
deed-note-notify = إشعار لكل منها عند وصوله، 20 على الأكثر حتى تطّلع عليها.

rules-hidden = { $count ->
    [zero] لا تخفي قواعدك شيئًا.
    [one] تخفي قواعدك عنصرًا واحدًا.
    [two] تخفي قواعدك عنصرين.
    [few] تخفي قواعدك { $count } عناصر.
    [many] تخفي قواعدك { $count } عنصرًا.
   *[other] تخفي قواعدك { $count } عنصر.
}
rules-nothing-left = لم تُبقِ قواعدك شيئًا في هذه الصفحة.
rules-make-one = إنشاء قاعدة

notice-found-gone = مقال لم يعد محفوظًا
notice-found-by = وجدته قاعدتك: { $rule }
notice-read-it = قراءته
follows-too-many-searches = تتابع 30 بحثًا، وهو الحد الأقصى. ألغِ متابعة أحدها أولًا.
follows-empty-search = لا يمكن متابعة بحث لا يسأل عن شيء.

## ما يحفظه القارئ ويتابعه

saved-head = المحفوظات
saved-empty = لا شيء محفوظًا للقراءة لاحقًا. في صفحة كل مقال زر لذلك.
starred-head = المميّزة بنجمة
starred-empty = لا شيء مميّزًا بنجمة. في صفحة كل مقال زر لذلك.
history-head = السجل
history-empty = لم تفتح شيئًا بعد.
reading-earlier = أقدم

follows-head = متابعاتي
follows-empty = لا تتابع شيئًا بعد.
follows-empty-hint = في صفحات الأخبار والوسوم والأشخاص والأماكن والناشرين زر للمتابعة. وسيظهر جديدها هنا.
follows-newest = أحدث المقالات
follows-gone = لم يعد شيء مما تتابعه محفوظًا هنا.
follows-what = ما تتابعه
follows-unfollow = إلغاء متابعة { $label }
follows-too-many = تتابع 200 موضوع، وهو الحد الأقصى. ألغِ متابعة أحدها أولًا.

## لوحة المفاتيح

keys-head = لوحة المفاتيح
key-next = المقال أو الخبر التالي
key-former = السابق
key-open = فتحه
key-star = تمييزه بنجمة أو إزالتها
key-read = تعليمه كمقروء أو غير مقروء
key-search = بحث
key-list = هذه القائمة

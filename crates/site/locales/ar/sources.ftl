## المصادر

sources-head = المصادر
sources-count = { $count ->
    [zero] لا مصادر
    [one] مصدر واحد
    [two] مصدران
    [few] { $count } مصادر
    [many] { $count } مصدرًا
   *[other] { $count } مصدر
}
sources-stories = { $count ->
    [zero] لا أخبار
    [one] خبر واحد
    [two] خبران
    [few] { $count } أخبار
    [many] { $count } خبرًا
   *[other] { $count } خبر
}
sources-note = المصادر: { $sources }؛ الناشرون: { $publishers }؛ المحفوظ: { $articles }، { $stories }.
sources-address = العنوان المراد متابعته
sources-empty = لا مصدر متابَعًا بعد.
sources-source = المصدر
sources-state = الحالة
sources-last-read = آخر قراءة
sources-next = القادمة
sources-articles = المقالات
sources-not-yet = ليس بعد
sources-never = أبدًا
sources-more = مزيد من المصادر
sources-notices = { $count ->
    [zero] لا ملاحظات
    [one] ملاحظة واحدة
    [two] ملاحظتان
    [few] { $count } ملاحظات
    [many] { $count } ملاحظة
   *[other] { $count } ملاحظة
}
sources-last-fetches = آخر عمليات القراءة
sources-log-line = { $when }: { $what }
sources-fetched = { $count ->
    [zero] لا عناصر جديدة
    [one] عنصر جديد
    [two] عنصران جديدان
    [few] { $count } عناصر جديدة
    [many] { $count } عنصرًا جديدًا
   *[other] { $count } عنصر جديد
}، { NUMBER($kilobytes) } ك.ب، { NUMBER($ms) } م.ث
sources-fetch-status = { $status }، { $what }
sources-fetch-failed = { $error }، { NUMBER($ms) } م.ث
sources-failed = { $count ->
    [zero] لا إخفاقات
    [one] قراءة فاشلة واحدة
    [two] قراءتان فاشلتان
    [few] { $count } قراءات فاشلة
    [many] { $count } قراءة فاشلة
   *[other] { $count } قراءة فاشلة
}
source-waiting = بالانتظار
source-well = سليم
source-paused = متوقف
source-gone = اختفى
source-problem = { $fault ->
    [passing] { $error } (ستُعاد المحاولة)
    [theirs] { $error } (على الناشر إصلاحه)
    [gone] { $error } (اختفى نهائيًّا)
    [refused] { $error } (رُفض هنا حفاظًا على السلامة)
   *[ours] { $error } (العنوان أو الإعدادات هنا خاطئة)
}
source-paused-by = أوقفه { $by }

source-pause = إيقاف مؤقت
source-resume = استئناف
source-unfollow = إلغاء المتابعة
source-pause-head = أتريد إيقاف { $source } مؤقتًا؟
source-resume-head = أتريد استئناف { $source }؟
source-unfollow-head = أتريد إلغاء متابعة { $source }؟
source-pause-meaning = لن يُقرأ حتى تستأنفه. وتبقى مقالاته.
source-resume-meaning = يُقرأ من جديد، الآن وفيما بعد.
source-unfollow-meaning = لن يُقرأ ويغادر هذه القائمة. وتبقى مقالاته.

## متابعة مصدر جديد

following-title = متابعة
following-looking = جارٍ البحث عما هناك
following-asked = يُبحث في العنوان عن خلاصة أو خريطة أخبار أو تغطية مباشرة أو قائمة مقالات.
following-late = يستغرق هذا أكثر من المعتاد. هل من أحد في المكتب؟ { $serve } يبحث؛ أما { $no-fetch } فلا.
following-reloads = يُعاد تحميل هذه الصفحة تلقائيًّا حتى يصل رد.
following-nothing = لا شيء هناك لمتابعته
following-other = جرّب عنوانًا آخر
following-look = بحث
following-found = ماذا تريد أن تتابع؟
following-list = ما يمكن متابعته هناك
following-by = { $title } ({ $publisher })
following-kind = { $kind ->
    [feed] خلاصة
    [sitemap] خريطة أخبار
    [live_blog] تغطية مباشرة
   *[page] صفحة تسرد المقالات
}: { $url }
following-already = متابَع من قبل
following-none = لا تتابع أيًّا منها
following-followed = قيد المتابعة
following-read = { $articles }، قُرئ { $when }
following-first = يُقرأ لأول مرة
following-all = كل المصادر
following-bad-address = طول العنوان من حرف واحد إلى 500 حرف، مثل example.org.
following-choose = اختر واحدًا على الأقل.

## مكتب المالك

desk-head = مكتب المالك
desk-newest = وصل أحدث مقال { $when }.
desk-nothing = لم يصل أي مقال بعد.
desk-waits = ما ينتظر
desk-what = ماذا ينتظر
desk-waiting = العدد
desk-oldest = الأقدم استحقاقًا
desk-given-up = المتروك
desk-stage = { $kind ->
    [fetch] مصادر حان موعدها
    [page] صفحات ستُجلب
    [enrich] مقالات ستوضع في أخبارها
    [correct] تصحيحات ستُنفّذ
    [read] مقالات ستُقرأ مرة ثانية
    [index] تغييرات لم يعرفها البحث بعد
   *[any] { $kind }
}
desk-failing = مصادر متعثرة
desk-all-sources = كل المصادر
desk-none-failing = كل المصادر تستجيب.
desk-failing-count = { $count ->
    [zero] لا مصادر متعثرة.
    [one] مصدر واحد متعثر.
    [two] مصدران متعثران.
    [few] { $count } مصادر متعثرة.
    [many] { $count } مصدرًا متعثرًا.
   *[other] { $count } مصدر متعثر.
}
desk-arrivals = الوارد
desk-arrivals-day = { $count ->
    [zero] لم يصل أي مقال خلال آخر 24 ساعة.
    [one] وصل مقال واحد خلال آخر 24 ساعة.
    [two] وصل مقالان خلال آخر 24 ساعة.
    [few] وصلت { $count } مقالات خلال آخر 24 ساعة.
    [many] وصل { $count } مقالًا خلال آخر 24 ساعة.
   *[other] وصل { $count } مقال خلال آخر 24 ساعة.
}
desk-by-hour = بالساعة
desk-hour = الساعة (UTC)
desk-articles = المقالات
desk-stories = الأخبار
desk-sources = المصادر
desk-all-accounts = كل الحسابات
desk-accounts = { $role ->
    [owner] المالكون
    [editor] المحررون
    [moderator] المشرفون
   *[reader] القراء
}: { NUMBER($count) }
desk-seen = { $count ->
    [zero] لم يأتِ أي حساب خلال الأسبوع الماضي.
    [one] جاء حساب واحد خلال الأسبوع الماضي.
    [two] جاء حسابان خلال الأسبوع الماضي.
    [few] جاءت { $count } حسابات خلال الأسبوع الماضي.
    [many] جاء { $count } حسابًا خلال الأسبوع الماضي.
   *[other] جاء { $count } حساب خلال الأسبوع الماضي.
}
desk-storage = التخزين
desk-database = قاعدة البيانات
desk-index = فهرس البحث
desk-megabytes = { NUMBER($megabytes) } ميغابايت
desk-keep-all = لا يُحذف شيء تلقائيًا.
desk-keep-days = { $days ->
    [zero] تُحذف المقالات في الحال.
    [one] تُحذف المقالات بعد يوم واحد.
    [two] تُحذف المقالات بعد يومين.
    [few] تُحذف المقالات بعد { $days } أيام.
    [many] تُحذف المقالات بعد { $days } يومًا.
   *[other] تُحذف المقالات بعد { $days } يوم.
}
desk-keep-megabytes = تُحذف أقدم المقالات إذا تجاوزت قاعدة البيانات { NUMBER($megabytes) } ميغابايت.
desk-model = النموذج اللغوي
desk-no-model = لا نموذج مفعّلًا. والموقع لا يحتاج إلى نموذج.
desk-model-small = للمهام القصيرة
desk-model-large = للملخصات والإجابات
desk-calls = مرات السؤال اليوم
desk-tokens = الرموز المستهلكة اليوم
desk-tokens-of = { NUMBER($tokens) } من { NUMBER($limit) }
desk-cost = الكلفة اليوم

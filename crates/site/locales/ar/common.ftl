## كلمات تتكرر في صفحات كثيرة

articles = { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
publishers = { $count ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشران
    [few] { $count } ناشرين
    [many] { $count } ناشرًا
   *[other] { $count } ناشر
}
comments = { $count ->
    [zero] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $count } تعليقات
    [many] { $count } تعليقًا
   *[other] { $count } تعليق
}
coverage = { $articles ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $articles } مقالات
    [many] { $articles } مقالًا
   *[other] { $articles } مقال
} من { $publishers ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشرَين
    [few] { $publishers } ناشرين
    [many] { $publishers } ناشرًا
   *[other] { $publishers } ناشر
}

list-comma = { "، " }
list-end = { $start } و{ $last }
list-end-of-markup = { $start } و{ $last }

sign-in = تسجيل الدخول
follow = متابعة
unfollow = إلغاء المتابعة
following-unfollow = تتابعه: إلغاء المتابعة
live = مباشر
all = الكل
articles-head = المقالات
stories-head = الأخبار
hashtags-head = الوسوم
take-back = التراجع عنه
appeal = اعتراض
leave-as-it-is = اتركه كما هو
leave-it = إلغاء
former-reader = قارئ سابق

## أقسام الصحيفة

section-politics = سياسة
section-business = اقتصاد
section-science = علوم
section-technology = تكنولوجيا
section-sports = رياضة
section-culture = ثقافة
section-society = مجتمع

## مقال في قائمة

access-metered = عدد محدود مجانًا
access-subscribers = للمشتركين
card-saved = محفوظ
card-starred = مميّز بنجمة
card-updated = محدَّث
card-also-in = كذلك في { $publishers }

## خبر في قائمة

story-day = اليوم { NUMBER($day) }
story-foot = التغطية وسبب ظهورها هنا

rank-countries = في { $countries ->
    [zero] لا بلدان
    [one] بلد واحد
    [two] بلدين
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
}
rank-languages = بـ{ $languages ->
    [zero] لا لغات
    [one] لغة واحدة
    [two] لغتين
    [few] { $languages } لغات
    [many] { $languages } لغة
   *[other] { $languages } لغة
}
rank-countries-and-languages = في { $countries ->
    [zero] لا بلدان
    [one] بلد واحد
    [two] بلدين
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
} وبـ{ $languages ->
    [zero] لا لغات
    [one] لغة واحدة
    [two] لغتين
    [few] { $languages } لغات
    [many] { $languages } لغة
   *[other] { $languages } لغة
}
rank-lately = { $count ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشران
    [few] { $count } ناشرين
    [many] { $count } ناشرًا
   *[other] { $count } ناشر
} في آخر 10 ساعات
rank-copies = أعاد نشره { $count ->
    [zero] لا أحد
    [one] ناشر واحد
    [two] ناشران
    [few] { $count } ناشرين
    [many] { $count } ناشرًا
   *[other] { $count } ناشر
}
rank-speed = { $count ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشران
    [few] { $count } ناشرين
    [many] { $count } ناشرًا
   *[other] { $count } ناشر
} خلال 3 ساعات
rank-follow-ups = { $count ->
    [zero] لا متابعات
    [one] متابعة واحدة
    [two] متابعتان
    [few] { $count } متابعات
    [many] { $count } متابعة
   *[other] { $count } متابعة
}
rank-pace = { $count ->
    [zero] لا مقالات لناشرها خلال 10 ساعات
    [one] المقال الوحيد لناشره خلال 10 ساعات
    [two] أحد مقالين لناشره خلال 10 ساعات
    [few] أحد { $count } مقالات لناشره خلال 10 ساعات
    [many] أحد { $count } مقالًا لناشره خلال 10 ساعات
   *[other] أحد { $count } مقال لناشره خلال 10 ساعات
}
rank-pace-many = أحد 100 مقال أو أكثر لناشره خلال 10 ساعات

also-about = أيضًا عن { $hashtags }

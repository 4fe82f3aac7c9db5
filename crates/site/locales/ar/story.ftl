## خبر

story-coverage = التغطية
story-why-here = لماذا هنا
story-copies-in = كذلك لدى { $count ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشرَين
    [few] { $count } ناشرين
    [many] { $count } ناشرًا
   *[other] { $count } ناشر
}
story-earlier-coverage = تغطية سابقة
story-unfolded = تسلسل الأحداث
story-told-by = رواه { $count ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشران
    [few] { $count } ناشرين
    [many] { $count } ناشرًا
   *[other] { $count } ناشر
}
story-in-its-place = في سياقه
story-said = من قال ماذا
story-about = عن هذا الخبر
story-numbers = بالأرقام
story-articles = المقالات
story-publishers = الناشرون
story-near-copies = منها شبه متطابق
story-first-report = أول تقرير
story-latest-report = أحدث تقرير
story-taken-up = عاد إلى التداول
story-rested = بعد { $days ->
    [zero] يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
story-why-ranked = لماذا يحتل هذا الموضع
story-rank = رواه { $publishers ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشران
    [few] { $publishers } ناشرين
    [many] { $publishers } ناشرًا
   *[other] { $publishers } ناشر
}، أول مرة { $when }
story-rank-spread = رواه { $publishers ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشران
    [few] { $publishers } ناشرين
    [many] { $publishers } ناشرًا
   *[other] { $publishers } ناشر
} { $spread }، أول مرة { $when }
story-related = أخبار ذات صلة
story-correct = تصحيح هذا الخبر

placement-founder = أول تقرير في هذا الخبر
placement-person = وضعه هنا محرر
placement-copy = نصه شبه مطابق لمقال آخر
placement-merged = جاء مع خبر يروي الحدث نفسه
placement-other-words = يروي الحدث نفسه بعبارات أخرى
placement-shared = يشترك مع الخبر في { $words }
placement-resumed = يعيد تناول الخبر بعد { $days ->
    [zero] يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
placement-resumed-about = يعيد تناول الخبر بعد { $days ->
    [zero] يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}، عن { $words }
placement-evidence = { $reason } ({ $evidence })
placement-same-minute = في الدقيقة نفسها
placement-minutes = خلال { $count ->
    [zero] دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
placement-hours = خلال { $count ->
    [zero] ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
placement-days = خلال { $count ->
    [zero] يوم
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}

## من قال ماذا

person-note = من قال ماذا: الأحدث أولًا، كما ترويه المقالات.
person-note-organisation = ما قيل باسمها، الأحدث أولًا.
person-earlier = أقوال سابقة

## What the articles of a story, or one article, tell: their own sentences

told-in-short = باختصار
told-not-in-short = النص هنا أقصر من أن يُختصر، أو لا يقرؤه إلا من سجّل الدخول.
told-word-for-word = كل جملة منقولة حرفيًا من المقال المذكور تحتها؛ ولم يكتب أي نموذج شيئًا هنا.

## How the publishers of a story differ

compare-link = قارن التغطية
compare-head = فيمَ تختلف الجهات الناشرة
compare-title = فيمَ تختلف الجهات الناشرة: { $headline }
compare-differ = حيث يناقض بعضها بعضًا
compare-numbers = الأرقام
compare-days = الأيام
compare-names = الأسماء
compare-left-out = ما يغفله بعضها
compare-told-by = ترويه
compare-not-by = لا ترويه
compare-alone = ما ترويه جهة واحدة فقط
compare-empty = تتفق التقارير بقدر ما تدل عليه كلماتها، أو أنها أقل من أن تُقارن.
compare-how = تجري المقارنة بالكلمات، كل جهة مع من يكتب بلغتها، وبحسب آخر ما قالته. قد تختلف الأرقام لأن أحد التقارير أحدث. وحيث لا نملك إلا بداية المقال لا يُعدّ شيء مغفلًا.

## The day in short

brief-head = اليوم باختصار
brief-note = أهم قصص الساعات الأربع والعشرين الأخيرة، كل منها بجمل ناشريها.
brief-empty = لم يُروَ شيء في الساعات الأربع والعشرين الأخيرة.

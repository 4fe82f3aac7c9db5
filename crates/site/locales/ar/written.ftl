## ما يكتبه نموذج حين يطلب القارئ

written-head = كتبه نموذج لغوي
written-intro = يكتب النموذج من هذه النصوص وحدها، وهو يخطئ. تُقابَل كل جملة من جمله بالمقاطع التي أُخذت منها، وما لا تؤيده هذه المقاطع لا يُعرض.
written-summary = ملخّص
written-points = أهم النقاط
written-simply = شرح مبسّط
written-translation = ترجمة
written-into = الترجمة إلى
written-write = اكتبه الآن
written-by-whom = لم يطلب أحد هذا بعد. سيكتبه { $model } الآن، ويستغرق ذلك بضع ثوانٍ.
written-stop = إيقاف
written-stopped = أُوقفت الكتابة. ما كُتب حتى الآن لا يُحفظ.
written-waits = النموذج يقرأ…
written-by = { $passages ->
    [zero] كتبه { $model } وقوبل بالمقاطع جملةً جملة.
    [one] كتبه { $model } من مقطع واحد وقوبل به جملةً جملة.
    [two] كتبه { $model } من مقطعين وقوبل بهما جملةً جملة.
    [few] كتبه { $model } من { $passages } مقاطع وقوبل بها جملةً جملة.
    [many] كتبه { $model } من { $passages } مقطعًا وقوبل بها جملةً جملة.
   *[other] كتبه { $model } من { $passages } مقطع وقوبل بها جملةً جملة.
}
written-dropped = { $count ->
    [zero] لم تُحذف أي جملة.
    [one] حُذفت جملة واحدة لأن لا مقطع يؤيدها.
    [two] حُذفت جملتان لأن لا مقطع يؤيدهما.
    [few] حُذفت { $count } جمل لأن لا مقطع يؤيدها.
    [many] حُذفت { $count } جملة لأن لا مقطع يؤيدها.
   *[other] حُذفت { $count } جملة لأن لا مقطع يؤيدها.
}
written-none-left = لا شيء مما كتبه النموذج تؤيده المقالات، لذلك لا يُعرض شيء.
written-says-nothing = المقالات هنا لا تذكر ذلك.
written-cut = بلغ النموذج حدّه قبل النهاية.
written-original = تُرك بلفظه: لم تتأيد له ترجمة.
written-busy = النموذج لا يجيب الآن. يُرجى المحاولة بعد دقيقة.
written-failed = لم يستطع النموذج إنجاز هذا.
written-no-text = النص هنا أقل من أن يُكتب منه.
written-all-spent = نفد ما يحق للنماذج استعماله في هذا الموقع ليوم واحد. يبدأ من جديد عند منتصف الليل (UTC).
written-reader-spent = نفد ما يحق لكم طلبه من النماذج ليوم واحد. يبدأ من جديد عند منتصف الليل (UTC).
written-no-such-task = لا أحد يعرف هذه المهمة.
written-keep = احتفاظ
written-kept = محتفظ به
written-good = جيد
written-bad = سيئ
written-report = الإبلاغ عن خطأ
written-report-what = ما الخطأ؟
written-report-send = إرسال
written-report-empty = يُرجى ذكر الخطأ.
written-reported = لقد أبلغتم عن هذا، وسينظر فيه القائم على الموقع.
written-answer = الإجابة
written-answer-it = دع نموذجًا يجيب من هذه المقالات
written-gone = كُتب هذا من جديد منذ ذلك الحين. يرجى النظر فيه مرة أخرى.
kept-head = نصوص مكتوبة
kept-empty = لا شيء محتفظ به. تحت ما يكتبه النموذج زر لذلك.
kept-unreadable = احتفظت بهذا نسخة أخرى من الموقع ولم يعد بالإمكان عرضه.
kept-let-go = إلغاء الاحتفاظ
reports-head = البلاغات والتقييمات
reports-ratings = تقييم القراء للنماذج
reports-no-ratings = لم يقيّم أحد شيئًا بعد.
reports-rated = جيد: { NUMBER($good) }، سيئ: { NUMBER($bad) }
reports-open = أخطاء مبلغ عنها
reports-none = لا بلاغ في انتظاركم.
reports-someone = قارئ لم يعد حسابه موجودًا
reports-settle = تمت المعالجة، يبقى النص
reports-remove = إزالة النص
# On a button: it was written already.
written-ready = جاهز

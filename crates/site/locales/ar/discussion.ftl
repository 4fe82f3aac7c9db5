## النقاشات

discussion-head = النقاش
discussion-feed = خلاصة
discussion-feed-of = هذا النقاش
discussion-none = لا تعليقات بعد
discussion-order = ترتيب التعليقات
discussion-oldest = الأقدم
discussion-newest = الأحدث
discussion-best = الأكثر توصية
discussion-only-you = لا يرى هذا سواك حتى يطّلع عليه مشرف.
discussion-more = مزيد من التعليقات
discussion-more-replies = { $count ->
    [zero] لا ردود أخرى
    [one] رد آخر
    [two] ردّان آخران
    [few] { $count } ردود أخرى
    [many] { $count } ردًّا آخر
   *[other] { $count } رد آخر
}
discussion-replies = { $count ->
    [zero] لا ردود
    [one] رد واحد
    [two] ردّان
    [few] { $count } ردود
    [many] { $count } ردًّا
   *[other] { $count } رد
}
discussion-on = حول { $subject }
discussion-sign-in-to = { $sign-in } للمشاركة.
discussion-sign-in = سجّل الدخول

comment-by = تعليق من { $author }
comment-alone = تعليق
comment-edited = معدَّل
comment-recommended = { $count ->
    [zero] لا توصيات
    [one] توصية واحدة
    [two] توصيتان
    [few] { $count } توصيات
    [many] { $count } توصية
   *[other] { $count } توصية
}
comment-folded = من قارئ حجبته
comment-waiting = بانتظار مشرف.
comment-removed = أزاله مشرف.
comment-deleted = حذفه كاتبه.

comment-recommend = توصية
comment-recommend-whose = توصية بتعليق { $author }
comment-unrecommend = أوصيت به: تراجع
comment-unrecommend-whose = أوصيت به: تراجع عن التوصية بتعليق { $author }
comment-reply = رد
comment-reply-whose = رد على { $author }
comment-change = تعديل
comment-change-whose = تعديل تعليقك
comment-delete = حذف
comment-delete-whose = حذف تعليقك
comment-flag = إبلاغ
comment-flag-whose = إبلاغ عن تعليق { $author }
comment-replies-to = { $replies } على { $author }

composer-comment = تعليقك
composer-post = نشر
composer-reply-to = ردك على { $author }
composer-reply-head = ردك
composer-reply = رد
composer-change-head = تعديل تعليقك
composer-change = حفظ التعديل
composer-hint = حتى { NUMBER($count) } حرف. يمكن استخدام *التشديد* و**الخط العريض** و> الاقتباس والقوائم والعناوين.
composer-waits = يطّلع عليه مشرف قبل نشره.
composer-unsent = ما كتبته، لتحتفظ به

ban-you = يمكنك القراءة هنا دون الكتابة. سبب المشرفين: { $why }
ban-you-until = يمكنك القراءة هنا دون الكتابة حتى { $until }. سبب المشرفين: { $why }
ban-what-now = ما الذي يمكنك فعله

compose-not-signed-in = لم تعد مسجّل الدخول. احتفظ بما كتبته وسجّل الدخول ثم أرسله مجددًا.
compose-old-form = النموذج قديم. أرسله مجددًا.
compose-empty = لا شيء فيه بعد.
compose-too-long = الحد الأقصى للتعليق { NUMBER($most) } حرف، وفي هذا { NUMBER($count) }. اختصره ثم أرسله مجددًا.
compose-too-many = بلغت الحد الأقصى للتعليقات ({ NUMBER($comments) }) خلال المدة المحددة بالدقائق ({ NUMBER($minutes) }). انتظر بضع دقائق ثم أرسل هذا مجددًا.
compose-parent-gone = أُزيل في هذه الأثناء ما ترد عليه، فلا يمكن إضافة شيء إليه.
compose-busy = كانت قاعدة البيانات مشغولة للحظة. أرسله مجددًا.

## صفحة التعليق

comment-head = تعليق
comment-title = تعليق { $author } حول { $subject }
comment-place = حول { $subject }، ضمن { $all }
comment-all = كل التعليقات
comment-and-replies = التعليق والردود
comment-parent = ردًّا على
comment-this = التعليق
comment-waits = لم يطّلع عليه مشرف بعد. وحتى ذلك الحين لا يراه سوى كاتبه والمشرفين.
comment-removed-why = أزاله مشرف: { $why }
comment-what-was-removed = ما أُزيل
comment-unblock = إلغاء حجب { $author }
comment-block = حجب { $author }: اطوِ ما يكتبه لي
comment-replies-head = الردود
comment-more-replies = مزيد من الردود
comment-gone = حذف هذا التعليق كاتبه، أو أزاله مشرف.
comment-cannot-vote = لا يمكن التوصية بتعليقاتك أنت ولا بما لم يعد موجودًا.
comment-cannot-block = لا يمكنك حجب هذا القارئ: إما أنه أنت، أو أنك تحجب عددًا كبيرًا.
comment-banned = أنت محظور حاليًا: يمكنك القراءة هنا دون المشاركة.
comment-too-late = يمكن تعديل التعليق خلال 15 دقيقة من نشره. ولا يزال بإمكانك حذفه أو إكماله برد.
comment-delete-title = أتريد حذفه؟
comment-delete-head = أتريد حذف تعليقك؟
comment-delete-meaning = ستزول كلماته نهائيًّا، هنا وفي قاعدة البيانات. أما الردود عليه فتبقى في مكانها.
comment-delete-it = حذفه

## الإبلاغ عن تعليق

flag-head = الإبلاغ عن تعليق
flag-note = سيطّلع عليه مشرف. ولا يرى اسم المبلِّغ سوى المشرفين.
flag-what = ما الخطأ فيه؟
flag-words = بكلمات قليلة
flag-it = إبلاغ
flag-spam = يروّج لشيء ما
flag-abuse = يسيء أو يهدد أو يحرّض
flag-off-topic = لا علاقة له بالموضوع
flag-other = سبب آخر أذكره أدناه
flag-no-reason = اختر سببًا.
flag-no-words = اذكر بكلمات قليلة ما الخطأ فيه.
flag-too-long = 500 حرف على الأكثر.
flag-cannot = لا يمكن الإبلاغ عن تعليقاتك أنت ولا عما لم يعد موجودًا.
flag-too-many = أبلغت عن 20 تعليقًا خلال ساعة. انتظر قليلًا ثم أرسله مجددًا.
flag-thanks-head = شكرًا لك
flag-thanks = سيطّلع مشرف على التعليق. ويُنشر ما يتقرر ضمن القرارات ليقرأه الجميع.

subject-article = مقال
subject-story = خبر
feed-comment = { $author } حول { $subject }

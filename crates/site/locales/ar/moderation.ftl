## مكتب المشرفين

moderation-head = الإشراف
moderation-appeals = الاعتراضات
moderation-what-was-removed = ما أُزيل
moderation-answer = ردك
moderation-grant = التراجع عن القرار
moderation-let-stand = إبقاء
moderation-let-stand-whose = إبقاء تعليق { $author }
moderation-not-yours = أنت من اتخذ هذا القرار، لذا يرد مشرف آخر.
moderation-flagged = مُبلَّغ عنه
moderation-nothing-flagged = لا بلاغات.
moderation-flagged-by = أبلغ عنه { $reader }
moderation-waiting = بانتظار النشر
moderation-nothing-waits = لا شيء ينتظر.
moderation-more-wait = مزيد مما ينتظر
moderation-publish = نشر
moderation-publish-whose = نشر تعليق { $author }
moderation-remove = إزالة
moderation-remove-it = إزالته
moderation-remove-whose = إزالة تعليق { $author }
moderation-refuse = رفض
moderation-refuse-it = رفضه
moderation-refuse-whose = رفض تعليق { $author }
moderation-why = السبب
moderation-why-removed = سبب إزالته
moderation-why-hint = يقرأ الجميع هذا ضمن القرارات. لا تكرر ما قيل.
moderation-ban-author = حظر كاتبه
moderation-for-moderators = للمشرفين
moderation-before-change = قبل تعديله:
moderation-until = حتى { $when }
moderation-decided = أحدث القرارات
moderation-public = ما يراه الجميع
moderation-nothing-decided = لم يُتخذ أي قرار بعد.
moderation-taken-back = جرى التراجع عنه
moderation-premoderation = أي التعليقات تنتظر مشرفًا
moderation-keep-this = حفظ
premoderation-everything = كل التعليقات ما عدا تعليقات المشرفين
premoderation-new-readers = تعليقات القراء الجدد إلى أن تُنشر لهم ثلاثة
premoderation-nothing = لا شيء: تُنشر كلها فورًا
premoderation-choose = اختر أي التعليقات تنتظر.
flagged-spam = ترويج
flagged-abuse = إساءة
flagged-off-topic = خارج الموضوع
flagged-other = سبب آخر

moderation-answer-length = طول الرد على الاعتراض من حرف واحد إلى 1,000 حرف.
moderation-decided-meanwhile = قرر ذلك شخص آخر في هذه الأثناء، أو حذف الكاتب تعليقه.
moderation-say-why = اذكر السبب: يقرؤه الجميع ضمن القرارات.
moderation-why-length = طول السبب 300 حرف على الأكثر.

## الحظر

ban-title = حظر قارئ
ban-head = حظر { $name }
ban-note = تبقى القراءة متاحة له دون الكتابة. ويقرأ الجميع ضمن القرارات أن قارئًا حُظر ومدة الحظر وسببه، لا اسمه.
ban-how-long = لأي مدة؟
ban-for-good = نهائيًّا
ban-days = { $days ->
    [zero] بلا مدة
    [one] ليوم واحد
    [two] ليومين
    [few] لمدة { $days } أيام
    [many] لمدة { $days } يومًا
   *[other] لمدة { $days } يوم
}
ban-them = حظر
ban-choose = اختر المدة.
ban-not-yours = لا يحق حظر ذلك الحساب إلا للمالك، ولا يحظر أحد حسابه.

## السجل العلني للقرارات

decisions-head = القرارات
decisions-note = ما قرره المشرفون بشأن التعليقات وكتّابها، وأسبابه. ويحق لمن يعنيه القرار الاعتراض مرة واحدة.
decisions-empty = لم يُزل شيء ولم يُحظر أحد.
decisions-earlier = قرارات سابقة
decision-approve = نُشر تعليق.
decision-keep = بقي تعليق مُبلَّغ عنه.
decision-refuse = لم يُنشر تعليق.
decision-remove = أُزيل تعليق.
decision-ban = { $days ->
    [zero] حُظر قارئ.
    [one] حُظر قارئ ليوم واحد.
    [two] حُظر قارئ ليومين.
    [few] حُظر قارئ لمدة { $days } أيام.
    [many] حُظر قارئ لمدة { $days } يومًا.
   *[other] حُظر قارئ لمدة { $days } يوم.
}
decision-ban-for-good = حُظر قارئ نهائيًّا.
decision-on = كان حول { $subject }.
decision-by = { $role ->
    [owner] بقرار من المالك
    [editor] بقرار من محرر
    [moderator] بقرار من مشرف
   *[reader] بقرار من قارئ
}
decision-taken-back = { $role ->
    [owner] تراجع عنه المالك
    [editor] تراجع عنه محرر
    [moderator] تراجع عنه مشرف
   *[reader] تراجع عنه قارئ
} { $when }
decision-undo-head = أتريد التراجع عنه؟
decision-undo-approve = يعود التعليق إلى انتظار مشرف، ولا يراه غيره.
decision-undo-keep = تُفتح البلاغات عنه من جديد.
decision-undo-remove = يعود التعليق كما كان، ويُبلَّغ كاتبه.
decision-undo-ban = يحق للقارئ الكتابة من جديد.
decision-cannot-undo = لم يعد التراجع عنه ممكنًا: جرى ذلك من قبل، أو تغيّر التعليق منذئذ.

## الاعتراضات

appeal-head = اعتراض
appeal-about = { $what } السبب: { $why }
appeal-words = لماذا ينبغي التراجع عنه
appeal-hint = يمكنك الاعتراض مرة واحدة. ولا يقرؤه سوى المشرفين.
appeal-send = إرسال
appeal-already = سبق أن اعترضت.
appeal-not-possible = سبق أن اعترضت، أو جرى التراجع عن القرار.
appeal-length = طول الاعتراض من حرف واحد إلى 1,000 حرف.
appeal-thanks-head = شكرًا لك
appeal-thanks = اعتراضك أمام المشرفين. وإن كانوا أكثر من واحد، رد عليه غير من اتخذ القرار؛ وتجد الرد بين إشعاراتك.
appeal-open = اعتُرض عليه ولم يُرد بعد
appeal-granted = { $role ->
    [owner] قبل المالك الاعتراض
    [editor] قبل محرر الاعتراض
    [moderator] قبل مشرف الاعتراض
   *[reader] قبل قارئ الاعتراض
}
appeal-refused = { $role ->
    [owner] رفض المالك الاعتراض
    [editor] رفض محرر الاعتراض
    [moderator] رفض مشرف الاعتراض
   *[reader] رفض قارئ الاعتراض
}

## الإشعارات

notices-head = الإشعارات
notices-empty = لا شيء بعد. حين يرد عليك أحد يظهر ذلك هنا.
notices-new = جديد
notices-earlier = إشعارات سابقة
notice-on = { $what } ({ $subject })
notice-reply = رد عليك { $author }
notice-approved = نُشر تعليقك
notice-removed = أزال مشرف تعليقك
notice-refused = لم يُنشر تعليقك
notice-restored = عاد تعليقك: جرى التراجع عن إزالته
notice-banned = { $days ->
    [zero] أنت محظور: يمكنك القراءة هنا دون الكتابة
    [one] أنت محظور ليوم واحد: يمكنك القراءة هنا دون الكتابة
    [two] أنت محظور ليومين: يمكنك القراءة هنا دون الكتابة
    [few] أنت محظور لمدة { $days } أيام: يمكنك القراءة هنا دون الكتابة
    [many] أنت محظور لمدة { $days } يومًا: يمكنك القراءة هنا دون الكتابة
   *[other] أنت محظور لمدة { $days } يوم: يمكنك القراءة هنا دون الكتابة
}
notice-banned-for-good = أنت محظور نهائيًّا: يمكنك القراءة هنا دون الكتابة
notice-appeal-granted = قُبل اعتراضك
notice-appeal-refused = رُفض اعتراضك
notice-somebody = أحدهم
notice-read-answer = قراءة ورد
notice-see-comment = عرض تعليقك

## رموز تقرأ بها البرامج

tokens-head = رموز الواجهة البرمجية
tokens-note = برمز كهذا يقرأ برنامج ما يخصك ولا شيء سواه: لا يغيّر شيئًا ولا يرى كلمة مرورك أبدًا.
tokens-made = سلّم هذا الرمز إلى برنامجك الآن. لن يُعرض ثانية.
tokens-yours = رموزك
tokens-none = لا رموز لديك.
tokens-made-at = أُنشئ { $when }
tokens-last-used = آخر استخدام { $when }
tokens-not-used = لم يُستخدم بعد
tokens-expired = انتهى { $when }
tokens-until = حتى { $when }
tokens-revoke = إلغاء
tokens-revoke-which = إلغاء { $name }
tokens-make-head = إنشاء رمز
tokens-for-program = لأي برنامج
tokens-good-for = يصلح لـ
tokens-hold = المدة
tokens-make = إنشاء
tokens-what-opens = ما يفتحه
tokens-how = يرسله البرنامج بصيغة { $header } متبوعة بالرمز؛ أما قارئ الخلاصات الذي يطلب اسمًا وكلمة مرور فيقبله كلمةَ مرور مع أي اسم.
tokens-in-short = برمز كهذا يقرأ برنامج خلاصاتك أو يجلب ما كتبته.
tokens-change = تغيير
tokens-count = { $count ->
    [zero] لا شيء
    [one] رمز واحد
    [two] رمزان
    [few] { $count } رموز
    [many] { $count } رمزًا
   *[other] { $count } رمز
}
scope-read = قراءة خلاصاتك: ما تتابعه وتحفظه وتميّزه
scope-export = جلب ما كتبته
scope-metrics = قراءة قياسات هذا الموقع في /metrics
tokens-for-good = إلى أن يُلغى
tokens-for-a-year = سنة
tokens-for-days = { $days ->
    [zero] بلا مدة
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
tokens-no-name = سمِّ الرمز لتعرف لاحقًا أي برنامج يملكه.
tokens-no-scope = اختر ما يصلح له الرمز.
tokens-owner-only = لا تقرأ القياسات إلا رموز المالك.
tokens-no-days = اختر مدة صلاحية الرمز.
tokens-too-many = لديك 50 رمزًا، وهو الحد الأقصى. ألغِ أحدها أولًا.

token-unknown = هذا الرمز غير معروف هنا: انتهت مدته أو أُلغي أو كُتب خطأً.
token-lacks-scope = لا يحق لهذا الرمز ذلك: تنقصه الصلاحية «{ $scope }». أنشئ رمزًا يملكها.
token-none = هذا لقارئه وحده: سجّل الدخول، أو أرسل أحد رموزك.

feed-following = { $site }: ما تتابعه
feed-saved = { $site }: المحفوظات
feed-starred = { $site }: المميّزة بنجمة

## تصحيح الأخبار

corrections-head = التصحيحات
corrections-note = ما قرره أشخاص بشأن أخبار جمعتها الآلة، وأسبابه. وكلمتهم هي الفصل.
corrections-empty = لم يُصحَّح شيء بعد.
corrections-earlier = تصحيحات سابقة
correction-merged = دمج { $by } الخبر { $story } في { $into }
correction-renamed = غيّر { $by } عنوان { $story } إلى { $into }
correction-split = فصل { $by } { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالين
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
} عن { $story } باسم { $into }
correction-moved = نقل { $by } { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالين
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
} من { $story } إلى { $into }
correction-taken-back = تراجع عنه { $by } { $when }
correction-undo-head = أتريد التراجع عنه؟
correction-undo-meaning = يعود كل مقال إلى مكانه، ويعود الاسم كما كان.
correction-cannot-undo = لم يعد التراجع عنه ممكنًا: جرى ذلك من قبل، أو بُني عليه تصحيح لاحق. تراجع عن اللاحق أولًا.

## النموذج

correct-head = تصحيح خبر
correct-why = السبب
correct-why-hint = يُدوَّن في { $log }. وتعرض كل خطوة نتيجتها أولًا، ويمكن التراجع عنها.
correct-public-log = السجل العلني
correct-name = الاسم
correct-headline = العنوان
correct-rename = تغيير الاسم
correct-other = خبر آخر
correct-address = رابطه أو رقمه
correct-or-address = أو برابطه أو رقمه
correct-merge = دمج هذا الخبر فيه
correct-articles = المقالات
correct-split = فصل المحدَّد خبرًا مستقلًّا
correct-move = نقل المحدَّد إلى الخبر الآخر
correct-choice = { $facts }، { $when }
correct-changed = تغيّرت الأخبار في هذه الأثناء. راجعها من جديد.
correct-say-why = اذكر السبب بكلمات قليلة: يُدوَّن في السجل العلني.
correct-tick = حدّد مقالًا واحدًا على الأقل.
correct-same = الخبر الآخر هو هذا الخبر نفسه.
correct-choose-other = اختر الخبر الآخر، أو اكتب رابطه أو رقمه.
correct-write-headline = اكتب عنوانًا آخر.
correct-all-leave = إن خرجت المقالات كلها فلا فصل: أبقِ واحدًا على الأقل من دون تحديد.
correct-choose = اختر ما ينبغي تصحيحه.
correct-nothing = لا يطلب النموذج شيئًا يمكن تنفيذه.

## النتيجة المتوقعة

preview-rename = أتريد تغيير اسم هذا الخبر؟
preview-renamed = يصبح اسم «{ $headline }» من الآن «{ $new }».
preview-merge = أتريد دمج هذين الخبرين؟
preview-merged = يُدمج «{ $headline }» في «{ $other }»: خبر واحد فيه { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}.
preview-merged-address = من يتبع رابطه { $path } يصل إلى هناك.
preview-split = أتريد فصل هذا الخبر؟
preview-split-off = { $leaving ->
    [zero] لا يغادر أي مقال
    [one] يغادر مقال واحد
    [two] يغادر مقالان
    [few] تغادر { $leaving } مقالات
    [many] يغادر { $leaving } مقالًا
   *[other] يغادر { $leaving } مقال
} «{ $headline }» إلى خبر جديد؛ { $staying ->
    [zero] ولا يبقى شيء
    [one] ويبقى مقال واحد
    [two] ويبقى مقالان
    [few] وتبقى { $staying } مقالات
    [many] ويبقى { $staying } مقالًا
   *[other] ويبقى { $staying } مقال
}.
preview-split-lasts = لا يُدمج الخبران من جديد.
preview-move = أتريد نقل هذه المقالات؟
preview-moved = { $leaving ->
    [zero] لا يُنقل أي مقال
    [one] يُنقل مقال واحد
    [two] يُنقل مقالان
    [few] تُنقل { $leaving } مقالات
    [many] يُنقل { $leaving } مقالًا
   *[other] يُنقل { $leaving } مقال
} من «{ $headline }» إلى «{ $other }».
preview-none-stays = لا يبقى شيء: يؤدي { $path } إلى هناك.
preview-moved-stay = { $staying ->
    [zero] لا يبقى شيء
    [one] يبقى مقال واحد
    [two] يبقى مقالان
    [few] تبقى { $staying } مقالات
    [many] يبقى { $staying } مقالًا
   *[other] يبقى { $staying } مقال
}، ولا يُدمج الخبران.
preview-log = سيُدوَّن في السجل العلني: «{ $why }»
preview-do = تنفيذ

## الطبعات: لغات الأخبار، وبلد تتصدر أخباره

edition-head = الطبعة
edition-note = تعرض الصفحة الأولى وأحدث المقالات والأقسام أخبار طبعتك.
edition-is = الطبعة: { $edition }
edition-all-languages = كل اللغات
edition-change = تغيير
edition-change-long = تغيير الطبعة
edition-langs = لغات الأخبار
edition-langs-hint = من دون اختيار تُعرض الأخبار بكل اللغات.
edition-no-langs = لم يصل شيء بعد. وستظهر هنا لغات الأخبار حين تصل.
edition-home = بلدك
edition-home-hint = تتصدر أخباره الصفحة الأولى.
edition-no-home = بلا اختيار
edition-keep = عرض هذه الطبعة
edition-forget = عرض كل شيء
edition-empty = لم يصل شيء من هذه الطبعة بعد.
edition-all-of = الكل: { $country }

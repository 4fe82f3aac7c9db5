## What is new in a story since the reader last looked at it

since-head = الجديد منذ اطلاعك الأخير
since-looked = آخر اطلاع لك: { $when }
since-posts = { $count ->
    [zero] لا منشورات جديدة
    [one] منشور جديد
    [two] منشوران جديدان
    [few] { $count } منشورات جديدة
    [many] { $count } منشورًا جديدًا
   *[other] { $count } منشور جديد
}
since-nothing-told = لا شيء فيها لم يُذكر من قبل.

## The day in short: whose, of which day, how long

brief-head-own = يومك باختصار
brief-head-day = اليوم باختصار: { $day }
brief-head-own-day = يومك باختصار: { $day }
brief-note-own = الساعات الأربع والعشرون الأخيرة: ما تتابعه أولًا، ثم الأهم، بجمل الناشرين أنفسهم. وما قرأته يأتي في النهاية.
brief-note-day = ما رُوي حتى نهاية ذلك اليوم، كل قصة بجمل ناشريها.
brief-empty-day = لم يبق شيء محفوظ من ذلك اليوم.
brief-no-day = ليس هذا تاريخ يوم: يُكتب هكذا 2026-11-21.
brief-longer = أطول
brief-shorter = أقصر
brief-day-before = اليوم السابق
brief-day-after = اليوم التالي
brief-followed = أنت تتابع { $names }

## The brief by mail: its page, and its letters

mail-head = الموجز بالبريد
mail-note = كل صباح، أو في ساعة أخرى، يصل يومك باختصار إلى بريدك: الجمل نفسها، ومع كل منها الطريق إلى مقالها. ولا شيء فيه يخبرنا هل قرأته.
mail-no-server = لم يُعِدّ صاحب هذا الموقع خادم بريد، فلا يمكن إرسال شيء.
mail-no-zone = لا توجد منطقة زمنية بهذا الاسم. تبدو الأسماء هكذا: Asia/Riyadh.
mail-no-address = هذا ليس عنوان بريد.
mail-refused = العنوان { $address } لا يقبل البريد، فلن يُرسل إليه شيء بعد الآن. أدخل عنوانًا آخر، أو العنوان نفسه من جديد.
mail-waits = ستصل رسالة إلى { $address }. اتبع الرابط فيها ليبدأ الإرسال.
mail-is-on = يُرسل الموجز إلى { $address }.
mail-sent = أُرسل آخر موجز { $when }.
mail-problem = حدث خطأ في آخر إرسال:
mail-address = عنوان البريد
mail-hour = الساعة
mail-zone = المنطقة الزمنية
mail-zone-hint = مثل Asia/Riyadh أو Africa/Cairo أو Europe/Vienna.
mail-length = الطول
mail-short = قصير
mail-longer = أطول
mail-keep = حفظ
mail-confirm-ask = هل يُرسل موجز اليوم إلى { $address }؟
mail-confirmed = سيُرسل موجز اليوم إلى { $address }.
mail-stop-ask = هل يتوقف الإرسال إلى { $address }؟
mail-stopped = لن يُرسل شيء إلى { $address } بعد الآن، وقد نُسي العنوان.
mail-link = بالبريد
letter-confirm-subject = هل يصلك موجز { $site } هنا؟
letter-confirm-asked = يودّ { $reader } أن يصل موجز اليوم من { $site } إلى هذا العنوان.
letter-confirm-link = نعم، أرسلوه
letter-confirm-not = إن لم يكن هذا طلبك فلا تفعل شيئًا: لن يصلك شيء آخر.
letter-why = تصلك هذه الرسالة لأنك طلبتها.
letter-change = تغيير الإعدادات
letter-stop = إيقاف الإرسال
desk-mail = رسائل حدث فيها خطأ

## What came before a story or an article

background-head = من الأرشيف
background-title = من الأرشيف: { $headline }
background-empty = لا يوجد في الأرشيف ما هو أقدم عن هؤلاء الأشخاص وهذه الأماكن والمواضيع.

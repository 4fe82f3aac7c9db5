## من دون شبكة

offline-head = لا اتصال
offline-note = لا يمكن الوصول إلى الموقع من هنا. لم يُرسل ما أردت إرساله: ارجع تجده في مكانه.
offline-kept-page = أنت غير متصل بالشبكة. هذه الصفحة كما كانت عند آخر فتح لها هنا.
offline-again = إعادة المحاولة
offline-shelf = ما يمكنك قراءته هنا

## أزرار المقال التي تحتاج إلى البرنامج النصي

article-listen = استماع
article-stop-listening = إيقاف القراءة
article-share = مشاركة
article-shared = نُسخ الرابط

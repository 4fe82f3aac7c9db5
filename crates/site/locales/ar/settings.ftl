## كيف تفضّل القراءة

foot-settings = إعدادات القراءة
settings-head = إعدادات القراءة
settings-with-account = تُحفظ مع حسابك.
settings-in-browser = تُحفظ في هذا المتصفح.
settings-keep = حفظ
settings-forget = العودة إلى الإعدادات الأصلية
settings-language = اللغة
settings-language-auto = بحسب المتصفح
settings-theme = فاتح أو داكن
settings-theme-auto = بحسب الجهاز
settings-theme-light = فاتح
settings-theme-dark = داكن
settings-size = حجم الخط
settings-size-small = صغير
settings-size-medium = متوسط
settings-size-large = كبير
settings-size-largest = كبير جدًّا
settings-width = عرض المقالات
settings-width-narrow = ضيق
settings-width-medium = متوسط
settings-width-wide = عريض
settings-typeface = الخط
settings-typeface-serif = نسخ
settings-typeface-sans = حديث
settings-lists = القوائم
settings-lists-roomy = رحبة
settings-lists-dense = مكثفة: العناوين وحدها

specimen-headline = الميناء الذي يصغي إلى فقماته
specimen-standfirst = يستقر مئة ميكروفون في قاع الخليج. ومنذ هذا الربيع يحدد ما تسمعه سرعة العبّارات.

## مقال

article-by = بقلم { $authors }
author-in = { $name } ({ $place })
article-updated = حُدِّث { $when }
article-versions = { $count ->
    [zero] لا نسخ سابقة
    [one] نسخة سابقة
    [two] نسختان سابقتان
    [few] { $count } نسخ سابقة
    [many] { $count } نسخة سابقة
   *[other] { $count } نسخة سابقة
}
article-actions = هذا المقال
article-star = تمييز بنجمة
article-starred = مميّز بنجمة
article-save = حفظ للقراءة لاحقًا
article-saved = محفوظ للقراءة لاحقًا
article-metered = يتيح { $publisher } لزواره قراءة عدد من المقالات مجانًا.
article-subscribers = المقال الكامل متاح لمشتركي { $publisher }.
article-media = فيديو وصوت
media-picture = صورة
media-film = فيديو
media-sound = صوت
article-follow-at = تابعه على { $publisher }
article-see-at = اطّلع عليه في { $publisher }
article-whole-at = اقرأ المقال كاملًا في { $publisher }
article-posts = التحديثات، الأحدث أولًا
article-earlier-posts = تحديثات سابقة
article-around = حول هذا المقال
article-same-story = الخبر نفسه
article-story-all = كل التغطية: { $articles ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $articles } مقالات
    [many] { $articles } مقالًا
   *[other] { $articles } مقال
} من { $publishers ->
    [zero] لا ناشرين
    [one] ناشر واحد
    [two] ناشرَين
    [few] { $publishers } ناشرين
    [many] { $publishers } ناشرًا
   *[other] { $publishers } ناشر
}
article-related = مقالات ذات صلة
article-places = الأماكن
article-post-gone = أزال الناشر هذا التحديث.
article-post-versions = ما قاله التحديث من قبل
article-post-now = الآن
# $when (Markup): how long ago.
article-post-until = حتى { $when }
article-post-unchanged = لم يتغير هذا التحديث منذ أن شوهد أول مرة.

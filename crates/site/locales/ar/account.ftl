## تسجيل الدخول وإنشاء حساب

login-note = سجّل الدخول لعرض تلك الصفحة.
login-wrong = الاسم أو كلمة المرور غير صحيح.
login-suspended = هذا الحساب موقوف. يستطيع القائم على الموقع بيان السبب وإعادة تفعيله.
logout = تسجيل الخروج
logout-as = أنت مسجّل الدخول باسم { $name }.
account-name = الاسم
account-password = كلمة المرور
password-hint = لا تقل عن { NUMBER($count) } أحرف. بضع كلمات متتالية يسهل حفظها ويصعب تخمينها.

join-head = إنشاء حساب
join-create = إنشاء
join-instead = تسجيل الدخول بدلًا من ذلك
join-note = بحساب تحتفظ بما تقرؤه وتميّزه وتحفظه، وتتابع ما تختار.
join-invited = { $role ->
    [owner] يدعوك { $by } مالكًا للموقع.
    [editor] يدعوك { $by } محررًا.
    [moderator] يدعوك { $by } مشرفًا.
   *[reader] يدعوك { $by } قارئًا.
}
join-used = استُخدمت هذه الدعوة أو سُحبت أو انتهت مدتها. اطلب دعوة أخرى.
join-closed = تُمنح الحسابات هنا بالدعوة. اطلبها من القائم على الموقع.
join-none = لا تُنشأ حسابات هنا حاليًا.
join-taken = هذا الاسم مستخدم. اختر اسمًا آخر.

setup-head = أهلًا بك
setup-note = اختر اسم مالك هذا الموقع وكلمة مروره. ومن يملكهما يقرر ما يُتابَع.
setup-begin = البدء
setup-over = لهذا الموقع مالك؛ وقد أدى الرابط غرضه.
setup-expired = استُخدم هذا الرابط أو انتهت مدته. أعد تشغيل Dateline للحصول على رابط جديد.

problem-name-length = يجب أن يكون طول الاسم من حرف واحد إلى 64 حرفًا.
problem-name-unseen = يجب ألا يحوي الاسم أحرفًا غير مرئية.
problem-password-short = يجب ألا تقل كلمة المرور عن 10 أحرف.
problem-password-long = كلمة المرور أطول من اللازم.
problem-password-name = يجب ألا تكون كلمة المرور هي الاسم.

## حسابك

account-tab = الحساب
account-comments-tab = تعليقاتك
account-notices-tab = الإشعارات
account-role = { $role ->
    [owner] أنت مالك هذا الموقع.
    [editor] أنت محرر هنا.
    [moderator] أنت مشرف هنا.
   *[reader] أنت قارئ هنا.
}
account-signed-in = جلسات الدخول
account-this-session = هذه الجلسة
account-since = منذ { $when }
account-seen = آخر نشاط { $when }
account-sign-out-there = الخروج هناك
account-sign-out-here = الخروج هنا
account-sign-out-elsewhere = الخروج من سائر الأماكن
account-browser = { $browser } على { $system ->
    [iphone] آيفون
    [ipad] آيباد
    [android] أندرويد
    [windows] ويندوز
    [mac] ماك
   *[linux] لينكس
}
account-system = { $system ->
    [iphone] آيفون
    [ipad] آيباد
    [android] أندرويد
    [windows] ويندوز
    [mac] ماك
   *[linux] لينكس
}
account-unknown-browser = متصفح غير معروف
account-present-password = كلمة المرور الحالية
account-new-password = كلمة المرور الجديدة
account-new-password-hint = لا تقل عن { NUMBER($count) } أحرف. وتنتهي كل الجلسات الأخرى.
account-change-password = تغيير
account-wrong-present-password = ليست هذه كلمة مرورك الحالية.
account-no-session = لا جلسة بهذا الاسم.
account-leave = خذها معك، أو غادر
account-export-all = ما كتبته هنا، في ملف واحد: { $link }.
account-export = تعليقاتك بصيغة JSON
account-end = حذف هذا الحساب

## ما كتبه القارئ

own-words-head = تعليقاتك
own-words-empty = لم تكتب شيئًا بعد. النقاش أسفل كل مقال وكل خبر.
own-words-on = حول { $subject }
own-words-export = كلها بصيغة JSON
own-words-earlier = تعليقات سابقة
own-words-blocked = من حجبتهم
own-words-blocked-hint = في صفحة أي تعليق لهم زر يلغي الحجب.

end-head = حذف حسابك
end-note = يزول ما قرأته وحفظته وميّزته وتابعته، وكذلك توصياتك وبلاغاتك وإشعاراتك. ولا يمكن استعادته.
end-export = خذ تعليقاتك معك أولًا.
end-comments = ما مصير تعليقاتك؟
end-keep = تبقى من دون اسمك: «قارئ سابق»
end-erase = تُحذف كل كلمة منها؛ ويبقى مكان فارغ حيث رد آخرون
end-password = كلمة مرورك
end-delete = حذف حسابي
end-keep-it = الإبقاء عليه
end-owner = لا يمكن حذف حساب المالك: لا بد للدار من قائم عليها.
end-choose = اختر مصير تعليقاتك.
end-wrong-password = ليست هذه كلمة مرورك.
end-gone-head = وداعًا
end-gone = زال حسابك وما كان فيه.

## مكتب الحسابات

role = { $role ->
    [owner] مالك
    [editor] محرر
    [moderator] مشرف
   *[reader] قارئ
}
readers-head = القراء
readers-link = أرسل هذا الرابط إلى من تدعوه. يصلح مرة واحدة خلال أسبوع، ولا يُعرض ثانية.
readers-accounts = الحسابات
readers-since = منذ { $when }
readers-suspended = موقوف منذ { $when }
readers-role-of = دور { $name }
readers-change-role = تغيير الدور
readers-admit = إعادة التفعيل
readers-suspend = إيقاف
readers-more = مزيد من الحسابات
readers-invite = دعوة
readers-for-whom = لمن
readers-for-whom-hint = لا يراه سواك.
readers-as = بصفة
readers-write-invitation = كتابة دعوة
readers-invitation = { $role ->
    [owner] للمالك
    [editor] لمحرر
    [moderator] لمشرف
   *[reader] لقارئ
}
readers-invitation-note = { $role ->
    [owner] للمالك: { $note }
    [editor] لمحرر: { $note }
    [moderator] لمشرف: { $note }
   *[reader] لقارئ: { $note }
}
readers-until = حتى { $when }
readers-withdraw = سحبها
readers-who = من يحق له إنشاء حساب
readers-keep-this = حفظ
registration-open = كل من يأتي إلى هنا، قارئًا
registration-invited = من أدعوهم
registration-closed = لا أحد حاليًا، بدعوة أو من دونها
readers-not-yours = لا يحق فعل ذلك بهذا الحساب إلا للمالك.
readers-role-stays = دور ذلك الحساب لا يتغير.
readers-choose = اختر من يحق له إنشاء حساب.
readers-no-role = قد يكون الحساب لقارئ أو لمشرف أو لمحرر.

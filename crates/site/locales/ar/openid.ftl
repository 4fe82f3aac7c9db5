## الدخول عبر مزوّد OpenID

openid-sign-in = الدخول عبر { $provider }
openid-connect = الربط مع { $provider }
openid-connect-note = سجّل الدخول هناك ثم تعود إلى هنا. ومن ذلك الحين يمكنك الدخول إلى هذا الحساب عبر { $provider }.
openid-go-on = المتابعة إلى { $provider }
openid-connect-title = ربط
openid-elsewhere = هوياتك في مواقع أخرى
openid-proxy = الوكيل الذي أمام هذا الموقع
openid-since = منذ { $when }
openid-last-used = آخر استخدام { $when }
openid-part = فك الربط
account-by-openid = عبر OpenID
account-by-openid-and-code = عبر OpenID ورمز
openid-away = لا يمكن الوصول إلى المزوّد، أو أن رده غير صالح. حاول بعد قليل، أو استخدم كلمة مرورك.
openid-too-long = استغرق ذلك وقتًا أطول من اللازم، أو بدأ في متصفح آخر. حاول مجددًا.
openid-taken = هذا مرتبط بحساب آخر من قبل.
openid-not-let-in = لم يسمح لك المزوّد بالدخول.
openid-unknown = لا أحد معروف هنا بهذه الهوية. إن كان لديك حساب فسجّل الدخول بطريقة أخرى واربطه في صفحته.
openid-namesakes = حسابات كثيرة تحمل هذا الاسم. اطلب حسابًا من القائم على الموقع.
openid-last-way = عيّن كلمة مرور أو أضف مفتاح مرور أولًا: وإلا تعذر عليك الدخول.

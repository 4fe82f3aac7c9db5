//! The words of times, lower case: en, de, es, fr, it, pt, nl, sv, da, no, fi, pl, cs, ru, uk, tr, id, vi, zh, ja, ko, ar, fa,
//! he, hi, el, hu, ro.

/// Words behind a clock that say it is one.
pub(super) const CLOCK_WORDS: &[&str] =
    &["uhr", "h", "hrs", "klo", "wib", "u", "uur", "ч", "год", "hod", "saat", "horas", "heures"];

/// Words around a time that say it is of a change.
#[rustfmt::skip]
pub(super) const CHANGE_WORDS: &[&str] = &[
    "updated", "update", "edited", "modified", "aktualisiert", "geändert", "actualizado", "actualizada", "actualisé", "mis",
    "maj", "modifié", "aggiornato", "aggiornata", "atualizado", "atualizada", "bijgewerkt", "uppdaterad", "uppdaterat", "opdateret",
    "oppdatert", "päivitetty", "zaktualizowano", "aktualizacja", "aktualizováno", "обновлено", "обновлён", "изменено", "оновлено",
    "güncellendi", "güncelleme", "diperbarui", "更新", "更新于", "更新時間", "更新时间", "수정", "업데이트", "تحديث", "تم", "ενημερώθηκε", "עודכן",
    "redigerad", "frissítve", "actualizat",
];

/// Words that may stand beside a time and say nothing, weekdays among them.
#[rustfmt::skip]
pub(super) const LABELS: &[&str] = &[
    "at", "on", "the", "published", "posted", "first", "time", "last", "local", "as", "of", "since", "live", "stand", "um", "am", "vom",
    "veröffentlicht", "ortszeit", "a", "las", "la", "el", "publicado", "publicada", "hora", "horas", "hs", "hrs", "h", "às", "os", "le", "à", "publié", "heure", "jour",
    "alle", "ore", "ora", "il", "pubblicato", "del", "de", "om", "op", "geplaatst", "uur", "kl", "klo", "klockan", "publicerad", "publicerat",
    "publisert", "publiceret", "julkaistu", "o", "godz", "godzina", "opublikowano", "dodano", "в", "о", "об", "опубликовано", "опубліковано", "время", "мск",
    "saat", "saati", "tarih", "yayınlanma", "pukul", "jam", "wib", "lúc", "v", "ve", "hod", "发布", "发布于", "發佈", "时间", "時間", "发表", "北京时间", "当地时间", "配信", "公開", "現在",
    "입력", "الساعة", "بتوقيت", "نشر", "في", "يوم", "بالتوقيت", "المحلي", "غرينتش", "جرينتش", "मक", "बजे", "στις", "ώρα", "בשעה", "ساعت", "m", "uhr",
    "summer", "british", "standard", "eastern", "european", "central", "pacific",
];

/// Beginnings of weekdays, lower case; the rest of the word is letters.
#[rustfmt::skip]
pub(super) const WEEKDAYS: &[&str] = &[
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "die", "dien", "mit", "mitt", "don", "frei", "sam", "sonn", "lun", "mar", "mié",
    "mie", "jue", "vie", "sáb", "sab", "dom", "mer", "jeu", "ven", "dim", "gio", "seg", "ter", "qua", "qui", "sex", "maa", "din", "woe", "vrij",
    "zat", "zon", "mån", "tis", "ons", "tors", "fre", "lör", "sön", "man", "tir", "lør", "søn", "pon", "wto", "śro", "czw", "pią", "sob", "nie", "pią",
    "úte", "stř", "čtv", "pát", "ned", "пон", "вто", "вів", "сре", "сер", "чет", "пят", "п'я", "суб", "вос", "нед", "пн", "вт", "ср", "чт", "пт", "сб", "вс",
    "pazar", "salı", "çar", "per", "cuma", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "thứ", "mo", "di", "mi", "do", "fr", "sa", "so",
];

#[rustfmt::skip]
pub(super) const WEEKDAYS_WHOLE: &[&str] = &[
    "الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六",
    "星期日", "星期天", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "月", "火", "水", "木", "金", "土", "日", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일",
    "週一", "週二", "週三", "週四", "週五", "週六", "週日",
];

/// Days as words.
#[rustfmt::skip]
pub(super) const DAY_WORDS: &[(&str, i64)] = &[
    ("today", 0), ("yesterday", 1), ("heute", 0), ("gestern", 1), ("vorgestern", 2), ("hoy", 0), ("ayer", 1), ("anteayer", 2), ("aujourd", 0), ("hier", 1),
    ("oggi", 0), ("ieri", 1), ("hoje", 0), ("ontem", 1), ("vandaag", 0), ("gisteren", 1), ("idag", 0), ("igår", 1), ("dziś", 0), ("dzisiaj", 0),
    ("wczoraj", 1), ("dnes", 0), ("včera", 1), ("сегодня", 0), ("вчера", 1), ("сьогодні", 0), ("вчора", 1), ("bugün", 0), ("dün", 1),
    ("今天", 0), ("昨天", 1), ("前天", 2), ("今日", 0), ("昨日", 1), ("오늘", 0), ("어제", 1), ("اليوم", 0), ("أمس", 1), ("امس", 1), ("σήμερα", 0), ("χθες", 1),
    ("tänään", 0), ("eilen", 1), ("ma", 0), ("tegnap", 1), ("azi", 0),
];

#[rustfmt::skip]
pub(super) const UNITS: &[(&str, i64)] = &[
    ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400), ("hr", 3600), ("hrs", 3600), ("std", 3600), ("u", 3600), ("t", 3600), ("g", 86_400), ("dk", 60), ("sa", 3600), ("sn", 1), ("j", 3600),
    ("ч", 3600), ("д", 86_400), ("хв", 60), ("ora", 3600), ("ore", 3600), ("uur", 3600), ("uren", 3600), ("time", 3600), ("timer", 3600), ("tim", 3600), ("tag", 86_400), ("tage", 86_400),
    ("tagen", 86_400), ("day", 86_400), ("days", 86_400), ("jour", 86_400), ("jours", 86_400), ("día", 86_400), ("días", 86_400), ("dia", 86_400), ("dias", 86_400), ("giorno", 86_400), ("giorni", 86_400),
    ("dag", 86_400), ("dagen", 86_400), ("dagar", 86_400), ("dage", 86_400), ("dager", 86_400), ("dni", 86_400), ("dzień", 86_400), ("den", 86_400), ("dny", 86_400), ("день", 86_400), ("дня", 86_400), ("дней", 86_400), ("дні", 86_400), ("днів", 86_400),
    ("gün", 86_400), ("hari", 86_400), ("يوم", 86_400), ("أيام", 86_400), ("يوما", 86_400), ("天前", 86_400), ("秒前", 1), ("초전", 1), ("天", 86_400), ("秒", 1), ("초", 1), ("óra", 3600), ("órája", 3600), ("nap", 86_400), ("perc", 60), ("perce", 60),
];

#[rustfmt::skip]
pub(super) const UNIT_STEMS: &[(&str, i64)] = &[
    ("min", 60), ("sec", 1), ("sek", 1), ("seg", 1), ("sék", 1), ("hour", 3600), ("stund", 3600), ("heure", 3600), ("hora", 3600), ("timm", 3600), ("godz", 3600), ("hodin", 3600),
    ("час", 3600), ("годин", 3600), ("мин", 60), ("хвил", 60), ("сек", 1), ("dakika", 60), ("saat", 3600), ("saniye", 1), ("menit", 60), ("detik", 1), ("jam", 3600), ("phút", 60), ("giờ", 3600),
    ("دقيق", 60), ("دقائق", 60), ("ساع", 3600), ("ثاني", 1), ("ثوان", 1), ("λεπτ", 60), ("ώρ", 3600), ("δευτ", 1), ("דקות", 60), ("שעות", 3600), ("דקה", 60), ("דקיק", 60), ("دقیقه", 60), ("tunti", 3600), ("tuntia", 3600), ("मिनट", 60), ("घंट", 3600),
    ("小时", 3600), ("小時", 3600), ("个小时", 3600), ("분", 60), ("시간", 3600), ("minut", 60),
];

#[rustfmt::skip]
pub(super) const AGO_WORDS: &[&str] = &[
    "ago", "vor", "il", "y", "a", "hace", "há", "atrás", "fa", "geleden", "sedan", "för", "siden", "for", "temu", "před", "назад", "тому", "önce", "yang", "lalu", "trước", "前", "전",
    "منذ", "قبل", "πριν", "acum", "sitten", "לפני", "पहले", "پیش", "ezelőtt", "about", "etwa", "circa", "ca", "over",
];

pub(super) const ONE_WORDS: &[&str] =
    &["a", "an", "one", "einer", "einem", "eine", "una", "un", "uma", "um", "une", "een", "en", "ett", "et"];

#[rustfmt::skip]
pub(super) const NOW_WORDS: &[&str] = &[
    "just now", "now", "moments ago", "a moment ago", "gerade eben", "soeben", "jetzt", "ahora", "ahora mismo", "justo ahora", "à l'instant", "à l’instant", "maintenant", "adesso", "ora", "agora", "agora mesmo",
    "zojuist", "nu", "just nu", "netop nu", "akkurat nå", "teraz", "przed chwilą", "právě teď", "только что", "щойно", "şimdi", "az önce", "baru saja", "vừa xong", "刚刚", "剛剛", "刚才", "たった今", "방금", "방금 전", "الآن", "منذ لحظات", "قبل قليل", "τώρα",
];

/// One and two have forms of their own.
#[rustfmt::skip]
pub(super) const COUNTED_AGO: &[(&str, i64)] = &[
    ("منذ دقيقة", 60), ("قبل دقيقة", 60), ("منذ دقيقتين", 120), ("قبل دقيقتين", 120), ("منذ ساعة", 3600), ("قبل ساعة", 3600), ("منذ ساعتين", 7200), ("قبل ساعتين", 7200), ("منذ يوم", 86_400), ("منذ يومين", 172_800),
    ("минуту назад", 60), ("час назад", 3600), ("годину тому", 3600), ("хвилину тому", 60), ("godzinę temu", 3600), ("minutę temu", 60), ("半小时前", 1800),
];

/// What may follow the beginning of a weekday; keeps "market" from being a Tuesday.
#[rustfmt::skip]
pub(super) const WEEKDAY_TAILS: &[&str] = &[
    "day", "sday", "nesday", "rsday", "urday", "tag", "nstag", "woch", "twoch", "nerstag", "stag", "s", "es", "rcoles", "coles", "ves", "rnes", "ado",
    "ingo", "di", "credi", "redi", "anche", "edi", "unda", "ça", "rta", "nta", "ta", "ndag", "sdag", "nsdag", "derdag", "dag", "erdag", "mandag",
    "iedziałek", "rek", "da", "artek", "tek", "ota", "dziela", "dělí", "rý", "edа", "еда", "едельник", "рник", "верг", "ница", "бота", "кресенье",
    "tesi", "şamba", "şembe", "martesi", "ě", "le", "i", "tes", "eda", "tedì", "oledì", "vedì", "erdì", "ato", "enica", "edì", "coledì", "rdì",
];

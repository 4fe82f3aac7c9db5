## Zeiten und Daten

age-now = gerade eben
age-minutes = { $count ->
    [one] vor einer Minute
   *[other] vor { $count } Minuten
}
age-hours = { $count ->
    [one] vor einer Stunde
   *[other] vor { $count } Stunden
}
age-days = { $count ->
    [one] gestern
   *[other] vor { $count } Tagen
}

until-now = jetzt
until-minutes = { $count ->
    [one] in einer Minute
   *[other] in { $count } Minuten
}
until-hours = { $count ->
    [one] in einer Stunde
   *[other] in { $count } Stunden
}
until-days = { $count ->
    [one] in einem Tag
   *[other] in { $count } Tagen
}

date-day = { $day }. { $month } { $year }
date-exact = { $day }. { $month } { $year }, { $time } Uhr UTC
date-masthead = { $weekday }, { $date }

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag

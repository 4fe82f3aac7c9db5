## Times and dates

age-now = just now
age-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
age-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
# Whole days, fewer than seven.
age-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}

# When something will be done again.
until-now = now
until-minutes = { $count ->
    [one] in a minute
   *[other] in { $count } minutes
}
until-hours = { $count ->
    [one] in an hour
   *[other] in { $count } hours
}
until-days = { $count ->
    [one] in a day
   *[other] in { $count } days
}

# $month is one of the names below; $day and $year are numbers without a mark between the thousands.
date-day = { $day } { $month } { $year }
# $time is "20:15".
date-exact = { $day } { $month } { $year }, { $time } UTC
# The line above the site's name. $date is date-day.
date-masthead = { $weekday }, { $date }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# The week begins on Monday.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

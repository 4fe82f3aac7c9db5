## 时间与日期

age-now = 刚刚
age-minutes = { $count }分钟前
age-hours = { $count }小时前
age-days = { $count ->
    [1] 昨天
   *[other] { $count }天前
}

until-now = 现在
until-minutes = { $count }分钟后
until-hours = { $count }小时后
until-days = { $count }天后

date-day = { $year }年{ $month }月{ $day }日
date-exact = { $year }年{ $month }月{ $day }日 { $time }（UTC）
date-masthead = { $date } { $weekday }

month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12
weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日

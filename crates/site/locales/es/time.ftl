## Horas y fechas

age-now = ahora mismo
age-minutes = { $count ->
    [one] hace un minuto
   *[other] hace { $count } minutos
}
age-hours = { $count ->
    [one] hace una hora
   *[other] hace { $count } horas
}
age-days = { $count ->
    [one] ayer
   *[other] hace { $count } días
}

until-now = ahora
until-minutes = { $count ->
    [one] dentro de un minuto
   *[other] dentro de { $count } minutos
}
until-hours = { $count ->
    [one] dentro de una hora
   *[other] dentro de { $count } horas
}
until-days = { $count ->
    [one] dentro de un día
   *[other] dentro de { $count } días
}

date-day = { $day } de { $month } de { $year }
date-exact = { $day } de { $month } de { $year }, { $time } UTC
date-masthead = { $weekday }, { $date }

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo

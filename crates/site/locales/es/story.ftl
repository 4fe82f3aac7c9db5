## Una noticia

story-coverage = Cobertura
story-why-here = por qué está aquí
story-copies-in = También en { $count ->
    [one] { $count } medio
   *[other] { $count } medios
}
story-earlier-coverage = Cobertura anterior
story-unfolded = Cómo ocurrió
story-told-by = contado por { $count ->
    [one] { $count } medio
   *[other] { $count } medios
}
story-in-its-place = en su contexto
story-said = Quién dijo qué
story-about = Sobre esta noticia
story-numbers = En cifras
story-articles = Artículos
story-publishers = Medios
story-near-copies = De ellos, casi idénticos
story-first-report = Primera información
story-latest-report = La más reciente
story-taken-up = Retomada
story-rested = { $days ->
    [one] tras { $days } día
   *[other] tras { $days } días
}
story-why-ranked = Por qué ocupa este lugar
story-rank = contada por { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}, por primera vez { $when }
story-rank-spread = contada por { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
} { $spread }, por primera vez { $when }
story-related = Noticias relacionadas
story-correct = Corregir esta noticia

placement-founder = La primera información de esta noticia
placement-person = Colocado aquí por la redacción
placement-copy = Casi el mismo texto que otro artículo
placement-merged = Llegó con una noticia que cuenta lo mismo
placement-other-words = Cuenta lo mismo con otras palabras
placement-shared = Comparte con la noticia: { $words }
placement-resumed = Retoma la noticia { $days ->
    [one] tras { $days } día
   *[other] tras { $days } días
}
placement-resumed-about = Retoma la noticia { $days ->
    [one] tras { $days } día
   *[other] tras { $days } días
} ({ $words })
placement-evidence = { $reason } ({ $evidence })
placement-same-minute = en el mismo minuto
placement-minutes = en { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
placement-hours = en { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
placement-days = en { $count ->
    [one] { $count } día
   *[other] { $count } días
}

## Quién dijo qué

person-note = Quién dijo qué: lo más reciente primero, tal como lo cuentan los artículos.
person-note-organisation = Lo que se dice en su nombre, lo más reciente primero.
person-earlier = Palabras anteriores

## What the articles of a story, or one article, tell: their own sentences

told-in-short = En breve
told-not-in-short = Hay muy poco texto para contarlo en breve, o solo pueden leerlo quienes inician sesión.
told-word-for-word = Cada frase está tomada palabra por palabra del artículo que se nombra debajo; aquí no ha escrito ningún modelo.

## How the publishers of a story differ

compare-link = Comparar la cobertura
compare-head = En qué difieren los medios
compare-title = En qué difieren los medios: { $headline }
compare-differ = Dónde se contradicen
compare-numbers = Cifras
compare-days = Días
compare-names = Nombres
compare-left-out = Lo que algunos omiten
compare-told-by = Lo cuentan
compare-not-by = No lo cuentan
compare-alone = Lo que solo cuenta un medio
compare-empty = Las informaciones coinciden, hasta donde muestran sus palabras, o son demasiado pocas.
compare-how = Se compara por palabras, cada medio con los de su idioma y según lo último que publicó. Las cifras pueden diferir porque una información es más reciente. Donde solo tenemos el comienzo de un artículo, nada se da por omitido.

## The day in short

brief-head = El día en breve
brief-note = Las historias más importantes de las últimas 24 horas, cada una con frases de sus propios medios.
brief-empty = No se ha contado nada en las últimas 24 horas.

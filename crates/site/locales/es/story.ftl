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
told-word-for-word = Cada frase está tomada palabra por palabra del artículo que se nombra debajo; aquí no ha escrito ningún modelo.

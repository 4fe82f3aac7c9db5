## Palabras que están en muchas páginas

articles = { $count ->
    [one] { $count } artículo
   *[other] { $count } artículos
}
publishers = { $count ->
    [one] { $count } medio
   *[other] { $count } medios
}
comments = { $count ->
    [one] { $count } comentario
   *[other] { $count } comentarios
}
coverage = { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
} de { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}

list-comma = { ", " }
list-end = { $start } y { $last }
list-end-of-markup = { $start } y { $last }

sign-in = Iniciar sesión
follow = Seguir
unfollow = Dejar de seguir
following-unfollow = Siguiendo: dejar de seguir
live = En directo
all = Todo
articles-head = Artículos
stories-head = Noticias
hashtags-head = Etiquetas
take-back = Revocar
appeal = Recurrir
leave-as-it-is = Dejarlo como está
leave-it = Cancelar
former-reader = un antiguo lector

## Secciones

section-politics = Política
section-business = Economía
section-science = Ciencia
section-technology = Tecnología
section-sports = Deportes
section-culture = Cultura
section-society = Sociedad

## Un artículo en una lista

access-metered = gratis hasta un límite
access-subscribers = para suscriptores
card-saved = guardado
card-starred = destacado
card-updated = actualizado
card-also-in = también en { $publishers }

## Una noticia en una lista

story-day = Día { NUMBER($day) }
story-foot = La cobertura y por qué está aquí

rank-countries = en { NUMBER($countries) } países
rank-languages = en { NUMBER($languages) } idiomas
rank-countries-and-languages = en { NUMBER($countries) } países y { NUMBER($languages) } idiomas
rank-lately = { $count ->
    [one] { $count } medio
   *[other] { $count } medios
} en sus últimas 10 horas
rank-copies = reproducida por { $count ->
    [one] { $count } medio
   *[other] { $count } medios
}
rank-speed = { NUMBER($count) } medios en 3 horas
rank-follow-ups = { $count ->
    [one] { $count } seguimiento
   *[other] { $count } seguimientos
}
rank-pace = { $count ->
    [one] el único artículo de su medio en 10 horas
   *[other] uno de { $count } artículos de su medio en 10 horas
}
rank-pace-many = uno de 100 o más artículos de su medio en 10 horas

also-about = También sobre { $hashtags }

## Un artículo

article-by = Por { $authors }
author-in = { $name } ({ $place })
article-updated = actualizado { $when }
article-versions = { $count ->
    [one] { $count } versión anterior
   *[other] { $count } versiones anteriores
}
article-actions = Este artículo
article-star = Destacar
article-starred = Destacado
article-save = Guardar para después
article-saved = Guardado para después
article-metered = { $publisher } permite leer gratis un número limitado de artículos.
article-subscribers = El artículo completo es para suscriptores de { $publisher }.
article-media = Vídeo y sonido
media-picture = Imagen
media-film = Vídeo
media-sound = Sonido
article-follow-at = Seguirlo en { $publisher }
article-see-at = Verlo en { $publisher }
article-whole-at = Leer el artículo completo en { $publisher }
article-posts = Entradas, de la más nueva a la más antigua
article-earlier-posts = Entradas anteriores
article-around = En torno a este artículo
article-same-story = La misma noticia
article-story-all = { $articles ->
    [one] El único artículo
   *[other] Los { $articles } artículos
} de { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}
article-related = Artículos relacionados
article-places = Lugares
article-post-gone = El medio retiró esta entrada.
article-post-versions = Lo que decía antes una entrada
article-post-now = Ahora
# $when (Markup): how long ago.
article-post-until = Hasta { $when }
article-post-unchanged = Esta entrada no ha cambiado desde que se vio por primera vez.

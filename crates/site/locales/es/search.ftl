## La búsqueda

search-head = Buscar
search-title = { $query }: búsqueda
search-for = Buscar
search-results = Resultados
search-more-than = { $count ->
    [one] Más de { $count } artículo
   *[other] Más de { $count } artículos
}
search-more = Más resultados
search-narrow = Acotar
search-narrow-langs = Idioma
search-narrow-publishers = Medio
search-narrow-sections = Sección
search-narrow-part = Se han contado los primeros { NUMBER($count) } resultados.
search-nothing = No se ha encontrado nada sobre «{ $query }».
search-nothing-hint = Con menos palabras, o más generales, se encuentra más. Se busca en títulos, textos, medios y etiquetas.
search-invitation = Todo artículo que se conserva aquí puede encontrarse por sus palabras, su medio, sus etiquetas y su fecha.
search-broken = La búsqueda no está disponible por el momento. La causa figura en el registro del servidor.
search-description = Buscar en { $site }

search-precisely = Buscar con precisión
search-example-phrase = nivel del mar
search-example-not = fútbol
search-example-title = puerto
search-example-hashtag = CumbreDelClima
search-phrase = estas palabras seguidas
search-not = sin esta palabra
search-title-word = en el titular
search-publisher = de un medio
search-hashtag = con esta etiqueta
search-section = de una sección
search-lang = en un idioma
search-after = publicado ese día o después
search-before = publicado antes de ese día

search-note-quote = Hay unas comillas sin cerrar; la frase llega hasta el final.
search-note-date = «{ $text }» no lleva una fecha como 2026-01-31, así que se ha buscado como palabras.
search-note-language = «{ $text }» no lleva un código de idioma, así que se ha buscado como palabras.
search-note-empty = «{ $text }» no dice qué buscar; se ha tomado como una palabra.
search-note-exclusions = No se ha nombrado nada que buscar, así que se muestra todo lo demás.
search-note-cut = La consulta era demasiado larga y se ha recortado.
search-note-long = { $count ->
    [one] La consulta era demasiado larga; se ha omitido { $count } palabra.
   *[other] La consulta era demasiado larga; se han omitido { $count } palabras.
}

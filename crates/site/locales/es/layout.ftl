## Lo que rodea cada página

layout-skip = Ir al contenido
layout-search = Buscar
layout-search-site = Buscar en el sitio
layout-saved = Guardados
layout-sections = Secciones
layout-notices = { $count ->
    [one] { $count } aviso
   *[other] { $count } avisos
}
layout-undecided = { NUMBER($count) } por decidir

nav-top-stories = Lo más destacado
nav-following = Siguiendo
nav-latest = Última hora

foot-site = { $site }, de medios en los que confía su responsable
foot-sources = Fuentes
foot-corrections = Correcciones
foot-decisions = Decisiones
foot-readers = Lectores
foot-moderation = Moderación
foot-keyboard = Teclado
foot-feed-page = Canal de esta página
foot-feed-stories = Canal de noticias
foot-feed-articles = Canal de artículos

feed-stories = { $site }: lo más destacado
feed-articles = { $site }: última hora
feed-comments = Comentarios: { $title }

new-articles = { $count ->
    [one] { $count } artículo nuevo
   *[other] { $count } artículos nuevos
}
new-comments = { $count ->
    [one] { $count } comentario nuevo
   *[other] { $count } comentarios nuevos
}

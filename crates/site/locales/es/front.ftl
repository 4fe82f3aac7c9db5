## La portada, las secciones y la lista de todo

front-head = Lo más destacado
front-live = Ahora en directo
front-since = Desde su última visita
front-since-new = Desde su última visita, { $looked }: { $count ->
    [one] { $count } artículo nuevo
   *[other] { $count } artículos nuevos
}.
front-since-about = Desde su última visita, { $looked }: { $count ->
    [one] { $count } artículo nuevo
   *[other] { $count } artículos nuevos
}, sobre todo acerca de { $stories }.
front-headline-comma = { "; " }
front-latest = Última hora
front-trending = De lo que se escribe
front-more = Más noticias
front-empty = Todavía no ha llegado nada.
front-empty-hint = En cuanto se hayan leído las fuentes, sus noticias estarán aquí.
front-empty-sources = Ver las fuentes.
section-empty = Todavía no hay noticias en esta sección.

river-head = Última hora
river-empty = Todavía no ha llegado nada.
river-unread = Sin leer
river-unread-empty = Aquí está todo leído.
river-mark-all = Marcar todo como leído
river-marked = Todo marcado como leído { $when }.
river-undo = Deshacer
river-older = Artículos anteriores

publisher-empty = No se conserva nada de este medio.
publisher-kept = { $count ->
    [one] { $count } artículo conservado
   *[other] { $count } artículos conservados
}

hashtag-empty = No se conserva ningún artículo con esta etiqueta.
hashtag-facts = { $kind ->
    [person] Persona
    [organisation] Organización
    [place] Lugar
   *[topic] Tema
}; { $count ->
    [one] { $count } artículo
   *[other] { $count } artículos
}
hashtag-also-written = { $facts }; también escrito { $spellings }

place-facts = { $kind ->
    [city] Ciudad
    [region] Región
    [country] País
   *[wide] Parte del mundo
}; { $count ->
    [one] { $count } artículo
   *[other] { $count } artículos
}
place-empty = No se guarda ningún artículo sobre este lugar.

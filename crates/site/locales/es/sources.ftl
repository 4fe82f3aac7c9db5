## Las fuentes

sources-head = Fuentes
sources-count = { $count ->
    [one] { $count } fuente
   *[other] { $count } fuentes
}
sources-stories = { $count ->
    [one] { $count } noticia
   *[other] { $count } noticias
}
sources-note = { $sources } de { $publishers }; se conservan { $articles }, en { $stories }.
sources-address = Dirección que seguir
sources-empty = Todavía no se sigue ninguna fuente.
sources-source = Fuente
sources-state = Estado
sources-last-read = Última lectura
sources-next = Próxima
sources-articles = Artículos
sources-not-yet = todavía no
sources-never = nunca
sources-more = Más fuentes
sources-notices = { $count ->
    [one] { $count } observación
   *[other] { $count } observaciones
}
sources-last-fetches = Últimas lecturas
sources-log-line = { $when }: { $what }
sources-fetched = { $count ->
    [one] { $count } entrada nueva
   *[other] { $count } entradas nuevas
}, { NUMBER($kilobytes) } KB, { NUMBER($ms) } ms
sources-fetch-status = { $status }, { $what }
sources-fetch-failed = { $error }, { NUMBER($ms) } ms
sources-failed = { $count ->
    [one] { $count } lectura fallida
   *[other] { $count } lecturas fallidas
}
source-waiting = en espera
source-well = bien
source-paused = en pausa
source-gone = desaparecida
source-problem = { $fault ->
    [passing] { $error } (se volverá a intentar)
    [theirs] { $error } (debe arreglarlo el medio)
    [gone] { $error } (desaparecida para siempre)
    [refused] { $error } (rechazada aquí, por seguridad)
   *[ours] { $error } (la dirección o los ajustes de aquí son incorrectos)
}
source-paused-by = en pausa por decisión de { $by }

source-pause = Pausar
source-resume = Reanudar
source-unfollow = Dejar de seguir
source-pause-head = ¿Pausar { $source }?
source-resume-head = ¿Reanudar { $source }?
source-unfollow-head = ¿Dejar de seguir { $source }?
source-pause-meaning = No se vuelve a consultar hasta que la reanude. Sus artículos se quedan.
source-resume-meaning = Se vuelve a consultar, ahora y en adelante.
source-unfollow-meaning = No se vuelve a consultar y sale de esta lista. Sus artículos se quedan.

## Seguir una fuente nueva

following-title = Seguir
following-looking = Buscando qué hay
following-asked = Se busca en la dirección un canal, un mapa de noticias, una narración en directo o una lista de artículos.
following-late = Esto tarda más de lo debido. ¿Hay alguien en la mesa? { $serve } busca; { $no-fetch } no.
following-reloads = Esta página se vuelve a cargar hasta que haya respuesta.
following-nothing = Allí no hay nada que seguir
following-other = Probar otra dirección
following-look = Buscar
following-found = ¿Qué desea seguir?
following-list = Lo que puede seguirse allí
following-by = { $title }, de { $publisher }
following-kind = { $kind ->
    [feed] Canal
    [sitemap] Mapa de noticias
    [live_blog] Narración en directo
   *[page] Página con una lista de artículos
}: { $url }
following-already = ya se sigue
following-none = No seguir nada de esto
following-followed = Se sigue
following-read = { $articles }, lectura: { $when }
following-first = se está leyendo por primera vez
following-all = Todas las fuentes
following-bad-address = Una dirección tiene entre 1 y 500 caracteres, como example.org.
following-choose = Elija al menos una.

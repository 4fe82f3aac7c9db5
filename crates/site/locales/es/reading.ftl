## Lo que se guarda y lo que se sigue

saved-head = Guardados
saved-empty = No hay nada guardado para después. La página de cada artículo tiene un botón para ello.
starred-head = Destacados
starred-empty = No hay nada destacado. La página de cada artículo tiene un botón para ello.
history-head = Historial
history-empty = Todavía no ha abierto nada.
reading-earlier = Anteriores

follows-head = Siguiendo
follows-empty = Todavía no sigue nada.
follows-empty-hint = Las páginas de noticias, etiquetas, personas, lugares y medios tienen un botón para ello. Sus novedades estarán entonces aquí.
follows-newest = Artículos más recientes
follows-gone = Ya no se conserva aquí nada de lo que sigue.
follows-what = Lo que sigue
follows-unfollow = Dejar de seguir { $label }
follows-too-many = Sigue 200 cosas, que son todas las posibles. Deje antes de seguir alguna.

## El teclado

keys-head = Teclado
key-next = el artículo o la noticia siguiente
key-former = el anterior
key-open = abrirlo
key-star = destacarlo, o quitarle el destacado
key-read = marcarlo como leído o sin leer
key-search = buscar
key-list = esta lista

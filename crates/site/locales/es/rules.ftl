## Las reglas de un lector

rules-head = Reglas
rules-note = Lo que no quiere ver nunca, quiere conservar siempre o de lo que quiere enterarse. Una regla busca lo que encontraría una búsqueda.
rules-new = Una regla nueva
rules-look-for = Buscar
rules-hint = Palabras, "frases", #etiqueta, publisher:example.org, lang:de, section:sports; un signo menos excluye.
rules-and-then = Y después
rules-try = Probarla
rules-preview = Lo que habría encontrado
rules-would-meet = En los últimos { NUMBER($days) } días habría encontrado { $count ->
    [0] cero artículos
    [one] { $count } artículo
   *[other] { $count } artículos
}.
rules-would-meet-more = En los últimos { NUMBER($days) } días habría encontrado más de { $count ->
    [one] { $count } artículo
   *[other] { $count } artículos
}.
rules-make = Crear esta regla
rules-yours = Sus reglas
rules-none = Ninguna todavía. Las páginas de medios y etiquetas, y la búsqueda, tienen un atajo para crear una.
rules-drop = Quitar
rules-drop-which = Quitar la regla { $rule }
rules-empty-question = Diga qué busca la regla.
rules-too-many = Tiene 50 reglas, que son todas las posibles. Quite antes alguna.

deed-hide = Ocultarlos
deed-star = Destacarlos
deed-notify = Avisarme
deed-done-hide = se ocultan
deed-done-star = se destacan
deed-done-notify = se avisa
deed-note-hide = Quedan fuera de la portada, de Última hora, de las secciones y de los artículos relacionados. Las palabras se buscan en titulares y primeras frases.
deed-note-star = Cada uno se destaca al llegar.
deed-note-notify = Un aviso por cada uno que llega, 20 como máximo hasta que los mire.

rules-hidden = { $count ->
    [one] Sus reglas ocultan uno.
   *[other] Sus reglas ocultan { $count }.
}
rules-nothing-left = Sus reglas no dejan nada en esta página.
rules-make-one = Crear una regla

notice-found-gone = Un artículo que ya no se conserva
notice-found-by = Encontrado por su regla: { $rule }
notice-read-it = Leerlo
follows-too-many-searches = Sigue 30 búsquedas, que son todas las posibles. Deje antes de seguir alguna.
follows-empty-search = No se puede seguir una búsqueda que no pide nada.

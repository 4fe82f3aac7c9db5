## La mesa del responsable

desk-head = Mesa del responsable
desk-newest = El artículo más reciente llegó { $when }.
desk-nothing = Aún no ha llegado ningún artículo.
desk-waits = Lo que espera
desk-what = A qué
desk-waiting = En espera
desk-oldest = El más atrasado
desk-given-up = Abandonados
desk-stage = { $kind ->
    [fetch] Fuentes por consultar
    [page] Páginas por descargar
    [enrich] Artículos por agrupar en noticias
    [correct] Correcciones por aplicar
    [read] Artículos por leer una segunda vez
    [index] Cambios que la búsqueda aún no conoce
   *[any] { $kind }
}
desk-failing = Fuentes con errores
desk-all-sources = Todas las fuentes
desk-none-failing = Todas las fuentes consultadas responden.
desk-failing-count = { $count ->
    [one] { $count } fuente falla.
   *[other] { $count } fuentes fallan.
}
desk-arrivals = Llegadas
desk-arrivals-day = { $count ->
    [one] Llegó { $count } artículo en las últimas 24 horas.
   *[other] Llegaron { $count } artículos en las últimas 24 horas.
}
desk-by-hour = Por horas
desk-hour = Hora (UTC)
desk-articles = Artículos
desk-stories = Noticias
desk-sources = Fuentes
desk-all-accounts = Todas las cuentas
desk-accounts = { $role ->
    [owner] Responsables
    [editor] Editores
    [moderator] Moderadores
   *[reader] Lectores
}: { NUMBER($count) }
desk-seen = { $count ->
    [one] { $count } cuenta estuvo aquí en la última semana.
   *[other] { $count } cuentas estuvieron aquí en la última semana.
}
desk-storage = Almacenamiento
desk-database = Base de datos
desk-index = Índice de búsqueda
desk-megabytes = { NUMBER($megabytes) } MB
desk-keep-all = Nada se elimina por sí solo.
desk-keep-days = { $days ->
    [one] Los artículos se eliminan al cabo de { $days } día.
   *[other] Los artículos se eliminan al cabo de { $days } días.
}
desk-keep-megabytes = Los artículos más antiguos se eliminan cuando la base de datos supera { NUMBER($megabytes) } MB.
desk-model = El modelo de lenguaje
desk-no-model = No hay ningún modelo activado. El sitio no lo necesita.
desk-model-small = Para tareas breves
desk-model-large = Para resúmenes y respuestas
desk-calls = Consultas hoy
desk-tokens = Tokens hoy
desk-tokens-of = { NUMBER($tokens) } de { NUMBER($limit) }
desk-cost = Coste hoy

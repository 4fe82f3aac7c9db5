## Sin red

offline-head = Sin conexión
offline-note = No se puede llegar al sitio desde aquí. Lo que quería enviar no se ha enviado: vuelva atrás y allí seguirá.
offline-kept-page = Está sin conexión. Así era la página cuando se abrió aquí por última vez.
offline-again = Intentarlo de nuevo
offline-shelf = Lo que puede leer aquí

## Botones de un artículo que necesitan el script

article-listen = Escuchar
article-stop-listening = Dejar de leer
article-share = Compartir
article-shared = Dirección copiada

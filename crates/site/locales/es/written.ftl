## Lo que escribe un modelo cuando un lector se lo pide

written-head = Escrito por un modelo
written-intro = Un modelo escribe solo a partir de estos textos, y se equivoca. Cada una de sus frases se coteja con los pasajes de los que procede; lo que estos no respaldan no se muestra.
written-summary = Resumen
written-points = Puntos clave
written-simply = Explicado con sencillez
written-translation = Traducir
written-into = Traducir al
written-write = Escribirlo ahora
written-by-whom = Nadie lo ha pedido todavía. { $model } lo escribiría ahora, lo que lleva unos segundos.
written-stop = Detener
written-stopped = Detenido. Lo escrito hasta aquí no se guarda.
written-waits = El modelo está leyendo…
written-by = { $passages ->
    [one] Escrito por { $model } a partir de { $passages } pasaje y cotejado con él frase por frase.
   *[other] Escrito por { $model } a partir de { $passages } pasajes y cotejado con ellos frase por frase.
}
written-dropped = { $count ->
    [one] Se omitió { $count } frase porque ningún pasaje la respalda.
   *[other] Se omitieron { $count } frases porque ningún pasaje las respalda.
}
written-none-left = Nada de lo que escribió el modelo está respaldado por los artículos, así que no se muestra nada.
written-says-nothing = Los artículos de aquí no lo dicen.
written-cut = El modelo llegó a su límite antes del final.
written-original = Se deja en sus propias palabras: ninguna traducción quedó respaldada.
written-busy = El modelo no responde en este momento. Inténtelo de nuevo dentro de un minuto.
written-failed = El modelo no pudo hacerlo.
written-no-text = Hay aquí muy poco texto del que escribir.
written-all-spent = Se ha agotado lo que los modelos pueden gastar en este sitio en un día. Vuelve a empezar a medianoche (UTC).
written-reader-spent = Se ha agotado lo que usted puede pedir a los modelos en un día. Vuelve a empezar a medianoche (UTC).
written-no-such-task = Nadie conoce esta tarea.
written-keep = Guardar
written-kept = Guardado
written-good = Bien
written-bad = Mal
written-report = Avisar de un error
written-report-what = ¿Qué está mal?
written-report-send = Enviar
written-report-empty = Diga, por favor, qué está mal.
written-reported = Usted ha avisado de esto. Quien gestiona el sitio lo revisará.
written-answer = Respuesta
written-answer-it = Que un modelo responda a partir de estos artículos
written-gone = Esto se ha vuelto a escribir desde entonces. Mírelo otra vez, por favor.
kept-head = Textos escritos
kept-empty = No hay nada guardado. Debajo de lo que escribe un modelo hay un botón para ello.
kept-unreadable = Esto lo guardó otra versión del sitio y ya no se puede mostrar.
kept-let-go = Dejar de guardar
reports-head = Avisos y valoraciones
reports-ratings = Cómo se valoran los modelos
reports-no-ratings = Nadie ha valorado nada todavía.
reports-rated = { NUMBER($good) } buenas, { NUMBER($bad) } malas
reports-open = Errores avisados
reports-none = Ningún aviso le espera.
reports-someone = Alguien cuya cuenta ya no existe
reports-settle = Resuelto, dejarlo
reports-remove = Quitar el texto
# On a button: it was written already.
written-ready = listo

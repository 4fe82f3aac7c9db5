## Modelos que escriben, para el propietario

models-settings = Modelos y límites
models-head = Modelos que escriben
models-note = Todo funciona sin ellos. Un modelo que escribe añade resúmenes, explicaciones, traducciones y respuestas; cada frase se comprueba con los artículos antes de que nadie la vea.
models-writes = Escribe { $model }.
models-none-yet = Los modelos pueden escribir, pero no hay ninguno: elija uno que funcione en este equipo o describa un servicio en la configuración.
models-off = Ningún modelo puede escribir.
models-switch-on = Dejar que los modelos escriban
models-switch-off = Desactivar
models-here-head = En este equipo
models-here-none = Ningún servidor de modelos responde en este equipo. Inicie Ollama, llama.cpp, vLLM o LM Studio y vuelva a cargar esta página.
models-server-empty = Todavía no tiene ningún modelo.
models-choose = Escribir con él
models-choose-named = Escribir con { $model }
models-try = Probarlo
models-try-named = Probar { $model }
models-chosen = Elegido
models-gone = { $model }, que usted eligió, no se encuentra ahora en { $server }.
models-leave = Dejarlo a la configuración
models-runs-no-more = Este modelo ya no funciona en este equipo.
models-described-head = En la configuración
models-described-none = La configuración no describe ningún servicio.
models-answers = Responde
models-fails = Falla
models-not-there = Responde, pero no tiene el modelo { $model }.
models-trial-head = { $model } dice
# $seconds: at least one.
models-trial-took = { $tokens ->
    [one] { $tokens } token
   *[other] { $tokens } tokens
} en { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}
models-trial-slow = Sin respuesta en { NUMBER($seconds) } segundos. La primera respuesta tras el arranque es la que más tarda: inténtelo otra vez.
models-ahead-head = Antes de que nadie pregunte
models-ahead-note = Los resúmenes se escriben por adelantado en el idioma del sitio, con la mitad de los tokens del día como máximo y no dos veces en una hora sobre la misma historia.
models-ahead-stories = De historias de la portada
models-ahead-none = Ninguna
models-ahead-count = Las primeras { NUMBER($count) }
models-keep = Guardar
models-ahead-publishers = De todos los artículos nuevos de
models-ahead-publisher = De todos los artículos nuevos de un medio
models-ahead-add = Añadir
models-ahead-remove = Quitar
models-ahead-remove-named = Quitar { $publisher }
models-enough-publishers = Ya hay bastantes medios: quite uno primero.
models-used-head = Lo que cuesta
models-limit = Entre todos se pueden usar { NUMBER($tokens) } tokens al día.
models-limit-each = Cada lector puede usar { NUMBER($tokens) } tokens al día.
models-no-limit = Entre todos se puede usar cualquier cantidad de tokens.
models-no-limit-each = Cada lector puede usar cualquier cantidad de tokens.
models-unused = Todavía no se ha preguntado nada.
models-by-day = Por día (UTC)
models-day = Día
models-by-reader = Hoy, por lector
models-reader = Lector
models-calls = Preguntas
models-tokens = Tokens
models-cost = Coste

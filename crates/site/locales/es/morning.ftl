## What is new in a story since the reader last looked at it

since-head = Novedades desde su última visita
since-looked = última visita { $when }
since-posts = { $count ->
    [one] { $count } entrada nueva
   *[other] { $count } entradas nuevas
}
since-nothing-told = No dicen nada que no se hubiera contado ya.

## The day in short: whose, of which day, how long

brief-head-own = Su día en breve
brief-head-day = El día en breve: { $day }
brief-head-own-day = Su día en breve: { $day }
brief-note-own = Las últimas 24 horas: primero lo que usted sigue, después lo más importante, con frases de los propios medios. Lo ya leído va al final.
brief-note-day = Lo que se había contado al terminar ese día, cada historia con frases de sus propios medios.
brief-empty-day = De ese día no se conserva nada.
brief-no-day = Eso no es un día: se escribe 2026-11-21.
brief-longer = Más largo
brief-shorter = Más corto
brief-day-before = El día anterior
brief-day-after = El día siguiente
brief-followed = Usted sigue { $names }

## The brief by mail: its page, and its letters

mail-head = El resumen por correo
mail-note = Cada mañana, o a otra hora, su día en breve llega a su buzón: las mismas frases, cada una con el camino a su artículo. Nada en él nos dice si lo lee.
mail-no-server = Este sitio no tiene configurado un servidor de correo, así que no se puede enviar nada.
mail-no-zone = Ninguna zona horaria se llama así. Los nombres son como Europe/Madrid.
mail-no-address = Eso no es una dirección de correo.
mail-refused = { $address } no acepta correo, así que ya no se envía nada allí. Dé otra dirección, o la misma de nuevo.
mail-waits = Se envía un mensaje a { $address }. Siga el enlace que contiene y empezarán los envíos.
mail-is-on = El resumen se envía a { $address }.
mail-sent = El último salió { $when }.
mail-problem = Con el último algo salió mal:
mail-address = Dirección de correo
mail-hour = Hora
mail-zone = Zona horaria
mail-zone-hint = Por ejemplo Europe/Madrid, America/Bogota o Asia/Shanghai.
mail-length = Extensión
mail-short = Breve
mail-longer = Más largo
mail-keep = Guardar
mail-confirm-ask = ¿Quiere que el resumen del día llegue a { $address }?
mail-confirmed = El resumen del día llegará a { $address }.
mail-stop-ask = ¿Quiere que no llegue nada más a { $address }?
mail-stopped = Ya no llegará nada a { $address }. La dirección se ha olvidado.
mail-link = Por correo
letter-confirm-subject = ¿Quiere recibir aquí el resumen de { $site }?
letter-confirm-asked = { $reader } desea recibir en esta dirección el resumen del día de { $site }.
letter-confirm-link = Sí, enviarlo
letter-confirm-not = Si no ha sido usted, no haga nada: no llegará nada más.
letter-why = Recibe este mensaje porque lo pidió.
letter-change = Cambiarlo
letter-stop = No enviar más
desk-mail = Mensajes con problemas

## What came before a story or an article

background-head = Del archivo
background-title = Del archivo: { $headline }
background-empty = No se conserva nada anterior sobre estas personas, lugares y temas.

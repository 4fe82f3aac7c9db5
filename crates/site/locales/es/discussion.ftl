## Debates

discussion-head = Debate
discussion-feed = Canal
discussion-feed-of = de este debate
discussion-none = Aún no hay comentarios
discussion-order = Orden de los comentarios
discussion-oldest = Más antiguos
discussion-newest = Más recientes
discussion-best = Más recomendados
discussion-only-you = Solo usted ve esto hasta que un moderador lo revise.
discussion-more = Más comentarios
discussion-more-replies = { $count ->
    [one] { $count } respuesta más
   *[other] { $count } respuestas más
}
discussion-replies = { $count ->
    [one] { $count } respuesta
   *[other] { $count } respuestas
}
discussion-on = sobre { $subject }
discussion-sign-in-to = { $sign-in } para participar.
discussion-sign-in = Inicie sesión

comment-by = Comentario de { $author }
comment-alone = Comentario
comment-edited = editado
comment-recommended = { $count ->
    [one] { $count } recomendación
   *[other] { $count } recomendaciones
}
comment-folded = De un lector al que ha bloqueado
comment-waiting = A la espera de un moderador.
comment-removed = Retirado por un moderador.
comment-deleted = Eliminado por su autor.

comment-recommend = Recomendar
comment-recommend-whose = Recomendar el comentario de { $author }
comment-unrecommend = Recomendado: deshacer
comment-unrecommend-whose = Recomendado: deshacer para el comentario de { $author }
comment-reply = Responder
comment-reply-whose = Responder a { $author }
comment-change = Cambiar
comment-change-whose = Cambiar su comentario
comment-delete = Eliminar
comment-delete-whose = Eliminar su comentario
comment-flag = Denunciar
comment-flag-whose = Denunciar el comentario de { $author }
comment-replies-to = { $replies } a { $author }

composer-comment = Su comentario
composer-post = Publicar
composer-reply-to = Su respuesta a { $author }
composer-reply-head = Su respuesta
composer-reply = Responder
composer-change-head = Cambiar su comentario
composer-change = Dejarlo así
composer-hint = Hasta { NUMBER($count) } caracteres. Puede usar *énfasis*, **negrita**, > una cita, una lista o una dirección.
composer-waits = Un moderador lo revisa antes de publicarlo.
composer-unsent = Lo que ha escrito, para que lo conserve

ban-you = Aquí puede leer, pero no escribir. El motivo de los moderadores: { $why }
ban-you-until = Hasta el { $until } puede leer aquí, pero no escribir. El motivo de los moderadores: { $why }
ban-what-now = Qué puede hacer

compose-not-signed-in = Su sesión ya no está abierta. Conserve lo que ha escrito, inicie sesión y envíelo de nuevo.
compose-old-form = El formulario era demasiado antiguo. Envíelo otra vez.
compose-empty = Todavía no hay nada escrito.
compose-too-long = Un comentario tiene como máximo { NUMBER($most) } caracteres, y este tiene { NUMBER($count) }. Acórtelo y envíelo de nuevo.
compose-too-many = Ha publicado { NUMBER($comments) } comentarios en { NUMBER($minutes) } minutos, que son todos los posibles. Espere unos minutos y envíe este de nuevo.
compose-parent-gone = Aquello a lo que responde se ha retirado entretanto, así que no puede añadirse nada.
compose-busy = La base de datos estaba ocupada por un momento. Envíelo otra vez.

## La página de un comentario

comment-head = Comentario
comment-title = Comentario de { $author } sobre { $subject }
comment-place = sobre { $subject }, entre { $all }
comment-all = todos los comentarios
comment-and-replies = Comentario y respuestas
comment-parent = En respuesta a
comment-this = El comentario
comment-waits = Un moderador aún debe revisarlo. Hasta entonces solo lo ven su autor y los moderadores.
comment-removed-why = Retirado por un moderador: { $why }
comment-what-was-removed = Lo que se retiró
comment-unblock = Desbloquear a { $author }
comment-block = Bloquear a { $author }: plegar para mí lo que escriba
comment-replies-head = Respuestas
comment-more-replies = Más respuestas
comment-gone = Este comentario fue eliminado por su autor o retirado por un moderador.
comment-cannot-vote = No se pueden recomendar los comentarios propios ni los que ya no están.
comment-cannot-block = No puede bloquear a este lector: es usted mismo, o ya bloquea a demasiados.
comment-banned = Está vetado por ahora: puede leer aquí, pero no participar.
comment-too-late = Un comentario puede cambiarse durante los 15 minutos siguientes a su publicación. Aún puede eliminarlo o completarlo con una respuesta.
comment-delete-title = ¿Eliminarlo?
comment-delete-head = ¿Eliminar su comentario?
comment-delete-meaning = Sus palabras desaparecen para siempre, aquí y en la base de datos. Las respuestas se quedan donde están.
comment-delete-it = Eliminarlo

## Denunciar un comentario

flag-head = Denunciar un comentario
flag-note = Lo revisa un moderador. Solo los moderadores ven quién lo ha denunciado.
flag-what = ¿Qué tiene de malo?
flag-words = En pocas palabras
flag-it = Denunciarlo
flag-spam = Hace publicidad
flag-abuse = Insulta, amenaza o incita al odio
flag-off-topic = No tiene que ver con el asunto
flag-other = Otra cosa, que explico abajo
flag-no-reason = Elija un motivo.
flag-no-words = Diga en pocas palabras qué tiene de malo.
flag-too-long = Como máximo, 500 caracteres.
flag-cannot = No se pueden denunciar los comentarios propios ni los que ya no están.
flag-too-many = Ha denunciado 20 comentarios en una hora. Espere un rato y envíelo de nuevo.
flag-thanks-head = Gracias
flag-thanks = Un moderador revisará el comentario. Lo que se decida estará entre las decisiones, a la vista de todos.

subject-article = un artículo
subject-story = una noticia
feed-comment = { $author } sobre { $subject }

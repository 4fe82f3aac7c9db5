## La mesa de los moderadores

moderation-head = Moderación
moderation-appeals = Recursos
moderation-what-was-removed = Lo que se retiró
moderation-answer = Su respuesta
moderation-grant = Revocar la decisión
moderation-let-stand = Mantener
moderation-let-stand-whose = Mantener el comentario de { $author }
moderation-not-yours = Esto lo decidió usted, así que responde otro moderador.
moderation-flagged = Denunciados
moderation-nothing-flagged = No hay nada denunciado.
moderation-flagged-by = denunciado por { $reader }
moderation-waiting = A la espera de publicación
moderation-nothing-waits = No hay nada a la espera.
moderation-more-wait = Más a la espera
moderation-publish = Publicar
moderation-publish-whose = Publicar el comentario de { $author }
moderation-remove = Retirar
moderation-remove-it = Retirarlo
moderation-remove-whose = Retirar el comentario de { $author }
moderation-refuse = Rechazar
moderation-refuse-it = Rechazarlo
moderation-refuse-whose = Rechazar el comentario de { $author }
moderation-why = Por qué
moderation-why-removed = Por qué se retira
moderation-why-hint = Todos leen esto entre las decisiones. No repita lo que se dijo.
moderation-ban-author = Vetar a su autor
moderation-for-moderators = Para moderadores
moderation-before-change = Antes de cambiarse:
moderation-until = hasta { $when }
moderation-decided = Decidido últimamente
moderation-public = Lo que ven todos
moderation-nothing-decided = Todavía no se ha decidido nada.
moderation-taken-back = revocada
moderation-premoderation = Qué comentarios esperan a un moderador
moderation-keep-this = Dejarlo así
premoderation-everything = Todos, salvo los de los moderadores
premoderation-new-readers = Los de lectores nuevos, hasta que se hayan publicado tres suyos
premoderation-nothing = Ninguno: todos se publican al momento
premoderation-choose = Elija qué comentarios esperan.
flagged-spam = publicidad
flagged-abuse = ofensivo
flagged-off-topic = fuera de tema
flagged-other = otro motivo

moderation-answer-length = La respuesta a un recurso tiene entre 1 y 1000 caracteres.
moderation-decided-meanwhile = Entretanto lo ha decidido otra persona, o su autor ha eliminado el comentario.
moderation-say-why = Diga por qué: todos leen el motivo entre las decisiones.
moderation-why-length = Un motivo tiene como máximo 300 caracteres.

## Vetar

ban-title = Vetar a un lector
ban-head = Vetar a { $name }
ban-note = Podrá seguir leyendo, pero no escribir. Todos leen entre las decisiones que se vetó a un lector, por cuánto tiempo y por qué; no a quién.
ban-how-long = ¿Por cuánto tiempo?
ban-for-good = para siempre
ban-days = { $days ->
    [one] por un día
   *[other] por { $days } días
}
ban-them = Vetar
ban-choose = Elija por cuánto tiempo.
ban-not-yours = Solo el responsable puede vetar esa cuenta, y nadie la propia.

## El registro público de decisiones

decisions-head = Decisiones
decisions-note = Lo que los moderadores han decidido sobre comentarios y sus autores, y por qué. Quien se vea afectado puede recurrir una vez.
decisions-empty = No se ha retirado nada ni se ha vetado a nadie.
decisions-earlier = Decisiones anteriores
decision-approve = Se publicó un comentario.
decision-keep = Se mantiene un comentario denunciado.
decision-refuse = No se publicó un comentario.
decision-remove = Se retiró un comentario.
decision-ban = { $days ->
    [one] Se vetó a un lector por un día.
   *[other] Se vetó a un lector por { $days } días.
}
decision-ban-for-good = Se vetó a un lector para siempre.
decision-on = Era sobre { $subject }.
decision-by = { $role ->
    [owner] por el responsable
    [editor] por la redacción
    [moderator] por un moderador
   *[reader] por un lector
}
decision-taken-back = { $role ->
    [owner] revocada por el responsable
    [editor] revocada por la redacción
    [moderator] revocada por un moderador
   *[reader] revocada por un lector
} { $when }
decision-undo-head = ¿Revocarla?
decision-undo-approve = El comentario vuelve a esperar a un moderador, y nadie más lo ve.
decision-undo-keep = Sus denuncias vuelven a estar abiertas.
decision-undo-remove = El comentario vuelve a estar como estaba, y se informa a su autor.
decision-undo-ban = El lector puede volver a escribir.
decision-cannot-undo = Esto ya no puede revocarse: ya se hizo, o el comentario ha cambiado desde entonces.

## Recursos

appeal-head = Recurso
appeal-about = { $what } El motivo: { $why }
appeal-words = Por qué debería revocarse
appeal-hint = Puede recurrir una vez. Solo lo leen los moderadores.
appeal-send = Enviarlo
appeal-already = Ya ha recurrido.
appeal-not-possible = Ya ha recurrido, o la decisión se revocó.
appeal-length = Un recurso tiene entre 1 y 1000 caracteres.
appeal-thanks-head = Gracias
appeal-thanks = Su recurso está ante los moderadores. Si hay más de uno, responde otro distinto del que decidió; encontrará la respuesta entre sus avisos.
appeal-open = recurrida, aún sin respuesta
appeal-granted = { $role ->
    [owner] recurso estimado por el responsable
    [editor] recurso estimado por la redacción
    [moderator] recurso estimado por un moderador
   *[reader] recurso estimado por un lector
}
appeal-refused = { $role ->
    [owner] recurso desestimado por el responsable
    [editor] recurso desestimado por la redacción
    [moderator] recurso desestimado por un moderador
   *[reader] recurso desestimado por un lector
}

## Avisos

notices-head = Avisos
notices-empty = Nada todavía. Cuando alguien le responda, estará aquí.
notices-new = Nuevo
notices-earlier = Avisos anteriores
notice-on = { $what } ({ $subject })
notice-reply = { $author } le ha respondido
notice-approved = Su comentario se ha publicado
notice-removed = Un moderador ha retirado su comentario
notice-refused = Su comentario no se ha publicado
notice-restored = Su comentario vuelve a estar ahí: se ha revocado su retirada
notice-banned = { $days ->
    [one] Está vetado por un día: puede leer aquí, pero no escribir
   *[other] Está vetado por { $days } días: puede leer aquí, pero no escribir
}
notice-banned-for-good = Está vetado para siempre: puede leer aquí, pero no escribir
notice-appeal-granted = Su recurso se ha estimado
notice-appeal-refused = Su recurso se ha desestimado
notice-somebody = Alguien
notice-read-answer = Leer y responder
notice-see-comment = Ver su comentario

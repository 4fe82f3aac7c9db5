## Corregir noticias

corrections-head = Correcciones
corrections-note = Lo que las personas han decidido sobre noticias que encontró la máquina, y por qué. Su palabra prevalece.
corrections-empty = Todavía no se ha corregido nada.
corrections-earlier = Correcciones anteriores
correction-merged = { $by } ha unido { $story } a { $into }
correction-renamed = { $by } ha cambiado el nombre de { $story } por { $into }
correction-split = { $by } ha separado { $count ->
    [one] { $count } artículo
   *[other] { $count } artículos
} de { $story } como { $into }
correction-moved = { $by } ha trasladado { $count ->
    [one] { $count } artículo
   *[other] { $count } artículos
} de { $story } a { $into }
correction-taken-back = revocada por { $by } { $when }
correction-undo-head = ¿Revocarla?
correction-undo-meaning = Cada artículo vuelve a donde estaba, y el nombre es el de antes.
correction-cannot-undo = Esto ya no puede revocarse: ya se hizo, o una corrección posterior se apoya en ello. Revoque antes la posterior.

## El formulario

correct-head = Corregir una noticia
correct-why = Por qué
correct-why-hint = Figura en el { $log }. Cada paso muestra antes su resultado, y puede revocarse.
correct-public-log = registro público
correct-name = Nombre
correct-headline = Titular
correct-rename = Cambiar el nombre
correct-other = Otra noticia
correct-address = Su dirección o número
correct-or-address = o por su dirección o número
correct-merge = Unir esta noticia a ella
correct-articles = Artículos
correct-split = Separar lo marcado como noticia
correct-move = Trasladar lo marcado a la otra noticia
correct-choice = { $facts }, { $when }
correct-changed = Las noticias han cambiado entretanto. Mírelas de nuevo.
correct-say-why = Diga por qué, en pocas palabras: figura en el registro público.
correct-tick = Marque al menos un artículo.
correct-same = La otra noticia es esta misma.
correct-choose-other = Elija la otra noticia, o escriba su dirección o número.
correct-write-headline = Escriba otro titular.
correct-all-leave = Si se van todos los artículos, no se separa nada: deje al menos uno sin marcar.
correct-choose = Elija qué debe corregirse.
correct-nothing = El formulario no dice nada que pueda hacerse.

## Cuál sería el resultado

preview-rename = ¿Cambiar el nombre de esta noticia?
preview-renamed = «{ $headline }» se llamará en adelante «{ $new }».
preview-merge = ¿Unir estas noticias?
preview-merged = «{ $headline }» pasa a «{ $other }»: una noticia de { $count ->
    [one] { $count } artículo
   *[other] { $count } artículos
}.
preview-merged-address = Quien siga su dirección, { $path }, llegará allí.
preview-split = ¿Dividir esta noticia?
preview-split-off = { $leaving ->
    [one] { $leaving } artículo dejará
   *[other] { $leaving } artículos dejarán
} «{ $headline }» por una noticia nueva; { $staying ->
    [one] se quedará { $staying } artículo
   *[other] se quedarán { $staying } artículos
}.
preview-split-lasts = Las dos noticias no vuelven a unirse.
preview-move = ¿Trasladar estos artículos?
preview-moved = { $leaving ->
    [one] { $leaving } artículo
   *[other] { $leaving } artículos
} de «{ $headline }» irán a «{ $other }».
preview-none-stays = No se queda ninguno: { $path } lleva allí.
preview-moved-stay = { $staying ->
    [one] Se quedará { $staying } artículo
   *[other] Se quedarán { $staying } artículos
}, y las dos noticias no se unen.
preview-log = El registro público dirá: «{ $why }»
preview-do = Hacerlo

## Claves con las que leen los programas

tokens-head = Claves de API
tokens-note = Con una clave, un programa lee lo que es suyo y nada más: no puede cambiar nada y nunca ve su contraseña.
tokens-made = Dé ahora esta clave a su programa. No volverá a mostrarse.
tokens-yours = Sus claves
tokens-none = No tiene ninguna.
tokens-made-at = creada el { $when }
tokens-last-used = último uso: { $when }
tokens-not-used = aún sin usar
tokens-expired = caducó el { $when }
tokens-until = hasta el { $when }
tokens-revoke = Revocar
tokens-revoke-which = Revocar { $name }
tokens-make-head = Crear una
tokens-for-program = Para qué programa
tokens-good-for = Sirve para
tokens-hold = Vale
tokens-make = Crearla
tokens-what-opens = Qué abre
tokens-how = Un programa la envía como { $header } y la clave; un lector de canales que pide nombre y contraseña la admite como contraseña, con cualquier nombre.
tokens-in-short = Con una, un programa lee sus propios canales o recoge lo que ha escrito.
tokens-change = Cambiar
tokens-count = { $count ->
    [0] ninguna
    [one] { $count }
   *[other] { $count }
}
scope-read = Leer sus canales: lo que sigue, guarda y destaca
scope-export = Recoger lo que ha escrito
scope-metrics = Leer las mediciones de esta instalación, en /metrics
tokens-for-good = Hasta que se revoque
tokens-for-a-year = Un año
tokens-for-days = { $days ->
    [one] Un día
   *[other] { $days } días
}
tokens-no-name = Dé un nombre a la clave, para que luego sepa qué programa la tiene.
tokens-no-scope = Elija para qué sirve la clave.
tokens-owner-only = Solo las claves del responsable leen las mediciones.
tokens-no-days = Elija por cuánto tiempo vale la clave.
tokens-too-many = Tiene 50 claves, que son todas las posibles. Revoque antes alguna.

token-unknown = Esta clave no se conoce aquí: ha caducado, se ha revocado o está mal escrita.
token-lacks-scope = Esta clave no puede hacerlo: le falta el permiso «{ $scope }». Cree una que lo tenga.
token-none = Esto es solo para su lector: inicie sesión o envíe una clave de API suya.

feed-following = { $site }: lo que sigue
feed-saved = { $site }: guardados
feed-starred = { $site }: destacados

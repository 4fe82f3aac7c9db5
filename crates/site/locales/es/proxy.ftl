## Iniciar sesión mediante un proxy delante del sitio

proxy-known = El proxy que está delante de este sitio le conoce como «{ $name }». Ya existe una cuenta con ese nombre: inicie sesión en ella una vez y quedarán unidas.
proxy-leaving = El proxy que está delante de este sitio ha iniciado su sesión como { $name }, y seguirá abierta hasta que la cierre allí.
proxy-sign-out = Cerrar sesión allí
account-by-proxy = mediante el proxy delante de este sitio
account-no-password = Todavía no tiene: inicia sesión de otro modo. Con una, también podrá hacerlo con nombre y contraseña.
account-set-password = Establecerla

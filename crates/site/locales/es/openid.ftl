## Iniciar sesión mediante un proveedor de OpenID

openid-sign-in = Iniciar sesión con { $provider }
openid-connect = Conectar con { $provider }
openid-connect-note = Inicie sesión allí y volverá aquí. Desde entonces podrá iniciar sesión en esta cuenta con { $provider }.
openid-go-on = Continuar a { $provider }
openid-connect-title = Conectar
openid-elsewhere = Conocido en otros sitios
openid-proxy = El proxy delante de este sitio
openid-since = desde el { $when }
openid-last-used = último uso: { $when }
openid-part = Desconectar
account-by-openid = con OpenID
account-by-openid-and-code = con OpenID y código
openid-away = No se puede llegar al proveedor, o su respuesta no es válida. Inténtelo de nuevo dentro de un rato o use su contraseña.
openid-too-long = Ha tardado demasiado o se inició en otro navegador. Inténtelo otra vez.
openid-taken = Eso ya está conectado con otra cuenta.
openid-not-let-in = El proveedor no le ha dejado entrar.
openid-unknown = Aquí no se conoce a nadie así. Si tiene una cuenta, inicie sesión de otro modo y conéctela en su página.
openid-namesakes = Demasiadas cuentas tienen ese nombre. Pida una a quien gestiona este sitio.
openid-last-way = Establezca antes una contraseña o añada una llave de acceso: de lo contrario ya no podría iniciar sesión.

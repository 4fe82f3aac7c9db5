## Llaves de acceso

passkeys-head = Llaves de acceso
passkeys-note = Una llave de acceso le permite iniciar sesión con lo que desbloquea su dispositivo, un dedo o un PIN: sin nombre, sin contraseña, nada que pueda entregarse a otros.
passkeys-added = añadida el { $when }
passkeys-last-used = último uso: { $when }
passkeys-not-used = aún sin usar
passkeys-new-name-of = Nuevo nombre de { $name }
passkeys-rename = Cambiar el nombre
passkeys-remove = Quitar
passkeys-need-script = Para añadir una hace falta un navegador que conozca las llaves de acceso, con los scripts activados.
passkeys-failed = No ha funcionado. Vuelva a cargar la página e inténtelo otra vez.
passkeys-known = Este dispositivo ya tiene una llave de acceso para su cuenta.
passkeys-name = Nombre de la nueva llave
passkeys-name-hint = Para que la reconozca: «Teléfono azul». Si lo deja vacío, se llama como este navegador.
passkeys-add = Añadir una llave de acceso
account-by-passkey = con llave de acceso

passkeys-no-https = Las llaves de acceso no funcionan en esta dirección: debe empezar por https.
passkeys-only-at = Las llaves de acceso pertenecen a un nombre, no a un número. En este equipo, abra { $address }.
passkeys-nowhere = Aquí no pueden usarse llaves de acceso: los navegadores las reservan para direcciones que empiezan por https. Quien gestiona este sitio puede configurar una.
passkeys-too-late = Ha tardado demasiado. Añada la llave otra vez.
passkeys-unusable = El navegador no ha creado una llave que pueda usarse aquí. Pruebe con otro dispositivo.
passkeys-too-many = Esa llave ya se conoce, o tiene 20, que son todas las posibles.
passkey-too-late = Ha tardado demasiado. Inténtelo otra vez.
passkey-no-answer = La respuesta del navegador no era una llave de acceso. Inténtelo otra vez o use su contraseña.
passkey-unknown = Esa llave no se conoce aquí, o ya no. Use su contraseña u otra llave.
passkey-wrong = Esa llave no encaja. Inténtelo otra vez o use su contraseña.
passkey-twice = Esa llave se ha usado en otro lugar en el mismo momento. Inténtelo otra vez.
passkey-sign-in = Iniciar sesión con una llave de acceso
passkey-failed = No ha funcionado. Inténtelo otra vez o use su contraseña.

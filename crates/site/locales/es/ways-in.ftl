## Formas de iniciar sesión además de la contraseña

ways-in-head = Formas de iniciar sesión
second-step = Segundo paso
second-step-state-on = activado
second-step-state-off = desactivado
second-step-since = desde el { $when }
second-step-in-short = Tras la contraseña se pide un código de una aplicación de su teléfono.
second-step-change = Cambiar
second-step-set-up = Configurar
recovery-codes-left = { $count ->
    [one] queda { $count } código de recuperación
   *[other] quedan { $count } códigos de recuperación
}
account-by-password = con contraseña
account-by-password-and-code = con contraseña y código

second-step-note = Con él, una contraseña sola no abre nada: en cada inicio de sesión se pide un código que genera una aplicación de su teléfono.
second-step-need = Necesita una aplicación de autenticación: la mayoría de los gestores de contraseñas lo son, y hay muchas para teléfonos. Las llaves de acceso no necesitan este paso.
second-step-back = Volver a la cuenta
second-step-show = 1. Muestre esto a la aplicación
second-step-qr = Código QR del secreto de abajo
second-step-on-device = En el propio dispositivo con la aplicación: { $link }. O escriba este secreto; es de los que cambian con el tiempo:
second-step-open-there = ábralo allí
second-step-type = 2. Escriba el código que muestra
second-step-code = Código
second-step-switch-on = Activarlo
second-step-leave-off = Dejarlo desactivado
second-step-is-on = Está activado
second-step-few = Quedan pocos códigos de recuperación. Genere otros nuevos, para que perder el teléfono no le deje fuera.
second-step-proof = Su contraseña o un código
second-step-renew = Generar nuevos códigos de recuperación
second-step-switch-off = Desactivarlo
second-step-codes = Sus códigos de recuperación
second-step-codes-note = El segundo paso está activado. Guarde estos códigos donde los encuentre sin su teléfono, en papel o en un gestor de contraseñas: solo se muestran esta vez. Cada uno le permite iniciar sesión una vez.
second-step-kept = Los he guardado
second-step-wrong-first = Ese no es el código de este momento. Si persiste, compruebe el reloj del dispositivo con la aplicación.
second-step-wrong-proof = Eso no es ni su contraseña ni un código válido.
second-step-wrong = Ese código no es correcto o ya se ha usado. Mire de nuevo la aplicación: genera uno nuevo cada medio minuto.
second-step-locked = { $minutes ->
    [one] Demasiados códigos eran incorrectos. Espere un minuto, o use uno de sus códigos de recuperación.
   *[other] Demasiados códigos eran incorrectos. Espere { $minutes } minutos, o use uno de sus códigos de recuperación.
}
second-step-end-of = Quitar el segundo paso

login-code-note = Hasta aquí todo es correcto. Ahora, el código que muestra su aplicación de autenticación.
login-code-hint = Seis cifras. Sin la aplicación a mano, también sirve, una vez, uno de sus códigos de recuperación.
login-code-lost = ¿Ha perdido ambos? Quien gestiona este sitio puede quitar el segundo paso de su cuenta.
login-otherwise = Iniciar sesión de otro modo
login-again = Inició sesión hace más de una hora. Para esto, vuelva a iniciarla.

## Iniciar sesión y crear una cuenta

login-note = Inicie sesión para ver esa página.
login-wrong = El nombre o la contraseña no son correctos.
login-suspended = Esta cuenta está suspendida. Quien gestiona este sitio puede decirle por qué y readmitirle.
logout = Cerrar sesión
logout-as = Ha iniciado sesión como { $name }.
account-name = Nombre
account-password = Contraseña
password-hint = Al menos { NUMBER($count) } caracteres. Unas cuantas palabras seguidas son fáciles de recordar y difíciles de adivinar.

join-head = Crear una cuenta
join-create = Crearla
join-instead = Iniciar sesión en su lugar
join-note = Con una cuenta conserva lo que lee, destaca y guarda, y sigue lo que elija.
join-invited = { $role ->
    [owner] { $by } le invita como responsable.
    [editor] { $by } le invita a la redacción.
    [moderator] { $by } le invita a moderar.
   *[reader] { $by } le invita a leer aquí.
}
join-used = Esta invitación ya se ha usado, se ha retirado o era demasiado antigua. Pida otra.
join-closed = Aquí las cuentas se dan por invitación. Pídala a quien gestiona este sitio.
join-none = Por el momento no se crean cuentas aquí.
join-taken = Este nombre ya está en uso. Elija otro.

setup-head = Bienvenida
setup-note = Elija el nombre y la contraseña del responsable de esta instalación. Quien los tenga decide qué se sigue.
setup-begin = Empezar
setup-over = Esta instalación ya tiene responsable; el enlace ha cumplido su función.
setup-expired = Este enlace ya se ha usado o ha caducado. Vuelva a iniciar Dateline para obtener otro.

problem-name-length = El nombre debe tener entre 1 y 64 caracteres.
problem-name-unseen = El nombre no debe contener caracteres que no se ven.
problem-password-short = La contraseña debe tener al menos 10 caracteres.
problem-password-long = La contraseña es demasiado larga.
problem-password-name = La contraseña no debe ser el nombre.

## La cuenta propia

account-tab = Cuenta
account-comments-tab = Sus comentarios
account-notices-tab = Avisos
account-role = { $role ->
    [owner] Usted es el responsable de este sitio.
    [editor] Usted forma parte de la redacción.
    [moderator] Usted es moderador aquí.
   *[reader] Usted es lector aquí.
}
account-signed-in = Sesiones abiertas
account-this-session = esta
account-since = desde el { $when }
account-seen = última actividad: { $when }
account-sign-out-there = Cerrarla allí
account-sign-out-here = Cerrar sesión aquí
account-sign-out-elsewhere = Cerrar todas las demás
account-browser = { $browser } en { $system ->
    [iphone] un iPhone
    [ipad] un iPad
    [android] Android
    [windows] Windows
    [mac] un Mac
   *[linux] Linux
}
account-system = { $system ->
    [iphone] un iPhone
    [ipad] un iPad
    [android] Android
    [windows] Windows
    [mac] un Mac
   *[linux] Linux
}
account-unknown-browser = Un navegador desconocido
account-present-password = Contraseña actual
account-new-password = Contraseña nueva
account-new-password-hint = Al menos { NUMBER($count) } caracteres. Se cierran todas las demás sesiones.
account-change-password = Cambiarla
account-wrong-present-password = Esa no es su contraseña actual.
account-no-session = No hay ninguna sesión con ese nombre.
account-leave = Llevárselo, o marcharse
account-export-all = Lo que ha escrito aquí, en un archivo: { $link }.
account-export = sus comentarios en JSON
account-end = Eliminar esta cuenta

## Lo que ha escrito un lector

own-words-head = Sus comentarios
own-words-empty = Todavía no ha escrito nada. Debajo de cada artículo y de cada noticia está su debate.
own-words-on = sobre { $subject }
own-words-export = Todo en JSON
own-words-earlier = Comentarios anteriores
own-words-blocked = A quién ha bloqueado
own-words-blocked-hint = La página de cualquiera de sus comentarios tiene un botón para deshacerlo.

end-head = Eliminar su cuenta
end-note = Desaparece lo que ha leído, guardado, destacado y seguido, así como sus recomendaciones, denuncias y avisos. No puede recuperarse.
end-export = Llévese antes sus comentarios.
end-comments = ¿Qué debe ser de sus comentarios?
end-keep = Se quedan, sin su nombre: «un antiguo lector»
end-erase = Se elimina cada palabra; donde otros respondieron queda un lugar vacío
end-password = Su contraseña
end-delete = Eliminar mi cuenta
end-keep-it = Conservarla
end-owner = La cuenta del responsable no puede eliminarse: alguien tiene que cuidar la casa.
end-choose = Elija qué debe ser de sus comentarios.
end-wrong-password = Esa no es su contraseña.
end-gone-head = Adiós
end-gone = Su cuenta se ha eliminado, con todo lo que guardaba.

## La mesa de las cuentas

role = { $role ->
    [owner] responsable
    [editor] redacción
    [moderator] moderador
   *[reader] lector
}
readers-head = Lectores
readers-link = Envíe este enlace a quien invita. Sirve una vez, durante una semana, y no vuelve a mostrarse.
readers-accounts = Cuentas
readers-since = desde el { $when }
readers-suspended = suspendida el { $when }
readers-role-of = Función de { $name }
readers-change-role = Cambiar función
readers-admit = Readmitir
readers-suspend = Suspender
readers-more = Más cuentas
readers-invite = Invitar
readers-for-whom = Para quién
readers-for-whom-hint = Solo lo ve usted.
readers-as = Como
readers-write-invitation = Escribir una invitación
readers-invitation = { $role ->
    [owner] Para el responsable
    [editor] Para la redacción
    [moderator] Para un moderador
   *[reader] Para un lector
}
readers-invitation-note = { $role ->
    [owner] Para el responsable: { $note }
    [editor] Para la redacción: { $note }
    [moderator] Para un moderador: { $note }
   *[reader] Para un lector: { $note }
}
readers-until = hasta el { $when }
readers-withdraw = Retirarla
readers-who = Quién puede crear una cuenta
readers-keep-this = Dejarlo así
registration-open = Cualquiera que venga, como lector
registration-invited = Quien yo invite
registration-closed = Por ahora nadie, ni con invitación
readers-not-yours = Solo el responsable puede hacer esto con esa cuenta.
readers-role-stays = La función de esa cuenta no cambia.
readers-choose = Elija quién puede crear una cuenta.
readers-no-role = Una cuenta puede ser de un lector, de un moderador o de la redacción.

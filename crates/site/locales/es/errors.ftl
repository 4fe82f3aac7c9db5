## Cuando una página no puede mostrarse

error-not-found-head = Aquí no hay nada
error-not-found = No hay ninguna página en esta dirección. Quizá esté mal escrita, o lo que había aquí era demasiado antiguo para conservarlo.
error-gone-head = Ya no está aquí
error-bad-request-head = Esto no puede responderse
error-forbidden-head = No permitido
error-too-many-head = Demasiados intentos
error-too-many = Ha habido demasiados intentos desde aquí. Espere unos minutos y vuelva a intentarlo.
error-busy-head = Demasiado ocupado por el momento
error-busy = La base de datos está ocupada. Vuelva a cargar la página dentro de unos segundos.
error-inside-head = Algo ha fallado aquí
error-inside = No se ha podido crear la página. La causa figura en el registro del servidor.
error-method-head = Esto no puede hacerse aquí
error-method = Esta dirección no admite ese tipo de petición.
error-to-front = Ir a la portada

error-moderators-only = Esta página es para los moderadores del sitio. Inicie sesión como tal y vuelva después.
error-owner-only = Esta página es para el responsable del sitio. Inicie sesión como tal y vuelva después.
error-editors-only = Esta página es para la redacción del sitio. Inicie sesión como tal y vuelva después.
error-nothing-asked = El formulario no pide nada que pueda hacerse aquí.
error-cursor = La dirección no señala ningún lugar de esta lista. Vaya al principio y avance desde allí.
error-old-form = El formulario era demasiado antiguo. Vuelva atrás, cargue de nuevo la página y envíelo otra vez.
error-other-site = Esta petición procede de otro sitio y se ha rechazado.

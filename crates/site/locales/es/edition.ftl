## Ediciones: los idiomas de las noticias y un país cuyas noticias van primero

edition-head = Edición
edition-note = La portada, lo último y las secciones muestran las noticias de su edición.
edition-is = Edición: { $edition }
edition-all-languages = todos los idiomas
edition-change = Cambiar
edition-change-long = Cambiar la edición
edition-langs = Idiomas de las noticias
edition-langs-hint = Si no se elige ninguno, se muestran noticias en todos los idiomas.
edition-no-langs = Aún no ha llegado nada. Después estarán aquí los idiomas de las noticias.
edition-home = País propio
edition-home-hint = Lo que se cuenta de él encabeza la portada.
edition-no-home = Ninguno
edition-keep = Mostrar esta edición
edition-forget = Mostrar todo
edition-empty = Aún no ha llegado nada de esta edición.
edition-all-of = Todo sobre { $country }

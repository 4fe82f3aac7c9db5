## Lo que hace el sitio para no dejar fuera a nadie

accessibility-head = Accesibilidad
accessibility-claim = Este sitio está hecho para cumplir las Pautas de Accesibilidad para el Contenido Web 2.2, nivel AA.
accessibility-done = Lo que se ha hecho
accessibility-plain = Todo se puede leer y hacer sin scripts (salvo las llaves de acceso, la lectura en voz alta y la lectura sin conexión), solo con el teclado y con el texto ampliado cuatro veces.
accessibility-marked = Los títulos, las zonas, los idiomas y los estados están marcados para los lectores de pantalla; un titular en otro idioma dice en cuál.
accessibility-fingers = Lo que se toca mide al menos 24 píxeles de alto o está apartado de lo que lo rodea.
accessibility-still = Nada se mueve por sí solo: los artículos nuevos se anuncian y esperan.
accessibility-choose = El tamaño del texto, la tipografía, el ancho y el modo claro u oscuro los elige usted: { $link }.
accessibility-checks = Cómo se comprueba
accessibility-checked = Antes de cada versión, un programa contrasta las páginas, en claro y en oscuro, en pantallas de ordenador y de teléfono, con todos los criterios que un programa puede comprobar, y las recorre con el teclado. Lo que solo puede juzgar una persona lo han juzgado quienes hicieron el sitio, no un auditor.
accessibility-lacks = Lo que se sabe que falta
accessibility-lacking = Los artículos se muestran como los escribieron sus medios: este sitio no describe las imágenes sin pie ni marca las citas en otro idioma.
accessibility-tell = Si algo le impide el paso, dígaselo a quien administra este sitio.

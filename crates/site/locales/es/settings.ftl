## Cómo prefiere leer

foot-settings = Ajustes de lectura
settings-head = Ajustes de lectura
settings-with-account = Se guardan con su cuenta.
settings-in-browser = Se guardan en este navegador.
settings-keep = Guardar
settings-forget = Volver a los ajustes iniciales
settings-language = Idioma
settings-language-auto = El que pida el navegador
settings-theme = Claro u oscuro
settings-theme-auto = Como el dispositivo
settings-theme-light = Claro
settings-theme-dark = Oscuro
settings-size = Tamaño del texto
settings-size-small = Pequeño
settings-size-medium = Mediano
settings-size-large = Grande
settings-size-largest = Muy grande
settings-width = Ancho de los artículos
settings-width-narrow = Estrecho
settings-width-medium = Mediano
settings-width-wide = Ancho
settings-typeface = Letra
settings-typeface-serif = Con remates
settings-typeface-sans = Sin remates
settings-lists = Listas
settings-lists-roomy = Espaciosas
settings-lists-dense = Densas: solo titulares

specimen-headline = El puerto que escucha a sus focas
specimen-standfirst = Cien micrófonos reposan en el fondo de la bahía. Lo que oyen decide, desde esta primavera, a qué velocidad pueden navegar los transbordadores.

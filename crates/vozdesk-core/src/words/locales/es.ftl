## VozDesk en español. Cada clave está también en en.ftl, con los mismos huecos.

# Piezas pequeñas
just-a-name = { $name }
just-a-word = { $word }
just-a-number = { $number }
just-nothing = –
name-and-number = { $name }, { $number }
sentences = { $sentences }
digits-exactly = { $count } cifras
digits-between = de { $fewest } a { $most } cifras

# Números que no se pueden leer
misread-not-a-number = Esto no es un número de teléfono.
misread-no-country = Empiece por + y el prefijo del país, o elija un país.
misread-invalid-country-code = Ningún país tiene este prefijo.
misread-scientific-notation = Una hoja de cálculo ha convertido este número en una cantidad y puede haber perdido cifras. Dé a la columna formato de texto y escriba el número de nuevo.
misread-extension = Una extensión no se puede guardar con el número. Quítela o anótela en las notas.
misread-letters = { $meant } no forma parte de un número. Quítelo, o escríbalo en la etiqueta o en las notas.
misread-date = Esto es una fecha, no un número de teléfono.
misread-several-numbers = Aquí hay más de un número. Escriba solo uno.
misread-block = Esto es un bloque de { $meant } números. Escriba cada uno en una fila propia, o haga que se tome cada uno de ellos.
misread-ambiguous = Puede ser un número de otro país que ha perdido su signo +. Escriba { $meant } si lo es, o el número con su prefijo tal como se marca dentro del país.
misread-too-short = Demasiado corto para { $country }: { $digits }, aquí solo { $found }.
misread-too-long = Demasiado largo para { $country }: { $digits }, aquí { $found }.
misread-invalid-length = { $country } no tiene números de { $found } cifras.
misread-too-short-anywhere = Demasiado corto para un número de teléfono.
misread-too-long-anywhere = Demasiado largo para un número de teléfono.
misread-invalid-length-anywhere = Ningún número de teléfono tiene tantas cifras.

# Textos
text-missing = No puede quedar vacío.
text-too-long = Demasiado largo: { $found } caracteres; caben { $limit }.
text-control-character = Contiene un carácter que no se ve (un carácter de control). Escríbalo de nuevo.
area-code-wrong = Un prefijo local tiene hasta 6 cifras.
extra-numbers-range = Los números adicionales son un número entero de 0 a { $most }.

# Campos
field-id = ID
field-number = Número
field-country = País
field-requested-country = País solicitado
field-requested-area-code = Prefijo local solicitado
field-label = Etiqueta
field-status = Estado
field-notes = Notas
field-inbound-assistant = Asistente de entrada
field-fallback = Destino alternativo
field-outbound-assistant = Asistente de salida
field-caller-id = Número de salida
field-name = Nombre
field-kind = Tipo
field-slots = Lugares
field-role = Función
field-active = Activo
field-greeting = Saludo
field-voice = Voz
field-default-country = País por defecto
field-plan = Plan
field-extra-numbers = Números adicionales
field-platform-name = Plataforma
field-platform-id = ID en la plataforma
field-platform-provider = Proveedor
field-platform-sms = Mensajes de texto
field-platform-cost = Coste mensual (centavos)
field-platform-created = Creado en la plataforma

# Títulos de los cambios
title-added-number = Añadido { $name }
title-saved-number = Guardado { $name }: { $fields }
title-removed-number = Eliminado { $name }
title-added-assistant = Añadido { $name }
title-saved-assistant = Guardado { $name }: { $fields }
title-removed-assistant = Eliminado { $name }
title-added-assistant-with-number = Añadido { $name } con el número { $number }
title-gave-number = { $name } recibió el número { $number }
title-added-campaign = Añadida { $name }
title-saved-campaign = Guardada { $name }: { $fields }
title-removed-campaign = Eliminada { $name }
title-saved-profile = Guardada la oficina: { $fields }
title-imported = Importado { $files }
title-restored = Restaurado el cambio { $change }
title-took-back = Deshecho solo «{ $title }»
title-restored-backup = Restaurada la copia de seguridad de { $at }
title-sample = Oficina de muestra
title-newer = Un cambio hecho por un VozDesk más nuevo

# Consecuencias
consequence-inbound-emptied = { $assistant } deja de atender las llamadas a { $number }; nadie las atiende.
consequence-outbound-emptied = { $assistant } deja de llamar desde { $number }; nadie lo hace.
consequence-inbound-handed-over = { $to } atiende las llamadas a { $number } en lugar de { $from }.
consequence-outbound-handed-over = { $to } llama desde { $number } en lugar de { $from }.
consequence-campaign-removed = La campaña { $campaign } se elimina con él.
consequence-campaign-blocked = La campaña { $campaign } ({ $status }) ya no puede llamar desde su número: { $why }.
consequence-campaign-spoken-by = La campaña { $campaign } ({ $status }) la llevará { $assistant }.
consequence-still-calls-from = { $assistant } todavía puede llamar desde { $number }{ $more ->
    [0] .
    [one] {" "}y uno más.
   *[other] {" "}y { $more } más.
  }
consequence-calls-from-nothing = A { $assistant } no le queda ningún número desde el que llamar.
consequence-still-answers = { $assistant } todavía atiende { $number }{ $more ->
    [0] .
    [one] {" "}y uno más.
   *[other] {" "}y { $more } más.
  }
consequence-answers-nothing = A { $assistant } no le queda ningún número que atender.
consequence-caller-id-stays = La gente sigue viendo { $to }.
consequence-more = Y { $count } más.
consequence-over-allowance = Habrá { $numbers } números; su plan admite { $all }.
consequence-fallback-outside = { $number } sigue desviando a { $to }, que ya no será un número suyo.
consequence-reference-followed = { $number } nombra ahora { $to } en su lugar.
consequence-caller-id-outside = { $number } sigue mostrando { $to }, que ya no será un número suyo: las llamadas devueltas van a otra parte.
consequence-switched-off-fallback = Las llamadas a { $number } van a { $to }.
consequence-switched-off-nobody = Las llamadas a { $number } no llegan a nadie.

# Qué pasa con una llamada
route-answers = Atiende { $assistant }.
route-answers-greeting = Atiende { $assistant }: «{ $greeting }»
route-switched-off = { $assistant } está apagado.
route-switched-off-nobody = { $assistant } está apagado y no hay destino alternativo. Quien llama no encuentra a nadie.
route-unavailable-nobody = No hay destino alternativo. Quien llama no encuentra a nadie.
route-nobody = No atiende ningún asistente. Quien llama no encuentra a nadie.
route-nobody-fallback-unused = No atiende ningún asistente. El destino alternativo no lo cambia: sustituye a un asistente que no está disponible. Quien llama no encuentra a nadie.
route-pending = El número está pendiente y aún no está en servicio.
route-inactive = El número está inactivo y fuera de servicio.
route-not-ours = { $to } no es un número de esta oficina.
route-speaks = Habla { $assistant } y la gente ve { $to }.
route-not-ready = No se puede usar para campañas: { $why }.
route-to-answered = La llamada va a { $place }, donde atiende { $assistant }.
route-to-outside = La llamada va a { $place }, fuera de esta oficina.
route-to-switched-off = La llamada va a { $place }, donde { $assistant } está apagado.
route-to-unavailable = La llamada va a { $place }, donde { $assistant } tampoco está disponible.
route-to-switched-off-nobody = La llamada va a { $place }, donde { $assistant } está apagado y no hay destino alternativo. Quien llama no encuentra a nadie.
route-to-unavailable-nobody = La llamada va a { $place }, donde { $assistant } tampoco está disponible y no hay destino alternativo. Quien llama no encuentra a nadie.
route-to-nobody = La llamada va a { $place }, donde no atiende ningún asistente. Quien llama no encuentra a nadie.
route-to-pending = La llamada va a { $place }, que está pendiente y aún no está en servicio. Quien llama no encuentra a nadie.
route-to-inactive = La llamada va a { $place }, que está inactivo y fuera de servicio. Quien llama no encuentra a nadie.
route-comes-back = La llamada vuelve a { $place } y da vueltas. Nadie la atiende.
route-call-back-answered = Si devuelven la llamada, atiende { $assistant }.
route-call-back-outside = Si devuelven la llamada, llega a { $to }, fuera de esta oficina.
route-call-back-not-ours = Si devuelven la llamada, sale de esta oficina.
route-call-back-nobody = Si devuelven la llamada, no encuentran a nadie.
not-ready-slot-empty = no tiene asistente de salida
not-ready-assistant-inactive = su asistente, { $assistant }, está apagado
not-ready-its-assistant-inactive = su asistente está apagado
not-ready-inactive = está inactivo
not-ready-pending = sigue pendiente

# Hallazgos
severity-error = error
severity-warning = aviso
severity-hint = sugerencia
finding-inbound-unassigned = Ningún asistente atiende este número. Quien llama no encuentra a nadie.
finding-inbound-assistant-inactive = Su asistente, { $assistant }, está apagado y no hay destino alternativo. Quien llama no encuentra a nadie.
finding-inbound-assistant-inactive-unused = Su asistente, { $assistant }, está apagado.
finding-inbound-assistant-inactive-fallback = Su asistente, { $assistant }, está apagado. Las llamadas van a { $to }.
finding-fallback-loop = Su destino alternativo vuelve adonde empezó la llamada: { $chain }. Si no está disponible ninguno de los asistentes del recorrido, la llamada da vueltas y nadie la atiende.
finding-fallback-loop-here = Su destino alternativo vuelve adonde empezó la llamada. Si no está disponible ninguno de los asistentes del recorrido, la llamada da vueltas y nadie la atiende.
finding-campaign-blocked = Llama desde { $place }, que no se puede usar para campañas: { $why }.
finding-over-allowance = Hay { $numbers } números, contando los solicitados; el plan admite { $all }.
finding-fallback-missing = Si { $assistant } no está disponible, nadie atiende la llamada: no hay destino alternativo.
finding-fallback-without-assistant = Su destino alternativo, { $to }, no se usará: no hay asistente asignado al que sustituir.
finding-fallback-ends-nowhere = Si { $assistant } no está disponible, la llamada va a { $place }, y al final no la atiende nadie.
fallback-on-vapi = Vapi solo usa un destino alternativo mientras el número no tiene asistente. Si el asistente no está disponible, no desvía la llamada.
fallback-on-retell = Retell solo usa un destino alternativo en su modo de avería o cuando llaman demasiadas personas a la vez. Si el asistente no está disponible por otra causa, no desvía la llamada.
fallback-on-twilio = Twilio no sabe nada de un destino alternativo puesto aquí. Si el asistente no está disponible, decide lo configurado en Twilio.
fallback-on-elevenlabs = ElevenLabs no tiene destino alternativo. Si el asistente no está disponible, no desvía la llamada.
fallback-on-telnyx = Telnyx no sabe nada de un destino alternativo puesto aquí. Si el asistente no está disponible, decide lo configurado en Telnyx.
finding-backup-folder-missing = La carpeta elegida para las copias de seguridad no está, así que no se hacen copias. Conecte su unidad o elija otra carpeta en Ajustes.
finding-outbound-assistant-inactive = Su asistente de salida, { $assistant }, está apagado. Ninguna campaña puede llamar desde él.
finding-call-back-unanswered = Quien devuelve la llamada a { $to } no encuentra a nadie.
finding-outbound-assistant-without-number = No tiene número desde el que llamar.
finding-kinds-swapped = { $inbound } es un asistente de salida y atiende llamadas; { $outbound } es un asistente de entrada y habla en campañas.
finding-outbound-kind-answers = { $assistant } es un asistente de salida y atiende las llamadas a este número.
finding-inbound-kind-speaks = { $assistant } es un asistente de entrada y habla en campañas.
finding-caller-id-not-ours = La gente ve { $to }, que no está en esta configuración: las llamadas devueltas van a otra parte.
finding-caller-id-country = La gente ve un número de otro país ({ $country }), { $to }.
finding-caller-id-country-unknown = La gente ve un número de otro país, { $to }.
finding-assistant-unassigned = Ningún número lo usa.
finding-number-pending = Su proveedor todavía no lo ha activado.
finding-number-not-in-metadata = El número es posible, pero no está en ningún rango conocido. Revise sus cifras.
finding-label-missing = No tiene etiqueta.
finding-label-duplicate = Otro número tiene también la etiqueta «{ $label }».
mend-switch-on = Activar { $name }
mend-clear-own-fallback = Quitar su destino alternativo
mend-clear-fallback = Quitar el destino alternativo de { $name }
mend-show-itself = Mostrar este número
mend-set-active = Marcar como activo
mend-make-custom = Cambiar { $name } a Personalizado
mend-add-extra = Añadir { $count ->
    [one] 1 número adicional
   *[other] { $count } números adicionales
  }
campaign-draft = borrador
campaign-scheduled = programada
campaign-active = activa
campaign-paused = en pausa
campaign-completed = terminada
# Negativas
refusal-gone = Ya no está: alguien lo ha eliminado.
refusal-invalid = No se ha guardado: hay que revisar { $count } campos.
refusal-invalid-one = { $field }: { $why }
refusal-moved-on = No se ha guardado: { $count ->
    [one] un campo ha
   *[other] { $count } campos han
  } cambiado entretanto.
refusal-moved-on-field = Ha cambiado entretanto.
refusal-fallback-loop = Estos destinos alternativos forman un círculo: { $chain }. Si ninguno de los asistentes está disponible, la llamada da vueltas y nadie la atiende.
requested-is-pending = Un número solicitado está pendiente hasta que se escriban sus cifras.
number-gone = Este número ya no está.
refusal-unknown-field = No hay ningún campo llamado «{ $field }» que se pueda editar.
value-unknown = «{ $found }» no es un valor de este campo.
fault-unknown-assistant = Un puesto de { $number } nombra a un asistente que no existe.
fault-unknown-number = La campaña { $campaign } llama desde un número que no existe.
fault-of-number = { $number }: { $why }
slots-needed = Elija para qué es: atender llamadas, hablar en campañas o ambas cosas.
campaign-needs-ready = { $place } no se puede usar para campañas: { $why }.
fallback-is-itself = Un número no puede ser su propio destino alternativo.
number-taken = { $number } ya está: { $name }.
assistant-gone = Este asistente ya no está.

# El almacén
store-locked-by = Otro VozDesk tiene abierta esta oficina (proceso { $process }). Ciérrelo e inténtelo de nuevo.
store-locked = Otro VozDesk tiene abierta esta oficina. Ciérrelo e inténtelo de nuevo.
store-newer = Esta oficina la ha escrito un VozDesk más nuevo (esquema { $found }; este conoce el { $known }). No se ha cambiado nada. Instale la versión nueva.
store-damaged = El archivo { $path } está dañado y no se ha tocado: { $reason }.
store-no-permission = VozDesk no puede escribir en { $path }. Dé permiso a su usuario o elija otra carpeta.
store-faulty = No se ha guardado: { $why }
store-full = El disco está lleno. No se ha cambiado nada. Haga sitio e inténtelo de nuevo.
store-failed = { $path } no se puede usar: { $reason }.
store-damaged-here = El archivo de esta oficina está dañado y no se ha tocado.
store-no-permission-here = VozDesk no puede escribir el archivo de esta oficina. Dé permiso a su usuario o elija otra carpeta.
store-failed-here = La carpeta de esta oficina no se puede usar.

# Problemas en archivos
type-object = un objeto
type-array = una lista
type-text = texto
type-flag = verdadero o falso
type-null = nada
type-number = un número
type-whole-number = un número entero
problem-wrong-type = Aquí hay { $found }, donde va { $expected }.
problem-missing-value = Aquí hace falta un valor.
problem-empty-file = El archivo está vacío.
problem-too-large = El archivo pasa de { $limit } MiB. Ninguna configuración es tan grande.
problem-utf16 = El archivo es UTF-16. Guárdelo como UTF-8 e inténtelo de nuevo.
problem-not-utf8 = El archivo no es UTF-8: la línea { $line } tiene un carácter en otra codificación. Guárdelo como UTF-8 e inténtelo de nuevo.
problem-too-deep = Hay valores a más de { $limit } niveles unos dentro de otros. Esto no es una configuración.
problem-not-json = Esto no es JSON: no se puede leer a partir de la línea { $line }, columna { $column }. ¿Se cortó el archivo o se editó a mano?
problem-not-text = Este texto contiene medio carácter (un sustituto suelto) y no se puede guardar.
problem-duplicate-key = La clave «{ $key }» está dos veces en un objeto. Solo se lee la primera.
problem-unknown-key = La clave «{ $key }» no se conoce y se pasa por alto.
problem-unknown-value = «{ $found }» no es ninguno de: { $expected }.
problem-unknown-country = «{ $found }» no es un código de país. Hacen falta dos letras, como US o ES.
problem-requested-country = Un número solicitado necesita un país.
problem-bad-id = Un id son de 1 a 64 caracteres ASCII visibles.
problem-not-a-setup = Esto no es una configuración de VozDesk: no lo dice en «format».
problem-wrong-format = Esto no es una configuración de VozDesk: su formato es { $found }.
problem-newer-version = Esta configuración es de un VozDesk más nuevo (versión { $found }; este lee la versión 1). Instale la versión nueva.
problem-wrong-version = No hay versión { $found } del archivo de configuración.
problem-no-version = La configuración no dice su versión.
problem-not-recognised = No se puede saber qué es este archivo por su contenido: no es una configuración, ni una tabla, ni una lista que VozDesk conozca.
problem-not-of-platform = No es una lista de números ni de asistentes de { $platform }.
problem-more-pages = La respuesta dice que hay más de lo que trae. Lo que falta se queda como está.
problem-foreign-file = Esto es { $kind }, y no una configuración, una tabla ni la lista de una plataforma.
problem-foreign-list = Esto es { $kind }. VozDesk lee números de teléfono y asistentes.
problem-empty-list = La lista está vacía y nada en ella dice qué contiene.
problem-one-entry = Es una sola entrada, pedida por separado. Lo demás se queda como está.
problem-at-limit = La lista tiene exactamente { $count } entradas, tantas como la plataforma da de una vez: puede haber más. Lo que falta se queda como está.
foreign-gzip = un archivo comprimido (gzip)
foreign-zip = un archivo comprimido (zip)
foreign-pdf = un PDF
foreign-picture = una imagen
foreign-workbook = un libro de una hoja de cálculo
foreign-database = una base de datos
foreign-page = una página web
foreign-xml = un archivo XML
foreign-binary = un archivo que no es texto
foreign-calls = una lista de llamadas
foreign-squads = una lista de equipos
foreign-workflows = una lista de flujos de trabajo
foreign-tools = una lista de herramientas
foreign-credentials = una lista de credenciales
foreign-files = una lista de archivos
foreign-knowledge = una lista de bases de conocimiento
foreign-chats = una lista de conversaciones
foreign-voices = una lista de voces
foreign-prompts = una lista de instrucciones
foreign-contacts = una lista de contactos
foreign-records = una lista de otros registros
foreign-caller-ids = una lista de identificadores de llamada verificados, que no son números de la oficina
warning-odd-value = Este valor no se puede guardar tal cual y se omite. Lo que había se queda.
warning-sip-number = Una dirección SIP sin cifras no es un número de teléfono y se omite.
warning-nameless-agent = El agente no tiene nombre. Se le llama por su ID.
warning-server-decides = Un servidor decide en cada llamada quién atiende, así que el asistente se queda como está.
problem-incomplete = { $file } dice que hay más de lo que trae, así que no puede sustituir nada. Combínelo o guarde la lista completa.
warning-chat-agent = Este agente chatea y no atiende llamadas, así que se deja fuera.
warning-several-agents = En la plataforma varios asistentes comparten este lugar. Aquí cabe uno, así que se queda como está.
warning-squad = Allí atiende un grupo o un flujo, que aquí no es un asistente. El lugar se queda como está.
warning-fallback-sip = El destino de allí no es un número de teléfono. El destino alternativo se queda como está.
warning-fallback-extension = El destino de allí lleva extensión, que no se puede guardar. El destino alternativo se queda como está.
warning-unknown-status = No se conoce este estado. El estado se queda como está.
problem-unclosed-quote = En la línea { $line } se abre una comilla que no se cierra.
problem-wrong-passphrase = La contraseña no lo abre.
problem-not-decrypted = Está cifrado y no se puede abrir: está dañado o incompleto, o se cifró para una clave en vez de una contraseña.
problem-unknown-columns = No se sabe qué columna tiene los números entre: { $found }. Los encabezados conocidos son: { $expected }. Nombre las columnas a mano.
problem-no-such-column = No hay ninguna columna «{ $column }».
problem-unknown-column = No se conoce la columna «{ $column }» y se pasa por alto.
problem-stray-byte = «{ $found }» tiene un carácter que no es texto en esta codificación. Escríbalo de nuevo o elija la codificación del archivo.
problem-cell-error = La celda contiene el error { $found } de la hoja de cálculo y ningún valor.
problem-table-too-large = La tabla es mayor que cualquier hoja: se leen como mucho { $rows } filas y { $cells } celdas. Ninguna oficina es tan grande.
problem-workbook-password = El libro está protegido con contraseña. Ábralo en el programa de hojas de cálculo, guárdelo sin ella e inténtelo de nuevo.
problem-workbook-broken = El libro no se puede leer: { $reason }. Ábralo en el programa de hojas de cálculo y guárdelo de nuevo.
problem-no-such-sheet = No hay ninguna hoja «{ $sheet }». El libro tiene: { $sheets }.
warning-encoding = Nada en el archivo dice cómo están codificadas sus letras. Se leen como { $encoding }, por ejemplo «{ $sample }». Si no es correcto, elija otra codificación.
warning-headings-again = Son los encabezados otra vez. La fila se pasa por alto.
warning-below-numbers = La fila está debajo del último número y no tiene ninguno. Se pasa por alto.
warning-heading-twice = «{ $column }» nombra lo que ya contiene otra columna. Esta se pasa por alto.
warning-hidden-cells = Hay filas o columnas ocultas en el libro. Se leen como todas las demás.
warning-hidden-sheet = La hoja «{ $sheet }» está oculta en el libro.
problem-too-many-cells = Esta fila tiene { $found } celdas, pero hay { $columns } columnas.
problem-unknown-country-name = «{ $found }» no es un país. Hace falta un código como ES o un nombre en español o inglés.
problem-digits-twice-line = { $number } ya está en el archivo, en la línea { $line }.
problem-error-answer = Esto no es una lista sino un error que respondió la plataforma: «{ $words }».
problem-number-and-requested = Una entrada tiene «number» o «requested», no los dos.
problem-neither-number = Una entrada necesita «number» o «requested».
problem-no-platform-id = Este asistente no tiene id, así que no se puede distinguir de otros.
problem-without-plus = Sin su signo más podría ser { $one } o { $other }.
problem-no-digits = Este número no tiene cifras.
problem-no-name = Hace falta un nombre.
problem-no-number = Una campaña necesita un número.
problem-duplicate-id = El id { $id } está dos veces.
problem-same-record = La entrada en { $pointer } trata del mismo registro.
problem-several-candidates = Podrían ser varios registros. Indique el id.
problem-ambiguous-assistant = Varios asistentes se llaman «{ $found }». Indique el id.
problem-unknown-assistant = Ningún asistente se llama «{ $found }».
problem-unknown-platform-assistant = Ningún asistente tiene el id «{ $found }» en la plataforma. El asistente asignado queda como está.
problem-unknown-number = «{ $found }» no es un número de esta configuración.
problem-digits-taken = { $number } ya está: { $name }.
problem-digits-twice = { $number } ya está en el archivo, en { $pointer }.
note-slot-emptied = { $number } pierde su asistente.
note-slot-left = «{ $found }» se deja fuera, así que el asistente asignado queda como está.
note-number-left = «{ $found }» se deja fuera, así que el número de la campaña queda como está.
note-number-needed = Una campaña llama desde él, así que se queda.
note-fallback-outside = { $number } sigue desviando a él.
note-follows = No está en el archivo: sigue los nuevos dígitos de { $number }.
note-loop = Sus destinos alternativos forman un círculo.

# El mapa de llamadas
map-title = Mapa de llamadas
map-inbound = Asistentes de entrada
map-numbers = Números de teléfono
map-outbound = Asistentes de salida
map-fallbacks = Destinos alternativos
map-requested = Solicitado
map-area-code = Prefijo local { $code }
map-figure = { $count }
map-count = { $count ->
    [one] 1 número
   *[other] { $count } números
  }
map-off = Apagado
map-outside = Externo
map-then = luego { $assistant }
map-then-outside = luego externo
map-then-not-in-service = fuera de servicio
map-then-nobody = no llega a nadie
map-if-unavailable = Si el asistente no está disponible: { $route }
map-a-campaign-calls = Cuando llama una campaña: { $route }
map-words = { $name }: { $words }
map-file-name = mapa-de-llamadas
map-more-destinations = { $count } destinos más
map-more-assistants = { $count } asistentes más

# La línea de órdenes
cli-none = Ninguno
cli-yes = sí
cli-no = no
cli-is-undone = deshecho
cli-stays = { $name }: { $why }
cli-nothing-changed = Nada ha cambiado.
take-back-nothing = nada
take-back-clash = { $name }, { $field }: antes { $before }, por este cambio { $changed }, ahora { $now }.
take-back-needed = { $name } hace falta como está ahora.
take-back-touched = { $name } se cambió de nuevo desde entonces.
take-back-clashes = { $count ->
    [one] Cambios posteriores tocaron lo que cambió:
   *[other] Cambios posteriores tocaron { $count } de las cosas que cambió:
  } { $clashes } No se ha deshecho nada. --keep-later deshace el resto y deja estas como están ahora.
take-back-undone = El cambio { $change } ya está deshecho.
nothing-to-undo = No hay nada que deshacer.
nothing-to-redo = No hay nada que rehacer.
cli-no-number = «{ $text }» no es un número de esta oficina: ni id, ni etiqueta, ni cifras.
cli-no-assistant = Ningún asistente se llama «{ $text }».
cli-no-campaign = Ninguna campaña se llama «{ $text }».
cli-somebody-calls = Alguien llama
cli-if-unavailable = Si el asistente no está disponible
cli-a-campaign-calls = Una campaña llama
cli-all-is-well = Todo está bien: no se ha encontrado nada.
cli-numbers-used = Números usados
cli-numbers-left = Números que quedan
cli-unlimited = sin límite
cli-several = «{ $text }» es el nombre de varios. Indique uno de los id: { $ids }.
cli-file-refused = { $file } no se puede importar.
cli-file-unknown = { $file } no se puede importar. Si sabe qué es, indíquelo con --from.
cli-import-problems = No se ha importado nada: { $count ->
    [one] hay un problema
   *[other] hay { $count } problemas
  }. Corrija el archivo o deje fuera esas entradas con --skip-problems.
cli-import-applied = { $count ->
    [one] Un cambio hecho
   *[other] { $count } cambios hechos
  }, { $unchanged } sin cambios. Se deshace de una vez.
cli-import-would = { $count ->
    [one] Un cambio por hacer
   *[other] { $count } cambios por hacer
  }, { $unchanged } sin cambios. No se ha escrito nada.
cli-import-nothing = Nada que cambiar, { $unchanged } sin cambios.
cli-exported = Exportado a { $path }.
cli-csv-exported = Exportado a { $path }. Un programa de hojas de cálculo que lo abra puede perder los signos más; un libro (--format xlsx) los conserva.
cli-write-failed = No se pudo escribir la salida: { $reason }.
cli-made-untold = El cambio se hizo, pero no se pudo comunicar. { $why }

# Lo que el programa dice a la ventana
help-ours = { $name }, uno de sus números. Nadie lo atiende.
help-ours-answered = { $name }, uno de sus números. Lo atiende { $assistant }.
help-not-in-metadata = Posible, pero en ningún rango conocido. Se puede guardar.
command-failed = Algo falló dentro de VozDesk. No se ha cambiado nada; inténtelo de nuevo.
dialog-import-title = Elija los archivos que quiere importar
dialog-export-title = Exportar la configuración
dialog-map-title = Exportar el mapa de llamadas
dialog-findings-title = Exportar la revisión
findings-file-name = revisión
finding-severity = Gravedad
finding-about = Entrada
finding-side = Número o tipo
finding-text = Qué se encontró
dialog-picture-kind = Imágenes SVG
dialog-import-kind = Configuraciones, listas y tablas
dialog-table-title = Exportar los números de teléfono
dialog-table-kind = Tablas CSV
dialog-workbook-kind = Libros (Excel)
dialog-left-out-title = Guardar lo que quedó fuera
left-out-name = Fuera de la importación
dialog-encrypted-kind = Archivos cifrados (age)
dialog-backups-title = Carpeta para las copias de seguridad
dialog-file-kind = Archivos JSON
dialog-unavailable = Este escritorio no ofrece diálogo de archivos (no responden ni el portal ni zenity). Suelte el archivo sobre la ventana o use la orden vozdesk.
review-stale = La oficina ha cambiado desde que se hizo esta revisión. Se ha hecho de nuevo; mírela otra vez.
pasted-list = Lista pegada
file-unreadable = { $name } no se puede leer: { $reason }.
backup-made = Copia de seguridad hecha: { $name }.
backup-failed = No se pudo hacer la copia de seguridad. { $why } El trabajo sigue sin ella.
backup-offered = La última copia de seguridad que se puede abrir es { $name }, de { $at }. Restáurela con: vozdesk backup restore { $name }
backup-recovered = La copia de seguridad está en el lugar de la oficina dañada, que se guarda como { $path }.
backup-folder-taken = { $path } tiene las copias de seguridad de otra oficina ({ $office }), y cada una borraría las de la otra. Elija otra carpeta.
backup-folder-away = La carpeta de las copias de seguridad no está: { $path }. Conecte su unidad o elija otra carpeta. No se ha creado nada en su lugar.
backup-folder-not-absolute = { $path } da «{ $named }» como carpeta de las copias de seguridad, que no es una ruta completa. Escriba la ruta entera o elija la carpeta en Ajustes.
store-no-locks = El sistema de archivos de { $path } no ofrece bloqueos: dos programas podrían escribir a la vez en esta oficina y estropearla. Ahí se puede consultar, pero no cambiar: no se ha escrito nada. Ponga la carpeta de datos en otro disco.
store-replaced = No se ha guardado: hay otro archivo en el lugar del de esta oficina, quizá puesto por un programa de sincronización. Vuelva a hacer el cambio en lo que hay ahora. ({ $path })
store-replaced-kept = No se ha guardado: hay otro archivo en el lugar del de esta oficina, quizá puesto por un programa de sincronización. Lo que estaba abierto se conserva como { $kept }. Vuelva a hacer el cambio en lo que hay ahora. ({ $path })
store-gone = No se ha guardado: el archivo de la oficina ya no está. Devuélvalo a su sitio o conecte su unidad y guarde de nuevo. ({ $path })
store-gone-kept = No se ha guardado: el archivo de la oficina ya no está. Lo que estaba abierto se conserva como { $kept }; dele el nombre del archivo que falta, o devuelva aquel a su sitio, y guarde de nuevo. ({ $path })
data-folder-away = La carpeta en la que debe estar { $path } no está. Conecte su unidad o indique otra carpeta de datos. No se ha creado nada en su lugar.
data-folder-copied = Esta carpeta de datos es una copia de { $path }. Desde ahora es otra oficina: sus copias de seguridad van a su propia carpeta.
window-cannot-open = No se puede abrir la ventana: { $reason }
no-display = No hay pantalla en la que abrir una ventana. La línea de comandos, vozdesk, no la necesita.
first-window-silent = VozDesk ya está abierto con esta carpeta de datos y esa ventana no responde. Ciérrela, o termine su proceso, y vuelva a empezar.
data-folder-synced = Esta carpeta de datos está donde { $program } sincroniza archivos. Use la oficina en un solo ordenador a la vez, o lleve la carpeta de datos a otro sitio y pase las configuraciones exportando e importando.
data-folder-on-network = Esta carpeta de datos está en otra máquina ({ $kind }). Use la oficina en un solo ordenador a la vez; una carpeta de este ordenador es más segura y más rápida.
other-copies = Hay otra copia de esta oficina en su carpeta: { $names }. Impórtela para ver qué cambia; quítela cuando ya no haga falta.
no-home = No hay carpeta personal en la que buscar la oficina (HOME no está definida o no es una ruta completa). Indique la carpeta de datos con --data.
store-dangling-link = { $path } es un enlace a un archivo que no está. Conecte la unidad en la que está o devuelva el archivo a su sitio.
backup-unknown = No hay ninguna copia de seguridad llamada «{ $name }». La lista de copias de seguridad muestra las que hay.
history-gone = El cambio { $change } no está en el historial, o ya no está.
passphrase-of = { $name } está cifrado.
passphrase-wrong = La contraseña no abre { $name }.
passphrase-missing = Hace falta una contraseña: ponga VOZDESK_PASSPHRASE o escríbala cuando se le pida en un terminal.
passphrase-differs = Las dos contraseñas no son iguales. No se ha escrito nada.
passphrase-prompt = Contraseña
passphrase-prompt-again = Repita la contraseña
file-refused = { $name } no se puede importar. { $why }
export-requested-left-out = { $count ->
    [one] Un número solicitado aún no tiene cifras y no está en la tabla
   *[other] { $count } números solicitados aún no tienen cifras y no están en la tabla
  }.
export-failed = { $path } no se pudo escribir: { $reason }. Si ya existía, sigue como estaba.
status-undone = Deshecho: { $title }
status-redone = Hecho de nuevo: { $title }
kind-inbound = Entrada
kind-outbound = Salida
kind-custom = Personalizado
kind-campaign = Campaña
kind-profile = La oficina
choice-not-ready = No puede llamar: { $why }.
side-inbound-assistant = Asistente de entrada
side-outbound-assistant = Asistente de salida
side-custom-assistant = Asistente personalizado
side-campaign = Campaña, { $status }
value-yes = Sí
value-empty = vacío
value-no = No

# Sincronización
title-pulled = Traído de { $platform }
sync-no-way = VozDesk no se puede conectar con { $platform }. Se puede conectar con retell, vapi, elevenlabs, twilio y vozagent.
sync-connected-already = Esta oficina ya está conectada con { $platform }. Para usar otra clave, conéctela con --replace.
sync-no-connection = Esta oficina no está conectada con { $platform }. Conéctela primero: vozdesk connect { $word }
sync-interrupted = VozDesk se cerró mientras cambiaba { $number } en { $platform }. Al comparar se ve qué fue de ello, y solo lo que queda.
sync-no-key = No hay clave para { $platform }: { $why }. Conecte de nuevo o dé la clave en la variable { $variable }.
sync-keyring-has-none = el llavero no guarda ninguna
sync-key-for-session = La clave se guarda solo para esta sesión, porque el llavero no se puede usar ({ $why }). Los comandos siguientes necesitan la variable { $variable }.
sync-key-here-only = La clave se guarda hasta que se cierre VozDesk, porque el llavero no se puede usar ({ $why }).
sync-keyring-keeps = El llavero no suelta la clave ({ $why }). La conexión se queda.
sync-key-missing = No hay clave: escriba una o dela en una línea de la entrada estándar.
sync-key-prompt = Clave para { $platform }
sync-key-of-no-kind = Esto no puede ser una clave de { $platform }. Cópiela otra vez; para Twilio es el SID de la cuenta, dos puntos y el token.
sync-url-not-loopback = { $variable } debe indicar un lugar de este equipo: http o https a 127.0.0.1, [::1] o localhost, sin usuario, ruta ni consulta.
sync-no-proxy = { $proxy } no es la dirección de un proxy.
sync-connected = Conectada con { $platform }.
sync-disconnected = Desconectada de { $platform }. Los números se quedan.
sync-unauthorised = { $platform } no acepta la clave: { $why }. No se preguntó nada más.
sync-unreachable = No se llega a { $platform }: { $why }. Inténtelo más tarde.
sync-bad-certificate = Lo que responde en lugar de { $platform } no puede demostrar que es { $platform }: { $why }. La clave no se envió.
sync-throttled = { $platform } pide que se le pregunte más tarde: después de { $until }.
sync-listing-incomplete = La lista de { $platform } no está completa: { $why } No se hizo ningún plan.
sync-unreadable = La respuesta de { $platform } no sirve: { $why }
sync-cancelled = Detenido, como pidió.
sync-redirect = lleva a otra dirección, que no se sigue.
sync-no-json = no es JSON.
sync-answered = dice: { $words }
sync-list-of-no-kind = no es lo que la plataforma describe.
sync-page-repeated = una página llegó dos veces.
sync-page-without-key = hay más, pero no se dice dónde.
sync-page-at-limit = tiene exactamente { $count } entradas, las que da como máximo.
sync-fewer-than-total = tiene { $held } de { $total } entradas.
sync-twice-there = { $number } está allí dos veces, con dos identificadores. No se toca hasta que desaparezca uno.
sync-too-long = { $platform } admite como máximo { $about } caracteres. Acorte aquí la etiqueta.
sync-unknown-assistant = { $platform } no tiene ningún asistente { $about }. Créelo allí o elija otro aquí.
sync-not-taken-here = Lo que { $platform } tiene no se puede guardar aquí.
sync-other-platform = { $about } atiende este número, así que no se compara con { $platform }.
sync-other-digits = En { $platform } este número tiene los dígitos { $about }. Corríjalos donde estén mal.
sync-nothing-there = { $platform } no lista ningún número. Aquí no se quita nada.
sync-fault-of = { $number }: { $why }
sync-problems = No se envió nada: { $count ->
    [one] se rechazaría un cambio
   *[other] se rechazarían { $count } cambios
}. { $told }
sync-asks = Todavía no se envió nada. { $told } Si es lo que quiere, dígalo con --yes-really.
sync-ask-many = { $count } números de { $platform } cambiarían a la vez: { $numbers }.
sync-ask-nobody = En { $platform } ya no contestaría nadie: { $numbers }.
sync-plan-unknown = No hay tal plan, o ya se envió. Haga un plan, mírelo y envíe ese.
sync-plan-stale = La oficina cambió después de hacer el plan. Haga el plan de nuevo.
sync-not-to-decide = { $number }, { $field }: no hay nada que decidir.
sync-not-removed = { $number } no está entre los números quitados aquí.
sync-linked-twice = Solo un asistente de aquí puede ser el que allí se llama { $name }. Elija uno.
sync-not-proposed = Nadie de la plataforma se propone como el mismo que { $name }.
sync-no-digits = { $name } todavía no tiene dígitos.
sync-no-field = { $text } no es NUMBER:FIELD; un campo es label, inbound.assistant, outbound.assistant, inbound.fallback u outbound.caller_id.
sync-not-by-hand = { $number }, { $field }: eso no está en la lista.
sync-done = Aceptado y leído de vuelta.
sync-already = Ya estaba allí.
sync-changed-there = Alguien lo cambió allí entretanto. Se dejó como está.
sync-not-taken = La plataforma dijo que sí, pero al leer no está.
sync-refused = La plataforma dice: { $words }
sync-no-longer-there = El número ya no está allí.
sync-unknown = No se sabe si se aceptó: { $why }
sync-more-moved = cambió más de lo que se envió: { $fields }.
sync-not-tried = No enviado.
sync-set-by-hand = Ponga { $value } en { $field }.
sync-clear-by-hand = Vacíe { $field }.
sync-decided-by-hand = Otro decide allí en cada llamada. Ponga { $value } en { $field }, si lo quiere así.
nobody-or-nothing = Ninguno
sync-rename-by-hand = Cámbiele el nombre a { $here }. Allí se llama { $there }.
sync-get-number-by-hand = Consiga un número en { $wanted } y después escriba aquí sus dígitos.
sync-bring-number-by-hand = Lleve { $number } a la plataforma, o quítelo aquí.
sync-place = En { $platform }: { $menu }
sync-place-of = En { $platform }: { $menu }, { $entry }
sync-key-typed-empty = Pegue primero la clave.
sync-decided-there = Se decide allí
sync-new-number = Número nuevo
sync-new-assistant = Asistente nuevo
sync-removed-here = Quitado aquí
sync-same-assistant = ¿El mismo asistente?
sync-not-linked = { $name }, aún sin enlazar
sync-gone-there = Ya no está allí
sync-gone-there-kept = Ya no está en { $platform }. Aquí se queda, y no se le envía nada.
sync-note = Nota
sync-sent-taken = Enviados { $sent }, aceptados { $taken }
sync-left = { $count ->
    [one] Queda un cambio. Sigue
   *[other] Quedan { $count } cambios. Siguen
} en el plan; nada se vuelve a enviar por sí solo.
sync-same-as-there = Igual que en { $platform }, comparado el { $at }.
sync-differs-from-there = { $count ->
    [one] Un campo difiere
   *[other] { $count } campos difieren
} de { $platform }.
ask-nobody-title = Quien llame a { $count ->
    [one] un número
   *[other] { $count } números
} no encontraría a nadie
ask-many-title = Son { $count } de los { $total } números de { $platform }
ask-confirm = Sí, cambiar { $count ->
    [one] este número
   *[other] estos { $count } números
}
outcome-waiting = En espera
outcome-sending = Enviado, leyendo de vuelta
outcome-done = Aceptado
outcome-already = Ya estaba allí
outcome-changed-there = Cambiado allí
outcome-not-taken = No aceptado
outcome-refused = Rechazado
outcome-unknown = No se sabe
outcome-not-tried = No enviado
notice-answers-instead = Contesta { $now } en lugar de { $before }.
notice-answers = Contesta { $now } en lugar de nadie.
notice-nobody-answers = Ya no contesta nadie, en lugar de { $before }.
notice-switched-off = { $name } está apagado aquí.
notice-speaks-instead = Cuando llama una campaña, habla { $now } en lugar de { $before }.
notice-speaks = Cuando llama una campaña, habla { $now }.
notice-nobody-speaks = Cuando llama una campaña, { $before } ya no habla; no habla nadie.
notice-label = La etiqueta nueva solo la ve usted.
key-retell-1 = Entre en Retell con su navegador.
key-retell-2 = Abra Settings y después API Keys.
key-retell-3 = Copie una clave, o cree una con el nombre VozDesk, y péguela aquí.
key-vapi-1 = Entre en Vapi con su navegador.
key-vapi-2 = Abra su organización y después API Keys.
key-vapi-3 = Copie la clave privada y péguela aquí.
key-elevenlabs-1 = Entre en ElevenLabs con su navegador.
key-elevenlabs-2 = Abra Developers y después API Keys.
key-elevenlabs-3 = Cree una clave que pueda leer y escribir Conversational AI, y péguela aquí.
key-twilio-1 = Entre en Twilio con su navegador.
key-twilio-2 = Busque Account SID y Auth Token en el panel de la cuenta.
key-twilio-3 = Pegue aquí los dos con dos puntos en medio: SID:TOKEN.
key-vozagent-1 = Entre en VozAgent con su navegador.
key-vozagent-2 = Abra Settings y después API.
key-vozagent-3 = Copie una clave, que empieza por gw_, y péguela aquí.
cli-plan-none = Aquí y allí es lo mismo.
cli-plan-numbers = { $count ->
    [one] Un número es igual.
   *[other] { $count } números son iguales.
}
cli-plan-send = Para enviar
cli-plan-bring = Para traer aquí
cli-plan-decide = Para decidir
cli-plan-by-hand = A mano
cli-plan-new-there = Nuevos allí
cli-plan-removed-here = Quitados aquí
cli-plan-gone-there = Ya no están allí
cli-plan-assistants = Asistentes
cli-plan-links = Quizá el mismo asistente
cli-plan-digest = Envíelo con: vozdesk push { $platform } --plan { $digest }
cli-plan-problems = { $count ->
    [one] Un cambio
   *[other] { $count } cambios
} del plan no se pueden hacer tal como están.
cli-pull-refused = { $count ->
    [one] Una entrada
   *[other] { $count } entradas
} no se pueden guardar aquí. Con --skip-problems se traen las demás.

# La ventana: las claves que empiezan por ui- van a la página tal cual
ui-page-numbers = Números de teléfono
ui-page-assistants = Asistentes
ui-page-campaigns = Campañas
ui-page-checkup = Revisión
ui-page-callmap = Mapa de llamadas
ui-page-sync = Sincronización
ui-page-history = Historial
ui-page-transfer = Importar y exportar
ui-page-settings = Ajustes
ui-plan-of = Plan { $plan }
ui-plan-essential = Essential
ui-plan-growth = Growth
ui-plan-advanced = Advanced
ui-plan-enterprise = Enterprise
ui-plan-choice-essential = Essential, 1 número
ui-plan-choice-growth = Growth, 3 números
ui-plan-choice-advanced = Advanced, 10 números
ui-plan-choice-enterprise = Enterprise, sin límite
ui-allowance-used = { $all ->
    [one] { $numbers } de 1 número
   *[other] { $numbers } de { $all } números
  }
ui-allowance-parts = { $included ->
    [one] 1 incluido
   *[other] { $included } incluidos
  }, { $extra ->
    [one] 1 adicional
   *[other] { $extra } adicionales
  }
ui-allowance-unlimited = { $numbers ->
    [one] 1 número
   *[other] { $numbers } números
  }, sin límite
ui-allowance-left = { $left ->
    [one] Queda 1 número en su plan.
   *[other] Quedan { $left } números en su plan.
  }
ui-allowance-exceeded = { $over ->
    [one] 1 más de los que permite su plan
   *[other] { $over } más de los que permite su plan
  }
ui-allowance-over = A su plan no le quedan números. Puede añadirlo igualmente y ampliar el plan después.
ui-sample-mark = Oficina de muestra
ui-sample-remove = Quitar
ui-search = Buscar
ui-filter = Filtro
ui-filter-all = Todos
ui-filter-no-inbound = Sin asistente de entrada
ui-filter-campaign-ready = Listos para campañas
ui-filter-with-findings = Con hallazgos
ui-filter-by-assistant = Por asistente
ui-filter-blocked = Bloqueadas
ui-filter-campaign-draft = Borradores
ui-filter-campaign-scheduled = Programadas
ui-filter-campaign-active = Activas
ui-filter-campaign-paused = En pausa
ui-filter-campaign-completed = Terminadas
ui-filter-all-campaigns = Todas
ui-filter-pending = Pendientes
ui-label = Etiqueta
ui-number = Número
ui-inbound-assistant = Asistente de entrada
ui-fallback = Destino alternativo
ui-outbound-assistant = Asistente de salida
ui-caller-id = Número mostrado
ui-status = Estado
ui-notes = Notas
ui-none = Ninguno
ui-empty = vacío
ui-off = Apagado
ui-filter-off = Apagados
ui-name-off = { $name } (apagado)
ui-this-number = Este número
ui-area-code = Prefijo local { $areaCode }
ui-requested = Solicitado
ui-requested-help = Pendiente hasta que se escriban sus cifras.
ui-status-active = Activo
ui-status-inactive = Inactivo
ui-status-pending = Pendiente
ui-kind-inbound = Entrada
ui-kind-outbound = Salida
ui-kind-custom = Personalizado
ui-count-numbers = { $count ->
    [one] 1 número
   *[other] { $count } números
  }
ui-count-found = { $all ->
    [one] { $found } de 1 número
   *[other] { $found } de { $all } números
  }
ui-count-assistants = { $count ->
    [one] 1 asistente
   *[other] { $count } asistentes
  }
ui-none-match = Ningún número coincide con «{ $search }»
ui-none-in-filter = Aquí no hay ningún número
ui-none-match-text = Se busca en etiquetas, asistentes, notas y estados, y en los números dondequiera que estén.
ui-clear-search = Borrar la búsqueda
ui-no-numbers = Todavía no hay números
ui-no-numbers-text = Añada el primero o importe un archivo.
ui-add-number = Añadir número
ui-add-number-help = Escríbalo como lo usa; si es de otro país, con + y su código.
ui-label-help = Como lo llama la gente, por ejemplo Recepción. Puede quedar vacía.
ui-number-needed = Escriba un número.
ui-country = País
ui-country-search = País o código
ui-country-none = Ningún país
ui-number-settings = Ajustes del número
ui-what-happens = Qué pasa
ui-somebody-calls = Alguien llama
ui-campaign-calls = Una campaña llama
ui-is-unavailable = { $name } no está disponible
ui-route-new = nuevo
ui-findings = Hallazgos
ui-blocks-title = Campañas que ya no podrán funcionar
ui-blocks-question = ¿Guardar los cambios de { $name }?
ui-enter-number = Introducir número…
ui-correct-number = Corregir número…
ui-enter-number-title = Introducir el número de { $name }
ui-correct-number-title = Corregir el número de { $name }
ui-enter-number-help = El número que ha activado su proveedor.
ui-correct-number-help = El que debería haber sido.
ui-save-number = Guardar número
ui-references-follow = { $count ->
    [one] Cambiarlo también donde lo nombra otro número
   *[other] Cambiarlo también en los otros { $count } números que lo nombran
  }
ui-stays-pending = Sigue pendiente hasta que lo marque como activo. Sus asistentes y campañas se quedan.
ui-slots-stay = Sus asistentes y campañas se quedan.
ui-count-errors = { $count ->
    [one] 1 error
   *[other] { $count } errores
  }
ui-count-warnings = { $count ->
    [one] 1 aviso
   *[other] { $count } avisos
  }
ui-count-hints = { $count ->
    [one] 1 sugerencia
   *[other] { $count } sugerencias
  }
ui-previous-number = Número anterior
ui-next-number = Número siguiente
ui-close = Cerrar
ui-inbound-settings = Llamadas entrantes
ui-outbound-settings = Llamadas salientes
ui-assistant = Asistente
ui-fallback-help = Suele ser un móvil o el fijo de la oficina, para no perder ninguna llamada.
ui-caller-id-field = Número de salida
ui-caller-id-none = Ninguno: se muestra este número
ui-was = antes { $value }
ui-discard = Descartar
ui-save-changes = Guardar cambios
ui-unsaved-edits = { $count ->
    [one] 1 cambio sin guardar
   *[other] { $count } cambios sin guardar
  }
ui-close-title = ¿Cerrar VozDesk?
ui-close-text = Lo que está escrito aquí no se ha guardado.
ui-close-anyway = Cerrar
ui-leave-title = ¿Guardar los cambios de { $name }?
ui-leave-text = Hay cambios sin guardar.
ui-keep-editing = Seguir editando
ui-loop-title = Estos destinos forman un círculo
ui-save-anyway = Guardar igualmente
ui-moved-on-title = Ha cambiado entretanto
ui-moved-on-text = ¿Tomar lo que hay ahora o guardar lo que ha escrito?
ui-take-theirs = Tomar lo que hay
ui-save-mine = Guardar lo mío
ui-remove-section = Eliminar
ui-remove-number = Eliminar este número…
ui-remove-assistant = Eliminar este asistente…
ui-remove-title = ¿Eliminar { $name }?
ui-remove-text = Deshacer lo recupera.
ui-what-else = Qué más cambia
ui-remove = Eliminar
ui-cancel = Cancelar
ui-undo = Deshacer
ui-gone = Ya no está.
ui-name = Nombre
ui-kind = Tipo
ui-active = Activo
ui-active-of = { $name } activo
ui-answers = Atiende
ui-calls-from = Llama desde
ui-role = Función
ui-greeting = Saludo
ui-greeting-help = Lo primero que dice.
ui-voice = Voz
ui-and-more = { $names } y { $count } más
ui-new-assistant = Nuevo asistente
ui-phone-number = Número de teléfono
ui-held-by = Ahora lo tiene
ui-nobody = Nadie
ui-search-numbers = Buscar números
ui-no-number-to-choose = Ningún número coincide.
ui-more-numbers = { $count ->
    [one] 1 número más: búsquelo.
   *[other] { $count } números más: búsquelos.
  }
ui-choose-a-number = Elija un número.
ui-step-kind = Tipo
ui-step-details = Datos
ui-step-number = Número
ui-step-review = Resumen
ui-step-done = , hecho
ui-leave-wizard-title = ¿Dejar el asistente nuevo?
ui-leave-wizard-text = Se pierde lo que ha escrito.
ui-slots-needed = Elija para qué es: atender llamadas, hablar en campañas o ambas cosas.
ui-call-backs = Llamadas devueltas
ui-review-title = Esto se creará
ui-review-number-title = Esto cambiará
ui-role-help = Lo que hace, por ejemplo recepción.
ui-voice-help = Como la llama su plataforma.
ui-back = Atrás
ui-continue = Continuar
ui-nothing-saved-yet = No se guarda nada hasta terminar.
ui-wizard-kind = ¿Para qué es el asistente?
ui-kind-inbound-text = Atiende las llamadas a sus números.
ui-kind-outbound-text = Habla cuando una campaña llama desde un número.
ui-kind-custom-text = Cualquier otra cosa: atender llamadas, hablar en campañas o ambas.
ui-takes-inbound = Atiende llamadas
ui-takes-outbound = Habla en campañas
ui-wizard-number-outbound = ¿Desde qué número llama { $name }?
ui-wizard-number-inbound = ¿Qué número atiende { $name }?
ui-wizard-number-both = ¿Qué número atiende { $name } y desde cuál llama?
ui-left-of = { $left ->
    [one] 1 de { $all } libre en su plan
   *[other] { $left } de { $all } libres en su plan
  }
ui-left-unlimited = Su plan no tiene límite
ui-left-afterwards = { $left ->
    [one] Después queda 1 número
   *[other] Después quedan { $left } números
  }
ui-get-new-number = Obtener un número nuevo (recomendado)
ui-get-new-number-text = Un número propio. Queda pendiente hasta que su proveedor lo active.
ui-use-existing-outbound = Usar un número de salida existente
ui-use-existing-inbound = Usar un número existente
ui-use-existing-outbound-text = En cada número cabe un asistente de salida.
ui-use-existing-inbound-text = En cada número cabe un asistente de entrada.
ui-use-existing-both-text = En cada número cabe un asistente que atiende y otro que llama.
ui-later = Más tarde
ui-later-outbound-text = { $name } no puede llamar hasta que tenga un número.
ui-later-inbound-text = { $name } no atiende llamadas hasta que tenga un número.
ui-no-number-left = A su plan no le quedan números
ui-no-number-left-text = Puede solicitar uno igualmente. La revisión dirá entonces que hay más números de los que admite el plan.
ui-no-number-left-way = Para evitarlo, añada un número adicional o cambie de plan en Ajustes, o use un número existente.
ui-area-code-field = Prefijo local
ui-area-code-help = Opcional
ui-who-answers-call-backs = ¿Quién atiende las llamadas devueltas?
ui-call-backs-nobody = Quien devuelve la llamada no encuentra a nadie.
ui-loses-this-number = { $name } pierde este número
ui-new-number-in = Un número nuevo en { $country }, pendiente
ui-new-number-in-area = Un número nuevo en { $country }, prefijo local { $areaCode }, pendiente
ui-review-later-outbound = Más tarde. No puede llamar hasta que tenga un número.
ui-review-later-inbound = Más tarde. No atiende llamadas hasta que tenga un número.
ui-create-assistant = Crear
ui-give-number = Asignar número
ui-give-number-to = Un número para { $name }
ui-give-number-dots = Elegir número…
ui-switch-off = Desactivar
ui-switch-off-title = ¿Desactivar { $name }?
ui-none-of-this-sort = Nada de este tipo
ui-new-campaign = Nueva campaña
ui-create-campaign = Crear
ui-campaign-settings = Ajustes de la campaña
ui-campaign-draft = Borrador
ui-campaign-scheduled = Programada
ui-campaign-active = Activa
ui-campaign-paused = En pausa
ui-campaign-completed = Terminada
ui-count-campaigns = { $count ->
    [one] 1 campaña
   *[other] { $count } campañas
  }
ui-none-match-campaign = Ninguna campaña coincide con «{ $search }»
ui-none-match-campaign-text = Se busca en nombres, números y quién habla.
ui-no-campaigns = Aún no hay campañas
ui-no-campaigns-text = Una campaña llama a la gente desde uno de sus números.
ui-begins-as-draft = Empieza como borrador. Prográmela o actívela cuando su número se pueda usar.
ui-blocked = Bloqueada
ui-cannot-run = Esta campaña no puede funcionar
ui-open-its-number = Abrir su número
ui-remove-campaign = Eliminar esta campaña…
ui-campaign-speaks = { $name } habla, y la gente ve { $number }.
ui-export-findings = Exportar como CSV…
ui-severity-errors = Errores
ui-severity-warnings = Avisos
ui-severity-hints = Sugerencias
ui-severity-error-note = Quien llama no encuentra a nadie, o una campaña no funciona.
ui-severity-warning-note = Funciona ahora, pero no si algo falla.
ui-severity-hint-note = Conviene saberlo.
ui-records-checked = { $count ->
    [one] 1 registro revisado
   *[other] { $count } registros revisados
  }
ui-all-is-well = Todo está bien
ui-all-is-well-text = Se han mirado todos los números, asistentes y campañas, y nada necesita atención.
ui-none-match-finding = No se ha encontrado nada sobre «{ $search }»
ui-none-match-finding-text = Se busca en los nombres de números, asistentes y campañas.
ui-findings-about = Solo sobre { $name }
ui-show-all = Mostrar todo
ui-choose-assistant = Elegir asistente…
ui-set-fallback = Definir destino…
ui-set-caller-id = Cambiar número de salida…
ui-enter-label = Poner etiqueta…
ui-set-status = Cambiar estado…
ui-use-another-number = Usar otro número…
ui-choose-number = Elegir número…
ui-map-in = Entrada
ui-map-out = Salida
ui-map-fall = Alternativos
ui-shown-calls = Llamadas mostradas
ui-show-as-list = Mostrar como lista
ui-show-as-picture = Mostrar como dibujo
ui-export-svg = Exportar como SVG…
ui-choosing-file = Eligiendo un archivo…
ui-map-empty = Aún no hay nada que dibujar
ui-map-empty-text = Añada números y asistentes, y aquí se verá quién atiende y quién llama.
ui-map-label = Mapa de llamadas: { $numbers ->
    [one] 1 número
   *[other] { $numbers } números
  }, { $assistants ->
    [one] 1 asistente
   *[other] { $assistants } asistentes
  }, { $fallbacks ->
    [one] 1 destino alternativo
   *[other] { $fallbacks } destinos alternativos
  }
ui-map-help = Señale un recuadro para ver sus llamadas; haga clic o pulse Intro para abrirlo.
ui-map-list-help = Qué pasa con las llamadas de cada número.
ui-call-paths = Llamadas de cada número
ui-not-in-service = fuera de servicio
ui-add-way = Cómo
ui-add-known = Tengo el número
ui-add-request = Pedir uno nuevo
ui-assistant-settings = Ajustes del asistente
ui-none-match-assistant = Ningún asistente coincide con «{ $search }»
ui-none-match-assistant-text = Se busca en nombres, funciones y saludos.
ui-no-assistants = Todavía no hay asistentes
ui-no-assistants-text = Un asistente atiende llamadas o habla en campañas.
ui-language = Idioma
ui-appearance = Aspecto
ui-theme-system = Sistema
ui-theme-light = Claro
ui-theme-dark = Oscuro
ui-settings-window = Ventana
ui-settings-office = Oficina
ui-connections = Conexiones
ui-connections-text = Esta oficina no se comunica con más servidores que los de las plataformas que usted conecte, que aparecen aquí, y solo cuando alguien pulsa un botón.
ui-connections-none = No hay ninguna plataforma conectada. Se conectan en la página Sincronización.
ui-connection-key-keyring = Clave en el llavero
ui-connection-key-session = Clave solo para esta sesión
ui-connection-key-none = Sin clave
ui-disconnected = Desconectado de { $platform }. Los números se quedan.
ui-proxy = Proxy
ui-proxy-help = Si se deja vacío, se usa el del sistema. Ejemplo: http://proxy.example:8080. No se guarda ninguna contraseña.
ui-proxy-kept = Proxy guardado.
ui-proxy-cleared = Se usa el proxy que indica el sistema.
ui-settings-data = Datos
ui-settings-data-text = Todo lo que sabe VozDesk está en esta carpeta de este ordenador, salvo las claves de las plataformas. No se envía nada hasta que usted pulse un botón.
ui-review-copy = Ver qué cambia
ui-review-copy-of = Ver qué cambia en { $name }
ui-copy-path = Copiar la ruta
ui-keys = Teclas
ui-keys-dots = Atajos de teclado…
ui-keys-everywhere = En todas partes
ui-keys-pages = Páginas
ui-keys-table = En una tabla
ui-keys-panel = En un panel
ui-keys-in-text = En un texto que se edita, Ctrl Z es del propio texto.
ui-search-page = Buscar en esta página
ui-page-keys = Esta página de teclas
ui-close-open = Cerrar lo que está abierto
ui-close-window = Cerrar la ventana
ui-next-row = Fila siguiente, anterior
ui-far-row = Una página abajo, arriba
ui-first-row = Primera, última fila
ui-open-row = Abrir la fila
ui-copy-name = Copiar nombre
ui-cut = Cortar
ui-copy = Copiar
ui-paste = Pegar
ui-select-all = Seleccionar todo
ui-skip = Ir a la página
ui-zoom-keys = Más grande, más pequeño, como estaba
ui-zoomed = Se muestra al { $percent }
ui-first-hit = De la búsqueda a la primera fila, o abrirla
ui-edit-label = Editar la etiqueta
ui-found-by-fallback = desvía a él
ui-found-by-caller-id = lo muestra
ui-find-assistant = Buscar un asistente
ui-no-such-assistant = Ningún asistente se llama así.
ui-choose-inbound = Asistente de entrada…
ui-choose-outbound = Asistente de salida…
ui-row-menu = Su menú
ui-next-in-panel = Número siguiente, anterior
ui-open = Abrir
ui-copy-number = Copiar número
ui-copy-label = Copiar etiqueta
ui-remove-dots = Eliminar…
ui-copied-text = Copiado: { $text }
ui-copy-text-failed = No se pudo copiar.
ui-copied = La ruta se ha copiado.
ui-copy-failed = No se pudo copiar la ruta. Selecciónela y pulse Ctrl C.
ui-version = VozDesk { $version }
ui-office-name = Nombre de la oficina
ui-default-country = País por defecto
ui-default-country-help = Los números escritos sin + se leen en este país.
ui-plan = Plan
ui-extra-numbers = Números adicionales
ui-extra-numbers-wrong = Escriba un número entero, 0 o más.
ui-import-title = Importar
ui-import-text = Una configuración de VozDesk, un libro o una tabla de números, o listas de VozAgent, Retell, Vapi, ElevenLabs, Twilio o Telnyx. Verá cada entrada antes de que cuente.
ui-export-title = Exportar
ui-export-text = La configuración entera en un archivo JSON. Nunca lleva contraseñas ni claves.
ui-export = Exportar…
ui-export-table = Exportar CSV…
ui-export-encrypted = Exportar cifrado…
ui-export-table-title = Tabla
ui-export-table-text = Los números para una hoja de cálculo: allí se editan y luego se importan de nuevo. Un libro conserva todos los signos más y permite elegir los asistentes de una lista; el CSV solo es seguro en programas que no tocan el texto.
ui-export-workbook = Exportar como libro…
ui-encrypt-title = Exportar cifrado
ui-encrypt-text = Solo podrá abrir el archivo quien sepa la contraseña. No se guarda en ningún sitio: si se olvida, se pierde lo que hay en el archivo.
ui-passphrase-title = Archivo cifrado
ui-passphrase = Contraseña
ui-passphrase-again = Repita la contraseña
ui-passphrase-missing = Escriba la contraseña.
ui-passphrase-differs = No son iguales.
ui-open-file = Abrir
ui-print-title = En papel
ui-print-text = Una hoja con todos los números: quién contesta, adónde van las llamadas si no, quién llama desde ellos.
ui-print = Imprimir…
ui-print-count = { $count ->
    [one] { $count } número de teléfono
   *[other] { $count } números de teléfono
 }
ui-print-too-many = { $count } números son demasiados para una hoja (como mucho { $limit }). Expórtelos como tabla.
ui-redo = Rehacer
ui-when = Cuándo
ui-what-was-done = Qué se hizo
ui-records = Registros
ui-before = Antes
ui-is-undone = deshecho
ui-restore = Restaurar
ui-today = Hoy, { $day }
ui-yesterday = Ayer, { $day }
ui-undo-only = Deshacer solo este cambio…
ui-undo-only-title = ¿Deshacer solo «{ $title }»?
ui-undo-only-text = Lo que se cambió después se queda.
ui-undo-only-clashes = { $count ->
    [one] Una cosa se cambió de nuevo desde entonces.
   *[other] { $count } cosas se cambiaron de nuevo desde entonces.
  } Elija para cada una; hasta entonces se quedan como están ahora.
ui-undo-only-needed = Hace falta como está ahora, y se queda.
ui-undo-only-touched = Se cambió de nuevo desde entonces, y se queda.
ui-undo-only-note = Es un cambio aparte. Un Deshacer lo quita.
ui-undo-only-go = Deshacer el resto
ui-undo-only-same = No queda nada de él que deshacer.
ui-this-change = Este cambio
ui-choose-before = { $name }, { $field }: antes, { $value }
ui-choose-now = { $name }, { $field }: ahora, { $value }
ui-restore-here = Volver aquí
ui-restore-title = ¿Restaurar la oficina de { $when }?
ui-restore-text = Todo vuelve a ser como era justo después de { $change }.
ui-restore-undo = Es un cambio más, que se puede deshacer de una vez.
ui-restore-same = La oficina está igual que entonces. No hay nada que restaurar.
ui-count-added = { $count ->
    [one] 1 registro añadido
   *[other] { $count } registros añadidos
 }
ui-count-changed = { $count ->
    [one] 1 registro cambiado
   *[other] { $count } registros cambiados
 }
ui-count-removed = { $count ->
    [one] 1 registro eliminado
   *[other] { $count } registros eliminados
 }
ui-history-count = { $count ->
    [one] 1 cambio
   *[other] { $count } cambios
 }
ui-history-kept = Los últimos 500 cambios se conservan siempre, los anteriores un año mientras ocupen menos de 256 MB. Los que eliminaron algo se conservan al menos 90 días.
ui-history-empty = Todavía no ha cambiado nada
ui-history-empty-text = Aquí aparecerán todos los cambios, y cómo volver a cualquiera de ellos.
ui-backups = Copias de seguridad
ui-backups-text = Una copia de toda la oficina con su historial, que se hace una vez al día y antes de reemplazarlo todo, y que se abre y compara enseguida. Se conservan las cinco últimas y una por cada uno de 7 días, 4 semanas y 12 meses.
ui-backup-now = Hacer copia ahora
ui-backup-folder = Elegir carpeta…
ui-backup-none = Todavía no hay ninguna copia.
ui-backing-up = Haciendo copia de seguridad…
ui-backed-up = Copia hecha y comprobada.
ui-backup-restore-title = ¿Restaurar la copia de { $when }?
ui-backup-restore-text = Antes se hace una copia del estado actual. Después la oficina vuelve a ser lo que era en esa copia, en un solo cambio que se puede deshacer.
ui-recover = Restaurar la copia
ui-recover-text = La última copia de seguridad que se puede abrir es de { $when }. Lo que se cambió después no está en ella. El archivo dañado se guarda al lado con otro nombre.
ui-exported = Exportado a
ui-choose-file = Elegir un archivo…
ui-choose-other-file = Elegir otro archivo…
ui-drop-anywhere = O suelte un archivo en cualquier parte de esta ventana.
ui-reading-files = Leyendo archivos…
ui-applying = Aplicando…
ui-apply = Aplicar
ui-mode = Modo
ui-mode-merge = Combinar
ui-mode-replace = Reemplazar
ui-file-setup = archivo de configuración
ui-file-table = tabla
ui-file-workbook = libro
ui-file-numbers = números de { $platform }
ui-file-assistants = { $platform ->
    [Retell] agentes de Retell
    [ElevenLabs] agentes de ElevenLabs
   *[other] asistentes de { $platform }
}
ui-columns-of = Columnas de { $file }
ui-first-cells = Primeras celdas de la columna { $column }
ui-sheet = Hoja
ui-sheet-of-rows = { $count ->
    [0] { $name }, vacía
    [one] { $name }, 1 fila
   *[other] { $name }, { $count } filas
  }
ui-encoding = Codificación
ui-columns-fold = Plegar
ui-columns-change = Cambiar columnas
ui-columns-headings = Qué contiene cada columna. La fila { $row } se toma como encabezados.
ui-columns-no-headings = Qué contiene cada columna. No hay encabezados.
ui-columns-of-program = Se reconoce como una exportación de { $program }.
ui-mended-cell = Fila { $row }, { $field }: «{ $found }» se lee como «{ $meant }».
ui-mended-everywhere = { $field }: «{ $found }» se lee como «{ $meant }» en todas partes.
ui-mend-cell = { $field } de { $entry }
ui-mend-cell-of-row = { $field } de la fila { $row }
ui-mend-use = Usar
ui-way-first = Tomar siempre el primero
ui-way-plus = Añadir siempre el signo más
ui-way-block = Tomar cada número de los bloques
ui-way-taken-first = { $field }: de varios números se toma el primero.
ui-way-taken-plus = { $field }: los dígitos solos se leen con el signo más.
ui-way-taken-block = { $field }: los bloques se toman como los números que significan.
ui-save-left-out = Guardar lo que quedó fuera…
ui-stand-in-make = Crear «{ $name }» como asistente
ui-stand-in-alike = Usar «{ $name }»
ui-stand-in-choose = Elegir un asistente…
ui-stand-in-choose-for = Asistente en lugar de «{ $name }»
ui-stands-in-new = «{ $name }» se crea como asistente nuevo.
ui-stands-in = { $assistant } ocupa el lugar de «{ $name }».
ui-take-back = Deshacer esta elección
ui-take-back-for = Deshacer esta elección: «{ $name }»
ui-column-none = No se usa
ui-difference = Revisión después: { $fewer ->
        [one] 1 hallazgo menos
       *[other] { $fewer } hallazgos menos
    }, { $new ->
        [one] { $new } nuevo
       *[other] { $new } nuevos
    } ({ $errors ->
        [0] sin errores
        [one] { $errors } error
       *[other] { $errors } errores
    })
ui-group-all = Todo
ui-group-problems = Problemas
ui-group-warnings = Notas
ui-group-changed = Cambiados
ui-group-added = Añadidos
ui-group-removed = Eliminados
ui-group-note-problems = Quedan fuera hasta que se corrijan.
ui-group-note-warnings = Conviene saberlo; no se pierde nada.
ui-group-note-changed = { "" }
ui-group-note-added = { "" }
ui-group-note-removed = Reemplazar elimina lo que el archivo no nombra.
ui-count-unchanged = { $count } sin cambios
ui-review-nothing = Nada que cambiar
ui-review-nothing-text = Todo lo del archivo ya está aquí.
ui-review-count = { $total ->
    [one] { $included } de 1 entrada
   *[other] { $included } de { $total } entradas
  }
ui-review-one-change = { $entries } en un solo cambio, que se puede deshacer de una vez.
ui-include = Incluir
ui-include-entry = Incluir { $name }
ui-entry = Entrada
ui-field = Campo
ui-now = Ahora
ui-afterwards = Después
ui-whole-file = Todo el archivo
ui-where = Dónde
ui-what-is-wrong = Qué es
ui-place = Línea { $line }, columna { $column }
ui-is-removed = Se elimina
ui-sync-title = Lo que prepara aquí, llevado a su plataforma
ui-sync-text = La sincronización compara esta oficina con lo que tiene su plataforma, número por número y campo por campo, y muestra en qué difieren. Solo envía lo que usted ha visto y marcado, lo vuelve a leer y le dice qué fue de cada número. Nunca elimina nada allí ni pisa lo que otra persona haya cambiado entretanto.
ui-sync-quiet = No se lee ni se envía nada hasta que usted pulse un botón. Todo lo demás de VozDesk funciona sin conexión.
ui-sync-takes = Qué acepta cada plataforma
ui-sync-others = Destino alternativo, número mostrado
ui-sync-takes-send = sí
ui-sync-takes-hand = a mano
ui-sync-takes-none = no lo tiene
ui-sync-connect = Conectar una plataforma…
ui-sync-connect-title = Conectar una plataforma
ui-sync-platform = Plataforma
ui-sync-key-title = Clave de { $platform }
ui-sync-key-steps = Dónde encontrar la clave
ui-sync-key = Clave
ui-sync-key-help = Se guarda en el llavero de este ordenador, nunca en un archivo, y solo se envía a { $host }.
ui-sync-key-missing = Escriba la clave.
ui-sync-key-again = Escribir la clave de nuevo…
ui-sync-no-key = VozDesk ya no tiene la clave de { $platform }.
ui-sync-try = Probar y conectar
ui-sync-trying = Probando…
ui-sync-tried-first = Primero se prueba la clave. Allí no se cambia nada.
ui-sync-more = Más
ui-sync-disconnect = Desconectar…
ui-sync-disconnect-title = ¿Desconectar { $platform }?
ui-sync-disconnect-text = Se olvidan la clave y lo último que se vio allí. Los números se quedan, aquí y allí.
ui-sync-disconnect-go = Desconectar
ui-sync-compare = Comparar
ui-compare-dots = Comparar…
ui-sync-compared = última comparación: { $when }
ui-sync-not-compared = sin comparar todavía
ui-just-now = ahora mismo
ui-sync-reading = Leyendo de { $platform }…
ui-sync-unread = Todavía sin comparar con { $platform }
ui-sync-unread-text = Comparar solo lee. Muestra las diferencias y no cambia nada, ni aquí ni allí.
ui-sync-stale = La oficina ha cambiado desde la última comparación.
ui-sync-used = Este plan ya se envió.
ui-sync-plan = Plan
ui-sync-group-send = Por enviar
ui-sync-group-bring = Por traer aquí
ui-sync-group-decide = Por decidir
ui-sync-group-hand = A mano
ui-sync-group-know = Conviene saberlo
ui-sync-note-send = Solo cambió aquí. Reemplaza lo que hay en { $platform }.
ui-sync-note-bring = Solo cambió en { $platform }. Reemplaza lo que hay aquí.
ui-sync-note-decide = Cambió en ambos lados. No pasa nada hasta que usted elija.
ui-sync-note-hand = { $platform } no lo acepta desde fuera.
ui-sync-note-know = { "" }
ui-sync-same = { $count ->
    [one] 1 igual
   *[other] { $count } iguales
  }
ui-sync-problems = { $count ->
    [one] 1 problema
   *[other] { $count } problemas
  }
ui-sync-seen = Lo último visto
ui-sync-here = Aquí
ui-sync-direction = Dirección
ui-sync-there = En { $platform }
ui-sync-to = a { $platform }
ui-sync-from = de { $platform }
ui-sync-never = Nunca
ui-sync-never-seen = nunca visto
ui-sync-last-seen = lo último visto: { $value }
ui-sync-choose-here = { $name }, { $field }: aquí, { $value }
ui-sync-choose-there = { $name }, { $field }: en { $platform }, { $value }
ui-sync-done-mark = Hecho: { $name }, { $field }
ui-sync-copy-list = Copiar la lista
ui-sync-list-copied = Lista copiada.
ui-sync-list-title = A mano en { $platform }
ui-sync-list-count = { $count ->
    [one] 1 cosa por hacer
   *[other] { $count } cosas por hacer
  }
ui-sync-what-to-do = Qué hacer
ui-sync-done = Hecho
ui-sync-all-same = No queda nada por enviar, por traer aquí ni por decidir.
ui-sync-hand-left = { $count ->
    [one] Queda 1 cosa que solo usted puede hacer en { $platform }.
   *[other] Quedan { $count } cosas que solo usted puede hacer en { $platform }.
  }
ui-sync-decided = { $total ->
    [one] { $decided } de 1 decidido.
   *[other] { $decided } de { $total } decididos.
  }
ui-sync-undecided = Lo que no se decida queda como está en ambos lados.
ui-sync-bring = { $count ->
    [one] Traer 1 cambio aquí…
   *[other] Traer { $count } cambios aquí…
  }
ui-sync-send = { $count ->
    [one] Enviar 1 cambio a { $platform }…
   *[other] Enviar { $count } cambios a { $platform }…
  }
ui-sync-send-title = { $count ->
    [one] ¿Enviar 1 cambio a { $platform }?
   *[other] ¿Enviar { $count } cambios a { $platform }?
  }
ui-sync-send-go = { $count ->
    [one] Enviar 1 cambio
   *[other] Enviar { $count } cambios
  }
ui-sync-notices = Lo que notarán quienes llamen
ui-sync-no-notice = Quienes llamen no notarán nada.
ui-sync-problems-title = Así no se puede enviar
ui-sync-left-alone = Un número que se haya cambiado allí entretanto no se toca.
ui-sync-sending = Enviando a { $platform }
ui-sync-sending-bar = Enviando
ui-sync-progress = { $done } de { $total }
ui-sync-stops = Se detiene tras el cambio en curso.
ui-sync-changes = Cambios
ui-sync-change = Cambio
ui-sync-state = Estado
ui-sync-copy-report = Copiar el informe
ui-sync-report-copied = Informe copiado.
ui-sync-compare-again = Comparar de nuevo
ui-welcome-title = Bienvenido a VozDesk
ui-welcome-text = Tenga en orden los números de sus asistentes telefónicos de IA: quién atiende, quién llama y qué pasa cuando no puede nadie. No se envía nada hasta que usted pulse un botón.
ui-welcome-import = En un archivo o una lista
ui-welcome-import-text = Una configuración de VozDesk, una lista en CSV o lo que exporta VozAgent, Retell, Vapi, ElevenLabs, Twilio o Telnyx. Verá cada entrada antes de que cuente.
ui-welcome-add = En papel o en mi cabeza
ui-welcome-add-text = Escriba el primer número como lo conoce. Los asistentes pueden venir después.
ui-welcome-sample = Todavía en ninguna parte
ui-welcome-sample-text = Eche un vistazo a una oficina de muestra: Harbour Dental, un dentista con 14 números. Se abre junto a la suya y se quita con un clic.
ui-welcome-name = Nombre de su oficina
ui-welcome-country-help = Para números escritos sin el signo más.
ui-welcome-plan-help = Dice cuántos números le quedan.
ui-welcome-later = Las tres cosas se pueden cambiar después.
ui-welcome-where = ¿Dónde están ahora sus números?
ui-welcome-plan = plan { $plan }
ui-change = Cambiar
ui-paste-list = Pegar una lista…
ui-paste-title = Pegar una lista
ui-paste-label = Números, uno debajo de otro
ui-paste-help = Con una etiqueta delante o detrás de cada uno, o sin ella: una columna de una hoja de cálculo, líneas de un correo.
ui-paste-missing = Pegue o escriba al menos un número.
ui-paste-over-title = ¿Tomar otra lista?
ui-paste-over-text = Se descartaría la revisión abierta, con todo lo decidido en ella.
ui-paste-over = Tomar la lista nueva
ui-open-sample = Abrir la muestra
ui-failure-title = VozDesk no puede abrir esta oficina
ui-details = Detalles
ui-try-again = Reintentar

"""How people tell of an earlier attempt in Spanish; models.attempt_words says what each table is. A verb here names its person, so a
subject need not be looked for: only what denies it."""
from models.attempt_words import AttemptWords

_TRIED = "intento/intenté/intentando/intentado/intentamos/logro/logrado/consigo/conseguido/puedo/pude/podido/imposible"
_SAID = ("dijo/dijeron/dice/dicen/dicho/diciendo/asegura/aseguró/aseguraron/contestó/contestaron/respondió/respondieron/"
         "mandó/mandaron/mandan/remite/remiten/remitieron")
_AGENT = ("agente/agentes/operador/operadora/teleoperador/teleoperadora/comercial/"
          "señorita/chica/chico/empleado/empleada/dependiente/dependienta/supervisor/supervisora")
_MAIL = "correo/correos/email/emails/mail/mails"
_WROTE = "mandé/mandado/mandamos/envié/enviado/enviamos/escribí/escrito/escribimos/reenvié/reenviado"
_SHOP = "tienda/oficina/mostrador/sucursal"
_FAMILY = "marido/mujer/madre/padre/hijo/hija/hermano/hermana/abuela/abuelo"

SPANISH = AttemptWords(
    did={
        "phone": f"""
llamé, llamamos por/al/a/dos/tres/ayer, he/hemos/había/habíamos … llamado, llevo/llevamos/llevaba … llamando, llamó dos/tres/cuatro veces, telefoneé
volví a llamar, {_TRIED} … llamar/telefonear, tuve/tuvimos que llamar, harto/harta/cansado/cansada de llamar, después/tras de llamar, tras llamar
{_FAMILY} … llamó/llamado
""",
        "email": f"{_WROTE} … {_MAIL}, segundo/tercer/cuarto/quinto/dos/tres/cuatro/cinco/varios/2/3/4/5/6 {_MAIL}",
        "chat": f"chateé, chateado, hablé/hablado/hablando/{_WROTE} … chat, por/en/con/desde el/vuestro/su chat, vía chat",
        "message": f"{_WROTE} … privado/privados/whatsapp/dm/mensaje/mensajes, por/al whatsapp, por/mensaje privado",
        "in person": f"""
fui/fuimos/ido/acudí/acudido/pasé/pasado … {_SHOP}, pregunté/preguntado/hablé/hablado … {_SHOP}/tripulación/azafata/personal, en persona
""",
        "website": """
rellené/rellenado/cumplimenté/envié/enviado/presenté/presentado/puse/puesto … formulario/web/online/página
por la/vuestra web/página … decía/dice/daba/da, intenté/intentado/intento … web/online/página/internet
""",
        "app": "intenté/intentado/intento … app/aplicación",
        "letter": f"{_WROTE} … carta/cartas/burofax, por carta/burofax, carta certificada, correo certificado, {_WROTE} … correo certificado",
        "public": "tuiteé, tuiteado, segundo/tercer/cuarto tuit/tweet, mi/mis anterior/anteriores tuit/tuits/tweet/tweets",
        "unclear": """
reclamé, reclamado, puse/puesto/presenté/presentado/abrí/abierto/interpuse … reclamación/reclamaciones/queja/quejas/incidencia/incidencias/ticket/parte
contacté, contactado, puse/puesto en contacto, hablé/hablado con, me quejé, os/les he escrito
""",
    },
    met={
        "phone": """
en espera, al/por teléfono, música/musiquita de espera, cola de espera, musiquita, centralita, call center, contestador, me colgaron, me cuelgan
me han/ha colgado, me colgó, colgaron, me cuelga, se corta/cortó la llamada, llamada … cortó/cortada/corta
nadie/no … coge/cogen/contesta/contestan/atiende/atienden/descuelga/descuelgan … teléfono/llamada/llamadas
que me llamarían/llamaban/llamaría/llamaba/llamarán, me iban a llamar, prometieron … llamada/llamar/llamarme, esperando/espero/sigo … llamada
minutos/hora/horas … flauta/flautita/musiquita/música/melodía, sumando llamadas, cogen/cogieron al, por fin … cogen/cogieron/atendió/atienden
vez que/q llamo/llama/llamamos, chica/chico/señorita que … atendió, me rebotan/rebotaron, justo … corta/corte la llamada
devuelto/devolvieron/devuelven/devolver … llamada, teleoperador*
""",
        "email": f"{_MAIL} … sin contestar/respuesta/responder",
        "chat": "chatbot, vuestro/su bot, chat … cierra/cerró/cerraron/corta/cortó",
        "unclear": """
me/nos dijeron/dicen/dijo/dice/aseguraron/prometieron/contestaron/respondieron/exigen/piden/pidieron/explicaron/contaron, os/les/le dije/dijimos
os/les/le he/hemos dicho/explicado/pedido/avisado, cada uno/vez me/nos dice/dicen
sin respuesta … reclamación/queja/incidencia, reclamación/queja/incidencia … sin respuesta/contestar
""",
    },
    near={
        "in person": f"en/la/vuestra la/vuestra/el/tienda/oficina {_SHOP}, la/vuestra {_SHOP}",
        "unclear": f"atención al cliente, {_AGENT}",
    },
    owed={"email": f"contest*/respond* … {_MAIL}", "unclear": "contest*/respond* … reclamación/queja"},
    innocent="para/podéis/podrían/pueden llamar, se llama, llamo para preguntar",
    exchange=f"{_SAID}, no quieren/quiso/quisieron/saben/sabe, se niega/niegan/negaron",
    failures={
        "waiting": "en espera, esperando, espero, cola de espera, minutos/horas … espera/esperando/teléfono, musiquita, seguimos esperando",
        "no answer": """
nadie/no … contesta*/contestó/respond*/coge/cogen/atiende/atienden/descuelga/descuelgan, sin respuesta/contestación/contestar/responder, ninguna respuesta
no … respuesta, ni caso, ni contestan
""",
        "cut off": "colgaron, cuelgan, cuelga, colgado, colgó, corta/cortó/cortan/cortaron, cierra/cerró/cerraron el chat",
        "sent on": """
me mandan/mandaron/mandó/manda/envían/enviaron/remiten/remitieron/remite/pasan/pasaron/derivan/derivaron, se pasan, pelota
de un/una departamento/sitio/lado
""",
        "refused": "se niegan/niega/negaron/negó, rechaz*, deneg*, no quieren/quiere/quisieron/quiso",
        "promise broken": "promet*, quedaron en, que me llamarían/llamaban/llamaría/llamaba/llamarán, me iban a llamar",
        "wrong": "mintieron, mienten, mintió, información falsa/errónea/equivocada, cada uno … cosa/distinto, contradicen",
        "no help": "no … soluci*/ayud*/sirve/sirvió/saben/sabe, inútil, inútiles, para nada",
    },
    unreal="""
debo/debería/puedo/podría llamar/escribir/ir/mandar/poner/enviar, tengo/tendría/hay/habría que
quiero/quisiera/queremos/necesito llamar/hablar/escribir/reclamar/poner/contactar, voy/vamos a, si llamo/llamas/escribo/voy/mando, pienso, hace falta
es mejor, mejor llamar, dónde/cómo/donde/como puedo, a qué número/correo
""",
    ours="yo",
    theirs="si que quien nadie",
    denials="no nunca jamás ni tampoco sin",
)

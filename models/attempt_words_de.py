"""How people tell of an earlier attempt in German; models.attempt_words says what each table is. The verb may stand far from its "habe"."""
from models.attempt_words import AttemptWords

_TRIED = "versuche/versuchte/versucht/versuchen/probiert/unmöglich/vergeblich"
_SAID = "sagte/sagten/sagt/sagen/gesagt/meinte/meinten/meint/behauptet/behauptete/verweist/verwies/verwiesen/schickte/schickten/schickt/erklärte"
_MAIL = "mail/mails/email/emails"
_WROTE = "geschrieben/geschickt/gesendet/gesandt/verschickt/schrieb/schickte/schreibe/beantwortet"
_SHOP = "shop/laden/filiale/geschäft/schalter/store"
_CASE = "beschwerde/beschwerden/reklamation/ticket/störung/anfrage/antrag"
_NTH = "zweite/zweiten/dritte/dritten/vierte/vierten/fünfte/fünften/zwei/drei/vier/fünf/mehrere/etliche/zig/2/3/4/5/6"

GERMAN = AttemptWords(
    did={
        "phone": f"""
angerufen, rief/ruf/rufe … an, rausgeflogen, telefoniert, {_TRIED} … anzurufen/anrufen/telefonisch/durchzukommen/erreichen
mehrfach/mehrmals/dreimal/zweimal/täglich angerufen/telefoniert, {_NTH} anrufe/anrufen/anruf/telefonate, nach … anrufen/telefonaten
""",
        "email": f"{_MAIL} … {_WROTE}, {_WROTE} … {_MAIL}, {_NTH} {_MAIL}, per {_MAIL}, gemailt, angemailt",
        "chat": "im/per/über/mit chat, im/über/mit euren/eurem/den/dem/ihrem/ihren chat/livechat, gechattet",
        "message": f"dm/dms/pn/nachricht/nachrichten/whatsapp … {_WROTE}, per dm/pn/whatsapp/direktnachricht",
        "in person": f"war/waren/ging/bin/gegangen/gefahren/gefragt/nachgefragt … {_SHOP}, im/beim/am {_SHOP}, in der/eurer/ihrer filiale, vor ort",
        "website": """
formular … ausgefüllt/abgeschickt/gesendet, online … ausgefüllt/eingereicht/gemeldet/versucht/beantragt
über … website/webseite/homepage/formular/kontaktformular
""",
        "app": "über/in die/der/eure/ihre/eurer app … versucht/gemeldet, in der app … versucht/gemeldet",
        "letter": f"brief/briefe/einschreiben … {_WROTE}, per brief/post/einschreiben",
        "public": "getwittert, getweetet, zweiter/dritter/vierter tweet",
        "unclear": f"""
{_CASE} … eingereicht/geschrieben/gestellt/aufgegeben/eröffnet/gemeldet/geschickt, beschwert, reklamiert, gemeldet, kontaktiert, mit … gesprochen
kontakt aufgenommen, nachgefragt, {_TRIED} … kontaktieren/erreichen
""",
    },
    met={
        "phone": """
warteschleife, in der leitung, aus der leitung, aufgelegt, hotline, am telefon, callcenter, call center, telefonisch, besetzt, hängt/hänge/hing in der
leitung tot, niemand/keiner … ran/dran/telefon, niemand/keiner geht/ging/nimmt/hebt, rückruf, zurückgerufen, zurückrufen, anrufbeantworter
keiner/niemand … zurück
""",
        "email": f"x/mal/mehrfach gemailt, {_MAIL} … unbeantwortet, auf/meine {_MAIL} antwort*/reagiert, keine antwort … {_MAIL}",
        "chat": "chatbot, der/ihr/euer assistent, im chat komme/kommt/kam/heißt/sagt, chat … beendet/abgebrochen/geschlossen",
        "unclear": f"""
hieß/heißt es, mir/uns wurde … gesagt/versprochen/zugesagt/erklärt, man sagte mir/uns, keine antwort … {_CASE}
{_CASE} … unbeantwortet/ignoriert/antwort
""",
    },
    near={
        "in person": f"mitarbeiter/mitarbeiterin/verkäufer/verkäuferin/personal … {_SHOP}",
        "unclear": "kundenservice, kundendienst, kundenbetreuung, service, support, mitarbeiter, mitarbeiterin",
    },
    owed={"email": f"beantworte*/antwort/antwortet/antworten … {_MAIL}"},
    innocent="knacken/rauschen/brummen/störung in der leitung, hieß es bei, kunden hotline, werbung am telefon, bitte per mail, bitte um rückruf, um rückruf",
    exchange=f"{_SAID}, konnte/konnten/kann/können/wollte/wollten … nicht, half/halfen nicht",
    failures={
        "waiting": "warteschleife, gewartet, warte, warten, wartezeit, in der leitung, minuten/stunden/stunde … gewartet/warten",
        "no answer": """
keine antwort/reaktion/rückmeldung, niemand/keiner … ran/dran/antwort*/reagiert/erreich*/telefon, nicht … beantwortet/geantwortet/gemeldet/reagiert
unbeantwortet, ignoriert, besetzt, nie … antwort/gehört, nichts gehört
""",
        "cut off": "aufgelegt, aus der leitung, abgebrochen, beendet, getrennt, unterbrochen",
        "sent on": """
verwiesen, verweist, weitergeleitet, weiterverbunden, weitergereicht, verbunden, hin und her, im kreis, zuständig, schickte/schickten/schickt mich/uns
mich/uns … geschickt
""",
        "refused": "weigert, verweigert, abgelehnt, wollte/wollten nicht, weigerte",
        "promise broken": """
versprochen, versprach, versprochener/versprochene, zugesagt, angekündigt, wollte/wollten … zurückrufen, rückruf … nie/kam
""",
        "wrong": "gelogen, falsch, falsche/falschen auskunft/information/informationen, widersprüchlich*, jedes mal … anderes",
        "no help": "nicht helfen, nicht … weiterhelfen, keine hilfe/ahnung/lösung, erfolglos, nutzlos, vergeblich",
    },
    unreal="""
soll/kann/könnte/darf/muss/sollte ich/wir, ich/wir soll/kann/könnte/möchte/will/werde/würde/müsste, wenn ich/wir, falls ich/wir, werde ich, möchte ich
würde gern/gerne, bitte, wo/wie/wen kann, muss man, gibt es
""",
    ours="ich wir hab habe haben hatte mein meine mutter vater mann frau",
    theirs="mich uns habt hat man wurde wurden werde werden bin du",
    denials="nicht nie niemals ohne statt kein",
)

"""Attempts in Spanish, German and French, and in a thread that changes its language."""
import pytest

from models.attempts import tried
from models.conversation import Turn

SPANISH = [
    ("Llevo 45 minutos en espera y nadie coge el teléfono", [("phone", 1, "no answer")]), ("Llamé tres veces y me colgaron", [("phone", 3, "cut off")]),
    ("Os he mandado cuatro correos y nadie contesta", [("email", 4, "no answer")]), ("Hablé por el chat y no saben nada", [("chat", 1, "no help")]),
    ("Fui a la tienda y me mandaron a llamar por teléfono", [("in person", 1, "sent on")]),
    ("Puse una reclamación hace tres semanas, sin respuesta", [("unclear", 1, "no answer")]),
    ("Rellené el formulario de la web y ninguna respuesta", [("website", 1, "no answer")]),
    ("Me prometieron que me llamarían y sigo esperando", [("phone", 1, "promise broken")]),
    ("Envié una carta certificada en marzo", [("letter", 1, "no help")]), ("Escribí por privado hace dos días y ni caso", [("message", 1, "no answer")]),
    ("¿Debería llamar o escribir un correo?", []), ("No he llamado todavía", []), ("Voy a llamar mañana", []), ("Si llamo, ¿me lo arregláis?", []),
    ("El internet va lentísimo", []),
]
GERMAN = [
    ("Seit 50 Minuten in der Warteschleife, keiner geht ran", [("phone", 1, "no answer")]),
    ("Habe dreimal angerufen und jedes Mal wurde aufgelegt", [("phone", 3, "cut off")]),
    ("Ich habe euch schon zwei E-Mails geschrieben, keine Antwort", [("email", 2, "no answer")]),
    ("Im Chat wurde das Gespräch einfach beendet", [("chat", 1, "cut off")]),
    ("War im Shop, die haben mich zur Hotline geschickt", [("in person", 1, "sent on")]),
    ("Habe vor drei Wochen eine Beschwerde eingereicht und nichts gehört", [("unclear", 1, "no answer")]),
    ("Das Formular auf der Website ausgefüllt, keine Reaktion", [("website", 1, "no answer")]),
    ("Man hat mir einen Rückruf versprochen, der nie kam", [("phone", 1, "promise broken")]),
    ("Ich habe einen Brief per Einschreiben geschickt", [("letter", 1, "no help")]),
    ("Hab euch per DM geschrieben, keine Antwort", [("message", 1, "no answer")]),
    ("Soll ich anrufen oder eine Mail schreiben?", []), ("Ich habe noch nicht angerufen", []), ("Ich werde morgen anrufen", []),
    ("Wenn ich anrufe, klappt es dann?", []),
    ("Das Internet ist seit gestern sehr langsam", []),
]
FRENCH = [
    ("Une heure en attente au téléphone et personne ne décroche", [("phone", 1, "no answer")]),
    ("J'ai appelé trois fois et on m'a raccroché au nez", [("phone", 3, "cut off")]),
    ("J'ai envoyé deux mails, aucune réponse", [("email", 2, "no answer")]), ("Sur le chat on m'a coupé la conversation", [("chat", 1, "cut off")]),
    ("Je suis allée en boutique, ils m'ont renvoyée vers le téléphone", [("in person", 1, "sent on")]),
    ("J'ai déposé une réclamation il y a trois semaines, toujours rien", [("unclear", 1, "no answer")]),
    ("J'ai rempli le formulaire sur votre site, sans réponse", [("website", 1, "no answer")]),
    ("Le conseiller devait me rappeler, il ne l'a jamais fait", [("phone", 1, "promise broken")]),
    ("J'ai envoyé une lettre recommandée en mars", [("letter", 1, "no help")]),
    ("Je vous ai écrit en message privé, sans réponse", [("message", 1, "no answer")]),
    ("Dois-je appeler ou envoyer un mail ?", []), ("Je n'ai pas encore appelé", []), ("Je vais appeler demain", []),
    ("Si j'appelle, est-ce que ça marchera ?", []),
    ("Internet est très lent depuis hier", []),
]


@pytest.mark.parametrize("text, told", SPANISH + GERMAN + FRENCH)
def test_the_common_forms_are_read(text, told):
    assert [(attempt.channel, attempt.n, attempt.failed) for attempt in tried([Turn(False, text)])] == told


def test_a_thread_may_change_its_language():
    turns = [Turn(False, "I called twice, no help."), Turn(False, "Ich habe auch drei E-Mails geschrieben, keine Antwort"), Turn(False, "y fui a la tienda")]
    assert [(attempt.channel, attempt.n) for attempt in tried(turns)] == [("phone", 2), ("email", 3), ("in person", 1)]


@pytest.mark.parametrize("text", ["This is your standard answer and I am done with it", "I was given a survey by email about the service"])
def test_a_phrase_of_another_language_is_an_ordinary_word_here(text):
    assert tried([Turn(False, text)]) == ()

"""What the company said before a person tells more: where it sent them, and what it asked whether they had tried."""
from __future__ import annotations

from typing import NamedTuple

from models.phrasebook import Phrasebook
from models.sentences import Sentence, sentences

_PLACES = Phrasebook({
    "phone": """
call*, phone*, ring, number, reservations, telephone, helpline, hotline, anrufen, rufen, telefon*, llamar, llame, llama, llámenos, teléfono
appel*, téléphone, numéro
""",
    "email": "email*, mail, correo, courriel",
    "chat": "chat, webchat, livechat",
    "message": "dm, dms, dm'd, direct/private message, pm, inbox, privado, privat*, privé, mp",
    "in person": """
agent/agents/representative/team/staff … airport/counter/gate/desk/station, baggage service/services/office/team/center/desk/agent, counter, desk
crew, attendant*, staff, gate agent/agents, airport team, shop, store, tienda, filiale, boutique, agence, magasin
""",
    "website": "form, forms, online, website, site, link, page, http, formular, formulario, formulaire, portal",
})
_ASKED = Phrasebook({"asked": """
did/have you/u/they/he/she … file*/report*/contact*/call*/spoke*/speak*/fill*/reach*/tell/told/talk*/submit*/complet*
did/have you/u/they/he/she … advise*/notif*/let/raised/raise/mention*/ask*/get/got, were you … able to
haben sie … gemeldet/angerufen/geschrieben/kontaktiert, ha/has … llamado/contactado/puesto/rellenado, avez vous … appelé/contacté/rempli/signalé
"""})
_PRECISE = ("in person", "website", "email", "chat", "phone")   # of several channels in a question, the one that is meant
_YES = frozenset("yes yep yeah yup yea ya i did already indeed correct sure ja sí si oui exactly both done".split())
_NO = frozenset("no not nope didn't didnt haven't havent nein nicht non pas never can't cannot".split())
_CASES = frozenset("claim report form complaint reported reklamation reclamación réclamation".split())
_REQUESTS = frozenset("can could please would might bitte podría podrías puede pouvez pourriez".split())
ANSWER_WORDS = 5     # of a reply in which a yes is one


class Context(NamedTuple):
    """sent_to: channels to which the company sent the person; asked: the channel that it asked whether they had tried, "" for none;
    is_case: it asked for a report or a claim, which somebody then has to answer."""

    sent_to: frozenset[str] = frozenset()
    asked: str = ""
    is_case: bool = False

    def after(self, text: str) -> Context:
        """The context once the company has said this."""
        said = sentences(text.replace("http", " http "))
        asked = [sentence for sentence in said if sentence.is_question and any(_ASKED.find(sentence.words))]
        sent = {channel for sentence in said if _sends(sentence) for channel in _channels(sentence)}
        return Context(self.sent_to | sent, _meant(asked), any(not _CASES.isdisjoint(sentence.words) for sentence in asked))


def is_yes(text: str) -> bool:
    """Does a reply begin with a yes?"""
    first = next((sentence.words[:ANSWER_WORDS] for sentence in sentences(text)), ())
    return not _YES.isdisjoint(first) and _NO.isdisjoint(first)


def _sends(sentence: Sentence) -> bool:
    """Does it send somebody there? "Can you call us?" does, "what number did you call?" does not."""
    return not sentence.is_question or not _REQUESTS.isdisjoint(sentence.words)


def _meant(asked: list[Sentence]) -> str:
    if not asked:
        return ""
    named = _channels(asked[-1])
    return next((channel for channel in _PRECISE if channel in named), "unclear")


def _channels(sentence: Sentence) -> set[str]:
    return {channel for channel, _, _ in _PLACES.find(sentence.words)}

"""What one reply of a company does, sentence by sentence: the rules by which words become kinds."""
from collections.abc import Iterator, Sequence
from functools import lru_cache

from models import courtesy_words, matter_words, referral_words, sending_words
from models import reply_words as said
from models.actions import is_action, is_compensation
from models.phrasebook import Phrasebook
from models.reply_sentences import Sentence, bare, sentences

SUBJECT_REACH = 6   # words before a verb of sending among which its subject stands
SHORT_PART = 3      # words; a part no longer than this states nothing
LONG_PART = 12      # words; from here on a part that begins with "if" holds its main clause too
Hit = tuple[str, int, int]   # a list of words, the first word, one past the last
_BOOK = Phrasebook({name: bare(block) for name, block in {
    "APOLOGY": said.APOLOGY, "NO_APOLOGY": said.NO_APOLOGY, "SENDING": "\n".join(sending_words.LISTS), "COMING": sending_words.COMING, "REQUEST": said.REQUEST,
    "POLITE_QUESTION": said.POLITE_QUESTION, "NOTHING": "\n".join(courtesy_words.LISTS), "TOLD": said.TOLD + matter_words.EXCUSE, "UNTOLD": matter_words.UNTOLD,
    "STATED": said.STATED, "PERSONAL": said.PERSONAL, "FACTUAL": said.FACTUAL, "MATTER": "\n".join(matter_words.LISTS), "VAGUE": matter_words.VAGUE,
    "REFERRAL": "\n".join(referral_words.LISTS), "NO_REFERRAL": referral_words.NO_REFERRAL, "OFFER": referral_words.OFFER}.items()})
_COMPANY = frozenset("i we for who that customers been were was thanks appreciate did have has had not glad happy".split())
_CUSTOMER = frozenset("you your please recommend recommending suggest advise advising encourage ask kindly they them him her need".split())
_OUGHT = {(have, "to") for have in ("has", "have", "need", "needs")}
_INVITING = frozenset("can could would will may please kindly dm #link try tried trying fancy".split())
_IF = frozenset("if when once unless".split())
_SUBORDINATE = _IF | {"until", "as"}
_OPENING = {"PERSONAL": 0, "FACTUAL": 1}   # words that may stand before these where they open a part
_ASKED = {(verb, who) for verb in ("have", "did", "do", "are", "were", "was", "has") for who in ("you", "your", "they", "anyone", "anybody", "someone")}
_DOOR = frozenset(("#phone #link #mail team agent agents staff desk counter office reservations relations department "
                   "airport crew attendant attendants specialist specialists crewmember gate form dm direct them folks people").split())
_GREETING = frozenset("#handle hi hey hello dear there hola hallo bonjour well so and ah oh".split())
_TURNS, _SUBJECTS = frozenset("but however although".split()), frozenset("i we you your our it they".split())


def acts(text: str) -> frozenset[str]:
    """The kinds of models.replies.KINDS that one reply does by itself; no contradiction, which needs the earlier ones.

    A cause, a time or a rule is information anywhere. A plain fact beside a sending elsewhere only leads up to it, and what is said
    of the person or oneself beside a question, an apology or a deed is courtesy.
    """
    found = frozenset().union(*map(_sentence_acts, sentences(text)))
    is_answer = ("fact" in found and not found & {"deflection"}
                 or "statement" in found and not found & {"deflection", "question", "apology", "action"})
    return (found | {"information"} if is_answer else found) - {"fact", "statement"}


@lru_cache(maxsize=50_000)
def _sentence_acts(sentence: Sentence) -> frozenset[str]:
    """The kinds of one sentence; "fact" and "statement" where it states something without a sign of what that is good for."""
    clauses = [(clause, list(_BOOK.find(clause))) for clause in sentence.clauses]
    cues = {name for _, hits in clauses for name, _, _ in hits}
    found = {"apology"} if "APOLOGY" in cues and "NO_APOLOGY" not in cues else set()
    is_question = sentence.is_question or _is_asked(sentence.words)
    is_offer = "OFFER" in cues and _DOOR.isdisjoint(sentence.words)
    if not is_offer and any(_sends(*clause) or _refers(*clause) for clause in clauses) and not (is_question and _INVITING.isdisjoint(sentence.words)):
        found.add("deflection")
    elif "POLITE_QUESTION" not in cues if is_question else "REQUEST" in cues:
        found.add("question")
    if is_question:
        return frozenset(found)
    told = set().union(*(_said(*clause) for clause in clauses))
    is_conditional = any(clause[0] in _IF for clause in sentence.clauses)    # "if you paid twice, we will send you a voucher"
    return frozenset(found | (told - {"action", "compensation"} if is_conditional else told))


def _is_asked(words: Sequence[str]) -> bool:
    """Does it begin as a question whose mark was forgotten? "Have you checked the tracker." """
    begin = next((at for at, word in enumerate(words) if word not in _GREETING), 0)
    return words[begin:begin + 2] in _ASKED


def _sends(clause: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Is it the customer who is to write, call, ask or read? Not where the company does, or did: "we will contact the airport"."""
    coming = {at for name, start, end in hits if name == "COMING" for at in range(start, end)}
    return any(name == "SENDING" and coming.isdisjoint(range(start, end))
               and (clause[start] in ("#link", "dm") or not _is_company(clause[max(0, start - SUBJECT_REACH):start])) for name, start, end in hits)


def _refers(clause: Sequence[str], hits: Sequence[Hit]) -> bool:
    """Is a door named? Not in a thank-you for having gone there, nor in an offer of anything else."""
    return not any(name == "NO_REFERRAL" for name, _, _ in hits) and any(
        name == "REFERRAL" and not _is_company(clause[max(0, start - SUBJECT_REACH):start]) for name, start, _ in hits)


def _is_company(before: Sequence[str]) -> bool:
    """Do the words before a verb make the company its subject? The last that names somebody decides; "has to" is the customer's."""
    company = max((at for at, word in enumerate(before) if word in _COMPANY), default=None)
    if company is None or before[-2:] in _OUGHT and {"i", "we"}.isdisjoint(before):
        return False
    return _CUSTOMER.isdisjoint(before[company:])


def _said(clause: tuple[str, ...], hits: Sequence[Hit]) -> set[str]:
    """What a clause that asks nothing says was done, was given, is so."""
    done = {kind for kind, is_said in (("action", is_action), ("compensation", is_compensation)) if is_said(clause)}
    if "compensation" in done:
        return done
    return done | {told for part in _parts(clause, hits) if (told := _told(*part)) == "information" or told and "action" not in done}


def _parts(clause: tuple[str, ...], hits: Sequence[Hit]) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """(words, names of the lists) of a clause cut at "but" and at "and we": a courtesy may stand beside a fact."""
    begin = next((at for at, word in enumerate(clause) if word not in _GREETING), 0)
    turns = (at for at, word in enumerate(clause) if word in _TURNS or word == "and" and not _SUBJECTS.isdisjoint(clause[at + 1:at + 2]))
    cuts = [begin, *(at for at in turns if at > begin), len(clause)]
    for a, b in zip(cuts, cuts[1:]):
        if a < b:
            yield clause[a:b], {name for name, start, _ in hits if a <= start < b and (start <= a + _OPENING.get(name, b))}


def _told(words: tuple[str, ...], cues: set[str]) -> str | None:
    if {"REQUEST", "SENDING"} & cues or words[0] in _SUBORDINATE and len(words) < LONG_PART and not (words[0] == "as" and "TOLD" in cues):
        return None
    if "TOLD" in cues and "UNTOLD" not in cues:
        return "information"
    is_referral = "REFERRAL" in cues and "NO_REFERRAL" not in cues
    is_stated = "MATTER" in cues and ("STATED" in cues or any(word.endswith("ed") for word in words))
    if is_referral or {"NOTHING", "APOLOGY", "VAGUE", "UNTOLD"} & cues or not is_stated or len(words) <= SHORT_PART:
        return None
    return "fact" if "FACTUAL" in cues or "PERSONAL" not in cues else "statement"

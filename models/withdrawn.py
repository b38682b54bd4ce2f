"""Whether a reply contradicts an earlier one of the same thread: takes it back, or says the opposite or another figure of the same matter."""
import re
from collections.abc import Iterator, Mapping, Sequence

from models.phrasebook import Phrasebook
from models.reply_sentences import bare, sentences
from models.words import fold

OBJECT_WORDS = 5    # after "we can" among which the verb and what it is about stand
Matter = tuple[str, ...]
_WITHDRAWN = Phrasebook({"withdrawn": bare("""
    correction, i/we was/were wrong/mistaken/incorrect, colleague was wrong/mistaken/incorrect, my mistake, our mistake, ignore/disregard/forget what
    ignore/disregard my/our/the/that previous/earlier/last/reply/tweet/message, earlier steer, earlier/previous/last steer/reply/tweet/message/answer/information was
    contrary to what, misinformed you, told you wrong, wrongly told/informed/advised, told wrong, should not have told/said/advised
    rectifico, nos equivocamos, me equivoque, ignora lo anterior, korrektur, richtigstellung, anders als gesagt, das war falsch, haben uns geirrt
    je rectifie, nous nous sommes trompes, contrairement a ce que, erreur de notre part
""")})
_WAYS = Phrasebook({
    "dm": "dm, direct message, private message", "phone": "call, calling, ring, phone, telephone", "e-mail": "email, e mail, emails, mails", "form": "form",
    "chat": "chat", "app": "app", "shop": "shop, store, branch", "website": "website, site", "letter": "letter, post"})
_DENIALS = frozenset("not no never unable closed cannot without stop stopped nicht kein keine pas sin".split())
_ABLE = Phrasebook({
    True: "we/you/they can/will, we/you/they are able to, it can be, is/are possible to",
    False: "we/you/they can/will not, we/you/they are unable to, we/you/they are not able to, it can not be, is/are not possible to"})
_SMALL = frozenset("the a an your you to for of in on it this that be any at with we by from and or our not".split())
_THINGS = frozenset(map(fold, """
    refund credit fee charge price cost voucher engineer technician delivery parcel appointment visit replacement cheque
    reembolso abono tecnico cita entrega termin techniker lieferung gutschrift remboursement technicien livraison rendez-vous
""".split()))
_SUM = re.compile(r"[£$€]\s?(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d)\s?(?:[£$€]|euros?\b|pounds?\b|dollars?\b)")
_DAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
                  r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
_SENTENCE = re.compile(r"[!?\n]+|\.\s")


def stands(text: str) -> dict[Matter, frozenset]:
    """What a reply says of each matter: of a way to get in touch and of what can be done {True} or {False}, of a thing its sums or days."""
    said: dict[Matter, set] = {}
    for sentence in sentences(text):
        for clause in () if sentence.is_question else sentence.clauses:
            for way, _, _ in _WAYS.find(clause):
                said.setdefault(("way", way), set()).add(_DENIALS.isdisjoint(clause))
            for matter, is_able in _abilities(clause):
                said.setdefault(matter, set()).add(is_able)
    for matter, value in _figures(text):
        said.setdefault(matter, set()).add(value)
    return {matter: frozenset(values) for matter, values in said.items()}


def takes_back(text: str) -> bool:
    """Does a reply say itself that an earlier one was wrong?"""
    return any(True for sentence in sentences(text) for _ in _WITHDRAWN.find(sentence.words))


def opposes(now: Mapping[Matter, frozenset], said: Mapping[Matter, frozenset]) -> bool:
    """Does what a reply says `now` of a matter leave out all that was said of it before?"""
    return any(matter in said and said[matter].isdisjoint(values) for matter, values in now.items())


def _abilities(clause: Sequence[str]) -> Iterator[tuple[Matter, bool]]:
    """((able, verb, what it is about), whether it can be done) of "we can hold your seat"."""
    taken = -1
    for is_able, start, end in sorted(_ABLE.find(clause), key=lambda hit: (hit[1], -hit[2])):
        if start > taken:    # "we can" begins "we can not" too
            taken = start
            about = [fold(word) for word in clause[end:end + OBJECT_WORDS] if word not in _SMALL]
            yield from ((("able", about[0], thing), is_able) for thing in about[1:])


def _figures(text: str) -> Iterator[tuple[Matter, str]]:
    """((sum or day, what it is of), which) of each sentence that names a thing that is paid or comes."""
    for sentence in _SENTENCE.split(text.lower()):
        sums = {first or second for first, second in _SUM.findall(sentence)}
        days = set(_DAY.findall(sentence))
        if sums or days:
            things = _THINGS.intersection(map(fold, sentence.split()))
            yield from ((("sum", thing), value) for thing in things for value in sums)
            yield from ((("day", thing), value) for thing in things for value in days)

"""Whether a clause of a company's says that something was done for the person, or that something was given."""
from collections.abc import Collection, Iterator, Sequence

from models import action_words as said
from models.phrasebook import Phrasebook
from models.reply_sentences import bare

OBJECT_REACH = 4    # words after a deed among which it is told to what it was done
IDLE_REACH = 5      # … and among which a note, a message or feedback makes it idle
SUBJECT_REACH = 5   # words before "has been done" among which it is told to what
SHORT = 5           # words at most of a note without a verb: "fee cancelled too"
_ADVERBS = "just/now/already/also/since/personally/successfully/both/gone/went"


def _set(*blocks: str) -> frozenset[str]:
    return frozenset(word for block in blocks for word in bare(block).split())


_DONE, _IDLE, _CONDITION, _THING = (_set(block) for block in (said.DONE, said.IDLE, said.CONDITION, said.THING))
_THING |= {f"{thing}s" for thing in _THING}
_PAST, _SUFFERED = _DONE - _set(said.NOT_PAST), _DONE - _set(said.NOT_SUFFERED)
_THIRD, _TO_YOU, _FACTS, _REGRET = (_set(block) for block in (said.THIRD, said.TO_YOU, said.TOLD_AS_FACT, said.REGRET))
_DENIAL = _set("not never no nicht kein keine pas ne")
_JOINING, _SUBJECTS = _set("and but so"), _set("i we you they")
_OWN = _set("you your yours")
_PERSONAL = _set("you your yours it this that them these those him her his their both all everything")
_NOTED = _PAST & _SUFFERED | _set("cancelled canceled stopped")
_NOTE = _set("#handle all set done sorted fixed now already it is that you are hi ok okay perfect great")
_VERBS = _set("is are was were be been being have has had will would can could do does did to due gets get")


def _either(words: Collection[str]) -> str:
    return "/".join(sorted(words))


_DID, _PASSIVE, _DOES, _CAUSED = _either(_PAST), _either(_SUFFERED), _either(_set(said.DOING)), _either(_SUFFERED | _set("updated changed"))
# How a deed is told: a frame whose object shows that it is for somebody, one that needs none, one whose subject shows it, and a whole saying.
_DEEDS = Phrasebook({
    "object": f"""i/we/and have {_either(_DONE)}, i/we have {_ADVERBS} {_either(_DONE)}, i/we have gone ahead and {_either(_DONE)}, i/we {_DID}, i/we {_ADVERBS} {_DID},
                  {_either(_THIRD)} has/have {_either(_DONE)}, has/have {_PASSIVE} your/the, credited/refunded/reimbursed #money""",
    "direct": f"""i/we am/are {_DOES} you/your/her/his, i/we am/are now/also/just {_DOES} you/your, i/we am/are refunding/waiving/crediting the,
                  and {_either(_PAST & _SUFFERED)} you/your/it/#number""",
    "subject": f"""has/have been {_PASSIVE}, has/have {_ADVERBS} been {_PASSIVE}, is/are being refunded/credited/rebooked/reimbursed/couriered/replaced/delivered""",
    "caused": f"""i/we/{_either(_THIRD)} has/have/had/got you/your/it/this/that/them/her/him/both/everything/everyone … {_CAUSED},
                  i/we have got you/your/it/this/that/them/her/him … {_CAUSED}""",
    "third": f"""{_either(_THIRD)} has/have {_ADVERBS} {_either(_DONE)}, {_either(_THIRD)} {_either(_PAST & _SUFFERED)}/provided""",
    "you": f"""you have been {_either(_TO_YOU)}, you have {_ADVERBS} been {_either(_TO_YOU)}, you have been {_ADVERBS} {_either(_TO_YOU)}, you are now/already/being {_either(_TO_YOU)},
               you are/were rebooked/reaccommodated/reticketed/upgraded/protected/refunded, you are/were backed/moved up/to""",
    "fact": f"""was/were {_either(_FACTS)}, was/were {_ADVERBS} {_either(_FACTS)}, is/are being {_either(_FACTS - _set("fixed resolved restored corrected repaired"))}/sent/shipped/transferred/added/moved""",
    "settled": bare(said.SETTLED),
})
_GIFTS = Phrasebook({"gift": bare(said.GIFT), "giving": bare(said.GIVING)})


def is_action(clause: Sequence[str]) -> bool:
    """Was something done for the person or the fault, or is it under way? Not what is conditional, denied, wished for or handed on."""
    return _is_note(clause) or any(_is_deed(part, *hit) for part in _parts(clause) for hit in _DEEDS.find(part))


def _parts(clause: Sequence[str]) -> Iterator[Sequence[str]]:
    """A clause cut at "and we", "but you": "looks like fog and we have rebooked you" wishes for nothing in its second part."""
    cuts = [0, *(at for at, word in enumerate(clause) if word in _JOINING and not _SUBJECTS.isdisjoint(clause[at + 1:at + 2])), len(clause)]
    return (clause[a:b] for a, b in zip(cuts, cuts[1:]) if a < b and (not a or _CONDITION.isdisjoint(clause[:1])))


def _is_deed(clause: Sequence[str], frame: str, start: int, end: int) -> bool:
    if not _IDLE.isdisjoint(clause[end:end + IDLE_REACH]):
        return False
    if frame == "settled":
        return _CONDITION.isdisjoint(clause[:start]) and _DENIAL.isdisjoint(clause[start:end])
    if not _CONDITION.isdisjoint(clause[:end]):
        return False
    if frame in ("caused", "third", "you", "fact") and not _REGRET.isdisjoint(clause[:end]):
        return False
    if frame == "third":
        return not (_OWN | _THING).isdisjoint(clause[end:end + OBJECT_REACH]) or ("for", "you") in zip(clause[end:], clause[end + 1:])
    if frame in ("caused", "you"):
        return "gate" not in clause[end:end + 2] and clause[end - 1] != "located"
    if frame == "fact":
        return not (_OWN | _THING).isdisjoint(clause[max(0, start - SUBJECT_REACH):start]) and not {"your", "the", "this", "that"}.isdisjoint(clause[:start])
    if frame == "object":
        return _is_for_somebody(clause[end:end + OBJECT_REACH]) or ("for", "you") in zip(clause[end:], clause[end + 1:])
    return frame == "direct" or _is_for_somebody(clause[max(0, start - SUBJECT_REACH):start])


def _is_for_somebody(words: Sequence[str]) -> bool:
    return not _PERSONAL.isdisjoint(words) or not _THING.isdisjoint(words)


def _is_note(clause: Sequence[str]) -> bool:
    """Telegram style: "fee cancelled too", "refunded today", "all set"."""
    if {"all", "done"} & set(clause) and {"set", "done", "sorted", "fixed"} & set(clause) and _NOTE.issuperset(clause):
        return True
    return (len(clause) <= SHORT and any(word in _NOTED for word in clause[:3]) and _VERBS.isdisjoint(clause) and _CONDITION.isdisjoint(clause)
            and _IDLE.isdisjoint(clause) and (clause[0] in _PAST & _SUFFERED and len(clause) < SHORT or not _THING.isdisjoint(clause[:2])))


def is_compensation(clause: Sequence[str]) -> bool:
    """Was something given that is worth money, or firmly offered? Not where it is conditional or refused."""
    return _CONDITION.isdisjoint(set(clause) - {"will"}) and {name for name, _, _ in _GIFTS.find(clause)} == {"gift", "giving"}

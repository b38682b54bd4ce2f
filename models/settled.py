"""Whether a customer says that the problem is solved, or takes that back."""
from collections.abc import Iterator, Sequence

from models import settled_words as said
from models.phrasebook import Phrasebook
from models.reply_sentences import Sentence, bare, sentences

BRIEF = 6    # words at most of a "no, but thank you"
LEADING = 3  # words of a post among which its yes or no stands
END = "#end"  # stands after the last word of a part
SHORT = 3   # words at most of a note: "Worked!", "fixed, thanks"
_WORDS = Phrasebook({"solved": bare(said.SOLVED), "reached": bare(said.REACHED), "doubt": bare(said.DOUBT), "undone": bare(said.UNDONE)})
_BESIDE = Phrasebook({"spoilt": bare(said.SPOILT), "elsewhere": bare(said.ELSEWHERE), "grateful": bare(said.GRATEFUL)})
_REPLIES = Phrasebook({"solved?": bare(said.ASKED_IF_SOLVED), "needed?": bare(said.STILL_IN_NEED), "yes": bare(said.YES), "no": bare(said.NO)})
_TAKEN_BACK = Phrasebook({"taken back": bare(said.TAKEN_BACK)})
_TURNS = frozenset("but so anyway".split())
_SUBJECTS = frozenset("it i we all they everything now my our problem issue things".split())
_NOTED = frozenset("worked fixed resolved sorted solved".split())
_WITH = _NOTED | frozenset("thanks thank you it that now already finally just again all cheers yes yep yay company".split())


def is_settled(text: str, was_helped: bool = True) -> bool:
    """Does a sentence say, without a doubt, a wish or a denial before it, that the thing is solved?

    That one got there, or got something, counts only where nothing in the post still complains: "made it, two hours late" ends a
    journey, not a complaint. Where the company gave nothing but sympathy so far (not `was_helped`) it needs a thank you too.
    """
    told = [sentence for sentence in sentences(text) if not sentence.is_question]
    signs = {name for sentence in told for part in _parts(sentence) for name in _signs(part)}
    if not signs or is_unsettled(text):
        return False
    about = _about(text)
    if "solved" in signs:
        return "elsewhere" not in about
    return not about & {"elsewhere", "spoilt"} and (was_helped or "grateful" in about)


def says_settled(asked: str, text: str) -> bool:
    """Does a customer answer "yes" to the company's "did you manage?", or "no, thank you" to its "do you still need help?"?"""
    questions = {name for sentence in sentences(asked) if sentence.is_question for name, _, _ in _REPLIES.find(sentence.words)}
    words = [word for sentence in sentences(text) for word in sentence.words]
    opening = {name for name, start, _ in _REPLIES.find(words) if start < LEADING}
    about = _about(text)
    if "needed?" in questions and "no" in opening:
        return "grateful" in about and (len(words) <= BRIEF or "spoilt" not in about)
    return "solved?" in questions and "yes" in opening and not about & {"spoilt", "elsewhere"}


def is_unsettled(text: str) -> bool:
    """Does a customer say that what was solved is not?"""
    return any(True for sentence in sentences(text) for _ in _TAKEN_BACK.find(sentence.words))


def _about(text: str) -> set[str]:
    """What else a post holds: "spoilt" where something in it still complains or asks, "elsewhere", "grateful"."""
    return {name for sentence in sentences(text) for name in ("spoilt",) * sentence.is_question + tuple(name for name, _, _ in _BESIDE.find(sentence.words))}


def _parts(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """The clauses cut at "but", "so" and "and it": a doubt before these is no doubt of what follows."""
    for clause in sentence.clauses:
        if any(name == "undone" for name, _, _ in _WORDS.find(clause)):
            continue
        cuts = [0, *(at for at, word in enumerate(clause) if word in _TURNS or word == "and" and not _SUBJECTS.isdisjoint(clause[at + 1:at + 2])), len(clause)]
        yield from (clause[a:b] for a, b in zip(cuts, cuts[1:]) if a < b)


def _signs(part: Sequence[str]) -> set[str]:
    """Which of "solved" and "reached" a part of a clause says before it doubts."""
    hits = list(_WORDS.find((*part, END)))
    doubted = min((start for name, start, _ in hits if name == "doubt"), default=len(part))
    signs = {name for name, start, _ in hits if name in ("solved", "reached") and start <= doubted}
    return signs | ({"solved"} if len(part) <= SHORT and not _NOTED.isdisjoint(part) and _WITH.issuperset(part) else set())

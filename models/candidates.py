"""What a topic could be called: stretches of 2-7 words of a clause that can stand alone."""
from functools import lru_cache

from models.spoken import is_content
from models.stopwords import FUNCTION_WORDS, STOPWORDS

LENGTHS = range(2, 8)
OPENERS = frozenset("""
no not never still on over without nobody none nothing can't cannot won't didn't doesn't don't isn't wasn't hasn't haven't
couldn't wouldn't aren't weren't cant wont didnt doesnt dont isnt wasnt hasnt havent couldnt too kein keine keinen nicht nie
niemand ohne noch sin nadie nunca sans aucun aucune jamais personne
""".split())
DENIALS = OPENERS - {"still", "on", "over", "too", "noch"}  # a label may not begin just after one: it would say the opposite
CLOSERS = frozenset("""
up off out down back away again twice hour hours day days week weeks month months year years anything nothing anywhere
nicht nichts mehr pas plus rien nada
""".split())
NOT_LAST = frozenset("""
let give given keep keeps kept make made need needs put say said says take tell told try trying want wants went saying getting
called named seems various new other many day seem going til still several own each per regarding
""".split())  # they want another word after them
NOT_FIRST = frozenset("people let say said tell want well right sure went way put need please cust take make lot".split())
BREAKS = frozenset("""
and but or so because cause cos since although though while when if that which who where why how what then until till before
after for with without from at by in into on onto of to about over through during as than
i i'm i've i'd i'll we we're we've we'd you you're you've he she it it's they they've they're there there's this these
my our your their the a an
und oder aber weil dass wenn denn als ob mit ohne für seit von bei nach ich wir sie es
et ou mais parce que quand si qui avec sans pour depuis chez je nous vous il elle on
y o pero porque cuando si con sin para desde por
""".split())  # a new part of a sentence may begin here
JOINTS = frozenset("but because cause cos so although though while if i i'm i've i'd i'll we we've he she they it's that's what where how "
                   "why um aber weil dass mais parce pero porque".split())
BEFORE_BE = frozenset("to not never can't cannot won't couldn't wouldn't has have had hasn't haven't hadn't will would should must still".split())
ASKING = frozenset("do does did can could will would is are how what why when where which who should have has am".split())
ASKS_HOW = frozenset("how so too very as more most less".split())
GOES_ON = frozenset("""to of than as the a an my our your their this these you it you're it's there of von auf de""".split())  # no end before them
PARTICLES = {"in": frozenset("log logs logged logging sign signed signing let lets me plug plugged checking check checked".split())}


def candidates(words: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """Every stretch of a clause that begins and ends where a part of the sentence does, without its loose ends; and at how
    many of the clause's own two ends it stands (0-2).

    It opens with a content word or one such as "no", "on", "didn't" and closes with a content word or one such as
    "up", "twice", "nicht": "I was charged twice for" is "charged twice".
    """
    starts = [0, *(i for i in range(1, len(words)) if words[i] in BREAKS)]
    stops = [*(i for i in range(2, len(words)) if words[i] in BREAKS and words[i] not in GOES_ON), len(words)]
    found: dict[tuple[str, ...], int] = {}
    for start in starts:
        for end in stops:
            first, last = _trim(words, start, end)
            run = words[first:last]
            if len(run) in LENGTHS and not _is_broken(run) and DENIALS.isdisjoint(words[max(0, first - 3):first]):
                ends = (start == 0 and words[0] not in ASKING) + (end == len(words) and run[-1] == words[-1])
                found[run] = max(ends, found.get(run, 0))
    return found


def _is_broken(run: tuple[str, ...]) -> bool:
    """Two sentences run together, or one that lost the word its verb hangs on: "app and it crashes", "card be declined", "the the pin"."""
    return any(word in JOINTS or word == before or (word in ("be", "been") and before not in BEFORE_BE) or
               (before in ("and", "or") and word in STOPWORDS) for before, word in zip(run, run[1:]))


def _trim(words: tuple[str, ...], start: int, end: int) -> tuple[int, int]:
    """Where the stretch begins and ends without its loose ends."""
    first = start
    while end > start and not _may_close(words[start:end]):
        end -= 1
    while first < end and not _may_open(words[first]):
        first += 1
    if first > start and words[first - 1] in ASKS_HOW:
        return end, end
    if first > start and first < end and words[first] == "not" and words[first - 1] in ASKING - {"am"}:
        first -= 1
    return first, end


@lru_cache(maxsize=100_000)
def _may_open(word: str) -> bool:
    return word in OPENERS or (word not in FUNCTION_WORDS and word not in NOT_FIRST and len(word) > 1)


def _may_close(run: tuple[str, ...]) -> bool:
    last = run[-1]
    if last in NOT_LAST:
        return False
    return last in CLOSERS or (is_content(last) and last not in OPENERS) or (len(run) > 1 and run[-2] in PARTICLES.get(last, ()))

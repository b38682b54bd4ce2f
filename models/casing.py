"""What capital letters tell: how most people write a word (TV, eSIM, German nouns), and which words are places and months."""
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

WRITTEN = {"i": "I", "i'm": "I'm", "i've": "I've", "tv": "TV", "sim": "SIM", "esim": "eSIM", "pin": "PIN", "dm": "DM",
           "dms": "DMs", "atm": "ATM", "iban": "IBAN", "wifi": "wifi", "vip": "VIP", "id": "ID", "gps": "GPS", "uk": "UK"}
_INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_]+(?:['’][^\W\d_]+)*")  # not the first word of a sentence
_NAME = re.compile(r"(?<![^\W\d_])[A-Z][a-z]{2,}(?![^\W\d_])")
_WHERE = re.compile(r"\b(?:in|at|near|from|since|until|en|à|aus) ([A-Z][a-z]{2,})(?![^\W\d_])")
_PLACE_SHARE = 0.3  # of a name's mentions that stand after "in", "at", "since" ...


def places(texts: Sequence[str]) -> set[str]:
    """Names that often stand after "in", "at" or "since": towns, countries and months, lower case. They name no topic."""
    where = Counter(word for text in texts for word in _WHERE.findall(text))
    names = Counter(word for text in texts for word in _NAME.findall(text) if word in where)
    often = {word.lower(): names[word] for word, n in where.items() if n >= 3 and n >= _PLACE_SHARE * names[word]}
    small = Counter(word for text in texts for word in text.split() if word in often)
    return {word for word, n in often.items() if 2 * small[word] < n}


def casing(texts: Sequence[str], wanted: Collection[str]) -> dict[str, str]:
    """How each of the wanted words (lower case) is written inside sentences by more than two in three, or in lower case.

    Texts in capitals do not count.
    """
    seen = defaultdict(Counter)
    for text in texts:
        if sum(map(str.isupper, text)) < len(text) / 4:
            for word in _INSIDE.findall(text):
                lower = word.lower()
                if lower in wanted:
                    seen[lower][word] += 1
    return {word: WRITTEN.get(word) or _usual(word, seen[word]) for word in wanted}


def _usual(word: str, count: Counter) -> str:
    best, n = min(count.items(), key=lambda item: (-item[1], item[0]), default=(word, 0))
    return best if 3 * n > 2 * sum(count.values()) else word

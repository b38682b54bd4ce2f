"""Numbers that measure a loss: stretches of time and sums of money, read from the words of a text."""
from collections.abc import Iterator, Sequence

_UNITS = {"min mins minute minutes minuten minutos": 1 / 1440, "h hr hrs hour hours hora horas stunde stunden heure heures": 1 / 24,
          "day days día días dia dias tag tage tagen jour jours": 1.0, "wk wks week weeks semana semanas woche wochen semaine semaines": 7.0,
          "fortnight": 14.0, "month months mes meses monat monate monaten mois": 30.0}
DAYS = {word: length for block, length in _UNITS.items() for word in block.split()}
_COUNTS = ("a an one another un una ein eine einen einer une", "two dos zwei deux couple", "three tres drei trois", "four cuatro vier quatre",
           "five cinco fünf cinq", "six seis sechs", "seven siete sieben sept", "eight ocho acht huit", "nine nueve neun neuf", "ten diez zehn dix")
COUNTS = {word: float(n) for n, block in enumerate(_COUNTS, 1) for word in block.split()} | {"several": 3.0, "few": 3.0, "dozen": 12.0}
_CURRENCY = frozenset("£ $ € euro euros eur pound pounds quid dollar dollars bucks usd gbp".split())
_NOT_LOST = frozenset("contract contracts deal minimum free trial plan guarantee warranty vertrag contrat contrato notice".split())


def days(words: Sequence[str]) -> Iterator[tuple[float, str]]:
    """(days, words) of every stretch of time: "3 weeks" is 21, "45 mins" 0.03. A contract's length is none."""
    for at, length in spans(words):
        yield length, f"{words[at - 1]} {words[at]}"


def spans(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """(place of its unit among the words, days) of every stretch of time."""
    for at in range(1, len(words)):
        if (unit := DAYS.get(words[at])) and (count := _count(words, at - 1)) and _NOT_LOST.isdisjoint(words[at + 1:at + 2]):
            yield at, count * unit


def sums(words: Sequence[str]) -> Iterator[tuple[float, str]]:
    """(amount, words) of every sum in £, $ or €, whichever: "£229", "40 euros"."""
    for at, word in enumerate(words):
        if word[0] in "£$€" and len(word) > 1:
            yield number(word[1:]), word
        elif word in _CURRENCY and at and (amount := number(words[at - 1])) is not None:
            yield amount, f"{words[at - 1]} {word}"


def number(word: str) -> float | None:
    """1,200.50 and 1.200,50 are 1200.5; 7,50 is 7.5; None for what is no number."""
    if not word[:1].isdecimal() or not word.replace(",", "").replace(".", "").isdecimal():   # "2nd" begins like one
        return None
    mark = max(word.rfind("."), word.rfind(","))
    is_fraction = mark > 0 and len(word) - mark != 4
    whole, fraction = (word[:mark], word[mark + 1:]) if is_fraction else (word, "0")
    return float(f"{whole.replace(',', '').replace('.', '')}.{fraction}")


def _count(words: Sequence[str], at: int) -> float | None:
    if words[at] == "of" and at:
        at -= 1
    return COUNTS.get(words[at]) or number(words[at])

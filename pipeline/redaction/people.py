"""Names of people: after words that announce one, after titles, in signatures, and known first names with a surname."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.redaction.spans import Span

_WORD = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*"
_WORDS = rf"(?P<words>(?:[^\W\d_]\.[ \t]?){{0,2}}{_WORD}(?:(?:[ \t]{{1,2}}|/)(?:[^\W\d_]\.[ \t])?{_WORD}){{0,3}})(?!\w*://)"

# Whatever follows is a name, however it is written.
_INTRODUCED = re.compile(
    r"(?<![\w@])(?:(?:my|his|her) (?:full |last |first |sur)?name(?:'s| is)|(?:full |last |first |sur)name is|(?<=[.!?,;] )name is|"
    r"(?:(?:first|last|sur|full|cust|customer|passenger|pax|account|guest|client|caller)[ ]?)?names?[ ]?[:=]|"
    r"(?:cust|customer|caller|passenger|pax|guest|client)[ ]?[:=]|under the name(?: of)?|account holder(?: is|:)|"
    r"me llamo|mi nombre es|nombre[ ]?:|a nombre de|"
    r"ich hei(?:ß|ss)e|mein name ist|name ist|auf den namen|kundenname[ ]?:|"
    r"je m['’]appelle|mon nom est|je me nomme|nom[ ]?:|au nom de|"
    r"mi chiamo|il mio nome è|meu nome é|me chamo|chamo-me|mijn naam is|ik heet)"
    rf"[ \t]{{1,3}}(?={_WORDS})",
    re.IGNORECASE,
)
# After these a name must be a known first name: "thanks, Sarah", "spoke to Ahmed".
_ADDRESSED = re.compile(
    r"\b(?:i am|i'm|im|this is|it's|soy|ich bin|hier ist|hier spricht|je suis|ici|sono|sou|ik ben|"
    r"(?:spoke|speak|spoken|speaking|talked|talk|talking|chatted|dealt|dealing|served|helped)[ ](?:to|with|by)|named|called|"
    r"agent|rep|representative|manager|supervisor|advis[oe]r|engineer|technician|driver|attendant|captain|pilot|colleague|"
    r"hi|hello|hey|dear|hola|hallo|bonjour|liebe|lieber|querid[oa]|estimad[oa]|cher|ch[eè]re|ciao|"
    r"thanks|thank you|thx|ty|gracias|danke|merci|grazie|obrigad[oa]|cheers|kudos to|props to|shout ?out to)"
    rf"[ \t,]{{1,2}}(?={_WORDS})",
    re.IGNORECASE,
)
_CALLED_SELF = re.compile(rf"\b(?:i am|i'm|this is|soy|ich bin|je suis)[ \t]{{1,2}}(?={_WORDS})", re.IGNORECASE)
_SPEAKING = re.compile(
    rf"\b(?:this is|it's|hier ist|hier spricht|c'est)[ \t]{{1,2}}(?={_WORDS}[ \t](?:speaking|here|calling)\b)", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:\b(?:(?:kind |best |warm |many )?regards|rgds|sincerely|faithfully|yours(?: truly)?|best(?: wishes)?|signed(?: by)?|"
    r"(?:un )?saludos?(?: cordiales)?|atentamente|firmado|"
    r"mit freundlichen gr(?:ü|ue)(?:ß|ss)en|(?:viele |liebe |beste |freundliche )?gr(?:ü|ue)(?:ß|ss)e|mfg|gezeichnet|gez\.|"
    r"cordialement|bien à vous|sinc[eè]res salutations|cordiali saluti|distinti saluti|cumprimentos|atenciosamente|"
    rf"met vriendelijke groet)[ \t]{{0,3}}[,.!:–-]{{0,3}}[ \t]{{0,3}}\n{{0,2}}[ \t]{{0,3}})(?={_WORDS}[ \t.!]{{0,4}}(?:$|\n|,|\x00))",
    re.IGNORECASE,
)
# A line of two or three capitalised words by itself: how letters end.
_LAST_LINE = re.compile(rf"(?<=\n)(?={_WORDS}[ \t.]{{0,2}}(?:$|\n))")
_TITLED = re.compile(
    r"(?<![\w.])(?:(?:(?:Mrs?|Ms|Mx|Dr|Prof|MRS?|MS|DR|Mister|Sra?|Srta|Mme|Mlle|Sig|mrs?|mme)\.?|M\.|Miss|"
    r"Señor(?:a|ita)?|señor(?:a|ita)|Herrn?|Frau|herr|frau|Monsieur|Madame|monsieur|madame|Signora?|Senhora?|Meneer|Mevrouw)"
    rf"[ \t]{{1,2}}){{1,3}}(?={_WORDS})"
)
# A known first name and a capitalised word after it, wherever they stand.
_FULL_NAME = re.compile(
    r"(?<![\w@#/.])(?P<words>[^\W\d_a-z][^\W\d_]+[ \t](?:[^\W\d_a-z]\.[ \t])?[^\W\d_a-z][^\W\d_'’-]+(?:['’-][^\W\d_]+)?)(?!\w)"
)
_TOKEN = re.compile(r"[^\W\d_]+")
_INTRODUCING = frozenset(
    "name names cust customer caller passenger pax guest client holder llamo nombre heiße heisse namen kundenname appelle "
    "nom nomme chiamo nome chamo naam heet".split()
)
_SIGNING = frozenset(
    "regards rgds sincerely faithfully yours best signed saludo saludos atentamente firmado grüßen gruessen grüssen grüße "
    "gruesse grüsse mfg gezeichnet gez cordialement bien salutations saluti cumprimentos atenciosamente groet".split()
)


def _words_of(file_name: str) -> frozenset[str]:
    lines = (Path(__file__).parent / file_name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_GIVEN_NAMES = _words_of("given_names.txt")
_NOT_NAMES = _words_of("everyday_words.txt")
_CONNECTIVES = frozenset("and y e und et i my mein mi mon con with from of at but".split())
_PARTICLES = frozenset("de del de la las los van von der den da do dos di della le du el al bin ibn ter ten zu".split())


def find_names(text: str) -> Iterator[Span]:
    """Jane Doe in "my name is jane doe", "Regards, Jane", "Mrs Doe", "this is Jane speaking", "spoke to Jane", "Jane Doe"."""
    tokens = frozenset(_TOKEN.findall(text.lower()))
    if not _GIVEN_NAMES.isdisjoint(tokens) or not text.isascii():
        yield from _named(text, _FULL_NAME, _full_name)
        yield from _named(text, _ADDRESSED, _given_name)
    if not _INTRODUCING.isdisjoint(tokens):
        yield from _named(text, _INTRODUCED, _any_name)
    if not _SIGNING.isdisjoint(tokens):
        yield from _named(text, _SIGNED, _signature)
    yield from _named(text, _SPEAKING, _said_name)
    yield from _named(text, _CALLED_SELF, _two_titled)
    yield from _named(text, _TITLED, _after_title)
    if "\n" in text:
        yield from _named(text, _LAST_LINE, _whole_line)


def _named(text: str, pattern: re.Pattern[str], length: Callable[[list[str], re.Match[str]], int]) -> Iterator[Span]:
    """The first words of each match, as many as `length` says are a name."""
    for match in pattern.finditer(text):
        words = list(re.finditer(_WORD, match["words"]))
        if n := length([word[0] for word in words], match):
            start = match.start("words")
            yield Span(start + words[0].start(), start + words[n - 1].end(), "name")


def _full_name(words: list[str], match: re.Match[str]) -> int:
    are_title = all(word.istitle() or "'" in word or "-" in word for word in (words[0], words[-1]))
    is_known = _plain(words[0]) in _GIVEN_NAMES and words[-1].lower() not in _NOT_NAMES
    return len(words) if are_title and is_known else 0


def _any_name(words: list[str], match: re.Match[str]) -> int:
    """How many of the words are the name, when the first surely is one unless it is an everyday word."""
    if words[0].lower() in _NOT_NAMES:
        return 0
    if words[0].istitle() or _is_title(words[0]):
        return _titled_n(words)
    follows = words[1:2] and words[1].lower() not in _NOT_NAMES | _CONNECTIVES
    return 2 if follows and (len(words) == 2 or words[2].lower() in _CONNECTIVES) else 1


def _said_name(words: list[str], match: re.Match[str]) -> int:
    is_name = words[0].istitle() or _plain(words[0]) in _GIVEN_NAMES
    return _any_name(words, match) if is_name else 0


def _given_name(words: list[str], match: re.Match[str]) -> int:
    is_given = _plain(words[0]) in _GIVEN_NAMES
    return _titled_n(words) if is_given and _is_title(words[0]) else 0


def _two_titled(words: list[str], match: re.Match[str]) -> int:
    """Two capitalised words in a text with ordinary capitals, none of them an everyday word."""
    n = _titled_n(words)
    are_plain = all(not word.isupper() and word.lower() not in _NOT_NAMES for word in words[:n])
    return n if n >= 2 and are_plain else 0


def _whole_line(words: list[str], match: re.Match[str]) -> int:
    n = _two_titled(words, match)
    return n if n == len(words) and n <= 3 else 0


def _signature(words: list[str], match: re.Match[str]) -> int:
    n = _titled_n(words)
    if n == len(words) and (words[0].lower() not in _NOT_NAMES or f"{words[0]}." in match["words"]):
        return n
    return len(words) if len(words) <= 2 and _plain(words[0]) in _GIVEN_NAMES else 0


def _after_title(words: list[str], match: re.Match[str]) -> int:
    if words[0].lower() in _NOT_NAMES:
        return 0
    return _titled_n(words) or (1 if match[0][0].islower() else 0)


def _titled_n(words: list[str]) -> int:
    """How many words from the start are capitalised, particles between them included ("Ana de la Cruz")."""
    n = 0
    for at, word in enumerate(words):
        if _is_title(word) and not (at and word.lower() in _NOT_NAMES):
            n = at + 1
        elif word.lower() not in _PARTICLES or not at:
            break
    return n


def _is_title(word: str) -> bool:
    return word[0].isupper()


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))

"""A post cut into sentences and clauses of plain words, what is no word shown as a mark: phrases are looked up in these."""
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_SIGNED = re.compile(r"(?:\^|(?:\s|^)\*)[^\W\d_][\w'.]{0,14}(?: [A-Z][\w.]{0,12})?(?=\s*$|\s+\(?\d/\d)|(?:^|\s)\(?\d ?/ ?\d\)?(?=\s|$)|\s-[A-Z][a-z]{1,12}\s*$|\(cont\.?\)")
_MONEY = r"[£$€]\s?\d(?:[\d.,]{0,12}\d)?k?|\d[\d.,]{0,9}\s?(?:[£$€]|usd\b|eur\b|gbp\b|euros?\b|dollars?\b|pounds?\b|quid\b|pence\b)"
_TOKEN = re.compile(
    r"(?P<LINK>https?://\S+|www\.\S+|\b[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}/[\w/.#?=&%-]*|\b[\w-]{2,40}\.(?:com|org|net|co\.uk|example)\b|\[link\])"
    r"|(?P<MAIL>(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{2,80}|__email__|\[e-?mail\])|(?P<HANDLE>[@＠]\w+|\[handle\])"
    r"|(?P<PHONE>\[phone\]|(?<![\w-])\+?\d{1,4}[-. (]{1,2}\d{2,4}[-. )]{1,2}(?-i:[\dA-Z][\dA-Z .-]{2,12})|(?<!\w)0\d{9,10}\b|(?<!\w)0\d{2,4} \d{5,8}\b|\b800-[A-Z-]{5,12})"
    rf"|(?P<MONEY>{_MONEY})|(?P<TIME>\b\d{{1,2}}[:.]\d\d(?:\s?[ap](?:\.?m)?\b)?|\b\d{{1,4}}\s?(?:[ap](?:\.?m)?\b|h\d\d|hrs?\b|uhr\b))"
    r"|(?P<NUMBER>\d+(?:[.,]\d+)*)|(?P<WORD>[^\W\d_]+(?:['’`´][^\W\d_]+)*)|(?P<ASK>[?？]+)|(?P<END>[.!…\n]+|\.{2,})|(?P<PAUSE>[,;:–—()|]|\s-+\s)",
    re.IGNORECASE)
_ENTITY = re.compile(r"&(amp|lt|gt|quot|nbsp);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": " "}
_AND = re.compile(r"\s&\s|\s[wW]/(?=\w)\s?|\s[wW]/\s")
_TAILS = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am", "'d": "would"}
_BARE = {"ive": ("i", "have"), "weve": ("we", "have"), "im": ("i", "am"), "youre": ("you", "are"), "cant": ("can", "not"), "dont": ("do", "not"),
         "cannot": ("can", "not"), "wont": ("will", "not"), "didnt": ("did", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not"),
         "hasnt": ("has", "not"), "havent": ("have", "not"), "wasnt": ("was", "not"), "thats": ("that", "is"), "can't": ("can", "not"),
         "won't": ("will", "not"), "shan't": ("shall", "not"), "let's": ("let's",), "pls": ("please",), "plz": ("please",), "u": ("you",),
         "ur": ("your",), "thx": ("thanks",), "ty": ("thanks",), "dms": ("dm",), "soz": ("sorry",), "info": ("information",)}
_IS = frozenset("it that there here he she what where who how this everything everyone nothing who's problem issue flight bag team".split())


class Sentence(NamedTuple):
    """clauses: the words between pauses, without empty ones; is_question: it ends in a question mark."""

    clauses: tuple[tuple[str, ...], ...]
    is_question: bool

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for clause in self.clauses for word in clause)


@lru_cache(maxsize=1_000)   # one reply is read for what it does, for what it contradicts …
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a post: lower case without accents; "we've" is we have, "can't" is can not, "Anna's" is anna.
    Signatures ("^SW") and the numbers of parts ("1/2") are left out; what is no word is a mark: #link #mail #handle #phone #money #time #number."""
    found: list[Sentence] = []
    clauses: list[list[str]] = [[]]
    for match in _TOKEN.finditer(_unsigned(text)):
        kind = match.lastgroup
        if kind == "WORD":
            clauses[-1] += plain_words(match[0])
        elif kind == "PAUSE":
            clauses.append([])
        elif kind in ("ASK", "END"):
            _close(found, clauses, kind == "ASK")
            clauses = [[]]
        else:
            clauses[-1].append(f"#{kind.lower()}")
    _close(found, clauses, False)
    return tuple(found)


def _close(found: list[Sentence], clauses: list[list[str]], is_question: bool) -> None:
    if said := tuple(tuple(clause) for clause in clauses if clause):
        found.append(Sentence(said, is_question))
    elif is_question and found:     # "Really!?"
        found[-1] = found[-1]._replace(is_question=True)


def _unsigned(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda m: _ENTITIES[m[1]], text)
    if "&" in text or "/" in text:
        text = _AND.sub(lambda m: " and " if "&" in m[0] else " with ", text)
    return _SIGNED.sub(" ", text)


@lru_cache(maxsize=200_000)
def plain_words(word: str) -> tuple[str, ...]:
    """The plain words that a written one stands for: "Can't" is ("can", "not"), "désolée" is ("desolee",)."""
    word = bare(word)
    if word in _BARE:
        return _BARE[word]
    if "'" not in word:
        return (word,)
    for tail, said in _TAILS.items():
        if word.endswith(tail) and len(word) > len(tail):
            return word[:-len(tail)], said
    if word.endswith("'s"):
        return (word[:-2], "is") if word[:-2] in _IS else (word[:-2],)
    return tuple(part for part in word.split("'") if part) if word[1:2] == "'" or word[2:3] == "'" else (word.replace("'", ""),)


def bare(text: str) -> str:
    """Lower case, one kind of apostrophe, no accents."""
    text = text.lower().replace("’", "'").replace("`", "'").replace("´", "'").replace("ß", "ss")
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))

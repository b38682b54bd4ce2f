"""Phone numbers. The one home of phonenumbers."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, NumberParseException, PhoneNumberMatcher, is_valid_number, parse

from pipeline.redaction.spans import Span

_RUN = re.compile(r"(?<!\w)(?<!\d[.,])[+(]{0,2}\d(?:[ \t\u00a0()./-]{0,3}\d){6,24}(?!\w)")
# Inside a run of other numbers only a + or a leading 0 tells where a phone number begins.
_TRUNK = re.compile(r"(?<!\w)(?<!\d[.,])(?=(?P<run>(?:\+|\(?0)(?:[ \u00a0()./-]{0,3}\d){8,14})(?!\d))")
# A text with more runs than this is not a post; the rest is taken for phones unchecked, so that time stays linear.
_CHECKED_MAX = 50

_NANP = r"(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]\d{3}[ .-]\d{4}"
_SHAPED = re.compile(rf"(?<!\w)(?<!\d[.,/-])(?:{_NANP}|\+\d{{1,3}}[ ().-]{{0,2}}(?:\d[ ().-]{{0,2}}){{6,12}}\d)(?!\w|-\d)")

_CUE = (
    r"(?:\b(?:call|ring|phone|phoned|dial|text|txt|whats ?app|sms|fax|mobile|cell|tel|telephone|landline|"
    r"contact|reach|number|num|ph|desk|office|home|"
    r"ll[aá]m[ae](?:me|dme|nme)?|tel[eé]fono|m[oó]vil|n[uú]mero|"
    r"ruf\w*|anruf\w*|telefon\w*|handy\w*|rückruf|erreich\w*|nummer|"
    r"appel\w*|rappel\w*|t[eé]l[eé]phone|portable|joindre|num[eé]ro|"
    r"telefon[oei]|cellulare|chiama\w*|telem[oó]vel|celular|bel|gsm)\b|☎|📞|📱)"
)
_AFTER_CUE = re.compile(
    rf"{_CUE}[\s.:]{{0,3}}(?:(?:me|us|my|mine|back|is|are|on|at|to|under|no|nr|number|num|num[eé]ro|nummer|"
    r"al|a|en|el|es|mi|por|unter|mich|uns|mir|an|auf|ist|meine?|au|sur|le|moi|mon|est|il|mio|è|"
    r"the|this|it|please|pls|anytime|dial|not|answering|messages|registered)\b[\s.:#]{0,3}){0,5}"
    r"(?P<number>[+(]{0,2}\d(?:[ ().-]{0,2}\d){5,14}(?:\s?(?:x|ext\.?)\s?\d{1,5})?)(?![\w]|[.,/:]\d)",
    re.IGNORECASE,
)
_DESK = re.compile(r"(?P<number>[+(]?\d(?:[ ().-]{0,2}\d){6,14})\s?-?(?:fax|office|mobile|cell|desk)\b", re.IGNORECASE)


def find_phones(text: str, regions: tuple[str, ...]) -> Iterator[Span]:
    """Numbers valid in any of `regions` (or with +), in an American or + shape, or any after "call me on"."""
    for n, run in enumerate(_RUN.finditer(text)):
        if n >= _CHECKED_MAX:
            yield Span(*run.span(), "phone")
        elif not (run[0].isdecimal() and len(run[0]) < 9):
            yield from _matched(run[0], run.start(), regions)
    for n, trunk in enumerate(_TRUNK.finditer(text)):
        if n < _CHECKED_MAX:
            yield from _trimmed(trunk["run"], trunk.start(), regions)
    yield from (Span(*match.span(), "phone") for match in _SHAPED.finditer(text))
    for pattern in (_AFTER_CUE, _DESK):
        yield from (Span(*match.span("number"), "phone") for match in pattern.finditer(text))


def _matched(run: str, at: int, regions: tuple[str, ...]) -> Iterator[Span]:
    for region in regions:
        spans = [Span(at + match.start, at + match.end, "phone") for match in PhoneNumberMatcher(run, region, Leniency.VALID)]
        if spans:
            yield from spans
            return


def _trimmed(run: str, at: int, regions: tuple[str, ...]) -> Iterator[Span]:
    """The longest valid number at the start of `run`, whole groups of digits only."""
    for end in reversed([group.end() for group in re.finditer(r"\d+", run)]):
        if any(_is_valid(run[:end], region) for region in regions):
            yield Span(at, at + end, "phone")
            return


def _is_valid(run: str, region: str) -> bool:
    try:
        return is_valid_number(parse(run, region))
    except NumberParseException:
        return False

"""What looks like a number of a person and is not: prices, times, dates, flights, amounts, versions, links, freephones."""

import re

from pipeline.redaction.spans import MASK

UNIT = (
    r"(?:%|percent|[€£$¥]|euros?|eur|usd|gbp|dollars?|pounds?|quid|bucks|k|p|cents?|"
    r"am|pm|a\.m|p\.m|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|days?|weeks?|wks?|months?|mths?|years?|yrs?|"
    r"st|nd|rd|th|x|times|people|passengers|pax|points?|pts|miles?|mi|km|m|kg|kgs|lbs?|"
    r"[kmg]bps|[kmg]bit/?s?|[kmg]b/?s?|ghz|mhz|tweets|followers|customers|bags|flights|orders|"
    r"stunden?|tagen?|wochen?|monaten?|jahren?|minuten?|uhr|"
    r"horas?|d[ií]as?|semanas?|mes|meses|años?|minutos?|personas|veces|"
    r"heures?|jours?|semaines?|mois|ans?|fois|"
    r"ore|giorni|settimane|mesi|anni|volte|horas|semanas|anos|uur|dagen|weken|maanden|jaar)(?![^\W\d_])"
)
MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|ene|abr|ago|dic|mai|m[aä]r|okt|dez|janv|f[eé]vr|"
    r"avr|juin|juil|ao[uû]t|d[eé]c|gen|mag|giu|lug|set|ott)[a-zéûä]{0,7}\.?"
)
DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?[ -](?:of |de |di )?{MONTH}(?:,?[ -](?:de |del )?\d{{4}})?|"
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?(?!\d))"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\b)?|\d{1,2}\s?[ap]\.?m\b|\d{1,2}h\d{2}"
_PRICE = r"[£$€¥]\s?(?!0\d)\d{1,3}(?:[.,\s]\d{3})*(?:[.,]\d{1,2})?|[£$€¥]\s?(?!0\d)\d{1,7}(?:[.,]\d{1,2})?"
_AMOUNT = rf"(?!0\d)(?:\d{{1,3}}(?:[.,\s]\d{{3}}){{1,3}}|\d{{1,7}})(?:[.,]\d{{1,2}})?[\s-]?{UNIT}"
_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,5}\.\d{1,4}"
_FLIGHT = (
    r"\b(?:flights?|flt|fl|vuelo|flug|vol|gate|zone|room|terminal|row)\.?\s?"
    r"(?:no\.?|number|#)?\s?#?\d{1,4}"
)
_AIRLINE = r"(?-i:(?!NO|NR|ID|IS|MY|ON|TO|AT|PO|OF|BY|IN)[A-Z]{2})\s\d{1,4}|[a-z]{2}\d{1,4}"
_VERSION = (
    r"(?<![\w.])(?!1\.\d{3}\.\d{3}\.\d{4})(?=[\d.]*(?<!\d)\d(?!\d))\d{1,4}(?:\.\d{1,5}){2,3}(?!\w|\.\d)|"
    r"\b(?:v|version|ios|android|windows|app|firmware)\.?\s?\d{1,4}(?:\.\d{1,6}){0,4}(?!\d)"
)
_LINK = r"(?:https?://|www\.)[^\s\x00]+|#[^\W\d]\w*"

# Freephone and service lines belong to nobody and say which line failed. Only written forms that no personal number
# and no area code shares.
_PUBLIC_LINE = re.compile(
    r"(?<!\w)(?<!\d[ .,-])(?:(?:\+?1[ .-]?)?(?:\(8(?:00|33|44|55|66|77|88)\) ?|8(?:00|33|44|55|66|77|88)[ .-])\d{3}[ .-]?\d{4}|"
    r"0800[ -]?(?:\d[ -]?){5,6}\d|0808[ -](?:\d[ -]?){6}\d|90[012][ .]\d{3}[ .]\d{3}|90[012](?:[ .]\d{2}){3})(?!\w|[ .-]?\d)"
)
# A digit or a joining mark on either side means that this is a piece of something longer.
_NEUTRAL = re.compile(
    rf"{_LINK}|{_VERSION}|(?<![\w.,/+-])(?:{DATE}|{_TIME}|{_PRICE}|{_AMOUNT}|{_GROUPED}|{_FLIGHT}|{_AIRLINE})(?!\w|[-/.,]\d)|"
    rf"(?<!\w)(?:{_PRICE})(?![\w]|[-/.,]\d)",
    re.IGNORECASE,
)
_JOINING = re.compile(r"[\s,;&()–-]{0,3}(?:(?:to|and|until|a|bis|y|et|und)\s)?")


def find_neutral(text: str) -> list[tuple[int, int]]:
    """(start, end) of what complaints need, sorted, apart; neighbours ("12.03.2015 14:30") count as one."""
    united: list[tuple[int, int]] = []
    for match in _NEUTRAL.finditer(text):
        start, end = match.span()
        if united and _JOINING.fullmatch(text, united[-1][1], start):
            start = united.pop()[0]
        united.append((start, end))
    return united


def hide_public_lines(text: str) -> str:
    """Blank freephone numbers, keeping every position: nothing looks at them."""
    return _PUBLIC_LINE.sub(lambda match: MASK * len(match[0]), text)

"""Street addresses with a number, the way each country writes them."""

import re
from collections.abc import Iterator

from pipeline.redaction.neutral import UNIT
from pipeline.redaction.postcodes import GB_POSTCODE, STATE
from pipeline.redaction.spans import Span

_NO_UNIT = rf"(?!\s?{UNIT})"
# Words that stand between a number and "way", "road" or "place" when nobody's address is meant.
_NO_STREET = (
    r"(?!(?:the|a|an|of|on|in|at|to|by|for|from|and|or|with|down|up|this|that|my|your|our|their|more|other|different|"
    r"long|whole|each|per|every|out|off|one|two|half|only|just|is|was|are|were|did|do|please|bad|good|whole|more|"
    r"nights?|times?|stars?|bags?|flights?|people|person|seats?|tickets?|hours?|hrs?|mins?|minutes?|days?|weeks?|months?|years?)\b)"
)
_FLAT = r"(?:(?:flat|apt|apartment|suite|ste|unit|room|floor|#)\.?\s?#?\d{1,5}[A-Za-z]?|#\d{1,5}[A-Za-z]?)"
_CAPITAL = r"(?-i:[A-ZÀ-Ý])[\w'’.-]*"
_PLACE = r"[^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,2}"
_CITY = rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}"
# What may follow: ", Leeds LS1 4AB", ", Austin, TX 78701", ", 28013 Madrid", "\n10117 Berlin", ", 1017 GC Amsterdam".
_TAIL = (
    rf"(?:[,\s]{{0,4}}{_FLAT}(?!\w))?(?:"
    rf"(?:,\s?|\s)(?:{_PLACE}(?:,\s?|\s))?(?:{GB_POSTCODE}|(?-i:{STATE})\s\d{{5}}(?:-\d{{4}})?)(?!\w)|"
    rf"(?:[,\s]{{1,3}}{_CITY}){{0,2}}[,\s]{{1,3}}(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?!\w|[-/.:]\d){_NO_UNIT}"
    rf"(?:\s(?-i:[A-Z]{{2}}\b))?(?:\s{_CAPITAL})?)?"
)

_STREET = (
    r"(?:street|road|avenue|lane|crescent|terrace|boulevard|rd|ave|ln|blvd|parkway|pkwy|mews|gardens|cul-de-sac)\b\.?"
)
_STREET_IN_CAPITALS = (
    r"(?:St|Dr|Drive|Close|Court|Ct|Way|Place|Pl|Square|Sq|Grove|Hill|Park|Row|Walk|Green|View|Rise|Circle|Cir|Trail|"
    r"Highway|Hwy|Crst|Cres|Gdns)\b\.?"
)
_ENGLISH = re.compile(
    rf"(?<![\w.,:£$€#/-])(?:(?:flat|apt|apartment|unit)\.?\s?\d{{1,4}}[a-z]?,?\s)?\d{{1,5}}[a-z]?,?\s(?:"
    rf"(?:{_NO_STREET}(?:st\.|mt\.|[nsew]\.|[^\W\d_][\w'’-]*)\s){{1,3}}{_STREET}|"
    rf"(?-i:(?:(?:St\.|Mt\.|[NSEW]\.|[A-ZÀ-Ý][\w'’-]*)\s){{1,3}}{_STREET_IN_CAPITALS})"
    rf")(?!\s?-\w)(?:\s(?-i:[NSEW]{{1,2}})(?!\w))?{_TAIL}",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"\b(?:p\.?\s?o\.?\s?box|postfach|apartado(?: de correos)?|psc|box)\s\d{2,6}(?!\w)(?:,?\s(?-i:[AFD]PO\s[A-Z]{2}\s\d{5}))?",
    re.IGNORECASE,
)
_APARTMENT = re.compile(r"\b(?:apt\.?|apartment|suite|ste\.?)\s?#?\d{1,5}[a-z]?(?!\w)", re.IGNORECASE)

_OF = r"(?:(?:de la|de las|de los|de l['’]|du|des|del|de|da|do|dos|das|della|dei|degli|d['’])\s?)?"
_ROMANCE = re.compile(
    r"(?<!\w)(?:(?:calle|avenida|avda|plaza|pza|paseo|camino|carretera|ronda|traves[ií]a|rua|travessa|largo|viale|corso|"
    r"piazza)\s|(?:c/|avda\.|av\.|pza\.)\s?|(?-i:Via|Vía|Rue|Avenue|Boulevard)\s)"
    rf"{_OF}(?:(?!\d)[^\W_][\w'’.-]*,?\s){{1,4}}?(?:n[º°o]?\.?\s?|num\.?\s|número\s|,\s?)?"
    rf"\d{{1,4}}[a-z]?(?!\w|[.,:]\d){_NO_UNIT}"
    rf"(?:,?\s?\d{{1,2}}\s?[ºª°][\s-]?(?:[a-z]\b|izq\w*|dcha\w*)?)?{_TAIL}",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"(?<![\w.,:£$€#/-])\d{1,4}\s?(?:bis|ter|quater)?,?\s"
    r"(?:(?:rue|avenue|av\.|boulevard|bd|bld|chemin|all[ée]e|impasse|quai|route|square|passage)\s|place\s(?=d))"
    rf"{_OF}[^\W\d_][\w'’.-]*(?:[\s-]{_CAPITAL}){{0,3}}{_TAIL}",
    re.IGNORECASE,
)
_NO_GERMANIC = (
    r"(?!(?:spring|during|bring|string|boring|norweg)\b|"
    r"(?:sitz|arbeits|park|stell|steh|fenster|gang|spiel|flug|um|heim|rück|hin|aus|zwischen)(?:platz|weg|gang))"
)
_SUFFIX = r"(?:straße|strasse|str\.?|gasse|allee|chaussee|straat|laan|gracht|kade|gatan|vägen|veien|gade|katu)"
_SUFFIX_OF_CAPITALS = r"(?:weg|platz|ring|ufer|damm|plein)"
_GERMANIC = re.compile(
    rf"(?<![\w-]){_NO_GERMANIC}(?:"
    rf"(?:(?-i:[A-ZÄÖÜ])[\w.-]{{0,30}}(?:\s|-))?[\w-]{{0,30}}{_SUFFIX}|"
    rf"(?-i:[A-ZÄÖÜ])[\w-]{{1,30}}{_SUFFIX_OF_CAPITALS}"
    rf")\s\d{{1,4}}\s?[a-z]?(?!\w|[.,:]\d){_NO_UNIT}{_TAIL}",
    re.IGNORECASE,
)
# The pattern above starts at every word; this one is ten times cheaper and says whether there is anything to find.
_GERMANIC_HINT = re.compile(rf"(?:{_SUFFIX}|{_SUFFIX_OF_CAPITALS})\s\d", re.IGNORECASE)

_AFTER_CUE = re.compile(
    r"\b(?:address(?: is|:| -)|lives? (?:at|on)|direcci[oó]n(?: es|:)|vivo en(?: la| el)?|adresse(?: ist| est|:| c['’]est)|"
    r"wohne in der|habite(?: au)?|indirizzo:|abito in|morada:|adres:)\s{1,3}"
    rf"(?P<address>(?:\d{{1,5}}[a-z]?{_NO_UNIT},?\s[^\W\d_][^\n\x00.;!?@]{{2,60}}?|"
    rf"[^\W\d_][^\n\x00.;!?@\d]{{2,40}}\s\d{{1,5}}[a-z]?{_NO_UNIT}){_TAIL})"
    r"(?=$|[\n.;!?)]|,?\s(?:and|but|y|und|et|since|please|is|i|we|for|the|my)\b|\s?\x00)",
    re.IGNORECASE,
)
_COORDINATES = re.compile(r"(?<![\w.])-?\d{1,3}\.\d{4,}\s?,\s?-?\d{1,3}\.\d{4,}(?!\w)")


def find_addresses(text: str) -> Iterator[Span]:
    """14 Elm Road, Leeds LS1 4AB; Calle Mayor 5, 28013 Madrid; Hauptstraße 12; 12 rue de la Paix; PO Box 12; coordinates."""
    for pattern in (_ENGLISH, _BOX, _APARTMENT, _ROMANCE, _FRENCH, _COORDINATES):
        yield from (Span(*match.span(), "address") for match in pattern.finditer(text))
    if _GERMANIC_HINT.search(text):
        yield from (Span(*match.span(), "address") for match in _GERMANIC.finditer(text))
    yield from (Span(*match.span("address"), "address") for match in _AFTER_CUE.finditer(text))

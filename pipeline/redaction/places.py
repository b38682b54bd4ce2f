"""Street addresses with a number, and postcodes."""

import re
from collections.abc import Iterator

from pipeline.redaction.neutral import UNIT
from pipeline.redaction.spans import Span

_NO_UNIT = rf"(?!\s?{UNIT})"
# Words that stand between a number and "way", "road" or "place" when nobody's address is meant.
_NO_STREET = (
    r"(?!(?:the|a|an|of|on|in|at|to|by|for|from|and|or|with|down|up|this|that|my|your|our|their|more|other|different|"
    r"long|whole|each|per|every|out|off|one|two|half|only|just|is|was|are|were|did|do|please|bad|good|whole|more|"
    r"nights?|times?|stars?|bags?|flights?|people|person|seats?|tickets?|hours?|hrs?|mins?|minutes?|days?|weeks?|months?|years?)\b)"
)
_UNIT_OF_HOUSE = r"(?:(?:flat|apt|apartment|suite|ste|unit|room|floor|#)\.?\s?#?\d{1,5}[A-Za-z]?|#\d{1,5}[A-Za-z]?)"
_GB_AREA = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVWY]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|"
    r"M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
# With the blank its shape is telling enough; without it, only a real area says that N366SW is no postcode.
_GB_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]?\s\d(?!(?:ST|ND|RD|TH|HR)\b)[ABD-HJLNP-UW-Z]{2}|"
    rf"(?!N\d{{3}}){_GB_AREA}\d[A-Z\d]?\d(?!(?:ST|ND|RD|TH|HR)\b)[ABD-HJLNP-UW-Z]{{2}})"
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"A[AEP])"
)
_PLACE = r"[^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,2}"
_CITY = r"(?-i:[A-ZÀ-Ý])[\w'’.-]*(?:\s(?-i:[A-ZÀ-Ý])[\w'’.-]*){0,2}"
# ", Leeds LS1 4AB", ", Austin, TX 78701", ", 28013 Madrid", "\n10117 Berlin"
_TAIL = (
    rf"(?:[,\s]{{0,4}}{_UNIT_OF_HOUSE}(?!\w))?"
    rf"(?:(?:,\s?|\s)(?:{_PLACE}(?:,\s?|\s))?(?:{_GB_POSTCODE}|(?-i:{_STATE})\s\d{{5}}(?:-\d{{4}})?)(?!\w)"
    rf"|(?:[,\s]{{1,3}}{_CITY}){{0,2}}[,\s]{{1,3}}(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?!\w|[-/.:]\d){_NO_UNIT}(?:\s(?-i:[A-Z]{{2}}\b))?(?:\s(?-i:[A-ZÀ-Ý])[\w'’-]+)?)?"
)
_STRONG = r"(?:street|road|avenue|lane|crescent|terrace|boulevard|rd|ave|ln|blvd|parkway|pkwy|mews|gardens|cul-de-sac)"
_WEAK = r"(?:St|Dr|Drive|Close|Court|Ct|Way|Place|Pl|Square|Sq|Grove|Hill|Park|Row|Walk|Green|View|Rise|Circle|Cir|Trail|Highway|Hwy|Crst|Cres|Gdns)"

_ENGLISH = re.compile(
    rf"(?<![\w.,:£$€#/-])(?:(?:flat|apt|apartment|unit)\.?\s?\d{{1,4}}[a-z]?,?\s)?\d{{1,5}}[a-z]?,?\s"
    rf"(?:(?:{_NO_STREET}(?:st\.|mt\.|[nsew]\.|[^\W\d_][\w'’-]*)\s){{1,3}}{_STRONG}\b\.?|(?-i:(?:(?:St\.|Mt\.|[NSEW]\.|[A-ZÀ-Ý][\w'’-]*)\s){{1,3}}{_WEAK}\b\.?))(?!\s?-\w)(?:\s(?-i:[NSEW]{{1,2}})(?!\w))?{_TAIL}",
    re.IGNORECASE,
)
_BOX = re.compile(r"\b(?:p\.?\s?o\.?\s?box|postfach|apartado(?: de correos)?|psc|box)\s\d{2,6}(?!\w)(?:,?\s(?-i:[AFD]PO\s[A-Z]{2}\s\d{5}))?", re.IGNORECASE)
_APARTMENT = re.compile(r"\b(?:apt\.?|apartment|suite|ste\.?)\s?#?\d{1,5}[a-z]?(?!\w)", re.IGNORECASE)

_DE_LA = r"(?:(?:de la|de las|de los|de l['’]|du|des|del|de|da|do|dos|das|della|dei|degli|d['’])\s?)?"
_NAME = r"(?-i:[A-ZÀ-Ý0-9])[\w'’.-]*"
_ROMANCE = re.compile(
    r"(?<!\w)(?:(?:calle|avenida|avda|plaza|pza|paseo|camino|carretera|ronda|traves[ií]a|"
    r"rua|travessa|largo|viale|corso|piazza)\s|(?:c/|avda\.|av\.|pza\.)\s?|(?-i:Via|Vía|Rue|Avenue|Boulevard)\s)"
    rf"{_DE_LA}(?:(?!\d)[^\W_][\w'’.-]*,?\s){{1,4}}?(?:n[º°o]?\.?\s?|num\.?\s|número\s|,\s?)?\d{{1,4}}[a-z]?(?!\w|[.,:]\d){_NO_UNIT}"
    rf"(?:,?\s?\d{{1,2}}\s?[ºª°][\s-]?(?:[a-z]\b|izq\w*|dcha\w*)?)?{_TAIL}",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"(?<![\w.,:£$€#/-])\d{1,4}\s?(?:bis|ter|quater)?,?\s(?:(?:rue|avenue|av\.|boulevard|bd|bld|chemin|all[ée]e|impasse|quai|route|square|"
    rf"passage)\s|place\s(?=d))(?:(?:de la|de l['’]|du|des|de|d['’])\s?)?[^\W\d_][\w'’.-]*(?:[\s-](?-i:[A-ZÀ-Ý])[\w'’.-]*){{0,3}}{_TAIL}",
    re.IGNORECASE,
)
_NO_GERMAN_STREET = r"(?!(?:spring|during|bring|string|boring|norweg)\b|(?:sitz|arbeits|park|stell|steh|fenster|gang|spiel|flug|um|heim|rück|hin|aus|zwischen)(?:platz|weg|gang))"
_GERMANIC = re.compile(
    rf"(?<![\w-])(?:{_NO_GERMAN_STREET}(?:(?-i:[A-ZÄÖÜ])[\w.-]{{0,30}}(?:\s|-))?[\w-]{{0,30}}(?:straße|strasse|str\.|(?-i:[Ss]tr)|gasse|allee|chaussee|straat|laan|gracht|kade|gatan|vägen|veien|gade|katu)|"
    rf"{_NO_GERMAN_STREET}(?-i:[A-ZÄÖÜ])[\w-]{{1,30}}(?:weg|platz|ring|ufer|damm|plein))\s\d{{1,4}}\s?[a-z]?(?!\w|[.,:]\d){_NO_UNIT}{_TAIL}",
    re.IGNORECASE,
)
_GERMANIC_HINT = re.compile(r"(?:stra(?:ß|ss)e|str\.?|gasse|allee|chaussee|aat|aan|gracht|kade|gat[ae]n?|v[äe][gi]e?n|gade|katu|weg|platz|ring|ufer|damm|plein)\s\d", re.IGNORECASE)
_AFTER_CUE = re.compile(
    r"\b(?:address(?: is|:| -)|lives? (?:at|on)|direcci[oó]n(?: es|:)|vivo en(?: la| el)?|adresse(?: ist| est|:| c['’]est)|wohne in der|"
    r"habite(?: au)?|indirizzo:|abito in|morada:|adres:)\s+"
    rf"(?P<address>(?:\d{{1,5}}[a-z]?,?\s[^\W\d_][^\n\x00.;!?@]{{2,60}}?|[^\W\d_][^\n\x00.;!?@\d]{{2,40}}\s\d{{1,5}}[a-z]?){_NO_UNIT}{_TAIL})"
    r"(?=$|[\n.;!?)]|,?\s(?:and|but|y|und|et|since|please|is|i|we|for|the|my)\b|\s*\x00)",
    re.IGNORECASE,
)
_POSTCODES = (
    re.compile(rf"(?<![\w#@-]){_GB_POSTCODE}(?!\w)"),
    re.compile(r"(?<![\w#@-])[ABCEGHJ-NPR-TVXY]\d[A-Z][ -]\d[A-Z]\d(?!\w)"),
    re.compile(rf"(?<![\w#@-]){_STATE}\s\d{{5}}(?:-\d{{4}})?(?!\w)"),
    re.compile(
        r"\b(?:zip|zip ?code|post ?code|postal code|plz|postleitzahl|c[oó]digo postal|code postal|(?-i:CAP)|c\.?p\.?|postcode)"
        r"(?:\s(?:is|of|es|ist|est|è|at))?[\s:]{1,3}(?P<code>(?:[A-Z]{1,2}-)?\d{4,5}(?:-?\d{2,4}|\s?(?-i:[A-Z]{2}))?|\d{3}\s\d{2}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|"
        rf"[A-Z]\d[A-Z]\s?\d[A-Z]\d)(?!\w){_NO_UNIT}",
        re.IGNORECASE,
    ),
)
_GPS = re.compile(r"(?<![\w.])-?\d{1,3}\.\d{4,}\s?,\s?-?\d{1,3}\.\d{4,}(?!\w)")


def find_addresses(text: str) -> Iterator[Span]:
    """14 Elm Road, Leeds LS1 4AB; Calle Mayor 5, 28013 Madrid; Hauptstraße 12; 12 rue de la Paix; PO Box 12; coordinates."""
    for pattern in (_ENGLISH, _BOX, _APARTMENT, _ROMANCE, _FRENCH, _GPS):
        yield from (Span(*match.span(), "address") for match in pattern.finditer(text))
    if _GERMANIC_HINT.search(text):
        yield from (Span(*match.span(), "address") for match in _GERMANIC.finditer(text))
    yield from (Span(*match.span("address"), "address") for match in _AFTER_CUE.finditer(text))


def find_postcodes(text: str) -> Iterator[Span]:
    """British, Canadian and state + ZIP anywhere in capitals; others after the word or, in find_addresses, an address."""
    for pattern in _POSTCODES:
        for match in pattern.finditer(text):
            yield Span(*match.span("code" if "code" in pattern.groupindex else 0), "postcode")

"""Codes that lead to a person's file: order, booking, account, case and document numbers, found by the words before."""

import re
from collections.abc import Iterator

from pipeline.redaction.neutral import UNIT
from pipeline.redaction.spans import Span

_CUES = {
    "id": (
        r"passport|reisepass\w*|personalausweis\w*|pasaporte|passeport|passaporto|dni|nie|nif|"
        r"driv(?:er|ing)(?:'?s)? licen[cs]e|licen[cs]e|führerschein\w*|permiso de conducir|permis de conduire|"
        r"ssn|social security|national insurance|ni number|nhs|tax id|steuer(?:nummer|-?id)|"
        r"imei|serial|s/n|seriennummer|mac address|"
        r"reg(?:istration)?|number ?plate|license plate|kennzeichen|matr[ií]cula|immatriculation"
    ),
    "booking": (
        r"bookings?|reservations?|confirmation|confirm|conf|pnr|(?:record )?locator|itinerary|trip|e-?tickets?|"
        r"reserva|localizador|billete|buchung\w*|reservierung\w*|r[eé]servation|dossier|billet|"
        r"prenotazione|boeking\w*|biglietto|res"
    ),
    "order": (
        r"orders?|parcels?|packages?|tracking|shipments?|deliver(?:y|ies)|consignment|invoice|"
        r"pedido|env[ií]o|seguimiento|factura|bestell\w*|auftrag\w*|sendung\w*|paket\w*|rechnung\w*|"
        r"commande|colis|suivi|facture|ordine|spedizione|encomenda|bestelling|bestelnummer|zending"
    ),
    "account": (
        r"accounts?|accts?|acc|a/c|acnt|customer|cust|client|member(?:ship)?|loyalty|frequent flyer|ff|mileage ?plus|"
        r"skymiles|rapid rewards|aadvantage|policy|contract|subscriber|"
        r"cuenta|cliente|contrato|p[oó]liza|konto\w*|kunden\w*|vertrag\w*|mitglied\w*|"
        r"compte|contrat|abonn[eé]|conto|contratto|conta|klant\w*|rekening\w*"
    ),
    "reference": (
        r"ref(?:erence|s)?|case|tickets?|incidents?|claims?|complaints?|requests?|file|sr|swrr|bag(?:gage)?(?: tag| id)?|tags?|"
        r"referencia|caso|expediente|incidencia|reclamaci[oó]n|aktenzeichen|vorgang\w*|fall|referenz\w*|"
        r"r[eé]f[eé]rence|r[eé]clamation|riferimento|pratica|refer[eê]ncia|processo|zaak\w*|"
        r"(?<!zip )(?<!zip)(?<!post )(?<!post)(?<!postal )code|c[oó]digo(?! postal)|id"
    ),
}
# Words that may stand between the cue and the code; those that announce a code make it explicit.
_ANNOUNCE = (
    r"(?:(?:numbers?|numb|num|nbr|no|nr|nos|id|i'd|codes?|reference|refs?|tags?|key|locator|"
    r"n[uú]mero|c[oó]digo|num[eé]ro|nummer|referencia|r[eé]f[eé]rence|"
    r"is|was|are|es|ist|lautet|est|è|é)\.?(?![^\W\d_])|n[°º]|#|:|=)"
)
_PASSING = (
    r"(?:(?:my|the|our|for|mein|mi|mon|el|la|le|der|die|de|del|du|und|and|as|me|i|it|its|it's|card)(?![^\W\d_])|[-(\"'])"
)
# A number plate, digits in groups, or letters and digits with at least one digit (or six capitals).
_CODE = (
    r"(?-i:[A-Z]{2}\d{2}\s[A-Z]{3})(?!\w)|\d{3,}(?:[ -]\d{2,})*(?![\w/-]|[.,:]\d)|"
    r"(?=[A-Z/-]{0,20}\d|(?-i:[A-Z]{6}\b))[A-Z0-9](?:[A-Z0-9]|[-/](?=[A-Z0-9])){2,29}(?![\w])"
)

_CUED = re.compile(
    rf"(?<![\w@/])(?:{'|'.join(f'(?P<{kind}>{cues})' for kind, cues in _CUES.items())})(?![^\W\d_])"
    rf"(?P<filler>(?:\s{{0,2}}(?:{_ANNOUNCE}|{_PASSING})){{0,6}})\s{{0,2}}(?P<code>{_CODE})",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"[ ]?(?:[,;/&+]|and|y|und|et|e|or)[ ]?(?:#[ ]?)?(?P<code>{_CODE})", re.IGNORECASE)
# UAL212 and ERJ145 are flights and aircraft, N366SW is written on one.
_NO_LOCATOR = r"(?![A-Z]{2,3}\d+\b|[A-Z]{4}\d\d\b|\d{2,}[A-Z]+\b|\d{2}[A-Z]\d{3}\b|N\d{2,5}[A-Z]{0,2}\b)"
_BARE_LOCATOR = re.compile(rf"(?<![\w#@/.-]){_NO_LOCATOR}(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{{6}}(?![\w-]|\.\w)")
_ANNOUNCED = re.compile(_ANNOUNCE, re.IGNORECASE)
_LOCATOR = re.compile(r"pnr|record locator|locator|localizador", re.IGNORECASE)
_FLIGHT_SHAPE = re.compile(r"[A-Za-z]{2}\d{1,4}")
_QUANTITY = re.compile(rf"\s?-?{UNIT}", re.IGNORECASE)
_COUNTED_WORD = re.compile(r"\d{1,2}[a-z]{3,}")
_COUNTED = re.compile(r"\d+[a-z]{1,5}|\d+x\d+|\d{1,3}[-/]\d{1,3}", re.IGNORECASE)


def find_codes(text: str) -> Iterator[Span]:
    """X7K2PQ in "my booking ref is X7K2PQ", both numbers in "order no. 12345678 and 12345679"."""
    for match in _CUED.finditer(text):
        kind = next(kind for kind in _CUES if match[kind])
        accepted = match if _is_code(match, kind, match["filler"].lower()) else None
        while accepted:
            yield Span(*accepted.span("code"), kind)
            following = _NEXT.match(text, accepted.end("code"))
            accepted = following if following and _is_code(following, kind, "#") else None


def find_bare_locators(text: str) -> Iterator[Span]:
    """X7K2PQ by itself: six capitals and digits that are no flight. 33 of 35 in real tweets were booking codes."""
    yield from (Span(*match.span(), "booking") for match in _BARE_LOCATOR.finditer(text))


def _is_code(match: re.Match[str], kind: str, filler: str) -> bool:
    code = match["code"]
    digits_n = sum(map(str.isdecimal, code))
    is_explicit = kind == "id" or bool(_ANNOUNCED.search(filler)) or bool(_LOCATOR.match(match[0]))
    if _QUANTITY.match(match.string, match.end("code")) and digits_n < 7:
        return False
    if digits_n == 0:
        return is_explicit and _is_locator(match)
    if code.isdecimal():
        return digits_n >= _digits_min(code, filler)
    if not any(map(str.isalpha, code)):
        return digits_n >= (5 if is_explicit else 7)
    if _COUNTED_WORD.fullmatch(code):
        return False
    if _FLIGHT_SHAPE.fullmatch(code) or _COUNTED.fullmatch(code):
        return is_explicit and len(code) >= 5 and not _QUANTITY.search(code, 1)
    return len(code) >= (4 if is_explicit else 5) and (is_explicit or code.upper() == code or digits_n >= 3)


def _digits_min(code: str, filler: str) -> int:
    """How many digits make a code: few after "no.", more after "is", most after a bare "order"."""
    if any(mark in filler for mark in ("#", "no", "num", "nr", "id", "ref", "code", "n°", "nº", "núm")):
        return 3
    if filler.strip() and not (len(code) == 4 and code[:2] in ("19", "20")):
        return 4 if ":" in filler else 5
    return 5


def _is_locator(match: re.Match[str]) -> bool:
    """Six capitals alone are a booking only where not everything is in capitals."""
    is_shouted = match[0][: -len(match["code"])].isupper() and not _LOCATOR.match(match[0])
    return bool(re.fullmatch(r"[A-Z]{6}", match["code"])) and not is_shouted

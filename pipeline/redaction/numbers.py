"""Numbers that carry their own proof: cards, IBANs, bank and national numbers, IP addresses. The one home of stdnum."""

import ipaddress
import re
from collections.abc import Iterator

from stdnum import iban, luhn
from stdnum.es import dni, nie
from stdnum.it import codicefiscale

from pipeline.redaction.spans import Span

_CARD = re.compile(r"(?<![\w+])[2-6](?:[ \u00a0.-]?\d){12,18}(?!\w|[ -]?\d)")
_CARD_WORD = r"(?:cards?|visa|master ?card|amex|maestro|cc|tarjeta|karte\w*|kreditkarte|carte|carta|cart[aã]o|kaart)"
_CARD_AFTER_CUE = re.compile(
    rf"\b{_CARD_WORD}\b[^\d\n\x00]{{0,30}}?(?P<card>\d(?:[ -]?\d){{11,18}})(?![\w])", re.IGNORECASE
)
_CARD_END = re.compile(
    r"\b(?:ending(?: in| with)?|ends(?: in| with)?|last (?:four|4)(?: digits)?(?: are| is|:)?|terminada en|acaba en|"
    r"[uú]ltimos (?:cuatro|4)(?: d[ií]gitos)?|endet auf|endziffern|se terminant par|finissant par)\s?:?\s?(?P<card>\d{4})(?!\w)",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\b(?:cvv2?|cvc|pin|passcode|passwor[dt]|pwd|contraseña|mot de passe|kennwort|senha)\b(?: code| number| no\.?| nummer)?"
    r"\s{0,2}(?:is|es|ist|est|:|=)?\s{0,2}(?P<secret>(?=[^\s\x00]*\d)[^\s\x00]{3,40})",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![^\W_])", re.IGNORECASE)
_IBAN_SHAPE = re.compile(r"(?<!\w)[A-Z]{2}\d{2}[A-Z]{4}\d{8,14}(?!\w)|(?<!\w)DE\d{20}(?!\w)", re.IGNORECASE)
_IBAN_AFTER_CUE = re.compile(
    r"\biban\b[^\d\n\x00]{0,15}?(?P<iban>[A-Z]{2}\d{2}(?:[ -]?[A-Z]{4})?(?:[ -]?(?=[A-Z]{0,3}\d)[A-Z0-9]{1,4}){2,9})(?!\w)", re.IGNORECASE
)
_SORT_CODE = re.compile(
    r"\bsort[ -]?code\b[^\d\x00]{0,12}(?P<code>\d{2}[ -]?\d{2}[ -]?\d{2})(?!\d)|(?<![\w-])(?P<pair>\d{2}-\d{2}-\d{2}[\s,/]{1,3}\d{8})(?!\w)",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    r"(?<!\w)(?:"
    r"(?P<nino>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D])|"
    r"(?P<ssn>\d{3}-\d{2}-\d{4})|"
    r"(?P<dni>\d{8}-?[A-Z])|(?P<nie>[XYZ]-?\d{7}-?[A-Z])|"
    r"(?P<codicefiscale>[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])|"
    r"(?P<nir>[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3}(?: ?\d{2})?)|"
    r"(?P<mac>[0-9A-F]{2}(?:[:-][0-9A-F]{2}){5})"
    r")(?!\w|-\d)",
    re.IGNORECASE,
)
_PROOFS = {"dni": dni.is_valid, "nie": nie.is_valid, "codicefiscale": codicefiscale.is_valid}
_IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7})(?![\w:]|\.\d)", re.IGNORECASE)
_VERSION_BEFORE = re.compile(r"\b(?:v|ver|version|firmware|build|release|ios|android)(?: number)?(?: is)?[\s.:]*$", re.IGNORECASE)
_LONG = re.compile(
    r"(?<![\w£$€])(?:\d{9,}+|\d{2,6}(?:[ .-]\d{2,6}){2,6}|\d{4,8}-\d{4,8}|\d-\d{9,12}|"
    r"(?=[A-Z0-9]*[A-Z])(?=(?:[A-Z]*\d){6})[A-Z0-9]{8,40})(?!\w|[.,-]\d)"
)
_ANY = re.compile(r"(?<![^\s\x00])[^\s\x00\d@]*+[\d@][^\s\x00]*+(?:\s{1,4}[^\s\x00\d@]*+[\d@][^\s\x00]*+)*+")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D?)+")


def find_cards(text: str) -> Iterator[Span]:
    """13–19 digits that pass Luhn; any 12–19 after a word for card."""
    for match in _CARD.finditer(text):
        if luhn.is_valid(_digits(match[0])):
            yield Span(*match.span(), "card")
    yield from (Span(*match.span("card"), "card") for match in _CARD_AFTER_CUE.finditer(text))


def find_secrets(text: str) -> Iterator[Span]:
    """The last four digits of a card after "ending in"; what follows PIN, CVV and password."""
    yield from (Span(*match.span("card"), "card") for match in _CARD_END.finditer(text))
    yield from (Span(*match.span("secret"), "id") for match in _SECRET.finditer(text))


def find_ibans(text: str) -> Iterator[Span]:
    """IBANs by check digits, by a telling shape, or after the word."""
    for match in _IBAN.finditer(text):
        if end := _iban_end(match[0]):
            yield Span(match.start(), match.start() + end, "iban")
    yield from (Span(*match.span(), "iban") for match in _IBAN_SHAPE.finditer(text))
    yield from (Span(*match.span("iban"), "iban") for match in _IBAN_AFTER_CUE.finditer(text))


def find_bank_accounts(text: str) -> Iterator[Span]:
    """British sort codes after the words, or with an account number behind them."""
    for match in _SORT_CODE.finditer(text):
        yield Span(*match.span(match.lastgroup), "account")


def find_national_numbers(text: str) -> Iterator[Span]:
    """NI, SSN, DNI, NIE, codice fiscale, NIR; by check digit where there is one, else by shape. MAC addresses."""
    for match in _NATIONAL.finditer(text):
        proof = _PROOFS.get(match.lastgroup)
        if proof is None or proof(match[0]):
            yield Span(*match.span(), "id")


def find_ip_addresses(text: str) -> Iterator[Span]:
    """IPv4 and IPv6, unless a word for version stands before."""
    for match in _IP.finditer(text):
        if _is_ip(match[0]) and not _VERSION_BEFORE.search(text, max(0, match.start() - 24), match.start()):
            yield Span(*match.span(), "ip")


def find_long_numbers(text: str) -> Iterator[Span]:
    """Any nine digits and more, together or in groups, and long codes of letters and digits: nobody's price or time."""
    for match in _LONG.finditer(text):
        if sum(map(str.isdecimal, match[0])) >= 8 and not _YEARS.fullmatch(match[0]):
            yield Span(*match.span(), "number")


def find_anything_numeric(text: str) -> Iterator[Span]:
    """Every word with a digit or an @: for texts too long to be a post, where looking closely would take seconds."""
    yield from (Span(*match.span(), "number") for match in _ANY.finditer(text))


def _digits(text: str) -> str:
    return "".join(str(int(char)) for char in text if char.isdecimal())


def _iban_end(text: str) -> int | None:
    """Where the longest valid IBAN at the start of `text` ends: words may follow it after a space."""
    for end in range(len(text), 14, -1):
        if text[end - 1].isalnum() and (end == len(text) or not text[end].isalnum()) and iban.is_valid(text[:end]):
            return end
    return None


def _is_ip(text: str) -> bool:
    """Whether it is an address of a network; 5.2.4.0 and 1.0.20.101 are versions."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return any(map(str.isalnum, text)) and not (address.version == 4 and max(address.packed[:2]) < 10)

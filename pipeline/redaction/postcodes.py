"""Postcodes: where their shape says so, or after the word for them."""

import re
from collections.abc import Iterator

from pipeline.redaction.neutral import UNIT
from pipeline.redaction.spans import Span

_GB_AREA = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVWY]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|"
    r"M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
# With the blank its shape is telling enough; without it, only a real area says that N366SW is no postcode.
GB_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]?\s\d(?!(?:ST|ND|RD|TH|HR)\b)[ABD-HJLNP-UW-Z]{2}|"
    rf"(?!N\d{{3}}){_GB_AREA}\d[A-Z\d]?\d(?!(?:ST|ND|RD|TH|HR)\b)[ABD-HJLNP-UW-Z]{{2}})"
)
STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"A[AEP])"
)
_AFTER_CUE = re.compile(
    r"\b(?:zip|zip ?code|post ?code|postal code|plz|postleitzahl|c[oó]digo postal|code postal|(?-i:CAP)|c\.?p\.?|postcode)"
    r"(?:\s(?:is|of|es|ist|est|è|at))?[\s:]{1,3}"
    r"(?P<code>(?:[A-Z]{1,2}-)?\d{4,5}(?:-?\d{2,4}|\s?(?-i:[A-Z]{2}))?|\d{3}\s\d{2}|"
    r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)"
    rf"(?!\w)(?!\s?{UNIT})",
    re.IGNORECASE,
)
_SHAPED = (
    re.compile(rf"(?<![\w#@-]){GB_POSTCODE}(?!\w)"),
    re.compile(r"(?<![\w#@-])[ABCEGHJ-NPR-TVXY]\d[A-Z][ -]\d[A-Z]\d(?!\w)"),
    re.compile(rf"(?<![\w#@-]){STATE}\s\d{{5}}(?:-\d{{4}})?(?!\w)"),
)


def find_postcodes(text: str) -> Iterator[Span]:
    """British, Canadian and state + ZIP anywhere in capitals; others after the word (or, in places.py, an address)."""
    for pattern in _SHAPED:
        yield from (Span(*match.span(), "postcode") for match in pattern.finditer(text))
    yield from (Span(*match.span("code"), "postcode") for match in _AFTER_CUE.finditer(text))

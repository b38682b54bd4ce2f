"""Dates of birth: a date after a word that says so."""

import re
from collections.abc import Iterator

from pipeline.redaction.neutral import DATE
from pipeline.redaction.spans import Span

_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born|geboren|geb\.|geburtsdatum|geburtstag|"
    r"fecha de nacimiento|nac[ií]|nacid[oa]|f\.? ?nac\.?|date de naissance|n[ée]e?|nat[oa]|data di nascita|data de nascimento|"
    rf"nascid[oa]|geboortedatum)\b[\s.:]{{0,4}}(?:(?:is|was|the|es|ist|est|el|le|il|em|am|on|in)\s)?\s?(?P<date>{DATE})(?!\w)",
    re.IGNORECASE,
)


def find_birthdates(text: str) -> Iterator[Span]:
    """A date after "born on", "DOB", "geboren am", "né le", "fecha de nacimiento"."""
    yield from (Span(*match.span("date"), "birthdate") for match in _BORN.finditer(text))

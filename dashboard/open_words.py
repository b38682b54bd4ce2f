"""Personal data in the open, in words: which kinds, and what to write so that it moves to where nobody else reads. Pure; no value is ever known here."""
from __future__ import annotations

from collections.abc import Sequence

from dashboard.wording import listing

KINDS = {"phone": "phone number", "email": "e-mail address", "address": "postal address", "card": "card number", "iban": "bank account number", "account": "account number",
         "booking": "booking code", "order": "order number", "reference": "reference number", "birthdate": "date of birth", "postcode": "postcode", "number": "long number",
         "id": "identity number", "ip": "internet address"}


def kind(name: str) -> str:
    return KINDS.get(name, name.replace("_", " "))


def _each(kinds: Sequence[str]) -> str:
    return listing([f"{'an' if kind(name)[0] in 'aeio' else 'a'} {kind(name)}" for name in kinds], 4)


def card_line(kinds: Sequence[str]) -> str:
    return f"Holds {_each(kinds)} where all can read. Move it to a private message."


def hand_off(kinds: Sequence[str], brand: str) -> str:
    """A text to copy. It asks for nothing in public and repeats nothing: what it is about stands only in the post."""
    its = listing([f"your {kind(name)}" for name in kinds], 4)
    return (f"Your post shows {its} to everybody who reads here: you may want to delete it. "
            f"Please send us a private message ({brand}) and say there what it is about; there is no need to repeat anything here.")

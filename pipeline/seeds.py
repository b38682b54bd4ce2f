"""The hand-written words of the sample and how one of them becomes a post: alternatives, slots, a little noise."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import yaml

_PLACE = re.compile(r"\{([^{}]*)\}")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_CITIES = ("Aldermoor", "Brackwell", "Castleby", "Dunstow", "Elmsford", "Farrowgate", "Garside", "Hollins", "Ketterby", "Lowmoor", "Marsham", "Norbrook")
_STREETS = ("Elm Road", "Station Road", "Mill Lane", "Church Street", "High Street", "Park Avenue", "Victoria Road", "Orchard Close")
_FIRST = ("Anna", "Tom", "Priya", "Marek", "Grace", "Yusuf", "Carol", "Liam", "Sofia", "Derek", "Mei", "Hannah")
_LAST = ("Barker", "Novak", "Okafor", "Lindqvist", "Patel", "Whitfield", "Romero", "Schuster", "Doyle", "Marchand", "Ibrahim", "Kerr")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_CARDS = ("4111 1111 1111 1111", "5555 5555 5555 4444", "4000-0566-5566-5556")    # test numbers of the card networks
_IBANS = ("GB82 WEST 1234 5698 7654 32", "DE89 3704 0044 0532 0130 00", "FR14 2004 1010 0505 0001 3M02 606", "ES91 2100 0418 4502 0005 1332")


@dataclass(frozen=True)
class Seed:
    """One hand-written post. topic and touchpoint are None where it is no complaint; tried: entries of pipeline.planted.chain."""

    text: str
    topic: str | None
    touchpoint: str | None
    kind: str
    channel: str
    language: str
    severity: int
    also: tuple[str, ...] = ()
    file: str = ""
    tried: tuple[str, ...] | None = field(default=(), compare=False)


def load_seeds(folder: Path) -> list[Seed]:
    """Every seed in the folder's YAML files, in a stable order."""
    seeds = []
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        seeds += [_seed(content, entry, path.stem) for entry in content["posts"]]
    return seeds


def load_yaml(path: Path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def expand(text: str, rng: Random, given: Mapping[str, str] | None = None, slots: dict[str, str] | None = None) -> str:
    """Choose among {a|b} and fill {slots}; `given` fixes some slots (app, city …), `slots` takes what each became first. An unknown slot raises KeyError."""
    def fill(match: re.Match[str]) -> str:
        inside = match[1]
        if "|" in inside:
            return rng.choice(inside.split("|"))
        value = (given or {}).get(inside) or _slot(inside, rng)
        if slots is not None:
            slots.setdefault(inside, value)
        return value

    return re.sub(r"[ \t]{2,}", " ", _PLACE.sub(fill, text)).strip()


def splice(one: str, other: str, rng: Random) -> str:
    """The beginning of one post and the end of another of the same topic: two people telling the same story."""
    first, second = _SENTENCE.split(one), _SENTENCE.split(other)
    if len(first) < 2 or len(second) < 2:
        return f"{one} {second[-1]}" if rng.random() < 0.5 else f"{first[0]} {other}"
    return " ".join(first[: max(1, rng.randrange(1, len(first)))] + second[-rng.randrange(1, min(3, len(second)) + 1):])


def roughen(text: str, rng: Random) -> str:
    """The way people type: no capitals, a missing apostrophe, a slipped key. Most texts stay as they are."""
    if rng.random() < 0.12:
        text = text.lower()
    if rng.random() < 0.10:
        text = text.replace("'", "").replace("’", "")
    if rng.random() < 0.12:
        text = text.rstrip(".") + rng.choice(("!!", "...", "", "", " :(", " smh", "!"))
    if rng.random() < 0.18:
        text = _slip(text, rng)
    return text


def _slip(text: str, rng: Random) -> str:
    places = [m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", text)]
    if len(places) < 12 or "@" in text:
        return text
    at = rng.choice(places)
    return text[:at] + (text[at + 1] + text[at] + text[at + 2:] if rng.random() < 0.6 else text[at + 1:])


def _seed(content: Mapping, entry: str | Mapping, file: str) -> Seed:
    own = {"text": entry} if isinstance(entry, str) else entry
    pick = lambda name, default=None: own.get(name, content.get(name, default))  # noqa: E731
    tried = own.get("tried", ())
    return Seed(own["text"], pick("topic"), pick("touchpoint"), pick("kind", "complaint"), pick("channel", "x"),
                pick("language", "en"), int(pick("severity", 1)), tuple(pick("also", ())), file, tried and tuple(tried))


def _slot(name: str, rng: Random) -> str:
    digits = lambda n: "".join(str(rng.randrange(10)) for _ in range(n))  # noqa: E731
    makers = {
        "city": lambda: rng.choice(_CITIES), "street_address": lambda: f"{rng.randrange(1, 180)} {rng.choice(_STREETS)}, NB{rng.randrange(1, 9)} {rng.randrange(1, 9)}XQ",
        "name": lambda: f"{rng.choice(_FIRST)} {rng.choice(_LAST)}", "phone": lambda: rng.choice((f"07700 900{digits(3)}", f"+44 7700 900{digits(3)}", f"020 7946 0{digits(3)}")),
        "email": lambda: f"{rng.choice(_FIRST)}.{rng.choice(_LAST)}{digits(2)}@example.{rng.choice(('com', 'org', 'net'))}".lower(),
        "card": lambda: rng.choice(_CARDS), "iban": lambda: rng.choice(_IBANS), "order": lambda: f"PL-{digits(7)}", "account": lambda: f"60{digits(8)}",
        "handle": lambda: f"@{rng.choice(_FIRST).lower()}_{rng.choice(_LAST).lower()}{digits(2)}", "days": lambda: str(rng.randrange(2, 15)),
        "weeks": lambda: str(rng.randrange(2, 10)), "hours": lambda: str(rng.randrange(2, 10)), "minutes": lambda: str(rng.randrange(20, 91)),
        "money": lambda: f"£{rng.randrange(18, 240)}.{rng.choice(('00', '50', '99', '20', '75'))}", "small_money": lambda: f"£{rng.randrange(3, 16)}",
        "time": lambda: f"{rng.randrange(7, 23)}:{rng.choice(('00', '15', '30', '45', '10'))}", "weekday": lambda: rng.choice(_WEEKDAYS), "month": lambda: rng.choice(_MONTHS),
        "app": lambda: "7.1", "speed": lambda: str(rng.randrange(1, 19)), "n": lambda: str(rng.randrange(2, 7)), "years": lambda: str(rng.randrange(2, 16)),
        "ordinal": lambda: rng.choice(("second", "third", "4th", "fifth")),
    }
    return makers[name]()

"""Chains and attempts in words: what nodes and channels are called, one thread's tries in a line, the page's sentence. Pure."""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pandas as pd

from dashboard.chain_flow import OTHERS
from dashboard.wording import few, number
from pipeline.nodes import PUBLIC, UNCLEAR, channel_of
from pipeline.touchpoints import Taxonomy

CHANNELS = {"phone": "phone", "email": "e-mail", "chat": "chat", "message": "private message", "in person": "in person", "website": "website", "app": "app",
            "letter": "letter", "public": "an earlier public post", "unclear": "channel not said"}
READ_FROM = "Read from their own words, such as “on hold two hours” or “third e-mail”. Who says nothing of it may have tried all the same."
_TIMES = ("", "", " twice", " three times")


def namer(taxonomy: Taxonomy) -> Callable[[str], str]:
    """node -> what it is called: a touchpoint, a channel that none of them answers, the public square."""
    names = {t.id: t.name for t in taxonomy.touchpoints} | {UNCLEAR: "Not said", PUBLIC: "The public square", OTHERS: "Others"}

    def name_of(node: str) -> str:
        channel = channel_of(node)
        word = names.get(node, node) if channel is None else CHANNELS.get(channel, channel)
        return word[:1].upper() + word[1:]
    return name_of


def headline(attempts: pd.DataFrame, people_n: int, care: pd.DataFrame, name_of: Callable[[str], str], min_people: int) -> str:
    """The page's answer. attempts: of store.tried; people_n: everybody who went public; care: of store.chains."""
    most = care.sort_values(["last_n", "node"], ascending=[False, True]).head(1)
    sent = [f" The last stop was most often {name_of(row.node)} ({number(row.last_n)} threads)." for row in most.itertuples() if row.last_n >= min_people]
    return asked_before(attempts, people_n, min_people) + "".join(sent)


def asked_before(attempts: pd.DataFrame, people_n: int, min_people: int) -> str:
    """How many say that they had asked for help before they went public, and how many in several ways."""
    tried_n = attempts["person"].nunique()
    if people_n < min_people:
        return f"{few(people_n, min_people)} people: what they tried before is not told."
    if not tried_n:
        return f"None of {number(people_n)} people says what was tried before."
    several_n = attempts.groupby("post_id").agg(person=("person", "first"), n=("at", "size")).query("n > 1")["person"].nunique()
    several = f", {few(several_n, min_people)} of them in two ways or more" if several_n else ""
    return f"{few(tried_n, min_people)} of {number(people_n)} people say they had asked for help before they complained in public{several}."


def tried_line(tried: Sequence[Sequence]) -> str:
    """[channel, n, failed, lost_minutes] each: "phone twice (waiting, 2 h), e-mail (no answer)"."""
    return ", ".join(_attempt(*attempt) for attempt in tried)


def _attempt(channel: str, n: int, failed: str, lost_minutes: float | None) -> str:
    times = _TIMES[n] if n < len(_TIMES) else f" {number(n)} times"
    said = [word for word in (failed, None if lost_minutes is None else lasted(lost_minutes)) if word]
    return f"{CHANNELS.get(channel, channel)}{times}" + (f" ({', '.join(said)})" if said else "")


def lasted(minutes: float) -> str:
    """120 → "2 h", 95 → "1 h 35 min", 2880 → "2 days"; beyond a day whole days."""
    if math.isnan(minutes):
        return "–"
    whole = round(minutes)
    if whole >= 2880:
        return f"{number(whole / 1440)} days"
    hours, rest = divmod(whole, 60)
    return " ".join(f"{n} {unit}" for n, unit in ((hours, "h"), (rest, "min")) if n) or "<1 min"


def failed_line(counts: dict[str, int], min_people: int, most: int = 2) -> str:
    """How a channel failed, the commonest first: "waiting 40, no answer 22"; what fewer than `min_people` say together as the rest."""
    told = sorted(((n, word) for word, n in counts.items() if word and n >= min_people), key=lambda pair: (-pair[0], pair[1]))[:most]
    return ", ".join(f"{word} {number(n)}" for n, word in told) or "–"

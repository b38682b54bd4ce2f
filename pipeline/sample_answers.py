"""What the sample's company answers on X and what is written back. Each post decides alone, after everything else is drawn: so nothing else of the sample moves."""
from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from pipeline.seeds import expand

Row = dict[str, str]
COMPANY = "PellamereHelp"
_NO_COMPLAINT = {"praise", "question", "news", "spam"}
_COPIED = ("region", "product", "app_version", "followers")      # of the post to what its author writes after it


class Answers:
    """plan: truth.yaml; words: replies.yaml; last_day: of the sample, after which nothing is written."""

    def __init__(self, plan: Mapping[str, Any], words: Mapping[str, list], last_day: date) -> None:
        self.plan, self.seed, self.last_day = plan["answers"], plan["seed"], last_day.isoformat()
        self.replies, self.follow_ups = words["replies"], words["follow_ups"]

    def beside(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows, each post that is answered with planted_outcome, and its thread after it."""
        for row in rows:
            rng = Random(f"{self.seed} answer to {row['post_id']}")
            if not self._may_be_answered(row) or rng.random() >= self._share(row):
                yield row
                continue
            ends, turns = self._thread(row, rng)
            is_over = turns[-1]["posted_at"][:10] <= self.last_day
            yield from [row | {"planted_outcome": ends}, *turns] if is_over else [row]

    def _may_be_answered(self, row: Row) -> bool:
        """An own post on X, neither of the last day nor of a thread or repost that is there already."""
        return row["channel"] == "x" and row["post_id"].startswith("p") and row["posted_at"][:10] < self.last_day

    def _thread(self, row: Row, rng: Random) -> tuple[str, list[Row]]:
        """How it ends, and what is written after the row."""
        ends = rng.choices(list(self.plan["ends"]), list(self.plan["ends"].values()))[0]
        reply = self._reply(row, ends, rng)
        turns = [_turn(row, 1, (COMPANY, _later(row, self._band(row)["median_hours"], rng)), reply, rng)]
        if not _is_complaint(row):
            return reply["ends"], turns
        if ends == "confirmed" or rng.random() < self.plan["writes_again"]:
            turns += self._after(row, turns[0], ends, rng)
        return ends, turns

    def _after(self, row: Row, reply: Row, ends: str, rng: Random) -> Iterator[Row]:
        """What the author writes to the reply, and sometimes a second one, which only apologises or asks."""
        words = rng.choice([one for one in self.follow_ups if ends in one["after"] and _language(one) == row["planted_language"]])
        back = _turn(reply, 2, (row["author"], _later(reply, 3, rng)), words, rng) | {name: row[name] for name in _COPIED}
        yield back
        if ends != "confirmed" and rng.random() < self.plan["replies_again"]:
            yield _turn(back, 3, (COMPANY, _later(back, 8, rng)), self._reply(row, "apologised only", rng), rng)

    def _share(self, row: Row) -> float:
        """Chance (0-1) that the post is answered."""
        if not _is_complaint(row):
            return self.plan["no_complaints"].get(row["planted_topic"], 0) if row["planted_language"] == "en" else 0
        campaign = self.plan["campaign"]
        if str(campaign["first_day"]) <= row["posted_at"][:10] <= str(campaign["last_day"]):
            return campaign["share"]
        return self._band(row)["share"] * (1 if row["planted_language"] == "en" else self.plan["other_languages"])

    def _band(self, row: Row) -> Mapping[str, float]:
        return [band for band in self.plan["by_followers"] if int(row["followers"]) >= band["from"]][-1]

    def _reply(self, row: Row, ends: str, rng: Random) -> Mapping[str, Any]:
        """One that fits the topic and language. What is confirmed was told or done before; what is no complaint has answers of its own, however they end."""
        to = "complaint" if _is_complaint(row) else row["planted_topic"]
        wanted = ("answered", "acted") if ends == "confirmed" else (ends,)
        return rng.choice([one for one in self.replies if one.get("to", "complaint") == to and _language(one) == row["planted_language"]
                           and (to != "complaint" or one["ends"] in wanted) and row["planted_topic"] in one.get("topics", (row["planted_topic"],))])


def _turn(above: Row, number: int, said: tuple[str, str], words: Mapping[str, Any], rng: Random) -> Row:
    """In reply to the row above it. said: author and posted_at."""
    return {"post_id": f"{above['post_id'].partition('-')[0]}-{number}", "posted_at": said[1], "text": expand(words["text"], rng), "channel": "x", "author": said[0],
            "in_reply_to": above["post_id"], "planted_topic": "", "planted_kinds": ", ".join(words.get("kinds", ()))}


def _is_complaint(row: Row) -> bool:
    return row["planted_topic"] not in _NO_COMPLAINT


def _later(row: Row, median_hours: float, rng: Random) -> str:
    """A moment after the row's, log-normal about the median, never within the first minute."""
    wait = timedelta(hours=median_hours * math.exp(rng.gauss(0, 0.9)))
    return (datetime.fromisoformat(row["posted_at"]) + max(wait, timedelta(minutes=1))).isoformat(timespec="seconds")


def _language(words: Mapping[str, Any]) -> str:
    return words.get("language", "en")

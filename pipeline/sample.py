"""Forty weeks of a fictional company out of hand-written words, with known incidents planted in them. Seeded: always the same."""
from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from pipeline import planted
from pipeline.sample_answers import COMPANY, Answers
from pipeline.sample_customers import Customers
from pipeline.seeds import Seed, expand, load_seeds, load_yaml, roughen, splice
from pipeline.settings import ROOT

FOLDER = ROOT / "data" / "sample"
_AGAIN_DAYS = 15        # a seed used within these days is told in other words: longer than the window of reposts
_LANGUAGES = ("es", "de", "fr")


@dataclass(frozen=True)
class Truth:
    """truth.yaml and the words beside it."""

    plan: dict
    seeds: list[Seed]
    threads: list[dict]
    asides: dict
    replies: dict

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Truth:
        threads = [thread for path in sorted((folder / "threads").glob("*.yaml")) for thread in load_yaml(path)["threads"]]
        return cls(load_yaml(folder / "truth.yaml"), load_seeds(folder / "posts"), threads, load_yaml(folder / "asides.yaml"),
                   load_yaml(folder / "replies.yaml"))


@dataclass(frozen=True)
class Said:
    """A post to lay: who says it on which day, about what. `forced` are attributes that the incident fixes."""

    day: date
    seed: Seed
    author: str
    forced: dict[str, str]


class Sample:
    """The rows of the sample, by source: post_id, posted_at, text, author, channel, url, reach, attributes, and the truth: planted_topic,
    planted_language and planted_tried (pipeline.planted.written), of threads planted_outcome and planted_kinds too."""

    def __init__(self, truth: Truth, weeks: int = 40) -> None:
        self.truth, self.plan, self.weeks = truth, truth.plan, weeks
        self.rng = Random(truth.plan["seed"])
        self.customers = Customers(truth.plan, self.rng)
        self._queues: dict[tuple, list[Seed]] = {}
        self._last_used: dict[Seed, date] = {}
        self._groups: dict[tuple, list[Seed]] = defaultdict(list)
        for seed in truth.seeds:
            self._groups[_group(seed)].append(seed)

    def rows(self) -> list[dict[str, str]]:
        """Every row in the order of time."""
        rows = [self._row(said, number) for number, said in enumerate(sorted(self._said(), key=lambda s: s.day))]
        rows = [row for row in rows if not self._is_stopped(row)]
        rows += self._reposts(rows) + self._thread_rows() + self._unreadable()
        rows = [row for row in rows if not self._is_spared(row)]
        rows = list(Answers(self.plan, self.truth.replies, self._last_day).beside(rows))
        return sorted(rows, key=lambda row: (row["posted_at"], row["post_id"]))

    @property
    def _last_day(self) -> date:
        return _day(self.plan["first_day"]) + timedelta(days=self.weeks * 7 - 1)

    def _said(self) -> Iterator[Said]:
        first = _day(self.plan["first_day"])
        for offset in range(self.weeks * 7):
            day = first + timedelta(days=offset)
            yield from self._ordinary(day, offset)
        yield from self._incidents(self._last_day)

    def _ordinary(self, day: date, offset: int) -> Iterator[Said]:
        low, high = self.plan["posts_a_week"]
        volume = (low + (high - low) * offset / 279) / 7 * self.plan["weekdays"][day.weekday()] * self.rng.lognormvariate(0, 0.06)
        for kind, share in self.plan["not_complaints"].items():
            for _ in range(self._poisson(volume * share)):
                yield Said(day, self._next((kind, None, "en"), day), self.customers.author(), {})
        total = sum(self.plan["weights"].values())
        for topic, weight in self.plan["weights"].items():
            mean = volume * 0.875 * weight / total * self._factor(topic, day)
            for _ in range(self._poisson(mean)):
                yield Said(day, self._about(topic, day), self.customers.author(), {})

    def _factor(self, topic: str, day: date) -> float:
        """What the planted incidents multiply a topic's ordinary mean by on a day."""
        planted, factor = self.plan["planted"], 1.0
        spike, ramp = planted["spike"], planted["ramp"]
        if topic == spike["topic"] and 0 <= (since := (day - _day(spike["began_on"])).days) < spike["days"]:
            factor *= 1 + (spike["factor"] - 1) * (1 if since < 3 else 0.5)
        if topic == ramp["topic"] and (since := (day - _day(ramp["began_on"])).days) >= 0:
            factor *= 1 + (ramp["factor"] - 1) * min(1.0, since / (ramp["weeks"] * 7))
        for fix in self.plan["fixes"]:
            if topic == fix["topic"] and day >= _day(fix["high_from"]):
                is_fixed = day >= _day(fix["shipped_on"]) and not ("back_from" in fix and day >= _day(fix["back_from"]))
                factor *= fix["factor"] * (fix.get("drawn_left", fix["left"]) if is_fixed else 1)
        return factor

    def _is_spared(self, row: dict[str, str]) -> bool:
        """Does a fix spare the customer this one? Decided by the post alone, after everything is drawn: so nothing else of the sample moves."""
        day, draw = row["posted_at"][:10], Random(f"{self.plan['seed']} {row['post_id']}").random()
        return any(row.get("planted_topic") == fix["topic"] and str(fix["shipped_on"]) <= day < str(fix.get("back_from", "9999")) and draw > fix["left"] / fix["drawn_left"]
                   for fix in self.plan["fixes"] if "drawn_left" in fix)

    def _incidents(self, last: date) -> Iterator[Said]:
        new, regional, flood = (self.plan["planted"][name] for name in ("new_topic", "regional", "flood"))
        day = _day(new["began_on"])
        while day <= last:
            for _ in range(self._poisson(new["posts_a_week"] / 7)):
                yield Said(day, self._next(("complaint", new["topic"], "en"), day), self.customers.author(), {"product": "Mobile SIM"})
            day += timedelta(days=1)
        forced = {"region": regional["region"], "app_version": regional["app_version"]}
        for number in range(regional["posts"]):
            day = _day(regional["began_on"]) + timedelta(days=int(number * regional["days"] / regional["posts"]))
            if day <= last:
                yield Said(day, self._next(("complaint", regional["topic"], "en"), day), self.customers.author(), forced)
        for number in range(flood["posts"]):
            day = _day(flood["began_on"]) + timedelta(days=number % flood["days"])
            if day <= last:
                yield Said(day, self._next(("complaint", flood["topic"], "en"), day), f"angry_{number % flood['authors']}", {})

    def _about(self, topic: str, day: date) -> Seed:
        draw = self.rng.random()
        language = self.rng.choice(_LANGUAGES) if draw < self.plan["other_language_share"] else "en"
        if ("complaint", topic, language) not in self._groups:
            language = "en"
        two = ("two", topic, "en")
        if draw > 1 - self.plan["two_problems_share"] * 1.6 and two in self._groups:
            return self._next(two, day)
        return self._next(("complaint", topic, language), day)

    def _next(self, group: tuple, day: date) -> Seed:
        """The seed of the group that was used least lately, in a shuffled order."""
        if not self._queues.get(group):
            self._queues[group] = self.rng.sample(self._groups[group], len(self._groups[group]))
        return self._queues[group].pop()

    def _row(self, said: Said, number: int) -> dict[str, str]:
        seed, attributes = said.seed, self.customers.attributes(said.seed, said.day) | said.forced
        text, tried = self._words(said, {"app": attributes["app_version"]})
        text = roughen(text, self.rng)
        is_x = seed.channel == "x"
        reach = {"followers": str(int(self.rng.lognormvariate(5, 1.7))), "likes": str(int(self.rng.lognormvariate(0.2, 1.2))),
                 "reposts": str(int(self.rng.lognormvariate(-1, 1.2)))} if is_x else {}
        return attributes | reach | {
            "post_id": f"p{number:05d}", "posted_at": self.customers.moment(said.day, seed.channel).isoformat(), "text": text,
            "author": said.author, "channel": seed.channel, "planted_topic": seed.topic or seed.kind, "planted_tried": planted.written(tried),
            "planted_language": seed.language,
            "url": f"https://social.example/post/p{number:05d}" if is_x else ""}

    def _words(self, said: Said, given: dict[str, str]) -> tuple[str, planted.Chain | None]:
        """What is said and what it tells was tried before; of a seed used lately, in the words of another one as well."""
        seed, used = said.seed, self._last_used.get(said.seed)
        text, tried = self._told(seed, given)
        if used and abs((said.day - used).days) < _AGAIN_DAYS:
            alike = [other for other in self._groups[_group(seed)] if (other.channel == "phone note") == (seed.channel == "phone note")]
            other = self._told(self.rng.choice(alike), given)
            spliced = splice(text, other[0], self.rng)
            text, tried = spliced, planted.spliced((text, tried), other, spliced)
        self._last_used[seed] = said.day
        whole = self._with_asides(text, seed)
        before = self.truth.asides["tried"].get(whole.partition(text)[0].strip(), ())
        return whole, planted.joined((planted.chain(before, whole, {}), tried))

    def _told(self, seed: Seed, given: dict[str, str]) -> tuple[str, planted.Chain | None]:
        slots: dict[str, str] = {}
        text = expand(seed.text, self.rng, given, slots)
        return text, planted.chain(seed.tried, text, slots)

    def _with_asides(self, text: str, seed: Seed) -> str:
        asides = self.truth.asides[seed.language]
        if seed.kind == "complaint" and seed.channel != "phone note":
            if self.rng.random() < 0.16 and not text.startswith(("@", "Dear")):
                text = f"{expand(self.rng.choice(asides['before']), self.rng)} {text}"
            if self.rng.random() < 0.22:
                text = f"{text} {expand(self.rng.choice(asides['after']), self.rng)}"
        return text

    def _is_stopped(self, row: dict[str, str]) -> bool:
        stop = self.plan["planted"]["source_stop"]
        day = date.fromisoformat(row["posted_at"][:10])
        return self.plan["sources"][row["channel"]] == stop["source"] and _day(stop["first_day"]) <= day <= _day(stop["last_day"])

    def _reposts(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        public = [row for row in rows if row["channel"] == "x" and row["posted_at"][:10] < self._last_day.isoformat()]
        chosen = self.rng.sample(public, int(len(rows) * self.plan["repost_share"]))
        return [row | {"post_id": f"r{number:04d}", "author": self.customers.author(), "text": f"RT @{row['author']}: {row['text']}",
                       "posted_at": (datetime.fromisoformat(row["posted_at"]) + timedelta(minutes=self.rng.randrange(5, 300))).isoformat()}
                for number, row in enumerate(chosen)]

    def _thread_rows(self) -> list[dict[str, str]]:
        return [row for number, thread in enumerate(self.truth.threads) for row in self._one_thread(thread, number)]

    def _one_thread(self, thread: dict, number: int) -> list[dict[str, str]]:
        day = _day(self.plan["first_day"]) + timedelta(days=int(number * self.weeks * 7 / len(self.truth.threads)))
        moment, rows, slots = self.customers.moment(day, "x"), [], {}
        seed, author = Seed("", thread["topic"], thread["touchpoint"], "complaint", "x", thread.get("language", "en"), 1), self.customers.author()
        attributes, parent = self.customers.attributes(seed, day) | self.customers.followers(author), ""
        names = {"company": COMPANY, "another customer": f"{author}b"}      # to whom the same happened
        for turn_n, turn in enumerate(thread["turns"]):
            moment += timedelta(hours=turn.get("hours_later", 0), minutes=self.rng.randrange(1, 40) if turn_n else 0)
            if moment.date() > self._last_day:
                break
            is_company = turn["who"] == "company"
            row = {"post_id": f"t{number:03d}-{turn_n}", "posted_at": moment.isoformat(), "text": expand(turn["text"], self.rng, slots=slots), "channel": "x",
                   "author": names.get(turn["who"], author), "in_reply_to": parent,
                   "planted_topic": "" if is_company or turn_n else thread["topic"], "planted_kinds": ", ".join(turn.get("kinds", ()))}
            rows.append(row if is_company else row | attributes)
            parent = row["post_id"]
        return planted.with_thread(rows, thread, slots)

    def _unreadable(self) -> list[dict[str, str]]:
        """Rows as exports really have them: a broken time, no text."""
        planted = self.plan["planted"]["unreadable_rows"]
        return [{"post_id": f"u{number}", "posted_at": ("yesterday", "", "0000-00-00")[number % 3], "channel": "phone note",
                 "text": "Cust called about the bill, see other system" if number % 4 else "", "author": "", "planted_topic": ""}
                for number in range(planted["rows"])]

    def _poisson(self, mean: float) -> int:
        """Counts a little wider than Poisson, as real ones are."""
        mean *= self.rng.gammavariate(12, 1 / 12)
        limit, product, n = math.exp(-min(mean, 500)), self.rng.random(), 0
        while product > limit:
            product *= self.rng.random()
            n += 1
        return n


def _group(seed: Seed) -> tuple:
    """Seeds that may stand for each other: of one kind, topic and language; two problems at once are apart."""
    if seed.kind != "complaint":
        return seed.kind, None, "en"
    return "two" if seed.file == "two-problems" else "complaint", seed.topic, seed.language


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)

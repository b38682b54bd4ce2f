"""A snapshot in words: what the HTML, the text, the report page and the webhook all say alike. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pipeline.mail import facts_said
from pipeline.mail.facts_said import in_words
from pipeline.mail.recipient import Recipient
from pipeline.mail.wording import Wording, wording
from pipeline.report.snapshot import SECTIONS, Item, Quote, Snapshot, TouchpointLine

MOST_OF_A_SECTION, MOST_DUTIES = 3, 5        # entries told; the rest is one line
MOST_TOUCHPOINTS = 8
MOST_SUBJECT_CHARS = 120
_PERSON_NEEDED = ("new", "came back", "worse")


@dataclass(frozen=True)
class Links:
    """base_url: of the dashboard, e.g. https://canary.example.com."""

    base_url: str

    def to(self, page: str) -> str:
        return f"{self.base_url.rstrip('/')}/{page.lstrip('/')}"


@dataclass(frozen=True)
class Said:
    """A quote: words and where they stand."""

    words: str
    origin: str
    link: str


@dataclass(frozen=True)
class Entry:
    """One thing that is told. answers: (label, link) pairs; a link opens the dashboard there and changes nothing by itself."""

    title: str
    place: str
    sentence: str
    notes: tuple[str, ...]
    quotes: tuple[Said, ...]
    link: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """key: of snapshot.SECTIONS, or "duties"."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    more: str = ""


@dataclass(frozen=True)
class Row:
    """A touchpoint in the table; trend: people in each of 12 weeks, None where it is not known. cid: names its picture."""

    name: str
    people: str
    expected: str
    harm: str
    trend: tuple[int | None, ...]
    trend_alt: str
    cid: str
    link: str


@dataclass(frozen=True)
class Letter:
    """Everything a reader sees but for what is only theirs (who they are, their way out)."""

    language: str
    brand: str
    subject: str
    title: str
    period: str
    sample: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    table_title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings_title: str
    warnings: tuple[str, ...]
    definitions_title: str
    definitions: tuple[str, ...]
    made: str
    open_words: str
    home: str
    unsubscribe_words: str


def letter(snapshot: Snapshot, links: Links, language: str = "en", zone: str = "") -> Letter:
    """The snapshot in a language; zone: in which the time of its making is told, the snapshot's where it is ""."""
    w = wording(language)
    rows = tuple(_row(snapshot, line, i, w, links) for i, line in enumerate(snapshot.touchpoints[:MOST_TOUCHPOINTS]))
    return Letter(
        language=w.language, brand=snapshot.brand or "Canary", subject=subject(snapshot, w), title=w.say("title", week=_week_n(snapshot)),
        period=w.say("period", days=w.days(snapshot.first_day, snapshot.last_day), zone=snapshot.zone), sample=w.say("foot.sample") if snapshot.is_sample else "",
        lines=lines(snapshot, w), sections=tuple(_sections(snapshot, w, links)), table_title=w.say("sections.touchpoints"),
        columns=tuple(w.say(f"table.{name}") for name in ("touchpoint", "people", "expected", "trend", "harm")), rows=rows,
        warnings_title=w.say("sections.warnings"), warnings=facts_said.warnings(snapshot, w), definitions_title=w.say("sections.definitions"),
        definitions=tuple(w.say(f"definitions.{key}", n=snapshot.min_people) for key in snapshot.definitions), made=_made(snapshot, w, zone),
        open_words=w.say("foot.open"), home=links.to(""), unsubscribe_words=w.say("foot.unsubscribe"))


def why_this(recipient: Recipient) -> str:
    """Why somebody gets this."""
    w = wording(recipient.language)
    edition = w.say("foot.own", owner=in_words(recipient.owner)) if recipient.owner else w.say("foot.everybody")
    return w.say("foot.why", name=in_words(recipient.name or recipient.recipient_id), edition=edition)


def subject(snapshot: Snapshot, w: Wording) -> str:
    """The one thing that matters, in one line of at most 120 characters."""
    news = _ranked(snapshot)
    if not news:
        said = w.say("subject.none", week=_week_n(snapshot))
        return w.say("subject.sample", subject=said) if snapshot.is_sample else said
    rest = len(news) - 1

    def told(name: str) -> str:
        first = news[0]
        said = w.say(f"subject.{first.section}", name=name, people=w.people(first.people_n, snapshot.min_people), age=_age(first, snapshot, w))
        said = w.say("subject.more", what=said, n=rest) if rest else said
        return w.say("subject.sample", subject=said) if snapshot.is_sample else said

    name = facts_said.name_of(news[0], w)
    return told(facts_said.cut(name, max(10, MOST_SUBJECT_CHARS - len(told("")))))[:MOST_SUBJECT_CHARS]


def lines(snapshot: Snapshot, w: Wording) -> tuple[str, ...]:
    """Three lines that could be read aloud: who was heard, what changed, what nobody acts on."""
    return _heard(snapshot, w), _changed(snapshot, w), _unacted(snapshot, w)


def _heard(snapshot: Snapshot, w: Wording) -> str:
    if not snapshot.complaints_n:
        return w.say("lines.people_none")
    people = w.people(snapshot.people_n, snapshot.min_people)
    if snapshot.before_n is None or snapshot.people_n is None:
        return w.say("lines.people_first", people=people)
    more = round(snapshot.people_n - snapshot.before_n)
    if not more:
        return w.say("lines.people_same", people=people)
    return w.say("lines.people", people=people, change=w.say("lines.more" if more > 0 else "lines.fewer", n=w.number(abs(more))))


def _changed(snapshot: Snapshot, w: Wording) -> str:
    said = [w.say(f"lines.{section}", names=w.listing([_named(item, w) for item in snapshot.of(section)[:MOST_OF_A_SECTION]]))
            for section in SECTIONS if section != "unacted" and snapshot.of(section)]
    told = w.say("lines.changed", what="; ".join([said[0][0].upper() + said[0][1:], *said[1:]])) if said else w.say("lines.unchanged")
    return f"{told} {w.say('lines.said_before', n=snapshot.said_before)}" if snapshot.said_before else told


def _unacted(snapshot: Snapshot, w: Wording) -> str:
    if snapshot.owner and snapshot.duties:
        first = min(snapshot.duties, key=lambda duty: (duty.since, duty.target_id))
        name = w.say("quoted", words=facts_said.cut(in_words(first.name) or w.say("all"), 60))
        return w.say("lines.duties", n=w.plural("things", len(snapshot.duties)), name=name, age=w.age(facts_said.days_n(first.since, snapshot)))
    waiting = [item for item in snapshot.items if item.section == "unacted"]
    if not waiting:
        waiting_n = snapshot.facts.get("waiting_n", 0)
        return w.say("lines.unacted_rest", n=w.plural("topics", waiting_n)) if waiting_n else w.say("lines.unacted_none")
    longest = min(waiting, key=lambda item: (item.since, item.item_id))
    return w.say("lines.unacted", n=w.plural("topics", max(len(waiting), snapshot.facts.get("waiting_n", 0))), name=_named(longest, w), age=_age(longest, snapshot, w))


def _sections(snapshot: Snapshot, w: Wording, links: Links) -> Sequence[Section]:
    found = [_duties(snapshot, w, links)] if snapshot.owner and snapshot.duties else []
    for key in SECTIONS:
        items, most = snapshot.of(key), MOST_OF_A_SECTION
        if items:
            n = max(len(items), snapshot.facts.get("waiting_n", 0)) if key == "unacted" else len(items)
            rest = w.say("items.more", n=n - min(most, len(items))) if n > min(most, len(items)) else ""
            found.append(Section(key, w.say(f"sections.{key}"), tuple(_entry(item, snapshot, w, links) for item in items[:most]), rest))
    return found


def _entry(item: Item, snapshot: Snapshot, w: Wording, links: Links) -> Entry:
    title = facts_said.name_of(item, w)
    place = "" if item.level == "touchpoint" or item.level == "all" else in_words(item.touchpoint) or w.say("unclear")
    quotes = tuple(_quote(quote, snapshot, w) for quote in item.quotes)
    return Entry(title, place, facts_said.sentence(item, snapshot, w), facts_said.notes(item, snapshot, w), quotes, links.to(item.page),
                 _answers(item, w, links) if snapshot.owner else ())


def _answers(item: Item, w: Wording, links: Links) -> tuple[tuple[str, str], ...]:
    if not item.page.startswith("signals?") or item.section in ("over", "verified"):
        return ()
    return tuple((w.say(f"answers.{key}"), links.to(f"{item.page}&answer={answer}"))
                 for key, answer in (("acknowledge", "acknowledge"), ("until", "until"), ("not_mine", "not-mine")))


def _quote(quote: Quote, snapshot: Snapshot, w: Wording) -> Said:
    origin = w.say("foot.quote_source", source=in_words(quote.source), day=w.day(quote.day, snapshot.last_day.year))
    return Said(w.say("quoted", words=in_words(quote.text)), origin, quote.url if (quote.url or "").startswith(("https://", "http://")) else "")


def _duties(snapshot: Snapshot, w: Wording, links: Links) -> Section:
    entries = []
    for duty in snapshot.duties[:MOST_DUTIES]:
        since, due = w.day(duty.since, snapshot.last_day.year), w.day(duty.due_on, snapshot.last_day.year) if duty.due_on else ""
        said = w.say(f"duties.{duty.kind}" if due or duty.kind in ("acknowledge", "decide") else f"duties.{duty.kind}, no day", since=since, due=due)
        entries.append(Entry(in_words(duty.name), "", said, (), (), links.to(duty.page)))
    rest = len(snapshot.duties) - len(entries)
    return Section("duties", w.say("sections.duties"), tuple(entries), w.say("items.more", n=rest) if rest else "")


def _row(snapshot: Snapshot, line: TouchpointLine, position: int, w: Wording, links: Links) -> Row:
    unknown = "–"
    expected = unknown if line.low is None or line.high is None else w.say("table.range", low=w.number(round(line.low)), high=w.number(round(line.high)))
    numbers = ", ".join(unknown if n is None else w.few(n, snapshot.min_people) if n else "0" for n in line.trend)
    return Row(in_words(line.name), unknown if line.people_n is None and not line.is_few else w.few(line.people_n, snapshot.min_people) if line.people_n or line.is_few else "0",
               expected, unknown if line.harm is None else f"{line.harm:.1f}".replace(".", w.words["decimal"]), line.trend,
               w.say("table.trend_alt", name=in_words(line.name), numbers=numbers), f"trend-{position}@canary", links.to(line.page))


def _ranked(snapshot: Snapshot) -> list[Item]:
    """The news, what needs a person first."""
    return sorted(snapshot.news, key=lambda item: (item.section not in _PERSON_NEEDED, item.section != "unacted", SECTIONS.index(item.section)))


def _named(item: Item, w: Wording) -> str:
    name = facts_said.cut(facts_said.name_of(item, w), 60)
    return name if item.level in ("all", "touchpoint") else w.say("quoted", words=name)


def _age(item: Item, snapshot: Snapshot, w: Wording) -> str:
    return w.age(facts_said.days_n(item.since, snapshot))


def _week_n(snapshot: Snapshot) -> str:
    return snapshot.week.partition("-W")[2]


def _made(snapshot: Snapshot, w: Wording, zone: str) -> str:
    name = zone or snapshot.zone
    at = snapshot.made_at.astimezone(ZoneInfo(name)) if snapshot.made_at else None
    day = f"{w.day(at.date())} {at:%H:%M} ({name})" if at else w.day(snapshot.last_day)
    return w.say("foot.made", day=day, last=w.day(snapshot.last_day))

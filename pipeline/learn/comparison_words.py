"""A comparison in words, for a terminal."""
from __future__ import annotations

from pipeline.learn import choose, compare, gate
from pipeline.learn.comparison import Comparison, Fate, Measures
from pipeline.store import models, posts, topics
from pipeline.workspace import Workspace, command

_READ_CHARS = 160
_WORDS = {"born": "is new", "merged": "goes into", "split": "is split from", "ended": "ends; most of it goes to"}


def lines(workspace: Workspace, version: str, is_short: bool = False) -> list[str]:
    """What there is to read before publishing; is_short: what changes and the rules, without what moves."""
    found = compare.fresh(workspace, version)
    rules = [f"  {'met     ' if rule.is_met else 'NOT MET '} {rule.name}: {rule.words}" for rule in gate.check(found, workspace.settings.publish)]
    said = [_outcome(found), *(_fate(fate, _labels(workspace, version)) for fate in found.fates if fate.event != "kept"), "rules of the gate:", *rules]
    if not is_short:
        said += [*_measures(found), *_flows(found), *_to_read(workspace, found)]
    if choose.state_of(workspace, version) != models.CANDIDATE:
        return said
    is_through = not gate.unmet(found, workspace.settings.publish)
    words = "" if is_through else ' --why "..."'
    return [*said, f"next: {command(workspace.path, f'publish {version}{words}')}"]


def _outcome(found: Comparison) -> str:
    counts = {event: sum(fate.event == event for fate in found.fates) for event in ("kept", "born", "merged", "split", "ended")}
    said = ", ".join(f"{n} {event}" for event, n in counts.items() if n)
    return f"{found.version} beside {found.against}: topics {said or 'the same'}; {found.moved_n:,} of {found.complaints_n:,} complaints move"


def _labels(workspace: Workspace, version: str) -> dict[str, str]:
    with workspace.store.read() as connection:
        row = models.one(connection, version)
    return topics.labels(workspace.store) | {topic["topic_id"]: topic["label"] for topic in row["rows"]}


def _fate(fate: Fate, labels: dict[str, str]) -> str:
    other = f" {fate.other_id} ({labels.get(fate.other_id, '')})" if fate.other_id else ""
    share = f", {fate.share:.0%} of its complaints" if fate.share is not None and fate.other_id else ""
    words = _WORDS[fate.event] if fate.other_id or fate.event == "born" else "ends"
    return f"  {fate.topic_id} ({fate.label}) {words}{other}{share}"


def _measures(found: Comparison) -> list[str]:
    both = [found.candidate, *([found.published] if found.published else [])]
    note = [f"  {found.against} cannot be read: {found.published_fault}"] if found.published_fault else []
    return ["measured:", *map(_measured, both), *note]


def _measured(one: Measures) -> str:
    decided = ", ".join(f"{met} of {n} {kind}" for kind, (met, n) in sorted(one.decided.items())) or "none yet"
    return (f"  {one.version}: {one.topics_n} topics of {one.complaints_n:,} complaints from {one.first_on} to {one.last_on}; stability {one.agreement:.2f}, "
            f"cohesion {one.cohesion:.2f}, far from every topic {'not known' if one.far_share is None else f'{one.far_share:.0%}'}, touchpoint unclear {one.unclear_share:.0%}, "
            f"decisions it would say itself: {decided}; {one.rate:,.0f} texts a second, {one.size_mb:.1f} MB")


def _flows(found: Comparison) -> list[str]:
    return [f"  {flow.complaints_n:,} from {flow.from_id or 'none'} to {flow.to_id or 'too short to tell'}" for flow in found.flows[:10]]


def _to_read(workspace: Workspace, found: Comparison) -> list[str]:
    """Complaints that move, one a line, as they are stored: redacted, cut to a line."""
    texts = posts.texts(workspace.store, [move.post_id for move in found.to_read])
    said = [f"  {move.from_id or 'none'} to {move.to_id or 'too short to tell'}: {_cut(texts[move.post_id])}" for move in found.to_read if move.post_id in texts]
    return ["complaints that move, to read:", *said] if said else []


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _READ_CHARS else plain[:_READ_CHARS].rsplit(" ", 1)[0] + " …"

"""The gate: stated rules that a candidate must meet to be published; whoever publishes it all the same says why in words."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.learn.comparison import Comparison, Measures
from pipeline.settings import PublishSettings


@dataclass(frozen=True)
class Rule:
    """limit and found: numbers in the rule's unit; found None: it could not be measured, which is no fault of the candidate."""

    name: str
    limit: float
    found: float | None
    is_met: bool
    words: str


def check(comparison: Comparison, settings: PublishSettings) -> list[Rule]:
    """Every rule, with what was found; limits from [publish] of canary.toml."""
    candidate, published = comparison.candidate, comparison.published
    return [
        _most("complaints that move", settings.moved_max, comparison.moved_share, f"{comparison.moved_n:,} of {comparison.complaints_n:,} complaints go to another topic"),
        _least("topics that keep their id", settings.ids_kept_min, comparison.ids_kept_share, f"{_percent(comparison.ids_kept_share)} of the published topics go on"),
        Rule("stability", settings.stability_min, candidate.agreement, candidate.agreement >= settings.stability_min,
             f"two refits on 80 % of the complaints agree at {candidate.agreement:.2f} (1: the same); at least {settings.stability_min:.2f}"),
        _most("decisions not kept", 0, comparison.violations_n, f"{comparison.violations_n} of {comparison.decisions_n} decisions would not be kept"),
        _not_worse("agreement with people", settings.decided_loss_max, candidate.decided_share, published and published.decided_share,
                   "of what people decided it would say itself"),
        _not_worse("complaints near a topic", settings.far_gain_max, _near(candidate), published and _near(published), "of the complaints are near a topic"),
    ]


def unmet(comparison: Comparison, settings: PublishSettings) -> list[Rule]:
    return [rule for rule in check(comparison, settings) if not rule.is_met]


def refusal(version: str, rules: Sequence[Rule], command: str) -> str:
    """What a person is told whose candidate does not pass."""
    said = "; ".join(f"{rule.name}: {rule.words}" for rule in rules)
    return f"{version} does not pass the gate. {said}. Nothing was published. Read `compare`; to publish it all the same, say why: {command}"


def _most(name: str, limit: float, found: float, words: str) -> Rule:
    return Rule(name, limit, found, found <= limit, f"{words}; at most {_number(limit)}")


def _least(name: str, limit: float, found: float, words: str) -> Rule:
    return Rule(name, limit, found, found >= limit, f"{words}; at least {_number(limit)}")


def _not_worse(name: str, loss: float, found: float | None, before: float | None, words: str) -> Rule:
    """found and before: shares; met where there is nothing to compare."""
    if found is None or before is None:
        return Rule(name, 0, found, True, "nothing to compare yet")
    return Rule(name, before - loss, found, found >= before - loss, f"{_percent(found)} {words}, of the published model {_percent(before)}; at most {_percent(loss)} less")


def _near(measures: Measures) -> float | None:
    return None if measures.far_share is None else 1 - measures.far_share


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 or not share else "<1 %"


def _number(limit: float) -> str:
    return "0" if not limit else _percent(limit)

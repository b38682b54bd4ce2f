"""Every fact that a report can hold has its words, in every language: none is met for the first time on a Monday."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reported import APP, ENGINEERS, example

from pipeline.funnel import WAITS_FOR
from pipeline.mail.letter import Links, letter
from pipeline.mail.wording import LANGUAGES, wording
from pipeline.report import warnings
from pipeline.report.snapshot import DEFINITIONS, DUTIES, SECTIONS, Duty
from pipeline.signal_states import STATES

NOTE = dict(scope="source", target="x", name="x", first_day="2026-11-10", last_day=None, observed_n=0, usual_n=9, people_n=None)
WARNINGS = [dict(kind="no data"), dict(kind="data end", on="2026-11-02"), dict(kind="early", days=9, needed_days=70), dict(kind="unclear", complaints_n=9, of_n=12),
            dict(kind="waiting", posts_n=12), dict(kind="unsorted", complaints_n=3), dict(kind="unjudged", until="2026-11-11"), dict(kind="unjudged", until=None),
            dict(kind="unlearned", complaints_n=12, needed_n=60), *(dict(kind="model", fault=fault, learned_on="2026-01-02") for fault in ("touchpoints", "broken", "old")),
            *(NOTE | dict(kind=kind) for kind in ("gap", "start", "stop", "jump", "flood", "campaign")), dict(kind="silent", source="x", since=None),
            dict(kind="silent", source="x", since="2026-11-01"), *(dict(kind="failing", source="x", state=state) for state in ("failing", "over budget", "waiting"))]
LINKS = Links("https://canary.example.com")


def said(language: str, **changes) -> str:
    found = letter(example(**changes), LINKS, language)
    return "\n".join([found.subject, *found.lines, *found.warnings, *(part for s in found.sections for e in s.entries for part in (s.title, e.sentence, *e.notes))])


def test_the_list_of_warnings_is_whole():
    assert {one["kind"] for one in WARNINGS} == set(warnings.KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_warning_is_one_sentence_of_its_own(language):
    lines = letter(example(warnings=tuple(WARNINGS)), LINKS, language).warnings
    assert len(set(lines)) == len(WARNINGS) and not any("{" in line or "None" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_that_was_removed_leaves_a_word(language):
    assert wording(language).say("foot.quote_gone") in said(language, items=(replace(APP, quotes=(), facts=APP.facts | {"quotes_removed_n": 1}),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_state_duty_and_definition_has_its_words(language):
    w = wording(language)
    for section in SECTIONS:
        of_fix = section in ("no effect", "verified")
        item = replace(ENGINEERS if of_fix else APP, section=section, state="a fix" if section == "unacted" else section if of_fix else "new", facts=(ENGINEERS if of_fix else APP).facts | {"why": ""})
        assert "{" not in said(language, items=(item,))
    assert "{" not in said(language, items=(replace(ENGINEERS, section="came back", state="came back"),))
    assert all(w.say(f"state.{state}") for state in STATES) and all(w.say(f"waits.{what}") for what in WAITS_FOR)
    duties = tuple(Duty(kind, "t", "n", "Me", None, due, date(2026, 11, 2), "signals?s=1") for kind in DUTIES for due in (None, date(2026, 12, 1)))
    assert "{" not in said(language, owner="Me", duties=duties)
    assert all(w.say(f"definitions.{key}", n=5) for key in DEFINITIONS)

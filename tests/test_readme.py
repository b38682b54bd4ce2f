"""The README is true to what it points at."""
from __future__ import annotations

import re

import pytest

from pipeline.settings import ROOT

PAGES = [ROOT / "README.md", ROOT / "DECISIONS.md", ROOT / "CHANGELOG.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_figure_is_left_open_and_every_link_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    assert "@@" not in text
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert not [target for target in linked if not (ROOT / target).exists()]


def test_every_verb_and_option_that_the_readme_shows_exists(canary):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    verbs = set(re.findall(r"python -m pipeline (?:--workspace \S+ )?([a-z]+)", text)) | set(re.findall(r"^\| `([a-z]+)", text, re.MULTILINE))
    helped = {verb: canary(verb, "--help") for verb in verbs}
    assert {verb: status for verb, (status, *_) in helped.items() if status} == {}
    for group in ("signals", "sources", "event", "fix"):
        for word in set(re.findall(rf"{group} ([a-z]+)", text)):
            if (found := canary(group, word, "--help"))[0] == 0:
                helped[f"{group} {word}"] = found
    options = set(re.findall(r"--[a-z-]+", " ".join(out for _, out, _ in helped.values()))) | {"--workspace", "--as-of"}
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) - {"--with-bertopic"}
    assert shown <= options

"""What is said of reply campaigns and their echo. Pure; plain text, not Markdown."""
from __future__ import annotations

from dashboard.wording import count, days, few, spelled
from models.echo import USUAL_WEEKS, WEEKS
from pipeline.echoes import Echoes

DEFINITION = (
    "A reply campaign is a run of weeks in which the company replied at least twice its usual share of what came in (and ten replies more). "
    "Posting is people who began a thread in the channels it answers, in the two weeks from a campaign's first day against the two before, set against the channels it "
    "never answers where there are any, and against how far that ratio swings without a campaign.")


def sentence(found: Echoes) -> str:
    weeks_n = len(found.weeks)
    if weeks_n <= USUAL_WEEKS:
        return f"Too early to say: {count(weeks_n, 'complete week')}, and a campaign is told from the {USUAL_WEEKS} before it."
    if not found.weeks["replies_n"].sum():
        return "No reply of the company is in what came in, so there is nothing that could echo."
    if not found.campaigns:
        return f"No reply campaign in {count(weeks_n, 'complete week')}: the company never replied to much more than its usual share. There is no echo to tell."
    said = f"{spelled(len(found.campaigns))} reply campaign{'' if len(found.campaigns) == 1 else 's'}"
    if found.found is None:
        return f"{said}, with too little before and after, or too few weeks without one, to say whether posting rose."
    one = found.found
    ratio = f"posting was {one.ratio:.2f} times what it was before ({one.low:.2f}–{one.high:.2f})"
    if one.is_shown:
        return f"After {said.lower()} {ratio}: posting {'rose' if one.ratio > 1 else 'fell'}. That it followed is not that the replies brought it."
    if one.is_beyond:
        return f"Cannot tell: after {said.lower()} {ratio}, and there is no unanswered channel to hold it against. A rise that made the company reply looks the same."
    return f"No effect shown: after {said.lower()} {ratio}."


def legend(found: Echoes, min_people: int) -> str:
    again_n = found.weeks["echo_n"].sum()
    against = "held against the channels that are never answered" if found.found and found.found.is_compared else "there is no unanswered channel to hold it against"
    return (f"Line: people who began a thread in answered channels, a week. Dashed: without those who had been answered before and began one within {WEEKS} weeks of a campaign's "
            f"first day ({few(again_n, min_people)} people). Bands: {', '.join(days(*span) for span in found.campaigns[-4:])}; {against}.")

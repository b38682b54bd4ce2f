"""What became of a topic, as it is told."""
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dashboard.lineage_words import became, lines, successors

LONDON = ZoneInfo("Europe/London")
LABELS = {"t-1": "Wrong bill", "t-2": "Late bill"}


def fate(event: str, other: str | None = None, share: float | None = None, day: int = 16) -> dict:
    return dict(topic_id="t-9", event=event, other_id=other, share=share, at=datetime(2026, 11, day, 6, tzinfo=UTC))


def test_an_ended_topic_says_where_it_went_and_links_there():
    fates = [fate("born", day=1), fate("merged", "t-1", 0.82)]
    assert became(fates, LABELS, LONDON) == ("This topic has ended. On 16 Nov 2026 it went into “Wrong bill” with 82 % of its complaints. "
                                             "Its history, signals and fixes are kept.")
    assert successors(fates, LABELS) == ["t-1"]


def test_one_that_ended_before_lineage_was_kept_says_so():
    assert became([], LABELS, LONDON) == "This topic has ended. What became of it was not written down yet when it did."
    assert successors([fate("ended")], LABELS) == []


def test_changes_are_told_newest_first_and_what_stayed_as_it_was_is_not():
    fates = [fate("split", "t-2", 0.6, 1), fate("kept", None, 0.97, 8), fate("kept", None, 0.7, 16)]
    assert lines(fates, LABELS, LONDON) == ["On 16 Nov 2026 it kept 70 % of its complaints.", "On 1 Nov 2026 it was split from “Late bill”: 60 % of its complaints came from there."]


def test_a_topic_to_which_nothing_happened_has_nothing_to_tell():
    assert lines([fate("born", day=1), fate("kept", None, 1.0)], LABELS, LONDON) == []

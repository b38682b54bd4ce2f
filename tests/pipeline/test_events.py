"""Events: what changed is kept once, can be taken back and put back, and holds no personal data."""
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline import events
from pipeline.errors import UsageError
from pipeline.store import events as stored

NOW = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
DAY = date(2026, 10, 1)


def titles(workspace, is_removed: bool = False) -> list[str]:
    return list(stored.every(workspace.store, is_removed)["title"])


def test_an_event_is_kept_once_however_often_it_is_said(workspace):
    numbers = {events.add(workspace, "new  IVR menu", DAY, NOW, touchpoint_id="phone-line", by="Ann") for _ in range(2)}
    kept = stored.every(workspace.store).iloc[0]
    assert len(numbers) == 1 and titles(workspace) == ["new IVR menu"]
    assert (kept["happened_on"], kept["ended_on"], kept["touchpoint_id"], kept["by"]) == (DAY, None, "phone-line", "Ann")


def test_what_is_removed_can_be_put_back(workspace):
    number = events.add(workspace, "price rise", DAY, NOW)
    events.remove(workspace, number, NOW)
    assert (titles(workspace), titles(workspace, is_removed=True)) == ([], ["price rise"])
    events.restore(workspace, number)
    assert (titles(workspace), titles(workspace, is_removed=True)) == (["price rise"], [])


@pytest.mark.parametrize("title, more, message", [
    (" ", {}, "has no title"), ("x" * 121, {}, "has 121 characters; 120 fit"),
    ("x", dict(until=date(2026, 9, 1)), "ends on 2026-09-01, before it begins on 2026-10-01"),
    ("x", dict(touchpoint_id="phon-line"), "touchpoint 'phon-line' is unknown. Known: .*phone-line")])
def test_what_cannot_be_an_event_is_refused_and_says_why(workspace, title, more, message):
    with pytest.raises(UsageError, match=message):
        events.add(workspace, title, DAY, NOW, **more)
    assert titles(workspace) == []


def test_an_unknown_number_says_where_to_look(workspace):
    with pytest.raises(UsageError, match="event 7: unknown. List them: .*event list"):
        events.remove(workspace, 7, NOW)


def test_personal_data_in_a_title_are_not_kept(workspace):
    events.add(workspace, "call centre moved, ask ann@example.com", DAY, NOW)
    assert titles(workspace) == ["call centre moved, ask [email]"]

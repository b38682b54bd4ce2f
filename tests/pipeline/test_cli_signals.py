"""The verbs of signals and events, as a person types them."""
from __future__ import annotations

import shutil

import pytest
from counted import AS_OF, burst, lay, ordinary, publish

from pipeline import watch
from pipeline.store import signals
from pipeline.workspace import init_workspace, open_workspace


@pytest.fixture(scope="module")
def raised_once(tmp_path_factory):
    """A workspace in which something is up: its folder, and the id of the signal."""
    path = tmp_path_factory.mktemp("raised") / "workspace"
    init_workspace(path, "telecom")
    workspace = open_workspace(path)
    publish(workspace)
    lay(workspace, [*ordinary(76), *burst("t-001", 72, 4, 14)])
    watch.run(workspace, AS_OF)
    workspace.store.engine.dispose()
    return path, signals.every(workspace.store).iloc[0]["signal_id"]


@pytest.fixture
def raised(raised_once, tmp_path) -> str:
    """The id of a signal that is up, in a workspace of your own."""
    shutil.copytree(raised_once[0], tmp_path / "workspace")
    return raised_once[1]


def test_signals_are_listed_shown_answered_and_taken_back(canary, raised):
    status, out, _ = canary("signals")
    assert status == 0 and raised in out and " new" in out
    status, out, _ = canary("signals", "show", raised)
    assert status == 0 and out.startswith(f"{raised}: ") and "people more than expected so far" in out
    assert canary("signals", "acknowledge", raised, "--by", "Ann")[:2] == (0, f"{raised} is acknowledged. Taken back with: signals reopen {raised}\n")
    assert canary("signals", "dismiss", raised, "--why", "a known change", "--by", "Ann")[0] == 0
    assert "acknowledged → dismissed, by Ann: a known change" in canary("signals", "show", raised)[1]
    assert canary("signals", "reopen", raised)[1] == f"{raised} is acknowledged again\n"


def test_the_list_is_narrowed_by_state_and_level(canary, raised):
    assert raised in canary("signals", "--state", "new")[1] and raised not in canary("signals", "--state", "dismissed")[1]
    assert raised not in canary("signals", "--level", "all")[1]
    assert canary("signals", "--state", "solved")[::2] == (
        2, "Error: --state solved: unknown. Allowed: new, acknowledged, with a fix, recovered, dismissed, regressed.\n")


def test_a_dismissal_without_a_reason_is_no_call(canary, raised):
    status, _, errors = canary("signals", "dismiss", raised)
    assert status == 2 and "--why" in errors
    status, _, errors = canary("signals", "dismiss", raised, "--why", " ")
    assert status == 2 and "a dismissal needs a reason" in errors


def test_an_unknown_signal_is_one_clear_line(canary, workspace):
    status, _, errors = canary("signals", "show", "s-nothing")
    assert status == 2 and errors.startswith("Error: signal s-nothing: unknown. List them: python -m pipeline --workspace")


def test_status_says_how_many_are_up_and_wait(canary, raised, tmp_path):
    up_n = len(signals.every(open_workspace(tmp_path / "workspace").store))
    assert f"{up_n} unanswered: python -m pipeline" in canary("status")[1]
    canary("signals", "acknowledge", raised)
    assert f"{up_n - 1} unanswered: python -m pipeline" in canary("status")[1]


def test_an_event_is_added_listed_removed_and_put_back(canary, workspace):
    status, out, _ = canary("event", "add", "new IVR menu", "--touchpoint", "phone-line", "--on", "2026-10-01")
    assert (status, out) == (0, "Event 1 is kept. Taken back with: event remove 1\n")
    assert "2026-10-01  –      phone-line  new IVR menu" in canary("event", "list")[1]
    assert canary("event", "remove", 1)[0] == 0 and "IVR" not in canary("event", "list")[1]
    assert "IVR" in canary("event", "list", "--removed")[1]
    assert canary("event", "restore", 1)[0] == 0 and "IVR" in canary("event", "list")[1]


def test_an_event_of_no_touchpoint_is_listed_as_everywhere(canary, workspace):
    canary("event", "add", "new prices", "--on", "2026-10-02", "--until", "2026-10-04")
    canary("event", "add", "new IVR menu", "--touchpoint", "phone-line", "--on", "2026-10-01")
    assert [line.split()[1:4] for line in canary("event", "list")[1].splitlines()[1:]] == [
        ["2026-10-02", "2026-10-04", "everywhere"], ["2026-10-01", "–", "phone-line"]]


def test_a_day_that_is_none_says_how_to_write_one(canary, workspace):
    assert canary("event", "add", "x", "--on", "1 October")[::2] == (2, "Error: --on 1 October: not a day. Write it as 2026-10-01.\n")


@pytest.mark.parametrize("what, header", [
    ("signals", "signal_id,level,target_id,kind,began_on,raised_on,observed_n,expected_n,upper_n,q_value,state,drivers"),
    ("notes", "note_id,kind,scope,target,first_day,last_day,observed_n,usual_n,people_n"),
    ("events", "event_id,title,happened_on,ended_on,touchpoint_id,by,made_at")])
def test_each_export_has_the_columns_of_its_contract(canary, raised, what, header):
    status, out, _ = canary("export", what)
    assert status == 0 and out.splitlines()[0] == header

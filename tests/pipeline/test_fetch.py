"""Collection: a page and all that goes with it at once, the budget before the call, one at a time, everything told."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import stamina
from erasing import bring, row
from fake_x import AT, TOKEN, FakeX, author_id, post
from sqlalchemy import select

from pipeline.budget import Purse
from pipeline.configured import Configured, authors_of, check, chosen, foretell
from pipeline.errors import BudgetError, CanaryError, LimitedError, SourceError, UsageError
from pipeline.fetch import fetch
from pipeline.lock import only_one
from pipeline.settings import load_settings
from pipeline.sources.page import Gap, Page
from pipeline.source_states import states
from pipeline.store import cursors, heartbeats, runs, spending, threads
from pipeline.store.tables import attributes, posts
from pipeline.workspace import init_workspace, open_workspace

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECRET = {"CANARY_X_ACME_BEARER_TOKEN": TOKEN}


@pytest.fixture(autouse=True)
def no_waiting():
    stamina.set_testing(True, attempts=2)
    yield
    stamina.set_testing(False)


@pytest.fixture
def server():
    with FakeX([post(AT - DAY + MINUTE * n, f"acme is down, call me on 07700 90012{n % 10}, I am number {n}", author=f"person{n}") for n in range(25)]).served() as x:
        yield x


@pytest.fixture
def opened(tmp_path, server):
    def make(budget=None, **values):
        source = {"kind": "x", "query": "acme", "page_posts": 10, "address": server.address, **values}
        init_workspace(tmp_path / "workspace", "telecom", {"sources.x-acme": source, "budget": budget or {}, "brand": {"handles": ["AcmeHelp"]}})
        return open_workspace(tmp_path / "workspace")

    return make


def collect(workspace, at=AT):
    return fetch(workspace, chosen(workspace, [], SECRET)[0], at, lambda n: None)


def stored(workspace) -> list[str]:
    with workspace.store.read() as connection:
        return sorted(connection.scalars(select(posts.c.text)))


def test_posts_are_stored_redacted_under_pseudonyms_and_a_second_collection_adds_nothing(opened, server):
    workspace = opened()
    assert collect(workspace).out_n == 25 and collect(workspace, AT + MINUTE).out_n == 0
    assert all("[phone]" in text for text in stored(workspace))
    assert not [path for path in workspace.path.rglob("*") if path.is_file() and (b"07700" in path.read_bytes() or TOKEN.encode() in path.read_bytes())]


def test_money_is_counted_by_what_was_billed(opened, server):
    workspace = opened()
    collect(workspace)
    today, month = spending.day_and_month(workspace.store, AT.date())
    assert (today.calls_n, today.posts_n, today.micros, month) == (3, 25, 125_000, today) and server.billed_n == 25


@pytest.mark.parametrize("budget, posts_n, message", [
    ({"posts_per_day": 12}, 10, r"the budget of this day is 12 posts; 10 are spent and the next call may bring 10\. .*\[budget\] posts_per_day"),
    ({"posts_per_month": 9}, 0, r"the budget of this month is 9 posts; 0 are spent"),
    ({"money_per_day": 0.1}, 20, r"the budget of this day is 0\.1 USD; 0\.10 are spent and the next call may cost 0\.05\. .*\[budget\] money_per_day"),
    ({"money_per_month": 0.0}, 0, r"the budget of this month is 0\.0 USD"),
])
def test_the_budget_is_never_passed_and_what_was_read_stays(opened, server, budget, posts_n, message):
    workspace = opened(budget)
    for _ in range(3):
        with pytest.raises(BudgetError, match=message):
            collect(workspace)
    assert (server.billed_n, len(stored(workspace)), len(server.requests)) == (posts_n, posts_n, posts_n // 10)
    assert states(workspace.store, workspace.settings, AT)[0].state == "over budget"


def test_a_run_over_midnight_is_counted_on_both_days(opened):
    workspace, passed_s = opened({"posts_per_day": 100}), [0.0]
    purse = Purse(workspace.store, workspace.settings.budget, "x-acme", "x", AT + 17 * HOUR, lambda: passed_s[0])
    for hours in (0, 1.5):
        passed_s[0] = hours * 3600
        purse.allow(80)
        with workspace.store.write() as connection:
            purse.settle(connection, 70)
    spent = [spending.day_and_month(workspace.store, day.date())[0].posts_n for day in (AT, AT + DAY)]
    assert spent == [70, 70]


def test_the_next_day_goes_on_where_the_budget_ended(opened, server):
    workspace = opened({"posts_per_day": 20})
    with pytest.raises(BudgetError):
        collect(workspace)
    assert collect(workspace, AT + DAY).out_n == 5 and server.billed_n == 25


def test_a_refused_call_gives_its_money_back(opened, server):
    workspace, server.faults = opened(), ["", "403"]
    with pytest.raises(SourceError, match="access level"):
        collect(workspace)
    assert spending.day_and_month(workspace.store, AT.date())[0].posts_n == 10 and len(stored(workspace)) == 10
    state = states(workspace.store, workspace.settings, AT)[0]
    assert (state.state, state.succeeded_at, state.added_n) == ("failing", None, 10) and "access level" in state.message
    assert collect(workspace).out_n == 15


def test_a_server_that_asked_to_wait_is_left_alone_by_later_runs_too(opened, server):
    workspace, server.faults = opened(), ["429"]
    for at in (AT, AT + 5 * MINUTE):
        with pytest.raises(LimitedError):
            collect(workspace, at)
    assert len(server.requests) == 1 and states(workspace.store, workspace.settings, AT)[0].state == "waiting"
    assert check(workspace, chosen(workspace, [], SECRET)[0], AT).message.startswith("x-acme: asked to wait until 2026-11-16 06:05 UTC")
    assert collect(workspace, AT + 6 * MINUTE).out_n == 25


ASKS = {"check": check, "dry run": foretell, "forget": lambda workspace, one, at: authors_of(workspace, "ann_b", None, SECRET, at)}


def went(ask, workspace, at=AT) -> str:
    try:
        return str(ASKS[ask](workspace, chosen(workspace, [], SECRET)[0], at))
    except CanaryError as error:
        return str(error)


@pytest.mark.parametrize("ask", ASKS)
def test_whoever_hears_that_a_server_wants_to_be_left_alone_tells_all_the_others(opened, server, ask):
    workspace, server.faults = opened(), ["429"]
    assert "allows no more calls until 2026-11-16 06:05:01 UTC" in went(ask, workspace)
    assert states(workspace.store, workspace.settings, AT)[0].state == "waiting"
    with pytest.raises(LimitedError, match="nothing was asked of it"):
        collect(workspace, AT + MINUTE)
    assert all("nothing was asked of it" in went(other, workspace, AT + MINUTE) for other in ASKS) and len(server.requests) == 1


@pytest.mark.parametrize("ask, billed_n", [("check", 1), ("dry run", 1), ("forget", 2)])
@pytest.mark.parametrize("fault", ["", "403", "429"])
def test_a_call_that_was_refused_is_not_billed_and_one_that_was_answered_is(opened, server, ask, billed_n, fault):
    workspace, server.faults = opened(), [fault]
    went(ask, workspace)
    assert spending.day_and_month(workspace.store, AT.date())[0].posts_n == (0 if fault else billed_n) and len(server.requests) == 1


def test_a_reply_by_the_brand_is_the_companys_and_in_the_thread_it_answers(opened, server):
    first = server.posts[0]
    server.posts.append(post(AT - MINUTE, "sorry", author="AcmeHelp", reply_to=first))
    workspace = opened(own_handles=["AcmeHelp"])
    collect(workspace)
    with workspace.store.read() as connection:
        assert connection.execute(select(posts.c.thread_id, posts.c.text).where(posts.c.is_brand)).all() == [(f"x-acme:{first['id']}", "sorry")]


def test_threads_with_complaints_are_followed(opened, server):
    workspace = opened()
    collect(workspace)
    with workspace.store.write() as connection:
        connection.execute(posts.update().where(posts.c.post_id == f"x-acme:{server.posts[3]['id']}").values(kind="complaint"))
    assert threads.with_complaints(workspace.store, "x-acme", AT - 2 * DAY) == [server.posts[3]["id"]]
    server.posts.append(post(AT - MINUTE, "the same here", author="zoe", reply_to=server.posts[3]))
    assert collect(workspace, AT + MINUTE).out_n == 1 and "the same here" in stored(workspace)


def test_an_edit_upstream_replaces_the_words(opened, server):
    workspace = opened()
    collect(workspace)
    edited = server.posts[24] | {"id": post(AT - MINUTE, "")["id"], "text": "acme works again, sorry for the noise", "history": [server.posts[24]["id"]]}
    edited["history"].append(edited["id"])
    server.posts.append(edited)
    assert collect(workspace, AT + MINUTE).out_n == 0
    assert len(stored(workspace)) == 25 and "acme works again, sorry for the noise" in stored(workspace)


def test_a_post_that_an_answer_calls_gone_leaves_the_store(opened, server):
    workspace = opened()
    collect(workspace)
    server.posts.append(server.posts[5] | {"id": post(AT - MINUTE, "")["id"], "withheld": True, "history": [server.posts[5]["id"]]})
    collect(workspace, AT + MINUTE)
    assert len(stored(workspace)) == 24 and not any("number 5" in text for text in stored(workspace))


def test_a_person_is_forgotten_by_the_handle_though_x_gives_numbers(opened, server, canary, monkeypatch):
    monkeypatch.setenv("CANARY_X_ACME_BEARER_TOKEN", TOKEN)
    workspace, at = opened(), ("--as-of", AT.isoformat())
    collect(workspace)
    status, out, _ = canary(*at, "forget", "--author", "@Person7", "--yes")
    assert status == 0 and "Removed 1 post;" in out and not any(text.endswith("number 7") for text in stored(workspace))
    assert "x-acme knows nobody of this handle any more" in canary(*at, "forget", "--author", "@nobody")[1]


def forgotten(canary, *words: str, at=AT) -> tuple[int, str, str]:
    return canary("--as-of", at.isoformat(), "forget", "--author", *words)


@pytest.mark.parametrize("token, fault, why", [("", "", "has no CANARY_X_ACME_BEARER_TOKEN"), (TOKEN, "429", "no more calls until"), (TOKEN, "403", "access level")])
def test_forgetting_is_not_complete_when_nobody_could_be_asked_whose_handle_it_is(opened, server, canary, monkeypatch, token, fault, why):
    workspace = opened()
    collect(workspace)
    bring(workspace, row("1", "The bill is wrong", "person7"), source="mail")
    monkeypatch.setenv("CANARY_X_ACME_BEARER_TOKEN", token)
    server.faults = [fault, fault]
    status, out, _ = forgotten(canary, "@person7")
    assert status == 0 and "x-acme could not be asked whose handle it is" in out and why in out
    status, out, err = forgotten(canary, "@person7", "--yes")
    assert status == 1 and "Removed 1 post; it is refused from now on." in out and len(stored(workspace)) == 25
    assert err.startswith("Error: not complete: x-acme could not be asked whose handle it is: ") and "Say the same again when it answers, or give the number" in err
    status, out, err = forgotten(canary, author_id("person7"), "--yes")
    assert (status, err) == (0, "") and "Removed 1 post;" in out and not any("number 7" in text for text in stored(workspace))


def test_a_source_that_is_configured_no_more_cannot_be_asked_and_that_is_said(opened, canary):
    workspace = opened()
    collect(workspace)
    settings = workspace.path / "canary.toml"
    settings.write_text(settings.read_text().replace("[sources.x-acme]", "[sources.x-other]").replace("page_posts = 10", "page_posts = 20"))
    status, _, err = forgotten(canary, "@person7", "--source", "x-acme", "--yes")
    assert status == 1 and "not complete: x-acme holds posts but is in no section of canary.toml any more" in err
    assert forgotten(canary, author_id("person7"), "--yes")[0] == 0 and len(stored(workspace)) == 24


@dataclass
class Pages:
    """A source that gives these pages and then fails, or not."""

    given: tuple
    name: str = "x-acme"
    channel: str = "notes"
    attributes: tuple[str, ...] = ("product",)
    told: list = field(default_factory=list)

    def pages(self, cursor, as_of, allow) -> Iterator[Page]:
        self.told.append(cursor)
        for page in self.given:
            if isinstance(page, Exception):
                raise page
            allow(page.billed_n)
            yield page


@dataclass(frozen=True)
class Made(Configured):
    source: Pages = None

    def make(self) -> Pages:
        return self.source


def made(*given) -> Made:
    return Made("x-acme", {"kind": "notes"}, {}, Pages(given))


ROW = {"post_id": "1", "posted_at": "2026-11-15T08:00:00Z", "text": "no signal since Monday", "product": "mobile"}


def test_a_page_its_cursor_its_gap_and_its_attributes_are_kept_together(opened):
    workspace, gap = opened(), Gap(AT - 9 * DAY, AT - 7 * DAY, "too old")
    one = made(Page((ROW,), {"at": 1}, gaps=(gap, gap)), Page((), {"at": 2}, problems=("1 × odd",)))
    assert fetch(workspace, one, AT, lambda n: None).note == "x-acme: 0 billed; 1 × odd"
    assert cursors.read(workspace.store, "x-acme") == ({"at": 2}, 0)
    assert [(row["began_at"], row["reason"]) for row in heartbeats.all_gaps(workspace.store)] == [(gap.began_at, "too old")]
    with workspace.store.read() as connection:
        assert connection.execute(select(attributes.c.name, attributes.c.value)).all() == [("product", "mobile")]


def test_a_row_that_cannot_be_read_is_in_quarantine_once_however_often_it_comes(opened):
    workspace, bad = opened(), {"post_id": "2", "posted_at": "soon", "text": "mail me at bob@example.com"}
    for n in range(2):
        fetch(workspace, made(Page((ROW, bad), {"at": n}), Page((bad, ROW), {"at": n})), AT, lambda n: None)
    (held,) = runs.held(workspace.store, 9)
    assert (held["file_name"], held["excerpt"]) == ("collected", "mail me at [email]") and len(stored(workspace)) == 1


def test_what_went_wrong_is_stored_and_said_without_personal_data(opened):
    workspace = opened()
    with pytest.raises(SourceError, match=r"^bob is \[email\]$"):
        fetch(workspace, made(Page((ROW,), {"at": 1}), SourceError("bob is bob@example.com")), AT, lambda n: None)
    assert heartbeats.every(workspace.store)["x-acme"]["message"] == "bob is [email]"
    assert "[email]" in fetch(workspace, made(Page((), {"at": 2}, problems=("bob@example.com.",))), AT, lambda n: None).note


def test_a_source_is_told_of_the_calls_that_were_never_answered(opened):
    workspace, one = opened(), made(Page((), {"at": 1}))
    fetch(workspace, one, AT, lambda n: None)
    with workspace.store.write() as connection:
        cursors.asked(connection, "x-acme")
    fetch(workspace, one, AT, lambda n: None)
    assert one.source.told == [None, {"at": 1, "unanswered_n": 1}]


def test_two_collections_do_not_run_at_once(tmp_path):
    with only_one(tmp_path / "lock", "a collection"):
        with pytest.raises(CanaryError, match="a collection is running already"), only_one(tmp_path / "lock", "a collection"):
            pass
    with only_one(tmp_path / "lock", "a collection"):
        pass


def test_a_dry_run_says_what_a_collection_would_cost(opened, server):
    workspace = opened({"posts_per_day": 20})
    assert foretell(workspace, chosen(workspace, [], SECRET)[0], AT) == (
        "x-acme: about 25 posts wait: 0.12 USD. The budget leaves 19 posts today: the rest would wait.")
    assert stored(workspace) == [] and server.billed_n == 1


def test_an_unknown_source_is_named_with_those_that_are_configured(opened):
    with pytest.raises(UsageError, match=r"there is no source 'x-acne'\. Configured: x-acme\."):
        chosen(opened(), ["x-acne"], {})


def test_a_source_that_is_named_twice_is_asked_once(opened):
    assert [one.name for one in chosen(opened(), ["x-acme", "x-acme"], SECRET)] == ["x-acme"]


@pytest.mark.parametrize("words", [("collect",), ("collect", "--dry-run")])
def test_a_collection_of_a_workspace_that_is_not_there_makes_none(canary, tmp_path, words):
    status, _, err = canary(*words)
    assert status == 1 and "no workspace at" in err and not (tmp_path / "workspace").exists()


def test_the_verbs_tell_state_budget_and_failure(opened, server, canary, monkeypatch):
    monkeypatch.setenv("CANARY_X_ACME_BEARER_TOKEN", TOKEN)
    opened()
    at = ("--as-of", AT.isoformat())
    status, out, _ = canary(*at, "collect")
    assert status == 0 and "collect        25 in        25 out" in out and "x-acme: 25 billed" in out
    status, out, _ = canary(*at, "sources")
    assert "x-acme  x     well   16 Nov 2026 06:00     25            25          25" in out
    assert "budget of the day (UTC): 25 of 5,000 posts, 0.12 of 25.00 USD" in out
    assert canary(*at, "sources", "check", "x-acme")[0] == 0
    monkeypatch.setenv("CANARY_X_ACME_BEARER_TOKEN", "wrong")
    status, _, err = canary(*at, "collect", "x-acme")
    assert status == 1 and err.startswith("Error: x-acme: X does not accept the bearer token. Set CANARY_X_ACME_BEARER_TOKEN to a valid one.")
    assert "x-acme is failing: x-acme: X does not accept" in canary(*at, "status")[1]


def test_a_collection_that_was_killed_is_told_from_one_that_runs(opened, canary):
    workspace = opened()
    with workspace.store.write() as connection:
        heartbeats.beat(connection, "x-acme", AT, state="running", message="")
    assert "x-acme is stopped: the last collection was stopped midway; the next goes on" in canary("--as-of", AT.isoformat(), "sources")[1]
    with only_one(workspace.path / "collect.lock", "a collection"):
        assert "stopped" not in canary("--as-of", AT.isoformat(), "sources")[1]


def test_a_source_that_brought_nothing_for_a_week_is_called_silent(opened):
    workspace = opened()
    collect(workspace)
    assert states(workspace.store, workspace.settings, AT + DAY)[0].silence == ""
    assert states(workspace.store, workspace.settings, AT + 8 * DAY)[0].silence == "no collection has succeeded since 16 Nov 2026"


def test_the_days_of_silence_count_from_the_first_time_that_a_source_was_asked(opened):
    workspace = opened()
    for days in (0, 3, 6):
        assert states(workspace.store, workspace.settings, AT + days * DAY)[0].silence == ""
        with workspace.store.write() as connection:
            heartbeats.beat(connection, "x-acme", AT + days * DAY, state="failing", message="refused")
    assert states(workspace.store, workspace.settings, AT + 8 * DAY)[0].silence == "no collection has succeeded yet"


def test_the_same_silence_is_said_once(opened, canary, monkeypatch):
    workspace = opened()
    collect(workspace)
    assert canary("--as-of", (AT + 9 * DAY).isoformat(), "status")[1].count("SILENT") == 1


@pytest.mark.parametrize("section, message", [
    ('[sources.X]\nkind = "x"', r"the source 'X' needs a name of small letters"),
    ("[sources.x-acme]\nquery = 'a'", r"\[sources\.x-acme\] needs a line that says what it is"),
    ("[budget]\nprice_per_post = { x = -1 }", r"the price of 'x' is -1; write 0 or more"),
])
def test_a_wrong_section_is_named(tmp_path, section, message):
    (tmp_path / "canary.toml").write_text(section)
    with pytest.raises(CanaryError, match=message):
        load_settings(tmp_path)

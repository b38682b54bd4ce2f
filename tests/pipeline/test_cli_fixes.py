"""The verbs of the register, as a person types them: what they say, and what they say when a word is off."""
from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import insert
from tracked import ALARM, SHIPPED, TREATED, as_of, copied, fill, grid, signal, topic, week

from pipeline import track
from pipeline.records import Post
from pipeline.store import answers, fixes, posts, signals, topics
from pipeline.store.tables import complaints
from pipeline.workspace import Workspace, init_workspace, open_workspace

NOW = as_of(SHIPPED + 9)


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory) -> Workspace:
    path = tmp_path_factory.mktemp("filled") / "workspace"
    init_workspace(path, "telecom")
    workspace = open_workspace(path)
    fill(workspace, grid())
    with workspace.store.write() as connection:
        signals.add(connection, [signal(TREATED, SHIPPED + 5, signal_id="s-up", ended_on=None)])
    return workspace


@pytest.fixture
def filled(filled_once, tmp_path) -> Workspace:
    return copied(filled_once, tmp_path / "workspace")


@pytest.fixture
def fix(canary, filled):
    """fix("list") -> (exit status, lines, errors) of a verb of the register."""
    def call(*words: object) -> tuple[int, list[str], str]:
        status, out, err = canary("--as-of", NOW.isoformat(), "fix", *words)
        return status, out.splitlines(), err

    return call


def test_a_fix_is_registered_started_shipped_judged_and_shown(fix, filled):
    assert fix("add", "Bills are right", "--touchpoint", "billing", "--topic", TREATED, "--verifier", "Quality", "--expected-fall", 0.5,
               "--hypothesis", "One batch runs twice", "--decided", week(ALARM + 1), "--link", "https://tracker.example/OPS-1", "--by", "Ann") == (
        0, ["Registered f-0001, owner Billing, judged on t-001"], "")
    assert fix("start", "f-0001", "--on", week(ALARM + 2), "--by", "Ann")[1] == ["f-0001 is under way: Bills are right"]
    assert fix("ship", "f-0001", "--on", week(SHIPPED), "--by", "Ann")[1] == ["f-0001 is shipped: Bills are right"]
    track.run(filled, NOW)
    listed = fix("list")[1]
    assert listed[1].split()[:5] == ["f-0001", "Bills", "are", "right", "billing"] and "verified" in listed[1] and "Fell: " in listed[1]
    shown = fix("show", "f-0001")[1]
    assert shown[:5] == [
        "f-0001: Bills are right", "verified, at billing, topics t-001", "owner Billing, verified by Quality",
        "One batch runs twice; 50 % of the complaints should go", f"decided {week(ALARM + 1)}, started {week(ALARM + 2)}, shipped {week(SHIPPED)}"]
    assert shown[6].startswith("Fell: ") and shown[7].endswith(" since")
    assert [line.split()[2] for line in shown if line.startswith(f"{week(SHIPPED):%Y}") and "f" in line][:4] == ["provisional", "provisional", "provisional", "planned"]
    assert any(line.endswith("state: shipped → verified  –") or "state: shipped → verified" in line for line in shown)


@pytest.mark.parametrize("words, said", [
    (("add", "x", "--touchpoint", "billings"), "there is no touchpoint 'billings'. Known: coverage-check, "),
    (("add", "x", "--touchpoint", "billing", "--topic", "t-404"), "there is no topic 't-404'"),
    (("add", "x", "--touchpoint", "billing", "--verifier", "billing"), "Billing is the owner and cannot verify it"),
    (("add", "x", "--touchpoint", "billing", "--due", "soon"), "--due soon: not a day."),
    (("add", "x", "--touchpoint", "billing", "--scope", "North"), "--scope 'North': write name=value, e.g. --scope region=North."),
    (("add", "x", "--touchpoint", "billing", "--expected-fall", "50"), "an expected fall of 50 is no share"),
    (("ship", "f-0009"), "there is no fix f-0009. None is registered yet"),
    (("list", "--state", "done"), "--state done: unknown. Allowed: proposed, under way"),
    (("edit", "f-0001"), "fix edit f-0001: nothing to change was given."),
    (("import", "missing.csv"), "missing.csv: there is no such file."),
])
def test_a_word_that_is_off_is_one_clear_line(fix, words, said):
    status, out, err = fix(*words)
    assert status in (1, 2) and out == [] and said in err and err.count("\n") == 1


@pytest.mark.parametrize("words, said", [
    (("ship", "f-0001", "--on", week(ALARM)), f"shipped on {week(ALARM)} is before decided on {week(ALARM + 1)}. Correct one of the two days."),
    (("ship", "f-0001", "--on", week(SHIPPED + 20)), "lies in the future; today is"),
    (("ship", "f-0001", "--stage", "North"), "--stage 'North': write name=value"),
    (("abandon", "f-0001", "--why", " "), "a reason is needed to abandon it"),
    (("resume", "f-0001"), "f-0001 is proposed: it cannot become proposed. From there it can become under way or shipped or abandoned."),
    (("edit", "f-0001", "--shipped", week(SHIPPED)), "f-0001 is proposed: it has no day of shipping to correct."),
    (("add", "bills ARE right", "--touchpoint", "billing"), "'bills ARE right' at billing is registered already: f-0001, proposed."),
])
def test_what_breaks_a_rule_changes_nothing(fix, filled, words, said):
    fix("add", "Bills are right", "--touchpoint", "billing", "--decided", week(ALARM + 1))
    before = fixes.every(filled.store), len(fixes.log(filled.store))
    status, _, err = fix(*words)
    assert status == 2 and said in err and (fixes.every(filled.store), len(fixes.log(filled.store))) == before


def test_a_topic_that_has_ended_cannot_be_fixed_but_its_fix_goes_on(fix, filled):
    fix("add", "Bills are right", "--touchpoint", "billing", "--topic", TREATED)
    with filled.store.write() as connection:
        topics.publish(connection, [topic("t-900", touchpoint_id="billing")], "m-2")
    assert "topic t-001 has ended: no complaint is counted in it any more. Active: t-900." in fix("add", "Again", "--touchpoint", "billing", "--topic", TREATED)[2]
    assert fix("ship", "f-0001", "--on", week(SHIPPED))[0] == 0


def test_a_touchpoint_that_left_the_taxonomy_is_said_and_its_fix_still_judged(fix, filled):
    fix("add", "Bills are right", "--touchpoint", "billing", "--topic", TREATED)
    fix("ship", "f-0001", "--on", week(SHIPPED))
    text = (filled.path / "touchpoints.yaml").read_text(encoding="utf-8")
    (filled.path / "touchpoints.yaml").write_text(text.replace("id: billing\n", "id: invoices\n").replace("[billing,", "[invoices,").replace(" billing]", " invoices]")
                                                  .replace(" billing,", " invoices,"), encoding="utf-8")
    track.run(filled, NOW)
    shown = fix("show", "f-0001")[1]
    assert "'billing' is in touchpoints.yaml no more; its topics are counted as before. Name another with fix edit --touchpoint." in shown
    assert any(line.startswith("Fell: ") for line in shown)


def test_a_signal_follows_the_fix_that_answers_it(fix, filled):
    state = lambda: signals.one(filled.store, "s-up")["state"]  # noqa: E731
    fix("add", "Bills are right", "--touchpoint", "billing", "--signal", "s-up", "--by", "Ann")
    assert state() == "with a fix" and fixes.one(filled.store, "f-0001").topics == (TREATED,)
    fix("abandon", "f-0001", "--why", "not ours")
    assert state() == "acknowledged"
    fix("undo", "f-0001")
    assert state() == "with a fix" and fixes.one(filled.store, "f-0001").state == "proposed"
    fix("undo", "f-0001")
    assert state() == "acknowledged" and fixes.one(filled.store, "f-0001").state == "abandoned"


def test_personal_data_in_what_a_colleague_writes_are_not_kept(fix, filled):
    fix("add", "Call 0161 496 0123 back", "--touchpoint", "billing", "--hypothesis", "ask ann@example.com")
    kept = fixes.one(filled.store, "f-0001")
    assert "0161" not in kept.title and "ann@example.com" not in kept.hypothesis


def test_a_tracker_is_brought_in_row_by_row_and_twice_changes_nothing(fix, filled, tmp_path):
    file = tmp_path / "tracker.csv"
    file.write_text(
        "key,summary,component,started,shipped,expected_fall,verifier,abandoned\n"
        f"OPS-1,Bills are right,billing,{week(ALARM + 2)},{week(SHIPPED)},40 %,Quality,\n"
        f"OPS-2,Chat answers,chat,{week(ALARM)},,,Quality,the supplier changes it\n"
        "OPS-3,,billing,,,,,\nOPS-4,Nowhere,nowhere,,,,,\nOPS-5,Tomorrow,billing,,2031-01-01,,,\nOPS-6,Oddly,billing,soon,,,,\nOPS-7,Own,billing,,,,Billing,\n", encoding="utf-8")
    words = ("import", file, "--map", "fix_id=key,title=summary,touchpoint=component", "--by", "tracker")
    status, out, err = fix(*words)
    assert (status, out) == (1, ["2 registered, 0 changed, 0 as they were, 5 not read"])
    assert [line.partition(":")[0] for line in err.splitlines()] == ["row 3", "row 4", "row 5", "row 6", "row 7"] and "'nowhere'" in err and "no title" in err
    first, second = fixes.every(filled.store)
    assert (first.fix_id, first.state, first.shipped_on, first.expected_fall) == ("OPS-1", "shipped", week(SHIPPED), 0.4)
    assert (second.state, second.reason, second.started_on) == ("abandoned", "the supplier changes it", week(ALARM))
    changes_n = len(fixes.log(filled.store))
    assert fix(*words)[1] == ["0 registered, 0 changed, 2 as they were, 5 not read"] and len(fixes.log(filled.store)) == changes_n


def test_a_tracker_changes_what_it_says_and_knows_a_fix_by_its_link(fix, filled, tmp_path):
    fix("add", "Bills are right", "--touchpoint", "billing", "--link", "https://tracker.example/1", "--hypothesis", "ours")
    file = tmp_path / "tracker.csv"
    file.write_text(f"link,title,touchpoint,owner,shipped\nhttps://tracker.example/1,Bills are right,billing,Finance,{week(SHIPPED)}\n", encoding="utf-8")
    assert fix("import", file)[1] == ["0 registered, 1 changed, 0 as they were, 0 not read"]
    kept = fixes.one(filled.store, "f-0001")
    assert (kept.owner, kept.state, kept.hypothesis) == ("Finance", "shipped", "ours")


@pytest.mark.parametrize("header, said", [
    ("title,touchpoint\na,billing\n", "no column is called 'fix_id' or 'link', so a second import could not know a fix again."),
    ("fix_id,title\n1,a\n", "no column is called 'touchpoint'. Say which one holds it: --map touchpoint=COLUMN.")])
def test_a_tracker_that_cannot_be_understood_is_refused_whole(fix, tmp_path, header, said):
    (tmp_path / "t.csv").write_text(header, encoding="utf-8")
    status, _, err = fix("import", tmp_path / "t.csv")
    assert status == 2 and said in err


@pytest.fixture
def asked(filled) -> Workspace:
    """Two complaints of the treated topic whose authors can be asked, and one of another."""
    said = [(n, Post(f"x:{n}", "x", "x", NOW - timedelta(days=20 + n), f"charged twice, says {n}", str(n), author_id=f"a{n}", words_n=4)) for n in (1, 2, 3)]
    begun = posts.begin_import(filled.store, "x", "a.csv", "key", NOW)
    posts.add_batch(filled.store, begun, said, (), filled.settings.zone, NOW)
    with filled.store.write() as connection:
        connection.execute(insert(complaints), [dict(
            post_id=post.post_id, posted_at=post.posted_at, day=post.posted_at.date(), week=week(SHIPPED), source="x", channel="x", severity=2, copies_n=0,
            topic_id=TREATED if n < 3 else "t-002", is_topic_vote=False, is_touchpoint_vote=False) for n, post in said])
    return filled


def test_phones_and_addresses_in_names_are_not_kept(fix, filled):
    status, *_ = fix("add", "New rota", "--touchpoint", "engineer-visit", "--owner", "Bob bob@example.com", "--verifier", "Joe 07700 900123")
    kept = next(one for one in fixes.every(filled.store) if one.title == "New rota")
    assert (status, kept.owner, kept.verifier) == (0, "Bob [email]", "Joe [phone]")


def test_answers_stand_beside_the_verdict_and_twice_add_nothing(fix, asked, tmp_path):
    fix("add", "Bills are right", "--touchpoint", "billing", "--topic", TREATED)
    fix("ship", "f-0001", "--on", week(SHIPPED))
    file = tmp_path / "answers.csv"
    file.write_text("post_id,answer\n1,Better\nx:2,worse\n3,same\n4,better\n1,fine\n", encoding="utf-8")
    status, out, err = fix("answers", file)
    assert (status, out) == (1, ["2 answers kept, 0 known already, 3 rows not read"])
    assert err.splitlines() == ["row 3: no fix that had shipped by then is about its topic", "row 4: its post or thread is not here, or more than one source has that id (write source:id)",
                                "row 5: an answer is one of better, same, worse"]
    assert fix("answers", file)[1] == ["0 answers kept, 2 known already, 3 rows not read"]
    assert "asked, 2 answered: 1 better, 0 the same, 1 worse (no part of the verdict)" in fix("show", "f-0001")[1]


def test_the_answers_of_a_forgotten_author_go_with_the_thread(fix, asked, canary, tmp_path):
    fix("add", "Bills are right", "--touchpoint", "billing", "--topic", TREATED)
    fix("ship", "f-0001", "--on", week(SHIPPED))
    (tmp_path / "answers.csv").write_text("post,said\n1,better\n2,worse\n", encoding="utf-8")
    fix("answers", tmp_path / "answers.csv")
    assert canary("forget", "--post", "x:1", "--yes")[0] == 0
    assert answers.counted(asked.store).to_dict("records") == [{"fix_id": "f-0001", "better": 0, "same": 0, "worse": 1}]


def test_exports_keep_the_columns_of_the_contract(fix, filled, canary):
    fix("add", "Bills are right", "--touchpoint", "billing", "--topic", TREATED, "--scope", "region=North")
    fix("ship", "f-0001", "--on", week(SHIPPED))
    track.run(filled, NOW)
    head, row = canary("export", "verdicts")[1].splitlines()
    assert head == "fix_id,shipped_on,weeks_n,rate_ratio,low,high,verdict" and row.startswith(f"f-0001,{week(SHIPPED)},9,")
    fixed = json.loads(canary("export", "fixes", "--format", "json")[1])
    assert (fixed["fix_id"], fixed["topics"], fixed["scope"], fixed["owner"]) == ("f-0001", "t-001", "region=North", "Billing")


def test_a_forgotten_name_goes_from_what_was_written_of_fixes(fix, asked, canary):
    fix("add", "Bills as user_4711x said", "--touchpoint", "billing", "--hypothesis", "see user_4711x", "--link", "https://x.example/user_4711x/1")
    fix("edit", "f-0001", "--hypothesis", "user_4711x again", "--why", "user_4711x asked")
    assert canary("forget", "--author", "@user_4711x", "--yes")[0] == 0
    kept = fixes.one(asked.store, "f-0001"), fixes.log(asked.store)[["changes", "why"]].to_dict("records")
    assert "4711" not in repr(kept) and kept[0].title == "Bills as [handle] said"

"""The stage threads: planted conversations come out as planted, once, and anew where something changed."""
from __future__ import annotations

from datetime import timedelta

from erasing import AS_OF, bring, forget_post, gone, left_in_files, row
from sqlalchemy import select, update

from pipeline import clean, link
from pipeline.decisions import decide
from pipeline.decisions.kinds import COMPLAINT, NO, Decision
from pipeline.records import Filters
from pipeline.store import chains, counts, tables, threads, tried
from pipeline.store import complaints as stored
from pipeline.store.engine import PUBLISHED, set_meta
from pipeline.threads import order, reading
from pipeline.threads import run as stage

HELD = "My broadband has been dead for three days. I was on hold for 2 hours, nobody picked up"
SORRY, FIXED = "We are so sorry to hear this.", "We have refunded the charge and your line is working again now."


def read(workspace):
    clean.run(workspace, AS_OF, lambda _: None)
    return stage.run(workspace, AS_OF, lambda _: None)


def talk(workspace, *turns: tuple[str, str, int], native: str = "t", source: str = "x") -> None:
    """(author, text, minutes after eight), each in reply to the one before; their ids are t0, t1 …"""
    rows = [row(f"{native}{n}", text, author, in_reply_to=f"{native}{n - 1}" if n else "") | {"posted_at": f"2026-11-10T{8 + m // 60:02d}:{m % 60:02d}:00Z"}
            for n, (author, text, m) in enumerate(turns)]
    bring(workspace, *rows, source=source, key=native + str(len(turns)))


def table(workspace, name: str) -> list[dict]:
    with workspace.store.read() as connection:
        return [dict(found) for found in connection.execute(select(tables.metadata.tables[name])).mappings()]


def one(workspace) -> dict:
    rows = table(workspace, "threads")
    assert len(rows) == 1
    return rows[0]


def test_a_planted_conversation_is_read_whole(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", SORRY, 30), ("ann", "Still dead and still waiting", 60), ("Pellamere", FIXED, 150))
    done = read(reader)
    assert (done.in_n, done.out_n, done.note) == (1, 1, "out: had tried before; 1 answered, 1 acted")
    found = one(reader)
    assert (found["turns_n"], found["replies_n"], found["outcome"], found["answer_minutes"], found["action_minutes"]) == (4, 2, "acted", 30, 150)
    assert [attempt[:2] for attempt in found["tried"]] == [["phone", 1]] and found["lost_minutes"] == 120
    assert [(step["from_node"], step["to_node"]) for step in table(reader, "steps")] == [("unclear", "phone-line"), ("phone-line", "public")]
    complaint = table(reader, "complaints")[0]
    assert (complaint["came_back_n"], complaint["first_failed_touchpoint_id"]) == (1, "phone-line")


def test_the_turns_are_kept_in_order_with_what_each_does(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", SORRY, 30), ("ben", "Same here, dead for days and nobody cares", 40), ("Pellamere", FIXED, 50))
    read(reader)
    assert [(turn["post_id"], turn["kinds"]) for turn in chains.conversation(reader.store, "x:t0")] == [("x:t0", []), ("x:t1", ["apology"])]
    assert [turn["post_id"] for turn in chains.conversation(reader.store, "x:t2")] == ["x:t2", "x:t3"]


def test_a_second_run_reads_nothing_and_changes_nothing(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", SORRY, 30))
    read(reader)
    before = {name: table(reader, name) for name in ("threads", "replies", "steps", "complaints")}
    assert read(reader).in_n == 0
    assert {name: table(reader, name) for name in before} == before


def test_what_was_said_before_the_complaint_does_not_answer_it(reader):
    talk(reader, ("ann", "Which shops are open today", 0), ("ben", "Which number do I ring for the shop", 5), ("Pellamere", "The number is on our page.", 10), ("ben", HELD, 20))
    read(reader)
    assert (one(reader)["outcome"], one(reader)["replies_n"], one(reader)["turns_n"]) == ("unanswered", 0, 3)


def test_a_reply_that_comes_later_makes_the_thread_read_anew_and_others_not(reader):
    talk(reader, ("ann", HELD, 0))
    talk(reader, ("ben", "The bill is wrong again and nobody can say why", 0), native="u")
    assert read(reader).in_n == 2
    talk(reader, ("ann", HELD, 0), ("Pellamere", SORRY, 30))
    assert read(reader).in_n == 1
    assert {found["post_id"]: found["outcome"] for found in table(reader, "threads")} == {"x:t0": "apologised only", "x:u0": "unanswered"}


def test_a_touchpoint_that_changes_makes_its_chain_anew(reader):
    talk(reader, ("ann", HELD, 0))
    read(reader)
    with reader.store.write() as connection:
        connection.execute(update(tables.complaints).values(touchpoint_id="home-broadband"))
    assert read(reader).in_n == 1
    assert table(reader, "steps")[0]["from_node"] == table(reader, "complaints")[0]["first_failed_touchpoint_id"] == "home-broadband"


def test_another_model_moves_places_and_reads_no_word_again(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", SORRY, 30))
    read(reader)
    with reader.store.write() as connection:
        set_meta(connection, PUBLISHED, "m-2")
        connection.execute(update(tables.complaints).values(touchpoint_id="phone-line", shares={"phone-line": 0.6, "billing": 0.3}))
        connection.execute(update(tables.threads).values(outcome="as it was read"))
    done = stage.run(reader, AS_OF, lambda _: None)
    assert (done.in_n, done.out_n, done.note) == (1, 1, "out: had tried before; 1 only placed anew; 0 answered")
    assert stage.run(reader, AS_OF, lambda _: None).in_n == 0
    assert one(reader)["outcome"] == "as it was read" and table(reader, "complaints")[0]["first_failed_touchpoint_id"] == "billing"
    assert [(step["from_node"], step["to_node"]) for step in table(reader, "steps")] == [("billing", "phone-line"), ("phone-line", "public")]


def test_other_words_to_read_by_make_every_thread_be_read_anew(reader):
    talk(reader, ("ann", HELD, 0))
    read(reader)
    with reader.store.write() as connection:
        connection.execute(update(tables.threads).values(reading="of an older release"))
    assert read(reader).in_n == 1 and one(reader)["reading"] == stage.rules_of(reader).version


def test_coming_back_twice_adds_to_the_harm_and_leaves_the_severity(reader):
    again = [("ann", f"{word} and nothing has happened", 60 * n) for n, word in enumerate(("Hello", "Monday", "Tuesday"), start=1)]
    talk(reader, ("ann", HELD, 0), again[0])
    harm = []
    for turns in (again[:1], again[:2]):
        talk(reader, ("ann", HELD, 0), *turns)
        read(reader)
        link.run(reader, AS_OF)
        rows = counts.by(reader.store, ("day",))
        harm.append((table(reader, "complaints")[0]["came_back_n"], int(rows["severity_sum"].iloc[0])))
    severity = table(reader, "complaints")[0]["severity"]
    assert severity < 4 and harm == [(1, severity), (2, severity + 1)]


def test_harm_with_and_without_filters_by_attribute_is_one(reader):
    talk(reader, ("ann", HELD, 0))
    with reader.store.write() as connection:
        connection.execute(tables.attributes.insert().values(post_id="x:t0", name="region", value="North"))
    read(reader)
    with reader.store.write() as connection:
        connection.execute(update(tables.complaints).values(came_back_n=5, severity=4))
        stored.mark_stale(connection, [AS_OF.date() - timedelta(days=AS_OF.weekday() + 7)])
    link.run(reader, AS_OF)
    both = [counts.by(reader.store, ("day",), filters)["severity_sum"].tolist() for filters in (Filters(), Filters(attributes=(("region", "North"),)))]
    assert both == [[4], [4]]


def test_personal_data_stand_in_the_open_only_where_all_can_read_and_only_their_kind_is_kept(reader):
    for source, words in (("x", HELD), ("e-mail", "I was charged twice and nobody has refunded me, I rang and rang")):
        talk(reader, ("ann", f"{words}, ring me on 07700 900123 @someone", 0), native=source[0], source=source)
    read(reader)
    assert {found["post_id"]: found["in_the_open"] for found in table(reader, "threads")} == {"x:x0": ["phone"], "e-mail:e0": []}
    assert {step["to_node"] for step in table(reader, "steps") if step["post_id"] == "e-mail:e0"} == {"phone-line", "direct"}
    reader.store.engine.dispose()
    assert left_in_files(reader, "900123") == []


def test_posts_of_one_and_the_same_time_have_no_answer_time(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", FIXED, 0))
    read(reader)
    assert (one(reader)["outcome"], one(reader)["answer_minutes"], one(reader)["action_minutes"]) == ("acted", None, None)


def test_a_reply_dated_before_the_complaint_answers_it_in_no_known_time(reader):
    talk(reader, ("ann", HELD, 50), ("Pellamere", FIXED, 0))
    read(reader)
    assert (one(reader)["outcome"], one(reader)["answer_minutes"]) == ("acted", None)


def test_a_brand_that_complains_and_emoji_alone_are_no_complaints(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", "Our broadband has been dead for days, this is terrible and nobody helps", 5), ("ann", "😡😡😡", 9))
    read(reader)
    assert [found["post_id"] for found in table(reader, "complaints")] == ["x:t0"] and table(reader, "complaints")[0]["came_back_n"] == 1


def test_a_forgotten_reply_goes_with_what_was_read_of_it_and_the_thread_is_read_anew(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", FIXED, 30), native="7300000000")
    read(reader)
    forget_post(reader, "x:73000000001")
    assert read(reader).in_n == 1 and one(reader)["outcome"] == "unanswered" and table(reader, "replies") == []
    reader.store.engine.dispose()
    assert left_in_files(reader, "73000000001") == []


def test_what_is_forgotten_while_threads_are_read_does_not_come_back(reader):
    talk(reader, ("ann", HELD, 0), ("Pellamere", FIXED, 30))
    talk(reader, ("ben", "The bill is wrong again and nobody can say why", 0), native="u")
    clean.run(reader, AS_OF, lambda _: None)
    rules = stage.rules_of(reader)
    batch = threads.unread(reader.store, rules.version, 9)
    rows = [reading.read(one, order.read(threads.turns(reader.store, [one["thread_id"]])[one["thread_id"]]), rules) for one in batch]
    gone(reader, "x:t1", "x:u0")
    with reader.store.write() as connection:
        threads.save(connection, rows)
        threads.place(connection, rows)
    assert table(reader, "threads") == table(reader, "steps") == table(reader, "replies") == []


def test_a_forgotten_complaint_leaves_no_byte_in_threads_and_chains_and_its_follow_up_takes_its_place(reader):
    talk(reader, ("ann", HELD, 0), ("ann", "The bill is wrong as well and nobody can say why", 30), native="7300000000")
    read(reader)
    forget_post(reader, "x:73000000000")
    read(reader)
    assert (one(reader)["post_id"], one(reader)["thread_id"]) == ("x:73000000001", "x:73000000001")
    reader.store.engine.dispose()
    assert left_in_files(reader, "73000000000", "on hold for 2 hours") == []


def test_a_late_parent_renames_what_was_read_of_the_thread(reader):
    talk(reader, ("ann", HELD, 0))
    bring(reader, row("b", "The bill is wrong and nobody can say why", "ben", in_reply_to="late"), key="b")
    read(reader)
    bring(reader, row("late", "Does anybody else have no internet", "cid", 9), key="late")
    read(reader)
    assert {found["post_id"]: found["thread_id"] for found in table(reader, "threads")}["x:b"] == "x:late"


def test_what_is_no_complaint_any_more_has_no_thread_and_has_it_again_when_that_is_undone(reader):
    talk(reader, ("ann", HELD, 0), ("ann", "Nothing. Hello?", 5), ("ann", "Nobody there?", 9))
    read(reader)
    number = decide.add(reader, Decision(COMPLAINT, posts=("x:t0",), value=NO), "Ben", "", AS_OF)
    assert chains.thread_rows(reader.store, Filters()).empty and tried.tried_steps(reader.store, Filters()).empty
    decide.undo(reader, number, "Ben", AS_OF)
    assert [(found["came_back_n"], found["first_failed_touchpoint_id"]) for found in table(reader, "complaints")] == [(2, "phone-line")]
    assert read(reader).in_n == 0 and len(chains.thread_rows(reader.store, Filters())) == 1


def test_kinds_of_a_person_who_went_are_those_of_the_rest(reader):
    talk(reader, ("ann", HELD, 0), ("ben", "My bill is wrong too and nobody can say why", 10), ("ann", "Still dead today and nobody came", 20))
    read(reader)
    gone(reader, "x:t0")
    read(reader)
    assert {found["post_id"] for found in table(reader, "complaints")} == {"x:t1", "x:t2"}

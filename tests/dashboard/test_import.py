"""The Import page: nothing given, wrong files, hostile content, a guess mended, an import and what comes after it."""
from __future__ import annotations

import re

import pytest
from small_workspace import AS_OF, NASTY
from sqlalchemy import select

from dashboard import upload
from pipeline.collect import Asked
from pipeline.lock import only_one
from pipeline.store import runs
from pipeline.store.tables import posts

HEAD = "id,created,body,who,region\n"
ROWS = "".join(f"{n},2026-11-{n:02d}T08:00:00Z,Nobody came to fix the router on day {n},person{n},North\n" for n in range(1, 13))
SECRETS = ("jo.bloggs@example.com", "07700 900123", "4111 1111 1111 1111")


def said(app) -> str:
    kinds = (app.title, app.subheader, app.caption, app.markdown, app.text, app.info, app.error, app.warning, app.code)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")


@pytest.fixture
def upload_file(open_app, workspace):
    """upload_file(content, name): the page once a file is chosen."""
    def give(content: str | bytes, name: str = "complaints.csv"):
        app = open_app(workspace.path, "import")
        app.file_uploader[0].set_value((name, content if isinstance(content, bytes) else content.encode(), "text/csv")).run()
        assert not app.exception
        return app
    return give


@pytest.fixture
def paste(open_app, workspace):
    def give(text: str):
        app = open_app(workspace.path, "import")
        app.radio(key="import_how").set_value("Paste").run()
        app.text_area[0].set_value(text).run()
        assert not app.exception
        return app
    return give


def field(app, name: str):
    return next(box for box in app.selectbox if box.key.startswith(f"import_{name}_"))


def begin(app):
    return app.button(key="import_begin").click().run()


def left_behind() -> list[str]:
    return [path.name for home in ("/dev/shm", upload.tempfile.gettempdir()) for path in upload.Path(home).glob("canary-upload-*")]


def test_an_empty_page_says_what_it_is_for_and_names_the_command(open_app, workspace):
    app = open_app(workspace.path, "import")
    assert "Bring complaints in." in said(app) and "python -m pipeline" in said(app) and len(app.button) == 0


def test_columns_are_guessed_and_the_rows_shown_as_they_will_be_stored(upload_file):
    app = upload_file(HEAD + ROWS + f"13,soon,My card {SECRETS[2]} was charged twice,p,South\n")
    assert [field(app, name).value for name in ("text", "posted_at", "post_id", "author", "likes")] == ["body", "created", "id", "who", ""]
    assert "13 rows found; 12 of them can be read, 1 would go to quarantine." in said(app)
    shown = app.dataframe[0].value
    assert shown["Text"].iloc[0] == "Nobody came to fix the router on day 1" and shown["Text"].iloc[12] == "My card [card] was charged twice"
    assert shown["Becomes"].iloc[12] == "quarantine"
    assert "Row 13 would go to quarantine: a time like 'aaaa' cannot be read" in said(app)


def test_nothing_is_stored_before_the_click_and_no_file_is_left(upload_file, workspace):
    upload_file(HEAD + ROWS)
    assert runs.all_imports(workspace.store) == [] and left_behind() == []


def test_an_import_tells_what_was_added_and_a_second_that_all_is_known(upload_file, workspace):
    app = begin(upload_file(HEAD + ROWS + "13,soon,late,p,South\n"))
    assert "12 posts added, 1 in quarantine." in said(app) and "1 row: a time like 'aaaa'" in said(app)
    assert "Nothing new" not in said(app) and app.button(key="import_run").label == "Read 12 posts now"
    assert "Nothing new: every row is known already." in said(begin(upload_file(HEAD + ROWS)))
    assert [row["added_n"] for row in runs.all_imports(workspace.store)] == [0, 12] and left_behind() == []


def test_the_click_on_run_reads_what_was_imported(upload_file, workspace):
    app = begin(upload_file(HEAD + ROWS))
    app.button(key="import_run").click().run(timeout=60)
    assert "Everything is read." in said(app) and runs.by_kind(workspace.store).get("complaint", 0) > 0


def test_what_the_person_says_of_columns_source_and_zone_is_what_is_stored(upload_file, workspace):
    app = upload_file("id,created,body,note,region,likes\n1,2026-11-01 08:00,Nobody came to fix it,It was Tuesday when I rang,North,7\n")
    field(app, "text").set_value("note")
    field(app, "likes").set_value("")
    field(app, "zone").set_value("America/New_York")
    field(app, "channel").set_value("region")
    app.multiselect[-1].set_value(["region"])
    begin(app.run())
    with workspace.store.read() as connection:
        assert tuple(connection.exec_driver_sql("select source, channel, text, posted_at, likes from posts").one()) == (
            "complaints", "North", "It was Tuesday when I rang", "2026-11-01 13:00:00.000000", None)
        assert tuple(connection.exec_driver_sql("select name, value from attributes").one()) == ("region", "North")


@pytest.mark.parametrize("dates, rule", [(("13/04/2026", "01/04/2026"), True), (("04/13/2026",), False), (("03/04/2026",), None)])
def test_dates_are_taken_as_the_rows_that_are_clear_tell(upload_file, dates, rule):
    app = upload_file("when,text\n" + "".join(f"{day},the router is dead {day}\n" for day in dates))
    assert field(app, "dates").value == rule
    assert ("it cannot be read" in said(app)) == (rule is None)


def test_a_required_column_that_cannot_be_guessed_is_asked_for(upload_file):
    app = upload_file("a,b\nx,y\n")
    assert "Choose the column with the complaint's words and the one with when it was said." in said(app)
    assert not [button for button in app.button if button.key == "import_begin"] and not app.dataframe


@pytest.mark.parametrize("content, name, message", [
    (b"", "a.csv", "a.csv: the file is empty."), (b"id,text\n", "a.csv", "a.csv: holds no rows."), (b"PK\x03\x04 not a workbook", "a.xlsx", "not a readable workbook"),
    (b"PAR1 no", "b.parquet", "not a readable Parquet file"), (b"\x00\xff" * 500, "../../etc/c.csv", "c.csv"),
    (ROWS.encode(), "d.csv", "d.csv: the first line is not one of headings: its cell 2 holds a time or personal data."),
    (b"jo.bloggs@example.com,late\nx,y\n", "e.csv", "its cell 1 holds a time or personal data"),
])
def test_a_file_that_cannot_be_read_says_why_without_where_it_lay(upload_file, content, name, message):
    app = upload_file(content, name)
    assert message in said(app) and "canary-upload" not in said(app) and "jo.bloggs" not in said(app) and left_behind() == []
    assert not [button for button in app.button if button.key == "import_begin"]


def test_hostile_words_and_headings_are_only_ever_plain_text(upload_file, workspace):
    cells = ['"' + text.replace('"', '""') + '"' for text in NASTY]
    app = upload_file("posted_at,text,<script>alert(1)</script> **x**\n" + "".join(f"2026-11-01,{cell},{cell}\n" for cell in cells), "<b>file</b> $x$.csv")
    app.multiselect[-1].set_value(["<script>alert(1)</script> **x**"])
    app = begin(app.run())
    marked = [e.value for kind in (app.title, app.subheader, app.caption, app.markdown, app.info, app.error) for e in kind]
    assert not any(bad in value for value in marked for bad in ("<script", "**bold", "$x$", "$x^2", ":smile:", "](", "https://evil", "<b>"))
    assert "7 posts added." in said(app)


def test_no_personal_data_reach_the_screen_or_the_disk(upload_file, workspace):
    app = upload_file("posted_at,text,author\n" + f'2026-11-01,"Call me: {", ".join(SECRETS)}",jo_bloggs_77\n' + f'never,"{SECRETS[0]}",jo_bloggs_77\n')
    seen = said(app) + app.dataframe[0].value.to_csv()
    begin(app)
    on_disk = b"".join(path.read_bytes() for path in workspace.path.rglob("*") if path.is_file())
    assert not [word for word in (*SECRETS, "jo_bloggs_77") if word in seen or word.encode() in on_disk]
    assert "[email]" in seen and left_behind() == []


def test_a_table_from_a_spreadsheet_can_be_pasted(paste, workspace):
    app = begin(paste("Date\tComplaint\n2026-11-01\tNobody came to fix it\n2026-11-02\t\"The bill, again,\nis wrong\"\n"))
    assert "2 posts added." in said(app) and runs.by_source(workspace.store)[0]["source"] == "pasted"


@pytest.mark.parametrize("text, n", [("The router is dead, again\nNobody answers, ever", 2), ("The router is dead.\nAgain!\n\nNobody answers.\n\n\n", 2), ("One only", 1)])
def test_complaints_without_a_table_are_dated_by_the_person(paste, workspace, text, n):
    app = paste(text)
    app.date_input[-1].set_value(upload.date(2026, 11, 3)).run()
    assert f"{n} post{'s' * (n > 1)} added." in said(begin(app))
    with workspace.store.read() as connection:
        assert {row[0] for row in connection.exec_driver_sql("select day from posts")} == {"2026-11-03"}


THREAD = '{"thread_id": "7", "turns": [{"who": "customer", "text": "Dead for three days"%s}, {"who": "company", "text": "Please send us a message"}]}\n'


def test_a_file_of_threads_is_imported_turn_by_turn_and_the_companys_are_known(upload_file, workspace):
    app = upload_file(THREAD % ', "posted_at": "2026-11-10T08:00:00Z"', "threads.jsonl")
    assert field(app, "is_company").value == "is_company" and "Importing" not in said(begin(app))
    with workspace.store.read() as connection:
        assert connection.execute(select(posts.c.post_id, posts.c.in_reply_to, posts.c.is_brand).order_by(posts.c.post_id)).all() == [
            ("threads:7-0", None, False), ("threads:7-1", "threads:7-0", True)]


def test_a_file_of_threads_without_times_says_how_to_give_one(upload_file):
    assert "threads.jsonl: its turns say no time. Name a day for all of them: --posted-at 2026-11-01" in said(upload_file(THREAD % "", "threads.jsonl"))


def test_a_sample_says_that_real_complaints_would_be_mixed_in(open_app, filled):
    app = open_app(filled.path, "import")
    app.file_uploader[0].set_value(("a.csv", (HEAD + ROWS).encode(), "text/csv")).run()
    assert "mixed with made-up complaints" in said(app)


def test_more_posts_than_a_quick_run_can_read_get_the_command(open_app, workspace, monkeypatch):
    monkeypatch.setattr("dashboard.understood._QUICK_POSTS", 5)
    app = open_app(workspace.path, "import")
    app.file_uploader[0].set_value(("a.csv", (HEAD + ROWS).encode(), "text/csv")).run()
    app = begin(app)
    assert re.search(r"python -m pipeline --workspace \S+ run", said(app)) and not [b for b in app.button if b.key == "import_run"]


def test_an_import_that_breaks_leaves_no_file(workspace):
    def stop(rows_n: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upload.bring_in(workspace, upload.Given("a.csv", (HEAD + ROWS).encode()), Asked("a", {"posted_at": "created", "text": "body"}), AS_OF, stop)
    assert left_behind() == []


def test_what_a_killed_dashboard_left_is_taken_away_by_the_next_look(workspace):
    left = upload.Path(upload.tempfile.mkdtemp(prefix="canary-upload-4194305-", dir="/dev/shm" if upload.Path("/dev/shm").is_dir() else None))
    (left / "a.csv").write_text("unredacted")
    upload.look(workspace, upload.Given("a.csv", b"text,posted_at\nlate,2026-11-01\n"), 20)
    assert not left.exists()


def test_a_run_that_another_one_holds_up_says_so_and_names_the_command(upload_file, workspace):
    app = begin(upload_file(HEAD + ROWS))
    with only_one(workspace.path / "run.lock", "this test"):
        app.button(key="import_run").click().run(timeout=60)
    assert "a run of this workspace is running already" in said(app) and "python -m pipeline --workspace" in said(app)
    assert runs.by_kind(workspace.store) == {None: 12}

"""What would you like to bring in? Complaints pasted or uploaded, shown as they will be understood, then imported."""
import hashlib

import streamlit as st

from dashboard import intake, load, parts, understood, upload
from dashboard.jobs import Job, run_stages
from dashboard.view import View, current
from dashboard.wording import count, number, plain
from pipeline import collect
from pipeline.errors import CanaryError

_FIRST_ROWS = 20


def draw(view: View) -> None:
    parts.top_line(view, "complaints from a file or the clipboard")
    if job := st.session_state.get("import_job"):
        return _wait(job)
    head = st.container()
    given = intake.ask_for_complaints(view)
    if given is None:
        with head:
            _what_is_next(view)
            if st.session_state.get("import_outcome"):
                parts.section("More complaints")
        return _by_command(view)
    try:
        looked, stamp = _looked(view, given)
    except CanaryError as error:
        with head:
            parts.title("This cannot be read.")
        return st.error(plain(error, 600))
    asked = intake.ask_what_is_what(view, given, looked, stamp)
    sentence = _check(view, given, looked, asked) if asked else f"{count(looked.rows_n, 'row')} found."
    with head:
        parts.title(sentence)


def _looked(view: View, given: upload.Given) -> tuple[upload.Looked, str]:
    """Looked at once, however often the page is drawn; the stamp is another for other bytes."""
    stamp = hashlib.sha256(given.name.encode("utf-8", "replace") + given.content).hexdigest()[:16]
    if st.session_state.get("import_looked", ("",))[0] != stamp:
        st.session_state["import_looked"] = (stamp, upload.look(view.workspace, given, _FIRST_ROWS))
    return st.session_state["import_looked"][1], stamp


def _check(view: View, given: upload.Given, looked: upload.Looked, asked: collect.Asked) -> str:
    """The first rows, redacted as they will be stored, and the button; returns what is to be said of them."""
    reading = collect.reading_of(view.workspace.settings, view.workspace.secret, looked.columns, asked, view.as_of)
    read = collect.preview(looked.first[:_FIRST_ROWS], reading)
    zone = view.workspace.settings.zone
    parts.section("As it will be understood", f"{understood.replaced(read)} Times are in {zone.key}.")
    if lines := understood.held_back(read):
        st.text("\n".join(lines))
    frame = understood.table([row.row_n for row in looked.first], read, zone, parts.is_phone())
    widths = {"Row": st.column_config.NumberColumn(width=50), "Becomes": st.column_config.TextColumn(width=90 if parts.is_phone() else 150), "Text": st.column_config.TextColumn(width="large")}
    parts.table(frame, "import_preview", "The first rows as they will be understood", widths, height=38 + 34 * max(1, len(frame)))
    if view.workspace.settings.workspace.is_sample:
        st.warning("This workspace is a fictional sample: what you import is mixed with made-up complaints. `python -m pipeline init` makes one of your own.")
    st.button(f"Import {count(looked.rows_n, 'row')}", on_click=_begin_import, args=(view, given, looked.rows_n, asked), type="primary", key="import_begin")
    return understood.sentence(looked.rows_n, read)


def _begin_import(view: View, given: upload.Given, rows_n: int, asked: collect.Asked) -> None:
    st.session_state["import_job"] = Job("import", lambda progress: upload.bring_in(view.workspace, given, asked, view.as_of, progress), rows_n)


def _begin_run(view: View) -> None:
    st.session_state["import_job"] = Job("run", lambda _: run_stages(view.workspace.path))


def _wait(job: Job) -> None:
    """Until the work is done; the page may be left and found again meanwhile. What was given is forgotten after an import."""
    parts.title("Importing." if job.kind == "import" else "Reading what came in.", "It goes on when you leave this page.")
    bar = st.progress(0.0)
    try:
        found = job.result(lambda: bar.progress(job.share, f"{number(job.done_n)} of {number(job.total_n)} rows" if job.total_n else "Cleaning, linking, counting …"))
    except (CanaryError, OSError) as error:
        found = str(error) if isinstance(error, CanaryError) else f"It stopped midway: {error.strerror}. Import it again: nothing will be doubled."
    finally:
        if job.is_done:
            del st.session_state["import_job"]
    st.session_state["import_outcome"] = (job.kind, found)
    st.session_state.pop("import_looked", None)
    st.session_state["import_round"] += 1
    st.rerun()


def _what_is_next(view: View) -> None:
    """What the last import or run did, then what waits to be read."""
    waiting_n = load.books(view)["kinds"].get(None, 0)
    kind, found = st.session_state.get("import_outcome", ("", None))
    if kind == "import" and isinstance(found, upload.Outcome):
        _imported(found)
    elif kind == "import":
        parts.title("The import stopped.")
        st.error(plain(found, 600))
    elif kind == "run" and not waiting_n:
        parts.title("Everything is read.")
    else:
        parts.title(f"{count(waiting_n, 'post waits', 'posts wait')} to be read." if waiting_n else "Bring complaints in.",
                    "Personal data are replaced before anything is stored. A row that cannot be read goes to quarantine with its reason.")
    if waiting_n:
        _offer_run(view, waiting_n, found if kind == "run" else "")
    elif kind:
        parts.link("overview", "See the overview", icon=":material/arrow_forward:")


def _imported(found: upload.Outcome) -> None:
    parts.title(understood.done(found.added_n, found.known_n, found.quarantined_n, found.forgotten_n), f"Source: {found.source}")
    parts.figures([("Rows", number(found.rows_n), None), ("Added", number(found.added_n), None), ("Known already", number(found.known_n), None),
                   ("In quarantine", number(found.quarantined_n), None)])
    if found.reasons:
        st.text("\n".join(f"{count(n, 'row')}: {reason}" for reason, n in found.reasons))
    if found.quarantined_n:
        parts.link("data", "Every row in quarantine, on the Data page")


def _offer_run(view: View, waiting_n: int, problem: str) -> None:
    """A button where a run is quick, else (or when it has failed) the command."""
    is_quick = understood.is_quick(waiting_n, load.books(view)["kinds"].get("complaint", 0), bool(len(load.every_topic(view))))
    if is_quick and not problem:
        st.button(f"Read {count(waiting_n, 'post')} now", on_click=_begin_run, args=(view,), type="primary", key="import_run",
                  help="Finds complaints, topics and touchpoints. Takes up to a minute.")
        return
    if problem:
        st.error(plain(problem, 600))
    st.markdown("Start the run in a terminal:" if problem else "So many take a while. Start the run in a terminal:")
    st.code(f"python -m pipeline --workspace {view.workspace.path} run", language=None, wrap_lines=True)


def _by_command(view: View) -> None:
    parts.section("By command", "For what comes every day, for large files and for .gz.")
    st.code(f"python -m pipeline --workspace {view.workspace.path} import FILE --source NAME --map text=COLUMN,posted_at=COLUMN", language=None, wrap_lines=True)


draw(current())

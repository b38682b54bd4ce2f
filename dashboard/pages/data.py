"""What came in, from where, and what was lost?"""
import streamlit as st

from dashboard import charts, collected, load, parts, sentences, tables
from dashboard.books import NUMBERS, funnel_steps, imports_table, silent_sources, sources_table, stages_table
from dashboard.view import View, current
from dashboard.wording import plain
from pipeline.records import COLLECTED

_HELD_ROWS = 20


def draw(view: View) -> None:
    books = load.books(view)
    if view.calendar is None and not books["imports"]:
        parts.waiting(view, 0)
        return _collection(view)
    kinds = books["kinds"]
    held_n = int(load.reasons(view)["rows_n"].sum())
    until = view.calendar.complete_through if view.calendar else None
    silent = _silent(view, books, until)
    if view.calendar:
        parts.top_line(view, "everything that came in; the other pages follow the filters")
        parts.title(sentences.books(sum(kinds.values()), kinds.get("complaint", 0), held_n, kinds.get(None, 0), silent))
        parts.model_line(view)
        _collection(view)
        _flow(books, held_n)
        _sources(view, books, until)
    else:
        st.title("Nothing could be read from what was imported.", anchor=False)
        _collection(view)
    _imports(books, view)
    _quarantine(view, held_n)
    _stages(books, view)


def _silent(view: View, books: dict, until) -> list[str]:
    """Configured sources that are silent too long; and files' ones, while others still speak."""
    settings = view.workspace.settings
    configured = collected.silent_names(load.collection(view)["states"])
    files = [row for row in books["sources"] if row["source"] not in settings.sources]
    return configured + (silent_sources(files, until, settings.zone, settings.collect.silent_days) if until and not view.calendar.is_stale else [])


def _collection(view: View) -> None:
    """The sources that canary.toml names: state, backlog, budget, gaps; nothing where there are none."""
    settings, found = view.workspace.settings, load.collection(view)
    if not found["states"]:
        return
    parts.section("Collection", collected.sentence(found["states"]))
    if said := collected.wrong(found["states"], settings.zone):
        st.warning("\n".join(f"- {plain(line, 400)}" for line in said))
    if any(state.month.micros or settings.budget.price_per_post.get(state.kind) for state in found["states"]):
        parts.figures(collected.budget_figures(*found["spent"], settings.budget))
    frame = collected.sources_table(found["states"], settings.zone, settings.budget.currency)
    parts.table(frame, "data_collected", "Configured sources with state, last success, backlog and spending",
                {"Source": st.column_config.TextColumn(pinned=parts.is_phone()), "Billed this month": st.column_config.NumberColumn(format="localized"),
                 settings.budget.currency: st.column_config.NumberColumn(format="%.2f")})
    if found["gaps"]:
        st.caption("Gaps: what was said in these stretches cannot be collected any more.")
        parts.table(collected.gaps_table(found["gaps"], settings.zone).head(_HELD_ROWS), "data_gaps", "Gaps in collection", {"Why": st.column_config.TextColumn(width=420)})


def _flow(books: dict, held_n: int) -> None:
    steps = funnel_steps(books["imports"], books["kinds"], held_n)
    parts.section("From rows to complaints", "Bold: what went on. Indented: what was set aside on the way, and why.")
    with st.container(border=True):
        parts.chart(charts.funnel(steps, parts.theme()), "data_flow", "Rows read, posts stored and complaints, with what was set aside")


def _sources(view: View, books: dict, until) -> None:
    by_day = books["by_day"]
    gaps = tables.gaps(by_day, until)
    parts.section("Posts per day, by source", "Hatched: days on which a source that usually speaks was silent. Silence is unknown, not green.")
    with st.container(border=True):
        parts.chart(charts.days_by_source(by_day, gaps, parts.theme()), "data_days", "Posts per day for each source, silent days hatched")
    frame = sources_table(books["sources"], gaps, view.workspace.settings.zone)
    parts.table(frame, "data_sources", "Sources with counts and last post", {"Source": st.column_config.TextColumn(pinned=parts.is_phone())} | _numbers())
    parts.download(lambda: frame, "sources", "data_sources_csv")


def _imports(books: dict, view: View) -> None:
    if not books["imports"]:
        return
    parts.section("Imports", "Newest first. The same file twice adds nothing.")
    frame = imports_table(books["imports"], view.workspace.settings.zone)
    parts.table(frame, "data_imports", "Imports, newest first", {"File": st.column_config.TextColumn(width=200)} | _numbers(), height=min(36 + 34 * len(frame), 36 + 34 * 10))
    parts.download(lambda: frame, "imports", "data_imports_csv")


def _quarantine(view: View, held_n: int) -> None:
    if not held_n:
        return
    parts.section("Quarantine", "Rows that could not be read. They are kept with the reason; mend the file and import it again. "
                  "What came without a file is called collected, and is mended where it was posted.")
    reasons = load.reasons(view).rename(columns={"source": "Source", "reason": "Reason", "rows_n": "Rows"})
    if len(reasons) > 1:
        parts.table(reasons.head(20), "data_reasons", "Reasons for quarantine", {"Rows": st.column_config.NumberColumn(width=80)})
    pages_n = max(1, -(-held_n // _HELD_ROWS))
    page = min(int(st.session_state.get("data_held_page") or 1), pages_n)
    names = {"file_name": "File", "row_n": "Row", "reason": "Reason", "excerpt": "Beginning of the row", "source": "Source", "seen_at": "Seen"}
    frame = load.held(view, _HELD_ROWS, (page - 1) * _HELD_ROWS).rename(columns=names)[["File", "Row", "Reason", "Beginning of the row"]]
    frame["Row"] = frame["Row"].astype("Int64").where(frame["File"] != COLLECTED)
    parts.table(frame, "data_held", "Rows in quarantine", {
        "File": st.column_config.TextColumn(width=96), "Row": st.column_config.NumberColumn(width=54), "Reason": st.column_config.TextColumn(width=476),
        "Beginning of the row": st.column_config.TextColumn(width=220)})
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        parts.turn_pages(pages_n, "data_held_page")
        parts.download(lambda: load.held(view, 5000), "quarantine", "data_held_csv")


def _stages(books: dict, view: View) -> None:
    parts.section("Last run of each stage")
    if not books["stages"]:
        return st.code(f"python -m pipeline --workspace {view.workspace.path} run", language="bash", wrap_lines=True)
    frame = stages_table(books["stages"], view.workspace.settings.zone)
    parts.table(frame, "data_stages", "Last run of each stage", {"Seconds": st.column_config.NumberColumn(format="%.1f")} | _numbers())
    st.caption(plain(f"Times are in {view.workspace.settings.workspace.zone}."))
    parts.download(lambda: frame, "stages", "data_stages_csv")


def _numbers() -> dict:
    return {name: st.column_config.NumberColumn(format="localized") for name in NUMBERS}


draw(current())

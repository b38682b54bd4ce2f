"""What pages are put together from: head, figures, tables that open a page, downloads, empty states."""
from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dashboard import charts, collected, load, sentences
from dashboard.filters import address, reset_button
from dashboard.look import Look, look
from dashboard.view import View
from dashboard.wording import plain
from pipeline.export import csv_safe

PAGES = {name: f"dashboard/pages/{name}.py" for name in (
    "overview", "signals", "fixes", "touchpoint", "topics", "topic", "chains", "fairness", "workbench", "outbox", "data", "import")}
OWN = {"overview": (), "signals": ("s", "day", "answer"), "fixes": ("f", "s", "t", "tp"), "touchpoint": ("tp",), "topics": (), "topic": ("t", "tp"), "chains": ("from", "to", "open", "t", "tp"), "fairness": (),
       "workbench": (), "outbox": ("week", "unsubscribe"), "data": (), "import": ()}
"""What each page's address may say beside the filters; a topic's also the touchpoint it was opened from."""
_AT = "parts_at"
_NAMED = tuple(dict.fromkeys(name for names in OWN.values() for name in names))


def theme() -> Look:
    return look(st.context.theme.type)


def is_phone() -> bool:
    """What the browser says of itself: how dense labels are hangs on it, and what a list says as well is left out. A narrow window at a desk is none."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def head(view: View, sentence: str, note: str | None = None) -> None:
    """What is shown, then the sentence that answers the page's question."""
    top_line(view)
    title(sentence, note)


def top_line(view: View, shown: str | None = None) -> None:
    """Brand, what is filtered (or `shown`) and where the data end; every page begins with it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if view.workspace.settings.workspace.is_sample:
            st.badge("Fictional sample", color="yellow")
        said = (view.workspace.settings.brand.name, view.sentence if shown is None else shown, sentences.data_end(view.calendar) if view.calendar else None)
        line = " · ".join(part for part in said if part)
        st.caption(plain(line[:1].upper() + line[1:], 300), width="content")


def title(sentence: str, note: str | None = None) -> None:
    """The page's answer, and a smaller line under it. Both are plain text: nothing in them is formatted."""
    with st.container(gap=None):
        st.title(plain(sentence, 300), anchor=False)
        if note:
            st.caption(plain(note, 300))


def figures(items: Sequence[tuple[str, str, str | None]]) -> None:
    """At most five figures: label, value, and a comparison in words. Values are ours, never from outside."""
    with st.grid(len(items), min_column_width=150):
        for label, value, compared in items:
            with st.container(border=True, height="stretch", gap=None):
                st.metric(label, value)
                st.caption(plain(compared) if compared else "\u00a0")


def chart(figure: charts.Figure, key: str, alt: str, opens: str | None = None, param: str = "") -> None:
    """Draw a figure; with `opens`, a click on a point with customdata goes to that page with `param` set to it."""
    if opens is None:
        st.plotly_chart(figure, theme=None, config=charts.CONFIG, key=key, alt=alt)
        return
    chosen = st.plotly_chart(figure, theme=None, config=charts.CONFIG, key=key, alt=alt, on_select="rerun", selection_mode="points")
    ids = [_first(point.get("customdata")) for point in chosen["selection"]["points"]]
    if any(ids):
        go_to(opens, {param: next(i for i in ids if i)})


def table(frame: pd.DataFrame, key: str, alt: str, config: dict, styled=None, opens: str | None = None, param: str = "", ids: Sequence[str] = (),
          height: int | str = "auto") -> None:
    """A table; with `opens`, a click on any cell goes to that page with `param` set to the row's id, unless that is ""."""
    shown = dict(hide_index=True, column_config=config, key=key, alt=alt, row_height=34, placeholder="–", height=height)
    if opens is None:
        st.dataframe(frame if styled is None else styled, **shown)
        return
    chosen = st.dataframe(frame if styled is None else styled, on_select="rerun", selection_mode="single-cell", **shown)
    cells = chosen["selection"]["cells"]
    if cells and cells[0][0] < len(ids) and ids[cells[0][0]]:
        go_to(opens, {param: ids[cells[0][0]]})


def pick(frame: pd.DataFrame, key: str, alt: str, config: dict, styled, param: str, ids: Sequence[str], height: int | str = "auto") -> None:
    """A table of which a click on any cell chooses the row that the rest of the page is about: `param` of the address is set to its id."""
    pick_params(frame, key, alt, config, styled, [{param: one} for one in ids], height)


def pick_params(frame: pd.DataFrame, key: str, alt: str, config: dict, styled, params: Sequence[dict[str, str]], height: int | str = "auto") -> None:
    """The same where a row stands for several parameters of the address."""
    st.dataframe(frame if styled is None else styled, hide_index=True, column_config=config, key=key, alt=alt, row_height=34, placeholder="–", height=height,
                 on_select=lambda: _picked(key, params), selection_mode="single-cell")


def pick_on_chart(figure: charts.Figure, key: str, alt: str, names: Sequence[str]) -> None:
    """A figure of which a click chooses what the rest of the page is about: the parameters `names` of the address are set to the point's customdata."""
    st.plotly_chart(figure, theme=None, config=charts.CONFIG, key=key, alt=alt, on_select=lambda: _pointed(key, names), selection_mode="points")


def _picked(key: str, params: Sequence[dict[str, str]]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells and cells[0][0] < len(params):
        choose(params[cells[0][0]])


def _pointed(key: str, names: Sequence[str]) -> None:
    ids = [_first(point.get("customdata")) for point in st.session_state[key]["selection"]["points"]]
    if any(ids):
        choose(dict(zip(names, next(one for one in ids if one).split(">"))))


def choose(params: dict[str, str]) -> None:
    """Say in the address what the page is about: one write, so that one Back takes it back."""
    st.query_params.from_dict({name: st.query_params.get_all(name) for name in st.query_params} | params)


def weeks_column(width: int):
    """The last twelve weeks as bars: a line would be drawn smooth, above and below what was counted."""
    return st.column_config.BarChartColumn(width=width, y_min=0, color="gray", help="People in each of the last twelve weeks, each row from 0 to its own most. Small counts are drawn alike.")


def go_to(page: str, params: dict[str, str]) -> None:
    """Open a page with the filters that hold.

    Streamlit first writes the new parameters under the old page's path, as an entry of its own in the history. The old page's
    parameters stay among them, so that Back shows what was there; `tidy_address` then takes away what is not its own.
    """
    st.switch_page(PAGES[page], query_params=_chosen() | address() | params)


def tidy_address(page: str) -> None:
    """Drop what the click that left this page has written into its address.

    A link from a page to itself without parameters changes what is drawn, but the browser keeps the old address: it is told again.
    """
    chosen, own = _chosen(), OWN[page]
    is_bare_again = not chosen and st.session_state.get(_AT) == page
    if set(chosen) - set(own) or is_bare_again:
        st.query_params.from_dict({name: st.query_params.get_all(name) for name in st.query_params if name not in chosen or name in own})
    st.session_state[_AT] = page if chosen else ""


def link(page: str, label: str, params: dict[str, str] | None = None, icon: str = "") -> None:
    """A link to a page with the filters that hold. label: plain text."""
    st.page_link(PAGES[page], label=plain(label), query_params=address() | (params or {}), icon=icon)


def navigation(titles: dict[str, str]) -> None:
    """The pages, in sight on a phone too, and in one row at a desk."""
    with st.container(horizontal=True, gap="xsmall"):
        for page, title_ in titles.items():
            link(page, title_)


def download(make: Callable[[], pd.DataFrame], name: str, key: str) -> None:
    """A button for what is shown as CSV; made when it is asked for, formulas defused."""
    st.download_button("Download CSV", lambda: csv_safe(make()).to_csv(index=False).encode("utf-8-sig"), f"{name}.csv", "text/csv", key=key,
                       on_click="ignore", type="tertiary", icon=":material/download:")


def turn_pages(pages_n: int, key: str) -> None:
    """Page numbers, where there is more than one. In a row their own width is what is left, and that hides the second of two."""
    if pages_n > 1:
        st.pagination(pages_n, key=key, max_visible_pages=5, width=250)


def section(title: str, note: str | None = None) -> None:
    with st.container(gap=None):
        st.subheader(title, anchor=False)
        if note:
            st.caption(note)


def nothing_here(view: View, page: str) -> None:
    """Filters that leave nothing: said, with the way out."""
    st.info("Nothing matches these filters.")
    reset_button(view.choices, f"{page}_reset")


def model_line(view: View) -> None:
    """One quiet line where the topics shown were learned from other touchpoints."""
    if said := load.model_fault(view):
        st.caption(plain(said, 300))


def silence_line(view: View) -> None:
    """One line where a configured source is silent too long: what it would speak of is unknown, not well."""
    if view.workspace.settings.sources and (names := collected.silent_names(load.collection(view)["states"])):
        st.caption(f"Silent too long, so unknown and not well: {plain(', '.join(names), 200)}. See Data.")


def is_learned(view: View) -> bool:
    """Whether there is a model; where not, the page says what is missing."""
    if len(load.every_topic(view)):
        return True
    head(view, "Cannot tell yet: no topics have been learned.")
    st.info(sentences.unlearned(load.books(view)["kinds"].get("complaint", 0), view.workspace.settings.topics.min_complaints))
    return False


def has_complaints(view: View) -> bool:
    """Whether there is anything to show; where not, the page says what to do next."""
    if view.calendar is not None and view.choices["last_day"]:
        return True
    waiting(view, 0 if view.calendar is None else sum(load.books(view)["kinds"].values()))
    return False


def waiting(view: View, n: int) -> None:
    """Nothing came in (n = 0), or n posts that no stage has read yet."""
    top_line(view)
    st.title(f"{n:,} posts wait to be read." if n else "Nothing has come in yet.", anchor=False)
    st.markdown("Run the stages, then reload this page:" if n else "Bring complaints in, then run the stages:")
    path = view.workspace.path
    lines = [] if n else [f"python -m pipeline --workspace {path} import FILE --source NAME --map text=COLUMN,posted_at=COLUMN"]
    st.code("\n".join([*lines, f"python -m pipeline --workspace {path} run"]), language="bash", wrap_lines=True)
    link("import", "Or read them on the Import page" if n else "Or paste or upload them on the Import page")


def _chosen() -> dict[str, list[str]]:
    """What the address names beside the filters: the touchpoint, the topic, the signal …"""
    return {name: st.query_params.get_all(name) for name in _NAMED if name in st.query_params}


def _first(value: object) -> str | None:
    """Plotly hands customdata back as a value, a list or a dict of positions, by version."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        value = value[0] if value else None
    return value if isinstance(value, str) and value else None

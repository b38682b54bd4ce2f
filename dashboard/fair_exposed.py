"""The section that sets complaints against customers: rates, channel mix, what is silent, how many had cause."""
from __future__ import annotations

import streamlit as st

from dashboard import fair_charts, fair_tables, fair_words, load_fairness, parts
from dashboard.fair_loudest import names
from dashboard.view import View
from dashboard.wording import listing, plain
from pipeline import exposure
from pipeline.errors import ExposureError
from pipeline.exposure import Exposure
from pipeline.records import Filters

_WIDTHS = {"Group": 160, "Customers": 86, "People": 112, "Per 10,000": 126, "Of people": 80, "Of customers": 94, "Had cause, at least": 250}
_ON_A_PHONE = ("Group", "Per 10,000", "People", "Customers", "Of people", "Of customers", "Had cause, at least")
_TITLE = "Who is heard, and who is silent"


def draw(view: View) -> None:
    parts.section(_TITLE, "Complaints against the customers they come from. Silence is unknown, not well.")
    found, seen_n = load_fairness.unheard(view)
    st.caption(plain(fair_words.at_least(found, seen_n, view.min_people), 500))
    try:
        base = load_fairness.base(view)
    except ExposureError as error:
        st.warning(plain(str(error), 900))
        return _how(view)
    if base is None:
        st.info("How many customers there are is not known, so complaints cannot be set against them.")
        return _how(view)
    st.markdown(f"**{plain(fair_words.silent(_silent(view, base), _is_part(view)), 500)}**")
    return _by(view, base)


def _silent(view: View, base: Exposure) -> list[tuple[str, str, float]]:
    called = names(view)
    return [(column, called.get(value, value), base.by(column)[value]) for column, value in load_fairness.silent(view)]


def _is_part(view: View) -> bool:
    """Whether filters other than the period hold."""
    return view.of_all_days != Filters()


def _by(view: View, base: Exposure) -> None:
    kinds = {fair_words.attribute_name(column): column for column in base.columns}
    label = st.pills("Per customers of", list(kinds), default=next(iter(kinds)), key="fairness_base", format_func=plain, label_visibility="collapsed") or next(iter(kinds))
    column = kinds[label]
    rows, missing = load_fairness.exposed_by(view, column)
    called = names(view) if column == exposure.TOUCHPOINT else {}
    if rows.empty:
        return st.caption(plain(f"The file names no customers of the {label.lower()} that is chosen.", 200))
    with st.container(border=True, gap="xsmall"):
        parts.chart(fair_charts.intervals(fair_tables.rates(rows, called, view.min_people), parts.theme(), None, ",.0f"), "fairness_rates",
                    f"People who complained per 10,000 customers, by {label}, with 95 % intervals")
        st.caption("People who complained in the period per 10,000 customers, with exact 95 % Poisson intervals. Hatched: customers, and nobody heard."
                   + (" Customers are those of each whole group, people only those that the filters leave." if _is_part(view) else ""))
    frame = fair_tables.exposed(rows, called, view.min_people, column == exposure.TOUCHPOINT)
    frame = frame[[name for name in (_ON_A_PHONE if parts.is_phone() else _WIDTHS) if name in frame]]
    text = st.column_config.TextColumn
    config = {name: text(width=width) for name, width in _WIDTHS.items()} | {
        "Group": text(width=110 if parts.is_phone() else _WIDTHS["Group"], pinned=parts.is_phone()),
        "Had cause, at least": text(width=_WIDTHS["Had cause, at least"], help=f"Chao's lower bound; only where {view.min_people} people or more began two threads")}
    parts.table(frame, "fairness_exposed", f"Complaints and customers by {label}", config, None, height=min(36 + 34 * len(frame), 36 + 34 * 12))
    if missing:
        st.caption(plain(f"Heard, and of unknown size: {listing([called.get(value, value) for value in missing], 6)}.", 300))
    return parts.download(lambda: frame, "exposure", "fairness_exposed_csv")


def _how(view: View) -> None:
    st.markdown("Put a file of this form beside the workspace's settings, then reload this page:")
    st.code(f"# {load_fairness.path_of_base(view)}\n{exposure.EXAMPLE}", language="text", wrap_lines=True)
    known = listing(["touchpoint", "channel", *view.choices["attributes"]], 12)
    st.caption(plain(f"Columns: customers and any of {known}. A row counts the customers of the group that its filled cells name; a touchpoint is named by its id.", 400))

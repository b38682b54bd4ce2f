"""The section on who is answered: one attribute at a time, everything tested together."""
from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import fair_charts, fair_tables, fair_words, parts
from dashboard.load_fairness import Answered
from dashboard.view import View
from dashboard.wording import count, listing, number, percent, plain
from pipeline.fairness import ALPHA, RIPE_DAYS, comparisons_n

# Pixels of the columns shown: together what a screen 1280 pixels wide holds.
_WIDTHS = {"Group": 98, "Against all others": 146, "Answered": 160, "First answer": 130, "Acted on": 154, "Only sorry": 154}
_ON_A_PHONE = ("Group", "Answered", "Against all others", "First answer", "Acted on", "Only sorry")
_METHOD = (
    "Answered: of all threads. Acted on (or confirmed) and only sorry: of the answered ones. Intervals: 95 %. A share's is Wilson's with the effective number of threads "
    "(one person's threads are alike, so they count for less: Kish 1965; Franco et al. 2019); a median's is that of its order statistics (Woodruff 1952). Each group is "
    "tested against all others, shares with Fisher's exact test, times with rank sums, both on effective numbers; Holm's correction over everything compared on this page "
    f"keeps the chance of any false difference at {percent(ALPHA)}; half of it is spent on whether people are answered at all. A difference is not a cause.")


def draw(view: View, found: Answered) -> None:
    parts.section("Who is answered, and what they get", _asked(found, view.min_people))
    if found.rows.empty:
        return
    kinds = {fair_words.attribute_name(one): one for one in dict.fromkeys(found.rows["attribute"])}
    differing = fair_words.differing(found.rows)
    first = fair_words.attribute_name(_first_shown(found, differing))
    label = st.pills("By", list(kinds), default=first, key="fairness_by", format_func=plain, label_visibility="collapsed") or first
    attribute = kinds[label]
    if len(differing):
        st.markdown(f"**{count(len(differing), 'difference')}** in {count(comparisons_n(found.rows), 'comparison')}:\n\n" + "\n".join(
            f"- {plain(fair_words.unbroken(fair_words.in_full(row, view.min_people)), 300)}" for row in differing.itertuples()))
    if differing.empty and found.rows["is_tested"].any():
        st.markdown(f"**No difference shown** in any of {count(comparisons_n(found.rows), 'comparison')}: by {plain(listing([k.lower() for k in kinds], 8), 200)}.")
    _drawn(view, found, attribute)
    _table(view, found, attribute)


def _first_shown(found: Answered, differing: pd.DataFrame) -> str:
    """By what the surest difference is; where there is none, the first of which groups could be compared."""
    rows = differing if len(differing) else found.rows[found.rows["is_tested"].astype(bool)]
    return (rows if len(rows) else found.rows)["attribute"].iloc[0]


def _asked(found: Answered, min_people: int) -> str:
    said = [f"{count(found.asked_n, 'thread')} that could have been answered; those begun in the last {RIPE_DAYS} days of the data still may be, and are left out."]
    if found.unanswered_channels:
        said.append(f"Left out, for the company never replied there in what came in: {listing(found.unanswered_channels, 6)}.")
    return plain(" ".join(said), 400)


def _drawn(view: View, found: Answered, attribute: str) -> None:
    rows = fair_tables.shown(found.rows, attribute, "answered", view.min_people)
    if not (rows["value"] > 0).any():
        st.caption("No group has enough people who were answered to be drawn.")
    else:
        with st.container(border=True, gap="xsmall"):
            parts.chart(fair_charts.intervals(rows, parts.theme(), found.overall["answered"]["value"]), "fairness_answered", f"Share of threads answered by {attribute}, with 95 % intervals")
            st.caption("Share of threads answered, with 95 % interval. Dashed: everybody. Triangle: a difference from all others."
                       + ("" if rows["is_compared"].all() else " Hollow: not compared."))


def _table(view: View, found: Answered, attribute: str) -> None:
    frame = fair_tables.groups(found.rows, attribute, view.min_people)[[*(_ON_A_PHONE if parts.is_phone() else _WIDTHS)]]
    text = st.column_config.TextColumn
    config = {name: text(width=width) for name, width in _WIDTHS.items()} | {"Group": text(width=100 if parts.is_phone() else _WIDTHS["Group"], pinned=parts.is_phone())}
    parts.table(frame, "fairness_groups", f"Who is answered by {attribute}", config, None, height=36 + 34 * len(frame))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        parts.download(lambda: fair_tables.every(found.rows, view.min_people), "answered", "fairness_groups_csv")
        with st.popover("How this is told", type="tertiary"):
            st.caption(plain(_METHOD, 1200))


def figures(found: Answered, min_people: int) -> list[tuple[str, str, str | None]]:
    """Answered, first answer, acted on, only sorry: of everybody who could have been."""
    own = found.overall
    shares = [(title, _percent(own[m], min_people), _of(own[m], min_people, of)) for title, m, of in (
        ("Answered", "answered", "threads"), ("Acted on", "acted", "answered"), ("Only sorry", "sorry", "answered"))]
    minutes = own["minutes"]
    first = ("First answer", fair_words.span(minutes["value"]) if minutes["people_n"] >= min_people else "–",
             f"median of {number(minutes['n'])}" if minutes["people_n"] >= min_people else "times are not known" if not minutes["n"] else f"fewer than {min_people} people")
    return [shares[0], first, *shares[1:]]


def _percent(row, min_people: int) -> str:
    return percent(row["value"]) if row["n"] and not 0 < row["hit_people_n"] < min_people else f"<{min_people}" if row["n"] else "–"


def _of(row, min_people: int, of: str) -> str:
    if not row["n"]:
        return "nobody was answered" if of == "answered" else "no thread"
    if 0 < row["hit_people_n"] < min_people:
        return f"of {number(row['n'])} {of}"
    return fair_words.unbroken(f"{number(row['hits_n'])} of {number(row['n'])} {of}, {fair_words.between(row['low'], row['high'])}")

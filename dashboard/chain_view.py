"""The parts of the Failure chains page: its figures, the Sankey, the steps with the complaints behind them, and the channels that were tried."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import chain_chart, chain_tables, chain_words, complaint_corrections, load_chains, parts, thread_endings
from dashboard.chain_flow import flow
from dashboard.evidence import evidence_list
from dashboard.load_chains import ANY, Of
from dashboard.view import View
from dashboard.wording import few, number, plain, share

# Pixels of the columns shown: together what a screen 1280 pixels wide holds.
_CARE = {"Tried before": 112, "Threads": 58, "Per 100 (95 %)": 106, "Last stop": 62, "Tries": 46, "How it failed": 152, "Lost": 62, "Run by": 130, "Complaints go to": 116}
_STEPS = {"People": 66, "From": 206, "To": 206, "Threads": 66, "How it failed there": 300}
_PHONE_PX = 118
_ENDS = ("from", "to")
_CARE_ROWS, _STEP_ROWS = 12, 6

Step = tuple[str, str]


@dataclass(frozen=True)
class Shown:
    """What the page is about. view: of what went public; of: the topic and touchpoint it is narrowed to; people_n: everybody, whether they tell of a try or not."""

    view: View
    of: Of
    attempts: pd.DataFrame
    steps: pd.DataFrame
    care: pd.DataFrame
    people_n: int
    name_of: Callable[[str], str]


def shown(public: View, of: Of) -> Shown:
    read = (load_chains.attempts, load_chains.steps, load_chains.care)
    return Shown(public, of, *(one(public, of) for one in read), load_chains.heard(public, of)[0], chain_words.namer(public.workspace.taxonomy))


def figures(found: Shown) -> None:
    """How many, how often, what it cost them, and how it ended."""
    k, attempts = found.view.min_people, found.attempts
    tried_n, said = attempts["person"].nunique(), attempts.dropna(subset=["lost_minutes"])
    lost_n, tries_n = said["person"].nunique(), int(attempts["times_n"].sum())
    lost, is_told = said.groupby("post_id")["lost_minutes"].sum().median(), tried_n >= k
    parts.figures([
        ("Had tried before", few(tried_n, k), f"{share(tried_n, found.people_n)} of the people; not everybody says so" if is_told else "that can be read"),
        ("Tries before it", number(tries_n) if is_told else "–", f"{tries_n / tried_n:.1f} for each of them" if is_told else None),
        ("Time lost", chain_words.lasted(lost) if lost_n >= k else "–", f"median of {number(lost_n)} who say so" if lost_n >= k else "too few say so"),
        *thread_endings.figure(found.view, found.of), *([] if found.of != ANY else [_open(found.view)]),
    ])


def _open(view: View) -> tuple[str, str, str]:
    kinds = load_chains.in_the_open(view)
    people_n = int(kinds.loc[kinds["kind"] == "", "people_n"].sum())
    return "Data in the open", few(people_n, view.min_people), "people; at the foot of the page" if people_n else "people"


def flow_chart(found: Shown, chosen: Step | None) -> None:
    """The Sankey; not on a phone, where the list of steps says the same."""
    if parts.is_phone():
        return
    k, drawn = found.view.min_people, flow(found.steps, found.view.min_people)
    parts.section("From where it began to the public square", "Width: people, each once a week. Click a ribbon to read what they say. "
                  "Those who say of no earlier try are left out.")
    if not drawn.links:
        return st.caption(f"No step was taken by {k} people or more.")
    with st.container(border=True):
        parts.pick_on_chart(chain_chart.sankey(drawn, found.name_of, chosen, parts.theme()), f"chains_flow_{_of(chosen)}",
                            "What people tried before they complained in public; the list of steps below says the same", _ENDS)
        if drawn.folded_n:
            st.caption(f"Steps of fewer than {k} people are in “Others”; what is rarer even so is not drawn ({few(drawn.folded_n, k)} people).")


def chosen(found: Shown) -> Step | None:
    """The step of the address, if somebody took it under these filters."""
    asked = tuple(st.query_params.get(name) for name in _ENDS)
    if None in asked:
        return None
    if not _took(found.steps, asked).empty:
        return asked
    st.caption(f"Nobody took the step “{plain(asked[0], 40)} → {plain(asked[1], 40)}” under these filters.")
    return None


def steps(found: Shown, chosen: Step | None) -> None:
    """Every step as a list: for keyboards, for phones, and for the hand-offs."""
    k = found.view.min_people
    every = chain_tables.steps_table(found.steps, found.name_of, k)
    parts.section("Left hand, right hand: every step", "A hand-off: one place could not help, and the next had to. Click a step to read what they say.")
    if every.empty:
        return st.caption(f"No step was taken by {k} people or more.")
    kinds = [kind for kind in chain_tables.KINDS if (every["What"] == kind).any()]
    mine = every.loc[(every["source"] == chosen[0]) & (every["target"] == chosen[1]), "What"].tolist() if chosen else []
    kind = st.radio("Which steps", kinds, kinds.index(mine[0]) if mine else 0, key=f"chains_kind_{_of(chosen)}", label_visibility="collapsed", horizontal=True)
    frame = every[every["What"] == kind].reset_index(drop=True)
    config = {name: st.column_config.TextColumn(width=_PHONE_PX if parts.is_phone() and name in ("From", "To") else width) for name, width in _STEPS.items()} | {
        name: st.column_config.NumberColumn(width=_STEPS[name], format="localized") for name in ("People", "Threads")}
    parts.pick_params(frame[list(_STEPS)], f"chains_steps_{kind}_{_of(chosen)}", f"Steps of the kind {kind}, most people first", config, None,
                      [dict(zip(_ENDS, pair)) for pair in zip(frame["source"], frame["target"])], min(36 + 34 * len(frame), 36 + 34 * _STEP_ROWS))
    return parts.download(lambda: every.drop(columns=["source", "target"]), "steps", "chains_steps_csv")


def evidence(found: Shown, step: Step) -> None:
    """The complaints behind a step."""
    view, people_n = found.view, _took(found.steps, step)["person"].nunique()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"{few(people_n, view.min_people)} {'person' if people_n == 1 else 'people'} took this step.", width="content")
        for node in step:
            if node in view.workspace.taxonomy.ids:
                parts.link("touchpoint", found.name_of(node), {"tp": node}, ":material/arrow_forward:")
        parts.link("chains", "Choose none", {name: one for name, one in zip(("t", "tp"), found.of) if one}, ":material/close:")
    topic_id, touchpoint_id = found.of
    evidence_list(view, "chains", f"{found.name_of(step[0])} → {found.name_of(step[1])}", menu=complaint_corrections.menu, edge=step, has_tried=True,
                  topic_id=topic_id, touchpoint_id=touchpoint_id)


def care(found: Shown) -> None:
    """Which channel sends people to the public square most, with whom it belongs to."""
    view, taxonomy = found.view, found.view.workspace.taxonomy
    lost = chain_tables.lost_by_node(found.attempts, taxonomy, view.min_people)
    frame = chain_tables.care_table(found.care, lost, taxonomy, found.name_of, found.people_n, view.min_people)
    parts.section("Which channel sends people to the public square most", "Public threads that tell of it, the commonest first. "
                  "Complaints about a care channel go to somebody else than who runs it, where one is named.")
    if frame.empty:
        return st.caption(f"No channel was tried by {view.min_people} people or more.")
    parts.table(frame[list(_CARE)], "chains_care", "Channels that were tried before, those of most threads first", _care_columns(view.min_people), None, "touchpoint", "tp",
                [node if node in taxonomy.ids else "" for node in frame["node"]], height=min(36 + 34 * len(frame), 36 + 34 * _CARE_ROWS))
    return parts.download(lambda: frame[list(_CARE)], "care-channels", "chains_care_csv")


def _care_columns(min_people: int) -> dict:
    text, n = st.column_config.TextColumn, st.column_config.NumberColumn
    said = {
        "Per 100 (95 %)": "Of 100 public threads, whether they tell of earlier tries or not; with its 95 % interval (Wilson) on people, not threads: those of one person are not independent",
        "Last stop": "Threads in which nothing was tried after it: from here they went public",
        "How it failed": f"Threads, the commonest first; what fewer than {min_people} tell is left out", "Lost": "Time lost in it (median), of those who say so"}
    return {name: text(width=width, help=said.get(name)) for name, width in _CARE.items()} | {
        "Tried before": text(pinned=parts.is_phone(), width=_PHONE_PX if parts.is_phone() else _CARE["Tried before"]),
        "Threads": n(width=_CARE["Threads"], format="localized", help="Public threads whose author says that it was tried before"),
        "Tries": n(width=_CARE["Tries"], format="localized", help="All tries together: “third e-mail” is three")}


def _took(steps: pd.DataFrame, step: Step) -> pd.DataFrame:
    return steps[(steps["from_node"] == step[0]) & (steps["to_node"] == step[1])]


def _of(chosen: Step | None) -> str:
    """A key of its own for each choice, so that the same click chooses again after Back."""
    return "_".join(chosen or ())

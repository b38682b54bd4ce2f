"""Chains as tables show and export them: which channel sends people to the public square, and every step from one node to the next. Pure; small counts masked."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd

from dashboard.chain_words import failed_line, lasted
from dashboard.wording import few
from models.intervals import wilson
from pipeline import nodes
from pipeline.nodes import PUBLIC
from pipeline.touchpoints import Taxonomy

TURNED_TO, HANDED_ON, WENT_PUBLIC = "First try", "Hand-off", "Last stop"
KINDS = (HANDED_ON, TURNED_TO, WENT_PUBLIC)
_STEP_COLUMNS = ["source", "target", "From", "To", "What", "People", "Threads", "How it failed there"]


def care_table(care: pd.DataFrame, lost: pd.Series, taxonomy: Taxonomy, name_of: Callable[[str], str], people_n: int, min_people: int) -> pd.DataFrame:
    """A row a channel that was tried, the one tried in most threads first; channels of fewer than `min_people` people are left out.

    care: CARE_COLUMNS of store.chains; lost: node -> minutes lost, the median where said; people_n: different people a week behind all threads,
    on which the interval rests: threads of one person are not independent. Column node is for the click.
    """
    shown = care[care["people_n"] >= min_people].sort_values(["threads_n", "node"], ascending=[False, True])
    low, high = wilson(shown["threads_n"] / shown["of_n"], people_n)
    owners = {t.id: (t.owner, t.routed_to) for t in taxonomy.touchpoints}
    return pd.DataFrame({
        "node": shown["node"], "Tried before": shown["node"].map(name_of), "Threads": shown["threads_n"].astype(int),
        "Per 100 (95 %)": [f"{100 * n / of_n:.1f} ({100 * a:.1f}–{100 * b:.1f})" for n, of_n, a, b in zip(shown["threads_n"], shown["of_n"], low, high)],
        "Last stop": [few(n, min_people) for n in shown["last_n"]],
        "Tries": shown["times_n"].astype(int), "How it failed": [failed_line(counts, min_people) for counts in shown["failed"]],
        "Lost": [lasted(lost.get(node, float("nan"))) for node in shown["node"]],
        "Run by": [owners[node][0] if node in owners else "–" for node in shown["node"]],
        "Complaints go to": [_routed(*owners[node]) if node in owners else "–" for node in shown["node"]]}).reset_index(drop=True)


def lost_by_node(attempts: pd.DataFrame, taxonomy: Taxonomy, min_people: int) -> pd.Series:
    """node -> the median of minutes lost in one attempt, of those who say so; without nodes where fewer than `min_people` people do."""
    said = attempts.dropna(subset=["lost_minutes"])
    places = said["channel"].map(lambda channel: taxonomy.answering(channel) or nodes.of_channel(channel))
    told = said.groupby(places).agg(people_n=("person", "nunique"), minutes=("lost_minutes", "median"))
    return told.loc[told["people_n"] >= min_people, "minutes"]


def steps_table(steps: pd.DataFrame, name_of: Callable[[str], str], min_people: int) -> pd.DataFrame:
    """A row a step that `min_people` people or more took, most people first: source, target (for the click) and what is shown.

    steps: columns of store.tried.tried_steps.
    """
    what = steps["to_node"].eq(PUBLIC).map({True: WENT_PUBLIC, False: HANDED_ON}).where(steps["step_n"].gt(0) | steps["to_node"].eq(PUBLIC), TURNED_TO)
    rows = [(source, target, name_of(source), name_of(target), kind, part["person"].nunique(), part["post_id"].nunique(), failed_line(Counter(part["failed"]), min_people))
            for (source, target, kind), part in steps.groupby([steps["from_node"], steps["to_node"], what])]
    frame = pd.DataFrame(rows, columns=_STEP_COLUMNS)
    return frame[frame["People"] >= min_people].sort_values(["People", "From", "To"], ascending=[False, True, True], ignore_index=True)


def paths(steps: pd.DataFrame, name_of: Callable[[str], str], min_people: int, most: int = 5) -> pd.DataFrame:
    """The commonest chains without where they began: Tried before ("Phone line → Chat"), People."""
    chains = steps[steps["to_node"] != PUBLIC].groupby("post_id").agg(passed=("to_node", tuple), person=("person", "first"))
    people = chains.groupby("passed")["person"].nunique()
    shown = sorted(((n, passed) for passed, n in people.items() if n >= min_people), key=lambda pair: (-pair[0], pair[1]))[:most]
    return pd.DataFrame([(" → ".join(map(name_of, passed)), n) for n, passed in shown], columns=["Tried before", "People"])


def _routed(owner: str, routed_to: str) -> str:
    return routed_to if routed_to != owner else "nobody else named"

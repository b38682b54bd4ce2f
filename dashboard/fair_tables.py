"""Fairness as tables show and export it: groups side by side, small counts masked. Pure."""
from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.fair_words import NAMES, NO_DIFFERENCE, cell, differs, verdict
from dashboard.wording import few, masked, number, percent
from models.intervals import poisson_exact
from models.unheard import AtLeast
from pipeline.exposed import PER
from pipeline.fairness import ALPHA, BANDS, MEASURES, OTHER, UNKNOWN


def groups(rows: pd.DataFrame, attribute: str, min_people: int) -> pd.DataFrame:
    """Group, Against all others and a column for each of NAMES, of one attribute; rows: of fairness.compared."""
    own = rows[rows["attribute"] == attribute]
    found = []
    for group in _order(own, attribute):
        mine = {row.measure: row for row in own[own["group"] == group].itertuples()}
        found.append({"Group": group, "Against all others": _against(mine)} | {NAMES[m]: _short_cell(mine[m], min_people) if m in mine else "–" for m in MEASURES})
    return pd.DataFrame(found, columns=["Group", "Against all others", *NAMES.values()])


def shown(rows: pd.DataFrame, attribute: str, measure: str, min_people: int) -> pd.DataFrame:
    """What fair_charts.intervals draws of one attribute and measure."""
    own = rows[(rows["attribute"] == attribute) & (rows["measure"] == measure)]
    by_group = {row.group: row for row in own.itertuples()}
    found = [by_group[group] for group in _order(rows[rows["attribute"] == attribute], attribute) if group in by_group and by_group[group].people_n >= min_people]
    is_few = [0 < row.hit_people_n < min_people for row in found]
    return pd.DataFrame({
        "label": [row.group for row in found], "words": [cell(row, min_people) for row in found], "is_silent": False,
        "value": [float("nan") if hidden else row.value for row, hidden in zip(found, is_few)],
        "low": [float("nan") if hidden else row.low for row, hidden in zip(found, is_few)],
        "high": [float("nan") if hidden else row.high for row, hidden in zip(found, is_few)], "is_different": [row.q < ALPHA for row in found],
        "is_compared": [row.is_tested for row in found]})


def every(rows: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """Everything compared, for a file: what, group, what is known, all others, p and p of all at once (Holm)."""
    kept = rows[rows["people_n"] >= min_people]
    return pd.DataFrame({
        "By": kept["attribute"].str.removeprefix("by_"), "Group": kept["group"], "What": kept["measure"].map(NAMES), "Known": [cell(row, min_people) for row in kept.itertuples()],
        "Against all others": [verdict(row, min_people) for row in kept.itertuples()], "p": kept["p"].round(5), "p of all at once (Holm)": kept["q"].round(5)}).reset_index(drop=True)


def places(rows: pd.DataFrame, names: Mapping[str, str], min_people: int) -> pd.DataFrame:
    """Both orders; rows: of reach.Orders."""
    return pd.DataFrame({"What": [names.get(id_, id_) for id_ in rows["id"]], "Place": rows["place"], "People": [few(n, min_people) for n in rows["people_n"]],
                         "Mean harm": [f"{harm:.1f}" for harm in rows["harm"]], "Place by followers": rows["place_by_reach"],
                         "Moved": [_moved(row.place_by_reach - row.place) for row in rows.itertuples()]})


def exposed(rows: pd.DataFrame, names: Mapping[str, str], min_people: int, is_at_least: bool) -> pd.DataFrame:
    """Group, Customers, People, Per 10,000, Of people, Of customers and, with `is_at_least`, Had cause, at least; rows: of exposed.exposed."""
    frame = pd.DataFrame({
        "Group": [names.get(value, value) for value in rows["value"]], "Customers": [number(n) for n in rows["customers_n"]],
        "People": ["silent: unknown" if row.is_silent else few(row.people_n, min_people) for row in rows.itertuples()],
        "Per 10,000": [rate(row, min_people) for row in rows.itertuples()],
        "Of people": [_hidden(row, min_people) for row in rows.itertuples()], "Of customers": [percent(n) for n in rows["customers_share"]],
        "Had cause, at least": [_at_least(row.at_least) for row in rows.itertuples()]})
    return frame if is_at_least else frame.drop(columns="Had cause, at least")


def rates(rows: pd.DataFrame, names: Mapping[str, str], min_people: int) -> pd.DataFrame:
    """What fair_charts.intervals draws of them."""
    hidden = (rows["people_n"] > 0) & (rows["people_n"] < min_people)
    kept = rows[rows["customers_n"] > 0].assign(**{name: rows[name].mask(hidden) for name in ("rate", "low", "high")})
    return pd.DataFrame({
        "label": [names.get(value, value) for value in kept["value"]], "words": ["silent: unknown" if row.is_silent else f"{rate(row, min_people)} per 10,000 customers" for row in kept.itertuples()],
        "value": kept["rate"].tolist(), "low": kept["low"].tolist(), "high": kept["high"].tolist(), "is_different": False, "is_silent": kept["is_silent"].tolist(), "is_compared": True})


def rate(row, min_people: int) -> str:
    """"37 (34–41)"; of few people only what it is below."""
    if not row.customers_n:
        return "–"
    if 0 < row.people_n < min_people:
        return f"below {_short(float(poisson_exact(min_people - 1)[1]) * PER / row.customers_n)}"
    return f"{_short(row.rate)} ({_short(row.low)}–{_short(row.high)})"


def _short_cell(row, min_people: int) -> str:
    """The second sign of a share is left out: columns are narrow."""
    said = cell(row, min_people)
    return said.replace(" %)", ")") if "–" in said else said


def _order(own: pd.DataFrame, attribute: str) -> list[str]:
    """Bands from few to many followers, others by size; other and not known last."""
    n = own[own["measure"] == "answered"].set_index("group")["n"]
    known = [group for group in n.sort_values(ascending=False, kind="stable").index if group not in (OTHER, UNKNOWN)]
    if attribute == "followers":
        known = [band for band in BANDS if band in known]
    return [*known, *(group for group in (OTHER, UNKNOWN) if group in n.index)]


def _against(mine: Mapping) -> str:
    compared = [row for row in mine.values() if row.is_tested]
    found = [differs(row) for row in compared if row.q < ALPHA]
    if len(found) > 1:
        return ", ".join(said.removeprefix("answered ") for said in found)              # the column is narrow
    return found[0] if found else NO_DIFFERENCE if compared else "not compared"


def _moved(places_n: int) -> str:
    return "–" if not places_n else f"{abs(places_n)} {'back' if places_n > 0 else 'ahead'}"


def _hidden(row, min_people: int) -> str:
    return "–" if row.share != row.share or 0 < masked(row.people_n, min_people) < min_people else percent(row.share)


def _at_least(found: AtLeast | None) -> str:
    return "not enough repeated reports to say" if found is None else f"{number(found.people_n)} ({number(found.low)}–{number(found.high)})"


def _short(value: float) -> str:
    return f"{value:.1f}" if 0 < value < 10 else number(value)

"""What needs me now?"""
import pandas as pd
import streamlit as st

from dashboard import attention, journey, load, parts, sentences, tables
from dashboard.expectation import history_days_needed
from dashboard.view import View, current
from dashboard.wording import UNCLEAR, few, number, share, week


def draw(view: View) -> None:
    if not parts.has_complaints(view):
        return None
    counts = load.totals(view, ("touchpoint_id",), view.filters)
    if counts.empty:
        parts.head(view, "Nothing to show.")
        return parts.nothing_here(view, "overview")
    monday = view.week
    if monday is None:
        parts.head(view, f"Too early to say: no complete week yet. {number(counts['complaints_n'].sum())} complaints so far.")
        return st.caption("The first complete week, Monday to Sunday, fills this page.")
    standing = _standing(view, monday)
    need = attention.in_need(standing)
    known_n = int(standing["expected_n"].notna().sum())
    history_days = (view.complete_days[1] - view.calendar.first_day).days + 1
    parts.head(view, sentences.overview(need, known_n, history_days, history_days_needed(view.workspace.settings.watch.history_weeks)),
               f"Week of {week(monday)}, the last complete one shown.")
    _figures(view, monday, need, len(standing))
    _journey(view, standing, need, monday)
    _table(view, standing)
    _unclear(view, counts)


def _standing(view: View, monday) -> pd.DataFrame:
    weeks = attention.week_of(load.windows(view, "touchpoint_id", 7), monday)
    counted = attention.counted(load.daily(view, "touchpoint_id"), "touchpoint_id", monday, monday + pd.Timedelta(days=6))
    unclear = attention.unclear_shares(load.totals(view, ("topic_id", "touchpoint_id"), view.in_week(monday)), load.every_topic(view))
    return attention.standing(weeks, counted, unclear, view.workspace.taxonomy, load.signals_up(view, "touchpoint"), view.workspace.settings.watch.min_people)


def _figures(view: View, monday, need: pd.DataFrame, touchpoints_n: int) -> None:
    weeks = load.people_by_week(view, monday - pd.Timedelta(weeks=4), monday + pd.Timedelta(days=6)).set_index("week")
    now, before = weeks[weeks.index == pd.Timestamp(monday)], weeks[weeks.index < pd.Timestamp(monday)]
    people_n, complaints_n, unclear_n = (int(now[name].sum()) for name in ("people_n", "complaints_n", "unclear_n"))
    means = before.mean() if len(before) else {}
    parts.figures([
        ("People who complained", few(people_n, view.min_people), sentences.change(people_n, means.get("people_n"))),
        ("Complaints", number(complaints_n), sentences.change(complaints_n, means.get("complaints_n"))),
        ("Need a person", f"{len(need)} of {touchpoints_n}", _reasons(need)),
        ("Touchpoint unclear", share(unclear_n, complaints_n), f"{number(unclear_n)} of {number(complaints_n)} complaints"),
    ])


def _reasons(need: pd.DataFrame) -> str:
    above_n = int((need["status"] == attention.MORE).sum())
    return f"{above_n} above the range, {len(need) - above_n} by a signal" if len(need) else "of the touchpoints"


def _journey(view: View, standing: pd.DataFrame, need: pd.DataFrame, monday) -> None:
    parts.section("The journey", "Mark: people in the week. Band: what 95 of 100 ordinary weeks hold. Triangle: above it. Hollow: "
                  f"fewer than {view.min_people} people. Click a touchpoint to open it.")
    with st.container(border=True):
        names = ", ".join(need["name"]) or "none"
        parts.chart(journey.figure(standing, monday, view.min_people, parts.theme(), parts.is_phone()), "overview_journey",
                    f"People per touchpoint in the week of {week(monday)} against what is expected. Above it: {names}.", "touchpoint", "tp")


def _table(view: View, standing: pd.DataFrame) -> None:
    ordered = attention.by_need(standing)
    frame = tables.touchpoints(ordered, view.min_people)
    parts.section("What to look at first", "Order: above the expected range, then signals, then extra people × mean harm. Followers and likes play no part.")
    config = {
        "Touchpoint": st.column_config.TextColumn(pinned=parts.is_phone(), width=130 if parts.is_phone() else 190),
        "Now": st.column_config.TextColumn(width=145),
        "People": st.column_config.NumberColumn(width=66, help="People in the week; each counts once a week and touchpoint"),
        "Expected": st.column_config.TextColumn(width=78, help="What 95 of 100 ordinary weeks hold"),
        "Change": st.column_config.NumberColumn(width=70, help="People against the mean of the four weeks before"),
        "Complaints": st.column_config.NumberColumn(width=95),
        "Harm": st.column_config.NumberColumn(width=65, help="Mean harm of the complaints: 0 none, 1 annoyance, 2 cost or lost time, 3 serious loss, 4 safety"),
        "Unclear": st.column_config.NumberColumn(width=80, help="Of the complaints in its topics, the share whose own touchpoint is unclear"),
        "12 weeks": st.column_config.LineChartColumn(width=100, y_min=0, color="gray"),
        "Stage": st.column_config.TextColumn(width=90),
        "Owner": st.column_config.TextColumn(width=150)}
    parts.table(frame, "overview_table", "Touchpoints, those that need attention first", config, tables.as_shown(frame, view.min_people, parts.theme()),
                "touchpoint", "tp", list(ordered["touchpoint_id"]), height=min(36 + 34 * len(frame), 36 + 34 * 12))
    parts.download(lambda: tables.touchpoints_export(ordered, view.min_people), "touchpoints", "overview_csv")


def _unclear(view: View, counts: pd.DataFrame) -> None:
    """Complaints that point to no touchpoint are in no row above: said, with a way to read them."""
    n = int(counts.loc[counts["touchpoint_id"].isna(), "complaints_n"].sum())
    if n:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(sentences.unclear(n), width="content")
            parts.link("touchpoint", "Read them", {"tp": UNCLEAR}, ":material/arrow_forward:")


draw(current())

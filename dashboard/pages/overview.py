"""What needs me now?"""
import pandas as pd
import streamlit as st

from dashboard import journey, load, outbox_alarm, parts, sentences, signal_place, tables, thread_endings, unacted_view
from dashboard.decision_words import HARM_HELP
from dashboard.view import View, current
from dashboard.wording import UNCLEAR, few, number, share, week
from pipeline import attention, rises
from pipeline.expectation import history_days_needed

# Pixels of the columns shown: together what a screen 1280 pixels wide holds. The file has more columns.
_WIDTHS = {"Touchpoint": 196, "People": 62, "Now": 134, "Expected": 74, "Change": 66, "Harm": 54, "12 weeks": 92, "Owner": 168}


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
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
    weeks = load.people_by_week(view, monday - pd.Timedelta(weeks=4), monday + pd.Timedelta(days=6)).set_index("week")
    _head(view, monday, standing, need, weeks)
    _figures(view, monday, need, len(standing), weeks)
    signal_place.waiting(view)
    _journey(view, standing, need, monday)
    _table(view, standing)
    unacted_view.worst(view)
    thread_endings.line(view)
    _unclear(counts)


def _head(view: View, monday, standing: pd.DataFrame, need: pd.DataFrame, weeks: pd.DataFrame) -> None:
    now = weeks[weeks.index == pd.Timestamp(monday)]
    unclear_n = int(now["unclear_n"].sum())
    unknown = None if len(need) else sentences.cannot_tell(unclear_n, int(now["complaints_n"].sum()))
    history_days = (view.complete_days[1] - view.calendar.first_day).days + 1
    needed_days = history_days_needed(view.workspace.settings.watch.history_weeks)
    parts.head(view, unknown or sentences.overview(need, int(standing["expected_n"].notna().sum()), history_days, needed_days),
               f"Week of {week(monday)}, the last complete one shown.")
    if unknown and unclear_n:
        st.info(sentences.UNCLEAR_STEP)
    outbox_alarm.draw(view)
    parts.model_line(view)
    parts.silence_line(view)


def _standing(view: View, monday) -> pd.DataFrame:
    weeks = attention.week_of(load.windows(view, "touchpoint_id", 7), monday)
    counted = attention.counted(load.daily(view, "touchpoint_id"), "touchpoint_id", monday, monday + pd.Timedelta(days=6))
    unclear = attention.unclear_shares(load.totals(view, ("topic_id", "touchpoint_id"), view.in_week(monday)), load.every_topic(view))
    return attention.standing(weeks, counted, unclear, view.workspace.taxonomy, rises.touched(load.signals_up(view).query("is_open")), view.workspace.settings.watch.min_people)


def _figures(view: View, monday, need: pd.DataFrame, touchpoints_n: int, weeks: pd.DataFrame) -> None:
    """weeks: of the week and the four before; one in which the data begin is not compared with."""
    now, before = weeks[weeks.index == pd.Timestamp(monday)], weeks[(weeks.index < pd.Timestamp(monday)) & (weeks.index >= pd.Timestamp(view.calendar.first_day))]
    people_n, complaints_n, unclear_n = (int(now[name].sum()) for name in ("people_n", "complaints_n", "unclear_n"))
    means = before.mean() if len(before) else {}
    parts.figures([
        ("People heard", few(people_n, view.min_people), sentences.change(people_n, means.get("people_n"))),
        ("Complaints", number(complaints_n), sentences.change(complaints_n, means.get("complaints_n"))),
        ("Need a person", f"{len(need)} of {touchpoints_n}", _reasons(need)),
        ("Touchpoint unclear", share(unclear_n, complaints_n), f"{number(unclear_n)} of {number(complaints_n)} complaints"),
        *thread_endings.figure(view),
    ])


def _reasons(need: pd.DataFrame) -> str:
    above_n = int((need["status"] == attention.MORE).sum())
    said = [f"{n} {why}" for n, why in ((above_n, "above the range"), (len(need) - above_n, "by a signal")) if n]
    return ", ".join(said) or "touchpoints"


def _journey(view: View, standing: pd.DataFrame, need: pd.DataFrame, monday) -> None:
    parts.section("The journey", "Mark: people in the week. Band: what 95 of 100 ordinary weeks hold. Triangle: above it. Hollow: "
                  f"fewer than {view.min_people} people. Click a touchpoint to open it.")
    with st.container(border=True):
        names = ", ".join(need["name"]) or "none"
        parts.chart(journey.figure(standing, monday, view.min_people, parts.theme(), parts.is_phone()), "overview_journey",
                    f"People per touchpoint in the week of {week(monday)} against what is expected. Above it: {names}.", "touchpoint", "tp")


def _table(view: View, standing: pd.DataFrame) -> None:
    ordered = attention.by_need(standing)
    frame = tables.touchpoints(ordered, view.min_people)[list(_WIDTHS)]
    parts.section("What to look at first", "Order: above the expected range, then signals, then extra people × mean harm. Followers and likes play no part.")
    text, count = st.column_config.TextColumn, st.column_config.NumberColumn
    config = {
        "Touchpoint": text(pinned=parts.is_phone(), width=130 if parts.is_phone() else _WIDTHS["Touchpoint"]),
        "People": count(width=_WIDTHS["People"], help="People in the week; each counts once a week and touchpoint"),
        "Now": text(width=_WIDTHS["Now"]),
        "Expected": text(width=_WIDTHS["Expected"], help="What 95 of 100 ordinary weeks hold"),
        "Change": count(width=_WIDTHS["Change"], help="People against the mean of the four weeks before"),
        "Harm": count(width=_WIDTHS["Harm"], help=f"Mean harm of the complaints: {HARM_HELP}"),
        "12 weeks": parts.weeks_column(_WIDTHS["12 weeks"]),
        "Owner": text(width=_WIDTHS["Owner"])}
    parts.table(frame, "overview_table", "Touchpoints, those that need attention first", config, tables.as_shown(frame, view.min_people, parts.theme()),
                "touchpoint", "tp", list(ordered["touchpoint_id"]), height=min(36 + 34 * len(frame), 36 + 34 * 12))
    parts.download(lambda: tables.touchpoints_export(ordered, view.min_people), "touchpoints", "overview_csv")


def _unclear(counts: pd.DataFrame) -> None:
    """Complaints that point to no touchpoint are in no row above: said, with a way to read them."""
    n = int(counts.loc[counts["touchpoint_id"].isna(), "complaints_n"].sum())
    if n:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(sentences.unclear(n), width="content")
            parts.link("touchpoint", "Read them", {"tp": UNCLEAR}, ":material/arrow_forward:")


draw(current())

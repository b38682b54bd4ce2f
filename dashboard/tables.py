"""Frames as tables show and export them: columns people read, small counts masked, words beside every colour. Pure."""
from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from dashboard.look import Look
from dashboard.wording import day, days, few, masked, number, percent, signed
from pipeline.attention import MORE, SIGNAL
from pipeline.records import TOO_SHORT

_TREND_WEEKS = 12
MIXED, SHORT, HIDDEN = "mixed", "too short to tell", "hidden"
_ORDER = {MIXED: 1, SHORT: 2}


def touchpoints(standing: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """Rows of attention.standing in their order as columns for people; counts of people below `min_people` lie in the middle."""
    return pd.DataFrame({
        "Touchpoint": standing["name"], "People": [masked(n, min_people) for n in standing["people_n"]], "Now": [now(row) for row in standing.itertuples()],
        "Expected": [expected(row) for row in standing.itertuples()],
        "Change": [_hidden_change(row, min_people) for row in standing.itertuples()],
        "12 weeks": [[masked(n, min_people) for n in trend] if isinstance(trend, list) else [] for trend in standing["trend"]],
        "Owner": standing["owner"], "Complaints": [masked(n, min_people) for n in standing["complaints_n"]], "Harm": standing["harm"], "Unclear": standing["unclear"],
        "Stage": standing["stage"]}).reset_index(drop=True)


def touchpoints_export(standing: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """The same for a file: "<5" is written as such, the trend is left out."""
    shown = touchpoints(standing, min_people).drop(columns="12 weeks")
    return shown.assign(
        People=[few(n, min_people) for n in standing["people_n"]], Complaints=[few(n, min_people) for n in standing["complaints_n"]],
        Change=[words(n, signed) for n in shown["Change"]], Harm=[words(n, "{:.1f}".format) for n in shown["Harm"]],
        Unclear=[words(n, percent) for n in shown["Unclear"]]).rename(columns={"Change": "Change vs 4 weeks before", "Harm": "Mean harm (0-4)"})


def topics(every: pd.DataFrame, counts: pd.DataFrame, trends: pd.Series, names: dict[str, str], min_people: int) -> pd.DataFrame:
    """Topics that hold complaints under the filters, most people first, mixed ones and those too short to tell last.

    Column topic_id is for the click.

    every: the table `topics`; counts: topic_id, complaints_n, topic_people_n; trends: topic_id -> people in each of twelve weeks.
    """
    total_n = counts["topic_people_n"].sum()
    frame = every.merge(counts[["topic_id", "complaints_n", "topic_people_n"]].rename(columns={"complaints_n": "shown_n"}), on="topic_id")
    frame = frame.assign(order=[_ORDER.get(state(row), 0) for row in frame.itertuples()]).sort_values(["order", "topic_people_n", "topic_id"], ascending=[True, False, True])
    close = closeness(every)
    return pd.DataFrame({
        "topic_id": frame["topic_id"], "Topic": frame["label"], "People": [masked(n, min_people) for n in frame["topic_people_n"]],
        "Share": frame["topic_people_n"] / max(1, total_n), "12 weeks": [[masked(n, min_people) for n in trends.get(t, [])] for t in frame["topic_id"]],
        "Touchpoint": [names.get(t, "unclear") for t in frame["touchpoint_id"]], "Sure": frame["link_confidence"].astype(float),
        "Cohesion": [close.get(t, "–") for t in frame["topic_id"]], "State": [state(row) for row in frame.itertuples()]}).reset_index(drop=True)


def without_short_trend(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without "12 weeks" where no row has two weeks to compare."""
    return frame if frame["12 weeks"].map(len).max() > 1 else frame.drop(columns="12 weeks")


def state(row) -> str:
    """A topic's state in words; row: one of the table `topics`."""
    if row.topic_id == TOO_SHORT:
        return SHORT
    return row.state if row.state == HIDDEN else MIXED if row.is_mixed else row.state


def closeness(every: pd.DataFrame) -> dict[str, str]:
    """Cohesion in words, each topic against the others: the number itself depends on the encoder."""
    known = every[(every["topic_id"] != TOO_SHORT) & (every["state"] == "active")].dropna(subset=["cohesion"])
    rank = known["cohesion"].astype(float).rank(pct=True)
    words_ = ["close" if r > 2 / 3 else "ordinary" if r > 1 / 3 else "loose" for r in rank]
    return dict(zip(known["topic_id"], words_))


def trends(windows: pd.DataFrame, until: date | None) -> pd.Series:
    """id -> people in each of the twelve weeks up to the one that begins on `until`, oldest first."""
    if until is None or windows.empty:
        return pd.Series(dtype=object)
    recent = windows[(windows["start"] <= pd.Timestamp(until)) & (windows["start"] > pd.Timestamp(until - timedelta(weeks=_TREND_WEEKS)))]
    return recent.sort_values("start").groupby("id")["observed_n"].agg(list)


def attribute(here: pd.DataFrame, everywhere: pd.DataFrame, min_people: int, most: int = 8) -> pd.DataFrame:
    """value, share, share_all, label of one attribute: largest first, values of too few people together as "other".

    here, everywhere: value, people_n. Shares are of people who have a value.
    """
    all_n = everywhere.set_index("value")["people_n"]
    shown = here[here["people_n"] >= min_people].head(most)
    rest_n = here["people_n"].sum() - shown["people_n"].sum()
    total_n, everybody_n = here["people_n"].sum(), all_n.sum()
    rows = [(str(r.value), r.people_n / total_n, all_n.get(r.value, 0) / max(1, everybody_n), percent(r.people_n / total_n))
            for r in shown.itertuples()]
    if rest_n:
        rest_all = 1 - sum(row[2] for row in rows)
        rows.append(("other", masked(rest_n, min_people) / total_n, max(0.0, rest_all), few(rest_n, min_people)))
    return pd.DataFrame(rows, columns=["value", "share", "share_all", "label"])


def now(row) -> str:
    """The status in words; a signal with its first day."""
    return f"{SIGNAL} since {day(row.since, row.since.year)}" if row.status == SIGNAL else row.status


def expected(row) -> str:
    return f"{number(row.lower_n)}–{number(row.upper_n)}" if row.upper_n == row.upper_n else "–"


def words(value: float | None, say) -> str:
    return "–" if value is None or pd.isna(value) else say(value)


def as_shown(frame: pd.DataFrame, min_people: int, look: Look):
    """A pandas Styler of `touchpoints` or `topics`: "<5" for masked counts, what needs a person in the alarm's colour."""
    half = min_people / 2
    say = {"People": lambda n: f"<{min_people}" if n == half else number(n), "Complaints": lambda n: f"<{min_people}" if n == half else number(n),
           "Change": lambda n: words(n, signed), "Harm": lambda n: words(n, "{:.1f}".format), "Unclear": lambda n: words(n, percent),
           "Share": percent, "Sure": lambda n: words(n, percent)}
    styler = frame.style.format({name: one for name, one in say.items() if name in frame})
    if "Now" in frame:
        styler = styler.map(lambda word: f"color: {look.alarm}; font-weight: 600" if word.startswith((MORE, SIGNAL)) else "", subset=["Now"])
    return styler.map(lambda _: f"color: {look.ink}", subset=[frame.columns[0]])


def gaps(by_day: pd.DataFrame, until: date) -> pd.DataFrame:
    """Runs of days without any post within each source's life (its first post to `until`): source, first, last, days_n, words.

    by_day: day, source, posts_n. Single quiet days of a source that is often quiet are life, not a gap: a run counts when it is
    longer than nine in ten of the source's ordinary pauses.
    """
    rows = []
    for source, part in by_day.groupby("source"):
        seen = sorted(d.date() for d in part["day"])
        ends = [*seen[1:], until + timedelta(days=1)]
        pauses = pd.Series([(b - a).days - 1 for a, b in zip(seen, ends)])
        usual = max(0, pauses.iloc[:-1].quantile(0.9)) if len(pauses) > 1 else 0
        for a, b in zip(seen, ends):
            n = (b - a).days - 1
            if n > usual:
                rows.append((source, a + timedelta(days=1), b - timedelta(days=1), n))
    frame = pd.DataFrame(rows, columns=["source", "first", "last", "days_n"])
    return frame.assign(words=[days(row.first, row.last) for row in frame.itertuples()])


def _hidden_change(row, min_people: int) -> float:
    """The change, unless it would tell a small count."""
    return float("nan") if 0 < row.people_n < min_people else row.change_n


def topics_export(frame: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """`topics` for a file: "<5" is written as such, the trend is left out."""
    return frame.drop(columns="12 weeks").assign(
        People=["<" + str(min_people) if n == min_people / 2 else number(n) for n in frame["People"]],
        Share=[percent(n) for n in frame["Share"]], Sure=[words(n, percent) for n in frame["Sure"]])

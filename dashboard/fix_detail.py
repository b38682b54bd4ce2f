"""One fix: its verdict said aloud and drawn, what is missing, plain facts, what can be done, and its history."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import fix_charts, fix_forms, fix_tables, fix_weeks, fix_words, load, load_fixes, parts
from dashboard.evidence import is_web
from dashboard.fix_charts import Mark
from dashboard.view import View
from dashboard.wording import count, day, listing, percent, plain
from models.effect import LOOKS_WEEKS
from pipeline import verdict_words
from pipeline.fixes import ABANDONED, NOT_YET_KNOWN, Fix


def draw(view: View, fix: Fix) -> None:
    verdicts = load_fixes.every_verdict(view)
    verdict = fix_tables.latest([fix], verdicts).get(fix.fix_id)
    parts.link("fixes", "All fixes", icon=":material/arrow_back:")
    fix_forms.said()
    with st.container(gap=None):
        parts.title(fix.title)
        st.subheader(plain(_sentence(fix, verdict), 400), anchor=False)
    parts.figures(_figures(view, fix, verdict))
    weeks = fix_weeks.weeks(load_fixes.people_by_week(view), fix.topics, verdict["detail"] if verdict else None)
    began = _began(view, fix, verdict)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _chart(view, fix, weeks, began)
    with right:
        _card(view, fix)
    fix_forms.actions(view, fix)
    with st.expander("Edit"):
        fix_forms.edit(view, fix)
    if verdict:
        _said(view, fix, verdict, weeks, began)
    _by_week(verdicts, fix)
    _history(view, fix)


def _sentence(fix: Fix, verdict: Mapping | None) -> str:
    """What an operations manager would say aloud."""
    if fix.state == ABANDONED:
        return f"Abandoned: {fix.reason}"
    if not fix.is_out:
        return "Not shipped yet: nothing can be said of its effect."
    return verdict_words.sentence(verdict) if verdict else "Shipped; the next run asks the counts."


def _figures(view: View, fix: Fix, verdict: Mapping | None) -> list[tuple[str, str, str | None]]:
    year, today = load_fixes.today(view).year, load_fixes.today(view)
    begun = f"begun {day(fix.started_on, year)}" if fix.started_on else f"decided {day(fix.decided_on, year)}" if fix.decided_on else None
    if not fix.is_out:
        late = "past, and not shipped" if fix.due_on and fix.due_on < today else "to be shipped by then"
        return [("State", fix.state.capitalize(), begun), ("Due", day(fix.due_on, year) if fix.due_on else "–", late if fix.due_on else "no day was set")]
    row = fix_tables.register([fix], {fix.fix_id: verdict} if verdict else {}, {}, year, view.min_people).iloc[0]
    span = fix_words.span(verdict["detail"], view.min_people) if verdict and row["Avoided"] != "–" else "told of a fall alone"
    return [("State", fix.state.capitalize(), begun), ("Shipped", row["Shipped"], f"{fix_words.age(fix.shipped_on, today)} ago"),
            ("Weeks of evidence", row["Weeks"], _looks(verdict)), ("People avoided", row["Avoided"], span)]


def _looks(verdict: Mapping | None) -> str:
    rests_on = verdict["detail"].get("look_weeks") if verdict and verdict["verdict"] != NOT_YET_KNOWN else None
    if not rests_on and verdict and verdict["weeks_n"] > LOOKS_WEEKS[-1]:
        return f"the last look was after {LOOKS_WEEKS[-1]}"
    return f"the verdict rests on {rests_on}" if rests_on else f"looks after {listing([str(n) for n in LOOKS_WEEKS])}"


def _began(view: View, fix: Fix, verdict: Mapping | None) -> date | None:
    """When the rise began that it answers: the first of its signals, else the week in which its verdict finds the alarm."""
    signals = load.signals_on(view)
    own = signals.loc[signals["signal_id"].isin(fix.signals), "began_on"]
    alarm = verdict["detail"].get("base", {}).get("alarm") if verdict else None
    return min(own, default=date.fromisoformat(alarm) if alarm else None)


def _chart(view: View, fix: Fix, weeks: pd.DataFrame, began: date | None) -> None:
    parts.section("People per week", "Ink: people who complained of its topics. Dashed, with a band: what would be expected without the fix. "
                  "Hatched: not everything was collected.")
    shown = fix_weeks.around(weeks, began, fix.shipped_on)
    if shown.empty or not fix.topics:
        st.info("No complete week yet." if fix.topics else "It names no topic whose complaints could be counted.")
        return
    marks = [mark for mark in _marks(view, fix, began) if shown["start"].min() <= pd.Timestamp(mark.on) <= shown["start"].max() + pd.Timedelta(days=6)]
    with st.container(border=True):
        parts.chart(fix_charts.verdict(shown, marks, view.min_people, parts.theme(), 300 if parts.is_phone() else 560), "fixes_trend",
                    f"People per week who complained of what “{fix.title}” should bring down, beside what would be expected without it")


def _marks(view: View, fix: Fix, began: date | None) -> list[Mark]:
    """The rise, the shipping with its stages, and what else changed there, in the order of time."""
    stages = [Mark(on, f"shipped: {value}", True) for _, value, on in fix.stages] or ([Mark(fix.shipped_on, "shipped", True)] if fix.shipped_on else [])
    events = load.events_on(view)
    mine = events[events["touchpoint_id"].isna() | (events["touchpoint_id"] == fix.touchpoint_id)]
    others = [Mark(one.shipped_on, f"another fix: {one.title}") for one in load_fixes.every(view)
              if one.fix_id != fix.fix_id and one.shipped_on and set(one.topics) & set(fix.topics)]
    rise = [Mark(began, "the rise began")] if began else []
    return sorted([*rise, *stages, *(Mark(row.happened_on, row.title) for row in mine.itertuples()), *others], key=lambda mark: mark.on)


def _card(view: View, fix: Fix) -> None:
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    year = load_fixes.today(view).year
    parts.section("What it is")
    with st.container(border=True, gap="small"):
        said = [("Owner", fix.owner), ("Verifier", fix.verifier or "nobody yet"), ("Why it should help", fix.hypothesis),
                ("Complaints that should go", percent(fix.expected_fall) if fix.expected_fall else ""), ("Only for", ", ".join(f"{n}: {v}" for n, v in fix.scope)),
                ("Stages", ", ".join(f"{v} {day(on, year)}" for _, v, on in fix.stages)), ("Days", _days(fix, year))]
        for label, value in said:
            if value:
                st.markdown(f"**{label}** &nbsp;{plain(value, 500)}")
        if fix.touchpoint_id in names:
            parts.link("touchpoint", names[fix.touchpoint_id], {"tp": fix.touchpoint_id}, ":material/arrow_forward:")
        else:
            st.caption(plain(f"Touchpoint {fix.touchpoint_id} has left the taxonomy."))
        labels = load.every_topic(view).set_index("topic_id")["label"]
        for topic in fix.topics[:4]:
            parts.link("topic", str(labels.get(topic, topic))[:60], {"t": topic}, ":material/arrow_forward:")
        if len(fix.topics) > 4:
            st.caption(f"and {count(len(fix.topics) - 4, 'more topic')}")
        for signal in fix.signals[:3]:
            parts.link("signals", "The signal it answers", {"s": signal}, ":material/arrow_forward:")
        for i, url in enumerate(one for one in fix.links if is_web(one)):
            st.link_button(plain(url, 40), url, type="tertiary", icon=":material/open_in_new:", key=f"fixes_link_{i}")


def _days(fix: Fix, year: int) -> str:
    return ", ".join(f"{word} {day(on, year)}" for word, on in (("decided", fix.decided_on), ("begun", fix.started_on), ("due", fix.due_on)) if on)


def _said(view: View, fix: Fix, verdict: Mapping, weeks: pd.DataFrame, began: date | None) -> None:
    """What is missing, then plain facts, then what people said: beside one another, never one for the other."""
    answers = fix_tables.answers(load_fixes.answers_counted(view), fix.fix_id, view.min_people)
    facts = fix_words.facts(verdict, weeks, began, view.min_people)
    missing = [*verdict_words.reasons(verdict), *verdict_words.what_helps(verdict)]
    blocks = [("What is missing", missing, "Why nobody can say more yet."),
              ("Plain facts", facts, "What was counted. Not the effect of the fix: such rises fall by themselves too."),
              ("What complainants say", [answers] if answers else [], "Asked whether it is better now. Beside the verdict, never instead of it.")]
    blocks = [block for block in blocks if block[1]]
    if not blocks:
        return
    with st.grid(len(blocks), min_column_width=260):
        for title, lines, note in blocks:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.markdown(f"**{title}**")
                st.caption(note)
                st.text("\n".join(f"{line[:1].upper()}{line[1:].rstrip('.')}." for line in lines), width="stretch")


def _by_week(verdicts: pd.DataFrame, fix: Fix) -> None:
    frame = fix_tables.by_week(verdicts, fix)
    if len(frame):
        with st.expander(f"What was said in each of {count(len(frame), 'week')}"):
            st.caption("Verdicts are given after 4, 8 and 12 weeks. Asked every week without minding it, even a fix that does nothing would one day look like a success.")
            parts.table(frame, "fixes_weeks", "What was said of the fix in each week", {"Week": st.column_config.TextColumn(width=170)},
                        height=min(36 + 34 * len(frame), 36 + 34 * 12))
            parts.download(lambda: frame, f"{fix.fix_id}-weeks", "fixes_weeks_csv")


def _history(view: View, fix: Fix) -> None:
    parts.section("History", "Every change, newest first.")
    frame = fix_tables.history(load_fixes.log(view, fix.fix_id), view.workspace.settings.zone, load_fixes.today(view).year)
    parts.table(frame, "fixes_history", "Every change of this fix, newest first", {
        "When": st.column_config.TextColumn(width=110), "Who": st.column_config.TextColumn(width=120), "What": st.column_config.TextColumn(width=380),
        "Why": st.column_config.TextColumn(width=230)}, height=min(36 + 34 * max(1, len(frame)), 36 + 34 * 10))

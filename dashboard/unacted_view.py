"""What nobody acts on, and what is being done, where the reader stands: the whole of it on Fixes, the worst on Overview, one's own on Touchpoint and Topic."""
from __future__ import annotations

import streamlit as st

from dashboard import charts, fix_tables, load_fixes, parts, unacted_words
from dashboard.view import View
from dashboard.wording import days, plain
from pipeline.fixes import Fix

# Pixels of the columns shown: together what a screen 1280 pixels wide holds.
_WIDTHS = {"Topic": 222, "Waits for": 112, "Since": 78, "Why first": 178, "People": 60, "Replies": 62, "Owner": 134}
_MOST = 3


def whole(view: View) -> None:
    """The funnel, the list, and both by touchpoint. Replies move nothing in it."""
    found, today, k = load_fixes.waiting(view), load_fixes.today(view), view.min_people
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    parts.section("What nobody acts on", unacted_words.sentence(found.steps, found.waiting, k))
    if not found.steps["heard_n"].sum():
        return
    with st.container(border=True, gap="xsmall"):
        parts.chart(charts.funnel(unacted_words.funnel(found.steps, k), parts.theme()), "fixes_funnel", "People heard, and how far what they said has come")
        said = unacted_words.days_to(found.days)
        st.caption(plain(f"People of {days(found.first_day, found.last_day)}, each once a week and topic. A reply moves nobody along; a fix does. {said or ''}", 400))
    frame = unacted_words.waits(found.waiting, today, k)
    config = {name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()} | {
        "Topic": st.column_config.TextColumn(pinned=parts.is_phone(), width=150 if parts.is_phone() else _WIDTHS["Topic"]),
        "Replies": st.column_config.TextColumn(width=_WIDTHS["Replies"], help="The company's own answers in these threads: they are not a fix")}
    parts.table(frame, "fixes_waits", "Topics that wait, those that cannot wait first", config, None, "topic", "t", list(found.waiting["topic_id"]),
                height=min(36 + 34 * len(frame), 36 + 34 * 10))
    parts.download(lambda: frame, "waiting", "fixes_waits_csv")
    with st.expander("By touchpoint"):
        table = unacted_words.by_touchpoint(found.steps, found.waiting, names, today, k)
        parts.table(table.drop(columns="touchpoint_id"), "fixes_steps", "People at each step, by touchpoint", {"Touchpoint": st.column_config.TextColumn(width=150)},
                    None, "touchpoint", "tp", list(table["touchpoint_id"]), height=min(36 + 34 * len(table), 36 + 34 * 12))
        parts.download(lambda: table, "funnel", "fixes_steps_csv")


def worst(view: View) -> None:
    """For Overview: the few that cannot wait, each with the way to a fix; nothing where nothing does."""
    found = load_fixes.waiting(view)
    urgent = found.waiting[found.waiting["why"] != ""]
    if urgent.empty:
        return
    parts.section("What nobody acts on", unacted_words.sentence(found.steps, found.waiting, view.min_people))
    for row in urgent.head(_MOST).itertuples():
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.text(unacted_words.one(row, load_fixes.today(view), view.min_people), width="stretch")
            if isinstance(row.fix_id, str):
                parts.link("fixes", "Open the fix", {"f": row.fix_id}, ":material/arrow_forward:")
            else:
                parts.link("fixes", "Plan a fix", {"t": row.topic_id}, ":material/arrow_forward:")
    parts.link("fixes", "Everything that waits", icon=":material/arrow_forward:")


def at_touchpoint(view: View, touchpoint_id: str) -> None:
    """Its fixes, its line of the funnel, and the way to a new fix."""
    parts.section("What is being done", unacted_words.line(load_fixes.waiting(view).steps, touchpoint_id, view.min_people))
    _fixes(view, [fix for fix in load_fixes.every(view) if fix.touchpoint_id == touchpoint_id], "No fix is registered here.")
    parts.link("fixes", "Plan a fix", {"tp": touchpoint_id}, ":material/add:")


def at_topic(view: View, topic_id: str) -> None:
    """The fixes that should bring it down, and the way to a new one."""
    parts.section("What is being done")
    _fixes(view, [fix for fix in load_fixes.every(view) if topic_id in fix.topics], "No fix is registered for it.")
    parts.link("fixes", "Plan a fix", {"t": topic_id}, ":material/add:")


def _fixes(view: View, fixes: list[Fix], none: str) -> None:
    if not fixes:
        st.caption(none)
        return
    newest = fix_tables.latest(fixes, load_fixes.every_verdict(view))
    for fix in fix_tables.by_need(fixes)[:5]:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            parts.link("fixes", fix.title[:80], {"f": fix.fix_id}, ":material/arrow_forward:")
            verdict = fix_tables.said(fix, newest.get(fix.fix_id))
            st.caption(plain(fix.state + (f": {verdict}" if verdict not in ("–", fix.state) else "")), width="content")

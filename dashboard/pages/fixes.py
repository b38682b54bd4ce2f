"""What are we doing, and did it work?"""
from collections import Counter

import streamlit as st

from dashboard import fix_charts, fix_detail, fix_forms, fix_tables, fix_words, load, load_fixes, parts, unacted_view
from dashboard.fix_forms import Origin
from dashboard.view import View, current
from dashboard.wording import day, plain
from pipeline.fixes import Fix

_SHOWN = "all fixes; each is judged on everything that came in, whatever is filtered"
# Pixels of the columns shown: together what a screen 1280 pixels wide holds.
_WIDTHS = {"Fix": 196, "Touchpoint": 112, "Owner": 106, "State": 96, "Shipped": 62, "Verdict": 158, "Weeks": 50, "Avoided": 66}
_ON_A_PHONE = ("Fix", "State", "Verdict", "Shipped", "Weeks", "Avoided", "Touchpoint", "Owner")


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
        return None
    fixes = load_fixes.every(view)
    asked = st.query_params.get("f")
    fix = next((one for one in fixes if one.fix_id == asked), None)
    parts.top_line(view, _SHOWN)
    if fix:
        return fix_detail.draw(view, fix)
    fix_forms.said()
    newest = fix_tables.latest(fixes, load_fixes.every_verdict(view))
    if origin := _origin(view):
        return _plan(view, origin, fixes, newest)
    parts.title(fix_words.headline(Counter(one.state for one in fixes)), f"There is no fix {asked}." if asked else fix_words.capped(newest))
    if not fixes:
        return _nothing_yet(view)
    parts.figures(fix_words.figures(fixes, load_fixes.today(view)))
    _table(view, fixes, newest)
    _forest(fixes, newest)
    _plan_one(view)
    return unacted_view.whole(view)


def _origin(view: View) -> Origin | None:
    """What the address says a plan should begin with: a signal, a topic or a touchpoint; None: nothing that is known."""
    params, names, signals = st.query_params, load.names(view), load.signals_on(view)
    named = signals[signals["signal_id"] == params.get("s", "")]
    level, target = ("topic", params["t"]) if "t" in params else ("touchpoint", params.get("tp", ""))
    if len(named):
        level, target = named["level"].iloc[0], named["target_id"].iloc[0]
    is_known = len(named) or target in (names.topics if level == "topic" else names.touchpoints)
    topics = (target,) if level == "topic" and target in names.topics else ()
    title = f"Fix for “{names.of(level, target)}”"[:200] if len(named) or topics else ""
    return Origin(names.touchpoint(level, target) or next(iter(names.touchpoints)), topics, tuple(named["signal_id"]), title) if is_known else None


def _plan(view: View, origin: Origin, fixes: list[Fix], newest: dict) -> None:
    """The form, and below it what is being done there already."""
    parts.link("fixes", "All fixes", icon=":material/arrow_back:")
    parts.title("Plan a fix", "A change made upstream: who makes it, where, and which complaints should fall. The touchpoint's owner is filled in.")
    fix_forms.plan(view, origin)
    there = [fix for fix in fixes if fix.touchpoint_id == origin.touchpoint_id]
    if there:
        _table(view, there, newest, "Fixes there already")


def _plan_one(view: View) -> None:
    with st.expander("Plan a fix"):
        fix_forms.plan(view, Origin(next(iter(view.workspace.taxonomy.touchpoints)).id))


def _table(view: View, fixes: list[Fix], newest: dict, title: str = "All fixes") -> None:
    parts.section(title, "What needs a person first. Click one to open it.")
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    ordered = fix_tables.by_need(fixes)
    frame = fix_tables.register(ordered, newest, names, load_fixes.today(view).year, view.min_people)
    shown = frame[[*_ON_A_PHONE] if parts.is_phone() else [*_WIDTHS]]
    text = st.column_config.TextColumn
    config = {name: text(width=width) for name, width in _WIDTHS.items()} | {
        "Fix": text(pinned=parts.is_phone(), width=150 if parts.is_phone() else _WIDTHS["Fix"]),
        "Verdict": text(width=_WIDTHS["Verdict"], help="Against what would be expected without the fix; 95 % interval"),
        "Weeks": text(width=_WIDTHS["Weeks"], help="Weeks of evidence since it could show"),
        "Avoided": text(width=_WIDTHS["Avoided"], help="People not heard from who would be expected without the fix; only of a verified fall")}
    parts.table(shown, "fixes_table", "All fixes, what needs a person first", config, fix_tables.as_shown(shown, parts.theme()), "fixes", "f", list(frame["fix_id"]),
                height=min(36 + 34 * len(frame), 36 + 34 * 12))
    parts.download(lambda: fix_tables.export(ordered, newest, names, view.min_people), "fixes", "fixes_csv")


def _forest(fixes: list[Fix], newest: dict) -> None:
    rows = fix_tables.compared(fixes, newest)
    if rows.empty:
        return
    parts.section("Effects beside one another", "Complaints with the fix against those expected without it; line: 95 % interval. Left of the upright line: fewer. "
                  "Filled: a verdict. Hollow and dotted: not yet one.")
    with st.container(border=True):
        parts.chart(fix_charts.forest(rows, parts.theme(), parts.is_phone()), "fixes_forest", "Effect of each fix with its interval", "fixes", "f")


def _nothing_yet(view: View) -> None:
    """What registering one gives, and the three clicks."""
    st.markdown("A fix that is registered is asked of the counts every week: did complaints fall more than such rises fall by themselves? "
                "It says so, or says what is missing, and it reopens by itself when the complaints come back.")
    st.markdown("1. Open what rose: a signal, a touchpoint or a topic.\n2. Press **Plan a fix**: touchpoint, topics and owner are filled in.\n3. Press **Register the fix**.")
    st.caption(plain(fix_words.CAPPED, 400))
    for row in _up(view).head(3).itertuples():
        parts.link("fixes", f"Plan a fix for what rose since {day(row.began_on, view.as_of.year)}: {row.name}", {"s": row.signal_id}, ":material/arrow_forward:")
    _plan_one(view)
    unacted_view.whole(view)


def _up(view: View):
    frame = load.signals_on(view)
    return frame[frame["is_up"].astype(bool)]


draw(current())

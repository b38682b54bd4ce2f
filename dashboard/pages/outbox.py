"""What did we tell whom?"""
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import load_outbox, outbox_forms, outbox_view, outbox_words, parts
from dashboard.view import View, current
from dashboard.wording import plain
from pipeline.errors import CanaryError
from pipeline.mail.recipient import WEBHOOK
from pipeline.report import weeks
from pipeline.workspace import command

_SHOWN = "the Monday e-mail is of everything that came in, whatever is filtered"
_ROWS = 8


def draw(view: View) -> None:
    if token := st.query_params.get("unsubscribe"):
        return outbox_forms.leave(view, token)
    if not parts.has_complaints(view):
        return None
    owed, is_used, listed = load_outbox.owed(view), load_outbox.is_used(view), load_outbox.listed(view)
    parts.top_line(view, _SHOWN)
    parts.title(outbox_words.headline(owed, is_used))
    if is_used and not owed.is_well:
        st.error(f"Send it now: `{command(view.workspace.path, f'weekly --week {weeks.name_of(owed.monday)} --send')}`", icon=":material/error:")
    outbox_forms.said()
    table = outbox_words.weeks_table(load_outbox.made(view), load_outbox.counted(view), owed.monday, is_used, view.workspace.settings.zone)
    monday = _chosen(table)
    if monday is None:
        _nothing_yet(view)
    else:
        parts.figures(outbox_words.figures(listed, load_outbox.lines(view, monday), monday, load_outbox.next_due(view), view.workspace.settings.zone))
        _weeks(table)
        outbox_view.draw(view, monday)
    return _list(view, listed)


def _chosen(table: pd.DataFrame) -> date | None:
    """The week of the address, else the latest; None before the first."""
    known = list(table["monday"])
    try:
        asked = weeks.parse(st.query_params["week"]) if "week" in st.query_params else None
    except CanaryError:
        asked = None
    if "week" in st.query_params and asked not in known and known:
        st.caption(plain(f"There is no week “{st.query_params['week'][:20]}” here. Shown: the latest."))
    return asked if asked in known else known[0] if known else None


def _weeks(table: pd.DataFrame) -> None:
    parts.section("Weeks", "Click one to see who got it.")
    shown, n = table.drop(columns="monday"), st.column_config.NumberColumn
    text = st.column_config.TextColumn
    parts.pick(shown, "outbox_weeks", "Weeks, latest first", {
        "Week": text(pinned=parts.is_phone(), width=100), "Days": text(width=190), "Snapshot": text(width=150, help="When it was frozen"),
        **{name: n(width=90) for name in ("Sent", "Not sent", "Unsure")}}, None, "week", list(shown["Week"]), height=min(36 + 34 * len(shown), 36 + 34 * _ROWS))


def _nothing_yet(view: View) -> None:
    """What the mail is, and how the first one is made."""
    st.markdown("The Monday e-mail tells everybody who never opens this page what changed and what nobody acts on: one screen, frozen, sent once. "
                "Look at the first one, put somebody on the list below, then let a timer send it every Monday (docs/weekly.md):")
    st.code("\n".join((command(view.workspace.path, "weekly"), command(view.workspace.path, "weekly --send"))), language=None, wrap_lines=True)


def _list(view: View, listed: list[dict]) -> None:
    parts.section("Who gets it", "Everybody's edition, or only what one owner runs, with what they have to do.")
    if listed:
        frame, text = outbox_words.list_table(listed, view.workspace.settings.zone), st.column_config.TextColumn
        parts.table(frame, "outbox_list", "Who gets the Monday e-mail", {
            "Who": text(pinned=parts.is_phone(), width=110), "State": text(width=94), "Address": text(width=190), "Edition": text(width=150), "Language": text(width=76),
            "Zone": text(width=110), "Name": text(width=110), "Since": text(width=120)}, height=min(36 + 34 * len(frame), 36 + 34 * 12))
    else:
        st.caption("Nobody yet.")
    if view.workspace.settings.weekly.webhook:
        st.caption(plain(f"The same goes to a channel ({view.workspace.settings.weekly.webhook}), in the books as “{WEBHOOK}”."))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        outbox_forms.add(view)
        outbox_forms.remove(view, listed)
        outbox_forms.restore(view, listed)
        if listed:
            parts.download(lambda: outbox_words.list_table(listed, view.workspace.settings.zone), "recipients", "outbox_list_csv")


draw(current())

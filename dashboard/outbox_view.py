"""One week of the Outbox: who got what when, the mail as it reads, and its files."""
from __future__ import annotations

import re
from base64 import b64encode
from datetime import date

import streamlit as st

from dashboard import load_outbox, outbox_forms, outbox_words, parts
from dashboard.view import View
from dashboard.wording import plain
from pipeline.mail.compose import Mail
from pipeline.mail.recipient import LANGUAGES, Recipient
from pipeline.mail.writer import Writer
from pipeline.report import editions, weeks
from pipeline.report.snapshot import Snapshot

_FENCE = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'">'
_PREVIEW_PX = 720
_ROWS = 12


def draw(view: View, monday: date) -> None:
    name = weeks.name_of(monday)
    _who(view, monday, name)
    if (found := load_outbox.snapshot(view, monday)) is None:
        return st.info(f"No snapshot of {name} was made, so there is no mail to look at.")
    _preview(view, found)


def _who(view: View, monday: date, name: str) -> None:
    lines = load_outbox.lines(view, monday)
    parts.section(f"Who got {name}", outbox_words.MEANINGS)
    if not lines:
        return st.caption("Nobody was on the list.")
    zone, text = view.workspace.settings.zone, st.column_config.TextColumn
    frame = outbox_words.who_table(lines, zone)
    parts.table(frame, "outbox_who", f"Who got the mail of {name}, and how it went", {
        "Who": text(pinned=parts.is_phone(), width=110), "State": text(width=76), "Edition": text(width=140), "When": text(width=126), "Copies": st.column_config.NumberColumn(width=58),
        "By": text(width=66), "What the server said": text(width=270)}, height=min(36 + 34 * len(frame), 36 + 34 * _ROWS))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        outbox_forms.send_again(view, monday, lines)
        outbox_forms.arrived(view, monday, lines)
        parts.download(lambda: frame, f"mailings-{name}", "outbox_who_csv")


def _preview(view: View, snapshot: Snapshot) -> None:
    parts.section("The mail as it reads", "Frozen: the same week is never told twice in another way. Its links open this dashboard.")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        owner = st.selectbox("Edition", ["", *editions.owners(snapshot)], format_func=lambda o: o or "Everybody's", key="outbox_edition", width=260)
        language = st.selectbox("Language", LANGUAGES, format_func=lambda code: outbox_words.LANGUAGES[code], key="outbox_language", width=140)
    monday = weeks.parse(snapshot.week)
    mail = load_outbox.mail(view, monday, owner or "", language)
    st.text(f"Subject: {mail.subject}")
    as_html, as_text = st.tabs(["As HTML", "As plain text"])
    with as_html:
        st.iframe(framed(mail), height=_PREVIEW_PX, alt=f"The mail of {snapshot.week}")
    with as_text, st.container(height=_PREVIEW_PX):
        st.code(mail.text, language=None, wrap_lines=True)
    _files(load_outbox.writer(view, monday), load_outbox.reader(view, owner or "", language), snapshot.week)


def _files(writer: Writer, reader: Recipient, week: str) -> None:
    """What can be taken away, made when it is asked for."""
    with st.container(horizontal=True, gap="small"):
        for label, name, mime, make in (
            ("Mail (.eml)", f"{week}.eml", "message/rfc822", lambda: writer(reader).as_bytes()),
            ("Report to file or print", f"{week}-report.html", "text/html", lambda: writer.files(reader)[f"{week}-report.html"]),
            ("Facts (JSON)", f"{week}.json", "application/json", lambda: writer.files(reader)[f"{week}.json"]),
            ("What is due (.ics)", f"{week}.ics", "text/calendar", lambda: writer.files(reader)[f"{week}.ics"]),
        ):
            st.download_button(label, make, name, mime, key=f"outbox_{mime}", on_click="ignore", type="tertiary", icon=":material/download:")
    st.caption(plain("The same files, a mail for each recipient among them: python -m pipeline weekly --out DIR", 200))


def framed(mail: Mail) -> str:
    """The HTML as a data: address: a page of its own that cannot reach this one, run a script or ask another server. Pictures are put in."""
    html = re.sub(r"cid:([^\"'\s>]+)", lambda found: _picture(mail, found[1]), mail.html)
    head = html.lower().find("<head>")
    fenced = html[: head + 6] + _FENCE + html[head + 6:] if head >= 0 else _FENCE + html
    return f"data:text/html;charset=utf-8;base64,{b64encode(fenced.encode()).decode()}"


def _picture(mail: Mail, cid: str) -> str:
    return f"data:image/png;base64,{b64encode(mail.pictures[cid]).decode()}" if cid in mail.pictures else "data:,"

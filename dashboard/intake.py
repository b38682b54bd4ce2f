"""The form of the Import page: what is given, and what is what in it. Every guess can be mended."""
from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st

from dashboard import mapping, parts
from dashboard.upload import LINES, PARAGRAPHS, TABLE, Given, Looked, how_pasted, pasted
from dashboard.view import View
from dashboard.wording import listing
from pipeline.collect import Asked
from pipeline.rows import FIELDS, REQUIRED
from pipeline.sources.file import FORMATS

_UPLOAD, _PASTE = "Upload a file", "Paste"
_MOST_CHARS = 1_000_000
_LABELS = {
    "posted_at": "When it was said", "text": "The complaint's words", "post_id": "Id of the post", "author": "Author", "channel": "Channel",
    "language": "Language", "url": "Link", "in_reply_to": "Id of the post it replies to", "conversation": "Id of its thread", "is_company": "Is it the company's own?", "followers": "Followers", "likes": "Likes", "reposts": "Reposts"}
_PERSONAL = ("text", "author", "post_id", "in_reply_to", "conversation", "url")
_CHANNELS = ("e-mail", "phone note", "counter note", "survey", "review", "x")
_DATES = {None: "not used, or not known", True: "day first (3 April)", False: "month first (4 March)"}


def ask_for_complaints(view: View) -> Given | None:
    """What was uploaded or pasted; None while there is nothing. A finished import empties both."""
    round_n = st.session_state.setdefault("import_round", 0)
    how = st.radio("How", (_UPLOAD, _PASTE), horizontal=True, key="import_how", label_visibility="collapsed")
    if how == _UPLOAD:
        file = st.file_uploader("A table with a line of headings, or JSON lines", [*FORMATS], key=f"import_file_{round_n}")
        return Given(file.name, file.getvalue()) if file else None
    text = st.text_area("A table copied from a spreadsheet, or the complaints themselves", key=f"import_text_{round_n}", height=180, max_chars=_MOST_CHARS)
    if not text.strip():
        return None
    kinds = (TABLE, LINES, PARAGRAPHS)
    with st.container(horizontal=True):
        kind = st.selectbox("This is", kinds, index=kinds.index(how_pasted(text)), key=f"import_kind_{round_n}_{hash(text)}", width=320)
        day = view.as_of.astimezone(view.workspace.settings.zone).date()
        if kind != TABLE:
            day = st.date_input("Said on", day, max_value=day, format="DD/MM/YYYY", key=f"import_day_{round_n}", width=200)
    return pasted(text, kind, day)


def ask_what_is_what(view: View, given: Given, looked: Looked, stamp: str) -> Asked | None:
    """What the person says of the columns and of the file; None while a required answer is missing, which is then said."""
    parts.section("What is what", "Guessed from the headings and the first rows; mend what is wrong." if given.is_table else None)
    with st.container(border=True):
        if not given.is_table:
            with st.grid(4, min_column_width=170):
                source, channel = _source(view, given, stamp), _channel(view, stamp)
            columns, attributes, dates, zone = {"text": "text", "posted_at": "posted_at"}, [], None, view.workspace.settings.zone
        else:
            columns, source, channel = _ask_columns(view, given, looked, stamp)
            attributes, dates, zone = _ask_values(view, looked, columns, stamp)
    if said := _missing(columns, source):
        return st.info(said) and None
    return Asked(source.strip(), columns, tuple(attributes), (channel or "").strip() or None, zone, dates)


def _ask_columns(view: View, given: Given, looked: Looked, stamp: str) -> tuple[dict[str, str], str | None, str | None]:
    """field -> column ("" for none), source, channel."""
    guessed = mapping.guess(looked.columns, [row.values for row in looked.first], view.workspace.settings.zone)
    with st.grid(4, min_column_width=170):
        columns = {field: _column(field, looked, guessed, stamp) for field in ("text", "posted_at")}
        source, channel = _source(view, given, stamp), _channel(view, stamp)
    others = [field for field in FIELDS if field not in REQUIRED]
    named = [_LABELS[field].lower() for field in others if field in guessed]
    with st.expander(f"More columns: {listing(named, 5) if named else 'author, id, channel and others'}"), st.grid(3, min_column_width=200):
        return columns | {field: _column(field, looked, guessed, stamp) for field in others}, source, channel


def _ask_values(view: View, looked: Looked, columns: dict[str, str], stamp: str) -> tuple[list[str], bool | None, ZoneInfo]:
    """Attributes, whether dates are day first, the zone of times."""
    zone, personal = view.workspace.settings.zone, {columns[field] for field in _PERSONAL}
    times = [row.values.get(columns["posted_at"], "") for row in looked.first]
    with st.grid(3, min_column_width=200):
        attributes = st.multiselect(
            "Columns to filter by", [name for name in looked.columns if name and name not in personal], key=f"import_attributes_{stamp}",
            placeholder="None", select_all=False, help="Such as region or product. Nothing that tells who somebody is.")
        dates = st.selectbox("Dates like 03/04/2026 are", list(_DATES), key=f"import_dates_{stamp}", format_func=_DATES.get,
                             index=list(_DATES).index(mapping.day_first(times)))
        zones = sorted({zone.key, *available_timezones()})
        chosen = st.selectbox("Times without a zone are in", zones, index=zones.index(zone.key), key=f"import_zone_{stamp}")
    return attributes, dates, ZoneInfo(chosen)


def _column(field: str, looked: Looked, guessed: dict[str, str], stamp: str) -> str:
    """The column chosen for a field; "" is none."""
    options = ["", *(name for name in looked.columns if name)]
    empty = "choose a column" if field in REQUIRED else "none"
    return st.selectbox(_LABELS[field], options, index=options.index(guessed.get(field, "")), key=f"import_{field}_{stamp}",
                        format_func=lambda name: name or empty)


def _source(view: View, given: Given, stamp: str) -> str | None:
    """Where it is from: one of the known names, or a new one; at first the file's."""
    suggested = " ".join(Path(given.name).name.partition(".")[0].replace(":", " ").split())[:60] or "upload"
    options = list(dict.fromkeys([suggested, *view.choices["sources"]]))
    return st.selectbox("Source", options, key=f"import_source_{stamp}", accept_new_options=True,
                        help="A name for where these come from. Give the same file the same name: then a second import adds nothing.")


def _channel(view: View, stamp: str) -> str | None:
    options = list(dict.fromkeys([*view.choices["channels"], *_CHANNELS]))
    return st.selectbox("Channel of rows without one", options, index=None, key=f"import_channels_{stamp}", accept_new_options=True,
                        placeholder="as the source")


def _missing(columns: dict[str, str], source: str | None) -> str:
    if not columns["text"] or not columns["posted_at"]:
        missing = [name for field, name in (("text", "the complaint's words"), ("posted_at", "when it was said")) if not columns[field]]
        return f"Choose the column with {' and the one with '.join(missing)}."
    if not (source or "").strip():
        return "Name the source."
    return "A source's name cannot hold a colon." if ":" in source else ""

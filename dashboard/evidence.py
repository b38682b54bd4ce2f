"""Complaints to read. Text of the public is hostile: it is shown by st.text alone, which formats nothing and follows nothing."""
from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard import load, load_chains, thread_card
from dashboard.parts import download, turn_pages
from dashboard.view import View
from dashboard.wording import count, day, number, percent, plain

Menu = Callable[[View, dict, str], None]
"""Draws, beside a quote, what may be said of it: menu(view, row, key)."""
_PAGE_ROWS = 10
_EXPORT_ROWS = 5000
_LONG_CHARS = 700
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@st.fragment
def evidence_list(view: View, name: str, title: str = "What people say", menu: Menu | None = None, **wanted) -> None:
    """A searched and paged list of complaints, latest first. name: the page's; menu: what may be said of each; wanted: as of complaints.evidence."""
    words_key, page_key = f"{name}_words", f"{name}_page"
    total_n = load.evidence_n(view, **wanted)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(title, anchor=False, width="content")
        words = st.text_input("Search in the words", key=words_key, placeholder="Search in the words", label_visibility="collapsed", type="search",
                              on_change=_first_page, args=(page_key,), width=280, max_chars=80) or ""
    wanted = wanted | ({"words": words.strip()} if words.strip() else {})
    n = load.evidence_n(view, **wanted) if words.strip() else total_n
    pages_n = max(1, -(-n // _PAGE_ROWS))
    page = min(int(st.session_state.get(page_key) or 1), pages_n)
    st.caption(_counted(n, total_n, page, bool(words.strip())))
    rows = load.evidence(view, _PAGE_ROWS, (page - 1) * _PAGE_ROWS, **wanted)
    threads = load_chains.of_posts(view, tuple(row["post_id"] for row in rows))
    for row in rows:
        quote(view, row | {"thread": threads.get(row["post_id"])}, f"{name}_quote_{row['post_id']}", menu)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        turn_pages(pages_n, page_key)
        if n:
            download(lambda: _export(view, wanted), f"{name}-complaints", f"{name}_evidence_csv")


def quote(view: View, row: dict, key: str, menu: Menu | None = None) -> None:
    """One complaint as a quote with where it comes from, and a menu of what may be said of it.

    row: as of complaints.evidence, and where its thread is told of, `thread` of load_chains.of_posts.
    """
    with st.container(border=True, gap="xsmall", key=_css_key(key)):
        text = row["text"].translate(_BIDI).strip()
        st.text(f"“{text if len(text) <= _LONG_CHARS else text[:_LONG_CHARS] + ' …'}”", width="stretch")
        if len(text) > _LONG_CHARS:
            with st.expander("The rest of it"):
                st.text("… " + text[_LONG_CHARS:], width="stretch")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(meta(view, row), 300), width="content")
            if is_web(row["url"]):
                st.link_button("Open the post", row["url"], type="tertiary", icon=":material/open_in_new:")
            if menu:
                menu(view, row, key)
        if row.get("thread"):
            thread_card.draw(view, row, key)


def short_quote(text: str, most_chars: int = 180) -> str:
    """A complaint as one line of plain text, for st.text alone."""
    line = " ".join(text.translate(_BIDI).split())
    return f"“{line if len(line) <= most_chars else line[:most_chars] + ' …'}”"


def meta(view: View, row: dict) -> str:
    """Channel, source, day, touchpoint and how sure, further topics, reposts: one plain line."""
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    known = names.get(row["touchpoint_id"])
    where = [row["channel"]] if row["channel"] == row["source"] else [row["channel"], row["source"]]
    sure = f"{known}, {percent(row['touchpoint_confidence'])} sure" if known else "touchpoint unclear"
    copies = [f"repeated {count(row['copies_n'], 'time')}, counted once"] if row["copies_n"] else []
    return " · ".join([day(row["day"]), *where, sure, *_also(view, row), *copies])


def _also(view: View, row: dict) -> list[str]:
    """The further topics of a complaint with several problems."""
    labels = load.names(view).topics if row.get("also") else {}
    return [f"also “{labels[topic]}”, {percent(part)}" for topic, part in row.get("also") or () if topic in labels]


def is_web(url: str | None) -> bool:
    """Only http and https may be followed."""
    try:
        return bool(url) and urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _export(view: View, wanted: dict) -> pd.DataFrame:
    rows = load.evidence(view, _EXPORT_ROWS, **wanted)
    names = ["post_id", "posted_at", "source", "channel", "language", "text", "severity", "topic_id", "topic_confidence", "touchpoint_id",
             "touchpoint_confidence", "url"]
    return pd.DataFrame([{name: row[name] for name in names} for row in rows], columns=names)


def _counted(n: int, total_n: int, page: int, is_searched: bool) -> str:
    if not n:
        return "None with these words." if is_searched else "None in this period."
    first = (page - 1) * _PAGE_ROWS + 1
    of = f"{number(n)} of {count(total_n, 'complaint')} with these words" if is_searched else count(n, "complaint")
    return f"{number(first)}–{number(min(n, first + _PAGE_ROWS - 1))} of {of}, latest first. Personal data is replaced, as in \\[phone\\]."


def _first_page(page_key: str) -> None:
    st.session_state[page_key] = 1


def _css_key(key: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in key)

"""What did people try before going public?"""
import streamlit as st

from dashboard import chain_view, chain_words, load, load_chains, open_data, parts, thread_endings
from dashboard.load_chains import ANY, Of
from dashboard.view import View, current
from dashboard.wording import plain


def draw(view: View) -> None:
    if not parts.has_complaints(view):
        return None
    if not load_chains.is_read(view):
        return _unread(view)
    of, about = _narrowed(view)
    shown = chain_view.shown(load_chains.in_public(view), of)
    parts.top_line(view)
    if not shown.people_n:
        return _all_private(view, of)
    parts.title(chain_words.headline(shown.attempts, shown.people_n, shown.care, shown.name_of, view.min_people), chain_words.READ_FROM)
    if about:
        _about(about)
    chain_view.figures(shown)
    if not shown.attempts.empty:
        chosen = chain_view.chosen(shown)
        chain_view.flow_chart(shown, chosen)
        chain_view.steps(shown, chosen)
        if chosen:
            chain_view.evidence(shown, chosen)
        chain_view.care(shown)
    thread_endings.section(view, "chains", of)
    if of == ANY:
        open_data.section(shown.view)
    return None


def _unread(view: View) -> None:
    parts.head(view, "Threads have not been read yet.")
    st.markdown("What was tried before and how threads ended is read by the next run:")
    st.code(f"python -m pipeline --workspace {view.workspace.path} run", language="bash", wrap_lines=True)


def _all_private(view: View, of: Of) -> None:
    """Of what came in private, how it ended can still be told."""
    parts.title("Nothing of this went public.", "E-mails, phone notes and the like reach the company alone, so there is no chain to the public square.")
    return thread_endings.section(view, "chains", of) if load_chains.heard(view, of)[1] else parts.nothing_here(view, "chains")


def _narrowed(view: View) -> tuple[Of, str | None]:
    """The topic and the touchpoint of the address, where there are such, and what they are called."""
    names = load.names(view)
    topic_id, touchpoint_id = (asked if asked in known else None for asked, known in (
        (st.query_params.get("t"), names.topics), (st.query_params.get("tp"), names.touchpoints)))
    called = [f"“{names.topics[topic_id]}”"] if topic_id else []
    called += [names.touchpoints[touchpoint_id]] if touchpoint_id else []
    return (topic_id, touchpoint_id), " and ".join(called) or None


def _about(about: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(f"Only complaints about {about}.", 200), width="content")
        parts.link("chains", "All complaints", icon=":material/close:")


draw(current())

"""What would a person's minute improve, and may I publish?"""
import streamlit as st

from dashboard import deciding, load, load_models, parts, topic_history, work_candidate, work_cards, work_fit, work_words
from dashboard.view import View, current
from dashboard.wording import count, day, number, percent, share
from pipeline.learn import gate
from pipeline.learn.comparison import Comparison
from pipeline.records import Filters

_MOST_DECISIONS = 50


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
        return
    parts.top_line(view, "questions and models are about everything; the filters do not narrow them")
    candidate, found, questions = load_models.candidate(view), work_fit.drifted(view), load_models.questions(view)
    parts.title(work_words.headline(len(questions), found, _waits(view, candidate)))
    parts.model_line(view)
    is_busy = work_candidate.is_busy(view)
    work_candidate.outcome()
    deciding.said()
    parts.figures(_figures(view, found))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        parts.section("Questions", "What helps most first. Keys: 1 to 9 answer, s skips, u takes back.")
        work_cards.draw(view)
    with right:
        work_fit.drift_chart(view, found)
        if not is_busy:
            work_candidate.train_button(view, found is not None and found.is_time)
    if not is_busy:
        work_candidate.draw(view, candidate)
    work_fit.draw(view)
    if not is_busy:
        work_candidate.history(view)
    _decisions(view)


def _waits(view: View, candidate) -> str:
    if candidate is None:
        return ""
    if not candidate["comparison"]:
        return "A candidate waits; it was not compared yet."
    return work_words.waits(sum(not rule.is_met for rule in gate.check(Comparison.from_dict(candidate["comparison"]), view.workspace.settings.publish)))


def _figures(view: View, found) -> list[tuple[str, str, str | None]]:
    counts, card = load.totals(view, ("touchpoint_id",), Filters()), load_models.card(view, load_models.published(view) or "")
    total_n, unclear_n = counts["complaints_n"].sum(), counts[counts["touchpoint_id"].isna()]["complaints_n"].sum()
    doubtful_n, rows = load_models.doubtful(view)["links_n"].sum(), load_models.holding(view)
    learned = day(_learned(view, card)) if card.get("made_at") else "–"
    return [
        ("Doubtful links", number(doubtful_n), share(doubtful_n, total_n) + " of complaints"),
        ("Touchpoint unclear", share(unclear_n, total_n), f"of {count(int(total_n), 'complaint')}"),
        ("Far from every topic", percent(found.share) if found and found.share is not None else "–", f"{percent(found.usual)} when learned" if found else "not known yet"),
        ("Decisions that hold", number(len(rows)), f"by {count(len({row['by'] for row in rows}), 'person', 'people')}" if rows else "nobody yet"),
        ("Learned", learned, f"{number(card['complaints_n'])} complaints" if card.get("complaints_n") else None)]


def _learned(view: View, card):
    from datetime import datetime

    return datetime.fromisoformat(card["made_at"]).astimezone(view.workspace.settings.zone).date()


def _decisions(view: View) -> None:
    rows = load_models.decisions(view)
    parts.section("What people decided", "Every retraining obeys it. Newest first.")
    if not rows:
        return st.caption("Nothing yet. Questions above, and “Correct” on topics and complaints, write here.")
    with st.expander(count(len(rows), "decision"), key="workbench_decided"):
        topic_history.decided(view, rows, "workbench_decisions", _MOST_DECISIONS)
    return None


draw(current())

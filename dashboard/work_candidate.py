"""The candidate beside the published model: train one, read what would change, publish it, go back. Everything long runs in the background."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import deciding, load, load_models, model_jobs, parts, who, work_tables, work_words
from dashboard.evidence import quote
from dashboard.view import View
from dashboard.wording import count, day, number, percent, plain
from pipeline.learn import gate
from pipeline.learn.comparison import Comparison
from pipeline.learn.gate import Rule
from pipeline.learn.keeping import stack
from pipeline.records import Filters

_OUTCOME = "workbench_outcome"
_WHY_CHARS = 300


def is_busy(view: View) -> bool:
    """Whether a model is trained or published right now; its progress is drawn."""
    path = view.workspace.path
    if (job := model_jobs.held(path)) and job.job.is_done:
        st.session_state[_OUTCOME] = (job.what, model_jobs.take(path))
    if not (job := model_jobs.held(path)):
        return False
    _progress(view)
    return True


def outcome() -> None:
    """How the last job ended, once."""
    what, problem = st.session_state.pop(_OUTCOME, ("", ""))
    if problem:
        st.error(plain(f"{what} did not work. {problem}", 800))
    elif what:
        st.success(f"{what} is done.")


@st.fragment(run_every=1.0)
def _progress(view: View) -> None:
    job = model_jobs.held(view.workspace.path)
    if job is None or job.job.is_done:
        st.rerun()
    st.progress(job.share, f"{job.said}. It goes on when you leave this page.")


def train_button(view: View, is_time: bool) -> None:
    """Begin a training; what comes of it is a candidate, nothing that is shown changes."""
    with st.popover("Train a candidate …", type="primary" if is_time else "secondary", icon=":material/model_training:", key="workbench_train"):
        st.text("A model is learned from all complaints and from what people decided. Nothing changes on any page until it is published.", width="stretch")
        name = who.name("workbench_train")
        if st.button("Train", key="workbench_do_train", type="primary"):
            _begin(view, "Training", [["train", f"--by={name}"]], name)


def draw(view: View, row: Mapping | None) -> None:
    """row: the candidate's of the table `models`, None: none waits."""
    parts.section("Candidate", "A model that waits. Nothing on any page changes until it is published.")
    if row is None:
        return st.caption("None waits.")
    if not row["comparison"]:
        st.caption(f"{row['version']} was not compared yet.")
        if st.button("Compare it with the published model", key="workbench_do_compare"):
            _begin(view, "Comparing", [["compare", row["version"]]], "-")
        return None
    comparison = Comparison.from_dict(row["comparison"])
    found = gate.check(comparison, view.workspace.settings.publish)
    st.text(work_words.candidate(comparison, found, work_tables.fates_n(comparison)), width="stretch")
    _rules(found)
    _publish(view, row["version"], [rule for rule in found if not rule.is_met])
    _fates(comparison)
    _measures(comparison)
    _moves(view, comparison)
    return None


def _rules(found: Sequence[Rule]) -> None:
    """Each rule with a word and a shape beside it, those not met first."""
    with st.container(border=True, gap="small"):
        for rule in sorted(found, key=lambda rule: rule.is_met):
            with st.container(horizontal=True, gap="small", vertical_alignment="top"):
                st.badge("met" if rule.is_met else "not met", icon=":material/check:" if rule.is_met else ":material/warning:", color="gray" if rule.is_met else "orange")
                st.text(work_words.rule(rule), width="stretch")


def _publish(view: View, version: str, unmet: Sequence[Rule]) -> None:
    with st.popover("Publish …", type="primary" if not unmet else "secondary", icon=":material/publish:", key=f"workbench_publish_{version}"):
        st.text("Complaints are assigned anew in the background; every page keeps the old model until all are ready. It can be taken back.", width="stretch")
        name = who.name("workbench_publish")
        why = st.text_input("Why all the same" if unmet else "Note (optional)", key=f"workbench_publish_why_{version}", max_chars=_WHY_CHARS) or ""
        if unmet:
            st.caption(plain(f"{count(len(unmet), 'rule is', 'rules are')} not met: {', '.join(rule.name for rule in unmet)}. Publishing needs your reason; it is kept.", 300))
        if st.button("Publish", type="primary", key=f"workbench_do_publish_{version}"):
            if unmet and not why.strip():
                st.error("Say why in a few words: a rule is not met.")
            else:
                _begin(view, "Publishing", [["publish", version, f"--by={name}", *([f"--why={why}"] if why.strip() else [])]], name)


def _fates(comparison: Comparison) -> None:
    frame, kept_n = work_tables.fates(comparison)
    st.markdown("**What becomes of the topics**")
    text = st.column_config.TextColumn
    if len(frame):
        parts.table(frame, "workbench_fates", "What becomes of the topics that change", {
            "Topic": text(width=280), "What becomes of it": text(width=130), "Share": text(width=70, help="Of its complaints: those that go there, come from there or stay"),
            "With": text(width=280)}, height=min(36 + 34 * len(frame), 36 + 34 * 12))
    if kept_n:
        st.caption(f"{count(kept_n, 'topic goes', 'topics go')} on with nine in ten of {'its' if kept_n == 1 else 'their'} complaints or more.")


def _measures(comparison: Comparison) -> None:
    frame = work_tables.measures(comparison)
    st.markdown("**Measured of each alone**")
    text = st.column_config.TextColumn
    parts.table(frame, "workbench_measures", "Measures of the candidate and the published model", {
        "Measure": text(width=290, pinned=parts.is_phone()), "Candidate": text(width=250), "Published": text(width=250)}, height=36 + 34 * len(frame))


def _moves(view: View, comparison: Comparison) -> None:
    """The largest flows and twenty complaints that go along them."""
    title = f"{count(comparison.moved_n, 'complaint moves', 'complaints move')} ({percent(comparison.moved_share)}); {number(len(comparison.to_read))} of them to read"
    with st.expander(title):
        parts.table(work_tables.flows(comparison), "workbench_flows", "The largest moves", {name: st.column_config.TextColumn(width=260) for name in ("From", "To")})
        labels = {fate.topic_id: fate.label for fate in comparison.fates}
        rows = {row["post_id"]: row for row in load.evidence(view, 100, filters=Filters(), post_ids=tuple(one.post_id for one in comparison.to_read))}
        for one in (one for one in comparison.to_read if one.post_id in rows):
            st.caption(plain(f"From “{labels.get(one.from_id, 'no topic')}” to “{labels.get(one.to_id, 'no topic')}”", 240))
            quote(view, rows[one.post_id], f"workbench_moved_{one.post_id}")


def history(view: View) -> None:
    """What was published when, and the way back."""
    made = load_models.publications(view)
    if not made:
        return
    parts.section("What was published", "Newest first. Going back keeps every decision, signal and fix.")
    text = st.column_config.TextColumn
    frame = work_tables.publications(made, view.workspace.settings.zone)
    parts.table(frame, "workbench_publications", "Publications", {"When": text(width=110), "Model": text(width=150), "What": text(width=110), "By": text(width=120), "Why": text(width=380)},
                height=min(36 + 34 * len(frame), 36 + 34 * 6))
    if before := stack(made)[-2::-1]:
        _roll_back(view, before)


def _roll_back(view: View, before: Sequence[str]) -> None:
    at = {row["version"]: day(row["at"].astimezone(view.workspace.settings.zone).date()) for row in load_models.publications(view)}
    with st.popover("Go back …", icon=":material/undo:", key=f"workbench_rollback_{len(at)}_{before[0]}"):
        version = st.selectbox("To the model", list(before), format_func=lambda one: f"{one}, published {at[one]}", key="workbench_rollback_to")
        name, why = who.name("workbench_rollback"), st.text_input("Why (optional)", key="workbench_rollback_why", max_chars=_WHY_CHARS) or ""
        if st.button("Go back", type="primary", key="workbench_do_rollback"):
            _begin(view, "Going back", [["rollback", version, f"--by={name}", *([f"--why={why}"] if why.strip() else [])]], name)


def _begin(view: View, what: str, verbs: Sequence[Sequence[str]], name: str) -> None:
    if not name:
        return st.error(deciding.NAMELESS)
    usual_s = load_models.usual_seconds(view, [words[0] for words in verbs])
    if not model_jobs.begin(view.workspace.path, what, verbs, usual_s):
        return st.error("A model is being trained or published right now; wait until that is done.")
    st.rerun()

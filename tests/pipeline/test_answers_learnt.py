"""What people answer of complaints teaches the filter and the severity; what is forgotten leaves them."""
from __future__ import annotations

from deciding import AS_OF, members

from pipeline.complaint_filter import load_filter
from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.kept import forget_answers
from pipeline.severity_reading import load_severity
from pipeline.store import posts


def test_a_severity_that_a_person_said_is_learnt(trained):
    post = members(trained, "t-001")[0]
    [text] = posts.texts(trained.store, [post]).values()
    before = load_severity(trained).predict_proba([text])[0]
    decide.add(trained, Decision("severity", posts=(post,), value="3"), "ana", "", AS_OF)
    assert load_severity(trained).predict_proba([text])[0][3] > before[3]


def test_only_models_that_learnt_from_answers_go_when_something_is_forgotten(trained):
    decide.add(trained, Decision("severity", posts=(members(trained, "t-001")[0],), value="3"), "ana", "", AS_OF)
    load_filter(trained), load_severity(trained)
    forget_answers(trained.models)
    assert list((trained.models / "complaint").glob("*/m-*")) and not list((trained.models / "severity").glob("*/m-*"))

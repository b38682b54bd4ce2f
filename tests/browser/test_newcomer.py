"""From nothing to a dashboard that follows what comes in, with the page open all the while."""
import shutil

import pytest
from hostile_complaints import ordinary, write
from on_page import headline

from pipeline.workspace import init_workspace

pytestmark = pytest.mark.browser


def test_a_page_with_nothing_to_show_names_the_next_command(visit, serve, tmp_path_factory):
    path = tmp_path_factory.mktemp("new") / "workspace"
    page = visit(serve(path))
    assert "python -m pipeline demo" in page.get_by_test_id("stCode").first.inner_text()
    init_workspace(path, "telecom", {"brand": {"name": "Acme"}})
    page.reload(wait_until="commit")
    assert headline(visit.drawn()) == "Nothing has come in yet."
    assert f"--workspace {path} import FILE" in page.get_by_test_id("stCode").inner_text()


def test_an_open_page_shows_what_came_in_meanwhile_after_a_reload(visit, serve, hostile, pipeline_run, tmp_path_factory):
    path = shutil.copytree(hostile.path, tmp_path_factory.mktemp("live") / "workspace")
    page = visit(f"{serve(path)}/data")
    assert headline(page).startswith("182 posts came in, ")
    file = path.parent / "more.csv"
    write(file, [f"{text} It is the second time." for text in ordinary(20)], "later")
    pipeline_run(path, "import", file, "--source", "more", "--map", "post_id=id,text=body,posted_at=created,channel=where", "--attributes", "area")
    pipeline_run(path, "run")
    page.reload(wait_until="commit")
    assert headline(visit.drawn()).startswith("202 posts came in, ") and "wait for a run" not in headline(page)

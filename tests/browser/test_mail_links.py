"""The Monday e-mail in the browser: it fits, and each of its addresses leads to what it names."""
from datetime import date

import pytest
from on_page import Visit, headline

from pipeline.mail.compose import pattern
from pipeline.mail.letter import Links, letter
from pipeline.report import run

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(sample):
    """The sample's last week, read and not kept: other tests share the workspace."""
    return run.made(sample, date(2026, 11, 9))


@pytest.mark.parametrize("width, scheme", [(360, "light"), (700, "dark")])
def test_a_mail_fits_a_narrow_and_a_wide_view(browser, report, width, scheme):
    mail = pattern(letter(report, Links("https://canary.example.com"))).fill("You get this as Ann.", "https://canary.example.com/outbox?unsubscribe=a")
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True) as context:
        page = context.new_page()
        page.set_content(mail.html)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        ground = page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 19, 22)"}[scheme]


def test_every_address_of_a_mail_leads_to_what_it_names(browser, serve, sample, report):
    said = letter(report, Links(serve(sample.path)))
    entries = [(entry.link, entry.title) for section in said.sections for entry in section.entries]
    rows = [(row.link, row.name) for row in said.rows[:2]]
    with browser.new_context() as context:
        visit = Visit(context.new_page())
        for link, name in [*entries, *rows, (said.home, "")]:
            page = visit(link)
            assert name in headline(page) or page.get_by_text(name).count(), link
        assert visit.errors == []

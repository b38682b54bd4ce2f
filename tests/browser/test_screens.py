"""Every page of the sample, at a desk in the light and on a phone in the dark."""
import pytest
from on_page import PHONE_DARK, WIDE, Visit, drawn_words, headline

pytestmark = pytest.mark.browser
PAGES = ("Overview", "Signals", "Fixes", "Touchpoint", "Topics", "Topic", "Failure chains", "Fairness", "Workbench", "Outbox", "Data", "Import")
# A slider writes its value above its thumb, not on it: the thumb is not the ground of those words.
MEASURE = """() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
  const over = (top, under) => [0, 1, 2].map((i) => (top[i] * top[3] + under[i] * (255 - top[3])) / 255);
  const behind = (one) => { const own = one ? rgba(getComputedStyle(one).backgroundColor) : [255, 255, 255, 255];
    return own[3] === 255 ? own : over(own, behind(one.parentElement)); };
  const light = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => { const v = colour[i] / 255;
    return sum + part * (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); }, 0);
  const ratio = (one) => { const style = getComputedStyle(one), under = behind(one), svg = one.closest('.main-svg');
    const ink = rgba(svg ? style.fill : style.color), [a, b] = [light(over(ink, under)), light(under)]; return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
  const spoken = [...document.querySelectorAll('[data-testid=stMain] *, [data-testid=stSidebar] *')].filter((one) => one.checkVisibility()
    && !one.closest('canvas, [disabled], [aria-hidden=true], [data-testid=stSliderThumbValue]') && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return {width: document.scrollingElement.scrollWidth, ground: light(behind(document.querySelector('[data-testid=stMain]'))), spoken_n: spoken.length,
    faint: spoken.filter((one) => ratio(one) < 4.5).map((one) => one.textContent.slice(0, 30) + ' ' + ratio(one).toFixed(1))};
}"""


@pytest.fixture(scope="module")
def tour(browser, serve, sample):
    """tour(screen) -> what was measured on each page, and the tab that saw them all."""
    def take(screen: dict) -> tuple[dict[str, dict], Visit]:
        with browser.new_context(**screen) as context:
            visit = Visit(context.new_page())
            visit(serve(sample.path))
            return {name: visit.named(name).evaluate(MEASURE) for name in PAGES}, visit
    return take


@pytest.fixture(scope="module")
def at_a_desk(tour):
    return tour(WIDE)


@pytest.fixture(scope="module")
def on_a_phone(tour):
    return tour(PHONE_DARK)


@pytest.mark.parametrize("seen", ["at_a_desk", "on_a_phone"])
def test_no_page_asks_anything_of_another_machine_or_fails_in_silence(seen, request):
    _, visit = request.getfixturevalue(seen)
    assert (visit.strangers, visit.errors, visit.dialogs) == ([], [], [])


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(on_a_phone, name):
    assert on_a_phone[0][name]["width"] <= 390


def test_no_page_scrolls_sideways_at_a_desk(at_a_desk):
    assert {measured["width"] for measured in at_a_desk[0].values()} == {1280}


def test_labels_of_the_map_never_lie_on_each_other_in_a_narrow_window(browser, serve, sample):
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = Visit(context.new_page())(f"{serve(sample.path)}/topics")
        boxes = page.locator(".st-key-topics_map .annotation .bg").evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 5 and min(box["left"] for box in boxes) >= 0 and max(box["right"] for box in boxes) <= 390
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i]
                if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]]


def test_tables_are_wholly_seen_at_a_desk(visit, serve, sample):
    visit(serve(sample.path))
    for name in ("Overview", "Signals", "Topics", "Failure chains"):
        table = visit.named(name).get_by_test_id("stDataFrame").first
        assert table.evaluate("(one) => { const inner = one.querySelector('.dvn-scroller'); return inner.scrollWidth - inner.clientWidth; }") <= 0


@pytest.mark.parametrize("seen, is_dark", [("at_a_desk", False), ("on_a_phone", True)])
def test_pages_are_as_light_or_dark_as_the_reader_wants(seen, is_dark, request):
    grounds = [measured["ground"] for measured in request.getfixturevalue(seen)[0].values()]
    assert max(grounds) < 0.02 if is_dark else min(grounds) > 0.9


@pytest.mark.parametrize("seen", ["at_a_desk", "on_a_phone"])
@pytest.mark.parametrize("name", PAGES)
def test_all_words_stand_out_from_their_ground(seen, name, request):
    measured = request.getfixturevalue(seen)[0][name]
    assert measured["spoken_n"] > 15 and measured["faint"] == []


def test_overview_says_that_the_sample_is_fictional_and_what_needs_a_person(visit, serve, sample, truth):
    page = visit(serve(sample.path))
    planted = sample.taxonomy.touchpoint(truth.plan["planted"]["regional"]["touchpoint"]).name
    assert "a person: " in headline(page) and planted in headline(page)
    assert page.get_by_text("Fictional sample", exact=True).is_visible()
    assert f"▲ more than expected, +" in " ".join(drawn_words(page, "overview_journey"))

"""A page in the browser: when it is drawn, and what can be read on it."""
from __future__ import annotations

from playwright.sync_api import Locator, Page

WIDE = dict(viewport={"width": 1280, "height": 1000})
PHONE_DARK = dict(
    viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, color_scheme="dark",
    user_agent="Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36")
_PATHS = {"Overview": "", "Failure chains": "chains"}
READY = """() => {
  const app = document.querySelector('[data-testid=stApp]'), all = (css) => [...document.querySelectorAll(css)];
  return app && app.dataset.testScriptState === 'notRunning' && document.querySelector('[data-testid=stMain] h1')
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && all('[data-testid=stPlotlyChart]').every((chart) => !chart.checkVisibility() || chart.querySelector('.main-svg'))
    && all('[data-testid=stDataFrame]').every((table) => !table.checkVisibility() || table.querySelector('canvas'));
}"""


class Visit:
    """One tab. Call it with an address to go there; it notes what a page must not do."""

    def __init__(self, page: Page) -> None:
        self.page, self.dialogs, self.strangers, self.errors = page, [], [], []
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("console", self._console)

    def __call__(self, url: str) -> Page:
        self.page.goto(url, wait_until="commit")
        return self.drawn()

    def drawn(self) -> Page:
        self.page.wait_for_function(READY)
        return self.page

    def at(self, pattern: str) -> Page:
        """The page once its address matches the regular expression."""
        self.page.wait_for_function("(pattern) => new RegExp(pattern).test(location.pathname + location.search)", arg=pattern)
        return self.drawn()

    def named(self, title: str) -> Page:
        """The page of that name, by a click on the navigation."""
        self.page.get_by_test_id("stMain").get_by_role("link", name=title, exact=True).first.click()
        return self.at(rf"^/{_PATHS.get(title, title.lower())}(\?|$)")     # /topics is not /topic

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _request(self, request) -> None:
        if not request.url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:http://localhost:")):
            self.strangers.append(request.url)

    def _console(self, message) -> None:
        """Streamlit asks each page's address for its own health first: that 404 is known and harmless."""
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.errors.append(message.text)


def headline(page: Page) -> str:
    return page.locator("[data-testid=stMain] h1").inner_text().replace("\u2060", "")


def captions(page: Page) -> list[str]:
    return [text.replace("\u2060", "") for text in page.locator("[data-testid=stMain] [data-testid=stCaptionContainer]").all_inner_texts()]


def quotes(page: Page) -> list[str]:
    """The complaints of the evidence list in their order: each as one line, with the rest of it that is folded away."""
    parts = page.locator("[class*='-quote-']").evaluate_all(
        "(all) => all.map((one) => [...one.querySelectorAll('[data-testid=stText]')].filter((part) => !part.closest('[class*=_thread], [class*=-thread]')).map((part) => part.textContent))")
    return [line((first.removesuffix(" …”") + rest[0].removeprefix("… ") if rest else first.removesuffix("”")).removeprefix("“")) for first, *rest in parts]


def line(text: str) -> str:
    """White space as one blank: how a page may break lines is its own affair."""
    return " ".join(text.split())


def cells(table: Locator) -> list[list[str]]:
    """The rows of a table in sight as a screen reader hears them, the head first."""
    table.locator("canvas td").first.wait_for(state="attached")
    return table.locator("canvas").first.evaluate(
        "(canvas) => [...canvas.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent))")


def click_cell(page: Page, table: Locator, row: int) -> None:
    """Click the first column of a row (0: the first under the head); tables are drawn on a canvas, so by place."""
    canvas = table.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 36 + 34 * row + 17)


def drawn_words(page: Page, chart: str) -> list[str]:
    """The words in a chart, by the chart's key."""
    return page.locator(f".st-key-{chart} .main-svg text").evaluate_all("(all) => all.map((one) => one.textContent)")

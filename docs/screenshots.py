"""Make the pictures of the README: `make screenshots`, or docs/screenshots.py WORKSPACE for one that is built already.

The sample is frozen in time and the browser's size, theme and time zone are fixed, so the same data give the same pictures.
"""
from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
_WIDE = dict(viewport={"width": 1280, "height": 1000}, color_scheme="light")
_PHONE = dict(
    viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, has_touch=True, color_scheme="dark",
    user_agent="Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36")
_MAIL = dict(viewport={"width": 760, "height": 1000}, color_scheme="light")
SHOTS = {
    "overview": ("", _WIDE),
    "touchpoint": ("touchpoint?tp=app-and-login&period=4w", _WIDE),
    "signals": ("signals", _WIDE),
    "fix": ("fixes?f=fix-refund-queue", _WIDE),
    "chains": ("chains", _WIDE),
    "topics": ("topics", _WIDE),
    "workbench": ("workbench", _WIDE),
    "overview-phone-dark": ("", _PHONE),
}
_FLAGS = ("--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--font-render-hinting=none", "--disable-lcd-text", "--num-raster-threads=1",
          "--disable-partial-raster", "--disable-checker-imaging", "--run-all-compositor-stages-before-draw")
_COLOURS = 256          # a third of the bytes of full colour, and nobody sees it
_MAX_BYTES = 250_000
_DRAWN = """() => {
  const app = document.querySelector('[data-testid=stApp]'), all = (css) => [...document.querySelectorAll(css)];
  return app && app.dataset.testScriptState === 'notRunning' && document.querySelector('[data-testid=stMain] h1') && document.fonts.status === 'loaded'
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true], [data-testid=stStatusWidget]')
    && all('[data-testid=stPlotlyChart]').every((chart) => chart.querySelector('.trace path'))
    && all('[data-testid=stDataFrame]').every((table) => table.closest('details:not([open])') || table.querySelector('canvas td'));
}"""


def main() -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("No browser found: none of chromium, chromium-browser, google-chrome. Install chromium, then run make screenshots again.")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(sys.argv[1]) if len(sys.argv) > 1 else _built(Path(folder) / "sample")
        with _served(workspace) as url, sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=list(_FLAGS))
            for name, (address, screen) in SHOTS.items():
                with opened.new_context(timezone_id="UTC", locale="en-GB", reduced_motion="reduce", **screen) as context:
                    _take(context.new_page(), f"{url}/{address}", ROOT / "docs" / f"{name}.png")
            with opened.new_context(timezone_id="UTC", locale="en-GB", **_MAIL) as context:
                page = context.new_page()
                page.set_content(_mail(workspace, Path(folder)))
                _save(page, ROOT / "docs" / "weekly.png")


def _built(path: Path) -> Path:
    subprocess.run([sys.executable, "-m", "pipeline", "--workspace", str(path), "demo"], cwd=ROOT, check=True)
    return path


def _take(page: Page, url: str, out: Path) -> None:
    page.goto(url, wait_until="commit")
    page.wait_for_function(_DRAWN)
    page.wait_for_load_state("networkidle")
    _save(page, out)


def _mail(workspace: Path, folder: Path) -> str:
    """The page of last week's report, as `weekly --out` writes it."""
    subprocess.run([sys.executable, "-m", "pipeline", "--workspace", str(workspace), "weekly", "--out", str(folder / "weekly")], cwd=ROOT, check=True)
    return next((folder / "weekly").glob("*-report.html")).read_text(encoding="utf-8")


def _save(page: Page, out: Path) -> None:
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    shot.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, optimize=True)
    size = out.stat().st_size
    print(f"{out.relative_to(ROOT)}  {size / 1000:.0f} kB")
    if size > _MAX_BYTES:
        sys.exit(f"{out.name} is {size:,} bytes; at most {_MAX_BYTES:,} belong in the repository. Show less of the page.")


@contextmanager
def _served(workspace: Path) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)], cwd=ROOT,
        env=os.environ | {"CANARY_WORKSPACE": str(workspace.resolve())}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _once_up(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait(10)


def _once_up(url: str, process: subprocess.Popen) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).read() == b"ok":
                return url
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    sys.exit("The dashboard did not start: see what `make run` says.")


if __name__ == "__main__":
    main()

"""Small charts as PNG, drawn without a browser, to be read on light and on dark."""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

INK, LAST, UNKNOWN = "#7A8794", "#B88A00", "#A8AEB5"   # on white and on #16191D at least 3 : 1
WIDTH_PX, HEIGHT_PX = 120, 28                          # as shown; drawn twice as fine


def sparkline(counts: Sequence[int | None]) -> bytes:
    """PNG of weekly counts, oldest first, the last one marked; None: not collected, a gap with a dotted floor. Transparent."""
    return _drawn(tuple(counts))


@lru_cache(maxsize=1024)
def _drawn(counts: tuple[int | None, ...]) -> bytes:
    """Once for all editions and languages that show it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_PX / 100, HEIGHT_PX / 100), dpi=200)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.02, 0.12, 0.94, 0.76))
    values = [float("nan") if n is None else n for n in counts]
    known = [n for n in counts if n is not None]
    axes.plot(values, color=INK, linewidth=1.3, solid_capstyle="round")
    axes.plot([i for i, n in enumerate(counts) if n is None], [0] * (len(counts) - len(known)), ".", color=UNKNOWN, markersize=2)
    if counts and counts[-1] is not None:
        axes.plot([len(counts) - 1], [counts[-1]], "o", color=LAST, markersize=4, clip_on=False)
    axes.set_xlim(-0.5, max(1, len(counts) - 0.5))
    axes.set_ylim(0, max([*known, 1]) * 1.1)
    axes.axis("off")
    drawn = BytesIO()
    figure.savefig(drawn, format="png", transparent=True, metadata={"Software": None})
    return drawn.getvalue()

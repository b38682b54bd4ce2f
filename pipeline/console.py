"""How the command line speaks: one line a stage, a bar on long work when somebody watches, plain tables."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from pipeline.records import StageDone

_GAP = "  "
_NARROWEST = 20   # columns: narrower than this no label can be read
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def stage_line(done: StageDone) -> None:
    """clean        1,000 in       890 out     0.4 s   12 reposts"""
    counts = f"{done.in_n:>9,} in {done.out_n:>9,} out {done.seconds:>7.1f} s"
    out.print(Text(f"{done.stage:<8}{counts}   {done.note}".rstrip()))


class _Count(MofNCompleteColumn):
    """12/30; nothing while there is neither an end nor a count to tell."""

    def render(self, task: Task) -> Text:
        return Text("") if task.total is None and not task.completed else super().render(task)


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while the block runs; the block calls what it is given with how far it is.

    Without a total the bar only moves: it says that work is going on.
    """
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), _Count(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[str] = (), folds: str = "label") -> None:
    """A plain table; the columns in `numbers` stand to the right.

    On a terminal the column `folds` is broken to fit; in a pipe nothing is, so that a row is a line for grep.
    """
    cells = [list(columns), *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    if folds in columns and sys.stdout.isatty():
        at = columns.index(folds)
        left = out.width - sum(widths) + widths[at] - len(_GAP) * (len(columns) - 1)
        widths[at] = min(widths[at], max(left, _NARROWEST))
    for number, row in enumerate(cells):
        parts = [_broken(value, width) for value, width in zip(row, widths, strict=True)]
        for line in zip_longest(*parts, fillvalue=""):
            padded = (_padded(*cell, name in numbers) for *cell, name in zip(line, widths, columns, strict=True))
            out.print(Text(_GAP.join(padded).rstrip(), style="bold" if number == 0 else ""))


def _cell(value: object) -> str:
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else " ".join(str(value).splitlines())


def _broken(value: str, width: int) -> list[str]:
    return [line.plain for line in Text(value).wrap(out, width, overflow="fold")] if cell_len(value) > width else [value]


def _padded(value: str, width: int, is_number: bool) -> str:
    space = " " * (width - cell_len(value))
    return space + value if is_number else value + space

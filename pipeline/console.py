"""How the command line speaks: one line a stage, a bar on long work when somebody watches, plain tables."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.records import StageDone

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def stage_line(done: StageDone) -> None:
    """clean        1,000 in       890 out     0.4 s   12 reposts"""
    counts = f"{done.in_n:>9,} in {done.out_n:>9,} out {done.seconds:>7.1f} s"
    out.print(Text(f"{done.stage:<8}{counts}   {done.note}".rstrip()))


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while the block runs; the block calls what it is given with how far it is."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[str] = ()) -> None:
    """A plain table; the columns in `numbers` stand to the right."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        grid.add_column(name, justify="right" if name in numbers else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text("–" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)) for cell in row))
    out.print(grid)

"""How far a long list is: a bar with the rate and the time left. It is drawn on a terminal and nowhere else."""

from __future__ import annotations

from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskProgressColumn, TimeRemainingColumn
from rich.text import Text

from acucheck.render.safe_text import escape_controls

_EVERY = 32
"""Records from one look to the next: drawing costs more than most of them."""

_A_SECOND = 4
"""Times that the bar is drawn."""


class ProgressBar:
    """Counts records and bytes, and draws how far that is. *total* is in bytes; None when it is not known."""

    def __init__(self, stream: TextIO, total: int | None) -> None:
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)
        known = (TaskProgressColumn(),) if total else ()
        left = (TimeRemainingColumn(),) if total else ()
        self._progress = Progress(
            BarColumn(), *known, _Rate(), *left, console=self._console, refresh_per_second=_A_SECOND
        )
        self._task = self._progress.add_task("", total=total or None, records=0)
        self._records = self._bytes = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._draw()
        self._progress.stop()

    def step(self, size: int) -> None:
        """One more record is done, which took *size* bytes of the input."""
        self._records += 1
        self._bytes += size
        if not self._records % _EVERY:
            self._draw()

    def say(self, text: str) -> None:
        """Prints *text* above the bar."""
        for line in text.splitlines():
            self._console.print(Text(escape_controls(line)), soft_wrap=True)

    def _draw(self) -> None:
        self._progress.update(self._task, completed=self._bytes, records=self._records)


class _Rate(ProgressColumn):
    """Records so far, and in a second."""

    def render(self, task: Task) -> Text:
        records, seconds = task.fields["records"], task.elapsed
        done = f"{records:,} records"
        if not seconds:
            return Text(done)
        return Text(f"{done}, {records / seconds:,.0f} a second")

"""A long text at a terminal, one screen after the other. It is held in memory and written nowhere."""

from __future__ import annotations

from collections.abc import Callable

HINT = "Lines {} to {} of {}. Enter goes on, b back, q closes: "
_FEWEST = 3
"""Lines of the text on a screen, however small that is."""


def read_through(text: str, rows: Callable[[], int], ask: Callable[[str], str], show: Callable[[str], None]) -> None:
    """Shows *text* until it is closed. *rows* says how many lines there is room for, which may change in between."""
    lines = text.splitlines(keepends=True)
    start = 0
    while True:
        room = max(_FEWEST, rows())
        screen = lines[start : start + room]
        show("".join(screen))
        key = ask(HINT.format(start + 1, start + len(screen), len(lines))).strip().lower()
        is_last = start + room >= len(lines)
        if key == "q" or (not key and is_last):
            return
        if key == "b":
            start = max(0, start - room)
        elif not key:
            start += room

"""Draws `docs/picture.svg`, a picture of the keyboard: a whole interview, really run, with its last screen.

Run it as `.venv/bin/python docs/picture.py`; nothing in the picture is written by hand.
"""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from os import terminal_size
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from acucheck.assess import assess
from acucheck.document.pages.one_screen import summary
from acucheck.interview import Interview, Who, conduct
from acucheck.interview.terminal_lines import AFTER, KEYS_AFTER, START, Line
from acucheck.model.levels import Audience
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_console import console_text
from acucheck.render.safe_text import wrap
from acucheck.rulebook import default_rules, load

PICTURE = Path(__file__).parent / "picture.svg"
COLUMNS = 80
LINE = "72 m, amlodipine, pacemaker; ST36 SP9, EA ST36 SP9"
TYPED = [LINE, "0", "y", "y", "y", "0", "y", "y", "0", "left chest", "y", "y"]
"""A man of 72 with a pacemaker, for whom thin needles and needles with a current are planned."""

SHOWN = ("In one line", "[1/", "Your answers:")
"""The picture shows the lines from the first of these to the second, and from the third to the end."""

FONTS = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)
"""The library's picture fetches its fonts from elsewhere; this one must not."""


def main() -> None:
    lines = session()
    first, second, review = (next(n for n, line in enumerate(lines) if mark in line) for mark in SHOWN)
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="standard")
    for line in ["$ acucheck --for practitioner", "...", *lines[first:second], "...", *lines[review:]]:
        console.print(Text.from_ansi(line))
    template = FONTS.sub("", CONSOLE_SVG_FORMAT)
    PICTURE.write_text(
        console.export_svg(title="acucheck", code_format=template, unique_id="acucheck"), encoding="utf-8"
    )


def session() -> list[str]:
    """Every line of the interview as a terminal shows it, with what was typed."""
    book = load(str(default_rules())).book
    typed = iter(TYPED)
    shown: list[str] = []

    def ask(hint: str) -> str:
        line = next(typed)
        shown.append(f" {hint}\x1b[1m{line}\x1b[0m")
        return line

    def say(text: str) -> None:
        shown.extend(wrap(text, COLUMNS, rest=" " * 6 if text[:1] == " " else ""))

    def say_line(line: Line) -> None:
        say(f"\x1b[1m{line.text}\x1b[0m" if line.strong else line.text)

    for line in START:
        say(line)
    talk = Interview(Vocabulary(book), date(2026, 11, 22), Who.PRACTITIONER)
    conduct(talk, ask, say_line, lambda: terminal_size((COLUMNS, 40)))
    report = assess(book, talk.answers)
    page = console_text(summary(report, Audience.PRACTITIONER), COLUMNS, colour=True)
    return [*shown, "", *page.splitlines(), *wrap(KEYS_AFTER, COLUMNS), f" {AFTER}"]


if __name__ == "__main__":
    main()

"""`acucheck` and `acucheck interview`: the questions, the result, and what is saved only when asked."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePath

from msgspec import Struct

from acucheck.answers import write
from acucheck.assess import assess
from acucheck.cli.clock import today
from acucheck.cli.output import deliver, emit, folder_of, tell_what_was_left
from acucheck.cli.rules_in_use import rules_in_use
from acucheck.document.pages.one_screen import summary
from acucheck.errors import Misuse
from acucheck.interview import Interview, Who, conduct
from acucheck.interview.paging import HINT, read_through
from acucheck.interview.terminal import Terminal, own_screen
from acucheck.interview.terminal_lines import AFTER, FILE, REPORT_FILE, START
from acucheck.model.answers import Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_console import as_console, console_text
from acucheck.render.formats import BY_ENDING
from acucheck.render.safe_text import wrap

Ask = Callable[[str], str]
"""Gives the line that is typed behind a hint."""

_ROOM = 12
"""Columns to type in, at the least."""

_ANSWERS_FILES = (".yaml", ".yml")
"""What the name of a file with answers ends in here; it is read back by that."""

_QUIT, _CHANGE, _NEXT = "q", "c", "n"
_LEAVING = frozenset({_QUIT, _CHANGE, _NEXT})
"""Keys that leave the result."""

_WHO = {Audience.PATIENT: Who.SELF, Audience.PRACTITIONER: Who.PRACTITIONER}


def interview(audience: Audience | None, as_of: date | None, rules: str | None, *, colour: bool | None) -> None:
    """Asks at the terminal and shows the result. Raises Misuse when there is none."""
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise Misuse(
            "The interview needs a terminal. Without one, use 'acucheck check ANSWERS'; "
            "'acucheck template' prints the questions."
        )
    day = as_of or today()
    book = rules_in_use(rules, day)
    session = _Session(Vocabulary(book), day, _asking(Terminal()), colour=_coloured(colour))
    while session.one_person(_WHO[audience] if audience else None):
        pass


class _Session(Struct):
    """One person after the other at one terminal."""

    vocabulary: Vocabulary
    day: date
    ask: Ask
    colour: bool

    def one_person(self, who: Who | None) -> bool:
        """Asks everything and shows the result until it is left; whether another person follows."""
        talk = Interview(self.vocabulary, self.day, who)
        for line in START:
            _say(line)
        while True:
            try:
                conduct(talk, self.ask, _say)
            except EOFError:  # Ctrl-D, or the terminal has gone
                raise KeyboardInterrupt from None
            key = _QUIT
            with suppress(EOFError, KeyboardInterrupt):  # the result has been seen: stopping now is leaving
                key = self._result(talk)
            if key != _CHANGE:
                return key == _NEXT
            talk.choose("change")

    def _result(self, talk: Interview) -> str:
        """Shows the first screen, then does what one key at a time asks for; the key that leaves it."""
        audience = talk.who.audience
        report = assess(self.vocabulary.book, talk.answers)
        emit("\n" + console_text(summary(report, audience), _columns(), colour=self.colour))
        while (key := self.ask(AFTER).strip().lower()) not in _LEAVING:
            if key == "m":
                self._whole_page(report, audience, _head(talk))
            elif key == "a":
                _save(self.ask, FILE, _ANSWERS_FILES, lambda _: write(talk.answers, report.book, talk.state.setting))
            elif key == "r":
                _save(self.ask, REPORT_FILE, tuple(BY_ENDING), lambda ending: _page(ending, talk, report))
            else:
                _say("Write m, c, a, r, n or q.")
        return key

    def _whole_page(self, report: Report, audience: Audience, head: Head) -> None:
        """Shows the page screen by screen, and leaves nothing of it behind on the terminal where that can be."""
        page = as_console(report, audience, _columns(), colour=self.colour, head=head)
        with own_screen() as clear:

            def show(lines: str) -> None:
                clear()
                emit(lines)

            read_through(page, _rows, self.ask, show)


def _page(ending: str, talk: Interview, report: Report) -> str:
    """The report in the format that goes with the ending of a file's name."""
    return BY_ENDING[ending].page(report, talk.who.audience, _head(talk))


def _head(talk: Interview) -> Head:
    """The day of the interview, and who answers."""
    setting = talk.state.setting
    return Head(day=setting.day, writer=setting.writer, as_of=setting.day)


def _save(ask: Ask, hint: str, endings: tuple[str, ...], text: Callable[[str], str]) -> None:
    """Writes to a file that does not exist yet, or says why not. *text* is what goes into a file with that ending."""
    while (name := ask(hint).strip()) != "b":
        ending = PurePath(name).suffix.lower()
        if not name:
            _say("Write a file name, or b.")
        elif ending not in endings:
            _say(f"Write a name that ends in {' or '.join(endings)}.")
        elif _saved(name, text(ending)):
            return


def _saved(name: str, text: str) -> bool:
    """Whether *text* is in a new file of that name now; says why not, and nothing is lost."""
    try:
        path = Path(name).expanduser()
        if os.path.lexists(path):
            _say("There is a file of that name already; choose another.")
            return False
        tell_what_was_left([folder_of(str(path))])
        deliver({str(path): text})
    except (Misuse, OSError, RuntimeError, ValueError) as error:  # a name no file can have, or an unknown home
        _say(str(error) if isinstance(error, Misuse) else f"{name}: no file can have this name.")
        return False
    _say(f"Saved to {path}; {who_reads(os.name)}.")
    return True


def who_reads(system: str) -> str:
    """Who can read a file that was saved under *system*, as `os.name` has it: on Windows its folder decides."""
    if system == "nt":
        return "whoever may look into that folder can read it"
    return "only you can read it"


def _asking(terminal: Terminal) -> Ask:
    """Puts what can be typed in front of the cursor, or on lines above it where the screen is narrow."""

    def ask(hint: str) -> str:
        if len(hint) + _ROOM <= _columns():
            return terminal.ask(hint)
        _say(hint)
        return terminal.ask("> ")

    return ask


def _say(text: str) -> None:
    emit("".join(f"{line}\n" for line in wrap(text, _columns(), rest=" " * _indent(text))))


def _indent(text: str) -> int:
    """Later lines of a list stand under the first word behind its number."""
    return len(text) - len(text.lstrip()) and 6


def _rows() -> int:
    """Lines of a page that fit on the screen above what can be typed."""
    below = 3 + len(HINT) // _columns()
    return shutil.get_terminal_size().lines - below


def _columns() -> int:
    return max(20, shutil.get_terminal_size().columns - 1)


def _coloured(wanted: bool | None) -> bool:
    """`--color`, then NO_COLOR, FORCE_COLOR, then the terminal."""
    if wanted is not None:
        return wanted
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or os.environ.get("TERM", "dumb") != "dumb"

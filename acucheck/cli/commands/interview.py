"""`acucheck` and `acucheck interview`: the questions, the result, and what is saved only when asked."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import PersonAnswers
from acucheck.answers.file_writing import write
from acucheck.cli.clock import today
from acucheck.cli.last_answers import last_answers
from acucheck.cli.leaving import Saving, leaves
from acucheck.cli.output import emit
from acucheck.cli.rules_in_use import rules_in_use
from acucheck.cli.saving import Ask, proposed_name, save
from acucheck.cli.stopping import Ended
from acucheck.document.pages.one_screen import summary
from acucheck.errors import Misuse
from acucheck.interview import Interview, Who, conduct
from acucheck.interview.paging import HINT, read_through
from acucheck.interview.terminal import Terminal, own_screen
from acucheck.interview.terminal_lines import (
    AFTER,
    CANNOT_CLEAR,
    KEYS_AFTER,
    LEFT,
    NAME,
    PAGE_CLOSED,
    START,
    WHOSE,
    Line,
)
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.names.cached import LONGEST_OF_ONE, CachedVocabulary
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_console import as_console, console_text
from acucheck.render.formats import BY_ENDING
from acucheck.render.safe_text import wrap

_ROOM = 12
"""Columns to type in, at the least."""

_ANSWERS_FILES = (".yaml", ".yml")
"""What the name of a file with answers ends in here; it is read back by that."""

_QUIT, _CHANGE, _NEXT, _CLEAR = "q", "c", "n", "x"
_LEAVING = frozenset({_QUIT, _CHANGE, _NEXT, _CLEAR})
"""Keys that leave the result."""

_STOPPED = "Interrupted: nothing was concluded. The answers so far are in the file that you saved."

_WHO = {Audience.PATIENT: Who.SELF, Audience.PRACTITIONER: Who.PRACTITIONER}


def interview(
    audience: Audience | None, as_of: date | None, rules: str | None, answers: str | None, *, colour: bool | None
) -> None:
    """Asks at the terminal and shows the result; with a file of *answers*, only what does not stand of it any more.

    Raises Misuse when there is no terminal.
    """
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise Misuse(
            "The interview needs a terminal. Without one, use 'acucheck check ANSWERS'; "
            "'acucheck template' prints the questions."
        )
    day = as_of or today()
    book = rules_in_use(rules, day)
    session = _Session(CachedVocabulary(book, LONGEST_OF_ONE), day, _asking(Terminal()), colour=_coloured(colour))
    who = _WHO[audience] if audience else None
    last = None if answers is None else session.answers_of_last_visit(answers)
    goes_on = session.one_person(who, last)
    while goes_on:
        goes_on = session.one_person(who)


class _Session(Struct):
    """One person after the other at one terminal."""

    vocabulary: Vocabulary
    day: date
    ask: Ask
    colour: bool
    saved: dict[str, Tree] = {}  # the answers that were saved last

    def answers_of_last_visit(self, path: str) -> PersonAnswers:
        """The answers that the next interview starts from. Raises KeyboardInterrupt where that is stopped."""
        try:
            return last_answers(path, self.vocabulary, self.day, self.ask, _say)
        except EOFError:
            raise KeyboardInterrupt from None

    def one_person(self, who: Who | None, last: PersonAnswers | None = None) -> bool:
        """Asks everything and shows the result until it is left; whether another person follows."""
        talk = Interview(self.vocabulary, self.day, who, last)
        for line in START:
            _say(line)
        while True:
            self._ask_all(talk)
            key = _QUIT
            with suppress(EOFError, KeyboardInterrupt):  # the result has been seen: stopping now is leaving
                key = self._result(talk)
            if key != _CHANGE:
                return key == _NEXT
            talk.choose("change")

    def _ask_all(self, talk: Interview) -> None:
        """Asks until the interview has ended. Raises KeyboardInterrupt when it is left before."""
        while talk.prompt.ending is None:
            try:
                conduct(talk, self.ask, _say_line, shutil.get_terminal_size)
            except EOFError:  # Ctrl-D, or the terminal has gone
                raise KeyboardInterrupt from None
            except Ended:
                raise
            except KeyboardInterrupt:
                if talk.in_haste:  # whom to call is shown, whatever else is left
                    talk.leave_out_the_rest()
                elif not talk.state.tree() or self._leaves(talk):
                    saved = self.saved == talk.state.tree() != {}
                    raise KeyboardInterrupt(_STOPPED if saved else "") from None

    def _leaves(self, talk: Interview) -> bool:
        """Whether somebody leaves who wanted to; what was answered can be saved before."""
        if self.saved == talk.state.tree():
            return True
        savings = [Saving("a", "save answers", lambda: self._save_answers(talk))]
        if talk.prompt.ending is not None:
            savings.append(Saving("r", "save report", lambda: self._save_report(talk, talk.report())))
        return leaves(self.ask, _say, savings, _clear_screen)

    def _result(self, talk: Interview) -> str:
        """Shows the first screen, then does what one key at a time asks for; the key that leaves it."""
        audience = talk.who.audience
        report = talk.report()
        emit("\n" + console_text(summary(report, audience), _columns(), colour=self.colour))
        _say(KEYS_AFTER)
        while (key := self._pressed_key(talk)) not in _LEAVING:
            if key == "m":
                self._whole_page(report, audience, talk.state.head)
            elif key == "a":
                self._save_answers(talk)
            elif key == "r":
                self._save_report(talk, report)
            elif key:
                _say("Write m, c, a, r, n, x or q.")
        if key == _QUIT:
            _say(LEFT)
        elif key == _CLEAR:
            _clear_screen()
        return key

    def _pressed_key(self, talk: Interview) -> str:
        """What is to be done with the result; empty where somebody who wanted to leave goes on."""
        try:
            key = self.ask(AFTER).strip().lower()
        except Ended:
            raise
        except KeyboardInterrupt:
            key = _QUIT
        if key == _QUIT and not self._leaves(talk):
            return ""
        return key

    def _save_answers(self, talk: Interview) -> None:
        state = talk.state
        proposed = proposed_name(self.day, state.head.name, _ANSWERS_FILES[0])

        def text(_ending: str) -> str:
            return write(talk.answers, state.book, state.head)

        if save(self.ask, _say, _ANSWERS_FILES, proposed, text):
            self.saved = state.tree()

    def _save_report(self, talk: Interview, report: Report) -> None:
        """Asks whose report it is, which stands on the page and in the name that is proposed for its file."""
        name = self._whose_report(talk.state.head.name)
        if name is None:
            return
        head = replace(talk.state.head, name=name)

        def text(ending: str) -> str:
            return BY_ENDING[ending].written(report, talk.who.audience, head)

        save(self.ask, _say, tuple(BY_ENDING), proposed_name(self.day, name, ".html"), text)

    def _whose_report(self, known: str) -> str | None:
        """Whose report it is, where *known* is the name that was given before; empty for nobody's, None to go back."""
        hint = f"{WHOSE}y {known}, or {NAME}" if known else f"{WHOSE}{NAME}"
        while not (name := self.ask(hint).strip()):
            _say("Write a name, or 0.")
        match name.lower():
            case "0":
                return ""
            case "b":
                return None
            case "y" if known:
                return known
            case _:
                return name

    def _whole_page(self, report: Report, audience: Audience, head: Head) -> None:
        """Shows the page screen by screen, and leaves nothing of it behind on the terminal where that can be."""
        page = as_console(report, audience, _columns(), colour=self.colour, head=head)
        with own_screen() as clear:

            def show(lines: str) -> None:
                clear()
                emit(lines)

            read_through(page, _lines_that_fit, self.ask, show)
        _say(PAGE_CLOSED)


def _asking(terminal: Terminal) -> Ask:
    """Puts what can be typed in front of the cursor, or on lines above it where the screen is narrow."""

    def ask(hint: str) -> str:
        if len(hint) + _ROOM <= _columns():
            return terminal.ask(hint)
        _say(hint)
        return terminal.ask("> ")

    return ask


def _clear_screen() -> None:
    """Takes the screen and all above it away, where a terminal can do so."""
    if os.environ.get("TERM", "dumb") == "dumb" and os.name != "nt":
        _say(CANNOT_CLEAR)
    else:
        emit("\x1b[H\x1b[2J\x1b[3J")


def _say(text: str) -> None:
    """Prints a sentence or a line of a list, broken to the width of the terminal."""
    lines = wrap(text, _columns(), rest=" " * _hanging_indent(text))
    emit("".join(f"{line}\n" for line in lines))


def _say_line(line: Line) -> None:
    """Prints a line of the interview; a strong one in bold, where the terminal is more than a dumb one."""
    if not line.strong or os.environ.get("TERM", "dumb") == "dumb":
        _say(line.text)
    else:
        parts = wrap(line.text, _columns())
        emit("".join(f"\x1b[1m{part}\x1b[0m\n" for part in parts))


def _hanging_indent(text: str) -> int:
    """Later lines of a list stand under the first word behind its number."""
    return len(text) - len(text.lstrip()) and 6


def _lines_that_fit() -> int:
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

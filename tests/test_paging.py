"""A long page at a terminal: every line of it comes once, nothing is written, and the screen is left as it was."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from acucheck.interview.paging import read_through
from acucheck.interview.terminal import own_screen

TEN = "".join(f"{number}\n" for number in range(1, 11))


def read(text: str, rows: int, *keys: str) -> tuple[list[str], list[str]]:
    """The screens that were shown and the hints, for these keys. Raises EOFError when more keys are asked for."""
    screens: list[str] = []
    hints: list[str] = []
    typed = iter(keys)

    def ask(hint: str) -> str:
        hints.append(hint)
        key = next(typed, None)
        if key is None:
            raise EOFError
        return key

    read_through(text, lambda: rows, ask, screens.append)
    assert next(typed, None) is None, "it was closed before the last key"
    return screens, hints


@given(st.lists(st.text(alphabet="ab", max_size=3), min_size=1, max_size=40), st.integers(3, 50))
def test_enter_alone_shows_every_line_once_in_order(lines: list[str], rows: int) -> None:
    text = "".join(f"{line}\n" for line in lines)
    count = -(-len(lines) // rows)
    screens, _ = read(text, rows, *[""] * count)
    assert "".join(screens) == text
    assert all(screen.count("\n") <= rows for screen in screens)


def test_back_closing_and_what_is_no_key() -> None:
    screens, hints = read(TEN, 4, "", "B", "b", "what?", " ", "", "q")
    assert [screen.split()[0] for screen in screens] == ["1", "5", "1", "1", "1", "5", "9"]
    assert hints[0] == "Lines 1 to 4 of 10. Enter goes on, b back, q closes: "
    assert hints[-1].startswith("Lines 9 to 10 of 10.")


def test_a_screen_of_two_lines_shows_three_and_loses_none() -> None:
    screens, _ = read(TEN, -5, "", "", "", "")
    assert "".join(screens) == TEN


def test_the_room_may_change_in_between() -> None:
    rooms = iter((4, 8))
    screens: list[str] = []
    read_through(TEN, lambda: next(rooms), lambda _: "", screens.append)
    assert "".join(screens) == TEN


def vt100(written: io.StringIO) -> Vt100_Output:
    return Vt100_Output(written, lambda: Size(rows=24, columns=80), term="xterm", enable_cpr=False)


@pytest.mark.parametrize("interrupted", [False, True])
def test_the_screen_is_left_as_it_was_however_it_ends(interrupted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    written = io.StringIO()
    with (
        create_pipe_input() as keys,
        create_app_session(input=keys, output=vt100(written)),
        suppress(KeyboardInterrupt),
        own_screen() as clear,
    ):
        clear()
        if interrupted:
            raise KeyboardInterrupt
    assert written.getvalue().startswith("\x1b[?1049h")
    assert "\x1b[2J" in written.getvalue()
    assert written.getvalue().endswith("\x1b[?1049l")


@pytest.mark.parametrize(("term", "steers"), [("dumb", True), ("xterm", False)])
def test_where_nothing_can_be_steered_nothing_is(term: str, steers: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    written = io.StringIO()
    output = vt100(written) if steers else DummyOutput()
    with create_pipe_input() as keys, create_app_session(input=keys, output=output), own_screen() as clear:
        clear()
    assert written.getvalue() == ""

"""The command around the interview: what is shown and saved, with the lines from a list."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from conftest import DAY
from keyboard import Person
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from acucheck.cli.commands import interview
from acucheck.errors import Misuse
from acucheck.interview import Who, terminal
from acucheck.interview.terminal import Terminal
from acucheck.model.levels import Audience
from acucheck.names.vocabulary import Vocabulary

Run = Callable[..., str]


@pytest.fixture(scope="module")
def healthy(vocabulary: Vocabulary) -> list[str]:
    """The lines of a healthy adult, to whom LI4 is to be needled."""
    person = Person(vocabulary, {"plan.manual-needling": "LI4"})
    person.until_the_end()
    return person.typed


@pytest.fixture(scope="module")
def at_the_desk(vocabulary: Vocabulary) -> list[str]:
    """What a practitioner types about that adult."""
    person = Person(vocabulary, {"plan.manual-needling": "LI4"}, Who.PRACTITIONER)
    person.until_the_end()
    return person.typed


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command with these lines typed; returns what it printed."""

    def run_with(*lines: str, audience: Audience | None = Audience.PATIENT, colour: bool | None = False) -> str:
        typed = iter(lines)

        class Typing:
            def ask(self, _hint: str) -> str:
                line = next(typed, None)
                if line is None:
                    raise EOFError
                return line

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(interview, "Terminal", Typing)
        monkeypatch.setattr(interview, "own_screen", lambda: nullcontext(lambda: None))
        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        interview.interview(audience, DAY, None, None, colour=colour)
        return capsys.readouterr().out

    return run_with


@pytest.fixture
def run_healthy(run: Run, healthy: list[str]) -> Run:
    """Runs the command with the lines of a healthy adult and more lines behind them; returns what it printed."""
    return functools.partial(run, *healthy)


def test_the_result_is_shown_and_then_left(run_healthy: Run) -> None:
    shown = run_healthy("q")
    assert " ".join(shown.split()).endswith("stays on this screen until it is cleared or closed.")


def test_what_was_ticked_is_read_back_before_a_result_that_says_to_get_help(run: Run) -> None:
    shown = run("1", "y", "q")
    assert shown.index("You said: Chest pain") < shown.index("GET HELP NOW")


def test_on_a_narrow_screen_what_can_be_typed_stands_above_the_cursor(
    run_healthy: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert "Numbers, names (2? maybe), 0 none, u not\nsure:" in run_healthy("q")


def test_the_end_of_input_after_the_result_is_leaving(run_healthy: Run) -> None:
    assert "GO AHEAD" in run_healthy()


def test_the_end_of_input_before_the_result_is_an_interrupt(run: Run, healthy: list[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(*healthy[:-1])


def test_more_shows_the_whole_page(run: Run, at_the_desk: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "400")
    shown = run("3", *at_the_desk, "m", "", "q", audience=None)
    assert "SOURCES" in shown
    assert "for the practitioner" in shown
    assert re.search(rf"Answered on +{DAY} by", shown)
    assert re.search(rf"Read as of +{DAY}", shown)


def test_the_whole_page_is_read_screen_by_screen(
    run_healthy: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINES", "9")
    shown = run_healthy("m", "", "b", "x", "q", "q")
    first = shown.index("acucheck 0.1.0: safety check before acupuncture")
    assert shown.count("acucheck 0.1.0: safety check before acupuncture", first) == 3, "b and x show it again"
    assert "About this page".upper() not in shown, "the last screen was not reached"
    assert capsys.readouterr().err == ""


def test_nothing_is_saved_unless_a_new_name_is_given(run_healthy: Run, tmp_path: Path) -> None:
    (tmp_path / "there.yaml").write_text("mine", encoding="utf-8")
    wrong = ("", "there.yaml", "nowhere/x.yaml", "~nobody-at-all/x.yaml", "x" * 300 + ".yaml", "x.pdf")
    shown = run_healthy("a", *wrong, "b", "z", "r", "", "b", "q")
    assert "Write a file name, y or b." in shown
    assert "There is a file of that name already; choose another." in shown
    assert "nowhere/x.yaml: this cannot be written" in shown
    assert "~nobody-at-all/x.yaml: no file can have this name." in shown
    assert "this cannot be written (File name too long)" in " ".join(shown.split())
    assert "Write a name that ends in .yaml or .yml." in shown
    assert "Write m, c, a, r, n, x or q." in shown
    assert [path.name for path in tmp_path.iterdir()] == ["there.yaml"]


def test_answers_and_report_are_saved_for_their_owner_only(run_healthy: Run, tmp_path: Path) -> None:
    run_healthy("a", "mine.yaml", "r", "0", "mine.txt", "q")
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "mine.yaml": 0o600,
        "mine.txt": 0o600,
    }
    saved = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    head = "answered-by: patient\ndanger: none\nplan:\n  Thin needles: [LI4]"
    assert re.match(rf"date: '\d{{4}}-\d\d-\d\d'\n{re.escape(head)}", saved)


@pytest.mark.parametrize(
    ("wanted", "environment", "coloured"),
    [
        (True, {"NO_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1"}, False),
        (None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (None, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        (None, {"TERM": "dumb"}, False),
        (None, {"TERM": "xterm"}, True),
    ],
)
def test_colour_is_decided_in_the_usual_order(
    run_healthy: Run,
    monkeypatch: pytest.MonkeyPatch,
    wanted: bool | None,
    environment: dict[str, str],
    *,
    coloured: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run_healthy("q", colour=wanted)) is coloured


def test_without_a_terminal_the_command_to_use_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Misuse, match="acucheck check ANSWERS"):
        interview.interview(None, None, None, None, colour=None)


@pytest.fixture
def tty(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Standard input as a pseudo-terminal; its other end."""
    outer, inner = os.openpty()
    with os.fdopen(inner, "r", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield outer
    os.close(outer)


@pytest.mark.usefixtures("tty")
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_one_line_is_read_as_it_was_typed(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setenv("TERM", term)
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("LI4, left foot\r")
        assert Terminal().ask("Where: ") == "LI4, left foot"


@pytest.mark.usefixtures("tty")
@pytest.mark.parametrize(("key", "error"), [("\x03", KeyboardInterrupt), ("\x04", EOFError)])
def test_stopping_keys_are_let_through(monkeypatch: pytest.MonkeyPatch, key: str, error: type[BaseException]) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(key)
        with pytest.raises(error):
            Terminal().ask("Where: ")


def test_the_terminal_is_never_asked_where_its_cursor_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROMPT_TOOLKIT_NO_CPR", raising=False)
    terminal.Terminal()
    assert os.environ["PROMPT_TOOLKIT_NO_CPR"] == "1"
    monkeypatch.delenv("PROMPT_TOOLKIT_NO_CPR")


def test_a_report_has_name_and_day_and_a_name_for_its_file_is_proposed(run_healthy: Run, tmp_path: Path) -> None:
    (tmp_path / "acucheck-2026-11-22.yaml").write_text("theirs", encoding="utf-8")
    shown = run_healthy("r", "Anna Meier", "y", "a", "y", "r", "0", "Y", "q")
    names = ["acucheck-2026-11-22-2.yaml", "acucheck-2026-11-22-Anna-Meier.html", "acucheck-2026-11-22.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        names[0],
        names[1],
        names[2],
        "acucheck-2026-11-22.yaml",
    ]
    page = (tmp_path / names[1]).read_text(encoding="utf-8")
    assert "Anna Meier" in page
    assert "2026-11-22" in page
    assert "Anna" not in (tmp_path / names[2]).read_text(encoding="utf-8")
    assert f"y saves as {names[0]}." in shown


def test_what_a_practitioner_saves_is_in_their_words(run: Run, at_the_desk: list[str], tmp_path: Path) -> None:
    run(*at_the_desk, "a", "mine.yaml", "q", audience=Audience.PRACTITIONER)
    saved = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert "answered-by: practitioner" in saved
    assert "Manual needling: [LI4]" in saved


def test_the_screen_is_cleared_with_what_scrolled_away(run_healthy: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert run_healthy("x").endswith("\x1b[H\x1b[2J\x1b[3J")


def test_a_terminal_that_cannot_be_cleared_is_said_to_be_so(run_healthy: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    shown = run_healthy("x")
    assert "\x1b" not in shown
    assert "This terminal cannot be cleared from here" in shown


def test_from_the_result_an_answer_is_changed_and_the_result_shown_anew(run_healthy: Run) -> None:
    shown = run_healthy("c", "today", "alcohol", "y", "q")
    assert shown.index("GO AHEAD") < shown.index("Before: no rule applies. Now: not today.")
    assert "NOT TODAY" in shown.split("Now: not today.")[1]


def test_the_next_person_begins_with_nothing_answered(run_healthy: Run, healthy: list[str]) -> None:
    shown = run_healthy("n", *healthy, "q")
    assert shown.count("Type your answer and press Enter.") == 2
    assert shown.count("[1 of 1") == 2
    assert "So far" not in shown


def test_stopping_while_an_answer_is_changed_is_an_interrupt(run_healthy: Run) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_healthy("c", "today")

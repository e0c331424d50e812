"""The command around the interview: what is shown and saved, with the lines from a list."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from conftest import DAY
from keyboard import Person
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from acucheck.cli.commands import interview
from acucheck.cli.stopping import Ended
from acucheck.errors import InvalidAnswers, Misuse
from acucheck.interview import Who, terminal
from acucheck.interview.terminal import Terminal
from acucheck.model.levels import Audience
from acucheck.names.vocabulary import Vocabulary

Run = Callable[..., str]
CONTROL_C, TERMINATED = "^C", "SIGTERM"
STOPS = {CONTROL_C: KeyboardInterrupt, TERMINATED: Ended}
"""What is typed or happens in place of a line, and what it raises."""


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

    def run_with(
        *lines: str,
        audience: Audience | None = Audience.PATIENT,
        colour: bool | None = False,
        answers: str | None = None,
    ) -> str:
        typed = iter(lines)

        class Typing:
            def ask(self, _hint: str) -> str:
                line = next(typed, None)
                if line is None:
                    raise EOFError
                if line in STOPS:
                    raise STOPS[line]
                return line

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(interview, "Terminal", Typing)
        monkeypatch.setattr(interview, "own_screen", lambda: nullcontext(lambda: None))
        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        interview.interview(audience, DAY, None, answers, colour=colour)
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
    shown = run("1", "y", "u", "u", "warfarin", "q")
    assert shown.index("You said: Chest pain") < shown.index("GET HELP NOW")


@pytest.mark.parametrize("stop", [CONTROL_C, "q"])
def test_whoever_stops_before_the_phone_has_its_lines_is_shown_whom_to_call(run: Run, stop: str) -> None:
    shown = run("1", "y", stop, "q")
    assert "I need help now" in shown[shown.index("GET HELP NOW") :]


def test_whoever_goes_back_from_these_lines_and_stops_has_answered_as_before(run: Run) -> None:
    shown = run("1", "y", "b", CONTROL_C, "q")
    assert "pain or pressure in my chest" in shown


def test_on_a_narrow_screen_what_can_be_typed_stands_above_the_cursor(
    run_healthy: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert "Numbers (2? if unsure), names, 0 none,\nu unsure:" in run_healthy("q")


def test_the_end_of_input_after_the_result_is_leaving(run_healthy: Run) -> None:
    assert "GO AHEAD" in run_healthy()


def test_the_end_of_input_before_the_result_is_an_interrupt(run: Run, healthy: list[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(*healthy[:-1])


def test_more_shows_the_whole_page(run: Run, at_the_desk: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "400")
    shown = run("3", *at_the_desk, "m", "", "q", audience=None)
    assert "FOR THE RECORD" in shown
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
    assert shown.count("Type an answer, then Enter.") == 2
    assert shown.count("[1/1") == 2
    assert "So far" not in shown


def test_stopping_while_an_answer_is_changed_is_an_interrupt(run_healthy: Run) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_healthy("c", "today")


# Leaving


@pytest.mark.parametrize("stop", ["q", "quit", "Exit", CONTROL_C])
def test_to_stop_offers_to_save_what_was_answered(
    stop: str, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyboardInterrupt, match="The answers so far are in the file that you saved"):
        run("0", stop, "z", "a", "part.yaml", "q")
    shown = capsys.readouterr().out
    assert "Nothing of this is kept unless you save it." in shown
    assert "Write a, b, x or q." in shown
    assert (tmp_path / "part.yaml").read_text(encoding="utf-8").endswith("danger: none\n")
    assert (tmp_path / "part.yaml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", ["q", "x", CONTROL_C])
def test_who_leaves_without_saving_leaves_nothing(key: str, run: Run, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        run("0", "q", key)
    assert str(stopped.value) == ""
    assert [*tmp_path.iterdir()] == []


def test_who_stopped_by_mistake_goes_on_where_it_was(run: Run, healthy: list[str]) -> None:
    shown = run(*healthy[:3], CONTROL_C, "b", *healthy[3:], "q")
    assert "GO AHEAD" in shown


def test_before_anything_is_answered_there_is_nothing_to_save(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        run("q")
    assert "kept unless" not in capsys.readouterr().out


def test_a_process_that_is_to_end_is_not_held_up(
    run: Run, healthy: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for lines in (["0", TERMINATED], [*healthy, TERMINATED]):
        with suppress(KeyboardInterrupt):
            run(*lines)
        assert "kept unless" not in capsys.readouterr().out


def test_after_the_result_the_answers_are_offered_to_be_saved_once(run_healthy: Run, tmp_path: Path) -> None:
    shown = run_healthy(CONTROL_C, "b", "q", "a", "mine.yaml", "b", "q")
    assert shown.count("Nothing of this is kept unless you save it.") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_after_the_result_the_page_to_take_along_can_still_be_saved(run_healthy: Run, tmp_path: Path) -> None:
    shown = run_healthy("q", "z", "r", "0", "mine.html", "q")
    assert "a save answers, r save report, b back, x leave and clear screen, q leave: " in shown
    assert "Write a, r, b, x or q." in shown
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"]


def test_a_page_that_was_closed_says_so(run_healthy: Run) -> None:
    assert "The page is closed. m shows it again, r saves it" in run_healthy("m", "q", "q", "q")


# The next visit


@pytest.fixture
def last(run_healthy: Run, tmp_path: Path) -> str:
    """The file of a visit on the same day."""
    run_healthy("a", "last.yaml", "q")
    return str(tmp_path / "last.yaml")


NEXT = ("0", "y", "y")
"""No danger signs, all of it still stands, and the same plan."""


def test_the_next_visit_starts_from_a_saved_file(run: Run, last: str) -> None:
    shown = run(*NEXT, "y", "q", answers=last)
    assert f"Answers of {DAY}, given by the person to be treated." in shown
    assert f"These answers of {DAY} count again if nothing has changed." in shown
    assert "GO AHEAD" in shown


def test_a_file_without_a_date_is_asked_for_it(
    run: Run, last: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (tmp_path / "last.yaml").read_text(encoding="utf-8")
    (tmp_path / "last.yaml").write_text("\n".join(text.splitlines()[1:]), encoding="utf-8")
    for lines, heard in (
        (("", "soon", "2099-01-01", "20 November 2026", "0"), "These answers of 2026-11-20 count again"),
        (("u", "0"), "These answers count again"),
        ((), "This file does not say on which day it was answered."),
    ):
        with pytest.raises(KeyboardInterrupt):
            run(*lines, answers=last)
        assert heard in capsys.readouterr().out


def test_a_fault_in_the_file_is_told_with_its_place_before_anything_is_asked(run: Run, last: str) -> None:
    Path(last).write_text("danger: none\nskni: none\n", encoding="utf-8")
    with pytest.raises(InvalidAnswers) as told:
        run("0", answers=last)
    assert "last.yaml:2:1: no question has this name; did you mean 'skin'?" in str(told.value)
    assert Path(last).read_text(encoding="utf-8") == "danger: none\nskni: none\n"


def test_whose_answers_they_are_is_proposed_for_a_report(run: Run, last: str, tmp_path: Path) -> None:
    text = (tmp_path / "last.yaml").read_text(encoding="utf-8")
    (tmp_path / "last.yaml").write_text(f"name: Jo Doe\n{text}", encoding="utf-8")
    run(*NEXT, "y", "r", "y", "named.txt", "r", "0", "plain.txt", "q", answers=last)
    assert "Jo Doe" in (tmp_path / "named.txt").read_text(encoding="utf-8")
    assert "Jo Doe" not in (tmp_path / "plain.txt").read_text(encoding="utf-8")


def test_standard_input_is_the_keyboard(run: Run) -> None:
    with pytest.raises(Misuse, match="needs the name of a file"):
        run("0", answers="-")

"""The interview in a real pseudo-terminal: nothing is answered by accident, and every way of stopping is clean."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pexpect
import pytest

HEALTHY = ["0", "1", "LI4", "0", "34", "n", *["0"] * 10, "y"]
AT_THE_DESK = ["0", "0", "1", "LI4", "0", "34", "n", "0", "0", "0", "y"]
"""A healthy adult, about whom a practitioner answers: no opening line, and one no to the screen of body systems."""

OPENED = [
    *("68 m, apixaban, pacemaker; LI4 ST36, current at the knee", "1", "0", "y", "y", "y", "0", "y", "y", "0"),
    *("y", "0", "left chest", "y", "y"),
]
"""A man on apixaban with a pacemaker, as an opening line names him; what it named is confirmed as marked."""

AFTER = "q quit:"
LEAVING = "q leave:"
WAITING = re.compile(
    r"(unsure|unknown|change\s+it|q\s+quit|q\s+leave|goes\s+back|1,\s+2\s+or\s+3|answer\s+again|it\s+again"
    r"|skip|named|out\s+of\s+it):"
)
"""The end of any line to type on, which may be broken on a narrow screen."""
INTERRUPTED = "Interrupted: nothing was concluded and nothing was written."
SECONDS = 60
"""So long may it take, on a machine that is busy, until something is on the screen."""
COLOUR = re.compile(r"\x1b\[(?:\d+;)*[39]\d[;m]")
"""Any of the sixteen colours, or of more; bold, dim and italic are none."""


class Screen:
    """A running interview: waits for what it asks before it types."""

    def __init__(self, folder: Path, *options: str, columns: int = 80, **environment: str) -> None:
        self.folder = folder
        around = {name: value for name, value in os.environ.items() if name not in {"LINES", "COLUMNS"}}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "acucheck", *options],
            cwd=folder,
            env={**around, "TERM": "xterm", "PYTHONUNBUFFERED": "1", **environment},
            dimensions=(40, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=SECONDS,
        )
        self.child.delaybeforesend = 0.05

    def wait(self, text: str) -> str:
        self.child.expect_exact(text)
        return str(self.child.before)

    def type(self, *lines: str) -> None:
        """Each line once a prompt is there and nothing more is drawn. The prompts all end in a colon."""
        for line in lines:
            self.child.expect(WAITING)
            self.settle()
            self.child.send(line + "\r")

    def type_in_turn(self, lines: Sequence[str]) -> None:
        """Each line at the question of its number: one that is drawn anew shows the prompt before it twice."""
        for number, line in enumerate(lines, start=1):
            self.wait(f"[{number}/")
            self.type(line)

    def settle(self) -> None:
        """Until nothing more is drawn, and the interview waits, however long a busy machine keeps it from its work."""
        quiet = 0
        while quiet < 3:
            try:
                self.child.read_nonblocking(4096, timeout=0.04)
                quiet = 0
            except pexpect.TIMEOUT:
                quiet = quiet + 1 if self._waits() else 0

    def _waits(self) -> bool:
        """Whether the process sleeps, where the system tells that in a file."""
        state = Path(f"/proc/{self.child.pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "S"

    def interrupt(self) -> str:
        """Ctrl-C until it is heard: one typed while a question is being put is thrown away with all typed ahead."""
        for _ in range(SECONDS):
            self.child.sendintr()
            with suppress(pexpect.TIMEOUT):
                self.child.expect_exact(INTERRUPTED, timeout=1)
                return str(self.child.before)
        raise AssertionError(f"Ctrl-C was never heard: {self.child.before!r}")

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0))

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path, "--for", "patient")
    yield made
    made.child.close(force=True)


def test_a_whole_interview_and_what_is_saved_gives_the_same_report(screen: Screen) -> None:
    screen.type(*HEALTHY)
    screen.wait("GO AHEAD: no rule here applies to you")
    screen.type("z", "a", "", "b", "a", "mine.yaml", "r", "0", "mine.yaml", "mine.txt", "m")
    page = screen.wait("q closes:")
    assert "\x1b[?1049h" in page, "a screen of its own, which leaves nothing to scroll back to"
    assert "Lines 1 to" in page
    screen.settle()
    screen.child.send("\r")
    screen.wait("\x1b[?1049l")
    screen.type("q")
    assert screen.end() == 0
    assert screen.files() == ["mine.txt", "mine.yaml"]
    assert [(screen.folder / name).stat().st_mode & 0o777 for name in screen.files()] == [0o600, 0o600]
    command = [sys.executable, "-m", "acucheck", "check", "mine.yaml", "--for", "patient"]
    text = subprocess.run(command, cwd=screen.folder, capture_output=True, text=True, check=False)
    assert text.returncode == 0
    assert text.stdout == (screen.folder / "mine.txt").read_text(encoding="utf-8")
    found = subprocess.run(
        [*command, "--format", "json"], cwd=screen.folder, capture_output=True, text=True, check=False
    )
    assert json.loads(found.stdout)["outcome"]["stands"] == "none"


@pytest.mark.parametrize("line", ["", "not an answer"])
def test_two_hundred_lines_that_answer_nothing_record_nothing(screen: Screen, line: str) -> None:
    screen.child.delaybeforesend = None
    for _ in range(200):
        screen.wait("u unsure:")
        screen.child.send(line + "\r")
    screen.wait("u unsure:")
    screen.settle()
    assert "[2/" not in screen.interrupt()
    assert screen.end() == 130
    assert screen.files() == []


def test_ten_questions_back_an_early_answer_changes_and_its_follow_ups_are_taken_back(screen: Screen) -> None:
    screen.type("0", "1", "LI4", "0", "31", "y", "12", "n", *["0"] * 8)
    screen.type(*["b"] * 11, "n", "0", "0", "0", "y", "a", "mine.yaml", "q")
    assert screen.end() == 0
    command = [sys.executable, "-m", "acucheck", "check", "mine.yaml", "--for", "patient"]
    done = subprocess.run(command, cwd=screen.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Weeks of pregnancy" not in done.stdout


def test_keys_typed_before_a_question_is_drawn_answer_nothing(tmp_path: Path) -> None:
    screen = Screen(tmp_path, "--for", "patient")
    screen.child.send("0\r0\r0\rn\rn\rn\r")
    screen.wait("u unsure:")
    time.sleep(0.3)
    screen.child.send("0\r0\r0\r0\r")  # the first answers; the rest come before the next question is there
    screen.wait("[2/")
    screen.wait("u unknown:")
    with pytest.raises(pexpect.TIMEOUT):
        screen.child.expect_exact("[3/", timeout=1)
    screen.interrupt()
    assert screen.end() == 130


def test_control_d_stops_without_a_result(screen: Screen) -> None:
    screen.wait("u unsure:")
    time.sleep(0.1)
    screen.child.send("\x04")
    screen.wait(INTERRUPTED)
    assert screen.end() == 130
    assert screen.files() == []


def test_stopping_after_the_result_is_leaving(screen: Screen) -> None:
    screen.type(*HEALTHY)
    screen.wait(AFTER)
    time.sleep(0.1)
    screen.child.sendintr()
    screen.wait(LEAVING)
    time.sleep(0.1)
    screen.child.sendintr()
    assert screen.end() == 0


def test_a_closed_terminal_ends_it_and_leaves_nothing(screen: Screen) -> None:
    screen.wait("u unsure:")
    assert screen.child.pid is not None
    os.kill(screen.child.pid, signal.SIGHUP)
    screen.child.expect(pexpect.EOF)
    screen.child.close()
    assert screen.files() == []


def test_another_size_in_the_middle_changes_nothing(screen: Screen) -> None:
    screen.type("0", "1")
    screen.child.setwinsize(20, 40)
    screen.type(*HEALTHY[2:])
    screen.wait("GO AHEAD")
    screen.type("q", "q")
    assert screen.end() == 0


def test_a_paste_of_ten_thousand_characters_is_no_answer(screen: Screen) -> None:
    screen.wait("u unsure:")
    time.sleep(0.1)
    screen.child.send("\x1b[200~" + "0 1 2 3 4 " * 1000 + "\x1b[201~\r")
    screen.wait("Nothing was answered.")
    screen.wait("u unsure:")
    screen.interrupt()
    assert screen.end() == 130


@pytest.mark.parametrize(
    ("columns", "environment"),
    [(40, {}), (80, {"TERM": "dumb"}), (80, {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}), (80, {"NO_COLOR": "1"})],
    ids=["40 columns", "a dumb terminal", "LANG=C", "NO_COLOR"],
)
def test_the_same_lines_serve_every_terminal(tmp_path: Path, columns: int, environment: dict[str, str]) -> None:
    screen = Screen(tmp_path, "--for", "practitioner", columns=columns, **environment)
    screen.type(AT_THE_DESK[0])
    screen.type_in_turn(AT_THE_DESK[1:-1])
    screen.wait("Your answers:")
    screen.type(AT_THE_DESK[-1])
    screen.wait("NO RULE APPLIES")
    shown = screen.wait(AFTER)
    if environment:
        assert not COLOUR.search(shown)
    time.sleep(0.1)
    screen.child.send("q\r")
    screen.type("q")
    assert screen.end() == 0


@pytest.mark.parametrize(
    ("columns", "environment"),
    [(40, {}), (80, {"TERM": "dumb"}), (80, {"NO_COLOR": "1"})],
    ids=["40 columns", "a dumb terminal", "NO_COLOR"],
)
def test_an_opening_line_is_saved_and_read_again(tmp_path: Path, columns: int, environment: dict[str, str]) -> None:
    screen = Screen(tmp_path, "--for", "practitioner", columns=columns, **environment)
    screen.type(OPENED[0])
    screen.wait("TENS")
    screen.type(OPENED[1])
    screen.type_in_turn(OPENED[2:-1])
    screen.wait("Your answers:")
    screen.type(OPENED[-1])
    screen.wait("IN BRIEF")
    screen.type("a", "visit.yaml", "r", "0", "visit.json", "q")
    assert screen.end() == 0
    saved = (tmp_path / "visit.yaml").read_text(encoding="utf-8")
    assert "medicines: [apixaban]" in saved
    assert "Electroacupuncture: [knee]" in saved
    assert "skin: none on one line" in saved
    command = [sys.executable, "-m", "acucheck", "check", "visit.yaml", "--format", "json"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.stdout == (tmp_path / "visit.json").read_text(encoding="utf-8")


def test_an_emergency_ends_the_questions(tmp_path: Path) -> None:
    screen = Screen(tmp_path, "interview")
    screen.type("2")
    screen.wait("Answer for the person who will be treated")
    screen.type("1")
    screen.wait("no, answer again")
    screen.settle()
    screen.child.send("y\r")
    screen.wait("GET HELP NOW")
    screen.type("tight since noon", "62", "u")
    screen.wait("I need help now")
    screen.type("q", "q")
    assert screen.end() == 0


def test_without_a_terminal_one_sentence_names_the_command(tmp_path: Path) -> None:
    for command in ([], ["interview"]):
        done = subprocess.run(
            [sys.executable, "-m", "acucheck", *command],
            cwd=tmp_path,
            input="y\n" * 50,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "acucheck check ANSWERS" in done.stderr


@pytest.mark.parametrize("typed", ["0\r\x03", "0\r1 2\x03", "0\r1\r\x03"])
def test_control_c_behind_keys_typed_ahead_is_heard(typed: str, screen: Screen) -> None:
    screen.wait("u unsure:")
    screen.settle()
    screen.child.send(typed)  # the first answers; the rest is there before the next question
    screen.wait("Nothing of this is kept unless you save it.")
    screen.wait(LEAVING)
    screen.interrupt()
    assert screen.end() == 130


def test_every_way_back_leads_where_it_says(screen: Screen) -> None:
    screen.type("1", "n", "b", "0", "b", "0", "1", "LI4", "?", "0", "34", "n", *["0"] * 10)
    screen.type("4", "b", "b", "0", "4", "2", "y")
    screen.wait("NOT TODAY")
    screen.type("c", "4", "0", "y")
    screen.wait("GO AHEAD: no rule here applies to you")
    screen.type("q", "b", "q", "q")
    assert screen.end() == 0


# The next visit


@pytest.fixture
def next_visit(tmp_path: Path) -> Iterator[Callable[..., Screen]]:
    """Starts from the file `last.yaml`, with a text in it."""
    made: list[Screen] = []

    def start(text: str, *options: str) -> Screen:
        (tmp_path / "last.yaml").write_text(text, encoding="utf-8")
        made.append(Screen(tmp_path, "interview", "--answers", "last.yaml", "--for", "patient", *options))
        return made[-1]

    yield start
    for screen in made:
        screen.child.close(force=True)


LAST = """\
date: 2026-11-02
answered-by: patient
danger: none
plan: {thin needles: [LI4, ST36]}
today: [nothing-eaten]
age: 68
medicines: [Eliquis 5 mg]
bleeding: [blood-thinner]
thinner-now: none
devices: none
heart-lungs: none
cancer-immune: none
organs: none
nerves-mind: none
skin: none
needles-before: none
conditions: none
"""


def test_an_old_file_is_confirmed_saved_and_read_again_with_the_same_json(next_visit: Callable[..., Screen]) -> None:
    screen = next_visit(LAST, "--as-of", "2026-11-22")
    screen.wait("Answers of 2026-11-02, given by the person to be treated.")
    screen.type("0")
    screen.wait("These answers of 2026-11-02 count again if nothing has changed.")
    screen.type("y")
    screen.wait("Last time: thin needles (LI4, ST36)")
    screen.type("y")
    screen.wait("Last time: Nothing eaten")
    screen.type("0", "0", "y")
    screen.type("a", "new.yaml", "r", "0", "new.json", "q")
    assert screen.end() == 0
    assert "date: '2026-11-22'" in (screen.folder / "new.yaml").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "acucheck", "check", "new.yaml", "--for", "patient", "--format", "json"]
    again = subprocess.run(
        [*command, "--as-of", "2026-11-22"], cwd=screen.folder, capture_output=True, text=True, check=False
    )
    assert again.returncode == 10
    assert again.stdout == (screen.folder / "new.json").read_text(encoding="utf-8")
    assert (screen.folder / "last.yaml").read_text(encoding="utf-8") == LAST


def test_an_undated_file_is_asked_for_its_day(next_visit: Callable[..., Screen]) -> None:
    screen = next_visit(LAST.replace("date: 2026-11-02\n", ""), "--as-of", "2026-11-22")
    screen.type("yesterday")
    screen.wait("Write a day that is over")
    screen.type("2026-11-02", "0")
    screen.wait("These answers of 2026-11-02 count again")
    screen.type("n")
    screen.wait("Last time: thin needles")
    screen.interrupt()
    assert screen.end() == 130


def test_a_fault_in_the_file_is_told_with_its_place(next_visit: Callable[..., Screen]) -> None:
    screen = next_visit(LAST.replace("skin: none", "skin: non"))
    screen.wait("last.yaml:15:7:")
    assert screen.end() == 3
    assert "skin: non\n" in (screen.folder / "last.yaml").read_text(encoding="utf-8")


def test_an_interview_that_was_left_goes_on_from_its_file(screen: Screen, next_visit: Callable[..., Screen]) -> None:
    screen.type("0", "1", "LI4", "0", "34", "n", "0", "q", "a", "part.yaml", "q")
    screen.wait("The answers so far are in the file that you saved.")
    assert screen.end() == 130
    again = next_visit((screen.folder / "part.yaml").read_text(encoding="utf-8"))
    again.type("0", "y", "y", *["0"] * 9, "y")
    again.wait("GO AHEAD: no rule here applies to you")
    again.type("q", "q")
    assert again.end() == 0

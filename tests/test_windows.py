"""What Windows needs, tried against stand-ins for its console and its text streams: no test here has run on Windows."""

from __future__ import annotations

import ast
import importlib
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from acucheck.cli import main, saving
from acucheck.cli.commands import interview
from acucheck.interview import terminal, typed_ahead
from acucheck.interview.terminal import Terminal

PACKAGE = Path(interview.__file__).parents[2]
UNIX = ("fcntl", "grp", "posix_spawn", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")


class Console(ModuleType):
    """A stand-in for the module that reads the console: the keys that wait there."""

    def __init__(self, waiting: str) -> None:
        super().__init__("msvcrt")
        self.waiting = list(waiting)

    def kbhit(self) -> bool:
        return bool(self.waiting)

    def getwch(self) -> str:
        return self.waiting.pop(0)


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Iterator[Console]:
    """Some keys typed ahead in a console; the terminal reads as it does on Windows."""
    made = Console("0\r0\r\xe0H")
    with monkeypatch.context() as windows:
        windows.setattr(sys, "platform", "win32")
        windows.setitem(sys.modules, "msvcrt", made)
        importlib.reload(typed_ahead)
    monkeypatch.setattr(terminal, "waiting_keys", typed_ahead.waiting_keys)
    yield made
    importlib.reload(typed_ahead)


def test_keys_typed_ahead_in_a_console_answer_nothing(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("n\r")
        assert Terminal().ask("Are you pregnant? ") == "n"
    assert console.waiting == []


def test_an_empty_console_is_not_waited_for(console: Console) -> None:
    console.waiting.clear()
    assert typed_ahead.waiting_keys() == ""
    assert console.waiting == []


WITHOUT_UNIX = f"""
import sys
sys.modules.update(dict.fromkeys({UNIX}))
from acucheck.cli import main, saving
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", str(PACKAGE / "people" / "healthy.yaml"), "--format", "html"],
        ["batch", str(PACKAGE / "people"), "--summary"],
        ["lookup", "warfarin", "warfrin", "LI4"],
        ["rules", "list"],
        ["template"],
        ["example"],
        ["--help"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_needs_no_module_that_only_unix_has(arguments: list[str]) -> None:
    command = [sys.executable, "-c", WITHOUT_UNIX, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


INTERVIEW_WITHOUT_UNIX = f"""
import asyncio, sys, types  # the first has its own way on each system
sys.modules.update(dict.fromkeys({UNIX}))
sys.modules["msvcrt"] = types.ModuleType("msvcrt")
import questionary
here, sys.platform = sys.platform, "win32"
import acucheck.interview.terminal
sys.platform = here
from acucheck.cli import main, saving
main()
"""


def test_the_interview_needs_no_module_that_only_unix_has() -> None:
    command = [sys.executable, "-c", INTERVIEW_WITHOUT_UNIX]
    done = subprocess.run(command, input="", capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("The interview needs a terminal.")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """Runs a command with text streams as Windows gives them to a pipe; what came out on standard output."""

    def run(*arguments: str) -> bytes:
        streams = {name: io.BytesIO() for name in ("stdout", "stderr")}
        for name, stream in streams.items():
            monkeypatch.setattr(sys, name, io.TextIOWrapper(stream, encoding="cp1252", newline="\r\n"))
        monkeypatch.setattr(sys, "argv", ["acucheck", *arguments])
        with pytest.raises(SystemExit):
            main()
        sys.stdout.flush()
        return streams["stdout"].getvalue()

    return run


def test_standard_output_has_the_same_line_ends_as_elsewhere(written: Callable[..., bytes]) -> None:
    shown = written("example", "--list")
    assert b"healthy\n" in shown
    assert b"\r" not in shown


@pytest.mark.parametrize(
    ("platform", "asked", "coded"),
    [("win32", "", "utf-8"), ("win32", "cp1252", "cp1252"), ("linux", "", "cp1252")],
)
def test_a_pipe_on_windows_is_written_as_it_is_read(
    platform: str, asked: str, coded: str, written: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    if asked:
        monkeypatch.setenv("PYTHONIOENCODING", asked)
    else:
        monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    assert "caf\u00e9" in written("lookup", "caf\u00e9").decode(coded)


def test_every_text_that_is_written_names_its_line_end() -> None:
    """A file that is opened without one gets that of the system, and the same answers other bytes."""
    nameless = []
    for path in PACKAGE.rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        nameless += [f"{path}:{call.lineno}" for call in calls if writes_text(call) and not names_line_end(call)]
    assert nameless == []


def writes_text(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    modes = [given.value for given in call.args if isinstance(given, ast.Constant) and isinstance(given.value, str)]
    opened = name in {"open", "fdopen", "NamedTemporaryFile", "TemporaryFile"}
    return name == "write_text" or (opened and any(set(mode) <= set("wxa+t") and mode for mode in modes))


def names_line_end(call: ast.Call) -> bool:
    return any(
        given.arg == "newline" and isinstance(given.value, ast.Constant) and given.value.value == "\n"
        for given in call.keywords
    )


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('open(name, "w")', True),
        ('path.open("x", encoding="utf-8")', True),
        ('os.fdopen(handle, "a+")', True),
        ("path.write_text(text)", True),
        ('open(name, "wb")', False),
        ("path.open()", False),
        ('path.open("r")', False),
    ],
)
def test_what_writes_text_is_found(line: str, wanted: object) -> None:
    (call,) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert writes_text(call) is wanted
    assert not names_line_end(call)


def test_who_can_read_a_saved_file_is_said_as_it_is() -> None:
    assert saving.who_reads("posix") == "only you can read it"
    assert saving.who_reads("nt") == "whoever may look into that folder can read it"


def test_control_c_among_keys_typed_ahead_in_a_console_is_heard(console: Console) -> None:
    console.waiting = list("0\r\x03")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("n\r")
        with pytest.raises(KeyboardInterrupt):
            Terminal().ask("Are you pregnant? ")
    assert console.waiting == []

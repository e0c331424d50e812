"""Requests to stop: whichever signal brings them, and whenever, nothing half written stays and no traceback comes."""

from __future__ import annotations

import builtins
import os
import runpy
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any, NoReturn

import pexpect
import pytest

from acucheck import cli
from acucheck.cli import command_line, stopping
from acucheck.cli.stopping import leave, stoppable

ROOT = Path(__file__).parent.parent
KILLS = runpy.run_path(str(ROOT / "benchmarks" / "kills.py"))
CAUGHT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class Left(Exception):
    """In place of the end of the process."""


@pytest.fixture
def _leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(code: int) -> NoReturn:
        raise Left(code)

    monkeypatch.setattr(os, "_exit", end)


@pytest.fixture
def _as_before() -> Iterator[None]:
    """What hears of an interrupt is the same afterwards."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("number", CAUGHT)
def test_every_request_to_stop_is_an_interrupt(number: signal.Signals) -> None:
    """Whatever the tests were started by: a shell in the background ignores some of the signals."""
    before = signal.signal(number, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt), stoppable():
            signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)


def test_what_is_ignored_from_outside_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_system_without_some_of_the_signals_has_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SIGHUP", "SIGQUIT"):
        monkeypatch.delattr(signal, name)
    with pytest.raises(KeyboardInterrupt), stoppable():
        signal.raise_signal(signal.SIGTERM)


@pytest.mark.usefixtures("_leaving")
def test_a_second_request_ends_the_process_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []
    monkeypatch.setattr(stopping, "_before_leaving", [lambda: taken.append(True)])
    with pytest.raises(Left, match="130"), stoppable():
        _stop_twice()
    assert taken == [True]
    with pytest.raises(Left, match="130"):
        leave()


def _stop_twice() -> None:
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        signal.raise_signal(signal.SIGTERM)


class Heard:
    """Is thrown away, and raises what it was given then."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __del__(self) -> None:
        raise self.error


def test_an_interrupt_that_python_would_lose_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    left = []
    monkeypatch.setattr(stopping, "leave", lambda: left.append(True))
    monkeypatch.setattr(sys, "__unraisablehook__", lambda lost: left.append(lost.exc_type))
    with stoppable():
        Heard(KeyboardInterrupt())
        Heard(stopping.Ended())
        Heard(ValueError())
    assert left == [True, KeyboardInterrupt, True, stopping.Ended, ValueError]


# The start


@pytest.mark.usefixtures("_leaving", "_as_before")
def test_an_interrupt_while_the_commands_are_loaded_ends_it_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> NoReturn:
        signal.raise_signal(signal.SIGINT)
        raise AssertionError

    monkeypatch.setattr(cli, "main", stopped)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.raises(Left, match="130"):
        runpy.run_module("acucheck", run_name="__main__")


@pytest.mark.usefixtures("_leaving", "_as_before")
def test_one_before_it_can_be_heard_does_too(monkeypatch: pytest.MonkeyPatch) -> None:
    load: FunctionType = builtins.__import__  # type: ignore[assignment]  # it is one

    def stopped(name: str, *more: Any, **options: Any) -> Any:  # noqa: ANN401 - as Python declares it
        if name == "signal":
            raise KeyboardInterrupt
        return load(name, *more, **options)

    monkeypatch.setattr(builtins, "__import__", stopped)
    with pytest.raises(Left, match="130"):
        runpy.run_module("acucheck", run_name="__main__")


@pytest.mark.usefixtures("_as_before")
def test_where_interrupts_are_ignored_they_stay_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "main", lambda: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    runpy.run_module("acucheck", run_name="__main__")
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.usefixtures("_leaving", "_as_before")
def test_one_while_it_is_arranged_who_hears_of_it_ends_the_program_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def arranged() -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "stoppable", arranged)
    with pytest.raises(Left, match="130"):
        cli.main()


# The whole program


@pytest.mark.parametrize("number", KILLS["SIGNALS"])
@pytest.mark.parametrize("command", KILLS["COMMANDS"])
def test_at_no_moment_anything_half_written_or_hidden_is_left(command: str, number: signal.Signals) -> None:
    """A few moments; `benchmarks/kills.py` tries hundreds."""
    found = KILLS["trial"](command, number, 3)
    assert {what: found[what] for what in KILLS["FAULTS"]} == dict.fromkeys(KILLS["FAULTS"], 0)
    assert found["kills"] == 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_list_that_is_stopped_says_how_far_it_was_and_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "acucheck", "batch", "-", "-o", str(tmp_path / "out.jsonl")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(b'{"age": 34}\nx\n')
    process.stdin.flush()
    process.stderr.readline()
    assert [path.name.startswith(".acucheck-") for path in tmp_path.iterdir()] == [True]
    process.send_signal(number)
    assert b"Records done: 1;" in process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_as_it_was_after_an_interview_that_is_stopped(number: signal.Signals) -> None:
    env = {**os.environ, "TERM": "xterm"}
    command = f"{sys.executable} -m acucheck --for patient; echo E$?E; sleep 30"
    child = pexpect.spawn("/bin/sh", ["-c", command], encoding="utf-8", env=env, dimensions=(40, 100))
    before = termios.tcgetattr(child.child_fd)
    child.expect("Numbers|numbers|y yes|0 none", timeout=60)
    for _ in range(600):
        if termios.tcgetattr(child.child_fd) != before:
            break
        child.expect([pexpect.TIMEOUT], timeout=0.1)
    assert termios.tcgetattr(child.child_fd) != before
    (process,) = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    os.kill(int(process), number)
    child.expect("E130E", timeout=60)
    assert termios.tcgetattr(child.child_fd) == before
    child.close(force=True)

"""A request to stop is an interrupt, whichever signal brings it; what is half written is taken away at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""The exit code."""

_before_leaving: list[Callable[[], None]] = []

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
"""Each where there is such a signal: Windows has the first two and the last."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, a request to stop raises KeyboardInterrupt; a second one ends the process. Nothing half written stays.

    A signal that is ignored from outside, as under nohup, stays so.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    hook = sys.unraisablehook
    heard = _Stop()
    try:
        sys.unraisablehook = _swallowed
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, heard)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        sys.unraisablehook = hook


class Ended(KeyboardInterrupt):
    """The process is to end, and not somebody at its keyboard wants to stop."""


class _Stop:
    """Hears of a request to stop."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        if self.asked:
            leave()
        self.asked = True
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise Ended


def before_leaving(work: Callable[[], None]) -> None:
    """Has *work* done where the process has to end at once."""
    _before_leaving.append(work)


def leave() -> None:
    """Ends the process at once, and leaves nothing half written."""
    for work in _before_leaving:
        work()
    os._exit(INTERRUPTED)


def _swallowed(lost: sys.UnraisableHookArgs) -> None:
    """An interrupt that came where Python lets no error through, as while it throws something away, is not lost."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        leave()
    sys.__unraisablehook__(lost)

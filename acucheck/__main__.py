"""`acucheck` and `python -m acucheck`. Loading the commands takes a moment, in which to be stopped is no failure."""

import gc
import os
import sys
from contextlib import suppress
from types import FrameType

INTERRUPTED = 130

_OBJECTS = 100_000
"""Twice as many as are made for one person: until then there is nothing to collect, and looking for it takes time."""


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Until there are commands nothing is read or written, so that there is nothing to say."""
    os._exit(INTERRUPTED)


try:
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
except KeyboardInterrupt:
    os._exit(INTERRUPTED)


def main() -> None:
    """Runs the command line, and ends the process with its exit code."""
    gc.set_threshold(_OBJECTS)
    from acucheck.cli import main as run

    try:
        run()
    except SystemExit as end:
        _end(end)


def _end(end: SystemExit) -> None:
    """Ends the process at once: all is written, and to take everything apart takes Python as long as some pages do."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(int(end.code or 0))


if __name__ == "__main__":
    main()

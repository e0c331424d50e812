"""`acucheck` and `python -m acucheck`. Loading the commands takes a moment, in which to be stopped is no failure."""

import os
from types import FrameType

INTERRUPTED = 130


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
    from acucheck.cli import main as run

    run()


if __name__ == "__main__":
    main()

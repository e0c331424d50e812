"""`acucheck` and `python -m acucheck`. Loading the commands takes a moment, in which to be stopped is no failure."""

import os
import signal
from types import FrameType


def main() -> None:
    """Runs the command line."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    from acucheck.cli import main as run

    run()


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Until there are commands nothing is read or written, so that there is nothing to say."""
    os._exit(130)


if __name__ == "__main__":
    main()

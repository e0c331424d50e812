"""The one boundary: expected errors become a sentence, an interrupt 130, and anything else an honest "a bug"."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb

import typer
from typer.exceptions import TyperException


@contextmanager
def boundary() -> Iterator[None]:
    """Turns what goes wrong inside into a sentence on standard error and an exit code."""
    try:
        yield
    except typer.Exit:  # an exit code is known
        raise
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - whatever it is, it is not a result
        raise typer.Exit(_told_exit_code(error)) from None


def _told_exit_code(error: KeyboardInterrupt | Exception) -> int:
    """The exit code of a failure, which is told on standard error."""
    from acucheck.cli import exit_codes
    from acucheck.cli.output import is_spent
    from acucheck.cli.stopping import INTERRUPTED
    from acucheck.errors import AcucheckError

    match error:
        case TyperException():
            return _command_line_fault(error)
        case AcucheckError():
            say(str(error))
            return exit_codes.of_failure(error)
        case KeyboardInterrupt():
            say(str(error) or "Interrupted: nothing was concluded and nothing was written.")
            return INTERRUPTED
        case OSError() if is_spent(error):
            return _unprinted(error)
        case _:
            what = f"{type(error).__name__} at {failing_line(error)}"
            say(
                f"This is a bug in acucheck, not a result: {what}. Nothing was concluded. "
                "Send this line to whoever you have acucheck from."
            )
            return exit_codes.BUG


def _command_line_fault(error: TyperException) -> int:
    """The exit code of a wrong command line, which the library explains."""
    try:
        error.show()  # type: ignore[attr-defined]  # every one that the library raises has it
    except OSError:
        from acucheck.cli.output import silence

        silence(sys.stderr)
    return error.exit_code


def _unprinted(error: OSError) -> int:
    """The exit code where help or the version cannot be printed. A reader that has gone away is no failure."""
    from acucheck.cli import exit_codes
    from acucheck.cli.output import silence
    from acucheck.errors import Misuse

    silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 0
    say(f"standard output: this cannot be written ({error.strerror}).")
    return exit_codes.of_failure(Misuse())


def failing_line(error: Exception) -> str:
    """Module and line of the failure; never its text, which may hold answers."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    return f"{frame.f_globals.get('__name__', '?')}:{line}"


def say(text: str) -> None:
    """Prints *text* on standard error, with what could steer a terminal written as its code."""
    from acucheck.render.safe_text import escape_controls

    if sys.stderr is None:  # closed by the caller: the exit code still tells
        return
    lines = "".join(f"{escape_controls(line)}\n" for line in text.splitlines())
    try:
        sys.stderr.write(lines)
        sys.stderr.flush()
    except OSError:  # full
        from acucheck.cli.output import silence

        silence(sys.stderr)

"""The one boundary: expected errors become a sentence, an interrupt 130, and anything else an honest "a bug"."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from traceback import walk_tb

import typer
from typer.exceptions import TyperException


@contextmanager
def boundary() -> Iterator[None]:
    """Turns what goes wrong inside into a sentence on standard error and an exit code."""
    try:
        yield
    except (typer.Exit, TyperException):  # an exit code is known; a wrong command line the library explains itself
        raise
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - whatever it is, it is not a result
        raise typer.Exit(_told(error)) from None


def _told(error: KeyboardInterrupt | Exception) -> int:
    """The exit code of a failure, which is told on standard error."""
    from acucheck.cli import exits
    from acucheck.errors import AcucheckError

    match error:
        case AcucheckError():
            say(str(error))
            return exits.of_failure(error)
        case KeyboardInterrupt():
            say("Interrupted: nothing was concluded and nothing was written.")
            return exits.INTERRUPTED
        case _:
            what = f"{type(error).__name__} at {where(error)}"
            say(
                f"This is a bug in acucheck, not a result: {what}. Nothing was concluded. "
                "Send this line to whoever you have acucheck from."
            )
            return exits.BUG


def where(error: Exception) -> str:
    """Module and line of the failure; never its text, which may hold answers."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    return f"{frame.f_globals.get('__name__', '?')}:{line}"


def say(text: str) -> None:
    """Prints *text* on standard error, with what could steer a terminal written as its code."""
    from acucheck.render.plain import harmless

    with suppress(OSError, AttributeError):  # full, or closed by the caller: the exit code still tells
        sys.stderr.write("".join(f"{harmless(line)}\n" for line in text.splitlines()))

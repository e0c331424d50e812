"""The one boundary: expected errors become a sentence, an interrupt 130, and anything else an honest "a bug"."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from acucheck.cli import exits
from acucheck.errors import AcucheckError


@contextmanager
def boundary() -> Iterator[None]:
    """Turns what goes wrong inside into a sentence on standard error and an exit code."""
    try:
        yield
    except AcucheckError as error:
        _say(str(error))
        raise typer.Exit(exits.of_failure(error)) from None
    except KeyboardInterrupt:
        _say("Interrupted: nothing was concluded and nothing was written.")
        raise typer.Exit(exits.INTERRUPTED) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        if _is_usage(error):
            raise
        what = f"{type(error).__name__} at {_where(error)}"
        _say(f"This is a bug in acucheck, not a result: {what}. Nothing was concluded.")
        raise typer.Exit(exits.BUG) from None


def _is_usage(error: Exception) -> bool:
    """Whether the command line was wrong: the library prints those itself, with exit code 2."""
    return hasattr(error, "exit_code")


def _where(error: Exception) -> str:
    """Module and line of the failure; never its text, which may hold answers."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "an unknown place"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")

"""Completion in a shell that is named. By itself the library knows only the shell around it, and passes over a name."""

from __future__ import annotations

import os
from collections.abc import Sequence

SHELLS = ("bash", "fish", "powershell", "zsh")


def show_of_named(arguments: Sequence[str]) -> None:
    """Has the library print the script of the shell that *arguments* name; does nothing where they ask for no such."""
    match arguments:
        case ["--show-completion", shell] if shell in SHELLS:
            os.environ["_ACUCHECK_COMPLETE"] = f"source_{shell}"
        case _:
            pass


def refusal(arguments: Sequence[str]) -> str | None:
    """Why a shell that *arguments* name would be passed over; None where they name none."""
    match arguments:
        case ["--show-completion", _, *_]:
            return f"There is completion for one shell at a time: {', '.join(SHELLS)}."
        case ["--install-completion", _, *_]:
            return (
                "It is installed for the shell you are in; 'acucheck --show-completion SHELL' prints that of another."
            )
        case _:
            return None

"""The options of the commands that report on answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, Optional

import typer
from typer.models import OptionInfo

from acucheck.cli.options import DAY_FORMAT
from acucheck.model.levels import Audience, Outcome
from acucheck.render.formats import Format

FailOn = Literal["care", "change", "ask", "not-today", "help"]
"""The outcome from which the exit code is not 0."""

RECORD = "record"
"""In place of the day of a check: each record is read on its own."""


def outcome_named(word: FailOn) -> Outcome:
    """The outcome that *word* names."""
    return Outcome[word.upper().replace("-", "_")]


def format_option(formats: Mapping[str, Format], what: str) -> OptionInfo:
    """An option that takes the name of a format."""

    def read(word: str) -> Format:
        if word not in formats:
            raise typer.BadParameter(f"{word!r} is not one of {', '.join(formats)}.")
        return formats[word]

    def complete(incomplete: str) -> list[str]:
        return [name for name in formats if name.startswith(incomplete)]

    option: OptionInfo = typer.Option(
        "--format", parser=read, metavar=f"<{'|'.join(formats)}>", autocompletion=complete, help=what
    )
    return option


def _day_of_check(text: str) -> str:
    """The day of a check as it is written, or the word for each record's own. Raises BadParameter for anything else."""
    if text == RECORD:
        return text
    try:
        datetime.strptime(text, DAY_FORMAT)  # noqa: DTZ007 - a day has no time
    except ValueError:
        raise typer.BadParameter(f"'{text}' does not match the format '{DAY_FORMAT}', and is not '{RECORD}'.") from None
    return text


ForOption = Annotated[Audience, typer.Option("--for", help="Who the page is for.")]
DayOfCheckOption = Annotated[
    Optional[str],
    typer.Option(
        "--as-of",
        parser=_day_of_check,
        metavar="DATE",
        help=f"The day of the check, today if absent; '{RECORD}': that on which each record was answered.",
    ),
]

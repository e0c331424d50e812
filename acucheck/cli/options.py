"""The options that several commands share, and the words each of them takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Optional

import typer

from acucheck.model.levels import Audience

ListingFormat = Literal["text", "json"]
"""What is known of a name, or of rules, is written as."""

DAY_FORMAT = "%Y-%m-%d"

RulesOption = Annotated[
    Optional[str],
    typer.Option(
        "--rules", envvar="ACUCHECK_RULES", metavar="FILE", help="A practice's own file, or another rule book."
    ),
]
AskForOption = Annotated[Optional[Audience], typer.Option("--for", help="Who is answering; asked when absent.")]
LastAnswersOption = Annotated[
    Optional[str],
    typer.Option("--answers", metavar="FILE", help="Start from the answers of the last visit, as they were saved."),
]
AsOfOption = Annotated[
    Optional[datetime],
    typer.Option("--as-of", formats=[DAY_FORMAT], metavar="DATE", help="The day of the session; today if absent."),
]
ColourOption = Annotated[
    Optional[bool],
    typer.Option("--color/--no-color", help="Colour; else NO_COLOR, FORCE_COLOR and the terminal decide."),
]


def day_of(moment: datetime | None) -> date | None:
    """The day of a date that was given as an option."""
    return None if moment is None else moment.date()

"""The options that several commands share, and the words each of them takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Optional

import typer
from typer.models import OptionInfo

from acucheck.model.levels import Audience
from acucheck.render.formats import BY_ENDING, LISTS, PAGES, Format


class TemplateFormat(StrEnum):
    """What there is to be filled in."""

    YAML = "yaml"
    CSV = "csv"


class LookupFormat(StrEnum):
    """What is known of a name, or of rules, is written as."""

    TEXT = "text"
    JSON = "json"


class LookupKind(StrEnum):
    """What a name is looked up as."""

    MEDICINES = "medicines"
    CONDITIONS = "conditions"
    POINTS = "points"
    TECHNIQUES = "techniques"


class DiffFailOn(StrEnum):
    """What a difference between rule books has in it for the exit code not to be 0."""

    MILDER = "milder"


class FailOn(StrEnum):
    """The outcome from which the exit code is not 0."""

    CARE = "care"
    CHANGE = "change"
    ASK = "ask"
    NOT_TODAY = "not-today"
    HELP = "help"


def _format_option(formats: Mapping[str, Format], what: str) -> OptionInfo:
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


PageFormatOption = Annotated[
    Optional[Format], _format_option(PAGES, "What to write; a file's ending says it, else text.")
]
ListFormatOption = Annotated[
    Optional[Format],
    _format_option(LISTS, "A line of JSON for each record, or a report for each in a folder; lines if absent."),
]
OutputOption = Annotated[
    Optional[list[str]],
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=f"Write a file that ends in one of {', '.join(BY_ENDING)}; can be repeated.",
    ),
]
RECORD = "record"
"""In place of the day of a check: each record is read on its own."""

DAY_FORMAT = "%Y-%m-%d"


def _day_of_check(text: str) -> str:
    """The day of a check as it is written, or the word for each record's own. Raises BadParameter for anything else."""
    if text == RECORD:
        return text
    try:
        datetime.strptime(text, DAY_FORMAT)  # noqa: DTZ007 - a day has no time
    except ValueError:
        raise typer.BadParameter(f"'{text}' does not match the format '{DAY_FORMAT}', and is not '{RECORD}'.") from None
    return text


RulesOption = Annotated[
    Optional[str],
    typer.Option(
        "--rules", envvar="ACUCHECK_RULES", metavar="FILE", help="A practice's own file, or another rule book."
    ),
]
ForOption = Annotated[Audience, typer.Option("--for", help="Who the page is for.")]
WordingOption = Annotated[Audience, typer.Option("--for", help="Whose wording the questions have.")]
AskForOption = Annotated[Optional[Audience], typer.Option("--for", help="Who is answering; asked when absent.")]
LastAnswersOption = Annotated[
    Optional[str],
    typer.Option("--answers", metavar="FILE", help="Start from the answers of the last visit, as they were saved."),
]
AsOfOption = Annotated[
    Optional[datetime],
    typer.Option("--as-of", formats=[DAY_FORMAT], metavar="DATE", help="The day of the session; today if absent."),
]
DayOfCheckOption = Annotated[
    Optional[str],
    typer.Option(
        "--as-of",
        parser=_day_of_check,
        metavar="DATE",
        help=f"The day of the check, today if absent; '{RECORD}': that on which each record was answered.",
    ),
]
ColourOption = Annotated[
    Optional[bool],
    typer.Option("--color/--no-color", help="Colour; else NO_COLOR, FORCE_COLOR and the terminal decide."),
]

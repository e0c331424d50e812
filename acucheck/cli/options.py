"""The options that several commands share, and the words each of them takes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Optional

import typer

from acucheck.model.levels import Audience


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class ListFormat(StrEnum):
    """What a list of people is written as."""

    LINES = "lines"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class TemplateFormat(StrEnum):
    """What there is to be filled in."""

    YAML = "yaml"
    CSV = "csv"


class LookupFormat(StrEnum):
    """What is known of a name is written as."""

    TEXT = "text"
    JSON = "json"


class LookupKind(StrEnum):
    """What a name is looked up as."""

    MEDICINES = "medicines"
    CONDITIONS = "conditions"
    POINTS = "points"
    TECHNIQUES = "techniques"


class FailOn(StrEnum):
    """The outcome from which the exit code is not 0."""

    CARE = "care"
    CHANGE = "change"
    ASK = "ask"
    NOT_TODAY = "not-today"
    HELP = "help"


RulesOption = Annotated[
    Optional[str], typer.Option("--rules", envvar="ACUCHECK_RULES", metavar="FILE", help="Another rule book.")
]
ForOption = Annotated[Audience, typer.Option("--for", help="Who the page is for.")]
WordingOption = Annotated[Audience, typer.Option("--for", help="Whose wording the questions have.")]
AskForOption = Annotated[Optional[Audience], typer.Option("--for", help="Who is answering; asked when absent.")]
AsOfOption = Annotated[
    Optional[datetime],
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="The day due dates are counted from; today if absent."
    ),
]
ColourOption = Annotated[
    Optional[bool],
    typer.Option("--color/--no-color", help="Colour; else NO_COLOR, FORCE_COLOR and the terminal decide."),
]

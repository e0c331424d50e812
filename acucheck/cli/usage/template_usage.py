"""`acucheck template`: its options."""

from typing import Annotated, Literal

import typer

from acucheck.cli.options import RulesOption
from acucheck.cli.usage import one_command
from acucheck.model.levels import Audience

usage = one_command()


@usage.command()
def template(
    audience: Annotated[Audience, typer.Option("--for", help="Whose wording the questions have.")] = Audience.PATIENT,
    format: Annotated[
        Literal["yaml", "csv"], typer.Option("--format", help="A file for one person, or a table for many.")
    ] = "yaml",
    rules: RulesOption = None,
) -> None:
    """Print an empty answers file with every question, or a table."""
    from acucheck.cli.commands.template import print_table_template, print_template

    if format == "csv":
        print_table_template(audience, rules)
    else:
        print_template(audience, rules)

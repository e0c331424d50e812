"""`acucheck help`: its argument."""

from typing import Annotated, Optional

import typer

from acucheck.cli.usage import one_command

usage = one_command()


@usage.command("help")
def show_help(
    command: Annotated[Optional[list[str]], typer.Argument(metavar="[COMMAND]", help="One command alone.")] = None,
) -> None:
    """Say what there is."""
    from acucheck.cli.command_line import app

    app([*(command or []), "--help"], prog_name="acucheck")

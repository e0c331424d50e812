"""`acucheck lookup`: its arguments and options."""

from typing import Annotated, Literal, Optional

import typer

from acucheck.cli.options import ListingFormat, RulesOption
from acucheck.cli.usage import one_command

usage = one_command()


@usage.command()
def lookup(
    names: Annotated[
        list[str], typer.Argument(metavar="NAMES...", help="Names as people write them; - for lines on standard input.")
    ],
    kind: Annotated[
        Optional[Literal["medicines", "conditions", "points", "techniques"]],
        typer.Option("--kind", help="What they are; found out when absent."),
    ] = None,
    format: Annotated[ListingFormat, typer.Option("--format", help="What to write.")] = "text",
    rules: RulesOption = None,
) -> None:
    """Show what a medicine, condition, point or technique is read as."""
    from acucheck.cli.commands.lookup import look_up
    from acucheck.names.lookup import LookupKind

    wanted = LookupKind(kind) if kind else None
    look_up(names, wanted, as_json=format == "json", rules=rules)

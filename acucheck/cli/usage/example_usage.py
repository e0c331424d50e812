"""`acucheck example`: its argument and options."""

from typing import Annotated

import typer

from acucheck.cli.usage import one_command

usage = one_command()


def _complete_people(incomplete: str) -> list[str]:
    from acucheck.cli.commands.template import people

    return [name for name in people() if name.startswith(incomplete)]


@usage.command()
def example(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", autocompletion=_complete_people, help="Which person.")
    ] = "healthy",
    names: Annotated[bool, typer.Option("--list", help="List the names instead.")] = False,
) -> None:
    """Print the answers file of an example person."""
    from acucheck.cli.commands.template import print_names, print_person

    if names:
        print_names()
    else:
        print_person(name)

"""How commands are called: a module for each says what it takes, and calls the one function that does it.

What that function needs is imported only then. Annotations are not put off: Typer would evaluate the text of each,
several times.
"""

import typer


def one_command() -> typer.Typer:
    """What takes one command, with plain help; completion is that of the whole program."""
    return typer.Typer(add_completion=False, rich_markup_mode=None)

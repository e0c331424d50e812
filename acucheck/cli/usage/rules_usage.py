"""`acucheck rules`: its commands, each with its arguments and options."""

from typing import Annotated, Literal, Optional

import typer
from typer.core import TyperGroup

from acucheck.cli.options import ListingFormat, RulesOption

usage = typer.Typer(
    name="rules",
    cls=TyperGroup,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="For rule authors: check, list, show and compare rules.",
)


def _rule_ids(incomplete: str) -> list[str]:
    from acucheck.cli.commands.rules import rule_ids

    return [name for name in rule_ids() if name.startswith(incomplete)]


@usage.command("check")
def rules_check(
    file: Annotated[
        Optional[str],
        typer.Argument(metavar="[FILE]", envvar="ACUCHECK_RULES", help="The rule book; the usual one if absent."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse what is only warned of as well.")] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Print how far the examples go instead.")] = False,
) -> None:
    """Check a rule book, or a practice's own file, with its examples.

    Every problem is listed with its place.
    """
    from acucheck.cli.commands.rules import check_rules, print_coverage

    if coverage:
        print_coverage(file)
    else:
        check_rules(file, strict=strict)


@usage.command("list")
def rules_list(
    format: Annotated[ListingFormat, typer.Option("--format", help="What to write.")] = "text",
    rules: RulesOption = None,
) -> None:
    """List the rules: name, strictest level, title."""
    from acucheck.cli.commands.rules import list_rules

    list_rules(rules, as_json=format == "json")


@usage.command("show")
def rules_show(
    name: Annotated[str, typer.Argument(metavar="ID", autocompletion=_rule_ids, help="The rule's name.")],
    format: Annotated[ListingFormat, typer.Option("--format", help="What to write.")] = "text",
    rules: RulesOption = None,
) -> None:
    """Show one rule: when it holds, what it says, and its sources."""
    from acucheck.cli.commands.rules import show_rule

    show_rule(name, rules, as_json=format == "json")


@usage.command("new")
def rules_new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What to call it, such as practice.yaml.")],
) -> None:
    """Write a practice's own file to begin with, and its schema."""
    from acucheck.cli.commands.rules import new_file

    new_file(file)


@usage.command("schema")
def rules_schema(
    answers: Annotated[bool, typer.Option("--answers", help="That of an answers file instead.")] = False,
    rules: RulesOption = None,
) -> None:
    """Print a JSON Schema, for editors that complete and explain."""
    from acucheck.cli.commands.rules import print_schema

    print_schema(rules, of_answers=answers)


@usage.command("copy")
def rules_copy(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; a file that is not there yet.")],
) -> None:
    """Copy the rules as they are, to compare after an update."""
    from acucheck.cli.commands.rules import copy_core

    copy_core(file)


@usage.command("diff")
def rules_diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A rule book, or 'core' for that of this acucheck.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one, or 'core'.")],
    people: Annotated[
        Optional[str],
        typer.Option("--people", metavar="LIST", help="A list or folder of answers; the books' examples if absent."),
    ] = None,
    own: Annotated[
        Optional[str], typer.Option("--own", metavar="FILE", help="A practice's own file, put over both.")
    ] = None,
    format: Annotated[ListingFormat, typer.Option("--format", help="What to write.")] = "text",
    fail_on: Annotated[
        Optional[Literal["milder"]],
        typer.Option("--fail-on", help="Exit with 6 when a rule or a person is milder by NEW."),
    ] = None,
) -> None:
    """Show what differs between two rule books, and for whom.

    People are read as of the day they answered.
    """
    from acucheck.cli.commands.rules_diff import diff

    code = diff(old, new, people, own, as_json=format == "json", fail_on_milder=fail_on is not None)
    raise typer.Exit(code)

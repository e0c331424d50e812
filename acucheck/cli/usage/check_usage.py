"""`acucheck check`: its arguments and options."""

from datetime import datetime
from typing import Annotated, Optional

import typer

from acucheck.cli.options import RulesOption, day_of
from acucheck.cli.report_options import DayOfCheckOption, FailOn, ForOption, format_option, outcome_named
from acucheck.cli.usage import one_command
from acucheck.model.levels import Audience
from acucheck.render.formats import BY_ENDING, REPORT_FORMATS, Format

usage = one_command()


@usage.command()
def check(
    answers: Annotated[
        str, typer.Argument(metavar="ANSWERS", help="An answers file in YAML or JSON; - for standard input.")
    ],
    audience: ForOption = Audience.PRACTITIONER,
    format: Annotated[
        Optional[Format], format_option(REPORT_FORMATS, "What to write; a file's ending says it, else text.")
    ] = None,
    as_of: DayOfCheckOption = None,
    output: Annotated[
        Optional[list[str]],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=f"Write a file that ends in one of {', '.join(BY_ENDING)}; can be repeated.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
    name: Annotated[str, typer.Option("--name", help="Whose page it is, where the file has no name.")] = "",
    day: Annotated[
        Optional[datetime],
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="DATE", help="The day the answers are of, where the file has none."
        ),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 0 for outcomes below this one.")] = "care",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the outcome.")] = False,
    rules: RulesOption = None,
) -> None:
    """Report on an answers file.

    Exit codes: 0 nothing to act on, 10 care, 11 change the plan, 12 ask first, 13 not today, 14 get help,
    20 not settled; 2 usage, 3 answers invalid, 4 rules invalid, 5 no question answered, 1 a bug.
    """
    from acucheck.cli.asked_day import asked_day
    from acucheck.cli.commands.check import Wanted, check_file
    from acucheck.model.answers import Head

    head = Head(name=name, day=day_of(day))
    wanted = Wanted(audience, format, output or [], head, force)
    code = check_file(answers, wanted, asked_day(as_of), outcome_named(fail_on), rules)
    if exit_zero:
        raise typer.Exit
    raise typer.Exit(code)

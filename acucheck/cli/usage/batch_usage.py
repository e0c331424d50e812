"""`acucheck batch`: its arguments and options."""

from typing import Annotated, Optional

import typer

from acucheck.cli.options import RulesOption
from acucheck.cli.report_options import DayOfCheckOption, FailOn, ForOption, format_option, outcome_named
from acucheck.cli.usage import one_command
from acucheck.model.levels import Audience
from acucheck.render.formats import LIST_FORMATS, Format

usage = one_command()


@usage.command()
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUTS...",
            help="CSV, JSON lines or a JSON list; a folder of YAML or JSON files; or - for standard input.",
        ),
    ],
    audience: ForOption = Audience.PRACTITIONER,
    format: Annotated[
        Optional[Format],
        format_option(
            LIST_FORMATS, "A line of JSON for each record, or a report for each in a folder; lines if absent."
        ),
    ] = None,
    as_of: DayOfCheckOption = None,
    output: Annotated[
        Optional[str],
        typer.Option("--output", "-o", metavar="PATH", help="A file for lines, a new or empty folder for reports."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file or reports that are there.")] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="Write the reports that are not in the folder yet, and no other.")
    ] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="Print counts, with --format json as JSON; without --output nothing else.")
    ] = False,
    fail_on: Annotated[
        Optional[FailOn], typer.Option("--fail-on", help="Exit as check does for the worst record from this outcome.")
    ] = None,
    rules: RulesOption = None,
) -> None:
    """Report on many records: a list or a folder of answers files.

    A record that cannot be read is named on standard error and among the lines, and the rest go on. Exit
    codes: 0 all were assessed, whatever the outcomes (but see --fail-on), 3 at least one could not be read; else
    as check.
    """
    from acucheck.cli.asked_day import asked_day
    from acucheck.cli.commands.batch import batch_files
    from acucheck.cli.sinks import Target
    from acucheck.render.formats import LINES

    target = Target(format or LINES, output, audience, force, missing, summary)
    lowest = outcome_named(fail_on) if fail_on else None
    code = batch_files(inputs, target, asked_day(as_of), lowest, rules, summary=summary)
    raise typer.Exit(code)

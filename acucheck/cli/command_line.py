"""The commands. Each says what it takes and calls one function; what that needs is imported only then.

Their annotations are not put off: Typer would evaluate the text of each at every start, several times.
"""

import gc
import os
import sys
from datetime import date, datetime
from io import TextIOWrapper
from typing import Annotated, Any, Optional

import typer
from typer.core import TyperGroup

from acucheck import __version__
from acucheck.cli.boundary import boundary
from acucheck.cli.completion import refusal, show_of_named
from acucheck.cli.options import (
    AskForOption,
    AsOfOption,
    ColourOption,
    DayOfCheckOption,
    DiffFailOn,
    FailOn,
    ForOption,
    LastAnswersOption,
    ListFormatOption,
    LookupFormat,
    LookupKind,
    OutputOption,
    PageFormatOption,
    RulesOption,
    TemplateFormat,
    WordingOption,
)
from acucheck.cli.stopping import stoppable
from acucheck.model.levels import Audience, Outcome


class _Group(TyperGroup):
    """Runs every command inside the boundary."""

    def make_context(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as the library declares it
        with boundary():
            return super().make_context(*args, **extra)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as the library declares it
        reason = refusal(args)
        if reason is not None:
            ctx.fail(reason)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as the library declares it
        with boundary():
            return super().invoke(ctx)


def _rule_ids(incomplete: str) -> list[str]:
    from acucheck.cli.commands.rules import rule_ids

    return [name for name in rule_ids() if name.startswith(incomplete)]


def _complete_people(incomplete: str) -> list[str]:
    from acucheck.cli.commands.template import people

    return [name for name in people() if name.startswith(incomplete)]


app = typer.Typer(
    cls=_Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A safety check before an acupuncture session. It informs; it does not diagnose and never proves safety.",
)
rules_app = typer.Typer(
    cls=TyperGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="For rule authors: check, list, show and compare rules.",
)
app.add_typer(rules_app, name="rules")


def main() -> None:
    """Runs the command line, and ends the process with its exit code."""
    _prepare_streams()
    show_of_named(sys.argv[1:])
    try:
        with stoppable(), boundary():
            app(prog_name="acucheck")
    except typer.Exit as end:
        sys.exit(end.exit_code)
    finally:
        gc.freeze()  # else Python looks through everything once more before it ends


def _prepare_streams() -> None:
    """A glyph that the output cannot show is written as its code; lines end alike everywhere; a closed output fails."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", newline="\n")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # not when the caller has closed it
            stream.reconfigure(encoding=_encoding(stream), errors="backslashreplace", newline="\n")


def _encoding(stream: TextIOWrapper) -> str:
    """That of the system; but UTF-8, which `check -` reads, for a pipe on Windows, as in Python 3.15."""
    if sys.platform == "win32" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
        return "utf-8"
    return stream.encoding


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    audience: AskForOption = None,
    as_of: AsOfOption = None,
    colour: ColourOption = None,
    rules: RulesOption = None,
    answers: LastAnswersOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Print the version and the rules that are used.")
    ] = False,
) -> None:
    if version or verbose:
        typer.echo(f"acucheck {__version__}")
        if verbose:
            from acucheck.cli.commands.version import print_rules_in_use

            print_rules_in_use(rules)
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        ask(audience, as_of, colour, rules, answers)
    else:
        _refuse_before(ctx)


def _date(day: datetime | None) -> date | None:
    return None if day is None else day.date()


def _refuse_before(ctx: typer.Context) -> None:
    """Options in front of a command would be lost on it."""
    for name in ctx.params:
        source = ctx.get_parameter_source(name)
        if source and source.name == "COMMANDLINE":
            from acucheck.errors import Misuse

            raise Misuse(f"Write the options after '{ctx.invoked_subcommand}', not before it.")


@app.command("interview")
def ask(
    audience: AskForOption = None,
    as_of: AsOfOption = None,
    colour: ColourOption = None,
    rules: RulesOption = None,
    answers: LastAnswersOption = None,
) -> None:
    """Ask the questions at the terminal, as no command at all does."""
    from acucheck.cli.commands.interview import interview

    interview(audience, _date(as_of), rules, answers, colour=colour)


@app.command()
def check(
    answers: Annotated[
        str, typer.Argument(metavar="ANSWERS", help="An answers file in YAML or JSON; - for standard input.")
    ],
    audience: ForOption = Audience.PRACTITIONER,
    format: PageFormatOption = None,
    as_of: DayOfCheckOption = None,
    output: OutputOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
    name: Annotated[str, typer.Option("--name", help="Whose page it is, where the file has no name.")] = "",
    day: Annotated[
        Optional[datetime],
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="DATE", help="The day the answers are of, where the file has none."
        ),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 0 for outcomes below this one.")] = FailOn.CARE,
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

    head = Head(name=name, day=_date(day))
    wanted = Wanted(audience, format, output or [], head, force)
    code = check_file(answers, wanted, asked_day(as_of), Outcome[fail_on.name], rules)
    if exit_zero:
        raise typer.Exit
    raise typer.Exit(code)


@app.command()
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUTS...",
            help="CSV, JSON lines or a JSON list; a folder of YAML or JSON files; or - for standard input.",
        ),
    ],
    audience: ForOption = Audience.PRACTITIONER,
    format: ListFormatOption = None,
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
    lowest = Outcome[fail_on.name] if fail_on else None
    raise typer.Exit(batch_files(inputs, target, asked_day(as_of), lowest, rules, summary=summary))


@app.command()
def template(
    audience: WordingOption = Audience.PATIENT,
    format: Annotated[
        TemplateFormat, typer.Option("--format", help="A file for one person, or a table for many.")
    ] = TemplateFormat.YAML,
    rules: RulesOption = None,
) -> None:
    """Print an empty answers file with every question, or a table."""
    from acucheck.cli.commands.template import print_table_template, print_template

    if format is TemplateFormat.CSV:
        print_table_template(audience, rules)
    else:
        print_template(audience, rules)


@app.command()
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


@app.command()
def lookup(
    names: Annotated[
        list[str], typer.Argument(metavar="NAMES...", help="Names as people write them; - for lines on standard input.")
    ],
    kind: Annotated[Optional[LookupKind], typer.Option("--kind", help="What they are; found out when absent.")] = None,
    format: Annotated[LookupFormat, typer.Option("--format", help="What to write.")] = LookupFormat.TEXT,
    rules: RulesOption = None,
) -> None:
    """Show what a medicine, condition, point or technique is read as."""
    from acucheck.cli.commands.lookup import look_up
    from acucheck.names.lookup import LookupKind

    look_up(names, LookupKind(kind.value) if kind else None, as_json=format is LookupFormat.JSON, rules=rules)


@app.command("help")
def show_help(
    command: Annotated[Optional[list[str]], typer.Argument(metavar="[COMMAND]", help="One command alone.")] = None,
) -> None:
    """Say what there is."""
    app([*(command or []), "--help"], prog_name="acucheck")


@rules_app.command("check")
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


@rules_app.command("list")
def rules_list(
    format: Annotated[LookupFormat, typer.Option("--format", help="What to write.")] = LookupFormat.TEXT,
    rules: RulesOption = None,
) -> None:
    """List the rules: name, strictest level, title."""
    from acucheck.cli.commands.rules import list_rules

    list_rules(rules, as_json=format is LookupFormat.JSON)


@rules_app.command("show")
def rules_show(
    name: Annotated[str, typer.Argument(metavar="ID", autocompletion=_rule_ids, help="The rule's name.")],
    format: Annotated[LookupFormat, typer.Option("--format", help="What to write.")] = LookupFormat.TEXT,
    rules: RulesOption = None,
) -> None:
    """Show one rule: when it holds, what it says, and its sources."""
    from acucheck.cli.commands.rules import show_rule

    show_rule(name, rules, as_json=format is LookupFormat.JSON)


@rules_app.command("new")
def rules_new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What to call it, such as practice.yaml.")],
) -> None:
    """Write a practice's own file to begin with, and its schema."""
    from acucheck.cli.commands.rules import new_file

    new_file(file)


@rules_app.command("schema")
def rules_schema(
    answers: Annotated[bool, typer.Option("--answers", help="That of an answers file instead.")] = False,
    rules: RulesOption = None,
) -> None:
    """Print a JSON Schema, for editors that complete and explain."""
    from acucheck.cli.commands.rules import print_schema

    print_schema(rules, of_answers=answers)


@rules_app.command("copy")
def rules_copy(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; a file that is not there yet.")],
) -> None:
    """Copy the rules as they are, to compare after an update."""
    from acucheck.cli.commands.rules import copy_core

    copy_core(file)


@rules_app.command("diff")
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
    format: Annotated[LookupFormat, typer.Option("--format", help="What to write.")] = LookupFormat.TEXT,
    fail_on: Annotated[
        Optional[DiffFailOn], typer.Option("--fail-on", help="Exit with 6 when a rule or a person is milder by NEW.")
    ] = None,
) -> None:
    """Show what differs between two rule books, and for whom.

    People are read as of the day they answered.
    """
    from acucheck.cli.commands.rules_diff import diff

    raise typer.Exit(
        diff(old, new, people, own, as_json=format is LookupFormat.JSON, fail_on_milder=fail_on is not None)
    )

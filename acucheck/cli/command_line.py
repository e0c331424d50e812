"""The command line as a whole: it makes the command that is asked for, and runs it.

Annotations are not put off: Typer would evaluate the text of each at every start, several times.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from acucheck import __version__
from acucheck.cli.boundary import boundary
from acucheck.cli.options import AskForOption, AsOfOption, ColourOption, LastAnswersOption, RulesOption
from acucheck.cli.stopping import leave, stoppable

COMMANDS = ("interview", "check", "batch", "template", "example", "lookup", "help", "rules")
"""Every command. How `check` is called stands in `usage/check_usage.py`, and likewise for each."""


SHELLS = ("bash", "fish", "powershell", "zsh")
"""Those whose completion can be printed by name; by itself the library knows only the shell around it."""


class _Group(TyperGroup):
    """Makes a command when it is asked for, as all of them take a tenth of a start. Runs it inside the boundary."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - as the library declares it
        super().__init__(**{**given, "commands": dict.fromkeys(COMMANDS)})

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as the library declares it
        if cmd_name not in COMMANDS:
            return None
        return get_command(import_module(f"acucheck.cli.usage.{cmd_name}_usage").usage)

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


app = typer.Typer(
    cls=_Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A safety check before an acupuncture session. It informs; it does not diagnose and never proves safety.",
)


def main() -> None:
    """Runs the command line, and ends the process with its exit code."""
    _prepare_streams()
    show_of_named(sys.argv[1:])
    try:
        with stoppable(), boundary():
            app(prog_name="acucheck")
    except typer.Exit as end:
        sys.exit(end.exit_code)
    except KeyboardInterrupt:  # while it is arranged who hears of one, before anything is begun or after all is done
        leave()


def _prepare_streams() -> None:
    """A glyph that the output cannot show is written as its code; lines end alike everywhere; a closed output fails."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", newline="\n")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # not when the caller has closed it
            stream.reconfigure(encoding=_encoding(stream), errors="backslashreplace", newline="\n")


def _encoding(stream: TextIOWrapper) -> str:
    """The encoding of the system; but UTF-8, which `check -` reads, for a pipe on Windows, as in Python 3.15."""
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
        from acucheck.cli.usage.interview_usage import ask

        ask(audience, as_of, colour, rules, answers)
    else:
        _refuse_before(ctx)


def _refuse_before(ctx: typer.Context) -> None:
    """Options in front of a command would be lost on it."""
    for name in ctx.params:
        source = ctx.get_parameter_source(name)
        if source and source.name == "COMMANDLINE":
            from acucheck.errors import Misuse

            raise Misuse(f"Write the options after '{ctx.invoked_subcommand}', not before it.")


def show_of_named(arguments: Sequence[str]) -> None:
    """Has the library print the script of the shell that *arguments* name; does nothing where they ask for no such."""
    match arguments:
        case ["--show-completion", shell] if shell in SHELLS:
            os.environ["_ACUCHECK_COMPLETE"] = f"source_{shell}"
        case _:
            pass


def refusal(arguments: Sequence[str]) -> str | None:
    """Why a shell that *arguments* name would be passed over; None where they name none."""
    match arguments:
        case ["--show-completion", _, *_]:
            return f"There is completion for one shell at a time: {', '.join(SHELLS)}."
        case ["--install-completion", _, *_]:
            return (
                "It is installed for the shell you are in; 'acucheck --show-completion SHELL' prints that of another."
            )
        case _:
            return None

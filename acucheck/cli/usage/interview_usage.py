"""`acucheck interview`: its options."""

from acucheck.cli.options import AskForOption, AsOfOption, ColourOption, LastAnswersOption, RulesOption, day_of
from acucheck.cli.usage import one_command

usage = one_command()


@usage.command("interview")
def ask(
    audience: AskForOption = None,
    as_of: AsOfOption = None,
    colour: ColourOption = None,
    rules: RulesOption = None,
    answers: LastAnswersOption = None,
) -> None:
    """Ask the questions at the terminal, as no command at all does."""
    from acucheck.cli.commands.interview import interview

    interview(audience, day_of(as_of), rules, answers, colour=colour)

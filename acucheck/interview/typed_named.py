"""What a line means at a question for which an opening line has named something: it adds to that, or confirms it."""

from __future__ import annotations

from collections.abc import Callable

from acucheck.answers import fixed_words
from acucheck.interview.interview_state import Step
from acucheck.interview.prompts import YES
from acucheck.interview.typed_choices import Again
from acucheck.interview.typed_words import spoken_key
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import PLAN


def with_named(step: Step, line: str, named: Tree, assumed: str, alone: Callable[[], Tree]) -> Tree:
    """The answer in *line*, with what was *named*; *alone* is what the line says by itself. Raises Again.

    A none says that there is no more than what was named. Only the technique that was *assumed*, for places that
    were named without one, gives way to those of the line.
    """
    if spoken_key(line) == YES:
        return named
    tree = alone()
    if not isinstance(named, list):
        return tree
    if step.question == PLAN and not isinstance(tree, list):
        raise Again("Something was named before. Write y for that and no others, or what comes on top of it.")
    if tree == fixed_words.NOT_SURE:
        return [*named, fixed_words.NOT_SURE]
    if not isinstance(tree, list):
        return named
    stays = [each for each in named if each != assumed]
    return [*stays, *(each for each in tree if each not in stays)]

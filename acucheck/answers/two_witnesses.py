"""A danger that is ticked as not sure, and told in the person's own words as well: two that agree make it certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from acucheck.model.answers import Answer, Cue, MatchStatus, Name, Names, Ticks
from acucheck.model.ids import QuestionId


def with_agreeing_dangers(
    answers: Mapping[QuestionId, Answer], urgent_lines: frozenset[str]
) -> dict[QuestionId, Answer]:
    """*answers*, in which a name counts that may be one of *urgent_lines* which is ticked as not sure."""
    doubted = frozenset(_ticked_as_not_sure(answers)) & urgent_lines
    if not doubted:
        return dict(answers)
    agreed: dict[QuestionId, Answer] = {}
    for question, answer in answers.items():
        agreed[question] = answer
        if isinstance(answer, Names):
            entries = tuple(_agreed(name, doubted) for name in answer.entries)
            agreed[question] = replace(answer, entries=entries)
    return agreed


def _ticked_as_not_sure(answers: Mapping[QuestionId, Answer]) -> Iterator[str]:
    for question, answer in answers.items():
        if isinstance(answer, Ticks):
            yield from (f"{question}.{line}" for line in answer.maybe)


def _agreed(name: Name, doubted: frozenset[str]) -> Name:
    """The name as what both say, where it is not known and sounds like a line that is *doubted*."""
    both = name.concepts & doubted
    if not both or name.cue is not Cue.NEW:
        return name
    return replace(name, taken=MatchStatus.RECOGNISED, concepts=both, candidates=(), cue=None)

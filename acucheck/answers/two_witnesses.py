"""A danger that is ticked as not sure, and told in the person's own words as well: two that agree make it certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from acucheck.model.answers import Answer, Cue, MatchStatus, Name, Names, Ticks
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary


def with_agreeing_dangers(answers: Mapping[QuestionId, Answer], vocabulary: Vocabulary) -> Mapping[QuestionId, Answer]:
    """*answers*, in which a name counts that sounds like a line which calls for help and is ticked as not sure."""
    unsure = frozenset(_ticked_as_not_sure(answers))
    doubted = unsure and unsure & vocabulary.policy.urgent_lines
    if not doubted:
        return answers
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

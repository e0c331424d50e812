"""A danger that is ticked as not sure, and told in the person's own words as well: two that agree make it certain."""

from __future__ import annotations

from msgspec.structs import replace

from acucheck.model.answers import Answer, Answers, Cue, MatchStatus, Name, Names, Ticks
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary


def with_agreeing_dangers(answers: Answers, vocabulary: Vocabulary) -> Answers:
    """*answers*, in which a name counts that sounds like a line which calls for help and is ticked as not sure."""
    ticks = {question: answer for question, answer in answers.items() if isinstance(answer, Ticks) and answer.maybe}
    if not ticks:
        return answers
    unsure = {f"{question}.{line}" for question, answer in ticks.items() for line in answer.maybe}
    doubted = vocabulary.policy.urgent_lines & unsure
    if not doubted:
        return answers
    agreed: dict[QuestionId, Answer] = {}
    for question, answer in answers.items():
        agreed[question] = answer
        if isinstance(answer, Names):
            entries = tuple(_agreed(name, doubted) for name in answer.entries)
            agreed[question] = replace(answer, entries=entries)
    return agreed


def _agreed(name: Name, doubted: frozenset[str]) -> Name:
    """The name as what both say, where it is not known and all that it sounds like is *doubted*: else it stays open."""
    if name.cue is not Cue.NEW or not name.concepts <= doubted:
        return name
    return replace(name, taken=MatchStatus.RECOGNISED, candidates=(), cue=None)

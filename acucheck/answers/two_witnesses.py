"""A danger in the person's own words, and another answer that says the same: two that agree make it certain."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from acucheck.model.answers import Answer, Answers, Cue, MatchStatus, Name, Names, Ticks, Writer
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary


def with_agreeing_dangers(answers: Answers, vocabulary: Vocabulary, writer: Writer | None) -> Answers:
    """*answers*, in which a name counts that sounds like a line which calls for help, and something else says so too.

    That line is ticked as not sure; or new signs are ticked, or a practitioner is the *writer*, and the words say that
    it is new as well.
    """
    if not any(map(_is_in_doubt, _names(answers))):
        return answers
    lines = vocabulary.policy.urgent_lines
    anything_new = vocabulary.words_around.new_signs.line
    ticked = frozenset(_ticked(answers))
    agreeing = _Agreeing(vocabulary, lines & frozenset(_ticked(answers, unsure=True)), frozenset())
    if anything_new in ticked or writer is Writer.PRACTITIONER:
        agreeing = replace(agreeing, plain=lines - {anything_new})
    if not agreeing.doubted and not agreeing.plain:
        return answers
    agreed: dict[QuestionId, Answer] = {}
    for question, answer in answers.items():
        agreed[question] = answer
        if isinstance(answer, Names):
            agreed[question] = replace(answer, entries=tuple(map(agreeing.agreed, answer.entries)))
    return agreed


def _names(answers: Answers) -> Iterator[Name]:
    for answer in answers.values():
        if isinstance(answer, Names):
            yield from answer.entries


def _is_in_doubt(name: Name) -> bool:
    """Whether another answer may make a name certain."""
    return name.cue is Cue.NEW or (name.taken is MatchStatus.AMBIGUOUS and name.cue is None)


def _ticked(answers: Answers, *, unsure: bool = False) -> Iterator[str]:
    """The lines that were ticked, or those that were not sure, as `question.line`."""
    for question, answer in answers.items():
        if isinstance(answer, Ticks):
            for line in answer.maybe if unsure else answer.yes:
                yield f"{question}.{line}"


class _Agreeing(Struct, frozen=True):
    """What may be certain by a name: the lines that are *doubted*, and those that are where its words are *plain*."""

    vocabulary: Vocabulary
    doubted: frozenset[str]
    plain: frozenset[str]

    def agreed(self, name: Name) -> Name:
        """The name as what both say: all that it sounds like, or else what calls for help; else it stays open."""
        if name.cue is Cue.NEW and name.concepts <= self.doubted:
            return _certain(name, name.concepts)
        dangers = name.concepts & self.plain
        if dangers and self._is_plain(name):
            return _certain(name, dangers)
        return name

    def _is_plain(self, name: Name) -> bool:
        """Whether a name in doubt sounds like something that is there now."""
        return name.cue is Cue.NEW or (_is_in_doubt(name) and self.vocabulary.sounds_new(name.typed))


def _certain(name: Name, lines: frozenset[str]) -> Name:
    return replace(name, taken=MatchStatus.RECOGNISED, concepts=lines, candidates=(), cue=None)

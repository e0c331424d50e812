"""A danger that is told in several answers: what was typed in each is put together, with what was ticked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from acucheck.model.answers import (
    Answer,
    Answers,
    Candidate,
    Cue,
    MatchStatus,
    Name,
    NameKind,
    Names,
    Places,
    Ticks,
    names_given,
)
from acucheck.model.book import AnswerKind, RuleBook, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary

_NOT_SO = frozenset({Cue.NEGATED, Cue.PAST})
"""Cues of a name that is known. What nobody knows tells by its own words whether it is past or not so."""

_BETWEEN = "; "
"""What stands between the entries where they are told as one."""


def with_dangers_in_parts(answers: Answers, vocabulary: Vocabulary) -> Answers:
    """*answers* with each danger that is told in several of them as one more condition that may be so."""
    asked = _asked_for_conditions(answers, vocabulary.book)
    listed = answers.get(asked) if asked else None
    if asked is None or not isinstance(listed, Names):
        return answers
    told = list(dict.fromkeys(_told(answers, asked)))
    places = list(dict.fromkeys(_told_of_places(answers)))
    if not told and not places:
        return answers
    found = vocabulary.parted_signs(told, places, frozenset(_said(answers)))
    names = [_name(sign.line, sign.parts) for sign in found]
    new = [name for name in names if not _is_told_already(name, answers)]
    if not new:
        return answers
    return {**answers, asked: replace(listed, entries=(*listed.entries, *new))}


def _asked_for_conditions(answers: Mapping[QuestionId, Answer], book: RuleBook) -> QuestionId | None:
    """The question where a danger that is put together is told: the one for conditions, else one for medicines."""
    for question in _asked_for_names(book):
        if isinstance(answers.get(question), Names):
            return question
    return None


@once_for_each
def _asked_for_names(book: RuleBook) -> list[QuestionId]:
    """The questions that are answered with names, those for conditions first."""
    asked = [question for question in book.questions.values() if question.kind is AnswerKind.NAMES]
    asked.sort(key=lambda question: question.names is not NameKind.CONDITION)
    return [question.id for question in asked]


def _told(answers: Mapping[QuestionId, Answer], asked: QuestionId) -> Iterator[str]:
    """What was typed of the person, entry by entry.

    A medicine that is known is told by its classes, or by its name where it has none, where it was not *asked* for
    illness: what it is taken for tells of no new sign.
    """
    for question_id, name in names_given(answers):
        if not _may_be_so(name):
            continue
        if question_id == asked or not _is_known_medicine(name):
            yield name.typed
        elif not name.concepts:
            yield name.name


def _told_of_places(answers: Mapping[QuestionId, Answer]) -> Iterator[str]:
    """What was typed of places, behind what they were asked for."""
    for question_id, answer in answers.items():
        if isinstance(answer, Places):
            for place in answer.entries:
                yield f"{question_id}: {place.typed}"


def _is_known_medicine(name: Name) -> bool:
    return name.kind is NameKind.MEDICINE and name.taken is MatchStatus.RECOGNISED


def _may_be_so(name: Name) -> bool:
    """Whether a name may count, of the person and now."""
    if name.taken is MatchStatus.SET_ASIDE or name.agreeing is not None or name.cue is Cue.SOMEONE_ELSE:
        return False
    is_known = name.taken is not MatchStatus.UNRECOGNISED
    return not (is_known and name.cue in _NOT_SO) and not _is_settled(name)


def _is_settled(name: Name) -> bool:
    """Whether it is several entries of which it was said what they are together."""
    return bool(name.meant) and _BETWEEN in name.typed


def _said(answers: Mapping[QuestionId, Answer]) -> Iterator[str]:
    """The classes of the medicines, and the lines that were ticked or named, as `question.line`."""
    for _, name in names_given(answers):
        if _may_be_so(name):
            yield from name.concepts
    for question_id, answer in answers.items():
        if isinstance(answer, Ticks):
            for line in answer.yes | answer.maybe:
                yield f"{question_id}.{line}"


def _name(line: str, parts: tuple[str, ...]) -> Name:
    meant = (Candidate("", frozenset({line})),)
    typed = _BETWEEN.join(parts)
    return Name(
        typed,
        MatchStatus.SUGGESTED,
        concepts=frozenset({line}),
        candidates=meant,
        kind=NameKind.CONDITION,
        cue=Cue.NEW,
        parts=parts,
    )


def _is_told_already(name: Name, answers: Mapping[QuestionId, Answer]) -> bool:
    """Whether a line was ticked or named without that, or something was said of those entries together."""
    if name.concepts & frozenset(_said(answers)):
        return True
    return any(other.typed == name.typed and _is_settled(other) for _, other in names_given(answers))

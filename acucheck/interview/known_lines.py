"""The lines of a question to which names say yes that were given elsewhere: they stand marked where it is asked."""

from __future__ import annotations

from acucheck.assess import contradictions_among
from acucheck.model.answers import Answers, MatchStatus, NameKind, Names, Ticks, names_given
from acucheck.model.book import AnswerKind, Question, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.report import Conflict

_DENIED = {AnswerKind.MANY: Ticks(), AnswerKind.ONE: Ticks(frozenset({"no"}))}
"""What denies all that a question asks, by its kind."""


def known_lines(question: Question, answers: Answers, book: RuleBook) -> frozenset[str]:
    """The lines or options of a question that a no would deny against a name among the *answers*."""
    is_named = any(isinstance(answer, Names) and answer.entries for answer in answers.values())
    if not is_named or question.kind not in _DENIED:
        return frozenset()
    found = _ticked_by_names(question.id, answers)
    for contradiction in contradictions_among(book, {**answers, question.id: _DENIED[question.kind]}):
        if contradiction.kind is Conflict.NAMED and contradiction.question == question.id:
            found.update(contradiction.lines)
    return frozenset(found)


def _ticked_by_names(question: QuestionId, answers: Answers) -> set[str]:
    """The lines of a question that conditions tick which were named for certain."""
    start = f"{question}."
    found: set[str] = set()
    for _, name in names_given(answers):
        is_certain = name.kind is NameKind.CONDITION and name.taken is MatchStatus.RECOGNISED
        if is_certain:
            found |= {line.removeprefix(start) for line in name.concepts if line.startswith(start)}
    return found

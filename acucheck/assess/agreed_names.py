"""Conditions of which the words around them agree with the person's own no: together these set a name aside."""

from __future__ import annotations

from msgspec.structs import replace

from acucheck.logic import tests
from acucheck.model.answers import Agreeing, Answers, Candidate, MatchStatus, Name, Ticks
from acucheck.model.book import AnswerKind, Question, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import FAILS, HOLDS, OPEN, Standing

_NO = "no"


def is_set_aside_by_a_no(name: Name, book: RuleBook, answers: Answers) -> bool:
    """Whether the words beside a name agree with a no to each of its lines, and leave nothing of it."""
    if name.agreeing is None or name.taken is MatchStatus.SET_ASIDE:
        return False
    return agreed_with(name, name.agreeing, book, answers).taken is MatchStatus.SET_ASIDE


def agreed_with(name: Name, agreeing: Agreeing, book: RuleBook, answers: Answers) -> Name:
    """A name without the lines that the words beside it take from it and that were answered no as well."""
    taken = name.concepts - agreeing.lines
    gone = frozenset(line for line in taken if is_denied(line, book, answers))
    if not gone:
        return name
    left = name.concepts - gone
    if not left:
        return replace(name, taken=MatchStatus.SET_ASIDE, use=agreeing.use, cue=None)
    if gone == taken:
        return replace(name, concepts=left, candidates=agreeing.left)
    return replace(name, concepts=left, candidates=_without(gone, name.candidates))


def _without(gone: frozenset[str], candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """What may be meant, as far as anything is left of it."""
    kept = [replace(each, concepts=each.concepts - gone) for each in candidates]
    return tuple(each for each in kept if each.concepts)


def is_denied(line: str, book: RuleBook, answers: Answers) -> bool:
    """Whether a line was answered no, or belongs to a question that was not asked because of a no."""
    question = book.questions[question_of(line)]
    answer = answers.get(question.id)
    if answer is None:
        return _is_closed_by_a_no(question, book, answers)
    if standing_of_line(line, answers) is not FAILS:
        return False
    return question.kind is AnswerKind.MANY or (isinstance(answer, Ticks) and _NO in answer.yes)


def _is_closed_by_a_no(question: Question, book: RuleBook, answers: Answers) -> bool:
    """Whether all that could open a question was answered no."""
    opened_by = [*tests(question.gate, book.facts)]
    for test in opened_by:
        if not isinstance(test, Word) or test.question not in book.questions:
            return False
        if not all(is_denied(f"{test.question}.{word}", book, answers) for word in test.words):
            return False
    return bool(opened_by)


def standing_of_line(line: str, answers: Answers) -> Standing:
    """HOLDS when a line was ticked, FAILS when it was answered no, and else OPEN."""
    answer = answers.get(question_of(line))
    word = line.partition(".")[2]
    if not isinstance(answer, Ticks) or answer.old or word in answer.maybe:
        return OPEN
    if word in answer.yes:
        return HOLDS
    return FAILS


def question_of(line: str) -> QuestionId:
    """The question of a line."""
    return QuestionId(line.partition(".")[0])

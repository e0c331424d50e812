"""Names that were only guessed, without what cannot be of somebody who is not pregnant and has not given birth."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from acucheck.logic import tests, urgent_lines
from acucheck.model.answers import Answers, Candidate, MatchMethod, MatchStatus, Name, NameKind, Quantity, Ticks
from acucheck.model.book import Between, RuleBook, Word, once_for_each
from acucheck.model.ids import QuestionId

_PREGNANT = QuestionId("pregnant")
_NO, _AFTER_BIRTH = "no", "after-birth"
_AGE = QuestionId("age")
_HARDLY = 50
"""Years from which on hardly anybody is pregnant who says no."""

_SIGN = "danger.pregnancy-warning"
"""The danger sign that only somebody who is pregnant can have."""

_GUESSED = (MatchStatus.SUGGESTED, MatchStatus.AMBIGUOUS)


def without_pregnancy(name: Name, book: RuleBook, answers: Answers) -> Name:
    """A guessed name without its meanings of pregnancy and birth, where these cannot be; any other name as it is.

    A no alone takes nothing by which a rule calls for help: it may be wrong, while an age is not. A name that was only
    near to one of these is not known any more.
    """
    if name.kind is not NameKind.CONDITION or name.taken not in _GUESSED or name.meant:
        return name
    meanings = name.candidates or (Candidate(name.name, name.concepts),)
    gone = _lines_gone(book, answers)
    if gone.isdisjoint(name.concepts) and all(meaning.concepts.isdisjoint(gone) for meaning in meanings):
        return name
    left = tuple(replace(meaning, concepts=meaning.concepts - gone) for meaning in meanings)
    left = tuple(meaning for meaning in left if meaning.concepts)
    if left:
        counting = (name.concepts - gone) or frozenset().union(*(meaning.concepts for meaning in left))
        return replace(name, concepts=counting, candidates=left)
    if name.via is not MatchMethod.FUZZY:
        return name
    return Name(name.typed, MatchStatus.UNRECOGNISED, kind=name.kind)


def is_no_pregnancy(name: Name, book: RuleBook, answers: Answers) -> bool:
    """Whether a name says too little of a pregnancy, such as the date of a last period, to doubt a no at this age."""
    age, answer = answers.get(_AGE), answers.get(_PREGNANT)
    if not name.little or not name.concepts or not isinstance(age, Quantity) or not isinstance(answer, Ticks):
        return False
    is_no = answer.yes == {_NO} and not answer.old and not age.old and age.value >= _HARDLY
    return is_no and name.concepts <= lines_of_pregnancy(book) - urgent_lines(book)


def _lines_gone(book: RuleBook, answers: Answers) -> frozenset[str]:
    """The lines that cannot be so of this person."""
    if _is_of_another_age(book, answers):
        return lines_of_pregnancy(book)
    answer = answers.get(_PREGNANT)
    if not isinstance(answer, Ticks) or answer.old:
        return frozenset()
    if answer.yes == {_AFTER_BIRTH}:
        return _lines_before_birth(book) - urgent_lines(book)
    if answer.yes != {_NO}:
        return frozenset()
    return lines_of_pregnancy(book) - urgent_lines(book) - {_SIGN}


def _is_of_another_age(book: RuleBook, answers: Answers) -> bool:
    """Whether nobody of this age is asked about a pregnancy, and this person said nothing of one."""
    if _PREGNANT in answers or _PREGNANT not in book.questions:
        return False
    for test in tests(book.questions[_PREGNANT].gate, book.facts):
        answer = answers.get(test.question)
        if isinstance(test, Between) and isinstance(answer, Quantity) and not answer.old:
            return not test.low <= answer.value < test.high
    return False


@once_for_each
def lines_of_pregnancy(book: RuleBook) -> frozenset[str]:
    """The lines of the question about a pregnancy, of all that it opens, and the sign of danger in one."""
    about = {_PREGNANT}
    for question in book.questions.values():
        opened_by = {test.question for test in tests(question.gate, book.facts) if isinstance(test, Word)}
        if opened_by and opened_by <= about:
            about.add(question.id)
    return frozenset([_SIGN, *_lines_of(about & book.questions.keys(), book)])


@once_for_each
def _lines_before_birth(book: RuleBook) -> frozenset[str]:
    """The lines of the questions that a pregnancy opens, and a birth does not."""
    about: list[QuestionId] = []
    for question in book.questions.values():
        opened_by = [test for test in tests(question.gate, book.facts) if isinstance(test, Word)]
        if opened_by and all(_is_before_birth(test) for test in opened_by):
            about.append(question.id)
    return frozenset(_lines_of(about, book))


def _is_before_birth(test: Word) -> bool:
    return test.question == _PREGNANT and _AFTER_BIRTH not in test.words


def _lines_of(questions: Iterable[QuestionId], book: RuleBook) -> list[str]:
    lines: list[str] = []
    for question_id in questions:
        lines += [f"{question_id}.{option}" for option in book.questions[question_id].options]
    return lines

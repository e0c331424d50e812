"""What was answered on an earlier day than that of the check, and is too old to hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.wording.answer_text import in_words, said
from acucheck.model.answers import Answer, Earlier, Quantity
from acucheck.model.book import PLAN, AnswerKind, Question
from acucheck.model.ids import QuestionId


def earlier_answers(page: Page) -> Iterator[Heading | Lines]:
    """Each answer that no longer holds, since when, and what it counts as; and of which day the plan is."""
    earlier = page.report.earlier
    answers = page.report.answers
    if earlier is None or not (earlier.since or earlier.keeps_plan):
        return
    lost = [question_id for question_id in earlier.since if question_id not in answers]
    doubtful = [question_id for question_id in earlier.since if question_id in answers]
    lines: list[tuple[str, str]] = []
    for text in _dated(lost, earlier, page):
        lines.append(("Not asked", f"These count as not asked, {text}"))
    for text in _dated(doubtful, earlier, page):
        lines.append(("Not sure", f"These count as not sure, {text}"))
    if earlier.keeps_plan:
        lines.append(("Plan", f"It is that of {earlier.day}: {said(answers[PLAN])}."))
    yield Heading(f"ANSWERS OF {earlier.day}")
    yield Lines(tuple(lines))


def changed_answers(page: Page) -> Iterator[Heading | Lines]:
    """What is answered otherwise than at the visit before."""
    earlier = page.report.earlier
    if earlier is None or not earlier.changed:
        return
    is_day_known = earlier.day != page.head.as_of
    changes = [("Changed", _now_and_then(question_id, earlier, page)) for question_id in earlier.changed]
    yield Heading(f"CHANGED SINCE {earlier.day}" if is_day_known else "CHANGED SINCE LAST TIME")
    yield Lines(tuple(changes))


def _now_and_then(question_id: QuestionId, earlier: Earlier, page: Page) -> str:
    """What is answered now, and what was answered at the visit before."""
    question = page.book.questions[question_id]
    answer = page.report.answers[question_id]
    now = _in_words_or_as_said(question, answer, page)
    then = _in_words_or_as_said(question, earlier.given[question_id], page)
    return f"{page.words(question.short)}: now {now}; then {then}."


def _in_words_or_as_said(question: Question, answer: Answer, page: Page) -> str:
    worded = in_words(question, answer, page.audience)
    return worded or said(answer)


def _dated(questions: list[QuestionId], earlier: Earlier, page: Page) -> Iterator[str]:
    """The answers to *questions*, together for each day from which they were too old."""
    by_day: dict[date, list[str]] = {}
    for question_id in questions:
        short = page.words(page.book.questions[question_id].short)
        answer = _answer_by_now(question_id, earlier, page)
        same_day = by_day.setdefault(earlier.since[question_id], [])
        same_day.append(f"{short}: {answer}")
    for since in sorted(by_day):
        answers = ". ".join(by_day[since])
        yield f"as of {earlier.day} and too old since {since}: {answers}."


def _answer_by_now(question_id: QuestionId, earlier: Earlier, page: Page) -> str:
    """The answer as it was given, with the weeks of a pregnancy as they are by now."""
    question = page.book.questions[question_id]
    answer = in_words(question, earlier.given[question_id], page.audience)
    counted = page.report.answers.get(question_id)
    if question.kind is AnswerKind.GESTATION and isinstance(counted, Quantity):
        return f"{answer}, by now {counted.typed}"
    return answer

"""What was said and cannot all be so, in words: what was said, and what it goes against."""

from __future__ import annotations

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import in_words, said
from acucheck.model.answers import Ticks
from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.report import Conflict, Contradiction


def conflict_text(each: Contradiction, page: Page) -> str:
    """One contradiction in two sentences. It says which of the two counts."""
    against = _against(each, page)
    what = _what_was_said(each, page)
    match each.kind:
        case Conflict.NAMED:
            return f"{what} was named, but {against}. The name counts; please check."
        case Conflict.NOT_TAKEN:
            return f"{what} was said not to be so, but {against}. What was ticked counts; please check."
        case Conflict.TYPED:
            return f"{what} was typed, but another name was given as what is meant. Both count; please check."
        case Conflict.FOLLOW_UP:
            return f"{what} was said, but {against}. It counts; please check."


def _what_was_said(each: Contradiction, page: Page) -> str:
    """The name, as it was typed, or the question with its answer."""
    if each.name is None:
        question = page.book.questions[each.asked]
        answer = page.report.answers[each.asked]
        chosen = in_words(question, answer, page.audience)
        if chosen and question.kind is AnswerKind.ONE:
            return f"'{page.words(question.ask)} {chosen}'"
        return f"'{page.words(question.short)}: {chosen or said(answer)}'"
    if each.kind is Conflict.NAMED:
        return each.name.typed
    return f"'{each.name.typed}'"


def _against(each: Contradiction, page: Page) -> str:
    """The answer that it goes against."""
    question = page.book.questions[each.question]
    if each.lines and question.kind is AnswerKind.MANY:
        options = [question.options[line] for line in each.lines]
        labels = [f"'{page.words(option)}'" for option in options]
        named = phrases.joined(labels, "or")
        if each.kind is Conflict.NOT_TAKEN:
            return f"{named} was ticked"
        return f"{named} was answered no"
    if each.lines and question.kind is AnswerKind.NAMES:
        label = phrases.labels(page.book, each.lines, page.audience)
        return f"no name under '{page.words(question.short)}' is of this kind: {label}"
    answered = _what_was_answered(each.question, page)
    return f"'{page.words(question.ask)}' was answered: {answered}"


def _what_was_answered(question: QuestionId, page: Page) -> str:
    """What was answered to a question; none where nothing was."""
    answer = page.report.answers.get(question)
    if isinstance(answer, Ticks):
        return in_words(page.book.questions[question], answer, page.audience)
    return said(answer) if answer else "none"

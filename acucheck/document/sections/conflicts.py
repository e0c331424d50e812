"""What was said and cannot all be so, in words: what was said, and what it goes against."""

from __future__ import annotations

from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import in_words, said
from acucheck.model.answers import NotSure, Ticks
from acucheck.model.book import AnswerKind
from acucheck.model.levels import Audience
from acucheck.model.report import Conflict, Contradiction, Report


def conflict_text(each: Contradiction, report: Report, audience: Audience) -> str:
    """One contradiction in two sentences. It says which of the two counts."""
    against, what = _against(each, report, audience), _said(each, report, audience)
    match each.kind:
        case Conflict.NAMED:
            return f"{what} was named, but {against}. The name counts; please check."
        case Conflict.NOT_TAKEN:
            return f"{what} was said not to be so, but {against}. What was ticked counts; please check."
        case Conflict.TYPED:
            return f"{what} was typed, but another name was given as what is meant. Both count; please check."
        case Conflict.FOLLOW_UP:
            return f"{what} was said, but {against}. It counts; please check."


def _said(each: Contradiction, report: Report, audience: Audience) -> str:
    if each.name is not None:
        return f"'{each.name.typed}'" if each.kind is not Conflict.NAMED else each.name.typed
    question, answer = report.book.questions[each.asked], report.answers[each.asked]
    told = said(answer) if isinstance(answer, NotSure) else in_words(question, answer, audience)
    return f"'{question.short.for_audience(audience)}: {told}'"


def _against(each: Contradiction, report: Report, audience: Audience) -> str:
    """The answer that it goes against."""
    question, answer = report.book.questions[each.question], report.answers.get(each.question)
    if each.lines and question.kind is AnswerKind.MANY:
        labels = phrases.joined((f"'{question.options[line].for_audience(audience)}'" for line in each.lines), "or")
        return f"{labels} was {'ticked' if each.kind is Conflict.NOT_TAKEN else 'answered no'}"
    if each.lines and question.kind is AnswerKind.NAMES:
        label = phrases.labels(report.book, each.lines, audience)
        return f"no name under '{question.short.for_audience(audience)}' is of this kind: {label}"
    told = in_words(question, answer, audience) if isinstance(answer, Ticks) else said(answer) if answer else "none"
    return f"'{question.ask.for_audience(audience)}' was answered: {phrases.lower_first(told)}"

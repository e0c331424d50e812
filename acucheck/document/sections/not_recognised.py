"""Words that were not recognised: those that could change little are told in one line, apart from what matters."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.doubts import goes_to_whoever_is_called
from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_names import in_context
from acucheck.logic import urgent_lines
from acucheck.model.answers import NameKind, Names, Ticks
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Missing, OpenPoint, Report

_AT_WORST = {
    Audience.PRACTITIONER: {
        Outcome.NOTE: "Not recognised, at worst to be noted: {}. Ask what is meant.",
        Outcome.CARE: "Not recognised, at worst with care: {}. Ask what is meant.",
    },
    Audience.PATIENT: {
        Outcome.NOTE: "Not known here, and at worst good to know: {}. Show these words.",
        Outcome.CARE: "Not known here, and at worst a reason for care: {}. Show these words.",
    },
}


_TO_BE_SHOWN = {
    Audience.PRACTITIONER: "Not recognised: {}. Ask what is meant.",
    Audience.PATIENT: "Not known here: {}. Show these words.",
}
"""Of words that could be what a list could that was left out: that is told with the list."""


def named(point: OpenPoint, page: Page, quote: str = "'") -> str:
    """The name of a point in quotes, and the phrase that it stands in where it is a part of one."""
    answer = page.report.answers.get(point.question)
    if isinstance(answer, Names) and point.missing is Missing.NOT_RECOGNISED:
        return in_context(point.name, answer.entries, quote)
    return f"{quote}{point.name}{quote}"


def is_slight(point: OpenPoint, report: Report) -> bool:
    """Whether a point is words that were taken for nothing, and could at worst ask for care.

    So they could where every list was answered; what a list could be that was left out is told with that list.
    """
    answer = report.answers.get(point.question)
    if point.missing is not Missing.NOT_RECOGNISED or not isinstance(answer, Names):
        return False
    if report.outcome.stands is Outcome.HELP or _counts(point.name, answer):
        return False
    return point.could_be <= Outcome.CARE or rests_on_lists(point, report)


def rests_on_lists(point: OpenPoint, report: Report) -> bool:
    """Whether a point is words that no rule is open by, and that could be so much only as a list was left out.

    Not where the signs that call for help were left out themselves: there words may tell of one.
    """
    asked = report.book.questions[point.question]
    is_unknown = point.missing is Missing.NOT_RECOGNISED and asked.names is NameKind.CONDITION
    return is_unknown and not point.rules and signs_are_answered(report)


def signs_are_answered(report: Report) -> bool:
    """Whether every list was answered of which a line calls for help by itself."""
    asked = {QuestionId(line.partition(".")[0]) for line in urgent_lines(report.book)}
    lists = [question for question in asked if report.book.questions[question].gate is None]
    answers = [report.answers.get(question) for question in lists]
    return all(isinstance(answer, Ticks) and not answer.old for answer in answers)


def _counts(typed: str, answer: Names) -> bool:
    """Whether a name is taken for something until it is known."""
    return any(name.typed == typed and name.concepts for name in answer.entries)


def slight_names(report: Report) -> set[str]:
    """The words, as typed, that could change little."""
    return {point.name for point in report.open if is_slight(point, report)}


def in_one_line(page: Page) -> Iterator[str]:
    """The words that could change little, each once, with what they could mean at worst.

    None beside a call for help, or a doubt of one: they are told to whoever is called.
    """
    if goes_to_whoever_is_called(page.report):
        return
    slight = [point for point in page.report.open if is_slight(point, page.report)]
    if any(point.could_be > Outcome.CARE for point in slight):
        yield _TO_BE_SHOWN[page.audience].format(phrases.joined(named(point, page) for point in slight))
    elif slight:
        could_be = [point.could_be for point in slight]
        worst = max(Outcome.NOTE, *could_be)
        words = [named(point, page) for point in slight]
        yield _AT_WORST[page.audience][worst].format(phrases.joined(words))

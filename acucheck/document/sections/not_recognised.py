"""Words that were not recognised: those that could change little are told in one line, apart from what matters."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_names import in_context
from acucheck.model.answers import Names
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


def named(point: OpenPoint, page: Page, quote: str = "'") -> str:
    """The name of a point in quotes, and the phrase that it stands in where it is a part of one."""
    answer = page.report.answers.get(point.question)
    if isinstance(answer, Names) and point.missing is Missing.NOT_RECOGNISED:
        return in_context(point.name, answer.entries, quote)
    return f"{quote}{point.name}{quote}"


def is_slight(point: OpenPoint, report: Report) -> bool:
    """Whether a point is words that were taken for nothing, and could at worst ask for care."""
    answer = report.answers.get(point.question)
    if point.missing is not Missing.NOT_RECOGNISED or not isinstance(answer, Names):
        return False
    if report.outcome.stands is Outcome.HELP or _counts(point.name, answer):
        return False
    return point.could_be <= Outcome.CARE


def _counts(typed: str, answer: Names) -> bool:
    """Whether a name is taken for something until it is known."""
    return any(name.typed == typed and name.concepts for name in answer.entries)


def slight_names(report: Report) -> set[str]:
    """The words, as typed, that could change little."""
    return {point.name for point in report.open if is_slight(point, report)}


def in_one_line(page: Page) -> Iterator[str]:
    """The words that could change little, each once, with what they could mean at worst."""
    slight = [point for point in page.report.open if is_slight(point, page.report)]
    if slight:
        could_be = [point.could_be for point in slight]
        worst = max(Outcome.NOTE, *could_be)
        words = [named(point, page) for point in slight]
        yield _AT_WORST[page.audience][worst].format(phrases.joined(words))
